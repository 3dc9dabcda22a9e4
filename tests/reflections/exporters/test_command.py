"""The way out and the way back, from the command line."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.reflections.erasure import run_erase
from pelican.plugins.reflections.export_command import load_conversations, run_export
from pelican.plugins.reflections.exporters import EXPORTERS
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.import_command import run_import
from pelican.plugins.reflections.journal import run_check
from pelican.plugins.reflections.models import Author, Precision, Reflection, State, Status

Make = Callable[..., Reflection]
Site = Any
"""The small site of conftest.py."""
Project = Any
Capture = pytest.CaptureFixture[str]
A = import_id("test", "a")
WHOLE = ("csv", "json-lines")
"""The formats that lose nothing."""
SINCE = datetime(2026, 11, 20, tzinfo=UTC)
DATED = {
    "date": datetime(2026, 11, 19, 8, 30, 5, tzinfo=timezone(timedelta(hours=1))),
    "date_precision": Precision.MINUTE,
}
UNKNOWN_ESSAY = (
    "content/essays: no essay with a conversation is in the folder 'dux'\n"
    "    Did you mean 'deux'?\n1 problem.\nNothing was written.\n"
)


@pytest.fixture
def talk(site: Site, make: Make) -> Site:
    """Return a site with a conversation on each of its essays."""
    site.put(
        make("a", author=Author(name="Zoé", url="https://zoe.example/")),
        make("b", "a", order=2, restated=True),
    )
    site.put(make("c", body="Autre."), essay="deux")
    return site


def test_conversations_are_those_of_the_site(talk: Site) -> None:
    conversations, problems = load_conversations(talk.settings)
    assert problems == ()
    assert [(one.essay, one.slug, one.url, one.title) for one in conversations] == [
        ("e-000002", "deux", "https://rives.example/deux/", "Essai deux"),
        ("e-000001", "un", "https://rives.example/un/", "Essai un"),
    ]
    assert [one.id for one in conversations[1].reflections] == [A, import_id("test", "b")]


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_file_is_written_and_said(
    talk: Site, tmp_path: Path, name: str, capsys: Capture
) -> None:
    """With what the format had no room for."""
    out = tmp_path / "out"
    assert run_export(talk.file, name, str(out)) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    lost = (
        "This format has no room for: numbers (1), dates known to less than the minute, or not "
        "at all (3), that it is restated (1).\n"
    )
    assert captured.err == f"{out}: written (reflections: 3, essays: 2).\n" + (
        "" if name in WHOLE else lost
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]


def test_without_a_file_it_goes_to_the_standard_output(
    talk: Site, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same bytes, and nothing else."""
    run_export(talk.file, "csv", str(tmp_path / "out"))
    capfdbinary.readouterr()
    assert run_export(talk.file, "csv") == 0
    assert capfdbinary.readouterr().out == (tmp_path / "out").read_bytes()


def test_one_essay_can_leave_alone(talk: Site, capsys: Capture) -> None:
    assert run_export(talk.file, "json-lines", essay="deux") == 0
    captured = capsys.readouterr()
    assert [json.loads(line)["essay"] for line in captured.out.splitlines()] == ["e-000002"]
    assert captured.err == "the standard output: written (reflections: 1, essays: 1).\n"


def test_what_is_left_out_is_counted(
    talk: Site, make: Make, tmp_path: Path, capsys: Capture
) -> None:
    state = State(status=Status.WITHDRAWN, since=SINCE)
    talk.put(make("d", state=state))
    assert run_export(talk.file, "wordpress", str(tmp_path / "out")) == 0
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"{tmp_path / 'out'}: written (reflections: 3, essays: 2).",
        "Left out: withdrawn 1.",
    ]


@pytest.mark.parametrize(
    ("name", "essay", "message"),
    [
        ("wordpres", "", "the format is 'wordpres'\n    Did you mean 'wordpress'?\n"),
        (
            "csv",
            "dux",
            UNKNOWN_ESSAY,
        ),
    ],
)
def test_a_wrong_word_is_told(
    talk: Site, tmp_path: Path, name: str, essay: str, message: str, capsys: Capture
) -> None:
    assert run_export(talk.file, name, str(tmp_path / "out"), essay) == 1
    assert capsys.readouterr().err == message
    assert not (tmp_path / "out").exists()


def test_a_site_with_a_problem_writes_nothing(talk: Site, tmp_path: Path, capsys: Capture) -> None:
    talk.path(A).unlink()
    (talk.root / "content" / "essays" / "deux" / "index.md").unlink()
    assert run_export(talk.file, "csv", str(tmp_path / "out")) == 1
    told = capsys.readouterr().err
    assert f"answers content/essays/un/reflections/{A}.md, which does not exist" in told
    assert "content/essays/deux: this essay cannot be read: " in told
    assert told.endswith("2 problems.\nNothing was written.\n")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_is_told(talk: Site, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "none" / "out")
    assert run_export(talk.file, "csv", out) == 1
    assert capsys.readouterr().err == (f"{out}: No such file or directory\nNothing was written.\n")


@pytest.mark.parametrize("name", WHOLE)
def test_what_left_comes_back_to_the_byte(
    talk: Site, make: Make, tmp_path: Path, name: str, project: Project
) -> None:
    """Ids, states, tombstones and all; a second time changes nothing."""
    talk.put(
        make("d", state=State(status=Status.WITHDRAWN, since=SINCE)),
        make("e", "d", state=State(status=Status.PENDING, since=SINCE)),
        make("f", body="", state=State(status=Status.ERASED, since=SINCE), **DATED),
        make("g", "f", **DATED),
    )
    out = tmp_path / "out"
    run_export(talk.file, name, str(out))
    before = project.read_tree(talk.root / "content")
    for path in talk.root.glob("content/essays/*/reflections/*.md"):
        path.unlink()
    assert run_import(talk.file, name, str(out), dry_run=True) == 0
    assert not [*talk.root.glob("content/essays/*/reflections/*.md")]
    assert run_import(talk.file, name, str(out)) == 0
    assert project.read_tree(talk.root / "content") == before
    assert run_import(talk.file, name, str(out)) == 0
    assert project.read_tree(talk.root / "content") == before
    assert run_check(talk.file) == 0


@pytest.mark.parametrize("name", WHOLE)
def test_what_was_erased_here_does_not_come_back(talk: Site, tmp_path: Path, name: str) -> None:
    out, identity = tmp_path / "out", import_id("test", "c")
    run_check(talk.file, adopt=True)
    run_export(talk.file, name, str(out))
    assert run_erase(talk.file, identity, yes=True) == 0
    assert run_import(talk.file, name, str(out)) == 0
    assert not talk.path(identity, "deux").exists()
    assert run_check(talk.file) == 0
