"""What lists need of a reflection."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pelican.plugins.reflections.models import Channel, Precision, Reflection, Source
from pelican.plugins.reflections.voices import moment_of

PARIS = timezone(timedelta(hours=1))
ESSAY = datetime(2026, 11, 17, 8, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("precision", "date", "expected"),
    [
        (
            Precision.MINUTE,
            datetime(2008, 3, 14, 10, 13, tzinfo=PARIS),
            "2008-03-14T10:13:00+01:00",
        ),
        (Precision.DAY, datetime(2008, 3, 14, tzinfo=PARIS), "2008-03-14T12:00:00+00:00"),
        (Precision.MONTH, datetime(2008, 3, 1, tzinfo=UTC), "2008-03-01T12:00:00+00:00"),
        (Precision.YEAR, datetime(2008, 1, 1, tzinfo=UTC), "2008-01-01T12:00:00+00:00"),
        (Precision.UNKNOWN, None, "2026-11-17T08:00:04+01:00"),
    ],
)
def test_a_reflection_has_a_moment(
    precision: Precision, date: datetime | None, expected: str
) -> None:
    """A day is told by its noon, which is on that day nearly everywhere; one without a date is
    as old as the essay, in the order of its number.
    """
    reflection = Reflection(
        id="i-x",
        lang="fr",
        order=4,
        date=date,
        date_precision=precision,
        source=Source(channel=Channel.IMPORT),
    )
    assert moment_of(reflection, ESSAY).isoformat() == expected
