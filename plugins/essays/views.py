"""What templates are given: frozen records of plain values, already decided and formatted.

A template reads these and decides nothing. Addresses in `url` fields are relative to the root
of the site and have no leading slash ("" is the French home page, "en/" the English one);
templates turn them into links with `view.href(url)`. Text fields are plain text unless their
name ends in `_html`; autoescape is on, so only `*_html` fields are marked `| safe`.

The store reads them back by the thousand, and there are many kinds: see `frozen.py`.
"""

import re
from dataclasses import field
from typing import Any

from .excerpts import plain_text, shorten
from .frozen import Frozen
from .security import policy

_SELDOM = re.compile(
    r'<(?:code|kbd|samp|pre|blockquote|h3|abbr|hr)\b|"(?:small-capitals|sidenote-again)"'
)


class When(Frozen):
    """A date as far as it is known; both texts are empty when nothing is known.

    `iso` is for machines ("2008-03-14T10:13+01:00", "2008-03"), `text` for people, in the
    page's language.
    """

    iso: str
    text: str


class Link(Frozen):
    """A link: `current` says that it leads to the page it stands on (`aria-current="page"`)."""

    label: str
    url: str
    current: bool = False
    note: str = ""
    """One more sentence, or nothing."""


class Alternate(Frozen):
    """The same page in a language: `label` is the language's own name ("Français")."""

    lang: str
    label: str
    url: str
    absolute_url: str
    current: bool
    locale: str
    """As OpenGraph names it: "fr_FR"."""


class FeedLink(Frozen):
    """A feed to announce: its title, its media type, its address."""

    title: str
    media_type: str
    url: str


class CardView(Frozen):
    """The picture that stands for a page where its address is shared."""

    url: str
    width: int
    height: int
    alt: str
    """What it shows, in words."""


class SiteView(Frozen):
    """The site itself, in the page's language."""

    name: str
    tagline: str
    locale: str
    """The language and its country, as OpenGraph names it: "fr_FR"."""
    url: str
    """Absolute address of the root, ending in a slash."""
    home: str
    """`url` of the home page in this language: "" or "en/"."""
    pages: dict[str, Link]
    """The standing pages by the name of their source file: "about", "subscribe", "privacy",
    "colophon", "rules"."""
    archives: str
    tags: str
    reflections: str
    """`url` of the page of all reflections."""
    claims: str
    """`url` of the page of the claims that are to be checked again."""
    book: FeedLink | None = None
    """The essays of the language as a book."""
    assets: dict[str, str] = field(default_factory=dict)
    """Where files of the theme are published that have another name there."""
    script: str = ""
    """The script that stands in every page, or nothing: the policy allows this one alone."""
    search: str = ""
    """`url` of the search page, or "" when the site has none."""


def root_of(url: str) -> str:
    """Return the way from the page at `url` up to the root of the site: "", "../", "../../"."""
    return "../" * url.count("/")


class View(Frozen):
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
    card: CardView | None = None
    """Absent when the site has none."""
    wasm: bool = False
    """Whether a script of the page runs WebAssembly, as the search does."""

    @property
    def root(self) -> str:
        """The way from this page up to the root of the site."""
        return root_of(self.url)

    def href(self, url: str) -> str:
        """Return `url` (below the root of the site) as seen from this page."""
        return (self.root + url) or "./"

    @property
    def policy(self) -> str:
        """What the page may load and run, as a Content-Security-Policy."""
        return policy(self.site.script, wasm=self.wasm)

    def asset(self, name: str) -> str:
        """Return a file of the theme, named as in its folder `static`, as seen from this page."""
        return self.href(self.site.assets.get(name, f"theme/{name}"))


class RatingView(Frozen):
    """A received aggregate: formatted numbers ("4,5", "5", "8") and who gave it ("AgoraVox")."""

    mean: str
    maximum: str
    count: int
    source: str


