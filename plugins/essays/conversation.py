"""The conversation as pages show it: under an essay, in its margin, and all in one list."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from ..build.digest import digest
from .feed_addresses import FOLDERS
from .identity import reflection_id
from .languages import LANGUAGES
from .load import Card
from .notes import skip_notes
from .views import BodyPart, ConversationView, ReflectionView
from .words import say

if TYPE_CHECKING:
    from ..network_stats.models import Figure
    from ..reflections.instrument import Spoken
    from ..reflections.views import Page
    from .press import Press


PLACE = "{figure}"
"""Stands in the HTML of a figure for the folder of its files."""
ALL_FILES = 5
"""How many files the figure of a conversation has at the most: three tables, JSON and SVG."""


class Row(NamedTuple):
    """A reflection in the list of all."""

    card: Card
    id: str
    key: bytes
    """Digest of all that the list shows of it."""


def list_path(lang: str, number: int = 1) -> str:
    """Return the address of a page of the list of all reflections."""
    base = f"{LANGUAGES[lang].prefix}{FOLDERS[lang]['reflections']}/"
    return base + (f"page/{number}/" if number > 1 else "")


def build_page(press: "Press", card: Card) -> "Page":
    """Return what the reflections on a text need to know of its page."""
    from ..reflections.views import Page  # noqa: PLC0415 - only for what shows reflections

    def mail(name: str) -> str:
        return mail_url(press, card, name)

    return Page(
        title=card.title,
        url=card.url,
        lang=card.lang,
        texts={other.lang: other.url for other in press.site.siblings[card.folder]},
        mail=mail,
    )


def mail_url(press: "Press", card: Card, name: str) -> str:
    """Return the `mailto:` address for an answer to a reflection; "" when the site has no mail.

    The letter says what it answers: the identity that the reflection has in feeds, and its page.
    """
    contact = press.settings.contact
    page = f"{press.settings.url}/{card.url}#{name}"
    return letter_url(contact, card, reflection_id(card, name), page) if contact else ""


def letter_url(contact: str, card: Card, about: str, page: str) -> str:
    """Return the `mailto:` address of a letter on an essay: it says what it answers, and where."""
    lang = card.lang
    subject = say(lang, "mail-subject", title=card.title, id=card.id)
    body = f"{say(lang, 'mail-body')}\r\n\r\n{about}\r\n{page}\r\n"
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def build_reflections(
    press: "Press", rows: Iterable[tuple[Card, str]]
) -> tuple[ReflectionView, ...]:
    """Return some reflections, each alone, for a list."""
    from ..reflections.views import build_reflection  # noqa: PLC0415 - as above

    views = []
    for card, name in rows:
        turns = press.turns(card)
        turn = turns[name]
        views.append(build_reflection(turn, turns.get(turn.parent), build_page(press, card)))
    return tuple(views)


def split_text(html: str, conversation: ConversationView) -> tuple[BodyPart, ...]:
    """Return a text in parts: each ends with a paragraph that reflections speak of, and its notes.

    Parts put together are the text. A paragraph that is not there has no part of its own: its
    reflections stand in the list alone.
    """
    from ..reflections.views import build_exchanges  # noqa: PLC0415 - as above

    speaking: dict[str, list[str]] = defaultdict(list)
    for node in conversation.nodes:
        if node.passage and node.passage.anchor:
            speaking[node.passage.anchor].append(node.id)
    exchanges = build_exchanges(
        conversation.nodes, [name for names in speaking.values() for name in names]
    )
    ends = sorted((end, anchor) for anchor in speaking if (end := _end_of(html, anchor)))
    parts, done = [], 0
    for end, anchor in ends:
        said = tuple(exchanges[name] for name in speaking[anchor])
        parts.append(BodyPart(html=html[done:end], exchanges=said))
        done = end
    if html[done:] or not parts:
        parts.append(BodyPart(html=html[done:]))
    return tuple(parts)


def _end_of(html: str, anchor: str) -> int:
    """Return where the paragraph with this anchor ends, its notes too; 0 when there is none."""
    start = re.search(rf'<p\b[^<>]*?\sid="{re.escape(anchor)}"', html)
    end = html.find("</p>", start.end()) if start else -1
    return skip_notes(html, end + len("</p>")) if end >= 0 else 0


def list_rows(site_siblings: Mapping[str, Sequence[Card]], cards: Sequence[Card]) -> list[Row]:
    """Return the published reflections on these texts: newest first, then those without a date.

    The latter stand by essay, in the order of the texts, as they do under each.
    """
    dated: list[tuple[str, str, str, Row]] = []
    undated: list[Row] = []
    for card in cards:
        if not card.voices:
            continue
        moments = {name: moment for moment, name in card.reflections}
        around = digest(card.link, card.uri, *(one.link for one in site_siblings[card.folder]))
        for name, _, _, _, shown in card.voices:
            row = Row(card, name, around + bytes.fromhex(shown))
            if name in moments:
                dated.append((moments[name], card.folder, name, row))
            else:
                undated.append(row)
    dated.sort(key=lambda row: row[:3], reverse=True)
    return [*(row for *_, row in dated), *undated]


def measure(press: "Press", cards: Sequence[Card], lang: str) -> "Figure | None":
    """Return the figure of the conversation on some texts; `None` when too few took part.

    The last one is kept at hand: the files of a figure are made one after the other.
    """
    from ..reflections.instrument import build_instrument  # noqa: PLC0415 - as above

    key = digest(lang, *(part for card in cards for part in (card.id, card.turns)))
    if key not in press.figures:
        press.figures.clear()
        press.figures[key] = build_instrument(_spoken(press, cards), lang)
    return press.figures[key]


def _spoken(press: "Press", cards: Sequence[Card]) -> "Spoken":
    from ..reflections.instrument import join, read_turns  # noqa: PLC0415 - as above

    return join(read_turns(press.turns(card).values(), card.id) for card in cards)


def instrument_html(press: "Press", cards: Sequence[Card], lang: str) -> str:
    """Return that figure as HTML for a page beside which its files are; "" when there is none."""
    figure = measure(press, cards, lang)
    return figure.html.replace(PLACE, "figures/") if figure else ""


def measured_files(press: "Press", cards: Sequence[Card]) -> tuple[str, ...]:
    """Return the names of the files of the figure of all these conversations.

    They are all read only where no single one has them all: a large site has one that does.
    """
    speakers = sum(card.speakers for card in cards)
    if not speakers:
        return ()
    from ..network_stats.statistics.conversation import FEWEST  # noqa: PLC0415 - as above

    if speakers < FEWEST:
        return ()
    longest = max((card.measured for card in cards), key=len)
    if len(longest) == ALL_FILES:
        return longest
    from ..reflections.instrument import file_names  # noqa: PLC0415 - as above

    return file_names(_spoken(press, cards))
