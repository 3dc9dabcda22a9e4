"""The HTML of a post of another blog as Markdown that an essay can have.

Links and pictures are those that the build can check: whole addresses. What an essay cannot have
(scripts, frames, links to places of the page) goes, and is counted.
"""

import html
import re
from collections import Counter
from collections.abc import Set as AbstractSet
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from .body import CLOSE, OPEN

DROPPED = ("script", "style", "template", "noscript", "form", "button", "input")
FRAMES = ("iframe", "embed", "object", "video", "audio")
PARTS = ("p", "br", "div", "li", "td", "th", "blockquote", "figure", "figcaption", "dt", "dd")
"""Elements whose words stand apart from those that follow."""
CAPTION = re.compile(r"\[/?caption\b[^\]]*\]")
"""What WordPress writes around a picture and its words."""
ENTITY = re.compile(r"&(?=#?\w+;)")
NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE)
MARK = re.compile(r"^([-+#>:])(?=\s|$|#)", re.MULTILINE)
"""What begins a list, a title, a quotation or a definition at the start of a line."""
STEP = 4
"""Spaces that Python-Markdown wants before what belongs to an item of a list."""


def post_to_markdown(text: str, *, base: str = "") -> tuple[str, Counter[str]]:
    """Return the HTML of a post as Markdown, and how often each thing had to go.

    `base` is the address that relative links start from; without it, they become plain words.
    Titles begin at the second level: the first is the essay's own.
    """
    text = CAPTION.sub("", text.replace(OPEN, "").replace(CLOSE, ""))
    soup = BeautifulSoup(text, "html.parser")
    lost: Counter[str] = Counter()
    for tag in soup.find_all(FRAMES):
        lost["frames and films"] += 1
        tag.decompose()
    for tag in soup.find_all(DROPPED):
        tag.decompose()
    converter = _Converter(base=base, lost=lost, shift=int(soup.find("h1") is not None))
    markdown = str(converter.convert_soup(soup))
    lines = [line.rstrip() + "  " * line.endswith("  ") for line in markdown.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), lost


def first_words(text: str, length: int) -> str:
    """Return the first words of a post's HTML as plain text, "" when it has none."""
    soup = BeautifulSoup(text, "html.parser")
    for tag in soup.find_all((*DROPPED, *FRAMES, "pre", "h1", "h2", "h3")):
        tag.decompose()
    for tag in soup.find_all(PARTS):
        tag.append(" ")
    words = " ".join(CAPTION.sub("", soup.get_text()).split())
    if len(words) <= length:
        return words
    return words[:length].rpartition(" ")[0].rstrip(" ,;:.\u2013-") + "\u2026"


class _Converter(MarkdownConverter):
    """Writes the Markdown that `body.py` reads, and counts what it leaves out."""

    def __init__(self, *, base: str, lost: Counter[str], shift: int) -> None:
        super().__init__(heading_style=ATX, autolinks=False, bullets="-")
        self.base, self.lost, self.shift = base, lost, shift

    def escape(self, text: str, parent_tags: AbstractSet[str]) -> str:
        """Return words so that nothing in them is taken for Markdown or for HTML."""
        text = text.replace("\\", "\\\\").replace("`", "\\`")
        text = str(super().escape(text, parent_tags))  # type: ignore[misc]
        text = ENTITY.sub("&amp;", text).replace("<", "&lt;")
        text = text.replace("[", "\\[").replace("]", "\\]")
        return MARK.sub(r"\\\1", NUMBER.sub(r"\1\\\2", text))

    def convert_a(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:
        """Return a link, if it leads to a whole address; else its words."""
        href = self.address(str(el.get("href") or ""), "mailto")
        if not href:
            self.lost["links that led nowhere"] += bool(el.get("href"))
            return text
        el["href"] = href
        del el["title"]
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]

    def convert_img(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:
        """Return a picture, if it has a whole address; else the words that stand for it."""
        del text
        source = self.address(str(el.get("src") or ""))
        words = html.escape(" ".join(str(el.get("alt") or "").split()), quote=False)
        words = words.replace("[", "(").replace("]", ")")
        if not source:
            self.lost["pictures without an address"] += 1
            return words
        if "_inline" in parent_tags:
            return words
        self.lost["pictures that are still elsewhere"] += 1
        return f"![{words}]({source})"

    def convert_li(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:
        """Return an item of a list, its lines as far in as Python-Markdown wants them."""
        del parent_tags
        text = text.strip()
        if not text:
            return ""
        bullet = "-"
        if el.parent is not None and el.parent.name == "ol":
            bullet = f"{1 + len(el.find_previous_siblings('li'))}."
        first, *rest = text.split("\n")
        inner = "".join(f"\n{' ' * STEP}{line}" if line else "\n" for line in rest)
        return f"{bullet.ljust(STEP)}{first}{inner}\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:
        """Return lines of code between fences that nothing in them ends."""
        del text, parent_tags
        code = el.get_text().strip("\n")
        fence = "`" * max(3, max(map(len, re.findall("`+", code)), default=0) + 1)
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code.strip() else ""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: AbstractSet[str]) -> str:  # noqa: N802 - the library's name
        """Return a title; those of the first level, and all others with them, go one down."""
        level = max(2, n + self.shift)
        return str(super().convert_hN(level, el, text, parent_tags))  # type: ignore[misc]

    def address(self, url: str, *more: str) -> str:
        """Return an address of the web, or of one of `more` schemes, ready to be written."""
        url = url.strip()
        if url.startswith("#"):
            return ""
        try:
            url = urljoin(self.base, url) if self.base else url
            scheme = urlsplit(url).scheme.lower()
        except ValueError:  # a host in brackets that is none
            return ""
        if scheme not in ("http", "https", *more):
            return ""
        return re.sub(r"[\s()<>\"\\]", lambda match: f"%{ord(match[0]):02X}", url)


def plain_title(title: str) -> str:
    """Return a title without HTML, on one line."""
    soup = BeautifulSoup(title, "html.parser")
    return " ".join(soup.get_text().replace(OPEN, "").replace(CLOSE, "").split())
