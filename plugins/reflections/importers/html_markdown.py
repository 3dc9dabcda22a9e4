"""The HTML of old comments as Markdown that `markup.render_reflection` shows with the same words.

The Markdown is CommonMark with ~~deletions~~, and nothing in it can be taken for HTML.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from ..fields import is_web_address, without_forbidden
from ..markup import is_safe_link
from .markdown_text import BREAK, SPACES, Piece, code_span, is_content, render_pieces


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


DELIMITERS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
}
"""Elements of emphasis, and what Markdown puts on both sides of their words."""
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _names(
    "address article aside body caption center dd details div dl dt fieldset figcaption figure "
    "footer form header hgroup hr legend li main nav p section summary table"
)
"""Elements that begin a paragraph and end it."""
VERBATIM = _names("pre listing xmp plaintext")
HOLDERS = _names("ul ol menu dir blockquote table") | VERBATIM
CODE = _names("code kbd samp tt")
MEDIA = _names("img iframe embed object video audio")
"""Elements of which the words keep an alternative text, or an address."""
DROPPED = _names(
    "script style template head title svg math button input select textarea map noembed noframes "
    "param source track"
)
"""Elements without words of the reader."""
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
SCRIPTS = {"sup": RAISED, "sub": LOWERED}

REDIRECTORS = {
    ("disq.us", "/url"): "url",
    ("www.google.com", "/url"): "q",
}
"""Host and path of those who count who follows a link, and where they keep its true address."""
DISQUS_MARK = re.compile(r":[\w-]{20,}$")
"""What Disqus signs an address with."""

DEEPEST_BLOCKS = 6
"""Lists and quotations inside one another: what is deeper joins the last one."""
DEEPEST = 100
"""Elements inside elements, of which the words are taken without their form."""


ILLEGAL_REFERENCE = re.compile(
    r"&#0*(?:[0-8]|1[12]|1[4-9]|2[0-9]|3[01]|6553[45]|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|"
    r"[fF]{3}[efEF]))(?:;|(?![0-9a-fA-F]))"
)
"""A control or a noncharacter by its number: lxml refuses a text that begins with one."""


class Block(NamedTuple):
    """A block of Markdown: its lines, and what it is."""

    text: str
    kind: str
    """"paragraph", "code", "quote", "ul", "ol"."""


def html_to_markdown(html: str, *, base: str = "", newlines: bool = False) -> str:
    """Return a comment's HTML as safe Markdown, in normal form C, "" when it has no words.

    Paragraphs, line breaks, links, quotations, lists, emphasis and code stay; titles become
    bold, rows of tables lines, pictures their alternative text or a link; scripts, styles and
    forms go. Two line breaks make a paragraph. `base` is the address that relative links start
    from; without it they become plain words. With `newlines`, a line feed is a line break, as
    blogs take the text of a form.
    """
    text = without_forbidden(re.sub("\r\n?", "\n", html))
    root = _parse(ILLEGAL_REFERENCE.sub("", text))
    writer = _Writer(base=base, newlines=newlines, depth=0)
    writer.walk(root)
    return unicodedata.normalize("NFC", _join(writer.finish()))


@cache
def _parser() -> HTMLParser:
    return HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)


def _parse(html: str) -> HtmlElement:
    """Return the elements of a fragment; only its words when they nest without end."""
    if not html.strip():
        html = "<p></p>"
    root = fragment_fromstring(html, create_parent="div", parser=_parser())
    is_deep = html.count("<") > DEEPEST and "depth" in str(_parser().error_log).lower()
    if is_deep:
        plain = re.sub(r"<[^<>]*>", " ", html).replace("<", "&lt;")
        root = fragment_fromstring(plain, create_parent="div", parser=_parser())
    return root


class _Writer:
    """Writes the blocks of one element: the page itself, a quotation, an item of a list."""

    def __init__(self, *, base: str, newlines: bool, depth: int) -> None:
        self.base, self.newlines, self.depth = base, newlines, depth
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.open: list[Piece] = []

    def finish(self) -> list[Block]:
        """Return the blocks, when all is written."""
        self.flush()
        return self.blocks

    def flush(self) -> None:
        """End the paragraph; what is open opens again in the next one."""
        if any(map(is_content, self.pieces)):
            closers = [Piece("close", piece.text, piece.url) for piece in reversed(self.open)]
            text = render_pieces([*self.pieces, *closers])
            self.blocks += [Block(text, "paragraph")] if text else []
        self.pieces = list(self.open)

    def walk(self, element: HtmlElement, level: int = 0) -> None:
        """Write what is inside an element."""
        self.text(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, level + 1)
            self.text(child.tail or "", after=child.tag == "br")

    def text(self, text: str, *, after: bool = False) -> None:
        """Write words; `after` a line break, a line feed is not another one."""
        if not self.newlines or "\n" not in text:
            self.pieces += [Piece("text", text)] if text else []
            return
        text = re.sub(r"\A[ \t]*\n", "", text) if after else text
        for index, line in enumerate(text.split("\n")):
            if index:
                self.line_break()
            self.pieces.append(Piece("text", line))

    def line_break(self) -> None:
        """Write a line break; a second one ends the paragraph."""
        written = (piece for piece in reversed(self.pieces) if is_content(piece))
        if next(written, None) == BREAK:
            self.flush()
        else:
            self.pieces.append(BREAK)

    def element(self, element: HtmlElement, level: int) -> None:
        """Write one element."""
        tag = str(element.tag)
        if level > DEEPEST:
            self.pieces.append(Piece("text", f" {element.text_content()} "))
        elif tag in DROPPED:
            return
        elif tag == "br":
            self.line_break()
        elif tag == "a":
            self.link(element, level)
        elif tag in MEDIA:
            self.media(element)
        elif tag in DELIMITERS:
            self.span(element, level, Piece("open", DELIMITERS[tag]))
        elif tag in CODE:
            self.pieces.append(code_span(element.text_content()))
        elif tag in SCRIPTS:
            self.pieces.append(Piece("text", _script(element.text_content(), SCRIPTS[tag])))
        elif tag == "q":
            self.pieces.append(Piece("text", "\u201c"))
            self.walk(element, level)
            self.pieces.append(Piece("text", "\u201d"))
        else:
            self.block(element, level, tag)

    def block(self, element: HtmlElement, level: int, tag: str) -> None:
        """Write an element that stands by itself, or one that means nothing here."""
        if tag in HEADINGS:
            self.flush()
            self.span(element, level, Piece("open", "**"))
            self.flush()
        elif tag in VERBATIM:
            self.flush()
            self.blocks += _code_block(_preformatted(element))
        elif tag == "blockquote":
            self.flush()
            self.quotation(element, level)
        elif tag in ("ul", "ol", "menu", "dir"):
            self.flush()
            self.items(element, level, "ol" if tag == "ol" else "ul")
        elif tag == "tr":
            self.row(element, level)
        elif tag in BLOCKS or tag in ("td", "th"):
            self.flush()
            self.walk(element, level)
            self.flush()
        else:
            self.walk(element, level)

    def span(self, element: HtmlElement, level: int, opening: Piece) -> None:
        """Write the words of an element between two delimiters, once."""
        if opening in self.open or (opening.url and any(piece.url for piece in self.open)):
            self.walk(element, level)
            return
        self.open.append(opening)
        self.pieces.append(opening)
        self.walk(element, level)
        self.open.remove(opening)
        self.pieces.append(Piece("close", opening.text, opening.url))

    def link(self, element: HtmlElement, level: int) -> None:
        """Write a link, if it leads where a reader's link may."""
        url = _address(element.get("href", ""), self.base)
        if not url:
            self.walk(element, level)
        elif _says_nothing_more(_label(element), url):
            self.pieces.append(Piece("raw", f"<{url.removeprefix('mailto:')}>"))
        else:
            self.span(element, level, Piece("open", "[", url))

    def media(self, element: HtmlElement) -> None:
        """Write what a picture or a film has to say: its words, or else its address."""
        words = SPACES.sub(" ", element.get("alt", "")).strip()
        source = element.get("src") or element.get("data") or _inner_source(element)
        url = _address(source, self.base)
        if words:
            self.pieces.append(Piece("text", words))
        elif url and not _is_pixel(element) and not any(piece.url for piece in self.open):
            self.pieces.append(Piece("raw", f"<{url}>"))

    def within(self, element: HtmlElement, level: int) -> list[Block]:
        """Return the blocks inside an element that holds blocks."""
        inner = _Writer(base=self.base, newlines=self.newlines, depth=self.depth + 1)
        inner.walk(element, level)
        return inner.finish()

    def quotation(self, element: HtmlElement, level: int) -> None:
        """Write the words of others."""
        blocks = self.within(element, level)
        if self.depth >= DEEPEST_BLOCKS:
            self.blocks += blocks
        elif blocks:
            lines = _join(blocks).split("\n")
            text = "\n".join(f"> {line}".rstrip() for line in lines)
            self.blocks.append(Block(text, "quote"))

    def items(self, element: HtmlElement, level: int, kind: str) -> None:
        """Write a list; what stands in it beside its items is an item too."""
        items = [item for child in element if (item := self.within_item(child, level))]
        loose = render_pieces([Piece("text", element.text or "")])
        if loose:
            items.insert(0, [Block(loose, "paragraph")])
        if self.depth >= DEEPEST_BLOCKS:
            self.blocks += [block for item in items for block in item]
        elif items:
            above = self.blocks[-1].text if self.blocks else ""
            first = _first_number(element) if kind == "ol" else None
            self.blocks.append(Block(_render_items(items, first, above), kind))

    def within_item(self, element: HtmlElement, level: int) -> list[Block]:
        """Return the blocks of one item, and of the words that follow it."""
        if not isinstance(element.tag, str):
            return []
        inner = _Writer(base=self.base, newlines=self.newlines, depth=self.depth + 1)
        if element.tag == "li":
            inner.walk(element, level + 1)
        else:
            inner.element(element, level + 1)
        inner.text(element.tail or "")
        return inner.finish()

    def row(self, element: HtmlElement, level: int) -> None:
        """Write a row of a table as a line, its cells apart, if it has no paragraphs inside."""
        if any(inner.tag in BLOCKS | HOLDERS for inner in element.iterdescendants()):
            self.flush()
            self.walk(element, level)
            self.flush()
            return
        self.text(element.text or "")
        for index, cell in enumerate(element):
            self.pieces += [Piece("text", " | ")] if index else []
            self.walk(cell, level + 1)
            self.text(cell.tail or "")
        self.line_break()


