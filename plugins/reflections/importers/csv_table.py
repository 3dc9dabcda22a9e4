"""CSV, as `export-reflections csv` writes it and a spreadsheet leaves it: whole reflections."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ...build.problems import Problem, nearest
from ..exporters.csv_table import COLUMNS, unguarded
from ..front_matter import shown
from .json_lines import Whole, build_whole, twice

_WHOLE = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_TRUTH = {"true": True, "false": False}
_NUMBERS = ("order", "rating.value", "rating.max")

Cells = Mapping[str, str]


def parse_csv(text: str, path: str) -> tuple[tuple[Whole, ...], tuple[Problem, ...]]:
    """Return the reflections in a table, and a problem for each thing that is wrong.

    Columns may stand in any order, and those that no reflection needs may be left out. A comma,
    a semicolon or a tab parts the cells, whichever the header has.
    """
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Whole] = []
    problems: list[Problem] = []
    columns: Sequence[str] = ()
    line = 1
    try:
        for row in rows:
            if not columns:
                columns = row
                problems += _check_header(columns, path)
                if problems:
                    return (), tuple(problems)
            elif any(row):
                whole, wrong = _parse_row(columns, row, path, line)
                problems += wrong
                found += [whole] if whole else []
            line = rows.line_num + 1
    except csv.Error as error:
        problems.append(Problem(path, line, f"not a row of CSV: {error}"))
    return tuple(found), (*problems, *twice(found, path))


def _check_header(columns: Sequence[str], path: str) -> list[Problem]:
    problems = [
        Problem(path, 1, f"unknown column {shown(name)}", nearest(name, COLUMNS))
        for name in columns
        if name not in COLUMNS
    ]
    repeated = [name for name, count in sorted(Counter(columns).items()) if count > 1]
    return problems + [
        Problem(path, 1, f"the column {shown(name)} is there twice") for name in repeated
    ]


def _parse_row(
    columns: Sequence[str], row: Sequence[str], path: str, line: int
) -> tuple[Whole | None, tuple[Problem, ...]]:
    if len(row) != len(columns):
        message = f"the row has {len(row)} cells, and the header {len(columns)}"
        return None, (Problem(path, line, message),)
    cells = {
        name: unguarded(cell.replace("\r\n", "\n"))
        for name, cell in zip(columns, row, strict=True)
        if cell
    }
    return build_whole(_nest(cells), path, line)


def _nest(cells: Cells) -> dict[str, object]:
    """Return the cells of a row as the tables that JSON Lines have."""
    table: dict[str, object] = {}
    for name, cell in cells.items():
        first, _, second = name.partition(".")
        inner = table.setdefault(first, {}) if second else table
        assert isinstance(inner, dict)
        inner[second or first] = _value(name, cell)
    return table


def _value(name: str, cell: str) -> object:
    """Return what a cell says: a number, yes or no, answers, or text."""
    if name == "answers":
        pairs = (answer.partition("=") for answer in cell.split())
        return [
            {"question": question, **({"choice": choice} if mark else {})}
            for question, mark, choice in pairs
        ]
    if name == "restated":
        return _TRUTH.get(cell.lower(), cell)  # a spreadsheet writes TRUE
    if name in _NUMBERS and _WHOLE.fullmatch(cell):
        return int(cell)
    if name in _NUMBERS and _NUMBER.fullmatch(cell):
        return float(cell)
    return cell
