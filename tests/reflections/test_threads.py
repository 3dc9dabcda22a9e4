"""Reflections stand in one order, each reply under what it answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import Precision, Reflection, Status, Threads
from pelican.plugins.reflections.threads import build_threads, shared_id_problems

Make = Callable[..., Reflection]
NameOf = Callable[[Reflection], str]
PATH = "content/essays/e/reflections"


def at(text: str, precision: str = "minute") -> dict[str, object]:
    """Return the fields of a date."""
    return {"date": datetime.fromisoformat(text), "date_precision": Precision(precision)}


def file(name: str) -> str:
    return f"{PATH}/{import_id('test', name)}.md"


@pytest.fixture
def outline(name_of: NameOf) -> Callable[[Threads], str]:
    """Return a function that draws threads: "a (b (c) d) e"; a tombstone is in capitals."""

    def draw(threads: Threads) -> str:
        words = ""
        depth = 0
        for node in threads.nodes():
            name = name_of(node.reflection)
            if node.depth > depth:
                words += " ("
            else:
                words += ")" * (depth - node.depth) + " "
            words += name if node.reflection.is_published else name.upper()
            depth = node.depth
        return (words + ")" * depth).strip()

    return draw


Outline = Callable[[Threads], str]


def test_replies_follow_their_parents_from_the_oldest_to_the_newest(
    make: Make, outline: Outline
) -> None:
    """The order in which they are given changes nothing."""
    given = [
        make("a", **at("2008-03-14T10:13:00+01:00")),
        make("b", "a", **at("2008-03-14T12:00:00+01:00")),
        make("c", "a", **at("2008-03-14T11:00:00+01:00")),
        make("d", "c", **at("2008-03-15T11:00:00+01:00")),
        make("e", **at("2008-03-14T10:13:00+02:00")),
    ]
    drawn = {outline(build_threads(order, PATH)[0]) for order in permutations(given)}
    assert drawn == {"e a (c (d) b)"}


def test_dates_come_first_then_numbers_then_ids(make: Make, outline: Outline) -> None:
    first, second = sorted("ab", key=lambda name: import_id("test", name))
    reflections = [
        make(second),
        make(first),
        make("c", order=2),
        make("d", order=1),
        make("e", order=9, **at("2008-01-01T00:00:00+01:00", "year")),
        make("f", order=3, **at("2008-01-01T00:00:00+01:00", "year")),
    ]
    threads, problems = build_threads(reflections, PATH)
    assert not problems
    assert outline(threads) == f"f e d c {first} {second}"


def test_what_is_withdrawn_stays_as_a_tombstone_above_published_replies(
    make: Make, outline: Outline
) -> None:
    reflections = [
        make("a", status=Status.WITHDRAWN, order=1),
        make("b", "a", status=Status.ERASED),
        make("c", "b"),
        make("d", order=2),
    ]
    threads, problems = build_threads(reflections, PATH)
    assert not problems
    assert outline(threads) == "A (B (c)) d"
    assert threads.count() == 2


def test_what_is_withdrawn_without_published_replies_is_absent(
    make: Make, outline: Outline
) -> None:
    reflections = [
        make("a", status=Status.WITHDRAWN),
        make("b", "a", status=Status.ERASED),
        make("c", status=Status.ERASED),
        make("d"),
    ]
    assert outline(build_threads(reflections, PATH)[0]) == "d"


def test_nothing_gives_nothing() -> None:
    assert build_threads((), PATH) == (Threads(), ())


def test_a_reply_to_what_is_not_there_is_a_problem_and_a_root(
    make: Make, outline: Outline
) -> None:
    threads, problems = build_threads([make("a", "j"), make("b")], PATH)
    assert "\n".join(map(str, problems)) == (
        f"{file('a')}:3: answers {file('j')}, which does not exist\n"
        f"    Known: {import_id('test', 'b')}."
    )
    assert sorted(outline(threads)) == [" ", "a", "b"]


def test_a_parent_on_another_essay_is_named(make: Make) -> None:
    """Both files are: the reply and what it answers."""
    other = f"content/essays/f/reflections/{import_id('test', 'j')}.md"

    def elsewhere(name: str) -> str:
        return other if name == import_id("test", "j") else ""

    threads, problems = build_threads([make("a", "j"), make("b", "i")], PATH, elsewhere)
    assert {problem.path: str(problem) for problem in problems} == {
        file("a"): f"{file('a')}:3: answers {other}, which is on another essay\n"
        "    A reply lies beside what it answers: move one of the two files.",
        file("b"): f"{file('b')}:3: answers {file('i')}, which does not exist\n"
        f"    Known: {import_id('test', 'a')}.",
    }
    assert threads.count() == 2


def test_a_parent_whose_file_is_wrong_is_there_all_the_same(make: Make, outline: Outline) -> None:
    """Its own problem says what to mend; its reply waits among the roots."""
    threads, problems = build_threads([make("a", "j")], PATH, lambda name: f"{PATH}/{name}.md")
    assert problems == ()
    assert outline(threads) == "a"


def test_very_many_orphans_are_told_in_their_time(make: Make) -> None:
    """A likely parent is looked for where it may help, and not ten thousand times."""
    given = [make(f"n{number}", f"m{number}") for number in range(3000)]
    _, problems = build_threads(given, PATH)
    assert len(problems) == 3000
    assert sum(bool(problem.hint) for problem in problems) == 20


def test_a_reply_to_what_is_pending_hangs_from_a_tombstone(make: Make, outline: Outline) -> None:
    """A pending reflection is shown to nobody, and is not counted."""
    given = [make("a", status=Status.PENDING), make("b", "a"), make("c", status=Status.PENDING)]
    threads, problems = build_threads(given, PATH)
    assert (outline(threads), threads.count(), problems) == ("A (b)", 1, ())


def test_a_circle_is_one_problem_that_names_all_its_files(make: Make, outline: Outline) -> None:
    """The circle is cut at its smallest id, so that nobody's words are lost."""
    a, b, c = sorted("abc", key=lambda name: import_id("test", name))
    given = [make(a, b), make(b, c), make(c, a), make("d", c)]
    expected = (
        f"{file(a)}:3: answers itself in a circle: "
        + " → ".join(f"{import_id('test', name)}.md" for name in (a, b, c, a))
        + "\n    Take in_reply_to out of the oldest of them."
    )
    for order in permutations(given):
        threads, problems = build_threads(order, PATH)
        assert [str(problem) for problem in problems] == [expected]
        assert threads.count() == 4
        assert outline(threads).startswith(f"{a} ({c} (")


