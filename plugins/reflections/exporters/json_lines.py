"""JSON Lines: a reflection a line, with all that its file has. Nothing is lost.

See https://jsonlines.org. A line has the fields of the file under the names that they have there,
and before them the essay's id (`essay`), address (`page`) and `title`; `body` is the text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from ..models import Reflection
from .models import ALL, FIELDS, Conversation, Exporter, Site


def dump(conversations: Sequence[Conversation], _site: Site) -> str:
    """Return conversations as JSON Lines."""
    return "".join(
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        for conversation in conversations
        for line in lines(conversation)
    )


def lines(conversation: Conversation) -> list[dict[str, object]]:
    """Return each reflection on an essay as a table of plain values."""
    essay = {
        "essay": conversation.essay,
        "page": conversation.url,
        "title": conversation.title,
    }
    return [{**essay, **plain(one)} for one in conversation.reflections]


def plain(reflection: Reflection) -> Mapping[str, object]:
    """Return a reflection as tables, lists and plain values, without what its file leaves out.

    Dates are written as in TOML. `body` is always there.
    """
    return {**_plain_fields(reflection), "body": reflection.body}


def _plain_fields(record: Any) -> dict[str, object]:  # noqa: ANN401 - any of the records
    values = {field.name: _plain(getattr(record, field.name)) for field in fields(record)}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value not in ("", []) and not _is_default(name, value)
    }


def _is_default(name: str, value: object) -> bool:
    return name == "restated" and value is False


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.value if isinstance(value, Enum) else value


EXPORTER = Exporter(dump=dump, keeps=frozenset(FIELDS), statuses=ALL)
