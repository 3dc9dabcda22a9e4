"""The site: which texts are seen, in which order, and whether their links lead somewhere.

Everything here works on cards, so that it costs little at any number of essays.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from ..build.problems import Problem, nearest
from .body import BodyLink
from .languages import LANGUAGES
from .load import Card
from .taxonomy import Terms

STANDING = ("about", "subscribe", "privacy", "colophon", "rules", "methods")
"""The standing pages in the order of the menu; others follow in alphabetical order."""

_LANGUAGE_ORDER = {lang: number for number, lang in enumerate(LANGUAGES)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The texts that are seen now, by language, and what ties them."""

    essays: Mapping[str, tuple[Card, ...]]
    """Newest first."""
    pages: Mapping[str, tuple[Card, ...]]
    homes: Mapping[str, Card]
    by_source: Mapping[str, Card]
    """Every text that is seen, by its path in the content folder."""
    siblings: Mapping[str, tuple[Card, ...]]
    """The texts of a folder in the order of the languages."""
    tags: Terms
    series: Terms
    by_tag: Mapping[str, Mapping[str, tuple[Card, ...]]]
    """Essays by language, then by tag; newest first."""
    by_series: Mapping[str, Mapping[str, tuple[Card, ...]]]
    """Essays by language, then by series; in the order of the series."""
    due: Mapping[str, tuple[int, ...]]
    """By source, the indices of its dated claims that are to be checked again now."""
    next_change: float
    """When the next scheduled text appears, or the next claim is due to be checked, in seconds
    since the epoch; infinity if none."""


def build_site(
    essays: Iterable[Card],
    pages: Iterable[Card],
    homes: Iterable[Card],
    *,
    tags: Terms,
    series: Terms,
    now: float,
    drafts: bool = False,
) -> Site:
    """Return the site as seen at `now`, in seconds since the epoch.

    With `drafts`, drafts and texts of the future are seen too.
    """
    everything = list(essays)
    seen = [card for card in everything if drafts or (not card.draft and card.timestamp <= now)]
    seen.sort(key=attrgetter("folder"))
    seen.sort(key=attrgetter("timestamp"), reverse=True)  # those of one moment stay as they are
    scheduled = [card.timestamp for card in everything if not card.draft and card.timestamp > now]
    standing = sorted((card for card in pages if drafts or not card.draft), key=_standing_order)
    first = [card for card in homes if not card.draft]
    claiming = [card for card in [*seen, *standing, *first] if card.claims]
    scheduled += [time for card in claiming for time in card.claims if time > now]
    siblings: dict[str, list[Card]] = defaultdict(list)
    for card in [*seen, *standing, *first]:
        siblings[card.folder].append(card)
    listed = {lang: tuple([card for card in seen if card.lang == lang]) for lang in LANGUAGES}
    return Site(
        essays=listed,
        pages={lang: tuple(card for card in standing if card.lang == lang) for lang in LANGUAGES},
        homes={card.lang: card for card in first},
        by_source={card.source: card for card in [*seen, *standing, *first]},
        siblings={
            folder: tuple(sorted(cards, key=_language_order) if len(cards) > 1 else cards)
            for folder, cards in siblings.items()
        },
        tags=tags,
        series=series,
        by_tag={lang: _group(cards, attrgetter("tags")) for lang, cards in listed.items()},
        by_series={lang: _group_series(cards) for lang, cards in listed.items()},
        due={
            card.source: tuple(n for n, time in enumerate(card.claims) if time <= now)
            for card in claiming
        },
        next_change=min(scheduled, default=float("inf")),
    )


def count_due(site: Site) -> int:
    """Return how many claims are due to be checked again; those of two languages are the same."""
    found: dict[str, int] = {}
    for source, due in site.due.items():
        folder = site.by_source[source].folder
        found[folder] = max(found.get(folder, 0), len(due))
    return sum(found.values())


