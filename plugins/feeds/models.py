"""A feed before its format: what Atom, RSS and JSON Feed are all written from.

Texts are plain, except `content_html`. Addresses are absolute. Dates have a zone.
The words are Atom's (RFC 4287), the threads' are those of RFC 4685.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from ..essays.frozen import Frozen
from .characters import one_line

PAGING = frozenset(
    {"first", "last", "next", "previous", "prev-archive", "next-archive", "current"}
)
"""Relations that lead to another part of the list (RFC 5005)."""


class Category(Frozen):
    """A subject: `term` names it to machines, `label` to people.

    `scheme` says whose term it is, by an IRI, or "".
    """

    term: str
    label: str = ""
    scheme: str = ""


class Alternate(Frozen):
    """The same essay in another language."""

    lang: str
    url: str


class Link(Frozen):
    """Any further link: `rel` is a registered relation, `lang` the language of what it leads to.

    "hub", "license", "prev-archive", "current"… are all said with it.
    """

    rel: str
    url: str
    type: str = ""
    lang: str = ""
    title: str = ""


class Image(Frozen):
    """A picture that stands for an entry; sizes are in pixels, 0 when they are not known."""

    url: str
    type: str = "image/png"
    width: int = 0
    height: int = 0
    alt: str = ""


class Replies(Frozen):
    """The conversation about an entry, as far as it is known here.

    `url` is its Atom feed and `page` the place where people read it; either may be "".
    `count` is None where it is not said: in a document that does not change. `updated` is the
    date of the last reply, None when there is none.
    """

    count: int | None
    updated: datetime | None = None
    url: str = ""
    page: str = ""


class InReplyTo(Frozen):
    """What an entry answers: the id of that entry, its page, and the feed that holds it."""

    id: str
    url: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One essay, or one reflection, in a feed.

    `id` is minted once and stored with the source: feed readers know an entry by nothing else.
    `content_html` has been through `feed_content`. `lang` is "" when it is the feed's. Without
    `authors`, an entry counts as written by the feed's: an anonymous one has to say so.
    """

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    content_html: str = ""
    summary: str = ""
    lang: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    replies: Replies | None = None
    in_reply_to: InReplyTo | None = None
    image: Image | None = None

    def __post_init__(self) -> None:
        _check_zone(self.published, self.id)
        _check_zone(self.updated, self.id)
        if self.updated < self.published:
            raise ValueError(f"{self.id}: updated before it was published.")
        if self.replies and self.replies.updated:
            _check_zone(self.replies.updated, self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A list of entries, newest first, and what is said of the list itself.

    `url` is the feed's own address and `home` the page that shows the same list.
    `complete` says that every entry of the list is here; `archive` that this document is a
    finished part of a longer list and will not change (RFC 5005). `stylesheet` is the address
    of a CSS file for those who open the feed in a browser.
    """

    id: str
    title: str
    lang: str
    url: str
    home: str
    updated: datetime
    entries: tuple[Entry, ...] = ()
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    rights: str = ""
    generator: str = ""
    icon: str = ""
    logo: str = ""
    links: tuple[Link, ...] = ()
    complete: bool = False
    archive: bool = False
    stylesheet: str = ""

    def __post_init__(self) -> None:
        _check_zone(self.updated, self.id)
        if not _named(self.authors) and not all(_named(entry.authors) for entry in self.entries):
            raise ValueError(f"{self.id}: an entry without an author needs the feed to have one.")
        twice = [name for name, n in Counter(entry.id for entry in self.entries).items() if n > 1]
        if twice:
            raise ValueError(f"{self.id}: two entries have the id {twice[0]!r}.")
        paging = sorted(PAGING & {link.rel for link in self.links})
        if self.complete and (paging or self.archive):
            raise ValueError(f"{self.id}: a complete feed has no other part.")
        if self.archive and not {"current"} < set(paging):
            raise ValueError(f"{self.id}: an archive names the current feed and a neighbour.")


def _named(authors: tuple[str, ...]) -> bool:
    """Return whether one of `authors` has a name that can be written."""
    return any(one_line(name) for name in authors)


def _check_zone(moment: datetime, name: str) -> None:
    """Raise ValueError when `moment` has no zone: two machines would read it differently."""
    if moment.utcoffset() is None:
        raise ValueError(f"{name}: the date {moment.isoformat()} has no zone.")
