"""The map of the site says which pages there are, in which languages, and how new they are."""

from itertools import pairwise
from typing import Any, NamedTuple

import lxml.etree
import pytest
from pelican.plugins.essays.press import Place
from pelican.plugins.essays.sitemap import part_places, render_index, render_sitemap

BASE = "https://rives.example/a&b/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


class Text(NamedTuple):
    """As much of a card as a map reads."""

    updated: str


def place(url: str, *dates: str, **urls: str) -> Place:
    texts: Any = tuple(map(Text, dates))
    return Place(url, urls or {"fr": url}, texts)


def test_a_page_is_named_with_its_translations_and_the_date_of_its_newest_text() -> None:
    """Dates are compared as moments, whatever their zones; signs of XML are escaped."""
    places = [
        place(
            "pont/", "2026-11-16T23:30:00+00:00", "2026-11-17T00:10:00+01:00",
            fr="pont/", en="en/bridge/",
        ),
        place("seul/"),
        place("en/alone/", "2026-11-16T08:00:00+01:00", en="en/alone/"),
    ]  # fmt: skip
    root = lxml.etree.fromstring(render_sitemap(BASE, places))
    assert root.xpath("//s:loc/text()", namespaces=NAMES) == [
        BASE + "pont/", BASE + "seul/", BASE + "en/alone/",
    ]  # fmt: skip
    first, second, third = root.xpath("s:url", namespaces=NAMES)
    assert first.xpath("s:lastmod/text()", namespaces=NAMES) == ["2026-11-16T23:30:00+00:00"]
    assert first.xpath("x:link/@hreflang", namespaces=NAMES) == ["fr", "en", "x-default"]
    assert first.xpath("x:link/@href", namespaces=NAMES) == [
        BASE + "pont/", BASE + "en/bridge/", BASE + "pont/",
    ]  # fmt: skip
    assert len(second) == 1
    assert third.xpath("x:link", namespaces=NAMES) == []


@pytest.mark.parametrize(("pages", "size"), [(3, 10**9), (10**9, 2000)])
def test_a_map_that_would_be_too_large_is_parted(pages: int, size: int) -> None:
    """No part has too many pages nor too many bytes; the parts together are the whole."""
    places = [place(f"p{number}/", fr=f"p{number}/", en=f"en/p{number}/") for number in range(10)]
    parts = part_places(places, len(BASE), pages, size)
    assert [one for part in parts for one in part] == places
    assert len(parts) > 1
    for part in parts:
        assert len(part) <= pages
        assert len(render_sitemap(BASE, part)) <= size
    for part, following in pairwise(parts):
        assert len(part) == pages or len(render_sitemap(BASE, [*part, following[0]])) > size / 2


def test_a_site_without_pages_has_an_empty_map() -> None:
    """There is always one part."""
    assert part_places([], 1) == [[]]


def test_the_parts_are_named_in_a_list() -> None:
    """Each with the date of its newest page."""
    parts = [
        ("sitemap-1.xml", [place("a/", "2026-11-16T08:00:00+01:00"), place("b/")]),
        ("sitemap-2.xml", [place("c/")]),
    ]
    root = lxml.etree.fromstring(render_index(BASE, parts))
    assert root.xpath("//s:loc/text()", namespaces=NAMES) == [
        BASE + "sitemap-1.xml", BASE + "sitemap-2.xml",
    ]  # fmt: skip
    assert root.xpath("//s:lastmod/text()", namespaces=NAMES) == ["2026-11-16T08:00:00+01:00"]
