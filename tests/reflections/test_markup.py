"""Whatever a reader writes, what is shown is safe."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from lxml import html
from pelican.plugins.reflections.fields import FORBIDDEN, is_blank, is_web_address
from pelican.plugins.reflections.markup import excerpt, is_safe_link, render_reflection

ALLOWED = {
    "p": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "del": set(),
    "code": set(),
    "pre": set(),
    "blockquote": set(),
    "ul": set(),
    "ol": set(),
    "li": set(),
    "a": {"href", "rel"},
}
REL = "nofollow ugc noopener noreferrer"

Corpus = Mapping[str, Mapping[str, str]]
"""The texts of `hostile.toml`, by kind and name."""


def dangers(markup: str) -> list[str]:
    """Return what is not allowed in markup, as a browser would read it."""
    root = html.fragment_fromstring(markup, create_parent="div")
    found = []
    for element in root.iterdescendants():
        if element.tag not in ALLOWED:
            found.append(f"element {element.tag}")
            continue
        found += [
            f"attribute {element.tag}[{name}]"
            for name in set(element.attrib) - ALLOWED[element.tag]
        ]
        if element.tag == "a":
            found += link_dangers(element.get("href"), element.get("rel"))
    found += [
        f"character U+{ord(character):04X}"
        for character in "".join(root.itertext()) + markup
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t"
    ]
    found += [f"bidi {sign!r}" for sign in re.findall("[\u202a-\u202e\u2066-\u2069]", markup)]
    return found


def link_dangers(href: str | None, rel: str | None) -> list[str]:
    found = [] if rel == REL else [f"rel {rel}"]
    if href is None:  # it leads nowhere
        return found
    parts = urlsplit(href)
    if parts.scheme == "mailto":
        return [*found, *(["headers of a mail"] if "?" in href or "," in href else [])]
    if parts.scheme not in ("http", "https") or not parts.hostname:
        found.append(f"address {href}")
    if "@" in parts.netloc or "\\" in href:
        found.append(f"userinfo {href}")
    return found


def test_nothing_dangerous_comes_through(hostile: Corpus) -> None:
    """Whatever a text is meant for, as a text it is harmless."""
    for texts in hostile.values():
        for name, text in texts.items():
            assert dangers(render_reflection(text)) == [], name


def test_an_excerpt_is_plain_and_short(hostile: Corpus) -> None:
    for texts in hostile.values():
        for name, text in texts.items():
            words = excerpt(text, 80)
            assert len(words) <= 80, name
            assert not FORBIDDEN.search(words), name
            assert not re.search("[\t\n]", words), name


def test_the_corpus_would_find_what_is_dangerous() -> None:
    """The judge is not blind: raw, all but what is harmless as HTML is found out."""
    raw = '<p onclick="x">a</p><script></script><a href="javascript:x">b</a>\u202e'
    assert dangers(raw) == [
        "attribute p[onclick]",
        "element script",
        "rel None",
        "address javascript:x",
        "bidi '\\u202e'",
    ]


def test_what_readers_use_is_rendered() -> None:
    text = (
        "Un *mot*, un **autre**, ~~un de trop~~, `x < y`.\\\nÀ la ligne.\n\n"
        "> cité\n\n- un\n- deux\n\n1. un\n\n```\na < b\n```\n\n"
        "[lien](https://example.org/a?b=c&d) <https://example.org/> <nom@example.org>"
    )
    rel = f'rel="{REL}"'
    assert render_reflection(text) == (
        "<p>Un <em>mot</em>, un <strong>autre</strong>, <del>un de trop</del>, "
        "<code>x &lt; y</code>.<br>\nÀ la ligne.</p>\n"
        "<blockquote>\n<p>cité</p>\n</blockquote>\n"
        "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"
        "<ol>\n<li>un</li>\n</ol>\n"
        "<pre><code>a &lt; b\n</code></pre>\n"
        f'<p><a href="https://example.org/a?b=c&amp;d" {rel}>lien</a> '
        f'<a href="https://example.org/" {rel}>https://example.org/</a> '
        f'<a href="mailto:nom@example.org" {rel}>nom@example.org</a></p>'
    )


def test_what_is_refused_is_shown_as_it_was_typed() -> None:
    text = "# Titre\n\nSous-titre\n---\n\n<b>gras</b> [x](javascript:alert(1)) ![x](/y.png)"
    assert render_reflection(text) == (
        "<p># Titre</p>\n<p>Sous-titre\n---</p>\n"
        "<p>&lt;b&gt;gras&lt;/b&gt; [x](javascript:alert(1)) ![x](/y.png)</p>"
    )


@pytest.mark.parametrize("mark", ["> ", "- ", "**a ", "[a "])
def test_no_words_are_lost_however_deep_they_are(mark: str) -> None:
    """What nests deeper than the parser follows is shown as it was typed."""
    for depth in (1, 5, 9, 10, 11, 19, 20, 21, 300):
        text = f"{mark * depth}mot"
        assert "mot" in render_reflection(text)
        assert "mot" in excerpt(text, 2000)


def test_nothing_is_nested_without_end(hostile: Corpus) -> None:
    depths = [
        sum(1 for _ in element.iterancestors())
        for name, text in hostile["body"].items()
        if name.startswith("deep")
        for element in html.fragment_fromstring(render_reflection(text), "div").iter()
    ]
    assert max(depths) < 25


def test_addresses_are_not_made_into_links() -> None:
    assert render_reflection("www.example.org https://example.org/") == (
        "<p>www.example.org https://example.org/</p>"
    )


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("", 20, ""),
        ("Un mot.", 20, "Un mot."),
        (
            "Un *mot*,\nun [lien](https://a.example).\n\nUn autre.",
            40,
            "Un mot, un lien. Un autre.",
        ),
        ("Un mot, puis un autre", 13, "Un mot, puis…"),
        ("Un mot, puis un autre", 12, "Un mot…"),
        ("Un mot «\u00a0entre guillemets\u00a0»", 12, "Un mot…"),
        ("anticonstitutionnellement", 8, "anticon…"),
        ("- un\n- deux\n\n> trois", 40, "un deux trois"),
        ("x &lt; y & `a < b`", 40, "x < y & a < b"),
    ],
)
def test_an_excerpt_is_the_first_words(text: str, length: int, words: str) -> None:
    assert excerpt(text, length) == words


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("nom@example.org", True),
        ("Nom.De+liste@Sous-domaine.example.org", True),
        ("a%40a.example,b@b.example", False),
        ("a@a.example,b@b.example", False),
        ("a,b@b.example", False),
        ("a@a.example%0Abcc:b@b.example", False),
        ("a@a.example?bcc=b@b.example", False),
        ("a@localhost", False),
        ("@example.org", False),
    ],
)
def test_a_letter_goes_to_one_address(address: str, is_one: bool) -> None:  # noqa: FBT001 - given by pytest
    """No other reader of it hides behind a comma or a percent sign."""
    assert is_safe_link(f"mailto:{address}") == is_one
    assert ("<a " in render_reflection(f"[x](mailto:{address})")) == is_one


@pytest.mark.parametrize(
    "address",
    ["https://ban\u200bk.example/", "https://bank\u00ad.example/", "https://a.example/\u200fx"],
)
def test_an_address_is_all_seen(address: str) -> None:
    assert not is_web_address(address)


def test_a_host_of_another_script_shows_what_it_is() -> None:
    """Its letters look like those of another host: browsers and readers get its ASCII form."""
    markup = render_reflection("[x](https://\u0430\u0440\u0440\u04cf\u0435.example/)")
    assert 'href="https://xn--80ak6aa92e.example/"' in markup


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [("", True), (" \u00a0", True), ("\u200b\u2060\u3164\ufe0f", True), ("\u200d.", False)],
)
def test_what_has_no_ink_is_blank(text: str, is_nothing: bool) -> None:  # noqa: FBT001 - given by pytest
    assert is_blank(text) == is_nothing
