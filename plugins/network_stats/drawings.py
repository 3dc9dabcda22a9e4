"""The drawings of a text: found in its HTML, and made into pictures that any reader shows.

Feed readers strip SVG. A drawing is made a PNG with the colours of the theme's light scheme, on
the colour of its page, so that it can be read on a dark ground too; its words are set in the
fonts beside this file and no others, so that every machine makes the same picture.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from ..build.digest import digest

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu Sans"

SHOWN, SCALE = 1.5, 3.0
"""How much larger than its own units a drawing is shown, and how much larger its PNG is."""

MARGIN = 12.0
"""Units left free around a drawing: its picture has a ground, and words would touch the edge."""

_PART = re.compile(
    r"<!--.*?-->|(?P<figure><figure\b[^>]*>)|</figure>|(?P<open><svg\b[^>]*>)|(?P<close></svg>)",
    re.DOTALL,
)
_NAME = re.compile(r"""\sid=["']?([A-Za-z][\w-]*)""")
_BOX = re.compile(
    r"""\sviewBox=["']\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']"""
)
_ROLE = re.compile(r"""\srole=["']?img\b""")
_WORDS = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)[;}]")
_MEDIA = re.compile(r"@(?:media|supports|container)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ON_PAPER = re.compile(r"""@import\s+url\(["']?([^"')]+)["']?\)[^;]*\bprint\s*;""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/]+\)|black|white")
_LIGHT = re.compile(r"light-dark\(\s*([^,()]+),[^()]*\)")

PLAIN: Mapping[str, str] = {
    "--color-page": "#ffffff",
    "--figure-ink": "#222222",
    "--figure-1": "#243a6b",
    "--figure-2": "#86202f",
    "--figure-muted": "#555555",
    "--figure-grid": "#cccccc",
}
"""The colours of a site whose theme has none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A drawing of a text: `anchor` is where it stands on its page, "" for no place of its own.

    `name` is that of its picture, unique in the text. Sizes are in units of the drawing.
    """

    name: str
    anchor: str
    svg: str
    width: float
    height: float
    words: str
    """Its title and its description, as plain text."""

    @property
    def digest(self) -> str:
        """A digest of the drawing, in hexadecimal."""
        return digest(self.svg).hex()

    @property
    def size(self) -> tuple[int, int]:
        """The size at which its picture is shown, in pixels."""
        return round((self.width + 2 * MARGIN) * SHOWN), round((self.height + 2 * MARGIN) * SHOWN)


def find_drawings(text: str) -> tuple[Drawing, ...]:
    """Return the drawings in the HTML of a text that are figures (role="img"), in order."""
    if "<svg" not in text:
        return ()
    found: list[Drawing] = []
    taken: set[str] = set()
    for anchor, svg in _outer(text):
        number = len(found) + 1
        name = anchor if anchor and anchor not in taken else f"figure-{number}"
        while name in taken:
            name += "-x"
        taken.add(name)
        box = _BOX.search(svg)
        found.append(
            Drawing(
                name=name,
                anchor=anchor,
                svg=svg,
                width=_number(box[3]) if box else 300.0,
                height=_number(box[4]) if box else 150.0,
                words=_words(svg),
            )
        )
    return tuple(found)


def weigh(text: str) -> int:
    """Return about how many bytes the HTML of a text takes in a feed, where it is escaped.

    Its drawings become pictures, which are not in the feed.
    """
    drawn = sum(len(drawing.svg) for drawing in find_drawings(text))
    return len(text.encode()) - drawn + 3 * (text.count("<") + text.count(">"))


