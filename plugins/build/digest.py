"""Digests: what a thing was made from, in 16 bytes."""

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SIZE = 16
PLUGINS = Path(__file__).resolve().parent.parent

LIBRARIES = (
    "babel",
    "citeproc-py",
    "brotli",
    "ebooklib",
    "feedgen",
    "fonttools",
    "html5lib",
    "jinja2",
    "lxml",
    "markdown",
    "markdown-it-py",
    "nh3",
    "numpy",
    "pelican",
    "pillow",
    "pygments",
    "pymdown-extensions",
    "python-igraph",
    "resvg-py",
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


@cache
def code_version() -> bytes:
    """Return the digest of all that renders: our code, the libraries, the Python version."""
    return digest(
        sys.version,
        *_installed(),
        *(
            part
            for path in _sources(str(PLUGINS))
            for part in (path[len(str(PLUGINS)) :], file_digest(path))
        ),
    )


def _installed() -> list[str]:
    """Return the libraries with their versions, as the folders of their metadata name them."""
    wanted = tuple(name.replace("-", "_") + "-" for name in LIBRARIES)
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder)  # noqa: PTH208 - text: this runs on every build
        except OSError:
            continue
        found.update(name.lower() for name in names if name.endswith((".dist-info", ".egg-info")))
    return sorted(name for name in found if name.startswith(wanted))


def _sources(folder: str) -> list[str]:
    found: list[str] = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _sources(entry.path)
        elif entry.name.endswith((".py", ".html", ".po", ".csl")):
            found.append(entry.path)
    return sorted(found)


def combine(digests: Iterable[bytes]) -> bytes:
    """Return one digest for a sequence of digests; their order counts."""
    return hashlib.blake2b(b"".join(digests), digest_size=SIZE).digest()
