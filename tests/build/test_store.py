"""The store gives back what was put, or nothing: a damaged one costs time and no more."""

import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest
from pelican.plugins.build.digest import SIZE, digest
from pelican.plugins.build.store import Store

FEW = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "store.sqlite"


def key_of(number: int) -> bytes:
    return digest("key", str(number))


def filled(path: Path, count: int = FEW, size: int = 100) -> Store:
    """Return a store with `count` values of `size` bytes."""
    store = Store(path)
    for number in range(count):
        store.put(key_of(number), bytes([number % 256]) * size)
    store.flush()
    return store


def known(store: Store, count: int = FEW) -> list[int]:
    return [number for number in range(count) if store.get(key_of(number)) is not None]


def test_what_is_put_is_given_back(path: Path) -> None:
    """At once, after it was written, and by a store that is opened later."""
    store = Store(path)
    assert store.get(b"k") is None
    store.put(b"k", b"value")
    assert store.get(b"k") == b"value"
    store.flush()
    assert store.get(b"k") == b"value"
    store.close()
    assert store.get(b"k") == b"value"
    assert Store(path).get(b"k") == b"value"


def test_what_is_put_again_takes_the_place_of_the_old(path: Path) -> None:
    """The last value counts, written or not."""
    store = filled(path, 1)
    store.put(key_of(0), b"new")
    assert store.get(key_of(0)) == b"new"
    store.flush()
    assert Store(path).get(key_of(0)) == b"new"


def test_nothing_is_written_before_a_flush(path: Path) -> None:
    """A build that ends early leaves the store as it was."""
    Store(path).put(b"k", b"v")
    assert not path.exists()
    assert Store(path).get(b"k") is None


def test_what_is_not_yet_written_can_be_handed_over(path: Path) -> None:
    """A store forgets what it hands over, and another keeps it."""
    store, other = Store(path), Store(path)
    store.put(b"k", b"v")
    rows = store.pending()
    assert rows == [(b"k", b"v")]
    assert store.pending() == []
    assert store.get(b"k") is None
    other.put_all(rows)
    assert other.get(b"k") == b"v"


def test_empty_values_and_large_ones_are_values(path: Path) -> None:
    """Of any bytes and any size."""
    store = Store(path)
    store.put(b"empty", b"")
    store.put(b"large", bytes(range(256)) * 4000)
    store.flush()
    again = Store(path)
    assert again.get(b"empty") == b""
    assert again.get(b"large") == bytes(range(256)) * 4000


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"short",
        digest(b"\0" * 100) + b"\1" * 100,
        (digest(b"\0" * 100) + b"\0" * 100)[:-1],
        "text",
        None,
    ],
)
def test_a_damaged_value_is_as_if_never_stored(path: Path, value: object) -> None:
    """Its neighbours are not lost, and it can be put again."""
    store = filled(path, 2)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE entries")
        connection.execute("CREATE TABLE entries (key BLOB PRIMARY KEY, value)")
        whole = digest(b"\1" * 100) + b"\1" * 100
        rows = [(key_of(0), value), (key_of(1), whole)]
        connection.executemany("INSERT INTO entries VALUES (?, ?)", rows)
    connection.close()
    assert known(store, 2) == [1]
    store.put(key_of(0), b"\0" * 100)
    store.flush()
    assert known(Store(path), 2) == [0, 1]


@pytest.mark.parametrize("kept", [0, 50, 4096])
def test_a_damaged_file_is_as_if_there_were_none(path: Path, kept: int) -> None:
    """Whatever is left of it, it is thrown away, and the next build has a store again."""
    filled(path, 50, 1000).close()
    data = path.read_bytes()
    path.write_bytes(data[:kept] + os.urandom(2000))
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    store = Store(path)
    assert known(store, 50) == []
    store.put(b"k", b"v")
    store.flush()
    store.close()
    assert Store(path).get(b"k") == b"v"


def test_a_file_of_another_kind_is_as_if_there_were_none(path: Path) -> None:
    """Even when it is only found out at the first writing."""
    path.parent.mkdir()
    path.write_text("This is no database, though it is longer than the head of one." * 9)
    store = Store(path)
    store.put(b"k", b"v")
    store.flush()
    assert store.get(b"k") == b"v"
    store.flush()
    assert Store(path).get(b"k") == b"v"


def test_a_store_that_cannot_be_written_is_told(path: Path) -> None:
    """A disk without room ends the build; what was put is not lost before."""
    path.parent.mkdir()
    path.mkdir()
    store = Store(path)
    store.put(b"k", b"v")
    with pytest.raises(OSError, match="the store cannot be written"):
        store.flush()
    assert store.get(b"k") == b"v"


def test_a_store_within_its_limit_is_left_alone(path: Path) -> None:
    """Unused values stay: they serve when a text goes back to what it was."""
    store = filled(path)
    store.trim((), limit=FEW * (100 + SIZE))
    assert known(store) == list(range(FEW))


def test_a_store_past_its_limit_loses_the_oldest_that_is_not_used(path: Path) -> None:
    """Just as many as it takes."""
    store = filled(path)
    store.trim({key_of(0), key_of(2)}, limit=(FEW - 3) * (100 + SIZE))
    assert known(store) == [0, 2, *range(5, FEW)]
    store.trim({key_of(0), key_of(2)}, limit=(FEW - 3) * (100 + SIZE) - 1)
    assert known(store) == [0, 2, *range(6, FEW)]
    assert known(Store(path)) == [0, 2, *range(6, FEW)]


def test_what_is_used_is_kept_past_any_limit(path: Path) -> None:
    """A site that needs more than the limit is not made anew each time."""
    store = filled(path)
    store.trim({key_of(3)}, limit=0)
    assert known(store) == [3]


def test_a_damaged_store_is_not_trimmed(path: Path) -> None:
    """It is not the time to find out."""
    path.parent.mkdir()
    path.write_bytes(os.urandom(5000))
    Store(path).trim((), limit=0)


def write_some(path: Path, first: int) -> None:
    for number in range(first, first + 200):
        store = Store(path)
        store.put(key_of(number), bytes(2000))
        store.flush()
        store.close()


def test_two_processes_may_write_at_once(path: Path) -> None:
    """Neither waits in vain, and nothing of either is lost."""
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    filled(path, 0).close()
    others = [context.Process(target=write_some, args=(path, first)) for first in (0, 200)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    assert known(Store(path), 400) == list(range(400))


def test_only_a_file_past_the_limit_is_large(path: Path) -> None:
    """A store that is not there is not large."""
    assert not Store(path).is_large(0)
    store = filled(path)
    store.close()
    assert store.is_large(1)
    assert not store.is_large()


def test_a_store_that_was_trimmed_is_not_large(path: Path) -> None:
    """Its file is, but what is free in it does not count."""
    store = filled(path, size=4000)
    store.close()
    limit = path.stat().st_size // 2
    assert store.is_large(limit)
    store.trim((), limit // 2)
    store.close()
    assert path.stat().st_size > limit
    assert not store.is_large(limit)


def test_a_damaged_store_is_not_large(path: Path) -> None:
    """As above."""
    path.parent.mkdir()
    path.write_bytes(os.urandom(5000))
    assert not Store(path).is_large(1)