def _standing_order(card: Card) -> tuple[int, str]:
    name = card.folder.rpartition("/")[2]
    return (STANDING.index(name) if name in STANDING else len(STANDING), card.source)


def _language_order(card: Card) -> int:
    return _LANGUAGE_ORDER[card.lang]


def _group(
    cards: Iterable[Card], keys: Callable[[Card], Iterable[str]]
) -> dict[str, tuple[Card, ...]]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for key in keys(card):
            groups[key].append(card)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def _group_series(cards: Iterable[Card]) -> dict[str, tuple[Card, ...]]:
    groups = _group(cards, lambda card: [card.series] if card.series else [])
    return {
        key: tuple(sorted(group, key=lambda card: (card.position, card.folder)))
        for key, group in groups.items()
    }


def check_site(
    site: Site,
    everything: Iterable[Card],
    *,
    place: str,
    files: Callable[[str], bool],
    anchors: Callable[[Card], Iterable[str]],
    outputs: Iterable[str] | None,
) -> list[Problem]:
    """Return the problems between texts: claims that two make, and links that lead nowhere.

    Two texts may not have one address, one identity or one place in a series, and two essays
    may not have one reflection.
    `place` is the content folder as problems name it; `files(path)` says whether a file is
    there; `anchors(card)` gives the anchors of a text's page; `outputs` are files that the build
    makes besides pages, or `None` when feeds and books cannot be planned yet.
    """
    cards = list(everything)
    problems = [*_check_unique(cards, place), *_check_reflections(cards, place)]
    sources = {card.source for card in cards}
    seen = site.by_source
    problems += _check_next(cards, site, place, complete=outputs is not None)
    known_outputs = None if outputs is None else set(outputs)
    for card in cards:
        for kind, target, fragment, line in card.links:
            if kind == "figure" or (kind == "filename" and target in seen and not fragment):
                continue  # nearly all of them
            link = BodyLink(kind, target, fragment, line)
            problem = _check_link(card, link, site, sources, files, anchors, known_outputs)
            if problem:
                problems.append(Problem(f"{place}/{card.source}", line, *problem))
    return problems


def _check_unique(cards: list[Card], place: str) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], Card] = {}
    if _all_differ(cards):
        return problems
    for card in sorted(cards, key=lambda card: card.source):
        claims: list[tuple[tuple[str, ...], str, str]] = [
            (("address", card.url), f"/{card.url}", "Change the slug of one of them.")
        ]
        if card.id:
            hint = "An id is given once and never moves: make a new one with 'invoke new'."
            claims += [
                (("id", card.lang, card.id), card.id, hint),
                (("uri", card.lang, card.uri), card.uri, hint),
            ]
        if card.series:
            where = f"{card.series} {card.position}"
            hint = "Give each essay of a series its own position."
            claims.append((("position", card.lang, where), where, hint))
        for claim, name, hint in claims:
            other = seen.setdefault(claim, card)
            if other is card or (claim[0] == "uri" and other.id == card.id):
                continue
            ours, theirs = (
                f"{place}/{one.source if claim[0] == 'address' else f'{one.folder}/essay.toml'}"
                for one in (card, other)
            )
            message = f"the {claim[0]} {name!r} is taken by {theirs}"
            problems.append(Problem(ours, 0, message, hint))
    return problems


def _check_reflections(cards: list[Card], place: str) -> list[Problem]:
    """Return a problem for each reflection that two essays have."""
    essays = {card.folder: card for card in reversed(cards) if card.turns}
    names = {
        folder: (*(voice[0] for voice in card.voices), *card.silent)
        for folder, card in essays.items()
    }
    if len(set().union(*names.values())) == sum(map(len, names.values())):
        return []
    problems = []
    first: dict[str, str] = {}
    for folder in sorted(names):
        for name in sorted(names[folder]):
            other = first.setdefault(name, folder)
            if other == folder:
                continue
            ours, theirs = (f"{place}/{one}/reflections/{name}.md" for one in (folder, other))
            hint = "A reflection belongs to one essay: remove one of the two files."
            problems.append(Problem(ours, 0, f"{theirs} has the same id", hint))
    return problems


