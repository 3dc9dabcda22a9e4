"""Matrices as spreadsheets write them: names in the first row and in the first column."""

import csv
from collections.abc import Sequence
from itertools import islice

from ...build.problems import Problem
from .matrices import Entry, link_matrix, modes
from .network import Network, Node, parse_number
from .rows import cutter, numbered
from .text import capped, clean

_Cells = list[tuple[int, list[str]]]


def is_matrix(lines: Sequence[str]) -> bool:
    """Return whether the rows of a CSV file are a matrix: a blank corner, then numbers."""
    first = _cells([text for _, text in islice(numbered(lines), 1)])
    if not first or len(first[0][1]) < 3 or first[0][1][0] or not any(first[0][1]):
        return False
    cells = _cells(lines)
    below = [cell for _, row in cells[1:] for cell in row[1:]]
    return bool(below) and all(not cell or parse_number(cell) is not None for cell in below)


def parse_matrix(lines: Sequence[str], name: str) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the network of a matrix in a CSV file, or the rows that are too long or too short.

    Where the names of rows are those of columns, in any order, the nodes are the same; else
    there are two kinds, and attribute `mode` is 1 for those of rows, 2 for those of columns.
    A blank cell is no link.
    """
    (line, head), *rows = _cells(lines)
    columns = head[1:]
    problems = [
        Problem(name, at, f"the row has {len(row)} cells, and the first row {len(head)}")
        for at, row in rows
        if len(row) != len(head)
    ]
    if problems:
        return None, capped(problems)
    names = [row[0] for _, row in rows]
    same = set(names) == set(columns) and len(names) == len(columns)
    order = {column: place for place, column in enumerate(columns)}
    if same:
        across, down = [Node(id=column, line=line) for column in columns], None
    else:
        across, down = modes(names, columns, line)
    entries = [
        Entry(row=order[row[0]] if same else number, column=column, text=cell, line=at)
        for number, (at, row) in enumerate(rows)
        for column, cell in enumerate(row[1:])
        if cell
    ]
    return link_matrix(entries, across, down, name=name)


def _cells(lines: Sequence[str]) -> _Cells:
    """Return the rows of a file, cut as the first of them is, after their lines."""
    rows = list(numbered(lines))
    if not rows:
        return []
    cut = cutter(rows[0][1])
    try:
        return [(line, [clean(cell) for cell in cut(text)]) for line, text in rows]
    except csv.Error:
        return []
