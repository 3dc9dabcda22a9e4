"""A network in twelve numbers, each with its definition. It has no drawing."""

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem
from ..inputs import load_graph
from ..messages import Words
from ..models import Block, Cell, Drawing, Graph, Numbers, Widget
from .cleaning import cleaning_sentences
from .distances import refusals

if TYPE_CHECKING:
    from ..statistics.degrees import Degrees
    from ..statistics.distances import Distances


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What is measured on a network."""

    degrees: "Degrees"
    distances: "Distances"
    components: tuple[int, ...]
    transitivity: float


def summarise(graph: Graph) -> Summary:
    """Return the measures of a network."""
    from ..statistics.clustering import (  # noqa: PLC0415 - numpy waits until a figure needs it
        transitivity,
    )
    from ..statistics.components import component_sizes  # noqa: PLC0415 - the same
    from ..statistics.degrees import degrees  # noqa: PLC0415 - the same
    from ..statistics.distances import distances  # noqa: PLC0415 - the same

    return Summary(
        degrees=degrees(graph),
        distances=distances(graph),
        components=component_sizes(graph),
        transitivity=transitivity(graph),
    )


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the table of a block's network, or what is wrong with its file."""
    assert block.data is not None, "the key data is needed"
    graph, problems = load_graph(block.data)
    if graph is None:
        return None, problems
    problems = refusals(graph, block)
    if problems:
        return None, problems
    words = block.words
    return Drawing(
        name=words("summary"),
        description="",
        shapes=Markup(),
        height=0,
        numbers=(_numbers(graph, summarise(graph), words),),
        method=(words("summary.method"), *cleaning_sentences(graph.cleaning, words)),
    ), ()


def _numbers(graph: Graph, found: Summary, words: Words) -> Numbers:
    degrees, distances = found.degrees, found.distances
    undefined = words("summary.undefined")
    clustering = undefined if isnan(found.transitivity) else words.number(found.transitivity, 3)
    most = max(degrees.of)
    hub = words("summary.hub.value", name=graph.ids[degrees.of.index(most)], n=words.number(most))
    rows = (
        ("nodes", words.number(graph.node_count), "nodes.is"),
        ("edges", words.number(graph.edge_count), "edges.is"),
        ("degree", words.number(degrees.mean, 2), "degree.is"),
        ("density", words.percent(degrees.density, 1), "density.is"),
        ("gini", words.number(degrees.gini, 2), "gini.is"),
        ("hub", hub, "hub.is"),
        ("components", words.number(len(found.components)), "components.is"),
        ("giant", words.percent(found.components[0] / graph.node_count, 1), "giant.is"),
        ("mean", words.number(distances.mean, 2), "mean.is"),
        ("effective", words.number(distances.d90, 2), "d90.is"),
        ("diameter", words.number(distances.diameter), "diameter.is"),
        ("clustering", clustering, "clustering.is"),
    )
    return Numbers(
        caption=words("summary.caption"),
        columns=tuple(words(f"summary.{key}") for key in ("measure", "value", "definition")),
        rows=tuple(
            (
                Cell(text=words(f"summary.{name}")),
                Cell(text=value, number=True),
                Cell(text=words(f"summary.{definition}")),
            )
            for name, value, definition in rows
        ),
    )


WIDGET = Widget(draw=draw)
