"""Golden sites: each builds to its `expected/`, byte for byte."""

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SITES = Path(__file__).parent / "sites"
NAMES = sorted(path.parent.name for path in SITES.glob("*/pelicanconf.py"))
BILINGUAL = SITES / "bilingual"
NEXT_YEAR = "1798761600"
"""2027-01-01 00:00 UTC, in seconds since the epoch."""

Build = Callable[..., Any]


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_tree(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder that holds these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def difference(found: dict[str, bytes], expected: dict[str, bytes]) -> str:
    """Return in words and lines how two trees differ; nothing when they do not."""
    said = [f"{name} is not expected" for name in sorted(found.keys() - expected.keys())]
    said += [f"{name} is missing" for name in sorted(expected.keys() - found.keys())]
    for name in sorted(found.keys() & expected.keys()):
        if found[name] != expected[name]:
            old, new = (
                tree[name].decode("utf-8", "replace").splitlines() for tree in (expected, found)
            )
            said += difflib.unified_diff(old, new, f"expected/{name}", f"output/{name}", "", "")
            said.append(f"{name} differs")
    return "\n".join(said)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the inode and the time of each file below a folder."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_site_builds_to_what_is_expected(
    name: str, build_site: Build, pytestconfig: pytest.Config
) -> None:
    """The files of the published site are those of `expected/`, and no others."""
    built = build_site(SITES / name)
    assert built.status == 0, built.stderr
    if pytestconfig.getoption("--write-goldens"):
        write_tree(SITES / name / "expected", read_tree(built.output))
    assert difference(read_tree(built.output), read_tree(SITES / name / "expected")) == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_second_build_changes_nothing(name: str, build_site: Build) -> None:
    """When no source has changed, no file is touched, and a clean build would give the same."""
    built = build_site(SITES / name)
    before = stamps(built.output)
    again = built.again("--verify")
    assert again.status == 0, again.stderr
    nothing, verified = again.stdout.splitlines()
    assert nothing.startswith(f"Nothing to do: output/ is up to date ({len(before)} files). ")
    assert verified == "Verified: a clean build gives the same bytes."
    assert stamps(built.output) == before


def test_a_build_that_forgets_gives_the_same_site(build_site: Build) -> None:
    """`--fresh` makes everything anew, and files whose bytes are the same keep their time."""
    built = build_site(BILINGUAL)
    before = stamps(built.output)
    again = built.again("--fresh")
    assert again.status == 0, again.stderr
    assert difference(read_tree(again.output), read_tree(BILINGUAL / "expected")) == ""
    assert stamps(again.output).keys() == before.keys()


def test_the_line_ends_and_the_mark_of_windows_do_not_matter(
    build_site: Build, tmp_path: Path
) -> None:
    """Texts and records with CR LF and a byte order mark build to the same site.

    Reflections have one form only, and data files are published as they are.
    """
    source = tmp_path / "sources" / "windows"
    shutil.copytree(BILINGUAL, source)
    texts = [
        path
        for path in (source / "content").rglob("*")
        if path.suffix in {".md", ".toml"} and path.parent.name != "reflections"
    ]
    assert len(texts) > 20
    for path in texts:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    built = build_site(source)
    assert built.status == 0, built.stderr
    assert difference(read_tree(built.output), read_tree(BILINGUAL / "expected")) == ""


def test_a_text_of_the_future_appears_when_its_time_has_come(build_site: Build) -> None:
    """No source has changed, yet the build publishes it, as a clean build does."""
    built = build_site(BILINGUAL)
    before = read_tree(built.output)
    later = built.again("--verify", SOURCE_DATE_EPOCH=NEXT_YEAR)
    assert later.status == 0, later.stdout + later.stderr
    after = read_tree(later.output)
    new = {name for name in after.keys() - before.keys() if name.endswith("html")}
    assert new == {"le-tunnel/index.html", "en/the-tunnel/index.html"}
    for lists in ("index.html", "archives/index.html", "themes/ouvrages/index.html"):
        assert b"le-tunnel/" in after[lists]
        assert b"le-tunnel/" not in before[lists]


def test_the_clock_of_a_build_may_go_back(build_site: Build) -> None:
    """A build with an earlier clock gives the earlier site, whatever was published since."""
    built = build_site(BILINGUAL, SOURCE_DATE_EPOCH=NEXT_YEAR)
    assert "le-tunnel/index.html" in read_tree(built.output)
    earlier = built.again()
    assert earlier.status == 0, earlier.stderr
    assert difference(read_tree(earlier.output), read_tree(BILINGUAL / "expected")) == ""


def test_no_draft_reaches_the_published_site(build_site: Build) -> None:
    """Neither a draft's words nor its address are in any file."""
    for name, data in read_tree(build_site(BILINGUAL).output).items():
        assert "le-bac" not in name
        assert "le-bac" not in data.decode("utf-8", "replace"), name
        assert "brouillon" not in data.decode("utf-8", "replace"), name
