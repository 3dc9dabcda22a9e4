"""Comentario: one file of JSON, plain or gzipped, of version 3; or version 1, as Commento's.

Its fields are those of the models `Comment`, `DomainPage` and `Commenter` of its API.
"""

from collections.abc import Mapping
from pathlib import Path

from .commento import read_version_1, version_problems
from .html_markdown import html_to_markdown
from .json_files import Json, load_json, nameless, tables
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment, read_text

SYSTEM = "comentario"
NOBODY = "00000000-0000-0000-0000-000000000000"
"""Who is signed in as nobody, and the parent of what answers the page."""
VOLATILE = ("html", "score", "authorIp", "authorCountry", "isSticky", "countReplies", "avatarId")


def read(path: Path, _options: Options) -> Reading:
    """Return the comments of a Comentario export."""
    export, problems = load_json(path)
    if not problems:
        problems = version_problems(export, (1, 3), path, SYSTEM)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    if export["version"] == 1:
        records = read_version_1(export)
        return Reading(system=SYSTEM, records=records, recoveries=nameless(records, path))
    pages = _by_id(export.get("pages"))
    commenters = _by_id(export.get("commenters"))
    rows = tables(export["comments"])
    records = tuple(_read_comment(row, pages, commenters) for row in rows)
    return Reading(system=SYSTEM, records=records, recoveries=nameless(records, path))


def _by_id(rows: Json) -> dict[str, Mapping[str, Json]]:
    return {read_line(row.get("id")): row for row in tables(rows)}


def _read_comment(
    row: Mapping[str, Json],
    pages: Mapping[str, Mapping[str, Json]],
    commenters: Mapping[str, Mapping[str, Json]],
) -> Record:
    identifier, parent = read_line(row.get("id")), read_line(row.get("parentId"))
    page = pages.get(read_line(row.get("pageId")), {})
    who = read_line(row.get("userCreated"))
    commenter = commenters.get(who, {}) if who != NOBODY else {}
    moment, precision = read_moment(row.get("createdTime"))
    body = read_text(row.get("markdown")) or html_to_markdown(read_text(row.get("html")))
    return Record(
        identifier=identifier,
        page=read_line(page.get("path")) or read_line(row.get("pageId")),
        page_title=read_line(page.get("title")),
        parent="" if parent == NOBODY else parent,
        author=read_line(commenter.get("name")) or read_line(row.get("authorName")),
        author_url=read_address(commenter.get("websiteUrl")),
        date=moment,
        date_precision=precision,
        body=body,
        fate=_fate(row, identifier, body),
        raw=dump_raw(row, VOLATILE) if row else "",
    )


def _fate(row: Mapping[str, Json], identifier: str, body: str) -> Fate:
    """Return what has become of a comment: neither approved nor pending, it was refused."""
    if not identifier:
        return Fate.UNREADABLE
    if row.get("isDeleted") is True:
        return Fate.DELETED
    if row.get("isPending") is True:
        return Fate.PENDING if body else Fate.EMPTY
    if row.get("isApproved") is False:
        return Fate.TRASH
    return Fate.PUBLISHED if body else Fate.EMPTY
