"""The faces in which cards and covers are drawn: those of the theme, as TrueType, with widths.

Cards are drawn without a browser, by a library that knows no WOFF2: the theme's own files are
opened here, so that there is one copy of each face and cards follow the theme. A theme without
fonts, and signs that its fonts lack, have those that pictures of figures are drawn in.
"""

import io
import pickle
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..build.digest import digest, file_digest
from ..build.store import Store
from ..network_stats.drawings import FAMILY, FONTS

ENDS = (".woff2", ".woff", ".ttf", ".otf")
_FIRST = re.compile(r"""--font-(text|interface)\s*:\s*["']?([^"',;]+)""")


@dataclass(frozen=True, kw_only=True)
class Face:
    """A face: its name, and how wide its characters are in units of its size."""

    file: str
    family: str
    italic: bool
    weight: int
    data: bytes
    """As TrueType."""
    widths: Mapping[int, float]
    """By code point."""


@dataclass(frozen=True, kw_only=True)
class Faces:
    """All the faces of cards; `text` and `interface` are the names of two families."""

    faces: tuple[Face, ...]
    text: str
    interface: str

    def measure(
        self, text: str, size: float, family: str, *, italic: bool = False, spacing: float = 0
    ) -> float:
        """Return how wide a text is set at this size; `spacing` is in units of the size.

        Kerning is left out: what is set is a little narrower.
        """
        face = self._find(family, italic=italic)
        other = self._find(FAMILY, italic=False)
        widths = (
            face.widths.get(ord(char), other.widths.get(ord(char), 0.6)) + spacing for char in text
        )
        return size * sum(widths)

    def _find(self, family: str, *, italic: bool) -> Face:
        """Return the regular face of a family, or the nearest to it."""
        mine = [face for face in self.faces if face.family == family]
        known = mine or [face for face in self.faces if face.family == FAMILY]
        return min(known, key=lambda face: (face.italic != italic, abs(face.weight - 400)))


def find_fonts(theme: Path) -> list[Path]:
    """Return the files of the theme's fonts and of ours, in a fixed order."""
    own = theme / "fonts"
    files = sorted(own.iterdir()) if own.is_dir() else []
    return [
        *(path for path in files if path.suffix in ENDS),
        *sorted(FONTS.glob("*.ttf")),
    ]


def fonts_digest(fonts: Sequence[Path], sheets: Mapping[str, str]) -> bytes:
    """Return the digest of all that the faces are made from."""
    return digest(*map(file_digest, fonts), repr(_named(sheets)))


def load_faces(fonts: Sequence[Path], sheets: Mapping[str, str], store: Store) -> Faces:
    """Return the faces in these files, for a theme with these style sheets by their names.

    They are opened once, and kept in the store.
    """
    key = digest("faces", fonts_digest(fonts, sheets))
    data = store.get(key)
    if data is None:
        faces = tuple(face for path in fonts if (face := _open_face(path)))
        data = pickle.dumps(faces, protocol=5)
        store.put(key, data)
    faces = pickle.loads(data)  # noqa: S301 - our own store, checked by digest
    families = {face.family for face in faces}
    named = {role: name if name in families else FAMILY for role, name in _named(sheets).items()}
    return Faces(faces=faces, **named)


def _named(sheets: Mapping[str, str]) -> dict[str, str]:
    """Return the families that the style sheets name first for the text and the interface."""
    found: dict[str, str] = {}
    for name in sorted(sheets):  # the first counts: later ones are a reader's choice
        for role, family in _FIRST.findall(sheets[name]):
            found.setdefault(role, family.strip())
    return {"text": FAMILY, "interface": FAMILY} | found


def _open_face(path: Path) -> Face | None:
    """Return the face in a file, variable ones at their own middle; `None` for what is none.

    A browser leaves out what it cannot open, and so do cards.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - most builds draw nothing

    try:
        return _read_face(path, TTFont(path, recalcTimestamp=False))
    except Exception:  # noqa: BLE001 - it raises whatever the broken table makes it raise
        return None


def _read_face(path: Path, font: Any) -> Face:  # noqa: ANN401 - the library has no types
    font.flavor = None
    stream = io.BytesIO()
    font.save(stream)
    unit, advances = font["head"].unitsPerEm, font["hmtx"]
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1) or path.stem
    return Face(
        file=path.name,
        family=family,
        italic=bool(font["OS/2"].fsSelection & 1),
        weight=font["OS/2"].usWeightClass,
        data=stream.getvalue(),
        widths={code: advances[name][0] / unit for code, name in font.getBestCmap().items()},
    )


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return a text in lines that are no wider than `width`, unless a word alone is.

    Lines break at spaces that allow it.
    """
    lines: list[str] = []
    for word in re.split("[ \n]+", text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balance(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return a text in as few lines as `wrap`, of about one length."""
    count = len(wrap(text, width, measure))
    low, high = 0.0, width
    while high - low > 4:
        middle = (low + high) / 2
        lines = wrap(text, middle, measure)
        fits = len(lines) <= count and all(measure(line) <= middle for line in lines)
        low, high = (low, middle) if fits else (middle, high)
    return wrap(text, high, measure)
