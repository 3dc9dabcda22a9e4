"""A store of rendered things by the digest of all that made them.

An SQLite file, so that two builds at once and a kill at any moment leave it whole. A value that
is damaged, and a whole file that is, are as if never stored. The store is bounded: what the
current site does not use goes first when it grows past its limit.
"""

import contextlib
import errno
import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path

from .digest import SIZE, digest

LIMIT = 1 << 30
"""Bytes that the store keeps at the most."""
ROOM = LIMIT // 4
"""Bytes that are free once it is trimmed, so that the next build need not trim it again."""


class Missing(Exception):  # noqa: N818 - a fact, not a fault: it is made again
    """Raised when the store no longer holds what a page is made from."""


class Store:
    """A mapping from digests to bytes that outlives the output.

    Reads go to the file; writes are kept until `flush`, so that a build is one transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pending: dict[bytes, bytes] = {}
        self._connection: sqlite3.Connection | None = None

    def get(self, key: bytes) -> bytes | None:
        """Return the value stored under `key`, or `None` when there is none, or a damaged one."""
        if key in self._pending:
            return self._pending[key]
        try:
            row = (
                self._open().execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
            )
        except sqlite3.DatabaseError:
            self._start_again()
            return None
        if row is None or not isinstance(row[0], bytes) or digest(row[0][SIZE:]) != row[0][:SIZE]:
            return None
        return row[0][SIZE:]

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` under `key`."""
        self._pending[key] = value

    def flush(self) -> None:
        """Write what was put; raises `OSError` when the file cannot be written (no room left)."""
        if not self._pending:
            return
        rows = [(key, digest(value) + value) for key, value in self._pending.items()]
        try:
            with self._open() as connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)
            self._pending.clear()
        except sqlite3.OperationalError as error:
            raise OSError(
                errno.EIO, f"the store cannot be written ({error})", str(self.path)
            ) from error
        except sqlite3.DatabaseError:
            self._start_again()

    def is_large(self, limit: int = LIMIT) -> bool:
        """Return whether the file holds more than the limit.

        It does not get smaller: a look inside tells what of it is free.
        """
        try:
            if self.path.stat().st_size <= limit:
                return False
            page, pages, free = (
                self._open().execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_size", "page_count", "freelist_count")
            )
        except (FileNotFoundError, sqlite3.DatabaseError):
            return False
        return bool(page * (pages - free) > limit)

    def trim(self, used: Collection[bytes], limit: int = LIMIT - ROOM) -> None:
        """Drop values that are not in `used`, oldest first, until the store is within `limit`."""
        with contextlib.suppress(sqlite3.DatabaseError):
            connection = self._open()
            (size,) = connection.execute("SELECT total(length(value)) FROM entries").fetchone()
            if size <= limit:
                return
            rows = connection.execute(
                "SELECT rowid, key, length(value) FROM entries ORDER BY rowid"
            )
            unused = [(rowid, length) for rowid, key, length in rows.fetchall() if key not in used]
            with connection:
                for rowid, length in unused:
                    if size <= limit:
                        break
                    connection.execute("DELETE FROM entries WHERE rowid = ?", (rowid,))
                    size -= length

    def close(self) -> None:
        """Close the file, as is due before a fork; the store opens it again when asked."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def pending(self) -> list[tuple[bytes, bytes]]:
        """Return what was put and not yet flushed, and forget it."""
        rows = list(self._pending.items())
        self._pending.clear()
        return rows

    def put_all(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep each (key, value)."""
        self._pending.update(rows)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=30)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # a store that is lost is only made again
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB NOT NULL)"
            )
            self._connection = connection
        return self._connection

    def _start_again(self) -> None:
        """Throw a damaged file away."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
