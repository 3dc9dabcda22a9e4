"""The feeds of a site of essays: every list of every language, planned as outputs of the build.

A list is planned from cards alone. Its key holds the digest of each of its entries, and all that
the code, the site and the theme add: an unchanged feed is not written again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from html import escape
from itertools import takewhile
from pathlib import Path

from ..build.digest import combine, digest, file_digest
from ..build.problems import BuildFailed, Problem
from ..essays.feed_addresses import (
    MEDIA_TYPES,
    archive_path,
    author_path,
    conversation_path,
    essays_path,
    opml_path,
    picture_path,
    reflections_path,
    series_path,
    tag_path,
)
from ..essays.identity import FIRST_DAY, find_authority
from ..essays.languages import LANGUAGES
from ..essays.load import Card
from ..essays.models import LICENCE
from ..essays.press import MadeBy, Output, Press, site_names
from ..essays.slugs import author_slug
from ..essays.words import say
from ..network_stats.drawings import FONTS, Drawing, find_drawings, parse_colours, render_png
from .characters import one_line
from .essay_entries import (
    Desk,
    Item,
    build_entries,
    build_essay_item,
    build_reflection_item,
    voices,
)
from .history import History, build_history
from .models import Feed, Link
from .opml import Outline, render_opml

RIGHTS = "CC BY-SA 4.0"
GENERATOR = "Pelican, Liens faibles"

MARKS = ("\ue000", "\ue001", "\ue002", "\ue003")
"""What stands for an id, a title, an address and a page in a feed that is filled in later: no
text has these characters."""

STYLESHEET, ICON = "css/feed.css", "favicon.svg"
"""Files of the theme that feeds point to, if it has them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A list that has a feed. `home` is the page that shows it, below the site's root."""

    kind: str
    lang: str
    name: str
    """What its id ends in."""
    paths: Mapping[str, str]
    """Its address in each of its formats."""
    title: str
    subtitle: str
    home: str
    items: tuple[Item, ...]
    related: tuple[Link, ...] = ()
    rights: bool = True
    """Whether the entries are under the site's licence: what readers write is theirs."""
    otherwise: datetime = FIRST_DAY
    """Its date when it has no entry."""


def build_feeds(press: Press) -> Iterator[Output]:
    """Yield every feed of the site, the pictures that stand for drawings, and lists of feeds."""
    plan = Plan(press)
    for lang in LANGUAGES:
        lists = [*plan.lists(lang)]
        for listing in lists:
            yield from plan.outputs(listing)
        yield plan.opml(lang, lists)
        for card in press.site.essays[lang]:
            if press.has_conversation_feed(card):
                yield from plan.conversation(card)
            yield from plan.pictures(card)


