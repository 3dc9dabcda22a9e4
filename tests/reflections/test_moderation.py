"""A decision changes the state of a reflection and nothing else, and the journal knows it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.journal import FILE, FOLDER, load_journal, run_check
from pelican.plugins.reflections.models import Reflection, State, Status
from pelican.plugins.reflections.moderation import (
    decide,
    find_reflection,
    run_moderate,
    run_pending,
)

Make = Callable[..., Reflection]
Site = Any
"""The small site of conftest.py."""
Capture = pytest.CaptureFixture[str]

HERE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 21, 11, 0, 0, 250_000, tzinfo=HERE)
SINCE = datetime(2026, 11, 20, tzinfo=UTC)
A = import_id("test", "a")
NAME = f"content/essays/un/reflections/{A}.md"


@pytest.mark.parametrize("status", [Status.PENDING, Status.WITHDRAWN])
def test_a_decision_changes_the_state_alone(make: Make, status: Status) -> None:
    """It says since when, to the second, in the zone of the site."""
    changed, problems = decide(make("a"), status, NOW, "r.md")
    assert problems == ()
    assert changed == make("a", state=State(status=status, since=NOW.replace(microsecond=0)))


def test_the_same_decision_changes_nothing(make: Make) -> None:
    reflection = make("a", state=State(status=Status.WITHDRAWN, since=SINCE))
    assert decide(reflection, Status.WITHDRAWN, NOW, "r.md") == (reflection, ())


def test_what_is_erased_is_not_decided_about(make: Make) -> None:
    erased = make("a", body="", state=State(status=Status.ERASED, since=SINCE))
    hint = "Nothing of an erased reflection is kept: there is nothing to decide about."
    problem = Problem("r.md", 0, "this reflection is erased", hint)
    assert decide(erased, Status.PUBLISHED, NOW, "r.md") == (None, (problem,))


def test_what_has_no_words_is_not_published(make: Make) -> None:
    pending = make("a", body="", state=State(status=Status.PENDING, since=SINCE))
    changed, (problem,) = decide(pending, Status.PUBLISHED, NOW, "r.md")
    assert (changed, problem.message) == (None, "there is no text")


def test_a_reflection_is_found_in_its_conversation(site: Site, make: Make) -> None:
    site.put(make("a"), make("b", parent="a"))
    site.put(make("c"), essay="deux")
    found, problems = find_reflection(site.settings, A)
    assert problems == ()
    assert (found.reflection, found.others) == (make("a"), (make("b", parent="a"),))
    assert (found.file, found.name) == (site.path(A), NAME)


@pytest.mark.parametrize(
    "identity", [f"{A[:-1]}x", "../../../etc/passwd", "*", "\x1b[2J\u202e", "", "x" * 5000]
)
def test_an_id_that_nobody_has_is_told_with_the_nearest(
    site: Site, make: Make, identity: str, capsys: Capture
) -> None:
    """Nothing that is typed reaches the disk, or the terminal as it is."""
    site.put(make("a"))
    assert run_moderate(site.file, identity, "withdrawn") == 1
    told = capsys.readouterr().out
    hint = f"Did you mean {A!r}?" if identity[:2] == "i-" else f"Known: {A}."
    shown = repr(identity if len(identity) <= 60 else f"{identity[:59]}…")
    assert told == f"content: no reflection has the id {shown}\n    {hint}\n1 problem.\n"


def test_an_id_that_two_essays_have_is_told(site: Site, make: Make) -> None:
    site.put(make("a"))
    site.put(make("a"), essay="deux")
    problem = Problem(f"content/essays/deux/reflections/{A}.md", 0, f"{NAME} has the same id")
    assert find_reflection(site.settings, A) == (None, (problem,))


def test_a_decision_is_written_and_noted(site: Site, make: Make, capsys: Capture) -> None:
    """Withdrawn, then published again: the file has the last, the journal both."""
    site.put(make("a"))
    assert run_moderate(site.file, A, "withdrawn", "Hors sujet.") == 0
    assert capsys.readouterr().out == (
        f"{NAME}: published before, withdrawn now. `invoke build` publishes the change.\n"
    )
    text = site.path(A).read_text("utf-8")
    reflection, problems = parse_reflection(text, "r.md")
    assert problems == ()
    assert reflection == make(
        "a", state=State(status=Status.WITHDRAWN, since=NOW.replace(microsecond=0))
    )
    assert run_moderate(site.file, A, "published") == 0
    entries, _, _ = load_journal(site.root / FOLDER, FILE)
    assert [(one.before, one.after, one.by, one.reason) for one in entries] == [
        ("", "withdrawn", "editor", "Hors sujet."),
        ("withdrawn", "published", "editor", ""),
    ]
    assert run_check(site.file) == 0
    assert sorted(path.name for path in site.path(A).parent.iterdir()) == [f"{A}.md"]


def test_a_decision_that_changes_nothing_says_so(site: Site, make: Make, capsys: Capture) -> None:
    """Unless the journal was behind: then it has a line more."""
    site.put(make("a"))
    text = site.path(A).read_text("utf-8")
    assert run_moderate(site.file, A, "published") == 0
    assert run_moderate(site.file, A, "published") == 0
    assert capsys.readouterr().out == (
        f"{NAME}: is published already; the journal has a new line for it.\n"
        f"{NAME}: is published already; nothing to do.\n"
    )
    assert site.path(A).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("decision", "reason", "message"),
    [
        ("publised", "", "the decision is 'publised'\n    Did you mean 'published'?\n"),
        (
            "erased",
            "",
            "the decision is 'erased'\n    `invoke erase-reflection` erases.\n",
        ),
        (
            "withdrawn",
            "zoe@example.org",
            "the reason holds an e-mail address, which the journal could never forget\n",
        ),
    ],
)
def test_a_wrong_word_changes_nothing(
    site: Site, make: Make, decision: str, reason: str, message: str, capsys: Capture
) -> None:
    site.put(make("a"))
    assert run_moderate(site.file, A, decision, reason) == 1
    assert capsys.readouterr().out == message
    assert site.path(A).read_text("utf-8") == dump_reflection(make("a"))
    assert not (site.root / FOLDER).exists()


def test_a_problem_of_the_conversation_comes_first(
    site: Site, make: Make, capsys: Capture
) -> None:
    """Nothing is decided about a file that does not hold."""
    site.put(make("a"))
    site.path(A).write_text("+++\n", encoding="utf-8")
    assert run_moderate(site.file, A, "withdrawn") == 1
    assert capsys.readouterr().out == (
        f"{NAME}:1: there are no two lines +++ around the fields\n"
        "    Begin the file with a line +++, the fields in TOML, and a second line +++.\n"
        "1 problem.\n"
    )


def test_those_that_wait_are_listed(site: Site, make: Make, capsys: Capture) -> None:
    """Each with its id, its essay and its first words; names and words are shown as they are."""
    assert run_pending(site.file) == 0
    assert capsys.readouterr().out == "0 reflections wait.\n"
    waits = State(status=Status.PENDING, since=SINCE)
    site.put(make("a", state=waits, body="Un *mot*."), make("b"))
    assert run_pending(site.file) == 0
    assert capsys.readouterr().out == f"{A}  anonymous, on un: 'Un mot.'\n1 reflection waits.\n"
