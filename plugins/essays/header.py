"""The header of a text: `Key: value` lines above a blank line."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..build.problems import Problem, nearest
from .models import Header
from .slugs import SLUG

KEYS = ("Title", "Subtitle", "Date", "Modified", "Summary", "Slug", "Status")
REQUIRED = ("Title", "Date", "Summary")
STATUSES = ("published", "draft")
_LINE = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]+(.*))?$")


def split_header(text: str) -> tuple[list[tuple[int, str, str]], str, int, list[int]]:
    """Return the rows of a header, the body, the body's first line, and stray lines.

    A row is (line, key, value); a stray line stands above the body and is not `Key: value`.
    """
    rows: list[tuple[int, str, str]] = []
    strays: list[int] = []
    lines = text.split("\n")
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            break
        match = _LINE.match(line)
        if match:
            rows.append((number, match[1], (match[2] or "").strip()))
        elif line.startswith(("    ", "\t")) and rows:
            start, key, value = rows[-1]
            rows[-1] = (start, key, f"{value} {line.strip()}".strip())
        else:
            strays.append(number)
    return rows, "\n".join(lines[number:]), number + 1, strays


def parse_header(
    text: str, path: str, zone: ZoneInfo
) -> tuple[Header | None, str, int, tuple[Problem, ...]]:
    """Return the header of a source, its body, the body's first line, and every problem.

    The header is `None` when there is a problem. Dates without a zone are taken in `zone`.
    """
    rows, body, first_line, strays = split_header(text)
    problems = [
        Problem(
            path,
            line,
            "this line of the header is not 'Key: value'",
            "A blank line ends the header.",
        )
        for line in strays
    ]
    values: dict[str, tuple[int, str]] = {}
    for line, key, value in rows:
        if key not in KEYS:
            problems.append(Problem(path, line, f"unknown key {key!r}", nearest(key, KEYS)))
        elif key in values:
            problems.append(
                Problem(path, line, f"{key!r} is given twice", f"First on line {values[key][0]}.")
            )
        elif not value:
            hint = _example(key) if key in REQUIRED else "Give it a value, or take the line out."
            problems.append(Problem(path, line, f"{key!r} is empty", hint))
        else:
            values[key] = (line, value)
    named = {key for _, key, _ in rows}
    problems += [
        Problem(path, 1, f"{key!r} is missing", _example(key))
        for key in REQUIRED
        if key not in named
    ]
    dates = {
        key: _parse_date(*values[key], key, path, zone, problems)
        for key in ("Date", "Modified")
        if key in values
    }
    for key, pattern, expected in (
        ("Slug", SLUG, "Expected small letters, digits and single hyphens: 'the-honey-pot'."),
        ("Status", re.compile("|".join(STATUSES)), "Expected 'published' or 'draft'."),
    ):
        if key in values and not pattern.fullmatch(values[key][1]):
            problems.append(
                Problem(path, values[key][0], f"{key!r} is {values[key][1]!r}", expected)
            )
    published, modified = dates.get("Date"), dates.get("Modified")
    if published and modified and modified < published:
        problems.append(
            Problem(
                path,
                values["Modified"][0],
                "'Modified' is earlier than 'Date'",
                "It can only be later.",
            )
        )
    if problems or published is None:
        return None, body, first_line, tuple(problems)
    texts = {key.lower(): value for key, (_, value) in values.items() if key not in dates}
    return Header(date=published, modified=modified, **texts), body, first_line, ()


def _parse_date(
    line: int, value: str, key: str, path: str, zone: ZoneInfo, problems: list[Problem]
) -> datetime | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            return datetime(day.year, day.month, day.day, tzinfo=zone)
        moment = datetime.fromisoformat(value)
    except ValueError:
        problems.append(Problem(path, line, f"{key!r} is {value!r}", _example("Date")))
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _example(key: str) -> str:
    return {
        "Title": "Expected 'Title: Le pot de miel'.",
        "Date": "Expected a full date: '2026-11-16' or '2026-11-16 08:00+01:00'.",
        "Summary": "Expected 'Summary: two or three sentences that invite'.",
    }[key]


def dump_header(header: Header) -> str:
    """Return the lines of a header, and the blank line that ends it."""
    values = {
        "Title": header.title,
        "Subtitle": header.subtitle,
        "Date": header.date.isoformat(sep=" "),
        "Modified": header.modified.isoformat(sep=" ") if header.modified else "",
        "Summary": header.summary,
        "Slug": header.slug,
        "Status": header.status if header.status != "published" else "",
    }
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value) + "\n"
