"""Matrix Market: https://math.nist.gov/MatrixMarket/formats.html."""

from collections.abc import Sequence

from ...build.problems import Problem
from .matrices import Entry, link_matrix, modes
from .network import MOST_NODES, Network, Node
from .text import capped

_FORMS = ("array", "coordinate")
_FIELDS = ("integer", "pattern", "real")
_SYMMETRIES = ("general", "symmetric")
_HEADER = "%%MatrixMarket matrix coordinate real general"
_WRITTEN = "Write its place, row and column, and its value: `2 1 0.5`."

_Rows = Sequence[tuple[int, list[str]]]


def parse_matrix_market(
    lines: Sequence[str], name: str
) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the network of a matrix, or what is wrong with the file.

    Nodes are called by their places, from 1. A matrix that is not square is a network between
    two kinds of nodes: r1, r2… for its rows, c1, c2… for its columns.
    """
    header = lines[0].lower().split() if lines else []
    wrong = _wrong_header(header)
    if wrong:
        return (), (Problem(name, 1, wrong, f"Its first line should be like `{_HEADER}`."),)
    dense, symmetric = header[2] == "array", header[4] == "symmetric"
    rows = [
        (line, text.split())
        for line, text in enumerate(lines[1:], 2)
        if text.strip() and not text.startswith("%")
    ]
    size, problems = _size(rows, 2 if dense else 3, name)
    if problems:
        return (), problems
    if dense:
        found, problems = _array(rows[1:], size, name, symmetric=symmetric)
    else:
        found, problems = _coordinates(rows[1:], size, name, pattern=header[3] == "pattern")
    if problems:
        return (), problems
    across, down = _nodes(size, rows[0][0])
    network, problems = link_matrix(
        found, across, down, name=name, symmetric=True if symmetric else None
    )
    return (network,) if network else (), problems


def _wrong_header(header: Sequence[str]) -> str:
    """Return what is wrong with the first line, "" if nothing is."""
    if len(header) != 5 or header[:2] != ["%%matrixmarket", "matrix"]:
        return "the file does not say which matrix it holds"
    for word, known in zip(header[2:], (_FORMS, _FIELDS, _SYMMETRIES), strict=True):
        if word not in known:
            return f"a matrix that is {word!r} is not read as a network"
    return ""


def _size(rows: _Rows, count: int, name: str) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Return the number of rows and of columns, and that of cells if it is given."""
    if not rows:
        hint = "Write how many rows, columns and filled cells it has: `34 34 78`."
        return (), (Problem(name, 0, "the matrix has no size: the file is cut short", hint),)
    line, cells = rows[0]
    numbers = tuple(int(cell) for cell in cells if cell.isdecimal() and len(cell) < 10)
    if len(numbers) != count or len(cells) != count:
        message = f"{' '.join(cells)!r} is not the size of a matrix"
        return (), (Problem(name, line, message, f"Write {count} whole numbers."),)
    if sum(numbers[:2]) > MOST_NODES:
        message = f"the matrix has more than {MOST_NODES} rows and columns"
        return (), (Problem(name, line, message, "Give a part of it, and say which."),)
    return numbers, ()


def _coordinates(
    rows: _Rows, size: Sequence[int], name: str, *, pattern: bool
) -> tuple[list[Entry], tuple[Problem, ...]]:
    """Return the filled cells of a matrix that lists them."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for line, cells in rows:
        places = [int(cell) for cell in cells[:2] if cell.isdecimal()]
        if len(cells) != (2 if pattern else 3) or len(places) != 2:
            problems.append(Problem(name, line, f"{' '.join(cells)!r} is not a cell", _WRITTEN))
        elif not (0 < places[0] <= size[0] and 0 < places[1] <= size[1]):
            message = f"the cell {places[0]}, {places[1]} is outside the matrix"
            hint = f"It has {size[0]} rows and {size[1]} columns, counted from 1."
            problems.append(Problem(name, line, message, hint))
        else:
            text = "1" if pattern else cells[2]
            entries.append(Entry(row=places[0] - 1, column=places[1] - 1, text=text, line=line))
    if len(rows) != size[2]:
        problems.append(_miscounted(name, len(rows), size[2]))
    return entries, capped(problems)


def _array(
    rows: _Rows, size: Sequence[int], name: str, *, symmetric: bool
) -> tuple[list[Entry], tuple[Problem, ...]]:
    """Return the cells of a matrix that is written whole, column by column."""
    high, wide = size[0], size[1]
    values = [(line, cell) for line, cells in rows for cell in cells]
    expected = high * (high + 1) // 2 if symmetric else high * wide
    if len(values) != expected:
        return [], (_miscounted(name, len(values), expected),)
    places = (
        (row, column) for column in range(wide) for row in range(column if symmetric else 0, high)
    )
    return [
        Entry(row=row, column=column, text=text, line=line)
        for (row, column), (line, text) in zip(places, values, strict=True)
    ], ()


def _miscounted(name: str, found: int, expected: int) -> Problem:
    message = f"the file says that it has {expected} cells, and {found} are there"
    return Problem(name, 0, message, "It may be cut short." if found < expected else "")


def _nodes(size: Sequence[int], line: int) -> tuple[list[Node], list[Node] | None]:
    high, wide = size[0], size[1]
    if high == wide:
        return [Node(id=str(place), line=line) for place in range(1, high + 1)], None
    rows = [f"r{place}" for place in range(1, high + 1)]
    return modes(rows, [f"c{place}" for place in range(1, wide + 1)], line)
