"""How many of the links that point somewhere are returned, against chance.

From a directed network, or from published counts typed in a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isnan, nan

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs import load_table
from ..inputs.table import Quantity, check_columns, parse_quantity, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Graph, Measure, Numbers, Row, Table, Widget
from .charts import Bar, bars_key, draw_bars, headline, percent, source_sentences
from .source import NETWORK_KEYS, load_network

VALUES = ("counts",)
FEWEST = 10
"""Under so many arcs, a share of them says nothing: the figure is refused."""
COLUMNS = ("returned", "pairs", "links", "members")

_CELL = 17.0
_SIDE = 10 * _CELL
_WORDS = _SIDE + 24


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What is known of one network: the share of its links that are returned, and chance.

    `pairs` is the share of linked pairs that are linked both ways; `density`, the share of
    possible links that exist, NaN when it is not known; `links` is 0 when it is not.
    """

    label: str
    r: float
    density: float
    links: int
    by_pairs: bool = False
    source: str = ""

    @property
    def pairs(self) -> float:
        """Return the share of linked pairs that are linked both ways, r/(2 − r)."""
        return self.r / (2 - self.r)

    @property
    def rho(self) -> float:
        """Return ρ = (r − ā)/(1 − ā); NaN when ā is not known or all links exist."""
        return (self.r - self.density) / (1 - self.density) if self.density < 1 else nan


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its data."""
    kind = block.spec.text("values")
    if kind and kind not in VALUES:
        message = f"the values {kind!r} are not of a known kind"
        return None, (block.spec.problem("values", message, nearest(kind, VALUES)),)
    return _draw_counts(block) if kind else _draw_network(block)


def _draw_network(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a network's own reciprocity, or what is wrong with it."""
    graph, problems = load_network(block)
    if graph is None:
        return None, problems
    problems += _refusals(graph, block)
    if problems:
        return None, problems
    from ..statistics.reciprocity import (  # noqa: PLC0415 - numpy waits until a figure needs it
        reciprocity,
    )

    n = graph.node_count
    found = _Found(
        label="",
        r=reciprocity(graph).r,
        density=graph.edge_count / (n * (n - 1)),
        links=graph.edge_count,
    )
    return _hundred(found, graph, block), ()


def _refusals(graph: Graph, block: Block) -> tuple[Problem, ...]:
    """Return why the reciprocity of a network is not measured, if it is not."""
    if not graph.directed:
        message = "the links of the network have no direction, so none can be returned"
        hint = "Write `directed: yes` if its first column points to the second."
        return (block.spec.problem("data", message, hint),)
    if graph.edge_count < FEWEST:
        message = f"the network has {graph.edge_count} links, too few for a share"
        return (block.spec.problem("data", message, f"From {FEWEST} on, it is drawn."),)
    return ()


