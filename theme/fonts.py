"""Makes the fonts of the theme and `fonts.css` from their sources: `invoke fonts FOLDER`.

The same sources give the same bytes. What is changed in them, and where they come from, is told
in `static/fonts/README.md`.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).parent / "static"

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + (
    "ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŸŒàáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßŠš"
)
SIGNS = "\u00a0\u202f\u2011«»‹›‘’“”–—…·•°§¶†©€£×÷±−≈≠≤≥²³½→←↑↓′"
FINE, HYPHEN = 0x202F, 0x2011
SMALL_CAPITALS = frozenset("IVXLCDM")
"""The letters of centuries: the only ones of which a small capital is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A face of the theme: how style sheets call it, and the file that it is made from."""

    name: str
    family: str
    style: str = "normal"
    weight: str = "400"
    source: str
    sha256: str
    features: tuple[str, ...] = ("kern", "liga", "onum", "pnum", "c2sc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fallback:
    """A face that a device may have, shown until ours is there.

    `width` is the mean advance of a letter of the essays, in ems; it is measured in a free font
    of the same widths where the face itself is not free.
    """

    family: str
    local: tuple[str, ...]
    width: float


FACES = (
    Face(
        name="spectral-400",
        family="Spectral",
        source="Spectral-Regular.ttf",
        sha256="c89021dc20720c8d0dcf40b0b2f6e00c13665fa8041717f581396f51b8c78f5d",
    ),
    Face(
        name="spectral-400-italic",
        family="Spectral",
        style="italic",
        source="Spectral-Italic.ttf",
        sha256="7ec97244259db4008c4b1224c7914e5371c797c0044af9d85c2d761ba0e5f787",
    ),
    Face(
        name="atkinson",
        family="Atkinson Hyperlegible Next",
        weight="400 700",
        source="AtkinsonHyperlegibleNext[wght].ttf",
        sha256="5a455d1cfa099b601ab70751bb9673e8fe1854dc4500c80e1a220d0d75e31745",
        features=("kern", "tnum"),
    ),
)

FALLBACKS: Mapping[str, tuple[Fallback, ...]] = {
    "spectral-400": (
        Fallback(family="Spectral A", local=("Georgia", "Gelasio"), width=0.438),
        Fallback(family="Spectral B", local=("Times New Roman", "Liberation Serif"), width=0.3997),
        Fallback(family="Spectral C", local=("Noto Serif",), width=0.4737),
    ),
    "spectral-400-italic": (
        Fallback(family="Spectral A", local=("Georgia Italic", "Gelasio Italic"), width=0.4452),
        Fallback(
            family="Spectral B",
            local=("Times New Roman Italic", "Liberation Serif Italic"),
            width=0.4017,
        ),
        Fallback(family="Spectral C", local=("Noto Serif Italic",), width=0.4602),
    ),
    "atkinson": (
        Fallback(family="Atkinson A", local=("Arial", "Liberation Sans"), width=0.4418),
        Fallback(family="Atkinson B", local=("Roboto",), width=0.4398),
    ),
}
"""What stands for each face until it is there: on most desks, on phones."""

WIDTHS: Mapping[str, float] = {
    "spectral-400": 0.4375,
    "spectral-400-italic": 0.4017,
    "atkinson": 0.439,
}
"""The mean advance of a letter of the essays in each of our faces, in ems."""

HEADER = "/* Made by `invoke fonts`: what to change is in theme/fonts.py. */\n"


def load_source(folder: Path, face: Face) -> TTFont:
    """Return a source font; raises `ValueError` when it is not the one that is meant."""
    data = (folder / face.source).read_bytes()
    if sha256(data).hexdigest() != face.sha256:
        raise ValueError(f"{folder / face.source} is another version than theme/fonts.py names.")
    return TTFont(BytesIO(data), recalcTimestamp=False)


def build_font(font: TTFont, features: Sequence[str]) -> bytes:
    """Return a font that has the glyphs of the site and no others, as WOFF2."""
    if "fvar" in font:
        font = _reload(instantiateVariableFont(font, {"wght": (400, 700)}))
        for table in ("HVAR", "MVAR"):  # of the glyphs as they were; browsers do without
            if table in font:
                del font[table]
    if "onum" in features:
        _keep_few_variants(font)
    _add_fine_space(font)
    _map(font, HYPHEN, font.getBestCmap()[ord("-")])
    options = Options(
        layout_features=[*features],
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=False,
        drop_tables=[*Options().drop_tables, "meta", "DSIG"],
        flavor="woff2",
    )
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS + SIGNS)
    subsetter.subset(font)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def _reload(font: TTFont) -> TTFont:
    """Return a font as it is read from disk: what is cut out of one in memory leaves traces."""
    stream = BytesIO()
    font.save(stream)
    stream.seek(0)
    return TTFont(stream, recalcTimestamp=False)


def _keep_few_variants(font: TTFont) -> None:
    """Take from the features what the site does not need.

    These are variants of currencies, most small capitals, and old-style figures of one width:
    `onum` gives those of a text at once.
    """
    cmap = font.getBestCmap()
    digits = [cmap[ord(digit)] for digit in "0123456789"]
    old = {name: f"{name}.OP" for name in digits}
    small = {name: f"{name.lower()}.sc" for name in SMALL_CAPITALS} | old  # they share a lookup
    wanted = {"c2sc": small, "onum": old, "pnum": {name: f"{name}.LP" for name in digits}}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag not in wanted:
            continue
        names = wanted[record.FeatureTag]
        for index in record.Feature.LookupListIndex:
            for outer in table.LookupList.Lookup[index].SubTable:
                subtable = getattr(outer, "ExtSubTable", outer)
                subtable.mapping = {
                    name: names[name] for name in subtable.mapping if name in names
                }


def _add_fine_space(font: TTFont) -> None:
    """Add U+202F, which French sets before high punctuation: 0.6 of a word space."""
    name = "uni202F"
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    variations = font["gvar"].variations if "gvar" in font else {}  # read with the old order
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    metrics[name] = (round(metrics[cmap[0x20]][0] * 0.6), 0)
    variations[name] = []
    _map(font, FINE, name)


def _map(font: TTFont, character: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[character] = name


def render_css(ascents: Mapping[str, tuple[float, float]]) -> str:
    """Return the style sheet of the faces; `ascents` are ascent and descent of each, in ems."""
    rules = [
        f"""@font-face {{
  font-family: "{face.family}";
{_variant(face)}  font-display: swap;
  src: url("../fonts/{face.name}.woff2");
}}
"""
        for face in FACES
    ]
    for face in FACES:
        ascent, descent = ascents[face.name]
        for fallback in FALLBACKS[face.name]:
            scale = WIDTHS[face.name] / fallback.width
            local = ", ".join(f'local("{name}")' for name in fallback.local)
            rules.append(f"""@font-face {{
  font-family: "{fallback.family}";
{_variant(face)}  ascent-override: {_percent(ascent / scale)};
  descent-override: {_percent(descent / scale)};
  line-gap-override: 0%;
  size-adjust: {_percent(scale)};
  src: {local};
}}
""")
    return "\n".join([HEADER, *rules])


def _variant(face: Face) -> str:
    """Return what sets a face apart from a plain one."""
    style = f"  font-style: {face.style};\n" if face.style != "normal" else ""
    return style + (f"  font-weight: {face.weight};\n" if face.weight != "400" else "")


def _percent(share: float) -> str:
    """Return a share as style sheets write it, to a tenth of a hundredth."""
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def ascents(font: TTFont) -> tuple[float, float]:
    """Return the ascent and the descent of a font, in ems."""
    table, em = font["hhea"], font["head"].unitsPerEm
    return table.ascent / em, -table.descent / em


def write_fonts(sources: Path, static: Path = STATIC) -> dict[str, int]:
    """Write the fonts and their style sheet; return how many bytes each font has."""
    sizes, found = {}, {}
    for face in FACES:
        font = load_source(sources, face)
        found[face.name] = ascents(font)
        data = build_font(font, face.features)
        (static / "fonts" / f"{face.name}.woff2").write_bytes(data)
        sizes[face.name] = len(data)
    (static / "css" / "fonts.css").write_text(render_css(found), encoding="utf-8")
    return sizes


if __name__ == "__main__":
    for name, size in write_fonts(Path(sys.argv[1])).items():
        print(f"{name}.woff2: {size} bytes")