class ProvenanceView(Frozen):
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
    lang: str = "fr"
    """The language of its title and of its place."""

    @property
    def has_facts(self) -> bool:
        """Whether anything is known of it besides the note."""
        dated = self.first_published.text or self.updated.text
        return bool(self.author or self.title or self.place or dated)

    @property
    def is_given(self) -> bool:
        """Whether the essay restates somebody's argument; else it is the site's own."""
        return self.has_facts or bool(self.note)


class EntryView(Frozen):
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


class Heading(Frozen):
    """A section of an essay: its anchor and its text, level 2 or 3."""

    id: str
    text: str
    level: int


class Mention(Frozen):
    """A reflection of the same page, where something points to it."""

    anchor: str
    """Fragment of its permalink, without the #."""
    author: str
    """A name, or "" for an anonymous reader."""
    number: int
    """Its original number where the source numbers reactions, else 0."""
    gone: bool = False
    """True when it is not shown any more, and a sentence stands in its place."""


class PassageView(Frozen):
    """The words of the essay that a reflection is about, and where they are now."""

    quote: str
    """The words, as plain text."""
    lang: str
    """The language of the text that has them; "" when it is not known."""
    anchor: str
    """Their paragraph on this page; "" when they are not on it."""
    url: str
    """The paragraph, with its fragment; "" when no published text has the words."""
    changed: bool
    """True when no text has these words any more, or several paragraphs have them."""

    @property
    def excerpt(self) -> str:
        """The first words of the quotation, for the margin."""
        return shorten(self.quote, 80)


class AnswerView(Frozen):
    """What a reflection answers to a question of the essay."""

    question: str
    """The question in words."""
    anchor: str
    """Where the question stands on the page of the essay."""
    choice: str
    """The choice in words, or "" when the reflection itself is the answer."""


class ReflectionView(Frozen):
    """A reader's reflection, in its place in the conversation or alone in a list."""

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
    kind: str
    """"objection", "testimony", "source", "question", or ""."""
    published: When
    lang: str
    body_html: str
    withdrawn: bool
    """True when it is not shown: then a sentence is all that it says."""
    restated: bool
    """True when the site restates in its own words what was written elsewhere."""
    source: str
    """Where it was first written ("AgoraVox"), or ""."""
    source_url: str
    parent: Mention | None
    """The reflection that it answers."""
    passage: PassageView | None
    answers: tuple[AnswerView, ...]
    rating: str
    """What it gives the essay, as a formatted number, or ""."""
    rating_maximum: str
    mail_url: str
    """How to answer it by e-mail: a `mailto:` address, or "" when the site has no mail."""
    essay_title: str
    essay_url: str
    depth: int
    """0 for a reflection on the essay, 1 for a reply to it, and so on without end."""
    leads: bool = False
    """True when it stands before all others: in its place the list only points to it."""
    opens: bool = False
    """True when a list of replies opens after it."""
    closes: int = 0
    """How many lists of replies close after it."""

    @property
    def excerpt(self) -> str:
        """Its first words, as plain text, for short lists; "" when it is not shown."""
        return self.opening(160)

    def opening(self, length: int) -> str:
        """Return its first words, as plain text, in at most `length` characters."""
        return "" if self.withdrawn else shorten(plain_text(self.body_html), length)


class Exchange(Frozen):
    """A reflection and what the author of the essay first answered it, if anything."""

    reflection: ReflectionView
    answer: ReflectionView | None


class GivenRatingView(Frozen):
    """The ratings that reflections give the essay, out of one maximum."""

    mean: str
    """A formatted number, or "" when they are too few for a mean."""
    maximum: str
    count: int


class ConversationView(Frozen):
    """All the reflections on one essay, flat: each after what it answers, at any depth."""

    count: int
    nodes: tuple[ReflectionView, ...]
    order: str
    """The rule of their order, as a sentence in the page's language."""
    strongest: Exchange | None = None
    """The objection that stands before all others."""
    ratings: tuple[GivenRatingView, ...] = ()
    instrument_html: str = ""
    """The figure of the conversation itself, or ""."""


