"""The journal of moderation: a chain in which no line can be changed, and no one is named."""

import json
import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.files import dump_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.journal import (
    FILE,
    FOLDER,
    PRIVATE,
    SALTS,
    START,
    By,
    append,
    compare,
    dump_entry,
    load_journal,
    load_salts,
    parse_journal,
    reason_problem,
    run_check,
)
from pelican.plugins.reflections.models import Author, Reflection, State, Status

Make = Callable[..., Reflection]
Site = Any
"""The small site of conftest.py."""
NOW = datetime(2026, 11, 21, 11, tzinfo=timezone(timedelta(hours=1)))
PATH = f"{FOLDER}/{FILE}"
A = import_id("test", "a")
SINCE = datetime(2026, 11, 21, 10, tzinfo=UTC)


def token(size: int) -> bytes:
    return b"s" * size


def note(folder: Path, *reflections: Reflection, **values: Any) -> list[Problem]:  # noqa: ANN401 - any of its arguments
    """Append with what most of these tests do not care about."""
    return [*append(folder, reflections, **{"now": NOW, "by": By.EDITOR, **values})[1]]


def lines_of(folder: Path) -> list[str]:
    return (folder / FILE).read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture
def folder(tmp_path: Path, make: Make) -> Path:
    """Return a journal of three lines: two reflections published, one of them withdrawn."""
    folder = tmp_path / FOLDER
    note(folder, make("a"), make("b"), token=token)
    withdrawn = State(status=Status.WITHDRAWN, since=SINCE)
    note(folder, make("a", state=withdrawn), rule="off-topic", reason="Hors sujet.", token=token)
    return folder


def test_a_line_says_what_became_of_a_reflection(folder: Path) -> None:
    """In one form, with the digest of the line before it."""
    entries, head, problems = load_journal(folder, PATH)
    assert problems == ()
    assert (
        dump_entry(entries[2])
        == lines_of(folder)[2]
        == (
            f'{{"n":3,"t":"2026-11-21T10:00:00Z","id":"{A}","from":"published","to":"withdrawn",'
            '"by":"editor","rule":"off-topic","reason":"Hors sujet.",'
            f'"h":"{entries[2].h}","prev":"{entries[2].prev}"}}'
        )
    )
    assert [entry.before for entry in entries] == ["", "", "published"]
    assert entries[0].prev == START
    assert len(head) == 64
    assert len({head, *(entry.prev for entry in entries)}) == 4


def test_no_journal_has_no_lines(tmp_path: Path) -> None:
    assert load_journal(tmp_path, PATH) == ((), START, ())
    assert parse_journal(b"", PATH) == ((), ())


def test_the_same_again_adds_nothing(folder: Path, make: Make) -> None:
    before = lines_of(folder)
    withdrawn = State(status=Status.WITHDRAWN, since=SINCE)
    assert append(folder, [make("b"), make("a", state=withdrawn)], now=NOW, by=By.IMPORT) == (
        (),
        (),
    )
    assert lines_of(folder) == before


def test_a_text_that_changed_has_a_new_line(folder: Path, make: Make) -> None:
    entries, _ = append(folder, [make("b", body="Un mot de plus.")], now=NOW, by=By.EDITOR)
    assert [(entry.n, entry.before, entry.after) for entry in entries] == [
        (4, "published", "published")
    ]


