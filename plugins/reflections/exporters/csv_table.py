"""CSV: a reflection a row, for a spreadsheet (RFC 4180). Nothing is lost."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from .json_lines import lines
from .models import ALL, FIELDS, Conversation, Exporter, Site

COLUMNS = (
    "essay",
    "page",
    "title",
    "id",
    "in_reply_to",
    "order",
    "date",
    "date_precision",
    "lang",
    "kind",
    "restated",
    "author.name",
    "author.url",
    "author.role",
    "rating.value",
    "rating.max",
    "answers",
    "passage.exact",
    "passage.prefix",
    "passage.suffix",
    "passage.paragraph",
    "source.channel",
    "source.system",
    "source.identifier",
    "source.url",
    "source.hash",
    "source.verification",
    "consent.basis",
    "consent.notice",
    "consent.licence",
    "state.status",
    "state.since",
    "body",
)

_FORMULA = re.compile(r"['\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, whatever white space or apostrophes are before it.

See https://owasp.org/www-community/attacks/CSV_Injection.
"""


def dump(conversations: Sequence[Conversation], _site: Site) -> str:
    """Return conversations as CSV, with a header."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    for conversation in conversations:
        for line in lines(conversation):
            flat = flatten(line)
            writer.writerow(guarded(flat.get(column, "")) for column in COLUMNS)
    return output.getvalue()


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet computes: an apostrophe stands before a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def flatten(line: Mapping[str, object]) -> dict[str, str]:
    """Return the cells of a row, by their columns.

    The answers are one cell: "q-1=rather-yes q-2".
    """
    cells: dict[str, str] = {}
    for name, value in line.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{key}": _cell(inner) for key, inner in value.items()}
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " ".join("=".join(answer.values()) for answer in value)
    return str(value)


EXPORTER = Exporter(dump=dump, keeps=frozenset(FIELDS), statuses=ALL)
