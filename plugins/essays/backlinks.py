"""What cites a text: other essays, standing pages, reflections, each with the sentence that does.

The sentences of a text are taken when it is loaded and kept in the store; its card has their
digest. The map from a text to what cites it is made once a build, and only pages that are cited
read sentences.
"""

import html
import marshal
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ..build.digest import digest
from .body import CLOSE, OPEN, Body
from .excerpts import Run, read_runs, render_runs
from .languages import LANGUAGES, when
from .views import CitingView, SentenceView
from .words import name_author, say

if TYPE_CHECKING:
    from ..reflections.turns import Turn
    from .load import Card
    from .press import Press

LONGEST = 240
"""Characters of a sentence that are shown before the words of a link, and after them."""

_EDGE = re.compile(
    r"</?(?:aside|blockquote|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|li|ol|p|section|table"
    r"|td|th|tr|ul)\b[^>]*>"
)
"""Where a block begins or ends."""
_ID = re.compile(r'\sid="([^"]*)"')
_LINK = re.compile(r'<a [^>]*?href="(https?://[^"]*)"[^>]*>')
_END = re.compile(
    r"[.!?…]+[»”’)\]]*(?:[ \u00a0\u202f][»”)\]]+)*"
    r"(?= +[«“‘(\[—–-]*[\u00a0\u202f ]*[A-ZÀ-ÖØ-ÞŒŸ0-9])"
)
"""Where a sentence ends: another begins after a space."""
_SHORT = re.compile(
    r"(?:^|[\s(«“\u00a0\u202f])(?:[A-ZÉ]|M{1,2}|Mmes?|Mlle|Mrs?|Drs?|Pr|St|cf|éd|ed|dir|ex|fig|p{1,2}"
    r"|nos?|vol|chap|art|vs|al)\.$"
)
"""What ends with a point and is no end of a sentence."""


class Quote(NamedTuple):
    """A sentence with a link: the anchor of its paragraph, and the words around the link's.

    The words are HTML, of which emphasis, titles and languages are kept.
    """

    target: str
    anchor: str
    before: str
    words: str
    after: str


class Cited(NamedTuple):
    """What cites a text: the cards of texts, and those of essays on which a reflection does."""

    texts: "tuple[Card, ...]"
    talks: "tuple[Card, ...]"
    digest: bytes


def find_quotes(body: Body) -> tuple[Quote, ...]:
    """Return each sentence of a text that links to another one, in order."""
    places = [
        (body.html.find(f'href="{OPEN}{index}{CLOSE}"'), link.target)
        for index, link in enumerate(body.links)
        if link.kind == "filename"
    ]
    return tuple(_quotes(body.html, [place for place in places if place[0] >= 0]))


def find_mentions(markup: str) -> tuple[Quote, ...]:
    """Return each sentence of a reflection that links to an address of the web, in order."""
    places = [(match.start(1), html.unescape(match[1])) for match in _LINK.finditer(markup)]
    return tuple(_quotes(markup, places))


def _quotes(markup: str, places: Iterable[tuple[int, str]]) -> Iterator[Quote]:
    edges: list[re.Match[str]] = []
    starts: list[int] = []
    for place, target in places:
        if not edges:
            edges = [*_EDGE.finditer(markup)]
            starts = [edge.start() for edge in edges]
        index = bisect_right(starts, place)
        first = edges[index - 1].end() if index else 0
        last = starts[index] if index < len(starts) else len(markup)
        opens, closes = markup.rfind("<a", first, place), markup.find("</a>", place, last)
        if opens < 0 or closes < 0:
            continue
        words = markup[markup.index(">", place) + 1 : closes]
        runs = read_runs((markup[first:opens], words, markup[closes:last]))
        anchor = next(
            (found[1] for edge in reversed(edges[:index]) if (found := _ID.search(edge[0]))), ""
        )
        yield Quote(target, anchor, *cut_sentence(*runs))


def cut_sentence(
    before: Sequence[Run], words: Sequence[Run], after: Sequence[Run]
) -> tuple[str, str, str]:
    """Return what of a paragraph is in the sentence of these words: before, the words, after.

    They are HTML.
    """
    runs = (*before, *words, *after)
    whole = "".join(text for text, _ in runs)
    start = sum(len(text) for text, _ in before)
    end = start + sum(len(text) for text, _ in words)
    ends = [
        match.end()
        for match in _END.finditer(whole)
        if not _SHORT.search(whole[max(0, match.end() - 12) : match.end()])
    ]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(whole))
    first = start - len(whole[first:start].lstrip())
    last = end + len(whole[end:last].rstrip())
    opening = closing = ""
    if start - first > LONGEST:
        first, opening = whole.find(" ", start - LONGEST, start) + 1 or start, "… "
    if last - end > LONGEST:
        last, closing = max(whole.rfind(" ", end, end + LONGEST), end), " …"
    return (
        opening + render_runs(runs, first, start),
        render_runs(runs, start, end),
        render_runs(runs, end, last) + closing,
    )


