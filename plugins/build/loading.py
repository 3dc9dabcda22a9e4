"""Loading: every source read, in as many processes as there are cores, and only if it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..essays.files import read_text
from ..essays.languages import LANGUAGES
from ..essays.load import Card, Context, Loaded, digest_or_none, load_essay, load_page
from ..essays.site import Site, build_site
from ..essays.taxonomy import Terms, parse_terms
from ..essays.typesetting import typeset_terms
from .digest import digest, file_digest
from .memory import Mark, Memory, Progress, Row, Sources
from .problems import BuildFailed, Problem
from .scan import Stamp, Tree
from .settings import Settings
from .store import Store
from .workers import map_forked

FEW = 16
"""Essays that an edit touches at the most: more are read by all cores, and for the first time."""

TEXTS = tuple(f"/index{language.suffix}" for language in LANGUAGES.values())


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

    def load(self, sources: Sources, memory: Memory) -> tuple[Site, list[Card]]:
        """Return the site and every card; raises `BuildFailed` with the problems of sources."""
        if not self.settings.content.is_dir():
            hint = "PATH names the folder of the sources."
            problem = Problem(self.settings.place, 0, "there is no such folder", hint)
            raise BuildFailed([problem])
        tags, series = self._load_terms("tags", sources), self._load_terms("series", sources)
        folders, pages = group_sources(sources.tree, self.settings.place, self.problems)
        context = self._context(sources, tags, series)
        old = dict(memory.folders or {})
        if memory.version != context.version:
            sources.changed = None
        work, known = self._known(folders | pages, context, sources, old)
        known |= self._load_new(work, folders | pages, context, old)
        memory.keep({name: old[name] for name in sorted(known) if name in old}, context.version)
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
        before = len(self.problems)
        text = read_text(self.settings.content / file, place, self.problems)
        terms, problems = parse_terms(text or "", place)
        self.problems += problems
        if len(self.problems) > before and not terms:
            raise BuildFailed(self.problems)  # or every tag of every essay would be unknown too
        return typeset_terms(terms) if self.settings.typography else terms

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
            typography=self.settings.typography,
            version=digest(
                self.code,
                self.settings.timezone,
                repr((tags, series, self.settings.typography, self.settings.backlinks)),
            ),
            store=self.store,
            file_digest=known_digest,
            backlinks=self.settings.backlinks,
        )

    def _known(
        self,
        folders: Mapping[str, dict[str, Stamp]],
        context: Context,
        sources: Sources,
        rows: Mapping[str, Row],
    ) -> tuple[list[tuple[str, Mark]], dict[str, tuple[Card, ...]]]:
        """Return the folders to load, with their marks, and the cards of the others."""
        work: list[tuple[str, Mark]] = []
        known: dict[str, tuple[Card, ...]] = {}
        touched = None
        if sources.changed is not None:
            touched = {folder_of(path) for path in sources.changed}
        make = partial(tuple.__new__, Card)  # as Card._make, whose check of lengths costs as much
        for name, files in folders.items():
            row = rows.get(name)
            if row and touched is not None and name not in touched:
                mark = row[0]
            else:
                mark = _mark(files, context)
            if (
                row
                and row[0] == mark
                and (not row[2] or all(_same(path, value, context) for path, value in row[2]))
            ):
                known[name] = tuple(map(make, row[1]))
            else:
                work.append((name, mark))
        return work, known

    def _load_new(
        self,
        work: list[tuple[str, Mark]],
        folders: Mapping[str, dict[str, Stamp]],
        context: Context,
        rows: dict[str, Row],
    ) -> dict[str, tuple[Card, ...]]:
        """Load what is new, remember what has no problem, and return its cards."""
        cards: dict[str, tuple[Card, ...]] = {}
        if not work:
            return cards
        self.loaded += len(work)
        total = len(work)
        context = replace(context, few=total <= FEW)
        self.progress("Reading", 0, total)
        self.store.flush()
        self.store.close()

        def load(items: Sequence[tuple[str, Mark]]) -> list[Loaded]:
            return [_load_one(name, folders[name], context) for name, _ in items]

        def progress(done: int) -> None:
            self.progress("Reading", done, total)

        results = map_forked(load, work, self.workers, progress, self.store.flush)
        loaded = [row for rows in results for row in rows]
        for (name, mark), one in zip(work, loaded, strict=True):
            self.problems += one.problems
            cards[name] = one.cards
            if not one.problems:
                read = tuple((path, digest_or_none(path, context)) for path in one.dependencies)
                rows[name] = (mark, tuple(map(tuple, one.cards)), read)
            else:
                rows.pop(name, None)
        return cards


def folder_of(path: str) -> str:
    """Return the essay's folder, or the standing page's stem, that a source belongs to."""
    if path.startswith("essays/"):
        return "/".join(path.split("/", 2)[:2])
    stem = path.removesuffix(".md")
    for language in LANGUAGES.values():
        stem = stem.removesuffix(language.suffix.removesuffix(".md"))
    return stem


def group_sources(
    tree: Tree, place: str, problems: list[Problem]
) -> tuple[dict[str, dict[str, Stamp]], dict[str, dict[str, Stamp]]]:
    """Return the essays' folders and the standing pages, each with the stamps of its files.

    Files of an essay are named by their path in its folder, those of a page by their whole path.
    Most essays have one folder: its stamps are those of the tree itself, and not to be changed.
    """
    folders: dict[str, dict[str, Stamp]] = {}
    pages: dict[str, dict[str, Stamp]] = {}
    others: list[tuple[str, Stamp]] = []
    for folder, (_, _, _, files) in tree.items():
        if not folder.startswith("essays/") or folder == "essays/":
            others += [(folder + name, stamp) for name, stamp in files.items()]
        elif files:
            essay, _, inner = folder[7:].partition("/")
            name = f"essays/{essay}"
            if inner:
                deep = {inner + path: stamp for path, stamp in files.items()}
                folders[name] = {**folders.get(name, {}), **deep}
            else:
                folders[name] = files
    for path, stamp in others:
        if path.startswith("essays/"):
            hint = "An essay is a folder: content/essays/<slug>/index.md."
            message = "a file outside an essay's folder"
            problems.append(Problem(f"{place}/{path}", 0, message, hint))
        elif path.endswith(".md") and (path.startswith("pages/") or "/" not in path):
            pages.setdefault(folder_of(path), {})[path] = stamp
        elif path.endswith(TEXTS):
            hint = "An essay is essays/<slug>/index.md, a standing page pages/<name>.md."
            message = "a text that is neither in essays/ nor in pages/"
            problems.append(Problem(f"{place}/{path}", 0, message, hint))
        elif path.endswith(".md") and "/reflections/" in f"/{path}":
            hint = "A conversation lies beside its essay: essays/<slug>/reflections/<id>.md."
            message = "a reflection without an essay"
            problems.append(Problem(f"{place}/{path}", 0, message, hint))
    return folders, pages


def _mark(files: Mapping[str, Stamp], context: Context) -> Mark:
    parts = [part for name in sorted(files) for part in (name.encode(), files[name][4])]
    return digest(context.version, *parts)


def _load_one(name: str, files: Mapping[str, Stamp], context: Context) -> Loaded:
    load = load_essay if name.startswith("essays/") else load_page
    return load(name, {path: stamp[4] for path, stamp in files.items()}, context)


def _same(path: str, known: bytes | None, context: Context) -> bool:
    return digest_or_none(path, context) == known


def used_keys(memory: Memory) -> set[bytes]:
    """Return the keys of what the store holds for the folders that are remembered."""
    cards = [Card._make(row) for _, rows, _ in (memory.folders or {}).values() for row in rows]
    return {key for card in cards for key in (card.leaf, card.body, card.turns, card.quotes)}