class ChoiceView(Frozen):
    """One answer to a question, and who gave it."""

    text: str
    count: int
    share: str
    """Its share of all answers as a formatted percentage; "" when they are too few for one."""
    width: int
    """Its share in hundredths, for a bar."""
    voices: tuple[Mention, ...]


class QuestionView(Frozen):
    """A question to readers, and what they have answered so far."""

    anchor: str
    text: str
    count: int
    """How many reflections answer it."""
    choices: tuple[ChoiceView, ...]
    """In the order of the essay's record; empty for a free question."""
    voices: tuple[Mention, ...]
    """Who answers a free question; empty when it has choices."""


class Cost(Frozen):
    """A part of what a page costs: "fonts", how many files, their size ("36.2 kB")."""

    name: str
    size: str
    count: int = 1


class LabelView(Frozen):
    """What reading a page costs on a first visit, as the foot of the page tells it."""

    total: str
    requests: int
    third_parties: tuple[str, ...]
    """The other hosts that a browser would ask, sorted."""
    cookies: int
    parts: tuple[Cost, ...]
    script: str
    """Size of the scripts inside the page, or ""."""


class BodyPart(Frozen):
    """A part of a text, up to a paragraph that readers speak of, and what they say of it."""

    html: str
    exchanges: tuple[Exchange, ...] = ()


class CitationView(Frozen):
    """How an essay is cited."""

    text_html: str
    """In words, as in a list of references."""
    files: tuple[Link, ...]
    """The same for libraries: the format's name, and its media type in `note`."""
    meta: tuple[tuple[str, str], ...]
    """The name and the content of each `meta` of the page."""


class NextView(Frozen):
    """The one essay to be read after this one: its title, its address, and why, as a clause."""

    title: str
    url: str
    because: str


class SentenceView(Frozen):
    """A sentence that cites a text: the words of its link, and what stands around them."""

    before_html: str
    words_html: str
    after_html: str
    url: str
    """The paragraph that it is in."""


class CitingView(Frozen):
    """A text or a reflection that cites this one, with the sentences in which it does."""

    title: str
    url: str
    published: When
    sentences: tuple[SentenceView, ...]
    is_reflection: bool = False


class CitedWork(Frozen):
    """A work to which a text refers, as machines are told of it."""

    title: str
    authors: tuple[str, ...]
    published: str
    """ISO 8601, as far as it is known."""
    address: str
    """Of its DOI, or its own; or ""."""


class EssayView(View):
    """The page of an essay."""

    entry: EntryView
    lead: str
    """The standfirst (same as `entry.summary`)."""
    parts: tuple[BodyPart, ...]
    """The text; it is in one part when no reflection speaks of a passage."""
    addresses: tuple[Link, ...] = ()
    """Where the links of the text lead, each address once: for paper."""
    headings: tuple[Heading, ...]
    modified: When
    """Empty when never modified since published."""
    words: int
    questions: tuple[QuestionView, ...]
    ratings: tuple[RatingView, ...]
    conversation: ConversationView
    series: tuple[Link, ...]
    """The essays of its series in order, itself included and `current`; empty if none."""
    series_title: str
    newer: Link | None
    """The neighbours in time; none where the author names the next."""
    older: Link | None
    citation: CitationView
    json_ld: str
    """The essay and its reflections for machines (schema.org), safe inside a `script`."""
    next: NextView | None = None
    cited: tuple[CitingView, ...] = ()
    """What cites the essay, from the oldest to the newest."""
    works: tuple[CitedWork, ...] = ()
    """What its text refers to, in the order of its references."""
    label_html: str = ""
    """What reading the page costs, or ""."""

    @property
    def body_html(self) -> str:
        """The whole text."""
        return "".join(part.html for part in self.parts)

    @property
    def seldom(self) -> bool:
        """Whether it shows what few essays do, which may be styled apart.

        That is code, sections of sections, quotations by themselves, breaks, abbreviations,
        centuries, notes called again, ratings, and of readers: their answers, the passages they
        speak of, the objection that stands first, what has been withdrawn.
        """
        conversation = self.conversation
        texts = [part.html for part in self.parts]
        texts += [reflection.body_html for reflection in conversation.nodes]
        return bool(
            self.ratings
            or conversation.ratings
            or conversation.strongest
            or any(one.choices or one.voices for one in self.questions)
            or any(one.passage or one.answers or one.withdrawn for one in conversation.nodes)
            or any(map(_SELDOM.search, texts))
        )


