"""Reading a data file as lines of text."""

import unicodedata

from ...build.problems import Problem

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))


def parse_lines(data: bytes, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the lines of a UTF-8 file, whatever ends them, or the line that is not UTF-8."""
    if data.startswith(_MARKS_OF_UTF_16):
        return (), (Problem(name, 0, "the file is in UTF-16", "Save it as UTF-8."),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        return (), (Problem(name, before.count(b"\n") + 1, message, "Save the file as UTF-8."),)
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), ()


def clean(text: str) -> str:
    """Return a name or a cell in its one form: NFC, no controls, no outer spaces."""
    return unicodedata.normalize("NFC", text.translate(_CONTROLS)).strip()


def capped(problems: list[Problem], most: int = 3) -> tuple[Problem, ...]:
    """Return the first problems of a file, and one that counts the others."""
    if len(problems) <= most + 1:
        return tuple(problems)
    first, more = problems[:most], problems[most:]
    rest = Problem(first[0].path, more[0].line, f"{len(more)} more rows from here are like it")
    return (*first, rest)
