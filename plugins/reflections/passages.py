"""Where the words are that a reflection speaks of: found exactly, or not at all.

The selector is that of W3C's Web Annotation, a quotation with what stands around it, and the
digest of the paragraph as it was. Nothing is guessed: words that were changed are said to be so.
See https://www.w3.org/TR/annotation-model/#text-quote-selector.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ..essays.excerpts import plain_words
from .models import Passage, Reflection
from .turns import Place

LOST: Place = ("", "")

_PARAGRAPH = re.compile(r"<p\b([^<>]*)>(.*?)</p>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_BREAK = re.compile(r"<br ?/?>")
_TYPED = {
    **dict.fromkeys(map(ord, "’‘"), "'"),
    **dict.fromkeys(map(ord, "“”«»"), '"'),
    **dict.fromkeys(map(ord, "–—"), "-"),
    ord("…"): "...",
}
_DASHES = re.compile("-{2,3}")
_ENDINGS = re.compile(r"(?<=[0-9IVX])i?ème(?=s?\b)")
_GAPS = re.compile(r' ?(") ?| (?=[;:!?%‰€$,.)\]]())')
_TIES = re.compile(
    r"(?<=\d) (?=h\b)|(?:(?<=\dh)|(?<=\d h)|(?<=\bn°)|(?<=\bp\.)|(?<=\bpp\.)) (?=\d)"
)
_QUOTES = re.compile("« ?| ?»|[“”]")
_AFTER_NO_SPACE = frozenset(("", *'";:!?%‰€$,.)]'))
_HIGH = re.compile(" ([;:!?])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph that has an anchor, and its words."""

    anchor: str
    text: str


def read_paragraphs(markup: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text's HTML that have an `id`, in order.

    Their words are plain text, with single spaces, without the calls of notes.
    """
    return tuple(
        Paragraph(anchor=html.unescape(anchor[1]), text=_words(match[2]))
        for match in _PARAGRAPH.finditer(markup)
        if (anchor := _ID.search(match[1]))
    )


def paragraph_digest(text: str) -> str:
    """Return "sha256:" and the digest of a paragraph's words, as `passage.paragraph` has it.

    Of the words in Unicode normal form C, each run of white space (no-break spaces too) one
    space: the same whichever way the paragraph is broken into lines.
    """
    return f"sha256:{sha256(normal(text).encode()).hexdigest()}"


def normal(text: str) -> str:
    """Return a text in normal form C with single plain spaces, as passages are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_signs(text: str) -> str:
    """Return a text in normal form with the signs of a typewriter, and no spaces beside them.

    A text that was typed and the same as French or English sets it become one: a passage is
    found whichever of the two it quotes.
    """
    text = _ENDINGS.sub("e", normal(text).translate(_TYPED)).replace("1ère", "1re")
    return _TIES.sub("", _GAPS.sub(r"\1", _DASHES.sub("-", text)))


def as_typed(text: str) -> frozenset[str]:
    """Return the words of a paragraph, and what may have been typed for them, for digests."""
    straight = text.replace("’", "'").replace("…", "...")
    quoted = _QUOTES.sub('"', straight)
    return frozenset((text, straight, quoted, _HIGH.sub(r"\1", quoted)))


def find_places(reflections: Iterable[Reflection], texts: Mapping[str, str]) -> dict[str, Place]:
    """Return where the passage of each reflection is, by the id of the reflection.

    `texts` holds the HTML of the essay by language. What is in no paragraph, or in several, has
    the place `LOST`.
    """
    speaking = [(one.id, one.passage, one.lang) for one in reflections if one.passage]
    if not speaking:
        return {}
    sheets = {lang: _Sheet(read_paragraphs(texts[lang])) for lang in sorted(texts)}
    return {
        name: _find_place(passage, sheets, lang.partition("-")[0])
        for name, passage, lang in speaking
    }


class _Sheet:
    """The paragraphs of one text, by digest, and as one line of words."""

    def __init__(self, paragraphs: tuple[Paragraph, ...]) -> None:
        self.by_digest: dict[str, list[Paragraph]] = {}
        self.paragraphs = paragraphs
        self.starts: list[int] = []
        self.text = ""
        for paragraph in paragraphs:
            for known in {paragraph_digest(text) for text in as_typed(paragraph.text)}:
                self.by_digest.setdefault(known, []).append(paragraph)
            words = plain_signs(paragraph.text)
            alone = not self.text or self.text[-1] == '"' or words[:1] in _AFTER_NO_SPACE
            self.text += "" if alone else " "
            self.starts.append(len(self.text))
            self.text += words

    def anchors(self, starts: Iterable[int]) -> set[str]:
        """Return the anchors of the paragraphs in which the line has these offsets."""
        return {self.paragraphs[bisect_right(self.starts, start) - 1].anchor for start in starts}

    def find(self, quote: str) -> Iterator[int]:
        """Yield where in the line a quotation stands."""
        start = self.text.find(quote)
        while start >= 0:
            yield start
            start = self.text.find(quote, start + 1)


def _find_place(passage: Passage, sheets: Mapping[str, _Sheet], first: str) -> Place:
    """Return the paragraph that is as it was, else the only one that has the words.

    The text in the language `first`, that of the reflection, is looked through first. Words
    that several of its paragraphs have, and nothing around them to choose by, are not looked
    for in another text, where the only place of them would be a guess.
    """
    quote = plain_signs(passage.exact)
    same = [
        (lang, paragraph.anchor)
        for lang, sheet in sheets.items()
        for paragraph in sheet.by_digest.get(passage.paragraph, ())
        if quote in plain_signs(paragraph.text)
    ]
    if len(same) == 1:
        return same[0]
    for lang in sorted(sheets, key=lambda lang: lang != first):
        sheet = sheets[lang]
        found = [*sheet.find(quote)]
        anchors = sheet.anchors(found)
        if len(anchors) > 1:
            if not (passage.prefix or passage.suffix):
                return LOST
            anchors = sheet.anchors(
                start for start in found if _is_around(passage, sheet.text, start, quote)
            )
        if len(anchors) == 1:
            return lang, anchors.pop()
    return LOST


def _is_around(passage: Passage, text: str, start: int, quote: str) -> bool:
    """Return whether what is known to stand around a quotation stands around it there."""
    end = start + len(quote)
    start -= text[start - 1 : start] == " "
    end += text[end : end + 1] == " "
    return text.endswith(plain_signs(passage.prefix), 0, start) and text.startswith(
        plain_signs(passage.suffix), end
    )


def _words(markup: str) -> str:
    return normal(plain_words(_BREAK.sub(" ", markup)))
