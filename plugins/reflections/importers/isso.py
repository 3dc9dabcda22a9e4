"""Isso: its SQLite database, of any version of its schema from 0 to 5.

The tables are those of `isso/db/threads.py` and `isso/db/comments.py`. The columns with e-mail and
IP addresses, and the preferences, where a secret key lies, are never read.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from html import unescape
from pathlib import Path

from ...build.problems import Problem
from .json_files import LARGEST
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_markdown, read_moment, read_text

SYSTEM = "isso"
MAGIC = b"SQLite format 3\0"
VERSIONS = range(6)
NEEDED = frozenset({"tid", "id", "parent", "created", "mode", "text", "author", "website"})
MODES = {1: Fate.PUBLISHED, 2: Fate.PENDING, 4: Fate.DELETED}
ROWS = """
    SELECT comments.id, comments.tid, threads.uri, threads.title, comments.parent,
        comments.created, comments.mode, comments.text, comments.author, comments.website
    FROM comments LEFT JOIN threads ON threads.id = comments.tid
    ORDER BY comments.id
"""
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|#x27|#39);")
IMPORTED = re.compile(r"\s*<p>")
"""How the text begins of a comment that Isso has itself taken from Disqus."""

Row = Mapping[str, object]


def read(path: Path, _options: Options) -> Reading:
    """Return the comments of an Isso database, which is opened to be read only."""
    problems = _file_problems(path)
    rows: list[Row] = []
    recoveries: list[Problem] = []
    if not problems:
        try:
            rows, recoveries, problems = _load_rows(path)
        except sqlite3.Error as error:
            hint = "Copy it again, while Isso is stopped."
            message = f"the database cannot be read: {error}"
            problems = (Problem(path.as_posix(), 0, message, hint),)
    records = tuple(_read_comment(row, path, recoveries) for row in rows)
    imported = sum(IMPORTED.match(read_text(row["text"])) is not None for row in rows)
    if imported:
        message = f"comments that seem to have come to Isso from Disqus: {imported}"
        hint = "Isso may have kept their dates in the zone of its server, and not in UTC."
        recoveries.append(Problem(path.as_posix(), 0, message, hint))
    return Reading(
        system=SYSTEM,
        records=() if problems else records,
        recoveries=tuple(recoveries),
        problems=problems,
    )


def _file_problems(path: Path) -> tuple[Problem, ...]:
    """Return why a file cannot be a database of Isso."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
        size = path.stat().st_size
    except IsADirectoryError:
        return (Problem(name, 0, "this is a folder, and the format is one file"),)
    except OSError as error:
        return (Problem(name, 0, f"cannot be read: {error.strerror}"),)
    if start != MAGIC:
        return (
            Problem(name, 0, "this is not an SQLite database", "Expected Isso's comments.db."),
        )
    if size > LARGEST:
        return (Problem(name, 0, f"holds more than {LARGEST // 1024 // 1024} MiB"),)
    return ()


def _load_rows(path: Path) -> tuple[list[Row], list[Problem], tuple[Problem, ...]]:
    """Return the comments with their threads, what is odd, and why it is no database of Isso."""
    name = path.as_posix()
    recoveries: list[Problem] = []
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        message = f"{log.name} lies beside it: its last comments may be in there"
        hint = "Stop Isso, or run `sqlite3 comments.db 'PRAGMA wal_checkpoint'`, and import again."
        recoveries.append(Problem(name, 0, message, hint))
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        database.row_factory = sqlite3.Row
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        database.execute("PRAGMA trusted_schema = OFF")
        if not _has_tables(database):
            hint = "Expected the tables 'threads' and 'comments'."
            return [], [], (Problem(name, 0, "this is not a database of Isso", hint),)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version not in VERSIONS:
            hint = f"Those that are known are 0 to {VERSIONS[-1]}: check what is imported."
            recoveries.append(Problem(name, 0, f"its schema has the version {version}", hint))
        return [dict(row) for row in database.execute(ROWS)], recoveries, ()


def _has_tables(database: sqlite3.Connection) -> bool:
    """Return whether a database has the two tables, with the columns that are read."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {row["name"] for row in found}
    columns = {row["name"] for row in database.execute("PRAGMA table_info(comments)")}
    return {"threads", "comments"} <= names and columns >= NEEDED


def _read_comment(row: Row, path: Path, recoveries: list[Problem]) -> Record:
    identifier = read_line(row["id"])
    page = read_line(row["uri"])
    if not page:
        page = read_line(row["tid"])
        message = f"comment {identifier}: its thread {page!r} is not in the database"
        hint = "The number of the thread stands for its page."
        recoveries.append(Problem(path.as_posix(), 0, message, hint))
    moment, precision = read_moment(row["created"])
    body = read_markdown(row["text"])
    fate = MODES.get(row["mode"]) if isinstance(row["mode"], int) else None
    if fate is None:
        message = f"comment {identifier}: the mode {row['mode']!r} is unknown"
        hint = "The comment waits for the editor."
        recoveries.append(Problem(path.as_posix(), 0, message, hint))
        fate = Fate.PENDING
    return Record(
        identifier=identifier,
        page=page,
        page_title=read_line(row["title"]),
        parent=read_line(row["parent"]),
        author=_unescaped(row["author"]),
        author_url=read_address(_unescaped(row["website"])),
        date=moment,
        date_precision=precision,
        url=read_address(f"{page}#isso-{identifier}"),
        body=body,
        fate=Fate.EMPTY if not body and fate is not Fate.DELETED else fate,
        raw=dump_raw({name: read_text(row[name]) for name in _hashed(row)}),
    )


def _hashed(row: Row) -> Iterable[str]:
    """Return what the digest of a comment is made from: the mode and the thread may change."""
    return (name for name in row if name not in ("mode", "tid", "title"))


def _unescaped(value: object) -> str:
    """Return a name or an address as it was typed: Isso keeps them as they stand in HTML."""
    return ESCAPED.sub(lambda match: unescape(match[0]), read_line(value))
