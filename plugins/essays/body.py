"""The body of a text: Markdown in, HTML with open links out.

Links to other sources stay open in the HTML as tokens, because the address of their target may
change while the text does not; `close_links` puts the addresses in when a page is rendered.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..build.problems import Problem
from .claims import OPENING, check_claims, claims_extension
from .frozen import Frozen
from .typography import typeset
from .views import CitedWork, Heading

if TYPE_CHECKING:
    from markdown import Markdown

    from ..network_stats.models import Download

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")

_VALUE = re.compile(r"""["']?([^"'\s>]+)""")
GIVEN = re.compile(r"p\d+[a-z]*")
"""An anchor that a paragraph is given, and that nothing else may have."""
_NUMBERED = re.compile(r'(<p\b[^<>]*?) id="p\d+[a-z]*"')
_BETWEEN_WORDS = "«»“”„–—…·•\u00a0\u2009\u202f"
_INSIDE_WORDS = frozenset(b"_'-:")
_WORD_BYTES = bytes(
    byte if byte >= 128 or chr(byte).isalnum() or byte in _INSIDE_WORDS else 32
    for byte in range(256)
)
"""Each byte of a text in UTF-8, or a space for a sign that stands between words."""
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
"""What stands for a block of HTML ("\\x02wzxhzdk:0\\x03")."""
_RAW_BLOCK = re.compile(r"\s*\x02wzxhzdk:\d+\x03\s*")
"""What stands alone in a paragraph for a figure, a block of code or of HTML until the end."""
_APART = ("footnote", "references")
"""The classes of what is not the text itself: its notes and its references."""
_INNER = ("footnote-ref", "cited", "reference-back")
"""The classes of links between a text and what is not the text itself."""
_FIGURE_LINK = 'href="{figure}'
_ATTRIBUTES = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}


@dataclass(frozen=True)
class BodyLink:
    """A link of a text to something of the site.

    `kind` is "filename" (another source), "static" (a file), "here" (this page) or "figure" (a
    file that a figure offers); `target` is the path as written, without its fragment; `line`
    counts in the source file.
    """

    kind: str
    target: str
    fragment: str
    line: int


class Body(Frozen):
    """A rendered body: HTML whose tokens stand for `links`, by their index."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[BodyLink, ...]
    anchors: tuple[str, ...]
    """Every `id` in the HTML, in order."""
    words: int
    """Words of the text; notes, figures and code blocks are not counted."""
    dependencies: tuple[str, ...]
    """Files that were read besides the source, or looked for, as absolute paths, sorted."""
    downloads: "tuple[Download, ...]" = ()
    """The files that its figures offer."""
    shape: str = ""
    """A letter for each paragraph and heading of the text itself, in order: see `paragraphs`."""
    blocks: str = ""
    """Their anchors, each on a line."""
    works: tuple[CitedWork, ...] = ()
    """What the text refers to."""


Memo = Callable[[str, Callable[[], str]], str]
"""Returns what was kept of a text, or what the function makes of it."""


@dataclass(kw_only=True, slots=True)
class Source:
    """Where the text under conversion comes from; Markdown extensions find it as `md.source`."""

    path: str
    """For problems: relative to the project's root."""
    folder: Path
    content: Path
    lang: str
    first_line: int
    """Line of the file on which the Markdown begins."""
    problems: list[Problem] = field(default_factory=list)
    dependencies: list[Path] = field(default_factory=list)
    downloads: "list[Download]" = field(default_factory=list)
    works: list[CitedWork] = field(default_factory=list)
    typography: bool = False
    """Whether the words are set as the language sets them."""
    memo: "Memo | None" = None
    """What is asked for a coloured block of code before it is made; `None` when few would have
    been made before."""


