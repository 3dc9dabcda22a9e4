"""What is left of a network as its members go: the most linked first, or at random."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..messages import Words
from ..models import Block, Budget, Cell, Drawing, Graph, Measure, Numbers, Widget, WidgetSpec
from .charts import Scale, curve, flow, headline, percent, source_sentences, written
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..statistics.robustness import Robustness

ORDERS = ("degree", "degree-again", "betweenness")
FEWEST = 10
"""Under so many members, a share of them says nothing: the figure is refused."""
MOST_RUNS = 100
LINKS_A_SECOND = 1_000_000
"""How many nodes and links are put back: what the budget of a block is counted in."""

_LEFT, _RIGHT = 54.0, 350.0
_HIGH = 180.0
_STEPS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class _Random:
    """What is left when members go at random: the mean of several runs, and 95 % of them."""

    removed: tuple[float, ...]
    giant: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    index: float
    runs: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The two ways to take members from a network, and the words."""

    graph: Graph
    aimed: "Robustness"
    random: _Random
    said: tuple[str, ...]
    words: Words

    @property
    def halves(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return when the largest part has lost half of itself: aimed at, and at random.

        The share of the members gone, and what is left, as a share of all.
        """
        return (
            _half(self.aimed.removed, self.aimed.giant),
            _half(self.random.removed, self.random.giant),
        )


def _half(removed: Sequence[float], giant: Sequence[float]) -> tuple[float, float]:
    """Return the first share of members gone that leaves half of the largest part, or less."""
    pairs = zip(removed, giant, strict=True)
    return next(pair for pair in pairs if pair[1] <= giant[0] / 2 + 1e-12)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    graph, problems = load_network(block, directed=False)
    if graph is None:
        return None, problems
    order = block.spec.text("order") or ORDERS[0]
    problems += _refusals(graph, order, block)
    if problems:
        return None, problems
    from ..statistics.robustness import (  # noqa: PLC0415 - igraph waits until a figure needs it
        robustness,
    )

    chart = _Chart(
        graph=graph,
        aimed=robustness(graph, order),
        random=_at_random(graph, _runs(graph, block.budget)),
        said=source_sentences(block, graph),
        words=block.words,
    )
    return _drawing(chart), ()


def _refusals(graph: Graph, order: str, block: Block) -> tuple[Problem, ...]:
    """Return why a network is not taken apart, if it is not."""
    spec: WidgetSpec = block.spec
    if order not in ORDERS:
        message = f"the order {order!r} is not one of robustness"
        return (spec.problem("order", message, nearest(order, ORDERS)),)
    if graph.node_count < FEWEST:
        message = f"the network has {graph.node_count} members, too few to take them away"
        return (spec.problem("data", message, f"From {FEWEST} on, it is drawn."),)
    if not graph.edge_count:
        message = "the network has no link between two members"
        return (spec.problem("data", message, "There is nothing to take apart."),)
    if not _runs(graph, block.budget):
        message = f"the network has {graph.edge_count} links, more than the block's budget allows"
        return (
            spec.problem("data", message, "Give a part of it, or raise NETWORK_STATS_SECONDS."),
        )
    return ()


def _runs(graph: Graph, budget: Budget) -> int:
    """Return how many times members are removed at random, as the budget allows."""
    work = graph.node_count + graph.edge_count
    return min(MOST_RUNS, int(budget.seconds * LINKS_A_SECOND / work))


def _at_random(graph: Graph, runs: int) -> _Random:
    """Return what is left when members go at random, from the seeds 0, 1 and so on."""
    from ..statistics.robustness import (  # noqa: PLC0415 - igraph waits until a figure needs it
        robustness,
    )

    found = [robustness(graph, "random", seed=seed) for seed in range(runs)]
    ordered = [sorted(giants) for giants in zip(*(run.giant for run in found), strict=True)]
    outside = round(0.025 * runs)
    return _Random(
        removed=found[0].removed,
        giant=tuple(sum(giants) / runs for giants in ordered),
        low=tuple(giants[outside] for giants in ordered),
        high=tuple(giants[runs - 1 - outside] for giants in ordered),
        index=sum(run.index for run in found) / runs,
        runs=runs,
    )


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    aimed, random = (percent(gone, words) for gone, _ in chart.halves)
    head, top = headline(aimed, words(f"robustness.headline.{chart.aimed.order}", random=random))
    samples, key, below = _key(chart, top + 22)
    x = Scale(low=0.0, high=1.0, start=_LEFT, end=_RIGHT)
    y = Scale(low=0.0, high=1.0, start=below + 40 + _HIGH, end=below + 40)
    return Drawing(
        name=words(f"robustness.name.{chart.aimed.order}", aimed=aimed, random=random),
        description=_description(chart),
        shapes=svg.join(
            [
                _grid(x, y),
                _band(chart, x, y),
                _line(chart.random.removed, chart.random.giant, x, y, paint="1"),
                _line(chart.aimed.removed, chart.aimed.giant, x, y, paint="2"),
                _marks(chart, x, y),
                samples,
                svg.labels([head, *key, _axes(chart, x, y)]),
            ]
        ),
        height=y.start + 48,
        numbers=(_numbers(chart),),
        method=(
            words(f"robustness.method.{chart.aimed.order}"),
            words("robustness.method", n=words.number(chart.random.runs)),
            *chart.said,
        ),
        unit=words("robustness.unit"),
        interval=words("robustness.interval", n=words.number(chart.random.runs)),
        statistics=_measures(chart),
        graph=chart.graph,
    )


def _grid(x: Scale, y: Scale) -> Markup:
    """Return the grid of the parts left, and the axis of the members gone."""
    rows = "".join(
        f"M{written(x.start)} {written(y(share))}H{written(x.end)}" for share in (0.5, 1.0)
    )
    ticks = "".join(
        f"M{written(x(share))} {written(y.start)}v5" for share in (0, 0.25, 0.5, 0.75, 1)
    )
    return svg.join(
        [
            svg.path(rows, "figure-grid", svg.colour("grid")),
            svg.path(
                f"M{written(x.start)} {written(y.start)}H{written(x.end)}{ticks}",
                "figure-axis",
                svg.colour("muted"),
            ),
        ]
    )


def _thinned(values: Sequence[float]) -> list[int]:
    """Return the places of some of many values: the ends, and some in between."""
    last = len(values) - 1
    return sorted({round(last * step / _STEPS) for step in range(_STEPS + 1)})


def _line(
    removed: Sequence[float], giant: Sequence[float], x: Scale, y: Scale, *, paint: str
) -> Markup:
    """Return the line of what is left."""
    return _stroke(curve([(x(removed[at]), y(giant[at])) for at in _thinned(removed)]), paint)


def _stroke(d: str, paint: str) -> Markup:
    """Return a line in the first colour, dashed, or in the second, whole."""
    class_ = "figure-outline" if paint == "1" else "figure-mark-2"
    dashes = {"stroke_dasharray": "5 3"} if paint == "1" else {}
    return svg.path(d, class_, svg.colour(paint), stroke_width=2.5, **dashes)


def _band(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the area that 95 % of the runs at random stay in."""
    random = chart.random
    some = _thinned(random.removed)
    around = [(x(random.removed[at]), y(random.high[at])) for at in some]
    around += [(x(random.removed[at]), y(random.low[at])) for at in reversed(some)]
    return svg.element(
        "path", class_="figure-bar", d=curve(around) + "z", fill=svg.colour("1"), fill_opacity=0.16
    )


def _marks(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the places where the largest part is halved: a disc, and a diamond."""
    (aimed, left), (random, left_random) = chart.halves
    return svg.join(
        [
            svg.element(
                "path",
                class_="figure-mark",
                d=f"M{written(x(random))} {written(y(left_random) - 6)}l6 6-6 6-6-6z",
                fill=svg.colour("1"),
            ),
            svg.element(
                "circle",
                class_="figure-mark-2",
                cx=round(x(aimed), 1),
                cy=round(y(left), 1),
                r=5,
                fill=svg.colour("2"),
            ),
        ]
    )


def _axes(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the numbers of both scales, and what they are shares of."""
    words = chart.words
    return svg.join(
        [
            svg.text(0, y.end - 14, words("robustness.axis.left"), style="soft"),
            *(
                svg.text(
                    x.start - 8, y(share) + 5, words.percent(share), anchor="end", style="soft"
                )
                for share in (0.0, 0.5, 1.0)
            ),
            svg.ticks(
                y.start + 20,
                [(x(share), words.percent(share)) for share in (0.25, 0.5, 0.75)],
                style="soft",
            ),
            svg.text(
                x.end, y.start + 40, words("robustness.axis.gone"), anchor="end", style="soft"
            ),
        ]
    )


def _key(chart: _Chart, top: float) -> tuple[Markup, list[Markup], float]:
    """Return what the two lines stand for, and where the words end."""
    names = [f"line.{chart.aimed.order}", "line.random"]
    said = [chart.words(f"robustness.{name}") for name in names]
    places, bottom = flow(said, top, before=30)
    samples = [
        _stroke(f"M{written(x)} {written(y - 5)}h24", paint)
        for paint, (x, y) in zip("21", places, strict=True)
    ]
    texts = [
        svg.text(round(x + 30, 1), y, words) for (x, y), words in zip(places, said, strict=True)
    ]
    return svg.join(samples), texts, bottom


def _description(chart: _Chart) -> str:
    words = chart.words
    said = words("then").join(
        words(
            "robustness.description.at",
            gone=words.percent(gone),
            aimed=percent(_at(chart.aimed.giant, gone), words),
            random=percent(_at(chart.random.giant, gone), words),
        )
        for gone in (0.1, 0.25, 0.5)
    )
    return words(f"robustness.description.{chart.aimed.order}", said=said)


def _at(giant: Sequence[float], gone: float) -> float:
    """Return what is left when a share of the members is gone, to the nearest member."""
    return giant[round(gone * (len(giant) - 1))]


def _measures(chart: _Chart) -> tuple[Measure, ...]:
    n = chart.graph.node_count
    aimed = Measure(key="robustness_degree", value=chart.aimed.index, n=n)
    random = Measure(
        key="robustness_random", value=chart.random.index, n=n, samples=chart.random.runs
    )
    return (aimed, random) if chart.aimed.order == "degree" else (random,)


def _numbers(chart: _Chart) -> Numbers:
    """Return what is left at every twentieth of the members gone, and R."""
    words = chart.words
    random = chart.random

    def cell(share: float) -> Cell:
        return Cell(text=words.percent(share, 1), number=True, value=share)

    def row(gone: float) -> tuple[Cell, ...]:
        low, high = _at(random.low, gone), _at(random.high, gone)
        return (
            Cell(text=words.percent(gone), value=gone),
            cell(_at(chart.aimed.giant, gone)),
            cell(_at(random.giant, gone)),
            Cell(text=f"{words.percent(low, 1)} – {words.percent(high, 1)}", number=True),
        )

    index = (
        Cell(text=words("robustness.index")),
        Cell(text=words.number(chart.aimed.index, 3), number=True, value=chart.aimed.index),
        Cell(text=words.number(random.index, 3), number=True, value=random.index),
        Cell(text="–", number=True),
    )
    columns = ("gone", f"line.{chart.aimed.order}", "line.random", "band")
    return Numbers(
        caption=words("robustness.caption"),
        columns=tuple(words(f"robustness.{column}") for column in columns),
        rows=(*(row(step / 20) for step in range(21)), index),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"order"}, needed=frozenset())
