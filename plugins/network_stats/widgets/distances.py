"""How far apart the members of a network are, beside published results.

Bars count the pairs at each distance; below them, on the same scale, points are this
network's mean and published results. The scale is written in both units.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, nan

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..messages import NO_BREAK_SPACE, Words
from ..models import Block, Cell, Drawing, Graph, Measure, Numbers, Widget
from .charts import diamond, ring
from .cleaning import cleaning_sentences
from .marks import MARKS, Mark, find_marks
from .source import NETWORK_KEYS, load_network

UNITS = ("distance", "intermediaries")
KEYS = ("mean_distance", "effective_diameter", "diameter", "reachable")
"""What is measured, in the order of the table."""

_LEFT, _RIGHT = 112.0, 352.0
_TOP, _BASE = 40.0, 164.0
_ROW = 26.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spread:
    """How far apart the pairs of members are, counted or estimated.

    `shares[d - 1]` of all pairs are at distance d, and `counts[d - 1]` in number, if they were
    counted; `apart` is the share that no path joins.
    """

    shares: tuple[float, ...]
    counts: tuple[int, ...]
    pairs: int
    apart: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """What is drawn: the distances, the marks to compare, the unit, and the words."""

    graph: Graph
    spread: _Spread
    measures: Mapping[str, Measure]
    marks: tuple[Mark, ...]
    unit: str
    words: Words

    @property
    def last(self) -> int:
        """Return the largest distance of the scale."""
        largest = max([0, *(ceil(mark.distance) for mark in self.marks)])
        return max(len(self.spread.shares), largest)

    @property
    def step(self) -> float:
        """Return the width of one link on the scale."""
        return (_RIGHT - _LEFT) / self.last

    def x(self, distance: float | Decimal) -> float:
        """Return where a distance stands."""
        return _LEFT + (float(distance) - 0.5) * self.step

    def in_unit(self, distance: Decimal) -> Decimal:
        """Return a distance in the figure's unit."""
        return distance if self.unit == "distance" else distance - 1

    @property
    def mean(self) -> Decimal:
        """Return the mean distance, to two decimals."""
        return Decimal(f"{self.measures['mean_distance'].value:.2f}")

    @property
    def error(self) -> Decimal | None:
        """Return half the interval of the mean, to two decimals; None when it is exact."""
        interval = self.measures["mean_distance"].interval
        return Decimal(f"{max(0.01, (interval[1] - interval[0]) / 2):.2f}") if interval else None


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its data."""
    marks, problems = find_marks(block.spec, MARKS)
    unit = block.spec.text("unit") or UNITS[0]
    if unit not in UNITS:
        message = f"the unit {unit!r} is not one of distances"
        problems += (block.spec.problem("unit", message, nearest(unit, UNITS)),)
    graph, wrong = load_network(block)
    problems += wrong
    if graph is not None:
        problems += refusals(graph, block)
    if problems or graph is None:
        return None, problems
    from ..measures import compute  # noqa: PLC0415 - numpy waits until a figure needs it

    measures = compute(graph, keys=KEYS, budget=block.budget)
    chart = _Chart(
        graph=graph,
        spread=_spread(graph, sampled=bool(measures["mean_distance"].samples)),
        measures=measures,
        marks=marks,
        unit=unit,
        words=block.words,
    )
    return _drawing(chart), ()


def _spread(graph: Graph, *, sampled: bool) -> _Spread:
    """Return the distances of all pairs, or what a sample says of them."""
    from ..measures import SOURCES  # noqa: PLC0415 - as above
    from ..statistics.distances import distances, sampled_distances  # noqa: PLC0415 - the same

    if sampled:
        drawn = sampled_distances(graph, SOURCES)
        joined = drawn.share_reachable.value
        shares = tuple(joined * share.value for share in drawn.shares)
        return _Spread(shares=shares, counts=(), pairs=0, apart=1 - joined)
    found = distances(graph)
    return _Spread(
        shares=tuple(count / found.pairs for count in found.counts),
        counts=found.counts,
        pairs=found.pairs,
        apart=found.share_unreachable,
    )


def refusals(graph: Graph, block: Block) -> tuple[Problem, ...]:
    """Return why the distances of a network are not measured, if they are not."""
    from ..measures import can_measure  # noqa: PLC0415 - as above

    if not graph.edge_count:
        message = "the network has no link between two members"
        return (block.spec.problem("data", message, "There is no distance to measure."),)
    if not can_measure(graph, "mean_distance", block.budget):
        message = f"the network, of {graph.edge_count} links, is beyond the budget of a block"
        hint = "Give a part of it, and say which, or raise NETWORK_STATS_SECONDS."
        return (block.spec.problem("data", message, hint),)
    return ()


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    return Drawing(
        name=words(
            "distances.name",
            n=words.number(chart.graph.node_count),
            mean=words.count("distances.links", chart.mean),
        ),
        description=_description(chart),
        shapes=svg.join(
            [
                _bars(chart),
                _comparison_shapes(chart),
                svg.labels([_words(chart), _comparison_words(chart)]),
            ]
        ),
        height=_row_y(len(chart.marks)) + 10,
        numbers=(_distribution(chart), _comparison(chart)),
        method=(
            words("distances.method.unit"),
            *([words("distances.method.directed")] if chart.graph.directed else []),
            *_unreachable(chart),
            *cleaning_sentences(chart.graph.cleaning, words),
        ),
        n=_basis(chart),
        unit=words("unit.links" if chart.unit == UNITS[0] else "unit.intermediaries"),
        statistics=tuple(chart.measures[key] for key in KEYS),
        graph=chart.graph,
    )


def _basis(chart: _Chart) -> str:
    """Return on how many members, links and pairs the figure rests."""
    words, graph = chart.words, chart.graph
    members = words.count("basis.members", graph.node_count)
    said = words("basis.n", members=members, links=words.count("basis.links", graph.edge_count))
    if not chart.spread.pairs:
        return said
    pairs = words.count("distances.pairs.all", chart.spread.pairs)
    return words("distances.basis", said=said, pairs=pairs)


def _unreachable(chart: _Chart) -> tuple[str, ...]:
    share = chart.spread.apart
    if not share:
        return ()
    digits = 0 if share >= 0.1 else 1
    return (chart.words("distances.unreachable", share=chart.words.percent(share, digits)),)


def _description(chart: _Chart) -> str:
    words = chart.words
    commonest = sorted(chart.spread.shares, reverse=True)[:8]
    shares = ", ".join(
        words(
            "distances.description.share",
            n=_per_hundred(share),
            distance=words.number(distance),
        )
        for distance, share in enumerate(chart.spread.shares, 1)
        if share >= commonest[-1]
    )
    marks = " ".join(
        words(
            "distances.description.mark",
            label=_label(mark, words),
            distance=words.exact(mark.distance),
            through=words.exact(mark.intermediaries),
        )
        for mark in chart.marks
    )
    return words(
        "distances.description",
        shares=shares,
        mean=words.count("distances.links", chart.mean),
        through=words.count("distances.intermediaries", chart.mean - 1),
        marks=marks,
    ).strip()


def _per_hundred(share: float) -> str:
    """Return a share as a whole number of a hundred; "<1" for a little."""
    return "<1" if share < 0.005 else f"{100 * share:.0f}"


def _label(mark: Mark, words: Words) -> str:
    label = words.pick(mark.label)
    return label if mark.statistic == "mean" else f"{label} ({words('distances.median')})"


def _bars(chart: _Chart) -> Markup:
    """Return a bar for each distance, and the axis; narrow bars stand without a gap."""
    tallest = max(chart.spread.shares)
    heights = [(_BASE - _TOP) * share / tallest for share in chart.spread.shares]
    if chart.step < 6:
        stairs = "".join(
            f"V{svg.number(round(_BASE - height, 1))}H{svg.number(_LEFT + chart.step * distance)}"
            for distance, height in enumerate(heights, 1)
        )
        outlines = f"M{svg.number(_LEFT)} {svg.number(_BASE)}{stairs}V{svg.number(_BASE)}z"
    else:
        width = min(40.0, chart.step * 0.78)
        outlines = "".join(
            f"M{svg.number(chart.x(distance) - width / 2)} {svg.number(_BASE)}"
            f"v{svg.number(-height)}h{svg.number(width)}v{svg.number(height)}z"
            for distance, height in enumerate(heights, 1)
            if height
        )
    return svg.join(
        [
            svg.bars([svg.element("path", d=outlines)]),
            svg.line(_LEFT, _BASE, _RIGHT, _BASE, "axis"),
        ]
    )


def _words(chart: _Chart) -> Markup:
    """Return the words of the upper part: the mean, the shares, both scales."""
    words = chart.words
    other = ("links", chart.mean) if chart.unit == UNITS[1] else ("intermediaries", chart.mean - 1)
    mean = chart.in_unit(chart.mean)
    form = words.form(mean)
    beside = words(f"distances.number.{chart.unit}.{form}")
    also = words("distances.or", other=words.count(f"distances.{other[0]}", other[1]))
    also = also.replace(NO_BREAK_SPACE, " ")
    y = 58.0
    lines = [
        *svg.wrap(beside, _LEFT - 8),
        *([f"± {words.exact(chart.error)}"] if chart.error else []),
        *(svg.span(line, "soft") for line in svg.wrap(also, _LEFT - 8)),
    ]
    parts = [
        svg.text(0, y, words.number(mean, 2), style="number"),
        svg.paragraph(0, y + 22, lines),
        _heading(chart),
        *_shares(chart),
    ]
    for row, unit in enumerate((chart.unit, *(unit for unit in UNITS if unit != chart.unit))):
        parts += _scale(chart, unit, _BASE + 20 + 20 * row, "soft" if row else "label")
    return svg.join(parts)


def _heading(chart: _Chart) -> Markup:
    """Return what the bars are parts of, and how many pairs no bar counts."""
    heading = chart.words("distances.per_hundred")
    apart = chart.spread.apart
    if not apart:
        return svg.text(_LEFT, 14, heading, style="soft")
    said = chart.words("distances.unreachable.short", heading=heading, n=_per_hundred(apart))
    return svg.text(_RIGHT, 14, said, anchor="end", style="soft")


def _shares(chart: _Chart) -> list[Markup]:
    """Return the share above each bar, or above the tallest alone when bars are narrow."""
    shares = chart.spread.shares
    tallest = max(shares)
    return [
        svg.text(
            chart.x(distance),
            _BASE - (_BASE - _TOP) * share / tallest - 6,
            _per_hundred(share),
            anchor="middle",
            style="strong" if share == tallest else "label",
        )
        for distance, share in enumerate(shares, 1)
        if share and (chart.step >= 22 or distance == shares.index(tallest) + 1)
    ]


def _scale(chart: _Chart, unit: str, y: float, style: str) -> list[Markup]:
    """Return the name of a unit and its numbers along the axis."""
    every = next(every for every in (1, 2, 5, 10, 20, 50, 100, 10**9) if every * chart.step >= 24)
    less = UNITS.index(unit)
    return [
        svg.text(_LEFT - 6, y, chart.words(f"distances.axis.{unit}"), anchor="end", style=style),
        svg.ticks(
            y,
            [
                (chart.x(distance), str(distance - less))
                for distance in range(1, chart.last + 1)
                if (distance - less) % every == 0
            ],
            style=style,
        ),
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Point:
    """A row of the lower part: a mean distance, this network's or a published one."""

    label: str
    value: Decimal
    distance: Decimal
    here: bool = False


