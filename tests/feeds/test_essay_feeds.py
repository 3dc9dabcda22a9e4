"""Every feed of the real site, as independent judges and as subscribers see it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag

import feedparser
import pytest
from lxml import etree, html
from pelican.plugins.feeds.content import feed_content

URL = "https://liens-faibles.example/"
NOW = datetime.fromtimestamp(1795255200, UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
THR = "{http://purl.org/syndication/thread/1.0}"
FH = "{http://purl.org/syndication/history/1.0}"
WFW = "{http://wellformedweb.org/CommentAPI/}"
SLASH = "{http://purl.org/rss/1.0/modules/slash/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
SCHEMA = Path(__file__).parent / "atom.rng"


@pytest.fixture(scope="session")
def atoms(real_site: Path) -> dict[str, etree._Element]:
    """Return the root of each Atom feed, by its address below the site's."""
    return {
        path.relative_to(real_site).as_posix(): etree.fromstring(path.read_bytes())
        for path in sorted((real_site / "feeds").rglob("*.atom.xml"))
    }


def entries(root: etree._Element) -> list[etree._Element]:
    return root.findall(f"{ATOM}entry")


def identity(element: etree._Element) -> str:
    return element.findtext(f"{ATOM}id") or ""


def contents(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each feed, the id and the HTML of each of its entries, in each format."""
    for path in sorted((site / "feeds").rglob("*.xml")):
        for entry in etree.fromstring(path.read_bytes()).iter(f"{ATOM}entry", "item"):
            name = entry.findtext("guid") or identity(entry)
            text = entry.findtext(f"{ATOM}content") or entry.findtext(f"{CONTENT}encoded")
            yield path.name, name, text or ""
    for path in sorted((site / "feeds").rglob("*.json")):
        for item in json.loads(path.read_text("utf-8"))["items"]:
            yield path.name, item["id"], item["content_html"]


def test_every_list_has_its_feed(atoms: dict[str, etree._Element], real_site: Path) -> None:
    """In each language: the essays, each tag, series and author, all reflections, each essay's."""
    for lang, tags, series, authors, reflections in (
        ("fr", "themes", "series", "auteurs", "reflexions"),
        ("en", "topics", "series", "authors", "reflections"),
    ):
        folder = f"feeds/{lang}"
        pages = real_site / ("" if lang == "fr" else "en") / tags
        expected = {f"{folder}.atom.xml", f"{folder}/{reflections}.atom.xml"}
        expected |= {
            f"{folder}/{tags}/{page.parent.name}.atom.xml" for page in pages.glob("*/index.html")
        }
        names = ("arnaud", "eric", "laurent-dureau")
        expected |= {f"{folder}/{authors}/{name}.atom.xml" for name in names}
        found = {name for name in atoms if name.startswith((f"{folder}/", f"{folder}."))}
        assert expected <= found
        rest = {name.rpartition("/")[0] for name in found - expected}
        assert rest == {f"{folder}/{series}", f"{folder}/{reflections}"}
        assert len([name for name in found if name.startswith(f"{folder}/{reflections}/")]) == 5
        assert (real_site / f"{folder}.rss.xml").is_file()
        assert (real_site / f"{folder}.json").is_file()


def test_the_structure_is_atoms(atoms: dict[str, etree._Element]) -> None:
    """Each Atom feed is valid by a schema of RFC 4287."""
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for name, root in atoms.items():
        assert schema.validate(root), f"{name}: {schema.error_log}"


def test_feedparser_finds_no_fault(real_site: Path) -> None:
    """Each Atom and RSS feed is read without mercy being asked for."""
    for path in sorted((real_site / "feeds").rglob("*.xml")):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, path
        assert read.version in {"atom10", "rss20"}
        assert read.feed.title
        assert read.feed.link.startswith(URL)


def test_the_structure_is_that_of_json_feed(real_site: Path) -> None:
    """Each JSON Feed has what version 1.1 requires, of the types that it names."""
    for path in sorted((real_site / "feeds").rglob("*.json")):
        feed = json.loads(path.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == URL + path.relative_to(real_site).as_posix()
        texts = ("title", "home_page_url", "description", "language")
        assert all(isinstance(feed[key], str) and feed[key] for key in texts)
        assert "author" not in feed
        assert feed["items"]
        for item in feed["items"]:
            assert set(item) <= {
                *("id", "url", "title", "summary", "image", "date_published", "date_modified"),
                *("authors", "tags", "language", "content_html"),
            }
            assert isinstance(item["id"], str)
            for date in (item["date_published"], item["date_modified"]):
                assert datetime.fromisoformat(date).utcoffset() is not None
            assert all(set(author) == {"name"} for author in item["authors"])
            assert item["image"].startswith(URL)


def test_each_feed_has_its_own_id_and_title(atoms: dict[str, etree._Element]) -> None:
    """No two feeds have one id, one title or one address."""
    for part in ("id", "title"):
        values = [root.findtext(ATOM + part) for root in atoms.values()]
        assert len(set(values)) == len(values)
    for name, root in atoms.items():
        (own,) = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
        assert own == URL + name
        assert root.find(f"{FH}complete") is not None


def test_an_entry_is_the_same_in_every_feed_and_format(real_site: Path) -> None:
    """One id has one text in each language, whichever list and format it is read in."""
    texts: dict[tuple[str, str], set[str]] = {}
    for _, name, text in contents(real_site):
        page = re.search(r'href="(https://liens-faibles\.example/(?:en/)?)', text)
        assert page
        texts.setdefault((name, page[1]), set()).add(text.strip())
    assert {key: len(found) for key, found in texts.items() if len(found) > 1} == {}
    essays = {name for name, _ in texts if ":e-" in name}
    assert len(essays) == 10
    assert len({name for name, _ in texts if ":i-" in name}) == 10
    assert all(name.startswith("tag:liens-faibles.example,2026:") for name, _ in texts)


def test_dates_are_honest(atoms: dict[str, etree._Element]) -> None:
    """A feed is as new as its newest entry, nothing is updated before it is published or after
    today, and entries run from the newest to the oldest.
    """
    for root in atoms.values():
        rows = [
            tuple(
                datetime.fromisoformat(entry.findtext(ATOM + name) or "")
                for name in ("published", "updated")
            )
            for entry in entries(root)
        ]
        assert all(published <= updated <= NOW for published, updated in rows)
        assert rows == sorted(rows, reverse=True)
        own = datetime.fromisoformat(root.findtext(f"{ATOM}updated") or "")
        assert own == max((updated for _, updated in rows), default=own)


def test_entries_are_at_home_anywhere(real_site: Path) -> None:
    """Every address is absolute, each of ours leads to a file and an anchor that are there."""
    anchors: dict[str, set[str]] = {}
    for name, _, text in contents(real_site):
        root = html.fragment_fromstring(text, create_parent="div")
        for element in root.iter("a", "img"):
            url = element.get("href") or element.get("src") or ""
            assert re.match("https?://|mailto:", url), f"{name}: {url}"
            if not url.startswith(URL):
                continue
            page, fragment = urldefrag(url.removeprefix(URL))
            path = real_site / page
            path = path / "index.html" if path.is_dir() else path
            assert path.is_file(), f"{name}: {url}"
            if fragment:
                if page not in anchors:
                    anchors[page] = set(re.findall(r'\sid="([^"]+)"', path.read_text("utf-8")))
                assert fragment in anchors[page], f"{name}: {url}"


def test_content_is_what_the_filter_leaves(real_site: Path) -> None:
    """Filtered again, each text stays as it is; no drawing, script or form is left."""
    for _, _, text in contents(real_site):
        assert feed_content(text, URL) == text
        assert not re.search(r"<(?:svg|script|form|style)\b", text)


def test_drawings_are_pictures(real_site: Path, atoms: dict[str, etree._Element]) -> None:
    """Each figure is a PNG with its words and its size, which leads to the figure's page."""
    for name in ("feeds/fr.atom.xml", "feeds/en.atom.xml"):
        for entry in entries(atoms[name]):
            root = html.fragment_fromstring(entry.findtext(f"{ATOM}content") or "", "div")
            pictures = root.xpath("//figure//a/img")
            page = entry.find(f"{ATOM}link[@rel='alternate']")
            assert page is not None
            for picture in pictures:
                path = real_site / picture.get("src").removeprefix(URL)
                data = path.read_bytes()
                assert data.startswith(b"\x89PNG")
                width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
                assert int(picture.get("width")) * 2 == pytest.approx(width, abs=2)
                assert int(picture.get("height")) * 2 == pytest.approx(height, abs=2)
                assert len(picture.get("alt")) > 40
                link = picture.getparent().get("href")
                assert link.startswith(f"{page.get('href')}#figure-")
            image = entry.find(f"{MEDIA}content")
            assert image is not None
            assert image.get("url") == pictures[0].get("src")


def test_counts_agree(atoms: dict[str, etree._Element], real_site: Path) -> None:
    """An essay's entry, its page and the feed of its reflections have the same number."""
    seen = 0
    for lang in ("fr", "en"):
        rss = etree.parse(real_site / f"feeds/{lang}.rss.xml").getroot()
        items = {item.findtext("guid"): item for item in rss.iter("item")}
        for entry in entries(atoms[f"feeds/{lang}.atom.xml"]):
            link = entry.find(f"{ATOM}link[@rel='replies'][@type='application/atom+xml']")
            assert link is not None
            count = int(link.get(f"{THR}count") or -1)
            answers = entries(atoms[(link.get("href") or "").removeprefix(URL)])
            page = entry.find(f"{ATOM}link[@rel='alternate']")
            assert page is not None
            place = (page.get("href") or "").removeprefix(URL)
            text = (real_site / place / "index.html").read_text("utf-8")
            assert count == len(answers) == text.count('<article class="reflection ')
            assert entry.findtext(f"{THR}total") == str(count)
            last = [answer.findtext(f"{ATOM}updated") for answer in answers[:1]]
            assert [link.get(f"{THR}updated")] == (last or [None])
            item = items[identity(entry)]
            assert item.findtext(f"{SLASH}comments") == str(count)
            assert item.findtext(f"{WFW}commentRss") == link.get("href")
            assert item.findtext("comments") == f"{page.get('href')}#reflections"
            seen += count
    assert seen == 20


def test_a_reflection_says_what_it_answers(atoms: dict[str, etree._Element]) -> None:
    """To machines by an id that is in a feed, to people in its first line."""
    everything = {identity(entry) for root in atoms.values() for entry in entries(root)}
    for lang, words in (("fr", "En réponse à"), ("en", "In reply to")):
        name = "reflexions" if lang == "fr" else "reflections"
        listed = entries(atoms[f"feeds/{lang}/{name}.atom.xml"])
        assert len(listed) == 10
        for entry in listed:
            (parent,) = entry.findall(f"{THR}in-reply-to")
            assert parent.get("ref") in everything
            assert (parent.get("href") or "").startswith(URL)
            assert (parent.get("source") or "").removeprefix(URL) in atoms
            text = html.fragment_fromstring(entry.findtext(f"{ATOM}content") or "", "div")
            assert text[0].text_content().startswith(words)
    (answer,) = (
        entry
        for entry in entries(atoms["feeds/fr/reflexions.atom.xml"])
        if (entry.findtext(f"{ATOM}author/{ATOM}name")) == "FrihD"
    )
    content = html.fragment_fromstring(answer.findtext(f"{ATOM}content") or "", "div")
    assert (
        content[0].text_content() == "En réponse à Vincent, sur «\u00a0Le monde est petit\u00a0»."
    )


def test_pages_announce_the_feeds(real_site: Path) -> None:
    """On each page the first feed is the Atom feed of its language, and each leads somewhere;
    the page of a tag or an essay announces its own.
    """
    for path in sorted(real_site.rglob("*.html")):
        root = html.document_fromstring(path.read_bytes())
        links = root.xpath("//link[@rel='alternate'][@type][@title]")
        lang = root.get("lang")
        assert links[0].get("type") == "application/atom+xml"
        assert links[0].get("href").endswith(f"feeds/{lang}.atom.xml")
        titles = [link.get("title") for link in links]
        assert len(set(titles)) == len(titles)
        for link in links:
            target = link.get("href")
            place = real_site / target[1:] if target.startswith("/") else path.parent / target
            assert place.resolve().is_file(), f"{path}: {target}"
        own = [link.get("href") for link in links if "réflexions sur" in link.get("title")]
        assert len(own) == bool(root.xpath("//*[@id='reflections']") and lang == "fr")


def test_the_lists_of_feeds_lead_to_feeds(
    real_site: Path, atoms: dict[str, etree._Element]
) -> None:
    """An OPML file a language names the feeds of its lists, with the page that shows each."""
    for lang in ("fr", "en"):
        root = etree.parse(real_site / f"feeds/{lang}.opml").getroot()
        outlines = root.findall("body/outline")
        assert len(outlines) == 14
        for outline in outlines:
            assert outline.get("type") == "rss"
            address = (outline.get("xmlUrl") or "").removeprefix(URL)
            assert outline.get("text") == atoms[address].findtext(f"{ATOM}title")
            page = real_site / (outline.get("htmlUrl") or "").removeprefix(URL)
            assert (page / "index.html").is_file()


def test_feeds_are_dressed_for_a_browser(real_site: Path) -> None:
    """Each names a style sheet of the site, which speaks the languages of the site."""
    for path in sorted((real_site / "feeds").rglob("*.xml")):
        second = path.read_text("utf-8").splitlines()[1]
        found = re.fullmatch(r'<\?xml-stylesheet type="text/css" href="(.*)"\?>', second)
        assert found, path
        sheet = real_site / found[1].removeprefix(URL)
        assert ":lang(fr)::before" in sheet.read_text("utf-8")
    assert (
        etree.parse(real_site / "feeds/en.rss.xml")
        .getroot()
        .get("{http://www.w3.org/XML/1998/namespace}lang")
        == "en"
    )


def test_without_an_address_to_write_to_the_rules_are_named(
    atoms: dict[str, etree._Element],
) -> None:
    """Each entry ends in a way to answer."""
    for entry in entries(atoms["feeds/fr.atom.xml"]):
        page = entry.find(f"{ATOM}link[@rel='alternate']")
        assert page is not None
        root = html.fragment_fromstring(entry.findtext(f"{ATOM}content") or "", "div")
        ways = [link.get("href") for link in root[-1].iter("a")]
        assert ways == [f"{URL}regles/", f"{page.get('href')}#reflections"]
