"""Dates as blogs write them for people, in French and in English, as far as they are sure.

"14 mars 2008 à 10 h 13", "le 14/03/2008 à 10h13", "March 14th, 2008 at 10:13 am", "mars 2008".
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from ..fields import YEARS
from ..models import Precision
from .values import UNKNOWN, read_line, read_moment

NAMES = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr apr april",
    "mai may",
    "juin jun june",
    "juillet juil jul july",
    "aout aou aug august",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(NAMES, 1) for name in names.split()
}
MONTH = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\b"
YEAR = r"(?P<year>\d{4})(?!\d)"
LONGEST = 500
"""Letters of a text that a date is looked for in."""
FORMS = (
    re.compile(r"(?<![\d.])(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){DAY}\.?[\s-]+(?:of\s+)?{MONTH},?[\s-]+{YEAR}"),
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}"),
    re.compile(
        r"(?<![\d.])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d\d)(?![\d.])"
    ),
    re.compile(rf"\b{MONTH},?\s+{YEAR}"),
)
"""How a date is written, the surest first."""
HOUR = (
    r"(?P<hour>\d{1,2})\s*(?::|h|heures?)\s*(?P<minute>\d\d)(?!\d)(?:\s*min(?:utes)?)?"
    r"(?:\s*:\s*(?P<seconds>\d\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap]\.?m\b\.?))?"
    r"(?:\s*(?P<zone>z\b|(?:utc|gmt)?\s*[+-]\d\d?(?::?\d\d)?|utc|gmt))?"
)
TIME_AFTER = re.compile(rf"(?:\s|,|-|\u2013|\u2014|\||\(|a\b|at\b|@|t(?=\d)|vers\b)*{HOUR}")
TIME_BEFORE = re.compile(rf"{HOUR}(?:\s|,|-|\u2013|\u2014|\||le\b|on\b)*$")
CODES = {
    "%A": r"[a-z]+\.?",
    "%B": r"(?P<name>[a-z]+)\.?",
    "%H": r"(?P<hour>\d{1,2})",
    "%M": r"(?P<minute>\d\d)",
    "%S": r"(?P<seconds>\d\d)",
    "%Y": r"(?P<year>\d{4})",
    "%d": r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?",
    "%m": r"(?P<month>\d{1,2})",
    "%p": r"(?P<half>[ap]\.?m\.?)",
    "%y": r"(?P<year>\d\d)",
    "%z": r"(?P<zone>z|[+-]\d\d:?\d\d)",
}
CODES |= {"%a": CODES["%A"], "%b": CODES["%B"], "%I": CODES["%H"], "%e": CODES["%d"]}
"""The codes of `strptime`; names of months may be French or English."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """How a site writes its dates."""

    zone: tzinfo | None = None
    """That of times without one; where it is not known, of such a time only the day is kept."""
    day_first: bool | None = None
    """Whether 3/4/2008 is in April; where it is not known, only the year of such a day is kept."""
    form: str = ""
    """As for `strptime`, "%d.%m.%y, %H:%M"; "" for any of the usual ways."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A date found in a text, in UTC, and the place where it stands there."""

    date: datetime
    precision: Precision
    start: int
    end: int


def parse_written(text: str, habits: Habits) -> tuple[datetime | None, Precision]:
    """Return the moment that a text names, in UTC, and how much of it is known."""
    found = find_written(text, habits)
    return (found.date, found.precision) if found else UNKNOWN


def find_written(text: str, habits: Habits) -> Written | None:
    """Return the first date in a text, or `None`."""
    plain = fold(text)
    for form in (_compiled(habits.form),) if habits.form else FORMS:
        for match in form.finditer(plain):
            found = _read_date(plain, match, habits)
            if found:
                return found
    return None


