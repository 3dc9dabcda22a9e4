"""The records that pass from one step of a figure to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..build.problems import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .messages import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Fence:
    """A ```network block: the name after the word, and its lines, as they are written.

    `line` and `last_line` are the lines of the opening and closing fences, from 1.
    """

    widget: str
    lines: tuple[str, ...]
    line: int
    last_line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """What a key of a block says, and on which line of the file."""

    text: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WidgetSpec:
    """A block, read: its widget and its values by key, in the order they are written."""

    widget: str
    path: str
    line: int
    values: Mapping[str, Value]

    def text(self, key: str) -> str:
        """Return what the key says, or ""."""
        value = self.values.get(key)
        return value.text if value else ""

    def line_of(self, key: str) -> int:
        """Return the line of the key, or that of the block when it is absent."""
        value = self.values.get(key)
        return value.line if value else self.line

    def problem(self, key: str, message: str, hint: str = "") -> Problem:
        """Return what is wrong with the value of a key, at its line."""
        return Problem(self.path, self.line_of(key), message, hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaning:
    """What was left out of, or mended in, the edges of a file, counted."""

    loops: int = 0
    duplicates: int = 0
    """Edges already listed; their weights are added to the first."""
    weights: bool = False
    """True when the file has weights, and they are not read."""
    blanks: int = 0
    """Rows passed over because an end of theirs is blank."""
    merged: int = 0
    """Names that became one when written alike: spaces around them, accents apart."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Graph:
    """A simple network, as compressed sparse rows (CSR): no loop, no parallel edge.

    The neighbours of node i, whose name is `ids[i]`, are
    `neighbours[starts[i]:starts[i + 1]]`, in ascending order. Undirected: an edge stands in
    both rows. Directed: the row of i holds the nodes that i points to.
    """

    ids: tuple[str, ...]
    """Names, NFC, sorted."""
    starts: "NDArray[np.int64]"
    neighbours: "NDArray[np.int32]"
    directed: bool = False
    weights: "NDArray[np.float64] | None" = None
    """Positive and finite, parallel to `neighbours`; `None` when edges have none."""
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is known of nodes: for each name, values in the order of `ids`; "" for none."""
    cleaning: Cleaning = Cleaning()

    @property
    def node_count(self) -> int:
        """Return n."""
        return len(self.ids)

    @property
    def edge_count(self) -> int:
        """Return m, each edge (or arc) counted once."""
        return len(self.neighbours) if self.directed else len(self.neighbours) // 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of a table typed in by hand: its cells by column, and its line in the file."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table typed in by hand; `path` is how problems name its file."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sidecar:
    """The record beside a data file. Each text is known by language; "" is for all."""

    source: Mapping[str, str]
    licence: Mapping[str, str]
    url: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """A data file on the disk, and how problems name it."""

    path: Path
    name: str

    @property
    def sidecar(self) -> "DataFile":
        """Return the place of its record: the same name, ending in .toml."""
        name = self.name.rpartition(".")[0] + ".toml"
        return DataFile(path=self.path.with_suffix(".toml"), name=name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """All that a widget is given: its block, its data, the words of the page's language."""

    spec: WidgetSpec
    data: DataFile | None
    words: "Words"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell of a figure's table: text, and whether it is a number.

    `value` is the number itself, as downloads give it; `None` stands for the text.
    """

    text: str
    number: bool = False
    value: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """The table of a figure. The first cell of each row names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """What a widget makes: its shapes, its numbers, and what they mean, in words.

    `shapes` is the inside of an SVG 360 units wide and `height` units high; it is empty
    for a figure that is only a table. `name` and `description` say the chart to those who
    do not see it. `method` says how the numbers were obtained, a sentence an item.
    """

    name: str
    description: str
    shapes: Markup
    height: float
    numbers: tuple[Numbers, ...]
    method: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Widget:
    """A kind of figure: the keys it knows beside the common ones, and how it is drawn."""

    draw: Callable[[Block], tuple[Drawing | None, tuple[Problem, ...]]]
    keys: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset({"data"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure, ready for a page: its anchor, and the files it was made from (absolute paths)."""

    html: str
    dependencies: tuple[str, ...]
    id: str
