"""Loading: every source read, in as many processes as there are cores, and only if it changed."""

import marshal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..essays.languages import LANGUAGES
from ..essays.load import Card, CardLink, Context, Loaded, load_essay, load_page, read_text
from ..essays.site import Site, build_site
from ..essays.taxonomy import Terms, parse_terms
from .digest import combine, digest, file_digest
from .problems import Problem
from .publish import write_whole
from .scan import Stamp, scan
from .settings import Settings
from .store import Store
from .workers import map_forked

Progress = Callable[[str, int, int], None]
"""Told what is under way, how many are done, and of how many."""

FORMAT = 1


@dataclass(slots=True)
class Sources:
    """What lies in the folders of a site, by path: content, templates, static files."""

    content: dict[str, Stamp]
    theme: dict[str, Stamp]


@dataclass(kw_only=True, slots=True)
class Memory:
    """What the last build knew; losing it costs time and nothing else."""

    sources: dict[str, dict[str, Stamp]] = field(default_factory=dict)
    folders: dict[
        str, tuple[bytes, tuple[tuple[object, ...], ...], tuple[tuple[str, bytes], ...]]
    ] = field(default_factory=dict)
    """By folder: its digest, its cards, and the files outside that it read, with their digests."""


class Loader:
    """Loads the sources of a site: each step takes what the one before has made."""

    def __init__(
        self,
        settings: Settings,
        now: float,
        store: Store,
        code: bytes,
        *,
        workers: int = 1,
        progress: Progress = lambda *_: None,
    ) -> None:
        self.settings, self.now, self.store, self.code = settings, now, store, code
        self.workers, self.progress = workers, progress
        self.problems: list[Problem] = []
        self.loaded = 0

    def scan(self, memory: Memory) -> Sources:
        settings = self.settings
        sources = Sources(
            content=scan(settings.content, memory.sources.get("content", {})),
            theme=scan(settings.theme / "static", memory.sources.get("theme", {})),
        )
        memory.sources = {"content": sources.content, "theme": sources.theme}
        return sources

    def load(self, sources: Sources, memory: Memory) -> tuple[Site, list[Card]]:
        """Return the site and every card; raises `BuildFailed` with the problems of sources."""
        tags, series = self._load_terms("tags", sources), self._load_terms("series", sources)
        folders, pages = group_sources(sources.content, self.settings.place, self.problems)
        context = self._context(sources, tags, series)
        work, known = self._known(folders | pages, context, sources, memory)
        known |= self._load_new(work, folders | pages, context, memory)
        memory.folders = {
            name: memory.folders[name] for name in sorted(known) if name in memory.folders
        }
        essays = [card for name in sorted(folders) for card in known.get(name, ())]
        standing = [card for name in sorted(pages) for card in known.get(name, ())]
        site = build_site(
            essays,
            [card for card in standing if card.folder != "home"],
            [card for card in standing if card.folder == "home"],
            tags=tags,
            series=series,
            now=self.now,
            drafts=self.settings.drafts,
        )
        return site, [*essays, *standing]

    def _load_terms(self, name: str, sources: Sources) -> Terms:
        file = f"{name}.toml"
        if file not in sources.content:
            return {}
        place = f"{self.settings.place}/{file}"
        text = read_text(self.settings.content / file, place, self.problems)
        terms, problems = parse_terms(text or "", place)
        self.problems += problems
        return terms

    def _context(self, sources: Sources, tags: Terms, series: Terms) -> Context:
        content = f"{self.settings.content}/"

        def known_digest(path: str) -> bytes:
            stamp = sources.content.get(path.removeprefix(content))
            return stamp[4] if stamp else file_digest(path)

        return Context(
            root=self.settings.root,
            content=self.settings.content,
            zone=self.settings.zone,
            tags=tags,
            series=series,
            version=digest(self.code, self.settings.timezone, repr((tags, series))),
            store=self.store,
            file_digest=known_digest,
        )

    def _known(
        self,
        folders: Mapping[str, dict[str, bytes]],
        context: Context,
        sources: Sources,
        memory: Memory,
    ) -> tuple[list[tuple[str, bytes]], dict[str, tuple[Card, ...]]]:
        """Return the folders to load, with their digests, and the cards of the others."""
        work: list[tuple[str, bytes]] = []
        known: dict[str, tuple[Card, ...]] = {}
        for name, files in folders.items():
            mark = combine(
                [
                    context.version,
                    *(part for key, value in files.items() for part in (key.encode(), value)),
                ]
            )
            old = memory.folders.get(name)
            if (
                old
                and old[0] == mark
                and all(_same(path, value, context) for path, value in old[2])
            ):
                known[name] = tuple(_card(row) for row in old[1])
            else:
                work.append((name, mark))
        return work, known

    def _load_new(
        self,
        work: list[tuple[str, bytes]],
        folders: Mapping[str, dict[str, bytes]],
        context: Context,
        memory: Memory,
    ) -> dict[str, tuple[Card, ...]]:
        """Load what is new, remember what has no problem, and return its cards."""
        cards: dict[str, tuple[Card, ...]] = {}
        if not work:
            return cards
        self.loaded += len(work)
        total = len(work)
        self.progress("Reading", 0, total)
        self.store.flush()
        self.store.close()

        def load(items: Sequence[tuple[str, bytes]]) -> list[Loaded]:
            loaded = [_load_one(name, folders[name], context) for name, _ in items]
            context.store.flush()
            return loaded

        results = map_forked(
            load, work, self.workers, lambda done: self.progress("Reading", done, total)
        )
        loaded = [row for rows in results for row in rows]
        for (name, mark), one in zip(work, loaded, strict=True):
            self.problems += one.problems
            cards[name] = one.cards
            if not one.problems:
                read = tuple((path, context.file_digest(path)) for path in one.dependencies)
                memory.folders[name] = (mark, tuple(_row(card) for card in one.cards), read)
            else:
                memory.folders.pop(name, None)
        return cards


