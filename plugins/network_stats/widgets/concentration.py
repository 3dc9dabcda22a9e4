"""How much a few have of the whole: shares from the largest down, and their concentration."""

from dataclasses import dataclass
from decimal import Decimal

from ...build.problems import Problem
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns, quantity_of, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Table, Widget
from ..statistics.shares import hhi
from .charts import Bar, draw_bars, headline, percent

FEWEST = 3
"""Under so many, a concentration says nothing."""
MOST = 10
"""Bars that are drawn; what is left is one bar more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """One of those who have a part of the whole."""

    label: str
    value: Decimal
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The parts, from the largest down, in one language."""

    parts: tuple[_Part, ...]
    words: Words

    @property
    def total(self) -> Decimal:
        """Return the whole."""
        return sum((part.value for part in self.parts), Decimal(0))

    def share(self, part: _Part) -> float:
        """Return a part of the whole as a share."""
        return float(part.value / self.total)

    @property
    def index(self) -> float:
        """Return the Herfindahl–Hirschman index, from 1/n to 1."""
        return hhi([float(part.value) for part in self.parts])


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its table.

    Its columns are `label`, `value` and, at will, `source`; values are in any one unit.
    """
    assert block.data is not None, "the key data is needed"
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table, needed={"value"}, words={"label", "source"}, optional={"source"}
    )
    if problems:
        return None, problems
    parts, problems = _parts(table, block.words)
    if problems:
        return None, problems
    return _drawing(_Chart(parts=parts, words=block.words)), ()


def _parts(table: Table, words: Words) -> tuple[tuple[_Part, ...], tuple[Problem, ...]]:
    """Return the rows, from the largest down, or those that cannot be."""
    found: list[_Part] = []
    problems: list[Problem] = []
    for row in table.rows:
        quantity, wrong = quantity_of(table, row, "value")
        problems += wrong
        if quantity is not None:
            label, source = (text_of(row, key, words.lang) for key in ("label", "source"))
            found.append(_Part(label=label, value=quantity.value, source=source))
    if not problems and (len(found) < FEWEST or not sum(part.value for part in found)):
        message = f"the table has {len(found)} rows, too few to speak of a concentration"
        hint = f"Write at least {FEWEST} that have a part of the whole, and not nothing."
        problems.append(Problem(table.path, 1, message, hint))
    ordered = sorted(found, key=lambda part: (-part.value, part.label))
    return tuple(ordered), tuple(problems)


def _drawing(chart: _Chart) -> Drawing:
    words, parts = chart.words, chart.parts
    three = sum(chart.share(part) for part in parts[:3])
    equals = words.number(1 / chart.index, 1)
    head, height = headline(
        percent(three, words), words("concentration.headline", n=len(parts), equals=equals)
    )
    shapes, texts, bottom = draw_bars(_bars(chart), height + 10)
    largest = words("then").join(
        words("concentration.part", label=part.label, share=percent(chart.share(part), words))
        for part in parts[:3]
    )
    return Drawing(
        name=words("concentration.name", share=percent(three, words), n=len(parts)),
        description=words(
            "concentration.description",
            largest=largest,
            index=words.number(chart.index, 3),
            equals=equals,
        ),
        shapes=svg.join([*shapes, svg.labels([head, *texts])]),
        height=bottom + 2,
        numbers=(_numbers(chart), _indices(chart, three)),
        method=(words("concentration.method"),),
        n=words.count("concentration.basis", len(parts)),
        unit=words("concentration.unit"),
    )


def _bars(chart: _Chart) -> list[Bar]:
    """Return a bar for each of the largest, and one for all the others."""
    rest = chart.parts[MOST:] if len(chart.parts) > MOST + 1 else ()
    shown = chart.parts[: len(chart.parts) - len(rest)]
    bars = [
        Bar(
            label=part.label,
            text=percent(chart.share(part), chart.words),
            value=chart.share(part),
            strong=rank < FEWEST,
        )
        for rank, part in enumerate(shown)
    ]
    if rest:
        share = sum(map(chart.share, rest))
        label = chart.words.count("concentration.others", len(rest))
        bars.append(Bar(label=label, text=percent(share, chart.words), value=share))
    return bars


def _numbers(chart: _Chart) -> Numbers:
    words = chart.words
    sourced = any(part.source for part in chart.parts)
    columns = ["concentration.label", "concentration.value", "concentration.share"]
    return Numbers(
        caption=words("concentration.caption"),
        columns=(*map(words, columns), *([words("source.column")] if sourced else [])),
        rows=tuple(
            (
                Cell(text=part.label),
                Cell(text=words.exact(part.value), number=True, value=float(part.value)),
                Cell(
                    text=words.percent(chart.share(part), 1), number=True, value=chart.share(part)
                ),
                *([Cell(text=part.source)] if sourced else []),
            )
            for part in chart.parts
        ),
    )


def _indices(chart: _Chart, three: float) -> Numbers:
    words = chart.words
    rows = (
        ("three", words.percent(three, 1), three),
        ("hhi", words.number(chart.index, 3), chart.index),
        ("equals", words.number(1 / chart.index, 1), 1 / chart.index),
    )
    return Numbers(
        caption=words("concentration.caption.indices"),
        columns=(words("summary.measure"), words("summary.value"), words("summary.definition")),
        rows=tuple(
            (
                Cell(text=words(f"concentration.{key}")),
                Cell(text=text, number=True, value=value),
                Cell(text=words(f"concentration.{key}.is")),
            )
            for key, text, value in rows
        ),
    )


WIDGET = Widget(draw=draw)
