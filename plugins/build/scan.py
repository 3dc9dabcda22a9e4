"""What lies in the source folders: a stamp and a digest for each file, and what changed.

A file whose stamp (size, times of modification and of change, inode) is as it was is not read
again, and a folder whose stamp is as it was is not listed again. As in git's index, a time so
young that another change could bear it too is not trusted: https://git-scm.com/docs/racy-git.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .digest import file_digest
from .workers import map_forked

Stamp = tuple[int, int, int, int, bytes]
"""Size, modification time and change time in nanoseconds, inode, digest of the bytes."""

Folder = tuple[int, int, tuple[str, ...], dict[str, Stamp]]
"""Modification time, inode, names of the folders in it, stamps of its files by name."""

Tree = dict[str, Folder]
"""Folders by their path relative to the top, "" or ending in a slash; parents first."""

RACY = 2_000_000_000
"""Nanoseconds within which a file system may give two changes one time."""

NEVER = 0
"""A time that no stamp has: what is noted with it does not count as known."""


UNREAD = b""
"""What stands for the digest of a file that is still to be read."""

WORTH_ALL_CORES = 2000
"""Files to read below which one process is as fast."""


class Unread(NamedTuple):
    """A file whose digest is to be taken, and where its stamp waits for it."""

    path: str
    """Below the top."""
    name: str
    files: dict[str, Stamp]
    known: bytes
    """Its digest as it was known, or nothing."""


def scan(top: Path, known: Tree, workers: int = 1) -> tuple[Tree, set[str]]:
    """Return the tree below `top`, and the paths of its files that are not as in `known`.

    Names that begin with a dot or end in `~` are left out; what vanishes meanwhile, too. Many
    files are read by `workers` processes.
    """
    found: Tree = {}
    changed: set[str] = set()
    unread: list[Unread] = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), opened(top) as base:
        _scan_folders(f"{top}/", base, known, found, changed, unread)
    _read(f"{top}/", unread, changed, workers)
    for path in known.keys() - found.keys():
        changed.update(path + name for name in known[path][3])
    return found, changed


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[int]:
    """Open a folder, so that the system finds each of very many files from there."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _scan_folders(
    root: str,
    base: int,
    known: Tree,
    found: Tree,
    changed: set[str],
    unread: list[Unread],
) -> None:
    """Put each folder below `root`, which is open as `base`, into `found`, parents first."""
    racy = time.time_ns() - RACY
    stack = [""]
    while stack:
        path = stack.pop()
        old = known.get(path)
        try:
            info = os.stat(path or ".", dir_fd=base)
            if old and old[0] == info.st_mtime_ns and old[1] == info.st_ino:
                names, files = old[2], _scan_files(base, path, old[3], changed, unread, racy)
            else:
                names, files = _list(root, path, old[3] if old else {}, unread, racy)
                if old:
                    changed.update(path + name for name in old[3].keys() - files.keys())
        except (FileNotFoundError, NotADirectoryError):
            continue
        noted = NEVER if info.st_mtime_ns > racy else info.st_mtime_ns
        found[path] = (noted, info.st_ino, names, files)
        if names:
            stack += [f"{path}{name}/" for name in reversed(names)]


def _scan_files(
    base: int,
    path: str,
    known: dict[str, Stamp],
    changed: set[str],
    unread: list[Unread],
    racy: int,
) -> dict[str, Stamp]:
    """Return the stamps of a folder whose list of names is as it was."""
    files = known
    for name, stamp in known.items():
        try:
            info = os.stat(path + name, dir_fd=base)
        except FileNotFoundError:
            files = dict(known) if files is known else files
            del files[name]
            changed.add(path + name)
            continue
        size, modified, changed_at, inode, digest = stamp
        if (
            info.st_mtime_ns != modified
            or info.st_ctime_ns != changed_at
            or info.st_size != size
            or info.st_ino != inode
        ):
            files = dict(known) if files is known else files
            files[name] = _stamp(info, racy)
            unread.append(Unread(path + name, name, files, digest))
    return files


def _list(
    root: str, path: str, known: dict[str, Stamp], unread: list[Unread], racy: int
) -> tuple[tuple[str, ...], dict[str, Stamp]]:
    """Return the folders and the stamped files of a folder, in alphabetical order."""
    folders: list[str] = []
    files: dict[str, Stamp] = {}
    for entry in sorted(os.scandir(root + path), key=lambda entry: entry.name):
        name = entry.name
        if name[0] == "." or name[-1] == "~":
            continue
        try:
            if entry.is_dir():
                folders.append(name)
                continue
            info = entry.stat()
        except FileNotFoundError:
            continue
        old = known.get(name)
        if old and old[:4] == (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino):
            files[name] = old
            continue
        files[name] = _stamp(info, racy)
        unread.append(Unread(path + name, name, files, old[4] if old else UNREAD))
    return tuple(folders), files


def _stamp(info: os.stat_result, racy: int) -> Stamp:
    """Return the stamp of a file still to be read.

    Its time is one that never matches when it is too young.
    """
    recent = max(info.st_mtime_ns, info.st_ctime_ns) > racy
    modified = NEVER if recent else info.st_mtime_ns
    return (info.st_size, modified, info.st_ctime_ns, info.st_ino, UNREAD)


def _read(root: str, unread: list[Unread], changed: set[str], workers: int) -> None:
    """Put the digests of the files that are still to be read into their stamps."""
    paths = [root + file.path for file in unread]
    shares = map_forked(_digests, paths, workers if len(paths) >= WORTH_ALL_CORES else 1)
    found = (digest for share in shares for digest in share)
    for (path, name, files, known), digest in zip(unread, found, strict=True):
        if digest == UNREAD:
            del files[name]  # it has vanished meanwhile
        else:
            files[name] = (*files[name][:4], digest)
        if digest != known:
            changed.add(path)


def _digests(paths: Sequence[str]) -> list[bytes]:
    """Return the digest of each file, nothing for one that is no longer there."""
    found = [UNREAD] * len(paths)
    for index, path in enumerate(paths):
        with contextlib.suppress(FileNotFoundError):
            found[index] = file_digest(path)
    return found


class Files(Mapping[str, Stamp]):
    """The files of a tree by path, as it holds them: of very many, few are asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def __getitem__(self, path: str) -> Stamp:
        """Return the stamp of a file; raises `KeyError` when it is not there."""
        folder, slash, name = path.rpartition("/")
        return self._tree[folder + slash][3][name]

    def __iter__(self) -> Iterator[str]:
        """Yield the path of each file, by folder."""
        return (path for path, _ in files(self._tree))

    def __len__(self) -> int:
        """Return how many files there are."""
        return sum(len(folder[3]) for folder in self._tree.values())


def files(tree: Tree) -> Iterator[tuple[str, Stamp]]:
    """Yield each file of a tree, by folder, with its stamp."""
    for path, folder in tree.items():
        for name, stamp in folder[3].items():
            yield path + name, stamp
