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
    dangling: int = 0
    """Ends of edges that the file does not list among its nodes: each was added."""
    turned: int = 0
    """Edges without direction in a directed network: each is read as two arcs."""
    header: str = ""
    """The first row, when it was guessed that it names the columns."""
    encoding: str = ""
    """What the file was read as, when it is not in UTF-8."""
    encoding_line: int = 0
    """The first line that showed it, from 1; 0 when the file says it by a mark."""


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
    share: bool = False
    """True when the whole network may be offered as a file beside its figure."""
    personal: bool = False
    """True for an export of somebody's own contacts, which is never shown whole."""


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
class Budget:
    """How much a block may ask of a build."""

    rows: int = 1_000_000
    """Lines of its data file."""
    seconds: float = 2.0
    """Of computing, estimated from the size of the network and not measured, so that every
    machine makes the same figure. What would take longer is sampled, or left out, and said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """All that a widget is given: its block, its data, the words of the page's language."""

    spec: WidgetSpec
    data: DataFile | None
    words: "Words"
    budget: Budget = Budget()


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
class Measure:
    """A statistic of one network: a value, what it was counted on, and how sure it is."""

    key: str
    """Its name in the catalogue."""
    value: float
    """NaN when it is not defined here, or was not computed."""
    n: int = 0
    """How many things it was counted on: nodes, pairs, arcs, as the catalogue says."""
    interval: tuple[float, float] | None = None
    """Of 95 %, when it was estimated."""
    samples: int = 0
    """How many draws it was estimated from; 0 when it is exact."""
    reason: str = ""
    """Why the value is NaN, as a key of the words that start with "reason."."""
    details: Mapping[str, float] = field(default_factory=dict)
    """Further numbers that belong to it, by name."""


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
    n: str = ""
    """On how many the figure rests, in words; found from `graph` when it is not given."""
    unit: str = ""
    """What the numbers count, in words: "links", "shares of accounts"."""
    interval: str = ""
    """What the intervals are, in words; found from `statistics` when it is not given."""
    statistics: tuple[Measure, ...] = ()
    """What was measured, for the JSON download, which adds each one's definition."""
    definitions: tuple[str, ...] = ()
    """Keys of the catalogue that the figure uses besides, for the same."""
    graph: Graph | None = None
    """The network that was measured, for what was cleaned, and for downloads if it is shared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Widget:
    """A kind of figure: the keys it knows beside the common ones, and how it is drawn."""

    draw: Callable[[Block], tuple[Drawing | None, tuple[Problem, ...]]]
    keys: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset({"data"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file that goes with a figure, to be published beside its page under `name`.

    In the figure's HTML its address is `{figure}` and its name.
    """

    name: str
    """Small letters, digits, hyphens and dots; unique among the figures of a page."""
    media_type: str
    data: bytes
    """What the file holds; for a picture, the SVG that `downloads.render_content` draws."""
    picture: bool = False
    """True when `data` is still to be drawn, which is slow: do it when the file is needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure, ready for a page: its anchor, and the files it was made from (absolute paths)."""

    html: str
    dependencies: tuple[str, ...]
    id: str
    downloads: tuple[Download, ...] = ()
    """The files that its links lead to."""
