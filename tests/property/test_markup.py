"""Whichever way a text takes to its HTML, the bytes are the same."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.reflections import markup
from pelican.plugins.reflections.fields import without_forbidden
from pelican.plugins.reflections.markup import excerpt, render_reflection

SIGNS = st.sampled_from(
    [*"\n\n\n   \t>+-#=|:!(){}'\"0123456789.)@aé…\u00a0\u202f\u2003\u200b\u3000]"]
)
PLAIN = st.text(SIGNS | st.characters(), max_size=60)
MARKED = st.text(SIGNS | st.sampled_from([*"*_`~[<&\\"]), max_size=60)


def by_the_parser(text: str) -> str:
    """Return what parser and cleaner make of a text, whatever is in it."""
    text = without_forbidden(text)
    html = markup._render(markup._parse(text))
    return markup._cleaner().clean(without_forbidden(html)).strip()


def words_by_the_parser(text: str) -> str:
    """Return the words that the parser finds in a text."""
    tokens = markup._parse(without_forbidden(text))
    found = without_forbidden(" ".join(markup._plain(token) for token in tokens))
    return re.sub(r"[ \t\n]+", " ", found).strip()


@given(PLAIN)
@example("a\n\n\nb\n")
@example("1. a")
@example("1986 a")
@example("a\n-\nb")
@example("a >b\n>c")
@example("a\u00a0\n\u00a0\nb")
@example("    a")
@example("a\n===\nb\n---\n")
@example("# a\n|b|c|\n|-|-|")
@example("\u2003a\n\nb\u2003")
def test_a_plain_text_is_rendered_to_the_same_bytes(text: str) -> None:
    """The short way and the long way are one, and so are their words."""
    assert render_reflection(text) == by_the_parser(text)
    assert excerpt(text, 1000) == words_by_the_parser(text)


@given(MARKED)
def test_what_may_be_markdown_goes_to_the_parser(text: str) -> None:
    if markup._plain_paragraphs(text) is not None:
        assert render_reflection(text) == by_the_parser(text)


@given(PLAIN)
def test_nothing_of_a_plain_text_is_kept_from_one_to_the_next(text: str) -> None:
    """A text that was parsed before has no part in what another becomes."""
    first = render_reflection(text)
    excerpt("*autre* [chose](https://example.org/)", 20)
    assert render_reflection(text) == first
