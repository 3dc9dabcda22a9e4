"""Values of export files: texts, addresses and times, whatever form they come in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.reflections.importers.values import (
    dump_raw,
    read_address,
    read_line,
    read_markdown,
    read_moment,
    read_plain,
    read_text,
)
from pelican.plugins.reflections.models import Precision


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u202eb\x07c\ufeff", "abc"),
        (12, "12"),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ("  a  ", "a"),
    ],
)
def test_a_text_is_in_normal_form_without_what_is_not_seen(value: object, text: str) -> None:
    assert read_text(value) == text


def test_a_line_has_single_spaces() -> None:
    assert read_line(" a\n\tb  c ") == "a b c"


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://a.example/?b=c", "https://a.example/?b=c"),
        ("javascript:alert(1)", ""),
        ("https://user:pass@a.example/", ""),
        ("mailto:a@b.example", ""),
        ("https://a.example/?mail=ann@b.example", ""),
        ("/relative", ""),
        ("undefined", ""),
        (None, ""),
    ],
)
def test_an_address_is_of_the_web_or_none(value: object, address: str) -> None:
    assert read_address(value) == address


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("value", "moment", "precision"),
    [
        ("2021-03-12T11:21:56Z", "2021-03-12T11:21:56+00:00", "minute"),
        ("2021-03-12 11:21:56.123456789 +0200", "2021-03-12T09:21:56+00:00", "minute"),
        ("2021-03-12T11:21-05:30", "2021-03-12T16:51:00+00:00", "minute"),
        ("2021-3-2 9:05", "2021-03-02T08:05:00+00:00", "minute"),
        ("2021-07-02 09:05", "2021-07-02T07:05:00+00:00", "minute"),
        ("2021-03-12", "2021-03-12T00:00:00+00:00", "day"),
        (1500000000, "2017-07-14T02:40:00+00:00", "minute"),
        ("1500000000000", "2017-07-14T02:40:00+00:00", "minute"),
        (1500000000.75, "2017-07-14T02:40:00+00:00", "minute"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00", "minute"),
        ("0001-01-01T00:00:00Z", "", "unknown"),
        ("2021-02-30", "", "unknown"),
        ("2021-02-03T25:00Z", "", "unknown"),
        ("yesterday", "", "unknown"),
        ("", "", "unknown"),
        (None, "", "unknown"),
    ],
)
def test_a_moment_is_in_utc(value: object, moment: str, precision: str) -> None:
    found, exact = read_moment(value, PARIS)
    assert (found.isoformat() if found else "", exact.value) == (moment, precision)


def test_a_moment_without_a_zone_is_only_a_day_where_none_is_known() -> None:
    day = datetime(2021, 3, 12, tzinfo=UTC)
    assert read_moment("2021-03-12T23:30:00") == (day, Precision.DAY)


def test_plain_text_is_shown_as_it_stands() -> None:
    assert read_plain("1. *a*\n<b>") == "1\\. \\*a\\*\\\n\\<b>"


def test_markdown_keeps_its_form_without_html() -> None:
    """Only where HTML stands in it is it written anew."""
    assert read_markdown("- a\n-   b < c") == "- a\n-   b < c"
    assert read_markdown("a <strong>b</strong> `<em>`<script>x</script>") == "a **b** `<em>`"


def test_a_raw_record_is_the_same_whatever_its_order() -> None:
    assert dump_raw({"b": [1, {"email": "x"}], "a": "é"}, ("email",)) == '{"a":"é","b":[1,{}]}'
