"""The quick way of a reflection into a feed gives what the whole cleaning gives."""

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.feeds.content import feed_content, feed_reflection
from pelican.plugins.reflections.markup import render_reflection

PIECES = st.sampled_from(
    [
        *("a", "é ", " ", "\n", "\n\n", "*", "**", "_", "`", "> ", "- ", "1. ", "    ", "\\", "&"),
        *("&amp;", "&#8232;", "<b>", "<", ">", '"', "'", "[x](https://a.example/b?c=1&d=2#e)"),
        *("https://a.example", "[y](http://a.example/../b/./c)", "[z](mailto:a@b.example)"),
        *("![i](https://a.example/i.png)", "```\n", "~~", "\u00a0", "\u2028", "x\u0300", "---"),
        *("[w](<https://a.example/é è>)", "[v](https://A.example:80/%2e%2e/'(x)')", "\U0001f600"),
    ]
)
BASE = "https://site.example/essai/"


@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_quick_way_is_the_whole_way(text: str) -> None:
    """Whatever a reader has written, made safe."""
    html = f"<p>À propos</p>\n{render_reflection(text)}\n<hr><p>Répondre</p>"
    assert feed_reflection(html, BASE) == feed_content(html, BASE)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_most_reflections_go_the_quick_way_unchanged(text: str) -> None:
    """What the whole cleaning gives is left as it is by both."""
    html = feed_content(f"<p>À propos</p>\n{render_reflection(text)}", BASE)
    assert feed_reflection(html, BASE) == html
