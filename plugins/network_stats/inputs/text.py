"""Reading a data file as lines of text."""

import gzip
import io
import unicodedata
import zlib
from dataclasses import dataclass

from ...build.problems import Problem
from ..models import DataFile

MOST_BYTES = 50_000_000
"""What a data file may hold, unpacked."""

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKS_OF_UTF_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_NOT_TEXT = {
    b"PK\x03\x04": "a ZIP archive, as spreadsheets are",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"SQLite format 3\x00": "a database",
    b"\x1f\x8b": "packed by gzip",
}
_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    **dict.fromkeys(map(ord, "\t\n\v\f\r"), " "),
}
"""What no name holds: controls, halves of characters, what is no character; lines are spaces."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """The lines of a file, and what they were read as when that is not UTF-8.

    `encoding_line` is the first line that showed it, 0 when the file says it by a mark.
    """

    lines: tuple[str, ...]
    encoding: str = ""
    encoding_line: int = 0


def load_bytes(data: DataFile) -> tuple[bytes, tuple[Problem, ...]]:
    """Return what a data file holds, unpacked if it ends in .gz, or why it cannot be read."""
    try:
        if data.path.stat().st_size > MOST_BYTES:
            return b"", (_too_large(data.name, "has"),)
        content = data.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return b"", (Problem(data.name, 0, f"the file cannot be read: {reason}"),)
    return unpack(content, data.name) if data.path.suffix.lower() == ".gz" else (content, ())


def unpack(packed: bytes, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return what gzip packed, or why it cannot be; never more than `MOST_BYTES`."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as archive:
            content = archive.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        cut = isinstance(error, EOFError)
        reason = "it is cut short" if cut else "it is damaged, or was not packed by gzip"
        hint = "Fetch or pack it again."
        return b"", (Problem(name, 0, f"the file cannot be unpacked: {reason}", hint),)
    return (b"", (_too_large(name, "unpacks to"),)) if len(content) > MOST_BYTES else (content, ())


def _too_large(name: str, verb: str) -> Problem:
    message = f"the file {verb} more than {MOST_BYTES // 1_000_000} MB"
    return Problem(name, 0, message, "Give a part of it, and say which.")


def parse_lines(data: bytes, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the lines of a UTF-8 file, whatever ends them, or the line that is not UTF-8."""
    if data.startswith(_MARKS_OF_UTF_16):
        return (), (Problem(name, 0, "the file is in UTF-16", "Save it as UTF-8."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        line = _line_of(data, error.start)
        return (), (Problem(name, line, message, "Save the file as UTF-8."),)
    return _lines(text), ()


def parse_text(data: bytes, name: str) -> tuple[Text | None, tuple[Problem, ...]]:
    """Return the lines of a file in UTF-8, UTF-16 or Windows-1252, or why it is not a text.

    UTF-16 is known by its mark or, without one, by its zeros; Windows-1252 is what is not
    UTF-8 and could be it.
    """
    wrong = _not_text(data)
    if wrong:
        message = f"the file is {wrong}, not a text"
        return None, (Problem(name, 0, message, "Export its rows as CSV, in UTF-8."),)
    if data.startswith(_MARKS_OF_UTF_16):
        return _decoded(data, name, "utf-16", Text(lines=(), encoding="UTF-16"))
    zeros = _encoding_by_zeros(data)
    if zeros:
        return _decoded(data, name, zeros, Text(lines=(), encoding="UTF-16", encoding_line=1))
    try:
        return Text(lines=_lines(data.decode("utf-8-sig"))), ()
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        read = Text(lines=(), encoding="Windows-1252", encoding_line=line)
        return _decoded(data, name, "cp1252", read)


def _not_text(data: bytes) -> str:
    if data.startswith(_MARKS_OF_UTF_32):
        return "in UTF-32"
    return next((what for mark, what in _NOT_TEXT.items() if data.startswith(mark)), "")


def _encoding_by_zeros(data: bytes) -> str:
    """Return the UTF-16 whose zeros a text without a mark has, or ""."""
    start = data[:2000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    few = len(start) // 20
    if min(even, odd) <= few and max(even, odd) > 8 * max(few, 1):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _decoded(
    data: bytes, name: str, codec: str, read: Text
) -> tuple[Text | None, tuple[Problem, ...]]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is neither UTF-8 nor {read.encoding}"
        line = _line_of(data, error.start)
        return None, (Problem(name, line, message, "Save the file as UTF-8."),)
    lines = _lines(text.removeprefix("\ufeff"))
    return Text(lines=lines, encoding=read.encoding, encoding_line=read.encoding_line), ()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _line_of(data: bytes, place: int) -> int:
    before = data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def clean(text: str) -> str:
    """Return a name or a cell in its one form: NFC, no controls, no outer spaces."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", text.translate(_CONTROLS)).strip()


def capped(problems: list[Problem], most: int = 3) -> tuple[Problem, ...]:
    """Return the first problems of a file, and one that counts the others."""
    if len(problems) <= most + 1:
        return tuple(problems)
    first, more = problems[:most], problems[most:]
    rest = Problem(first[0].path, more[0].line, f"{len(more)} more rows from here are like it")
    return (*first, rest)
