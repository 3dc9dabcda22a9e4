"""Entries from plain values."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pelican.plugins.feeds.entries import (
    already_published,
    build_entry,
    last_update,
    newest_first,
    tag_uri,
    text_id,
    translation_id,
)
from pelican.plugins.feeds.models import Entry

DAY = datetime(2026, 11, 16, 8, tzinfo=UTC)


def entry(name: str, published: datetime = DAY, updated: datetime | None = None) -> Entry:
    return build_entry(
        id=name,
        url=f"https://liens.example/{name}/",
        title=f" Un \n{name}\x00 ",
        body_html='<p onclick="x()"><a href="#n">1</a></p>',
        published=published,
        updated=updated,
        summary="Une\nphrase.",
        authors=["A", "B"],
    )


def test_an_entry_is_made_fit() -> None:
    """Texts are on one line, and the body is seen from its page."""
    made = entry("e-1")
    assert (made.title, made.summary, made.authors) == ("Un e-1", "Une phrase.", ("A", "B"))
    assert made.content_html == '<p><a href="https://liens.example/e-1/#n">1</a></p>'


@pytest.mark.parametrize("updated", [None, DAY, DAY - timedelta(days=1)])
def test_an_entry_is_not_updated_before_it_is_published(updated: datetime | None) -> None:
    """The first version counts as the last update."""
    assert entry("e-1", DAY, updated).updated == DAY


def test_a_later_update_counts() -> None:
    """An update after the publication is told, and dates the list."""
    later = DAY + timedelta(days=1)
    assert entry("e-1", DAY, later).updated == later
    assert last_update([entry("a"), entry("b", DAY, later), entry("c")]) == later


def test_the_newest_comes_first() -> None:
    """Entries are in order of publication, then of id, however they come."""
    a, b, c = entry("a"), entry("b"), entry("c", DAY + timedelta(days=1))
    assert newest_first([b, c, a]) == newest_first([a, b, c]) == (c, a, b)


def test_what_is_still_to_come_is_left_out() -> None:
    """An essay of tomorrow is in no feed of today; one of this moment is."""
    today, tomorrow = entry("a"), entry("b", DAY + timedelta(seconds=1))
    assert already_published([tomorrow, today], DAY) == (today,)


def test_a_tag_uri_holds_domain_date_and_name() -> None:
    """A tag: URI has no character that a URI cannot have."""
    assert tag_uri("Liens.Example", date(2026, 1, 5), "le pot/été") == (
        "tag:liens.example,2026-01-05:le%20pot/%C3%A9t%C3%A9"
    )


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("tag:liens.example,2026:e-1", "tag:liens.example,2026:e-1"),
        ("urn:uuid:f81d4fae", "urn:uuid:f81d4fae"),
        ("e-1", "tag:liens.example,2026-11-16:e-1"),
        ("Une note: deux", "tag:liens.example,2026-11-16:Une%20note:%20deux"),
        ("", "tag:liens.example,2026-11-16:le-pot"),
    ],
)
def test_the_id_is_the_stored_one(stored: str, expected: str) -> None:
    """A stored URI is the id; another word, or the slug, is made one."""
    assert text_id(stored, "liens.example", DAY, "le-pot") == expected


def test_a_translation_has_its_own_id() -> None:
    """The text in the site's language has the essay's id, and the others one that follows."""
    assert translation_id("tag:e.example,2026:e-1", "fr", "fr") == "tag:e.example,2026:e-1"
    assert translation_id("tag:e.example,2026:e-1", "en", "fr") == "tag:e.example,2026:e-1:en"