def render_body(text: str, source: Source) -> Body | None:
    """Return the rendered Markdown, or `None` when `source.problems` says why not."""
    if OPEN in text or CLOSE in text:
        lines = enumerate(text.split("\n"))
        stray = next(n for n, line in lines if OPEN in line or CLOSE in line)
        source.problems.append(
            Problem(
                source.path,
                source.first_line + stray,
                "a character of the private use area (U+E000 or U+E001)",
                "It has no meaning that others could read: take it out.",
            )
        )
        return None
    claims = OPENING in text
    converter = _converter(claims=claims)
    converter.reset()
    converter.source = source  # type: ignore[attr-defined]
    collector = _LinkCollector(text, source)
    converter.collector = collector  # type: ignore[attr-defined]
    html = collector.open_figures(converter.convert(text))
    anchors = find_anchors(html)
    blocks = [element.get("id", "") for element in collector.blocks]
    _check_raw_links(html, text, source)
    _check_anchors(anchors, text, source)
    numbered = {name for kind, name in zip(collector.shape, blocks, strict=True) if kind in "pa"}
    _check_given(anchors, numbered, text, source)
    if claims and not source.problems:
        source.problems += check_claims(text, html, source.path, source.first_line)
    if source.problems:
        return None
    lang = source.lang if source.typography else ""
    return Body(
        html=typeset(html, lang) if lang else html,
        headings=tuple(_headings(getattr(converter, "toc_tokens", []), lang)),
        links=tuple(collector.links),
        anchors=anchors,
        words=collector.words,
        dependencies=tuple(sorted({str(path) for path in source.dependencies})),
        downloads=tuple(source.downloads),
        shape=collector.shape,
        blocks="\n".join(blocks),
        works=tuple(source.works),
    )


def find_anchors(html: str) -> tuple[str, ...]:
    """Return every `id` of the elements in the HTML, in order."""
    found = []
    inside = False  # a tag
    for before, after in pairwise(html.split("id=")):
        opening, closing = before.rfind("<"), before.rfind(">")
        if opening != closing:
            inside = opening > closing
        if inside and before[-1:].isspace():
            match = _VALUE.match(after)
            if match:
                found.append(match[1])
    return tuple(found)


def without_numbers(html: str) -> str:
    """Return the HTML without the anchors that its paragraphs have by their number."""
    return _NUMBERED.sub(r"\1", html)


def close_links(html: str, address: Callable[[int], str]) -> str:
    """Return the HTML with `address(index)` in place of each token."""
    if OPEN not in html:
        return html
    return TOKEN.sub(lambda match: address(int(match[1])), html)


def count_words(text: str) -> int:
    """Return how many words a text has: "l’entre-soi" is one, and so is "12:30"."""
    for sign in _BETWEEN_WORDS:
        if sign in text:
            text = text.replace(sign, " ")
    if "\x02" in text:
        text = _PLACEHOLDER.sub(" ", text)
    words = text.encode().translate(_WORD_BYTES).split()
    return len(words) - sum(not word.strip(b"'-:") for word in words if word[0] < 65)


def number_paragraphs(root: Element, lang: str) -> tuple[str, list[Element]]:
    """Give each paragraph of a text its anchor; return the text's shape, and what has it.

    Anchors are "p1", "p2" and so on, in order. Only paragraphs of the text itself, and not those
    of quotations, lists or notes, are counted: a translation has as many. One that has an anchor
    of its own keeps it, and counts. One of the class "alone", which its translation does not
    have, does not: after the third it is "p3fr". For the letters of the shape see `paragraphs`.
    """
    number, alone = 0, 0
    shape, blocks = [], []
    for element in root:
        tag = element.tag
        if tag in _HEADINGS:
            letter = _HEADINGS[tag][element.get("id") is None]
        elif tag != "p" or (not len(element) and _RAW_BLOCK.fullmatch(element.text or "")):
            continue
        elif "alone" in element.get("class", "").split():
            letter, alone = "a", alone + 1
            _take_class(element, "alone")
            if element.get("id") is None:
                element.set("id", f"p{number}{lang}{_letters(alone)}")
        else:
            number, alone = number + 1, 0
            letter = "p" if element.get("id") is None else "k"
            if letter == "p":
                element.set("id", f"p{number}")
        shape.append(letter)
        blocks.append(element)
    return "".join(shape), blocks


_HEADINGS = {"h2": ("2", "B"), "h3": ("3", "C")}
"""The headings of sections: their letter when the author gave an anchor, and when not."""


