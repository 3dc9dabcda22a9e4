"""What never moves: the identities of essays, of what belongs to them and of lists (RFC 4151).

An essay's `uri` is minted once and stored; all others are made of it, so that they stay when the
site moves to another domain.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .languages import DEFAULT

if TYPE_CHECKING:
    from .load import Card
    from .press import Press

FIRST_DAY = datetime(2026, 11, 16, tzinfo=UTC)
"""The date of a list without entries, whose year is in the identities of a site without essays."""


def essay_id(card: "Card") -> str:
    """Return the id of an essay's text: a translation is another text and has its own."""
    return card.uri if card.lang == DEFAULT else f"{card.uri}:{card.lang}"


def reflection_id(card: "Card", name: str) -> str:
    """Return the id of a reflection: a tag: URI of the authority that named the essay."""
    return authority_of(card.uri) + name


def authority_of(uri: str) -> str:
    """Return what a tag: URI begins with: "tag:example.org,2026:" of "tag:example.org,2026:x"."""
    name, _, _ = uri.removeprefix("tag:").partition(":")
    return f"tag:{name}:"


def find_authority(press: "Press") -> str:
    """Return what begins the id of every list: that of the oldest essay, which is stored.

    Without essays it is the domain.
    """
    cards = [card for cards in press.site.essays.values() for card in cards]
    if not cards:
        return f"tag:{urlsplit(press.settings.url).hostname},{FIRST_DAY.year}:"
    return authority_of(min(cards, key=lambda card: (card.timestamp, card.folder)).uri)
