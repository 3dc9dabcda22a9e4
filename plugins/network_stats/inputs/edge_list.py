"""Edge lists: two names a row (CSV, TSV, or separated by spaces), and if wanted a weight."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...build.problems import Problem
from ..models import Cleaning, Graph
from .network import Names, Network, directions, parse_number, parse_weight
from .rows import cutter, numbered
from .text import capped, clean

_SOURCE = frozenset({"source", "from", "fromnodeid", "src", "node1", "id1", "de", "origine"})
_TARGET = frozenset({"target", "to", "tonodeid", "dst", "node2", "id2", "à", "vers", "cible"})
_WEIGHT = ("weight", "poids", "value", "count", "valeur", "nombre")
_WAYS = {"directed": True, "undirected": False}
_TIMES = 100_000_000
"""Third columns that are all whole numbers from here on are times, not weights."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """Where things stand in a row, and how many cells it has; -1 for what it has not."""

    length: int
    source: int = 0
    target: int = 1
    weight: int = -1
    way: int = -1
    header: bool = False
    guessed: bool = False


class _Row(NamedTuple):
    """A row, cut: its line, its text, and its cells as they are written.

    It is a tuple because a file may have a million, and tuples are quick to make.
    """

    line: int
    text: str
    cells: list[str]


def parse_edge_list(lines: Sequence[str], name: str) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the edges of a file, or the rows that are not edges.

    The first row is a header when it has a known name of each end: source and target, from
    and to…; or when what stands below it is numbers, and it is not. A weight is under a known
    name, or it is the third of three columns when that holds nothing but numbers. A row with
    a blank end is passed over and counted.
    """
    rows, problems = _cut(lines, name)
    if rows and _is_of_nodes(rows[0]):
        hint = "Give the file of edges: two names a line, such as `Ada,Grace`."
        return None, (Problem(name, rows[0].line, "the file lists nodes, not edges", hint),)
    columns = _columns(rows)
    body = rows[columns.header :]
    names = Names()
    edges: list[tuple[str, str]] = []
    weights: list[float] = []
    ways: list[bool | None] = []
    blanks = 0
    for row in body:
        wrong = _wrong(row, columns, name)
        if wrong:
            problems.append(wrong)
            continue
        source, target = names(row.cells[columns.source]), names(row.cells[columns.target])
        if not source or not target:
            blanks += 1
            continue
        edges.append((source, target))
        if columns.way >= 0:
            ways.append(_WAYS.get(_cell(row, columns.way).casefold()))
        if columns.weight >= 0:
            value, message, hint = parse_weight(_weight(row, columns))
            weights.append(value)
            if message:
                problems.append(Problem(name, row.line, message, hint))
    if not edges and not problems:
        hint = "Write two names a line: `Ada,Grace`."
        problems.append(Problem(name, 0, "the file has no edge", hint))
    if problems:
        return None, capped(sorted(problems))
    directed, both_ways = directions(ways)
    return Network(
        edges=edges,
        weights=weights if columns.weight >= 0 else None,
        directed=directed,
        both_ways=both_ways,
        cleaning=Cleaning(
            blanks=blanks,
            merged=names.merged,
            weights=columns.weight < 0 and _has_other_numbers(body, columns),
            header=clean(rows[0].text) if columns.guessed else "",
        ),
    ), ()


def _cut(lines: Sequence[str], name: str) -> tuple[list[_Row], list[Problem]]:
    """Return the rows, cut as the first of them is, and those whose quotes do not match."""
    rows: list[_Row] = []
    problems: list[Problem] = []
    cut = None
    for line, text in numbered(lines):
        cut = cut or cutter(text)
        try:
            rows.append(_Row(line, text, cut(text)))
        except csv.Error:
            problems.append(_not_two(name, line, text))
    return rows, problems


def _columns(rows: Sequence[_Row]) -> _Columns:
    """Return where the ends and the weight of an edge stand."""
    if not rows:
        return _Columns(length=2)
    head = [clean(cell).casefold() for cell in rows[0].cells]
    sources = [index for index, cell in enumerate(head) if cell in _SOURCE]
    targets = [index for index, cell in enumerate(head) if cell in _TARGET]
    if sources and targets:
        weights = [head.index(key) for key in _WEIGHT if key in head]
        return _Columns(
            length=len(head),
            source=sources[0],
            target=targets[0],
            weight=weights[0] if weights else -1,
            way=head.index("type") if "type" in head else -1,
            header=True,
        )
    guessed = _is_header(head, rows[1:])
    columns = _Columns(length=len(head), header=guessed, guessed=guessed)
    body = rows[columns.header :]
    third = [_cell(row, 2) for row in body if _cell(row, 2)]
    if len(head) != 3 or not third or not all(map(_is_number, third)):
        return columns
    times = all(cell.isdecimal() and int(cell) >= _TIMES for cell in third)
    return columns if times else replace(columns, weight=2)


