"""The record beside a data file: where it comes from, and what may be done with it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from ...build.problems import Problem, nearest
from ..models import Sidecar

_TEXTS = frozenset({"source", "licence", "title", "note"})
_FLAGS = frozenset({"personal", "share"})
_KNOWN = _TEXTS | _FLAGS | {"url"}
_NEEDED = ("licence", "source")
_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")


def parse_sidecar(text: str, name: str) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """Return the record in a TOML text, or what is wrong with it."""
    try:
        record = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (_not_toml(name, text, str(error)),)
    problems = tuple(_check(record, name, text))
    if problems:
        return None, problems
    texts = {key: _texts(record[key]) for key in _TEXTS if key in record}
    return Sidecar(
        source=texts["source"],
        licence=texts["licence"],
        url=record.get("url", ""),
        title=texts.get("title", {}),
        note=texts.get("note", {}),
        share=record.get("share", False),
        personal=record.get("personal", False),
    ), ()


def _not_toml(name: str, text: str, reason: str) -> Problem:
    place = _PLACE.search(reason)
    line = int(place[1]) if place else text.count("\n") + 1
    message = f"the record is not TOML: {_PLACE.sub('', reason).lower()}"
    return Problem(name, line, message, 'Write texts between quotes: `source = "…"`.')


def _check(record: Mapping[str, Any], name: str, text: str) -> Iterator[Problem]:
    """Yield the keys that are missing, unknown, or not texts."""
    for key, value in record.items():
        line = _line_of(key, text)
        if key not in _KNOWN:
            yield Problem(name, line, f"the record has no key {key!r}", nearest(key, _KNOWN))
        elif key == "url" and not (isinstance(value, str) and value.startswith("https://")):
            yield Problem(
                name, line, f"the url {value!r} is not an address", "Start it with https://."
            )
        elif key in _FLAGS and not isinstance(value, bool):
            message = f"the key {key!r} is neither true nor false"
            yield Problem(name, line, message, f"Write `{key} = true`, or remove the line.")
        elif key in _TEXTS and not _is_text(value):
            hint = f'Write `{key} = "…"`, or `{key}.fr = "…"` and `{key}.en = "…"`.'
            yield Problem(name, line, f"the key {key!r} is not a text", hint)
    if record.get("personal") is True and record.get("share") is True:
        message = "a personal export cannot be shared"
        hint = "Remove `share = true`: the names of others are not yours to publish."
        yield Problem(name, _line_of("share", text), message, hint)
    for key in _NEEDED:
        if key not in record:
            yield Problem(name, 0, f"the record needs the key {key!r}", f'Add `{key} = "…"`.')


def _line_of(key: str, text: str) -> int:
    """Return the line where a key is first written."""
    pattern = re.compile(rf'\s*\[?\s*"?{re.escape(key)}"?\s*[.=\]]')
    lines = enumerate(text.split("\n"), 1)
    return next((line for line, content in lines if pattern.match(content)), 0)


def _is_text(value: object) -> bool:
    texts = list(value.values()) if isinstance(value, dict) else [value]
    return bool(texts) and all(isinstance(text, str) and text for text in texts)


def _texts(value: str | dict[str, str]) -> dict[str, str]:
    return dict(value) if isinstance(value, dict) else {"": value}
