"""Remark42: a backup, plain or gzipped: objects of JSON one after another, the first its header.

Its fields are those of `store.Comment` and `store.User`. Most often each object has a line of its
own; some backups have their line breaks elsewhere.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...build.problems import Problem
from .html_markdown import html_to_markdown
from .json_files import Json, load_text, table, tables
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_markdown, read_moment, read_text

SYSTEM = "remark42"
SPACES = re.compile(r"[ \t\r\n]*")
NEXT = re.compile(r"\n[ \t]*(?=\{)")
"""Where another object may begin after one that is broken."""
HEADER = {"version", "users", "posts"}
KEPT = ("id", "pid", "text", "orig", "locator", "time", "delete", "title")
"""What the digest of a comment is made from: the rest is votes, or says who wrote it."""


def read(path: Path, _options: Options) -> Reading:
    """Return the comments of a Remark42 backup."""
    text, problems = load_text(path)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    objects = list(_objects(text))
    header = table(objects[0][1]) if objects else {}
    if "version" not in header or not header.keys() <= HEADER:
        hint = 'Expected a first line {"version":1,…}, as `remark42 backup` writes it.'
        problem = Problem(path.as_posix(), 1, "this is not a backup of Remark42", hint)
        return Reading(system=SYSTEM, problems=(problem,))
    blocked = {
        read_line(user.get("id"))
        for user in tables(header.get("users"))
        if table(user.get("blocked")).get("status") is True
    }
    rows = [(line, table(value)) for line, value in objects[1:]]
    recoveries = tuple(
        Problem(path.as_posix(), line, f"{_wrong(row)}: it was passed over")
        for line, row in rows
        if _wrong(row)
    )
    records = tuple(_read_comment(row, line, blocked) for line, row in rows)
    site = next((read_line(table(row.get("locator")).get("site")) for _, row in rows if row), "")
    return Reading(system=SYSTEM, scope=site, records=records, recoveries=recoveries)


def _wrong(row: Mapping[str, Json]) -> str:
    """Return what keeps an object from being a comment, or ""."""
    if not row:
        return "this line is not a comment"
    return "" if read_line(row.get("id")) else "this comment has no id"


def _objects(text: str) -> Iterator[tuple[int, Json]]:
    """Yield each object with its line; `None` stands for what is broken."""
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    line, before, place = 1, 0, _skip_spaces(text, 0)
    while place < len(text):
        line += text.count("\n", before, place)
        before = place
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            value, following = None, NEXT.search(text, place + 1)
            place = following.end() if following else len(text)
        yield line, value
        place = _skip_spaces(text, place)


def _skip_spaces(text: str, place: int) -> int:
    match = SPACES.match(text, place)
    return match.end() if match else place


def _read_comment(row: Mapping[str, Json], line: int, blocked: set[str]) -> Record:
    identifier = read_line(row.get("id"))
    user, locator = table(row.get("user")), table(row.get("locator"))
    page = read_line(locator.get("url"))
    moment, precision = read_moment(row.get("time"))
    body = read_markdown(row.get("orig")) or html_to_markdown(read_text(row.get("text")))
    is_blocked = user.get("block") is True or read_line(user.get("id")) in blocked
    return Record(
        identifier=identifier,
        page=page,
        page_title=read_line(row.get("title")),
        parent=read_line(row.get("pid")),
        author=read_line(user.get("name")),
        author_url=read_address(user.get("profile")),
        by_author=user.get("admin") is True,
        date=moment,
        date_precision=precision,
        url=read_address(f"{page}#remark42__comment-{identifier}"),
        body=body,
        fate=_fate(row, identifier, body, is_blocked=is_blocked),
        raw=dump_raw({key: row[key] for key in KEPT if key in row}) if row else "",
        line=line,
    )


def _fate(row: Mapping[str, Json], identifier: str, body: str, *, is_blocked: bool) -> Fate:
    """Return what has become of a comment; Remark42 shows those of a blocked user as deleted."""
    if not identifier:
        return Fate.UNREADABLE
    if row.get("delete") is True or is_blocked:
        return Fate.DELETED
    return Fate.PUBLISHED if body else Fate.EMPTY
