"""Networks from matrices: a cell for each pair of nodes, 0 where there is no link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...build.problems import Problem
from .network import Network, Node, Tie, link, parse_number


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A cell that is filled: its row and column, from 0, what is written, and its line."""

    row: int
    column: int
    text: str
    line: int


def link_matrix(
    entries: Iterable[Entry],
    rows: Sequence[Node],
    columns: Sequence[Node] | None,
    *,
    name: str,
    symmetric: bool | None = None,
    relation: str = "",
) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the network of a matrix, or what is wrong with its cells.

    `columns` is `None` for a square matrix, whose rows and columns are the same nodes; its
    network is directed unless it equals its mirror image, or `symmetric` says that one half
    stands for both. A cell that is 0 is no link; weights that are all 1 are none.
    """
    cells = [entry for entry in entries if parse_number(entry.text) != 0]
    mirrored = bool(symmetric) or columns is not None
    if symmetric is None and columns is None:
        mirrored = _equals_its_mirror(cells)
        if mirrored:
            cells = [cell for cell in cells if cell.row <= cell.column]
    plain = all(parse_number(cell.text) == 1 for cell in cells)
    ends = columns if columns is not None else rows
    network, problems = link(
        [*rows, *(columns or ())],
        [
            Tie(
                source=rows[cell.row].id,
                target=ends[cell.column].id,
                line=cell.line,
                weight="" if plain else cell.text,
            )
            for cell in cells
        ],
        name=name,
        directed=not mirrored,
        relation=relation,
    )
    if network and mirrored:
        network = replace(network, both_ways=frozenset(range(len(network.edges))))
    return network, problems


def _equals_its_mirror(cells: Sequence[Entry]) -> bool:
    values = {(cell.row, cell.column): parse_number(cell.text) for cell in cells}
    return all(values.get((column, row)) == value for (row, column), value in values.items())


def modes(rows: Sequence[str], columns: Sequence[str], line: int) -> tuple[list[Node], list[Node]]:
    """Return the nodes of a matrix between two kinds: attribute `mode` is 1 for rows, 2 else.

    A column that has the name of a row is told apart by primes.
    """
    taken = set(rows)
    across = [Node(id=name, line=line, values={"mode": "1"}) for name in rows]
    down = []
    for name in columns:
        told = name
        while told in taken:
            told += "\N{PRIME}"
        taken.add(told)
        down.append(Node(id=told, line=line, values={"mode": "2"}))
    return across, down
