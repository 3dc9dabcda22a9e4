"""The settings of a build: read once, checked, frozen."""

import os
import re
import runpy
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .problems import BuildFailed, Problem, nearest

OWN = "LIENS_FAIBLES"
"""The one setting of Pelican's file that holds ours, as a dictionary."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """All that a build takes from `pelicanconf.py` or `publishconf.py`."""

    file: str
    """Name of the settings file, for problems."""
    root: Path
    """The project's root: problems name files below it."""
    content: Path
    output: Path
    theme: Path
    name: str
    url: str
    """Absolute address of the site's root, without its last slash; never empty."""
    timezone: str
    published: str = ""
    """In the preview, where the site is published: links to that address stay in the preview."""
    per_page: int = 10
    """Essays on a page of the list."""
    feed_entries: int = 0
    """Entries of a list that its feed shows at the most; 0 for all, the oldest in archives."""
    feed_size: int = 1_000_000
    """About how many bytes a feed may have before its oldest entries go into archives."""
    contact: str = ""
    """E-mail address for answers from a feed reader; without one, feeds name none."""
    hub: str = ""
    """Address of a WebSub hub that is told of new entries; without one, feeds name none."""
    conversation_feeds: str = "all"
    """Which essays have a feed of their reflections: "all", or "begun" for those that have one
    at least: with very many silent essays, that halves the files of a site."""
    list_feeds: str = "all"
    """Which lists have a feed: "all", or "site" for those of all essays and of all reflections,
    and none of a topic, a series or an author."""
    recent_reflections: int = 4
    """Reflections that the home page shows."""
    page_label: bool = True
    """Whether each essay says at its foot what reading it costs."""
    sitemap: bool = True
    """Whether the site has a map for search engines, and a robots.txt that names it."""
    citation_files: bool = True
    """Whether each essay can be taken away as BibTeX, RIS and CSL-JSON."""
    cards: bool = True
    """Whether each essay has a picture for shared links."""
    epub: bool = True
    """Whether the essays of each language are a book too."""
    permalinks: bool = True
    """Whether each paragraph and heading of an essay has a link to itself, and to its twin."""
    typography: bool = True
    """Whether texts are set as French and English set them; else they are shown as typed."""
    backlinks: bool = True
    """Whether each page says what cites it, and in which words."""
    search: bool = False
    """Whether there is a search page, whose index Pagefind makes."""
    plugins: tuple[str, ...] = ()
    """The names in `PLUGINS`."""
    drafts: bool = False
    """Whether drafts, and texts dated in the future, are shown: in the preview only."""

    @property
    def place(self) -> str:
        """The content folder as problems name it: relative to the root."""
        return self.content.relative_to(self.root).as_posix()

    @property
    def base(self) -> str:
        """The path of the site's root on its host: "/", or "/blog/"."""
        return urlsplit(self.url).path.rstrip("/") + "/"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates written without one."""
        return ZoneInfo(self.timezone)


NUMBERS = ("per_page", "feed_entries", "feed_size", "recent_reflections")
TEXTS = {
    "contact": (
        re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[\w-]+(?:\.[\w-]+)+"),
        "Expected an e-mail address: 'essais@example.org'.",
    ),
    "conversation_feeds": (re.compile("all|begun"), "Expected 'all' or 'begun'."),
    "list_feeds": (re.compile("all|site"), "Expected 'all' or 'site'."),
    "hub": (re.compile(r"https?://\S+"), "Expected an http or https address."),
}
"""The settings that are texts: what each looks like, and what to say of another."""
SWITCHES = (
    "page_label",
    "sitemap",
    "citation_files",
    "cards",
    "epub",
    "permalinks",
    "typography",
    "search",
    "backlinks",
)
"""The settings that are on or off."""
CHOICES = (*NUMBERS, *TEXTS, *SWITCHES)


def load_settings(path: Path) -> Settings:
    """Return the settings in a Pelican settings file.

    Raises `BuildFailed` when the file cannot be run or a value is wrong.
    """
    root = path.resolve().parent
    sys.path.insert(0, str(root))
    try:
        values = runpy.run_path(str(path))
    except Exception as error:
        raise BuildFailed([_failure(path, root, error)]) from error
    finally:
        sys.path.remove(str(root))
    return parse_settings(values, root, path.name)


def parse_settings(values: Mapping[str, Any], root: Path, file: str) -> Settings:
    """Return the settings among Pelican's; raises `BuildFailed` with every wrong one."""
    problems: list[Problem] = []
    own = values.get(OWN, {})
    if not isinstance(own, dict):
        problems.append(
            Problem(file, 0, f"{OWN} is {own!r}", 'Expected a dictionary: {"per_page": 10}.')
        )
        own = {}
    for key in own:
        if key not in CHOICES:
            problems.append(
                Problem(file, 0, f"unknown setting {key!r} in {OWN}", nearest(key, CHOICES))
            )
        elif key in SWITCHES:
            if not isinstance(own[key], bool):
                problems.append(
                    Problem(file, 0, f"{OWN}[{key!r}] is {own[key]!r}", "Expected True or False.")
                )
        elif key in TEXTS:
            pattern, hint = TEXTS[key]
            if not isinstance(own[key], str) or not pattern.fullmatch(own[key]):
                problems.append(Problem(file, 0, f"{OWN}[{key!r}] is {own[key]!r}", hint))
        elif isinstance(own[key], bool) or not isinstance(own[key], int) or own[key] < 1:
            problems.append(
                Problem(
                    file, 0, f"{OWN}[{key!r}] is {own[key]!r}", "Expected a whole number from 1."
                )
            )
    url = str(values.get("SITEURL") or "http://localhost:8000").rstrip("/")
    if urlsplit(url).scheme not in ("http", "https"):
        problems.append(
            Problem(file, 0, f"SITEURL is {url!r}", "Expected an http or https address.")
        )
    timezone = str(values.get("TIMEZONE") or "UTC")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        problems.append(
            Problem(
                file,
                0,
                f"unknown TIMEZONE {timezone!r}",
                "Expected a name such as 'Europe/Paris'.",
            )
        )
    content = root / str(values.get("PATH") or "content")
    if not content.is_relative_to(root):
        hint = "Expected a folder beside the settings file."
        problems.append(Problem(file, 0, f"PATH is {values['PATH']!r}", hint))
    if values.get("THEME") and not (root / str(values["THEME"])).is_dir():
        problems.append(
            Problem(file, 0, f"THEME is {values['THEME']!r}", "Expected the folder of a theme.")
        )
    if problems:
        raise BuildFailed(problems)
    return Settings(
        file=file,
        root=root,
        content=content,
        output=root / str(values.get("OUTPUT_PATH") or "output"),
        theme=_theme(root, values),
        name=str(values.get("SITENAME") or "Liens faibles"),
        url=url,
        timezone=timezone,
        plugins=tuple(str(name) for name in values.get("PLUGINS") or ()),
        **own,
    )