def test_no_line_names_anyone(tmp_path: Path, make: Make) -> None:
    """Neither a name nor a word of the text is there, nor in the file of the salts."""
    note(tmp_path, make("a", author=Author(name="Zoé", url="https://zoe.example/"), body="Secret"))
    told = (tmp_path / FILE).read_text("utf-8") + (tmp_path / PRIVATE / SALTS).read_text("utf-8")
    assert not [word for word in ("Zoé", "zoe.example", "Secret") if word in told]


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (lambda rows: rows[:1] + rows[2:], 2, "its number is 3, and it is line 2"),
        (lambda rows: [rows[1], rows[0], rows[2]], 1, "its number is 2, and it is line 1"),
        (
            lambda rows: [rows[0].replace('"by":"editor"', '"by":"author"'), *rows[1:]],
            2,
            "does not follow from the line before it: one of the two is not as it was written",
        ),
        (
            lambda rows: [*rows[:2], rows[2].replace('"from":"published"', '"from":"pending"')],
            3,
            f"says that {A} was pending, and line 1 left it published",
        ),
        (
            lambda rows: [rows[0].replace('"from":""', '"from":"pending"'), *rows[1:]],
            1,
            f"says that {A} was pending, and no line before speaks of it",
        ),
        (
            lambda rows: [*rows[:2], rows[2].replace('"n":3', '"n": 3')],
            3,
            "is not written as the journal writes",
        ),
        (lambda rows: [*rows[:1], "", *rows[1:]], 2, "is not a line of JSON in UTF-8"),
        (lambda rows: ["[" * 100_000, *rows], 1, "is not a line of JSON in UTF-8"),
        (
            lambda rows: ["[]", *rows],
            1,
            "does not have the keys n, t, id, from, to, by, rule, reason, h, prev",
        ),
        (lambda rows: [rows[0].replace('"h":"', '"h":"Z'), *rows[1:]], 1, "'h' is"),
        (lambda rows: [rows[0].replace('"n":1', '"n":true'), *rows[1:]], 1, "'n' is true"),
        (
            lambda rows: [rows[0].replace("T10:00:00Z", "T25:00:00Z"), *rows[1:]],
            1,
            "'t' is '2026-11-21T25:00:00Z'",
        ),
        (
            lambda rows: [rows[0].replace('"by":"editor"', '"by":"Zoé"'), *rows[1:]],
            1,
            "'by' is 'Zoé'",
        ),
        (
            lambda rows: [rows[0].replace(A, ""), *rows[1:]],
            1,
            "has no reflection or no status, as only a repair of the journal may",
        ),
    ],
    ids=[
        *("a line is gone", "lines are exchanged", "who decided", "another status before"),
        *("an unknown status before", "another form", "an empty line", "JSON without end"),
        *("another kind of JSON", "a digest", "a number", "a time", "a name", "no id"),
    ],
)
def test_any_change_shows(
    folder: Path, change: Callable[[list[str]], list[str]], line: int, message: str
) -> None:
    """Whatever is done to a line, the first line that no longer holds is told."""
    text = "".join(f"{row}\n" for row in change(lines_of(folder)))
    entries, (problem,) = parse_journal(text.encode(), PATH)
    assert (problem.path, problem.line, len(entries)) == (PATH, line, line - 1)
    assert problem.message == message or problem.message.startswith(f"{message} ")
    assert problem.hint == "Bring back the journal as it was: nothing in it is ever changed."


def test_every_byte_counts(folder: Path) -> None:
    """Whichever character of the first two lines is another, the chain is broken."""
    data = (folder / FILE).read_bytes()
    end = data.index(b"\n", data.index(b"\n") + 1)
    for place in range(end):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert parse_journal(changed, PATH)[1], place


def test_an_unfinished_line_is_told_then_cut_off_and_the_journal_says_so(
    folder: Path, make: Make
) -> None:
    """What a crash has left is never a decision, and its end is not hidden."""
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole + b'{"n":4,"t":"20')
    hint = "`invoke check-journal --repair` cuts it off and says so in the journal."
    assert load_journal(folder, PATH)[2] == (Problem(PATH, 4, "the line is not finished", hint),)
    said = "an unfinished line (14 bytes) was cut off"
    assert note(folder, make("c")) == [Problem(PATH, 4, said)]
    entries, _, problems = load_journal(folder, PATH)
    assert problems == ()
    assert [(one.id, one.by, one.rule, one.reason) for one in entries[3:]] == [
        ("", "journal", "repair", said),
        (import_id("test", "c"), "editor", "", ""),
    ]
    assert (folder / FILE).read_bytes().startswith(whole)


def test_a_line_that_lacks_only_its_end_is_kept(folder: Path, make: Make) -> None:
    path = folder / FILE
    path.write_bytes(path.read_bytes()[:-1])
    message = "the line lacked its line feed, and now has it"
    assert note(folder, make("c")) == [Problem(PATH, 3, message)]
    entries, _, problems = load_journal(folder, PATH)
    assert (len(entries), problems) == (4, ())


def test_a_first_line_that_is_unfinished_leaves_an_empty_journal(
    tmp_path: Path, make: Make
) -> None:
    (tmp_path / FILE).write_bytes(b'{"n":1')
    assert [problem.message for problem in note(tmp_path, make("a"))] == [
        "an unfinished line (6 bytes) was cut off"
    ]
    entries, _, problems = load_journal(tmp_path, PATH)
    assert ([entry.n for entry in entries], problems) == ([1, 2], ())


