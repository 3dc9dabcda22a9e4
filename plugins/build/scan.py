"""What lies in the source folders: a stamp and a digest for each file.

A file whose stamp (size, modification and change times, inode) is as it was is not read again.
As in git's index, a stamp younger than the moment it was noted is not trusted ("racy"), see
https://git-scm.com/docs/racy-git.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from .digest import file_digest

Stamp = tuple[int, int, int, int, bytes]
"""Size, modification time and change time in nanoseconds, inode, digest."""

RACY = 2_000_000_000
"""Nanoseconds within which a file system may give two changes one time."""


def scan(
    folder: Path, known: Mapping[str, Stamp], skip: Callable[[str], bool] | None = None
) -> dict[str, Stamp]:
    """Return a stamp for each file below `folder`, by its path relative to it, sorted.

    Digests are taken from `known` where a stamp is unchanged. Names that begin with a dot or end
    in `~` are left out, as is any name for which `skip` is true. A file that vanishes meanwhile
    is left out.
    """
    now = time.time_ns()
    found: dict[str, Stamp] = {}
    stack = [("", str(folder))]
    while stack:
        prefix, path = stack.pop()
        try:
            entries = list(os.scandir(path))
        except FileNotFoundError:
            continue
        for entry in entries:
            name = entry.name
            if name[0] == "." or name[-1] == "~" or (skip and skip(name)):
                continue
            relative = prefix + name
            try:
                if entry.is_dir():
                    stack.append((relative + "/", entry.path))
                    continue
                found[relative] = _stamp(entry, known.get(relative), now)
            except FileNotFoundError:
                continue
    return dict(sorted(found.items()))


def _stamp(entry: "os.DirEntry[str]", known: Stamp | None, now: int) -> Stamp:
    info = entry.stat()
    if (
        known
        and known[0] == info.st_size
        and known[1] == info.st_mtime_ns
        and known[2] == info.st_ctime_ns
        and known[3] == info.st_ino
    ):
        return known
    recent = now - max(info.st_mtime_ns, info.st_ctime_ns) < RACY
    return (
        info.st_size,
        0 if recent else info.st_mtime_ns,  # a racy stamp is noted so that it never matches
        info.st_ctime_ns,
        info.st_ino,
        file_digest(entry.path),
    )
