"""The label of a page: what reading it costs, counted on the page as it is published.

A page is looked through once it is made: what it makes a browser fetch, from which hosts, with
which cookies. Texts weigh what they weigh compressed with Brotli, at the level that a server
can afford for each request; fonts and pictures weigh their bytes. The page's own weight holds
the label, with two numbers of the usual width in it; they are put in at the end.

The icon of the tab is left out, as are sounds and films, which are fetched when they are played.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from ..build.assets import Assets
from ..build.digest import digest, file_digest
from ..build.problems import BuildFailed, missing_library
from ..build.settings import Settings
from .body import CLOSE, OPEN
from .files import IMAGES
from .views import Cost, LabelView

if TYPE_CHECKING:
    from .load import Card
    from .press import Press
    from .views import EssayView

LEVEL = 4
"""Brotli's level: of those that take less than a millisecond for a long page, the smallest."""
TEMPLATE = "partials/label.html"
PLACE = f"{OPEN}label{CLOSE}"
"""Stands in a page for its label, until the rest of it is there…"""
PAGE, TOTAL = f"{OPEN}page{CLOSE}", f"{OPEN}total{CLOSE}"
"""…and in the label for what is known last."""
USUAL = "00,0"

STYLES, FONTS, PICTURES, SCRIPTS = "style sheet", "fonts", "pictures", "scripts"
KINDS = (STYLES, FONTS, PICTURES, SCRIPTS)
TEXTS = (".css", ".js", ".mjs", ".json", ".svg", ".html")
"""Endings of the files that servers compress."""
UNITS = {"fr": "ko", "en": "kB"}

