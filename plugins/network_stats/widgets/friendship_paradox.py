"""Whether your friends have more friends than you: each member beside the mean of its friends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem
from .. import svg
from ..messages import Words
from ..models import Block, Cell, Drawing, Graph, Measure, Numbers, Widget
from .charts import (
    BARS,
    LEFT,
    Row,
    Scale,
    apart,
    dots,
    draw_rows,
    flow,
    percent,
    percent_ticks,
    source_sentences,
    written,
)
from .marks import find_marks
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..statistics.friendship_paradox import FriendshipParadox

FEWEST = 10
"""Under so many members with a link, a share of them says nothing: the figure is refused."""

_COLUMN = 112.0
_TOP, _BASE = 34.0, 236.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A published share of members with fewer friends than the median of their friends."""

    label: Mapping[str, str]
    share: float
    source: str


PUBLISHED: Mapping[str, Published] = {
    "facebook-2011": Published(
        label={"": "Facebook, 2011"},
        share=0.84,
        source="J. Ugander et al., arXiv 1111.4503, 2011",
    ),
}
"""Each published share by the name that blocks give it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The members that have friends: how many, and how many these have on average."""

    graph: Graph
    own: tuple[int, ...]
    friends: tuple[float, ...]
    paradox: "FriendshipParadox"
    marks: tuple[Published, ...]
    said: tuple[str, ...]
    words: Words


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    marks, problems = find_marks(block.spec, PUBLISHED)
    graph, wrong = load_network(block, directed=False)
    problems += wrong
    if graph is None:
        return None, problems
    from ..statistics.friendship_paradox import (  # noqa: PLC0415 - numpy waits for a figure
        friendship_paradox,
    )

    paradox = friendship_paradox(graph)
    if paradox.counted < FEWEST:
        message = f"{paradox.counted} members of the network have a link, too few for a share"
        hint = f"From {FEWEST} on, they are drawn."
        problems += (block.spec.problem("data", message, hint),)
    if problems:
        return None, problems
    own, friends = _friends(graph)
    chart = _Chart(
        graph=graph,
        own=own,
        friends=friends,
        paradox=paradox,
        marks=marks,
        said=source_sentences(block, graph),
        words=block.words,
    )
    return _drawing(chart), ()


def _friends(graph: Graph) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return the degree of each member that has friends, and the mean degree of these."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    degrees = np.diff(graph.starts)
    linked = np.flatnonzero(degrees)
    sums = np.add.reduceat(degrees[graph.neighbours], graph.starts[:-1][linked])
    return tuple(degrees[linked].tolist()), tuple((sums / degrees[linked]).tolist())


def _drawing(chart: _Chart) -> Drawing:
    words, paradox = chart.words, chart.paradox
    share = percent(paradox.below_mean, words)
    x, y = _scales(chart)
    rows = _rows(chart)
    top = _BASE + 88.0
    shapes, texts, bottom = draw_rows(rows, top, BARS)
    grid, ticks = percent_ticks(BARS, bottom + 18, words, top=top)
    signs, key = _key(chart, _BASE + 62)
    return Drawing(
        name=words("friendship-paradox.name", share=share),
        description=_description(chart),
        shapes=svg.join(
            [
                _frame(x, y),
                _points(chart, x, y),
                signs,
                grid,
                *shapes,
                svg.labels([_words(chart), *_axes(chart, x, y), *key, *texts, ticks]),
            ]
        ),
        height=bottom + 24,
        numbers=(_numbers(chart),),
        method=(words("friendship-paradox.method"), *_alone(chart), *chart.said),
        unit=words("friendship-paradox.unit"),
        statistics=_measures(chart),
        graph=chart.graph,
    )


def _alone(chart: _Chart) -> tuple[str, ...]:
    """Return how many members have no friend to be compared with, if some have none."""
    alone = chart.graph.node_count - chart.paradox.counted
    return (chart.words.count("friendship-paradox.method.alone", alone),) if alone else ()