class Plan:
    """The feeds of one site, not yet made."""

    def __init__(self, press: Press) -> None:
        self.press, self.settings = press, press.settings
        self.desk = Desk(press=press, contact=press.settings.contact)
        self.base = press.settings.url + "/"
        self.names = site_names(press)
        self.authority = find_authority(press)
        self.theme = press.settings.theme / "static"
        self.stylesheet = self._theme_file(STYLESHEET)
        self.icon = self._theme_file(ICON)
        self._items: dict[str, Item] = {}
        self.empty: dict[str, list[str]] = {}
        self._colours: tuple[bytes, dict[str, str]] | None = None

    def _theme_file(self, name: str) -> str:
        return f"{self.base}theme/{name}" if (self.theme / name).is_file() else ""

    def _essay_items(self, cards: Iterable[Card]) -> tuple[Item, ...]:
        """Return the essays of a list as it holds them; no more than its feed may show.

        Where a feed is cut, those of one moment stay together: their order is the feed's affair.
        """
        newest = sorted(cards, key=lambda card: -card.timestamp)
        most = self.settings.feed_entries
        if 0 < most < len(newest):
            cut = newest[most].timestamp
            newest = list(takewhile(lambda card: card.timestamp >= cut, newest))
        known = self._items
        for card in newest:
            if card.source not in known:
                known[card.source] = build_essay_item(self.press, card)
        return tuple(known[card.source] for card in newest)

    def lists(self, lang: str) -> Iterator[Listing]:
        """Yield the lists of a language: all essays, by tag, by series, by author, reflections."""
        site = self.press.site
        shell = self.press.shells[lang]
        yield Listing(
            kind="essays",
            lang=lang,
            name=f"essays/{lang}",
            paths={form: essays_path(lang, form) for form in MEDIA_TYPES},
            title=say(lang, "essays", site=self.names[lang]),
            subtitle=shell.site.tagline,
            home=shell.site.home,
            items=self._essay_items(site.essays[lang]),
            related=self._related("essays", essays_path, lang),
        )
        if self.settings.list_feeds == "all":
            yield from self._parts(lang)
        yield Listing(
            kind="reflections",
            lang=lang,
            name=f"reflections/{lang}",
            paths={"atom": reflections_path(lang)},
            title=say(lang, "reflections", site=self.names[lang]),
            subtitle=say(lang, "reflections-sentence"),
            home=shell.site.home,
            items=tuple(
                build_reflection_item(card, voice)
                for card in site.essays[lang]
                for voice in voices(card)
            ),
            related=self._related("reflections", reflections_path, lang),
            rights=False,
        )

    def _parts(self, lang: str) -> Iterator[Listing]:
        """Yield the lists of a part of the essays: by tag, by series, by author."""
        site, shell = self.press.site, self.press.shells[lang]
        for key, cards in site.by_tag[lang].items():
            term = site.tags[key][lang]
            home = f"{shell.site.tags}{term.slug}/"
            path = tag_path(lang, term.slug)
            yield self._part("tag", lang, key, path, term.name, term.sentence, home, cards)
        for key, cards in site.by_series[lang].items():
            term = site.series[key][lang]
            path = series_path(lang, term.slug)
            home = shell.site.home
            yield self._part("series", lang, key, path, term.name, term.sentence, home, cards)
        for name, listed in _by_author(site.essays[lang]).items():
            sentence = say(lang, "author-sentence", name=name)
            key, path = author_slug(name), author_path(lang, name)
            yield self._part("author", lang, key, path, name, sentence, shell.site.home, listed)

    def _part(
        self,
        kind: str,
        lang: str,
        key: str,
        path: str,
        name: str,
        sentence: str,
        home: str,
        cards: Iterable[Card],
    ) -> Listing:
        """Return a list of a part of the essays."""
        return Listing(
            kind=kind,
            lang=lang,
            name=f"essays/{lang}/{kind}/{key}",
            paths={"atom": path},
            title=say(lang, kind, site=self.names[lang], name=name),
            subtitle=sentence,
            home=home,
            items=self._essay_items(cards),
        )

    def _related(self, name: str, path: Callable[[str], str], lang: str) -> tuple[Link, ...]:
        """Return the same list in the other languages."""
        return tuple(
            Link(
                rel="related",
                url=self.base + path(other),
                type=MEDIA_TYPES["atom"],
                lang=other,
                title=say(other, name, site=self.names[other]),
            )
            for other in LANGUAGES
            if other != lang
        )

    def conversation(self, card: Card) -> Iterator[Output]:
        """Yield the feed of the reflections on an essay."""
        lang = card.lang
        yield from self.outputs(
            Listing(
                kind="conversation",
                lang=lang,
                name=f"reflections/{lang}/{card.id}",
                paths={"atom": conversation_path(lang, card.id)},
                title=say(lang, "conversation", site=self.names[lang], name=card.title),
                subtitle=say(lang, "conversation-sentence"),
                home=card.url,
                items=tuple(build_reflection_item(card, voice) for voice in voices(card)),
                rights=False,
                otherwise=datetime.fromisoformat(card.published),
            )
        )

    def outputs(self, listing: Listing) -> Iterator[Output]:
        """Yield the files of a list: its feed in each of its formats, and its archives."""
        history = build_history(listing.items, self.settings.feed_size, self.settings.feed_entries)
        if self.settings.drafts:  # a preview has no subscribers, and follows the keyboard
            history = replace(history, archives=())
        shell = self.press.shells[listing.lang]
        around = digest(
            repr((listing.title, listing.subtitle, listing.home, listing.related, listing.paths)),
            repr((self.stylesheet, self.icon, self.settings.contact)),
            repr((shell.site, self.authority)),
            listing.otherwise.isoformat(),
        )
        names = _archive_names(history, around)
        for form, path in listing.paths.items():
            paths = [archive_path(listing.lang, name, form) for name in names]
            for number, items in enumerate(history.archives):
                yield self._archive(listing, form, items, paths, number)
            counted = combine(item.shown + item.replies for item in history.current)
            key = digest(self.press.version, around, form, counted, repr(paths[-1:]))
            make = partial(self._render, listing, form, path, history, paths[-1:])
            yield MadeBy(path, key, make)

    def _archive(
        self, listing: Listing, form: str, items: tuple[Item, ...], paths: list[str], number: int
    ) -> Output:
        """Return one archive: it names the feed, the archive before it, or the one after it."""
        links = [Link(rel="current", url=self.base + listing.paths[form], type=MEDIA_TYPES[form])]
        if number:
            before = self.base + paths[number - 1]
            links.append(Link(rel="prev-archive", url=before, type=MEDIA_TYPES[form]))
        else:
            after = self.base + paths[1]
            links.append(Link(rel="next-archive", url=after, type=MEDIA_TYPES[form]))
        key = digest(self.press.version, paths[number])
        path = paths[number]

        def make() -> bytes:
            return self._make(listing, form, path, items[::-1], tuple(links), complete=None)

        return MadeBy(path, key, make)

    def _render(
        self,
        listing: Listing,
        form: str,
        path: str,
        history: History[Item],
        before: list[str],
    ) -> bytes:
        """Return a list's feed."""
        if listing.kind == "conversation" and not listing.items:
            return self._empty(listing, path)
        links = [*listing.related]
        if self.settings.hub:
            links.append(Link(rel="hub", url=self.settings.hub))
        links += (
            Link(rel="prev-archive", url=self.base + url, type=MEDIA_TYPES[form]) for url in before
        )
        return self._make(
            listing, form, path, history.current, tuple(links), complete=history.complete
        )

    def _empty(self, listing: Listing, path: str) -> bytes:
        """Return the feed of a conversation that has not begun.

        There may be very many, and they differ in five places: one is made, with marks there.
        """
        from .atom import render_atom  # noqa: PLC0415 - most builds write no feed
        from .dates import rfc3339  # noqa: PLC0415

        if listing.lang not in self.empty:
            name, title, url, home = MARKS
            feed = self._feed(replace(listing, otherwise=FIRST_DAY), path, ())
            hub = (Link(rel="hub", url=self.settings.hub),) if self.settings.hub else ()
            marked = replace(feed, id=name, title=title, url=url, home=home, links=hub)
            document = render_atom(replace(marked, complete=True)).decode()
            first = re.escape(rfc3339(FIRST_DAY))
            self.empty[listing.lang] = re.split(f"([{''.join(MARKS)}]|{first})", document)
        said = (
            self.authority + listing.name,
            listing.title,
            self.base + path,
            self.base + listing.home,
        )
        words = {
            mark: escape(one_line(text), quote=False)
            for mark, text in zip(MARKS, said, strict=True)
        }
        words[rfc3339(FIRST_DAY)] = rfc3339(listing.otherwise)
        return "".join(words.get(part, part) for part in self.empty[listing.lang]).encode()

    def _make(
        self,
        listing: Listing,
        form: str,
        path: str,
        items: tuple[Item, ...],
        links: tuple[Link, ...],
        *,
        complete: bool | None,
    ) -> bytes:
        """Return a document of a list; `complete` is None for an archive."""
        from .formats import FORMATS  # noqa: PLC0415 - most builds write no feed

        _check_ids(items, self.settings.place)
        feed = self._feed(listing, path, items)
        entries = build_entries(self.desk, items, counted=complete is not None)
        licence = (Link(rel="license", url=LICENCE),) if listing.rights else ()
        return FORMATS[form].render(
            replace(
                feed,
                entries=entries,
                links=licence + links,
                archive=complete is None,
                complete=bool(complete),
            )
        )

    def _feed(self, listing: Listing, path: str, items: tuple[Item, ...]) -> Feed:
        """Return all of a feed but its entries."""
        return Feed(
            id=self.authority + listing.name,
            title=listing.title,
            subtitle=listing.subtitle,
            lang=listing.lang,
            url=self.base + path,
            home=self.base + listing.home,
            updated=max((item.updated for item in items), default=listing.otherwise),
            authors=(self.names[listing.lang],),
            rights=RIGHTS if listing.rights else "",
            generator=GENERATOR,
            icon=self.icon,
            stylesheet=self.stylesheet,
        )

    def opml(self, lang: str, lists: list[Listing]) -> Output:
        """Return the list of the feeds in a language, for readers that take many at once."""
        title = say(lang, "opml", site=self.names[lang])
        outlines = [
            Outline(
                title=listing.title,
                url=self.base + listing.paths["atom"],
                home=self.base + listing.home,
                description=listing.subtitle,
                lang=lang,
                group=say(lang, f"group-{listing.kind}")
                if listing.kind in ("tag", "series", "author")
                else say(lang, "group-essays"),
            )
            for listing in lists
        ]

        def make() -> bytes:
            return render_opml(title, self.names[lang], outlines)

        return MadeBy(opml_path(lang), digest(self.press.version, title, repr(outlines)), make)

    def pictures(self, card: Card) -> Iterator[Output]:
        """Yield the PNG of each drawing of an essay."""
        for name, shown in card.figures:
            mark, colours = self._palette()
            key = digest("png", self.press.version, mark, shown)
            make = partial(self._picture, card, name, colours, key)
            yield MadeBy(picture_path(card.url, name), key, make)

    def _picture(self, card: Card, name: str, colours: dict[str, str], key: bytes) -> bytes:
        stored = self.press.store.get(key)
        if stored is None:
            drawings = {one.name: one for one in find_drawings(self.press.body(card).html)}
            stored = _draw(drawings[name], colours, f"{self.settings.place}/{card.source}")
            self.press.store.put(key, stored)
        return stored

    def _palette(self) -> tuple[bytes, dict[str, str]]:
        """Return the colours of the theme, and a digest of them and of the fonts."""
        if self._colours is None:
            colours = parse_colours(self.press.sheets)
            fonts = [file_digest(path) for path in sorted(Path(FONTS).glob("*.ttf"))]
            self._colours = digest(*fonts, repr(sorted(colours.items()))), colours
        return self._colours


