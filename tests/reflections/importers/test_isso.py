"""Isso's database, of every version of its schema, which is read and never written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.isso import read
from pelican.plugins.reflections.importers.models import Fate

ROWS = Path(__file__).parents[2] / "fixtures" / "importers" / "isso" / "comments.sql"
THREADS = """CREATE TABLE threads (
    id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));"""
COMMENTS = """CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR{}, author VARCHAR,
    email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0,
    voters BLOB NOT NULL{});"""
PREFERENCES = """CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
    INSERT INTO preferences VALUES ('session-key', 'bien-cachee');"""

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes a database as Isso of some version does."""

    def write(version: int = 5, rows: str = "") -> Path:
        path = tmp_path / "comments ?#.db"
        path.unlink(missing_ok=True)
        needed = " NOT NULL" if version >= 5 else ""
        noticed = ", notification INTEGER DEFAULT 0" if version >= 4 else ""
        with closing(sqlite3.connect(path)) as database:
            database.executescript(THREADS + COMMENTS.format(needed, noticed) + PREFERENCES)
            database.executescript(rows or ROWS.read_text("utf-8"))
            database.execute(f"PRAGMA user_version = {version}")
        return path

    return write


@pytest.mark.parametrize("version", range(6))
def test_every_version_gives_the_same_comments(make: Make, version: int) -> None:
    reading = read(make(version), {})
    rows = [
        (one.identifier, one.page, one.parent, one.fate, one.author) for one in reading.records
    ]
    assert rows == [
        ("1", "/le-pont/", "", Fate.PUBLISHED, "O'Brien & <b>"),
        ("2", "/le-pont/", "1", Fate.DELETED, ""),
        ("3", "/le-pont/", "2", Fate.PUBLISHED, "Irène"),
        ("4", "/le-pont/", "", Fate.PENDING, ""),
        ("5", "https://carnets.example/la-rive/", "", Fate.EMPTY, "Paul"),
        ("6", "https://carnets.example/la-rive/", "", Fate.PENDING, "Paul"),
        ("7", "9", "", Fate.PUBLISHED, "Odile"),
    ]
    assert (reading.system, reading.scope, reading.problems) == ("isso", "", ())


def test_markdown_stays_and_html_becomes_markdown(make: Make) -> None:
    """Isso keeps what it took from Disqus as HTML."""
    records = read(make(), {}).records
    assert records[0].body == "Un pont *se traverse*.\n\n- un\n- deux"
    assert records[2].body == "Par le **milieu**.\n\nOui."


def test_addresses_are_as_they_were_typed(make: Make) -> None:
    """Isso keeps them as they stand in HTML; one that is none of the web is left out."""
    records = read(make(), {}).records
    assert records[0].author_url == "https://ob.example/?a=1&b=2"
    assert records[3].author_url == ""
    assert (records[0].url, records[4].url) == ("", "https://carnets.example/la-rive/#isso-5")


def test_times_are_in_utc(make: Make) -> None:
    times = [str(one.date) for one in read(make(), {}).records[:2]]
    assert times == ["2014-05-02 10:13:05+00:00", "2014-05-02 11:00:00+00:00"]


def test_no_address_and_no_secret_is_kept(make: Make) -> None:
    said = repr(read(make(), {}))
    assert "courrier.example" not in said
    assert "203.0.113" not in said
    assert "bien-cachee" not in said


def test_what_is_odd_is_said(make: Make) -> None:
    path = make(7)
    assert read(path, {}).recoveries == (
        Problem(
            path.as_posix(),
            0,
            "its schema has the version 7",
            "Those that are known are 0 to 5: check what is imported.",
        ),
        Problem(
            path.as_posix(),
            0,
            "comment 6: the mode 8 is unknown",
            "The comment waits for the editor.",
        ),
        Problem(
            path.as_posix(),
            0,
            "comment 7: its thread '9' is not in the database",
            "The number of the thread stands for its page.",
        ),
        Problem(
            path.as_posix(),
            0,
            "comments that seem to have come to Isso from Disqus: 1",
            "Isso may have kept their dates in the zone of its server, and not in UTC.",
        ),
    )


def test_a_text_may_be_null_before_version_5(make: Make) -> None:
    rows = """INSERT INTO threads VALUES (1, '/a/', NULL);
        INSERT INTO comments (tid, id, created, mode, voters) VALUES (1, 1, 1399025585, 1, x'00');
        INSERT INTO comments (tid, id, created, mode, voters) VALUES (1, 2, 0, NULL, x'00');"""
    records = read(make(4, rows), {}).records
    assert [(one.fate, one.page_title) for one in records] == [(Fate.EMPTY, "")] * 2


def test_the_database_is_not_touched(make: Make) -> None:
    """No byte of it changes, and no file appears beside it, even in a folder for reading."""
    path = make()
    before = path.read_bytes()
    path.parent.chmod(0o500)
    read(path, {})
    path.parent.chmod(0o700)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_comments_still_in_the_log_are_told_of(make: Make) -> None:
    """A database that is in use has its last comments in another file, which is not read."""
    path = make()
    path.with_name(path.name + "-wal").write_bytes(b"x" * 32)
    assert read(path, {}).recoveries[0] == Problem(
        path.as_posix(),
        0,
        "comments ?#.db-wal lies beside it: its last comments may be in there",
        "Stop Isso, or run `sqlite3 comments.db 'PRAGMA wal_checkpoint'`, and import again.",
    )


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "comments.db"
    name = file.as_posix()
    assert read(file, {}).problems == (
        Problem(name, 0, "cannot be read: No such file or directory"),
    )
    file.write_text("Bonjour", "utf-8")
    assert read(file, {}).problems == (
        Problem(name, 0, "this is not an SQLite database", "Expected Isso's comments.db."),
    )
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    assert read(file, {}).problems == (
        Problem(
            name,
            0,
            "the database cannot be read: file is not a database",
            "Copy it again, while Isso is stopped.",
        ),
    )
    assert read(tmp_path, {}).problems == (
        Problem(tmp_path.as_posix(), 0, "this is a folder, and the format is one file"),
    )


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE threads (id, uri, title); CREATE TABLE comments (id, text);",
        "CREATE TABLE posts (id, text);",
        """CREATE TABLE threads (id, uri, title); CREATE VIEW comments AS SELECT 1 AS tid, 1 AS id,
        1 AS parent, 1 AS created, 1 AS mode, 'x' AS text, 'x' AS author, 'x' AS website;""",
    ],
    ids=["columns are missing", "another database", "a view in the place of a table"],
)
def test_another_database_is_refused(tmp_path: Path, script: str) -> None:
    file = tmp_path / "comments.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(script)
    assert read(file, {}).problems == (
        Problem(
            file.as_posix(),
            0,
            "this is not a database of Isso",
            "Expected the tables 'threads' and 'comments'.",
        ),
    )
