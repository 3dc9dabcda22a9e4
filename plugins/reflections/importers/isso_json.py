"""The JSON that Isso's importer calls "generic": a list of threads with their comments.

Each comment may say by `parent` which one it answers, as `export-reflections isso` does; Isso
itself passes over that.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path

from ...build.problems import Problem
from .json_files import Json, load_json, table, tables
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_markdown, read_moment, read_zone

SYSTEM = "isso"
PRIVATE = ("email", "remote_addr")


def read(path: Path, options: Options) -> Reading:
    """Return the comments of a file; its times are in the option "zone", else in UTC."""
    export, problems = load_json(path)
    if not problems and not isinstance(export, list):
        hint = 'Expected a list of threads: [{"id":"/page/","title":"…","comments":[…]}].'
        problems = (Problem(path.as_posix(), 0, "no threads are in this file", hint),)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    records: list[Record] = []
    recoveries: list[Problem] = []
    for record, wrong in _read_threads(export, read_zone(options)):
        records.append(record)
        if wrong:
            name = record.identifier or f"number {len(records)}"
            recoveries.append(Problem(path.as_posix(), 0, f"comment {name} {wrong}"))
    return Reading(system=SYSTEM, records=tuple(records), recoveries=tuple(recoveries))


def _read_threads(export: Json, zone: tzinfo) -> Iterator[tuple[Record, str]]:
    """Yield each comment, and what is wrong with it, or ""."""
    for thread in tables(export):
        page = read_line(thread.get("id"))
        for row in tables(thread.get("comments")):
            yield _read_comment(row, page, read_line(thread.get("title")), zone)


def _read_comment(
    row: Mapping[str, Json], page: str, title: str, zone: tzinfo
) -> tuple[Record, str]:
    number, parent = read_line(row.get("id")), read_line(row.get("parent"))
    moment, precision = read_moment(row.get("created"), zone)
    body = read_markdown(row.get("text"))
    is_readable = bool(number and page)
    record = Record(
        identifier=f"{page} {number}" if is_readable else "",
        page=page,
        page_title=title,
        parent=f"{page} {parent}" if parent else "",
        author=read_line(row.get("author")),
        author_url=read_address(row.get("website")),
        date=moment,
        date_precision=precision,
        body=body,
        fate=_fate(body, is_readable=is_readable),
        raw=dump_raw({"thread": page, **table(row)}, PRIVATE),
    )
    if not is_readable:
        return record, "has no id or no thread: it was passed over"
    return record, "" if moment else "has no time that can be read"


def _fate(body: str, *, is_readable: bool) -> Fate:
    if not is_readable:
        return Fate.UNREADABLE
    return Fate.PUBLISHED if body else Fate.EMPTY
