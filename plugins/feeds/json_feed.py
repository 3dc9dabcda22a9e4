"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping
from typing import Any

from .characters import legal, one_line
from .dates import rfc3339
from .models import Entry, Feed

VERSION = "https://jsonfeed.org/version/1.1"


def render_json(feed: Feed) -> bytes:
    """Return `feed` as a JSON Feed document in UTF-8: the same bytes for the same feed."""
    urls = {link.rel: link.url for link in feed.links}
    hubs = [link.url for link in feed.links if link.rel == "hub"]
    head = {
        "version": VERSION,
        "title": one_line(feed.title) or feed.url,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": one_line(feed.subtitle),
        "next_url": urls.get("next") or urls.get("prev-archive"),
        "favicon": feed.icon,
        "authors": _people(feed.authors),
        "language": feed.lang,
        "hubs": [{"type": "WebSub", "url": url} for url in hubs],
    }
    document = _filled(head) | {"items": [_item(entry, feed.lang) for entry in feed.entries]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, lang: str) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": legal(entry.url),
        "title": one_line(entry.title),
        "summary": one_line(entry.summary),
        "image": legal(entry.image.url) if entry.image else "",
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": _people(entry.authors),
        "tags": [one_line(category.label or category.term) for category in entry.categories],
        "language": entry.lang if entry.lang != lang else "",
    }
    return _filled(item) | {"content_html": legal(entry.content_html)}


def _people(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": name} for name in map(one_line, names) if name]


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}
