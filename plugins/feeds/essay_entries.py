"""The entries of a site of essays: its essays and its reflections, as any list shows them."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from ..build.digest import digest
from ..essays.conversation import build_reflections, letter_url
from ..essays.feed_addresses import conversation_path, essays_path, picture_path
from ..essays.identity import essay_id, reflection_id
from ..essays.load import Card
from ..essays.press import Press, absolute_body, closings
from ..essays.site import alternates
from ..essays.views import ReflectionView
from ..essays.words import name_author, say
from ..network_stats.drawings import Drawing, find_drawings
from ..reflections.voices import Voice
from .characters import one_line
from .models import Alternate, Category, Entry, Image, InReplyTo, Replies

if TYPE_CHECKING:
    from lxml import html as lxml_html

FRAME_WEIGHT = 1500
"""About how many bytes an entry takes besides its text."""

RETAINED = 512
"""Entries that are kept at hand, for several lists in a row show the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What stands for an entry while lists are planned: an essay, or a reflection on it."""

    card: Card
    voice: Voice | None = None
    id: str
    published: datetime
    updated: datetime
    weight: int
    shown: bytes
    """Digest of what its entry shows, apart from what the code and the site add."""
    replies: bytes = b""
    """Digest of the replies that its entry counts."""


@dataclass(kw_only=True)
class Desk:
    """Where entries are made: each once, for several lists show it."""

    press: Press
    contact: str
    entries: dict[bytes, Entry] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The absolute address of the site's root, ending in a slash."""
        return self.press.settings.url + "/"

    def entry(self, item: Item) -> Entry:
        """Return the entry of an essay or a reflection, at hand, from the store, or made."""
        press, known = self.press, self.entries
        shell = press.shells[item.card.lang].digest
        key = digest("entry", press.version, shell, item.shown, item.replies)
        if key not in known:
            while len(known) >= RETAINED:
                del known[next(iter(known))]  # the oldest
            stored = press.store.get(key)
            known[key] = pickle.loads(stored) if stored else self._make(item)  # noqa: S301 - our own store, checked by digest
            if stored is None:
                press.store.put(key, pickle.dumps(known[key], protocol=5))
        return known[key]

    def _make(self, item: Item) -> Entry:
        return build_reflection(self, item, item.voice) if item.voice else build_essay(self, item)


Figure = Callable[["lxml_html.HtmlElement"], "lxml_html.HtmlElement"]


def voices(card: Card) -> tuple[Voice, ...]:
    """Return the published reflections on an essay, in reading order."""
    return tuple(map(Voice._make, card.voices))


def build_essay_item(press: Press, card: Card) -> Item:
    """Return an essay as lists hold it."""
    said = (
        *(card.uri, card.lang, card.url, card.title, card.published, card.updated),
        *closings(press, card),
        *(f"{other.lang} {other.url}" for other in alternates(press.site, card)),
        *(press.site.tags[tag][card.lang].name for tag in card.tags),
    )
    return Item(
        card=card,
        id=essay_id(card),
        published=datetime.fromisoformat(card.published),
        updated=max(map(datetime.fromisoformat, (card.published, card.updated))),
        weight=card.weight + FRAME_WEIGHT,
        shown=digest(card.words, *said),
        replies=digest(repr(card.voices)) if card.voices else b"",
    )


def build_reflection_item(card: Card, voice: Voice) -> Item:
    """Return a reflection as lists hold it."""
    moment = datetime.fromisoformat(voice.moment)
    said = (card.uri, card.lang, card.url, card.title, *map(str, voice))
    return Item(
        card=card,
        voice=voice,
        id=reflection_id(card, voice.id),
        published=moment,
        updated=moment,
        weight=voice.weight + FRAME_WEIGHT,
        shown=digest(*said),
    )


def build_entries(desk: Desk, items: Iterable[Item], *, counted: bool = True) -> tuple[Entry, ...]:
    """Return the entries of a list; without `counted` they do not say how many replies.

    What counts replies changes with each one, and an archive does not change.
    """
    entries = map(desk.entry, items)
    return tuple(entries) if counted else tuple(map(_without_count, entries))


def _without_count(entry: Entry) -> Entry:
    if entry.replies is None:
        return entry
    return replace(entry, replies=replace(entry.replies, count=None, updated=None))


def build_essay(desk: Desk, item: Item) -> Entry:
    """Return the entry of an essay: its whole text, its picture, its conversation."""
    from .content import feed_content  # noqa: PLC0415 - lxml is slow to import

    press, card, base = desk.press, item.card, desk.base
    page = base + card.url
    body = absolute_body(press, card)
    drawings = find_drawings(body)
    text = body + answer_html(desk, card, item.id)
    return Entry(
        id=item.id,
        url=page,
        title=one_line(card.title),
        content_html=feed_content(text, page, draw_pictures(drawings, base, card)),
        published=item.published,
        updated=item.updated,
        summary=one_line(press.leaf(card).entry.summary),
        lang=card.lang,
        authors=(press.shells[card.lang].site.name,),
        categories=tuple(
            Category(term=tag, label=press.site.tags[tag][card.lang].name) for tag in card.tags
        ),
        alternates=tuple(
            Alternate(lang=other.lang, url=base + other.url)
            for other in alternates(press.site, card)
            if other.lang != card.lang
        ),
        replies=build_replies(press, card),
        image=build_image(base, card, drawings),
    )


