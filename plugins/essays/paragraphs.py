"""Anchors that last: the same in every language, whatever is put in, taken out or moved.

A text is a row of blocks, its paragraphs and the headings of its sections, told by the letters of
its shape. Those of two languages are twins by their place, and have one anchor. An essay with a
ledger (`ledger.py`) keeps the number of each paragraph; one without has them numbered in order.

| letter | block |
|---|---|
| `p` | a paragraph with its number |
| `k` | a paragraph that has an anchor of its own |
| `a` | a paragraph that is in one language alone |
| `2`, `3` | a heading of that level with an anchor of its own |
| `B`, `C` | the same with an anchor made from its words |
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..build.problems import Problem
from .body import Body
from .ledger import Ledger, Row, align, mark_words, number_of

FOLDED = {"p": "p", "k": "p", "2": "2", "B": "2", "3": "3", "C": "3"}
"""What a block is to its twin."""
OWN = frozenset("k23")
"""The blocks whose anchor the author gave."""

_BLOCK = re.compile(r"""(<(?:p|h2|h3)\b[^<>]*?\sid=")([^"]*)(?=")""")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}##(#?)(?!#)\s*\S")


class Block(NamedTuple):
    """A paragraph or a heading, and its anchor in its own text."""

    kind: str
    anchor: str


Twins = dict[str, Block]
"""A block in each language that has it."""

Names = dict[str, dict[str, str]]
"""The anchor that each block takes, by language, then by the anchor that it had."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A text for problems: how they name its file, and its lines."""

    path: str
    lines: Sequence[str]


def read_blocks(body: Body) -> list[Block]:
    """Return the blocks of a body in their order."""
    return [Block(*row) for row in zip(body.shape, body.blocks.splitlines(), strict=True)]


def are_settled(bodies: Iterable[Body]) -> bool:
    """Return whether these texts have the same blocks as they are: nearly all essays."""
    first, *others = bodies
    return all(one.shape == first.shape and one.blocks == first.blocks for one in others)


def pair_blocks(rows: Mapping[str, Sequence[Block]]) -> list[Twins] | None:
    """Return the twins of some texts in the order of the first; `None` when they part.

    A paragraph to which all give the same anchor is a twin wherever it stands. One that is alone
    comes before what it precedes in its own text.
    """
    shared = find_shared(rows)
    plain = {
        lang: [one for one in blocks if _has_place(one, shared)] for lang, blocks in rows.items()
    }
    if len({"".join(FOLDED[one.kind] for one in blocks) for blocks in plain.values()}) > 1:
        return None
    alone = {lang: _find_alone(blocks, shared) for lang, blocks in rows.items()}
    first, *others = rows
    twins: list[Twins] = []
    place = 0
    for block in rows[first]:
        if block.anchor in shared:
            twins.append(dict.fromkeys(rows, block))
        elif block.kind == "a":
            twins.append({first: block})
        else:
            twins += [{lang: one} for lang in others for one in alone[lang].get(place, ())]
            twins.append({lang: plain[lang][place] for lang in rows})
            place += 1
    twins += [{lang: one} for lang in others for one in alone[lang].get(place, ())]
    return twins


def find_shared(rows: Mapping[str, Sequence[Block]]) -> set[str]:
    """Return the anchors that the authors gave to a paragraph in every text."""
    own = ({block.anchor for block in blocks if block.kind == "k"} for blocks in rows.values())
    return set.intersection(*own)


def _has_place(block: Block, shared: set[str]) -> bool:
    """Return whether a block is the twin of what stands at its place."""
    return block.kind != "a" and block.anchor not in shared


def _find_alone(blocks: Iterable[Block], shared: set[str]) -> dict[int, list[Block]]:
    """Return the blocks that are alone, by how many with a place come before them."""
    found: dict[int, list[Block]] = {}
    place = 0
    for block in blocks:
        if block.kind == "a":
            found.setdefault(place, []).append(block)
        elif block.anchor not in shared:
            place += 1
    return found


