"""Whatever the text, typography changes nothing but signs and spaces, and only once."""

import re
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.essays.typography import typeset, typeset_drawing, typeset_text
from pelican.plugins.essays.typography.blocks import PAGE
from pelican.plugins.essays.typography.words import RULES, set_signs

WORDS = (
    *("mot", "Quoi", "l'un", "aujourd'hui", "L", "XIXe", "Ve", "siècle", "1er", "3ème", "2nde"),
    *(
        "mai",
        "12",
        "1 000",
        "1\u00a0000 000",
        "2008",
        "10 h 30",
        "50",
        "%",
        "€",
        "km",
        "M.",
        "Mme",
    ),
    *("Dupont", "n°", "p.", "IV", "chap.", "code", "R&D", "a < b", '24"', "'90s", "🙂", "œuvre"),
    *(";", "!", "?", ":", "?!", "...", "....", "…", ",", ".", ")", "(", "[", "]", "–", "—", "-"),
    *("«", "»", "“", "”", "’", "‘", "'", '"', "--", "---", ";-)", ":)", ":'(", "10:30", "::"),
    *("https://a.example/?b=1;c'd", "www.a.example!", "moi@a.example", "\u202f", "\u00a0", "\n"),
    *("10h30", "9h", "n°3", "p.12", "XXe", " et le ", " siècles", "'mot'", '"mot', 'mot"'),
    *("--option", "J.-C.", "°C", "$", "siècles", "République", "er", "e", "10", "<", ">", "&"),
)
text = st.lists(st.sampled_from(WORDS) | st.sampled_from([" ", " ", "  "]), max_size=14).map(
    "".join
)
quoted = st.lists(
    st.sampled_from((*"a \"'", "mot", ' "a', 'a" ', '5"', "«", "»", "<", ".")), max_size=16
)
spoken = st.one_of(
    text,
    st.text(alphabet="aéL'\"«»:;!?.-–% \u00a0\u202f10hXVe", max_size=24),
    quoted.map("".join),
)
LANGS = ("fr", "en", "de", "fr-CA")


def escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


leaf = st.one_of(
    spoken.map(escape),
    spoken.map(lambda words: f"<code>{escape(words)}</code>"),
    spoken.map(lambda words: f'<svg><text x="1">{escape(words)}</text></svg>'),
    st.sampled_from(
        [
            *("&nbsp;", "&#160;", "&#39;", "&laquo;", "&hellip;", "<br />\n", "<br>"),
            *("<!-- l'un ? -->", '<img alt="l\'un ?" src="x">', "<math><mi>a</mi>!</math>"),
            '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        ]
    ),
)


def wrap(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(["em", "strong", "a", "span", "sup", "p", "li", "blockquote", "td"])
    langs = st.sampled_from(["", "", *LANGS])

    def element(name: str, lang: str, inside: str) -> str:
        said = f' lang="{lang}"' if lang else ""
        return f'<{name}{said} title="l\'un : {name} ?">{inside}</{name}>'

    return st.builds(element, names, langs, st.lists(children, max_size=4).map("".join))


html = st.lists(st.recursive(leaf, wrap, max_leaves=12), max_size=6).map("".join)


CENTURY = re.compile(r'<span class="small-capitals">([IVX]+)</span>')
"""Its figures are small capitals."""


def skeleton(markup: str) -> str:
    """Return the letters and figures of markup without what typography may change."""
    bare = re.sub(r"</?sup>", "", CENTURY.sub(r"\1", markup))
    words = "".join(unescape(part) for part in PAGE.split(bare)[::4])
    words = re.sub(r"(?<=[0-9])(?:i?ème)(?=s?)", "e", words)
    words = re.sub(r"(?<=[IVX])i?ème", "e", words)
    words = re.sub(r"(?<=[0-9])ère", "re", words)
    return re.sub(r"[\s\"'«»“”‘’….–—-]", "", words)


def tokens(markup: str) -> list[str]:
    """Return tags, comments and what is not touched, but the elements of ordinals."""
    markup = CENTURY.sub(r"\1", markup)
    return [token for token in PAGE.split(markup)[1::4] if token not in ("<sup>", "</sup>")]


@given(html, st.sampled_from(LANGS))
@example("<p>L'un ?</p>", "fr")
def test_setting_twice_changes_nothing_more(markup: str, lang: str) -> None:
    """What is read back from a page can be set again."""
    once = typeset(markup, lang)
    assert typeset(once, lang) == once


@given(html, st.sampled_from(LANGS))
def test_no_letter_and_no_tag_is_lost(markup: str, lang: str) -> None:
    """Nor anything inside code, drawings, attributes and comments."""
    done = typeset(markup, lang)
    assert skeleton(done) == skeleton(markup)
    assert tokens(done) == tokens(markup)


@given(spoken, st.sampled_from(LANGS))
def test_a_title_is_set_once(words: str, lang: str) -> None:
    once = typeset_text(words, lang)
    assert typeset_text(once, lang) == once
    assert skeleton(escape(once)) == skeleton(escape(words))


@given(spoken, st.sampled_from(sorted(RULES)))
def test_words_that_need_nothing_are_set(words: str, lang: str) -> None:
    """The quick look that most blocks get misses nothing that a rule would do."""
    rules = RULES[lang]
    if not rules.needs.search(words):
        assert set_signs(words, rules) == words


@given(html, st.sampled_from(LANGS))
def test_addresses_stay_as_they_are(markup: str, lang: str) -> None:
    """In text as in attributes."""
    address = "https://a.example/?b=1;c'd"
    done = typeset(f"<p>{markup} {address} {markup}</p>", lang)
    assert address in done


@given(spoken)
def test_a_drawing_gets_no_new_element(words: str) -> None:
    """Letters do not rise in SVG."""
    markup = f"<svg><text>{escape(words)}</text></svg>"
    done = typeset_drawing(markup, "fr")
    assert tokens(done.replace("<svg>", "<g>").replace("</svg>", "</g>")) == tokens(
        markup.replace("<svg>", "<g>").replace("</svg>", "</g>")
    )
    assert typeset_drawing(done, "fr") == done
