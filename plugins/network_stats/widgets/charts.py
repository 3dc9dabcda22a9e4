"""Parts that several charts share: scales, dots, a headline, and rows on a scale."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from markupsafe import Markup

from .. import svg
from ..messages import Words
from ..models import Block, Graph
from .cleaning import cleaning_sentences
from .source import model_sentences

LEFT, RIGHT = 124.0, 300.0
"""Where the scale of rows and bars starts and ends: labels stand before it, values after."""
LABEL = 116.0

_ROW = 28.0
_BLANKS = re.compile(r"[ \t\r\n]+")
"""Spaces that a line may break at; those that it may not are kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """A scale: values from `low` to `high` stand from `start` to `end`, in units."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return where a value stands; a value outside stands at the nearest end."""
        value = min(max(value, self.low), self.high)
        if self.high <= self.low:
            return (self.start + self.end) / 2
        if self.log:
            share = log10(value / self.low) / log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * share

    def ticks(self, *, apart: float = 26.0) -> tuple[float, ...]:
        """Return round values of a logarithmic scale, at least so far apart.

        They are 1, 2, 5, 10…, or powers of ten, or on a short scale multiples of one number.
        """
        for steps in ((1, 2, 5), (1, 3), (1,)):
            powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
            ticks = self._inside(step * 10.0**power for power in powers for step in steps)
            enough = 2 if steps == (1,) and self.high >= 10 * self.low else 3
            if len(ticks) >= enough and self._fit(ticks, apart):
                return ticks
        for step in (1, 2, 5, 10, 20, 50, 100, 200, 500):
            ticks = self._inside(
                float(tick) for tick in range(0, floor(self.high) + 1, step) if tick
            )
            if self._fit(ticks, apart):
                return ticks
        return (self.low,)

    def _inside(self, ticks: Iterable[float]) -> tuple[float, ...]:
        """Return the values that are on the scale, but for an error of rounding."""
        return tuple(t for t in ticks if self.low * 0.9999 <= t <= self.high * 1.0001)

    def _fit(self, ticks: Sequence[float], apart: float) -> bool:
        """Return whether there are values, and all are so far apart."""
        places = [self(tick) for tick in ticks]
        near = (abs(b - a) for a, b in pairwise(places))
        return bool(places) and all(gap >= apart for gap in near)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A value on a scale from 0 to 1: its label, itself in words, and what kind it is.

    `kind` is "here" (this network), "chance" (what chance gives) or "mark" (published).
    """

    label: str
    text: str
    value: float
    kind: str


def source_sentences(block: Block, graph: Graph) -> tuple[str, ...]:
    """Return the model that a network was drawn from, if it was, and what was cleaned in it."""
    model = model_sentences(block.spec, block.words)
    return (*model, *cleaning_sentences(graph.cleaning, block.words))


def percent(share: float, words: Words) -> str:
    """Return a share with a decimal where a whole number would mislead."""
    for digits in (0, 1, 2):
        if digits == 0 and 0 < share < 0.0995:
            continue
        if share in {0.0, 1.0} or 0.5 * 10 ** (-2 - digits) <= share < 1 - 0.5 * 10 ** (
            -2 - digits
        ):
            return words.percent(share, digits)
    return ("<" if share < 0.5 else ">") + words.percent(0.0001 if share < 0.5 else 0.9999, 2)


def percent_tick(share: float, words: Words) -> str:
    """Return a round share on a scale, with no more decimals than it needs."""
    return words.percent(share, max(0, -floor(log10(share) + 2 + 1e-9)) if share else 0)


def clip(text: str, width: float, size: float = svg.FONT_SIZE) -> str:
    """Return words no wider than `width`, cut with an ellipsis if they are."""
    text = _BLANKS.sub(" ", svg.safe(text)).strip()
    if svg.text_width(text, size) <= width:
        return text
    while text and svg.text_width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def label_lines(text: str, width: float = LABEL, *, most: int = 2) -> tuple[str, ...]:
    """Return words as lines no wider than `width`, at most so many, the last one cut."""
    lines = svg.wrap(" ".join(text.split()), width)
    if len(lines) > most:
        lines = (*lines[: most - 1], " ".join(lines[most - 1 :]))
    return tuple(clip(line, width) for line in lines)


def headline(number: str, said: str) -> tuple[Markup, float]:
    """Return a large number with a sentence beside it, and the height they take."""
    beside = svg.text_width(number, svg.LARGE) + 10
    lines = svg.wrap(said, svg.WIDTH - beside)
    words = [svg.text(0, 26, number, style="number"), svg.paragraph(beside, 13, lines)]
    return svg.join(words), max(34.0, svg.LINE * len(lines) + 2)


def points(places: Iterable[tuple[float, float]]) -> str:
    """Return the path of dots: lines without length, whose round ends are drawn."""
    return "".join(f"M{written(x)} {written(y)}h0" for x, y in places)


def dots(
    places: Iterable[tuple[float, float]], size: float, paint: str = "1", **attributes: str | float
) -> Markup:
    """Return full discs of one size, in a colour."""
    d = points(places)
    if not d:
        return Markup()
    return svg.path(
        d,
        "figure-mark" if paint == "1" else "figure-mark-2",
        svg.colour(paint),
        stroke_width=size,
        stroke_linecap="round",
        **attributes,
    )


def curve(places: Sequence[tuple[float, float]]) -> str:
    """Return the path of a line through places."""
    first, *others = (f"{written(x)} {written(y)}" for x, y in places)
    return f"M{first}" + (f"L{' '.join(others)}" if others else "h0")


def written(value: float) -> str:
    """Return a coordinate to a tenth of a unit: enough for a curve, and half the bytes."""
    return svg.number(round(value, 1))


def apart(
    places: Iterable[tuple[float, float]], *, most: int = 100
) -> tuple[tuple[float, float], ...]:
    """Return places without those that others nearly cover, about `most` of them at the most.

    Dots that would cover one another are drawn once: those within 2 units, and where there are
    many, those within a few more.
    """
    every = tuple(places)
    for grain in (2.0, 3.0, 4.0, 6.0, 8.0, 11.0):
        kept: dict[tuple[int, int], tuple[float, float]] = {}
        for x, y in every:
            kept.setdefault((floor(x / grain), floor(y / grain)), (x, y))
        if len(kept) <= most:
            break
    return tuple(kept.values())


def heights(rows: Sequence[Row]) -> list[float]:
    """Return the height of each row: that of its label."""
    return [_ROW + svg.LINE * (len(label_lines(row.label)) - 1) for row in rows]


def draw_rows(
    rows: Sequence[Row], top: float, scale: Scale
) -> tuple[list[Markup], list[Markup], float]:
    """Return rows under one another from `top`: their shapes, their words, and their end.

    A row is a label, a line from the start of the scale to a sign, and the value at the end.
    """
    lines, signs, texts = "", [], []
    for row, height in zip(rows, heights(rows), strict=True):
        label = label_lines(row.label)
        x, y = scale(row.value), top + height / 2
        lines += f"M{written(scale.start)} {written(y)}H{written(x)}"
        signs.append(_SIGNS[row.kind](x, y))
        style = "strong" if row.kind == "here" else "label"
        first = y + 5 - svg.LINE * (len(label) - 1) / 2
        texts += [
            svg.paragraph(0, first, label, style=style),
            svg.text(svg.WIDTH, y + 5, row.text, anchor="end", style=style),
        ]
        top += height
    return [svg.path(lines, "figure-grid", svg.colour("grid")), *signs], texts, top


def diamond(x: float, y: float) -> Markup:
    """Return the sign of this network."""
    d = f"M{svg.number(x)} {svg.number(y - 7)}l7 7-7 7-7-7z"
    return svg.element("path", class_="figure-mark", d=d, fill=svg.colour("1"))


def ring(x: float, y: float) -> Markup:
    """Return the sign of a published result."""
    return svg.element(
        "circle",
        class_="figure-mark-2",
        cx=x,
        cy=y,
        r=5,
        fill="none",
        stroke=svg.colour("2"),
        stroke_width=2.5,
    )


def bar_sign(x: float, y: float) -> Markup:
    """Return the sign of chance: a short upright line."""
    d = f"M{svg.number(x)} {svg.number(y - 8)}v16"
    return svg.path(d, "figure-outline", svg.colour("muted"), stroke_width=3)


_SIGNS = {"here": diamond, "chance": bar_sign, "mark": ring}


def flow(
    items: Sequence[str], top: float, *, before: float
) -> tuple[list[tuple[float, float]], float]:
    """Return where the items of a key stand, on as few lines as they need, and where these end.

    Each place is the left of a sign `before` units wide, on the foot of its line of words.
    """
    places: list[tuple[float, float]] = []
    x, y = 0.0, top
    for item in items:
        wide = before + svg.text_width(item)
        if x and x + wide > svg.WIDTH:
            x, y = 0.0, y + svg.LINE + 4
        places.append((x, y))
        x += wide + 16
    return places, y


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A share as a bar: its label, itself in words, what chance gives and within which bounds."""

    label: str
    text: str
    value: float
    chance: float | None = None
    interval: tuple[float, float] | None = None
    strong: bool = False


