"""Data files, from the disk to records."""

from collections.abc import Callable, Mapping, Sequence

from ...build.problems import Problem, nearest
from ..models import Cleaning, DataFile, Graph, Sidecar, Table
from .edge_list import EdgeList, parse_edge_list
from .sidecar import parse_sidecar
from .table import parse_table
from .text import parse_lines

_Reader = Callable[[Sequence[str], str], tuple[EdgeList | None, tuple[Problem, ...]]]

READERS: Mapping[str, _Reader] = {
    ".csv": parse_edge_list,
    ".tsv": parse_edge_list,
    ".txt": parse_edge_list,
}
"""Each ending of a network's file and the function that reads it."""


def load_lines(data: DataFile) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the lines of a data file, or why it cannot be read."""
    try:
        content = data.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return (), (Problem(data.name, 0, f"the file cannot be read: {reason}"),)
    return parse_lines(content, data.name)


def load_graph(data: DataFile) -> tuple[Graph | None, tuple[Problem, ...]]:
    """Return the network in a data file, or what is wrong with the file."""
    from ..graphs import build_graph  # noqa: PLC0415 - numpy waits until a figure needs it

    reader = READERS.get(data.path.suffix.lower())
    if reader is None:
        message = f"networks are not read from files that end in {data.path.suffix!r}"
        return None, (Problem(data.name, 0, message, nearest(data.path.suffix, READERS)),)
    lines, problems = load_lines(data)
    if problems:
        return None, problems
    edges, problems = reader(lines, data.name)
    if edges is None:
        return None, problems
    return build_graph(edges.edges, cleaning=Cleaning(weights=edges.weights)), ()


def load_table(data: DataFile) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return the table in a data file, or what is wrong with the file."""
    lines, problems = load_lines(data)
    return (None, problems) if problems else parse_table(lines, data.name)


def load_sidecar(data: DataFile) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """Return the record beside a data file, or what is wrong with it."""
    record = data.sidecar
    if not record.path.is_file():
        hint = f'Write {record.name} with `source = "…"` and `licence = "…"`.'
        return None, (Problem(data.name, 0, "the data has no record beside it", hint),)
    lines, problems = load_lines(record)
    return (None, problems) if problems else parse_sidecar("\n".join(lines), record.name)
