"""Remark42's backup: a header, then comments, each most often on a line of its own."""

import gzip
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.remark42 import read

BACKUP = Path(__file__).parents[2] / "fixtures" / "importers" / "remark42" / "backup.json"


def test_every_object_is_read_with_its_line() -> None:
    """One may have several lines; one that is broken costs no other."""
    rows = [
        (one.line, one.identifier, one.parent, one.fate, one.body)
        for one in read(BACKUP, {}).records
    ]
    assert rows == [
        (2, "dd01", "", "published", "Le *vent* y est."),
        (3, "dd02", "dd01", "deleted", ""),
        (5, "dd03", "dd02", "published", "Première ligne\\\net seconde."),
        (9, "", "", "unreadable", ""),
        (10, "dd05", "", "deleted", "Vu de la rive."),
        (11, "dd06", "dd99", "empty", ""),
        (12, "", "", "unreadable", "Sans nom"),
        (13, "dd07", "", "deleted", "Bloqué"),
    ]


def test_what_is_passed_over_is_said() -> None:
    name = BACKUP.as_posix()
    assert read(BACKUP, {}).recoveries == (
        Problem(name, 9, "this line is not a comment: it was passed over"),
        Problem(name, 12, "this comment has no id: it was passed over"),
    )


def test_the_site_is_part_of_an_identity() -> None:
    """And the administrator is the author; the time is in UTC."""
    reading = read(BACKUP, {})
    first = reading.records[0]
    assert reading.scope == "pont"
    assert first.by_author
    assert first.date is not None
    assert first.date.isoformat() == "2019-09-14T12:16:18+00:00"
    assert (first.page, first.page_title) == ("https://blog.example/le-pont/", "Le pont")


def test_nothing_tells_who_wrote_beyond_the_name() -> None:
    """No digest of an address, no identifier of an account is in what is hashed."""
    raws = "".join(one.raw for one in read(BACKUP, {}).records)
    assert "1539deba" not in raws
    assert "github_1" not in raws
    assert "courrier.example" not in raws


def test_a_backup_may_be_gzipped(tmp_path: Path) -> None:
    packed = tmp_path / "backup.gz"
    packed.write_bytes(gzip.compress(BACKUP.read_bytes()))
    assert read(packed, {}).records == read(BACKUP, {}).records


@pytest.mark.parametrize(
    "text",
    ["", "{}", "words", '{"id":"a","text":"<p>x</p>","version":1}', '{"version":1,"comments":[]}'],
)
def test_a_file_without_header_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "backup.json"
    path.write_text(text, "utf-8")
    hint = 'Expected a first line {"version":1,…}, as `remark42 backup` writes it.'
    problem = Problem(path.as_posix(), 1, "this is not a backup of Remark42", hint)
    assert read(path, {}).problems == (problem,)


def test_objects_need_no_lines_between_them(tmp_path: Path) -> None:
    """A header and comments on one line are read as well."""
    path = tmp_path / "backup.json"
    path.write_text('{"version":1} {"id":"a","text":"x"}{"id":"b","text":"y"}', "utf-8")
    assert [one.identifier for one in read(path, {}).records] == ["a", "b"]
