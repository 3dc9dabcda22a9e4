"""What a build remembers for the next one: stamps, cards and marks, in the folder of its notes.

Losing it costs time and nothing else. A build that finds no change reads the stamps alone.
"""

import marshal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from .publish import write_whole
from .scan import Stamp, Tree

Progress = Callable[[str, int, int], None]
"""Told what is under way, how many are done, and of how many."""

FORMAT = 3
SHARDS = 32
"""How many files hold the folders: of very many, an edit writes down one share again."""


@dataclass(slots=True)
class Sources:
    """What lies in the folders of a site: by path, the stamp of each file."""

    content: Mapping[str, Stamp]
    tree: Tree
    """The same, by folder."""
    theme: Mapping[str, Stamp]
    changed: set[str] | None
    """Files of the content folder that are not as the last build saw them; `None`: unknown."""


Mark = bytes
"""Digest of a folder's files and of what they are loaded with."""

Row = tuple[Mark, tuple[tuple[object, ...], ...], tuple[tuple[str, bytes | None], ...]]
"""A folder's mark, its cards, and the files outside it that it read, with their digests."""


@dataclass(kw_only=True, slots=True)
class Memory:
    """What the last build knew; losing it costs time and nothing else."""

    trees: dict[str, Tree] = field(default_factory=dict)
    done: tuple[object, ...] = ()
    """What the last build that was published was made from, and what it reported."""
    version: bytes = b""
    """What the folders were loaded with."""
    folders: dict[str, Row] | None = None
    """By folder, once they are asked for."""
    stale: set[int] = field(default_factory=lambda: set(range(SHARDS)))
    """The shards that are not on disk as they are here."""

    def keep(self, folders: dict[str, Row], version: bytes) -> None:
        """Take in the folders as they are now, loaded with `version`."""
        known = self.folders or {}
        if version != self.version:
            self.stale = set(range(SHARDS))
        self.stale |= {shard(name) for name, row in folders.items() if known.get(name) is not row}
        self.stale |= {shard(name) for name in known.keys() - folders.keys()}
        self.folders, self.version = folders, version


def shard(name: str) -> int:
    """Return which file of the notes holds a folder."""
    return crc32(name.encode()) % SHARDS


def read_memory(notes: Path) -> Memory:
    """Return what the last build wrote down, without its folders; nothing if it is damaged."""
    data = _read(notes / "scan")
    return Memory(trees=data[0], done=data[1], version=data[2]) if data else Memory()


def read_folders(notes: Path, memory: Memory) -> None:
    """Add the folders to what is remembered; forget what belongs to other folders' version."""
    memory.folders, memory.stale = {}, set()
    for number in range(SHARDS):
        data = _read(notes / f"folders-{number:02}")
        if data and data[1] == memory.version:
            memory.folders |= data[0]
        else:
            memory.stale.add(number)


def write_memory(notes: Path, memory: Memory) -> None:
    """Write down what the next build can use."""
    if memory.folders is not None and memory.stale:
        (notes / "scan").unlink(missing_ok=True)  # it must not speak of folders that are older
        shards: dict[int, dict[str, Row]] = {number: {} for number in memory.stale}
        for name, row in memory.folders.items():
            number = shard(name)
            if number in shards:
                shards[number][name] = row
        for number, rows in shards.items():
            _write(notes / f"folders-{number:02}", (rows, memory.version))
        memory.stale = set()
    _write(notes / "scan", (memory.trees, memory.done, memory.version))


def _read(path: Path) -> tuple[Any, ...] | None:
    try:
        data = marshal.loads(path.read_bytes())  # noqa: S302 - our own notes
    except (OSError, ValueError, EOFError, TypeError):
        return None
    form = (FORMAT, sys.version)
    return data[1] if isinstance(data, tuple) and len(data) == 2 and data[0] == form else None


def _write(path: Path, data: tuple[Any, ...]) -> None:
    write_whole(path, marshal.dumps(((FORMAT, sys.version), data)))