class ChapterView(Frozen):
    """An essay as a chapter of the book."""

    lang: str
    site: SiteView
    entry: EntryView
    modified: When
    body_html: str
    """Its links lead to chapters, or are whole."""
    conversation: ConversationView
    address: str
    """Of its page, absolute."""


class BookView(Frozen):
    """A page of the book itself."""

    lang: str
    site: SiteView
    count: int
    """How many essays it has."""
    modified: When
    """The newest date of what it holds."""
    licence: str


class ReflectionsView(View):
    """All the reflections of the site, newest first, those without a date last."""

    sentence: str
    reflections: tuple[ReflectionView, ...]
    undated: int
    """How many of all those of the site have no date."""
    pages: tuple[Link | None, ...]
    """As on the home page."""
    is_first: bool
    instrument_html: str = ""
    """The figure of the whole conversation, on the first page, when enough have taken part."""


class HomeView(View):
    """The home page: an invitation, the essays, the last reflections."""

    introduction_html: str
    entries: tuple[EntryView, ...]
    reflections: tuple[ReflectionView, ...]
    pages: tuple[Link | None, ...]
    """Pages of the list (1, 2, 3…), `None` where some are left out; empty when there is one."""
    is_first: bool


class TagView(View):
    """The essays under one tag, with the sentence that says what the tag gathers."""

    name: str
    sentence: str
    entries: tuple[EntryView, ...]


class TagIndexView(View):
    """All the tags: label, address, and in `note` their sentence."""

    tags: tuple[tuple[Link, int], ...]
    """Each tag and the number of its essays."""


class ArchiveEntry(Frozen):
    """An essay in the archives: one line, for there may be very many."""

    url: str
    title: str
    subtitle: str
    published: When


class ArchivesView(View):
    """All the essays by year, newest first."""

    years: tuple[tuple[str, tuple[ArchiveEntry, ...]], ...]


class ClaimView(Frozen):
    """A claim that is to be checked again: its words, and its sentence around them."""

    before: str
    words: str
    after: str
    checked: When
    """When it was checked, in words: "Checked in May 2010"."""
    source: str
    """A host ("arxiv.org") or words."""
    source_url: str
    """Absolute, or ""."""
    link: Link
    """Its essay, and its paragraph there."""


class ClaimsView(View):
    """The claims that are to be checked again, those checked longest ago first."""

    claims: tuple[ClaimView, ...]


class PageView(View):
    """A standing page: about, subscribe, privacy, colophon, rules."""

    body_html: str
    headings: tuple[Heading, ...]
    modified: When
    cited: tuple[CitingView, ...] = ()
    """As on the page of an essay."""


class Option(Frozen):
    """A choice of a form: its value, and what people read."""

    value: str
    label: str


class SearchView(View):
    """The search page. Without its script, it still offers all that can be read."""

    script: str
    """The script that searches, as `asset` takes it; "" when there is nothing to be found."""
    index: str
    """`url` of the folder of the index."""
    topics: tuple[Option, ...]
    authors: tuple[Option, ...]
    """Whose arguments the essays restate."""
    tags: tuple[Link, ...]
    """All the topics."""
    entries: tuple[EntryView, ...]
    """The newest essays."""


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
    "reflections.html": ReflectionsView,
    "claims.html": ClaimsView,
    "page.html": PageView,
    "search.html": SearchView,
    "404.html": NotFoundView,
}
"""Each template of the theme and the record it is given as `view`."""