def _points(chart: _Chart) -> tuple[_Point, ...]:
    """Return this network's mean and the marks, from the nearest to the furthest."""
    words = chart.words
    here = _Point(
        label=words("distances.here"),
        value=chart.in_unit(chart.mean),
        distance=chart.mean,
        here=True,
    )
    marks = [
        _Point(
            label=_label(mark, words),
            value=chart.in_unit(mark.distance),
            distance=mark.distance,
        )
        for mark in chart.marks
    ]
    return tuple(sorted([here, *marks], key=lambda point: (point.distance, not point.here)))


def _comparison_shapes(chart: _Chart) -> Markup:
    """Return a point a row, on the scale of the bars: full for here, a ring for elsewhere."""
    return svg.join(
        (diamond if point.here else ring)(chart.x(point.distance), _row_y(row) - 5)
        for row, point in enumerate(_points(chart))
    )


def _row_y(row: int) -> float:
    return _BASE + 98 + _ROW * row


def _comparison_words(chart: _Chart) -> Markup:
    """Return, for each point, its label before it and its value after it."""
    parts = [
        svg.text(
            0, _row_y(0) - 30, chart.words(f"distances.mark.heading.{chart.unit}"), style="soft"
        )
    ]
    for row, point in enumerate(_points(chart)):
        x, y = chart.x(point.distance), _row_y(row)
        value = chart.words.exact(point.value)
        before = x - 12 - svg.text_width(point.label) >= 0
        after = x + 12 + svg.text_width(value) <= svg.WIDTH
        if before and after:
            parts += [
                svg.text(x - 12, y, point.label, anchor="end"),
                svg.text(x + 12, y, value, style="strong"),
            ]
        elif before:
            parts.append(svg.text(x - 12, y, f"{point.label} · {value}", anchor="end"))
        else:
            parts.append(svg.text(x + 12, y, f"{point.label} · {value}"))
    return svg.join(parts)


