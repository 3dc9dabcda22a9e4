"""Commento and Commento++: one file of JSON, version 1.

Its fields are those of `api/comment.go` and `api/commenter.go`. Comentario's exports of version 1
have the same with other names for the address, which are understood too.
"""

from collections.abc import Mapping
from pathlib import Path

from ...build.problems import Problem
from .json_files import Json, load_json, nameless, table, tables
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment, read_text

SYSTEM = "commento"
ANONYMOUS = ("", "anonymous", "0" * 64)
DELETED = "[deleted]"
"""What Commento writes over the text of a deleted comment."""
STATES = {"approved": Fate.PUBLISHED, "unapproved": Fate.PENDING, "flagged": Fate.SPAM}
VOLATILE = ("html", "score", "direction")
"""What changes without the comment, or follows from it."""


def read(path: Path, _options: Options) -> Reading:
    """Return the comments of a Commento export."""
    export, problems = load_json(path)
    if not problems:
        problems = version_problems(export, (1,), path, SYSTEM)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    records = read_version_1(export)
    return Reading(system=SYSTEM, records=records, recoveries=nameless(records, path))


def version_problems(
    export: Json, versions: tuple[int, ...], path: Path, system: str
) -> tuple[Problem, ...]:
    """Return the problem that an export is when it is not one of a known version."""
    name = path.as_posix()
    if not isinstance(table(export).get("comments"), list):
        hint = 'Expected an object with "version", "comments" and "commenters".'
        return (Problem(name, 0, f"this is not an export of {system}", hint),)
    version = export.get("version")
    if version not in versions:
        known = " or ".join(map(str, versions))
        return (Problem(name, 0, f"version {version!r} is unknown", f"Expected {known}."),)
    return ()


def read_version_1(export: Mapping[str, Json]) -> tuple[Record, ...]:
    """Return the comments of version 1, whichever system wrote it."""
    commenters = {
        read_line(commenter.get("commenterHex")): commenter
        for commenter in tables(export.get("commenters"))
    }
    return tuple(_read_comment(row, commenters) for row in tables(export.get("comments")))


def _read_comment(row: Mapping[str, Json], commenters: Mapping[str, Json]) -> Record:
    identifier = read_line(row.get("commentHex"))
    parent = read_line(row.get("parentHex"))
    who = read_line(row.get("commenterHex"))
    commenter = commenters.get(who, {}) if who not in ANONYMOUS else {}
    page = _page(row)
    moment, precision = read_moment(row.get("creationDate"))
    body = read_text(row.get("markdown"))
    return Record(
        identifier=identifier,
        page=page,
        parent="" if parent == "root" else parent,
        author=read_line(commenter.get("name")),
        author_url=read_address(commenter.get("link") or commenter.get("websiteUrl")),
        date=moment,
        date_precision=precision,
        url=read_address(f"{page}#commento-{identifier}"),
        body="" if body == DELETED else body,
        fate=_fate(row, identifier, body),
        raw=dump_raw(row, VOLATILE) if row else "",
    )


def _page(row: Mapping[str, Json]) -> str:
    """Return the address of a page: its path is under "url" in Commento, and in others "path"."""
    host = read_line(row.get("domain") or row.get("host"))
    path = read_line(row.get("path") or row.get("url"))
    return f"https://{host}/{path.lstrip('/')}" if host else path


def _fate(row: Mapping[str, Json], identifier: str, body: str) -> Fate:
    if not identifier:
        return Fate.UNREADABLE
    if row.get("deleted") is True or body == DELETED:
        return Fate.DELETED
    fate = STATES.get(read_line(row.get("state")) or "approved", Fate.PENDING)
    return Fate.EMPTY if not body and fate is not Fate.SPAM else fate
