"""Webmentions that webmention.io has received: `mentions.jf2`, or the older `mentions` with links.

See https://github.com/aaronpk/webmention.io, "API", and https://jf2.spec.indieweb.org. All that is
not a like, a repost or a bookmark is imported as pending: much of it is noise.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urldefrag

from ...build.problems import Problem
from ..ids import ID
from .html_markdown import html_to_markdown
from .json_files import Json, load_json, table
from .models import Fate, Options, Reading, Record
from .values import (
    dump_raw,
    read_address,
    read_line,
    read_moment,
    read_plain,
    read_text,
)

SYSTEM = "webmention"
SAID = {"in-reply-to", "mention-of", "rsvp", "reply", "link", "post", ""}
"""What says something; a like, a repost, a bookmark only points."""
KEPT = ("url", "name", "summary", "content", "published", "wm-source", "wm-target", "wm-property")
LEGACY_KEPT = ("source", "target", "data", "activity")
PRIVATE = ("photo", "email", "published_ts", "sentence", "sentence_html")


def read(path: Path, _options: Options) -> Reading:
    """Return the webmentions of one site."""
    export, problems = load_json(path)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    rows = list(_rows(export))
    if not rows and not _is_empty(export):
        hint = 'Expected {"type":"feed","children":[…]}, or {"links":[…]}.'
        problem = Problem(path.as_posix(), 0, "no webmentions are in this file", hint)
        return Reading(system=SYSTEM, problems=(problem,))
    records: list[Record] = []
    recoveries: list[Problem] = []
    for number, row in enumerate(rows, 1):
        record, wrong = _read_link(row) if "source" in row else _read_entry(row)
        records.append(record)
        if wrong:
            message = f"mention {record.identifier or number} {wrong}: it was passed over"
            recoveries.append(Problem(path.as_posix(), 0, message))
    return Reading(system=SYSTEM, records=tuple(records), recoveries=tuple(recoveries))


def _rows(export: Json) -> Iterator[Mapping[str, Json]]:
    """Yield each mention: of a feed, of a list, or of the lists of a cache by page."""
    if isinstance(export, list):
        for row in export:
            yield table(row)
        return
    for key, value in table(export).items():
        if isinstance(value, list) and (key in ("children", "links") or "/" in key):
            yield from _rows(value)


def _is_empty(export: Json) -> bool:
    return export == [] or any(table(export).get(key) == [] for key in ("children", "links"))


def _read_entry(row: Mapping[str, Json]) -> tuple[Record, str]:
    """Return a mention in JF2, and why it cannot be imported, or ""."""
    author, content = table(row.get("author")), row.get("content")
    source, target = read_line(row.get("wm-source")), read_line(row.get("wm-target"))
    page, fragment = urldefrag(target)
    moment, precision = read_moment(row.get("published"))
    if moment is None:
        moment, precision = read_moment(row.get("wm-received"))
    body = _body(content) or read_plain(row.get("summary"))
    identifier = _identifier(row.get("wm-id"), source, target)
    wrong = _wrong(source, target, is_private=row.get("wm-private") is True)
    if wrong:
        return Record(identifier=identifier, page=page, fate=Fate.UNREADABLE), wrong
    record = Record(
        identifier=identifier,
        page=page,
        parent=fragment if ID.fullmatch(fragment) else "",
        author=read_line(author.get("name")),
        author_url=read_address(author.get("url")),
        date=moment,
        date_precision=precision,
        url=read_address(row.get("url")) or read_address(source),
        body=body,
        fate=_fate(read_line(row.get("wm-property")), body),
        raw=dump_raw({key: row[key] for key in KEPT if key in row}, PRIVATE),
    )
    return record, ""


def _read_link(row: Mapping[str, Json]) -> tuple[Record, str]:
    """Return a mention of the older form, and why it cannot be imported, or ""."""
    data = table(row.get("data"))
    author = table(data.get("author"))
    source, target = read_line(row.get("source")), read_line(row.get("target"))
    page, fragment = urldefrag(target)
    moment, precision = read_moment(data.get("published_ts") or data.get("published"))
    if moment is None:
        moment, precision = read_moment(row.get("verified_date"))
    body = html_to_markdown(read_text(data.get("content")), base=read_address(data.get("url")))
    identifier = _identifier(row.get("id"), source, target)
    wrong = _wrong(source, target, is_private=row.get("private") is True)
    if row.get("verified") is False:
        wrong = "was not verified"
    if wrong:
        return Record(identifier=identifier, page=page, fate=Fate.UNREADABLE), wrong
    kind = read_line(table(row.get("activity")).get("type"))
    record = Record(
        identifier=identifier,
        page=page,
        parent=fragment if ID.fullmatch(fragment) else "",
        author=read_line(author.get("name")),
        author_url=read_address(author.get("url")),
        date=moment,
        date_precision=precision,
        url=read_address(data.get("url")) or read_address(source),
        body=body,
        fate=_fate(kind, body),
        raw=dump_raw({key: row[key] for key in LEGACY_KEPT if key in row}, PRIVATE),
    )
    return record, ""


def _identifier(number: Json, source: str, target: str) -> str:
    return read_line(number) or (f"{source} {target}" if source or target else "")


def _wrong(source: str, target: str, *, is_private: bool) -> str:
    if is_private:
        return "is private"
    return "" if source and target else "has no source and target"


def _body(content: Json) -> str:
    """Return what a mention says: its HTML, else its text."""
    if isinstance(content, str):
        return read_plain(content)
    parts = table(content)
    html = read_text(parts.get("html"))
    return html_to_markdown(html) if html else read_plain(parts.get("text") or parts.get("value"))


def _fate(kind: str, body: str) -> Fate:
    if kind not in SAID:
        return Fate.PINGBACK
    return Fate.PENDING if body else Fate.EMPTY
