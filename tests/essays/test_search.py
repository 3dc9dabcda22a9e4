"""The search page and its index: what is found, and when it is made again."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pelican.plugins.build import pagefind
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.run import build, load_press, verify
from pelican.plugins.build.settings import Settings
from pelican.plugins.essays import search
from pelican.plugins.essays.search import make_index, name_key, render_document

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture
def settings(bilingual: Settings) -> Settings:
    """Return the settings of a small site with a search page."""
    return replace(bilingual, search=True)


def index(settings: Settings) -> dict[str, bytes]:
    """Return the published files of the index."""
    folder = settings.output / "pagefind"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fragments(files: dict[str, bytes]) -> dict[str, Any]:
    """Return what is found, by address."""
    rows = [
        json.loads(gzip.decompress(data)[len(pagefind.SIGNED) :])
        for name, data in files.items()
        if name.startswith("fragment/")
    ]
    return {row["url"]: row for row in rows}


def test_essays_reflections_and_pages_are_found(settings: Settings) -> None:
    """Lists are not, nor are drafts, texts of the future and reflections that are not shown."""
    build(settings, NOW, workers=1)
    found = fragments(index(settings))
    assert {url for url in found if "#" not in url} == {
        f"/{path.parent.relative_to(settings.output)}/"
        for path in settings.output.rglob("index.html")
        if path.parent != settings.output
        and not {"page", "themes", "topics", "archives", "recherche", "search", "a-reverifier"}
        & set(path.relative_to(settings.output).parts)
        and path.parent.name not in ("en", "reflexions", "reflections", "to-be-re-checked")
    }
    turns = [
        (f"/{card.url}#{turn.id}", turn.is_published)
        for press in [load_press(settings, NOW)]
        for cards in press.site.essays.values()
        for card in cards
        for turn in press.turns(card).values()
    ]
    assert {is_published for _, is_published in turns} == {True, False}
    reflections = {url for url in found if "#" in url}
    assert reflections == {url for url, is_published in turns if is_published}
    for url in reflections:
        page = (settings.output / url[1:].partition("#")[0] / "index.html").read_text("utf-8")
        assert f'id="{url.partition("#")[2]}"' in page
        assert found[url]["filters"]["kind-reflection"] == ["1"]


def test_an_index_is_made_again_only_when_words_change(settings: Settings) -> None:
    """A build without a change does nothing; a template leaves the index as it is."""
    build(settings, NOW, workers=1)
    before = index(settings)
    assert build(settings, NOW, workers=1).rendered == 0
    theme = settings.root / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "entries.html").write_text("<p>…</p>", encoding="utf-8")
    made: list[object] = []
    original, search.make_index = search.make_index, lambda *_: made.append(1) or []  # type: ignore[func-returns-value]
    try:
        assert build(settings, NOW, workers=1).rendered
    finally:
        search.make_index = original
    assert made == []
    assert index(settings) == before


def test_a_word_more_is_found_and_the_rest_stays(settings: Settings) -> None:
    """What a clean build would give is there, and other texts' fragments keep their file."""
    build(settings, NOW, workers=1)
    before = index(settings)
    path = settings.content / "essays/le-gue/index.md"
    path.write_text(f"{path.read_text('utf-8')}\nUn hippocampe.\n{{.alone}}\n", encoding="utf-8")
    build(settings, NOW, workers=1)
    after = index(settings)
    new, old = fragments(after), fragments(before)
    assert "hippocampe" in new["/le-gue/"]["content"]
    assert {url for url in new if new[url] != old.get(url)} == {"/le-gue/"}
    assert verify(settings, NOW) == []


def test_an_index_that_was_lost_is_made_again(settings: Settings) -> None:
    """A file that someone has taken away or changed is there again after the next build."""
    build(settings, NOW, workers=1)
    before = index(settings)
    (settings.output / "pagefind" / "pagefind-entry.json").unlink()
    build(settings, NOW, workers=1)
    assert index(settings) == before


