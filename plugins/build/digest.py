"""Digests: what a thing was made from, in 16 bytes."""

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SIZE = 16
PLUGINS = Path(__file__).resolve().parent.parent

LIBRARIES = (
    "babel",
    "feedgen",
    "jinja2",
    "lxml",
    "markdown",
    "markdown-it-py",
    "nh3",
    "numpy",
    "pelican",
    "pygments",
    "pymdown-extensions",
    "python-igraph",
    "scipy",
)
"""The libraries whose versions can change what is rendered."""


def digest(*parts: bytes | str) -> bytes:
    """Return a 16-byte BLAKE2b digest of `parts`; their boundaries count."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.digest()


def file_digest(path: Path | str) -> bytes:
    """Return the digest of a file's bytes; raises `OSError` when it cannot be read."""
    with open(path, "rb") as stream:  # noqa: PTH123 - `path` may be text: this runs per file
        return hashlib.blake2b(stream.read(), digest_size=SIZE).digest()


def code_stamps() -> list[tuple[str, int, int]]:
    """Return path, size and time of every source file of the plugins, sorted."""
    return [
        (path, info.st_size, info.st_mtime_ns)
        for path in _sources(str(PLUGINS))
        for info in (os.stat(path),)  # noqa: PTH116 - text paths: this runs on every build
    ]


@cache
def code_version() -> bytes:
    """Return the digest of all that renders: our code, the libraries, the Python version."""
    return digest(
        sys.version,
        *(f"{name}=={_version(name)}" for name in LIBRARIES),
        *(
            part
            for path in _sources(str(PLUGINS))
            for part in (path[len(str(PLUGINS)) :], file_digest(path))
        ),
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _sources(folder: str) -> list[str]:
    found: list[str] = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _sources(entry.path)
        elif entry.name.endswith((".py", ".html", ".po")):
            found.append(entry.path)
    return sorted(found)


def combine(digests: Iterable[bytes]) -> bytes:
    """Return one digest for a sequence of digests; their order counts."""
    return hashlib.blake2b(b"".join(digests), digest_size=SIZE).digest()
