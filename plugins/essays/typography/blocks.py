"""HTML into blocks of words and back: what is set, and what is left alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import chain

from .french import GAP, JOINT
from .marks import KEPT, MARK, OBJECT, ORDINAL, ORDINAL_END
from .words import Rules, find_rules, set_signs

_INSIDE = r"""[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+"""
_UNTOUCHED = "pre|code|kbd|samp|var|script|style|math|textarea|template"
PIECES = (
    r"(<!--.*?(?:-->|\Z)"
    r"|<sup\b" + _INSIDE + r">(?:<a\b" + _INSIDE + r">)?[\[(]?\d+[\])]?(?:</a>)?</sup>"
    r"|<((?i:{untouched}))(?=[\s/>])" + _INSIDE + r"(?<!/)>.*?(?:</\2\s*+>|\Z)"
    r"|</?([A-Za-z][A-Za-z0-9-]*+)" + _INSIDE + ">)"
)
PAGE = re.compile(PIECES.replace("{untouched}", f"{_UNTOUCHED}|svg"), re.DOTALL)
"""Parts a page at its tags, and gives of each the name of an element that is not touched, or of a
tag; neither of a comment, or of a number in a `sup`, which is a power or the call of a note."""
DRAWING = re.compile(PIECES.replace("{untouched}", _UNTOUCHED), re.DOTALL)
LANG = re.compile(r"""\slang\s*=\s*["']?([A-Za-z-]+)""")
PLACE = re.compile(f"[{MARK}{OBJECT}]")
_NTH = f"{ORDINAL}er?{ORDINAL_END}"
CENTURY = re.compile(rf"[IVX]+(?={_NTH}(?:{JOINT}[IVX]+{_NTH})*{GAP}siècles?\b)")
"""The Roman figures of a century, just set: nothing else is counted in this way."""

PHRASING = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "font", "i", "ins"),
        *("mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "time"),
        *("tspan", "u", "wbr", "button", "label", "output"),
    }
)
"""Elements inside a line of words; any other one begins and ends a block."""
THINGS = frozenset({"img", "input"})
"""Elements that stand in a line as a word does."""
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


_WITHIN = PHRASING | THINGS | {"br"}

Row = tuple[str, str, str | None, str | None, str]
"""A text, the token after it, the name of an element that is not touched, that of a tag, and the
text after the token."""


@dataclass(slots=True)
class _Run:
    """Words in one language: as rules see them, what their marks stand for, and as typed."""

    rules: Rules | None
    words: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def put(self, sign: str, piece: str) -> None:
        """Take in what is not words, for which a sign stands."""
        self.words.append(sign)
        self.pieces.append(piece)
        self.typed.append(piece)

    def put_text(self, text: str) -> None:
        """Take in words."""
        self.words.append(unescape(text) if "&" in text else text)
        self.typed.append(text)

    def close(self, *, rising: bool) -> str:
        """Return the HTML of what was taken in, its words set, and begin again."""
        html = "".join(self.typed)
        words = "".join(self.words)
        if self.rules and self.rules.needs.search(words) and not self._is_strange(words):
            html = _render(set_signs(words, self.rules), self.pieces, rising=rising)
        self.words, self.pieces, self.typed = [], [], []
        return html

    def _is_strange(self, words: str) -> bool:
        """Return whether the text itself has characters that would be taken for something else."""
        marks = words.count(MARK) + words.count(OBJECT)
        return marks != len(self.pieces) or any(map(words.__contains__, _OTHERS))


_OTHERS = (ORDINAL, ORDINAL_END, KEPT)


def _render(words: str, pieces: Sequence[str], *, rising: bool) -> str:
    """Return the HTML of words in which marks stand for pieces."""
    if "&" in words or "<" in words or ">" in words:
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if ORDINAL in words:
        start, end = ("<sup>", "</sup>") if rising else ("", "")
        if rising and "siècle" in words:
            words = CENTURY.sub(r'<span class="small-capitals">\g<0></span>', words)
        words = words.replace(ORDINAL, start).replace(ORDINAL_END, end)
    first, *rest = PLACE.split(words)
    return "".join([first, *chain.from_iterable(zip(pieces, rest, strict=True))])