def _scales(chart: _Chart) -> tuple[Scale, Scale]:
    """Return the two scales, alike: one's own links, and those of one's friends."""
    least = float(min(*chart.own, *chart.friends))
    most = float(max(*chart.own, *chart.friends, least * 1.5))
    x = Scale(low=least, high=most, start=LEFT + 34, end=svg.WIDTH - 10, log=True)
    y = Scale(low=least, high=most, start=_BASE - 6, end=_TOP + 6, log=True)
    return x, y


def _frame(x: Scale, y: Scale) -> Markup:
    """Return the axis, and the diagonal where one has as many links as one's friends."""
    axis = f"M{written(x.start - 6)} {written(y.start + 6)}H{written(x.end + 6)}"
    axis += "".join(f"M{written(x(tick))} {written(y.start + 6)}v5" for tick in x.ticks())
    diagonal = f"M{written(x.start)} {written(y.start)}L{written(x.end)} {written(y.end)}"
    grid = "".join(
        f"M{written(x.start - 6)} {written(y(t))}H{written(x.end + 6)}" for t in y.ticks()
    )
    return svg.join(
        [
            svg.path(grid, "figure-grid", svg.colour("grid")),
            svg.path(axis, "figure-axis", svg.colour("muted")),
            svg.path(
                diagonal,
                "figure-outline",
                svg.colour("muted"),
                stroke_width=1.5,
                stroke_dasharray="5 4",
            ),
        ]
    )


def _fewer(chart: _Chart) -> list[bool]:
    """Return whether each member has fewer links than its friends on average."""
    return [own < friends - 1e-12 for own, friends in zip(chart.own, chart.friends, strict=True)]


def _points(chart: _Chart, x: Scale, y: Scale) -> Markup:
    """Return a sign for each member: a disc for fewer than their friends have, or a cross."""
    places = [(x(own), y(around)) for own, around in zip(chart.own, chart.friends, strict=True)]
    fewer = _fewer(chart)
    below = apart((at for at, less in zip(places, fewer, strict=True) if less), most=60)
    others = apart((at for at, less in zip(places, fewer, strict=True) if not less), most=35)
    return svg.join([dots(below, 6), _crosses(others)])


def _crosses(places: Sequence[tuple[float, float]]) -> Markup:
    d = "".join(f"M{written(x - 3)} {written(y - 3)}l6 6m0-6l-6 6" for x, y in places)
    return svg.path(d, "figure-mark-2", svg.colour("2"), stroke_width=2) if d else Markup()


def _words(chart: _Chart) -> Markup:
    """Return the words on the left: the share, and the two means."""
    words, paradox = chart.words, chart.paradox
    lines = svg.wrap(words("friendship-paradox.headline"), _COLUMN)
    means = words(
        "friendship-paradox.means",
        mean=_links(paradox.mean, words),
        friends=words.number(paradox.mean_of_friends, 1),
    )
    more = svg.wrap(means, _COLUMN)
    return svg.join(
        [
            svg.text(0, 58, percent(paradox.below_mean, words), style="number"),
            svg.paragraph(0, 80, lines),
            svg.paragraph(0, 80 + svg.LINE * len(lines) + 8, more, style="soft"),
        ]
    )


def _links(mean: float, words: Words) -> str:
    """Return a mean number of links, in words, to one decimal."""
    return words(f"basis.links.{words.form(mean)}", n=words.number(mean, 1))


def _axes(chart: _Chart, x: Scale, y: Scale) -> list[Markup]:
    """Return the numbers of both scales, and what they count."""
    words = chart.words
    return [
        svg.text(
            svg.WIDTH, 14, words("friendship-paradox.axis.friends"), anchor="end", style="soft"
        ),
        *(
            svg.text(x.start - 12, round(y(t) + 5, 1), words.number(t), anchor="end", style="soft")
            for t in y.ticks()
        ),
        svg.ticks(
            _BASE + 20, [(round(x(t), 1), words.number(t)) for t in x.ticks()], style="soft"
        ),
        svg.text(
            svg.WIDTH, _BASE + 38, words("friendship-paradox.axis.own"), anchor="end", style="soft"
        ),
    ]


