"""Search engines and libraries find every page of the real site, and are told the truth."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import lxml.etree
import mf2py

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


def essays_of(pages: Pages) -> list[Any]:
    """Return the pages of the essays."""
    return [page for page in pages.values() if page.tree.xpath("//meta[@name='citation_title']")]


def meta(page: Any, name: str) -> list[str]:  # noqa: ANN401 - a page as conftest.py describes it
    """Return the contents of the `meta` elements of a page that have this name."""
    found = page.tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return [str(content) for content in found]


def test_every_page_has_one_of_each_that_networks_read(pages: Pages) -> None:
    """A title, a description, a kind, a language; its address when it has one."""
    for page in pages.values():
        for name in ("og:title", "og:description", "og:type", "og:site_name", "og:locale"):
            assert len(meta(page, name)) == 1, (page.path, name)
        assert meta(page, "og:locale") == [{"fr": "fr_FR", "en": "en_GB"}[page.lang]]
        assert meta(page, "og:url") == page.tree.xpath("//link[@rel='canonical']/@href")
        translated = len(page.tree.xpath("/html/head/link[@hreflang]")) > 0
        assert len(meta(page, "og:locale:alternate")) == translated


def test_the_metadata_of_an_essay_agree_with_one_another(pages: Pages) -> None:
    """What libraries, networks and search engines read is what the page says."""
    essays = essays_of(pages)
    assert len(essays) == 10
    for page in essays:
        (data,) = page.tree.xpath("//script[@type='application/ld+json']/text()")
        article = json.loads(data)
        address = page.tree.xpath("string(//link[@rel='canonical']/@href)")
        (title,) = meta(page, "citation_title")
        assert title.startswith(page.tree.findtext(".//h1"))
        assert meta(page, "citation_author") == [article["author"]["name"]]
        assert meta(page, "citation_public_url") == [address] == [article["url"]]
        assert meta(page, "citation_language") == [page.lang] == [article["inLanguage"]]
        assert meta(page, "article:published_time") == [article["datePublished"]]
        assert meta(page, "article:modified_time") == [
            article[name] for name in ("dateModified",) if name in article
        ]
        day = article["datePublished"][:10]
        assert meta(page, "citation_publication_date") == [day.replace("-", "/")]
        assert meta(page, "article:tag") == article["keywords"]
        assert article["license"] == page.tree.xpath("string(//a[@rel='license']/@href)")
        other = article.get("translationOfWork") or article["workTranslation"][0]
        (alternate,) = page.tree.xpath(
            "/html/head/link[@hreflang != $lang and @hreflang != 'x-default']", lang=page.lang
        )
        assert other["@id"] == alternate.get("href")


def test_the_files_of_an_essay_name_it(pages: Pages, real_site: Path) -> None:
    """Each of the three that the page offers leads back to the page."""
    for page in essays_of(pages):
        folder = (real_site / page.path).parent
        links = page.tree.xpath("//a[@download][contains(@href, '/cite/')]/@href")
        assert [link.rpartition(".")[2] for link in links] == ["bib", "ris", "json"]
        (address,) = meta(page, "citation_public_url")
        for link in links:
            assert address in (folder / link).read_text(encoding="utf-8")


def test_microformats_say_what_an_essay_is(pages: Pages) -> None:
    """Read by their own parser: one entry with its name, author, date, topics and text."""
    for page in essays_of(pages):
        address = page.tree.xpath("string(//link[@rel='canonical']/@href)")
        parsed = mf2py.parse(doc=page.text, url=address, html_parser="lxml")
        (entry,) = (item for item in parsed["items"] if item["type"] == ["h-entry"])
        said = entry["properties"]
        assert said["name"] == [page.tree.findtext(".//h1")]
        assert said["url"] == [address]
        (published,) = map(datetime.fromisoformat, said["published"])
        assert [published.isoformat("T", "minutes")] == meta(page, "article:published_time")
        assert said["author"][0]["properties"]["name"] == meta(page, "og:site_name")
        assert said["category"] == meta(page, "article:tag")
        assert said["summary"] == meta(page, "og:description")
        (content,) = said["content"]
        heading = page.tree.xpath("string(//div[contains(@class, 'e-content')]/h2)")
        assert heading in content["value"]


def test_every_page_has_a_card_that_is_there(
    pages: Pages, real_site: Path, file_at: Callable[[str], str | None]
) -> None:
    """A small PNG of the size that the page says, with words for those who do not see it."""
    cards = set()
    for page in pages.values():
        (address,) = meta(page, "og:image")
        (alt,) = meta(page, "og:image:alt")
        path = file_at(address)
        assert path
        data = (real_site / path).read_bytes()
        size = [int.from_bytes(data[start : start + 4], "big") for start in (16, 20)]
        names = ("og:image:width", "og:image:height")
        assert [str(value) for value in size] == [meta(page, name)[0] for name in names]
        assert len(data) <= 40_000
        assert page.tree.findtext(".//h1") in alt or path.count("/") == 1
        cards.add(path)
    assert len(cards) == 12
