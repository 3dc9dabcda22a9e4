"""Writing SVG: elements, escaping, numbers, and room for words.

A drawing is 360 units wide. On a telephone that is about one unit a pixel, so its words,
14 units high, can be read there; a theme may make them smaller on a wide page, never larger.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

WIDTH = 360.0
FONT_SIZE = 14.0
LARGE = 30.0
LINE = 18.0
_LEADING = "1.28em"

# XML 1.0 has no place for the controls, and a page none for overrides of direction, which
# would turn the words that follow (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# Advance widths in ems, rounded up from DejaVu Sans, wider than most fonts of text.
_NARROW = frozenset("iljftrI.,;:'’‘|!()[] \u00a0\u202f-·“”\"")
_WIDE = frozenset("mwMW%@œŒæÆ—…")


def safe(text: str) -> str:
    """Return text without the characters that no page should hold."""
    return _UNSAFE.sub("", text)


def number(value: float) -> str:
    """Return a coordinate: at most two decimals, no trailing zeros, never "-0"."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def element(name: str, /, *children: str, **attributes: str | float) -> Markup:
    """Return an element. Children that are not markup are escaped.

    An attribute is named as in Python: `text_anchor` is text-anchor, `class_` is class.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    inside = "".join(_child(child) for child in children)
    markup = f"<{name}{written}>{inside}</{name}>" if children else f"<{name}{written}/>"
    return Markup(markup)  # noqa: S704 - every part was escaped above


def _attribute(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else number(value)


def _child(child: str) -> str:
    return child if isinstance(child, Markup) else plain(child)


def plain(text: str) -> Markup:
    """Return text as markup: escaped, and safe."""
    return escape(safe(text))


def join(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup, one after the other."""
    return Markup("").join(parts)


def colour(name: str) -> str:
    """Return the value of a paint: the theme's custom property, else the colour of the text."""
    return f"var(--figure-{name}, currentColor)"


def bars(shapes: Iterable[Markup], *, second: bool = False) -> Markup:
    """Return filled shapes as a group, in the first colour or the second."""
    name, paint = ("figure-bar-2", "2") if second else ("figure-bar", "1")
    return element("g", *shapes, class_=name, fill=colour(paint))


def rect(x: float, y: float, width: float, height: float) -> Markup:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """Return a straight line: an "axis", part of the "grid", or a "leader" to a label."""
    paint = colour("muted" if kind == "axis" else "grid")
    return path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", f"figure-{kind}", paint)


def path(d: str, class_: str, paint: str, **attributes: str | float) -> Markup:
    """Return a path drawn with a line."""
    return element("path", class_=class_, d=d, fill="none", stroke=paint, **attributes)


def text(
    x: float, y: float, content: str, *, anchor: str = "start", style: str = "label"
) -> Markup:
    """Return a line of words standing on y.

    `style` is "label", "soft" (second rank), "strong" or "number" (large).
    """
    attributes: dict[str, str | float] = {"x": x, "y": y, **_style(style)}
    if anchor != "start":
        attributes["text_anchor"] = anchor
    return element("text", content, **attributes)


def span(content: str, style: str) -> Markup:
    """Return words inside a line that are of another style than the line."""
    return element("tspan", content, **_style(style))


def _style(style: str) -> dict[str, str | float]:
    """Return the attributes of a style of words."""
    attributes: dict[str, str | float] = {"class_": f"figure-{style}"}
    if style == "soft":
        attributes["fill"] = colour("muted")
    if style in {"strong", "number"}:
        attributes["font_weight"] = "700"
    if style == "number":
        attributes["font_size"] = LARGE
    return attributes


def paragraph(x: float, y: float, lines: Iterable[str], *, style: str = "label") -> Markup:
    """Return lines of words, the first standing on y.

    The lines follow the size of the type, so that a theme's smaller words stay together.
    """
    first, *others = lines
    content = [first, *(element("tspan", line, x=x, dy=_LEADING) for line in others)]
    return element("text", *content, x=x, y=y, **_style(style))


def ticks(y: float, places: Iterable[tuple[float, str]], *, style: str) -> Markup:
    """Return short words along a scale, each centred on its place."""
    words = (element("text", content, x=x, y=y) for x, content in places)
    return element("g", *words, text_anchor="middle", **_style(style))


def labels(texts: Iterable[Markup]) -> Markup:
    """Return the words of a drawing as a group, hidden from those who are read its name."""
    return element(
        "g",
        *texts,
        class_="figure-text",
        font_size=FONT_SIZE,
        fill="currentColor",
        aria_hidden="true",
    )


def text_width(content: str, size: float = FONT_SIZE) -> float:
    """Return about how wide words are, in units: rather too much than too little."""
    return size * sum(map(_em, content))


@lru_cache(maxsize=512)
def _em(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if character in _WIDE:
        return 1.0
    if character.isdigit():
        return 0.64
    return 0.72 if character.isupper() else 0.62


def wrap(content: str, width: float, size: float = FONT_SIZE) -> tuple[str, ...]:
    """Return words as lines no wider than `width`, where a word allows it."""
    lines: list[str] = []
    for word in content.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def spread(
    wanted: Iterable[float],
    heights: Iterable[float],
    gap: float,
    *,
    bottom: float = float("inf"),
) -> tuple[float, ...]:
    """Return tops for blocks, in order, none over the other, each near where it is wanted.

    Blocks are pushed down where they meet, then up again where they pass the bottom.
    """
    tops: list[float] = []
    tall = tuple(heights)
    free = 0.0
    for top, height in zip(wanted, tall, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height + gap
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], bottom - tall[index])
        bottom = tops[index] - gap
    return tuple(tops)


def drawing(
    identifier: str, *, name: str, description: str, shapes: Markup, height: float
) -> Markup:
    """Return the whole SVG, with its name and description for those who do not see it."""
    title, desc = f"{identifier}-name", f"{identifier}-description"
    return element(
        "svg",
        element("title", name, id=title),
        element("desc", description, id=desc),
        shapes,
        xmlns="http://www.w3.org/2000/svg",
        class_="figure-drawing",
        viewBox=f"0 0 {number(WIDTH)} {number(height)}",
        role="img",
        aria_labelledby=f"{title} {desc}",
    )
