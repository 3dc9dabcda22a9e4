"""Who stays with whom: the share of each group's links that stay inside it, against chance.

Chance is the same network rewired: everybody keeps as many links, and with whom is drawn.
"""

from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING

from ...build.problems import Problem, nearest
from .. import svg
from ..messages import Words
from ..models import Block, Budget, Cell, Drawing, Graph, Measure, Numbers, Widget, WidgetSpec
from .charts import Bar, bars_key, clip, draw_bars, headline, percent, source_sentences
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..statistics.assortativity import Mixing

FEWEST = 10
"""Under so many links, a share of them says nothing: the figure is refused."""
MOST_BARS = 8
MOST_DRAWS = 100
SWAPS_A_SECOND = 500_000
"""How many exchanges of ends a rewiring makes: what the budget of a block is counted in."""

_SWAPS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class _Null:
    """The shares of links inside their group in rewired networks: the mean and 95 % of them."""

    mean: float
    interval: tuple[float, float]
    draws: int
    reached: int
    """How many draws have a share as far from the mean as the network's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """What is drawn: a network, its groups, how they mix, and how they would by chance."""

    graph: Graph
    by: str
    mixing: "Mixing"
    null: _Null | None
    assortativity: float
    index: float
    said: tuple[str, ...]
    words: Words

    @property
    def order(self) -> list[int]:
        """Return the groups, the largest first, then by name."""
        sizes = self.mixing.sizes
        return sorted(range(len(sizes)), key=lambda group: (-sizes[group], group))

    def share(self, group: int) -> float:
        """Return the share of the ends of a group's links that stay inside; NaN without any."""
        row = self.mixing.counts[group]
        return row[group] / sum(row) if sum(row) else nan

    def chance(self, group: int) -> float:
        """Return the share of all ends that are in a group: where a link drawn would lead."""
        total = sum(map(sum, self.mixing.counts))
        return sum(row[group] for row in self.mixing.counts) / total

    @property
    def expected(self) -> float:
        """Return the share of links inside their group that chance gives."""
        return self.null.mean if self.null else self.mixing.expected_internal_share


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    graph, problems = load_network(block)
    if graph is None:
        return None, problems
    by, wrong = _attribute(graph, block.spec)
    if wrong:
        return None, problems + wrong
    from ..statistics.assortativity import (  # noqa: PLC0415 - numpy waits until a figure needs it
        e_i_index,
        mixing_matrix,
        nominal_assortativity,
    )

    values = graph.attributes[by]
    mixing = mixing_matrix(graph, values)
    problems += _refusals(mixing, by, block.spec)
    if problems:
        return None, problems
    chart = _Chart(
        graph=graph,
        by=by,
        mixing=mixing,
        null=_null(graph, values, mixing.internal_share, block.budget),
        assortativity=nominal_assortativity(graph, values),
        index=e_i_index(graph, values).index,
        said=source_sentences(block, graph),
        words=block.words,
    )
    return _drawing(chart), ()


def _attribute(graph: Graph, spec: WidgetSpec) -> tuple[str, tuple[Problem, ...]]:
    """Return what groups are made by: what the block says, or the only thing that is known."""
    by, known = spec.text("by"), sorted(graph.attributes)
    if by in graph.attributes:
        return by, ()
    if not known:
        message = "the network says nothing of its members that would make groups"
        hint = "Give a file that does, such as GraphML or GML with an attribute of nodes."
        return "", (spec.problem("by", message, hint),)
    if by == "communities":
        message = "communities are found from the links, and would stay inside by construction"
        return "", (spec.problem("by", message, f"Name an attribute: {', '.join(known)}."),)
    if by:
        message = f"the network says no {by!r} of its members"
        return "", (spec.problem("by", message, nearest(by, known)),)
    if len(known) > 1:
        message = "the network says several things of its members"
        return "", (spec.problem("by", message, f"Choose: `by: {'` or `by: '.join(known)}`."),)
    return known[0], ()


def _refusals(mixing: "Mixing", by: str, spec: WidgetSpec) -> tuple[Problem, ...]:
    """Return why the mixing of a network is not drawn, if it is not."""
    if len(mixing.groups) < 2:
        message = f"by {by!r} the members are in one group"
        return (spec.problem("by", message, "It takes two to say who stays with whom."),)
    if mixing.links < FEWEST:
        message = f"the groups have {mixing.links} links, too few for a share"
        return (spec.problem("data", message, f"From {FEWEST} on, they are drawn."),)
    return ()


def _null(graph: Graph, values: tuple[str, ...], share: float, budget: Budget) -> _Null | None:
    """Return what chance gives, from as many rewired networks as the budget allows.

    None when it allows fewer than twenty.
    """
    allowed = int(budget.seconds * SWAPS_A_SECOND / (_SWAPS * graph.edge_count))
    draws = min(MOST_DRAWS, allowed)
    if draws < 20:
        return None
    from ..random_graphs import rewired  # noqa: PLC0415 - numpy waits until a figure needs it
    from ..statistics.assortativity import mixing_matrix  # noqa: PLC0415 - the same

    shares = sorted(
        mixing_matrix(rewired(graph, seed=seed, swaps=_SWAPS), values).internal_share
        for seed in range(draws)
    )
    mean = sum(shares) / draws
    outside = round(0.025 * draws)
    far = abs(share - mean) - 1e-12
    return _Null(
        mean=mean,
        interval=(shares[outside], shares[draws - 1 - outside]),
        draws=draws,
        reached=sum(abs(drawn - mean) >= far for drawn in shares),
    )


