"""Dates as far as they are known: for machines, for people, and as a stretch of time."""

from datetime import datetime, timedelta

from ..essays.languages import NEVER, format_day, format_partial
from ..essays.views import When
from .models import Precision

ISO_LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
NBSP = "\u00a0"


def iso_date(date: datetime, precision: Precision) -> str:
    """Return the known part of a date: "2008-03-14T10:13+01:00", "2008-03"; "" if none."""
    if precision is Precision.UNKNOWN:
        return ""
    return date.isoformat(timespec="minutes")[: ISO_LENGTHS.get(precision)]


def date_text(date: datetime, precision: Precision, lang: str) -> str:
    """Return the known part of a date in words, in its own zone: "14 March 2008 at 10:13".

    In French for any French `lang`, in English for all others.
    """
    code = "fr" if is_french(lang) else "en"
    if precision is not Precision.MINUTE:
        return format_partial(iso_date(date, precision), code)
    day = format_day(date.date(), code)
    if code == "fr":
        return f"{day} à {date.hour}{NBSP}h{NBSP}{date.minute:02}"
    return f"{day} at {date:%H:%M}"


def build_when(date: datetime | None, precision: Precision, lang: str) -> When:
    """Return a date for a template; both its fields are empty when nothing is known."""
    if date is None:
        return NEVER
    return When(iso=iso_date(date, precision), text=date_text(date, precision, lang))


def is_french(lang: str) -> bool:
    """Return whether a language tag is one of French: "fr", "fr-CA"."""
    return lang.partition("-")[0] == "fr"


def first_moment(date: datetime, precision: Precision) -> datetime:
    """Return the start of the stretch of time that a date names, to its precision."""
    start = date.replace(second=0, microsecond=0)
    if precision is Precision.MINUTE:
        return start
    start = start.replace(hour=0, minute=0)
    if precision is Precision.DAY:
        return start
    start = start.replace(day=1)
    return start if precision is Precision.MONTH else start.replace(month=1)


def end_moment(date: datetime, precision: Precision) -> datetime:
    """Return the first moment after the stretch of time that a date names."""
    start = first_moment(date, precision)
    if precision is Precision.MINUTE:
        return start + timedelta(minutes=1)
    if precision is Precision.DAY:
        return start + timedelta(days=1)
    if precision is Precision.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start.replace(year=start.year + 1)
