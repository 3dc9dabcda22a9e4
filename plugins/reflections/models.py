"""The records of a conversation, checked at the edge and trusted inside.

The fields of each record stand in the order in which its file has them.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from ..essays.frozen import Frozen


class Precision(StrEnum):
    """How much of a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a reflection does, when its writer or the editor says so."""

    OBJECTION = "objection"
    TESTIMONY = "testimony"
    SOURCE = "source"
    QUESTION = "question"


class Role(StrEnum):
    """Who speaks: a reader, the author of the essay, the editor of the site."""

    READER = "reader"
    AUTHOR = "author"
    EDITOR = "editor"


class Channel(StrEnum):
    """By which way a reflection came; `ENTRY` is one typed in by the editor."""

    FORM = "form"
    EMAIL = "email"
    WEBMENTION = "webmention"
    MASTODON = "mastodon"
    IMPORT = "import"
    ENTRY = "entry"


class Basis(StrEnum):
    """On which ground a reflection is published (GDPR, article 6; right of quotation)."""

    CONSENT = "consent"
    LEGITIMATE_INTEREST = "legitimate-interest"
    QUOTATION = "quotation"


class Status(StrEnum):
    """What has become of a reflection; a pending one waits for the editor, and is not shown."""

    PUBLISHED = "published"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Author(Frozen):
    """Who signed a reflection, as they named themselves."""

    name: str
    url: str = ""
    role: Role = Role.READER


class Rating(Frozen):
    """What one reader gave: from 0 to `max`."""

    value: float
    max: float


class Answer(Frozen):
    """An answer to a question of the essay, named by its id ("q-2").

    `choice` is the id of a choice; "" where the question is free and the text is the answer.
    """

    question: str
    choice: str = ""


class Passage(Frozen):
    """The words of the essay that a reflection is about (W3C TextQuoteSelector).

    `paragraph` is "sha256:" and the digest of the paragraph as it was then.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    paragraph: str = ""


class Source(Frozen):
    """How a reflection came and how that is known."""

    channel: Channel
    system: str = ""
    """Short name of where it was first written: "agoravox", "disqus"."""
    identifier: str = ""
    """Its id in that system."""
    url: str = ""
    hash: str = ""
    """"sha256:" and the digest of the record as that system gave it."""
    verification: str = ""
    """"none", "signature:ssh", "dkim:" and a domain, or "link:" and the day of the check."""


class Consent(Frozen):
    """The ground of publication, the version of the notice that was shown, the licence."""

    basis: Basis
    notice: str = ""
    licence: str = ""


class State(Frozen):
    """What has become of a reflection, and since when."""

    status: Status = Status.PUBLISHED
    since: datetime | None = None


class Reflection(Frozen):
    """One reflection: `None`, "" and () stand for what its file does not have."""

    id: str
    in_reply_to: str = ""
    """Id of the reflection that it answers; "" when it answers the essay."""
    order: int | None = None
    """Its number where it was first published, for a list without dates."""
    date: datetime | None = None
    """Aware; what `date_precision` leaves open is at its lowest (month 1, day 1, 00:00)."""
    date_precision: Precision = Precision.UNKNOWN
    lang: str
    kind: Kind | None = None
    restated: bool = False
    """True when `body` says in the site's own words what was written elsewhere."""
    author: Author | None = None
    rating: Rating | None = None
    answers: tuple[Answer, ...] = ()
    passage: Passage | None = None
    source: Source
    consent: Consent | None = None
    state: State = State()
    body: str = ""
    """Untrusted Markdown, as it was received: made safe each time it is rendered."""

    @property
    def is_published(self) -> bool:
        """True when its words may be shown."""
        return self.state.status is Status.PUBLISHED


class Node(Frozen):
    """A reflection in its place: `depth` is 0 for a root, which has no parent.

    One that is not published stands there for its replies, as a tombstone.
    """

    reflection: Reflection
    parent: Reflection | None
    depth: int


class Thread(Frozen):
    """A root, then all that descends from it: under each node its replies, in their order."""

    nodes: tuple[Node, ...]


class Threads(Frozen):
    """The whole conversation on one essay, as a flat sequence: it has no limit of depth."""

    threads: tuple[Thread, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Yield every node, in reading order."""
        for thread in self.threads:
            yield from thread.nodes

    def count(self) -> int:
        """Return how many reflections are published."""
        return sum(node.reflection.is_published for node in self.nodes())
