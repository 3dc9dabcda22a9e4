"""What cites a text: which sentences, in which words, in which order, and on which pages."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pelican.plugins.build.run import build, load_press, verify
from pelican.plugins.build.settings import Settings
from pelican.plugins.essays.backlinks import (
    LONGEST,
    Quote,
    citing_views,
    cut_sentence,
    dump_quotes,
    find_mentions,
    find_quotes,
    parse_quotes,
    path_below,
)
from pelican.plugins.essays.body import CLOSE, OPEN, Body, BodyLink

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def quotes(markup: str, *targets: str) -> list[tuple[str, ...]]:
    """Return what is quoted of a body, in which {0}, {1}… stand for the links to `targets`."""
    for number in range(len(targets)):
        markup = markup.replace(f"{{{number}}}", f"{OPEN}{number}{CLOSE}")
    links = tuple(BodyLink("filename", target, "", 1) for target in targets)
    body = Body(html=markup, headings=(), links=links, anchors=(), words=0, dependencies=())
    return [tuple(quote) for quote in find_quotes(body)]


def test_the_sentence_of_a_link_is_quoted_with_its_paragraph() -> None:
    """Sentences before and after it are left out, and so is what is not text."""
    markup = (
        '<p id="p1">Un.</p>\n<p id="p2">Avant. Voir <a href="{0}"><em>Le gué</em></a>'
        '<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup> &amp; rien.\n'
        "Après.</p>"
    )
    assert quotes(markup, "le-gue") == [
        ("le-gue", "p2", "Voir ", "<em>Le gué</em>", " &amp; rien.")
    ]


def test_of_the_sentence_emphasis_titles_and_languages_are_kept() -> None:
    """Everything else is text; an element that a link cuts is around each part of it."""
    markup = (
        '<p id="p1"><strong>Lire</strong> <cite lang="en" class="x">Ties</cite>, <em>Un <a '
        'href="{0}">pont <span class="y">ou</span> <i>deux</i></a> ici</em>, '
        '<i lang="la">&lt;b&gt; &amp; id.</i></p>'
    )
    assert quotes(markup, "a") == [
        (
            *("a", "p1", 'Lire <cite lang="en">Ties</cite>, <em>Un </em>'),
            *("<em>pont ou deux</em>", '<em> ici</em>, <i lang="la">&lt;b&gt; &amp; id.</i>'),
        )
    ]


def test_the_place_of_a_link_in_a_list_or_a_note_is_the_last_anchor_before_it() -> None:
    """A note has an anchor of its own; the way back from it is not quoted."""
    markup = (
        '<h2 id="x">X</h2><ul><li>Lire <a href="{0}">ceci</a></li></ul>'
        '<div class="footnote"><ol><li id="fn:1"><p>Dans <a href="{1}">cela</a>.&#160;'
        '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>'
    )
    assert quotes(markup, "a", "b") == [
        ("a", "x", "Lire ", "ceci", ""),
        ("b", "fn:1", "Dans ", "cela", "."),
    ]


def test_letters_that_rise_are_words() -> None:
    """The call of a note is none, though it rises too."""
    markup = (
        '<p id="p1">Au XIX<sup>e</sup> siècle<sup id="fnref-a"><a class="footnote-ref" '
        'href="#fn-a">1</a></sup>, <a href="{0}">on passait à gué</a>.</p>'
    )
    assert quotes(markup, "a") == [("a", "p1", "Au XIXe siècle, ", "on passait à gué", ".")]


def test_a_link_that_is_no_link_of_words_is_not_quoted() -> None:
    """A picture that leads to a source has no sentence, nor has a link around blocks."""
    assert [*find_mentions('<a href="https://a.example/"><p>Bloc.</p></a>')] == []
    assert quotes('<p id="p1"><img src="{0}"></p>', "a") == []


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("Un. Deux [mots] ici. Trois.", "Deux [mots] ici."),
        ("[Mots] seuls", "[Mots] seuls"),
        ("Dit M. Dupont dans [son livre], p. 12. Fin.", "Dit M. Dupont dans [son livre], p. 12."),
        ("Selon J. Doe, [cela] va. Oui.", "Selon J. Doe, [cela] va."),
        ("« Quoi\u202f? » Il a [lu]. Bien.", "Il a [lu]."),
        ("Il dit\u00a0: «\u00a0Non.\u00a0» Voir [là]\u202f! Et puis.", "Voir [là]\u202f!"),
        ("Fin. [Le gué.] Une autre.", "[Le gué.]"),
        ("It is 3.5 [km] long… Or more.", "It is 3.5 [km] long…"),
        ("Etc. et [suite]. 2009 vint.", "Etc. et [suite]."),
        ("“Really?” she [said]. “Yes.”", "“Really?” she [said]."),
    ],
)
def test_a_sentence_ends_where_it_ends(paragraph: str, sentence: str) -> None:
    """Abbreviations, initials and numbers do not end one."""
    before, _, rest = paragraph.partition("[")
    words, _, after = rest.partition("]")
    start, middle, end = cut_sentence(*([(text, ())] for text in (before, words, after)))
    assert f"{start}[{middle}]{end}" == sentence


def test_a_very_long_sentence_is_cut_at_a_space() -> None:
    """What is left out is marked."""
    long = "mot " * 200
    parts = ([(long, ("em",))], [("lien", ())], [(f" {long}", ("em",))])
    before, words, after = cut_sentence(*parts)
    assert re.fullmatch("… <em>(mot )+</em>", before)
    assert re.fullmatch("<em>( mot)+</em> …", after)
    assert words == "lien"
    assert max(len(before), len(after)) <= LONGEST + 2 + len("<em></em>")


def test_sentences_are_stored_as_they_are() -> None:
    """What is read back is what was written."""
    found = (Quote("a", "p1", "x ", "y", ""), Quote("b", "", "", "z", "."))
    assert parse_quotes(dump_quotes(found)) == found


def test_a_reflection_quotes_with_addresses_of_the_web() -> None:
    """An address is read as a browser reads it."""
    markup = '<p>Voir <a href="https://a.example/x/?a=1&amp;b" rel="nofollow">ceci</a> !</p>'
    (found,) = find_mentions(markup)
    assert found == Quote("https://a.example/x/?a=1&b", "", "Voir ", "ceci", " !")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://a.example/blog/le-gue/", "le-gue/"),
        ("http://A.example/blog/le-gue", "le-gue/"),
        ("https://a.example/blog/le-gue/index.html?x=1#p2", "le-gue/"),
        ("https://a.example/blog/", ""),
        ("https://a.example/le-gue/", None),
        ("https://b.example/blog/le-gue/", None),
    ],
)
def test_an_address_of_the_site_is_known_in_all_its_forms(address: str, path: str | None) -> None:
    """With or without its last slash, its index, a fragment, security."""
    assert path_below(address, "https://a.example/blog") == path


# ---- Of a site ----


@pytest.fixture
def settings(bilingual: Settings) -> Settings:
    """Return the settings of a small site that has an address."""
    return replace(bilingual, url="https://rives.example")


def add(settings: Settings, name: str, text: str) -> None:
    """Add a paragraph to a text, which its translation does not have."""
    path = settings.content / name
    path.write_text(
        f"{path.read_text('utf-8').rstrip()}\n\n{text}\n{{.alone}}\n", encoding="utf-8"
    )


def cited(settings: Settings, name: str, lang: str) -> list[tuple[str, list[str]]]:
    """Return what cites an essay as it is now: where, and in which words."""
    views = citing_views(load_press(settings, NOW), f"essays/{name}", lang)
    return [
        (
            view.url,
            [
                f"{one.before_html}[{one.words_html}]{one.after_html} {one.url}"
                for one in view.sentences
            ],
        )
        for view in views
    ]


def test_a_text_is_cited_on_the_page_of_its_own_language(settings: Settings) -> None:
    """A link in English is told in English, whichever text it leads to; one's own is not told."""
    before = cited(settings, "le-gue", "fr"), cited(settings, "le-gue", "en")
    add(settings, "essays/le-pont/index.en.md", "This text [in French]({filename}index.md).")
    add(settings, "essays/le-pont/index.en.md", "Or [wade]({filename}../le-gue/index.md).")
    assert "in French" not in str(cited(settings, "le-pont", "en"))
    after = cited(settings, "le-gue", "fr"), cited(settings, "le-gue", "en")
    assert after[0] == before[0]
    new = [row for row in after[1] if row not in before[1]]
    ((url, sentences),) = new
    assert url.startswith("en/")
    assert re.fullmatch(r"Or \[wade\]\. en/[a-z-]+/#p\w+", sentences[-1])


