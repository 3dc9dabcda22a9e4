"""The same people over several platforms, or the same ties: how much is there twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Table, Widget
from .charts import clip, dots, headline, percent, points, written

if TYPE_CHECKING:
    from ..statistics.multiplex import JaccardMatrix

MOST_LAYERS = 6
"""Layers that a matrix can show at 320 pixels."""
MOST_ROWS = 8
"""Combinations that are drawn; the table has all."""
FEWEST = 5
"""Under so many members, an overlap says nothing, and may say who."""

_NAMES = 104.0
_CELL_HEIGHT = 30.0
_ROW = 24.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """Who, or which ties, are in each layer, and what was counted."""

    layers: Mapping[str, frozenset[object]]
    matrix: "JaccardMatrix"
    several: float
    """Share of members who are in several layers."""
    redundancy: float
    combinations: tuple[tuple[tuple[str, ...], int], ...]
    ties: bool
    words: Words

    @property
    def total(self) -> int:
        """Return the members of all layers, each counted once."""
        return sum(count for _, count in self.combinations)

    def said(self, key: str, **values: object) -> str:
        """Return the words for members, or for ties."""
        return self.words(f"overlap.{'ties' if self.ties else 'members'}.{key}", **values)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its table.

    Its columns are `layer` and `member`, or `layer`, `source` and `target`: then ties are
    compared, whatever their direction. No name of a member is ever shown.
    """
    assert block.data is not None, "the key data is needed"
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    ties = "source" in table.columns or "target" in table.columns
    problems = check_columns(
        table, needed={"layer", "source", "target"} if ties else {"layer", "member"}, words=set()
    )
    if problems:
        return None, problems
    layers, problems = _layers(table, ties=ties)
    if problems:
        return None, problems
    from ..statistics.multiplex import (  # noqa: PLC0415 - numpy waits until a figure needs it
        intersections,
        jaccard_matrix,
        multi_homing_share,
        redundancy,
    )

    return _drawing(
        _Chart(
            layers=layers,
            matrix=jaccard_matrix(layers),
            several=multi_homing_share(layers),
            redundancy=redundancy(layers),
            combinations=intersections(layers),
            ties=ties,
            words=block.words,
        )
    ), ()


def _layers(
    table: Table, *, ties: bool
) -> tuple[Mapping[str, frozenset[object]], tuple[Problem, ...]]:
    """Return who is in each layer, in the order of the table, or why it cannot be drawn."""
    found: dict[str, set[object]] = {}
    problems: list[Problem] = []
    for row in table.rows:
        cells = row.cells
        ends = (cells["source"], cells["target"]) if ties else (cells["member"],)
        if not cells["layer"] or not all(ends):
            message = "a cell of this row is blank"
            hint = "Each row says a layer, and who or which tie is in it."
            problems.append(Problem(table.path, row.line, message, hint))
            continue
        found.setdefault(cells["layer"], set()).add(frozenset(ends) if ties else ends[0])
    everyone = {member for members in found.values() for member in members}
    if not problems and not 2 <= len(found) <= MOST_LAYERS:
        message = f"the table has {len(found)} layers"
        hint = f"From 2 to {MOST_LAYERS} can be compared."
        problems.append(Problem(table.path, 1, message, hint))
    if not problems and len(everyone) < FEWEST:
        message = f"the table has {len(everyone)} members in all, fewer than {FEWEST}"
        hint = "So few say nothing of an overlap, and may say who they are."
        problems.append(Problem(table.path, 1, message, hint))
    return {name: frozenset(members) for name, members in found.items()}, tuple(problems)


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    several = chart.several
    head, top = headline(percent(several, words), chart.said("headline"))
    matrix, names, bottom = _matrix(chart, top + 12)
    title = svg.text(0, bottom + 28, chart.said("where"), style="soft")
    rows, labels, end = _rows(chart, bottom + 38)
    return Drawing(
        name=chart.said("name", share=percent(several, words), n=len(chart.layers)),
        description=_description(chart, several),
        shapes=svg.join([*matrix, *rows, svg.labels([head, *names, title, *labels])]),
        height=end + 4,
        numbers=(_jaccard_numbers(chart), _combination_numbers(chart)),
        method=(words("overlap.method"), chart.said("method")),
        n=words.count(f"overlap.{'ties' if chart.ties else 'members'}.basis", chart.total),
        unit=chart.said("unit"),
        definitions=("jaccard",),
    )


def _description(chart: _Chart, several: float) -> str:
    words, names = chart.words, chart.matrix.names
    pairs = words("then").join(
        words(
            "overlap.pair",
            one=names[row],
            other=names[column],
            share=percent(chart.matrix.values[row][column], words),
        )
        for row in range(len(names))
        for column in range(row)
    )
    return words(
        "overlap.description",
        several=percent(several, words),
        pairs=pairs,
        redundancy=percent(chart.redundancy, words),
    )


