"""Old comments become Markdown that shows the same words, and leads to the same places."""

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from pelican.plugins.reflections.importers.html_markdown import html_to_markdown
from pelican.plugins.reflections.markup import render_reflection

CASES = read_fixture_file(Path(__file__).parent / "html_markdown.md")


@pytest.mark.parametrize(
    ("html", "expected"),
    [(html, expected) for _, _, html, expected in CASES],
    ids=[title for _, title, _, _ in CASES],
)
def test_html_becomes_markdown(html: str, expected: str) -> None:
    assert html_to_markdown(html.removesuffix("\n")) == expected.removesuffix("\n")


def test_a_line_feed_is_a_line_break_where_a_form_was_filled_in() -> None:
    """Two make a paragraph; after `<br>` and around blocks they change nothing."""
    text = "un\ndeux\n\ntrois<br />\nquatre\r\ncinq<blockquote>\nsix\n</blockquote>\nsept"
    assert html_to_markdown(text, newlines=True) == (
        "un\\\ndeux\n\ntrois\\\nquatre\\\ncinq\n\n> six\n\nsept"
    )


def test_a_relative_link_starts_from_the_page() -> None:
    text = '<a href="../deux/">b</a> <a href="#c3">c</a>'
    assert html_to_markdown(text, base="https://zoe.example/un/") == (
        "[b](https://zoe.example/deux/) [c](https://zoe.example/un/#c3)"
    )


def test_a_host_in_brackets_that_is_none_is_no_link() -> None:
    assert html_to_markdown('<a href="http://[x">y</a>', base="https://zoe.example/") == "y"


@pytest.mark.parametrize("tag", ["blockquote", "div", "b", "ul><li", "span", "table><tr><td"])
def test_elements_that_nest_without_end_keep_their_words(tag: str) -> None:
    """What is too deep joins what is above, so that the site still shows it as a text."""
    for times in (50, 3000):
        markdown = html_to_markdown(f"<{tag}>" * times + "au fond")
        assert render_reflection(markdown).count("au fond") == 1
        assert "&gt; &gt;" not in render_reflection(markdown)


@pytest.mark.parametrize(
    "html",
    [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<svg><a href='javascript:alert(1)'>x</a></svg>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='https://a.example/\"onmouseover=alert(1)'>x</a>",
        "&lt;a href=x onclick=alert(1)&gt;",
        "<img alt='&lt;img src=x onerror=alert(1)&gt;'>",
        "<pre>```\n&lt;script&gt;alert(1)&lt;/script&gt;</pre>",
        "[x](javascript:alert(1))",
        "<a href='https://a.example/'>](javascript:alert(1)) [x</a>",
    ],
)
def test_no_script_gets_through(html: str) -> None:
    """What looks like HTML or like a link in the words is shown as words."""
    shown = render_reflection(html_to_markdown(html))
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "onclick" not in shown.replace("onclick=alert(1)&gt;", "")
