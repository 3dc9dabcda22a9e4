"""Comments of the Pelican plugins pelican-comment-system and static-comments.

A folder for each article, named for its slug; in it a file for each comment, with metadata above
its text. `replyto` names a file: with its suffix and without the dot ("1md"), or without both.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from ...build.problems import Problem
from .folders import CommentFile, load_files
from .models import Fate, Options, Reading, Record
from .values import (
    dump_raw,
    read_address,
    read_line,
    read_markdown,
    read_moment,
    read_text,
    read_zone,
)

SYSTEM = "pelican-comments"
SUFFIXES = (".md", ".markdown", ".mkd", ".rst", ".txt")
META = re.compile(r"[ ]{0,3}([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
FIELD = re.compile(r":([A-Za-z][\w -]*):[ \t]*(.*)")
"""A line of metadata in Markdown, and in reStructuredText."""
PRIVATE = ("email", "avatar", "ip")
WEBSITE = ("website", "link", "url")

Metadata = Mapping[str, str]


def read(path: Path, options: Options) -> Reading:
    """Return the comments of a folder `comments`."""
    files, problems = load_files(path, SUFFIXES)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    zone = read_zone(options)
    by_page: dict[str, list[tuple[CommentFile, Metadata, Record]]] = {}
    recoveries = [file.problem for file in files if file.problem]
    for file in files:
        metadata, body = parse_metadata(file.text, is_rst=file.name.endswith(".rst"))
        record = _read_record(file, metadata, body, zone)
        if record.fate is Fate.UNREADABLE and not file.problem:
            name = f"{path.as_posix()}/{file.name}"
            recoveries.append(Problem(name, 1, "begins with no metadata: it was passed over"))
        by_page.setdefault(file.page, []).append((file, metadata, record))
    records = [record for rows in by_page.values() for record in _link(rows)]
    return Reading(system=SYSTEM, records=tuple(records), recoveries=tuple(recoveries))


def parse_metadata(text: str, *, is_rst: bool) -> tuple[Metadata, str]:
    """Return the metadata above a text, by their names in small letters, and the text.

    As Python-Markdown's Meta-Data reads them: lines `Key: value` up to a blank line, or between
    `---` and `---` or `...`; a line that begins with four spaces goes on with the one above.
    """
    lines = text.lstrip("\n").split("\n")
    is_fenced = lines[0].rstrip() == "---"
    form = FIELD if is_rst else META
    metadata: dict[str, str] = {}
    key, end = "", len(lines)
    for number, line in enumerate(lines[is_fenced:], int(is_fenced)):
        if match := form.match(line):
            key = match[1].strip().lower()
            metadata[key] = match[2].strip()
        elif line.startswith("    ") and key:
            metadata[key] = f"{metadata[key]} {line.strip()}".strip()
        elif not is_fenced or line.rstrip() in ("---", "..."):
            end = number + is_fenced
            break
    return metadata, "\n".join(lines[end:]).strip("\n")


def _read_record(file: CommentFile, metadata: Metadata, body: str, zone: tzinfo) -> Record:
    """Return a comment; what it answers is not known yet."""
    moment, precision = read_moment(metadata.get("date"), zone)
    is_rst = file.name.endswith(".rst")
    text = read_text(body) if is_rst else read_markdown(body)
    fate = Fate.PUBLISHED if text else Fate.EMPTY
    website = next((metadata[name] for name in WEBSITE if metadata.get(name)), "")
    return Record(
        identifier=f"{file.page}/{PurePosixPath(file.name).name}",
        page=file.page,
        author=read_line(metadata.get("author")),
        author_url=read_address(website),
        date=moment,
        date_precision=precision,
        lang=read_line(metadata.get("lang")),
        body=text,
        fate=fate if metadata else Fate.UNREADABLE,
        raw=dump_raw({**metadata, "": body}, PRIVATE) if metadata else "",
        line=1,
    )


def _link(rows: Sequence[tuple[CommentFile, Metadata, Record]]) -> list[Record]:
    """Return the comments of one article, each with what it answers."""
    names: dict[str, str] = {}
    for file, metadata, record in rows:
        name = PurePosixPath(file.name).name
        for alias in (metadata.get("slug", ""), file.stem, name):
            if alias:
                names.setdefault(_slug(alias), record.identifier)
    linked = []
    for _, metadata, record in rows:
        asked = read_line(metadata.get("replyto"))
        linked.append(replace(record, parent=names.get(_slug(asked), asked) if asked else ""))
    return linked


def _slug(name: str) -> str:
    """Return a file's name as Pelican writes it in an address: "1.md" becomes "1md"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
