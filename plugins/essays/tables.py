"""TOML tables read with a problem, and its line, for every wrong value."""

import contextlib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from ..build.problems import Problem, nearest
from .languages import LANGUAGES, is_partial_date


class TableReader:
    """Reads values of a TOML table, and keeps a problem, with its line, for each wrong one."""

    def __init__(self, lines: list[str], path: str) -> None:
        self.lines, self.path = lines, path
        self.problems: list[Problem] = []
        self._table: tuple[str, int] = ("", 0)

    def add(self, key: str, message: str, hint: str = "") -> None:
        """Keep a problem at the line of `key`."""
        self.problems.append(Problem(self.path, self.line(key), message, hint))

    @contextlib.contextmanager
    def within(self, name: str, index: int = 0) -> Iterator[None]:
        """Look for keys in the table `[name]`, or in the one of `[[name]]` at `index`."""
        before, self._table = self._table, (name, index)
        yield
        self._table = before

    def _span(self) -> tuple[int, int]:
        """Return the lines of the table that is read: only a problem asks for them."""
        name, index = self._table
        path = r"\s*\.\s*".join(rf'"?{re.escape(part)}"?' for part in name.split("."))
        header = re.compile(rf"\s*\[\[?\s*{path}\s*\]")
        starts = [n for n, line in enumerate(self.lines, 1) if name and header.match(line)]
        start = starts[index] if index < len(starts) else 0
        return start, self._end(start)

    def line(self, key: str) -> int:
        """Return the line that names `key` in the table that is read, else that of the table.

        0 stands for the file, when `key` belongs to no table and is not there.
        """
        name = rf'(?:[\w-]+\s*\.\s*)*"?{re.escape(key)}"?\s*'
        entry, header = re.compile(rf"\s*{name}[=.]"), re.compile(rf"\s*\[\[?\s*{name}[.\]]")
        start, end = self._span()
        lines = enumerate(self.lines[start:end], start + 1)
        found = next((n for n, line in lines if entry.match(line)), 0)
        if not found and not start:
            found = next((n for n, line in enumerate(self.lines, 1) if header.match(line)), 0)
        return found or start

    def _end(self, start: int) -> int:
        """Return the index of the next line that opens a table."""
        lines = enumerate(self.lines[start:], start)
        return next((n for n, line in lines if re.match(r"\s*\[", line)), len(self.lines))

    def keys(self, table: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
        """Keep a problem for each key that is not known."""
        for key in table:
            if key not in known:
                where = f" in [{name}]" if name else ""
                self.add(key, f"unknown key {key!r}{where}", nearest(key, known))

    def text(self, table: Mapping[str, Any], key: str, *, required: bool = False) -> str:
        """Return the text under `key`, or ""."""
        value = table.get(key, "")
        if not isinstance(value, str):
            self.add(key, f"{key!r} is {value!r}", "Expected text in quotes.")
            return ""
        if required and not value.strip():
            self.add(key, f"{key!r} is missing", f'Expected {key} = "…".')
        return value

    def pattern(
        self, table: Mapping[str, Any], key: str, form: re.Pattern[str], expected: str
    ) -> str:
        """Return the text under `key`, which has to match `form`."""
        value = table.get(key)
        if not isinstance(value, str) or not form.fullmatch(value):
            self.add(key, _said(key, value), expected)
            return ""
        return value

    def whole(self, table: Mapping[str, Any], key: str, least: int) -> int:
        """Return the whole number under `key`, `least` or more."""
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.add(key, _said(key, value), f"Expected a whole number from {least}.")
            return least
        return value

    def number(self, table: Mapping[str, Any], key: str) -> float:
        """Return the number under `key`."""
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.add(key, _said(key, value), "Expected a number.")
            return 0.0
        return value

    def partial_date(self, table: Mapping[str, Any], key: str) -> str:
        """Return a date as ISO 8601, as far as it is known, or ""."""
        value = table.get(key, "")
        text = value.isoformat() if type(value) is date else value
        if text and not (isinstance(text, str) and is_partial_date(text)):
            self.add(key, f"{key!r} is {value!r}", 'Expected 2008-03-14, or "2008-03", or "2008".')
            return ""
        return str(text)

    def known(self, table: Mapping[str, Any], key: str, names: Collection[str], file: str) -> str:
        """Return the text under `key` if it is one of `names`, or is not there."""
        value = self.text(table, key)
        if value and value not in names:
            self.add(
                key, f"{key!r} is {value!r}, which {file} does not have", nearest(value, names)
            )
        return value

    def known_list(
        self, table: Mapping[str, Any], key: str, names: Collection[str], file: str
    ) -> tuple[str, ...]:
        """Return the list under `key`, each one of `names`, none twice."""
        values = table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.add(key, f"{key!r} is {values!r}", 'Expected a list: ["work", "attention"].')
            return ()
        for value in values:
            if value not in names:
                self.add(
                    key,
                    f"unknown tag {value!r}, which {file} does not have",
                    nearest(value, names),
                )
        if len(set(values)) < len(values):
            self.add(key, f"{key!r} names one tag twice")
        return tuple(values)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """Return the table under `key`, empty if it is not there."""
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.add(key, f"{key!r} is {value!r}", f"Expected a table: [{key}].")
            return {}
        return value

    def tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """Return the list of tables under `key`."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.add(key, f"{key!r} is {value!r}", f"Expected tables: [[{key}]].")
            return []
        return value

    def translated(self, table: Mapping[str, Any], key: str) -> dict[str, str]:
        """Return a text in each language."""
        value = self.table(table, key)
        self.keys(value, tuple(LANGUAGES), key)
        for lang in LANGUAGES:
            if not str(value.get(lang, "")).strip():
                name = f"{key}.{lang}"
                self.add(key, f"{name!r} is missing", f'Expected {name} = "…".')
        return {lang: self.text(value, lang) for lang in LANGUAGES}


def _said(key: str, value: object) -> str:
    """Return what is wrong with a value: `None` stands for one that is not there."""
    return f"{key!r} is missing" if value is None else f"{key!r} is {value!r}"


def toml_problem(error: tomllib.TOMLDecodeError, path: str) -> Problem:
    """Return the problem, with its line, that a syntax error in TOML is."""
    match = re.search(r"\(at line (\d+), column \d+\)", str(error))
    message = re.sub(r" \(at .*\)$", "", str(error))
    if message == r"Illegal character '\n'":
        message = "a text has no closing quote on its line"
    return Problem(
        path, int(match[1]) if match else 0, f"not TOML: {message}", "See https://toml.io."
    )