def group_sources(
    content: Mapping[str, Stamp], place: str, problems: list[Problem]
) -> tuple[dict[str, dict[str, bytes]], dict[str, dict[str, bytes]]]:
    """Return the essays' folders and the standing pages, each with the digests of its files."""
    folders: dict[str, dict[str, bytes]] = {}
    pages: dict[str, dict[str, bytes]] = {}
    for path, stamp in content.items():
        top, _, rest = path.partition("/")
        name, _, inner = rest.partition("/")
        if top == "essays" and inner:
            folders.setdefault(f"essays/{name}", {})[inner] = stamp[4]
        elif top == "essays":
            hint = "An essay is a folder: content/essays/<slug>/index.md."
            problems.append(
                Problem(f"{place}/{path}", 0, "a file outside an essay's folder", hint)
            )
        elif path.endswith(".md") and (top == "pages" or not rest):
            stem = path.removesuffix(".md")
            for language in LANGUAGES.values():
                stem = stem.removesuffix(language.suffix.removesuffix(".md"))
            pages.setdefault(stem, {})[path] = stamp[4]
    return folders, pages


def _load_one(name: str, files: dict[str, bytes], context: Context) -> Loaded:
    load = load_essay if name.startswith("essays/") else load_page
    return load(name, files, context)


def _same(path: str, known: bytes, context: Context) -> bool:
    try:
        return context.file_digest(path) == known
    except OSError:
        return False


def _row(card: Card) -> tuple[object, ...]:
    """Return a card as marshal can keep it."""
    return tuple(
        tuple(tuple(link) for link in value) if name == "links" else value
        for name, value in zip(Card._fields, card, strict=True)
    )


def _card(row: tuple[object, ...]) -> Card:
    card = Card._make(row)
    return (
        card._replace(links=tuple(CardLink._make(link) for link in card.links))
        if card.links
        else card
    )


def read_memory(notes: Path) -> Memory:
    """Return what the last build wrote down; nothing when it is damaged."""
    try:
        data = marshal.loads((notes / "memory").read_bytes())  # noqa: S302 - our own notes
        if data[0] == (FORMAT, sys.version):
            return Memory(sources=data[1], folders=data[2])
    except (OSError, ValueError, EOFError, TypeError, IndexError):
        pass
    return Memory()


def write_memory(notes: Path, memory: Memory) -> None:
    """Write down what the next build can use."""
    data = ((FORMAT, sys.version), memory.sources, memory.folders)
    write_whole(notes / "memory", marshal.dumps(data))
