"""The body of a text: Markdown in, HTML with open links out.

Links to other sources stay open in the HTML as tokens, because the address of their target may
change while the text does not; `close_links` puts the addresses in when a page is rendered.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..build.problems import Problem
from .views import Heading

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions.footnotes import FootnoteExtension

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
BACK = {"fr": "Revenir à l’appel de la note {}", "en": "Back to the call of note {}"}
"""What the link back from a note is called."""

_ID = re.compile(r"""<[^<>]*?\sid=["']?([^"'\s>]+)""")
_WORD = re.compile(r"(?<![\x02:\w])\w[\w’'-]*")
"""A word, and not what stands for a block of HTML ("\\x02wzxhzdk:0\\x03")."""
_ATTRIBUTES = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}


@dataclass(frozen=True)
class BodyLink:
    """A link of a text to something of the site.

    `kind` is "filename" (another source), "static" (a file) or "here" (this page); `target` is
    the path as written, without its fragment; `line` counts in the source file.
    """

    kind: str
    target: str
    fragment: str
    line: int


@dataclass(frozen=True, kw_only=True)  # no slots: see views.py
class Body:
    """A rendered body: HTML whose tokens stand for `links`, by their index."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[BodyLink, ...]
    anchors: tuple[str, ...]
    """Every `id` in the HTML, in order."""
    words: int
    """Words of the text; notes, figures and code blocks are not counted."""
    dependencies: tuple[str, ...]
    """Files that were read besides the source, as absolute paths, sorted."""


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


def render_body(text: str, source: Source) -> Body | None:
    """Return the rendered Markdown, or `None` when `source.problems` says why not."""
    stray = next(
        (n for n, line in enumerate(text.split("\n")) if OPEN in line or CLOSE in line), None
    )
    if stray is not None:
        source.problems.append(
            Problem(
                source.path,
                source.first_line + stray,
                "a character of the private use area (U+E000 or U+E001)",
                "It has no meaning that others could read: take it out.",
            )
        )
        return None
    converter, notes = _converter()
    notes.setConfig("BACKLINK_TITLE", BACK[source.lang])
    converter.reset()
    converter.source = source  # type: ignore[attr-defined]
    collector = _LinkCollector(text, source)
    converter.collector = collector  # type: ignore[attr-defined]
    html = converter.convert(text)
    anchors = tuple(_ID.findall(html))
    _check_raw_links(html, text, source)
    _check_anchors(anchors, text, source)
    if source.problems:
        return None
    return Body(
        html=html,
        headings=tuple(_headings(getattr(converter, "toc_tokens", []))),
        links=tuple(collector.links),
        anchors=anchors,
        words=collector.words,
        dependencies=tuple(sorted({str(path) for path in source.dependencies})),
    )


def close_links(html: str, address: Callable[[int], str]) -> str:
    """Return the HTML with `address(index)` in place of each token."""
    if OPEN not in html:
        return html
    return TOKEN.sub(lambda match: address(int(match[1])), html)


class _LinkCollector:
    """Reads the links of a tree, leaves tokens in their place, and counts words."""

    def __init__(self, text: str, source: Source) -> None:
        self.text, self.source = text, source
        self.links: list[BodyLink] = []
        self.words = 0

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _ATTRIBUTES.get(element.tag) if isinstance(element.tag, str) else None
            if attribute:
                self._read(element, attribute)
        for child in root:
            if child.get("class") != "footnote":
                self.words += len(_WORD.findall(" ".join(child.itertext())))

    def _read(self, element: Element, attribute: str) -> None:
        value = element.get(attribute, "")
        match = re.match(r"\{(filename|static|attach)\}([^#]*)(?:#(.*))?$", value)
        if match and match[1] != "attach":
            self._keep(
                element, attribute, BodyLink(match[1], match[2], match[3] or "", self._line(value))
            )
        elif value.startswith("#"):
            if element.get("class") not in ("footnote-ref", "footnote-backref"):
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
def _converter() -> "tuple[Markdown, FootnoteExtension]":
    """Return the one converter of this process, which is reset for each text, and its notes.

    The extensions are given as objects: named by text, they would be looked up among all that is
    installed, which takes longer than many an essay.
    """
    from markdown.extensions import (  # noqa: PLC0415 - a build that converts nothing does without
        attr_list,
        def_list,
        footnotes,
        tables,
        toc,
    )
    from pymdownx import highlight, superfences  # noqa: PLC0415

    from ..network_stats.markdown import NetworkExtension  # noqa: PLC0415 - heavy, and not always needed
    from .markdown_fast import build_converter  # noqa: PLC0415

    notes = footnotes.FootnoteExtension()
    converter = build_converter(
        [
            notes,
            tables.TableExtension(),
            attr_list.AttrListExtension(),
            def_list.DefListExtension(),
            toc.TocExtension(slugify=_slugify, toc_depth="2-3"),
            superfences.SuperFencesCodeExtension(),
            highlight.HighlightExtension(guess_lang=False, css_class="highlight"),
            NetworkExtension(),
            _collecting_extension(),
        ],
        {},
    )
    return converter, notes


def _collecting_extension() -> Any:  # noqa: ANN401 - a class made here, after the import
    from markdown.extensions import Extension  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class CollectLinks(Treeprocessor):
        def run(self, root: Element) -> None:
            self.md.collector.run(root)  # type: ignore[attr-defined]

    class CollectLinksExtension(Extension):
        def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - the library's name
            md.treeprocessors.register(
                CollectLinks(md), "collect-links", 15
            )  # after the inline patterns

    return CollectLinksExtension()


def _slugify(value: str, separator: str) -> str:
    """Return an anchor in ASCII: "L’entre-soi" becomes "l-entre-soi"."""
    import unicodedata  # noqa: PLC0415

    plain = unicodedata.normalize("NFKD", value.lower().replace("œ", "oe").replace("æ", "ae"))
    ascii_text = (
        plain.encode("ascii", "ignore").decode()
        if plain.isascii()
        else "".join(
            char if char.isascii() else " " for char in plain if not unicodedata.combining(char)
        )
    )
    return re.sub(r"[^a-z0-9]+", separator, ascii_text).strip(separator)


def _headings(tokens: list[Any]) -> list[Heading]:
    found = []
    for token in tokens:
        found.append(Heading(id=token["id"], text=_unescape(token["html"]), level=token["level"]))
        found += _headings(token["children"])
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
