"""`paragraphs.toml`: the number of each paragraph of an essay, and by what it is known again.

A paragraph is known by its words, told in a mark: a digest of them all, of the first five and of
the last five. From the ledger and the texts as they are now follow the numbers, always the same:

1. a paragraph whose words are as they were keeps its number, wherever it stands;
2. between two that are known, one that begins or ends as it did keeps its number;
3. and so do those that are left there, in their order;
4. others are given numbers above the highest ever given. One that was retired never comes back.
"""

import base64
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from ..build.problems import Problem, nearest
from .languages import LANGUAGES
from .tables import toml_problem

ENDS = 5
"""Words from either end of a paragraph by which it is known when others changed."""

ANCHOR = re.compile(r"p(\d+)[a-z]*")
MARK = re.compile(r"[a-z2-7]{8}-[a-z2-7]{3}-[a-z2-7]{3}")
KEYS = ("last", "paragraphs")

HEAD = """\
# The number of each paragraph, and marks of its words: written by `invoke number-paragraphs`.
"""

_WORD = re.compile(r"\w+")

Marks = Mapping[str, str]
"""What a paragraph is known by, in each language that has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A paragraph: its anchor, such as "p12", and its mark in each language, in their order."""

    anchor: str
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ledger:
    """The paragraphs of an essay in their order, and the highest number ever given."""

    last: int
    rows: tuple[Row, ...]


def mark_words(text: str) -> str:
    """Return the mark of a paragraph: signs, capitals and spaces do not count."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    parts = (_digest(words, 8), _digest(words[:ENDS], 3), _digest(words[-ENDS:], 3))
    return "-".join(parts)


def _digest(words: Sequence[str], length: int) -> str:
    data = blake2b(" ".join(words).encode(), digest_size=5).digest()
    return base64.b32encode(data).decode().lower()[:length]


def number_of(anchor: str) -> int:
    """Return the number in an anchor: 12 for "p12", and for "p12a" too."""
    found = ANCHOR.fullmatch(anchor)
    return int(found[1]) if found else 0


# The text.


def parse_ledger(text: str, path: str) -> tuple[Ledger | None, tuple[Problem, ...]]:
    """Return the ledger in `text`, or `None` and every problem."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (toml_problem(error, path),)
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith("{")]
    problems = [
        Problem(path, 0, f"unknown key {key!r}", nearest(key, KEYS))
        for key in table
        if key not in KEYS
    ]
    last, rows = table.get("last"), table.get("paragraphs")
    if isinstance(last, bool) or not isinstance(last, int) or last < 0:
        problems.append(Problem(path, 0, f"'last' is {last!r}", "Expected a whole number."))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(Problem(path, 0, "'paragraphs' is not a list of tables", AGAIN))
    if problems:
        return None, tuple(problems)
    assert isinstance(rows, list)
    assert isinstance(last, int)
    seen: set[str] = set()
    for number, row in enumerate(rows):
        line = lines[number] if len(lines) == len(rows) else 0
        problems += [Problem(path, line, said, AGAIN) for said in _check_row(row, last, seen)]
    if problems:
        return None, tuple(problems)
    return Ledger(last=last, rows=tuple(map(_parse_row, rows))), ()


AGAIN = "'invoke number-paragraphs' writes this file; take back the last change by hand."


def _check_row(row: Mapping[str, Any], last: int, seen: set[str]) -> list[str]:
    """Return what is wrong with a row."""
    wrong = [f"unknown key {key!r}" for key in row if key not in ("id", *LANGUAGES)]
    anchor = row.get("id")
    if not isinstance(anchor, str) or not ANCHOR.fullmatch(anchor):
        return [*wrong, f"'id' is {anchor!r}"]
    if anchor in seen:
        wrong.append(f"the number {anchor!r} is there twice")
    if number_of(anchor) > last:
        wrong.append(f"the number {anchor!r} is above the last, {last}")
    seen.add(anchor)
    marks = [row[lang] for lang in LANGUAGES if lang in row]
    if not marks:
        wrong.append(f"{anchor!r} has no mark")
    wrong += [
        f"the mark of {anchor!r} is {mark!r}"
        for mark in marks
        if not isinstance(mark, str) or not MARK.fullmatch(mark)
    ]
    return wrong


def _parse_row(row: Mapping[str, Any]) -> Row:
    marks = tuple((lang, row[lang]) for lang in LANGUAGES if lang in row)
    return Row(anchor=row["id"], marks=marks)


def dump_ledger(ledger: Ledger) -> str:
    """Return a ledger as TOML that `parse_ledger` reads back as the same ledger."""
    lines = [f"{HEAD}last = {ledger.last}", "paragraphs = ["]
    for row in ledger.rows:
        marks = "".join(f', {lang} = "{mark}"' for lang, mark in row.marks)
        lines.append(f'    {{ id = "{row.anchor}"{marks} }},')
    return "\n".join([*lines, "]"]) + "\n"


