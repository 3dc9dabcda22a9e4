"""The lists of the site: the home page, topics, archives, and all the reflections."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from ..build.digest import combine, digest
from .claims_page import marked_claims
from .conversation import (
    Row,
    build_reflections,
    instrument_html,
    list_path,
    list_rows,
    measure,
    measured_files,
)
from .feed_addresses import tag_path
from .languages import LANGUAGES, when
from .load import Card
from .press import (
    MadeBy,
    Output,
    Press,
    Shell,
    closed_body,
    closings,
    download_path,
    list_links,
    page_output,
)
from .views import (
    ArchiveEntry,
    ArchivesView,
    HomeView,
    Link,
    ReflectionsView,
    TagIndexView,
    TagView,
)
from .words import say


def home_pages(press: Press, lang: str) -> Iterator[Output]:
    """Yield the home page and the further pages of its list."""
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
            introduction_html=_introduction(press, home, links, url) if home else "",
            entries=press.entries(cards),
            reflections=build_reflections(press, ((row.card, row.id) for row in newest)),
            pages=list_links(near, number, lambda page: _list_url(lang, page)),
            is_first=number == 1,
        )

    parts = (
        combine(card.entry for card in cards),
        [(row.key, row.id) for row in newest],
        (home.leaf, home.shown, links, press.site.due.get(home.source)) if home else (),
        near,
        others,
    )
    texts = (*cards, home) if home else cards
    return page_output(press, lang, "home.html", url, parts, view, urls=others, texts=texts)


def _introduction(press: Press, home: Card, links: tuple[str, ...], url: str) -> str:
    return marked_claims(press, home, closed_body(press, home, links, url), url)


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


def reflection_pages(press: Press, lang: str) -> Iterator[Output]:
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
        make = partial(measured_file, press, cards, lang, name)
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
            pages=list_links(near, number, lambda page: list_path(lang, page)),
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
    return page_output(press, lang, "reflections.html", url, parts, view, urls=others)


def tag_pages(press: Press, lang: str) -> Iterator[Output]:
    """Yield the page of each topic, and that of them all."""
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

    yield page_output(press, lang, "tags.html", base, rows, view, urls=urls)


def _tag_page(press: Press, shell: Shell, key: str) -> Output:
    lang, site = shell.lang, press.site
    term = site.tags[key][lang]
    cards = site.by_tag[lang][key]
    urls = {
        other: f"{LANGUAGES[other].prefix}{LANGUAGES[other].tags}{site.tags[key][other].slug}/"
        for other in LANGUAGES
        if key in site.by_tag[other]
    }

    feeds = shell.feeds
    if press.settings.list_feeds == "all":
        feeds = shell.feeds_with("tag", term.name, tag_path(lang, term.slug))

    def view() -> TagView:
        return TagView(
            **shell.fields(urls[lang], term.name, term.sentence)
            | {"alternates": shell.alternates(urls), "feeds": feeds},
            name=term.name,
            sentence=term.sentence,
            entries=press.entries(cards),
        )

    return page_output(
        press,
        lang,
        "tag.html",
        urls[lang],
        (term, urls, combine(card.entry for card in cards)),
        view,
        urls=urls,
        texts=cards,
    )


def archives_page(press: Press, lang: str) -> Output:
    """Return the page of all essays by year."""
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
    return page_output(
        press, lang, "archives.html", urls[lang], parts, view, urls=urls, texts=cards
    )


def _archive_entry(card: Card) -> ArchiveEntry:
    published = when(datetime.fromisoformat(card.published), card.lang)
    return ArchiveEntry(
        url=card.url, title=card.title, subtitle=card.subtitle, published=published
    )


def measured_file(press: Press, cards: Sequence[Card], lang: str, name: str) -> bytes:
    """Return a file that the figure of a conversation offers."""
    figure = measure(press, cards, lang)
    assert figure is not None, "its names are known only where there is a figure"
    return next(file.data for file in figure.downloads if file.name == name)