def surest_date(
    texts: Iterable[str], habits: Habits, pattern: str = ""
) -> tuple[datetime | None, Precision]:
    """Return of the dates that texts name the first that is known to the minute, or the first.

    Where `pattern` finds something in a text, its group alone counts.
    """
    best: tuple[datetime | None, Precision] = UNKNOWN
    for text in texts:
        match = re.search(pattern, text) if pattern else None
        words = read_line(match[1] if match else text)[:LONGEST]
        found = read_moment(words, habits.zone)
        if found[0] is None:
            found = parse_written(words, habits)
        if found[1] is Precision.MINUTE:
            return found
        best = found if best[0] is None else best
    return best


def fold(text: str) -> str:
    """Return a text in small letters without accents, each letter in its own place."""
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return first if len(first) == 1 else letter


def _read_date(text: str, match: re.Match[str], habits: Habits) -> Written | None:
    """Return the date of a match with the time beside it, or `None` when there is no such day."""
    parts = {key: value for key, value in match.groupdict().items() if value}
    start, end = match.span()
    if not habits.form and (time := TIME_AFTER.match(text, end)):
        end = time.end()
        parts |= {key: value for key, value in time.groupdict().items() if value}
    elif not habits.form and (time := TIME_BEFORE.search(text, 0, start)):
        start = time.start()
        parts |= {key: value for key, value in time.groupdict().items() if value}
    month, day = _month_and_day(parts, habits.day_first)
    try:
        date = datetime(_full_year(parts["year"]), month or 1, day or 1, tzinfo=UTC)
    except ValueError:
        return None
    if date.year not in YEARS:
        return None
    moment = _at_time(date, parts, habits.zone) if day else None
    known = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    precision = Precision.MINUTE if moment else known
    return Written(date=moment or date, precision=precision, start=start, end=end)


def _full_year(text: str) -> int:
    """Return a year of four digits, or that which two digits stand for: from 1970 to 2069."""
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < 70 else 1900)


def _month_and_day(parts: Mapping[str, str], day_first: bool | None) -> tuple[int, int]:  # noqa: FBT001 - it may be unknown
    """Return a month and a day, 0 for what is not written or not sure."""
    if "first" not in parts:
        name = parts.get("name")
        month = MONTHS.get(name, 13) if name else int(parts.get("month", 0))
        return month, int(parts.get("day", 0))
    first, second = int(parts["first"]), int(parts["second"])
    if first > 12 or second > 12 or first == second:
        day_first = first > 12 or first == second
    elif day_first is None and parts["mark"] == ".":
        day_first = True
    elif day_first is None and "half" in parts:
        day_first = False
    if day_first is None:
        return 0, 0
    return (second, first) if day_first else (first, second)


def _at_time(date: datetime, parts: Mapping[str, str], zone: tzinfo | None) -> datetime | None:
    """Return a day at a time, in UTC; `None` when the time or its zone is not known."""
    own = _read_zone(parts["zone"]) if "zone" in parts else zone
    if "minute" not in parts or own is None:
        return None
    hour = int(parts["hour"])
    if "half" in parts and 1 <= hour <= 12:
        hour = hour % 12 + (12 if parts["half"].startswith("p") else 0)
    second = int(parts.get("seconds", 0))
    try:
        moment = date.replace(hour=hour, minute=int(parts["minute"]), second=second, tzinfo=own)
    except ValueError:
        return None
    return moment.astimezone(UTC)


def _read_zone(text: str) -> tzinfo:
    """Return the zone that stands after a time: "Z", "GMT", "+01:00", "UTC+1"."""
    digits = re.search(r"([+-])\s*(\d\d?):?(\d\d)?", text)
    if digits is None:
        return UTC
    size = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    size = min(size, timedelta(hours=23, minutes=59))
    return timezone(-size if digits[1] == "-" else size)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Return what matches dates of a form; a code that is not known stands for itself."""
    pieces = re.split(r"(%[A-Za-z])", form)
    return re.compile("".join(CODES.get(piece, re.escape(fold(piece))) for piece in pieces))
