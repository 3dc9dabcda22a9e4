"""The pictures that stand for a page where its address is shared, and the cover of the book.

A card is an SVG that is drawn here, made a PNG of few colours: the title, whose argument it is,
and the first figure of the essay without its words; a text without a figure has two circles and
the tie between them. Its colours and its faces are those of the theme's light scheme.
"""

import io
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from ..network_stats.drawings import PLAIN, Drawing, resolve
from .card_fonts import Faces, balance, wrap

WIDTH, HEIGHT = 1200, 630
"""Of a card, in pixels: what networks ask for."""
COVER_WIDTH, COVER_HEIGHT = 1600, 2400
MARGIN = 72
PANEL = 440
"""Width of the ground on which a figure stands, at the end of a card."""
COLOURS = 48
"""Of the palette of a picture, smoothed edges included: fewer are seen, more weigh."""

COLOURED: Mapping[str, str] = {
    **PLAIN,
    "--color-tint": "#f2f2f2",
    "--color-text": "#222222",
    "--color-muted": "#555555",
    "--color-link": "#243a6b",
    "--color-accent": "#86202f",
    "--color-tie": "#888888",
}
"""The colours of a card, and what they are where the theme has none."""

SMALL = 600
"""The width at which a figure is drawn to find its shapes, in pixels."""

_BOX = re.compile(r"""\sviewBox=["']\s*(-?[\d.]+)[\s,]+(-?[\d.]+)""")
_PLACE = re.compile(r"""\s(?:width|height|x|y|viewBox|preserveAspectRatio)=(?:"[^"]*"|'[^']*')""")
_WORDS = re.compile(r"<(text|title|desc)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What a card shows."""

    site: str
    title: str
    subtitle: str = ""
    after: str = ""
    """Whose argument it is, in words."""
    drawing: Drawing | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """The colours and the faces of a card."""

    colours: Mapping[str, str]
    """The values of the theme's custom properties."""
    faces: Faces

    def __getitem__(self, name: str) -> str:
        """Return the colour that the theme gives this name."""
        return self.colours[f"--{name}"]


def draw_card(scene: Scene, ink: Ink) -> str:
    """Return a card as SVG."""
    room = WIDTH - PANEL - MARGIN - 40
    size, lines = _fit(scene.title, ink.faces, room, (92, 84, 76, 68, 60, 52, 46), 230)
    parts = []
    if scene.title != scene.site:
        parts += [_mark(MARGIN, 88, 1.5, ink), _words(MARGIN + 92, 98, 30, scene.site, ink)]
    if scene.drawing:
        parts.append(_figure(scene.drawing, WIDTH - PANEL, ink))
    else:
        parts.append(_tie(WIDTH - 384, 411, WIDTH - 72 - 66, 219, 66, ink))
    block = [*lines]
    small = wrap(scene.subtitle, room, partial(_italic, ink.faces, 32)) if scene.subtitle else []
    small = _cut(small, 3)
    height = len(block) * size * 1.08 + (24 + len(small) * 42 if small else 0)
    top = 150 + max(0.0, (500 - 150 - height) / 2)
    for number, line in enumerate(block):
        baseline = top + size * (0.82 + 1.08 * number)
        parts.append(_words(MARGIN, baseline, size, line, ink, spacing=-0.02))
    below = top + len(block) * size * 1.08 + 24
    for number, line in enumerate(small):
        parts.append(_words(MARGIN, below + 30 + 42 * number, 32, line, ink, italic=True))
    if scene.after:
        parts.append(_line(MARGIN, 540, MARGIN + 56, ink))
        muted = ink["color-muted"]
        parts.append(_words(MARGIN, 582, 28, scene.after, ink, fill=muted))
    return _svg(WIDTH, HEIGHT, parts, ink)


def draw_cover(scene: Scene, ink: Ink, note: str) -> str:
    """Return the cover of a book as SVG; `note` stands at its foot."""
    edge = 150
    room = COVER_WIDTH - 2 * edge
    size, lines = _fit(scene.title, ink.faces, room, (300, 260, 230, 200, 170, 140), 900)
    top = 330
    parts = [_tie(edge + 170, 1730, COVER_WIDTH - edge - 170, 1270, 170, ink)]
    for number, line in enumerate(lines):
        baseline = top + size * (0.4 + number)
        parts.append(_words(edge, baseline, size, line, ink, spacing=-0.03))
    below = top + size * (len(lines) - 0.2)
    small = (
        balance(scene.subtitle, room, partial(_italic, ink.faces, 68)) if scene.subtitle else []
    )
    for number, line in enumerate(small):
        parts.append(_words(edge, below + 60 + 88 * number, 68, line, ink, italic=True))
    parts.append(_line(edge, 2130, edge + 110, ink, 4))
    muted = ink["color-muted"]
    parts.append(_words(edge, 2220, 52, note, ink, fill=muted))
    return _svg(COVER_WIDTH, COVER_HEIGHT, parts, ink)


def render_png(svg: str, faces: Faces, width: int) -> bytes:
    """Return a drawing as a PNG of few colours: the same bytes, whatever the machine."""
    import resvg_py  # noqa: PLC0415 - most builds draw nothing
    from PIL import Image  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, face in enumerate(faces.faces):
            path = Path(folder) / f"{number}.ttf"
            path.write_bytes(face.data)
            files.append(str(path))
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=files,
            font_family=faces.text,
            serif_family=faces.text,
            sans_serif_family=faces.interface,
        )
    picture = Image.open(io.BytesIO(bytes(drawn))).convert("RGB")
    few = picture.quantize(
        colors=COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    stream = io.BytesIO()
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _fit(
    text: str, faces: Faces, room: float, sizes: tuple[int, ...], height: float
) -> tuple[int, list[str]]:
    """Return the largest of the sizes at which a title has its room, and its lines."""
    for size in sizes:
        measure = partial(_roman, faces, size)
        lines = balance(text, room, measure)
        fits = all(measure(line) <= room for line in lines)
        if fits and len(lines) * size * 1.08 <= height:
            return size, lines
    lines = wrap(text, room, partial(_roman, faces, sizes[-1]))
    return sizes[-1], _cut(lines, int(height / (sizes[-1] * 1.08)))


def _roman(faces: Faces, size: float, text: str) -> float:
    return faces.measure(text, size, faces.text, spacing=-0.02)


def _italic(faces: Faces, size: float, text: str) -> float:
    return faces.measure(text, size, faces.text, italic=True)


def _cut(lines: list[str], most: int) -> list[str]:
    """Return the first lines, the last of them open when there are more."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rstrip(",;: ") + "…"]


def _svg(width: int, height: int, parts: list[str], ink: Ink) -> str:
    ground = f'<rect width="{width}" height="{height}" fill="{ink["color-page"]}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{ground}{"".join(parts)}</svg>'
    )


def _words(
    x: float,
    y: float,
    size: float,
    text: str,
    ink: Ink,
    *,
    italic: bool = False,
    spacing: float = 0,
    fill: str = "",
) -> str:
    slant = ' font-style="italic"' if italic else ""
    apart = f' letter-spacing="{spacing * size:g}"' if spacing else ""
    colour = fill or ink["color-text"]
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{escape(ink.faces.text)}" font-size="{size:g}"'
        f'{slant}{apart} fill="{colour}">{escape(text, quote=False)}</text>'
    )


def _line(x: float, y: float, end: float, ink: Ink, width: float = 2) -> str:
    colour = ink["color-accent"]
    return f'<path d="M{x:g} {y:g}H{end:g}" stroke="{colour}" stroke-width="{width:g}"/>'


def _mark(x: float, y: float, scale: float, ink: Ink) -> str:
    """Return the site's mark: it starts at `x`, its middle at `y`."""
    return _tie(x + 6.75 * scale, y, x + 45 * scale, y, 6.75 * scale, ink, dashes=(3, 3))


def _tie(
    x: float,
    y: float,
    end_x: float,
    end_y: float,
    radius: float,
    ink: Ink,
    dashes: tuple[float, float] = (0, 0),
) -> str:
    """Return two circles, given by their middles, and the tie between them."""
    on, off = dashes if dashes[0] else (radius / 7, radius / 7)
    length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
    part = radius * 1.3 / length
    start = (x + (end_x - x) * part, y + (end_y - y) * part)
    stop = (end_x - (end_x - x) * part, end_y - (end_y - y) * part)
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}L{stop[0]:.1f} {stop[1]:.1f}" fill="none" '
        f'stroke="{ink["color-tie"]}" stroke-width="{max(2.0, radius / 22):g}" '
        f'stroke-dasharray="{on:g} {off:g}"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{ink["color-link"]}"/>'
        f'<circle cx="{end_x:g}" cy="{end_y:g}" r="{radius:g}" fill="{ink["color-accent"]}"/>'
    )