def typeset(html: str, lang: str) -> str:
    """Return HTML whose words are set as their languages set them.

    `lang` is that of the whole; an element may have its own. Each block is set over all its
    words, so that a sign after a link or an emphasis is seen where it stands. Setting twice
    changes nothing more, and a block that is well set comes back byte for byte.
    """
    return _typeset(html, lang, PAGE, rising=True)


def typeset_drawing(svg: str, lang: str) -> str:
    """Return SVG whose words, titles and descriptions are set; letters do not rise in it."""
    return _typeset(svg, lang, DRAWING, rising=False)


def _typeset(html: str, lang: str, form: re.Pattern[str], *, rising: bool) -> str:
    rules = find_rules(lang)
    pieces = _split(form, html)
    texts, tokens, untouched, names = (pieces[part::4] for part in range(4))
    spans = _unset_blocks(texts, untouched, names, rules.needs) if rules else []
    if "lang=" in html:
        spans = _foreign_blocks(tokens, untouched, names, spans)
    for start, end in reversed(spans):
        rows = zip(
            texts[start:end],
            tokens[start:end],
            untouched[start:end],
            names[start:end],
            texts[start + 1 : end + 1],
            strict=True,
        )
        texts[start : end + 1] = [_Setter(rules, rising=rising).set(rows, texts[end])]
        tokens[start:end] = []
    pieces = [""] * (len(texts) + len(tokens))
    pieces[::2], pieces[1::2] = texts, tokens
    return "".join(pieces) if spans else html


def _split(form: re.Pattern[str], html: str) -> list[str]:
    """Return a page in pieces, by four: a text, a token, and the names that `PAGE` gives of it.

    What is not touched ends with the last of the elements of its name that are open in it.
    """
    pieces = form.split(html)
    for index in reversed([at for at in range(2, len(pieces), 4) if pieces[at]]):
        name, end = pieces[index].lower(), index
        open_ = len(re.findall(rf"<{name}(?=[\s/>])", pieces[index - 1], re.IGNORECASE)) - 1
        while open_ > 0 and end + 4 < len(pieces):
            end += 4
            open_ -= pieces[end - 1].lower().startswith(f"</{name}")
        if end > index:
            merged = "".join(
                pieces[at] for at in range(index - 1, end) if (at - index) % 4 in (3, 2)
            )
            pieces[index - 1 : end + 1] = [merged, pieces[index]]
            pieces[index + 1] = ""  # no tag of its own
    return pieces


def _unset_blocks(
    texts: Sequence[str],
    untouched: Sequence[str | None],
    names: Sequence[str | None],
    needs: re.Pattern[str],
) -> list[tuple[int, int]]:
    """Return which texts to set, as the first and the last of each block that needs it.

    The words are looked through once for all blocks: most need nothing.
    """
    spans: list[tuple[int, int]] = []
    words = MARK.join(texts)
    place = index = 0
    while found := needs.search(words, place):
        index += words.count(MARK, place, found.start())
        start, end = _block_around(index, untouched, names)
        spans.append((start, end))
        place = found.start()
        for _ in range(end + 1 - index):
            place = words.find(MARK, place) + 1
        index = end + 1
        if not place:
            break
    return spans


