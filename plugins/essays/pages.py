"""The pages of the site: for each, a key of all that it shows and how to make it.

A key is the digest of the parts a page is made from, and its maker is given those same parts:
what is not in the key cannot reach the page.
"""

import pickle
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..build.digest import SIZE, combine, digest
from ..build.settings import Settings
from ..build.store import Store
from ..build.templates import Strings, Templates
from ..feeds.addresses import announced, conversation_path, feed_link, tag_path
from ..feeds.words import say
from .body import Body, close_links, without_numbers
from .conversation import (
    Row,
    build_page,
    build_reflections,
    instrument_html,
    list_path,
    list_rows,
    measure,
    measured_files,
    split_text,
)
from .languages import DEFAULT, LANGUAGES, NEVER, when
from .load import Card, Leaf
from .site import Site, alternates
from .views import (
    Alternate,
    ArchiveEntry,
    ArchivesView,
    EntryView,
    EssayView,
    FeedLink,
    HomeView,
    Link,
    NotFoundView,
    PageView,
    ReflectionsView,
    SiteView,
    TagIndexView,
    TagView,
    View,
)

if TYPE_CHECKING:
    from ..network_stats.models import Figure
    from ..reflections.turns import Turn

AT_HAND = 64
"""Conversations that are kept at hand, for several lists in a row show them…"""
LARGE = 1 << 18
"""…and the bytes from which one is kept alone."""


class Output(ABC):
    """A file of the site: its path, a key of all that it is made from, and how to make it."""

    __slots__ = ("key", "path")

    path: str
    key: bytes

    @abstractmethod
    def make(self) -> bytes:
        """Return the bytes of the file."""


class MadeBy(Output):
    """A file that a function makes."""

    __slots__ = ("_maker",)

    def __init__(self, path: str, key: bytes, maker: Callable[[], bytes]) -> None:
        self.path, self.key, self._maker = path, key, maker

    def make(self) -> bytes:
        """Return the bytes of the file."""
        return self._maker()


class Missing(Exception):  # noqa: N818 - a fact, not a fault: it is made again
    """Raised when the store no longer holds what a page is made from."""