def _figure(drawing: Drawing, left: float, ink: Ink) -> str:
    """Return a figure without its words, on its ground: at its size they could not be read."""
    bare = resolve(_WORDS.sub("", drawing.svg), ink.colours)
    bare = bare.replace("currentColor", ink["figure-ink"])
    if " xmlns=" not in bare[: bare.index(">")]:
        bare = bare.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    x, y, width, height = _extent(bare, drawing)
    room_x, room_y = PANEL - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(room_x / width, room_y / height)
    across, down = width * scale, height * scale
    place = (
        f'x="{left + (PANEL - across) / 2:.1f}" y="{(HEIGHT - down) / 2:.1f}" '
        f'width="{across:.1f}" height="{down:.1f}" viewBox="{x:g} {y:g} {width:g} {height:g}"'
    )
    tag, _, rest = bare.partition(">")
    ground = f'<rect x="{left:g}" width="{PANEL}" height="{HEIGHT}" fill="{ink["color-tint"]}"/>'
    return f"{ground}{_PLACE.sub('', tag)} {place}>{rest}"


def _extent(svg: str, drawing: Drawing) -> tuple[float, float, float, float]:
    """Return the box of what a drawing without words shows, in its own units.

    It is what is not blank when it is drawn small: shapes have many ways to say where they are.
    """
    import resvg_py  # noqa: PLC0415 - as above
    from PIL import Image  # noqa: PLC0415

    small = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SMALL, skip_system_fonts=True))
    picture = Image.open(io.BytesIO(small)).convert("RGBA")
    found = picture.getchannel("A").getbbox() or (0, 0, *picture.size)
    box = _BOX.search(svg)
    origin = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    unit = drawing.width / picture.width
    left, top, right, bottom = (value * unit for value in found)
    return origin[0] + left, origin[1] + top, right - left, bottom - top
