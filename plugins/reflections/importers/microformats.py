"""Comments that a page marks up itself: `h-entry` with `u-comment`, `h-cite`, `h-feed`.

See https://microformats.org/wiki/h-entry and https://indieweb.org/comments.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urldefrag

from bs4 import BeautifulSoup

from .html_markdown import html_to_markdown
from .models import Fate, Record
from .names import read_name
from .values import dump_raw, read_address, read_line, read_plain
from .written_dates import Habits, surest_date

Item = Mapping[str, Any]
CITED = frozenset({"h-entry", "h-cite", "h-review"})
NO_WORDS = frozenset({"like-of", "repost-of", "bookmark-of"})
"""What says that a mention has no words of its own."""


def read_microformats(soup: BeautifulSoup, url: str, page: str, habits: Habits) -> list[Record]:
    """Return the comments that a page marks up; none when it marks up none."""
    import mf2py  # type: ignore[import-untyped]  # noqa: PLC0415 - it is slow to load

    items = mf2py.parse(doc=soup, url=url or None)["items"]
    records = [
        _read_comment(item, parent, page, habits)
        for item, parent in _comments(items, inside=False)
    ]
    known = {record.url: record.identifier for record in records if record.url}
    known |= {record.identifier: record.identifier for record in records}
    return [
        replace(record, parent=known.get(record.parent, ""))
        for record in records
        if record.parent in known or _is_page(record.parent, url)
    ]


def _is_page(parent: str, url: str) -> bool:
    """Return whether what a comment answers is the page, and not something elsewhere."""
    return not parent or (bool(url) and urldefrag(parent).url.rstrip("/") == url.rstrip("/"))


def _comments(items: Sequence[object], *, inside: bool) -> Iterator[tuple[Item, str]]:
    """Yield each comment, with the identifier or the address of what it answers.

    `inside` says if the items stand in an entry: the feed of an entry is that of its comments.
    """
    for item in items:
        if not isinstance(item, Mapping):
            continue
        is_entry = not CITED.isdisjoint(item["type"])
        answered = _first(item, "in-reply-to")
        if is_entry and answered:
            yield item, _text(answered)
        if is_entry:
            yield from _replies(item, "")
        for child in item.get("children", ()):
            is_reply = inside or (is_entry and "h-feed" in child["type"])
            if (
                is_reply
                and not CITED.isdisjoint(child["type"])
                and not _first(child, "in-reply-to")
            ):
                yield child, ""
            yield from _comments([child], inside=is_reply)


def _replies(item: Item, identifier: str) -> Iterator[tuple[Item, str]]:
    """Yield the comments on an item, and those on them."""
    for comment in item["properties"].get("comment", ()):
        if isinstance(comment, Mapping):
            yield comment, identifier
            yield from _replies(comment, _identifier(comment))


def _first(item: Item, name: str) -> Any:  # noqa: ANN401 - whatever the page holds
    """Return the first value of a property, "" when it has none."""
    return next(iter(item["properties"].get(name, ())), "")


def _text(value: object) -> str:
    """Return a value that may be an item or a piece of HTML as the text that it stands for."""
    if isinstance(value, Mapping):
        value = value.get("value", "")
    return read_line(value)


def _identifier(item: Item) -> str:
    """Return the id of a comment: that of its element, or its address, or a digest."""
    own = read_line(item.get("id", "")) or _text(_first(item, "uid")) or _text(_first(item, "url"))
    if own:
        return urldefrag(own).fragment or own
    words = [_text(_first(item, name)) for name in ("author", "published", "content")]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _read_comment(item: Item, parent: str, page: str, habits: Habits) -> Record:
    author = _first(item, "author")
    name, address = author, ""
    if isinstance(author, Mapping):
        name, address = _text(_first(author, "name")), _text(_first(author, "url"))
    content = _first(item, "content") or _first(item, "summary")
    is_html = isinstance(content, Mapping) and "html" in content
    body = html_to_markdown(content["html"], base=page) if is_html else read_plain(content)
    written = _text(_first(item, "published")) or _text(_first(item, "updated"))
    date, precision = surest_date([written], habits)
    url = read_address(_text(_first(item, "url")))
    identifier = _identifier(item)
    is_mention = not NO_WORDS.isdisjoint(item["properties"])
    return Record(
        identifier=identifier,
        page=page,
        parent=parent,
        author=read_name(name),
        author_url=read_address(address),
        date=date,
        date_precision=precision,
        url=url,
        body=body,
        fate=Fate.PINGBACK if is_mention else Fate.PUBLISHED if body else Fate.EMPTY,
        raw=dump_raw({"id": identifier, "name": read_name(name), "date": written, "text": body}),
    )
