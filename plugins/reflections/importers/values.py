"""Values of export files as a reflection can have them: words, addresses, moments, digests."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from markdown_it import MarkdownIt

from ..fields import YEARS, is_web_address, personal_data, without_forbidden
from ..models import Precision
from .html_markdown import html_to_markdown
from .models import Options

MOMENT = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:T|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
"""ISO 8601, and what people who type it make of it."""
EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")
MILLISECONDS = 100_000_000_000
"""A number of this size counts milliseconds since 1970: as seconds it would be the year 5138."""
TAG = re.compile(r"</?(?:a|b|blockquote|br|code|del|div|em|i|img|li|ol|p|pre|s|span|strong|ul)\b")

UNKNOWN: tuple[None, Precision] = (None, Precision.UNKNOWN)


def read_text(value: object) -> str:
    """Return a value as text in normal form C, on lines that end in LF; "" for what has none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    text = without_forbidden(re.sub("\r\n?", "\n", value))
    return unicodedata.normalize("NFC", text).strip()


def read_line(value: object) -> str:
    """Return a value as text on one line."""
    return " ".join(read_text(value).split())


def read_address(value: object) -> str:
    """Return a web address that a reflection may have, or ""."""
    text = read_line(value)
    return text if is_web_address(text) and not personal_data(text) else ""


def read_moment(value: object, zone: tzinfo | None = None) -> tuple[datetime | None, Precision]:
    """Return a moment in UTC, without its part of a second, and how much of it is known.

    ISO 8601 or a number of seconds or milliseconds since 1970. A time without a zone is one of
    `zone`; where that is `None`, only its day is known.
    """
    text = read_line(value)
    if EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    match = MOMENT.fullmatch(text)
    if not match or int(match[1]) not in YEARS:
        return UNKNOWN
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return UNKNOWN
    own = _zone(match[7]) if match[7] else zone
    if match[4] is None or own is None:
        return moment.replace(hour=0, minute=0, second=0), Precision.DAY
    return moment.replace(tzinfo=own).astimezone(UTC), Precision.MINUTE


def _from_epoch(number: float) -> tuple[datetime | None, Precision]:
    seconds = number / 1000 if abs(number) >= MILLISECONDS else number
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return moment, Precision.MINUTE


def _zone(text: str) -> tzinfo:
    """Return the zone that ends a moment: "Z", "+01:00"."""
    if text[0] not in "+-":
        return UTC
    size = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    size = min(size, timedelta(hours=23, minutes=59))
    return timezone(-size if text[0] == "-" else size)


def read_zone(options: Options) -> ZoneInfo:
    """Return the zone of times written without one: the option "zone", else UTC."""
    return ZoneInfo(options.get("zone") or "UTC")


def read_markdown(value: object) -> str:
    """Return Markdown whose HTML was shown as HTML: what it did is now done by Markdown."""
    text = read_text(value)
    if not TAG.search(text):
        return text
    return html_to_markdown(str(MarkdownIt("commonmark").render(text)))


def read_plain(value: object) -> str:
    """Return Markdown that shows plain text as it stands, line by line."""
    return html_to_markdown(escape(read_text(value)), newlines=True)


def dump_raw(value: object, private: Collection[str] = ()) -> str:
    """Return a record as one text, the same whatever the order of its keys.

    Keys in `private`, at any depth, are left out: the digest of an e-mail address gives it away.
    """
    public = _without(value, frozenset(private))
    return json.dumps(public, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _without(value: Any, private: frozenset[str]) -> object:  # noqa: ANN401 - whatever JSON has
    if isinstance(value, Mapping):
        return {
            str(key): _without(inner, private)
            for key, inner in value.items()
            if str(key) not in private
        }
    if isinstance(value, list | tuple):
        return [_without(inner, private) for inner in value]
    return value
