"""Each paragraph and heading leads to itself and to its twin, and to nothing that is not there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pelican.plugins.build.run import build, verify
from pelican.plugins.build.settings import Settings
from pelican.plugins.build.templates import Strings
from pelican.plugins.essays.body import Body, Source, render_body
from pelican.plugins.essays.permalinks import HEADINGS, add_permalinks, twin_of

Words = Callable[[str], Strings]
"""Gives the words of the plugin in a language."""


def body_of(text: str, folder: Path) -> Body:
    """Return a text as a body."""
    source = Source(path="index.md", folder=folder, content=folder, lang="fr", first_line=1)
    body = render_body(text, source)
    assert body is not None
    return body


def link(anchor: str, label: str, mark: str, words: str = "") -> str:
    """Return the permalink of a block, and the link to its twin when `words` says something."""
    said = "aria-label" if mark in "§¶" else "title"
    found = f'<a {said}="{label}" class="permalink" href="#{anchor}">{mark}</a>'
    if words:
        href = f"../en/the-bridge/#{anchor}"
        found += f' <a class="twin" hreflang="en" lang="en" href="{href}">{words}</a>'
    return f'<span class="permalinks"> {found}</span>'


def test_every_block_has_its_links_at_its_end(tmp_path: Path, strings_of: Words) -> None:
    """A twin's words are in its own language; a block that is alone has none."""
    text = (
        'Un.\n\n## Deux\n\nTrois.\n{#t}\n\nSeul.\n{.alone}\n\n> `a id="p3"`\n\n'
        "Quatre.\n\n> Cinq.\n"
    )
    twin = twin_of("en", "../en/the-bridge/", strings_of("en"))
    body = body_of(text, tmp_path)
    paragraph, section = "Read this paragraph in English", "Read this section in English"
    assert add_permalinks(body.html, body, ("p2fr",), strings_of("fr"), twin) == (
        f'<p id="p1">Un.{link("p1", "Ce paragraphe, lien permanent", "1", paragraph)}</p>\n'
        f'<h2 id="deux">Deux{link("deux", "Cette section, lien permanent", "§", section)}</h2>\n'
        f'<p id="t">Trois.{link("t", "Ce paragraphe, lien permanent", "¶", paragraph)}</p>\n'
        f'<p id="p2fr">Seul.{link("p2fr", "Ce paragraphe, lien permanent", "2fr")}</p>\n'
        '<blockquote>\n<p><code>a id="p3"</code></p>\n</blockquote>\n'
        f'<p id="p3">Quatre.{link("p3", "Ce paragraphe, lien permanent", "3", paragraph)}</p>\n'
        "<blockquote>\n<p>Cinq.</p>\n</blockquote>"
    )


def test_a_text_without_a_twin_has_permalinks_alone(tmp_path: Path, strings_of: Words) -> None:
    """And the French twin of an English text says so in French."""
    body = body_of("Un.\n", tmp_path)
    said = add_permalinks(body.html, body, (), strings_of("en"), None)
    assert said == f'<p id="p1">Un.{link("p1", "This paragraph, permanent link", "1")}</p>'
    assert twin_of("fr", "../", strings_of("fr")).paragraph == "Lire ce paragraphe en français"


def test_a_text_that_a_plugin_has_changed_keeps_what_it_has(
    tmp_path: Path, strings_of: Words
) -> None:
    """A paragraph that is gone has no link."""
    body = body_of("Un.\n\nDeux.\n\nTrois.\n", tmp_path)
    changed = '<p id="p1">Un.</p><div>Deux.</div><p id="p3">Trois.</p>'
    said = add_permalinks(changed, body, (), strings_of("fr"), None)
    assert said.count('permalink"') == 2
    assert "<div>Deux.</div>" in said


def test_a_page_without_a_ledger_has_them_at_its_headings(
    tmp_path: Path, strings_of: Words
) -> None:
    """For the numbers of its paragraphs do not last."""
    body = body_of("Un.\n\n## Deux\n\nTrois.\n", tmp_path)
    twin = twin_of("en", "../en/the-bridge/", strings_of("en"))
    section = link("deux", "Cette section, lien permanent", "§", "Read this section in English")
    assert add_permalinks(body.html, body, (), strings_of("fr"), twin, HEADINGS) == (
        f'<p id="p1">Un.</p>\n<h2 id="deux">Deux{section}</h2>\n<p id="p2">Trois.</p>'
    )


def test_a_standing_page_follows_the_names_of_its_twin(bilingual: Settings) -> None:
    """A section has a twin while the other language has one of that name."""
    settings = replace(bilingual, cards=False, epub=False)
    pages, now = settings.content / "pages", datetime(2026, 11, 21, tzinfo=UTC)
    french, english = pages / "about.md", pages / "about.en.md"
    texts = french.read_text("utf-8"), english.read_text("utf-8")
    french.write_text(f"{texts[0]}\n## Les clés {{#keys}}\n\nTrois.\n", "utf-8")
    shown = []
    for name in ("keys", "locks"):
        english.write_text(f"{texts[1]}\n## The {name} {{#{name}}}\n\nThree.\n", "utf-8")
        build(settings, now, workers=1)
        shown.append((settings.output / "a-propos/index.html").read_text("utf-8"))
        assert verify(settings, now) == []
    assert ['href="../en/about/#keys"' in page for page in shown] == [True, False]
    assert all('class="permalink" href="#keys"' in page for page in shown)
