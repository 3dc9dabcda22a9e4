"""What pages are made with: the press, what every page of a language has, and a page to come.

A key is the digest of the parts a page is made from, and its maker is given those same parts:
what is not in the key cannot reach the page.
"""

import pickle
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..build.assets import Assets
from ..build.digest import digest
from ..build.settings import Settings
from ..build.store import Missing, Store
from ..build.templates import Strings, Templates
from .body import Body, close_links, without_numbers
from .claims import tell_claims
from .conversation import list_path
from .feed_addresses import announced, book_link, book_path, feed_link
from .languages import DEFAULT, LANGUAGES
from .load import Card, Leaf
from .notes import with_endnotes
from .security import script_of
from .site import Site
from .views import Alternate, CardView, EntryView, FeedLink, Link, SiteView, View, root_of
from .words import say

if TYPE_CHECKING:
    from pathlib import Path

    from ..network_stats.models import Figure
    from ..reflections.turns import Turn
    from .backlinks import Cited, Quote
    from .label import Ruler

AT_HAND = 64
"""Conversations that are kept at hand, for several lists in a row show them…"""
LARGE = 1 << 18
"""…and the bytes from which one is kept alone."""


class Place(NamedTuple):
    """What the map of the site says of a page."""

    url: str
    """Below the root of the site."""
    urls: Mapping[str, str]
    """The page in each language, itself included."""
    texts: Sequence[Card]
    """The texts that it shows: it is as new as the newest of them. None for one without date."""


class Output(ABC):
    """A file of the site: its path, a key of all that it is made from, and how to make it."""

    __slots__ = ("key", "path")

    path: str
    key: bytes

    @abstractmethod
    def make(self) -> bytes:
        """Return the bytes of the file."""

    def place(self) -> Place | None:
        """Return what the map of the site says of it; `None` when it is not on the map."""
        return None