def _take_class(element: Element, name: str) -> None:
    left = [one for one in element.get("class", "").split() if one != name]
    if left:
        element.set("class", " ".join(left))
    else:
        del element.attrib["class"]


def _letters(number: int) -> str:
    """Return "" for 1, "b" for 2, "z" for 26, "zz" for 27."""
    return "" if number == 1 else "z" * ((number - 2) // 25) + chr(ord("b") + (number - 2) % 25)


class _LinkCollector:
    """Reads the links of a tree, leaves tokens in their place, and counts words."""

    def __init__(self, text: str, source: Source) -> None:
        self.text, self.source = text, source
        self.links: list[BodyLink] = []
        self.words = 0
        self.shape = ""
        self.blocks: list[Element] = []

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _ATTRIBUTES.get(element.tag) if isinstance(element.tag, str) else None
            if attribute:
                self._read(element, attribute)
        texts: list[str] = []
        for child in root:
            if child.get("class") not in _APART:
                texts += child.itertext()
        self.words += count_words(" ".join(texts))

    def open_figures(self, html: str) -> str:
        """Return the HTML with tokens in the links of figures to the files that they offer."""
        if _FIGURE_LINK not in html:
            return html
        first, *others = html.split(_FIGURE_LINK)
        parts = [first]
        for part in others:
            name, quote, rest = part.partition('"')
            parts.append(f'href="{OPEN}{len(self.links)}{CLOSE}{quote}{rest}')
            self.links.append(BodyLink("figure", name, "", 0))
        return "".join(parts)

    def _read(self, element: Element, attribute: str) -> None:
        value = element.get(attribute, "")
        match = re.match(r"\{(filename|static|attach)\}([^#]*)(?:#(.*))?$", value)
        if match and match[1] != "attach":
            self._keep(
                element, attribute, BodyLink(match[1], match[2], match[3] or "", self._line(value))
            )
        elif value.startswith("#"):
            if element.get("class") not in _INNER:
                self.links.append(BodyLink("here", "", value[1:], self._line(value)))
        elif not re.match(r"(?:https?|mailto):", value) and "\x02" not in value:
            hint = "Write {filename}… for a text, {static}… for a file, or a whole https address."
            problem = Problem(
                self.source.path,
                self._line(value),
                f"the link {value!r} cannot be checked",
                hint,
            )
            self.source.problems.append(problem)

    def _keep(self, element: Element, attribute: str, link: BodyLink) -> None:
        element.set(attribute, f"{OPEN}{len(self.links)}{CLOSE}")
        self.links.append(link)

    def _line(self, value: str) -> int:
        place = self.text.find(f"({value}")
        if place < 0:
            place = self.text.find(value)
        return self.source.first_line + (self.text.count("\n", 0, place) if place >= 0 else 0)


@cache
def _converter(*, claims: bool) -> "Markdown":
    """Return the one converter of this process, which is reset for each text.

    Texts that have claims have one of their own.

    The extensions are given as objects: named by text, they would be looked up among all that is
    installed, which takes longer than many an essay.
    """
    from markdown.extensions import (  # noqa: PLC0415 - a build that converts nothing does without
        attr_list,
        def_list,
        tables,
        toc,
    )
    from pymdownx import highlight, superfences  # noqa: PLC0415

    from ..network_stats.markdown import NetworkExtension  # noqa: PLC0415 - heavy, and not always needed
    from .markdown_fast import build_converter  # noqa: PLC0415
    from .markdown_notes import NotesExtension  # noqa: PLC0415
    from .markdown_references import ReferencesExtension  # noqa: PLC0415

    return build_converter(
        [
            NotesExtension(),
            ReferencesExtension(),
            tables.TableExtension(),
            attr_list.AttrListExtension(),
            def_list.DefListExtension(),
            toc.TocExtension(slugify=_slugify, toc_depth="2-3"),
            superfences.SuperFencesCodeExtension(),
            highlight.HighlightExtension(guess_lang=False, css_class="highlight"),
            NetworkExtension(),
            _collecting_extension(),
            *([claims_extension()] if claims else []),
        ],
        {},
    )


def _collecting_extension() -> Any:  # noqa: ANN401 - a class made here, after the import
    from markdown.extensions import Extension  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class CollectLinks(Treeprocessor):
        def run(self, root: Element) -> None:
            self.md.collector.run(root)  # type: ignore[attr-defined]

    class NumberParagraphs(Treeprocessor):
        def run(self, root: Element) -> None:
            collector = self.md.collector  # type: ignore[attr-defined]
            collector.shape, collector.blocks = number_paragraphs(root, collector.source.lang)

    class CollectLinksExtension(Extension):
        def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - the library's name
            steps = md.treeprocessors
            steps.register(CollectLinks(md), "collect-links", 15)  # after the inline patterns
            # After the attributes are theirs (8), and before headings get an anchor (5).
            steps.register(NumberParagraphs(md), "number-paragraphs", 6)

    return CollectLinksExtension()


def _slugify(value: str, separator: str) -> str:
    """Return an anchor in ASCII: "L’entre-soi" becomes "l-entre-soi", "P2" "section-p2"."""
    import unicodedata  # noqa: PLC0415

    plain = unicodedata.normalize("NFKD", value.lower().replace("œ", "oe").replace("æ", "ae"))
    ascii_text = (
        plain.encode("ascii", "ignore").decode()
        if plain.isascii()
        else "".join(
            char if char.isascii() else " " for char in plain if not unicodedata.combining(char)
        )
    )
    slug = re.sub(r"[^a-z0-9]+", separator, ascii_text).strip(separator)
    return f"section{separator}{slug}" if GIVEN.fullmatch(slug) else slug


def _headings(tokens: list[Any], lang: str) -> list[Heading]:
    """Return the headings, set as `lang` sets them; as they are typed when it is empty."""
    found = []
    for token in tokens:
        text = _unescape(typeset(token["html"], lang) if lang else token["html"])
        found.append(Heading(id=token["id"], text=text, level=token["level"]))
        found += _headings(token["children"], lang)
    return found


def _unescape(text: str) -> str:
    import html  # noqa: PLC0415

    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _check_raw_links(html: str, text: str, source: Source) -> None:
    """Report links of ours inside raw HTML, which the tree does not show."""
    if "{filename}" not in html and "{static}" not in html:
        return
    for match in re.finditer(r"""<[a-z][^<>]*?=["']?(\{(?:filename|static)\}[^"'\s>]*)""", html):
        line = source.first_line + text.count("\n", 0, max(0, text.find(match[1])))
        source.problems.append(
            Problem(
                source.path,
                line,
                f"the link {match[1]!r} stands in raw HTML",
                "Write it as a Markdown link.",
            )
        )


def _last_anchor(anchor: str, text: str) -> int:
    """Return where an anchor is last given, as `{#id}` or in raw HTML; 0 when it is computed."""
    given = re.compile(rf"""(?:[{{ ]#|\sid=["']?){re.escape(anchor)}(?![\w-])""")
    return max((match.start() for match in given.finditer(text)), default=0)


def _check_anchors(anchors: tuple[str, ...], text: str, source: Source) -> None:
    if len(set(anchors)) == len(anchors):
        return
    seen: set[str] = set()
    for anchor in anchors:
        if anchor in seen:
            line = source.first_line + text.count("\n", 0, _last_anchor(anchor, text))
            source.problems.append(
                Problem(
                    source.path,
                    line,
                    f"the anchor {anchor!r} is there twice",
                    "Give each its own {#id}.",
                )
            )
        seen.add(anchor)


def _check_given(anchors: tuple[str, ...], numbered: set[str], text: str, source: Source) -> None:
    """Report anchors such as "p12" that the author gave: they are the paragraphs'."""
    for anchor in anchors:
        if anchor[0] == "p" and anchor not in numbered and GIVEN.fullmatch(anchor):
            line = source.first_line + text.count("\n", 0, _last_anchor(anchor, text))
            message = f"the anchor {anchor!r} is one that paragraphs are given"
            hint = "Call it otherwise: {#the-first-clue}."
            source.problems.append(Problem(source.path, line, message, hint))