def _is_of_nodes(row: _Row) -> bool:
    """Return whether a row is the header of a table of nodes, as Gephi writes them."""
    head = {clean(cell).casefold() for cell in row.cells}
    return {"id", "label"} <= head and not (head & _SOURCE and head & _TARGET)


def _is_header(head: Sequence[str], body: Sequence[_Row]) -> bool:
    """Return whether below a row without numbers stand columns of numbers."""
    if not body or any(map(_is_number, head)):
        return False
    if len(head) > 2 and all(_is_number(_cell(row, 2)) for row in body):
        return True
    return all(_cell(row, 0).isdecimal() and _cell(row, 1).isdecimal() for row in body)


def _is_number(text: str) -> bool:
    return parse_number(text) is not None


def _has_other_numbers(body: Sequence[_Row], columns: _Columns) -> bool:
    """Return whether columns without a name hold numbers, which could be weights."""
    if columns.header and not columns.guessed:
        return False
    return any(
        all(_is_number(_cell(row, index)) for row in body) for index in range(2, columns.length)
    )


def _cell(row: _Row, index: int) -> str:
    """Return a cell, in its one form; "" when the row has not so many, or for -1."""
    return clean(row.cells[index]) if 0 <= index < len(row.cells) else ""


def _weight(row: _Row, columns: _Columns) -> str:
    """Return the weight of a row; 1,5 was cut in two where a comma separates cells."""
    if _is_cut_decimal(row, columns):
        return f"{_cell(row, columns.weight)},{_cell(row, columns.weight + 1)}"
    return _cell(row, columns.weight)


def _is_cut_decimal(row: _Row, columns: _Columns) -> bool:
    last = columns.weight == columns.length - 1
    return last and len(row.cells) == columns.length + 1 and "," in row.text


def _wrong(row: _Row, columns: _Columns, name: str) -> Problem | None:
    """Return why a row is not that of an edge, if it is not."""
    if len(row.cells) <= max(columns.source, columns.target):
        return _not_two(name, row.line, row.text)
    if len(row.cells) <= columns.length or _is_cut_decimal(row, columns):
        return None
    if any(map(clean, row.cells[columns.length :])):
        first = "the header" if columns.header else "the first row"
        message = f"the row has {len(row.cells)} cells, and {first} {columns.length}"
        hint = 'Put a name that holds the separator between quotes: "Lovelace, Ada".'
        return Problem(name, row.line, message, hint)
    return None


def _not_two(name: str, line: int, text: str) -> Problem:
    return Problem(
        name,
        line,
        f"the row {text.strip()!r} has not two names",
        "Write one a side of a comma, a semicolon or a tab: `Ada,Grace`.",
    )


def dump_edge_list(graph: Graph) -> str:
    """Return a network as CSV with a header: each edge once, in the order of its names.

    Nodes without an edge, and attributes, are not in it.
    """
    names = [_quoted(name) for name in graph.ids]
    weights = None if graph.weights is None else graph.weights.tolist()
    starts, neighbours = graph.starts.tolist(), graph.neighbours.tolist()
    rows = [
        f"{names[node]},{names[neighbours[place]]}"
        + (f",{dump_weight(weights[place])}" if weights else "")
        for node in range(graph.node_count)
        for place in range(starts[node], starts[node + 1])
        if graph.directed or node < neighbours[place]
    ]
    header = "source,target" + (",weight" if weights else "")
    return "".join(f"{row}\n" for row in (header, *rows))


def dump_weight(weight: float) -> str:
    """Return a weight with all its digits, and no decimals when it has none."""
    return str(int(weight)) if weight.is_integer() and weight < 1e15 else repr(weight)


def _quoted(name: str) -> str:
    if any(mark in name for mark in '",;') or name.startswith(("#", "%")):
        return '"' + name.replace('"', '""') + '"'
    return name