@dataclass(frozen=True)
class Press:
    """What pages are made with."""

    site: Site
    settings: Settings
    templates: Templates
    strings: dict[str, Strings]
    store: Store
    version: bytes
    """Digest of the code, the libraries and the settings."""
    bodies: dict[str, str] = field(default_factory=dict)
    """HTML that takes the place of a text's body, by source: what a Pelican plugin made of it."""
    _entries: dict[bytes, EntryView] = field(default_factory=dict)
    _turns: "dict[bytes, dict[str, Turn]]" = field(default_factory=dict)
    figures: "dict[bytes, Figure | None]" = field(default_factory=dict)
    """The figure of a conversation that was last drawn, by the digest of what it shows."""

    def leaf(self, card: Card) -> Leaf:
        """Return all that is shown of a text; raises `Missing` when the store has lost it."""
        data = self.store.get(card.leaf)
        if data is None:
            raise Missing(card.source)
        leaf: Leaf = pickle.loads(data)  # noqa: S301 - our own store, checked by digest
        return leaf

    def body(self, card: Card) -> Body:
        """Return the body of a text; raises `Missing` when the store has lost it."""
        data = self.store.get(card.body)
        if data is None:
            raise Missing(card.source)
        body: Body = pickle.loads(data)[1]  # noqa: S301 - as above
        return body

    def entries(self, cards: Sequence[Card]) -> tuple[EntryView, ...]:
        """Return the texts as a list shows them; each is read once, for several lists show it."""
        known = self._entries
        for card in cards:
            if card.leaf not in known:
                known[card.leaf] = self.leaf(card).entry
        return tuple(known[card.leaf] for card in cards)

    def turns(self, card: Card) -> "dict[str, Turn]":
        """Return the conversation on a text by the ids of its reflections, in reading order.

        Raises `Missing` when the store has lost it.
        """
        if not card.turns:
            return {}
        from ..reflections.turns import parse_turns  # noqa: PLC0415 - few pages need it

        known = self._turns
        if card.turns not in known:
            data = self.store.get(card.turns)
            if data is None:
                raise Missing(card.source)
            if len(known) >= AT_HAND or len(data) >= LARGE:
                known.clear()
            known[card.turns] = {turn.id: turn for turn in parse_turns(data)}
        return known[card.turns]

    def has_conversation_feed(self, card: Card) -> bool:
        """Return whether the reflections on an essay have a feed."""
        return bool(card.voices) or self.settings.conversation_feeds == "all"

    @cached_property
    def shells(self) -> dict[str, "Shell"]:
        """What every page of a language has, by language."""
        return {lang: build_shell(self, lang) for lang in LANGUAGES}


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What every page of one language has, and its digest."""

    lang: str
    site: SiteView
    menu: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    names: dict[str, str]
    """The name of the site in each language."""
    digest: bytes

    def feeds_with(self, kind: str, name: str, path: str) -> tuple[FeedLink, ...]:
        """Return the feeds of a page that has one of its own: that of a tag, of an essay."""
        title = say(self.lang, kind, site=self.names[self.lang], name=name)
        return announced(self.names, self.lang, [feed_link(title, path)])

    def fields(self, url: str, title: str, description: str) -> dict[str, Any]:
        """Return the fields that every view has, for the page at `url`."""
        return {
            "lang": self.lang,
            "url": url,
            "title": title,
            "description": description,
            "site": self.site,
            "menu": tuple(_mark(link, url) for link in self.menu),
            "alternates": (),
            "feeds": self.feeds,
            "canonical": self.site.url + url,
        }

    def alternates(self, urls: dict[str, str]) -> tuple[Alternate, ...]:
        """Return a page in each language, this one first; empty when it is alone."""
        if len(urls) < 2:
            return ()
        order = sorted(urls, key=lambda lang: (lang != self.lang, list(LANGUAGES).index(lang)))
        return tuple(
            Alternate(
                lang=lang,
                label=LANGUAGES[lang].name,
                url=urls[lang],
                absolute_url=self.site.url + urls[lang],
                current=lang == self.lang,
            )
            for lang in order
        )


def _mark(link: Link, url: str) -> Link:
    return Link(label=link.label, url=link.url, current=link.url == url)


def site_names(press: Press) -> dict[str, str]:
    """Return the name of the site in each language."""
    homes, plain = press.site.homes, press.settings.name
    return {lang: homes[lang].title if lang in homes else plain for lang in LANGUAGES}


def build_shell(press: Press, lang: str) -> Shell:
    """Return what every page in `lang` has."""
    language, strings, settings = LANGUAGES[lang], press.strings[lang], press.settings
    home = press.site.homes.get(lang)
    entry = press.leaf(home).entry if home else None
    pages = {
        card.folder.rpartition("/")[2]: Link(label=card.title, url=card.url)
        for card in press.site.pages[lang]
    }
    site = SiteView(
        name=entry.title if entry else settings.name,
        tagline=entry.subtitle if entry else "",
        url=settings.url + "/",
        home=language.prefix,
        pages=pages,
        archives=language.prefix + language.archives,
        tags=language.prefix + language.tags,
        reflections=list_path(lang),
    )
    menu = (
        Link(label=strings.gettext("Topics"), url=site.tags),
        Link(label=strings.gettext("Archives"), url=site.archives),
        *(pages[name] for name in ("about", "subscribe") if name in pages),
    )
    names = site_names(press)
    feeds = announced(names, lang)
    return Shell(
        lang=lang,
        site=site,
        menu=menu,
        feeds=feeds,
        names=names,
        digest=digest(press.version, press.strings[lang].digest, repr((site, menu, feeds))),
    )


def build_pages(press: Press) -> Iterator[Output]:
    """Yield every page of the site, in the order of languages and of lists."""
    for lang in LANGUAGES:
        yield from _home_pages(press, lang)
        yield from _essay_pages(press, lang)
        yield from _standing_pages(press, lang)
        yield from _tag_pages(press, lang)
        yield _archives_page(press, lang)
        yield from _reflection_pages(press, lang)
        yield from _downloads(press, lang)
        yield _not_found_page(press, lang)


def _output(
    press: Press, lang: str, template: str, url: str, parts: object, view: Callable[[], View]
) -> Output:
    """Return the page at `url`: `parts` is all that `view` uses besides the shell."""
    strings = press.strings[lang]

    def make() -> bytes:
        page = press.templates.render(
            template, view=view(), _=strings.gettext, ngettext=strings.ngettext
        )
        return page.encode()

    path = url + "index.html" if not url or url.endswith("/") else url
    key = digest(press.templates.digest(template), press.shells[lang].digest, url, repr(parts))
    return MadeBy(path, key, make)


def _home_pages(press: Press, lang: str) -> Iterator[Output]:
    shell, cards = press.shells[lang], press.site.essays[lang]
    size = press.settings.per_page
    chunks = [cards[start : start + size] for start in range(0, len(cards), size)] or [()]
    for number, chunk in enumerate(chunks, 1):
        yield _home_page(press, shell, number, chunk, len(chunks))


def _list_url(lang: str, number: int) -> str:
    return LANGUAGES[lang].prefix + (f"page/{number}/" if number > 1 else "")


def pages_near(number: int, last: int) -> list[int]:
    """Return the pages that page `number` of a list links to: the ends, and those around it.

    A 0 stands where some are left out. A list of one page has no links.
    """
    if last < 2:
        return []
    near = {1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}
    found: list[int] = []
    for page in sorted(near):
        if found and page - found[-1] == 2:
            found.append(page - 1)  # a gap of one page is as long as its number
        elif found and page - found[-1] > 2:
            found.append(0)
        found.append(page)
    return found


def _home_page(
    press: Press, shell: Shell, number: int, cards: tuple[Card, ...], last: int
) -> Output:
    lang, url = shell.lang, _list_url(shell.lang, number)
    near = pages_near(number, last)
    home = press.site.homes.get(lang) if number == 1 else None
    newest = _newest_reflections(press, lang) if number == 1 else ()
    others = {
        other: _list_url(other, number)
        for other in LANGUAGES
        if number <= max(1, -(-len(press.site.essays[other]) // press.settings.per_page))
    }
    links = closings(press, home) if home else ()
    strings = press.strings[lang]

    def view() -> HomeView:
        name = shell.site.name
        title = (
            strings.gettext("%(name)s, page %(number)s") % {"name": name, "number": number}
            if number > 1
            else name
        )
        summary = press.leaf(home).entry.summary if home else shell.site.tagline
        return HomeView(
            **shell.fields(url, title, summary) | {"alternates": shell.alternates(others)},
            introduction_html=_closed_body(press, home, links, url) if home else "",
            entries=press.entries(cards),
            reflections=build_reflections(press, ((row.card, row.id) for row in newest)),
            pages=_links(near, number, lambda page: _list_url(lang, page)),
            is_first=number == 1,
        )

    parts = (
        combine(card.entry for card in cards),
        [(row.key, row.id) for row in newest],
        (home.leaf, home.shown, links) if home else (),
        near,
        others,
    )
    return _output(press, lang, "home.html", url, parts, view)


def _links(near: Sequence[int], number: int, url: Callable[[int], str]) -> tuple[Link | None, ...]:
    """Return the links of page `number` of a list to those near it; `None` for a gap."""
    return tuple(
        Link(label=str(page), url=url(page), current=page == number) if page else None
        for page in near
    )


def _newest_reflections(press: Press, lang: str) -> list[Row]:
    """Return the newest dated reflections on essays in `lang`."""
    count = press.settings.recent_reflections
    newest = sorted(
        (
            (moment, card.folder, name, card)
            for card in press.site.essays[lang]
            for moment, name in card.reflections[:count]
        ),
        key=lambda row: row[:3],
        reverse=True,
    )[:count]
    rows = {row[3].source: list_rows(press.site.siblings, [row[3]]) for row in newest}
    return [
        next(row for row in rows[card.source] if row.id == name) for _, _, name, card in newest
    ]


def _reflection_pages(press: Press, lang: str) -> Iterator[Output]:
    """Yield the pages of the list of all reflections; there is one even when nobody has spoken."""
    site, size = press.site, press.settings.per_page
    rows = list_rows(site.siblings, site.essays[lang])
    counts = {other: sum(len(card.voices) for card in site.essays[other]) for other in LANGUAGES}
    lasts = {other: max(1, -(-count // size)) for other, count in counts.items()}
    undated = len(rows) - sum(len(card.reflections) for card in site.essays[lang])
    for number in range(1, lasts[lang] + 1):
        chunk = rows[(number - 1) * size : number * size]
        yield _reflection_page(press, lang, number, chunk, lasts, undated)
    cards = _spoken_on(press, lang)
    for name in measured_files(press, cards):
        key = digest("measured", press.version, *(card.turns for card in cards), lang, name)
        make = partial(_measured_file, press, cards, lang, name)
        yield MadeBy(download_path(list_path(lang), name), key, make)


def _spoken_on(press: Press, lang: str) -> tuple[Card, ...]:
    """Return the texts of a language on which somebody has spoken."""
    return tuple(card for card in press.site.essays[lang] if card.speakers)


def _reflection_page(
    press: Press, lang: str, number: int, rows: list[Row], lasts: dict[str, int], undated: int
) -> Output:
    """Return a page of the list, which has `lasts` pages in each language."""
    shell, strings, url = press.shells[lang], press.strings[lang], list_path(lang, number)
    spoken = _spoken_on(press, lang) if number == 1 else ()
    near = pages_near(number, lasts[lang])
    others = {other: list_path(other, number) for other in LANGUAGES if number <= lasts[other]}

    def view() -> ReflectionsView:
        name, sentence = strings.gettext("Reflections"), say(lang, "reflections-sentence")
        title = strings.gettext("%(name)s, page %(number)s") % {"name": name, "number": number}
        return ReflectionsView(
            **shell.fields(url, title if number > 1 else name, sentence)
            | {"alternates": shell.alternates(others)},
            sentence=sentence,
            reflections=build_reflections(press, ((row.card, row.id) for row in rows)),
            undated=undated,
            pages=_links(near, number, lambda page: list_path(lang, page)),
            is_first=number == 1,
            instrument_html=instrument_html(press, spoken, lang) if spoken else "",
        )

    parts = (
        combine(row.key for row in rows),
        [row.id for row in rows],
        undated,
        near,
        others,
        combine(card.turns for card in spoken),
    )
    return _output(press, lang, "reflections.html", url, parts, view)


def _essay_pages(press: Press, lang: str) -> Iterator[Output]:
    """Yield the page of each essay; keys are made with care, for there may be very many."""
    cards, site, shell = press.site.essays[lang], press.site, press.shells[lang]
    base = digest(press.templates.digest("essay.html"), shell.digest)
    series = {
        key: digest(site.series[key][lang].name, *(card.link for card in group))
        for key, group in site.by_series[lang].items()
    }
    last = len(cards) - 1
    for index, card in enumerate(cards):
        newer = cards[index - 1] if index else None
        older = cards[index + 1] if index < last else None
        parts = [
            base,
            card.own,
            newer.link if newer else b"newest",
            older.link if older else b"oldest",
            series.get(card.series, b""),
        ]
        siblings = site.siblings[card.folder]
        if len(siblings) > 1:
            parts += [other.link for other in siblings]
        if card.links:
            parts.append("\n".join(closings(press, card)).encode())
        key = blake2b(b"\0".join(parts), digest_size=SIZE).digest()
        yield EssayPage(card.url + "index.html", key, press, card, newer, older)


class EssayPage(Output):
    """The page of an essay, not yet made."""

    __slots__ = ("card", "newer", "older", "press")

    def __init__(
        self,
        path: str,
        key: bytes,
        press: Press,
        card: Card,
        newer: Card | None,
        older: Card | None,
    ) -> None:
        self.path, self.key, self.press = path, key, press
        self.card, self.newer, self.older = card, newer, older

    def make(self) -> bytes:
        """Return the page."""
        strings = self.press.strings[self.card.lang]
        page = self.press.templates.render(
            "essay.html", view=self._view(), _=strings.gettext, ngettext=strings.ngettext
        )
        return page.encode()

    def _view(self) -> EssayView:
        from ..reflections.json_ld import render_json_ld  # noqa: PLC0415 - lists do without
        from ..reflections.tallies import build_questions  # noqa: PLC0415
        from ..reflections.views import build_conversation_view  # noqa: PLC0415

        press, card = self.press, self.card
        shell, leaf, body = press.shells[card.lang], press.leaf(card), press.body(card)
        series = press.site.by_series[card.lang].get(card.series, ())
        urls = {other.lang: other.url for other in alternates(press.site, card)}
        closed = press.bodies.get(card.source) or close_body(body, closings(press, card), card.url)
        turns = tuple(press.turns(card).values())
        page = replace(build_page(press, card), questions=leaf.questions)
        conversation = build_conversation_view(turns, page, leaf.strongest_objection)
        if card.measured:
            figure = instrument_html(press, [card], card.lang)
            conversation = replace(conversation, instrument_html=figure)
        view = EssayView(
            **shell.fields(card.url, card.title, leaf.entry.summary)
            | {
                "alternates": shell.alternates(urls),
                "feeds": shell.feeds_with(
                    "conversation", card.title, conversation_path(card.lang, card.id)
                )
                if press.has_conversation_feed(card)
                else shell.feeds,
            },
            entry=leaf.entry,
            lead=leaf.entry.summary,
            parts=split_text(closed, conversation),
            headings=leaf.headings,
            modified=leaf.modified,
            words=leaf.words,
            questions=build_questions(leaf.questions, turns, card.lang),
            ratings=leaf.ratings,
            conversation=conversation,
            series=tuple(
                Link(label=other.title, url=other.url, current=other is card) for other in series
            ),
            series_title=press.site.series[card.series][card.lang].name if card.series else "",
            newer=_link(self.newer),
            older=_link(self.older),
            json_ld="",
        )
        return replace(view, json_ld=render_json_ld(view))


def _link(card: Card | None) -> Link | None:
    return Link(label=card.title, url=card.url) if card else None


def _standing_pages(press: Press, lang: str) -> Iterator[Output]:
    for card in press.site.pages[lang]:
        yield _standing_page(press, card)


def _standing_page(press: Press, card: Card) -> Output:
    shell = press.shells[card.lang]
    urls = {other.lang: other.url for other in alternates(press.site, card)}
    links = closings(press, card)

    def view() -> PageView:
        leaf = press.leaf(card)
        return PageView(
            **shell.fields(card.url, card.title, leaf.entry.summary)
            | {"alternates": shell.alternates(urls)},
            body_html=_closed_body(press, card, links, card.url),
            headings=leaf.headings,
            modified=leaf.modified if leaf.modified != NEVER else leaf.entry.published,
        )

    return _output(
        press, card.lang, "page.html", card.url, (card.leaf, card.shown, urls, links), view
    )


def _tag_pages(press: Press, lang: str) -> Iterator[Output]:
    shell, language, site = press.shells[lang], LANGUAGES[lang], press.site
    base = language.prefix + language.tags
    terms = [(key, site.tags[key][lang]) for key in site.by_tag[lang]]
    for key, _ in terms:
        yield _tag_page(press, shell, key)
    rows = tuple(
        (term.name, f"{base}{term.slug}/", term.sentence, len(site.by_tag[lang][key]))
        for key, term in sorted(terms, key=lambda row: row[1].slug)
    )
    strings = press.strings[lang]
    urls = {other: LANGUAGES[other].prefix + LANGUAGES[other].tags for other in LANGUAGES}

    def view() -> TagIndexView:
        title, what = strings.gettext("Topics"), strings.gettext("What the essays are about.")
        return TagIndexView(
            **shell.fields(base, title, what) | {"alternates": shell.alternates(urls)},
            tags=tuple((Link(label=a, url=b, note=c), count) for a, b, c, count in rows),
        )

    yield _output(press, lang, "tags.html", base, rows, view)


def _tag_page(press: Press, shell: Shell, key: str) -> Output:
    lang, site = shell.lang, press.site
    term = site.tags[key][lang]
    cards = site.by_tag[lang][key]
    urls = {
        other: f"{LANGUAGES[other].prefix}{LANGUAGES[other].tags}{site.tags[key][other].slug}/"
        for other in LANGUAGES
        if key in site.by_tag[other]
    }

    def view() -> TagView:
        return TagView(
            **shell.fields(urls[lang], term.name, term.sentence)
            | {
                "alternates": shell.alternates(urls),
                "feeds": shell.feeds_with("tag", term.name, tag_path(lang, term.slug)),
            },
            name=term.name,
            sentence=term.sentence,
            entries=press.entries(cards),
        )

    return _output(
        press,
        lang,
        "tag.html",
        urls[lang],
        (term, urls, combine(card.entry for card in cards)),
        view,
    )


def _archives_page(press: Press, lang: str) -> Output:
    shell, strings, cards = press.shells[lang], press.strings[lang], press.site.essays[lang]
    urls = {other: LANGUAGES[other].prefix + LANGUAGES[other].archives for other in LANGUAGES}

    def view() -> ArchivesView:
        title, what = strings.gettext("Archives"), strings.gettext("All the essays, by year.")
        return ArchivesView(
            **shell.fields(urls[lang], title, what) | {"alternates": shell.alternates(urls)},
            years=tuple(
                (year, tuple(map(_archive_entry, group)))
                for year, group in groupby(cards, key=lambda card: card.published[:4])
            ),
        )

    parts = combine(card.link for card in cards)
    return _output(press, lang, "archives.html", urls[lang], parts, view)


def _archive_entry(card: Card) -> ArchiveEntry:
    published = when(datetime.fromisoformat(card.published), card.lang)
    return ArchiveEntry(
        url=card.url, title=card.title, subtitle=card.subtitle, published=published
    )


def _not_found_page(press: Press, lang: str) -> Output:
    shell, strings = press.shells[lang], press.strings[lang]
    cards = press.site.essays[lang][:5]
    url = LANGUAGES[lang].prefix + "404.html"

    def view() -> NotFoundView:
        title = strings.gettext("Page not found")
        fields = shell.fields(url, title, strings.gettext("The address leads nowhere."))
        return NotFoundView(
            **fields | {"indexed": False, "canonical": ""},
            entries=press.entries(cards),
            base=urlsplit(press.settings.url).path.rstrip("/") + "/",
        )

    return _output(press, lang, "404.html", url, combine(card.entry for card in cards), view)


def closings(press: Press, card: Card) -> tuple[str, ...]:
    """Return the address of each link of a text, relative to the root of the site."""
    return tuple(
        _address(press, card, kind, target) + (f"#{fragment}" if fragment else "")
        for kind, target, fragment, _ in card.links
    )


def _address(press: Press, card: Card, kind: str, target: str) -> str:
    known = press.site.by_source
    if kind == "filename" and target in known:
        return known[target].url
    return download_path(card.url, target) if kind == "figure" else static_path(target)


def download_path(url: str, name: str) -> str:
    """Return where a file that a figure on the page at `url` offers is published."""
    return f"{url}figures/{name}"


def _downloads(press: Press, lang: str) -> Iterator[Output]:
    """Yield the files that figures offer: tables, records, drawings, networks."""
    site = press.site
    homes = [site.homes[lang]] if lang in site.homes else []
    for card in (*site.essays[lang], *site.pages[lang], *homes):
        for name in card.downloads:
            key = digest("download", press.version, card.shown, name)
            make = partial(_download, press, card, name)
            yield MadeBy(download_path(card.url, name), key, make)
        for name in card.measured:
            key = digest("measured", press.version, card.turns, lang, name)
            make = partial(_measured_file, press, (card,), lang, name)
            yield MadeBy(download_path(card.url, name), key, make)


def _download(press: Press, card: Card, name: str) -> bytes:
    from ..network_stats.downloads import render_content  # noqa: PLC0415 - few texts have a figure

    file = next(file for file in press.body(card).downloads if file.name == name)
    if not file.picture:
        return render_content(file)
    key = digest("picture", press.version, file.data)
    picture = press.store.get(key)
    if picture is None:
        picture = render_content(file)
        press.store.put(key, picture)
    return picture


def _measured_file(press: Press, cards: Sequence[Card], lang: str, name: str) -> bytes:
    figure = measure(press, cards, lang)
    assert figure is not None, "its names are known only where there is a figure"
    return next(file.data for file in figure.downloads if file.name == name)


def static_path(source: str) -> str:
    """Return where a file of the content folder is published."""
    return source.removeprefix("essays/")


def _closed_body(press: Press, card: Card, links: tuple[str, ...], url: str) -> str:
    return press.bodies.get(card.source) or close_body(press.body(card), links, url)


def close_body(body: Body, links: tuple[str, ...], url: str) -> str:
    """Return the HTML of a body on the page at `url`, its links relative to that page."""
    root = "../" * url.count("/")
    return close_links(body.html, lambda index: (root + links[index]) or "./")


def absolute_body(press: Press, card: Card) -> str:
    """Return the HTML of a body with whole addresses, for feeds."""
    links, base = closings(press, card), press.settings.url + "/"
    html = without_numbers(press.body(card).html)  # they would be there twice in a list of texts
    return close_links(html, lambda index: base + links[index])


def home_url(lang: str) -> str:
    """Return the address of the home page in a language."""
    return LANGUAGES[lang or DEFAULT].prefix