def test_a_reflection_that_cites_an_essay_is_told(settings: Settings) -> None:
    """Its author is named, and the way leads to it; on its own essay it is not told."""
    (path, *_) = sorted((settings.content / "essays/le-pont/reflections").glob("*.md"))
    text = path.read_text("utf-8")
    address = "https://rives.example/le-gue/#p1"
    more = f"Voir [le gué]({address}), et [ceci](https://rives.example/le-pont/).\n"
    path.write_text(f"{text.rstrip()}\n\n{more}", encoding="utf-8")
    lang = "fr" if 'lang = "fr"' in text else "en"
    (row,) = (row for row in cited(settings, "le-gue", lang) if row[0].endswith(f"#{path.stem}"))
    assert row[1] == [f"Voir [le gué], et ceci. {row[0]}"]
    assert not any("#i-" in url for url, _ in cited(settings, "le-pont", lang))


def test_a_preview_knows_the_published_address(settings: Settings) -> None:
    """There too a reflection that cites an essay is told."""
    address = "https://rives.example/le-gue/#p1"
    elsewhere = replace(settings, url="http://127.0.0.1:8000")
    assert load_press(elsewhere, NOW).find_folder(address) == ""
    preview = replace(elsewhere, published="https://rives.example")
    assert load_press(preview, NOW).find_folder(address) == "essays/le-gue"


def test_only_the_cited_page_follows_a_citation(settings: Settings) -> None:
    """A sentence that changes is told anew, and a build after it gives what a clean one gives."""
    build(settings, NOW, workers=1)
    add(settings, "essays/le-pont/index.md", "Ou bien [à gué]({filename}../le-gue/index.md).")
    build(settings, NOW, workers=1)
    page = settings.output / "le-gue/index.html"
    assert "Ou bien" in page.read_text("utf-8")
    stamp = page.stat().st_mtime_ns
    add(settings, "essays/le-pont/index.md", "Un mot de plus, ailleurs.")
    build(settings, NOW, workers=1)
    assert page.stat().st_mtime_ns == stamp
    assert verify(settings, NOW) == []


def test_backlinks_may_be_left_out(settings: Settings) -> None:
    """Then no sentence is taken nor kept."""
    add(settings, "essays/le-pont/index.md", "Ou bien [à gué]({filename}../le-gue/index.md).")
    press = load_press(replace(settings, backlinks=False), NOW)
    assert press.backlinks == {}
    assert not any(card.quotes or card.mentions for card in press.site.by_source.values())
