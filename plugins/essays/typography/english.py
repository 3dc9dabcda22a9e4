"""The English rules: curly quotes and apostrophes, dashes and ellipses; spaces stay as typed."""

import re

from .marks import BLANKS, DASH, ELLIPSIS, MARK, after, before, double_marks, place_before
from .quotes import find_marks, pair_clear

NEEDS = re.compile(r"""["']|\.(?<=\.\.\.)|-(?<=--)""")
"""A place where a rule may have something to do: words without one are set."""

LEFT_OUT = re.compile(r"'(?:\d\ds?|tis|twas|til|em|cause|n['’])(?!\w)", re.IGNORECASE)
"""What begins with an apostrophe: the ’90s, ’tis, rock ’n’ roll."""
OPENERS = BLANKS + "([{—–“‘«-/"


def set_signs(words: str) -> str:
    """Return the words of a block with English signs."""
    if "..." in words:
        words = ELLIPSIS.sub(lambda dots: "…" if len(dots[0]) == 3 else dots[0], words)
    if "--" in words:
        words = DASH.sub(_dash, words)
    if '"' in words or "'" in words:
        words = set_quotes(words)
    return words


def _dash(match: re.Match[str]) -> str:
    """Return -- as a dash: – between spaces, — between words; an option such as --x stays."""
    spaced = [
        side in BLANKS
        for side in (before(match.string, match.start()), after(match.string, match.end()))
    ]
    if len(match[0]) == 3 and all(spaced):
        return "—"
    if len(match[0]) > 2 or (spaced[0] and not spaced[1]):
        return match[0]
    return "–" if all(spaced) else "—"


def set_quotes(words: str) -> str:
    """Return words with an opening mark where one can open, and a closing one elsewhere."""
    double = set(double_marks(words))
    signs = {} if double else _clear_signs(words)
    for place, char in enumerate(words):
        if char == "'":
            signs[place] = _single(words, place, signs)
        elif place in double:
            signs[place] = "“" if _opens(words, place, signs) else "”"
    return "".join([signs.get(place, char) for place, char in enumerate(words)])


def _clear_signs(words: str) -> dict[int, str]:
    """Return the signs of double marks that pair without doubt, whatever single ones mean."""
    if '"' not in words:
        return {}
    marks = find_marks(words.replace("‘", "'").replace("’", "'"), OPENERS)
    pairs = pair_clear(marks)
    return {place: sign for pair in pairs for place, sign in zip(pair, "“”", strict=True)}


def _single(words: str, place: int, signs: dict[int, str]) -> str:
    """Return what stands for a straight single mark: an apostrophe, a quotation mark, a foot."""
    if before(words, place).isdigit() and not after(words, place + 1).isalpha():
        return "'"  # feet, or minutes
    if LEFT_OUT.match(words.replace(MARK, ""), place - words.count(MARK, 0, place)):
        return "’"
    return "‘" if _opens(words, place, signs) else "’"


def _opens(words: str, place: int, signs: dict[int, str]) -> bool:
    earlier = place_before(words, place)
    preceding = signs.get(earlier, words[earlier]) if earlier >= 0 else " "
    return preceding in OPENERS and after(words, place + 1) not in BLANKS
