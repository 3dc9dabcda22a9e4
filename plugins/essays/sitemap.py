"""The map of the site for search engines, and the file that tells them where it is.

See https://www.sitemaps.org/protocol.html; each page names its translations, as Google reads
them: https://developers.google.com/search/docs/specialty/international/localized-versions.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from xml.sax.saxutils import escape

from ..build.digest import digest
from .languages import DEFAULT
from .press import MadeBy, Output, Place, Press

MOST_PAGES, MOST_BYTES = 50_000, 50_000_000
"""What one map may hold; the protocol allows 52,428,800 bytes."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
OPEN = f'{HEAD}<urlset {NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
CLOSE = "</urlset>\n"
AROUND_PAGE, AROUND_LINK = 120, 80
"""More bytes than stand around the addresses of a page, and around that of a translation."""


def build_sitemap(press: Press, places: Sequence[Place]) -> Iterator[Output]:
    """Yield `sitemap.xml`, and `robots.txt`, which names it.

    A map that would be too large is parted, and `sitemap.xml` names the parts.
    """
    base = press.settings.url + "/"
    parts = part_places(places, len(base))
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    if len(parts) == 1:
        names = ["sitemap.xml"]
    for name, part in zip(names, parts, strict=True):
        yield MadeBy(name, _key(press, part), partial(render_sitemap, base, part))
    if len(parts) > 1:
        keys = [_key(press, part) for part in parts]
        make = partial(render_index, base, [*zip(names, parts, strict=True)])
        yield MadeBy("sitemap.xml", digest(press.version, *keys), make)
    yield MadeBy("robots.txt", digest("robots", press.version), partial(_robots, base))


def _key(press: Press, places: Sequence[Place]) -> bytes:
    """Return the digest of all that a map says: its pages, and the texts by which they are new."""
    texts = {card.source: card for place in places for card in place.texts}
    return digest(
        press.version,
        "\n".join(f"{place.url} {sorted(place.urls.items())}" for place in places),
        "\n".join(f"{card.url} {card.updated} {card.tags}" for card in texts.values()),
    )


def part_places(
    places: Sequence[Place], base: int, pages: int = MOST_PAGES, size: int = MOST_BYTES
) -> list[list[Place]]:
    """Return the pages in parts that maps can hold, one at least.

    `base` is the length of the site's address. The bytes of a page are estimated from above.
    """
    parts: list[list[Place]] = [[]]
    left = size
    for place in places:
        links = [place.url, *place.urls.values(), place.urls.get(DEFAULT, "")]
        needs = AROUND_PAGE + sum(len(url) + base + AROUND_LINK for url in links)
        if parts[-1] and (len(parts[-1]) == pages or needs > left):
            parts.append([])
            left = size
        parts[-1].append(place)
        left -= needs
    return parts


def render_sitemap(base: str, places: Sequence[Place]) -> bytes:
    """Return the map of these pages of the site at `base`."""
    return "".join([OPEN, *(_render_place(base, place) for place in places), CLOSE]).encode()


def _render_place(base: str, place: Place) -> str:
    lines = ["<url>", f"<loc>{escape(base + place.url)}</loc>"]
    updated = newest(place)
    if updated:
        lines.append(f"<lastmod>{updated}</lastmod>")
    if len(place.urls) > 1:
        lines += (_render_link(lang, base + url) for lang, url in place.urls.items())
        if DEFAULT in place.urls:
            lines.append(_render_link("x-default", base + place.urls[DEFAULT]))
    return "\n".join([*lines, "</url>\n"])


def _render_link(lang: str, url: str) -> str:
    address = escape(url, {'"': "&quot;"})
    return f'<xhtml:link rel="alternate" hreflang="{lang}" href="{address}"/>'


def newest(place: Place) -> str:
    """Return when a page last changed, as ISO 8601; "" when that is not known."""
    dates = {card.updated for card in place.texts}
    return max(dates, key=datetime.fromisoformat, default="")


def render_index(base: str, parts: Sequence[tuple[str, Sequence[Place]]]) -> bytes:
    """Return the list of the maps of the site at `base`, given by their names."""
    lines = [f"{HEAD}<sitemapindex {NAMESPACE}>"]
    for name, places in parts:
        dates = {date for place in places if (date := newest(place))}
        updated = max(dates, key=datetime.fromisoformat, default="")
        said = f"<lastmod>{updated}</lastmod>" if updated else ""
        lines.append(f"<sitemap><loc>{escape(base + name)}</loc>{said}</sitemap>")
    return "\n".join([*lines, "</sitemapindex>\n"]).encode()


def _robots(base: str) -> bytes:
    """Return what tells every robot that it may read everything, and where the map is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()
