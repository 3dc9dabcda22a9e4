"""What pages show of a conversation: in the margin, in one list, and how to answer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pelican.plugins.build.run import Session
from pelican.plugins.build.settings import Settings, clock, load_settings
from pelican.plugins.essays.conversation import (
    build_reflections,
    list_path,
    list_rows,
    mail_url,
    split_text,
)
from pelican.plugins.essays.press import Press
from pelican.plugins.essays.views import BodyPart, EssayView
from pelican.plugins.reflections.models import Channel, Passage, Reflection, Source
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.turns import Place, build_turns
from pelican.plugins.reflections.views import Page, build_conversation_view

SITE = Path(__file__).parents[1] / "sites" / "bilingual"
TEXT = (
    '<p id="p1">Un.</p>\n<h2 id="h">Deux</h2>\n<p class="a" id="x(y">Trois.</p>\n<p id="p3">Q.</p>'
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of the site in two languages, which is not written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795255200")
    return replace(load_settings(SITE / "pelicanconf.py"), output=tmp_path / "output")


@pytest.fixture
def press(settings: Settings, tmp_path: Path) -> Press:
    """Return what the pages of that site are made with."""
    session = Session(settings, clock(), tmp_path / "notes")
    session.prepare()
    return session.press


def split(places: dict[str, Place], text: str = TEXT, lang: str = "fr") -> list[tuple[str, Any]]:
    """Return the parts of a text, each with the ids of what is said of it."""
    given = [
        Reflection(
            id=f"i-{number}",
            order=number,
            lang="fr",
            source=Source(channel=Channel.FORM),
            passage=Passage(exact="un mot"),
            body="Oui.",
        )
        for number in range(1, 5)
    ]
    turns = build_turns(build_threads(given, "r")[0], places)
    page = Page(title="T", url="t/", lang=lang)
    parts = split_text(text, build_conversation_view(turns, page))
    assert "".join(part.html for part in parts) == text
    return [(part.html, [one.reflection.id for one in part.exchanges]) for part in parts]


def test_a_text_is_cut_after_each_paragraph_that_readers_speak_of() -> None:
    """In the order of the text, whoever spoke first; those of one paragraph stand together."""
    places = {"i-1": ("fr", "x(y"), "i-2": ("fr", "p1"), "i-3": ("fr", "x(y"), "i-4": ("", "")}
    assert split(places) == [
        ('<p id="p1">Un.</p>', ["i-2"]),
        ('\n<h2 id="h">Deux</h2>\n<p class="a" id="x(y">Trois.</p>', ["i-1", "i-3"]),
        ('\n<p id="p3">Q.</p>', []),
    ]
    assert split({"i-1": ("fr", "p3")}) == [(TEXT, ["i-1"])]


def test_the_notes_of_a_paragraph_stand_before_what_is_said_of_it() -> None:
    """They are part of it."""
    note = '\n<aside class="sidenote" id="fn-a"><p>Note.</p></aside>'
    text = f'<p id="p1">Un.</p>{note}\n<p id="p2">Deux.</p>'
    assert split({"i-1": ("fr", "p1")}, text) == [
        (f'<p id="p1">Un.</p>{note}', ["i-1"]),
        ('\n<p id="p2">Deux.</p>', []),
    ]


@pytest.mark.parametrize(
    "place", [("en", "p1"), ("fr", "p4"), ("fr", "h"), ("", "")], ids="-".join
)
def test_a_text_stays_whole_when_nobody_speaks_of_it(place: Place) -> None:
    """Of the other language, of a paragraph that is not there, of a heading, of what is gone."""
    assert split({"i-1": place}) == [(TEXT, [])]


def test_an_empty_text_is_one_part() -> None:
    assert split({}, "") == [("", [])]


def test_the_whole_text_is_its_parts(make_essay: Callable[..., EssayView]) -> None:
    view = make_essay(parts=(BodyPart(html="<p>a</p>"), BodyPart(html="<p>b</p>")))
    assert view.body_html == "<p>a</p><p>b</p>"


@pytest.fixture
def make_essay(press: Press) -> Callable[..., EssayView]:
    """Return a function that gives the page of an essay with other fields."""
    from pelican.plugins.essays.essay_page import EssayPage  # noqa: PLC0415
    from pelican.plugins.essays.pages import build_pages  # noqa: PLC0415

    page = next(one for one in build_pages(press) if isinstance(one, EssayPage))
    return lambda **fields: replace(page._view(), **fields)


def test_all_reflections_stand_in_one_list(press: Press) -> None:
    """Newest first, then those without a date; no tombstone among them."""
    for lang in ("fr", "en"):
        rows = list_rows(press.site.siblings, press.site.essays[lang])
        views = build_reflections(press, [(row.card, row.id) for row in rows])
        assert [view.published.iso[:10] for view in views] == [
            "2026-11-18",
            "2026-11-17",
            "2008-05-02",
            "",
        ]
        assert not any(view.withdrawn for view in views)
        assert {view.essay_url for view in views} == {
            {"fr": "le-pont/", "en": "en/the-bridge/"}[lang]
        }
        assert len({row.key for row in rows}) == len(rows)


def test_a_page_of_the_list_has_an_address() -> None:
    assert [list_path("fr"), list_path("fr", 2), list_path("en"), list_path("en", 3)] == [
        "reflexions/",
        "reflexions/page/2/",
        "en/reflections/",
        "en/reflections/page/3/",
    ]


def test_a_letter_says_what_it_answers(press: Press) -> None:
    """The identity of the reflection and its page; without an address there is no letter."""
    (card,) = (one for one in press.site.essays["en"] if one.slug == "the-bridge")
    assert mail_url(press, card, "i-x") == ""
    writing = replace(press, settings=replace(press.settings, contact="a+b@example.org"))
    url = mail_url(writing, card, "i-x")
    parts = urlsplit(url)
    assert (parts.scheme, parts.path) == ("mailto", "a%2Bb@example.org")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == ["Reflection on “The Bridge & the Water” [e-4k7m2p]"]
    assert fields["body"][0].splitlines()[2:] == [
        "tag:rives.example,2026:i-x",
        "https://rives.example/carnet/en/the-bridge/#i-x",
    ]
