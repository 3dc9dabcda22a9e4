"""All the pages of the site, and the files that figures offer."""

from collections.abc import Iterator, Sequence
from functools import partial

from ..build.digest import combine, digest
from .backlinks import citing_views
from .citation_files import citation_files
from .claims_page import claims_page, marked_claims
from .essay_page import essay_pages
from .languages import LANGUAGES, NEVER
from .lists import archives_page, home_pages, measured_file, reflection_pages, tag_pages
from .load import Card
from .permalinks import HEADINGS, add_permalinks, twin_of
from .press import (
    MadeBy,
    Output,
    Press,
    closed_body,
    closings,
    download_path,
    page_output,
)
from .search import search_page
from .security import render_headers
from .site import alternates
from .views import NotFoundView, PageView


def build_pages(press: Press) -> Iterator[Output]:
    """Yield every page of the site, and the map that names them all."""
    pages = [*_pages(press)]
    yield from pages
    yield _headers(press)
    if press.settings.sitemap:
        from .sitemap import build_sitemap  # noqa: PLC0415 - a site can do without

        places = (page.place() for page in pages)
        yield from build_sitemap(press, [place for place in places if place])


def _pages(press: Press) -> Iterator[Output]:
    """Yield every page, in the order of languages and of lists."""
    for lang in LANGUAGES:
        yield from home_pages(press, lang)
        yield from essay_pages(press, lang)
        yield from citation_files(press, lang)
        yield from _cards(press, lang)
        yield from _standing_pages(press, lang)
        yield from tag_pages(press, lang)
        yield archives_page(press, lang)
        yield claims_page(press, lang)
        yield from reflection_pages(press, lang)
        yield from _downloads(press, lang)
        yield from search_page(press, lang)
        yield _not_found_page(press, lang)


def _headers(press: Press) -> Output:
    """Return the file that tells a host what to say with every file."""
    text = render_headers(press.script, press.settings.base)
    return MadeBy("_headers", digest("headers", text), text.encode)


def _cards(press: Press, lang: str) -> Iterator[Output]:
    if press.settings.cards:
        from .card_files import build_cards  # noqa: PLC0415 - a site can do without

        yield from build_cards(press, lang)


def _standing_pages(press: Press, lang: str) -> Iterator[Output]:
    for card in press.site.pages[lang]:
        yield _standing_page(press, card)


def _standing_page(press: Press, card: Card) -> Output:
    shell = press.shells[card.lang]
    urls = {other.lang: other.url for other in alternates(press.site, card)}
    links, cited = closings(press, card), press.backlinks.get((card.folder, card.lang))
    twins = [one for one in alternates(press.site, card) if one.lang != card.lang]

    def view() -> PageView:
        leaf = press.leaf(card)
        closed = marked_claims(press, card, closed_body(press, card, links, card.url), card.url)
        if press.settings.permalinks:
            closed = _linked(press, card, closed, twins)
        return PageView(
            **shell.fields(card.url, card.title, leaf.entry.summary)
            | {"alternates": shell.alternates(urls)},
            body_html=closed,
            headings=leaf.headings,
            modified=leaf.modified if leaf.modified != NEVER else leaf.entry.published,
            cited=citing_views(press, card.folder, card.lang),
        )

    return page_output(
        press,
        card.lang,
        "page.html",
        card.url,
        (
            *(card.leaf, card.shown, urls, links, press.site.due.get(card.source)),
            combine(other.leaf for other in twins),
            cited.digest if cited else b"",
        ),
        view,
        urls=urls,
        texts=(card,),
    )


def _linked(press: Press, card: Card, closed: str, twins: Sequence[Card]) -> str:
    """Return the text of a standing page with permalinks at its headings, whose names last.

    Its paragraphs have no ledger: their numbers change, and nobody is asked to quote them.
    """
    body, twin, apart = press.body(card), None, set[str]()
    if twins:
        other = twins[0]
        href = "../" * card.url.count("/") + other.url
        twin = twin_of(other.lang, href, press.strings[other.lang])
        apart = set(body.anchors) - set(press.leaf(other).anchors)
    return add_permalinks(closed, body, apart, press.strings[card.lang], twin, HEADINGS)


def _not_found_page(press: Press, lang: str) -> Output:
    shell, strings = press.shells[lang], press.strings[lang]
    cards = press.site.essays[lang][:5]
    urls = {one: LANGUAGES[one].prefix + "404.html" for one in press.shells}

    def view() -> NotFoundView:
        title = strings.gettext("Page not found")
        fields = shell.fields(urls[lang], title, strings.gettext("The address leads nowhere."))
        return NotFoundView(
            **fields | {"canonical": "", "alternates": shell.alternates(urls)},
            entries=press.entries(cards),
            base=press.settings.base,
        )

    parts = combine(card.entry for card in cards)
    return page_output(press, lang, "404.html", urls[lang], parts, view, mapped=False)


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
            make = partial(measured_file, press, (card,), lang, name)
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
