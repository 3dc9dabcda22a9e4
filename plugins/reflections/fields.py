"""What each field of a reflection may hold, one value at a time."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from urllib.parse import urlsplit

from ..essays.slugs import SLUG
from .ids import ID
from .models import Basis, Channel, Kind, Precision, Role, Status

FORBIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f"  # controls, except tab and line feed
    "\u2028\u2029"  # separators that some programs take for ends of lines
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates: words out of order
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated shaping controls, annotations between lines
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\ufeff\ud800-\udfff"  # byte order mark, halves of pairs
    "\U000e0000-\U000e007f]"  # tags: letters that nobody sees
)
"""Characters that no text of a reader may have: unseen, they change what is read."""

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Characters that take no ink and that a text may need: joiners, marks, variants, fillers.

Unicode's property Default_Ignorable_Code_Point, without those that are forbidden.
"""

WEB_ADDRESS = re.compile(r"https?://[^\s\\<>\"`{|}^]+", re.IGNORECASE)
EMAIL = re.compile(r"(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An e-mail address, and not the handle of a Mastodon account ("@name@example.social")."""
IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)")
IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:.]{2,45}(?![\w:.])")
LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
QUESTION = re.compile(r"q-[a-z0-9]+(?:-[a-z0-9]+)*")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
VERIFICATION = re.compile(
    r"none|signature:ssh|dkim:[a-z0-9-]+(?:\.[a-z0-9-]+)+|link:\d{4}-\d\d-\d\d"
)
LONGEST_NAME = 200
"""Characters of a short name, a domain, a digest with what it is made by."""
YEARS = range(1000, 3000)
"""Four digits, and room for the end of the last one."""


def without_forbidden(text: str) -> str:
    """Return the text without the characters that no text of a reader may have."""
    return FORBIDDEN.sub("", text)


def is_blank(text: str) -> bool:
    """Return whether nothing of a text is to be seen: it has spaces and unseen characters only."""
    return not UNSEEN.sub("", text).strip()


def is_web_address(text: str) -> bool:
    """Return whether a text is an absolute http or https address without a user's name."""
    if len(text) > 2000 or not WEB_ADDRESS.fullmatch(text):
        return False
    if FORBIDDEN.search(text) or UNSEEN.search(text):
        return False
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # a port that is no number raises too
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and "%" not in parts.netloc


def personal_data(text: str) -> str:
    """Return "an e-mail address", "an IP address", or "" when the text has neither."""
    if EMAIL.search(text):
        return "an e-mail address"
    if any(_is_ip(match[0], IPv4Address) for match in IPV4.finditer(text)):
        return "an IP address"
    if any(_is_ip(match[0], IPv6Address) for match in IPV6.finditer(text)):
        return "an IP address"
    return ""


def _is_ip(text: str, kind: type[IPv4Address] | type[IPv6Address]) -> bool:
    try:
        kind(text.rstrip("."))
    except ValueError:
        return False
    return text != "::"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field: what it accepts, how to say so, and how its value is built."""

    accepts: Callable[[Any], bool]
    expected: str
    """A sentence for people, which begins with "Expected"."""
    required: bool = False
    names: tuple[str, ...] = ()
    """All the values, where there are few."""
    quotes: bool = False
    """True for words of the essay, which are nobody's personal data."""
    build: Callable[[Any], Any] = lambda value: value


def _text(
    expected: str, accepts: Callable[[str], bool], *, required: bool = False, quotes: bool = False
) -> Field:
    """Return a field of one line of text, in normal form C, which `accepts` says is right."""

    def is_right(value: object) -> bool:
        return isinstance(value, str) and _is_line(value) and accepts(_normal(value))

    return Field(
        accepts=is_right, expected=expected, required=required, quotes=quotes, build=_normal
    )


def _pattern(form: re.Pattern[str], expected: str, *, required: bool = False) -> Field:
    """Return a field of text that has a form, in at most `LONGEST_NAME` characters."""

    def accepts(value: str) -> bool:
        return len(value) <= LONGEST_NAME and form.fullmatch(value) is not None

    return _text(expected, accepts, required=required)