def _outer(text: str) -> Iterator[tuple[str, str]]:
    """Yield each outermost drawing that is a figure, after the anchor where it stands."""
    anchor, start, depth = "", 0, 0
    for part in _PART.finditer(text):
        if part["open"] and not part["open"].endswith("/>"):
            start = part.start() if depth == 0 else start
            depth += 1
        elif part["close"] and depth:
            depth -= 1
            svg = text[start : part.end()]
            tag = svg[: svg.index(">")]
            if depth == 0 and _ROLE.search(tag):
                name = _NAME.search(tag)
                yield anchor or (name[1] if name else ""), svg
        elif part["figure"] and not depth:
            name = _NAME.search(part["figure"])
            anchor = name[1] if name else ""
        elif part[0] == "</figure>" and not depth:
            anchor = ""


def _number(text: str) -> float:
    """Return a size; the one that a drawing without a size has when it is no number."""
    try:
        return float(text)
    except ValueError:
        return 150.0


def _with_margin(drawing: Drawing) -> str:
    """Return the SVG of a drawing with some room around it."""
    box = _BOX.search(drawing.svg)
    left, top = (_number(box[1]), _number(box[2])) if box else (0.0, 0.0)
    wider, higher = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    view = f' viewBox="{left - MARGIN:g} {top - MARGIN:g} {wider:g} {higher:g}"'
    if box:
        return drawing.svg[: box.start()] + view + drawing.svg[box.end() :]
    return drawing.svg.replace("<svg", f"<svg{view}", 1)


def _words(svg: str) -> str:
    said: dict[str, str] = {}
    for kind, words in _WORDS.findall(svg):
        said.setdefault(kind, " ".join(unescape(re.sub(r"<[^>]*>", "", words)).split()))
    title, description = said.get("title", ""), said.get("desc", "")
    joint = ("" if title.endswith((".", "?", "!", "…")) else ".") + " "
    return joint.join(filter(None, (title, description)))


def parse_colours(sheets: Mapping[str, str]) -> dict[str, str]:
    """Return the custom properties in a theme's style sheets, as they are in its light scheme.

    `sheets` are given by their names. What one says for some media only, as for paper, does not
    count, nor does a sheet that another imports for paper.
    """
    return choose_colours(sheets, PLAIN)


def choose_colours(sheets: Mapping[str, str], plain: Mapping[str, str]) -> dict[str, str]:
    """Return the values of the properties of `plain`, whose own stand for what is no colour."""
    given: dict[str, str] = {}
    on_paper = {name for text in sheets.values() for name in _ON_PAPER.findall(text)}
    for sheet in (sheets[name] for name in sorted(sheets.keys() - on_paper)):
        on_screen = _MEDIA.sub("", _COMMENT.sub("", sheet))
        for name, value in _PROPERTY.findall(on_screen):
            given.setdefault(name, value.strip())
    known = {name: resolve(given.get(name, value), given) for name, value in plain.items()}
    return {
        name: value if _COLOUR.fullmatch(value) else plain[name] for name, value in known.items()
    }


def resolve(value: str, given: Mapping[str, str]) -> str:
    """Return `value` with the value of each property that it names, in the light scheme."""
    for _ in range(8):  # deeper than any theme goes; a circle ends too
        known = _VAR.sub(lambda match: given.get(match[1], match[2] or "currentColor"), value)
        known = _LIGHT.sub(lambda match: match[1].strip(), known)
        if known == value:
            break
        value = known
    return value


def render_png(drawing: Drawing, colours: Mapping[str, str]) -> bytes:
    """Return a drawing as a PNG: the same bytes for the same drawing, whatever the machine.

    Raises `ValueError` when it is no SVG.
    """
    import resvg_py  # noqa: PLC0415 - most builds draw nothing

    svg = resolve(_with_margin(drawing), colours).replace("currentColor", colours["--figure-ink"])
    if " xmlns=" not in svg[: svg.index(">")]:
        svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    picture: bytes = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=round((drawing.width + 2 * MARGIN) * SCALE),
            background=colours["--color-page"],
            skip_system_fonts=True,
            font_files=_fonts(),
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            serif_family=FAMILY,
            monospace_family=FAMILY,
        )
    )
    return picture


@cache
def _fonts() -> list[str]:
    return [str(path) for path in sorted(FONTS.glob("*.ttf"))]
