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

ROLES = ("circle", "claim", "measure")

_RADIUS = 100.0
_LABELS = 222.0
_GAP = 8.0
_MOST_NESTED, _MOST_MEASURES = 8, 3


@dataclass(frozen=True, kw_only=True, slots=True)
class _Circle:
    """A group: its name, its size, its role, where it is from, its line in the file."""

    label: str
    size: Decimal
    role: str
    source: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """Shapes and words, and the height they take."""

    shapes: Markup
    words: Markup
    height: float


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
                    role=role,
                    source=text_of(row, "source", words.lang),
                    line=row.line,
                )
            )
    if not problems:
        problems += _check(table, circles)
    return tuple(sorted(circles, key=lambda circle: -circle.size)), tuple(problems)


def _check(table: Table, circles: Sequence[_Circle]) -> tuple[Problem, ...]:
    """Return what keeps circles from being drawn so that they can be told apart."""
    measures = [circle for circle in circles if circle.role == "measure"]
    nested = [circle for circle in circles if circle.role != "measure"]
    if not 1 <= len(nested) <= _MOST_NESTED:
        message = f"the table has {len(nested)} nested circles"
        hint = f"From 1 to {_MOST_NESTED} can be told apart."
        return (Problem(table.path, 0, message, hint),)
    if len(measures) > _MOST_MEASURES:
        message = f"the table has {len(measures)} measures"
        return (Problem(table.path, 0, message, f"Up to {_MOST_MEASURES} stand side by side."),)
    room = max(circle.size for circle in nested) / 4
    return tuple(
        Problem(
            table.path,
            circle.line,
            f"the measure of {circle.size:f} is more than a quarter of the largest circle",
            "Give it the role `circle`.",
        )
        for circle in measures
        if circle.size > room
    )


def _drawing(circles: Sequence[_Circle], words: Words) -> Drawing:
    nested = [circle for circle in circles if circle.role != "measure"]
    measures = [circle for circle in circles if circle.role == "measure"]
    left = _nested(nested, words)
    below = _measures(measures, nested[0].size, left.height + 36, words)
    said = ", ".join(f"{words.large(circle.size)} {circle.label}" for circle in nested)
    also = ", ".join(f"{words.large(circle.size)} {circle.label}" for circle in measures)
    return Drawing(
        name=words(
            "circles.name",
            largest=words.large(nested[0].size),
            smallest=words.large(nested[-1].size),
        ),
        description=" ".join(
            [
                words("circles.description", circles=said),
                *([words("circles.description.measures", circles=also)] if also else []),
            ]
        ),
        shapes=svg.join([left.shapes, below.shapes, svg.labels([left.words, below.words])]),
        height=left.height + below.height + 4,
        numbers=(_numbers([*nested, *measures], words),),
        unit=words("unit.people"),
        definitions=("ego_circles",),
        method=(
            words("circles.method"),
            *([words("circles.method.claim")] if any(c.role == "claim" for c in nested) else []),
        ),
    )


def _nested(circles: Sequence[_Circle], words: Words) -> _Part:
    """Return circles on one base, each inside the next, with their labels on the right."""
    radii = [_radius(circle, circles[0].size) for circle in circles]
    blocks = [_label(circle, svg.WIDTH - _LABELS, words) for circle in circles]
    heights = [svg.LINE * len(lines) for lines in blocks]
    bottom = max(2 * _RADIUS + 4, sum(heights) + _GAP * (len(heights) - 1))
    base = bottom - 2
    wanted = (base - 2 * radius - svg.LINE / 2 for radius in radii)
    tops = svg.spread(wanted, heights, _GAP, bottom=bottom)
    leaders = [
        _leader(base - 2 * radius, top + svg.LINE / 2)
        for radius, top in zip(radii, tops, strict=True)
    ]
    rounds = [
        _round(circle, _RADIUS + 2, base, radius)
        for circle, radius in zip(circles, radii, strict=True)
    ]
    return _Part(
        shapes=svg.join([*leaders, *rounds]),
        words=svg.join(
            svg.paragraph(_LABELS, top + 14, lines)
            for top, lines in zip(tops, blocks, strict=True)
        ),
        height=bottom,
    )


def _measures(circles: Sequence[_Circle], largest: Decimal, top: float, words: Words) -> _Part:
    """Return circles beside each other, on the scale of the nested ones, labels below."""
    if not circles:
        return _Part(shapes=Markup(), words=Markup(), height=0)
    radii = [_radius(circle, largest) for circle in circles]
    width = (svg.WIDTH - _GAP * (len(circles) - 1)) / len(circles)
    base = top + 2 * max(radii) + 12
    blocks = [_label(circle, width, words) for circle in circles]
    lefts = [index * (width + _GAP) for index in range(len(circles))]
    heading = svg.text(0, top - 2, words("circles.measures"), style="soft")
    return _Part(
        shapes=svg.join(
            _round(circle, left + radius + 2, base, radius)
            for circle, left, radius in zip(circles, lefts, radii, strict=True)
        ),
        words=svg.join(
            [
                heading,
                *(
                    svg.paragraph(left, base + 20, lines)
                    for left, lines in zip(lefts, blocks, strict=True)
                ),
            ]
        ),
        height=base + 6 + svg.LINE * max(map(len, blocks)) - top + 36,
    )


def _radius(circle: _Circle, largest: Decimal) -> float:
    """Return a radius such that areas are in proportion to sizes."""
    return _RADIUS * sqrt(circle.size / largest)


def _label(circle: _Circle, width: float, words: Words) -> tuple[str, ...]:
    """Return the lines of a label, its number strong."""
    number = words.large(circle.size)
    first, *others = svg.wrap(f"{number} {circle.label}", width)
    strong = svg.join([svg.span(number, "strong"), svg.plain(first.removeprefix(number))])
    return (strong, *others)


def _round(circle: _Circle, x: float, base: float, radius: float) -> Markup:
    """Return a circle on the base: dashed for a claim, in the second colour for a measure."""
    attributes: dict[str, str | float] = (
        {"stroke_dasharray": "5 4"} if circle.role == "claim" else {}
    )
    return svg.element(
        "circle",
        class_="figure-outline",
        cx=x,
        cy=base - radius,
        r=radius,
        fill="none",
        stroke=svg.colour("2" if circle.role == "measure" else "1"),
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
    sourced = any(circle.source or circle.role == "claim" for circle in circles)
    columns = [words("circles.group"), words("circles.value"), words("circles.ratio")]
    return Numbers(
        caption=words("circles.caption"),
        columns=(*columns, *([words("source.column")] if sourced else [])),
        rows=tuple(
            (
                Cell(text=circle.label),
                Cell(text=words.large(circle.size), number=True, value=float(circle.size)),
                _share(float(circle.size / circles[0].size), words),
                *([Cell(text=circle.source or words("circles.claim"))] if sourced else []),
            )
            for circle in circles
        ),
    )


def _share(share: float, words: Words) -> Cell:
    return Cell(text=words.percent(share, 1), number=True, value=share)


WIDGET = Widget(draw=draw)