def _draw_counts(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of published counts, or what is wrong with their table."""
    if block.data is None:
        message = "published counts need the key 'data'"
        hint = "Add a line such as `data: data/reciprocity.csv`."
        return None, (block.spec.problem("values", message, hint),)
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table, needed=set(), words={"label", "source"}, optional={*COLUMNS, "source"}
    )
    if problems:
        return None, problems
    found: list[_Found] = []
    for row in table.rows:
        one, wrong = _published(table, row, block.words)
        problems += wrong
        if one is not None:
            found.append(one)
    if problems:
        return None, problems
    return _rows(found, block.words), ()


def _published(table: Table, row: Row, words: Words) -> tuple[_Found | None, tuple[Problem, ...]]:
    """Return what a row says of a network, or why it cannot be read."""
    cells = {name: parse_quantity(row.cells.get(name, "")) for name in COLUMNS}
    for name in COLUMNS:
        if row.cells.get(name) and cells[name] is None:
            message = f"the {name} {row.cells[name]!r} is not a number"
            return None, (Problem(table.path, row.line, message, "Write 1000, 4.5 or 22.1 %."),)
    share, wrong = _share(cells)
    if share is None:
        return None, (Problem(table.path, row.line, *wrong),)
    links, members = cells["links"], cells["members"]
    possible = members.value * (members.value - 1) if members else Decimal(0)
    density = float(links.value / possible) if links and possible else nan
    return _Found(
        label=text_of(row, "label", words.lang),
        r=share,
        density=density,
        links=int(links.value) if links else 0,
        by_pairs=cells["pairs"] is not None,
        source=text_of(row, "source", words.lang),
    ), ()


def _share(cells: dict[str, Quantity | None]) -> tuple[float | None, tuple[str, str]]:
    """Return the share of links returned that a row gives, or a message and a hint.

    A share p of linked pairs that are linked both ways is a share 2p/(1 + p) of links.
    """
    hint = "Fill `returned` (links returned, a number or a share) or `pairs` (a share), not both."
    given = [name for name in ("returned", "pairs") if cells[name]]
    if len(given) != 1:
        return None, (f"the row gives {'both' if given else 'none'} of returned and pairs", hint)
    quantity, links = cells[given[0]], cells["links"]
    assert quantity is not None, "it was given"
    if quantity.percent:
        share = float(quantity.value) / 100
    elif given == ["returned"] and links and links.value:
        share = float(quantity.value / links.value)
    else:
        return None, (
            f"the {given[0]} {quantity.value:f} is a share of nothing that is said",
            hint,
        )
    if share > 1:
        return None, (f"the {given[0]} is more than the whole", "Check both numbers.")
    return (2 * share / (1 + share) if given == ["pairs"] else share), ("", "")


def _hundred(found: _Found, graph: Graph, block: Block) -> Drawing:
    """Return a hundred links, of which so many are arrows with two heads."""
    words = block.words
    n = round(100 * found.r)
    share = percent(found.r, words)
    lines = svg.wrap(words("reciprocity.returned"), svg.WIDTH - _WORDS)
    compared = [*svg.wrap(_chance(found, words), svg.WIDTH - _WORDS)]
    y = 52.0 + svg.LINE * len(lines)
    return Drawing(
        name=words("reciprocity.name", share=share, n=words.number(found.links)),
        description=_said(found, words),
        shapes=svg.join(
            [
                _arrows(range(n), both=True),
                _arrows(range(n, 100), both=False),
                svg.labels(
                    [
                        svg.text(_WORDS, 26, share, style="number"),
                        svg.paragraph(_WORDS, 48, lines),
                        svg.paragraph(_WORDS, y + 8, compared, style="soft"),
                    ]
                ),
            ]
        ),
        height=max(_SIDE, y + svg.LINE * len(compared)),
        numbers=(_numbers([found], words),),
        method=(
            words("reciprocity.method.hundred"),
            words("reciprocity.method"),
            *source_sentences(block, graph),
        ),
        unit=words("reciprocity.unit"),
        statistics=(
            Measure(key="reciprocity", value=found.r, n=found.links),
            Measure(key="reciprocity_excess", value=found.rho, n=found.links),
        ),
        graph=graph,
    )


def _arrows(signs: Sequence[int], *, both: bool) -> Markup:
    """Return arrows at places of the grid: with two heads, or one."""
    shape = "h12m-4-4l4 4-4 4m-4-8l-4 4 4 4" if both else "h12m-4-4l4 4-4 4"
    d = "".join(f"M{_at(sign)}{shape}" for sign in signs)
    if not d:
        return Markup()
    if both:
        return svg.path(d, "figure-mark-2", svg.colour("2"), stroke_width=2.5)
    return svg.path(d, "figure-outline", svg.colour("muted"))


def _at(sign: int) -> str:
    """Return where an arrow starts, from 0 to 99: ten a row, from the top."""
    return f"{svg.number(sign % 10 * _CELL + 2.5)} {svg.number((sign // 10 + 0.5) * _CELL)}"


def _chance(found: _Found, words: Words) -> str:
    """Return what chance would return, and ρ, or that neither is known."""
    if isnan(found.density):
        return words("reciprocity.chance.unknown")
    rho = words("undefined") if isnan(found.rho) else words.number(found.rho, 2)
    return words("reciprocity.chance", chance=percent(found.density, words), rho=rho)


def _said(found: _Found, words: Words) -> str:
    """Return what is known of a network as a sentence."""
    return words(
        "reciprocity.description",
        share=percent(found.r, words),
        pairs=percent(found.pairs, words),
        chance=_chance(found, words),
    )


def _rows(found: Sequence[_Found], words: Words) -> Drawing:
    """Return a bar for each network of a table."""
    first = found[0]
    share = percent(first.r, words)
    known = any(not isnan(one.density) for one in found)
    head, top = headline(share, words("reciprocity.headline", label=first.label))
    signs, key = bars_key(words, top + 26) if known else (Markup(), Markup())
    bars = [
        Bar(
            label=one.label,
            text=percent(one.r, words),
            value=one.r,
            chance=None if isnan(one.density) else one.density,
        )
        for one in found
    ]
    shapes, texts, bottom = draw_bars(bars, top + (36 if known else 12))
    return Drawing(
        name=words("reciprocity.name.label", share=share, label=first.label),
        description=" ".join(
            words("reciprocity.description.label", label=one.label, said=_said(one, words))
            for one in found
        ),
        shapes=svg.join([signs, *shapes, svg.labels([head, key, *texts])]),
        height=bottom + 4,
        numbers=(_numbers(found, words),),
        method=(
            words("reciprocity.method"),
            *([words("reciprocity.method.pairs")] if any(one.by_pairs for one in found) else []),
        ),
        unit=words("reciprocity.unit"),
        definitions=("reciprocity", "reciprocity_excess"),
    )


def _numbers(found: Sequence[_Found], words: Words) -> Numbers:
    sourced = any(one.source for one in found)
    columns = ["label", "share", "pairs", "chance", "rho", "links"]

    def row(one: _Found) -> tuple[Cell, ...]:
        return (
            Cell(text=one.label or words("distances.here")),
            *(
                Cell(
                    text="–" if isnan(value) else words.percent(value, 1), number=True, value=value
                )
                for value in (one.r, one.pairs)
            ),
            Cell(
                text="–" if isnan(one.density) else percent(one.density, words),
                number=True,
                value=one.density,
            ),
            Cell(
                text="–" if isnan(one.rho) else words.number(one.rho, 3),
                number=True,
                value=one.rho,
            ),
            Cell(
                text=words.large(one.links) if one.links else "–",
                number=True,
                value=float(one.links) if one.links else nan,
            ),
            *([Cell(text=one.source)] if sourced else []),
        )

    return Numbers(
        caption=words("reciprocity.caption"),
        columns=(
            *(words(f"reciprocity.column.{column}") for column in columns),
            *([words("source.column")] if sourced else []),
        ),
        rows=tuple(row(one) for one in found),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"values"}, needed=frozenset())