def name_blocks(
    twins: Sequence[Twins], words: Mapping[str, Mapping[str, str]], ledger: Ledger | None
) -> Names:
    """Return the anchors of twins: the one that an author gave, the number, or the first's.

    `words` are those of each paragraph, by language and anchor; a ledger needs them.
    """
    names: Names = {lang: {} for twin in twins for lang in twin}
    numbered = _numbered(twins)
    given: dict[int, str] = {}
    if ledger is not None:
        rows = align(ledger, [mark_twin(twin, words) for twin in numbered]).rows
        given = {id(twin): row.anchor for twin, row in zip(numbered, rows, strict=True)}
    for twin in twins:
        own = [block.anchor for block in twin.values() if block.kind in OWN]
        first = next(iter(twin.values())).anchor
        anchor = given.get(id(twin)) or (own[0] if own else first)
        for lang, block in twin.items():
            if block.anchor != anchor:
                names[lang][block.anchor] = anchor
    return names


def _numbered(twins: Iterable[Twins]) -> list[Twins]:
    """Return the twins that have a number: paragraphs to which no author gave an anchor."""
    return [twin for twin in twins if all(block.kind in "pa" for block in twin.values())]


def mark_twin(twin: Twins, words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the mark of a paragraph's words in each language that has it."""
    return {lang: mark_words(words[lang].get(block.anchor, "")) for lang, block in twin.items()}


def rename_blocks(body: Body, names: Mapping[str, str]) -> Body:
    """Return a body whose blocks have the anchors `names` says, by those that they had."""
    if not names:
        return body

    def rename(match: re.Match[str]) -> str:
        anchor = html.unescape(match[2])
        return match[1] + html.escape(names.get(anchor, anchor))

    return replace(
        body,
        html=_BLOCK.sub(rename, body.html),
        headings=tuple(replace(one, id=names.get(one.id, one.id)) for one in body.headings),
        anchors=tuple(names.get(one, one) for one in body.anchors),
        blocks="\n".join(names.get(one, one) for one in body.blocks.splitlines()),
    )


def find_apart(bodies: Mapping[str, Body]) -> dict[str, tuple[str, ...]]:
    """Return the anchors of the blocks of each text that no other has, in their order."""
    names = {lang: body.blocks.splitlines() for lang, body in bodies.items()}
    return {
        lang: tuple(
            one
            for one in own
            if not any(one in other for code, other in names.items() if code != lang)
        )
        for lang, own in names.items()
    }


# What is wrong.


def anchor_problems(twins: Iterable[Twins], places: Mapping[str, Place]) -> list[Problem]:
    """Return a problem for each two twins whose authors gave them different anchors."""
    problems = []
    for twin in twins:
        own = [(lang, block.anchor) for lang, block in twin.items() if block.kind in OWN]
        for lang, anchor in own[1:]:
            first, known = own[0]
            if anchor != known:
                place, twin_place = places[lang], places[first]
                line = _line_of(anchor, place)
                message = (
                    f"the anchor {anchor!r} is {known!r} in "
                    f"{twin_place.path}:{_line_of(known, twin_place)}"
                )
                hint = "Give both the same, so that a link leads to either."
                problems.append(Problem(place.path, line, message, hint))
    return problems


def taken_problems(body: Body, place: Place) -> list[Problem]:
    """Return a problem when an anchor that a block takes from its twin is another's here."""
    if len(set(body.anchors)) == len(body.anchors):
        return []
    seen: set[str] = set()
    twice = [one for one in body.anchors if one in seen or seen.add(one)]  # type: ignore[func-returns-value]
    hint = "Give each its own {#id}, the same in every language."
    return [
        Problem(place.path, _line_of(one, place), f"the anchor {one!r} is there twice", hint)
        for one in twice
    ]


def parting_problem(rows: Mapping[str, Sequence[Block]], places: Mapping[str, Place]) -> Problem:
    """Return where the second of two texts that part ceases to follow the first."""
    first, lang = rows
    shared = find_shared(rows)
    ours, theirs = (
        _Sections([block for block in rows[one] if _has_place(block, shared)], places[one])
        for one in (lang, first)
    )
    for number, (own, twin) in enumerate(zip(ours.levels, theirs.levels, strict=False)):
        if own != twin:
            message = f"a heading of level {own}, and its twin is of level {twin}"
            return ours.problem(number, message, theirs.named(number))
        if ours.counts[number] != theirs.counts[number]:
            said = _count(ours.counts[number])
            message = f"this section has {said}, and its twin {theirs.counts[number]}"
            hint = "A paragraph of one language alone says so on a line below it: {.alone}"
            return ours.problem(number, message, theirs.named(number), hint)
    number = min(len(ours.levels), len(theirs.levels))
    if len(ours.levels) > number:
        return ours.problem(number, "this section has no twin", f"in {theirs.place.path}")
    return ours.problem(
        number - 1, "here ends the last section, and one follows", theirs.named(number)
    )


class _Sections:
    """The sections of a text: the level of each, how many paragraphs it has, and its line.

    What stands before the first heading is a section of level 1.
    """

    def __init__(self, blocks: Iterable[Block], place: Place) -> None:
        self.place = place
        self.levels, self.counts = [1], [0]
        for block in blocks:
            kind = FOLDED.get(block.kind, "")
            if kind == "p":
                self.counts[-1] += 1
            elif kind:
                self.levels.append(int(kind))
                self.counts.append(0)
        self.lines = [_first_line(place.lines), *_heading_lines(place.lines)]
        if len(self.lines) != len(self.levels):  # a heading that is written in another way
            self.lines = [0] * len(self.levels)

    def named(self, number: int) -> str:
        line = self.lines[number]
        return f"({self.place.path}:{line})" if line else f"({self.place.path})"

    def problem(self, number: int, message: str, twin: str, hint: str = "") -> Problem:
        hint = hint or "The two languages of an essay have the same sections, in one order."
        return Problem(self.place.path, self.lines[number], f"{message} {twin}", hint)


def _count(number: int) -> str:
    return "1 paragraph" if number == 1 else f"{number} paragraphs"


def _first_line(lines: Sequence[str]) -> int:
    """Return the line after the header on which a text begins."""
    blank = next((n for n, line in enumerate(lines) if not line.strip()), 0)
    return next((n for n, line in enumerate(lines[blank:], blank + 1) if line.strip()), 0)


def _heading_lines(lines: Sequence[str]) -> list[int]:
    """Return the lines of the headings of sections, but not those in blocks of code."""
    found = []
    mark = ""
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if fence and (not mark or fence[1].startswith(mark)):
            mark = "" if mark else fence[1]
        elif not mark and _HEADING.match(line):
            found.append(number)
    return found


def _line_of(anchor: str, place: Place) -> int:
    """Return the line on which an anchor is given as `{#id}`; 0 when none says it."""
    given = re.compile(rf"[{{ ]#{re.escape(anchor)}(?![\w-])")
    return next((n for n, line in enumerate(place.lines, 1) if given.search(line)), 0)


# The ledger of an essay.


def build_ledger(
    twins: Sequence[Twins], words: Mapping[str, Mapping[str, str]], known: Ledger | None
) -> Ledger:
    """Return the ledger of an essay as its texts are now: a new one has them in order."""
    numbered = _numbered(twins)
    marks = [mark_twin(twin, words) for twin in numbered]
    if known is not None:
        return align(known, marks)
    anchors = [next(iter(twin.values())).anchor for twin in numbered]
    rows = tuple(
        Row(anchor=anchor, marks=tuple(mark.items()))
        for anchor, mark in zip(anchors, marks, strict=True)
    )
    return Ledger(last=max(map(number_of, anchors), default=0), rows=rows)
