"""The plain words of HTML, and the first of them."""

import html
import re

ELLIPSIS = "…"

_BREAK = re.compile(r"</(?:p|li|pre|blockquote|ul|ol)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_APART = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>'
    r'|<a\b[^>]*\bclass="[^"]*(?:back|permalink|sidenote-number)[^"]*"[^>]*>.*?</a>',
    re.DOTALL,
)
"""The call of a note, its number, the ways back from it, and links of a text to itself."""
_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[ \t\n]+")


def plain_text(markup: str) -> str:
    """Return the words of HTML that a sanitizer has written, a line for each of its blocks."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
    return _LINES.sub("\n", text).strip()


def leave_words(markup: str) -> str:
    """Return HTML without what stands in a sentence and is no word: calls of notes, ways back."""
    return _APART.sub("", markup)


def plain_words(markup: str) -> str:
    """Return the words of a part of a text, with single spaces; those at its ends stay.

    The calls of notes and the ways back from them are no words.
    """
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", leave_words(markup))))


def shorten(text: str, length: int) -> str:
    """Return the first words of a text on one line, in at most `length` characters.

    Ends in "…" when words are left out.
    """
    words = _SPACES.sub(" ", text).strip()
    if len(words) <= length:
        return words
    start, space, _ = words[:length].rpartition(" ")
    return (start if space else words[: length - 1]).rstrip(" ,;:.–—-\u00a0\u202f") + ELLIPSIS
