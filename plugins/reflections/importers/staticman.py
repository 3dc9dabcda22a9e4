"""Staticman: a folder for each page, and in it a file of YAML, JSON or front matter a comment.

The fields are those that each site's form allowed; the names here are those of the best known
themes. See https://staticman.net/docs/configuration, "path" and "allowedFields".
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

import yaml

from ...build.problems import Problem
from .folders import CommentFile, load_files
from .json_files import Json
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_markdown, read_moment, read_zone

SYSTEM = "staticman"
SUFFIXES = (".yml", ".yaml", ".json", ".md", ".markdown")
BODY = ("message", "comment", "body", "content", "text")
NAME = ("name", "author", "username", "fullname", "display_name")
ADDRESS = ("url", "website", "site", "link", "homepage")
DATE = ("date", "timestamp", "created", "created_at")
IDENTIFIER = ("_id", "id", "uid")
PARENT = (
    "replying_to_uid",
    "replying_to_id",
    "replyid",
    "reply_to",
    "replyto",
    "parent_id",
    "parentid",
    "in_reply_to",
    "parent",
    "replying_to",
    "replythread",
)
"""Who is answered: by its id, or by its number among those that answer the page."""
NOBODY = ("", "0")
"""What the field has when the page is answered."""
PRIVATE = (
    "email",
    "avatar",
    "gravatar",
    "ip",
    "ipaddress",
    "emailhash",
    "hp",
    "hidden",
    "g-recaptcha-response",
)

Fields = Mapping[str, Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One comment, and the file that it comes from."""

    file: CommentFile
    fields: Fields
    number: int = 0
    """Its place in the file, for a file with several."""
    problem: Problem | None = None

    def get(self, names: Sequence[str]) -> Json:
        """Return the first field with one of the names that is not empty."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")

    @property
    def identifier(self) -> str:
        """Its own id, or else the name of its file."""
        own = read_line(self.get(IDENTIFIER))
        return own or f"{self.file.page}/{self.file.stem}" + (
            f"/{self.number}" * bool(self.number)
        )


def read(path: Path, options: Options) -> Reading:
    """Return the comments of a folder that Staticman has filled."""
    files, problems = load_files(path, SUFFIXES)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    zone = read_zone(options)
    by_page: dict[str, list[Entry]] = {}
    for file in files:
        by_page.setdefault(file.page, []).extend(_read_entries(file, path))
    records: list[Record] = []
    recoveries: list[Problem] = []
    for entries in by_page.values():
        drafts = [_read_record(entry, zone) for entry in entries]
        linked, wrong = _link(entries, drafts, path)
        records += linked
        recoveries += (*(entry.problem for entry in entries if entry.problem), *wrong)
    return Reading(system=SYSTEM, records=tuple(records), recoveries=tuple(recoveries))


def _read_entries(file: CommentFile, path: Path) -> Iterator[Entry]:
    """Yield what a file holds: one comment, or a list of them."""
    value, problem = (None, file.problem) if file.problem else _parse(file, path)
    if isinstance(value, list):
        for number, row in enumerate(value, 1):
            yield Entry(file=file, fields=_lower(row), number=number)
    elif isinstance(value, dict):
        yield Entry(file=file, fields=_lower(value))
    else:
        name = _place(file, path)
        problem = problem or Problem(name, 0, "holds no fields: it was passed over")
        yield Entry(file=file, fields={}, problem=problem)


class AliasFound(Exception):  # noqa: N818 - it says what is the case
    """Raised for YAML that refers to another part of itself."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _lower(row: Json) -> Fields:
    fields = row if isinstance(row, dict) else {}
    return {str(key).lower(): value for key, value in fields.items()}


def _place(file: CommentFile, path: Path) -> str:
    return path.as_posix() if path.is_file() else f"{path.as_posix()}/{file.name}"


