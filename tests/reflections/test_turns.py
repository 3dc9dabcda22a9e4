"""A conversation is made ready to be shown once, and comes back from the store as it was."""

from collections.abc import Callable
from datetime import datetime

from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Kind,
    Passage,
    Precision,
    Rating,
    Reflection,
    Status,
)
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.turns import Turn, build_turns, dump_turns, parse_turns

Make = Callable[..., Reflection]


def turns_of(*reflections: Reflection) -> tuple[Turn, ...]:
    return build_turns(build_threads(reflections, "r")[0])


def test_rows_come_back_from_the_store(make: Make) -> None:
    """Every field, whatever it holds."""
    turns = turns_of(
        make(
            "a",
            order=2,
            kind=Kind.QUESTION,
            author=Author(name="Zoé", url="https://example.org/"),
            rating=Rating(value=4.5, max=5),
            answers=(Answer(question="q-1", choice="one"), Answer(question="q-2")),
            passage=Passage(exact="un pont"),
            date=datetime.fromisoformat("2008-03-14T10:13:00+01:00"),
            date_precision=Precision.MINUTE,
        ),
        make("b", "a", status=Status.ERASED),
        make("c", "b"),
    )
    assert parse_turns(dump_turns(turns)) == turns
    assert [turn.is_published for turn in turns] == [True, False, True]
    assert parse_turns(dump_turns(())) == ()


def test_reflections_are_set_in_their_own_language(make: Make) -> None:
    """What they quote is set as the text that has it."""
    said = 'It\'s "so" : `a ? b`'
    threads, _ = build_threads(
        [
            make("a", lang="fr", body=said, passage=Passage(exact="l'un ?")),
            make("b", lang="en", body=said, passage=Passage(exact="l'un ?")),
        ],
        "r",
    )
    places = {turn.id: ("fr", "p1") for turn in build_turns(threads) if turn.lang == "en"}
    done = {turn.lang: turn for turn in build_turns(threads, places, typography=True)}
    french, english = done["fr"], done["en"]
    assert french.body_html == "<p>It’s «\u00a0so\u00a0»\u00a0: <code>a ? b</code></p>"
    assert english.body_html == "<p>It’s “so” : <code>a ? b</code></p>"
    assert french.quote == english.quote == "l’un\u202f?"


def test_equal_rows_give_equal_bytes(make: Make) -> None:
    """Whoever else holds the same texts: the bytes are a key."""
    turns = turns_of(make("a", body="Oui."), make("b", "a", body="Oui."))
    apart = tuple(turn._replace(body_html=f"{turn.body_html} "[:-1]) for turn in turns)
    assert apart[0].body_html is not apart[1].body_html
    held = turns[0].body_html
    together = tuple(turn._replace(body_html=held) for turn in turns)
    assert dump_turns(apart) == dump_turns(together) == dump_turns(turns)


def test_nothing_is_kept_of_what_is_not_published(make: Make) -> None:
    """But its place, for what hangs from it."""
    hidden = make("a", status=Status.PENDING, author=Author(name="Zoé"), body="Un secret.")
    data = dump_turns(turns_of(hidden, make("b", "a")))
    assert "Zoé".encode() not in data
    assert b"secret" not in data
    assert hidden.id.encode() in data
