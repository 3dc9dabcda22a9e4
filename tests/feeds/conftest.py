"""What the tests of feeds have in common: an essay's entry, a feed of it, and its readers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pelican.plugins.feeds.models import Alternate, Category, Entry, Feed, InReplyTo, Link, Replies

PARIS = timezone(timedelta(hours=1))


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Return a function that makes a whole entry, some fields replaced."""

    def make(**fields: object) -> Entry:
        given: dict[str, Any] = {
            "id": "tag:liens.example,2026:e-7k3q9x",
            "url": "https://liens.example/le-pot-de-miel/",
            "title": "Le pot de miel",
            "summary": "Un compte n’est pas une rencontre.",
            "content_html": "<p>Un <em>contact</em> n’est pas un lien.</p>",
            "published": datetime(2026, 11, 18, 8, tzinfo=PARIS),
            "updated": datetime(2026, 11, 19, 9, 30, tzinfo=PARIS),
            "authors": ("Laurent Dureau",),
            "categories": (Category(term="travail", label="Travail"),),
        }
        return Entry(**given | fields)

    return make


@pytest.fixture
def make_feed(make_entry: Callable[..., Entry]) -> Callable[..., Feed]:
    """Return a function that makes a feed of one entry, some fields replaced."""

    def make(**fields: object) -> Feed:
        given: dict[str, Any] = {
            "id": "tag:liens.example,2026:essais",
            "title": "Liens faibles",
            "subtitle": "Essais sur les réseaux",
            "lang": "fr",
            "url": "https://liens.example/feeds/fr.atom.xml",
            "home": "https://liens.example/",
            "updated": datetime(2026, 11, 19, 9, 30, tzinfo=PARIS),
            "authors": ("Laurent Dureau",),
            "entries": (make_entry(),),
        }
        return Feed(**given | fields)

    return make


@pytest.fixture
def full_feed(make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]) -> Feed:
    """Return a feed that uses every field: two essays, and a reflection on the second."""
    essay = make_entry(
        alternates=(Alternate(lang="en", url="https://liens.example/en/the-honey-pot/"),),
        replies=Replies(
            count=2,
            updated=datetime(2026, 11, 20, tzinfo=UTC),
            url="https://liens.example/le-pot-de-miel/reflections.atom.xml",
            page="https://liens.example/le-pot-de-miel/#reflections",
        ),
    )
    quiet = make_entry(
        id="tag:liens.example,2026:e-3m8q2v",
        url="https://liens.example/le-monde-est-petit/",
        title="Le monde est petit",
        published=datetime(2026, 11, 16, 8, tzinfo=PARIS),
        updated=datetime(2026, 11, 16, 8, tzinfo=PARIS),
        replies=Replies(count=0),
    )
    answer = make_entry(
        id="tag:liens.example,2026:r-01",
        url="https://liens.example/le-pot-de-miel/#r-01",
        title="Réflexion d’un lecteur",
        summary="",
        lang="en",
        authors=("Vincent",),
        categories=(),
        content_html="<p>I am not so sure.</p>",
        in_reply_to=InReplyTo(
            id="tag:liens.example,2026:e-7k3q9x",
            url="https://liens.example/le-pot-de-miel/",
            source="https://liens.example/feeds/fr.atom.xml",
        ),
    )
    return make_feed(
        rights="CC BY-SA 4.0",
        generator="Pelican",
        icon="https://liens.example/icon.png",
        logo="https://liens.example/logo.png",
        complete=True,
        stylesheet="https://liens.example/feed.css?v=1&w=2",
        links=(
            Link(rel="license", url="https://liens.example/licence/", type="text/html"),
            Link(rel="hub", url="https://hub.example/"),
            Link(
                rel="related",
                url="https://liens.example/feeds/en.atom.xml",
                type="application/atom+xml",
                lang="en",
                title="Weak Ties",
            ),
        ),
        entries=(essay, answer, quiet),
    )