class MadeBy(Output):
    """A file that a function makes."""

    __slots__ = ("_maker", "_place")

    def __init__(
        self, path: str, key: bytes, maker: Callable[[], bytes], place: Place | None = None
    ) -> None:
        self.path, self.key, self._maker, self._place = path, key, maker, place

    def make(self) -> bytes:
        """Return the bytes of the file."""
        return self._maker()

    def place(self) -> Place | None:
        """Return what the map of the site says of it."""
        return self._place


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
    assets: Assets = field(default_factory=Assets)
    """The theme's files that are not published as they are."""
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

    def quotes(self, card: Card) -> "tuple[Quote, ...]":
        """Return the sentences in which a text links to others.

        Raises `Missing` when the store has lost them.
        """
        from .backlinks import parse_quotes  # noqa: PLC0415 - it needs the views of a page

        if not card.quotes:
            return ()
        data = self.store.get(card.quotes)
        if data is None:
            raise Missing(card.source)
        return parse_quotes(data)

    @cached_property
    def backlinks(self) -> "dict[tuple[str, str], Cited]":
        """What cites each text that is cited, by its folder and its language."""
        from .backlinks import build_backlinks  # noqa: PLC0415 - as above

        return build_backlinks(self) if self.settings.backlinks else {}

    @cached_property
    def _folders(self) -> dict[str, str]:
        """The folder of each text that is seen, by its address."""
        return {card.url: card.folder for card in self.site.by_source.values()}

    def find_folder(self, address: str) -> str:
        """Return the folder of the text at an address of the web, or "" when it is not ours."""
        from .backlinks import path_below  # noqa: PLC0415 - as above

        settings = self.settings
        path = path_below(address, settings.url)
        if path is None and settings.published:
            path = path_below(address, settings.published)
        return self._folders.get(path, "") if path else ""

    def render(self, template: str, lang: str, **values: object) -> str:
        """Return what a template makes of these values, in the words of a language."""
        strings = self.strings[lang]
        return self.templates.render(
            template, **values, _=strings.gettext, ngettext=strings.ngettext
        )

    def has_conversation_feed(self, card: Card) -> bool:
        """Return whether the reflections on an essay have a feed."""
        return bool(card.voices) or self.settings.conversation_feeds == "all"

    @cached_property
    def script(self) -> str:
        """The script that stands in every page, or nothing."""
        return script_of(self.settings.theme / "templates")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The theme's style sheets by their names."""
        folder = self.settings.theme / "static" / "css"
        return {path.name: path.read_text("utf-8", "replace") for path in folder.glob("*.css")}

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colours of cards and books: those of the theme's light scheme, by property."""
        from ..network_stats.drawings import choose_colours  # noqa: PLC0415 - for drawings alone
        from .cards import COLOURED  # noqa: PLC0415 - the same

        return choose_colours(self.sheets, COLOURED)

    @cached_property
    def fonts(self) -> "list[Path]":
        """The files of the faces in which cards and books are set."""
        from .card_fonts import find_fonts  # noqa: PLC0415 - as above

        return find_fonts(self.settings.theme / "static")

    @cached_property
    def paint(self) -> bytes:
        """The digest of those colours and faces."""
        from .card_fonts import fonts_digest  # noqa: PLC0415 - as above

        colours = repr(sorted(self.colours.items()))
        return digest(fonts_digest(self.fonts, self.sheets), colours)

    @cached_property
    def shells(self) -> dict[str, "Shell"]:
        """What every page of a language has, by language."""
        return {lang: build_shell(self, lang) for lang in LANGUAGES}

    @cached_property
    def ruler(self) -> "Ruler | None":
        """What measures pages for their labels, where they have one."""
        if not self.settings.page_label:
            return None
        from .label import build_ruler  # noqa: PLC0415 - a site without labels does without

        return build_ruler(self)


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What every page of one language has, and its digest."""

    lang: str
    site: SiteView
    menu: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    names: dict[str, str]
    """The name of the site in each language."""
    card: CardView | None
    """The card of the site."""
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
            "card": self.card,
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
                locale=LANGUAGES[lang].locale,
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
        locale=language.locale,
        url=settings.url + "/",
        home=language.prefix,
        pages=pages,
        archives=language.prefix + language.archives,
        tags=language.prefix + language.tags,
        reflections=list_path(lang),
        claims=language.prefix + language.claims,
        assets=dict(press.assets.paths),
        book=_book(press, lang, entry.title if entry else settings.name),
        script=press.script,
        search=language.prefix + language.search if settings.search else "",
    )
    menu = (
        Link(label=strings.gettext("Topics"), url=site.tags),
        Link(label=strings.gettext("Archives"), url=site.archives),
        *([Link(label=strings.gettext("Search"), url=site.search)] if site.search else []),
        *(pages[name] for name in ("about", "subscribe") if name in pages),
    )
    names = site_names(press)
    feeds = announced(names, lang)
    card = None
    if settings.cards:
        from .card_views import site_card  # noqa: PLC0415 - a site can do without

        card = site_card(site, lang)
    return Shell(
        lang=lang,
        site=site,
        menu=menu,
        feeds=feeds,
        names=names,
        card=card,
        digest=digest(press.version, press.strings[lang].digest, repr((site, menu, feeds))),
    )


def _book(press: Press, lang: str, name: str) -> FeedLink | None:
    """Return the book of a language as pages announce it, for a site of this name."""
    if not press.settings.epub or not press.site.essays[lang]:
        return None
    title = press.strings[lang].gettext("%(name)s: the essays as a book") % {"name": name}
    return book_link(title, book_path(name, lang))


def page_output(
    press: Press,
    lang: str,
    template: str,
    url: str,
    parts: object,
    view: Callable[[], View],
    *,
    urls: Mapping[str, str] | None = None,
    texts: Sequence[Card] = (),
    mapped: bool = True,
) -> Output:
    """Return the page at `url`: `parts` is all that `view` uses besides the shell.

    The map of the site names the page in each language, as `urls` do, and dates it by the
    `texts` that it shows; a page that is not for search engines is not `mapped`.
    """

    def make() -> bytes:
        return press.render(template, lang, view=view()).encode()

    path = url + "index.html" if not url or url.endswith("/") else url
    key = digest(press.templates.digest(template), press.shells[lang].digest, url, repr(parts))
    place = Place(url, urls or {lang: url}, texts) if mapped else None
    return MadeBy(path, key, make, place)


def list_links(
    near: Sequence[int], number: int, url: Callable[[int], str]
) -> tuple[Link | None, ...]:
    """Return the links of page `number` of a list to those near it; `None` for a gap."""
    return tuple(
        Link(label=str(page), url=url(page), current=page == number) if page else None
        for page in near
    )


def closings(press: Press, card: Card) -> tuple[str, ...]:
    """Return the address of each link of a text, relative to the root of the site."""
    known, addresses = press.site.by_source, []
    for kind, target, fragment, _ in card.links:  # this runs for every link of the site
        if kind == "filename" and target in known:
            address = known[target].url
        elif kind == "figure":
            address = download_path(card.url, target)
        else:
            address = static_path(target)
        addresses.append(f"{address}#{fragment}" if fragment else address)
    return tuple(addresses)


def download_path(url: str, name: str) -> str:
    """Return where a file that a figure on the page at `url` offers is published."""
    return f"{url}figures/{name}"


def static_path(source: str) -> str:
    """Return where a file of the content folder is published."""
    return source.removeprefix("essays/")


def closed_body(press: Press, card: Card, links: tuple[str, ...], url: str) -> str:
    """Return the HTML of a text on the page at `url`, where `links` are its closings."""
    return press.bodies.get(card.source) or close_body(press.body(card), links, url)


def close_body(body: Body, links: tuple[str, ...], url: str) -> str:
    """Return the HTML of a body on the page at `url`, its links relative to that page."""
    root = root_of(url)
    return close_links(body.html, lambda index: (root + links[index]) or "./")


def absolute_body(press: Press, card: Card) -> str:
    """Return the HTML of a body with whole addresses and its notes at its end, for feeds."""
    links, base = closings(press, card), press.settings.url + "/"
    html = with_endnotes(press.body(card).html)
    html = tell_claims(html, card.lang)
    html = without_numbers(html)  # they would be there twice in a list of texts
    return close_links(html, lambda index: base + links[index])


def home_url(lang: str) -> str:
    """Return the address of the home page in a language."""
    return LANGUAGES[lang or DEFAULT].prefix
