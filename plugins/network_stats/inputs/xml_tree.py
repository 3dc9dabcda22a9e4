"""XML from strangers: read without entities, without the network, within limits."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...build.problems import Problem
from .text import parse_lines, parse_text

if TYPE_CHECKING:
    from lxml import etree

_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_OF_ONE_BYTE = {"ascii", "iso-8859-1", "iso-8859-15", "latin1", "us-ascii", "windows-1252"}
_UNICODE = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"}
_DOCTYPE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*(?P<doctype><!DOCTYPE)", re.DOTALL | re.IGNORECASE
)
_PLACE = re.compile(r", line \d+, column \d+.*|\s*\(.*$", re.DOTALL)


def parse_xml(
    data: bytes, name: str, *, root: str
) -> tuple["etree._Element | None", tuple[Problem, ...]]:
    """Return the root of an XML file, whose name is `root`, or why it is not read.

    A file with a DOCTYPE is refused before it is parsed: it could declare entities. lxml is
    told besides to resolve none, to fetch nothing, and to keep its limits of depth and size.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import, and few figures need it

    text, problems = _decoded(data, name)
    if problems:
        return None, problems
    doctype = _DOCTYPE.match(text)
    if doctype:
        line = text.count("\n", 0, doctype.start("doctype")) + 1
        hint = "Remove the DOCTYPE: entities are not read."
        return None, (Problem(name, line, "the file declares a document type", hint),)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"the file is not XML: {_reason(error.msg or '')}"
        hint = f"It could be read up to column {column} of this line."
        return None, (Problem(name, line, message, hint if line else ""),)
    if local_name(found) != root:
        message = f"the file holds <{local_name(found)}>, not <{root}>"
        hint = "Check that its name ends as it should."
        return None, (Problem(name, found.sourceline or 0, message, hint),)
    return found, ()


def _reason(message: str) -> str:
    reason = _PLACE.sub("", message).strip()
    return (reason[:1].lower() + reason[1:]) or "it is empty"


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file in the encoding that it declares, UTF-8 if it declares none."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding in _OF_ONE_BYTE:
        return data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n"), ()
    if encoding not in _UNICODE:
        message = f"the encoding {encoding!r} is not read"
        return "", (Problem(name, 1, message, "Save the file as UTF-8, and declare it."),)
    text, problems = parse_text(data, name)
    if text and text.encoding not in {"", "UTF-16"}:
        _, problems = parse_lines(data, name)
    return "\n".join(text.lines) if text else "", problems


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace, which files often get wrong."""
    return str(element.tag).rpartition("}")[2]


def children(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """Yield the children of this name, whatever their namespace."""
    return (child for child in element if local_name(child) == name)


def descendants(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """Yield the elements of this name below an element, at any depth."""
    return (child for child in element.iter() if local_name(child) == name)


def line_of(element: "etree._Element") -> int:
    """Return the line where an element starts, from 1."""
    return element.sourceline or 0


def text_of(element: "etree._Element | None") -> str:
    """Return the text of an element, "" when there is none."""
    return "" if element is None else (element.text or "")
