"""XML exports, cut into records that are parsed one by one.

What is broken in one record then stays in it, a file of any size is read in linear time, and
each recovery has its line. Names are compared without their namespace, whose address and prefix
vary from export to export.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from ...build.problems import Problem
from .json_files import load_bytes
from .xml_repair import WESTERN, decode, repaired

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for it

DECLARATION = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")
BYTE_ORDER_MARKS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe", b"\xfe\xff")
UTF = {4: "utf-32", 2: "utf-16"}
ASIDE = re.compile(rb"\xef\xbb\xbf|<!--.*?-->|<\?.*?\?>|\s+", re.DOTALL)
"""What may stand before the first element."""
START_TAG = re.compile(rb"<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>")
ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
"""What begins a stretch without elements, and what ends it."""


@dataclass(kw_only=True, slots=True)
class Span:
    """The place of a record in a file, with its line, and those of the records inside it."""

    name: str
    start: int
    line: int = 0
    end: int = -1
    """After its end tag, or where it should have had one."""
    is_closed: bool = True
    is_cut: bool = False
    """True when the file ends inside it."""
    inner: list["Span"] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What the files of a format are made of."""

    root: str
    """The name of the first element."""
    records: Mapping[str, str]
    """The name of each record, and of the record that it stands in; "" for none."""
    references: frozenset[str] = frozenset()
    """Records whose name stands for something else inside others."""
    texts: frozenset[str] = frozenset()
    """Elements that hold nothing but text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class XmlRecord:
    """One record: its element, without the records inside it, which are read when asked for."""

    name: str
    element: Element
    line: int
    is_whole: bool
    """False when something of it is lost: what is left is not to be trusted."""
    inner: Iterator["XmlRecord"]


class XmlFile:
    """A file of records; its recoveries are complete when all its records have been read."""

    def __init__(self, path: Path, shape: Shape) -> None:
        self.name, self.shape = path.as_posix(), shape
        self.recoveries: list[Problem] = []
        self.spans: list[Span] = []
        self.head = etree.Element(shape.root)
        """The first element, and what stands in it before the first record."""
        self.opening = b"<records>"
        """A start tag that declares the prefixes of the file."""
        data, problems = load_bytes(path)
        self.data, self.encoding = self._prepared(data)
        self.problems = problems or self._read_head()

    def records(self, *names: str) -> Iterator[XmlRecord]:
        """Yield the records of some names, in the order of the file; none if it has a problem."""
        for span in () if self.problems else self.spans:
            if span.name in names:
                yield self._record(span)

    def recover(self, line: int, message: str, hint: str = "") -> None:
        """Keep what was mended, or what was left out."""
        self.recoveries.append(Problem(self.name, line, message, hint))

    def _prepared(self, data: bytes) -> tuple[bytes, str]:
        """Return the bytes of a file in an encoding that has ASCII in it, and which one it is."""
        for mark in BYTE_ORDER_MARKS:
            if data.startswith(mark):
                return data.decode(UTF[len(mark)], "replace").encode(), "utf-8"
        declared = DECLARATION.search(data[:300])
        label = declared[1].decode("ascii") if declared else "utf-8"
        try:
            encoding = codecs.lookup(label).name
        except LookupError:
            self.recover(1, f"the encoding {label!r} is unknown", "The file was read as UTF-8.")
            encoding = "utf-8"
        return data, "cp1252" if encoding in WESTERN else encoding

    def _read_head(self) -> tuple[Problem, ...]:
        """Find the first element and the records; return why the file is not of its format."""
        place = 0
        while aside := ASIDE.match(self.data, place):
            place = aside.end()
        doctype = self._scan()
        if doctype >= 0:
            hint = "Remove it: no export needs one, and it can make a small file without end."
            return (Problem(self.name, self._line(doctype), "a DOCTYPE is refused", hint),)
        tag = START_TAG.search(self.data, place)
        root = tag[1].decode("ascii").rpartition(":")[2] if tag else ""
        if tag is None or root != self.shape.root:
            found = f"its first element is <{root}>" if root else "it has no element"
            hint = f"Expected XML whose first element is <{self.shape.root}>."
            return (Problem(self.name, 0, f"not an export of this format: {found}", hint),)
        if tag.start() != place:
            self.recover(self._line(place), "text before the first element", "It was left out.")
        end = self.spans[0].start if self.spans else len(self.data)
        self._parse_head(tag, end)
        if f"</{tag[1].decode()}".encode() not in self.data[-1000:]:
            hint = "The file may have been cut short: fetch it again."
            self.recover(self._line(len(self.data)), f"no </{root}> at the end", hint)
        return ()

    def _parse_head(self, tag: re.Match[bytes], end: int) -> None:
        """Keep the first element, and a start tag with its namespaces."""
        text, _ = decode(self.data[tag.start() : end], self.encoding)
        parsed, _, _ = _parse(repaired(text, self.shape.texts).encode())
        if parsed is not None:
            self.head = parsed
        names = "".join(
            f' xmlns{f":{prefix}" if prefix else ""}="{_attribute(address)}"'
            for prefix, address in self.head.nsmap.items()
        )
        self.opening = f"<records{names}>".encode()

    def _line(self, place: int) -> int:
        return self.data.count(b"\n", 0, place) + 1

    def _scan(self) -> int:
        """Find the spans of all records; return the place of a DOCTYPE, or -1."""
        names = b"|".join(re.escape(name.encode()) for name in self.shape.records)
        token = re.compile(
            rb"(?P<aside><!\[CDATA\[|<!--|<\?)|(?P<doctype>(?i:<!DOCTYPE))"
            rb"|<(?P<slash>/?)(?:[A-Za-z_][\w.-]*:)?(?P<name>" + names + rb")(?=[\s/>])"
        )
        scanner = _Scanner(self.data, self.shape)
        place = 0
        while match := token.search(self.data, place):
            if match["doctype"]:
                return match.start()
            if match["aside"]:
                place = scanner.skip(match)
            elif match["slash"]:
                place = scanner.close(match)
            else:
                place = scanner.open(match)
        self.spans = scanner.finish()
        self._number(self.spans, [0, 1])
        return -1

    def _number(self, spans: Sequence[Span], counted: list[int]) -> None:
        """Give each span its line; `counted` is a place in the file, and its line."""
        for span in spans:
            counted[1] += self.data.count(b"\n", counted[0], span.start)
            counted[0] = span.start
            span.line = counted[1]
            self._number(span.inner, counted)

    def _record(self, span: Span) -> XmlRecord:
        """Return one record, mended if it can be."""
        text, bad_lines = decode(self._bytes(span), self.encoding)
        for line in bad_lines:
            hint = "The other bytes were read as Windows-1252."
            self.recover(span.line + line, f"not all of this is {self.encoding}", hint)
        end = "" if span.is_closed else f"</{self._full_name(span)}>"
        element, errors, is_sound = self._parse_record(text + end)
        hint = "Nothing is lost by it."
        if not is_sound:
            element, _, is_sound = self._parse_record(repaired(text, self.shape.texts) + end)
            hint = "It was mended."
        is_whole = is_sound and element is not None and not span.is_cut
        hint = hint if is_whole else "It could not be mended."
        for line, message in errors.items():
            self.recover(span.line + line - 1, f"malformed XML: {message}", hint)
        if not span.is_closed:
            message = "the file ends in" if span.is_cut else "no end of"
            hint = "It was left out." if span.is_cut else "It ends where the next one begins."
            self.recover(span.line, f"{message} this <{span.name}>", hint)
        return XmlRecord(
            name=span.name,
            element=etree.Element(span.name) if element is None else element,
            line=span.line,
            is_whole=is_whole,
            inner=(self._record(inner) for inner in span.inner),
        )

    def _bytes(self, span: Span) -> bytes:
        """Return the bytes of a record, with line feeds in the place of those inside it."""
        parts = []
        place = span.start
        for inner in span.inner:
            parts += [self.data[place : inner.start]]
            parts += [b"\n" * self.data.count(b"\n", inner.start, inner.end)]
            place = inner.end
        return b"".join([*parts, self.data[place : span.end]])

    def _full_name(self, span: Span) -> str:
        tag = re.match(rb"<([\w.:-]+)", self.data[span.start : span.start + 100])
        return tag[1].decode("ascii") if tag else span.name

    def _parse_record(self, text: str) -> tuple[Element | None, dict[int, str], bool]:
        """Return the element of a record, and what `_parse` says of it."""
        xml = self.opening + text.encode("utf-8", "replace") + b"</records>"
        parsed, errors, is_sound = _parse(xml)
        element = parsed[0] if parsed is not None and len(parsed) else None
        return element, errors, is_sound


class _Scanner:
    """Finds where records begin and end, without a look at what they hold."""

    def __init__(self, data: bytes, shape: Shape) -> None:
        self.data, self.shape = data, shape
        self.spans: list[Span] = []
        self.stack: list[Span] = []
        self.endless: set[bytes] = set()

    def skip(self, match: re.Match[bytes]) -> int:
        """Return where a stretch without elements ends; its own start, when it has no end.

        One that seems to hold another has lost its end: that of the other is taken for it.
        """
        start = match["aside"]
        end = -1 if start in self.endless else self.data.find(ENDS[start], match.end())
        if end < 0:
            self.endless.add(start)  # there is none further on: never look again
            return match.end()
        return match.end() if start in self.data[match.end() : end] else end + len(ENDS[start])

    def open(self, match: re.Match[bytes]) -> int:
        """Begin a record, if it is one."""
        name = match["name"].decode()
        parent = self.shape.records[name]
        while self.stack and self.stack[-1].name != parent and self._is_lost(name):
            self._end(self.stack[-1], match.start(), is_closed=False)
        if (self.stack[-1].name if self.stack else "") != parent:
            return match.end()
        span = Span(name=name, start=match.start())
        (self.stack[-1].inner if self.stack else self.spans).append(span)
        self.stack.append(span)
        end = self.data.find(b">", match.end())
        if end > 0 and self.data[end - 1 : end] == b"/":
            self._end(span, end + 1)
        return match.end()

    def _is_lost(self, name: str) -> bool:
        """Return whether a record of this name shows that the last one lacks its end."""
        return name == self.stack[-1].name or name not in self.shape.references

    def close(self, match: re.Match[bytes]) -> int:
        """End a record, and those inside it that lack an end."""
        name = match["name"].decode()
        if any(span.name == name for span in self.stack):
            while self.stack[-1].name != name:
                self._end(self.stack[-1], match.start(), is_closed=False)
            end = self.data.find(b">", match.end()) + 1
            self._end(self.stack[-1], end or len(self.data))
        return match.end()

    def _end(self, span: Span, place: int, *, is_closed: bool = True) -> None:
        span.end, span.is_closed = place, is_closed
        self.stack.remove(span)

    def finish(self) -> list[Span]:
        """Return the records, when the whole file was seen."""
        while self.stack:
            self.stack[-1].is_cut = True
            self._end(self.stack[-1], len(self.data), is_closed=False)
        return self.spans


def fields(element: Element) -> dict[str, str]:
    """Return the text of each element right inside another, the first of each name."""
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = local_name(str(child.tag))
        if name not in found:
            text = "".join(child.itertext()) if len(child) else child.text
            found[name] = (text or "").strip()
    return found


def children(element: Element, name: str) -> list[Element]:
    """Return the elements of a name right inside another."""
    return [child for child in element.iterchildren("*") if local_name(str(child.tag)) == name]


def attribute(element: Element, name: str) -> str:
    """Return the attribute of a name, whatever its namespace; "" when there is none."""
    values = (value for key, value in element.items() if local_name(str(key)) == name)
    return str(next(values, "")).strip()


@cache
def local_name(name: str) -> str:
    """Return the name of an element without its namespace or its prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _parse(data: bytes) -> tuple[Element | None, dict[int, str], bool]:
    """Return what is parsed of some XML, the first error of each line, and if nothing is lost.

    Nothing is by a prefix that is not declared.
    """
    parser = _parser()
    element = etree.fromstring(data, parser)
    errors: dict[int, str] = {}
    is_sound = True
    for entry in parser.error_log:
        errors.setdefault(entry.line, entry.message.strip())
        is_sound = is_sound and entry.domain == etree.ErrorDomains.NAMESPACE
    return element, errors, is_sound


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
