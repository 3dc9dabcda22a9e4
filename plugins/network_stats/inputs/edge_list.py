"""Edge lists: two names a row (CSV, TSV, or separated by spaces)."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from ...build.problems import Problem
from ..models import Graph
from .rows import cutter, numbered
from .text import capped

_SOURCE = frozenset({"source", "from", "fromnodeid", "src", "node1", "id1", "de", "origine"})
_TARGET = frozenset({"target", "to", "tonodeid", "dst", "node2", "id2", "à", "vers"})
_WEIGHT = frozenset({"weight", "value", "count", "poids"})


@dataclass(frozen=True, kw_only=True, slots=True)
class EdgeList:
    """The edges as they are written, and whether the file has weights beside them."""

    edges: tuple[tuple[str, str], ...]
    weights: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """Where the two names stand in a row, and whether the first row is a header."""

    source: int = 0
    target: int = 1
    weights: bool = False
    header: bool = False


def parse_edge_list(
    lines: Sequence[str], name: str
) -> tuple[EdgeList | None, tuple[Problem, ...]]:
    """Return the edges of a file, or the rows that have not two names.

    The first row is a header when it has a known name of each end: source and target, from
    and to…
    """
    rows = list(numbered(lines))
    if not rows:
        return None, (_empty(name),)
    cut = cutter(rows[0][1])
    columns = _columns(rows[0][1])
    edges: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for line, text in rows[columns.header :]:
        try:
            cells = cut(text)
            source, target = cells[columns.source], cells[columns.target]
        except (csv.Error, IndexError):
            source = target = ""
        if source and target:
            edges.append((source, target))
        else:
            problems.append(_unreadable(name, line, text))
    if not edges and not problems:
        problems.append(_empty(name))
    if problems:
        return None, capped(problems)
    return EdgeList(edges=tuple(edges), weights=columns.weights), ()


def _columns(row: str) -> _Columns:
    try:
        cells = cutter(row)(row.casefold())
    except csv.Error:
        return _Columns()  # not a header: the row is told as one that cannot be read
    sources = [index for index, cell in enumerate(cells) if cell in _SOURCE]
    targets = [index for index, cell in enumerate(cells) if cell in _TARGET]
    if not sources or not targets:
        return _Columns()
    return _Columns(
        source=sources[0],
        target=targets[0],
        weights=any(cell in _WEIGHT for cell in cells),
        header=True,
    )


def _empty(name: str) -> Problem:
    return Problem(name, 0, "the file has no edge", "Write two names a line: `Ada,Grace`.")


def _unreadable(name: str, line: int, text: str) -> Problem:
    return Problem(
        name,
        line,
        f"the row {text.strip()!r} has not two names",
        "Write one a side of a comma, a semicolon or a tab: `Ada,Grace`.",
    )


def dump_edge_list(graph: Graph) -> str:
    """Return a network as CSV with a header: each edge once, in the order of its names."""
    names = [_quoted(name) for name in graph.ids]
    rows = [
        f"{names[node]},{names[neighbour]}\n"
        for node in range(graph.node_count)
        for neighbour in graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist()
        if node < neighbour
    ]
    return "".join(["source,target\n", *rows])


def _quoted(name: str) -> str:
    if any(mark in name for mark in '",;') or name.startswith(("#", "%")):
        return '"' + name.replace('"', '""') + '"'
    return name