def _foreign_blocks(
    tokens: Sequence[str],
    untouched: Sequence[str | None],
    names: Sequence[str | None],
    spans: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Return these blocks and those that have words in a language of their own.

    A block in another language may hold blocks: then all are to be set.
    """
    known = set(spans)
    for index, token in enumerate(tokens):
        if "lang=" in token and names[index]:
            if _ends_block(untouched[index], names[index]):
                return [(0, len(tokens))]
            known.add(_block_around(index, untouched, names))
    return sorted(known)


def _block_around(
    index: int, untouched: Sequence[str | None], names: Sequence[str | None]
) -> tuple[int, int]:
    """Return the first and the last text of the block in which a text stands."""
    start = end = index
    while start and not _ends_block(untouched[start - 1], names[start - 1]):
        start -= 1
    while end < len(names) and not _ends_block(untouched[end], names[end]):
        end += 1
    return start, end


def _ends_block(untouched: str | None, name: str | None) -> bool:
    return not untouched and name is not None and name.lower() not in _WITHIN


@dataclass(slots=True)
class _Foreign:
    """An open element in a language of its own."""

    name: str
    rules: Rules | None
    """Of the language around it."""
    inline: bool
    depth: int = 1
    """How many elements of its name are open in it, itself included."""


class _Setter:
    """Takes the pieces of a page in, one after the other, and gives its blocks back set."""

    def __init__(self, rules: Rules | None, *, rising: bool) -> None:
        self.rules, self.rising = rules, rising
        self.done: list[str] = []
        self.runs = [_Run(rules)]
        """The block that is taken in, and the passages in other languages that are open in it."""
        self.foreign: list[_Foreign] = []

    def set(self, rows: Iterable[Row], last: str) -> str:
        """Return the HTML of rows of pieces, and of the text after them."""
        for text, token, untouched, name, following in rows:
            run = self.runs[-1]
            if text:
                run.put_text(text)
            if untouched:
                run.put(OBJECT, token)
            elif not name:
                run.put(MARK, token)  # a comment, the call of a note
            elif self.foreign or "lang" in token:
                self._follow(name.lower(), token, following)
            else:
                self._put(name.lower(), token, following)
        self.runs[-1].put_text(last)
        while self.foreign:
            self._leave()
        self._end_block()
        return "".join(self.done)

    def _put(self, name: str, token: str, following: str) -> None:
        """Put a tag in its place: within the words, or between two blocks."""
        if name in PHRASING or (name == "br" and following[:1].isspace()):
            self.runs[-1].put(MARK, token)
        elif name in THINGS:
            self.runs[-1].put(OBJECT, token)
        elif len(self.runs) == 1:
            self._end_block()
            self.done.append(token)
        else:  # a block in a passage: no HTML has it so, but browsers take it
            inner = self.runs[-1].close(rising=self.rising)
            self.runs[-2].put(OBJECT, inner)
            self.runs[-2].put(MARK, token)

    def _end_block(self) -> None:
        self.done.append(self.runs[0].close(rising=self.rising))

    def _follow(self, name: str, token: str, following: str) -> None:
        """Put a tag in its place, and enter or leave an element in a language of its own."""
        same = bool(self.foreign) and self.foreign[-1].name == name
        if token.startswith("</"):
            if same:
                self.foreign[-1].depth -= 1
                if not self.foreign[-1].depth:
                    self._leave()
            self._put(name, token, following)
            return
        self._put(name, token, following)
        if name in EMPTY or token.endswith("/>"):
            return
        lang = LANG.search(token)
        rules = find_rules(lang[1]) if lang else self.rules
        if rules is not self.rules:
            inline = name in PHRASING
            self.foreign.append(_Foreign(name, self.rules, inline))
            self.rules = rules
            if inline:
                self.runs.append(_Run(rules))
            else:
                self.runs[-1].rules = rules
        elif same:
            self.foreign[-1].depth += 1

    def _leave(self) -> None:
        """Leave the element in a language of its own that was entered last."""
        left = self.foreign.pop()
        self.rules = left.rules
        if left.inline:
            passage = self.runs.pop().close(rising=self.rising)
            self.runs[-1].put(OBJECT, passage)
        else:
            if len(self.runs) == 1:
                self._end_block()
            self.runs[-1].rules = left.rules
