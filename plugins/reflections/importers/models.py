"""What every importer gives, whatever the system it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ...build.problems import Problem
from ..models import Precision, Rating


class Fate(StrEnum):
    """What a record of an export is, as its system says.

    Published and pending ones become reflections; a deleted one becomes a tombstone if something
    hangs from it; the others are skipped and counted.
    """

    PUBLISHED = "published"
    PENDING = "pending"
    DELETED = "deleted"
    SPAM = "spam"
    TRASH = "trash"
    PINGBACK = "pingback"
    EMPTY = "empty"
    """It has no words once its markup is read."""
    UNREADABLE = "unreadable"
    """It lacks what a reflection must have (an id, a page); a recovery says which."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One comment of an export, read: texts are NFC without forbidden characters, "" if absent."""

    identifier: str
    """Its id in that system, unique in the file."""
    page: str
    """The page it stands on, as the export names it: an address, a path, an id."""
    page_title: str = ""
    parent: str = ""
    """The identifier of what it answers; "" when it answers the page."""
    author: str = ""
    """The name as it was signed; "" for nobody. Never an e-mail address."""
    author_url: str = ""
    """An http(s) address, or ""."""
    by_author: bool = False
    """True when the system says that the author of the page wrote it."""
    date: datetime | None = None
    """Aware, in UTC."""
    date_precision: Precision = Precision.UNKNOWN
    order: int | None = None
    lang: str = ""
    """The tag of its language; "" when the export does not say (the import then says it)."""
    rating: Rating | None = None
    url: str = ""
    """Its permalink where it was first published, or ""."""
    body: str = ""
    """Markdown; HTML has been converted."""
    fate: Fate = Fate.PUBLISHED
    raw: str = ""
    """The record as the export has it, without e-mail and IP, in one canonical way: its hash is
    kept in `source.hash`."""
    line: int = 0
    """Its line in the file, 0 when it has none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """All the records of a file, skipped ones included, in its order.

    `recoveries` say what was mended on the way, each at its line; `problems` say why the file
    cannot be read at all, and then nothing is imported.
    """

    system: str
    """Short name that goes into `source.system` and into ids: "disqus"."""
    records: tuple[Record, ...] = ()
    recoveries: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    scope: str = ""
    """What makes an identifier unique in the world: the forum, the host. Part of the id."""


Options = Mapping[str, str]
"""What a format needs to be told beside its file ("selectors" of a saved page), by name."""

Importer = Callable[[Path, Options], Reading]
"""A function that reads a file, or a folder, of one format."""
