"""What lies in the source folders: a stamp and a digest for each file, and what changed.

A file whose stamp (size, times of modification and of change, inode) is as it was is not read
again, and a folder whose stamp is as it was is not listed again. As in git's index, a time so
young that another change could bear it too is not trusted: https://git-scm.com/docs/racy-git.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from .digest import file_digest

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


def scan(top: Path, known: Tree) -> tuple[Tree, set[str]]:
    """Return the tree below `top`, and the paths of its files that are not as in `known`.

    Names that begin with a dot or end in `~` are left out; what vanishes meanwhile, too.
    """
    racy = time.time_ns() - RACY
    found: Tree = {}
    changed: set[str] = set()
    stack = [""]
    root = f"{top}/"
    while stack:
        path = stack.pop()
        old = known.get(path)
        try:
            info = os.stat(root + path)  # noqa: PTH116 - text paths: this runs per folder
            if old and old[0] == info.st_mtime_ns and old[1] == info.st_ino:
                names, files = old[2], _scan_files(root, path, old[3], changed, racy)
            else:
                names, files = _list(root, path, old[3] if old else {}, changed, racy)
        except (FileNotFoundError, NotADirectoryError):
            continue
        noted = NEVER if info.st_mtime_ns > racy else info.st_mtime_ns
        found[path] = (noted, info.st_ino, names, files)
        stack += [f"{path}{name}/" for name in reversed(names)]
    for path in known.keys() - found.keys():
        changed.update(path + name for name in known[path][3])
    return found, changed


def _scan_files(
    root: str, path: str, known: dict[str, Stamp], changed: set[str], racy: int
) -> dict[str, Stamp]:
    """Return the stamps of a folder whose list of names is as it was."""
    files = known
    for name, stamp in known.items():
        try:
            info = os.stat(f"{root}{path}{name}")  # noqa: PTH116 - as above
        except FileNotFoundError:
            new = None
        else:
            if (
                stamp[1] == info.st_mtime_ns
                and stamp[2] == info.st_ctime_ns
                and stamp[0] == info.st_size
                and stamp[3] == info.st_ino
            ):
                continue
            new = _stamp(f"{root}{path}{name}", info, racy)
        if files is known:
            files = dict(known)
        if new is None:
            del files[name]
            changed.add(path + name)
            continue
        files[name] = new
        if new[4] != stamp[4]:
            changed.add(path + name)
    return files


def _list(
    root: str, path: str, known: dict[str, Stamp], changed: set[str], racy: int
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
            info, old = entry.stat(), known.get(name)
            same = old and old[:4] == (
                info.st_size,
                info.st_mtime_ns,
                info.st_ctime_ns,
                info.st_ino,
            )
            stamp = old if old and same else _stamp(entry.path, info, racy)
        except FileNotFoundError:
            continue
        files[name] = stamp
        if not old or old[4] != stamp[4]:
            changed.add(path + name)
    changed.update(path + name for name in known.keys() - files.keys())
    return tuple(folders), files


def _stamp(path: str, info: os.stat_result, racy: int) -> Stamp:
    """Return the stamp of a file, with a time that never matches when it is too young."""
    recent = max(info.st_mtime_ns, info.st_ctime_ns) > racy
    modified = NEVER if recent else info.st_mtime_ns
    return (info.st_size, modified, info.st_ctime_ns, info.st_ino, file_digest(path))


def files(tree: Tree) -> Iterator[tuple[str, Stamp]]:
    """Yield each file of a tree, by folder, with its stamp."""
    for path, folder in tree.items():
        for name, stamp in folder[3].items():
            yield path + name, stamp
