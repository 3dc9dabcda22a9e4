"""Every page and style sheet is sound to the Nu HTML checker, every book to epubcheck."""

from pathlib import Path

import pytest
from audit_html import (
    CHECKER,
    check_epubs,
    check_files,
    is_newer,
    is_of_this_host,
    list_files,
)

pytestmark = pytest.mark.browser

INSTALL = "The checkers are not there: sh tests/install.sh"


def test_the_checker_finds_nothing(site: Path) -> None:
    """No error, no warning, on any page or sheet."""
    assert CHECKER.is_file(), INSTALL
    files = list_files(site)
    assert len(files) > 50
    assert check_files(files, site) == []


def test_the_checker_finds_what_is_broken(tmp_path: Path) -> None:
    """An error and a warning are told with their line."""
    assert CHECKER.is_file(), INSTALL
    page = tmp_path / "index.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title>\n<p id="a">A</p>\n<p id="a">B</p>\n'
        '<section><p style="colour: red">C</p></section>',
        encoding="utf-8",
    )
    found = check_files([page], tmp_path)
    assert any("Duplicate ID “a”." in one for one in found)
    assert any("Section lacks heading" in one for one in found)
    assert any("colour" in one for one in found)
    sheet = tmp_path / "style.css"
    sheet.write_text("a{top:calc(anchor(--a bottom,-200em) + 1em)}b{top:calc(1em + )}", "utf-8")
    assert check_files([sheet], tmp_path) == ["style.css:1: CSS: “top”: Parse Error."]


@pytest.mark.parametrize(
    ("message", "extract", "is_known"),
    [
        ("CSS: “container-type”: Property “container-type” doesn't exist.", "", True),
        ("CSS: Unrecognized at-rule “@container”", "", True),
        ("CSS: Parse Error.", "::view-transition-group(root){", True),
        ("CSS: “top”: Parse Error.", " + 1em);color:redtop:calc(anchor(--a top) + 1em)", True),
        ("CSS: “top”: Parse Error.", "top:calc(1em + );", False),
        ("CSS: Parse Error.", "p { color: red; }}", False),
        ("CSS: “colour”: Property “colour” doesn't exist.", "container-type: x", False),
        ("Duplicate ID “container-type”.", "", False),
    ],
)
def test_only_newer_css_is_let_through(message: str, extract: str, is_known: bool) -> None:  # noqa: FBT001 - given by pytest
    """By the names of what the checker does not know yet."""
    assert is_newer({"message": message, "extract": extract}) == is_known


@pytest.mark.parametrize(
    ("message", "extract", "is_known"),
    [
        ("Resource {} external stylesheet “../theme/a.css” blocked", "", True),
        ("Resource {} external stylesheet “https://x.example/a.css” blocked", "", False),
        ("Resource {} external script “//x.example/a.js” blocked", "", False),
        ("Inline script {} blocked", '<script type="application/ld+json">{', True),
        ("Inline script {} blocked", "<script>alert(1)", False),
    ],
)
def test_only_the_sites_own_files_pass_its_policy(
    message: str,
    extract: str,
    is_known: bool,  # noqa: FBT001 - given by pytest
) -> None:
    """Another host's, or a script that the policy has no hash of, is told."""
    said = message.format("violates Content Security Policy (meta tag):")
    assert is_of_this_host({"message": said, "extract": extract}) == is_known


def test_books_are_sound(site: Path) -> None:
    """No error and no warning in any EPUB."""
    found = check_epubs(site)
    assert {name: faults for name, faults in found.items() if faults} == {}