def _distribution(chart: _Chart) -> Numbers:
    """Return the pairs at each distance, and those that no path joins."""
    words, spread = chart.words, chart.spread
    counted = [(distance, *pair) for distance, pair in enumerate(_pairs(spread), 1)]
    rows = [
        (
            Cell(text=words.number(distance), value=distance),
            Cell(text=words.number(distance - 1), number=True, value=distance - 1),
            *_pair_cells(count, share, words),
        )
        for distance, count, share in counted
    ]
    if spread.apart:
        missing = spread.pairs - sum(spread.counts)
        rows.append(
            (
                Cell(text=words("distances.unreachable.row")),
                Cell(text="–", number=True),
                *_pair_cells(missing if spread.counts else None, spread.apart, words),
            )
        )
    columns = ["distance", "intermediaries", *(["pairs"] if spread.counts else []), "share"]
    return Numbers(
        caption=words("distances.caption"),
        columns=tuple(words(f"distances.{column}") for column in columns),
        rows=tuple(rows),
    )


def _pairs(spread: _Spread) -> Iterator[tuple[int | None, float]]:
    """Yield how many pairs are at each distance, None when not counted, and their share."""
    counts: Iterable[int | None] = spread.counts or [None] * len(spread.shares)
    yield from zip(counts, spread.shares, strict=True)


