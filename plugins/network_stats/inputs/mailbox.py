"""Mailboxes in the mbox format (RFC 4155): who wrote to whom, and when; no message is read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from ...build.problems import Problem
from .personal import Contact, Contacts, digest
from .platforms import MESSAGE

if TYPE_CHECKING:
    from email.message import Message

_HEADERS = re.compile(rb"\r?\n\r?\n")
_TO = ("To", "Cc", "Bcc")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Letter:
    """Who a message is from and to, by address, and the day it was sent."""

    sender: str
    recipients: tuple[str, ...]
    day: date | None


@dataclass(kw_only=True, slots=True)
class _Correspondent:
    """What is counted of one correspondent while a mailbox is read."""

    days: list[date] = field(default_factory=list)
    sent: int = 0
    received: int = 0


def parse_mailbox(
    data: bytes, name: str, *, owner: str = ""
) -> tuple[Contacts | None, tuple[Problem, ...]]:
    """Return the correspondents of a mailbox, or why they cannot be told.

    `owner` is the address whose mailbox it is; without it, the address that is in the most
    messages. A correspondent is an address that the owner wrote to or was written by.
    """
    names: dict[str, str] = {}
    letters = list(_letters(data, names))
    middle = owner.strip().casefold() or _owner(letters)
    if not middle:
        message = "it cannot be told whose mailbox this is"
        hint = "Give the owner’s address: two are in as many messages, or none is in any."
        return None, (Problem(name, 0, message, hint),)
    found: dict[str, _Correspondent] = {}
    for letter in letters:
        sent = letter.sender == middle
        if not sent and middle not in letter.recipients:
            continue
        for address in set(letter.recipients) - {middle} if sent else {letter.sender}:
            one = found.setdefault(address, _Correspondent())
            one.sent += sent
            one.received += not sent
            one.days += [letter.day] if letter.day else []
    contacts = tuple(
        Contact(
            key=digest(names.get(address) or address),
            since=min(one.days, default=None),
            last=max(one.days, default=None),
            server=address.rpartition("@")[2],
            sent=one.sent,
            received=one.received,
        )
        for address, one in sorted(found.items())
    )
    return Contacts(platform="mbox", kind="correspondents", contacts=contacts), ()


def _owner(letters: Sequence[_Letter]) -> str:
    """Return the address that is in the most messages, "" when two are."""
    counts = Counter(
        address for letter in letters for address in {letter.sender, *letter.recipients}
    )
    first = counts.most_common(2)
    if not first or (len(first) == 2 and first[0][1] == first[1][1]):
        return ""
    return first[0][0]


def _letters(data: bytes, names: dict[str, str]) -> Iterator[_Letter]:
    """Yield the messages of a mailbox, and note the names of addresses."""
    starts = [match.end() for match in MESSAGE.finditer(data)]
    parser = BytesHeaderParser(policy=policy.compat32)
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        blank = _HEADERS.search(data, start, end)
        headers = parser.parsebytes(data[start : blank.start() if blank else end])
        senders = _addresses(headers, ("From",), names)
        if senders:
            recipients = _addresses(headers, _TO, names)
            yield _Letter(sender=senders[0], recipients=recipients, day=_day(headers))


def _addresses(
    headers: "Message[str, str]", keys: Sequence[str], names: dict[str, str]
) -> tuple[str, ...]:
    """Return the addresses in some headers, in small letters, each once."""
    written = [str(value) for key in keys for value in headers.get_all(key, [])]
    found: dict[str, None] = {}
    for name, address in getaddresses(written):
        if "@" in address:
            found[address.strip().casefold()] = None
            names.setdefault(address.strip().casefold(), _decoded(name))
    return tuple(found)


def _decoded(name: str) -> str:
    """Return a name whose letters were encoded (RFC 2047), or as it is when they were badly."""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return name


def _day(headers: "Message[str, str]") -> date | None:
    """Return the day a message was sent, in universal time."""
    try:
        sent: datetime = parsedate_to_datetime(str(headers.get("Date", "")))
        return sent.astimezone(UTC).date() if sent.tzinfo else sent.date()
    except (ValueError, TypeError, OverflowError):
        return None
