"""Invalid sites: each fails with its `expected.txt`, and what was published stays."""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SITES = HERE / "sites_invalid"
NAMES = sorted(path.parent.name for path in SITES.glob("*/pelicanconf.py"))
PROGRESS = re.compile(r"\A(?:(?:Reading|Writing) [\d,]+\n)*\n")
"""What is said of the work under way, and the empty line before the message."""

PUBLISHED = HERE / "sites" / "minimal" / "expected"


def read_tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of each file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_site_fails_and_says_why(
    name: str, build_site: Callable[..., Any], pytestconfig: pytest.Config
) -> None:
    """The status is 1, the whole message is as expected, the published site is untouched."""
    built = build_site(SITES / name, published=PUBLISHED)
    expected = SITES / name / "expected.txt"
    said = PROGRESS.sub("", built.stderr)
    if pytestconfig.getoption("--write-goldens"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert built.status == 1
    assert built.stdout == ""
    assert read_tree(built.output) == read_tree(PUBLISHED)


@pytest.mark.parametrize("name", NAMES)
def test_a_message_names_files_of_the_project_alone(name: str) -> None:
    """No message shows where the project or Python lies on the machine, nor a traceback."""
    said = (SITES / name / "expected.txt").read_text(encoding="utf-8")
    assert "Traceback" not in said
    for folder in (HERE.parent, Path.home(), tempfile.gettempdir(), sys.prefix):
        assert f"{folder}/" not in said
    assert said.endswith("Nothing was published: the site is as it was.\n")
