"""The history of a long list: the newest in the feed itself, the rest in archives (RFC 5005).

A list that is small enough is one document and says that it is complete. Of a longer one the
oldest entries are put into archives, in the order of their dates, each closed when it is full: a
new entry never changes one. The feed itself holds what no archive holds yet and, as far as there
is room, what was updated last, so that an old essay that is edited comes to its readers again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

SHARE = 2
"""An archive holds at most this part of what a feed may: a list that is too long for one
document then has two archives, which lead to each other, or else is kept whole."""


class Dated(Protocol):
    """What a list holds."""

    @property
    def id(self) -> str:
        """What decides between two of one date."""

    @property
    def weight(self) -> int:
        """About how many bytes it takes in a feed."""

    @property
    def published(self) -> datetime:
        """When it was published."""

    @property
    def updated(self) -> datetime:
        """When it was last updated."""


Item = TypeVar("Item", bound=Dated)


@dataclass(frozen=True, kw_only=True, slots=True)
class History(Generic[Item]):
    """A list in documents: the feed itself, newest first, and its archives, oldest first."""

    current: tuple[Item, ...]
    archives: tuple[tuple[Item, ...], ...] = ()
    complete: bool = False
    """Whether the feed itself holds the whole list."""


def build_history(items: Iterable[Item], limit: int, most: int = 0) -> History[Item]:
    """Return a list in documents of about `limit` bytes at the most, and one item at the least.

    With `most`, only so many of the newest items are shown, and there is no archive.
    """
    newest = sorted(items, key=lambda item: (-item.published.timestamp(), item.id))
    if 0 < most < len(newest):
        return History(current=tuple(newest[:most]))
    archives, open_ = _fill(newest[::-1], limit // SHARE)
    if sum(item.weight for item in newest) <= limit or len(archives) < 2:
        return History(current=tuple(newest), complete=True)
    kept = {item.id for item in open_}
    room = limit - sum(item.weight for item in open_)
    for item in sorted(newest, key=lambda item: (-item.updated.timestamp(), item.id)):
        if item.id in kept:
            continue
        room -= item.weight
        if room < 0:
            break
        kept.add(item.id)
    return History(
        current=tuple(item for item in newest if item.id in kept), archives=tuple(archives)
    )


def _fill(oldest: Iterable[Item], limit: int) -> tuple[list[tuple[Item, ...]], list[Item]]:
    """Return the archives that are full, each within `limit`, and what is left after them."""
    archives: list[tuple[Item, ...]] = []
    last: list[Item] = []
    weight = 0
    for item in oldest:
        if last and weight + item.weight > limit:
            archives.append(tuple(last))
            last, weight = [], 0
        last.append(item)
        weight += item.weight
    return archives, last
