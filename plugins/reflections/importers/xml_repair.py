"""What is commonly wrong in exports that call themselves XML, put right."""

import re
from collections.abc import Collection
from html import unescape

WESTERN = frozenset({"iso8859-1", "ascii"})
"""Encodings, as Python names them, that are said of texts in Windows' own."""
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot have."""
ODD_BYTE = re.compile("[\udc80-\udcff]")
"""How Python decodes a byte that is not of the encoding, so that it is not lost."""
HALVES = re.compile(r"&#(\d{5}|[xX][0-9A-Fa-f]{4});&#(\d{5}|[xX][0-9A-Fa-f]{4});")
"""What may be a character beyond U+FFFF, written as the two halves that some programs make."""
REFERENCE = re.compile(r"&(?:#(\d{1,9})|#[xX]([0-9A-Fa-f]{1,8})|(\w{1,31}));")
KNOWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""The entities of XML itself."""
LONE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);)")
LONE_BRACKET = re.compile(r"<(?![A-Za-z_/!?])")
TAG = re.compile(r"<[A-Za-z_][^<>]*>")
BARE_VALUE = re.compile(r"(\s[\w:.-]+\s*=\s*)([^\s\"'<>=]+?)(?=\s|/?>)")


def decode(data: bytes, encoding: str) -> tuple[str, tuple[int, ...]]:
    """Return bytes as text, and the lines (from 0) where they are not of the encoding.

    Bytes that are not are taken for those of Windows-1252, as they most often are.
    """
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        pass
    if encoding != "utf-8":
        text = data.decode(encoding, "replace")
        lines = {number for number, line in enumerate(text.split("\n")) if "\ufffd" in line}
        return text, tuple(sorted(lines))
    text = data.decode("utf-8", "surrogateescape")
    lines = {number for number, line in enumerate(text.split("\n")) if ODD_BYTE.search(line)}
    return ODD_BYTE.sub(_from_windows, text), tuple(sorted(lines))


def _from_windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def repaired(xml: str, texts: Collection[str]) -> str:
    """Return a record with the faults put right that have one remedy.

    Characters that XML cannot have go; entities of HTML and lone marks are written as XML wants
    them, values of attributes get their quotation marks, and tags in the elements `texts`, which
    hold nothing but text, become text.
    """
    xml = UNSEEN.sub("", xml)
    for name in sorted(texts):
        xml = _with_text_alone(xml, name)
    parts = CDATA.split(xml)
    parts[::2] = [_repaired_markup(part) for part in parts[::2]]
    return "".join(parts)


def _with_text_alone(xml: str, name: str) -> str:
    """Return a record in which the tags inside elements of a name are text."""
    tag = re.compile(rf"<(/?)(?:[\w.-]+:)?{re.escape(name)}(?:\s[^<>]*)?(?<!/)>")
    parts: list[str] = []
    done, start = 0, -1
    for match in tag.finditer(xml):
        if match[1] and start >= 0:
            parts += [xml[done:start], _text_alone(xml[start : match.start()])]
            done, start = match.start(), -1
        elif not match[1] and start < 0:
            start = match.end()
    return "".join([*parts, xml[done:]])


def _text_alone(xml: str) -> str:
    """Return what stands in an element as text; a CDATA section that is not closed is closed."""
    if xml.lstrip().startswith("<![CDATA["):
        return xml if xml.rstrip().endswith("]]>") else f"{xml}]]>"
    return xml.replace("<", "&lt;")


def _repaired_markup(xml: str) -> str:
    """Return XML outside of CDATA sections, repaired."""
    xml = HALVES.sub(_from_halves, xml)
    xml = REFERENCE.sub(_repaired_reference, xml)
    xml = LONE_BRACKET.sub("&lt;", LONE_AMPERSAND.sub("&amp;", xml)).replace("]]>", "]]&gt;")
    return TAG.sub(lambda tag: BARE_VALUE.sub(r'\1"\2"', tag[0]), xml)


def _from_halves(match: re.Match[str]) -> str:
    high, low = (int(part) if part.isdigit() else int(part[1:], 16) for part in match.groups())
    if not (0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF):
        return match[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _repaired_reference(match: re.Match[str]) -> str:
    """Return a reference to a character as XML can have it; "" where it can have none."""
    if match[3]:
        if match[3] in KNOWN:
            return match[0]
        letter = unescape(match[0])
        return letter if letter != match[0] else f"&amp;{match[0][1:]}"
    number = int(match[1]) if match[1] else int(match[2], 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    return "" if UNSEEN.match(chr(number)) else match[0]
