"""Dates and numbers are written as each language writes them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel.dates import format_date
from pelican.plugins.essays.languages import (
    DEFAULT,
    LANGUAGES,
    format_day,
    format_number,
    format_partial,
    is_partial_date,
    when,
)
from pelican.plugins.essays.views import When


@pytest.mark.parametrize(
    ("day", "lang", "text"),
    [
        (date(2026, 11, 16), "fr", "16 novembre 2026"),
        (date(2026, 11, 16), "en", "16 November 2026"),
        (date(2026, 5, 1), "fr", "1er mai 2026"),
        (date(2026, 5, 1), "en", "1 May 2026"),
        (date(2026, 5, 11), "fr", "11 mai 2026"),
        (date(2026, 8, 31), "fr", "31 août 2026"),
    ],
)
def test_a_day_is_written_in_words(day: date, lang: str, text: str) -> None:
    """In French the first of a month alone is an ordinal."""
    assert format_day(day, lang) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_and_months_are_written_as_babel_writes_them(lang: str) -> None:
    """The first of a month in French apart, which Babel does not know."""
    for number in range(366):
        day, locale = date(2024, 1, 1) + timedelta(days=number), LANGUAGES[lang].locale
        text = format_date(day, format="long", locale=locale)
        if day.day == 1 and lang == "fr":
            text = text.replace("1 ", "1er ", 1)
        assert format_day(day, lang) == text
        month = format_date(day, format="MMMM y", locale=locale)
        assert format_partial(day.isoformat()[:7], lang) == month


@pytest.mark.parametrize(
    ("iso", "lang", "text"),
    [
        ("", "fr", ""),
        ("2008", "fr", "2008"),
        ("2008-03", "fr", "mars 2008"),
        ("2008-03", "en", "March 2008"),
        ("2008-08-12", "fr", "12 août 2008"),
        ("2008-08-01", "en", "1 August 2008"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(iso: str, lang: str, text: str) -> None:
    """Nothing is made up: neither a day nor a month."""
    assert format_partial(iso, lang) == text
    assert when(iso, lang) == When(iso=iso, text=text)


def test_a_moment_has_the_day_of_its_own_zone() -> None:
    """Late in Paris is the same day in words, whatever day it is in UTC."""
    paris = timezone(timedelta(hours=1))
    assert when(datetime(2026, 11, 17, 0, 30, 59, tzinfo=paris), "fr") == When(
        iso="2026-11-17T00:30+01:00", text="17 novembre 2026"
    )
    assert when(datetime(2026, 11, 16, 23, 30, 59, tzinfo=UTC), "en") == When(
        iso="2026-11-16T23:30+00:00", text="16 November 2026"
    )


@pytest.mark.parametrize(
    ("number", "lang", "text"),
    [
        (4.5, "fr", "4,5"),
        (4.5, "en", "4.5"),
        (4, "fr", "4"),
        (4.0, "en", "4"),
        (1234.5, "fr", "1\u202f234,5"),
        (1234.5, "en", "1,234.5"),
    ],
)
def test_a_number_has_the_signs_of_its_language(number: float, lang: str, text: str) -> None:
    """The decimal sign and the space between thousands are the language's."""
    assert format_number(number, lang) == text


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2008", True),
        ("2008-02", True),
        ("2008-02-29", True),
        ("2009-02-29", False),
        ("2008-13", False),
        ("0000", False),
        ("20080229", False),
        ("2008-W09-5", False),
        ("2008-2", False),
        ("", False),
    ],
)
def test_a_date_may_be_known_in_part(text: str, *, known: bool) -> None:
    """Other forms of ISO 8601 are none of ours."""
    assert is_partial_date(text) is known


def test_no_two_languages_share_an_address_or_a_file_name() -> None:
    """The site's own language is at the root, and any other below its code."""
    assert LANGUAGES[DEFAULT].prefix == ""
    assert LANGUAGES[DEFAULT].suffix == ".md"
    assert all(code == language.code for code, language in LANGUAGES.items())
    for field in ("prefix", "suffix", "name"):
        assert len({getattr(language, field) for language in LANGUAGES.values()}) == len(LANGUAGES)