def _parse(file: CommentFile, path: Path) -> tuple[Json, Problem | None]:
    """Return the fields of a file, each a text, or the problem with its syntax."""
    name, text, body = _place(file, path), file.text, ""
    try:
        if file.name.endswith(".json"):
            return json.loads(text, parse_constant=lambda _: None), None
        if file.name.endswith((".md", ".markdown")):
            text, body = _split(text)
        value = _parse_yaml(text)
    except (json.JSONDecodeError, yaml.YAMLError) as error:
        return None, Problem(name, _line(error), f"cannot be read: {_said(error)}")
    except AliasFound as alias:
        message = "refers to another part of itself (*): it was passed over"
        return None, Problem(name, alias.line, message)
    except (RecursionError, ValueError):
        return None, Problem(name, 0, "cannot be read: it nests without end")
    if isinstance(value, dict) and body and not any(value.get(key) for key in BODY):
        value = {**value, BODY[0]: body}
    return value, None


def _split(text: str) -> tuple[str, str]:
    """Return the front matter of a file, and what stands below it."""
    _, _, rest = text.partition("---\n")
    front, _, body = rest.partition("\n---")
    return front, body.partition("\n")[2]


def _parse_yaml(text: str) -> Json:
    """Return YAML with every scalar as the text that it is: "no", "1e3" and dates stay.

    References to other parts are refused: a short file can name a thousand million things.
    """
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise AliasFound(event.start_mark.line + 1 if event.start_mark else 0)
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and tables


def _line(error: Exception) -> int:
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 0


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return str(getattr(error, "problem", None) or "a character that YAML does not have")


def _read_record(entry: Entry, zone: tzinfo) -> Record:
    """Return a comment; what it answers is not known yet."""
    moment, precision = read_moment(entry.get(DATE), zone)
    body = read_markdown(entry.get(BODY))
    fate = Fate.PUBLISHED if body else Fate.EMPTY
    return Record(
        identifier=entry.identifier,
        page=entry.file.page,
        author=read_line(entry.get(NAME)),
        author_url=read_address(entry.get(ADDRESS)),
        date=moment,
        date_precision=precision,
        body=body,
        fate=fate if entry.fields else Fate.UNREADABLE,
        raw=dump_raw(entry.fields, PRIVATE) if entry.fields else "",
    )


def _link(
    entries: Sequence[Entry], records: Sequence[Record], path: Path
) -> tuple[list[Record], list[Problem]]:
    """Return the comments of one page with what each answers, and the doubtful numbers.

    A number counts those that name nobody they answer, in the order of their files, from 1. One
    that points at a comment written later has moved since, and is not followed.
    """
    known = {entry.file.stem: entry.identifier for entry in entries}
    known |= {read_line(entry.get(IDENTIFIER)): entry.identifier for entry in entries}
    known.pop("", None)
    named = [read_line(entry.get(PARENT)) for entry in entries]
    roots = [record for record, name in zip(records, named, strict=True) if name in NOBODY]
    linked: list[Record] = []
    recoveries: list[Problem] = []
    for entry, record, name in zip(entries, records, named, strict=True):
        page = read_line(entry.get(["_parent"]))
        answered = name if name not in (*NOBODY, page) else page if page in known else ""
        parent = known.get(answered, answered)
        if answered not in known and answered.isdecimal() and len(answered) < 6:
            parent, moved = _root(int(answered), roots, record)
            if moved:
                message = f"answers number {answered}, which was written later: put on the page"
                recoveries.append(Problem(_place(entry.file, path), 0, message))
        linked.append(replace(record, parent="" if parent == record.identifier else parent))
    return linked, recoveries


def _root(number: int, roots: Sequence[Record], reply: Record) -> tuple[str, bool]:
    """Return the id of the root with a number, and whether the number must have moved."""
    if not 0 < number <= len(roots):
        return str(number), False
    root = roots[number - 1]
    moved = root.date is not None and reply.date is not None and reply.date < root.date
    return ("", True) if moved else (root.identifier, False)