def _drawing(chart: _Chart) -> Drawing:
    words, mixing = chart.words, chart.mixing
    share = percent(mixing.internal_share, words)
    expected = percent(chart.expected, words)
    head, top = headline(share, words("mixing.headline", chance=expected))
    signs, key = bars_key(words, top + 26)
    shapes, texts, bottom = draw_bars(_bars(chart), top + 36)
    note = svg.wrap(_note(chart), svg.WIDTH)
    return Drawing(
        name=words("mixing.name", share=share, chance=expected),
        description=_description(chart),
        shapes=svg.join(
            [
                signs,
                *shapes,
                svg.labels([head, key, *texts, svg.paragraph(0, bottom + 22, note, style="soft")]),
            ]
        ),
        height=bottom + 22 + svg.LINE * (len(note) - 1) + 8,
        numbers=_numbers(chart),
        method=_method(chart),
        unit=words("mixing.unit"),
        interval=words("mixing.interval", n=chart.null.draws) if chart.null else "",
        statistics=_measures(chart),
        graph=chart.graph,
    )


def _bars(chart: _Chart) -> list[Bar]:
    """Return the whole network and its largest groups."""
    words, mixing = chart.words, chart.mixing
    bars = [
        Bar(
            label=words("mixing.all"),
            text=percent(mixing.internal_share, words),
            value=mixing.internal_share,
            chance=chart.expected,
            interval=chart.null.interval if chart.null else None,
            strong=True,
        )
    ]
    for group in chart.order[:MOST_BARS]:
        share = chart.share(group)
        bars.append(
            Bar(
                label=_label(chart, group),
                text="–" if isnan(share) else percent(share, words),
                value=0.0 if isnan(share) else share,
                chance=chart.chance(group),
            )
        )
    return bars


def _label(chart: _Chart, group: int) -> str:
    """Return the name of a group with its number of members, cut to the room of labels."""
    n = chart.words.number(chart.mixing.sizes[group])
    name = clip(chart.mixing.groups[group], 220 - svg.text_width(f" ({n})"))
    return chart.words("mixing.group", group=name, n=n)


def _note(chart: _Chart) -> str:
    words, r = chart.words, chart.assortativity
    written = words("undefined") if isnan(r) else words.number(r, 2)
    return words("mixing.note", index=words.number(chart.index, 2), r=written)


def _description(chart: _Chart) -> str:
    words = chart.words
    groups = words("then").join(
        words(
            "mixing.description.group",
            group=chart.mixing.groups[group],
            share=percent(chart.share(group), words),
            chance=percent(chart.chance(group), words),
        )
        for group in chart.order[:MOST_BARS]
        if sum(chart.mixing.counts[group])
    )
    return words("mixing.description", groups=groups, note=_note(chart))


def _method(chart: _Chart) -> tuple[str, ...]:
    words, null = chart.words, chart.null
    said = [words("mixing.method", by=chart.by)]
    if null:
        said.append(words("mixing.method.null", n=words.number(null.draws)))
        reached = "none" if not null.reached else "some"
        said.append(words(f"mixing.method.{reached}", n=words.number(null.reached)))
    else:
        said.append(words("mixing.method.expected"))
    if chart.mixing.left_out:
        said.append(words.count("mixing.method.left_out", chart.mixing.left_out))
    if len(chart.order) > MOST_BARS:
        said.append(words.count("mixing.method.others", len(chart.order) - MOST_BARS))
    return (*said, *chart.said)


def _measures(chart: _Chart) -> tuple[Measure, ...]:
    links = chart.mixing.links
    return (
        Measure(key="nominal_assortativity", value=chart.assortativity, n=links),
        Measure(key="e_i_index", value=chart.index, n=links),
    )


def _numbers(chart: _Chart) -> tuple[Numbers, ...]:
    """Return the groups, then who is linked to whom."""
    words, mixing = chart.words, chart.mixing

    def row(group: int) -> tuple[Cell, ...]:
        share, chance = chart.share(group), chart.chance(group)
        return (
            Cell(text=mixing.groups[group]),
            _count(mixing.sizes[group], words),
            Cell(text=_percent(share, words), number=True, value=share),
            Cell(text=_percent(chance, words), number=True, value=chance),
        )

    whole = (
        Cell(text=words("mixing.all")),
        _count(sum(mixing.sizes), words),
        Cell(
            text=_percent(mixing.internal_share, words), number=True, value=mixing.internal_share
        ),
        Cell(text=_percent(chart.expected, words), number=True, value=chart.expected),
    )
    columns = ("group", "members", "share", "chance")
    groups = Numbers(
        caption=words("mixing.caption"),
        columns=tuple(words(f"mixing.column.{column}") for column in columns),
        rows=(whole, *(row(group) for group in chart.order)),
    )
    return groups, _matrix(chart)


def _matrix(chart: _Chart) -> Numbers:
    """Return how many links go from each group to each; a link inside is counted once."""
    words, mixing = chart.words, chart.mixing
    half = 1 if chart.graph.directed else 2

    def cell(a: int, b: int) -> Cell:
        return _count(mixing.counts[a][b] // (half if a == b else 1), words)

    return Numbers(
        caption=words("mixing.matrix.caption"),
        columns=(words("mixing.column.group"), *(mixing.groups[group] for group in chart.order)),
        rows=tuple(
            (Cell(text=mixing.groups[a]), *(cell(a, b) for b in chart.order)) for a in chart.order
        ),
    )


def _count(n: int, words: Words) -> Cell:
    return Cell(text=words.number(n), number=True, value=float(n))


def _percent(share: float, words: Words) -> str:
    return "–" if isnan(share) else words.percent(share, 1)


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"by"}, needed=frozenset())
