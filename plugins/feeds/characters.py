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
    """Return `text` with line feeds for line ends and without the characters that XML forbids."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return legal `text` on one line, every run of white space made one space."""
    return _BLANK.sub(" ", legal(text.replace("\f", " "))).strip(WHITE_SPACE)
