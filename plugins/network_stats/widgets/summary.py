"""A network in twelve numbers, each with its definition. It has no drawing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem
from ..messages import Words
from ..models import Block, Cell, Drawing, Graph, Measure, Numbers, Widget
from .cleaning import cleaning_sentences
from .distances import refusals
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    from ..catalogue import Statistic

KEYS = (
    "n",
    "m",
    "mean_degree",
    "density",
    "gini_degree",
    "components",
    "giant_share",
    "mean_distance",
    "effective_diameter",
    "diameter",
    "transitivity",
)
"""What is measured, and who is most connected."""


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the table of a block's network, or what is wrong with it or its file."""
    graph, problems = load_network(block)
    if graph is None:
        return None, problems
    problems = refusals(graph, block)
    if problems:
        return None, problems
    from ..measures import compute  # noqa: PLC0415 - wait until a figure needs it

    words = block.words
    keys = (*KEYS, "reciprocity") if graph.directed else KEYS
    measures = compute(graph, keys=keys, budget=block.budget)
    return Drawing(
        name=words("summary"),
        description="",
        shapes=Markup(),
        height=0,
        numbers=(_numbers(graph, measures, keys, words),),
        method=(
            words("summary.method.directed" if graph.directed else "summary.method"),
            *cleaning_sentences(graph.cleaning, words),
        ),
        statistics=tuple(measures[key] for key in keys),
        graph=graph,
    ), ()


def _numbers(
    graph: Graph, measures: Mapping[str, Measure], keys: tuple[str, ...], words: Words
) -> Numbers:
    sampled = any(measure.interval for measure in measures.values())
    rows = [_row(measures[key], words, sampled=sampled) for key in keys]
    rows.insert(keys.index("gini_degree"), _hub_row(graph, words, sampled=sampled))
    columns = ["measure", "value", *(["interval"] if sampled else []), "definition"]
    return Numbers(
        caption=words("summary.caption"),
        columns=tuple(words(f"summary.{column}") for column in columns),
        rows=tuple(rows),
    )


def _row(measure: Measure, words: Words, *, sampled: bool) -> tuple[Cell, ...]:
    from ..catalogue import STATISTICS  # noqa: PLC0415 - as above

    statistic = STATISTICS[measure.key]
    name = words(f"catalogue.{measure.key}")
    symbol = f" ({statistic.symbol.replace('_', '')})"
    value = statistic.write(measure.value, words)
    if measure.reason:
        value = words("not_computed") if measure.reason == "budget" else words("undefined")
    return (
        Cell(text=name if name.endswith(")") else name + symbol),
        Cell(text=value, number=True, value=measure.value),
        *([_interval(measure, statistic, words)] if sampled else []),
        Cell(text=words(f"catalogue.{measure.key}.is")),
    )


def _interval(measure: Measure, statistic: "Statistic", words: Words) -> Cell:
    ends = measure.interval or ()
    return Cell(text=" – ".join(statistic.write(end, words) for end in ends), number=True)


def _hub_row(graph: Graph, words: Words, *, sampled: bool) -> tuple[Cell, ...]:
    """Return who has most links, the first by name of several."""
    from ..statistics.degrees import degrees  # noqa: PLC0415 - as above

    of = degrees(graph).of
    most = max(of)
    name = graph.ids[of.index(most)]
    return (
        Cell(text=words("summary.hub")),
        Cell(text=words("summary.hub.value", name=name, n=words.number(most)), number=True),
        *([Cell(text="")] if sampled else []),
        Cell(text=words("summary.hub.is")),
    )


WIDGET = Widget(draw=draw, keys=NETWORK_KEYS, needed=frozenset())
