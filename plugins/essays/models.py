"""The records of an essay, checked at the edge and trusted inside."""

from dataclasses import field
from datetime import datetime

from .frozen import Frozen

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
"""The licence of the essays."""


class Provenance(Frozen):
    """Whose argument an essay restates. What the source does not say is empty."""

    author: str = ""
    title: str = ""
    place: str = ""
    first_published: str = ""
    """ISO 8601, as far as it is known: "2008", "2008-03" or "2008-03-14"."""
    lang: str = "fr"
    """The language of its title and of its place."""
    updated: str = ""
    updated_in: str = ""
    url: str = ""
    note: dict[str, str] = field(default_factory=dict)
    """One sentence in each language."""


class Choice(Frozen):
    """One of the answers that a question offers."""

    id: str
    text: dict[str, str]


class Question(Frozen):
    """A question that the essay puts to its readers; a free one has no choices."""

    id: str
    text: dict[str, str]
    choices: tuple[Choice, ...] = ()


class Rating(Frozen):
    """An aggregate received elsewhere: `count` votes, `mean` out of `maximum`."""

    mean: float
    maximum: int
    count: int
    source: str


class Next(Frozen):
    """The one essay that its author names to be read after this one."""

    essay: str
    """Its id: "e-7k3q9x"."""
    because: dict[str, str]
    """Why, in each language: a clause such as "because there one sees it end"."""
    line: int = field(default=0, compare=False)
    """Where `essay.toml` names it, for problems."""


class Record(Frozen):
    """What an essay is, whatever its language: `essay.toml`."""

    id: str
    """Short form of its immutable identity: "e-7k3q9x"."""
    uri: str
    """Its identity in feeds: a `tag:` URI (RFC 4151)."""
    tags: tuple[str, ...] = ()
    series: str = ""
    position: int = 0
    """Place in the series, from 1; 0 when in none."""
    strongest_objection: str = ""
    """Id of the reflection that stands before all others, or ""."""
    provenance: Provenance = Provenance()
    questions: tuple[Question, ...] = ()
    ratings: tuple[Rating, ...] = ()
    next: Next | None = None


class Header(Frozen):
    """What stands above a text in one language."""

    title: str
    date: datetime
    summary: str
    subtitle: str = ""
    modified: datetime | None = None
    slug: str = ""
    status: str = "published"


class Term(Frozen):
    """A tag or a series in one language."""

    name: str
    slug: str
    sentence: str