def _check_next(cards: list[Card], site: Site, place: str, *, complete: bool) -> Iterator[Problem]:
    """Yield a problem for each essay that names, as the next to be read, one that cannot be.

    When some sources could not be read, a text that is not there is no problem of its own.
    """
    if not any(card.next for card in cards):
        return
    texts = {(card.id, card.lang): card for card in cards if card.id}
    ids = {name for name, _ in texts}
    seen: set[tuple[str, str, str]] = set()
    for card in cards:
        problem = _wrong_next(card, texts, ids, site) if card.next else None
        if not problem or ((card.next, card.lang) not in texts and not complete):
            continue
        if (card.folder, *problem) not in seen:
            seen.add((card.folder, *problem))
            yield Problem(f"{place}/{card.folder}/essay.toml", card.next_line, *problem)


def _wrong_next(
    card: Card, texts: Mapping[tuple[str, str], Card], ids: set[str], site: Site
) -> tuple[str, str] | None:
    """Return the message and the hint for a next essay that cannot be shown, or `None`."""
    if card.next not in ids:
        hint = nearest(card.next, ids) or "Expected the id of another essay."
        return f"there is no essay {card.next!r} to be read next", hint
    target = texts.get((card.next, card.lang))
    if target is None:
        name = LANGUAGES[card.lang].name
        message = f"the essay {card.next!r}, to be read next, has no text in {name}"
        return message, "Translate it, or name another one."
    if card.source in site.by_source and target.source not in site.by_source:
        hint = "It is a draft, or its date is still to come."
        return f"the essay {card.next!r}, to be read next, is not published", hint
    return None


def _all_differ(cards: list[Card]) -> bool:
    """Return whether no two cards claim the same thing; quick, for this is asked every time."""
    if len({card.url for card in cards}) != len(cards):
        return False
    for lang in LANGUAGES:
        essays = [card for card in cards if card.id and card.lang == lang]
        positions = [(card.series, card.position) for card in essays if card.series]
        for claims in ([card.id for card in essays], [card.uri for card in essays], positions):
            if len(set(claims)) != len(claims):
                return False
    return True


def _check_link(
    card: Card,
    link: BodyLink,
    site: Site,
    everything: set[str],
    files: Callable[[str], bool],
    anchors: Callable[[Card], Iterable[str]],
    outputs: set[str] | None,
) -> tuple[str, str] | None:
    """Return the message and the hint for a link that leads nowhere, or `None`."""
    if link.kind == "static":
        made = link.target.startswith("feeds/") or link.target.endswith(".epub")
        planned = made if outputs is None else link.target in outputs
        if planned or files(link.target):
            return None
        return (
            f"there is no file {link.target!r}",
            "The path is taken from the source's folder, or from content/ after a slash.",
        )
    target = card if link.kind == "here" else site.by_source.get(link.target)
    if target is None:
        if link.target in everything:
            if card.source not in site.by_source:
                return None  # a text that is not seen either may point to it
            hint = "It is a draft, or its date is still to come."
            return f"the link to {link.target!r} leads to a text that is not published", hint
        if files(link.target) and link.target.endswith(".md"):
            return None  # it is there, and its own problems are told
        return f"there is no text {link.target!r}", nearest(
            link.target, site.by_source
        ) or "Check the path."
    if link.fragment and link.fragment not in anchors(target):
        return (
            f"there is no anchor {link.fragment!r} in {target.source!r}",
            nearest(link.fragment, anchors(target)),
        )
    return None


def alternates(site: Site, card: Card) -> tuple[Card, ...]:
    """Return the text in each language, itself included; empty when it is alone."""
    cards = site.siblings[card.folder]
    return cards if len(cards) > 1 else ()
