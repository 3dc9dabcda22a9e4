"""Dates as feeds write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pelican.plugins.feeds.dates import rfc822, rfc3339

PARIS = timezone(timedelta(hours=1))


def test_a_date_keeps_its_zone() -> None:
    """The zone of the essay is written, not the machine's."""
    moment = datetime(2026, 11, 16, 8, tzinfo=PARIS)
    assert rfc3339(moment) == "2026-11-16T08:00:00+01:00"
    assert rfc822(moment) == "Mon, 16 Nov 2026 08:00:00 +0100"


def test_universal_time_is_an_offset_of_zero() -> None:
    """Universal time is written as +00:00, which every reader knows."""
    assert rfc3339(datetime(2026, 11, 16, 8, tzinfo=UTC)) == "2026-11-16T08:00:00+00:00"


def test_fractions_of_a_second_are_dropped() -> None:
    """A feed counts in seconds."""
    assert rfc3339(datetime(2026, 11, 16, 8, 0, 0, 999999, PARIS)) == "2026-11-16T08:00:00+01:00"


def test_a_zone_of_odd_seconds_is_told_in_universal_time() -> None:
    """RFC 3339 has no seconds in an offset: Paris before 1911 was at +00:09:21."""
    local = timezone(timedelta(minutes=9, seconds=21))
    assert rfc3339(datetime(1900, 1, 1, 12, tzinfo=local)) == "1900-01-01T11:50:39+00:00"


def test_a_date_without_a_zone_is_refused() -> None:
    """Two machines would write it differently."""
    with pytest.raises(ValueError, match="A feed needs dates with a zone"):
        rfc3339(datetime(2026, 11, 16, 8))  # noqa: DTZ001 - that is the point
