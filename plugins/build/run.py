"""A build from the folders to the swap: what changed is made again, and nothing else."""

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .digest import code_version, digest
from .memory import Memory, Progress, Sources, read_folders, read_memory, write_memory
from .problems import BuildFailed, Problem
from .publish import Entry, Trees, lock
from .scan import Files, scan
from .settings import Settings
from .store import Missing, Store
from .workers import count_workers, map_forked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..essays.press import Output, Press

NOTES = ".build"


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a build did."""

    essays: int
    """Texts of essays, in all languages."""
    files: int
    rendered: int
    """Files whose key had changed."""
    removed: int
    loaded: int
    """Essays and pages that were read again."""
    due: int = 0
    """Claims that are due to be checked again, told when something was made anew."""


def build(
    settings: Settings,
    now: datetime,
    *,
    workers: int | None = None,
    progress: Progress = lambda *_: None,
    fresh: bool = False,
    notes: Path | None = None,
) -> Report:
    """Build the site and publish it, or leave the published site as it is.

    `fresh` forgets all earlier builds; `notes` is where they are remembered.

    Raises `BuildFailed` with every problem, and `Busy` when
    another build is at work.
    """
    notes = notes or settings.root / NOTES
    with lock(notes):
        if fresh:
            forget(notes)
        session = Session(settings, now, notes, workers or count_workers(), progress)
        unchanged = session.unchanged()
        if unchanged:
            return unchanged
        try:
            report = session.publish(session.prepare())
        except Missing:  # the store has lost what memory counts on: read everything once more
            session.memory.folders = {}
            report = session.publish(session.prepare())
        session.finish()
        return report


def forget(notes: Path) -> None:
    """Delete what earlier builds left, apart from the lock."""
    for path in notes.glob("*"):
        if path.is_file() and path.name != "lock":
            path.unlink()


class Session:
    """One build: what it read, and what it is going to write."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        notes: Path,
        workers: int = 1,
        progress: Progress = lambda *_: None,
    ) -> None:
        self.settings, self.now, self.notes = settings, now, notes
        self.workers, self.progress = workers, progress
        self.store = Store(notes / "store.sqlite")
        self.memory: Memory = read_memory(notes)
        self.version = digest(code_version(), repr(settings))
        self.loaded = 0
        self.press: Press
        self.changed: set[str] = set()
        """Files of the content folder that changed since the last build."""
        self.restamped = False
        """Whether any stamp is another than the last build noted, if only by its time."""
        self.touched = self._scan()
        """Whether any source changed."""

    def _scan(self) -> bool:
        trees, places = self.memory.trees, self.settings
        folders = {
            "content": places.content,
            "theme": places.theme / "static",
            "templates": places.theme / "templates",
            "translations": places.theme / "translations",
        }
        touched = False
        for name, folder in folders.items():
            known = trees.get(name)
            trees[name], changed = scan(folder, known or {}, self.workers)
            self.restamped = self.restamped or trees[name] != known
            touched = touched or bool(changed) or known is None
            if name == "content":
                self.changed = changed
        return touched

    def unchanged(self) -> Report | None:
        """Return a report when the published site is what a build would give; else `None`."""
        done = self.memory.done
        if self.touched or not done or done[0] != self.version:
            return None
        _, then, next_change, identity, files, essays = done
        assert isinstance(then, float)
        assert isinstance(next_change, float)
        if not then <= self.now.timestamp() < next_change:
            return None
        trees = Trees(self.settings.output, self.notes)
        if trees.identity() != identity or len(trees.live) != files:
            return None
        if self.restamped:
            write_memory(self.notes, self.memory)
        return Report(essays=essays, files=files, rendered=0, removed=0, loaded=0)  # type: ignore[arg-type]

    def prepare(self) -> "list[Output]":
        """Read what changed and return every file of the site, not yet made.

        Raises `BuildFailed` with every problem of the sources and of their links.
        """
        from .plan import plan  # noqa: PLC0415 - all that knows essays: not for an unchanged site

        self.memory.done = ()  # until it is published again, a build that finds no change is none
        return plan(self)

    def sources(self) -> Sources:
        """Return what lies in the folders of the site."""
        trees = self.memory.trees
        known = self.memory.folders is None
        if known:
            read_folders(self.notes, self.memory)
        return Sources(
            content=Files(trees["content"]),
            tree=trees["content"],
            theme=Files(trees["theme"]),
            changed=self.changed if known else None,
        )

    def publish(self, outputs: "list[Output]") -> Report:
        """Make what changed into the next tree and swap it in."""
        trees = Trees(self.settings.output, self.notes)
        with tempfile.TemporaryDirectory() as folder:
            outputs = [*outputs, *self.made_of_all(Path(folder), trees)]
            return self._publish(outputs, trees)

    def made_of_all(self, folder: Path, trees: Trees | None = None) -> "list[Output]":
        """Return the files that are made of all texts together, which are only known once made.

        Those that are not in the live tree are made in `folder`. The preview makes them when
        they are asked for.
        """
        if not self.settings.search or self.settings.drafts:
            return []
        from ..essays.search import index_outputs  # noqa: PLC0415 - only for a site with a search

        live = {path: entry[0] for path, entry in trees.live.items()} if trees else {}
        return index_outputs(self.press, live, folder)

    def _publish(self, outputs: "list[Output]", trees: Trees) -> Report:
        wanted = {output.path: output.key for output in outputs}
        removed = len(trees.live.keys() - wanted.keys())
        stale = sum(trees.key(path) != key for path, key in wanted.items())
        if stale or removed or not self.settings.output.is_dir():
            missing = set(trees.prepare(wanted))
            self._write(trees, [output for output in outputs if output.path in missing])
            trees.swap()
        from ..essays.site import count_due  # noqa: PLC0415 - not for an unchanged site

        essays = sum(len(cards) for cards in self.press.site.essays.values())
        next_change = self.press.site.next_change
        now, live = self.now.timestamp(), trees.identity()
        self.memory.done = (self.version, now, next_change, live, len(outputs), essays)
        return Report(
            essays=essays,
            files=len(outputs),
            rendered=stale,
            removed=removed,
            loaded=self.loaded,
            due=count_due(self.press.site) if stale else 0,
        )

    def finish(self) -> None:
        """Write down what the next build can use."""
        self.store.flush()
        if self.store.is_large():
            from .loading import used_keys  # noqa: PLC0415 - seldom

            self.store.trim(used_keys(self.memory))
        self.store.close()
        write_memory(self.notes, self.memory)

    def _write(self, trees: Trees, work: "list[Output]") -> None:
        total = len(work)
        if not work:
            return
        self.progress("Writing", 0, total)
        self.store.flush()
        self.store.close()

        def write(items: "Sequence[Output]") -> tuple[list[tuple[str, Entry]], list[Problem]]:
            done: list[tuple[str, Entry]] = []
            problems: list[Problem] = []
            for output in items:
                try:
                    done.append((output.path, trees.write(output.path, output.key, output.make())))
                except BuildFailed as failure:
                    problems += failure.problems
            self.store.flush()  # what one worker has made, another can take
            return done, problems

        problems: list[Problem] = []
        for done, found in map_forked(
            write,
            work,
            self.workers,
            lambda done: self.progress("Writing", done, total),
        ):
            problems += found
            for path, entry in done:
                trees.note(path, entry)
        if problems:
            raise BuildFailed(problems)


def load_press(settings: Settings, now: datetime) -> "Press":
    """Return what the pages of the site are made with; nothing is made, published or noted.

    Raises `BuildFailed` when a source has a problem, and `Busy` as `build` does.
    """
    notes = settings.root / NOTES
    with lock(notes):
        session = Session(settings, now, notes, count_workers())
        try:
            session.prepare()
        except Missing:
            session.memory.folders = {}
            session.prepare()
        return session.press


def verify(settings: Settings, now: datetime) -> list[str]:
    """Return the files of the published site that differ from those of a clean build, sorted."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "output"
        build(replace(settings, output=clean), now, notes=Path(folder) / "notes")
        ours, theirs = _tree(settings.output), _tree(clean)
        return sorted(
            path
            for path in ours | theirs
            if path not in ours
            or path not in theirs
            or (settings.output / path).read_bytes() != (clean / path).read_bytes()
        )


def _tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
