"""Dates as blogs write them, as far as they are sure."""

from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.reflections.importers.written_dates import (
    Habits,
    find_written,
    parse_written,
    surest_date,
)

PARIS = Habits(zone=ZoneInfo("Europe/Paris"))


def written(text: str, habits: Habits = PARIS) -> tuple[str, str]:
    date, precision = parse_written(text, habits)
    return (f"{date:%Y-%m-%d %H:%M:%S}" if date else "", precision.value)


@pytest.mark.parametrize(
    "text",
    [
        "14 mars 2008 10:13",
        "le 14/03/2008 à 10h13",
        "vendredi 14 mars 2008, 10:13",
        "14 mars 2008 à 10 h 13 min",
        "14\u00a0mars\u00a02008 à 10\u00a0h\u00a013",
        "Posté le 14.03.08 - 10h13",
        "mars 14, 2008 à 10:13",
        "14-Mar-2008 10:13",
        "à 10h13 le 14/03/2008",
        "March 14th, 2008 at 10:13 am",
        "Friday, March 14, 2008 10:13:00 AM",
        "Mar. 14, 2008 @ 10:13",
        "3/14/2008 10:13:00 AM",
        "2008-03-14 10:13",
        "2008-03-14T10:13:00+01:00",
        "14 mars 2008 à 09:13 GMT",
        "14 mars 2008 à 14:43 UTC+5:30",
        "Le 14 mars 2008 à 10:13, par Zoé",
    ],
)
def test_a_time_is_found_in_many_ways(text: str) -> None:
    assert written(text) == ("2008-03-14 09:13:00", "minute")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er août 2012 à 9h05", ("2012-08-01 07:05:00", "minute")),
        ("déc. 5, 2011 @ 11:04 pm", ("2011-12-05 22:04:00", "minute")),
        ("5 déc. 2011 à 12:30 am", ("2011-12-04 23:30:00", "minute")),
        ("14 mars 2008", ("2008-03-14 00:00:00", "day")),
        ("14 mars 2008 à 10h", ("2008-03-14 00:00:00", "day")),
        ("14 mars 2008 à 27h61", ("2008-03-14 00:00:00", "day")),
        ("31.12.99", ("1999-12-31 00:00:00", "day")),
        ("mars 2008", ("2008-03-01 00:00:00", "month")),
        ("3/4/2008", ("2008-01-01 00:00:00", "year")),
        ("3/4/2008 10:13 PM", ("2008-03-04 21:13:00", "minute")),
        ("4/4/2008", ("2008-04-04 00:00:00", "day")),
        ("il y a 3 jours", ("", "unknown")),
        ("3 août", ("", "unknown")),
        ("le 45/14/2008", ("", "unknown")),
        ("1 mars 0099", ("", "unknown")),
        ("192.168.10.10", ("", "unknown")),
        ("version 1.2.3.2008", ("", "unknown")),
        ("", ("", "unknown")),
    ],
)
def test_no_more_is_said_than_is_sure(text: str, expected: tuple[str, str]) -> None:
    assert written(text) == expected


def test_without_a_zone_only_the_day_is_known() -> None:
    assert written("14 mars 2008 10:13", Habits()) == ("2008-03-14 00:00:00", "day")
    assert written("14 mars 2008 10:13 GMT", Habits()) == ("2008-03-14 10:13:00", "minute")


def test_a_site_may_say_how_it_writes_its_dates() -> None:
    assert written("3/4/2008", Habits(day_first=True)) == ("2008-04-03 00:00:00", "day")
    assert written("3/4/2008", Habits(day_first=False)) == ("2008-03-04 00:00:00", "day")
    form = Habits(zone=PARIS.zone, form="%A %d %B %Y, %Hh%M")
    assert written("Vendredi 14 Mars 2008, 10h13", form) == ("2008-03-14 09:13:00", "minute")
    assert written("14/03/2008 10h13", form) == ("", "unknown")
    form = Habits(form="%y%m%d %I:%M %p %z")
    assert written("080314 10:13 pm +01:00", form) == ("2008-03-14 21:13:00", "minute")


def test_the_place_of_a_date_is_known() -> None:
    found = find_written("Zoé le 14 mars 2008 à 10h13, a dit", PARIS)
    assert found is not None
    assert "Zoé le 14 mars 2008 à 10h13, a dit"[found.start : found.end] == "14 mars 2008 à 10h13"


def test_the_surest_of_several_dates_counts() -> None:
    """The first that is known to the minute, or else the first."""
    day, minute = "14 mars 2008", "2010-01-02T03:04:05Z"
    assert surest_date([day, minute], Habits())[1] == "minute"
    assert surest_date(["hier", day, "mars 2009"], Habits())[1] == "day"
    assert surest_date(["hier"], Habits()) == (None, "unknown")
    link = "/x.html?showComment=1205485980000#c1"
    date, precision = surest_date([link], Habits(), r"showComment=(\d{13})")
    assert (f"{date:%Y-%m-%d %H:%M}", precision) == ("2008-03-14 09:13", "minute")
