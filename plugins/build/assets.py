"""The files of the theme as they are published.

What a browser may keep for a year has a digest of its bytes in its name and lies in one folder:
the style sheets of the site, and the fonts. A change of a sheet changes every page by a few
bytes, which is the price of one request less on every later visit; the preview, where nobody
keeps anything, has plain names, so that a change there is a change of one file.
"""

import pickle
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from .digest import digest
from .problems import BuildFailed, Problem
from .scan import Stamp
from .store import Store
from .style_sheets import bundle, imported

IMMUTABLE = "theme/immutable/"
"""Where files lie whose names have a digest of what is in them."""
STYLES = ("css/reading.css", "css/seldom.css", "css/site.css")
"""The style sheets of essays, of essays that show more, and of all other pages, each of which may
import the one before; others that nothing imports keep their names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assets:
    """The theme's files that are not published as they are, by their paths in the theme."""

    paths: Mapping[str, str] = field(default_factory=dict)
    """Where each is published, when its name is another."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The style sheets that are published, with all that they import."""
    left: frozenset[str] = frozenset()
    """The style sheets that are not: others import them."""

    def path(self, name: str) -> str:
        """Return where a file of the theme is published."""
        return self.paths.get(name, f"theme/{name}")

    def name(self, path: str) -> str:
        """Return which file of the theme is published at `path`, which is below `theme/`."""
        names = {published: name for name, published in self.paths.items()}
        return names.get(path, path.removeprefix("theme/"))


def load_assets(
    folder: Path,
    stamps: Mapping[str, Stamp],
    store: Store,
    version: bytes,
    *,
    place: str,
    named: bool,
) -> Assets:
    """Return the theme's style sheets and names; they are put together once, and stored.

    `folder` is the theme's static one, `stamps` what is in it, `version` that of the code;
    `named` says whether names have digests. Raises `BuildFailed` with what is wrong with the
    sheets.
    """
    used = sorted((name, stamp[4]) for name, stamp in stamps.items() if _matters(name))
    if not used:
        return Assets()
    key = digest("assets", version, repr((used, sorted(stamps), named, place)))
    known = store.get(key)
    if known is None:
        sheets = {
            name: (folder / name).read_text("utf-8") for name, _ in used if name.endswith(".css")
        }
        digests = {name: content.hex()[:8] for name, content in used}
        assets, problems = build_assets(sheets, digests, set(stamps), place=place, named=named)
        if problems:
            raise BuildFailed(problems)
        known = pickle.dumps(assets)
        store.put(key, known)
    found: Assets = pickle.loads(known)  # noqa: S301 - our own store, checked by digest
    return found


def build_assets(
    sheets: Mapping[str, str],
    digests: Mapping[str, str],
    files: set[str],
    *,
    place: str,
    named: bool,
) -> tuple[Assets, list[Problem]]:
    """Return the style sheets put together, and what is wrong with them.

    `digests` are those of the sheets and fonts, `files` the paths of all the theme's files.
    """
    paths = {name: _named(name, digests[name]) for name in digests if name.endswith(".woff2")}
    paths = paths if named else {}
    left = imported(sheets) - set(STYLES)
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for name in sorted(sheets.keys() - left):
        lasting = named and name in STYLES
        home = posixpath.dirname(IMMUTABLE if lasting else f"theme/{name}")

        def address(path: str, home: str = home) -> str | None:
            published = paths.get(path, f"theme/{path}")
            return posixpath.relpath(published, home) if path in files else None

        made[name], found = bundle(name, sheets, place, address)
        problems += found
        if lasting:
            paths[name] = _named(name, digest(made[name]).hex()[:8])
    return Assets(paths=paths, sheets=made, left=frozenset(left)), problems


def _matters(name: str) -> bool:
    return name.endswith((".css", ".woff2"))


def _named(name: str, mark: str) -> str:
    path = PurePosixPath(name)
    return f"{IMMUTABLE}{path.stem}.{mark}{path.suffix}"
