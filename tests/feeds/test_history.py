"""A list in documents: the feed itself and archives that do not change."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.feeds.history import History, build_history

DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Piece:
    """What a list holds, in the least."""

    id: str
    weight: int
    published: datetime
    updated: datetime


def piece(number: int, weight: int = 10, edited: int = 0) -> Piece:
    day = DAY + timedelta(days=number)
    return Piece(f"p-{number:03}", weight, day, DAY + timedelta(days=max(number, edited)))


def ids(pieces: tuple[Piece, ...]) -> list[int]:
    return [int(one.id[2:]) for one in pieces]


def test_a_short_list_is_one_document() -> None:
    """It holds everything, newest first, and says so."""
    assert build_history([], 100) == History(current=(), complete=True)
    history = build_history([piece(n) for n in range(10)], 100)
    assert ids(history.current) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert history.complete
    assert history.archives == ()


def test_a_long_list_has_archives() -> None:
    """The oldest first, each full; the feed holds the rest and what there is room for."""
    history = build_history([piece(n) for n in range(12)], 100)
    assert [ids(archive) for archive in history.archives] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    assert ids(history.current) == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    assert not history.complete


def test_an_old_piece_that_is_edited_comes_again() -> None:
    """It stays in its archive, and is in the feed too."""
    pieces = [piece(n, edited=99 if n == 1 else 0) for n in range(30)]
    history = build_history(pieces, 100)
    assert ids(history.archives[0]) == [0, 1, 2, 3, 4]
    assert 1 in ids(history.current)


def test_one_archive_alone_is_not_made() -> None:
    """An archive leads to another: a list that would have one is kept whole."""
    history = build_history([piece(0, 90), piece(1, 20)], 100)
    assert history.complete
    assert ids(history.current) == [1, 0]


def test_a_site_may_cut_its_history() -> None:
    """With a greatest number of entries, the rest is in no document."""
    history = build_history([piece(n) for n in range(30)], 100, 3)
    assert (ids(history.current), history.archives, history.complete) == ([29, 28, 27], (), False)


PIECES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 80)), max_size=40).map(
    lambda rows: [piece(n, weight, edited) for n, (weight, edited) in enumerate(rows)]
)


@given(PIECES, st.randoms())
def test_nothing_is_lost_and_archives_stay(pieces: list[Piece], chance: object) -> None:
    """Every piece is in a document whatever the order; a newer one changes no archive."""
    history = build_history(pieces, 100)
    mixed = pieces[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert build_history(mixed, 100) == history
    held = {one.id for archive in (*history.archives, history.current) for one in archive}
    assert held == {one.id for one in pieces}
    assert all(sum(one.weight for one in archive) <= 60 for archive in history.archives)
    newer = build_history([*pieces, replace(piece(len(pieces)), weight=30)], 100)
    assert newer.archives[: len(history.archives)] == history.archives
