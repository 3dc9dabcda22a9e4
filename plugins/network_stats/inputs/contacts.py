"""The lists of contacts that platforms export: names become digests as they are read."""

import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from ...build.problems import Problem
from .mailbox import parse_mailbox
from .personal import Contact, Contacts, digest
from .platforms import PLATFORMS, X, linkedin_columns, platform_of
from .text import Text, clean, parse_text

Read = tuple[Contacts | None, tuple[Problem, ...]]

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            ("jan", "janv", "janvier"),
            ("feb", "fév", "févr", "février"),
            ("mar", "mars"),
            ("apr", "avr", "avril"),
            ("may", "mai"),
            ("jun", "juin"),
            ("jul", "juil", "juillet"),
            ("aug", "août"),
            ("sep", "sept", "septembre"),
            ("oct", "octobre"),
            ("nov", "novembre"),
            ("dec", "déc", "décembre"),
        ),
        1,
    )
    for month in months
}
_WITH_WORDS = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[^\W\d]+)\.?[ -](?P<year>\d{4})\b")
_WITH_SLASHES = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)\b")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_ADDRESS = re.compile(r"@?([^@\s,;]+)@([^@\s,;]+\.[^@\s,;]+)")


def parse_contacts(content: bytes, name: str, *, owner: str = "") -> Read:
    """Return the contacts of an export, or what is wrong with it; `owner` is for mailboxes."""
    platform = platform_of(content)
    if platform == "mbox":
        return parse_mailbox(content, name, owner=owner)
    if not platform:
        hint = f"Known: {', '.join(sorted(PLATFORMS.values()))}."
        return None, (Problem(name, 0, "the file is not a known export of contacts", hint),)
    text, problems = parse_text(content, name)
    return _READERS[platform](text, name) if text else (None, problems)


def _linkedin(text: Text, name: str) -> Read:
    """Return the contacts of Connections.csv: notes, then a header, then one a row."""
    start = next(index for index, line in enumerate(text.lines) if linkedin_columns(line))
    columns = linkedin_columns(text.lines[start])
    reader = csv.reader((f"{line}\n" for line in text.lines[start + 1 :]), strict=True)
    found: dict[str, Contact] = {}
    try:
        for row in reader:
            cells = {key: clean(row[at]) if at < len(row) else "" for key, at in columns.items()}
            if any(map(clean, row)):
                called = f"{cells['first']} {cells['last']}".strip()
                identity = cells.get("url") or called or f"row {reader.line_num}"
                found[identity] = Contact(
                    key=digest(called),
                    since=parse_day(cells.get("since", "")),
                    company=cells.get("company", ""),
                    nameless=not called,
                )
    except csv.Error as error:
        message = f"the rows cannot be read: {error}"
        hint = "The file may be cut short: export it again."
        return None, (Problem(name, start + 1 + reader.line_num, message, hint),)
    return Contacts(platform="linkedin", kind="contacts", contacts=tuple(found.values())), ()


def parse_day(text: str) -> date | None:
    """Return a day written "12 Mar 2025", "12 mars 2025", "3/12/25" (March) or "2025-03-12"."""
    match = _WITH_WORDS.match(text) or _WITH_SLASHES.match(text) or _ISO.match(text)
    if match is None:
        return None
    written = match["month"].lower()
    month = int(written) if written.isdecimal() else _MONTHS.get(written, _MONTHS.get(written[:3]))
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    try:
        return date(year, month or 0, int(match["day"]))
    except ValueError:
        return None


def _mastodon(text: Text, _: str) -> Read:
    """Return the accounts of following_accounts.csv, whose first column is their address."""
    found: dict[str, Contact] = {}
    for line in text.lines:
        match = _ADDRESS.match(clean(line).lower())
        if match:
            found[match[0].lstrip("@")] = Contact(key=digest(match[1]), server=match[2])
    return Contacts(platform="mastodon", kind="following", contacts=tuple(found.values())), ()


def _x(text: Text, name: str) -> Read:
    """Return the accounts of following.js or follower.js: numbers, without names or dates."""
    written = "\n".join(text.lines)
    start = X.match(written)
    assert start is not None, "the file starts as X’s exports do"
    items, problems = _json(written[start.end() :], name, before=written[: start.end()])
    kind = "followers" if start[1] == "follower" else "following"
    ids = {
        str(account.get("accountId", ""))
        for item in items
        for account in [_object(_object(item).get(start[1]))]
    }
    contacts = tuple(Contact(key=digest(f"x {account}")) for account in sorted(ids - {""}))
    return (
        (None, problems)
        if problems
        else (Contacts(platform="x", kind=kind, contacts=contacts), ())
    )


def _facebook(text: Text, name: str) -> Read:
    """Return the friends of your_friends.json, whose letters were each written as bytes."""
    found, problems = _json("\n".join(text.lines), name)
    if problems:
        return None, problems
    listed = _object(found[0]) if found else {}
    friends = listed.get("friends_v2", listed.get("friends"))
    contacts = tuple(
        Contact(
            key=digest(repair(str(friend.get("name", "")))),
            since=_day_of(friend.get("timestamp")),
            nameless=not clean(str(friend.get("name", ""))),
        )
        for friend in map(_object, friends if isinstance(friends, list) else ())
        if friend
    )
    return Contacts(platform="facebook", kind="friends", contacts=contacts), ()


def repair(text: str) -> str:
    """Return a text whose UTF-8 bytes were each taken for a letter: "Ã©" is é."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _day_of(timestamp: object) -> date | None:
    if not isinstance(timestamp, int) or isinstance(timestamp, bool):
        return None
    try:
        return datetime.fromtimestamp(timestamp, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _json(
    text: str, name: str, *, before: str = ""
) -> tuple[Sequence[object], tuple[Problem, ...]]:
    """Return the items of a JSON list, or a JSON object alone, or where it stops being JSON."""
    try:
        found = json.loads(text.rstrip().removesuffix(";"))
    except json.JSONDecodeError as error:
        line = error.lineno + before.count("\n")
        message = f"the file is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return (), (Problem(name, line, message, "It may be cut short: export it again."),)
    except (RecursionError, ValueError):
        return (), (Problem(name, 0, "the file is not JSON that can be read", "Export it again."),)
    return found if isinstance(found, list) else [found], ()


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


_READERS: Mapping[str, Callable[[Text, str], Read]] = {
    "facebook": _facebook,
    "linkedin": _linkedin,
    "mastodon": _mastodon,
    "x": _x,
}
