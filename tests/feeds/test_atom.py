"""The Atom document: its structure, what a reader reads in it, and its bytes."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html
from pelican.plugins.feeds.atom import render_atom
from pelican.plugins.feeds.content import feed_content
from pelican.plugins.feeds.models import Category, Entry, Feed, Replies

ATOM = "{http://www.w3.org/2005/Atom}"
THR = "{http://purl.org/syndication/thread/1.0}"
FH = "{http://purl.org/syndication/history/1.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
PERSON = {"name"}
COMMON = {"id", "title", "updated", "author", "link", "rights", "category"}
ONCE_IN_FEED = {"id", "title", "updated"}
FEED_PARTS = COMMON | {"subtitle", "generator", "icon", "logo", "entry"}
ENTRY_PARTS = COMMON | {"published", "summary", "content"}
EXPECTED = Path(__file__).parent / "expected.atom.xml"


def parse(data: bytes) -> etree._Element:
    """Return the root of a document that is well-formed without any mercy."""
    return etree.fromstring(data, etree.XMLParser(recover=False, resolve_entities=False))


def check_atom(data: bytes) -> etree._Element:
    """Return the root of the document after checking the structure that RFC 4287 asks for."""
    root = parse(data)
    assert root.tag == f"{ATOM}feed"
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    check_parts(root, FEED_PARTS)
    assert [link.get("rel") for link in links(root)].count("self") == 1
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    for entry in root.findall(f"{ATOM}entry"):
        check_parts(entry, ENTRY_PARTS)
        assert entry.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
        assert len(entry.findall(f"{ATOM}published")) == 1
        assert len(entry.findall(f"{ATOM}summary")) <= 1
        for content in entry.findall(f"{ATOM}content"):
            assert dict(content.attrib) == {"type": "html"}
            assert len(content) == 0
    return root


def check_parts(element: etree._Element, known: set[str]) -> None:
    """Check what a feed and an entry have in common."""
    for name in ONCE_IN_FEED:
        assert len(element.findall(ATOM + name)) == 1, name
        assert element.findtext(ATOM + name)
    for child in element:
        if child.tag.startswith(ATOM):
            assert child.tag.removeprefix(ATOM) in known
    for author in element.findall(f"{ATOM}author"):
        assert {child.tag.removeprefix(ATOM) for child in author} == PERSON
        assert author.findtext(f"{ATOM}name")
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")
    for name in ("updated", "published"):
        for date in element.findall(ATOM + name):
            assert RFC3339.fullmatch(date.text or "")
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in links(element)
        if link.get("rel") == "alternate"
    ]
    assert len(alternates) == 1
    for link in links(element):
        assert link.get("rel")
        assert (link.get("href") or "").startswith("https://")
    assert all("href" in link.attrib and "rel" in link.attrib for link in links(element))


def links(element: etree._Element) -> list[etree._Element]:
    return element.findall(f"{ATOM}link")


def attributes(element: etree._Element) -> list[dict[str, str]]:
    return [
        {str(key): str(value) for key, value in link.attrib.items()} for link in links(element)
    ]


def test_the_document_is_what_was_reviewed(full_feed: Feed) -> None:
    """A feed with every field is written as the file beside this test."""
    assert render_atom(full_feed).decode() == EXPECTED.read_text(encoding="utf-8")


def test_the_structure_is_atoms(full_feed: Feed, make_feed: Callable[..., Feed]) -> None:
    """The greatest and the smallest feed have the required elements, each as often as it may."""
    check_atom(render_atom(full_feed))
    smallest = make_feed(subtitle="", entries=())
    assert len(check_atom(render_atom(smallest)).findall(f"{ATOM}entry")) == 0


def test_a_reader_reads_what_was_said(full_feed: Feed) -> None:
    """feedparser finds no fault, and every entry with its texts, dates and links."""
    read = feedparser.parse(render_atom(full_feed))
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.id, read.feed.title, read.feed.subtitle, read.feed.link) == (
        full_feed.id,
        full_feed.title,
        full_feed.subtitle,
        full_feed.home,
    )
    assert (read.feed.language, read.feed.rights) == ("fr", "CC BY-SA 4.0")
    assert (read.feed.generator, read.feed.icon, read.feed.logo) == (
        "Pelican",
        "https://liens.example/icon.png",
        "https://liens.example/logo.png",
    )
    assert len(read.entries) == len(full_feed.entries)
    for entry, said in zip(read.entries, full_feed.entries, strict=True):
        assert (entry.id, entry.title, entry.link) == (said.id, said.title, said.url)
        assert entry.content[0].value == said.content_html
        assert entry.get("summary", said.content_html) == (said.summary or said.content_html)
        assert datetime.fromisoformat(entry.published) == said.published
        assert datetime.fromisoformat(entry.updated) == said.updated
        assert tuple(author.name for author in entry.authors) == said.authors
        tags = [(tag.term, tag.label) for tag in entry.get("tags", ())]
        assert tags == [(tag.term, tag.label) for tag in said.categories]


def test_links_of_the_feed_keep_their_attributes(full_feed: Feed) -> None:
    """A feed says its own address, its page, and its further links with type and language."""
    assert attributes(parse(render_atom(full_feed))) == [
        {
            "rel": "self",
            "type": "application/atom+xml",
            "href": "https://liens.example/feeds/fr.atom.xml",
        },
        {
            "rel": "alternate",
            "type": "text/html",
            "hreflang": "fr",
            "href": "https://liens.example/",
        },
        {"rel": "license", "type": "text/html", "href": "https://liens.example/licence/"},
        {"rel": "hub", "href": "https://hub.example/"},
        {
            "rel": "related",
            "type": "application/atom+xml",
            "hreflang": "en",
            "href": "https://liens.example/feeds/en.atom.xml",
            "title": "Weak Ties",
        },
    ]


def test_links_of_an_entry_keep_their_attributes(full_feed: Feed) -> None:
    """An entry has its page as the one alternate, and its translation as a related page."""
    essay, answer, _ = parse(render_atom(full_feed)).findall(f"{ATOM}entry")
    page, translation, *_ = attributes(essay)
    assert page == {
        "rel": "alternate",
        "type": "text/html",
        "hreflang": "fr",
        "href": "https://liens.example/le-pot-de-miel/",
    }
    assert translation == {
        "rel": "related",
        "type": "text/html",
        "hreflang": "en",
        "href": "https://liens.example/en/the-honey-pot/",
    }
    assert attributes(answer)[0]["hreflang"] == "en"


def test_an_entry_counts_its_replies(full_feed: Feed) -> None:
    """The links to the replies say how many there are, and when the last was written."""
    essay, _, quiet = parse(render_atom(full_feed)).findall(f"{ATOM}entry")
    counted = {f"{THR}count": "2", f"{THR}updated": "2026-11-20T00:00:00+00:00"}
    assert [link for link in attributes(essay) if link["rel"] == "replies"] == [
        {
            "rel": "replies",
            "type": "application/atom+xml",
            "href": "https://liens.example/le-pot-de-miel/reflections.atom.xml",
            **counted,
        },
        {
            "rel": "replies",
            "type": "text/html",
            "href": "https://liens.example/le-pot-de-miel/#reflections",
            **counted,
        },
    ]
    assert essay.findtext(f"{THR}total") == "2"
    assert quiet.findtext(f"{THR}total") == "0"


def test_a_reply_names_what_it_answers(full_feed: Feed) -> None:
    """A reflection says the id, the page and the feed of what it answers, and leads there."""
    answer = parse(render_atom(full_feed)).findall(f"{ATOM}entry")[1]
    (parent,) = answer.findall(f"{THR}in-reply-to")
    assert dict(parent.attrib) == {
        "ref": "tag:liens.example,2026:e-7k3q9x",
        "type": "text/html",
        "href": "https://liens.example/le-pot-de-miel/",
        "source": "https://liens.example/feeds/fr.atom.xml",
    }
    assert {
        "rel": "related",
        "type": "text/html",
        "href": "https://liens.example/le-pot-de-miel/",
    } in attributes(answer)


def test_languages_are_said_where_they_change(full_feed: Feed) -> None:
    """The feed has its language, and an entry its own only when it differs."""
    root = parse(render_atom(full_feed))
    assert root.get(XML_LANG) == "fr"
    assert [entry.get(XML_LANG) for entry in root.findall(f"{ATOM}entry")] == [None, "en", None]


def test_history_is_said(make_feed: Callable[..., Feed]) -> None:
    """A complete feed says so, and another says nothing and names no such vocabulary."""
    complete = parse(render_atom(make_feed(complete=True)))
    assert len(complete.findall(f"{FH}complete")) == 1
    plain = render_atom(make_feed())
    assert b"history" not in plain
    assert b"thread" not in plain


def test_the_style_is_named_before_the_feed(full_feed: Feed) -> None:
    """The instruction for browsers follows the declaration, its address escaped."""
    assert render_atom(full_feed).splitlines()[1] == (
        b'<?xml-stylesheet type="text/css" href="https://liens.example/feed.css?v=1&amp;w=2"?>'
    )
    assert parse(render_atom(full_feed)).tag == f"{ATOM}feed"


def test_entries_keep_their_order(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Entries are written as they are given."""
    entries = tuple(make_entry(id=f"tag:liens.example,2026:e-{n}") for n in (3, 1, 2))
    read = feedparser.parse(render_atom(make_feed(entries=entries)))
    assert [entry.id[-1] for entry in read.entries] == ["3", "1", "2"]


