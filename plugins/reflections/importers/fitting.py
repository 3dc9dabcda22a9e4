"""One record made to fit the files of this site: what it cannot have is left out, and said."""

import hashlib
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from ...build.problems import Problem
from ..dates import end_moment, first_moment
from ..fields import EMAIL, LANG, YEARS, is_blank, is_web_address, personal_data, without_forbidden
from ..files import dump_reflection, parse_reflection
from ..ids import ID, import_id
from ..models import (
    Author,
    Basis,
    Channel,
    Consent,
    Precision,
    Rating,
    Reflection,
    Role,
    Source,
    State,
    Status,
)
from .models import Fate, Reading, Record

CHANNELS = {"mastodon": Channel.MASTODON, "webmention": Channel.WEBMENTION}
"""By which way a conversation came, where that is not an import."""
LONGEST_NAME = 200
LONGEST_IDENTIFIER = 500
COARSER = {
    Precision.MINUTE: Precision.DAY,
    Precision.DAY: Precision.MONTH,
    Precision.MONTH: Precision.YEAR,
    Precision.YEAR: Precision.UNKNOWN,
}
"""What is left of a date that cannot be true to its finest part."""


class Change(StrEnum):
    """What was changed so that a record could become a reflection, or why it could not."""

    NAME = "name"
    """An e-mail or IP address was taken out of the name, or the name was cut."""
    ADDRESS = "address"
    """A web address that no reflection may have was left out."""
    DATE = "date"
    RATING = "rating"
    EMAIL_IN_TEXT = "email-in-text"
    """Nothing was changed: its writer gives an address in the text; people may judge."""
    REATTACHED = "reattached"
    """It answered what is not imported: it answers what that answered."""
    ORPHAN = "orphan"
    """It answered what the export does not hold: it answers the essay."""
    OTHER_PAGE = "other-page"
    """It answered what stands on another essay: it answers its own."""
    CIRCLE = "circle"
    CLOCK = "clock"
    """It is dated before what it answers: of its date only what can be true is kept."""
    REFUSED = "refused"
    """The check of the site's files would not accept it: it was left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One change, and the record that it was made to."""

    change: Change
    identifier: str
    line: int
    message: str


Tell = Callable[[Change, str], None]
"""Told what was changed, and how to say it."""


@dataclass(kw_only=True, slots=True)
class Fitting:
    """Makes reflections of the records of a reading, and keeps what had to be changed."""

    reading: Reading
    lang: str
    """The language of records that do not say theirs."""
    now: datetime
    notes: list[Note] = field(default_factory=list)

    def note(self, change: Change, record: Record, message: str) -> None:
        """Keep a change."""
        self.notes.append(
            Note(change=change, identifier=record.identifier, line=record.line, message=message)
        )

    @property
    def channel(self) -> Channel:
        """By which way the records came."""
        return CHANNELS.get(self.reading.system, Channel.IMPORT)

    def reflection(self, record: Record) -> Reflection | None:
        """Return a record as a reflection on its essay, or `None` where the site refuses it."""
        before = len(self.notes)
        draft = self._draft(record)
        read, problems = parse_reflection(dump_reflection(draft), record.identifier)
        if read is not None and not problems:
            return read
        del self.notes[before:]
        self.note(Change.REFUSED, record, f"was left out: {_said(problems)}")
        return None

    def tombstone(self, record: Record) -> Reflection:
        """Return what is kept of a deleted record: its place."""
        date, precision = self._date(record)
        return Reflection(
            id=record_id(self.reading, record.identifier),
            date=date,
            date_precision=precision,
            lang=read_lang(record.lang) or self.lang,
            source=Source(channel=self.channel),
            state=State(status=Status.ERASED, since=self.now),
        )

    def _draft(self, record: Record) -> Reflection:
        date, precision = self._date(record)
        state = State()
        if record.fate is Fate.PENDING:
            since = date if date and precision is Precision.MINUTE else self.now
            state = State(status=Status.PENDING, since=since)
        body = read_body(record)
        if EMAIL.search(body):
            self.note(Change.EMAIL_IN_TEXT, record, "gives an e-mail address in its text: kept")
        return Reflection(
            id=record_id(self.reading, record.identifier),
            order=record.order if record.order and 0 < record.order < 1_000_000 else None,
            date=date,
            date_precision=precision,
            lang=read_lang(record.lang) or self.lang,
            author=self._author(record),
            rating=self._rating(record),
            source=Source(
                channel=self.channel,
                system=self.reading.system,
                identifier=_identifier(record.identifier),
                url=self._address(record, record.url, "its own address"),
                hash=_digest(record.raw),
            ),
            consent=Consent(basis=Basis.LEGITIMATE_INTEREST),
            state=state,
            body=body,
        )

    def _date(self, record: Record) -> tuple[datetime | None, Precision]:
        """Return when a record was written, in UTC, as far as that is known."""
        date, precision = record.date, record.date_precision
        if date is None or precision is Precision.UNKNOWN:
            return None, Precision.UNKNOWN
        if precision is Precision.MINUTE and date.year in YEARS:
            date = date.astimezone(UTC)
        if date.year not in YEARS:
            self.note(Change.DATE, record, f"is dated {date.year}: its date is not kept")
            return None, Precision.UNKNOWN
        date = date.replace(tzinfo=UTC, microsecond=0)
        if precision is not Precision.MINUTE:
            date = first_moment(date, precision)
        return date, precision

    def _author(self, record: Record) -> Author | None:
        """Return who signed a record; nobody, when an address is all that they left."""
        name = read_name(record.author)
        if personal_data(name):
            name = EMAIL.sub("", name).strip(" <>()[]{},;:\"'")
            name = name if re.search(r"\w", name) and not personal_data(name) else ""
            message = (
                f"is signed with an address: {'only the name' if name else 'nothing'} is kept"
            )
            self.note(Change.NAME, record, message)
        if len(name) > LONGEST_NAME:
            name = f"{name[: LONGEST_NAME - 1].rstrip()}\u2026"
            self.note(Change.NAME, record, "is signed with a very long name: it is cut")
        if not name:
            return None
        url = self._address(record, record.author_url, "the address of its author")
        return Author(name=name, url=url, role=Role.AUTHOR if record.by_author else Role.READER)

    def _address(self, record: Record, url: str, what: str) -> str:
        """Return a web address if a reflection may have it, else ""."""
        url = unicodedata.normalize("NFC", url)
        if not url or (is_web_address(url) and not personal_data(url)):
            return url
        self.note(Change.ADDRESS, record, f"{what} is not kept: a reflection cannot have it")
        return ""

    def _rating(self, record: Record) -> Rating | None:
        """Return what a reader gave, if it is a number from 0 to its maximum."""
        rating = record.rating
        if rating is None:
            return None
        if math.isfinite(rating.value) and 0 <= rating.value <= rating.max <= 1000 and rating.max:
            return rating
        message = f"gives {rating.value:g} of {rating.max:g}: its rating is not kept"
        self.note(Change.RATING, record, message)
        return None


