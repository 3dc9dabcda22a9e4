"""Ids are given once and never change."""

import pytest
from pelican.plugins.reflections.ids import ID, import_id, receipt_id

RANDOMNESS = bytes(range(10))


def test_the_id_of_an_import_never_changes() -> None:
    """All the permalinks of imported reflections follow from this value."""
    assert import_id("disqus", "forum:2740709368") == "i-fonsm65p7zm6vmlboaaive2she"


def test_the_id_of_an_import_depends_on_the_system_and_the_record() -> None:
    assert len({import_id("a", "1"), import_id("a", "2"), import_id("b", "1")}) == 3


def test_a_receipt_is_a_ulid() -> None:
    """The time and the digits are those of the example in the specification of ULID."""
    assert receipt_id(1469918176385, RANDOMNESS)[:12] == "r-01ARYZ6S41"
    assert receipt_id(0, bytes(10)) == "r-" + "0" * 26
    assert receipt_id((1 << 48) - 1, b"\xff" * 10) == "r-7" + "Z" * 25


def test_receipts_sort_as_their_times_do() -> None:
    ids = [receipt_id(time, RANDOMNESS) for time in (0, 1, 31, 32, 1 << 20, 1 << 47)]
    assert ids == sorted(ids)


def test_every_id_has_the_form_of_ids() -> None:
    assert ID.fullmatch(import_id("blog", "1"))
    assert ID.fullmatch(receipt_id(1469918176385, RANDOMNESS))


def test_a_time_before_1970_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^time_ms is -1; a ULID holds 48 bits$"):
        receipt_id(-1, RANDOMNESS)


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^randomness has 2 bytes; a ULID holds 10$"):
        receipt_id(0, b"ab")
