"""What templates are given: frozen records of plain values, already decided and formatted.

A template reads these and decides nothing. Addresses in `url` fields are relative to the root
of the site and have no leading slash ("" is the French home page, "en/" the English one);
templates turn them into links with `view.href(url)`. Text fields are plain text unless their
name ends in `_html`; autoescape is on, so only `*_html` fields are marked `| safe`.

These records have no slots: pickle fills a plain `__dict__` several times faster, and the store
reads them back by the thousand.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class When:
    """A date as far as it is known; both texts are empty when nothing is known.

    `iso` is for machines ("2008-03-14T10:13+01:00", "2008-03"), `text` for people, in the
    page's language.
    """

    iso: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link: `current` says that it leads to the page it stands on (`aria-current="page"`)."""

    label: str
    url: str
    current: bool = False
    note: str = ""
    """One more sentence, or nothing."""


@dataclass(frozen=True, kw_only=True)
class Alternate:
    """The same page in a language: `label` is the language's own name ("Français")."""

    lang: str
    label: str
    url: str
    absolute_url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class FeedLink:
    """A feed to announce: its title, its media type, its address."""

    title: str
    media_type: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SiteView:
    """The site itself, in the page's language."""

    name: str
    tagline: str
    url: str
    """Absolute address of the root, ending in a slash."""
    home: str
    """`url` of the home page in this language: "" or "en/"."""
    pages: dict[str, Link]
    """The standing pages by the name of their source file: "about", "subscribe", "privacy",
    "colophon", "rules"."""
    archives: str
    tags: str


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page has."""

    lang: str
    url: str
    title: str
    description: str
    site: SiteView
    menu: tuple[Link, ...]
    alternates: tuple[Alternate, ...]
    """This page in each language, itself first; empty when it has no translation."""
    feeds: tuple[FeedLink, ...]
    canonical: str
    indexed: bool = True
    """False for pages that search engines should leave out (404)."""

    @property
    def root(self) -> str:
        """The way from this page up to the root of the site: "", "../", "../../" and so on."""
        return "../" * self.url.count("/")

    def href(self, url: str) -> str:
        """Return `url` (below the root of the site) as seen from this page."""
        return (self.root + url) or "./"


@dataclass(frozen=True, kw_only=True)
class RatingView:
    """A received aggregate: formatted numbers ("4,5", "5", "8") and who gave it ("AgoraVox")."""

    mean: str
    maximum: str
    count: int
    source: str


@dataclass(frozen=True, kw_only=True)
class ProvenanceView:
    """Whose argument an essay restates; what the source does not say is empty."""

    author: str
    title: str
    place: str
    first_published: When
    updated: When
    updated_in: str
    url: str
    note: str
    """What is known or unknown about the source, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """An essay in a list."""

    url: str
    title: str
    subtitle: str
    summary: str
    published: When
    original: ProvenanceView
    tags: tuple[Link, ...]
    minutes: int
    reflection_count: int


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A section of an essay: its anchor and its text, level 2 or 3."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, kw_only=True)
class ReflectionView:
    """A reader's reflection and the replies under it."""

    id: str
    anchor: str
    """Fragment of its permalink on the essay's page, without the #."""
    number: int
    """Its original number where the source numbers reactions, else 0."""
    author: str
    """A name, or "" for an anonymous reader."""
    author_url: str
    role: str
    """"reader", "author" or "editor"."""
    published: When
    lang: str
    body_html: str
    restated: bool
    """True when the site restates in its own words what was written elsewhere."""
    source: str
    """Where it was first written ("AgoraVox"), or ""."""
    source_url: str
    in_reply_to: str
    """Name of whom it answers, or ""; for lists that show it alone."""
    replies: tuple["ReflectionView", ...]
    essay_title: str
    essay_url: str
    excerpt: str
    """Its first words, as plain text, for lists."""


@dataclass(frozen=True, kw_only=True)
class ConversationView:
    """All the reflections on one essay: roots in order, each with its replies."""

    count: int
    roots: tuple[ReflectionView, ...]
    order: str
    """The rule of their order, as a sentence in the page's language."""


@dataclass(frozen=True, kw_only=True)
class EssayView(View):
    """The page of an essay."""

    entry: EntryView
    lead: str
    """The standfirst (same as `entry.summary`)."""
    body_html: str
    headings: tuple[Heading, ...]
    modified: When
    """Empty when never modified since published."""
    words: int
    questions: tuple[str, ...]
    ratings: tuple[RatingView, ...]
    conversation: ConversationView
    series: tuple[Link, ...]
    """The essays of its series in order, itself included and `current`; empty if none."""
    series_title: str
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """The home page: an invitation, the essays, the last reflections."""

    introduction_html: str
    entries: tuple[EntryView, ...]
    reflections: tuple[ReflectionView, ...]
    pages: tuple[Link | None, ...]
    """Pages of the list (1, 2, 3…), `None` where some are left out; empty when there is one."""
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class TagView(View):
    """The essays under one tag, with the sentence that says what the tag gathers."""

    name: str
    sentence: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, kw_only=True)
class TagIndexView(View):
    """All the tags: label, address, and in `note` their sentence."""

    tags: tuple[tuple[Link, int], ...]
    """Each tag and the number of its essays."""


@dataclass(frozen=True, kw_only=True)
class ArchiveEntry:
    """An essay in the archives: one line, for there may be very many."""

    url: str
    title: str
    subtitle: str
    published: When


@dataclass(frozen=True, kw_only=True)
class ArchivesView(View):
    """All the essays by year, newest first."""

    years: tuple[tuple[str, tuple[ArchiveEntry, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class PageView(View):
    """A standing page: about, subscribe, privacy, colophon, rules."""

    body_html: str
    headings: tuple[Heading, ...]
    modified: When


@dataclass(frozen=True, kw_only=True)
class NotFoundView(View):
    """The page for an address that leads nowhere.

    It is served at any depth, so its links are absolute: `href` starts from the host's root.
    """

    entries: tuple[EntryView, ...]
    base: str
    """Path of the site's root on its host ("/" or "/blog/")."""

    def href(self, url: str) -> str:
        """Return `url` as a path from the root of the host."""
        return self.base + url


TEMPLATES: dict[str, type[Any]] = {
    "home.html": HomeView,
    "essay.html": EssayView,
    "tag.html": TagView,
    "tags.html": TagIndexView,
    "archives.html": ArchivesView,
    "page.html": PageView,
    "404.html": NotFoundView,
}
"""Each template of the theme and the record it is given as `view`."""
