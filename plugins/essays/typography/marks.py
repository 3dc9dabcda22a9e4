"""Characters of the private use area that stand for what is not words, and ways around them."""

import re

ELLIPSIS = re.compile(r"\.{3,}")
DASH = re.compile("-{2,}")
"""What is typed for … and for – or —."""

MARK = "\ue002"
"""A tag, or the call of a note: it has no width, and signs are set as if it were not there."""
OBJECT = "\ue003"
"""Something that is not touched, as a word among words: code, a picture, another language."""
ORDINAL, ORDINAL_END = "\ue004", "\ue005"
"""The beginning and the end of letters that rise: XIXᵉ."""
KEPT = "\ue006"
"""An address or an emoticon, while rules are applied."""

M = f"{MARK}*"
"""Any tags, in a rule."""

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SPACES = " \u00a0\u2009\u202f"
"""The spaces that may stand before a sign, as typed."""
BLANKS = SPACES + "\n\t"

NO_SPACES = {ord(space): None for space in BLANKS}
"""For `str.translate`: spaces go, marks stay."""


def place_before(words: str, place: int) -> int:
    """Return the place of the character before a place, tags aside; -1 at the beginning."""
    place -= 1
    while place >= 0 and words[place] == MARK:
        place -= 1
    return place


def before(words: str, place: int) -> str:
    """Return the character before a place, tags aside; a space at the beginning."""
    place = place_before(words, place)
    return words[place] if place >= 0 else " "


def after(words: str, place: int) -> str:
    """Return the character from a place on, tags aside; a space at the end."""
    while place < len(words) and words[place] == MARK:
        place += 1
    return words[place] if place < len(words) else " "


def double_marks(words: str) -> list[int]:
    """Return the places of the straight double marks that quote; none when they do not pair.

    One after a digit, where all would be odd, is a measure in inches.
    """
    places = [place for place, char in enumerate(words) if char == '"']
    if len(places) % 2:
        places = [place for place in places if not before(words, place).isdigit()]
    return places if len(places) % 2 == 0 else []