def _address(href: str, base: str) -> str:
    """Return where a link truly leads, ready to be written; "" when a reader's may not."""
    href = re.sub(r"[\t\n]", "", href).strip()
    try:
        is_whole = not base or href.startswith(("http://", "https://"))
        url = href if is_whole else urljoin(base, href)
        if url.startswith("//"):
            url = f"https:{url}"
        url = _true_address(url)
    except ValueError:  # a host in brackets that is none
        return ""
    url = re.sub(r"[ <>\\\"`{|}^]", lambda match: f"%{ord(match[0]):02X}", url)
    return url if is_safe_link(url) else ""


def _true_address(url: str) -> str:
    """Return what lies behind an address that only counts who follows it."""
    if "/url?" not in url:
        return url
    parts = urlsplit(url)
    key = REDIRECTORS.get((parts.netloc.lower(), parts.path))
    target = parse_qs(parts.query).get(key, [""])[0] if key else ""
    target = DISQUS_MARK.sub("", target)
    return target if is_web_address(target) else url


def _label(element: HtmlElement) -> str:
    """Return the words of a link or of a picture, on one line."""
    parts = [element.get("alt") or "", element.text_content()]
    parts += [image.get("alt") or "" for image in element.iterdescendants("img")]
    return SPACES.sub(" ", " ".join(parts)).strip()


