"""The funnel: how many of the shortest chains to a member arrive through a few last links."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..messages import Words
from ..models import Block, Budget, Cell, Drawing, Graph, Measure, Numbers, Widget, WidgetSpec
from .charts import (
    BARS,
    LEFT,
    RIGHT,
    Bar,
    Row,
    Scale,
    apart,
    bars_key,
    clip,
    curve,
    dots,
    draw_bars,
    draw_rows,
    headline,
    percent,
    percent_ticks,
    source_sentences,
)
from .marks import find_marks
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..statistics.funnel import Funnel, FunnelTarget
    from ..statistics.intervals import Estimate

FEW = 3
"""The last links that are counted together, as Milgram counted them."""
FEWEST = 10
"""Under so many members, a share of chains says nothing: the figure is refused."""
FEWEST_TARGETS = 64
LINKS_A_SECOND = 2_000_000
"""How many nodes and links are followed: what the budget of a block is counted in."""
MOST_BARS = 7

_COLUMN = 106.0
_TOP, _BASE = 34.0, 196.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A published share of the letters that arrived through three people, and its source."""

    label: Mapping[str, str]
    share: float
    source: str


PUBLISHED: Mapping[str, Published] = {
    "milgram-1967": Published(
        label={"": "Milgram, 1967"},
        share=0.5,
        source="S. Milgram, Psychology Today 1(1), 60–67, 1967",
    ),
    "travers-milgram-1969": Published(
        label={"en": "Travers & Milgram, 1969", "fr": "Travers et Milgram, 1969"},
        share=0.48,
        source="J. Travers & S. Milgram, Sociometry 32(4), 425–443, 1969",
    ),
}
"""Each published share by the name that blocks give it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The funnels towards the members of a network, the published marks, and the words.

    `share` and `even` are means over the members with more than three last links. With fewer,
    every chain arrives through them: those say nothing of a funnel.
    """

    graph: Graph
    funnel: "Funnel"
    share: "Estimate"
    even: "Estimate"
    marks: tuple[Published, ...]
    said: tuple[str, ...]
    words: Words

    @property
    def targets(self) -> "tuple[FunnelTarget, ...]":
        """Return the targets that have more last links than are counted together."""
        return tuple(target for target in self.funnel.targets if len(target.last_links) > FEW)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    marks, problems = find_marks(block.spec, PUBLISHED)
    graph, wrong = load_network(block)
    problems += wrong
    if graph is None:
        return None, problems
    target, wrong = _target(graph, block.spec)
    problems += wrong + _refusals(graph, block)
    if problems:
        return None, problems
    chart, message, hint = _measure(graph, target, marks, block)
    if chart is None:
        return None, (block.spec.problem("target" if target else "data", message, hint),)
    return (_one(chart) if target else _all(chart)), ()


def _measure(
    graph: Graph, target: list[int], marks: tuple[Published, ...], block: Block
) -> tuple[_Chart | None, str, str]:
    """Return the funnels of a network, or a message and a hint where there is none."""
    from ..statistics.funnel import (  # noqa: PLC0415 - igraph waits until a figure needs it
        funnel,
    )

    samples = _samples(graph, block.budget)
    found = funnel(graph, target or None, few=FEW, samples=samples, seed=0)
    narrow = [each for each in found.targets if len(each.last_links) > FEW]
    if not narrow and target:
        message = f"{graph.ids[target[0]]!r} has no more than {FEW} links: all chains come by them"
        return None, message, f"Aim at somebody who has more than {FEW}."
    if not narrow:
        message = f"no member has more than {FEW} links: all chains come by them"
        return None, message, "There is no funnel to measure."
    population = graph.node_count if samples < graph.node_count else len(found.targets)
    return (
        _Chart(
            graph=graph,
            funnel=found,
            share=_mean(found, population, lambda each: each.share),
            even=_mean(found, population, lambda each: each.baseline),
            marks=marks,
            said=source_sentences(block, graph),
            words=block.words,
        ),
        "",
        "",
    )


