"""Templates are given a conversation already decided, in the language of the page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pelican.plugins.essays.views import ConversationView, ReflectionView
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Author,
    Channel,
    Precision,
    Reflection,
    Role,
    Source,
    Status,
    Threads,
)
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.views import DEEPEST, build_conversation

Make = Callable[..., Reflection]
AT = {
    "date": datetime.fromisoformat("2008-03-14T10:13:00+01:00"),
    "date_precision": Precision.MINUTE,
}


def converse(reflections: list[Reflection], lang: str = "fr") -> ConversationView:
    threads, _ = build_threads(reflections, "r")
    return build_conversation(threads, "Le titre", "le-titre/", lang)


def test_a_reflection_keeps_all_that_is_known_of_it(make: Make) -> None:
    parent = make("a", author=Author(name="Vincent"), **AT)
    reply = make(
        "b",
        "a",
        order=3,
        restated=True,
        author=Author(name="FrihD", url="https://example.org/", role=Role.AUTHOR),
        source=Source(channel=Channel.IMPORT, system="agoravox", url="https://example.org/1"),
        body="*Oui*.",
        **AT,
    )
    view = converse([parent, reply]).roots[0].replies[0]
    assert view.published.text == "14 mars 2008 à 10\u00a0h\u00a013"
    assert view == ReflectionView(
        id=reply.id,
        anchor=reply.id,
        number=3,
        author="FrihD",
        author_url="https://example.org/",
        role="author",
        published=view.published,
        lang="fr",
        body_html="<p><em>Oui</em>.</p>",
        restated=True,
        source="AgoraVox",
        source_url="https://example.org/1",
        in_reply_to="Vincent",
        replies=(),
        essay_title="Le titre",
        essay_url="le-titre/",
        excerpt="Oui.",
    )


def test_an_anonymous_reflection_has_no_name_and_is_a_readers(make: Make) -> None:
    view = converse([make("a")]).roots[0]
    assert (view.author, view.author_url, view.role) == ("", "", "reader")
    assert (view.published.iso, view.published.text) == ("", "")
    assert (view.number, view.in_reply_to) == (0, "")


def test_a_page_in_english_says_what_is_the_sites_own_in_english(make: Make) -> None:
    """The words of readers stay in their language."""
    blog = Source(channel=Channel.IMPORT, system="blog")
    views = converse([make("a", source=blog, **AT), make("b", **AT)], "en").roots
    assert {view.published.text for view in views} == {"14 March 2008 at 10:13"}
    assert {view.lang for view in views} == {"fr"}
    assert {view.source for view in views} == {"a blog", ""}


@pytest.mark.parametrize(
    ("system", "url", "name"),
    [
        ("agoravox", "", "AgoraVox"),
        ("blog", "", "un blog"),
        ("plume", "https://example.org/a", "plume"),
        ("", "https://example.org/a", "example.org"),
        ("", "", ""),
    ],
)
def test_a_source_has_a_name(make: Make, system: str, url: str, name: str) -> None:
    source = Source(channel=Channel.WEBMENTION, system=system, url=url)
    assert converse([make("a", source=source)]).roots[0].source == name


@pytest.mark.parametrize(
    ("status", "lang", "sentence"),
    [
        (Status.WITHDRAWN, "fr", "Cette réflexion a été retirée."),
        (Status.WITHDRAWN, "en", "This reflection has been withdrawn."),
        (Status.ERASED, "fr", "Cette réflexion a été effacée."),
        (Status.ERASED, "en", "This reflection has been erased."),
    ],
)
def test_a_tombstone_says_nothing_but_that_it_is_one(
    make: Make, status: Status, lang: str, sentence: str
) -> None:
    hidden = make(
        "a",
        status=status,
        author=Author(name="Vincent", url="https://example.org/", role=Role.AUTHOR),
        body="Un secret.",
    )
    conversation = converse([hidden, make("b", "a")], lang)
    tombstone = conversation.roots[0]
    assert conversation.count == 1
    assert tombstone.body_html == f"<p>{sentence}</p>"
    assert (tombstone.author, tombstone.author_url, tombstone.role) == ("", "", "reader")
    assert (tombstone.excerpt, tombstone.lang) == ("", lang)
    assert tombstone.replies[0].in_reply_to == ""


FIRST, SECOND, REPLY = {"order": 1}, {"order": 2}, {"parent": "a"}


@pytest.mark.parametrize(
    ("values", "lang", "rule"),
    [
        ([AT], "fr", ""),
        (
            [AT, AT | REPLY],
            "fr",
            (
                "Les réflexions sont rangées de la plus ancienne à la plus récente\u202f; "
                "chaque réponse suit ce à quoi elle répond."
            ),
        ),
        (
            [AT, AT | REPLY],
            "en",
            (
                "Reflections run from the oldest to the newest; "
                "each reply follows what it replies to."
            ),
        ),
        ([AT, AT], "en", "Reflections run from the oldest to the newest."),
        (
            [AT, {}],
            "fr",
            (
                "Les réflexions sont rangées de la plus ancienne à la plus récente. "
                "Celles dont la date n’est pas connue viennent en dernier."
            ),
        ),
        (
            [FIRST, SECOND],
            "fr",
            "Les réflexions n’ont pas de date et suivent l’ordre de leurs numéros.",
        ),
        (
            [FIRST, REPLY],
            "en",
            ("Reflections have neither date nor number; each reply follows what it replies to."),
        ),
    ],
)
def test_the_rule_of_order_is_said(
    make: Make, values: list[dict[str, object]], lang: str, rule: str
) -> None:
    """It says no more than the conversation needs."""
    reflections = [make("abc"[number], **fields) for number, fields in enumerate(values)]
    assert converse(reflections, lang).order == rule


def test_nobody_has_spoken() -> None:
    empty = build_conversation(Threads(), "Le titre", "le-titre/", "fr")
    assert empty == ConversationView(count=0, roots=(), order="")


def test_a_chain_without_end_is_nested_as_deep_as_a_page_can_be(make: Make) -> None:
    """Below that, replies follow one another, each after what it answers."""
    names = [f"n{number}" for number in range(2000)]
    chain = [make(name, names[number - 1] if number else "") for number, name in enumerate(names)]
    views = converse(chain).roots
    for depth in range(DEEPEST):
        assert [view.id for view in views] == [import_id("test", f"n{depth}")]
        views = views[0].replies
    assert [view.id for view in views] == [one.id for one in chain[DEEPEST:]]
    assert not any(view.replies for view in views)