def test_a_broken_journal_can_still_be_added_to(folder: Path, make: Make) -> None:
    """A decision is never lost; the break stays where it was, to be told."""
    text = (folder / FILE).read_text("utf-8").replace("Hors sujet", "Autre chose")
    (folder / FILE).write_text(text.replace('"n":2', '"n":7'), encoding="utf-8")
    note(folder, make("c"))
    _, _, (problem,) = load_journal(folder, PATH)
    assert problem.line == 2
    assert json.loads(lines_of(folder)[3])["n"] == 4


def test_the_salts_are_for_the_editor_alone(folder: Path) -> None:
    """Nobody else can read them, and version control passes over them."""
    private = folder / PRIVATE
    assert private.stat().st_mode & 0o777 == 0o700
    assert (private / SALTS).stat().st_mode & 0o777 == 0o600
    assert (private / ".gitignore").read_text() == "*\n"


def test_each_reflection_has_a_salt_of_its_own(tmp_path: Path, make: Make) -> None:
    note(tmp_path, make("a"), make("b"))
    salts = load_salts(tmp_path)
    assert len(set(salts.values())) == 2
    assert {len(salt) for salt in salts.values()} == {16}
    note(tmp_path, make("c"), make("a", body="Autre."))
    assert load_salts(tmp_path).items() >= salts.items()


def test_after_an_erasure_nothing_can_be_linked_and_the_chain_holds(
    folder: Path, make: Make
) -> None:
    """The salt is gone, and with it the only way from a text to its digest."""
    erased = make("a", body="", state=State(status=Status.ERASED, since=SINCE))
    note(folder, erased)
    entries, _, problems = load_journal(folder, PATH)
    assert problems == ()
    assert (entries[3].after, entries[3].h) == ("erased", "")
    assert A not in load_salts(folder)
    assert b"s" * 16 in load_salts(folder).values()
    note(folder, erased)
    assert len(lines_of(folder)) == 4


def test_a_damaged_file_of_salts_keeps_the_others(folder: Path, make: Make) -> None:
    path = folder / PRIVATE / SALTS
    path.write_bytes(b"\xff\xfe damage\n" + path.read_bytes() + b'i-unfinished = "00')
    note(folder, make("c"))
    assert load_salts(folder).keys() == {import_id("test", name) for name in "abc"}


def test_what_agrees_is_counted(folder: Path, make: Make) -> None:
    entries, _, _ = load_journal(folder, PATH)
    withdrawn = make("a", state=State(status=Status.WITHDRAWN, since=SINCE))
    found = {one.id: (f"c/{one.id}.md", one) for one in (withdrawn, make("b"))}
    salts = load_salts(folder)
    agreement = compare(entries, found, salts, PATH)
    assert (agreement.compared, agreement.unsalted, agreement.problems) == (2, 0, ())
    agreement = compare(entries, found, {A: salts[A]}, PATH)
    assert (agreement.compared, agreement.unsalted, agreement.problems) == (1, 1, ())


def test_what_does_not_agree_is_told(folder: Path, make: Make) -> None:
    """Another status, another text, no line, no file: each names what to do."""
    entries, _, _ = load_journal(folder, PATH)
    b, c = make("b", body="Un autre texte."), make("c")
    found = {one.id: (f"c/{one.id}.md", one) for one in (make("a"), b, c)}
    hint = (
        "If it is meant, `invoke moderate-reflection {} published` says so in the journal; "
        "if not, bring the file back."
    )
    assert sorted(compare(entries, found, load_salts(folder), PATH).problems) == sorted(
        [
            Problem(
                f"c/{A}.md",
                0,
                f"is published, and line 3 of {PATH} says withdrawn",
                hint.format(A),
            ),
            Problem(f"c/{b.id}.md", 0, f"is not as line 2 of {PATH} knows it", hint.format(b.id)),
            Problem(
                f"c/{c.id}.md",
                0,
                "the journal does not know this reflection",
                "`invoke check-journal --adopt` begins its history here.",
            ),
        ]
    )
    lost = compare(entries[:1], {}, {}, PATH).problems
    hint = f"Bring the file back, or run `invoke erase-reflection {A}`."
    assert lost == (Problem(PATH, 1, f"says that {A} is published, and it has no file", hint),)


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        ("", ""),
        ("Hors sujet.", ""),
        ("x" * 301, "the reason has 301 characters, and may have 300"),
        ("a\nb", "the reason is 'a\\nb': expected text on one line, no space at its ends"),
        (
            "\u202eabc",
            "the reason is '\\u202eabc': expected text on one line, no space at its ends",
        ),
        (
            "Écrit par zoe@example.org",
            "the reason holds an e-mail address, which the journal could never forget",
        ),
        ("De 192.0.2.1", "the reason holds an IP address, which the journal could never forget"),
    ],
)
def test_a_reason_is_short_and_tells_on_no_one(
    tmp_path: Path, make: Make, reason: str, problem: str
) -> None:
    assert reason_problem(reason) == problem
    if problem:
        with pytest.raises(ValueError, match="not a rule and a reason"):
            note(tmp_path, make("a"), reason=reason)
        assert not (tmp_path / FILE).exists()


