"""BibTeX files as records of CSL: what an entry says, and on which line it stands.

The format is that of http://www.bibtex.org/Format/, with the fields that BibLaTeX adds to it.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..build.problems import Problem

TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
"""Types of entries as CSL names them; any other is an "article"."""
FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "edition": "edition",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "language": "language",
    "langid": "language",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PLAIN = ("comment", "preamble")
ADDRESSES = ("doi", "url")
"""Fields in which dashes and tildes are characters."""

_NAME = re.compile(r"[^\s{}(),=#\"%]+")
_SPACE = re.compile(r"(?:\s|%[^\n]*)*")
_DATE = re.compile(r"(-?\d{1,4})(?:-(\d\d?))?(?:-(\d\d?))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A work: its record in CSL-JSON, and where it stands in its file."""

    key: str
    item: dict[str, Any]
    path: str
    line: int


class _Broken(Exception):  # noqa: N818 - a place in a text, told as a problem
    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place, self.message = place, message


def parse_bibtex(text: str, path: str) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a BibTeX file, and the first thing in it that cannot be read."""
    reader = _Reader(text)
    entries: list[Entry] = []
    try:
        while (found := reader.read_entry()) is not None:
            kind, key, fields, place = found
            line = text.count("\n", 0, place) + 1
            entries.append(Entry(key=key, item=_build_item(kind, fields), path=path, line=line))
    except _Broken as broken:
        line = text.count("\n", 0, broken.place) + 1
        hint = "An entry is written @article{key, title = {…}, author = {…}, year = {…}}."
        return entries, [Problem(path, line, broken.message, hint)]
    return entries, []


class _Reader:
    """Reads a text from its start, one entry after the other."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0
        self.strings = dict(zip(MONTHS, map(str, range(1, 13)), strict=True))

    def read_entry(self) -> tuple[str, str, dict[str, str], int] | None:
        """Return the type, the key, the fields and the place of the next entry, if any."""
        while (start := self.text.find("@", self.place)) >= 0:
            self.place = start + 1
            kind = self._name("the type of an entry").lower()
            if kind == "comment" and self._peek() not in ("{", "("):
                continue
            close = {"{": "}", "(": ")"}.get(self._peek(), "")
            if not close:
                raise _Broken(start, f"'@{kind}' opens no brace")
            if kind in PLAIN:
                self._braced()
                continue
            self.place += 1
            if kind == "string":
                self.strings |= self._fields(close, start)
                continue
            self._space()
            key = self._name("the key of an entry")
            if self._peek() == ",":
                self.place += 1
            return kind, key, self._fields(close, start), start
        return None

    def _fields(self, close: str, start: int) -> dict[str, str]:
        fields: dict[str, str] = {}
        while (sign := self._peek()) != close:
            if sign in ("", "@"):
                raise _Broken(start, "this entry does not end")
            place = self.place
            name = self._name("the name of a field").lower()
            if self._peek() != "=":
                raise _Broken(place, f"no value for the field {name!r}")
            self.place += 1
            fields[name] = self._value()
            if self._peek() == ",":
                self.place += 1
            elif self._peek() in ("", "@"):
                raise _Broken(start, "this entry does not end")
            elif self._peek() != close:
                raise _Broken(self.place, f"a comma is missing after the field {name!r}")
        self.place += 1
        return fields

    def _value(self) -> str:
        value = self._part()
        while self._peek() == "#":
            self.place += 1
            value += self._part()
        return value

    def _part(self) -> str:
        sign = self._peek()
        if sign == "{":
            return self._braced()
        if sign == '"':
            return self._quoted()
        place = self.place
        name = self._name("a value")
        if name.isdecimal():
            return name
        if name.lower() not in self.strings:
            raise _Broken(place, f"the value {name!r} is neither in braces nor a known string")
        return self.strings[name.lower()]

    def _braced(self) -> str:
        start, depth = self.place, 0
        for match in re.compile(r"[{}()]").finditer(self.text, start):
            depth += match[0] in "{("
            depth -= match[0] in "})"
            if self.text[start] == "{":
                depth -= (match[0] == "(") - (match[0] == ")")
            if not depth:
                self.place = match.end()
                return self.text[start + 1 : match.start()]
        raise _Broken(start, "this brace is not closed")

    def _quoted(self) -> str:
        start, depth = self.place, 0
        for match in re.compile(r'[{}"]').finditer(self.text, start + 1):
            depth += (match[0] == "{") - (match[0] == "}")
            if match[0] == '"' and not depth:
                self.place = match.end()
                return self.text[start + 1 : match.start()]
        raise _Broken(start, "these quotation marks are not closed")

    def _name(self, what: str) -> str:
        self._space()
        match = _NAME.match(self.text, self.place)
        if match is None:
            raise _Broken(self.place, f"expected {what}")
        self.place = match.end()
        return match[0]

    def _peek(self) -> str:
        self._space()
        return self.text[self.place : self.place + 1]

    def _space(self) -> None:
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place


