"""Several networks side by side, drawn alike on the same scales: predict, then see.

With a question, the drawing shows the networks and keeps their numbers for the table below it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..catalogue import STATISTICS, Statistic
from ..measures import compute
from ..messages import Words
from ..models import (
    Block,
    Cell,
    Drawing,
    Graph,
    Measure,
    Numbers,
    Value,
    Widget,
    WidgetSpec,
)
from .charts import Scale, apart, curve, dots, label_lines, percent_tick, source_sentences, written
from .node_link import draw_edges, sign_sizes
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..layout import Places

MOST_PANELS = 6
MOST_NODES, MOST_LINKS = 150, 600
"""Up to so many members and links are drawn one by one."""
SEED = 0
USUAL_MEASURES = {
    "degrees": ("gini_degree",),
    "distances": ("mean_distance",),
    "network": ("mean_distance", "transitivity"),
    "robustness": ("robustness_degree",),
}

_GAP = 18.0
_SHAPE = 0.86
"""The height of a panel's drawing over its width."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Panel:
    """A network, its name, its measures, and what the method says of it."""

    label: str
    graph: Graph
    measures: Mapping[str, Measure]
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """Where a panel is drawn: its left, the top of its drawing, and its size."""

    left: float
    top: float
    width: float
    first: bool
    """True for the panel at the left of its row, which has the numbers of the scale."""

    @property
    def height(self) -> float:
        """Return the height of the drawing."""
        return round(self.width * _SHAPE)

    @property
    def base(self) -> float:
        """Return the foot of the drawing."""
        return self.top + self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The networks, what is shown of them, what is asked, and the words."""

    panels: tuple[_Panel, ...]
    show: str
    measures: tuple[Statistic, ...]
    question: str
    words: Words

    @property
    def columns(self) -> int:
        """Return how many panels stand side by side."""
        return 2 if len(self.panels) in {2, 4} else 3

    @property
    def width(self) -> float:
        """Return the width of a panel."""
        return (svg.WIDTH - _GAP * (self.columns - 1)) / self.columns


_Draw = Callable[[_Chart, _Panel, _Place], tuple[list[Markup], list[Markup]]]
"""From a panel to its shapes and its words."""


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or one of its networks."""
    spec = block.spec
    show = spec.text("show") or "network"
    problems: tuple[Problem, ...] = ()
    if show not in _SHOWN:
        message = f"{show!r} is not a way to compare networks"
        problems += (spec.problem("show", message, nearest(show, _SHOWN)),)
    measures, wrong = _measures(spec, show)
    problems += wrong
    blocks, wrong = _blocks(block)
    problems += wrong
    if problems:
        return None, problems
    panels: list[_Panel] = []
    for label, each in blocks:
        panel, wrong = _panel(label, each, show, tuple(one.key for one in measures))
        problems += wrong
        if panel is not None:
            panels.append(panel)
    if problems:
        return None, problems
    chart = _Chart(
        panels=tuple(panels),
        show=show,
        measures=measures,
        question=spec.text("question"),
        words=block.words,
    )
    return _drawing(chart), ()


def _measures(spec: WidgetSpec, show: str) -> tuple[tuple[Statistic, ...], tuple[Problem, ...]]:
    """Return the statistics that a block asks for, in its order, and the names unknown."""
    written = spec.text("measures")
    keys = [key.strip() for key in written.split(",") if key.strip()]
    known = [key for key, statistic in STATISTICS.items() if statistic.measured]
    problems = tuple(
        spec.problem("measures", f"the measure {key!r} is not known", nearest(key, known))
        for key in keys
        if key not in known
    )
    wanted = dict.fromkeys(keys or USUAL_MEASURES.get(show, ()))
    return tuple(STATISTICS[key] for key in wanted if key in known), problems


def _blocks(block: Block) -> tuple[list[tuple[str, Block]], tuple[Problem, ...]]:
    """Return a name and a block of its own for each network, or what is wrong with the list.

    The block's own network, if it says one, is the first.
    """
    spec = block.spec
    own = any(spec.text(key) for key in ("data", "edges", "model"))
    items = [item.strip() for item in spec.text("models").split(";") if item.strip()]
    problems: list[Problem] = []
    found: list[tuple[str, Block]] = []
    if own and not (items and _is_base_only(spec)):
        found.append((spec.text("label") or block.words("distances.here"), block))
    for item in items:
        label, colon, model = (part.strip() for part in item.partition(":"))
        if not colon or not label or not model:
            message = f"{item!r} is not a name and a model"
            hint = "Write `A small world: watts-strogatz n=40 k=4 p=0.1 seed=7`."
            problems.append(spec.problem("models", message, hint))
            continue
        found.append((label, _of_model(block, model)))
    if not problems and not 2 <= len(found) <= MOST_PANELS:
        message = f"the block has {len(found)} network{'' if len(found) == 1 else 's'}"
        hint = f"From 2 to {MOST_PANELS} are compared: list them in `models`, between semicolons."
        problems.append(spec.problem("models", message, hint))
    return found, tuple(problems)


