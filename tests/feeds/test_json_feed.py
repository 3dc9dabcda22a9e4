"""The JSON Feed document."""

import json
from collections.abc import Callable
from typing import Any

from pelican.plugins.feeds.json_feed import render_json
from pelican.plugins.feeds.models import Entry, Feed, Link


def test_the_feed_is_described(full_feed: Feed) -> None:
    """The head of the document says whose list it is, and in what language."""
    head = json.loads(render_json(full_feed))
    items = head.pop("items")
    assert head == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Liens faibles",
        "home_page_url": "https://liens.example/",
        "feed_url": "https://liens.example/feeds/fr.atom.xml",
        "description": "Essais sur les réseaux",
        "favicon": "https://liens.example/icon.png",
        "authors": [{"name": "Laurent Dureau"}],
        "language": "fr",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    }
    assert [item["id"] for item in items] == [entry.id for entry in full_feed.entries]


def test_an_item_is_whole(full_feed: Feed) -> None:
    """An item has the id that Atom gives it, its full text, and dates with a zone."""
    essay, answer, _ = json.loads(render_json(full_feed))["items"]
    assert essay == {
        "id": "tag:liens.example,2026:e-7k3q9x",
        "url": "https://liens.example/le-pot-de-miel/",
        "title": "Le pot de miel",
        "summary": "Un compte n’est pas une rencontre.",
        "date_published": "2026-11-18T08:00:00+01:00",
        "date_modified": "2026-11-19T09:30:00+01:00",
        "authors": [{"name": "Laurent Dureau"}],
        "tags": ["Travail"],
        "content_html": "<p>Un <em>contact</em> n’est pas un lien.</p>",
    }
    assert answer["language"] == "en"
    assert "summary" not in answer


def test_an_empty_list_and_an_empty_text_are_there(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """`items` and `content_html` are required, even empty."""
    assert json.loads(render_json(make_feed(entries=())))["items"] == []
    items: list[dict[str, Any]] = json.loads(
        render_json(make_feed(entries=(make_entry(content_html=""),)))
    )["items"]
    assert items[0]["content_html"] == ""


def test_a_longer_list_goes_on(make_feed: Callable[..., Feed]) -> None:
    """The next part of a list has its address."""
    links = (Link(rel="prev-archive", url="https://liens.example/feeds/1.json"),)
    assert json.loads(render_json(make_feed(links=links)))["next_url"] == links[0].url


def test_hostile_text_is_text(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """Control characters and lone surrogates go; emoji are written as they are."""
    entry = make_entry(title="a\x00\ud800 👩‍🚀", content_html="<p>\x0b</p>")
    data = render_json(make_feed(entries=(entry,)))
    item = json.loads(data)["items"][0]
    assert (item["title"], item["content_html"]) == ("a 👩‍🚀", "<p></p>")
    assert "👩‍🚀".encode() in data
    assert data.endswith(b"}\n")