def test_content_is_escaped_once(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """One reading of the XML gives the HTML back as it was."""
    text = feed_content("<p>a &amp; b &lt;i&gt; ]]> <em>« é »</em> 👩‍🚀</p>", "https://e.example/")
    root = check_atom(render_atom(make_feed(entries=(make_entry(content_html=text),))))
    assert root.findtext(f"{ATOM}entry/{ATOM}content") == text
    assert html.fragment_fromstring(text).text_content() == "a & b <i> ]]> « é » 👩‍🚀"


HOSTILE = "a\x00\x0b\x1b<script>alert(1)</script> ]]> &amp; &#11; \ud800\ufffe 👩‍🚀 <!-- "


def test_hostile_text_is_text(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Whatever stands in a title, a name or a label is shown, and harms nothing."""
    shown = "a<script>alert(1)</script> ]]> &amp; &#11; 👩‍🚀 <!--"
    entry = make_entry(
        title=HOSTILE,
        summary=HOSTILE,
        content_html=feed_content(HOSTILE, "https://e.example/"),
        authors=(HOSTILE,),
        categories=(Category(term=HOSTILE, label=HOSTILE),),
    )
    data = render_atom(make_feed(title=HOSTILE, rights=HOSTILE, entries=(entry,)))
    root = check_atom(data)
    written = root.find(f"{ATOM}entry")
    assert written is not None
    assert root.findtext(f"{ATOM}title") == shown
    assert written.findtext(f"{ATOM}title") == shown
    assert written.findtext(f"{ATOM}summary") == shown
    assert written.findtext(f"{ATOM}author/{ATOM}name") == shown
    assert "script" not in (written.findtext(f"{ATOM}content") or "")
    assert not feedparser.parse(data).bozo


def test_a_title_of_nothing_is_the_address(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Atom wants a title, and readers something to click on."""
    root = check_atom(render_atom(make_feed(title=" ", entries=(make_entry(title="\x00"),))))
    assert root.findtext(f"{ATOM}title") == "https://liens.example/feeds/fr.atom.xml"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "https://liens.example/le-pot-de-miel/"


def test_an_entry_without_a_text_leads_to_its_page(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Without content there is still the link to read it."""
    root = check_atom(render_atom(make_feed(entries=(make_entry(content_html="", summary=""),))))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.find(f"{ATOM}content") is None


def test_replies_elsewhere_may_have_no_address(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """A count without address is a total without links."""
    entry = make_entry(replies=Replies(count=3, updated=datetime(2026, 11, 20, tzinfo=UTC)))
    root = check_atom(render_atom(make_feed(entries=(entry,))))
    assert root.findtext(f"{ATOM}entry/{THR}total") == "3"
    assert b"replies" not in render_atom(make_feed(entries=(entry,)))


SCRIPT = """
import sys
import pelican.plugins
pelican.plugins.__path__.append(sys.argv[1])
from datetime import datetime, timedelta, timezone
from pelican.plugins.feeds.entries import build_entry
from pelican.plugins.feeds.formats import FORMATS
from pelican.plugins.feeds.models import Feed
day = datetime(2026, 11, 16, 8, tzinfo=timezone(timedelta(hours=1)))
entries = tuple(
    build_entry(id=f"tag:e.example,2026:{n}", url=f"https://e.example/{n}/", title=f"Été {n}",
                body_html=f"<p class='b a'>« {n} »</p>", published=day, authors=("É",))
    for n in range(3)
)
feed = Feed(id="tag:e.example,2026:f", title="Été", lang="fr", url="https://e.example/f.xml",
            home="https://e.example/", updated=day, authors=("É",), entries=entries)
for form in sorted(FORMATS):
    sys.stdout.buffer.write(FORMATS[form].render(feed))
"""


@pytest.mark.parametrize(
    "setting",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "Europe/Paris", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "3"},
    ],
)
def test_the_machine_leaves_no_trace(setting: dict[str, str]) -> None:
    """The same feed has the same bytes under any zone, locale and hash seed, in every format."""
    plugins = str(Path(__file__).parents[2] / "plugins")

    def run(extra: dict[str, str]) -> bytes:
        command = [sys.executable, "-c", SCRIPT, plugins]
        environment = {"PATH": os.environ["PATH"], **extra}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    plain = run({})
    assert plain.count("Été 2".encode()) == 3
    assert run(setting) == plain