def _says_nothing_more(label: str, url: str) -> bool:
    """Return whether the words of a link are its address, whole or cut."""
    if not label:
        return True
    bare = re.sub(r"^(?:https?://|mailto:)(?:www\.)?|/$", "", label, flags=re.IGNORECASE)
    target = re.sub(r"^(?:https?://|mailto:)(?:www\.)?|/$", "", url, flags=re.IGNORECASE)
    is_cut = bare.endswith(("...", "\u2026")) and len(bare) > 10
    return bare == target or (is_cut and target.startswith(bare.rstrip(".\u2026")))


def _inner_source(element: HtmlElement) -> str:
    """Return the address that a film gives inside, or ""."""
    sources = (inner.get("src") or inner.get("data") or "" for inner in element.iterdescendants())
    return next(filter(None, sources), "")


def _is_pixel(element: HtmlElement) -> bool:
    """Return whether a picture is not there to be seen."""
    return element.get("width") in ("0", "1") or element.get("height") in ("0", "1")


def _preformatted(element: HtmlElement) -> str:
    """Return the text of an element as it stands, its line breaks included."""
    for line_break in list(element.iter("br")):
        line_break.tail = "\n" + (line_break.tail or "")
    return element.text_content()


def _code_block(text: str) -> list[Block]:
    """Return lines of code as a block; none when they are empty."""
    text = without_forbidden(text).expandtabs(4).strip("\n").rstrip()
    if not text:
        return []
    fence = "`" * max(3, max(map(len, re.findall("`+", text)), default=0) + 1)
    return [Block(f"{fence}\n{text}\n{fence}", "code")]


def _script(text: str, table: dict[int, int]) -> str:
    """Return raised or lowered words in their own characters, if each has one."""
    return text.translate(table) if all(ord(letter) in table for letter in text) else text


def _first_number(element: HtmlElement) -> int:
    """Return the number that a list begins with."""
    start = element.get("start", "").strip()
    return int(start) if re.fullmatch("[0-9]{1,6}", start) else 1


def _render_items(items: Sequence[Sequence[Block]], first: int | None, above: str) -> str:
    """Return the items of a list, numbered from `first`, and apart from the list `above` it."""
    is_tight = all(len(item) == 1 and item[0].kind == "paragraph" for item in items)
    if first is None:
        markers = ["*" if above.startswith("- ") else "-" for _ in items]
    else:
        end = ")" if re.match(r"\d+\. ", above) else "."
        markers = [f"{first + index}{end}" for index, _ in enumerate(items)]
    lines = []
    for marker, item in zip(markers, items, strict=True):
        text = _join(item).replace("\n", "\n" + " " * (len(marker) + 1))
        lines.append(re.sub(r" +$", "", f"{marker} {text}", flags=re.MULTILINE))
    return ("\n" if is_tight else "\n\n").join(lines)


def _join(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)
