"""Dates as feeds write them: the same text whatever the locale and zone of the machine."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


def whole_seconds(moment: datetime) -> datetime:
    """Return `moment` without its fraction of a second, in a zone that RFC 3339 can write.

    Zones before standard time are off by odd seconds (Paris was, until 1911): those moments
    are told in UTC.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"A feed needs dates with a zone, and {moment.isoformat()} has none.")
    moment = moment.replace(microsecond=0)
    return moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment


def rfc3339(moment: datetime) -> str:
    """Return `moment` as Atom and JSON Feed write it: "2026-11-16T08:00:00+01:00"."""
    return whole_seconds(moment).isoformat()


def rfc822(moment: datetime) -> str:
    """Return `moment` as RSS writes it: "Mon, 16 Nov 2026 08:00:00 +0100"."""
    return format_datetime(whole_seconds(moment))
