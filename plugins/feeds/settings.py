"""The plugin's settings: FEEDS_… in a site's configuration, read once and checked."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..build.problems import Problem, nearest
from .formats import FORMATS

DEFAULT_PATHS = {"atom": "feeds/{lang}.atom.xml", "rss": "", "json": ""}
TEXTS = ("RIGHTS", "STYLESHEET", "LICENSE")
TABLES = ("TITLES", "SUBTITLES", "HOMES")
KNOWN = frozenset(f"FEEDS_{name}" for name in (*TEXTS, *TABLES, *map(str.upper, FORMATS)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a site says of its feeds.

    `paths` gives for each format the file to write, with {lang} for the language; a format
    without a path is not written. The tables hold one text a language. Addresses are absolute
    or relative to the site's root.
    """

    paths: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_PATHS))
    titles: Mapping[str, str] = field(default_factory=dict)
    subtitles: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    rights: str = ""
    license: str = ""
    stylesheet: str = ""


def parse_settings(
    given: Mapping[str, Any], path: str
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Return the settings found in `given`, the whole configuration, or what is wrong with it.

    `path` is the name of the file of the configuration.
    """
    mine = {key: value for key, value in given.items() if key.startswith("FEEDS_")}
    problems = [
        Problem(path, 0, f"{key} is no setting of the plugin feeds.", nearest(key, KNOWN))
        for key in mine
        if key not in KNOWN
    ]
    for name in TEXTS:
        problems += _check_text(mine.get(f"FEEDS_{name}", ""), f"FEEDS_{name}", path)
    for name in TABLES:
        problems += _check_table(mine.get(f"FEEDS_{name}", {}), f"FEEDS_{name}", path)
    for name in FORMATS:
        problems += _check_path(mine.get(f"FEEDS_{name.upper()}"), f"FEEDS_{name.upper()}", path)
    if problems:
        return None, tuple(sorted(problems))
    return (
        Settings(
            paths={
                name: mine.get(f"FEEDS_{name.upper()}", default) or ""
                for name, default in DEFAULT_PATHS.items()
            },
            titles=mine.get("FEEDS_TITLES", {}),
            subtitles=mine.get("FEEDS_SUBTITLES", {}),
            homes=mine.get("FEEDS_HOMES", {}),
            rights=mine.get("FEEDS_RIGHTS", ""),
            license=mine.get("FEEDS_LICENSE", ""),
            stylesheet=mine.get("FEEDS_STYLESHEET", ""),
        ),
        (),
    )


def _check_text(value: object, key: str, path: str) -> list[Problem]:
    if isinstance(value, str):
        return []
    return [Problem(path, 0, f"{key} is {value!r}.", "Expected a text.")]


def _check_table(value: object, key: str, path: str) -> list[Problem]:
    if isinstance(value, dict) and all(
        isinstance(text, str) for text in (*value, *value.values())
    ):
        return []
    return [Problem(path, 0, f"{key} is {value!r}.", 'Expected texts by language: {"fr": "…"}.')]


def _check_path(value: object, key: str, path: str) -> list[Problem]:
    if not value:
        return []
    if isinstance(value, str) and _fields(value) == {"lang"}:
        return []
    hint = 'Expected a path that holds {lang} and nothing else in braces: "feeds/{lang}.xml".'
    return [Problem(path, 0, f"{key} is {value!r}.", hint)]


def _fields(template: str) -> set[str | None]:
    """Return the names in braces; {None} when the braces are not in order."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(template)}
    except ValueError:
        return {None}
    return names - {None} or {None}