def _mean(
    found: "Funnel", population: int, value: Callable[["FunnelTarget"], float]
) -> "Estimate":
    """Return the mean of a value over the targets with more than three last links."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    from ..statistics.sampling import jackknife  # noqa: PLC0415 - the same

    kept = [float(len(target.last_links) > FEW) for target in found.targets]
    rows = np.array(
        [[value(target) * one, one] for target, one in zip(found.targets, kept, strict=True)]
    )
    return jackknife(lambda sums: sums[:, 0] / sums[:, 1], rows, population=population)


def _target(graph: Graph, spec: WidgetSpec) -> tuple[list[int], tuple[Problem, ...]]:
    """Return the member that a block aims at, none for all of them, or why there is none."""
    name = spec.text("target")
    if name in {"", "all"}:
        return [], ()
    if name in graph.ids:
        return [graph.ids.index(name)], ()
    message = f"no member is named {name!r}"
    return [], (spec.problem("target", message, nearest(name, [*graph.ids, "all"])),)


def _refusals(graph: Graph, block: Block) -> tuple[Problem, ...]:
    """Return why the funnels of a network are not measured, if they are not."""
    if graph.node_count < FEWEST:
        message = f"the network has {graph.node_count} members, too few for chains"
        return (block.spec.problem("data", message, f"From {FEWEST} on, they are drawn."),)
    if not graph.edge_count:
        message = "the network has no link between two members"
        return (block.spec.problem("data", message, "There is no chain to follow."),)
    if _samples(graph, block.budget) < FEWEST_TARGETS:
        message = f"the network has {graph.edge_count} links, more than the block's budget allows"
        return (
            block.spec.problem(
                "data", message, "Give a part of it, or raise NETWORK_STATS_SECONDS."
            ),
        )
    return ()


def _samples(graph: Graph, budget: Budget) -> int:
    """Return how many targets the budget allows: all of them are taken, if it allows so many."""
    return int(budget.seconds * LINKS_A_SECOND / (graph.node_count + graph.edge_count))


def _all(chart: _Chart) -> Drawing:
    """Return each member as a target: its last links, and the share of the busiest three."""
    words = chart.words
    share = percent(chart.share.value, words)
    most = max(len(target.last_links) for target in chart.targets)
    y = Scale(low=FEW + 1.0, high=max(most, 8.0), start=_BASE - 8, end=_TOP + 8, log=True)
    shapes, texts, bottom = draw_rows(_rows(chart), _BASE + 32, BARS)
    grid, ticks = percent_ticks(BARS, _BASE + 20, words, top=_TOP)
    return Drawing(
        name=words("funnel.name", share=share),
        description=_description(chart),
        shapes=svg.join(
            [
                grid,
                svg.line(LEFT, _BASE, RIGHT, _BASE, "axis"),
                _even(y),
                _targets(chart, y),
                *shapes,
                svg.labels([_words(chart, share), *_axes(chart, y), ticks, *texts]),
            ]
        ),
        height=bottom + 4,
        numbers=(_comparison(chart), _busiest(chart)),
        method=(
            words("funnel.method.all"),
            *_left_out(chart),
            *_method(chart),
        ),
        unit=words("funnel.unit"),
        statistics=_measures(chart),
        graph=chart.graph,
    )


def _targets(chart: _Chart, y: Scale) -> Markup:
    """Return a dot for each target, at its share and its number of last links."""
    places = ((BARS(t.share), y(len(t.last_links))) for t in chart.targets)
    return dots(apart(places), 6)


def _even(y: Scale) -> Markup:
    """Return the line where all last links would be as busy: a share of three of k."""
    steps = 20
    ks = [y.low * (y.high / y.low) ** (step / steps) for step in range(steps + 1)]
    return svg.path(
        curve([(BARS(FEW / k), y(k)) for k in ks]),
        "figure-outline",
        svg.colour("muted"),
        stroke_width=1.5,
        stroke_dasharray="5 4",
    )


def _left_out(chart: _Chart) -> tuple[str, ...]:
    """Return why those who have three last links or fewer are not counted, if some do."""
    if len(chart.targets) == len(chart.funnel.targets):
        return ()
    return (chart.words("funnel.method.few"),)


def _words(chart: _Chart, share: str) -> Markup:
    """Return the words on the left: the mean share, and what it is a share of."""
    lines = svg.wrap(chart.words("funnel.headline"), _COLUMN)
    return svg.join([svg.text(0, 58, share, style="number"), svg.paragraph(0, 80, lines)])


def _axes(chart: _Chart, y: Scale) -> list[Markup]:
    """Return the numbers of last links, on the right, and what the scales count."""
    words = chart.words
    found = [
        svg.text(svg.WIDTH, 14, words("funnel.axis"), anchor="end", style="soft"),
        *(
            svg.text(RIGHT + 12, round(y(k) + 5, 1), words.number(k), style="soft")
            for k in y.ticks()
        ),
    ]
    # Under the line there is no dot: the busiest three have at least their even share.
    even, at = words("funnel.even"), _BASE - 12
    k = y.low * (y.high / y.low) ** ((y.start - at + svg.FONT_SIZE) / (y.start - y.end))
    if LEFT + 8 + svg.text_width(even) < BARS(FEW / k):
        found.append(svg.text(LEFT + 6, at, even, style="soft"))
    return found


def _rows(chart: _Chart) -> list[Row]:
    """Return the mean share here, what it would be evenly, and what was published."""
    words = chart.words
    rows = [
        Row(
            label=words(f"funnel.row.{kind}"),
            text=percent(share, words),
            value=share,
            kind=kind,
        )
        for kind, share in (("here", chart.share.value), ("chance", chart.even.value))
    ]
    return rows + [
        Row(
            label=words.pick(mark.label),
            text=percent(mark.share, words),
            value=mark.share,
            kind="mark",
        )
        for mark in chart.marks
    ]


def _one(chart: _Chart) -> Drawing:
    """Return the last links of one target, the busiest first."""
    words, target = chart.words, chart.targets[0]
    name, k = chart.graph.ids[target.node], len(target.last_links)
    share, even = percent(target.share, words), percent(target.baseline, words)
    said = words("funnel.headline.one", name=clip(name, 150), k=words.number(k), even=even)
    head, top = headline(share, said)
    signs, key = bars_key(words, top + 26, chance="funnel.even")
    scale = replace(BARS, high=target.last_links[0].share)
    shapes, texts, bottom = draw_bars(_bars(chart, target), top + 36, scale)
    marks, names, end = _marks_of_one(chart, bottom)
    return Drawing(
        name=words("funnel.name.one", name=name, share=share, k=words.number(k)),
        description=_description_one(chart, target),
        shapes=svg.join([signs, *shapes, *marks, svg.labels([head, key, *texts, *names])]),
        height=end + 4,
        numbers=(_last_links(chart, target), *([_comparison(chart)] if chart.marks else [])),
        method=(words("funnel.method.one"), *_method(chart)),
        unit=words("funnel.unit"),
        statistics=_measures(chart),
        graph=chart.graph,
    )


def _bars(chart: _Chart, target: "FunnelTarget") -> list[Bar]:
    """Return the busiest last links, and the others together."""
    words, links = chart.words, target.last_links
    shown = links if len(links) <= MOST_BARS + 1 else links[:MOST_BARS]
    bars = [
        Bar(
            label=chart.graph.ids[link.node],
            text=percent(link.share, words),
            value=link.share,
            chance=1 / len(links),
            strong=rank < FEW,
        )
        for rank, link in enumerate(shown)
    ]
    rest = links[len(shown) :]
    if rest:
        share = sum(link.share for link in rest)
        label = words.count("funnel.rest", len(rest))
        bars.append(Bar(label=label, text=percent(share, words), value=float("inf")))
    return bars


def _marks_of_one(chart: _Chart, top: float) -> tuple[list[Markup], list[Markup], float]:
    """Return the share of the busiest three beside those that were published, if any is asked."""
    if not chart.marks:
        return [], [], top
    words, heading = chart.words, top + 26
    shapes, texts, bottom = draw_rows(_rows(chart), heading + 6, BARS)
    return shapes, [svg.text(0, heading, words("funnel.three"), style="soft"), *texts], bottom


def _description(chart: _Chart) -> str:
    words = chart.words
    said = words.count(
        "funnel.description",
        len(chart.targets),
        share=percent(chart.share.value, words),
        even=percent(chart.even.value, words),
    )
    return " ".join([said, *_said_marks(chart)])


def _description_one(chart: _Chart, target: "FunnelTarget") -> str:
    words = chart.words
    links = ", ".join(
        words(
            "funnel.description.link",
            name=chart.graph.ids[link.node],
            share=percent(link.share, words),
        )
        for link in target.last_links[:FEW]
    )
    even = percent(target.baseline, words)
    return " ".join(
        [words("funnel.description.last", links=links, even=even), *_said_marks(chart)]
    )


def _said_marks(chart: _Chart) -> list[str]:
    words = chart.words
    return [
        words(
            "funnel.description.mark",
            label=words.pick(mark.label),
            share=percent(mark.share, words),
        )
        for mark in chart.marks
    ]


def _method(chart: _Chart) -> tuple[str, ...]:
    words, said = chart.words, []
    if not chart.funnel.exact:
        low, high = (words.percent(end, 1) for end in (chart.share.low, chart.share.high))
        n = words.number(len(chart.funnel.targets))
        said.append(words("funnel.method.sampled", n=n, low=low, high=high))
    if chart.graph.directed:
        said.append(words("funnel.method.directed"))
    if chart.marks:
        said.append(words("funnel.method.marks"))
    return (*said, *chart.said)


def _measures(chart: _Chart) -> tuple[Measure, ...]:
    found = chart.funnel
    samples = 0 if found.exact else len(found.targets)
    return tuple(
        Measure(
            key=key,
            value=estimate.value,
            n=len(found.targets),
            interval=None if found.exact else (estimate.low, estimate.high),
            samples=samples,
            details={"of_more_than_three_links": narrow.value},
        )
        for key, estimate, narrow in (
            ("funnel", found.share, chart.share),
            ("funnel_baseline", found.baseline, chart.even),
        )
    )


def _comparison(chart: _Chart) -> Numbers:
    """Return the shares here and those that were published."""
    words = chart.words
    rows = _rows(chart)
    here = [words("distances.computed")] * (len(rows) - len(chart.marks))
    sources = [*here, *(mark.source for mark in chart.marks)]
    return Numbers(
        caption=words("funnel.comparison.caption"),
        columns=(
            words("funnel.column.measure"),
            words("funnel.column.chains"),
            words("source.column"),
        ),
        rows=tuple(
            (
                Cell(text=row.label),
                Cell(text=words.percent(row.value, 1), number=True, value=row.value),
                Cell(text=source),
            )
            for row, source in zip(rows, sources, strict=True)
        ),
    )


def _busiest(chart: _Chart) -> Numbers:
    """Return the targets that have the most last links, with their funnels."""
    words = chart.words
    targets = sorted(chart.targets, key=lambda t: (-len(t.last_links), t.node))[:20]
    columns = ("target", "links", "share", "even")
    return Numbers(
        caption=words("funnel.busiest.caption"),
        columns=tuple(words(f"funnel.column.{column}") for column in columns),
        rows=tuple(
            (
                Cell(text=chart.graph.ids[target.node]),
                Cell(
                    text=words.number(len(target.last_links)),
                    number=True,
                    value=float(len(target.last_links)),
                ),
                Cell(text=words.percent(target.share, 1), number=True, value=target.share),
                Cell(text=words.percent(target.baseline, 1), number=True, value=target.baseline),
            )
            for target in targets
        ),
    )


def _last_links(chart: _Chart, target: "FunnelTarget") -> Numbers:
    """Return all the last links of one target."""
    words = chart.words
    return Numbers(
        caption=words("funnel.last.caption", name=chart.graph.ids[target.node]),
        columns=(words("funnel.column.last"), words("funnel.column.chains")),
        rows=tuple(
            (
                Cell(text=chart.graph.ids[link.node]),
                Cell(text=words.percent(link.share, 1), number=True, value=link.share),
            )
            for link in target.last_links
        ),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"marks", "target"}, needed=frozenset())