def test_the_preview_makes_its_index_when_it_is_asked_for(settings: Settings) -> None:
    """Its builds make none; drafts are among what it finds."""
    preview = replace(settings, drafts=True)
    build(preview, NOW, workers=1)
    assert index(preview) == {}
    folder = settings.root / "index"
    names = make_index(load_press(preview, NOW), folder)
    found = fragments({name: (folder / name).read_bytes() for name in names})
    assert "/le-bac/" in found
    assert build(preview, NOW, workers=1).rendered == 0


def test_a_site_without_a_search_page_has_nothing_of_it(settings: Settings) -> None:
    """It needs no Pagefind either."""
    build(replace(settings, search=False), NOW, workers=1)
    assert index(settings) == {}
    assert not (settings.output / "recherche").exists()


def test_a_search_page_needs_pagefind(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, the build says what to install, and publishes nothing."""
    monkeypatch.setattr(pagefind, "find_program", lambda: "")
    with pytest.raises(BuildFailed) as failure:
        build(settings, NOW, workers=1)
    message = "the setting 'search' needs Pagefind, which is not installed"
    hint = "Install it with 'pip install pagefind[bin]', or take 'search' out."
    assert failure.value.problems == [Problem("pelicanconf.py", 0, message, hint)]
    assert not settings.output.exists()


def test_a_pagefind_that_fails_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says is the problem."""
    monkeypatch.setattr(pagefind, "find_program", lambda: "/bin/true")
    with pytest.raises(BuildFailed) as failure:
        build(settings, NOW, workers=1)
    assert failure.value.problems == [
        Problem("pelicanconf.py", 0, "Pagefind has failed: it ended early")
    ]


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("fr", "<p>L’amitié</p>", "<p>L’ amitié</p>"),
        ("fr", "<p>qu’on jusqu’ici</p>", "<p>qu’ on jusqu’ ici</p>"),
        ("fr", "<p>aujourd’hui</p>", "<p>aujourd'hui</p>"),
        ("fr", "<p>l’<em>autre</em></p>", "<p>l’ <em>autre</em></p>"),
        ("en", "<p>one’s friends’ own</p>", "<p>one's friends' own</p>"),
        ("fr", "<p>porte\u2011clés</p>", "<p>porte-clés</p>"),
        ("en", '<p>As <em id="a">(<a class="cited" id="cite-a">A</a>)</em></p>', "As <em>(<a"),
        ("en", '<p id="p1">one.</p>', '<p id="p1">one.</p>'),
        ("en", '<p>two<sup id="fnref-a"><a href="#fn-a">3</a></sup>, or</p>', "<p>two, or</p>"),
        ("en", '<aside><a class="sidenote-number">3</a><p>Two.</p></aside>', "<aside><p>Two."),
        ("en", "<p>33–\u206042</p>", "<p>33–42</p>"),
        ("fr", "<dl><dt>n</dt><dd>nœuds</dd></dl>", "<dl><dt>n</dt> <dd>nœuds</dd> </dl>"),
    ],
)
def test_words_stand_so_that_they_are_found(lang: str, words: str, expected: str) -> None:
    """What elides is a word of its own; what ends a cell ends a word."""
    assert expected in render_document(lang, "Titre", "", words, [])


def test_a_title_is_text() -> None:
    """What looks like HTML in a title or a name is none."""
    found = render_document("en", "<b>A</b>", '"B" & <c>', "", ["kind-page"])
    assert '<h1 data-pagefind-meta="title">&lt;b&gt;A&lt;/b&gt;</h1>' in found
    assert 'title="&quot;B&quot; &amp; &lt;c&gt;"' in found


def test_a_name_has_a_key_whatever_its_letters() -> None:
    """A filter's name is in letters and digits alone."""
    assert name_key("Laurent Dureau") == "laurent-dureau"
    assert name_key("Éloïse: [x]") == "eloise-x"
    assert len(name_key("Лев")) == 8