def record_id(reading: Reading, identifier: str) -> str:
    """Return the id of the reflection that a record becomes: the same at each import.

    A record that was exported from a site like this one has its id already.
    """
    if ID.fullmatch(identifier):
        return identifier
    name = f"{reading.scope}:{identifier}" if reading.scope else identifier
    return import_id(reading.system, name)


def read_body(record: Record) -> str:
    """Return the text of a record as a file has it; "" when nothing is there to be read."""
    text = without_forbidden(re.sub("\r\n?", "\n", record.body))
    text = re.sub(r"\A\s*\n", "", unicodedata.normalize("NFC", text)).rstrip()
    return "" if is_blank(text) else text


def read_name(name: str) -> str:
    """Return a name on one line; "" when nothing of it is to be seen."""
    text = unicodedata.normalize("NFC", without_forbidden(re.sub(r"\s", " ", name)))
    return "" if is_blank(text) else " ".join(text.split())


def read_lang(lang: str) -> str:
    """Return the tag of a language, "fr-FR" for "fr_FR"; "" for what is none."""
    tag = lang.strip().replace("_", "-")
    first, dash, rest = tag.partition("-")
    tag = f"{first.lower()}{dash}{rest}"
    return tag if LANG.fullmatch(tag) else ""


def true_part(reply: Reflection, parent: Reflection) -> tuple[datetime | None, Precision]:
    """Return so much of a reply's date as does not put it before what it answers."""
    date, precision = reply.date, reply.date_precision
    if parent.date is None:
        return date, precision
    begun = first_moment(parent.date, parent.date_precision)
    while date is not None and end_moment(date, precision) <= begun:
        precision = COARSER[precision]
        date = None if precision is Precision.UNKNOWN else first_moment(date, precision)
    return date, precision


def _identifier(identifier: str) -> str:
    """Return the id of a record if a file can have it: the id of the reflection holds it too."""
    name = read_name(identifier)
    fits = name == identifier and len(name) <= LONGEST_IDENTIFIER and not personal_data(name)
    return name if fits else ""


def _digest(raw: str) -> str:
    data = raw.encode("utf-8", errors="replace")
    return f"sha256:{hashlib.sha256(data).hexdigest()}" if raw else ""


def _said(problems: tuple[Problem, ...]) -> str:
    return "; ".join(problem.message for problem in problems)
