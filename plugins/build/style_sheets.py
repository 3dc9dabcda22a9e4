"""Style sheets as readers get them: each one file, what it imports in its place, nothing to spare.

A theme is written as several small sheets; a browser would ask for each. Layers and media of an
import are kept as blocks, so the cascade is that of the sources.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .problems import Problem, nearest

IMPORT_HINT = 'Expected @import url("other.css") layer(name) media;'

_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_STRING = re.compile(_QUOTED)
_COMMENT = re.compile(rf"{_QUOTED}|/\*.*?\*/", re.DOTALL)  # a string may look like one
_REFERENCE = re.compile(
    r"""@import\b(?P<import>[^;]*);|url\(\s*(?P<quote>["']?)(?P<file>[^"'()\s]+)(?P=quote)\s*\)"""
)
_IMPORT = re.compile(
    r"""\s+url\(\s*(["']?)(?P<sheet>[\w./-]+)\1\s*\)(\s+layer\((?P<layer>[\w.-]+)\))?"""
    r"""(\s+(?P<media>[\w\s():,.<>=-]+?))?\s*"""
)
_ELSEWHERE = re.compile(r"[a-z]+:|[/#]")
_SPARE = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?([{};,]) ?"), r"\1"),
    (re.compile(r"([:(]) "), r"\1"),
    (re.compile(r" > "), ">"),
    (re.compile(r" \)"), ")"),
    (re.compile(r";+}"), "}"),
)


def imported(sheets: Mapping[str, str]) -> set[str]:
    """Return the paths of the sheets that another one imports."""
    return {
        _beside(name, match["sheet"])
        for name, text in sheets.items()
        for reference in _REFERENCE.finditer(_uncomment(text))
        if (match := _IMPORT.fullmatch(reference["import"] or ""))
    }


def bundle(
    name: str, sheets: Mapping[str, str], place: str, address: Callable[[str], str | None]
) -> tuple[str, list[Problem]]:
    """Return a sheet with all that it imports, and what is wrong with them.

    `sheets` are the texts by path; problems name them below `place`. `address` gives what to
    write for a file of the theme, by its path, and `None` when there is no such file.
    """
    made = Bundle(sheets=sheets, place=place, address=address)
    return minify(made.text(name, ())), made.problems


@dataclass(kw_only=True, slots=True)
class Bundle:
    """A sheet that is being put together."""

    sheets: Mapping[str, str]
    place: str
    address: Callable[[str], str | None]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, above: tuple[str, ...]) -> str:
        """Return the text of a sheet, which those `above` import, with what it imports."""
        source = _uncomment(self.sheets[name])

        def replace(match: re.Match[str]) -> str:
            if match["file"] is None:
                found, hint = self._import(name, match["import"], above)
            else:
                found, hint = self._file(name, match)
            if hint is None:
                return found
            line = source.count("\n", 0, match.start()) + 1
            self.problems.append(Problem(f"{self.place}/{name}", line, found, hint))
            return ""

        return _REFERENCE.sub(replace, source)

    def _import(self, name: str, rest: str, above: tuple[str, ...]) -> tuple[str, str | None]:
        """Return a sheet in the place of its import; or what is wrong, and a hint."""
        wanted = _IMPORT.fullmatch(rest)
        if not wanted:
            return f"an @import that is not understood: {rest.strip()}", IMPORT_HINT
        target = _beside(name, wanted["sheet"])
        if target not in self.sheets:
            known = [posixpath.relpath(one, posixpath.dirname(name)) for one in self.sheets]
            return f"there is no style sheet {wanted['sheet']!r}", nearest(wanted["sheet"], known)
        if target in (*above, name):
            return f"{wanted['sheet']!r} imports this sheet, or is it", ""
        text = self.text(target, (*above, name))
        if wanted["layer"]:
            text = f"@layer {wanted['layer']}{{{text}}}"
        return (f"@media {wanted['media']}{{{text}}}" if wanted["media"] else text), None

    def _file(self, name: str, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the address of a file that a sheet names; or what is wrong, and a hint."""
        if _ELSEWHERE.match(match["file"]):
            return match[0], None
        found = self.address(_beside(name, match["file"]))
        if found is None:
            return f"there is no file {match['file']!r}", ""
        return f'url("{found}")', None


def minify(text: str) -> str:
    """Return a sheet without comments and without the spaces that mean nothing."""
    parts = _STRING.split(_uncomment(text))
    for index in range(0, len(parts), 2):
        for pattern, short in _SPARE:
            parts[index] = pattern.sub(short, parts[index])
    return "".join(parts).strip()


def _uncomment(text: str) -> str:
    """Return a sheet without its comments; its lines keep their numbers."""
    return _COMMENT.sub(lambda match: match[1] or "\n" * match[0].count("\n"), text)


def _beside(name: str, path: str) -> str:
    """Return the path that `path` means in the sheet `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
