"""Cutting the lines of a CSV file into cells."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

_SPACES = re.compile(r"[ \t]+")


def numbered(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are rows, with their numbers: no comments, no empty lines."""
    for line, text in enumerate(lines, 1):
        bare = text.lstrip()
        if bare and bare[0] not in "#%":
            yield line, text


def cutter(line: str) -> Callable[[str], list[str]]:
    """Return the function that cuts the rows of a file, judging by its first row.

    Cells are separated by a tab, a semicolon or a comma, the first of these that the row
    holds outside quotes, or else by spaces. Where a space follows the separator in the first
    row, it is a part of it.
    """
    bare = re.sub(r'"[^"]*"', "", line)
    mark = next((mark for mark in "\t;," if mark in bare), "")
    loose = bool(mark) and f"{mark} " in bare

    def cut(row: str) -> list[str]:
        """Return the cells of a row; raise csv.Error when its quotes do not match."""
        if not mark and '"' not in row:
            return _SPACES.split(row.strip())
        if '"' not in row:
            return (row.replace(f"{mark} ", mark) if loose else row).split(mark)
        reader = csv.reader(
            [row.strip(" \r\n")], delimiter=mark or " ", strict=True, skipinitialspace=True
        )
        return next(reader)

    return cut
