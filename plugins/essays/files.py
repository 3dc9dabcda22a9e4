"""The files of an essay's folder: which it may have, and how their text is read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..build.problems import Problem, nearest
from .languages import LANGUAGES
from .slugs import SLUG

BOM = b"\xef\xbb\xbf"
"""The byte order mark that some editors put before a text."""

LEDGER = "paragraphs.toml"
"""The file of an essay that keeps the numbers of its paragraphs."""
REFERENCES = ("references.bib", "references.json")
"""Files that describe the works that a text cites."""
IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""What the names of pictures end in."""
BESIDE = (*IMAGES, ".pdf")
"""What the names of the files end in that may lie beside a text."""


def read_text(path: Path | str, place: str, problems: list[Problem]) -> str | None:
    """Return a source as text with LF, or `None` and a problem when it is not UTF-8."""
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - text paths: this runs per file
        data = stream.read().removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: the byte 0x{data[error.start]:02x} has no meaning here"
        problems.append(Problem(place, line, message, "Save the file as UTF-8."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check_name(place: str, name: str) -> list[Problem]:
    """Return a problem when the name of a folder, or of a page, cannot be part of an address."""
    if SLUG.fullmatch(name):
        return []
    hint = "Expected small letters, digits and single hyphens: 'le-pot-de-miel'."
    return [Problem(place, 0, f"the name {name!r} makes no address", hint)]


def check_files(place: str, files: Mapping[str, bytes]) -> list[Problem]:
    """Return the problems with which files there are, whatever is in them."""
    problems = check_name(place, place.rpartition("/")[2])
    if "essay.toml" not in files:
        hint = "Each folder of essays holds an essay.toml with its id; 'invoke new' makes one."
        problems.append(Problem(place, 0, "this folder has no record (essay.toml)", hint))
    if "index.md" not in files:
        hint = "The text in French is index.md, its translation index.en.md."
        problems.append(Problem(place, 0, "this folder has no text (index.md)", hint))
    if {"essay.toml", "index.md"}.isdisjoint(files):
        problems += _check_forsaken(place, files)
    texts = (f"index{language.suffix}" for language in LANGUAGES.values())
    known = {*texts, "essay.toml", LEDGER, *REFERENCES}
    for name in files:
        first, _, rest = name.partition("/")
        if rest and first in ("data", "reflections"):
            continue
        if name in known or name.lower().endswith(BESIDE):
            continue
        hint = (
            nearest(name, known)
            if not rest
            else "Data go into data/, reflections into reflections/."
        )
        problems.append(Problem(f"{place}/{name}", 0, "a file that an essay does not have", hint))
    return problems


def _check_forsaken(place: str, files: Iterable[str]) -> list[Problem]:
    """Return a problem when a folder has reflections and no essay, as after half a renaming."""
    count = sum(name.startswith("reflections/") for name in files)
    if not count:
        return []
    said = "1 reflection lies" if count == 1 else f"{count} reflections lie"
    hint = "A conversation moves with its essay: put this folder beside its text."
    return [Problem(f"{place}/reflections", 0, f"{said} here without an essay", hint)]