def _is_base_only(spec: WidgetSpec) -> bool:
    """Return whether the block's network only gives its degrees to models: `label: none`."""
    return spec.text("label") == "none"


def _of_model(block: Block, model: str) -> Block:
    """Return a block that says nothing but a model, and the file whose degrees it may keep."""
    from ..inputs.random_model import parse_model  # noqa: PLC0415 - as the readers

    spec = block.spec
    parsed, _, _ = parse_model(model)
    values = {"model": Value(text=model, line=spec.line_of("models"))}
    keeps = bool(parsed and parsed.of_network)
    if keeps:
        values |= {key: spec.values[key] for key in ("data", "edges") if key in spec.values}
    return replace(block, spec=replace(spec, values=values), data=block.data if keeps else None)


def _panel(
    label: str, block: Block, show: str, keys: tuple[str, ...]
) -> tuple[_Panel | None, tuple[Problem, ...]]:
    """Return a network with its measures, or what is wrong with it."""
    graph, problems = load_network(block, directed=False)
    if graph is None:
        return None, problems
    place = "model" if block.spec.text("model") else "data"
    if not graph.edge_count:
        message = f"the network {label!r} has no link between two members"
        return None, (block.spec.problem(place, message, "There is nothing to compare."),)
    if show == "network" and (graph.node_count > MOST_NODES or graph.edge_count > MOST_LINKS):
        message = f"the network {label!r} has {graph.node_count} members, {graph.edge_count} links"
        hint = f"Up to {MOST_NODES} and {MOST_LINKS} are drawn: show degrees, or distances."
        return None, (block.spec.problem(place, message, hint),)
    return _Panel(
        label=label,
        graph=graph,
        measures=compute(graph, keys={"n", "m", *keys}, budget=block.budget),
        said=source_sentences(block, graph),
    ), ()


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    texts, top = _heading(chart)
    shapes: list[Markup] = []
    for start in range(0, len(chart.panels), chart.columns):
        row = chart.panels[start : start + chart.columns]
        lines = [label_lines(panel.label, chart.width) for panel in row]
        high = svg.LINE * max(map(len, lines))
        for column, (panel, label) in enumerate(zip(row, lines, strict=True)):
            left = round(column * (chart.width + _GAP), 1)
            place = _Place(left=left, top=top + high + 6, width=chart.width, first=not column)
            drawn, said = _SHOWN[chart.show](chart, panel, place)
            shapes += drawn
            texts += [svg.paragraph(left, top + 13, label, style="strong"), *said]
        top += high + 6 + round(chart.width * _SHAPE) + _FEET[chart.show]
        if not chart.question:
            texts += _values(chart, row, top)
            top += 40 * len(chart.measures)
        top += 14
    return Drawing(
        name=words("small-multiples.name", labels=_labels(chart)),
        description=_description(chart),
        shapes=svg.join([*shapes, svg.labels(texts)]),
        height=top,
        numbers=(_numbers(chart),),
        method=_method(chart),
        definitions=tuple(one.key for one in chart.measures),
    )


def _heading(chart: _Chart) -> tuple[list[Markup], float]:
    """Return the question, and what the panels show where it must be said, and their end."""
    y, texts = 0.0, []
    if chart.question:
        lines = svg.wrap(chart.question, svg.WIDTH)
        texts.append(svg.paragraph(0, y + 14, lines, style="strong"))
        y += svg.LINE * len(lines) + 10
    if chart.show != "network":
        lines = svg.wrap(chart.words(f"small-multiples.{chart.show}"), svg.WIDTH)
        texts.append(svg.paragraph(0, y + 14, lines, style="soft"))
        y += svg.LINE * len(lines) + 8
    return texts, y


def _values(chart: _Chart, row: Sequence[_Panel], top: float) -> list[Markup]:
    """Return each measure: its name across the width, then its value under each panel."""
    words, texts = chart.words, []
    for index, measure in enumerate(chart.measures):
        y = top + 40 * index
        texts.append(svg.text(0, y + 14, words(f"catalogue.{measure.key}"), style="soft"))
        texts += [
            svg.text(
                round(column * (chart.width + _GAP), 1),
                y + 32,
                _written(panel, measure, words),
                style="strong",
            )
            for column, panel in enumerate(row)
        ]
    return texts


