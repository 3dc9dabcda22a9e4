"""Every page of the real site leads somewhere, says what it is, and asks nobody else."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html
from pelican.plugins.essays.security import script_of

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
REQUESTS = "//link[not(@rel='canonical' or @rel='alternate')]/@href | //@src | //@srcset | //@data"
"""What a browser fetches by itself."""

Page = Any
"""A page as conftest.py describes it."""

Pages = dict[str, Page]


def links_of(tree: lxml.html.HtmlElement) -> Iterator[tuple[Any, str]]:
    """Yield each element that has a link, with its link."""
    for element, _attribute, link, _position in tree.iterlinks():
        yield element, link


def ids_of(tree: lxml.html.HtmlElement) -> list[str]:
    """Return every id of a page."""
    return [str(name) for name in tree.xpath("//@id")]


def test_every_link_leads_to_a_file(
    pages: Pages, real_site: Path, file_at: Callable[[str], str | None]
) -> None:
    """What a page links to inside the site is there."""
    broken = {
        f"{page.path}: {link}"
        for page in pages.values()
        for _, link in links_of(page.tree)
        for target in [file_at(page.resolve(link)[0])]
        if target is not None and not (real_site / unquote(target)).is_file()
    }
    assert broken == set()


def test_every_fragment_leads_to_an_id(pages: Pages, file_at: Callable[[str], str | None]) -> None:
    """A link to a place in a page leads to an element with that id."""
    ids = {path: set(ids_of(page.tree)) for path, page in pages.items()}
    broken = []
    for page in pages.values():
        for _, link in links_of(page.tree):
            address, fragment = page.resolve(link)
            target = file_at(address)
            if target in pages and fragment and unquote(fragment) not in ids[target]:
                broken.append(f"{page.path}: {link}")
    assert broken == []


def test_links_that_leave_are_plain(pages: Pages, file_at: Callable[[str], str | None]) -> None:
    """Only a text's links lead elsewhere: over HTTPS, in the same window, reporting to nobody."""
    wrong = []
    for page in pages.values():
        for element, link in links_of(page.tree):
            if file_at(page.resolve(link)[0]) is not None:
                continue
            parts = urlsplit(link)
            plain = parts.scheme == "https" and parts.hostname and "." in parts.hostname
            if not plain or element.tag != "a" or {"target", "ping"} & set(element.attrib):
                wrong.append(f"{page.path}: {lxml.html.tostring(element).decode()}")
    assert wrong == []


