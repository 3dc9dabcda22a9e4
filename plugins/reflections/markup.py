"""A reader's Markdown as safe HTML, and as plain words.

Two walls, each enough alone: markdown-it passes no HTML through and makes no images; nh3 then
keeps a few elements and one attribute. See https://cheatsheetseries.owasp.org, "Cross Site
Scripting Prevention".
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from itertools import chain

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .fields import is_web_address, without_forbidden

TAGS = {"p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener noreferrer"
MAILTO = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII | re.IGNORECASE)
"""One address alone: no copies, no subject, no text, no other one behind a comma or "%2C"."""
DEEPEST = 20
"""Elements inside elements: more than a person writes, and than a parser need follow."""

_MARKS = ("\t", "&", "*", "<", "[", "\\", "_", "`", "~")
"""Where none of these is, no Markdown is inside a line."""
_BLOCK = re.compile(r"[>+-]|\d{1,9}[.)]")
"""What may begin a list or a quotation; without white space before it, code needs a mark."""

ELLIPSIS = "…"


def render_reflection(text: str) -> str:
    """Return untrusted Markdown as HTML that is safe in any page and in any feed.

    Paragraphs, lists, quotations, emphasis, code and links stay; a title, a rule, a table, an
    image or HTML is shown as it was typed, and so is a whole text that nests too deeply.
    """
    text = without_forbidden(text)
    paragraphs = _plain_paragraphs(text)
    if paragraphs is not None:
        return "\n".join(f"<p>{_escape_plain(words)}</p>" for words in paragraphs)
    tokens = _parse(text)
    html = f"<p>{escape(text)}</p>" if _is_too_deep(tokens) else _render(tokens)
    return _cleaner().clean(without_forbidden(html)).strip()  # "&#x202E;" was text until now


def excerpt(text: str, length: int) -> str:
    """Return the first words of Markdown as plain text, in at most `length` characters.

    Ends in "…" when words are left out.
    """
    text = without_forbidden(text)
    if _plain_paragraphs(text) is None:
        tokens = _parse(text)
        if not _is_too_deep(tokens):
            text = without_forbidden(" ".join(_plain(token) for token in tokens))
    words = re.sub(r"[ \t\n]+", " ", text).strip()
    if len(words) <= length:
        return words
    start, space, _ = words[:length].rpartition(" ")
    return (start if space else words[: length - 1]).rstrip(" ,;:.–—-\u00a0\u202f") + ELLIPSIS


def _plain_paragraphs(text: str) -> list[str] | None:
    """Return the paragraphs of a text in which nothing is Markdown; `None` when it may be.

    Most reflections are such: they need no parser. What this returns is rendered to the bytes
    that parser and cleaner would give, which a property test holds it to.
    """
    if any(mark in text for mark in _MARKS):
        return None
    for line in text.split("\n"):
        if line != line.strip() or _BLOCK.match(line):
            return None
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return [part for part in parts if part]


def _escape_plain(words: str) -> str:
    """Return words as the cleaner writes them; there is no `&` nor `<` in them."""
    return words.replace(">", "&gt;").replace("\u00a0", "&nbsp;")


@cache
def _cleaner() -> nh3.Cleaner:
    """Return the second wall."""
    return nh3.Cleaner(
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},  # without "*", nh3 lets title and lang through
        attribute_filter=_filter_attribute,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
        strip_comments=True,
    )


@lru_cache(maxsize=1)
def _parse(text: str) -> list[Token]:
    """Return the tokens of Markdown; the last text is kept, for it is asked for twice in a row."""
    return _parser().parse(text)


def is_safe_link(url: str) -> bool:
    """Return whether a reader's link may lead there: the web, or one e-mail address."""
    return is_web_address(url) or MAILTO.fullmatch(url) is not None


def _filter_attribute(_tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute that may stay, or `None`."""
    return None if name == "href" and not is_safe_link(value) else value


@cache
def _parser() -> MarkdownIt:
    """Return the parser of readers' Markdown."""
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", options)
    parser.disable(["image", "heading", "lheading", "hr", "html_block", "html_inline"])
    parser.enable("strikethrough")
    parser.add_render_rule("s_open", _render_deletion)
    parser.add_render_rule("s_close", _render_deletion)
    parser.validateLink = is_safe_link  # type: ignore[method-assign]
    return parser


def _render(tokens: list[Token]) -> str:
    """Return parsed Markdown as HTML that is not to be trusted yet."""
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def _is_too_deep(tokens: list[Token]) -> bool:
    """Return whether Markdown nests so deeply that the parser left some of it out."""
    inner = (token.level + child.level for token in tokens for child in token.children or ())
    blocks = (token.level + max(token.nesting, 0) for token in tokens)
    return max(chain(blocks, inner), default=0) >= DEEPEST


def _render_deletion(
    _renderer: object, tokens: Sequence[Token], index: int, _options: object, _env: object
) -> str:
    """Return struck text as the deletion that it is, and not as `<s>`."""
    return "<del>" if tokens[index].nesting == 1 else "</del>"


def _plain(token: Token) -> str:
    """Return the words of a block."""
    if token.children is None:
        return token.content
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children
    )