BARS = Scale(low=0.0, high=1.0, start=LEFT, end=RIGHT)
"""The scale of bars: shares of a whole."""


def draw_bars(
    bars: Sequence[Bar], top: float, scale: Scale = BARS
) -> tuple[list[Markup], list[Markup], float]:
    """Return bars under one another from `top`: their shapes, their words, and their end.

    An upright line is what chance gives, with its bounds. On a scale up to 1, an outline is the
    whole; a bar that is longer than its scale is not drawn, and its value is only written.
    """
    shapes, texts = [], []
    for bar in bars:
        lines = label_lines(bar.label)
        height = (34 if bar.interval else 28) + svg.LINE * (len(lines) - 1)
        y = top + height / 2 - (3 if bar.interval else 0)
        if scale.high == 1:
            shapes.append(_whole(y, scale))
        if bar.value <= scale.high:
            length = scale(bar.value) - scale.start
            shapes.append(svg.bars([svg.rect(scale.start, y - 6, round(length, 1), 12)]))
            shapes += _chance(bar, y, scale)
        style = "strong" if bar.strong else "label"
        first = y + 5 - svg.LINE * (len(lines) - 1) / 2
        texts += [
            svg.paragraph(0, first, lines, style=style),
            svg.text(svg.WIDTH, y + 5, bar.text, anchor="end", style="strong"),
        ]
        top += height
    return shapes, texts, top