def _key(chart: _Chart, top: float) -> tuple[Markup, list[Markup]]:
    """Return what the two signs stand for, with how many of each there are."""
    words, fewer = chart.words, sum(_fewer(chart))
    said = [
        words("friendship-paradox.fewer", n=words.number(fewer)),
        words("friendship-paradox.others", n=words.number(len(chart.own) - fewer)),
    ]
    places, _ = flow(said, top, before=16)
    (x1, y1), (x2, y2) = places
    signs = svg.join([dots([(x1 + 5, y1 - 5)], 7), _crosses([(x2 + 5, y2 - 5)])])
    return signs, [
        svg.text(round(x + 16, 1), y, words) for (x, y), words in zip(places, said, strict=True)
    ]


def _rows(chart: _Chart) -> list[Row]:
    """Return the shares with fewer than their friends: here, by two measures, and published."""
    words, paradox = chart.words, chart.paradox
    here = [("mean", paradox.below_mean), ("median", paradox.below_median)]
    rows = [
        Row(
            label=words(f"friendship-paradox.row.{name}"),
            text=percent(share, words),
            value=share,
            kind="here",
        )
        for name, share in here
    ]
    return rows + [
        Row(
            label=words("friendship-paradox.row.published", label=words.pick(mark.label)),
            text=percent(mark.share, words),
            value=mark.share,
            kind="mark",
        )
        for mark in chart.marks
    ]


def _description(chart: _Chart) -> str:
    words, paradox = chart.words, chart.paradox
    marks = " ".join(
        words(
            "friendship-paradox.description.mark",
            label=words.pick(mark.label),
            share=percent(mark.share, words),
        )
        for mark in chart.marks
    )
    return words(
        "friendship-paradox.description",
        n=words.number(paradox.counted),
        mean=_links(paradox.mean, words),
        friends=words.number(paradox.mean_of_friends, 1),
        below_mean=percent(paradox.below_mean, words),
        below_median=percent(paradox.below_median, words),
        marks=marks,
    ).strip()


def _measures(chart: _Chart) -> tuple[Measure, ...]:
    paradox = chart.paradox
    details = {
        "below_median": paradox.below_median,
        "mean_of_friends": paradox.mean_of_friends,
        "mean_of_means": paradox.mean_of_means,
    }
    return (
        Measure(
            key="friendship_paradox",
            value=paradox.below_mean,
            n=paradox.counted,
            details=details,
        ),
        Measure(key="degree_ratio", value=paradox.mean_of_friends, n=chart.graph.edge_count),
    )


def _numbers(chart: _Chart) -> Numbers:
    words, paradox = chart.words, chart.paradox
    here = words("distances.computed")
    shares = (("mean", paradox.below_mean), ("median", paradox.below_median))
    means = (
        ("own", paradox.mean),
        ("of_friends", paradox.mean_of_friends),
        ("of_means", paradox.mean_of_means),
    )
    rows = [
        (
            Cell(text=words(f"friendship-paradox.row.{name}")),
            Cell(text=words.percent(share, 1), number=True, value=share),
            Cell(text=here),
        )
        for name, share in shares
    ]
    rows += [
        (
            Cell(text=words("friendship-paradox.row.published", label=words.pick(mark.label))),
            Cell(text=words.percent(mark.share), number=True, value=mark.share),
            Cell(text=mark.source),
        )
        for mark in chart.marks
    ]
    rows += [
        (
            Cell(text=words(f"friendship-paradox.mean.{name}")),
            Cell(text=words.number(mean, 2), number=True, value=mean),
            Cell(text=here),
        )
        for name, mean in means
    ]
    columns = ("measure", "value", "source")
    return Numbers(
        caption=words("friendship-paradox.caption"),
        columns=tuple(words(f"friendship-paradox.column.{column}") for column in columns),
        rows=tuple(rows),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"marks"}, needed=frozenset())
