"""Finding ```network blocks in Markdown, and reading what they say."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..build.problems import Problem, nearest
from .models import Fence, Value, WidgetSpec

# https://spec.commonmark.org/0.31.2/#fenced-code-blocks; Python-Markdown agrees at the margin.
_OPENING = re.compile(r"(?P<indent>[ ]{0,3})(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>.*?)[ \t]*$")
_CLOSING = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})[ \t]*$")
_OUT_OF_PLACE = re.compile(
    r"(?:[ ]{4,}|[ \t]*>[> \t]*|[ ]*\t[ \t]*)(?:`{3,}|~{3,})[ \t]*network\b"
)
_KEY = re.compile(r"[a-z][a-z_-]*$")
_KEY_LINE = re.compile(r"[^\W\d][\w-]*[ \t]*:(?!//)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Open:
    """An opening fence: its mark, what follows it, and its place."""

    mark: str
    info: str
    index: int


def find_fences(
    lines: Sequence[str], *, path: str, first_line: int = 1
) -> tuple[tuple[Fence, ...], tuple[Problem, ...]]:
    """Return the network blocks of a Markdown text, in order, and what is wrong with them.

    Lines count from `first_line`. Blocks inside a longer fence are text, and left alone.
    """
    fences: list[Fence] = []
    problems: list[Problem] = []
    index = 0
    while index < len(lines):
        opening = _opening(lines[index], index)
        if opening is None:
            if _OUT_OF_PLACE.match(lines[index]):
                problems.append(_out_of_place(path, first_line + index))
            index += 1
            continue
        last = _closing(lines, opening)
        word, *others = opening.info.split(maxsplit=1) or [""]
        if word == "network" and last is None:
            problems.append(_never_closed(path, first_line + index, opening.mark))
        elif word == "network" and last is not None:
            fences.append(
                Fence(
                    widget="".join(others),
                    lines=tuple(lines[index + 1 : last]),
                    line=first_line + index,
                    last_line=first_line + last,
                )
            )
        index = index + 1 if last is None else last + 1
    return tuple(fences), tuple(problems)


def _opening(line: str, index: int) -> _Open | None:
    match = _OPENING.match(line)
    if match is None or ("`" in match["mark"] and "`" in match["info"]):
        return None
    return _Open(mark=match["mark"], info=match["info"], index=index)


def _closing(lines: Sequence[str], opening: _Open) -> int | None:
    """Return the index of the line that closes a fence: same mark, at least as long."""
    for index in range(opening.index + 1, len(lines)):
        match = _CLOSING.match(lines[index])
        if match and match["mark"].startswith(opening.mark):
            return index
    return None


def _out_of_place(path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "this network block is indented or quoted, and would be shown as it is written",
        "Put its fences at the margin, with an empty line before and after.",
    )


def _never_closed(path: str, line: int, mark: str) -> Problem:
    return Problem(
        path, line, "this network block is never closed", f"Write {mark} alone on a line after it."
    )


def parse_fence(fence: Fence, *, path: str) -> tuple[WidgetSpec, tuple[Problem, ...]]:
    """Return what a block says, and its lines that cannot be read."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for line, text in _joined(fence):
        key, colon, value = (part.strip() for part in text.partition(":"))
        message, hint = _refusal(text, key, value if colon else None, values)
        if message:
            problems.append(Problem(path, line, message, hint))
        else:
            values[key] = Value(text=value, line=line)
    spec = WidgetSpec(widget=fence.widget, path=path, line=fence.line, values=values)
    return spec, tuple(problems)


def _joined(fence: Fence) -> list[tuple[int, str]]:
    """Return the lines of a block that say something, with their numbers.

    One that is indented, has no key and stands below a key goes on with that key's value.
    """
    found: list[tuple[int, str]] = []
    keyed = False
    for line, written in enumerate(fence.lines, fence.line + 1):
        text = written.strip()
        if text.startswith("#"):
            continue
        if keyed and text and written[0].isspace() and not _KEY_LINE.match(text):
            first, begun = found[-1]
            found[-1] = (first, f"{begun} {text}")
            continue
        keyed = bool(_KEY_LINE.match(text))
        if text:
            found.append((line, text))
    return found


def _refusal(
    written: str, key: str, value: str | None, values: dict[str, Value]
) -> tuple[str, str]:
    """Return why a line cannot be taken, with a hint, or two empty strings."""
    if value is None or not _KEY.match(key):
        return f"{written!r} is not a line of a network block", "Write `key: value`."
    if not value:
        return f"the key {key!r} has no value", "Give it one, or remove the line."
    if key in values:
        return (
            f"the key {key!r} is given twice",
            f"It is first on line {values[key].line}: keep one of them.",
        )
    return "", ""


def check_keys(
    spec: WidgetSpec, *, known: Collection[str], needed: Collection[str]
) -> Iterator[Problem]:
    """Yield the keys of a block that its widget does not know, and those it lacks."""
    for key in spec.values:
        if key not in known:
            message = f"the widget {spec.widget!r} has no key {key!r}"
            yield spec.problem(key, message, nearest(key, known))
    for key in sorted(set(needed) - set(spec.values)):
        yield spec.problem(
            key, f"the widget {spec.widget!r} needs the key {key!r}", _EXAMPLES[key]
        )


_EXAMPLES = {
    "data": "Add a line such as `data: data/karate.csv`.",
    "members": "Add a line such as `members: 1000, 800000000`.",
    "values": "Add `values: counts` (people counted) or `values: means` (averages a person).",
}
