"""How something has grown: dated points, each with its source, and the pace between them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import log10

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns, quantity_of, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Row, Table, Widget
from .charts import Scale, clip, curve, dots

SCALES = ("linear", "log")
FEWEST = 2

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LEFT, _RIGHT, _TOP, _HEIGHT = 8.0, 352.0, 48.0, 190.0
_DAYS = 365.2425


@dataclass(frozen=True, kw_only=True, slots=True)
class _Point:
    """A dated number: `year` has a fraction, `written` is its date as the table has it."""

    year: float
    written: str
    value: Decimal
    label: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """Points in the order of their dates."""

    points: tuple[_Point, ...]
    log: bool
    unit: str
    words: Words

    def pace(self, index: int) -> float | None:
        """Return the growth a year since the point before, compound; `None` for the first."""
        if not index:
            return None
        before, now = self.points[index - 1], self.points[index]
        if not before.value or now.year == before.year:
            return None
        ratio = float(now.value / before.value)
        return float(ratio ** (1 / (now.year - before.year))) - 1


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its table.

    Its columns are `date` (2008, 2008-03 or 2008-03-14), `value`, `source` and, at will, `label`:
    each point has its own source. `scale: log` gives equal room to equal ratios.
    """
    assert block.data is not None, "the key data is needed"
    spec, words = block.spec, block.words
    scale = spec.text("scale") or "linear"
    if scale not in SCALES:
        return None, (
            spec.problem("scale", f"there is no scale {scale!r}", nearest(scale, SCALES)),
        )
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table, needed={"date", "value"}, words={"label", "source"}, optional={"label"}
    )
    if problems:
        return None, problems
    points, problems = _points(table, words, positive=scale == "log")
    if problems:
        return None, problems
    return _drawing(
        _Chart(points=points, log=scale == "log", unit=spec.text("unit"), words=words)
    ), ()


def _points(
    table: Table, words: Words, *, positive: bool
) -> tuple[tuple[_Point, ...], tuple[Problem, ...]]:
    """Return the rows in the order of their dates, or those that cannot be."""
    found: list[_Point] = []
    problems: list[Problem] = []
    for row in table.rows:
        year, wrong = _year(table, row)
        problems += wrong
        quantity, wrong = quantity_of(table, row, "value")
        problems += wrong
        source = text_of(row, "source", words.lang)
        if not source:
            hint = "Say who published the number, and where."
            problems.append(Problem(table.path, row.line, "this point has no source", hint))
        if quantity is None or year is None:
            continue
        if positive and not quantity.value:
            message = "a value of 0 has no place on a logarithmic scale"
            problems.append(Problem(table.path, row.line, message, "Write `scale: linear`."))
        label = text_of(row, "label", words.lang)
        found.append(
            _Point(
                year=year,
                written=row.cells["date"],
                value=quantity.value,
                label=label,
                source=source,
            )
        )
    if not problems and len({point.year for point in found}) < FEWEST:
        message = "the table has not two dates: there is no growth to draw"
        problems.append(Problem(table.path, 1, message, "Write at least two dated points."))
    return tuple(sorted(found, key=lambda point: point.year)), tuple(problems)


def _year(table: Table, row: Row) -> tuple[float | None, tuple[Problem, ...]]:
    """Return a date as a year with a fraction: the middle of what is left open."""
    text = row.cells["date"]
    match = _DATE.fullmatch(text)
    try:
        first = _middle(*match.groups()) if match else None
    except ValueError:
        first = None
    if first is None:
        message = f"the date {text!r} is not one"
        hint = "Write it as far as it is known: 2008, 2008-03 or 2008-03-14."
        return None, (Problem(table.path, row.line, message, hint),)
    return first.year + (first - date(first.year, 1, 1)).days / _DAYS, ()


def _middle(year: str, month: str | None, day: str | None) -> date:
    """Return the middle of a year, of a month, or the day itself."""
    if month is None:
        return date(int(year), 7, 2)
    return date(int(year), int(month), int(day or 15))


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    first, last = chart.points[0], chart.points[-1]
    shapes, texts = _plot(chart)
    times = float(last.value / first.value) if first.value else 0.0
    span = {
        "first": _value(chart, first),
        "last": _value(chart, last),
        "from": first.written[:4],
        "to": last.written[:4],
    }
    grown = words("growth.times", n=words.number(times, 1 if times < 10 else 0)) if times else ""
    return Drawing(
        name=words("growth.name", **span),
        description=" ".join(
            part
            for part in (
                words("then").join(
                    words("growth.point", date=_date(point), value=_value(chart, point))
                    for point in chart.points
                )
                + ".",
                grown,
            )
            if part
        ),
        shapes=svg.join([*shapes, svg.labels(texts)]),
        height=_TOP + _HEIGHT + 26,
        numbers=(_numbers(chart),),
        method=(
            words("growth.method"),
            *([words("growth.method.log")] if chart.log else []),
        ),
        n=words.count("growth.basis", len(chart.points)),
        unit=chart.unit,
    )


def _date(point: _Point) -> str:
    return point.written


def _value(chart: _Chart, point: _Point) -> str:
    """Return a value as it is said: "800 millions"."""
    return chart.words.large(point.value)


