"""A paragraph of Markdown from its pieces, so that a reader sees the same words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..fields import is_web_address, without_forbidden

SPACES = re.compile(r"[ \t\n\f]+")
BARE_ADDRESS = re.compile(r"https?://[^\s<>\"`\\{}|^\[\]]+", re.IGNORECASE)
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
ENTITY = re.compile(r"&(?=#?\w+;)")
MARKED = re.compile(r"\\|`|\*|_|\[|\]|<|~|!(?=\[|$)|&(?=#?\w+;)")
"""What may need a backslash before it, anywhere in a line."""
LINE_START = re.compile(r"\d{1,9}(?=[.)](?:\s|$))|(?=[>=]|[-+](?:[-\s]|$)|#{1,6}(?:\s|$))")
"""What is before the place of a backslash, at the start of a line that looks like a block."""


class Piece(NamedTuple):
    """A part of a paragraph: its kind, and its text."""

    kind: str
    """"text", to be escaped; "raw", in Markdown; "space"; "break"; "open" and "close"."""
    text: str
    url: str = ""
    """Where a link leads, of which "open" and "close" are the ends."""


BREAK = Piece("break", "\\\n")
NOTHING = Piece("space", "")


def render_pieces(pieces: Iterable[Piece]) -> str:
    """Return a paragraph in Markdown; "" when it has no words."""
    parts = _without_unclear(_tidied(_with_spaces(pieces)))
    rendered: list[str] = []
    in_link = False
    before = BREAK
    for index, piece in enumerate(parts):
        if piece.kind == "text":
            after = parts[index + 1].text[0] if index + 1 < len(parts) else ""
            rendered.append(_render_text(piece.text, before.text[-1], after, in_link=in_link))
        elif piece.kind == "close" and piece.url:
            url = re.sub("[()]", lambda match: f"%{ord(match[0]):02X}", piece.url)
            rendered.append(f"]({ENTITY.sub('&amp;', url)})")
        else:
            is_second_code = piece.kind == before.kind == "raw" and piece.text[0] == "`"
            rendered.append(f" {piece.text}" if is_second_code else piece.text)
        in_link = piece.kind == "open" if piece.url else in_link
        before = piece
    return "".join(rendered)


def is_content(piece: Piece) -> bool:
    """Return whether a piece is more than space, or an end of emphasis or of a link."""
    return piece.kind in ("raw", "break") or (piece.kind == "text" and piece.text.strip() != "")


def _with_spaces(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces, texts side by side as one, the spaces at their ends by themselves.

    Addresses in a text become links, unless it is itself in a link.
    """
    parts: list[Piece] = []
    texts: list[str] = []
    in_link = False
    for piece in pieces:
        if piece.kind == "text":
            texts.append(piece.text)
            continue
        parts += _words("".join(texts), in_link=in_link)
        parts.append(piece)
        in_link = piece.kind == "open" if piece.url else in_link
        texts = []
    return parts + _words("".join(texts), in_link=in_link)


def _words(text: str, *, in_link: bool) -> list[Piece]:
    """Return a text as pieces: the spaces at its ends apart, and the addresses in it as links."""
    text = without_forbidden(text)  # "&#x202E;" was no such character until now
    text = unicodedata.normalize("NFC", SPACES.sub(" ", text))
    core = text.strip()
    if not core:
        return [Piece("space", text)] if text else []
    start = text.index(core[0])
    parts = [Piece("space", text[:start])] if start else []
    parts += [Piece("text", core)] if in_link or "://" not in core else _with_links(core)
    end = text[start + len(core) :]
    return [*parts, Piece("space", end)] if end else parts


def _with_links(text: str) -> list[Piece]:
    """Return a text as pieces, of which the addresses in it are links."""
    parts: list[Piece] = []
    start = 0
    for match in BARE_ADDRESS.finditer(text):
        url = _without_last_marks(match[0])
        if is_web_address(url) and not text[match.start() - 1 : match.start()].isalnum():
            parts += [Piece("text", text[start : match.start()]), Piece("raw", f"<{url}>")]
            start = match.start() + len(url)
    return [part for part in (*parts, Piece("text", text[start:])) if part.text]