def dump_quotes(quotes: Sequence[Quote]) -> bytes:
    """Return sentences as bytes for the store: for equal ones the same."""
    return marshal.dumps(tuple(map(tuple, quotes)), 2)


def parse_quotes(data: bytes) -> tuple[Quote, ...]:
    """Return the sentences that `dump_quotes` has written."""
    return tuple(map(Quote._make, marshal.loads(data)))  # noqa: S302 - from our own store


def addresses(turns: "Iterable[Turn]") -> tuple[str, ...]:
    """Return the addresses of the web that published reflections link to, each once, sorted."""
    return tuple(
        sorted(
            {
                html.unescape(address)
                for turn in turns
                if turn.is_published and "<a " in turn.body_html
                for address in _LINK.findall(turn.body_html)
            }
        )
    )


def build_backlinks(press: "Press") -> dict[tuple[str, str], Cited]:
    """Return what cites each text that is cited, by its folder and its language."""
    site = press.site
    cited: dict[tuple[str, str], tuple[dict[str, Card], dict[str, Card]]]
    cited = defaultdict(lambda: ({}, {}))
    for lang in LANGUAGES:
        for card in (*site.essays[lang], *site.pages[lang]):
            for kind, target, _, _ in card.links if card.quotes else ():
                other = site.by_source.get(target) if kind == "filename" else None
                if other and other.folder != card.folder:
                    cited[other.folder, lang][0][card.source] = card
            for address in card.mentions:
                folder = press.find_folder(address)
                if folder and folder != card.folder:
                    cited[folder, lang][1][card.source] = card
    return {
        key: Cited(tuple(texts.values()), tuple(talks.values()), _digest(texts, talks))
        for key, (texts, talks) in cited.items()
    }


def _digest(texts: "dict[str, Card]", talks: "dict[str, Card]") -> bytes:
    return digest(
        *(part for card in texts.values() for part in (card.link, card.quotes)),
        b"talks",
        *(part for card in talks.values() for part in (card.link, card.turns)),
    )


def path_below(address: str, base: str) -> str | None:
    """Return the path of an address below that of the site, as pages name theirs; else `None`.

    Whether either is secured does not matter, nor do the ends of an address.
    """
    ours, theirs = urlsplit(base), urlsplit(address)
    if theirs.netloc.lower() != ours.netloc.lower():
        return None
    path, root = theirs.path.removesuffix("index.html"), f"{ours.path}/"
    path = path if path.endswith("/") else f"{path}/"
    return path.removeprefix(root) if path.startswith(root) else None


def citing_views(press: "Press", folder: str, lang: str) -> tuple[CitingView, ...]:
    """Return what cites a text, from the oldest to the newest."""
    cited = press.backlinks.get((folder, lang))
    if cited is None:
        return ()
    rows = [
        *(_text_row(press, card, folder) for card in cited.texts),
        *(row for card in cited.talks for row in _talk_rows(press, card, folder)),
    ]
    return tuple(view for _, _, view in sorted(rows, key=lambda row: row[:2]))


Row = tuple[str, str, CitingView]
"""The day of what cites and its name, in whose order it stands, and how it is shown."""


def _text_row(press: "Press", card: "Card", folder: str) -> Row:
    known = press.site.by_source
    sentences = tuple(
        _sentence(quote, card.url)
        for quote in press.quotes(card)
        if (target := known.get(quote.target)) and target.folder == folder
    )
    leaf = press.leaf(card)
    view = CitingView(
        title=card.title, url=card.url, published=leaf.entry.published, sentences=sentences
    )
    return card.published[:10], card.source, view


def _talk_rows(press: "Press", card: "Card", folder: str) -> Iterator[Row]:
    for turn in press.turns(card).values():
        if not turn.is_published or turn.lang.partition("-")[0] != card.lang:
            continue
        quotes = [
            quote._replace(anchor=turn.id)
            for quote in find_mentions(turn.body_html)
            if press.find_folder(quote.target) == folder
        ]
        if quotes:
            yield turn.date[:10] or card.published[:10], turn.id, _talk_view(card, turn, quotes)


def _talk_view(card: "Card", turn: "Turn", quotes: Sequence[Quote]) -> CitingView:
    lang = card.lang
    name = name_author(turn.author, turn.number, lang)
    return CitingView(
        title=say(lang, "reflection-title", name=name, essay=card.title),
        url=f"{card.url}#{turn.id}",
        published=when(turn.date[:10], lang),
        sentences=tuple(_sentence(quote, card.url) for quote in quotes),
        is_reflection=True,
    )


def _sentence(quote: Quote, url: str) -> SentenceView:
    place = f"{url}#{quote.anchor}" if quote.anchor else url
    return SentenceView(
        before_html=quote.before, words_html=quote.words, after_html=quote.after, url=place
    )
