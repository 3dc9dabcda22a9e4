"""What is true of every comment in HTML that becomes Markdown."""

import re
import unicodedata
from html import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring
from pelican.plugins.reflections.fields import FORBIDDEN, without_forbidden
from pelican.plugins.reflections.importers.html_markdown import ILLEGAL_REFERENCE, html_to_markdown
from pelican.plugins.reflections.markup import render_reflection

LINK = "http://e.example/?a=1&copy;"
MARKS = st.sampled_from("\\`*_[](){}<>#+-.!~&|=:;'\"^$%@,?/ \n\tab1é«»—€x")
TEXTS = (
    st.text(MARKS, max_size=25)
    | st.text(max_size=15)
    | st.sampled_from(
        ["http://a.example/x_y", "&amp;", "1. ", "- ", "](x)", "[a]: b", "~~", "\u202e"]
    )
)
NAMES = ("b", "i", "em", "s", "cite", "code", "a", "span", "br", "p", "div", "h2", "blockquote")
NAMES += ("ul", "ol", "li", "pre", "table", "tr", "td")


def element(name: str, inside: list[str]) -> str:
    link = f' href="{escape(LINK)}"' if name == "a" else ""
    return f"<{name}{link}>{''.join(inside)}</{name}>"


FRAGMENTS = st.lists(
    st.recursive(
        TEXTS.map(escape) | st.sampled_from(["&#x202E;", "&#0;", "e&#x301;", "&nbsp;"]),
        lambda inner: st.builds(element, st.sampled_from(NAMES), st.lists(inner, max_size=4)),
        max_leaves=12,
    ),
    max_size=5,
).map("".join)


def words(html: str) -> str:
    """Return the words of HTML without spaces; cells and empty links add to them."""
    if not html.strip():
        return ""
    text = without_forbidden(fragment_fromstring(html, create_parent="div").text_content())
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFC", text)).replace(LINK, "")


@given(FRAGMENTS)
def test_markdown_shows_the_same_words(html: str) -> None:
    """No word is lost, none is added, and no mark of Markdown is left to be seen."""
    html = without_forbidden(html.replace("\r", "\n"))
    readable = ILLEGAL_REFERENCE.sub("", html)
    assert words(render_reflection(html_to_markdown(html))) == words(readable)


@given(FRAGMENTS)
def test_markdown_can_be_kept_in_a_file(html: str) -> None:
    """It has no character that a reflection may not have, and is in normal form C."""
    markdown = html_to_markdown(html)
    assert not FORBIDDEN.search(markdown)
    assert unicodedata.is_normalized("NFC", markdown)
    assert markdown == markdown.strip()


@given(st.text())
def test_a_plain_text_is_shown_as_it_stands(text: str) -> None:
    text = without_forbidden(text.replace("\r", "\n"))
    shown = render_reflection(html_to_markdown(escape(text), newlines=True))
    assert words(shown) == words(escape(text))
