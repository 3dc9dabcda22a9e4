"""The page of an essay; there may be very many, so keys and pages are made with care."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from ..build.digest import SIZE, digest
from .addresses import list_addresses
from .backlinks import citing_views
from .body import Body
from .citation_files import build_citation
from .claims_page import marked_claims
from .conversation import build_page, instrument_html, split_text
from .feed_addresses import conversation_path
from .languages import LANGUAGES
from .load import Card, Leaf
from .permalinks import add_permalinks, twin_of
from .press import Output, Place, Press, close_body, closings
from .site import alternates
from .views import CardView, EssayView, Link, NextView, root_of


class Way(NamedTuple):
    """Where a reader may go from an essay: on, if its author says where, or else back or forth."""

    newer: Card | None = None
    older: Card | None = None
    next: Card | None = None


def essay_pages(press: Press, lang: str) -> Iterator[Output]:
    """Yield the page of each essay; keys are made with care, for there may be very many."""
    cards, site, shell = press.site.essays[lang], press.site, press.shells[lang]
    ruler = press.ruler
    base = digest(
        press.templates.digest("essay.html"), shell.digest, ruler.digest if ruler else b""
    )
    words = b"".join(press.strings[code].digest for code in LANGUAGES if code != lang)
    series = {
        key: digest(site.series[key][lang].name, *(card.link for card in group))
        for key, group in site.by_series[lang].items()
    }
    around = [b"newest", *(card.link for card in cards), b"oldest"]
    siblings, backlinks = site.siblings, press.backlinks
    named = {card.id: card for card in cards} if any(card.next for card in cards) else {}
    for index, card in enumerate(cards):
        parts = [base, card.own, around[index], around[index + 2], series.get(card.series, b"")]
        following = named.get(card.next) if card.next else None
        if following:
            parts[2:4] = [b"next", following.link]
        cited = backlinks.get((card.folder, lang)) if backlinks else None
        if cited:
            parts += [b"cited", cited.digest]
        texts = siblings[card.folder]
        if len(texts) > 1:
            parts += [*(other.link for other in texts), words]
        if card.claims:
            parts.append(repr(site.due.get(card.source)).encode())
        if card.links:
            parts.append("\n".join(closings(press, card)).encode())
            if ruler:
                parts += ruler.picture_digests(card)
        key = blake2b(b"\0".join(parts), digest_size=SIZE).digest()
        yield EssayPage(card.url + "index.html", key, press, card, index, following)


class EssayPage(Output):
    """The page of an essay, not yet made."""

    __slots__ = ("card", "index", "next", "press")

    def __init__(
        self, path: str, key: bytes, press: Press, card: Card, index: int, following: Card | None
    ) -> None:
        self.path, self.key, self.press = path, key, press
        self.card, self.index, self.next = card, index, following

    @property
    def way(self) -> Way:
        """Where a reader may go from here."""
        if self.next:
            return Way(next=self.next)
        cards, after = self.press.site.essays[self.card.lang], self.index + 1
        return Way(
            newer=cards[self.index - 1] if self.index else None,
            older=cards[after] if after < len(cards) else None,
        )

    def make(self) -> bytes:
        """Return the page."""
        press, view, ruler = self.press, self._view(), self.press.ruler
        page = press.render("essay.html", self.card.lang, view=view)
        return (ruler.render(press, page, view) if ruler else page).encode()

    def place(self) -> Place:
        """Return what the map of the site says of it."""
        card = self.card
        urls = {other.lang: other.url for other in alternates(self.press.site, card)}
        return Place(card.url, urls or {card.lang: card.url}, (card,))

    def _view(self) -> EssayView:
        from ..reflections.json_ld import render_json_ld  # noqa: PLC0415 - lists do without
        from ..reflections.tallies import build_questions  # noqa: PLC0415
        from ..reflections.views import build_conversation_view  # noqa: PLC0415

        press, card, way = self.press, self.card, self.way
        shell, leaf, body = press.shells[card.lang], press.leaf(card), press.body(card)
        series = press.site.by_series[card.lang].get(card.series, ())
        urls = {other.lang: other.url for other in alternates(press.site, card)}
        closed = press.bodies.get(card.source) or close_body(body, closings(press, card), card.url)
        closed = marked_claims(press, card, closed, card.url)
        if press.settings.permalinks:
            closed = self._linked(closed, body, leaf)
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
                "card": self._card(leaf),
            },
            entry=leaf.entry,
            lead=leaf.entry.summary,
            parts=split_text(closed, conversation),
            addresses=list_addresses(closed),
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
            newer=_link(way.newer),
            older=_link(way.older),
            next=_next(way.next, leaf.because),
            cited=citing_views(press, card.folder, card.lang),
            citation=build_citation(press, card, leaf),
            works=body.works,
            json_ld="",
        )
        place = press.ruler.place if press.ruler else ""
        return replace(view, json_ld=render_json_ld(view), label_html=place)

    def _linked(self, closed: str, body: Body, leaf: Leaf) -> str:
        """Return the text with its permalinks, and with links to another language's."""
        press, card = self.press, self.card
        others = (one for one in press.site.siblings[card.folder] if one.lang != card.lang)
        other = next(others, None)
        twin = None
        if other:
            href = root_of(card.url) + other.url
            twin = twin_of(other.lang, href, press.strings[other.lang])
        return add_permalinks(closed, body, leaf.apart, press.strings[card.lang], twin)

    def _card(self, leaf: Leaf) -> CardView | None:
        if not self.press.settings.cards:
            return None
        from .card_views import essay_card  # noqa: PLC0415 - a site can do without

        return essay_card(self.card, leaf)


def _next(card: Card | None, because: str) -> NextView | None:
    return NextView(title=card.title, url=card.url, because=because) if card else None


def _link(card: Card | None) -> Link | None:
    return Link(label=card.title, url=card.url) if card else None