_TAG = re.compile(
    r"<(link|script|img|image|use|iframe|embed|object|source|audio|video|track|input)\b"
    r"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ADDRESSES = {
    "link": ("href",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "object": ("data",),
}
"""The attributes that hold what an element fetches, apart from `src`."""
_FETCHED = {"stylesheet": STYLES, "preload": "", "modulepreload": SCRIPTS, "preconnect": None}
"""The relations of links that fetch something or greet a host, and what they fetch."""
_TAG_KINDS = {"script": SCRIPTS, "img": PICTURES, "image": PICTURES, "input": PICTURES}
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""type=["']?(?:application/(?:ld\+)?json|importmap|speculationrules)""")
_COOKIE = re.compile(r"\bdocument\s*\.\s*cookie\s*=(?!=)|\bcookieStore\s*\.\s*set\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""")
_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_URL = re.compile(r"""\burl\(\s*["']?([^"')]+)["']?\s*\)""")


@dataclass(kw_only=True)
class Fetched:
    """What a page makes a browser fetch: addresses by kind, other hosts, cookies."""

    addresses: dict[str, str] = field(default_factory=dict)
    """The kind of each address below the root of the site, in order."""
    hosts: set[str] = field(default_factory=set)
    cookies: int = 0
    script: int = 0
    """Bytes of the scripts inside the page, compressed."""


def build_ruler(press: "Press") -> "Ruler":
    """Return what measures the pages of a site; its digest is that of all that it reads."""
    static = press.settings.theme / "static"
    files = sorted(path for path in static.rglob("*") if path.is_file())
    return Ruler(
        settings=press.settings,
        assets=press.assets,
        digest=digest(
            press.templates.digest(TEMPLATE),
            *(part for path in files for part in (path.name, file_digest(path))),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """What measures the pages of a site."""

    settings: Settings
    digest: bytes
    assets: Assets = field(default_factory=Assets)
    place: str = PLACE
    _weights: dict[str, int] = field(default_factory=dict)
    _sheets: dict[str, Fetched] = field(default_factory=dict)
    _scripts: dict[str, tuple[int, int]] = field(default_factory=dict)
    _cookies_of: dict[str, int] = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """The address of the root of the site."""
        return self.settings.url + "/"

    def render(self, press: "Press", page: str, view: "EssayView") -> str:
        """Return a page with its label in its place."""
        fetched = self.fetched(page, view.url)
        weights = {
            kind: [self.weight(path) for path, its in fetched.addresses.items() if its == kind]
            for kind in KINDS
        }
        strings, unit = press.strings[view.lang], UNITS[view.lang]
        names = {
            STYLES: strings.gettext("style sheet"),
            FONTS: strings.gettext("fonts"),
            PICTURES: strings.gettext("pictures"),
            SCRIPTS: strings.gettext("scripts"),
        }
        label = LabelView(
            total=f"{TOTAL}\u00a0{unit}",
            requests=1 + len(fetched.addresses),
            third_parties=tuple(sorted(fetched.hosts)),
            cookies=fetched.cookies,
            parts=(
                Cost(name=strings.gettext("page"), size=f"{PAGE}\u00a0{unit}"),
                *(
                    Cost(name=names[kind], count=len(sizes), size=_kilo(sum(sizes), view.lang))
                    for kind, sizes in weights.items()
                    if sizes
                ),
            ),
            script=_kilo(fetched.script, view.lang) if fetched.script else "",
        )
        drawn = press.render(TEMPLATE, view.lang, view=view, label=label)
        around = page.split(self.place)  # long, and without those numbers
        own = compressed(_filled(drawn, USUAL, USUAL).join(around).encode())
        total = own + sum(map(sum, weights.values()))
        return _filled(drawn, _number(own, view.lang), _number(total, view.lang)).join(around)

    def fetched(self, page: str, url: str) -> Fetched:
        """Return what a page at `url` makes a browser fetch, with what its styles ask for."""
        found, base = Fetched(), self.root + url
        for kind, address in _asked(page):
            self._note(found, kind, urljoin(base, address))
        for attributes, script in _SCRIPT.findall(page):
            if not _DATA.search(attributes):
                size, cookies = self._script(script)
                found.script += size
                found.cookies += cookies
        for path in [path for path, kind in found.addresses.items() if kind == SCRIPTS]:
            found.cookies += self._cookies(path)
        for path in [path for path, kind in found.addresses.items() if kind == STYLES]:
            sheet = self._sheet(path)
            found.addresses |= sheet.addresses
            found.hosts |= sheet.hosts
        return found

    def _script(self, text: str) -> tuple[int, int]:
        """Return the bytes of a script inside a page, compressed, and how many cookies it sets."""
        if text not in self._scripts:  # most pages have the same
            self._scripts[text] = compressed(text.encode()), len(_COOKIE.findall(text))
        return self._scripts[text]

    def _cookies(self, path: str) -> int:
        """Return how many cookies a script of the site sets."""
        if path not in self._cookies_of:
            text = self.read(path).decode("utf-8", "replace")
            self._cookies_of[path] = len(_COOKIE.findall(text))
        return self._cookies_of[path]

    def _sheet(self, path: str) -> Fetched:
        """Return what a style sheet makes a browser fetch, with what it imports."""
        if path not in self._sheets:
            found = self._sheets[path] = Fetched()
            text, base = _COMMENT.sub("", self.read(path).decode()), self.root + path
            for face in _FACE.findall(text):
                for address in _URL.findall(face)[:1]:  # the first that a browser knows
                    self._note(found, FONTS, urljoin(base, address))
            imported = _IMPORT.findall(text)
            for address in imported:
                self._note(found, STYLES, urljoin(base, address))
            for address in _URL.findall(_FACE.sub("", text)):
                if address not in imported:
                    self._note(found, PICTURES, urljoin(base, address))
            for inner in [path for path, kind in found.addresses.items() if kind == STYLES]:
                sheet = self._sheet(inner)
                found.addresses |= sheet.addresses
                found.hosts |= sheet.hosts
        return self._sheets[path]

    def _note(self, found: Fetched, kind: str | None, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            return
        if not address.startswith(self.root):
            own = urlsplit(self.root).netloc
            if parts.netloc != own:
                found.hosts.add(parts.netloc)
            return
        if kind is not None:
            path = unquote(urlsplit(address.removeprefix(self.root)).path)
            found.addresses.setdefault(path, kind or _kind_of(path))

    def weight(self, path: str) -> int:
        """Return what a file of the site weighs on its way to a reader."""
        if path not in self._weights:
            data = self.read(path)
            self._weights[path] = compressed(data) if path.endswith(TEXTS) else len(data)
        return self._weights[path]

    def read(self, path: str) -> bytes:
        """Return a file of the theme or of the content; nothing when there is none."""
        sheet = self.assets.sheets.get(self.assets.name(path))
        if sheet is not None and path.startswith("theme/"):
            return sheet.encode()
        file = self._find(path)
        return file.read_bytes() if file else b""

    def _find(self, path: str) -> Path | None:
        settings = self.settings
        places = (
            [settings.theme / "static" / self.assets.name(path)]
            if path.startswith("theme/")
            else [settings.content / "essays" / path, settings.content / path]
        )
        return next((place for place in places if place.is_file()), None)

    def picture_digests(self, card: "Card") -> Iterator[bytes]:
        """Yield the digest of each picture that a text shows."""
        for kind, target, _, _ in card.links:
            if kind == "static" and target.lower().endswith(IMAGES):
                path = self.settings.content / target
                yield file_digest(path) if path.is_file() else b""


def compressed(data: bytes) -> int:
    """Return how many bytes a text weighs compressed, at the level of the label.

    Raises `BuildFailed` when the library is not there.
    """
    try:
        import brotli  # noqa: PLC0415 - only labels need it
    except ImportError as error:
        raise BuildFailed([missing_library("page_label", error)]) from error
    return len(brotli.compress(data, quality=LEVEL))


def _asked(page: str) -> Iterator[tuple[str | None, str]]:
    """Yield the kind and the address of all that the elements of a page fetch, or greet."""
    for tag, rest in _TAG.findall(page):
        attributes = {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(rest)}
        kind: str | None = _TAG_KINDS.get(tag, PICTURES)
        if tag == "link":
            relations = [word for word in attributes.get("rel", "").split() if word in _FETCHED]
            if not relations:
                continue
            kind = _FETCHED[relations[0]]
        if tag in ("audio", "video", "track", "source"):
            kind = None  # fetched when it is played, or instead of the picture beside it
        for name in _ADDRESSES.get(tag, ("src", "poster")):
            if attributes.get(name) and not attributes[name].startswith("#"):
                yield kind, attributes[name]
        for candidate in attributes.get("srcset", "").split(","):
            if candidate.strip():
                yield None, candidate.split()[0]


def _kind_of(path: str) -> str:
    """Return what a file that is only announced is, from its ending."""
    endings = {".css": STYLES, ".js": SCRIPTS, ".woff2": FONTS, ".woff": FONTS}
    return next((kind for end, kind in endings.items() if path.endswith(end)), PICTURES)


def _filled(label: str, page: str, total: str) -> str:
    """Return the label with the numbers that are known last."""
    return label.replace(PAGE, page).replace(TOTAL, total)


def _kilo(size: int, lang: str) -> str:
    return f"{_number(size, lang)}\u00a0{UNITS[lang]}"


def _number(size: int, lang: str) -> str:
    """Return thousands of bytes, with one decimal."""
    text = f"{size / 1000:.1f}"
    return text.replace(".", ",") if lang == "fr" else text