def _pair_cells(count: int | None, share: float, words: Words) -> tuple[Cell, ...]:
    cell = Cell(text=words.percent(share, 1), number=True, value=share)
    if count is None:
        return (cell,)
    return Cell(text=words.number(count), number=True, value=count), cell


def _comparison(chart: _Chart) -> Numbers:
    """Return this network's measures and the marks, each in both units."""
    words = chart.words
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(text=f"{words('distances.here')}, {words(f'distances.{name}')}"),
            *(_measure_cell(chart.measures[key], less, words) for less in (0, 1)),
            Cell(text=words("distances.computed")),
        )
        for name, key in (
            ("mean", "mean_distance"),
            ("d90", "effective_diameter"),
            ("diameter", "diameter"),
        )
    ]
    rows += [_mark_row(mark, words) for mark in chart.marks]
    columns = ("measure", "distance", "intermediaries", "source")
    return Numbers(
        caption=words("distances.marks.caption"),
        columns=tuple(words(f"distances.{column}") for column in columns),
        rows=tuple(rows),
    )


def _measure_cell(measure: Measure, less: int, words: Words) -> Cell:
    """Return a measure less so many links, with its interval if it is estimated."""
    if measure.reason:
        least = measure.details.get("at_least")
        if least is None:
            return Cell(text=words("not_computed"), number=True, value=nan)
        said = words("distances.at_least", n=words.number(least - less))
        return Cell(text=said, number=True, value=nan)
    digits = 0 if measure.key == "diameter" else 2
    text = words.number(measure.value - less, digits)
    if measure.interval:
        low, high = (words.number(end - less, digits) for end in measure.interval)
        text = words("distances.between", value=text, low=low, high=high)
    return Cell(text=text, number=True, value=measure.value - less)


def _mark_row(mark: Mark, words: Words) -> tuple[Cell, ...]:
    """Return a published result in both units, with the one it was published in said."""
    values = {"distance": mark.distance, "intermediaries": mark.intermediaries}
    written = {unit: words.exact(value) for unit, value in values.items()}
    written[mark.unit] = words("distances.published", value=written[mark.unit])
    name = f"{words.pick(mark.label)}, {words(f'distances.{mark.statistic}')}"
    return (
        Cell(text=name),
        *(Cell(text=written[unit], number=True, value=float(values[unit])) for unit in UNITS),
        Cell(text=mark.source),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | frozenset({"marks", "unit"}), needed=frozenset())