def test_a_page_asks_nobody_else(pages: Pages, file_at: Callable[[str], str | None]) -> None:
    """A browser that shows a page asks no other host, and runs no script but the site's own."""
    own = script_of(ROOT / "theme/templates")
    for page in pages.values():
        hosts = [page.resolve(str(link))[0] for link in page.tree.xpath(REQUESTS)]
        assert [link for link in hosts if file_at(link) is None] == [], page.path
        data = "@type='application/ld+json' and not(@src)"  # no browser runs it
        inside = page.tree.xpath(f"//script[not({data}) and not(@src)]/text()")
        assert inside == [own], page.path
        runs = "//style | //iframe | //object | //embed"
        assert page.tree.xpath(runs) == []
        assert page.tree.xpath("//@style | //@*[starts-with(name(), 'on')]") == [], page.path
        (policy,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "'none'" in policy
        assert "'unsafe-inline'" not in policy
        assert page.tree.xpath("//meta[@http-equiv][2] | //base") == [], page.path
        assert not re.search(r"(?:url\(|@import|xlink:href|javascript:|data:)", page.text)


def test_style_sheets_ask_nobody_else(real_site: Path) -> None:
    """What a style sheet fetches is a file of the theme."""
    sheets = sorted(real_site.rglob("*.css"))
    assert [sheet.parent.name for sheet in sheets] == ["css", *["immutable"] * 3]
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        fetched = re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", text)
        for link in (link for link in fetched if link != "url("):
            assert (sheet.parent / link).is_file(), f"{sheet.name}: {link}"
        assert "//" not in text, sheet.name


def test_every_page_has_a_way_to_it(pages: Pages, file_at: Callable[[str], str | None]) -> None:
    """From the home page, links lead to every page, in both languages."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        for link in page.tree.xpath("//body//a/@href"):
            target = file_at(page.resolve(str(link))[0])
            if target in pages and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert {path for path, page in pages.items() if page.is_found} - seen == set()


def test_a_page_says_what_it_is(pages: Pages) -> None:
    """A page has its language, one heading of the first level, a title and a description."""
    for page in pages.values():
        assert page.text.startswith("<!DOCTYPE html>\n"), page.path
        assert page.tree.get("lang") == page.lang, page.path
        headings = page.tree.xpath("//h1")
        assert len(headings) == 1, page.path
        assert headings[0].text_content().strip(), page.path
        assert page.tree.findtext("head/title").strip(), page.path
        (description,) = page.tree.xpath("/html/head/meta[@name='description']/@content")
        assert description.strip(), page.path
        assert page.tree.xpath("//main")[0].get("id") == "content", page.path


def test_titles_tell_pages_apart(pages: Pages) -> None:
    """In one language no two pages have the same title."""
    titles = Counter((page.lang, page.tree.findtext("head/title")) for page in pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_headings_leave_no_level_out(pages: Pages) -> None:
    """A heading is at most one level below the one before it."""
    for page in pages.values():
        levels = [
            int(element.tag[1])
            for element in page.tree.xpath(
                "//body//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
            )
        ]
        steps = pairwise(levels)
        assert levels[0] == 1, page.path
        assert [pair for pair in steps if pair[1] > pair[0] + 1] == [], page.path


def test_ids_are_unique(pages: Pages) -> None:
    """No two elements of a page have one id, and what a label names is there."""
    for page in pages.values():
        ids = ids_of(page.tree)
        assert [name for name, count in Counter(ids).items() if count > 1] == [], page.path
        named = page.tree.xpath("//@aria-labelledby | //@aria-describedby | //@for")
        assert {name for names in named for name in names.split()} - set(ids) == set(), page.path


def test_the_canonical_address_is_the_pages_own(pages: Pages, site_url: str) -> None:
    """A page names its own address; what is not found has none."""
    for page in pages.values():
        expected = [site_url + page.url] if page.is_found else []
        assert page.tree.xpath("/html/head/link[@rel='canonical']/@href") == expected, page.path
        assert page.tree.xpath("/html/head/meta[@property='og:url']/@content") == expected


def alternates_of(page: Page) -> dict[str, str]:
    """Return the addresses of a page in each language."""
    links = page.tree.xpath("/html/head/link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang"): link.get("href") for link in links}
    assert len(found) == len(links), page.path
    return found


def test_translations_name_each_other(
    pages: Pages, site_url: str, file_at: Callable[[str], str | None]
) -> None:
    """A page names itself and its translation, which names it; French is for everyone else."""
    for page in pages.values():
        found = alternates_of(page)
        if not page.is_found:
            assert found == {}, page.path
            continue
        assert set(found) == {"fr", "en", "x-default"}, page.path
        assert found["x-default"] == found["fr"], page.path
        assert found[page.lang] == site_url + page.url, page.path
        for address in found.values():
            assert alternates_of(pages[file_at(address)]) == found, page.path


def test_the_language_switch_leads_to_the_translation(
    pages: Pages, file_at: Callable[[str], str | None]
) -> None:
    """The link to the other language is the one that the head of the page announces; what is not
    found announces nothing, and leads to the same in the other language.
    """
    for page in pages.values():
        links = page.tree.xpath("//nav[contains(@class, 'language-switch')]//a")
        if not page.is_found:
            (link,) = links
            twin = {"404.html": "en/404.html", "en/404.html": "404.html"}[page.path]
            assert file_at(page.resolve(link.get("href"))[0]) == twin
            continue
        found = alternates_of(page)
        others = {
            lang: link for lang, link in found.items() if lang not in (page.lang, "x-default")
        }
        assert {
            link.get("hreflang"): page.resolve(link.get("href"))[0] for link in links
        } == others
        assert [link.get("lang") for link in links] == [*others], page.path
        assert all(file_at(link) in pages for link in others.values()), page.path


def test_announced_feeds_are_there(
    pages: Pages, real_site: Path, file_at: Callable[[str], str | None]
) -> None:
    """Each page announces the essays' feeds of both languages, its own language's first of all."""
    for page in pages.values():
        links = page.tree.xpath("/html/head/link[@rel='alternate'][@type]")
        files = [file_at(page.resolve(link.get("href"))[0]) for link in links]
        assert [path for path in files if not (real_site / str(path)).is_file()] == [], page.path
        assert len(set(files)) == len(files), page.path
        assert files[0] == f"feeds/{page.lang}.atom.xml", page.path
        assert {"feeds/fr.atom.xml", "feeds/en.atom.xml"} <= set(files), page.path
        assert all(link.get("title") for link in links), page.path


def load_feeds(real_site: Path) -> dict[str, lxml.etree._Element]:
    """Return the root of each Atom feed by its path."""
    return {
        path.relative_to(real_site).as_posix(): lxml.etree.parse(path).getroot()
        for path in sorted(real_site.rglob("*.atom.xml"))
    }


def test_feeds_know_their_address(real_site: Path, site_url: str) -> None:
    """A feed names the address that it has, and no two feeds have one identity."""
    feeds = load_feeds(real_site)
    assert {"feeds/fr.atom.xml", "feeds/en.atom.xml"} <= set(feeds)
    for path, feed in feeds.items():
        assert feed.tag == f"{ATOM}feed", path
        assert feed.xpath("*[local-name()='link'][@rel='self']/@href") == [site_url + path]
    identities = [feed.findtext(f"{ATOM}id") for feed in feeds.values()]
    assert [name for name, count in Counter(identities).items() if count > 1] == []


def test_feeds_lead_to_the_site(
    pages: Pages, real_site: Path, file_at: Callable[[str], str | None]
) -> None:
    """Every address of ours in a feed, in its elements or its texts, is there, with its anchor."""
    ids = {path: set(ids_of(page.tree)) for path, page in pages.items()}
    broken = set()
    for path, feed in load_feeds(real_site).items():
        links = [str(link) for link in feed.xpath("//@href | //@url | //@source")]
        for content in feed.iter(f"{ATOM}content"):
            if content.get("type") == "html":
                body = lxml.html.fragment_fromstring(content.text, create_parent=True)
                links += (link for _, link in links_of(body))
        for link in links:
            assert urlsplit(link).scheme in ("https", "http"), f"{path}: {link}"
            address, _, fragment = link.partition("#")
            target = file_at(address)
            is_there = target is None or (real_site / target).is_file()
            has_anchor = not fragment or target not in ids or unquote(fragment) in ids[target]
            if not (is_there and has_anchor):
                broken.add(f"{path}: {link}")
    assert broken == set()


def test_feeds_hold_every_essay(
    pages: Pages, real_site: Path, file_at: Callable[[str], str | None]
) -> None:
    """The feed of a language has each of its essays, whole."""
    for lang in ("fr", "en"):
        feed = load_feeds(real_site)[f"feeds/{lang}.atom.xml"]
        essays = {
            path
            for path, page in pages.items()
            if page.lang == lang and page.tree.xpath("//body[@class='essay']")
        }
        assert len(essays) == 5
        entries = feed.findall(f"{ATOM}entry")
        links = [
            entry.xpath("string(*[local-name()='link'][@rel='alternate']/@href)")
            for entry in entries
        ]
        assert {file_at(link) for link in links} == essays
        for entry, link in zip(entries, links, strict=True):
            page = pages[str(file_at(link))]
            (last,) = page.tree.xpath("//div[contains(@class, 'essay-body')]/p[last()]")
            text = lxml.html.fromstring(entry.findtext(f"{ATOM}content")).text_content()
            words = last.xpath(".//text()[not(ancestor::span[@class='permalinks'])]")
            assert _words("".join(words)) in _words(text), link


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def test_no_open_link_is_left(real_site: Path) -> None:
    """No file shows a link as its source writes it, nor a character of private use."""
    private = re.compile("[\ue000-\uf8ff]|\\{(?:filename|static|attach)\\}")
    wrong = [
        f"{file.relative_to(real_site)}: {match[0]!r}"
        for file in sorted(real_site.rglob("*"))
        if file.suffix in (".html", ".xml", ".css", ".svg")
        for match in private.finditer(file.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_pages_are_well_formed(pages: Pages) -> None:
    """What a parser reads is what is written: each element that is opened is closed once."""
    void = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
    optional = {"path", "circle", "line", "rect"}
    for page in pages.values():
        text = re.sub(r"<!--.*?-->|<!DOCTYPE html>", "", page.text, flags=re.DOTALL)
        stack: list[str] = []
        for closing, name, alone in re.findall(r"<(/?)([A-Za-z][\w-]*)\b[^<>]*?(/?)>", text):
            if closing:
                assert stack, f"{page.path}: </{name}> closes nothing"
                assert stack.pop() == name, f"{page.path}: </{name}> closes something else"
            elif name not in void and not alone:
                stack.append(name)
            assert not alone or name in void | optional, f"{page.path}: <{name}/>"
        assert stack == [], page.path
