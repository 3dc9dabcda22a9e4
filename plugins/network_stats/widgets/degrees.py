"""How unequal links are: the share of members that have at least so many.

Both scales are logarithmic, nothing is binned, and where there are enough members a power law
is fitted, tested, and compared with its rivals before its name is said.
"""

from dataclasses import dataclass
from math import ceil, isnan
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..messages import Words
from ..models import Block, Cell, Drawing, Graph, Measure, Numbers, Widget, WidgetSpec
from .charts import (
    Scale,
    apart,
    clip,
    curve,
    dots,
    headline,
    percent,
    percent_tick,
    source_sentences,
)
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..statistics.power_law import PowerLawFit

DIRECTIONS = ("in", "out")
FEWEST = 10
"""Under so many members, a share of them says nothing: the figure is refused."""
FEWEST_FITTED = 50
"""Under so many members in the tail, no law is tried (Clauset, Shalizi & Newman, § 3.4)."""
REJECTED = 0.1
"""A law is ruled out when p is no more than it, as its authors advise."""
SAMPLES = 1000

_LEFT, _RIGHT = 52.0, 350.0
_HIGH = 190.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The degrees of a network, their distribution, the law fitted to them if one is."""

    graph: Graph
    degrees: tuple[int, ...]
    direction: str
    fit: "PowerLawFit | None"
    said: tuple[str, ...]
    words: Words

    @property
    def tenth(self) -> int:
        """Return how many members the most linked tenth has."""
        return ceil(len(self.degrees) / 10)

    @property
    def share(self) -> float:
        """Return the share of the ends of links that the most linked tenth holds."""
        return sum(sorted(self.degrees, reverse=True)[: self.tenth]) / sum(self.degrees)

    @property
    def busiest(self) -> int:
        """Return the node that has the most links, the first by name at a tie."""
        return self.degrees.index(max(self.degrees))

    def count(self, key: str, degree: float) -> str:
        """Return so many links, in words."""
        return self.words.count(f"degrees.{key}", degree)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    graph, problems = load_network(block)
    if graph is None:
        return None, problems
    direction = block.spec.text("direction")
    problems += _refusals(graph, direction, block.spec)
    if problems:
        return None, problems
    from ..statistics.degrees import degrees  # noqa: PLC0415 - numpy waits until a figure needs it

    found = degrees(graph)
    values = {"": found.of, "in": found.incoming, "out": found.outgoing}[direction]
    chart = _Chart(
        graph=graph,
        degrees=values,
        direction=direction,
        fit=_fit(values),
        said=source_sentences(block, graph),
        words=block.words,
    )
    return _drawing(chart), ()


def _refusals(graph: Graph, direction: str, spec: WidgetSpec) -> tuple[Problem, ...]:
    """Return why the degrees of a network are not drawn, if they are not."""
    if direction and direction not in DIRECTIONS:
        message = f"the direction {direction!r} is not one of degrees"
        return (spec.problem("direction", message, nearest(direction, DIRECTIONS)),)
    if direction and not graph.directed:
        message = "the links of the network have no direction"
        return (spec.problem("direction", message, "Remove the line."),)
    if not graph.edge_count:
        message = "the network has no link between two members"
        return (spec.problem("data", message, "There is no degree to count."),)
    if graph.node_count < FEWEST:
        message = f"the network has {graph.node_count} members, too few for a distribution"
        hint = f"From {FEWEST} on, it is drawn; `node-link` shows a small network whole."
        return (spec.problem("data", message, hint),)
    return ()


def _fit(values: tuple[int, ...]) -> "PowerLawFit | None":
    """Return the power law fitted to degrees; None when they are too few, or all the same."""
    linked = [value for value in values if value]
    if len(linked) < FEWEST_FITTED or len(set(linked)) == 1:
        return None
    from ..statistics.power_law import (  # noqa: PLC0415 - scipy waits until a figure needs it
        fit_power_law,
    )

    fit = fit_power_law(linked, samples=SAMPLES, seed=0)
    return None if isnan(fit.alpha) else fit


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    head, top = headline(percent(chart.share, words), _sentence(chart))
    x, y = _scales(chart, top + 42)
    shapes, texts, bottom = _below(chart, y.start + 46)
    return Drawing(
        name=words(
            f"degrees.name{_suffix(chart)}",
            n=words.number(len(chart.degrees)),
            share=percent(chart.share, words),
            tenth=words.count("degrees.members", chart.tenth),
        ),
        description=_description(chart),
        shapes=svg.join(
            [
                _grid(x, y),
                _points(chart, x, y),
                _law(chart, x, y),
                *shapes,
                svg.labels([head, _axes(chart, x, y), _busiest(chart, x, y), *texts]),
            ]
        ),
        height=bottom,
        numbers=_numbers(chart),
        method=_method(chart),
        unit=words("degrees.unit"),
        statistics=_measures(chart),
        definitions=("degree_distribution",),
        graph=chart.graph,
    )


def _suffix(chart: _Chart) -> str:
    """Return the end of the keys of words that differ with the direction."""
    return f".{chart.direction}" if chart.direction else ""


def _sentence(chart: _Chart) -> str:
    return chart.words(
        f"degrees.headline{_suffix(chart)}",
        tenth=chart.words.count("degrees.members", chart.tenth),
    )


def _scales(chart: _Chart, top: float) -> tuple[Scale, Scale]:
    """Return the scale of degrees and that of shares, both logarithmic."""
    linked = [degree for degree in chart.degrees if degree]
    x = Scale(low=min(linked), high=max(*linked, 2), start=_LEFT + 8, end=_RIGHT - 8, log=True)
    y = Scale(low=1 / len(chart.degrees), high=1, start=top + _HIGH - 8, end=top, log=True)
    return x, y


def _distribution(chart: _Chart) -> list[tuple[float, float]]:
    """Return each number of links that some member has, and the share that have as many."""
    from ..statistics.degrees import ccdf  # noqa: PLC0415 - numpy waits until a figure needs it

    return [pair for pair in zip(*ccdf(chart.degrees), strict=True) if pair[0]]


def _grid(x: Scale, y: Scale) -> Markup:
    """Return the grid of shares, and the axis of degrees."""
    rows = "".join(
        f"M{svg.number(_LEFT)} {svg.number(round(y(tick), 1))}H{svg.number(_RIGHT)}"
        for tick in y.ticks()
    )
    return svg.join(
        [
            svg.path(rows, "figure-grid", svg.colour("grid")),
            svg.line(_LEFT, y.start + 8, _RIGHT, y.start + 8, "axis"),
            svg.path(
                "".join(
                    f"M{svg.number(round(x(tick), 1))} {svg.number(y.start + 8)}v5"
                    for tick in x.ticks()
                ),
                "figure-axis",
                svg.colour("muted"),
            ),
        ]
    )


def _points(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return a dot for each number of links; dots that would cover one another are one."""
    places = [(x(degree), y(share)) for degree, share in _distribution(chart)]
    return dots(apart(places), 6)


