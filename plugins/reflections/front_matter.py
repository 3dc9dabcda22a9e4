"""The fields of a reflection: from TOML to records, with a problem for each wrong value."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from ..build.problems import Problem, nearest
from .dates import first_moment
from .fields import FIELDS, REQUIRED_TABLES, TABLES, Field, personal_data
from .models import (
    Answer,
    Author,
    Consent,
    Passage,
    Precision,
    Rating,
    Reflection,
    Source,
    State,
    Status,
)

LONGEST_BODY = 20_000
"""Characters. A form takes half as many; an import may bring a long letter."""

RECORDS: Mapping[str, type[Any]] = {
    "author": Author,
    "rating": Rating,
    "answers": Answer,
    "passage": Passage,
    "source": Source,
    "consent": Consent,
    "state": State,
}
KEY_LINE = re.compile(r"\s*[\"']?([\w.-]+)[\"']?\s*=")
TABLE_LINE = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]")

Where = tuple[str | int, ...]
"""Where a value stands in a file: ("author", "name"), ("answers", 0, "question")."""


def key_lines(lines: list[str]) -> dict[Where, int]:
    """Return the line of each key and of each table in TOML that is laid out plainly."""
    found: dict[Where, int] = {}
    table: Where = ()
    for number, line in enumerate(lines, 1):
        if header := TABLE_LINE.match(line):
            table = tuple(header[1].split("."))
            found.setdefault(table, number)
            if line.lstrip().startswith("[["):
                table += (sum(where[:-1] == table for where in found if len(where) == 2),)
                found[table] = number
        elif key := KEY_LINE.match(line):
            names = key[1].split(".")
            for end in range(1, len(names) + 1):
                found.setdefault((*table, *names[:end]), number)
    return found


class Reader:
    """Builds the records of one file, and keeps a problem for each wrong value."""

    def __init__(self, path: str, front: list[str], *, body_line: int) -> None:
        self.path, self.front, self.body_line = path, front, body_line
        self.problems: list[Problem] = []

    @cached_property
    def lines(self) -> Mapping[Where, int]:
        """The line of each key: only problems ask for it."""
        return key_lines(self.front)

    def add(self, where: Where, message: str, hint: str = "") -> None:
        """Keep a problem, at the line of `where` or of what holds it."""
        known = (self.lines.get(where[:end]) for end in range(len(where), 0, -1))
        line = next((line for line in known if line), 1)
        self.problems.append(Problem(self.path, line, message, hint))

    def read(
        self, table: Mapping[str, Any], body: str
    ) -> tuple[Reflection | None, tuple[Problem, ...]]:
        """Return the reflection, if nothing is wrong with it."""
        values = self.values(table, FIELDS, (), known=(*FIELDS, *TABLES))
        values |= {name: self.record(table, name) for name in TABLES if name != "answers"}
        values |= {"answers": self.answers(table)}
        if self.problems:
            return None, tuple(sorted(self.problems))
        values = {name: value for name, value in values.items() if value is not None}
        reflection = Reflection(**values, body=body)
        self.check(reflection)
        return (None, tuple(sorted(self.problems))) if self.problems else (reflection, ())

    def values(
        self,
        table: Mapping[str, Any],
        known_fields: Mapping[str, Field],
        where: Where,
        known: Iterable[str],
    ) -> dict[str, Any]:
        """Return the right values among the fields of one table."""
        place = f" in [{where[0]}]" if where else ""
        for key in table:
            if key not in known:
                self.add((*where, key), f"unknown key {key!r}{place}", nearest(key, known))
        values = {}
        for key, field in known_fields.items():
            name = ".".join([*(str(part) for part in where[:1]), key])
            if key in table:
                if self.accepts(field, table[key], name, (*where, key)):
                    values[key] = field.build(table[key])
            elif field.required:
                self.add(where, f"{name!r} is missing", field.expected)
        return values

    def accepts(self, field: Field, value: object, name: str, where: Where) -> bool:
        """Return whether a field may have a value, and keep the problem if not."""
        if not field.accepts(value):
            hint = nearest(str(value), field.names) if field.names else field.expected
            self.add(where, f"{name!r} is {shown(value)}", hint)
            return False
        private = "" if field.quotes or not isinstance(value, str) else personal_data(value)
        if private:
            hint = "These files are public and keep none: remove it."
            self.add(where, f"{name!r} holds {private}", hint)
        return not private

    def record(self, table: Mapping[str, Any], name: str) -> object:
        """Return the record that one table is, or `None`."""
        value = table.get(name)
        if isinstance(value, dict):
            return self.build(name, value, (name,))
        if value is not None:
            self.add((name,), f"{name!r} is {shown(value)}", f"Expected a table: [{name}].")
        elif name in REQUIRED_TABLES:
            needed = [key for key, field in TABLES[name].items() if field.required]
            hint = f"Expected a table [{name}] with {', '.join(needed)}."
            self.add((), f"[{name}] is missing", hint)
        return None

    def answers(self, table: Mapping[str, Any]) -> tuple[object, ...]:
        """Return the answers to the essay's questions, of which each is answered once."""
        rows = table.get("answers", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            hint = "Expected tables: [[answers]]."
            self.add(("answers",), f"'answers' is {shown(rows)}", hint)
            return ()
        asked: set[object] = set()
        for index, row in enumerate(rows):
            question = row.get("question")
            if isinstance(question, str) and question in asked:
                self.add(("answers", index, "question"), f"{question!r} is answered twice")
            asked.add(question if isinstance(question, str) else None)
        return tuple(
            self.build("answers", row, ("answers", index)) for index, row in enumerate(rows)
        )

    def build(self, name: str, table: Mapping[str, Any], where: Where) -> object:
        """Return the record of one table, or `None` when a value is wrong."""
        before = len(self.problems)
        values = self.values(table, TABLES[name], where, known=TABLES[name])
        return RECORDS[name](**values) if len(self.problems) == before else None

    def check(self, reflection: Reflection) -> None:
        """Keep a problem for each pair of values that cannot stand together."""
        self.check_date(reflection)
        self.check_state(reflection)
        rating = reflection.rating
        if rating is not None and rating.value > rating.max:
            hint = f"Expected a number from 0 to {rating.max:g}."
            self.add(("rating", "value"), f"'rating.value' is {rating.value:g}", hint)
        if reflection.in_reply_to == reflection.id:
            self.add(("in_reply_to",), "'in_reply_to' names the reflection itself")
        if len(reflection.body) > LONGEST_BODY:
            message = f"the text has {len(reflection.body)} characters"
            self.add_body(message, f"Expected at most {LONGEST_BODY}.")

    def check_date(self, reflection: Reflection) -> None:
        """Keep a problem when a date says less or more than its precision."""
        date, precision = reflection.date, reflection.date_precision
        if date is None and precision is not Precision.UNKNOWN:
            hint = 'Give the date, or say date_precision = "unknown".'
            self.add(("date_precision",), f"there is no date, known to the {precision}", hint)
        elif date is not None and precision is Precision.UNKNOWN:
            hint = "Remove the date, or say how much of it is known."
            self.add(("date_precision",), "there is a date, and its precision is unknown", hint)
        elif date is not None and precision is not Precision.MINUTE:
            known = first_moment(date, precision)
            if known != date:
                hint = f"Expected {known.isoformat()}: what is not known is at its lowest."
                self.add(("date",), f"'date' is known to the {precision}, and says more", hint)

    def check_state(self, reflection: Reflection) -> None:
        """Keep a problem when the text is not what the status allows."""
        status = reflection.state.status
        if status is not Status.PUBLISHED and reflection.state.since is None:
            hint = "Say since when: since = 2026-11-22T09:00:00+01:00."
            self.add(("state",), f"'state.since' is missing: the reflection is {status}", hint)
        if status is Status.PUBLISHED and not reflection.body:
            self.add_body("there is no text", "Write it below the second line +++.")
        if status is not Status.ERASED:
            return
        hint = "Nothing of an erased reflection is kept but its place: remove it."
        for name in ("author", "rating", "answers", "passage"):
            if getattr(reflection, name):
                self.add((name,), f"an erased reflection has {name!r}", hint)
        if reflection.source != Source(channel=reflection.source.channel):
            message = "an erased reflection has a 'source' with more than its channel"
            self.add(("source",), message, hint)
        if reflection.body:
            self.add_body("an erased reflection has a text", hint)

    def add_body(self, message: str, hint: str) -> None:
        """Keep a problem of the text itself."""
        self.problems.append(Problem(self.path, self.body_line, message, hint))


def shown(value: object) -> str:
    """Return a value as a message quotes it."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:59]}…")
    return value.isoformat() if isinstance(value, datetime) else str(value).lower()