def _matrix(chart: _Chart, top: float) -> tuple[list[Markup], list[Markup], float]:
    """Return the lower half of the matrix: a bar in each cell, the share beside it."""
    names, values = chart.matrix.names, chart.matrix.values
    wide = (svg.WIDTH - _NAMES) / max(1, len(names) - 1)
    wholes: list[str] = []
    parts: list[Markup] = []
    texts: list[Markup] = []
    for column, name in enumerate(names[:-1]):
        texts.append(
            svg.text(_NAMES + column * wide + 2, top + 12, clip(name, wide - 8), style="soft")
        )
    y = top + 20
    for row in range(1, len(names)):
        texts.append(svg.text(0, y + 20, clip(names[row], _NAMES - 8)))
        for column in range(row):
            share = values[row][column]
            x = _NAMES + column * wide + 2
            full = wide - 10
            wholes.append(f"M{written(x)} {written(y + 25.5)}h{written(full)}")
            parts.append(svg.rect(x, y + 23, max(0.0, share) * full, 5))
            texts.append(svg.text(x, y + 18, percent(share, chart.words), style="strong"))
        y += _CELL_HEIGHT
    outline = svg.path("".join(wholes), "figure-grid", svg.colour("grid"), stroke_width=1)
    return [outline, svg.bars(parts)], texts, y


def _rows(chart: _Chart, top: float) -> tuple[list[Markup], list[Markup], float]:
    """Return the largest combinations: dots for the layers they are in, and a bar."""
    names = chart.matrix.names
    step = 17.0
    start = len(names) * step + 12
    shown = chart.combinations[:MOST_ROWS]
    most = max(count for _, count in shown)
    room = svg.WIDTH - start - svg.text_width(chart.words.number(most)) - 8
    inside: list[tuple[float, float]] = []
    outside: list[tuple[float, float]] = []
    several: list[Markup] = []
    alone: list[Markup] = []
    texts = [
        svg.text(7 + index * step, top + 12, _initial(name, names), anchor="middle", style="soft")
        for index, name in enumerate(names)
    ]
    y = top + 20
    for combination, count in shown:
        middle = y + _ROW / 2
        for index, name in enumerate(names):
            (inside if name in combination else outside).append((7 + index * step, middle))
        length = max(1.5, room * count / most)
        bar = svg.rect(start, middle - 7, length, 14)
        (several if len(combination) > 1 else alone).append(bar)
        texts.append(
            svg.text(start + length + 6, middle + 5, chart.words.number(count), style="strong")
        )
        y += _ROW
    empty = svg.path(
        points(outside), "figure-grid", svg.colour("grid"), stroke_width=4, stroke_linecap="round"
    )
    bars = [svg.bars(alone), svg.bars(several, second=True)]
    return [*([empty] if outside else []), dots(inside, 11), *bars], texts, y


def _initial(name: str, names: tuple[str, ...]) -> str:
    """Return the first letter of a layer, or its number when two begin alike."""
    first = name[0].upper()
    alike = [other for other in names if other[0].upper() == first]
    return first if len(alike) == 1 else str(names.index(name) + 1)


def _jaccard_numbers(chart: _Chart) -> Numbers:
    words, names = chart.words, chart.matrix.names
    return Numbers(
        caption=words("overlap.caption"),
        columns=(chart.said("layer"), words("overlap.size"), *names),
        rows=tuple(
            (
                Cell(text=_numbered(name, names)),
                Cell(
                    text=words.number(len(chart.layers[name])),
                    number=True,
                    value=len(chart.layers[name]),
                ),
                *(
                    Cell(
                        text="–" if isnan(share) else words.percent(share, 1),
                        number=True,
                        value=share,
                    )
                    for share in shares
                ),
            )
            for name, shares in zip(names, chart.matrix.values, strict=True)
        ),
    )


def _numbered(name: str, names: tuple[str, ...]) -> str:
    """Return a layer's name, after its number where that stands for it in the drawing."""
    sign = _initial(name, names)
    return f"{sign}. {name}" if sign.isdigit() else name


def _combination_numbers(chart: _Chart) -> Numbers:
    words = chart.words
    return Numbers(
        caption=chart.said("where"),
        columns=(words("overlap.combination"), words("overlap.count"), words("overlap.share")),
        rows=tuple(
            (
                Cell(text=" + ".join(names)),
                Cell(text=words.number(count), number=True, value=count),
                Cell(
                    text=words.percent(count / chart.total, 1),
                    number=True,
                    value=count / chart.total,
                ),
            )
            for names, count in chart.combinations
        ),
    )


WIDGET = Widget(draw=draw)