def _law(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the line of the fitted law, over the degrees it was fitted to."""
    fit = chart.fit
    if fit is None:
        return Markup()
    most, steps = max(chart.degrees), 12
    linked = sum(1 for degree in chart.degrees if degree) / len(chart.degrees)
    line = []
    for step in range(steps + 1):
        degree = fit.k_min * (most / fit.k_min) ** (step / steps)
        share = linked * fit.share_at_least(degree)
        if share >= y.low:
            line.append((x(degree), y(share)))
    return _law_path(curve(line), chart)


def _law_path(d: str, chart: _Chart) -> Markup:
    """Return the line of the law: whole when nothing speaks against it, else dashed."""
    dashes = {} if _verdict(chart) in {"held", "open"} else {"stroke_dasharray": "6 4"}
    return svg.path(d, "figure-outline", svg.colour("2"), stroke_width=2.5, **dashes)


def _axes(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the numbers of both scales, and what they count."""
    words = chart.words
    return svg.join(
        [
            svg.text(0, y.end - 18, words("degrees.axis.share"), style="soft"),
            *(
                svg.text(
                    _LEFT - 8,
                    round(y(tick) + 5, 1),
                    percent_tick(tick, words),
                    anchor="end",
                    style="soft",
                )
                for tick in y.ticks()
            ),
            svg.ticks(
                y.start + 28,
                [(round(x(tick), 1), words.number(tick)) for tick in x.ticks()],
                style="soft",
            ),
        ]
    )


def _busiest(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return the name of the member that has the most links, beside its dot.

    The distribution falls: under it, to the left of its last dot, there is room.
    """
    most = max(chart.degrees)
    at_x, at_y = x(most), y(chart.degrees.count(most) / len(chart.degrees))
    name = clip(chart.graph.ids[chart.busiest], 150)
    said = chart.words("degrees.busiest", name=name, n=chart.words.number(most))
    if chart.degrees.count(most) > 1 or at_x - 10 - svg.text_width(said) < _LEFT:
        return Markup()
    return svg.text(round(at_x - 10, 1), round(at_y + 3, 1), said, anchor="end")


def _verdict(chart: _Chart) -> str:
    """Return what can be said of a power law: the end of a key of words.

    The order is that of Clauset, Shalizi & Newman (2009): enough members, a fit that p does
    not rule out, then rivals that are no better.
    """
    fit = chart.fit
    if fit is None:
        return "flat" if len(set(chart.degrees) - {0}) == 1 else "few"
    if fit.tail_size < FEWEST_FITTED:
        return "short"
    if fit.p_value <= REJECTED:
        return "rejected"
    if any(rival.log_ratio < 0 and rival.p_value <= REJECTED for rival in fit.rivals):
        return "rival"
    return "open" if any(rival.p_value > REJECTED for rival in fit.rivals) else "held"


def _rivals(chart: _Chart) -> str:
    """Return the names of the laws that do as well as the power law, or better."""
    assert chart.fit is not None, "a law was fitted"
    better = _verdict(chart) == "rival"
    names = [
        chart.words(f"degrees.law.{rival.name}")
        for rival in chart.fit.rivals
        if (rival.p_value <= REJECTED) == better and (rival.log_ratio < 0 or not better)
    ]
    return chart.words("degrees.or").join(names)


def _said(chart: _Chart) -> str:
    """Return the verdict as a sentence."""
    words, fit, verdict = chart.words, chart.fit, _verdict(chart)
    linked = sum(1 for degree in chart.degrees if degree)
    if fit is None:
        return words(f"degrees.verdict.{verdict}", n=words.number(linked), few=FEWEST_FITTED)
    p = words("degrees.p.small", n=words.number(0.01, 2))
    return words(
        f"degrees.verdict.{verdict}",
        n=words.number(fit.tail_size),
        few=FEWEST_FITTED,
        p=p if fit.p_value < 0.01 else words("degrees.p", n=words.number(fit.p_value, 2)),
        rivals=_rivals(chart),
    )


def _below(chart: _Chart, top: float) -> tuple[list[Markup], list[Markup], float]:
    """Return what stands under the scale: its name, the law and the verdict, and their end."""
    words, fit = chart.words, chart.fit
    texts = [
        svg.text(_RIGHT, top, words(f"degrees.axis{_suffix(chart)}"), anchor="end", style="soft")
    ]
    shapes: list[Markup] = []
    y = top + 28
    if fit is not None:
        shapes.append(_law_path(f"M0 {svg.number(y - 5)}h26", chart))
        said = words(
            "degrees.law", alpha=words.number(fit.alpha, 2), k=chart.count("links", fit.k_min)
        )
        lines = svg.wrap(said, svg.WIDTH - 36)
        texts.append(svg.paragraph(36, y, lines))
        y += svg.LINE * len(lines) + 4
    verdict = svg.wrap(_said(chart), svg.WIDTH - 10)
    texts.append(svg.paragraph(0, y, verdict, style="strong" if fit else "soft"))
    return shapes, texts, y + svg.LINE * (len(verdict) - 1) + 8


def _description(chart: _Chart) -> str:
    words = chart.words
    ordered = sorted(chart.degrees)
    median = ordered[len(ordered) // 2]
    return words(
        "degrees.description",
        median=chart.count("links", median),
        mean=words.number(sum(ordered) / len(ordered), 1),
        name=chart.graph.ids[chart.busiest],
        most=chart.count("links", ordered[-1]),
        verdict=_said(chart),
    )


def _method(chart: _Chart) -> tuple[str, ...]:
    words = chart.words
    alone = chart.degrees.count(0)
    return (
        words(f"degrees.method{_suffix(chart)}"),
        *([words.count("degrees.method.alone", alone)] if alone else []),
        *([words("degrees.method.fit", n=words.number(SAMPLES))] if chart.fit else []),
        *chart.said,
    )


def _measures(chart: _Chart) -> tuple[Measure, ...]:
    from ..statistics.degrees import gini  # noqa: PLC0415 - numpy waits until a figure needs it

    n, fit = len(chart.degrees), chart.fit
    found = [
        Measure(key="mean_degree", value=sum(chart.degrees) / n, n=n),
        Measure(key="max_degree", value=float(max(chart.degrees)), n=n),
        Measure(key="gini_degree", value=gini(chart.degrees), n=n),
        Measure(key="top_share", value=chart.share, n=n),
    ]
    if fit is not None:
        details = {"k_min": float(fit.k_min), "ks": fit.ks, "p": fit.p_value}
        law = Measure(key="power_law", value=fit.alpha, n=fit.tail_size, details=details)
        found.append(law)
    return tuple(found)


def _numbers(chart: _Chart) -> tuple[Numbers, ...]:
    words, n = chart.words, len(chart.degrees)
    columns = ("links", "members", "share")

    def row(degree: float, share: float) -> tuple[Cell, ...]:
        return (
            Cell(text=words.number(degree), value=degree),
            Cell(text=words.number(round(share * n)), number=True, value=round(share * n)),
            Cell(text=words.percent(share, 1), number=True, value=share),
        )

    rows = tuple(row(*pair) for pair in _distribution(chart))
    table = Numbers(
        caption=words("degrees.caption"),
        columns=tuple(words(f"degrees.column.{column}") for column in columns),
        rows=rows,
    )
    return (table, *([_laws(chart)] if chart.fit else []))


def _laws(chart: _Chart) -> Numbers:
    """Return the fitted law and its rivals, with what was computed of each."""
    words, fit = chart.words, chart.fit
    assert fit is not None, "a law was fitted"
    found: list[tuple[str, float, int]] = [
        (words("degrees.row.alpha"), fit.alpha, 3),
        (words("degrees.row.k_min"), float(fit.k_min), 0),
        (words("degrees.row.tail"), float(fit.tail_size), 0),
        (words("degrees.row.ks"), fit.ks, 4),
        (words("degrees.row.p"), fit.p_value, 3),
    ]
    for rival in fit.rivals:
        name = words(f"degrees.law.{rival.name}")
        found += [
            (words("degrees.row.ratio", rival=name), rival.log_ratio, 2),
            (words("degrees.row.ratio.p", rival=name), rival.p_value, 3),
        ]
    return Numbers(
        caption=words("degrees.laws.caption"),
        columns=(words("degrees.column.measure"), words("degrees.column.value")),
        rows=tuple(
            (Cell(text=label), Cell(text=_rounded(value, digits, words), number=True, value=value))
            for label, value, digits in found
        ),
    )


def _rounded(value: float, digits: int, words: Words) -> str:
    return words("undefined") if isnan(value) else words.number(value, digits)


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"direction"}, needed=frozenset())
