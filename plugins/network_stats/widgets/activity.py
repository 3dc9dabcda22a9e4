"""Of a hundred accounts, how many are awake: a hundred signs, cut in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns, quantity_of, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Row, Table, Widget
from ..statistics.shares import round_to_hundred

ROLES = ("total", "part", "other")

_CELL = 17.0
_SIDE = 10 * _CELL
_LABELS = _SIDE + 40
_ROW = 44.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A row of the table, read. `value` is None for the part that is the rest."""

    row: Row
    role: str
    value: Decimal | None
    percent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A group of accounts: its name, how many, how it was known, and where from."""

    label: str
    value: Decimal
    source: str
    exact: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The total, the parts that make it up, and other facts about it."""

    total: _Part
    parts: tuple[_Part, ...]
    others: tuple[_Part, ...]
    has_rest: bool
    words: Words

    def share(self, part: _Part) -> float:
        """Return a group as a share of the total."""
        return float(part.value / self.total.value)

    @property
    def hundred(self) -> tuple[int, ...]:
        """Return the parts in a hundred."""
        return round_to_hundred([part.value for part in self.parts])


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its table."""
    assert block.data is not None, "the key data is needed"
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table, needed={"role", "value"}, words={"label", "source"}, optional={"source"}
    )
    if problems:
        return None, problems
    lines, problems = _lines(table)
    problems = problems or _check(table, lines)
    if problems:
        return None, problems
    return _drawing(_chart(lines, block.words)), ()


def _lines(table: Table) -> tuple[tuple[_Line, ...], tuple[Problem, ...]]:
    """Return the rows of a table, read, or those that cannot be."""
    lines: list[_Line] = []
    problems: list[Problem] = []
    for row in table.rows:
        role = row.cells["role"]
        if role not in ROLES:
            message = f"the role {role!r} is not one of a row"
            problems.append(Problem(table.path, row.line, message, nearest(role, ROLES)))
        elif role == "part" and not row.cells["value"]:
            lines.append(_Line(row=row, role=role, value=None))
        else:
            quantity, wrong = quantity_of(table, row, "value")
            problems += wrong
            if quantity:
                lines.append(
                    _Line(row=row, role=role, value=quantity.value, percent=quantity.percent)
                )
    return tuple(lines), tuple(problems)


def _check(table: Table, lines: Sequence[_Line]) -> tuple[Problem, ...]:
    """Return what keeps the rows from being a total and its parts."""
    totals = [line for line in lines if line.role == "total"]
    parts = [line for line in lines if line.role == "part"]
    if len(totals) != 1 or totals[0].percent or not totals[0].value:
        message = f"the table has {len(totals)} rows that say a total, as a number of accounts"
        return (Problem(table.path, 1, message, "Write one row of role `total`."),)
    if not 2 <= len(parts) <= len(_SIGNS):
        message = f"the table has {len(parts)} parts"
        return (Problem(table.path, 1, message, f"From 2 to {len(_SIGNS)} can be drawn."),)
    unknown = [line for line in parts if line.value is None]
    total = totals[0].value
    known = sum((_absolute(line, total) for line in parts if line.value is not None), Decimal(0))
    if larger := [line for line in lines if line.value and _absolute(line, total) > total]:
        message = f"the value {larger[0].row.cells['value']!r} is more than the total"
        return (Problem(table.path, larger[0].row.line, message, "Check both numbers."),)
    if len(unknown) > 1:
        message = "two parts have no value"
        hint = "One can be found as the rest; give the others."
        return (Problem(table.path, unknown[1].row.line, message, hint),)
    if known > total or (not unknown and abs(known - total) > total / 200):
        message = f"the parts sum to {known:f}, and the total is {total:f}"
        hint = "Leave the value of one part empty: it is the rest."
        return (Problem(table.path, totals[0].row.line, message, hint),)
    return ()


def _absolute(line: _Line, total: Decimal) -> Decimal:
    assert line.value is not None
    return line.value * total / 100 if line.percent else line.value


def _chart(lines: Sequence[_Line], words: Words) -> _Chart:
    """Return the chart of rows that were checked."""
    total = next(line.value for line in lines if line.role == "total")
    assert total is not None
    known = [line for line in lines if line.role == "part" and line.value is not None]
    rest = total - sum(_absolute(line, total) for line in known)

    def part(line: _Line) -> _Part:
        return _Part(
            label=text_of(line.row, "label", words.lang),
            value=rest if line.value is None else _absolute(line, total),
            source=words("activity.rest")
            if line.value is None
            else text_of(line.row, "source", words.lang),
            exact=line.value is not None and not line.percent,
        )

    of = {role: tuple(part(line) for line in lines if line.role == role) for role in ROLES}
    return _Chart(
        total=of["total"][0],
        parts=of["part"],
        others=of["other"],
        has_rest=any(line.value is None for line in lines),
        words=words,
    )


def _drawing(chart: _Chart) -> Drawing:
    words, hundred = chart.words, chart.hundred
    blocks = [svg.wrap(part.label, svg.WIDTH - _LABELS) for part in chart.parts]
    firsts = [sum(hundred[:index]) for index in range(len(hundred))]
    tops = svg.spread(
        (first // 10 * _CELL for first in firsts),
        (32 + svg.LINE * len(lines) for lines in blocks),
        8,
    )
    said = [
        words("activity.description.part", n=_written(n, part), label=part.label)
        for n, part in zip(hundred, chart.parts, strict=True)
    ]
    said += [
        words(
            "activity.description.part", n=words.number(100 * chart.share(part)), label=part.label
        )
        for part in chart.others
    ]
    total = words.large(chart.total.value, noun=True)
    bottom = max(_SIDE, tops[-1] + 32 + svg.LINE * len(blocks[-1]))
    return Drawing(
        name=words(
            "activity.name",
            total=chart.total.label,
            n=_written(hundred[0], chart.parts[0]),
            label=chart.parts[0].label,
        ),
        description=words("activity.description", parts=words("then").join(said)),
        shapes=svg.join(
            [
                *(
                    _signs(index, [_place(sign) for sign in range(first, first + n)])
                    for index, (first, n) in enumerate(zip(firsts, hundred, strict=True))
                ),
                *(_signs(index, [(_LABELS - 14, top + 13)]) for index, top in enumerate(tops)),
                *(_bar(chart.share(part), bottom, row) for row, part in enumerate(chart.others)),
                svg.labels(
                    [
                        *(
                            _part_words(top, n, part, lines)
                            for top, n, part, lines in zip(
                                tops, hundred, chart.parts, blocks, strict=True
                            )
                        ),
                        *_others_words(chart, bottom),
                    ]
                ),
            ]
        ),
        height=bottom + (_ROW * len(chart.others) + 24 if chart.others else 0),
        numbers=(_numbers(chart),),
        n=f"{total} {chart.total.label}",
        unit=words("unit.accounts"),
        definitions=("top_share",),
        method=(
            words("activity.method", total=f"{total} {chart.total.label}"),
            *([words("activity.method.rest")] if chart.has_rest else []),
        ),
    )


def _part_words(top: float, n: int, part: _Part, lines: Sequence[str]) -> Markup:
    """Return the words of a part: how many of a hundred, and who they are."""
    return svg.join(
        [
            svg.text(_LABELS, top + 23, _written(n, part), style="number"),
            svg.paragraph(_LABELS, top + 43, lines),
        ]
    )


def _bar(share: float, bottom: float, row: int) -> Markup:
    """Return the bar of another fact, inside the outline of the whole."""
    y = bottom + 24 + _ROW * row + 24
    return svg.join(
        [
            svg.element(
                "rect",
                x=0.5,
                y=y + 0.5,
                width=svg.WIDTH - 1,
                height=9,
                class_="figure-outline",
                fill="none",
                stroke=svg.colour("grid"),
            ),
            svg.bars([svg.rect(0, y, svg.WIDTH * share, 10)]),
        ]
    )


def _others_words(chart: _Chart, bottom: float) -> list[Markup]:
    """Return the words above the bars of the other facts."""
    if not chart.others:
        return []
    rows = [
        svg.paragraph(
            0,
            bottom + 24 + _ROW * row + 16,
            [
                svg.join(
                    [
                        svg.span(chart.words.number(100 * chart.share(part)), "strong"),
                        svg.plain(f" {part.label}"),
                    ]
                )
            ],
        )
        for row, part in enumerate(chart.others)
    ]
    return [svg.text(0, bottom + 14, chart.words("activity.also"), style="soft"), *rows]


def _written(n: int, part: _Part) -> str:
    """Return so many of a hundred; "<1" for a few that make none."""
    return str(n) if n or not part.value else "<1"


def _place(sign: int) -> tuple[float, float]:
    """Return the centre of a sign, from 0 to 99: ten a row, from the top."""
    return (sign % 10 + 0.5) * _CELL, (sign // 10 + 0.5) * _CELL


def _dots(places: Sequence[tuple[float, float]]) -> Markup:
    """Return full discs: a line without length, with round ends."""
    d = "".join(f"M{svg.number(x)} {svg.number(y)}h0" for x, y in places)
    return svg.path(d, "figure-mark", svg.colour("2"), stroke_width=13, stroke_linecap="round")


def _small_dots(places: Sequence[tuple[float, float]]) -> Markup:
    d = "".join(f"M{svg.number(x)} {svg.number(y)}h0" for x, y in places)
    return svg.path(d, "figure-mark", svg.colour("1"), stroke_width=7, stroke_linecap="round")


def _rings(places: Sequence[tuple[float, float]]) -> Markup:
    arc = "a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
    d = "".join(f"M{svg.number(x - 4)} {svg.number(y)}{arc}" for x, y in places)
    return svg.path(d, "figure-outline", svg.colour("muted"))


def _crosses(places: Sequence[tuple[float, float]]) -> Markup:
    d = "".join(f"M{svg.number(x - 4)} {svg.number(y - 4)}l8 8m0-8l-8 8" for x, y in places)
    return svg.path(d, "figure-outline", svg.colour("muted"))


_SIGNS = (_dots, _small_dots, _rings, _crosses)


def _signs(part: int, places: Sequence[tuple[float, float]]) -> Markup:
    return _SIGNS[part](places) if places else Markup()


def _numbers(chart: _Chart) -> Numbers:
    words = chart.words
    sourced = any(part.source for part in (chart.total, *chart.parts, *chart.others))

    def row(part: _Part) -> tuple[Cell, ...]:
        written = words.large(part.value)
        return (
            Cell(text=part.label),
            Cell(
                text=written if part.exact else words("about", n=written),
                number=True,
                value=float(part.value),
            ),
            Cell(text=words.percent(chart.share(part), 1), number=True, value=chart.share(part)),
            *([Cell(text=part.source)] if sourced else []),
        )

    columns = [words("activity.group"), words("activity.count"), words("distances.share")]
    return Numbers(
        caption=words("activity.caption"),
        columns=(*columns, *([words("source.column")] if sourced else [])),
        rows=tuple(row(part) for part in (chart.total, *chart.parts, *chart.others)),
    )


WIDGET = Widget(draw=draw)