def _plot(chart: _Chart) -> tuple[list[Markup], list[Markup]]:
    """Return the line through the points, its ground, and the words."""
    across = Scale(
        low=chart.points[0].year,
        high=chart.points[-1].year,
        start=_LEFT + 8,
        end=_RIGHT - 8,
    )
    up = _upward(chart)
    places = [(across(point.year), up(float(point.value))) for point in chart.points]
    base = _TOP + _HEIGHT
    shapes = [
        svg.line(_LEFT, base, _RIGHT, base, "axis"),
        svg.path(curve(places), "figure-outline", svg.colour("muted"), stroke_dasharray="2 4"),
        dots(places, 9),
    ]
    texts = [svg.ticks(base + 18, _years(across), style="soft")]
    texts += _labels(chart, places)
    if chart.unit:
        texts.append(svg.text(0, 12, clip(chart.unit, svg.WIDTH), style="soft"))
    return shapes, texts


def _upward(chart: _Chart) -> Scale:
    values = [float(point.value) for point in chart.points]
    low = 10 ** (log10(min(values)) - 0.25) if chart.log else 0.0
    return Scale(low=low, high=max(values), start=_TOP + _HEIGHT, end=_TOP, log=chart.log)


def _years(across: Scale) -> list[tuple[float, str]]:
    """Return the years to write under the line, far enough from one another."""
    first, last = int(across.low), int(across.high)
    found: list[tuple[float, str]] = []
    for year in range(first, last + 1):
        x = across(year + 0.5) if first == last else across(max(across.low, float(year)))
        x = min(max(x, _LEFT + 14), _RIGHT - 14)
        if not found or x - found[-1][0] >= 44:
            found.append((round(x, 1), str(year)))
    return found


def _labels(chart: _Chart, places: list[tuple[float, float]]) -> list[Markup]:
    """Return the value of each point beside it, and its label, none over another.

    The last point's words end at it, the others' start left of theirs and stand above the line,
    as it climbs to the right.
    """
    taken: list[tuple[float, float, float, float]] = []
    texts: list[Markup] = []
    order = sorted(
        range(len(places)), key=lambda index: (index not in {0, len(places) - 1}, index)
    )
    for index in order:
        point, (x, y) = chart.points[index], places[index]
        said = _value(chart, point)
        for lines in ((said, point.label), (said,)) if point.label else ((said,),):
            room = max(map(svg.text_width, lines))
            spot = _spot(x, y, room, len(lines), taken, places)
            if spot is None:
                continue
            left, top = spot
            taken.append((left, top, left + room, top + svg.LINE * len(lines)))
            texts.append(svg.text(left, top + 14, lines[0], style="strong"))
            texts += [svg.text(left, top + 14 + svg.LINE, line) for line in lines[1:]]
            break
    return texts


def _spot(
    x: float,
    y: float,
    room: float,
    lines: int,
    taken: list[tuple[float, float, float, float]],
    places: list[tuple[float, float]],
) -> tuple[float, float] | None:
    """Return the left and top of free room for words near a point, or `None`."""
    tall = svg.LINE * lines
    sides = [
        (x - room - 9, y - tall / 2),
        (x - room + 6, y - tall - 8),
        (x - room / 2, y - tall - 8),
        (x + 9, y - tall / 2),
        (x - 6, y + 7),
        (x - room + 6, y + 7),
    ]
    for left, top in sides:
        if left < 0 or left + room > svg.WIDTH or top < 16 or top + tall > _TOP + _HEIGHT:
            continue
        box = (left, top, left + room, top + tall)
        if any(_over(box, other) for other in taken):
            continue
        if any(
            left - 6 < px < left + room + 6 and top - 6 < py < top + tall + 6
            for px, py in places
            if (px, py) != (x, y)
        ):
            continue
        if not _crossed(box, places):
            return round(left, 1), round(top, 1)
    return None


def _over(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crossed(box: tuple[float, float, float, float], places: list[tuple[float, float]]) -> bool:
    """Return whether the line through the places goes through a box."""
    for (x1, y1), (x2, y2) in pairwise(places):
        for step in range(21):
            x, y = x1 + (x2 - x1) * step / 20, y1 + (y2 - y1) * step / 20
            if box[0] <= x <= box[2] and box[1] + 3 <= y <= box[3] - 2:
                return True
    return False


def _numbers(chart: _Chart) -> Numbers:
    words = chart.words
    labelled = any(point.label for point in chart.points)

    def row(index: int, point: _Point) -> tuple[Cell, ...]:
        pace = chart.pace(index)
        return (
            Cell(text=point.written),
            *([Cell(text=point.label)] if labelled else []),
            Cell(text=words.exact(point.value), number=True, value=float(point.value)),
            Cell(
                text="–" if pace is None else ("+" if pace > 0 else "") + words.percent(pace),
                number=True,
                value=pace,
            ),
            Cell(text=point.source),
        )

    columns = ["date", *(["label"] if labelled else []), "value", "pace"]
    return Numbers(
        caption=words("growth.caption"),
        columns=(*(words(f"growth.{key}") for key in columns), words("source.column")),
        rows=tuple(row(index, point) for index, point in enumerate(chart.points)),
    )


WIDGET = Widget(draw=draw, keys=frozenset({"scale", "unit"}))
