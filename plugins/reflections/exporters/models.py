"""What every exporter is given, and what it says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..models import Reflection, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """An essay and all the reflections on it, whatever their status."""

    essay: str
    """Its immutable id: "e-7k3q9x"."""
    slug: str
    title: str
    url: str
    """Absolute address of its page."""
    published: datetime
    """Aware."""
    reflections: tuple[Reflection, ...]
    """In reading order: each after what it answers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The site that the conversations leave."""

    name: str
    url: str
    """Absolute address of its root, without a slash at the end."""
    lang: str


Dump = Callable[[Sequence[Conversation], Site], str]
"""Returns conversations as the text of one file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exporter:
    """A format: how it is written, and what it has room for."""

    dump: Dump
    keeps: frozenset[str]
    """The fields of a reflection, as `FIELDS` names them, that come back from the file."""
    statuses: frozenset[Status]
    """Those that are written; replies to others hang from the nearest one that is."""


FIELDS = (
    "id",
    "in_reply_to",
    "order",
    "date",
    "date_precision",
    "lang",
    "kind",
    "restated",
    "author.name",
    "author.url",
    "author.role",
    "rating",
    "answers",
    "passage",
    "source",
    "consent",
    "state",
    "body",
)
"""What a format may keep of a reflection."""

SHOWN = frozenset({Status.PUBLISHED})
WAITING = frozenset({Status.PUBLISHED, Status.PENDING})
ALL = frozenset(Status)