def _whole(y: float, scale: Scale) -> Markup:
    """Return the outline of the whole that a bar is a share of."""
    return svg.element(
        "rect",
        x=scale.start - 0.5,
        y=y - 6.5,
        width=scale.end - scale.start + 1,
        height=13,
        class_="figure-outline",
        fill="none",
        stroke=svg.colour("grid"),
    )


def _chance(bar: Bar, y: float, scale: Scale) -> list[Markup]:
    """Return the line of chance across a bar, and under it the bounds of what it gives."""
    if bar.chance is None:
        return []
    end = y + (12 if bar.interval else 10)
    line = f"M{written(scale(bar.chance))} {written(y - 10)}V{written(end)}"
    shapes = [svg.path(line, "figure-mark-2", svg.colour("2"), stroke_width=3)]
    if bar.interval:
        low, high = (written(scale(bound)) for bound in bar.interval)
        ends = f"M{low} {written(end - 4)}v8M{high} {written(end - 4)}v8"
        bounds = f"M{low} {written(end)}H{high}{ends}"
        shapes.append(svg.path(bounds, "figure-mark-2", svg.colour("2"), stroke_width=2))
    return shapes


def bars_key(words: Words, y: float, *, chance: str = "chart.chance") -> tuple[Markup, Markup]:
    """Return what a bar and an upright line stand for: their signs, and their words.

    `chance` is the key of the words on the line.
    """
    here, expected = words("chart.here"), words(chance)
    second = BARS.start + 30 + svg.text_width(here) + 14
    signs = [
        svg.bars([svg.rect(BARS.start, y - 10, 18, 10)]),
        svg.path(
            f"M{written(second)} {written(y - 14)}v18",
            "figure-mark-2",
            svg.colour("2"),
            stroke_width=3,
        ),
    ]
    said = [
        svg.text(BARS.start + 24, y, here, style="soft"),
        svg.text(round(second + 8, 1), y, expected, style="soft"),
    ]
    return svg.join(signs), svg.join(said)


def percent_ticks(scale: Scale, y: float, words: Words, *, top: float) -> tuple[Markup, Markup]:
    """Return the grid of a scale from 0 to 1, and its words standing on y: 0, 50, 100 %."""
    shares = (0.0, 0.25, 0.5, 0.75, 1.0)
    grid = "".join(
        f"M{svg.number(scale(share))} {svg.number(top)}V{svg.number(y - 16)}" for share in shares
    )
    words_of = [
        svg.text(scale(share), y, words.percent(share), anchor="middle", style="soft")
        for share in shares[::2]
    ]
    return svg.path(grid, "figure-grid", svg.colour("grid")), svg.join(words_of)
