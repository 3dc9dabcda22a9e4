"""The plain words of HTML, the first of them, and those of a sentence with their emphasis."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

Run = tuple[str, tuple[str, ...]]
"""Words, and the elements around them that are kept: "em", "cite", 'span lang="en"'."""

ELLIPSIS = "…"

_BREAK = re.compile(r"</(?:p|li|pre|blockquote|ul|ol)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_APART = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>'
    r'|<a\b[^>]*\bclass="[^"]*(?:back|permalink|sidenote-number)[^"]*"[^>]*>.*?</a>',
    re.DOTALL,
)
"""The call of a note, its number, the ways back from it, and links of a text to itself."""
_PIECES = re.compile("(<[^>]*>)")
_MARK = re.compile(r'<(/?)(cite|em|i|span)\b(?:[^>]*?\slang="([\w-]+)")?')
"""What may be kept of a sentence: emphasis, titles, and any language."""
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


def read_runs(parts: Iterable[str]) -> Iterator[list[Run]]:
    """Yield the words of each part of a sentence, as `plain_words` does, with what is kept.

    An element may begin in a part and end in another.
    """
    around: list[str] = []
    for part in parts:
        runs: list[Run] = []
        for piece in _PIECES.split(leave_words(part)):
            if mark := _MARK.match(piece):
                _follow(mark, around)
            elif not piece.startswith("<"):
                words = _SPACES.sub(" ", html.unescape(piece))
                if runs and runs[-1][0].endswith(" "):
                    words = words.removeprefix(" ")
                if words:
                    runs.append((words, tuple(filter(None, around))))
        yield runs


def _follow(mark: re.Match[str], around: list[str]) -> None:
    closes, name, lang = mark.groups()
    if closes:
        del around[-1:]
    elif lang:
        around.append(f'{name} lang="{lang}"')
    else:
        around.append(name if name in ("cite", "em") else "")


def render_runs(runs: Sequence[Run], first: int, last: int) -> str:
    """Return the words from one place to another as HTML, in the elements that are kept."""
    parts, at = [], 0
    for around, group in groupby(runs, key=lambda run: run[1]):
        words = "".join(text for text, _ in group)
        said = html.escape(words[max(0, first - at) : max(0, last - at)], quote=False)
        at += len(words)
        if said:
            opening = "".join(f"<{element}>" for element in around)
            closing = "".join(f"</{element.partition(' ')[0]}>" for element in reversed(around))
            parts.append(f"{opening}{said}{closing}")
    return "".join(parts)


def shorten(text: str, length: int) -> str:
    """Return the first words of a text on one line, in at most `length` characters.

    Ends in "…" when words are left out.
    """
    words = _SPACES.sub(" ", text).strip()
    if len(words) <= length:
        return words
    start, space, _ = words[:length].rpartition(" ")
    return (start if space else words[: length - 1]).rstrip(" ,;:.–—-\u00a0\u202f") + ELLIPSIS
