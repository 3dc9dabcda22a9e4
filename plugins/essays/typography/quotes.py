"""Straight double marks: which of them quote, and which stand for inches or for nothing clear."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .marks import KEPT, MARK, OBJECT, after, before

OPENS, CLOSES, EITHER, LENGTH = "opens", "closes", "either", "length"
"""What a mark does to all appearance; one after a digit closes, or is a measure in inches."""

_SEEN_THROUGH = f'"{MARK}'
_LEADS = frozenset(f"([{{«“‘’'$€£§#…{OBJECT}{KEPT}")
"""What may begin a quotation, besides letters and digits."""


class Straight(NamedTuple):
    """A straight double mark of a block."""

    place: int
    role: str
    can_open: bool
    """Whether one could open where it stands."""


def pair_quotes(words: str, openers: str) -> list[tuple[int, int]]:
    """Return the places of the straight double marks that quote: those that open, and close.

    Pairs may stand within pairs. Where not all marks pair, even without those that may be
    inches, only what leaves no doubt does: a mark that opens, and the next that closes.
    `openers` are the characters after which a mark can open.
    """
    marks = find_marks(words, openers)
    others = [mark for mark in marks if mark.role != LENGTH]
    return _pair_all(marks) or _pair_all(others) or pair_clear(marks)


def find_marks(words: str, openers: str) -> list[Straight]:
    """Return the straight double marks of a block, in order."""
    found = []
    place = words.find('"')
    while place >= 0:
        preceding, following = _around(words, place)
        can_open = preceding in openers
        if before(words, place).isdigit():
            role = LENGTH
        elif can_open:
            role = OPENS if following.isalnum() or following in _LEADS else EITHER
        else:
            role = EITHER if following.isalnum() or following in _THINGS else CLOSES
        found.append(Straight(place, role, can_open))
        place = words.find('"', place + 1)
    return found


_THINGS = frozenset(OBJECT + KEPT)


def _around(words: str, place: int) -> tuple[str, str]:
    """Return the characters before and after a mark, tags and other marks aside."""
    preceding, following = before(words, place), after(words, place + 1)
    if preceding == '"':
        preceding = words[:place].rstrip(_SEEN_THROUGH)[-1:] or " "
    if following == '"':
        following = words[place:].lstrip(_SEEN_THROUGH)[:1] or " "
    return preceding, following


def _pair_all(marks: Sequence[Straight]) -> list[tuple[int, int]]:
    """Return pairs of all these marks; none when one is left over."""
    if len(marks) % 2:
        return []
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in marks:
        if mark.role == OPENS or (mark.can_open and not opened):
            opened.append(mark.place)
        elif opened:
            pairs.append((opened.pop(), mark.place))
        else:
            return []
    return [] if opened else pairs


def pair_clear(marks: Iterable[Straight]) -> list[tuple[int, int]]:
    """Return pairs of marks that leave no doubt: nothing unclear stands between the two."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in marks:
        if mark.role == OPENS:
            opened.append(mark.place)
        elif mark.role != CLOSES:
            opened = []
        elif opened:
            pairs.append((opened.pop(), mark.place))
    return pairs


def with_signs(words: str, signs: Mapping[int, str]) -> str:
    """Return words with these signs at their places."""
    if not signs:
        return words
    return "".join([signs.get(place, char) for place, char in enumerate(words)])
