"""Files of JSON, plain or gzipped, read with a problem for whatever is not."""

import gzip
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...build.problems import Problem
from .models import Fate, Record

LARGEST = 512 * 1024 * 1024
"""Bytes that an export may have once it is unpacked: half a million long comments."""
GZIP = b"\x1f\x8b"

Json = Any
"""Whatever JSON can hold."""


def load_json(path: Path) -> tuple[Json, tuple[Problem, ...]]:
    """Return what a file holds, or `None` and the problem with it."""
    text, problems = load_text(path)
    if problems:
        return None, problems
    try:
        return json.loads(text, parse_constant=lambda _: None), ()
    except json.JSONDecodeError as error:
        problem = Problem(path.as_posix(), error.lineno, f"not JSON: {error.msg}")
    except (RecursionError, ValueError):  # lists in lists without end, a number without end
        problem = Problem(path.as_posix(), 0, "not JSON that an export can have")
    return None, (problem,)


def load_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file in UTF-8, unpacked if it is gzipped, or the problem with it."""
    data, problems = load_bytes(path)
    if problems:
        return "", problems
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not UTF-8: byte 0x{data[error.start]:02x}"
        return "", (Problem(path.as_posix(), line, message),)


def load_bytes(path: Path, largest: int = LARGEST) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the bytes of a file, unpacked if it is gzipped, or the problem with it."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with gzip.open(path) if packed else path.open("rb") as stream:
            data = stream.read(largest + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        hint = "It may have been cut short: fetch it again."
        return b"", (Problem(name, 0, "this gzip archive is broken", hint),)
    except IsADirectoryError:
        return b"", (Problem(name, 0, "this is a folder, and the format is one file"),)
    except OSError as error:
        return b"", (Problem(name, 0, f"cannot be read: {error.strerror}"),)
    if len(data) > largest:
        message = f"holds more than {largest // 1024 // 1024} MiB"
        return b"", (Problem(name, 0, message, "Export less at a time."),)
    return data, ()


def tables(value: Json) -> list[dict[str, Json]]:
    """Return the tables in a list, and an empty one in the place of what is none."""
    rows = value if isinstance(value, list) else []
    return [row if isinstance(row, dict) else {} for row in rows]


def table(value: Json) -> dict[str, Json]:
    """Return a table, empty for what is none."""
    return value if isinstance(value, dict) else {}


def nameless(records: Iterable[Record], path: Path) -> tuple[Problem, ...]:
    """Return a recovery for each record that has no identifier, by its number in the file."""
    return tuple(
        Problem(path.as_posix(), 0, f"comment {number} has no id: it was passed over")
        for number, record in enumerate(records, 1)
        if record.fate is Fate.UNREADABLE and not record.identifier
    )
