"""The feeds of a whole site."""

from collections.abc import Callable

import feedparser
import pytest
from lxml import etree
from pelican.plugins.build.problems import Problem
from pelican.plugins.feeds.lists import Site, announced, build_feed, render_lists, repeated_ids
from pelican.plugins.feeds.models import Entry
from pelican.plugins.feeds.settings import Settings

NAMES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}


@pytest.fixture
def site() -> Site:
    """Return a site in French and English with Atom and JSON Feed."""
    return Site(
        url="https://liens.example/blog/",
        name="Liens faibles",
        subtitle="Essais",
        lang="fr",
        author="Laurent Dureau",
        settings=Settings(
            paths={"atom": "feeds/{lang}.atom.xml", "rss": "", "json": "feeds/{lang}.json"},
            titles={"en": "Weak Ties"},
            homes={"en": "en/"},
            license="licence/",
            stylesheet="theme/feed.css",
        ),
    )


def test_every_feed_is_announced(site: Site) -> None:
    """Pages name each feed with its own title, the site's language and Atom first."""
    assert [(link.title, link.url, link.type) for link in announced(site, ["en", "fr"])] == [
        (
            "Liens faibles – Atom",
            "https://liens.example/blog/feeds/fr.atom.xml",
            "application/atom+xml",
        ),
        (
            "Liens faibles – JSON Feed",
            "https://liens.example/blog/feeds/fr.json",
            "application/feed+json",
        ),
        (
            "Weak Ties – Atom",
            "https://liens.example/blog/feeds/en.atom.xml",
            "application/atom+xml",
        ),
        (
            "Weak Ties – JSON Feed",
            "https://liens.example/blog/feeds/en.json",
            "application/feed+json",
        ),
    ]


def test_a_list_is_complete_and_dated_by_its_entries(
    site: Site, make_entry: Callable[..., Entry]
) -> None:
    """A feed is as new as its newest entry, and has the addresses of its language."""
    feed = build_feed(site, "en", "atom", [make_entry(lang="en")])
    assert (feed.title, feed.subtitle, feed.home) == (
        "Weak Ties",
        "",
        "https://liens.example/blog/en/",
    )
    assert feed.id == feed.url == "https://liens.example/blog/feeds/en.atom.xml"
    assert feed.updated == make_entry().updated
    assert feed.complete
    assert feed.stylesheet == "https://liens.example/blog/theme/feed.css"
    assert [(link.rel, link.url) for link in feed.links] == [
        ("license", "https://liens.example/blog/licence/")
    ]


def test_a_site_has_a_file_for_each_language_and_format(
    site: Site, make_entry: Callable[..., Entry]
) -> None:
    """Each list is written in each format; a language without essays has no feed."""
    entries = {"fr": [make_entry()], "en": [make_entry(id="e-2", lang="en")], "de": []}
    documents = render_lists(site, entries)
    assert [document.path for document in documents] == [
        "feeds/en.atom.xml",
        "feeds/en.json",
        "feeds/fr.atom.xml",
        "feeds/fr.json",
    ]
    root = etree.fromstring(documents[2].content)
    related = root.xpath("a:link[@rel='related']/@href", namespaces=NAMES)
    assert related == ["https://liens.example/blog/feeds/en.atom.xml"]
    assert root.find("fh:complete", NAMES) is not None
    read = feedparser.parse(documents[0].content)
    assert (read.bozo, read.feed.title, len(read.entries)) == (False, "Weak Ties", 1)


def test_a_language_without_title_is_told_apart(site: Site) -> None:
    """No two feeds have one title."""
    assert site.title("de") == "Liens faibles (de)"


def test_repeated_ids_are_problems(make_entry: Callable[..., Entry]) -> None:
    """Each source after the first is told of its id, whatever the order."""
    entries = [
        ("b.md", make_entry(id="e-1")),
        ("c.md", make_entry(id="e-2")),
        ("a.md", make_entry(id="e-1")),
    ]
    expected = (
        Problem("b.md", 0, "The id 'e-1' is also that of a.md.", "Give each essay its own."),
    )
    assert repeated_ids(entries) == repeated_ids(reversed(entries)) == expected
