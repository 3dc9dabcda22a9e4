"""How many are left at each stage, a group after the other."""

from dataclasses import dataclass
from decimal import Decimal
from math import nan

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns, quantity_of, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Table, Widget
from ..statistics.intervals import wilson_interval

VALUES = ("counts", "means")
FEWEST = 10
"""Under so many people at the first stage, no interval is given."""

_BARS = 118.0
_BAR = 14.0
_ROW = 24.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stage:
    """A stage: its name, how many reach it, its line in the file, where it is from."""

    label: str
    value: Decimal
    line: int
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Group:
    """A group and its stages, in order; the first is where all start."""

    label: str
    stages: tuple[_Stage, ...]

    def share(self, stage: _Stage) -> float:
        """Return the share of the first stage that reaches this one."""
        return float(stage.value / self.stages[0].value)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The groups, whether their values are counts of people, and the words."""

    groups: tuple[_Group, ...]
    counts: bool
    words: Words

    def interval(self, group: _Group, stage: _Stage) -> tuple[float, float] | None:
        """Return the 95 % interval of a share; None when it has none, or no meaning."""
        first = group.stages[0]
        if not self.counts or stage is first or first.value < FEWEST:
            return None
        return wilson_interval(int(stage.value), int(first.value))

    def written(self, group: _Group, stage: _Stage) -> str:
        """Return a stage's number, and after the first stage its share."""
        number = self.words.exact(stage.value)
        if stage is group.stages[0]:
            return number
        return f"{number} · {_percent(group.share(stage), self.words)}"

    def said(self, group: _Group) -> str:
        """Return a group and its stages as a sentence, for those who do not see the bars."""
        first, *others = group.stages
        stages = [
            f"{self.words.exact(first.value)} {first.label}",
            *(
                self.words(
                    "conversion.description.stage",
                    n=self.words.exact(stage.value),
                    stage=stage.label,
                    share=_percent(group.share(stage), self.words),
                )
                for stage in others
            ),
        ]
        return self.words(
            "conversion.description.group", group=group.label, stages=", ".join(stages)
        )


