"""Dates say what is known of them, and no more."""

from datetime import datetime

import pytest
from pelican.plugins.reflections.dates import build_when, end_moment, first_moment
from pelican.plugins.reflections.models import Precision

MOMENT = datetime.fromisoformat("2008-03-14T10:13:45+01:00")


@pytest.mark.parametrize(
    ("precision", "lang", "iso", "text"),
    [
        ("minute", "fr", "2008-03-14T10:13+01:00", "14 mars 2008 à 10\u00a0h\u00a013"),
        ("minute", "en", "2008-03-14T10:13+01:00", "14 March 2008 at 10:13"),
        ("minute", "fr-CA", "2008-03-14T10:13+01:00", "14 mars 2008 à 10\u00a0h\u00a013"),
        ("minute", "de", "2008-03-14T10:13+01:00", "14 March 2008 at 10:13"),
        ("day", "fr", "2008-03-14", "14 mars 2008"),
        ("day", "en", "2008-03-14", "14 March 2008"),
        ("month", "fr", "2008-03", "mars 2008"),
        ("month", "en", "2008-03", "March 2008"),
        ("year", "fr", "2008", "2008"),
        ("year", "en", "2008", "2008"),
        ("unknown", "fr", "", ""),
    ],
)
def test_a_date_is_said_to_its_precision(precision: str, lang: str, iso: str, text: str) -> None:
    when = build_when(MOMENT, Precision(precision), lang)
    assert (when.iso, when.text) == (iso, text)


def test_a_date_that_is_not_known_is_empty() -> None:
    when = build_when(None, Precision.UNKNOWN, "fr")
    assert (when.iso, when.text) == ("", "")


def test_the_first_of_a_month_and_the_hours_before_ten_are_written_as_french_does() -> None:
    date = datetime.fromisoformat("2009-05-01T09:05:00+02:00")
    when = build_when(date, Precision.MINUTE, "fr")
    assert when.text == "1er mai 2009 à 9\u00a0h\u00a005"


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [
        ("minute", "2008-03-14T10:13:00+01:00", "2008-03-14T10:14:00+01:00"),
        ("day", "2008-03-14T00:00:00+01:00", "2008-03-15T00:00:00+01:00"),
        ("month", "2008-03-01T00:00:00+01:00", "2008-04-01T00:00:00+01:00"),
        ("year", "2008-01-01T00:00:00+01:00", "2009-01-01T00:00:00+01:00"),
    ],
)
def test_a_date_is_a_stretch_of_time(precision: str, start: str, end: str) -> None:
    assert first_moment(MOMENT, Precision(precision)).isoformat() == start
    assert end_moment(MOMENT, Precision(precision)).isoformat() == end