def _line(longest: int, *, required: bool = False, quotes: bool = False) -> Field:
    """Return a field of any text on one line."""
    expected = f"Expected text on one line, of 1 to {longest} characters, no space at its ends."

    def accepts(value: str) -> bool:
        return len(value) <= longest and not is_blank(value)

    return _text(expected, accepts, required=required, quotes=quotes)


def _one_of(names: type[StrEnum], *, required: bool = False) -> Field:
    """Return a field with one of a few names."""
    known = tuple(name.value for name in names)
    return Field(
        accepts=lambda value: isinstance(value, str) and value in known,
        expected=f"Expected one of {', '.join(known)}.",
        required=required,
        names=known,
        build=names,
    )


def _is_line(text: str) -> bool:
    """Return whether a text stands on one line, with no space at its ends."""
    return text == text.strip() and not re.search(r"[\n\t]", text) and not FORBIDDEN.search(text)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1000


def _is_moment(value: object) -> bool:
    return (
        isinstance(value, datetime)
        and value.tzinfo is not None
        and value.microsecond == 0
        and value.year in YEARS
    )


WEB = "Expected an http or https address, with no name or password in it."
MOMENT = "Expected a time from 1000 to 2999, with its zone: 2008-03-14T10:13:00+01:00."
SHA256 = 'Expected "sha256:" and 64 hexadecimal digits.'
IDENTITY = 'Expected "r-" and a ULID, or "i-" and 26 characters from a–z and 2–7.'

FIELDS: Mapping[str, Field] = {
    "id": _pattern(ID, IDENTITY, required=True),
    "in_reply_to": _pattern(ID, IDENTITY),
    "order": Field(
        accepts=lambda value: (
            isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000
        ),
        expected="Expected a whole number from 1.",
    ),
    "date": Field(accepts=_is_moment, expected=MOMENT),
    "date_precision": _one_of(Precision, required=True),
    "lang": _pattern(LANG, "Expected the tag of a language: fr, en, pt-BR.", required=True),
    "kind": _one_of(Kind),
    "restated": Field(
        accepts=lambda value: isinstance(value, bool), expected="Expected true or false."
    ),
}
"""The fields above the tables, in canonical order."""

TABLES: Mapping[str, Mapping[str, Field]] = {
    "author": {
        "name": _line(200, required=True),
        "url": _text(WEB, is_web_address),
        "role": _one_of(Role),
    },
    "rating": {
        "value": Field(
            accepts=_is_number, expected="Expected a number from 0 to 1000.", required=True
        ),
        "max": Field(
            accepts=lambda value: _is_number(value) and value > 0,
            expected="Expected a number from 0 to 1000, and not 0.",
            required=True,
        ),
    },
    "answers": {
        "question": _pattern(QUESTION, 'Expected the id of a question: "q-1".', required=True),
        "choice": _pattern(SLUG, 'Expected the id of a choice: "rather-yes".'),
    },
    "passage": {
        "exact": _line(2000, required=True, quotes=True),
        "prefix": _line(200, quotes=True),
        "suffix": _line(200, quotes=True),
        "paragraph": _pattern(DIGEST, SHA256),
    },
    "source": {
        "channel": _one_of(Channel, required=True),
        "system": _pattern(SLUG, 'Expected a short name in small letters: "disqus".'),
        "identifier": _line(500),
        "url": _text(WEB, is_web_address),
        "hash": _pattern(DIGEST, SHA256),
        "verification": _pattern(
            VERIFICATION,
            'Expected "none", "signature:ssh", "dkim:example.org" or "link:2026-11-20".',
        ),
    },
    "consent": {
        "basis": _one_of(Basis, required=True),
        "notice": _line(100),
        "licence": _line(100),
    },
    "state": {
        "status": _one_of(Status, required=True),
        "since": Field(accepts=_is_moment, expected=MOMENT),
    },
}
"""The fields of each table, in canonical order; `answers` is an array of tables."""

REQUIRED_TABLES = ("source", "state")
