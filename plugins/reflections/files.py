"""One reflection, one file: TOML between two lines `+++`, then the reader's Markdown."""

import re
import tomllib
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ..build.problems import Problem
from ..essays.tables import toml_problem
from .fields import FORBIDDEN
from .front_matter import Reader, key_lines, shown
from .ids import ID
from .models import Reflection

FENCE = "+++"
CANONICAL = "Run `invoke canonical-reflections`: it writes each file in its one right form."


def parse_reflection(text: str, path: str) -> tuple[Reflection | None, tuple[Problem, ...]]:
    """Return the reflection in a file's text, and every problem of the file.

    A text that is right but not in canonical form gives both a reflection and a problem.
    """
    reflection, problems = _read(text, path)
    if reflection is not None:
        problems = (*problems, *_form_problems(text, dump_reflection(reflection), path))
    return reflection, problems


def dump_reflection(reflection: Reflection) -> str:
    """Return a reflection as the text of its file, in canonical form.

    Keys stand in the order of the records, absent values are left out; lines end in LF, the
    text is in Unicode normal form C and ends in one line feed.
    """
    lines = [FENCE]
    for field in fields(reflection):
        value = getattr(reflection, field.name)
        if is_dataclass(value):
            lines += [f"[{field.name}]", *_dump_table(value)]
        elif field.name == "answers":
            for answer in value:
                lines += [f"[[{field.name}]]", *_dump_table(answer)]
        elif field.name != "body" and value not in (None, ""):
            lines.append(f"{field.name} = {_dump_value(value)}")
    lines += [FENCE, _canonical_body(reflection.body)]
    return unicodedata.normalize("NFC", "\n".join(lines)).rstrip() + "\n"


def load_reflections(
    folder: Path, path: str
) -> tuple[tuple[Reflection, ...], tuple[Problem, ...]]:
    """Return the reflections of a folder, sorted by id, and every problem of its files.

    `path` is the folder's name in problems. Names that begin with a dot are passed over.
    """
    reflections: list[Reflection] = []
    problems: list[Problem] = []
    for file in sorted(folder.iterdir()):
        if file.name.startswith("."):
            continue
        reflection, found = _load_reflection(file, f"{path}/{file.name}")
        problems += found
        if reflection is not None:
            reflections.append(reflection)
    return tuple(sorted(reflections, key=lambda reflection: reflection.id)), tuple(problems)


def write_canonical(path: Path) -> tuple[Problem, ...]:
    """Write a reflection's file again in canonical form, unless it has another problem.

    Returns the problems that stand in the way; the file is then left as it is.
    """
    text, problems = _decode(path.read_bytes(), path.as_posix())
    if problems:
        return problems
    reflection, problems = _read(text, path.as_posix())
    if reflection is not None:
        path.write_text(dump_reflection(reflection), encoding="utf-8", newline="\n")
    return problems


def _load_reflection(file: Path, path: str) -> tuple[Reflection | None, tuple[Problem, ...]]:
    """Return the reflection in a file, which is named for its id."""
    if not file.is_file() or file.suffix != ".md" or not ID.fullmatch(file.stem):
        hint = "Only reflections live here, each in a file <id>.md."
        return None, (Problem(path, 0, f"{file.name!r} is not the name of a reflection", hint),)
    text, problems = _decode(file.read_bytes(), path)
    if problems:
        return None, problems
    reflection, problems = parse_reflection(text, path)
    if reflection is not None and reflection.id != file.stem:
        message = f"'id' is {reflection.id!r}, and the file is named {file.stem!r}"
        hint = f"Name the file {reflection.id}.md."
        return None, (*problems, Problem(path, _id_line(text), message, hint))
    return reflection, problems


def _decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not UTF-8: byte 0x{data[error.start]:02x}"
        return "", (Problem(path, line, message, "Save the file as UTF-8."),)


def _id_line(text: str) -> int:
    return key_lines(text.split("\n")).get(("id",), 1)


def _read(text: str, path: str) -> tuple[Reflection | None, tuple[Problem, ...]]:
    """Return the reflection in a text, whether or not it is in canonical form."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    problems = _forbidden_problems(text, path)
    if problems:
        return None, problems
    lines = text.split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        hint = "Begin the file with a line +++, the fields in TOML, and a second line +++."
        return None, (Problem(path, 1, "there are no two lines +++ around the fields", hint),)
    end = lines.index(FENCE, 1)
    front = ["", *lines[1:end]]  # an empty first line: line numbers are those of the file
    try:
        table = tomllib.loads("\n".join(front))
    except tomllib.TOMLDecodeError as error:
        problem = toml_problem(error, path)
        return None, (problem if problem.line else replace(problem, line=end + 1),)
    except (RecursionError, ValueError):  # arrays in arrays without end, a number without end
        return None, (Problem(path, 2, "not TOML that a reflection can have"),)
    reader = Reader(path, front, body_line=end + 2)
    return reader.read(table, _canonical_body("\n".join(lines[end + 1 :])))


def _forbidden_problems(text: str, path: str) -> tuple[Problem, ...]:
    """Return a problem for each line with a character that nobody sees."""
    if not FORBIDDEN.search(text):
        return ()
    return tuple(
        Problem(
            path,
            number,
            f"the character U+{ord(match[0]):04X} is not allowed",
            "It is not seen, and changes what is read: remove it.",
        )
        for number, line in enumerate(text.split("\n"), 1)
        if (match := FORBIDDEN.search(line))
    )


def _form_problems(text: str, canonical: str, path: str) -> tuple[Problem, ...]:
    """Return a problem at the first line that is not as it is in canonical form."""
    pairs = zip_longest(text.split("\n"), canonical.split("\n"))
    for number, (found, expected) in enumerate(pairs, 1):
        if found != expected:
            line = number if found is not None else number - 1
            message = f"not in canonical form: {_difference(found, expected)}"
            return (Problem(path, line, message, CANONICAL),)
    return ()


def _difference(found: str | None, expected: str | None) -> str:
    """Return in words how a line differs, where the eye may not see it; `None` is no line."""
    if found is None:
        return "no line feed at the end"
    if expected is None:
        return f"{shown(found)} after the end"
    if found.startswith("\ufeff"):
        return "a byte order mark"
    if found.endswith("\r"):
        return "lines end in CR LF, not in LF"
    if unicodedata.normalize("NFC", found) == expected:
        return "letters and their accents apart (Unicode's form C has them together)"
    return f"{shown(found)} instead of {shown(expected)}"


def _canonical_body(text: str) -> str:
    """Return a text in normal form C, without blank lines around it."""
    return re.sub(r"\A\s*\n", "", unicodedata.normalize("NFC", text)).rstrip()


def _dump_table(record: Any) -> list[str]:  # noqa: ANN401 - any of the records
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return [
        f"{name} = {_dump_value(value)}"
        for name, value in values.items()
        if value not in (None, "")
    ]


def _dump_value(value: object) -> str:
    """Return a value as TOML writes it, in one way only."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value)
