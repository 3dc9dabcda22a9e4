"""The RSS document: what a reader reads in it, and the modules that carry the rest."""

from collections.abc import Callable

import feedparser
import pytest
from lxml import etree
from pelican.plugins.feeds.models import Entry, Feed
from pelican.plugins.feeds.rss import render_rss

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}


@pytest.fixture
def channel(full_feed: Feed) -> etree._Element:
    """Return the channel of the feed that uses every field."""
    found = etree.fromstring(render_rss(full_feed)).find("channel")
    assert found is not None
    return found


def test_a_reader_reads_what_was_said(full_feed: Feed) -> None:
    """feedparser finds no fault, and every entry under the id that Atom gives it."""
    read = feedparser.parse(render_rss(full_feed))
    assert not read.bozo
    assert read.version == "rss20"
    assert (read.feed.title, read.feed.link, read.feed.subtitle, read.feed.language) == (
        full_feed.title,
        full_feed.home,
        full_feed.subtitle,
        full_feed.lang,
    )
    for entry, said in zip(read.entries, full_feed.entries, strict=True):
        assert (entry.id, entry.title, entry.link) == (said.id, said.title, said.url)
        assert not entry.guidislink
        assert said.content_html in (entry.get("content", [entry])[0].get("value"), entry.summary)
        assert entry.author == said.authors[0]


def test_the_summary_comes_before_the_text(channel: etree._Element) -> None:
    """`description` is the summary and `content:encoded` the text, in this order; without a
    summary, the text is the description."""
    essay, answer, _ = channel.findall("item")
    names = [child.tag for child in essay]
    encoded = f"{{{NAMES['content']}}}encoded"
    assert names.index("description") < names.index(encoded)
    assert essay.findtext("description") == "Un compte n’est pas une rencontre."
    assert answer.find(encoded) is None
    assert answer.findtext("description") == "<p>I am not so sure.</p>"


def test_links_of_the_channel(channel: etree._Element) -> None:
    """The channel's link is its page; the others are Atom's, its own address with RSS's type."""
    assert channel.findtext("link") == "https://liens.example/"
    links = channel.findall("atom:link", NAMES)
    assert [(link.get("rel"), link.get("type")) for link in links] == [
        ("self", "application/rss+xml"),
        ("license", "text/html"),
        ("hub", None),
        ("related", "application/atom+xml"),
    ]
    assert len(channel.findall("fh:complete", NAMES)) == 1


def test_dates_and_people(channel: etree._Element) -> None:
    """Dates are RFC 822's with the essay's zone; authors have a name and no address."""
    essay, answer, quiet = channel.findall("item")
    assert channel.findtext("lastBuildDate") == "Thu, 19 Nov 2026 09:30:00 +0100"
    assert essay.findtext("pubDate") == "Wed, 18 Nov 2026 08:00:00 +0100"
    assert essay.findtext("atom:updated", None, NAMES) == "2026-11-19T09:30:00+01:00"
    assert quiet.find("atom:updated", NAMES) is None
    assert answer.findtext("dc:creator", None, NAMES) == "Vincent"
    assert answer.findtext("dc:language", None, NAMES) == "en"
    assert channel.find(".//author") is None


def test_the_conversation_is_announced(channel: etree._Element) -> None:
    """An item says where its replies are, how many, and which feed holds them."""
    essay, _, quiet = channel.findall("item")
    assert essay.findtext("comments") == "https://liens.example/le-pot-de-miel/#reflections"
    assert essay.findtext("slash:comments", None, NAMES) == "2"
    assert essay.findtext("wfw:commentRss", None, NAMES) == (
        "https://liens.example/le-pot-de-miel/reflections.atom.xml"
    )
    assert quiet.findtext("slash:comments", None, NAMES) == "0"
    assert quiet.find("comments") is None


def test_a_feed_without_subtitle_has_a_description(make_feed: Callable[..., Feed]) -> None:
    """RSS wants a description, and no picture without address."""
    root = etree.fromstring(render_rss(make_feed(subtitle="")))
    assert root.findtext("channel/description") == "Liens faibles"
    assert root.find("channel/image") is None
    assert root.find("channel/generator") is None


def test_hostile_text_is_text(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Control characters and markup in a title do no harm."""
    entry = make_entry(title="a\x0b]]><b>", summary="c\x00 & d", content_html="<p>]]&gt;\x1b</p>")
    item = etree.fromstring(render_rss(make_feed(entries=(entry,)))).find("channel/item")
    assert item is not None
    assert item.findtext("title") == "a]]><b>"
    assert item.findtext("description") == "c & d"
    assert item.findtext("content:encoded", None, NAMES) == "<p>]]&gt;</p>"
