"""Comentario's exports: version 3, and version 1 with Commento's fields under other names."""

import gzip
from pathlib import Path

from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.comentario import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "comentario"


def test_version_3_is_read_with_pages_and_people() -> None:
    rows = [
        (one.identifier, one.parent, one.page, one.fate, one.author, one.body)
        for one in read(FOLDER / "version-3.json", {}).records
    ]
    page = "/en/the-bridge/"
    assert rows == [
        ("cc01", "", page, "published", "Ann", "It *does* shake."),
        ("cc02", "cc01", page, "deleted", "Ann", ""),
        ("cc03", "cc02", page, "published", "A walker", "Only in **HTML**."),
        ("cc04", "", page, "pending", "", "May I?"),
        ("cc05", "", page, "trash", "Ann", "Refused."),
        ("cc06", "", "p-9", "published", "Ann", "On a page that is not listed."),
    ]


def test_a_time_of_the_year_one_is_none() -> None:
    """It is how an absent time is written."""
    records = read(FOLDER / "version-3.json", {}).records
    assert [bool(one.date) for one in records] == [True, True, True, True, True, False]


def test_version_1_is_read_as_commento_s() -> None:
    rows = [
        (one.identifier, one.parent, one.page, one.author, one.author_url)
        for one in read(FOLDER / "version-1.json", {}).records
    ]
    page = "https://blog.example/le-pont/"
    assert rows == [
        ("bb01", "", page, "", ""),
        ("bb02", "bb01", page, "Habib", "https://habib.example"),
    ]


def test_an_export_may_be_gzipped(tmp_path: Path) -> None:
    """As the server gives it."""
    plain = FOLDER / "version-3.json"
    packed = tmp_path / "export.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(packed, {}) == read(plain, {})


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    packed = tmp_path / "export.json.gz"
    packed.write_bytes(gzip.compress((FOLDER / "version-3.json").read_bytes())[:-20])
    hint = "It may have been cut short: fetch it again."
    problem = Problem(packed.as_posix(), 0, "this gzip archive is broken", hint)
    assert read(packed, {}).problems == (problem,)


def test_no_address_of_a_person_is_kept() -> None:
    read_again = repr(read(FOLDER / "version-3.json", {})) + repr(
        read(FOLDER / "version-1.json", {})
    )
    assert "mail.example" not in read_again
    assert "courrier.example" not in read_again
    assert "192.0.2.1" not in read_again