def _written(panel: _Panel, measure: Statistic, words: Words) -> str:
    """Return the value of a measure, said to be about so much when it is sampled."""
    found = panel.measures[measure.key]
    text = measure.write(found.value, words)
    return words("about", n=text) if found.samples and found.value == found.value else text


def _draw_network(
    chart: _Chart, panel: _Panel, place: _Place
) -> tuple[list[Markup], list[Markup]]:
    """Return a network's members and links."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    from ..layout import lay_out, part_nodes  # noqa: PLC0415 - the same

    graph, room = panel.graph, place.width - 12
    places = lay_out(graph, width=room, tallest=place.height - 12, seed=SEED)
    degrees = np.diff(graph.starts).tolist()
    sizes = sign_sizes(degrees, places, 9.5 if chart.columns == 2 else 6.5)
    places = part_nodes(places, sizes, 0.8)
    places = _centred(places, place)
    spots = [(float(x), float(y)) for x, y in places]
    discs = [
        dots([spot for spot, one in zip(spots, sizes, strict=True) if one == size], float(size))
        for size in sorted(set(sizes.tolist()))
    ]
    return [draw_edges(graph, places, sizes), *discs], []


def _centred(places: "Places", place: _Place) -> "Places":
    """Return places moved to the middle of a panel, to a tenth of a unit."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    low, high = places.min(axis=0), places.max(axis=0)
    middle = np.array([place.left + place.width / 2, place.top + place.height / 2])
    return np.asarray(np.round(places - (low + high) / 2 + middle, 1), dtype=np.float64)


def _draw_degrees(
    chart: _Chart, panel: _Panel, place: _Place
) -> tuple[list[Markup], list[Markup]]:
    """Return the share of members that have k links or more."""
    from ..statistics.degrees import ccdf, degrees  # noqa: PLC0415 - numpy waits for a figure

    most = max(max(degrees(one.graph).of) for one in chart.panels)
    least = min(1 / one.graph.node_count for one in chart.panels)
    x = Scale(
        low=1.0,
        high=max(most, 2.0),
        start=place.left + 5,
        end=place.left + place.width - 5,
        log=True,
    )
    y = Scale(low=least, high=1.0, start=place.base - 6, end=place.top + 6, log=True)
    found = ccdf(degrees(panel.graph).of)
    spots = [(x(k), y(share)) for k, share in zip(*found, strict=True) if k]
    rows = [tick for tick in y.ticks(apart=24.0) if tick < 1]
    grid = "".join(
        f"M{written(place.left)} {written(y(tick))}h{written(place.width)}" for tick in rows
    )
    shapes = [
        svg.path(grid, "figure-grid", svg.colour("grid")) if grid else Markup(),
        _axis(place),
        dots(apart(spots, most=60), 5),
    ]
    texts = [
        svg.text(place.left, round(y(tick) - 3, 1), percent_tick(tick, chart.words), style="soft")
        for tick in rows
        if place.first
    ]
    ticks = [(round(x(tick), 1), chart.words.number(tick)) for tick in x.ticks(apart=30.0)]
    return shapes, [*texts, svg.ticks(place.base + 18, ticks, style="soft")]


def _axis(place: _Place) -> Markup:
    return svg.line(place.left, place.base, place.left + place.width, place.base, "axis")


def _draw_distances(
    chart: _Chart, panel: _Panel, place: _Place
) -> tuple[list[Markup], list[Markup]]:
    """Return a bar for each distance, as high as the share of pairs that are so far apart."""
    from ..statistics.distances import distances  # noqa: PLC0415 - numpy waits for a figure

    every = [distances(one.graph) for one in chart.panels]
    last = max(found.diameter for found in every)
    most = max(max(found.counts) / found.reachable for found in every)
    found = every[chart.panels.index(panel)]
    step = place.width / last
    scale = (place.height - 18) / most
    gap = 0.08 * step if step >= 6 else 0.0
    bars, texts = "", []
    tallest = found.counts.index(max(found.counts)) + 1
    for distance, count in enumerate(found.counts, 1):
        left, high = place.left + step * (distance - 1) + gap, count / found.reachable * scale
        if count:
            bars += (
                f"M{written(left)} {written(place.base)}v{written(-high)}"
                f"h{written(step - 2 * gap)}v{written(high)}z"
            )
    high = found.counts[tallest - 1] / found.reachable
    number = f"{100 * high:.0f}"
    at = _kept(place.left + step * (tallest - 0.5), number, place)
    top = round(place.base - high * scale - 5, 1)
    texts.append(svg.text(at, top, number, anchor="middle", style="strong"))
    every_few = ceil(24 / step)
    ticks = [
        (_kept(place.left + step * (distance - 0.5), str(distance), place), str(distance))
        for distance in range(1, last + 1)
        if (distance - 1) % every_few == 0
    ]
    shapes = [svg.bars([svg.element("path", d=bars)]), _axis(place)]
    return shapes, [*texts, svg.ticks(place.base + 18, ticks, style="soft")]