def _draw(drawing: Drawing, colours: dict[str, str], place: str) -> bytes:
    """Return a drawing as PNG; raises `BuildFailed` with its text's path when it is no SVG."""
    try:
        return render_png(drawing, colours)
    except ValueError as error:
        message = f"the drawing {drawing.name!r} cannot be made into a picture: {error}"
        hint = "Feeds show a PNG in its place: mend the SVG."
        raise BuildFailed([Problem(place, 0, message, hint)]) from error


def _check_ids(items: tuple[Item, ...], place: str) -> None:
    """Raise `BuildFailed` when two reflections have one id: readers would show only one."""
    seen: dict[str, Item] = {}
    problems = []
    for item in sorted(items, key=lambda item: item.card.source):
        other = seen.setdefault(item.id, item)
        if other is not item and item.voice:
            path = f"{place}/{item.card.folder}/reflections/{item.voice.id}.md"
            message = f"the reflection {item.voice.id!r} is also in {place}/{other.card.folder}"
            hint = "An id is given once: a reflection belongs to one essay."
            problems.append(Problem(path, 0, message, hint))
    if problems:
        raise BuildFailed(problems)


def _by_author(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """Return the essays by the author of their argument, where one is known, in order of names."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.author:
            found.setdefault(card.author, []).append(card)
    return {name: found[name] for name in sorted(found)}


def _archive_names(history: History[Item], around: bytes) -> list[str]:
    """Return the name of each archive: a digest of what it holds and of what it leads to.

    So an address never changes what it holds. The first archive leads to the second, and each
    later one to the one before it.
    """
    held = [combine(item.shown for item in items) for items in history.archives]
    names: list[str] = []
    for number, own in enumerate(held):
        other = names[-1].encode() if number else held[1]
        names.append(digest("archive", around, own, other).hex()[:16])
    return names
