"""Whatever the text, the fast converter gives the bytes of Python-Markdown.

`EXAMPLES=20000 pytest tests/property/test_markdown_fast.py` tries harder than the usual run.
"""

import os
from functools import cache
from typing import Any

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.essays.markdown_fast import Converter, build_converter

EXAMPLES = int(os.environ.get("EXAMPLES", "300"))

OURS = [
    *("footnotes", "tables", "attr_list", "def_list", "toc"),
    *("pymdownx.superfences", "pymdownx.highlight"),
]
SETS: dict[str, list[str]] = {
    "ours": OURS,
    "none": [],
    "fenced_code": ["fenced_code", "footnotes", "attr_list", "toc"],
    "extra": ["extra", "admonition", "sane_lists", "nl2br", "toc"],
    "pymdownx": ["pymdownx.tilde", "pymdownx.magiclink", "pymdownx.superfences", "footnotes"],
}

PIECES = [
    *("*", "*", "**", "***", "_", "__", "___", "`", "``", "```", "~~~", "~~", "\\", "\\\\"),
    *("\n", "\n", "\n\n", "\n\n", " ", " ", "  ", "   ", "    ", "\t", "  \n", "\n    ", "\r\n"),
    *("- ", "* ", "+ ", "1. ", "10. ", "٣. ", "> ", ">", "# ", "## ", "###", "#", "====", "----"),
    *("---\n", "* * *\n", "_ _ _\n", "[", "]", "(", ")", "](", "![", "![](", "[^1]", "[^n o]"),
    *("[^1]: ", "[^n o]:", "[^1](", "[a]: http://x.y/z 'T'\n", "[b]: <u> (t)\n", "[a]", "[a][b]"),
    *("[][a]", "[l](http://a.b/c)", '[l](u "t")', "[l](<u v> 't')", "![i](s)", "![i][a]", "<"),
    *("</", ">", "<b>", "</b>", "<div>", "</div>", '<span lang="en">', "</span>", "<sup>", "<br>"),
    *("<br/>", "<hr>", "<!-- c -->", "<!--", "-->", "<?php", "?>", "<![CDATA[", "]]>", "<p>"),
    *("</p>", "<script>", "</script>", "<https://a.b/c?d=e>", "<me@x.org>", "<a href='b'>", "&"),
    *("&amp;", "&#39;", "&#x26;", "&#39", "&copy", "&eacute;", ";", "\\*", "\\_", "\\`", "\\<"),
    *("|", "| a | b |", "|---|---|", "|:-:|--:|", "a|b", "\n|", "{", "}", "{#id}", "{.c}", "{id}"),
    *("{: .c #i k=v}", " {#h .k}", ":", "Terme\n", ":   d", "\n:   ", "é", "œ", "l’", "« ", "!"),
    *("\u00a0", "\u202f", "\u2028", "\x0b", "\x1c", "\x02", "\x03", "\x02klzzwxh:0000\x03", "𝒳"),
    *("\x02wzxhzdk:0\x03", "\x0242\x03", "mot", "un deux", "foo_bar", "a", "1", "²", "İ", "ß"),
    *("```python\nx = 1\n```\n", "``` {.py #i}\n", "~~~\ncode\n~~~\n", "[TOC]", "!!! note\n"),
    *("///Footnotes Go Here///", "*[HTML]: x\n", "HTML", "~~del~~", "http://a.b", '"', "'", "="),
]
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)

WORDS = st.sampled_from(
    ["le seuil", "mémoire", "l’escalier", "«\u00a0dit\u00a0»", "R&D", "a*b", "n_a"]
)
SPANS = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        inner.map("_{}_".format),
        inner.map("[{}](u)".format),
        inner.map("[{}][a]".format),
        inner.map('<span lang="en">{}</span>'.format),
        inner.map("`{}`".format),
        inner.map("{}[^1]".format),
        inner.map("{}  \n".format),
        inner.map("{}{{.c}}".format),
    ),
    max_leaves=12,
)
BLOCKS = st.recursive(
    st.one_of(
        SPANS,
        SPANS,
        SPANS.map("## {}".format),
        SPANS.map("# {} {{#i}}".format),
        SPANS.map("{}\n---".format),
        SPANS.map("[^1]: {}".format),
        SPANS.map("| {} | b |\n|---|:-:|\n| c | d |".format),
        SPANS.map("T\n:   {}".format),
        st.just("[a]: http://x.y 'T'"),
        st.just("```python\nx = 1 < 2\n```"),
        st.just("<div>*a*</div>"),
        st.just("[TOC]"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda text: "> " + text.replace("\n", "\n> ")),
        inner.map(lambda text: "- " + text.replace("\n", "\n    ")),
        inner.map(lambda text: "1. " + text.replace("\n", "\n    ")),
        inner.map(lambda text: "    " + text.replace("\n", "\n    ")),
        st.lists(inner, min_size=2, max_size=5).map("\n\n".join),
        st.lists(inner, min_size=2, max_size=3).map("\n".join),
    ),
    max_leaves=10,
)
SIMPLE = st.lists(
    st.sampled_from(
        [
            *("*", "**", "***", "[^1]", "[^2]", "[^x]", "[", "]", "(", ")", "](u)", "[a](b)"),
            *("[a b]( c )", "mot", "un deux", " ", " ", "\n", ",", "’", "!", "^", "\u00a0", "."),
            *("[^1](", "![", "](", "*a*", "**b**", "*a b*,", "l’*x*", "***z***", "- ", "> ", '"'),
        ]
    ),
    max_size=16,
).map(lambda pieces: "".join(pieces) + "\n\n[^1]: n *m*\n[^2]: [a](b)")
TEXTS = SOUP | BLOCKS | SIMPLE


@cache
def find_pair(name: str, form: str) -> tuple[markdown.Markdown, markdown.Markdown]:
    """Return a stock converter and ours, both kept from one example to the next."""
    arguments: dict[str, Any] = {"extensions": SETS[name], "output_format": form}
    stock, ours = markdown.Markdown(**arguments), build_converter(**arguments)
    assert isinstance(ours, Converter)
    return stock, ours


def outcome(converter: markdown.Markdown, text: str) -> object:
    """Return all that a conversion leaves, or its error."""
    converter.reset()
    try:
        output = converter.convert(text)
    except Exception as error:  # noqa: BLE001 - the same error is the same behaviour
        return type(error), str(error)
    state = dict(converter.references), list(converter.htmlStash.rawHtmlBlocks)
    return output, state, getattr(converter, "toc", None), getattr(converter, "toc_tokens", None)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS, st.sampled_from(sorted(SETS)), st.sampled_from(["html", "xhtml"]))
def test_any_text_has_the_same_bytes(text: str, name: str, form: str) -> None:
    """Text, table of contents, references and stash are those of Python-Markdown."""
    stock, ours = find_pair(name, form)
    assert outcome(ours, text) == outcome(stock, text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_a_converter_that_is_reset_remembers_nothing(texts: list[str]) -> None:
    """The bytes of a text do not depend on the texts converted before it."""
    fresh = [outcome(build_converter(OURS), text) for text in texts]
    ours = build_converter(OURS)
    for text in reversed(texts):
        outcome(ours, text)
    assert [outcome(ours, text) for text in texts] == fresh
