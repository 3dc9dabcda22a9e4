"""Templates are given a conversation already decided, in the language of the page."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from pelican.plugins.essays.models import Choice, Question
from pelican.plugins.essays.views import (
    AnswerView,
    ConversationView,
    GivenRatingView,
    Mention,
    PassageView,
    ReflectionView,
)
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Channel,
    Kind,
    Passage,
    Precision,
    Rating,
    Reflection,
    Role,
    Source,
    Status,
    Threads,
)
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.turns import Place, build_turns
from pelican.plugins.reflections.views import (
    DEEPEST,
    Page,
    build_conversation,
    build_conversation_view,
)

Make = Callable[..., Reflection]
AT = {
    "date": datetime.fromisoformat("2008-03-14T10:13:00+01:00"),
    "date_precision": Precision.MINUTE,
}
PAGE = Page(
    title="Le titre",
    url="le-titre/",
    lang="fr",
    texts={"fr": "le-titre/", "en": "en/the-title/"},
    questions=(
        Question(
            id="q-1",
            text={"fr": "Lequel ?", "en": "Which?"},
            choices=(Choice(id="one", text={"fr": "Un", "en": "One"}),),
        ),
        Question(id="q-2", text={"fr": "Pourquoi ?", "en": "Why?"}),
    ),
)


def converse(reflections: list[Reflection], lang: str = "fr") -> ConversationView:
    threads, _ = build_threads(reflections, "r")
    return build_conversation(threads, "Le titre", "le-titre/", lang)


def show(
    *reflections: Reflection,
    page: Page = PAGE,
    strongest: str = "",
    places: dict[str, Place] | None = None,
) -> ConversationView:
    """Return the conversation as the page of an essay shows it."""
    threads, _ = build_threads(reflections, "r")
    name = import_id("test", strongest) if strongest else ""
    return build_conversation_view(build_turns(threads, places), page, name)


def name(word: str) -> str:
    return import_id("test", word)


def test_a_reflection_keeps_all_that_is_known_of_it(make: Make) -> None:
    parent = make("a", author=Author(name="Vincent"), **AT)
    reply = make(
        "b",
        "a",
        order=3,
        kind=Kind.SOURCE,
        restated=True,
        author=Author(name="FrihD", url="https://example.org/", role=Role.AUTHOR),
        rating=Rating(value=3.5, max=5),
        answers=(Answer(question="q-1", choice="one"), Answer(question="q-2")),
        passage=Passage(exact="un pont"),
        source=Source(channel=Channel.IMPORT, system="agoravox", url="https://example.org/1"),
        body="*Oui*.",
        **AT,
    )
    page = replace(PAGE, mail=lambda identity: f"mailto:a@example.org?subject={identity}")
    view = show(parent, reply, page=page, places={reply.id: ("fr", "p2")}).nodes[1]
    assert view.published.text == "14 mars 2008 à 10\u00a0h\u00a013"
    assert view == ReflectionView(
        id=reply.id,
        anchor=reply.id,
        number=3,
        author="FrihD",
        author_url="https://example.org/",
        role="author",
        kind="source",
        published=view.published,
        lang="fr",
        body_html="<p><em>Oui</em>.</p>",
        withdrawn=False,
        restated=True,
        source="AgoraVox",
        source_url="https://example.org/1",
        parent=Mention(anchor=parent.id, author="Vincent", number=0),
        passage=PassageView(
            quote="un pont", lang="fr", anchor="p2", url="le-titre/#p2", changed=False
        ),
        answers=(
            AnswerView(question="Lequel ?", anchor="question-q-1", choice="Un"),
            AnswerView(question="Pourquoi ?", anchor="question-q-2", choice=""),
        ),
        rating="3,5",
        rating_maximum="5",
        mail_url=f"mailto:a@example.org?subject={reply.id}",
        essay_title="Le titre",
        essay_url="le-titre/",
        depth=1,
        closes=1,
    )
    assert view.excerpt == "Oui."


def test_an_anonymous_reflection_has_no_name_and_is_a_readers(make: Make) -> None:
    (view,) = converse([make("a")]).nodes
    assert (view.author, view.author_url, view.role) == ("", "", "reader")
    assert (view.published.iso, view.published.text) == ("", "")
    assert (view.number, view.parent, view.passage, view.kind) == (0, None, None, "")
    assert (view.rating, view.answers, view.mail_url) == ("", (), "")


def test_a_page_in_english_says_what_is_the_sites_own_in_english(make: Make) -> None:
    """The words of readers stay in their language, and are made into HTML once for all pages."""
    blog = Source(channel=Channel.IMPORT, system="blog")
    given = [make("a", source=blog, rating=Rating(value=4.5, max=5), **AT), make("b", **AT)]
    views = converse(given, "en").nodes
    assert {view.published.text for view in views} == {"14 March 2008 at 10:13"}
    assert {view.lang for view in views} == {"fr"}
    assert {view.source for view in views} == {"a blog", ""}
    assert {view.rating for view in views} == {"4.5", ""}
    assert [view.body_html for view in views] == [view.body_html for view in converse(given).nodes]


@pytest.mark.parametrize(
    ("system", "url", "said"),
    [
        ("agoravox", "", "AgoraVox"),
        ("blog", "", "un blog"),
        ("plume", "https://example.org/a", "plume"),
        ("", "https://example.org/a", "example.org"),
        ("webmention", "https://example.org/a", "example.org"),
        ("staticman", "", ""),
        ("", "", ""),
    ],
)
def test_a_source_has_a_name(make: Make, system: str, url: str, said: str) -> None:
    source = Source(channel=Channel.WEBMENTION, system=system, url=url)
    assert converse([make("a", source=source)]).nodes[0].source == said


@pytest.mark.parametrize(
    ("status", "lang", "sentence"),
    [
        (Status.PENDING, "fr", "Cette réflexion n’est pas encore publiée."),
        (Status.PENDING, "en", "This reflection is not published yet."),
        (Status.WITHDRAWN, "fr", "Cette réflexion a été retirée."),
        (Status.WITHDRAWN, "en", "This reflection has been withdrawn."),
        (Status.ERASED, "fr", "Cette réflexion a été effacée."),
        (Status.ERASED, "en", "This reflection has been erased."),
    ],
)
def test_a_tombstone_says_nothing_but_that_it_is_one(
    make: Make, status: Status, lang: str, sentence: str
) -> None:
    """Nothing of what is not published is told, on its page or in its pickle."""
    hidden = make(
        "a",
        status=status,
        order=8,
        kind=Kind.OBJECTION,
        author=Author(name="Vincent", url="https://example.org/", role=Role.AUTHOR),
        rating=Rating(value=1, max=5),
        answers=(Answer(question="q-1", choice="one"),),
        passage=Passage(exact="un pont"),
        source=Source(channel=Channel.IMPORT, system="agoravox", url="https://example.org/1"),
        body="Un secret.",
        **AT,
    )
    page = replace(PAGE, lang=lang, mail=lambda _: "mailto:a@example.org")
    conversation = show(hidden, make("b", "a"), page=page)
    tombstone, reply = conversation.nodes
    assert conversation.count == 1
    assert conversation.ratings == ()
    empty = show(make("a"), page=PAGE).nodes[0]
    assert tombstone == replace(
        empty,
        lang=lang,
        body_html=f"<p>{sentence}</p>",
        withdrawn=True,
        opens=True,
    )
    assert tombstone.excerpt == ""
    assert reply.parent == Mention(anchor=hidden.id, author="", number=0, gone=True)


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
        ([AT | {"status": Status.ERASED}, AT | REPLY], "en", ""),
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
    assert empty == ConversationView(count=0, nodes=(), order="")


def test_lists_open_and_close_down_to_the_depth_of_a_page(make: Make) -> None:
    """Written in order, a list for each that opens and as many ends as close, they nest."""
    parents = {"a": "", "b": "a", "c": "b", "d": "c", "e": "d", "f": "e", "g": "f", "h": "c"}
    numbered = enumerate({**parents, "i": ""}.items())
    views = show(*(make(one, parent, order=n) for n, (one, parent) in numbered)).nodes
    assert [(view.depth, view.opens, view.closes) for view in views] == [
        (0, True, 0),
        (1, True, 0),
        (2, True, 0),
        (3, True, 0),
        (4, False, 0),
        (5, False, 0),
        (6, False, 1),
        (3, False, 3),
        (0, False, 0),
    ]
    depth = 0
    for view in views:
        assert depth == min(view.depth, DEEPEST)
        depth += view.opens - view.closes
    assert depth == 0


def test_a_chain_without_end_is_flat(make: Make) -> None:
    """No record holds another of its kind: it can be shown, kept and compared at any depth."""
    names = [f"n{number}" for number in range(10_000)]
    chain = [make(one, names[number - 1] if number else "") for number, one in enumerate(names)]
    conversation = converse(chain)
    assert [view.id for view in conversation.nodes] == [one.id for one in chain]
    assert [view.depth for view in conversation.nodes] == list(range(10_000))
    assert sum(view.opens for view in conversation.nodes) == DEEPEST
    assert conversation.nodes[-1].closes == DEEPEST
    assert pickle.loads(pickle.dumps(conversation)) == conversation  # noqa: S301 - our own
    assert len(repr(conversation)) > 10_000


def test_the_strongest_objection_stands_first_with_the_authors_first_answer(make: Make) -> None:
    """In their places the list points to both; the rule of order says so."""
    author, editor = Author(name="A", role=Role.AUTHOR), Author(name="E", role=Role.EDITOR)
    conversation = show(
        make("a", order=1),
        make("b", "a", order=2),
        make("c", "b", order=3, author=editor),
        make("d", "b", order=4, author=author),
        make("e", "b", order=5, author=author),
        strongest="b",
    )
    first = conversation.strongest
    assert first is not None
    assert first.answer is not None
    assert (first.reflection.id, first.answer.id) == (name("b"), name("d"))
    assert [view.id for view in conversation.nodes if view.leads] == [name("b"), name("d")]
    assert conversation.order == (
        "L’objection la plus forte est placée en tête, quelle que soit sa date. Les réflexions "
        "n’ont pas de date et suivent l’ordre de leurs numéros\u202f; chaque réponse suit ce à "
        "quoi elle répond."
    )


def test_the_strongest_objection_may_be_unanswered(make: Make) -> None:
    """An answer that is withdrawn is none."""
    author = Author(name="A", role=Role.AUTHOR)
    page = replace(PAGE, lang="en")
    conversation = show(
        make("a"), make("b", "a", author=author, status=Status.WITHDRAWN), page=page, strongest="a"
    )
    assert conversation.strongest is not None
    assert conversation.strongest.answer is None
    assert conversation.order == "The strongest objection stands first, whatever its date."


@pytest.mark.parametrize(
    ("place", "lang", "expected"),
    [
        (("fr", "p2"), "fr", ("fr", "p2", "le-titre/#p2", False)),
        (("fr", "p2"), "en", ("fr", "", "le-titre/#p2", False)),
        (("en", "p2"), "fr", ("en", "", "en/the-title/#p2", False)),
        (("de", "p2"), "fr", ("de", "", "", False)),
        (("", ""), "fr", ("", "", "", True)),
        (None, "fr", ("", "", "", False)),
    ],
)
def test_a_passage_is_on_this_page_in_another_text_or_nowhere(
    make: Make, place: Place | None, lang: str, expected: tuple[str, str, str, bool]
) -> None:
    """A text that is not published has no address; where nobody has looked nothing is said."""
    given = make("a", passage=Passage(exact="un pont"))
    places = {given.id: place} if place else {}
    (view,) = show(given, page=replace(PAGE, lang=lang), places=places).nodes
    found = view.passage
    assert found is not None
    assert (found.lang, found.anchor, found.url, found.changed) == expected


def test_ratings_are_gathered_by_their_maximum(make: Make) -> None:
    """Five make a mean; fewer do not, and those out of another number stand apart."""
    votes = [make(word, rating=Rating(value=n, max=5)) for n, word in enumerate("abcde", 1)]
    others = [make(word, rating=Rating(value=7, max=10)) for word in "fghi"]
    assert show(*votes, *others).ratings == (
        GivenRatingView(mean="3", maximum="5", count=5),
        GivenRatingView(mean="", maximum="10", count=4),
    )
    odd = [replace(votes[0], rating=Rating(value=4.5, max=5)), *votes[1:]]
    assert show(*odd).ratings[0].mean == "3,7"