def _percent(share: float, words: Words) -> str:
    """Return a share with a decimal under ten percent, none above."""
    return words.percent(share, 1 if 0 < share < 0.0995 else 0)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its table."""
    assert block.data is not None, "the key data is needed"
    kind = block.spec.text("values")
    problems: tuple[Problem, ...] = ()
    if kind not in VALUES:
        message = f"the values {kind!r} are not of a known kind"
        problems = (block.spec.problem("values", message, nearest(kind, VALUES)),)
    table, wrong = load_table(block.data)
    if table is None:
        return None, problems + wrong
    wrong = check_columns(
        table,
        needed={"value"},
        words={"group", "stage", "source"},
        optional={"source"},
    )
    if wrong:
        return None, problems + wrong
    groups, wrong = _groups(table, counts=kind == "counts", words=block.words)
    problems += wrong
    if problems:
        return None, problems
    return _drawing(_Chart(groups=groups, counts=kind == "counts", words=block.words)), ()


def _groups(
    table: Table, *, counts: bool, words: Words
) -> tuple[tuple[_Group, ...], tuple[Problem, ...]]:
    """Return the groups in the order of the table, or the rows that do not fit."""
    stages: dict[str, list[_Stage]] = {}
    problems: list[Problem] = []
    for row in table.rows:
        quantity, wrong = quantity_of(table, row, "value")
        problems += wrong
        if quantity is None:
            continue
        if quantity.percent or (counts and quantity.value != int(quantity.value)):
            message = f"the value {row.cells['value']!r} is not a number of people"
            hint = "Write how many reach the stage; the share is computed."
            problems.append(Problem(table.path, row.line, message, hint))
            continue
        stage = _Stage(
            label=text_of(row, "stage", words.lang),
            value=quantity.value,
            line=row.line,
            source=text_of(row, "source", words.lang),
        )
        stages.setdefault(text_of(row, "group", words.lang), []).append(stage)
    groups = tuple(_Group(label=name, stages=tuple(found)) for name, found in stages.items())
    if not problems:
        problems += [problem for group in groups for problem in _check(table, group)]
    return groups, tuple(problems)


def _check(table: Table, group: _Group) -> tuple[Problem, ...]:
    """Return what keeps a group from being stages, each with fewer than the one before."""
    first = group.stages[0]
    if len(group.stages) < 2 or not first.value:
        message = f"the group {group.label!r} has not two stages"
        return (
            Problem(table.path, first.line, message, "Write where it starts, then what is left."),
        )
    return tuple(
        Problem(
            table.path,
            after.line,
            f"the stage {after.label!r} has more ({after.value:f}) than the one before it"
            f" ({before.value:f})",
            "Write the stages of a group in their order.",
        )
        for before, after in zip(group.stages, group.stages[1:], strict=False)
        if after.value > before.value
    )


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    first = chart.groups[0]
    shapes, texts, height = _rows(chart)
    return Drawing(
        name=words(
            "conversion.name",
            group=first.label,
            first=f"{words.exact(first.stages[0].value)} {first.stages[0].label}",
            last=f"{words.exact(first.stages[-1].value)} {first.stages[-1].label}",
        ),
        description=words(
            "conversion.description", groups=words("then").join(map(chart.said, chart.groups))
        ),
        shapes=svg.join([*shapes, svg.labels(texts)]),
        height=height,
        numbers=(_numbers(chart),),
        method=(words("conversion.method.rate"), *_trust(chart)),
        n=_starts(chart),
        unit=words("unit.people" if chart.counts else "unit.means"),
        interval=words("conversion.interval" if chart.counts else "conversion.interval.none"),
        definitions=("wilson_interval",) if chart.counts else (),
    )


def _starts(chart: _Chart) -> str:
    """Return from how many each group starts, in words."""
    starts = [(group.label, group.stages[0]) for group in chart.groups]
    return chart.words("then").join(
        f"{chart.words.exact(stage.value)} {stage.label}" + (f" ({label})" if label else "")
        for label, stage in starts
    )


def _trust(chart: _Chart) -> tuple[str, ...]:
    """Return what is said of intervals: how they are made, or why there is none."""
    if not chart.counts:
        return (chart.words("conversion.method.means"),)
    few = any(group.stages[0].value < FEWEST for group in chart.groups)
    return (
        chart.words("conversion.method.counts"),
        *([chart.words("conversion.method.few", n=FEWEST)] if few else []),
    )


def _scale(chart: _Chart) -> float:
    """Return the units a person takes: the longest row, with its number, fills the width."""
    room = svg.WIDTH - _BARS - 6
    return min(
        (room - svg.text_width(chart.written(group, stage)))
        / (
            float(stage.value)
            if not (found := chart.interval(group, stage))
            else found[1] * float(group.stages[0].value)
        )
        for group in chart.groups
        for stage in group.stages
        if stage.value
    )


def _rows(chart: _Chart) -> tuple[list[Markup], list[Markup], float]:
    """Return the bars, the words, and the height they take."""
    shapes: list[Markup] = []
    texts: list[Markup] = []
    scale, y = _scale(chart), 0.0
    for group in chart.groups:
        if len(chart.groups) > 1 or group.label:
            texts.append(svg.text(0, y + 14, group.label, style="strong"))
            y += 22
        for index, stage in enumerate(group.stages):
            lines = svg.wrap(stage.label, _BARS - 10)
            last = index == len(group.stages) - 1
            end = max(1.5, float(stage.value) * scale)
            shapes.append(_bar(y + 3, end, first=index == 0, last=last))
            if found := chart.interval(group, stage):
                low, high = (share * float(group.stages[0].value) * scale for share in found)
                shapes.append(_whisker(y + 3 + _BAR / 2, low, high))
                end = max(end, high)
            style = "strong" if last else "label"
            texts += [
                svg.paragraph(0, y + 15, lines),
                svg.text(_BARS + end + 6, y + 15, chart.written(group, stage), style=style),
            ]
            y += _ROW + svg.LINE * (len(lines) - 1)
        y += 12
    return shapes, texts, y - 8


def _bar(y: float, length: float, *, first: bool, last: bool) -> Markup:
    """Return a stage's bar: an outline where all start, full after, marked at the end."""
    if first:
        return svg.element(
            "rect",
            x=_BARS + 0.5,
            y=y + 0.5,
            width=length - 1,
            height=_BAR - 1,
            class_="figure-outline",
            fill="none",
            stroke=svg.colour("muted"),
        )
    return svg.bars([svg.rect(_BARS, y, length, _BAR)], second=last)


def _whisker(y: float, low: float, high: float) -> Markup:
    """Return the line of an interval, with its two ends."""
    d = (
        f"M{svg.number(_BARS + low)} {svg.number(y)}H{svg.number(_BARS + high)}"
        f"m0-4v8M{svg.number(_BARS + low)} {svg.number(y - 4)}v8"
    )
    return svg.path(d, "figure-outline", svg.colour("muted"), stroke_width=1.5)


def _numbers(chart: _Chart) -> Numbers:
    words = chart.words
    sourced = any(stage.source for group in chart.groups for stage in group.stages)
    columns = ["conversion.group", "conversion.stage", "conversion.value", "conversion.rate"]
    if chart.counts:
        columns += ["conversion.low", "conversion.high"]
    if sourced:
        columns.append("source.column")
    return Numbers(
        caption=words("conversion.caption"),
        columns=tuple(words(column) for column in columns),
        rows=tuple(
            _row(chart, group, stage, sourced=sourced)
            for group in chart.groups
            for stage in group.stages
        ),
    )


def _row(chart: _Chart, group: _Group, stage: _Stage, *, sourced: bool) -> tuple[Cell, ...]:
    words = chart.words
    found = chart.interval(group, stage)
    share = group.share(stage)
    return (
        Cell(text=group.label),
        Cell(text=stage.label),
        Cell(text=words.exact(stage.value), number=True, value=float(stage.value)),
        Cell(text=words.percent(share, 1), number=True, value=share),
        *(_interval_cells(found, words) if chart.counts else []),
        *([Cell(text=stage.source)] if sourced else []),
    )


def _interval_cells(found: tuple[float, float] | None, words: Words) -> list[Cell]:
    """Return the two ends of an interval; dashes where there is none."""
    if not found:
        return [Cell(text="–", number=True, value=nan)] * 2
    return [Cell(text=words.percent(end, 1), number=True, value=end) for end in found]


WIDGET = Widget(draw=draw, keys=frozenset({"values"}), needed=frozenset({"data", "values"}))
