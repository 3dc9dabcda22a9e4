"""Nested circles whose areas are the sizes of groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns, quantity_of, text_of
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Table, Widget

ROLES = ("circle", "claim")

_RADIUS = 100.0
_LABELS = 222.0
_MOST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class _Circle:
    """A group: its name, its size, whether the essay only claims it, and where it is from."""

    label: str
    size: Decimal
    claim: bool
    source: str


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its table."""
    assert block.data is not None, "the key data is needed"
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table, needed={"value"}, words={"label", "source"}, optional={"role", "source"}
    )
    if problems:
        return None, problems
    circles, problems = _circles(table, block.words)
    if problems:
        return None, problems
    return _drawing(circles, block.words), ()


def _circles(table: Table, words: Words) -> tuple[tuple[_Circle, ...], tuple[Problem, ...]]:
    """Return the circles of a table, the largest first, or the rows that are none."""
    circles: list[_Circle] = []
    problems: list[Problem] = []
    for row in table.rows:
        quantity, wrong = quantity_of(table, row, "value")
        problems += wrong
        role = row.cells.get("role") or ROLES[0]
        if role not in ROLES:
            message = f"the role {role!r} is not one of a circle"
            problems.append(Problem(table.path, row.line, message, nearest(role, ROLES)))
        if quantity and (quantity.percent or not quantity.value):
            message = f"the value {row.cells['value']!r} is not a number of people"
            problems.append(Problem(table.path, row.line, message, "Write 150, not 15 %."))
        elif quantity:
            circles.append(
                _Circle(
                    label=text_of(row, "label", words.lang),
                    size=quantity.value,
                    claim=role == "claim",
                    source=text_of(row, "source", words.lang),
                )
            )
    if len(table.rows) > _MOST:
        message = f"the table has {len(table.rows)} circles"
        problems.append(Problem(table.path, 0, message, f"Up to {_MOST} can be told apart."))
    return tuple(sorted(circles, key=lambda circle: -circle.size)), tuple(problems)


def _drawing(circles: Sequence[_Circle], words: Words) -> Drawing:
    largest = circles[0].size
    radii = [_RADIUS * sqrt(circle.size / largest) for circle in circles]
    blocks = [
        svg.wrap(f"{words.large(circle.size)} {circle.label}", svg.WIDTH - _LABELS)
        for circle in circles
    ]
    heights = [svg.LINE * len(lines) for lines in blocks]
    gap = 8.0
    bottom = max(2 * _RADIUS + 4, sum(heights) + gap * (len(heights) - 1))
    base = bottom - 2
    tops = svg.spread(
        (base - 2 * radius - svg.LINE / 2 for radius in radii), heights, gap, bottom=bottom
    )
    said = ", ".join(f"{words.large(circle.size)} {circle.label}" for circle in circles)
    claims = any(circle.claim for circle in circles)
    return Drawing(
        name=words(
            "circles.name", largest=words.large(largest), smallest=words.large(circles[-1].size)
        ),
        description=words("circles.description", circles=said),
        shapes=svg.join(
            [
                *(
                    _leader(base - 2 * radius, top + svg.LINE / 2)
                    for radius, top in zip(radii, tops, strict=True)
                ),
                *(
                    _circle(circle, radius, base)
                    for circle, radius in zip(circles, radii, strict=True)
                ),
                svg.labels(
                    svg.paragraph(_LABELS, top + 14, _with_number(circle, lines, words))
                    for circle, top, lines in zip(circles, tops, blocks, strict=True)
                ),
            ]
        ),
        height=bottom + 4,
        numbers=(_numbers(circles, words),),
        method=(
            words("circles.method"),
            *([words("circles.method.claim")] if claims else []),
        ),
    )


def _with_number(circle: _Circle, lines: Sequence[str], words: Words) -> tuple[str, ...]:
    """Return the lines of a label, its number strong."""
    number = words.large(circle.size)
    if not lines[0].startswith(number):
        return tuple(lines)
    first = svg.join([svg.span(number, "strong"), svg.plain(lines[0].removeprefix(number))])
    return (first, *lines[1:])


def _circle(circle: _Circle, radius: float, base: float) -> Markup:
    """Return a circle that stands on the base, under the smaller ones."""
    attributes: dict[str, str | float] = {"stroke_dasharray": "5 4"} if circle.claim else {}
    return svg.element(
        "circle",
        class_="figure-outline",
        cx=_RADIUS + 2,
        cy=base - radius,
        r=radius,
        fill="none",
        stroke=svg.colour("1"),
        stroke_width=2,
        **attributes,
    )


def _leader(top: float, label: float) -> Markup:
    """Return the line from the top of a circle to its label."""
    d = (
        f"M{svg.number(_RADIUS + 2)} {svg.number(top)}"
        f"L{svg.number(_LABELS - 16)} {svg.number(label)}H{svg.number(_LABELS - 6)}"
    )
    return svg.path(d, "figure-leader", svg.colour("grid"))


def _numbers(circles: Sequence[_Circle], words: Words) -> Numbers:
    sourced = any(circle.source or circle.claim for circle in circles)
    columns = [words("circles.group"), words("circles.value"), words("circles.ratio")]
    return Numbers(
        caption=words("circles.caption"),
        columns=(*columns, *([words("source.column")] if sourced else [])),
        rows=tuple(
            (
                Cell(text=circle.label),
                Cell(text=words.large(circle.size), number=True),
                Cell(text=words.percent(float(circle.size / circles[0].size), 1), number=True),
                *([Cell(text=circle.source or words("circles.claim"))] if sourced else []),
            )
            for circle in circles
        ),
    )


WIDGET = Widget(draw=draw)
