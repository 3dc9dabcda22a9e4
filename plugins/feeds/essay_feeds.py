"""The feeds of a site of essays: one of all essays in each language."""

from collections.abc import Iterator
from datetime import datetime

from ..build.digest import digest
from ..essays.languages import DEFAULT, LANGUAGES
from ..essays.load import Card
from ..essays.pages import MadeBy, Output, Press, absolute_body, closings, feed_path
from ..essays.site import alternates
from .models import Alternate, Category, Entry, Feed

FEED_ID = "tag:liens-faibles.example,2026:essays"
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"


def build_feeds(press: Press) -> Iterator[Output]:
    """Yield the Atom feed of each language, newest essays first."""
    for lang in LANGUAGES:
        yield _feed(press, lang)


def _feed(press: Press, lang: str) -> Output:
    shell = press.shells[lang]
    cards = press.site.essays[lang][: press.settings.feed_entries]
    complete = len(cards) == len(press.site.essays[lang])
    others = [
        tuple((other.lang, other.url) for other in alternates(press.site, card)) for card in cards
    ]
    parts = [
        (
            card.uri,
            card.url,
            card.title,
            card.updated,
            card.leaf,
            card.shown,
            closings(press, card),
        )
        for card in cards
    ]

    def make() -> bytes:
        from .atom import render_atom  # noqa: PLC0415 - most builds write no feed

        site = shell.site
        return render_atom(
            Feed(
                id=f"{FEED_ID}/{lang}",
                title=shell.feeds[0].title,
                subtitle=site.tagline,
                lang=lang,
                url=site.url + feed_path(lang),
                home=site.url + site.home,
                updated=max(
                    (_entry_updated(card) for card in cards),
                    default=datetime.fromisoformat("2026-11-16T00:00:00+00:00"),
                ),
                authors=(site.name,),
                rights="CC BY-SA 4.0",
                generator="Pelican, Liens faibles",
                icon=site.url + "theme/favicon.svg",
                complete=complete,
                stylesheet="",
                entries=tuple(
                    _entry(press, card, dict(urls))
                    for card, urls in zip(cards, others, strict=True)
                ),
            )
        )

    key = digest(press.version, shell.digest, repr((lang, complete, parts, others)))
    return MadeBy(feed_path(lang), key, make)


def _entry(press: Press, card: Card, urls: dict[str, str]) -> Entry:
    from .entries import build_entry, translation_id  # noqa: PLC0415 - lxml is slow to import

    base = press.settings.url + "/"
    entry = press.leaf(card).entry
    return build_entry(
        id=translation_id(card.uri, card.lang, DEFAULT),
        url=base + card.url,
        title=card.title,
        body_html=absolute_body(press, card),
        published=datetime.fromisoformat(card.published),
        updated=datetime.fromisoformat(card.updated),
        summary=entry.summary,
        lang=card.lang,
        authors=(press.shells[card.lang].site.name,),
        categories=[
            Category(term=tag, label=press.site.tags[tag][card.lang].name) for tag in card.tags
        ],
        alternates=[
            Alternate(lang=lang, url=base + url) for lang, url in urls.items() if lang != card.lang
        ],
    )


def _entry_updated(card: Card) -> datetime:
    return datetime.fromisoformat(card.updated)
