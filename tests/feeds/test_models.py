"""What no feed may say."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pelican.plugins.feeds.models import Entry, Feed, Link, Replies

NAIVE = datetime(2026, 11, 18, 8)  # noqa: DTZ001 - that is the point
EARLY = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"published": NAIVE}, "e-1: the date 2026-11-18T08:00:00 has no zone."),
        ({"updated": NAIVE}, "e-1: the date 2026-11-18T08:00:00 has no zone."),
        ({"updated": EARLY}, "e-1: updated before it was published."),
        (
            {"replies": Replies(count=1, updated=NAIVE)},
            "e-1: the date 2026-11-18T08:00:00 has no zone.",
        ),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(
    make_entry: Callable[..., Entry], fields: dict[str, object], message: str
) -> None:
    """Dates of an entry have a zone, and are in order."""
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        make_entry(id="e-1", **fields)
    assert str(caught.value) == message


NEXT = Link(rel="next-archive", url="https://liens.example/2.xml")
CURRENT = Link(rel="current", url="https://liens.example/1.xml")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"updated": NAIVE}, "f: the date 2026-11-18T08:00:00 has no zone."),
        ({"complete": True, "links": (NEXT,)}, "f: a complete feed has no other part."),
        ({"complete": True, "archive": True}, "f: a complete feed has no other part."),
        (
            {"archive": True, "links": (CURRENT,)},
            "f: an archive names the current feed and a neighbour.",
        ),
        (
            {"archive": True, "links": (NEXT,)},
            "f: an archive names the current feed and a neighbour.",
        ),
    ],
)
def test_a_feed_that_contradicts_itself_is_refused(
    make_feed: Callable[..., Feed], fields: dict[str, object], message: str
) -> None:
    """A feed is complete, or a part among others, and says so in one way."""
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        make_feed(id="f", **fields)
    assert str(caught.value) == message


def test_an_archive_with_its_links_is_accepted(make_feed: Callable[..., Feed]) -> None:
    """An archive leads to the current feed and to its neighbours."""
    assert make_feed(archive=True, links=(CURRENT, NEXT)).archive


def test_two_entries_of_one_id_are_refused(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """A reader would show only one of them."""
    with pytest.raises(ValueError, match="two entries have the id 'e-1'"):
        make_feed(entries=(make_entry(id="e-1"), make_entry(id="e-1")))


def test_every_entry_has_an_author(
    make_feed: Callable[..., Feed], make_entry: Callable[..., Entry]
) -> None:
    """An entry has an author of its own, or that of its feed (RFC 4287, section 4.1.1)."""
    with pytest.raises(ValueError, match="an entry without an author needs the feed to have one"):
        make_feed(authors=("\x00",), entries=(make_entry(authors=()),))
    assert make_feed(authors=()).entries[0].authors == ("Laurent Dureau",)