def _kept(x: float, text: str, place: _Place) -> float:
    """Return where words centred on x stand, moved as little as needed to stay in a panel."""
    half = svg.text_width(text) / 2
    return round(min(max(x, place.left + half), place.left + place.width - half), 1)


def _draw_robustness(
    chart: _Chart, panel: _Panel, place: _Place
) -> tuple[list[Markup], list[Markup]]:
    """Return what is left as members go, the most linked first, and at random."""
    from ..statistics.robustness import robustness  # noqa: PLC0415 - igraph waits for a figure

    x = Scale(low=0.0, high=1.0, start=place.left, end=place.left + place.width)
    y = Scale(low=0.0, high=1.0, start=place.base, end=place.top + 4)
    random = robustness(panel.graph, "random", seed=SEED, steps=28, runs=20)
    aimed = robustness(panel.graph, "degree", steps=28)
    lines = [
        curve([(x(gone), y(left)) for gone, left in zip(found.removed, found.giant, strict=True)])
        for found in (random, aimed)
    ]
    grid = f"M{written(x.start)} {written(y(0.5))}H{written(x.end)}"
    shapes = [
        _axis(place),
        svg.path(grid, "figure-grid", svg.colour("grid")),
        svg.path(
            lines[0], "figure-outline", svg.colour("1"), stroke_width=2, stroke_dasharray="4 3"
        ),
        svg.path(lines[1], "figure-mark-2", svg.colour("2"), stroke_width=2),
    ]
    half = chart.words.percent(0.5)
    # More than half gone, less than half left: over the line, on its right, there is room.
    over = svg.text(round(x.end, 1), round(y(0.5) - 4, 1), half, anchor="end", style="soft")
    ticks = svg.ticks(place.base + 18, [(round(x(0.5), 1), half)], style="soft")
    return shapes, [ticks, *([over] if place.first else [])]


_SHOWN: Mapping[str, _Draw] = {
    "degrees": _draw_degrees,
    "distances": _draw_distances,
    "network": _draw_network,
    "robustness": _draw_robustness,
}
"""Each way to show a network in a panel."""

_FEET: Mapping[str, float] = {
    "degrees": 26.0,
    "distances": 26.0,
    "network": 4.0,
    "robustness": 26.0,
}
"""The height of what stands under each kind of drawing."""


def _labels(chart: _Chart) -> str:
    return ", ".join(panel.label for panel in chart.panels)


def _description(chart: _Chart) -> str:
    """Return the networks in words; with a question, without the answer."""
    words = chart.words
    said = []
    for panel in chart.panels:
        graph = panel.graph
        parts = [
            words.count("basis.members", graph.node_count),
            words.count("basis.links", graph.edge_count),
        ]
        if not chart.question:
            parts += [
                words(
                    "small-multiples.description.measure",
                    name=words(f"catalogue.{one.key}"),
                    value=_written(panel, one, words),
                )
                for one in chart.measures
            ]
        said.append(words("small-multiples.description", label=panel.label, said=", ".join(parts)))
    return " ".join([*([chart.question] if chart.question else []), *said])


def _method(chart: _Chart) -> tuple[str, ...]:
    words = chart.words
    said = [words(f"small-multiples.method.{chart.show}", seed=SEED)]
    if chart.question:
        said.append(words("small-multiples.method.question"))
    said += [
        words("small-multiples.method.source", label=panel.label, said=" ".join(panel.said))
        for panel in chart.panels
        if panel.said
    ]
    return tuple(said)


def _numbers(chart: _Chart) -> Numbers:
    """Return each network with its size and its measures."""
    words = chart.words
    counted = (STATISTICS["n"], STATISTICS["m"], *chart.measures)

    def row(panel: _Panel) -> tuple[Cell, ...]:
        return (
            Cell(text=panel.label),
            *(
                Cell(
                    text=_written(panel, one, words),
                    number=True,
                    value=panel.measures[one.key].value,
                )
                for one in counted
            ),
        )

    return Numbers(
        caption=words("small-multiples.caption"),
        columns=(
            words("small-multiples.network"),
            *(words(f"catalogue.{one.key}") for one in counted),
        ),
        rows=tuple(row(panel) for panel in chart.panels),
    )


WIDGET = Widget(
    draw=draw,
    keys=NETWORK_KEYS | {"label", "measures", "models", "question", "show"},
    needed=frozenset(),
)