def _theme(root: Path, values: Mapping[str, Any]) -> Path:
    """Return the folder of the theme.

    The themes that come with Pelican, its default among them, have templates of the same names
    as ours, made for other records: they do not count.
    """
    theme = root / str(values.get("THEME") or "theme")
    foreign = not theme.is_relative_to(root) and not (theme / "templates/essay.html").is_file()
    return root / "theme" if foreign else theme


def clock() -> datetime:
    """Return the time of the build: now, or `SOURCE_DATE_EPOCH` when it is set.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises `BuildFailed` when it is
    no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        hint = "Expected seconds since 1970, such as 1795255200."
        problem = Problem("SOURCE_DATE_EPOCH", 0, f"{epoch!r} is no time", hint)
        raise BuildFailed([problem]) from error


def _failure(path: Path, root: Path, error: Exception) -> Problem:
    """Return the problem that an exception in a settings file is."""
    if isinstance(error, SyntaxError):
        file = Path(error.filename or path)
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else path.name
        return Problem(name, error.lineno or 0, f"syntax error: {error.msg}")
    if isinstance(error, FileNotFoundError) and not path.exists():
        return Problem(path.name, 0, "there is no such settings file")
    line, name, step = 0, path.name, error.__traceback__
    while step is not None:
        file = Path(step.tb_frame.f_code.co_filename)
        if file.is_relative_to(root):
            line, name = step.tb_lineno, file.relative_to(root).as_posix()
        step = step.tb_next
    return Problem(name, line, f"{type(error).__name__}: {error}")