def _without_last_marks(url: str) -> str:
    """Return an address without the marks that end the sentence it stands in."""
    while url[-1] in ".,;:!?'*_~\u2019\u00bb\u201d\u2026" or (
        url[-1] == ")" and url.count(")") > url.count("(")
    ):
        url = url[:-1]
    return url


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with spaces and line breaks outside emphasis and links, and never two.

    There are none at the ends of the paragraph; emphasis of nothing is gone, and that which
    ends to begin again goes on.
    """
    parts: list[Piece] = []
    opening: list[Piece] = []
    gap = NOTHING
    for piece in pieces:
        if piece.kind == "break":
            gap = piece
        elif piece.kind == "space":
            gap = gap if gap.kind == "break" or gap.text else piece
        elif piece.kind == "open":
            opening.append(piece)
        elif piece.kind == "close":
            if opening:
                opening.pop()
            else:
                parts.append(piece)
        else:
            if gap.text and parts:
                parts.append(gap)
            for one in opening:
                if parts and parts[-1] == Piece("close", one.text):
                    parts.pop()
                else:
                    parts.append(one)
            parts.append(piece)
            opening, gap = [], NOTHING
    return parts


def _without_unclear(parts: list[Piece]) -> list[Piece]:
    """Return pieces without the emphasis that CommonMark may not see, as that within a word.

    See https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
    """
    while any(part.kind == "open" for part in parts):
        unclear: set[int] = set()
        stack: list[int] = []
        for index, piece in enumerate(parts):
            if piece.kind == "open":
                stack.append(index)
            elif piece.kind == "close":
                start = stack.pop()
                is_clear = _is_clear(parts, start) and _is_clear(parts, index)
                if not piece.url and not is_clear:
                    unclear |= {start, index}
        if not unclear:
            break
        parts = [piece for index, piece in enumerate(parts) if index not in unclear]
    return parts


def _is_clear(parts: Sequence[Piece], index: int) -> bool:
    """Return whether a delimiter can only open, or only close, where it stands."""
    step = 1 if parts[index].kind == "open" else -1
    outside, inside = _neighbour(parts, index, -step), _neighbour(parts, index, step)
    if outside.isspace():
        return True
    return _is_punctuation(outside) and not _is_punctuation(inside, symbols=True)


def _is_delimiter(piece: Piece, letter: str) -> bool:
    return piece.kind in ("open", "close") and piece.text[0] == letter and not piece.url


def _neighbour(parts: Sequence[Piece], index: int, step: int) -> str:
    """Return the letter beside a run of delimiters; a line feed at the end of the paragraph."""
    letter = parts[index].text[0]
    index += step
    while 0 <= index < len(parts) and _is_delimiter(parts[index], letter):
        index += step
    if not 0 <= index < len(parts):
        return "\n"
    piece = parts[index]
    if piece.kind == "close" and piece.url:
        return "]" if step > 0 else ")"
    return piece.text[0 if step > 0 else -1]


def _is_punctuation(letter: str, *, symbols: bool = False) -> bool:
    """Return whether a letter is punctuation; on `symbols` such as "€" parsers differ."""
    category = unicodedata.category(letter)
    return letter in PUNCTUATION or category[0] == "P" or (symbols and category[0] == "S")


def _render_text(text: str, before: str, after: str, *, in_link: bool) -> str:
    """Return words with a backslash before each mark that could be taken for Markdown."""

    def escape(match: re.Match[str]) -> str:
        mark, place = match[0], match.start()
        previous = text[place - 1] if place else before
        following = text[place + 1] if place + 1 < len(text) else after
        has_meaning = _has_meaning(mark, previous, following, in_link=in_link)
        return f"\\{mark}" if has_meaning else mark

    escaped = MARKED.sub(escape, text)
    if before == "\n" and (marker := LINE_START.match(escaped)):
        escaped = f"{marker[0]}\\{escaped[marker.end() :]}"
    return escaped


def _has_meaning(mark: str, before: str, after: str, *, in_link: bool) -> bool:
    """Return whether a mark between two letters can be taken for Markdown."""
    if mark == "_":
        return not (before.isalnum() and after.isalnum())
    if mark == "~":
        return "~" in (before, after)
    if mark == "[":
        return in_link
    if mark == "]":
        return in_link or after in ("(", "[", ":")
    if mark == "!":
        return after == "["
    return True


def code_span(text: str) -> Piece:
    """Return code within a line."""
    text = SPACES.sub(" ", without_forbidden(text)).strip()
    if not text:
        return Piece("text", " ")
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    padded = "`" in (text[0], text[-1])
    return Piece("raw", f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}")