def _build_item(kind: str, fields: dict[str, str]) -> dict[str, Any]:
    """Return the record of an entry in CSL-JSON."""
    item: dict[str, Any] = {"type": TYPES.get(kind, "article")}
    for name, value in fields.items():
        if name in FIELDS and FIELDS[name] not in item:
            item[FIELDS[name]] = _address(value) if name in ADDRESSES else _plain(value)
    if kind in ("techreport", "report") and "issue" in item:
        item["number"] = item.pop("issue")
    if "DOI" in item:
        item["DOI"] = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", item["DOI"])
    if "URL" not in item and fields.get("eprinttype", "arxiv").lower() == "arxiv":
        eprint = fields.get("eprint", "")
        item |= {"URL": f"https://arxiv.org/abs/{eprint}"} if eprint else {}
    for name in ("author", "editor"):
        if name in fields:
            item[name] = _build_names(fields[name])
    date = _build_date(fields)
    return item | ({"issued": {"date-parts": [date]}} if date else {})


def _build_names(value: str) -> list[dict[str, str]]:
    from citeproc.source.bibtex.bibtex import (  # noqa: PLC0415 - only for texts that cite
        parse_name,
        split_names,
    )

    names = []
    for name in split_names(" ".join(value.split())):
        if name.startswith("{") and name.endswith("}"):
            names.append({"literal": _plain(name)})
            continue
        given, particle, family, suffix = parse_name(name)
        parts = {
            "family": family,
            "given": given,
            "non-dropping-particle": particle,
            "suffix": suffix,
        }
        names.append({part: _plain(words) for part, words in parts.items() if words})
    return names


def _build_date(fields: dict[str, str]) -> list[int]:
    match = _DATE.match(fields.get("date", "") or fields.get("year", ""))
    if match is None:
        return []
    parts = [int(part) for part in match.groups() if part]
    month = fields.get("month", "").strip().lower()
    if len(parts) == 1 and month:
        number = int(month) if month.isdecimal() else 0
        number = number or next((n for n, m in enumerate(MONTHS, 1) if month.startswith(m)), 0)
        parts += [number] if number else []
    return parts


def _plain(value: str) -> str:
    """Return a value without braces, its TeX as characters, on one line."""
    value = _untex(value.replace("---", "—").replace("--", "–")).replace("~", "\u00a0")
    return re.sub(r"[ \t\n]+", " ", value).strip()


def _address(value: str) -> str:
    """Return an address without braces and spaces, in which some characters may be escaped."""
    return re.sub(r"[{}\s]|\\(?=[_%&#$~])", "", value.replace("\\textasciitilde", "~"))


def _untex(value: str) -> str:
    """Return a value without braces, its TeX as characters where it is understood."""
    if "\\" in value:
        from citeproc.source.bibtex.latex import parse_latex  # noqa: PLC0415 - as above

        with suppress(Exception):  # its parser ends in many ways, asserts among them
            value = str(parse_latex(value))
    return value.replace("{", "").replace("}", "")