def _append_some(folder: str, reflections: list[Reflection]) -> None:
    for reflection in reflections:
        append(Path(folder), [reflection], now=NOW, by=By.IMPORT)


def test_several_processes_write_one_chain(tmp_path: Path, make: Make) -> None:
    """Each waits for the other: no line is lost, and none is torn."""
    context = multiprocessing.get_context("fork")
    groups = [[make(f"{group}-{number}") for number in range(15)] for group in range(3)]
    workers = [
        context.Process(target=_append_some, args=(str(tmp_path), group)) for group in groups
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    entries, _, problems = load_journal(tmp_path, PATH)
    assert problems == ()
    assert {entry.id for entry in entries} == {one.id for group in groups for one in group}
    assert len(load_salts(tmp_path)) == 45


def test_the_command_adopts_then_finds_all_well(
    site: Site,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.put(make("a"), make("b", parent="a"))
    assert run_check(site.file) == 1
    assert capsys.readouterr().out == (
        "".join(
            f"content/essays/un/reflections/{name}.md: the journal does not know this reflection\n"
            "    `invoke check-journal --adopt` begins its history here.\n"
            for name in sorted(import_id("test", word) for word in "ab")
        )
        + "2 problems.\n"
    )
    assert run_check(site.file, adopt=True) == 0
    _, head, _ = load_journal(site.root / FOLDER, PATH)
    well = (
        f"{PATH}: the chain holds (lines: 2).\n"
        f"Reflections that are as their last lines say: 2.\nLast line: {head}\n"
    )
    assert capsys.readouterr().out == f"Reflections that have their first line now: 2.\n{well}"
    assert run_check(site.file) == 0
    assert capsys.readouterr().out == well


def test_a_clone_without_salts_checks_what_it_can(
    site: Site,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.put(make("a"))
    run_check(site.file, adopt=True)
    (site.root / FOLDER / PRIVATE / SALTS).unlink()
    capsys.readouterr()
    assert run_check(site.file) == 0
    assert capsys.readouterr().out.splitlines()[1:3] == [
        "Reflections that are as their last lines say: 0.",
        "Only their status compared, for their salts are not in journal/private/salts.toml: 1.",
    ]


def test_the_command_stops_at_a_break(
    site: Site,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.put(make("a"), make("b"))
    run_check(site.file, adopt=True)
    path = site.root / FOLDER / FILE
    path.write_text(path.read_text("utf-8").replace("published", "withdrawn", 1), encoding="utf-8")
    capsys.readouterr()
    assert run_check(site.file) == 1
    assert capsys.readouterr().out == (
        f"{PATH}:2: does not follow from the line before it: one of the two is not as it was "
        "written\n    Bring back the journal as it was: nothing in it is ever changed.\n"
        "1 problem.\n"
    )


def test_the_command_repairs_an_unfinished_line(
    site: Site,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.put(make("a"))
    run_check(site.file, adopt=True)
    with (site.root / FOLDER / FILE).open("ab") as stream:
        stream.write(b"{")
    assert run_check(site.file) == 1
    capsys.readouterr()
    assert run_check(site.file, repair=True) == 0
    assert capsys.readouterr().out.startswith(
        f"{PATH}:2: an unfinished line (1 bytes) was cut off\n{PATH}: the chain holds (lines: 2)."
    )
    assert run_check(site.file, repair=True) == 0
    assert capsys.readouterr().out.startswith("The last line is whole: nothing to repair.\n")


def test_a_site_with_a_problem_is_not_compared(
    site: Site,
    make: Make,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site.put(make("a"))
    path = site.path(A)
    path.write_text(dump_reflection(replace(make("a"), lang="FR")), encoding="utf-8")
    assert run_check(site.file) == 1
    assert capsys.readouterr().out == (
        f"content/essays/un/reflections/{A}.md:4: 'lang' is 'FR'\n"
        "    Expected the tag of a language: fr, en, pt-BR.\n1 problem.\n"
    )
