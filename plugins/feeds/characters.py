"""Text that any XML or JSON document may carry."""

import re

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
# Control characters (C0 but tab and line feed, and C1), halves of surrogate pairs, the
# replacement character and the two non-characters that XML forbids.
# https://www.w3.org/TR/xml/#charsets

WHITE_SPACE = " \t\n\r\f"
"""What HTML calls white space: the French no-break spaces are not in it, and stay."""

_BLANK = re.compile(f"[{WHITE_SPACE}]+")


def legal(text: str) -> str:
    """Return `text` without the characters that XML forbids.

    Line ends become line feeds, and form feeds, which are white space in HTML, spaces.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return _UNWANTED.sub("", lines)


def one_line(text: str) -> str:
    """Return legal `text` on one line: white space is one space, and none at either end."""
    return _BLANK.sub(" ", legal(text)).strip()
