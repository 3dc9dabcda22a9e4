"""Search engines and libraries find every page of the real site, and are told the truth."""

from pathlib import Path
from typing import Any

import lxml.etree

Pages = dict[str, Any]
"""Pages as conftest.py describes them."""

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read_map(folder: Path) -> dict[str, Any]:
    """Return each page of the map of the site by its address."""
    root = lxml.etree.parse(folder / "sitemap.xml")
    return {
        url.findtext("s:loc", namespaces=SITEMAP): url
        for url in root.findall("s:url", namespaces=SITEMAP)
    }


def test_the_map_names_every_page_that_may_be_indexed_and_no_other(
    pages: Pages, real_site: Path, site_url: str
) -> None:
    """Each by its canonical address, which is its own."""
    expected = {
        site_url + page.url
        for page in pages.values()
        if page.is_found and not page.tree.xpath("//meta[@name='robots']")
    }
    assert set(read_map(real_site)) == expected
    canonical = {
        page.tree.xpath("string(//link[@rel='canonical']/@href)")
        for page in pages.values()
        if page.is_found
    }
    assert expected <= canonical


def test_the_map_names_the_translations_that_pages_name(
    pages: Pages, real_site: Path, site_url: str
) -> None:
    """They are the same in both places, so they are reciprocal too."""
    for address, url in read_map(real_site).items():
        page = pages[address.removeprefix(site_url) + "index.html"]
        links = page.tree.xpath("/html/head/link[@hreflang]")
        said = {(link.get("hreflang"), link.get("href")) for link in links}
        mapped = url.findall("x:link", namespaces=SITEMAP)
        assert {(link.get("hreflang"), link.get("href")) for link in mapped} == said, address


def test_an_essay_is_as_new_on_the_map_as_on_its_page(
    pages: Pages, real_site: Path, site_url: str
) -> None:
    """The date of its revision, or that of its publication."""
    dated = 0
    for address, url in read_map(real_site).items():
        tree = pages[address.removeprefix(site_url) + "index.html"].tree
        dates = tree.xpath("//*[@class='essay-facts']//time/@datetime")
        if dates:
            dated += 1
            lastmod = url.findtext("s:lastmod", namespaces=SITEMAP)
            assert lastmod[:16] == max(dates)[:16]
    assert dated == 10


def test_robots_may_read_everything(real_site: Path, site_url: str) -> None:
    """And they are told where the map is."""
    text = (real_site / "robots.txt").read_text(encoding="utf-8")
    assert text == f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
