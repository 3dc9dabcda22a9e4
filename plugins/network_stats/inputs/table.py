"""Tables typed in by hand, and the numbers in them."""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...build.problems import Problem, nearest
from ..models import Row, Table
from .rows import cutter, numbered
from .text import capped, clean

_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<part>\d+))?"
    r"(?P<percent>[ \u00a0\u202f]?%)?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number as it is typed: exact, and whether a % follows it."""

    value: Decimal
    percent: bool = False


def parse_quantity(text: str) -> Quantity | None:
    """Return a number: "974 000 000", "4.5", "4,5" or "44 %"; None when it is not one.

    "1,000" is none: it is one in French and a thousand in English.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or _THOUSANDS.fullmatch(text):
        return None
    whole = re.sub(r"\D", "", match["whole"])
    value = Decimal(f"{whole}.{match['part']}" if match["part"] else whole)
    return Quantity(value=value, percent=bool(match["percent"]))


def parse_table(lines: Sequence[str], name: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return a table whose first row names its columns, or the rows that do not fit it."""
    found = list(numbered(lines))
    if len(found) < 2:
        hint = "Write the names of the columns on its first line, and a row below."
        return None, (Problem(name, 0, "the table has no row", hint),)
    cut = cutter(found[0][1])
    try:
        columns = tuple(map(clean, cut(found[0][1])))
    except csv.Error:
        return None, (_unclosed(name, found[0][0]),)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, text in found[1:]:
        try:
            cells = [clean(cell) for cell in cut(text)]
        except csv.Error:
            problems.append(_unclosed(name, line))
            continue
        if len(cells) == len(columns):
            rows.append(Row(line=line, cells=dict(zip(columns, cells, strict=True))))
        else:
            message = f"the row has {len(cells)} cells, and the header {len(columns)}"
            hint = 'Put a cell that holds the separator between quotes: "like, this".'
            problems.append(Problem(name, line, message, hint))
    if problems:
        return None, capped(problems)
    return Table(path=name, columns=columns, rows=tuple(rows)), ()


def check_columns(
    table: Table,
    *,
    needed: Collection[str],
    words: Collection[str],
    optional: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return the columns that a table lacks, and those that are not known.

    A column of `words` may stand alone ("label") or be one a language ("label.fr").
    """
    problems: list[Problem] = []
    known = {*needed, *words, *optional}
    for column in table.columns:
        if column not in known and column.partition(".")[0] not in words:
            message = f"the column {column!r} is not known here"
            problems.append(Problem(table.path, 1, message, nearest(column, known)))
    bases = {column.partition(".")[0] for column in table.columns}
    for column in sorted({*needed, *words} - set(optional) - bases):
        message = f"the table has no column {column!r}"
        hint = f"It needs: {', '.join(sorted({*needed, *words} - set(optional)))}."
        problems.append(Problem(table.path, 1, message, hint))
    return tuple(problems)


def text_of(row: Row, column: str, lang: str) -> str:
    """Return the words of a cell in a language: those of "label.fr", else of "label"."""
    for name in (f"{column}.{lang}", column, f"{column}.en"):
        if row.cells.get(name):
            return row.cells[name]
    return next((text for key, text in row.cells.items() if key.startswith(f"{column}.")), "")


def quantity_of(
    table: Table, row: Row, column: str
) -> tuple[Quantity | None, tuple[Problem, ...]]:
    """Return the number in a cell, or why it is not one."""
    text = row.cells[column]
    quantity = parse_quantity(text)
    if quantity is not None:
        return quantity, ()
    hint = "Write 1000, 1 000 or 4.5; after a comma, one or two digits."
    message = f"the {column} {text!r} is not a number"
    return None, (Problem(table.path, row.line, message, hint),)


def _unclosed(name: str, line: int) -> Problem:
    return Problem(name, line, "a quotation mark is not closed in this row")