def test_a_large_circle_is_named_in_short(make: Make) -> None:
    names = [f"n{number}" for number in range(1000)]
    reflections = [make(name, names[number - 1]) for number, name in enumerate(names)]
    threads, problems = build_threads(reflections, PATH)
    assert len(problems) == 1
    assert problems[0].message.count("→") == 5
    assert threads.count() == 1000


@pytest.mark.parametrize(
    ("reply", "parent", "said"),
    [
        (
            at("2008-03-14T10:12:59+01:00"),
            at("2008-03-14T10:13:00+01:00"),
            ("2008-03-14T10:12+01:00", "2008-03-14T10:13+01:00"),
        ),
        (
            at("2008-03-14T10:13:00+02:00"),
            at("2008-03-14T10:13:00+01:00"),
            ("2008-03-14T10:13+02:00", "2008-03-14T10:13+01:00"),
        ),
        (
            at("2008-03-13T00:00:00+01:00", "day"),
            at("2008-03-14T10:13:00+01:00"),
            ("2008-03-13", "2008-03-14T10:13+01:00"),
        ),
        (
            at("2007-12-31T23:59:00+01:00"),
            at("2008-01-01T00:00:00+01:00", "year"),
            ("2007-12-31T23:59+01:00", "2008"),
        ),
    ],
)
def test_a_reply_older_than_its_parent_is_a_problem(
    make: Make, reply: dict[str, object], parent: dict[str, object], said: tuple[str, str]
) -> None:
    _, problems = build_threads([make("a", **parent), make("b", "a", **reply)], PATH)
    assert "\n".join(map(str, problems)) == (
        f"{file('b')}:3: is of {said[0]}, before {file('a')}, of {said[1]}\n"
        "    A reply is not older than what it answers: mend a date or in_reply_to."
    )


@pytest.mark.parametrize(
    ("reply", "parent"),
    [
        (at("2008-03-14T10:13:00+01:00"), at("2008-03-14T10:13:59+01:00")),
        (at("2008-03-14T00:00:00+01:00", "day"), at("2008-03-14T23:59:00+01:00")),
        (at("2008-01-01T00:00:00+01:00", "year"), at("2008-12-31T23:59:00+01:00")),
        (at("2008-03-14T09:30:00+01:00"), at("2008-03-14T10:00:00+02:00")),
        ({}, at("2008-03-14T10:13:00+01:00")),
        (at("2008-03-14T10:13:00+01:00"), {}),
    ],
)
def test_a_reply_that_may_be_as_young_as_its_parent_is_right(
    make: Make, reply: dict[str, object], parent: dict[str, object]
) -> None:
    _, problems = build_threads([make("a", **parent), make("b", "a", **reply)], PATH)
    assert problems == ()


def test_two_reflections_with_one_id_are_a_problem(make: Make, outline: Outline) -> None:
    reflections = [make("a", order=1), make("a", order=2)]
    threads, problems = build_threads(reflections, PATH)
    assert [str(problem) for problem in problems] == [
        f"{file('a')}: two reflections have the id '{import_id('test', 'a')}'"
    ]
    assert outline(threads) == "a"


def test_two_essays_with_one_reflection_are_a_problem(make: Make) -> None:
    a, b = make("a"), make("b")
    problems = shared_id_problems({"x/reflections": (a, b), "w/reflections": (replace(a),)})
    assert "\n".join(map(str, problems)) == (
        f"x/reflections/{a.id}.md: w/reflections/{a.id}.md has the same id\n"
        "    A reflection belongs to one essay: remove one of the two files."
    )


def test_a_chain_of_ten_thousand_replies_is_one_thread(make: Make) -> None:
    names = [f"n{number}" for number in range(10_000)]
    chain = [make(name, names[number - 1] if number else "") for number, name in enumerate(names)]
    threads, problems = build_threads(reversed(chain), PATH)
    assert not problems
    assert [node.reflection.id for node in threads.nodes()] == [one.id for one in chain]
    assert [node.depth for node in threads.nodes()] == list(range(10_000))