# The numbers.


def align(ledger: Ledger, paragraphs: Sequence[Marks]) -> Ledger:
    """Return the ledger of these paragraphs: each with the number that it keeps, or a new one."""
    search = _Search([dict(row.marks) for row in ledger.rows], paragraphs)
    search.find_same()
    search.find_changed()
    rows, last = [], ledger.last
    for place, found in zip(paragraphs, search.found, strict=True):
        if found is None:
            last += 1
        anchor = f"p{last}" if found is None else ledger.rows[found].anchor
        marks = tuple((lang, place[lang]) for lang in LANGUAGES if lang in place)
        rows.append(Row(anchor=anchor, marks=marks))
    highest = max((number_of(row.anchor) for row in rows), default=0)
    return Ledger(last=max(last, highest), rows=tuple(rows))


Index = dict[tuple[str, str], list[int]]
"""Where the same words are, by language and the digest of them all."""


class _Search:
    """Which row of a ledger each paragraph is: `found` holds its index, or `None`."""

    def __init__(self, rows: Sequence[Marks], paragraphs: Sequence[Marks]) -> None:
        self.rows, self.paragraphs = rows, paragraphs
        self.found: list[int | None] = [None] * len(paragraphs)
        self.free = [True] * len(rows)

    def take(self, place: int, row: int) -> None:
        self.found[place] = row
        self.free[row] = False

    def find_same(self) -> None:
        """Find the rows whose words are as they were: in all languages, then in one.

        Words that are there once come first, then those that follow what they followed.
        """
        where = _index(self.rows)
        here = _index(self.paragraphs)
        for least in (len(LANGUAGES), 1):
            for choose in (_only, _next, _nearest):
                before = -1
                for place, marks in enumerate(self.paragraphs):
                    known = self.found[place]
                    if known is None:
                        rows = self._candidates(marks, where, min(least, len(marks)))
                        alike = max(len(here[lang, mark[:8]]) for lang, mark in marks.items())
                        known = choose(rows, before, alike)
                        if known is not None:
                            self.take(place, known)
                    before = before if known is None else known

    def _candidates(self, marks: Marks, where: Index, least: int) -> list[int]:
        """Return the free rows that have the same words in so many languages at the least."""
        counts: dict[int, int] = {}
        for lang, mark in marks.items():
            for index in where.get((lang, mark[:8]), ()):
                if self.free[index]:
                    counts[index] = counts.get(index, 0) + 1
        return [index for index, count in counts.items() if count >= least]

    def find_changed(self) -> None:
        """Find the rows of changed paragraphs: those that are missing where these stand."""
        place = 0
        while place < len(self.found):
            if self.found[place] is not None:
                place += 1
                continue
            end = place
            while end < len(self.found) and self.found[end] is None:
                end += 1
            self._fill(range(place, end), self._missing(place, end))
            place = end

    def _missing(self, start: int, end: int) -> list[int]:
        """Return the free rows after that of the paragraph before, and before the one after."""
        before = self.found[start - 1] if start else -1
        after = self.found[end] if end < len(self.found) else len(self.rows)
        assert before is not None
        assert after is not None
        rows = set()
        row = before + 1
        while row < len(self.rows) and self.free[row]:
            rows.add(row)
            row += 1
        row = after - 1
        while row >= 0 and self.free[row]:
            rows.add(row)
            row -= 1
        return sorted(rows)

    def _fill(self, places: Sequence[int], missing: list[int]) -> None:
        for part in (slice(9, 12), slice(13, 16), slice(0, 0)):
            for place in places:
                if self.found[place] is None:
                    row = next((one for one in missing if self._agree(place, one, part)), None)
                    if row is not None:
                        self.take(place, row)
                        missing.remove(row)

    def _agree(self, place: int, row: int, part: slice) -> bool:
        """Return whether a part of the marks is the same in a language that both have."""
        ours, theirs = self.paragraphs[place], self.rows[row]
        return any(lang in theirs and theirs[lang][part] == ours[lang][part] for lang in ours)


def _index(marked: Sequence[Marks]) -> Index:
    where: Index = {}
    for index, marks in enumerate(marked):
        for lang, mark in marks.items():
            where.setdefault((lang, mark[:8]), []).append(index)
    return where


def _only(rows: Sequence[int], _before: int, alike: int) -> int | None:
    """Return the one row, when one paragraph alone has its words."""
    return rows[0] if len(rows) == 1 and alike == 1 else None


def _next(rows: Sequence[int], before: int, _alike: int) -> int | None:
    """Return the row after that of the paragraph before."""
    return before + 1 if before + 1 in rows else None


def _nearest(rows: Sequence[int], before: int, _alike: int) -> int | None:
    """Return the first row after that of the paragraph before, else the first of all."""
    return min(rows, key=lambda row: (row <= before, row), default=None)
