"""Commento's export, with what it has deleted, flagged, and never named."""

import json
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.commento import read
from pelican.plugins.reflections.importers.models import Fate

EXPORT = Path(__file__).parents[2] / "fixtures" / "importers" / "commento" / "export.json"


def test_every_comment_is_read_with_its_fate() -> None:
    rows = [
        (one.identifier, one.parent, one.fate, one.author, one.author_url, one.body)
        for one in read(EXPORT, {}).records
    ]
    assert rows == [
        ("aa01", "", "published", "Odile", "https://odile.example/", "Le pont *tremble*, dit-on."),
        ("aa02", "aa01", "deleted", "", "", ""),
        ("aa03", "aa02", "pending", "René", "", "Pas le mien."),
        ("aa04", "", "spam", "René", "", "Montres à bas prix"),
        ("aa05", "", "empty", "", "", ""),
        ("", "", "unreadable", "", "", "Sans nom ni lieu"),
        ("", "", "unreadable", "", "", ""),
    ]


def test_times_are_in_utc() -> None:
    """A zone is reckoned with, parts of a second go, and what is no time is unknown."""
    times = [
        (one.date.isoformat() if one.date else "", one.date_precision.value)
        for one in read(EXPORT, {}).records[:5]
    ]
    assert times == [
        ("2021-03-12T11:21:56+00:00", "minute"),
        ("2021-03-12T12:00:00+00:00", "minute"),
        ("2021-03-12T11:30:00+00:00", "minute"),
        ("2021-03-13T00:00:00+00:00", "minute"),
        ("", "unknown"),
    ]


def test_a_page_is_named_by_its_address() -> None:
    """Whether or not its path begins with a slash; the comment's own address follows from it."""
    records = read(EXPORT, {}).records
    assert {one.page for one in records[:5]} == {"https://blog.example/le-pont/"}
    assert records[0].url == "https://blog.example/le-pont/#commento-aa01"


def test_what_has_no_id_is_said() -> None:
    name = EXPORT.as_posix()
    assert read(EXPORT, {}).recoveries == (
        Problem(name, 0, "comment 6 has no id: it was passed over"),
        Problem(name, 0, "comment 7 has no id: it was passed over"),
    )


def test_no_address_of_a_person_is_kept() -> None:
    """The commenters' e-mail addresses are nowhere in what is read."""
    assert "courrier.example" not in repr(read(EXPORT, {}))


def test_votes_do_not_change_the_digest(tmp_path: Path) -> None:
    """What a record's digest is made from stays when only the score has changed."""
    export = json.loads(EXPORT.read_text("utf-8"))
    export["comments"][0]["score"] = 99
    later = tmp_path / "later.json"
    later.write_text(json.dumps(export), "utf-8")
    assert read(later, {}).records[0].raw == read(EXPORT, {}).records[0].raw


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("{", 1, "not JSON: Expecting property name enclosed in double quotes", ""),
        (
            "[]",
            0,
            "this is not an export of commento",
            'Expected an object with "version", "comments" and "commenters".',
        ),
        ('{"version":2,"comments":[]}', 0, "version 2 is unknown", "Expected 1."),
        ("[" * 100_000, 0, "not JSON that an export can have", ""),
        ("1" * 10_000, 0, "not JSON that an export can have", ""),
    ],
    ids=["broken", "a list", "another version", "without end", "a number without end"],
)
def test_another_file_is_refused(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    path = tmp_path / "export.json"
    path.write_text(text, "utf-8")
    reading = read(path, {})
    assert reading.problems == (Problem(path.as_posix(), line, message, hint),)
    assert reading.records == ()


def test_an_unknown_state_waits_for_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    comment = {"commentHex": "a", "markdown": "Ha", "state": "quarantined"}
    path.write_text(json.dumps({"version": 1, "comments": [comment]}), "utf-8")
    assert read(path, {}).records[0].fate is Fate.PENDING
