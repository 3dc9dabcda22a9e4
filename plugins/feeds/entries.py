"""Entries and feeds from plain values, with the rules that hold for all of them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import quote

from .characters import one_line
from .content import Figure, feed_content
from .models import Alternate, Category, Entry, InReplyTo, Replies

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+")
_TAG_CHARACTERS = "/:;=@!$&()*+,~?"


def build_entry(
    *,
    id: str,  # noqa: A002 - Atom's word
    url: str,
    title: str,
    body_html: str,
    published: datetime,
    updated: datetime | None = None,
    summary: str = "",
    lang: str = "",
    authors: Iterable[str] = (),
    categories: Iterable[Category] = (),
    alternates: Iterable[Alternate] = (),
    replies: Replies | None = None,
    in_reply_to: InReplyTo | None = None,
    figure: Figure | None = None,
) -> Entry:
    """Return an entry whose content is `body_html`, the text of the page at `url`, made fit.

    An entry that was never updated, or before it was published, was updated when published.
    """
    return Entry(
        id=id,
        url=url,
        title=one_line(title),
        published=published,
        updated=max(updated or published, published),
        content_html=feed_content(body_html, url, figure),
        summary=one_line(summary),
        lang=lang,
        authors=tuple(authors),
        categories=tuple(categories),
        alternates=tuple(alternates),
        replies=replies,
        in_reply_to=in_reply_to,
    )


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by date of publication, the newest first; by id on the same date."""
    return tuple(sorted(entries, key=lambda entry: (-entry.published.timestamp(), entry.id)))


def already_published(entries: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """Return the entries, in their order, without those whose date is still to come."""
    return tuple(entry for entry in entries if entry.published <= now)


def last_update(entries: Iterable[Entry]) -> datetime:
    """Return the date of the last update of any of the entries, of which there is at least one.

    It is the date of their list: the time of the build would make every feed new every time.
    """
    return max(entry.updated for entry in entries)


def tag_uri(authority: str, since: date, name: str) -> str:
    """Return the tag: URI (RFC 4151) that `authority`, a domain held at `since`, gives `name`."""
    day = f"{since.year:04}-{since.month:02}-{since.day:02}"
    return f"tag:{authority.lower()},{day}:{quote(name, safe=_TAG_CHARACTERS)}"


def translation_id(id: str, lang: str, default_lang: str) -> str:  # noqa: A002 - Atom's word
    """Return the id of an essay's text in `lang`: the essay's own in the default language.

    A translation is another text: under the same id, readers would show only one of them.
    """
    return id if lang == default_lang else f"{id}:{lang}"


def text_id(stored: str, authority: str, since: date, slug: str) -> str:
    """Return the id of a text: what its source stores, if it does, as a URI.

    Without one the date and the slug must do, and an essay whose slug or date is changed comes
    to its readers a second time.
    """
    return stored if _URI.fullmatch(stored) else tag_uri(authority, since, stored or slug)