def build_replies(press: Press, card: Card) -> Replies:
    """Return the conversation on an essay: how many reflections, the last, and where."""
    said, base = voices(card), press.settings.url + "/"
    return Replies(
        count=len(said),
        updated=max((datetime.fromisoformat(voice.moment) for voice in said), default=None),
        url=base + conversation_path(card.lang, card.id)
        if press.has_conversation_feed(card)
        else "",
        page=f"{base}{card.url}#reflections",
    )


def build_image(base: str, card: Card, drawings: Sequence[Drawing]) -> Image | None:
    """Return the first figure of an essay as a picture that stands for it."""
    if not drawings:
        return None
    width, height = drawings[0].size
    url = base + picture_path(card.url, drawings[0].name)
    return Image(url=url, width=width, height=height, alt=drawings[0].words)


def draw_pictures(drawings: Sequence[Drawing], base: str, card: Card) -> Figure:
    """Return a function that puts the PNG of each drawing, in order, in its place.

    The picture leads to the figure on the essay's page, where its numbers are.
    """
    from lxml import html  # noqa: PLC0415 - as above

    from .content import figure_in_words  # noqa: PLC0415

    waiting = iter(drawings)

    def draw(svg: html.HtmlElement) -> html.HtmlElement:
        drawing = next(waiting, None)
        if drawing is None:
            return figure_in_words(svg, base + card.url)
        width, height = drawing.size
        picture = html.Element(
            "img",
            src=base + picture_path(card.url, drawing.name),
            alt=drawing.words,
            width=str(width),
            height=str(height),
        )
        if "a" in {element.tag for element in svg.iterancestors()}:
            return picture
        place = f"#{drawing.anchor}" if drawing.anchor else ""
        link = html.Element("a", href=base + card.url + place)
        link.append(picture)
        return link

    return draw


def build_reflection(desk: Desk, item: Item, voice: Voice) -> Entry:
    """Return the entry of a reflection, which says first what it answers."""
    from .content import feed_reflection  # noqa: PLC0415 - as above

    card, base = item.card, desk.base
    page = base + card.url
    (view,) = build_reflections(desk.press, [(card, voice.id)])
    parts = (
        f"<p>{reply_line(card, view, page)}</p>",
        view.body_html,
        _provenance(view, card.lang),
        answer_html(desk, card, item.id, view.anchor),
    )
    name = name_author(view.author, view.number, card.lang)
    return Entry(
        id=item.id,
        url=f"{page}#{view.anchor}",
        title=one_line(say(card.lang, "reflection-title", name=name, essay=card.title)),
        content_html=feed_reflection("\n".join(filter(None, parts)), page),
        published=item.published,
        updated=item.updated,
        summary=one_line(view.excerpt),
        lang=view.lang,
        authors=(view.author or say(card.lang, "anonymous"),),
        in_reply_to=InReplyTo(
            id=reflection_id(card, voice.parent) if voice.parent else essay_id(card),
            url=f"{page}#{voice.parent}" if voice.parent else page,
            source=base
            + (conversation_path(card.lang, card.id) if voice.parent else essays_path(card.lang)),
        ),
    )


def reply_line(card: Card, view: ReflectionView, page: str) -> str:
    """Return what a reflection answers, in words that lead there, as HTML."""
    lang, parent = card.lang, view.parent
    title = say(lang, "quoted", name=card.title)
    essay = f'<a href="{escape(page)}">{escape(title)}</a>'
    if not parent:
        return say(lang, "in-reply-to-essay", essay=essay)
    if parent.gone:
        return say(lang, "in-reply-to-gone", essay=essay)
    if not parent.author:
        return say(lang, "in-reply-to-anonymous", essay=essay)
    name = f'<a href="{escape(page)}#{escape(parent.anchor)}">{escape(parent.author)}</a>'
    return say(lang, "in-reply-to", name=name, essay=essay)


def _provenance(view: ReflectionView, lang: str) -> str:
    """Return whose words a reflection is in and where it was first written, as HTML."""
    said = [say(lang, "restated")] if view.restated else []
    if view.source:
        source = escape(view.source)
        if view.source_url:
            source = f'<a href="{escape(view.source_url)}">{source}</a>'
        said.append(say(lang, "source", source=source))
    return f"<p><small>{' '.join(said)}</small></p>" if said else ""


def answer_html(desk: Desk, card: Card, about: str, anchor: str = "") -> str:
    """Return how to answer an entry, as HTML: a letter that says what it is about, and the page.

    Without an address to write to, the rules of the conversation take the letter's place.
    """
    lang, ways = card.lang, []
    rules = desk.press.shells[lang].site.pages.get("rules")
    page = f"{desk.base}{card.url}#{anchor or 'reflections'}"
    if desk.contact:
        ways.append((letter_url(desk.contact, card, about, page), say(lang, "by-mail")))
    elif rules:
        ways.append((desk.base + rules.url, say(lang, "rules")))
    ways.append((page, say(lang, "on-the-page")))
    links = " · ".join(f'<a href="{escape(url)}">{escape(words)}</a>' for url, words in ways)
    return f"<hr><p>{say(lang, 'answer')} {links}</p>"
