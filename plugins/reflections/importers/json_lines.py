"""JSON Lines, as `export-reflections json-lines` writes them: whole reflections, ids included."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ...build.problems import Problem, nearest
from ..fields import FIELDS, TABLES
from ..files import dump_reflection, parse_reflection
from ..front_matter import Reader, shown
from ..models import Reflection

ESSAY = ("essay", "page", "title")
"""What a line says of the essay, before the fields of the reflection."""
KEYS = (*ESSAY, *FIELDS, *TABLES, "body")


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A reflection that comes back as it was, and the essay that it stands under."""

    essay: str
    """The essay's id: "e-7k3q9x"."""
    page: str
    """The address that the essay's page had."""
    title: str
    reflection: Reflection
    line: int


def parse_json_lines(text: str, path: str) -> tuple[tuple[Whole, ...], tuple[Problem, ...]]:
    """Return the reflections in JSON Lines, and a problem for each thing that is wrong.

    Blank lines are passed over. A reflection is as its file would be: in canonical form.
    """
    found: list[Whole] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            whole, wrong = _parse_line(line, path, number)
            problems += wrong
            found += [whole] if whole else []
    return tuple(found), (*problems, *twice(found, path))


def build_whole(
    row: Mapping[str, Any], path: str, line: int
) -> tuple[Whole | None, tuple[Problem, ...]]:
    """Return the reflection in a table, or every problem of the table, at its line."""
    unknown = [key for key in row if key not in KEYS]
    texts = {key: row.get(key, "") for key in (*ESSAY, "body")}
    problems = [
        Problem(path, line, f"unknown key {shown(key)}", nearest(key, KEYS)) for key in unknown
    ]
    problems += [
        Problem(path, line, f"{key!r} is {shown(value)}", "Expected text.")
        for key, value in texts.items()
        if not isinstance(value, str)
    ]
    if problems:
        return None, tuple(problems)
    fields = {key: value for key, value in row.items() if key in FIELDS or key in TABLES}
    reflection, wrong = Reader(path, [], body_line=line).read(_with_dates(fields), texts["body"])
    if reflection is not None:
        canonical, wrong = parse_reflection(dump_reflection(reflection), path)
        reflection = canonical or reflection
    if wrong or reflection is None:
        return None, tuple(replace(problem, line=line) for problem in wrong)
    essay, page, title = (texts[key] for key in ESSAY)
    whole = Whole(essay=essay, page=page, title=title, reflection=reflection, line=line)
    return whole, ()


def twice(wholes: Iterable[Whole], path: str) -> list[Problem]:
    """Return a problem for each id that is met again."""
    first: dict[str, int] = {}
    problems = []
    for whole in wholes:
        identity = whole.reflection.id
        if first.setdefault(identity, whole.line) != whole.line:
            message = f"line {first[identity]} has the id {identity} as well"
            problems.append(Problem(path, whole.line, message))
    return problems


def _parse_line(line: str, path: str, number: int) -> tuple[Whole | None, tuple[Problem, ...]]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = getattr(error, "msg", "it nests without end")
        return None, (Problem(path, number, f"not a line of JSON: {said}"),)
    if not isinstance(row, dict):
        hint = 'Expected a table: {"essay":"e-7k3q9x","id":"r-…",…}.'
        return None, (Problem(path, number, f"the line is {shown(row)}", hint),)
    return build_whole(row, path, number)


def _with_dates(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as TOML would give them: a text that is a date becomes one."""
    dated = dict(fields)
    if "date" in dated:
        dated["date"] = _date(dated["date"])
    if isinstance(dated.get("state"), dict) and "since" in dated["state"]:
        dated["state"] = {**dated["state"], "since": _date(dated["state"]["since"])}
    return dated


def _date(value: object) -> object:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
