"""What feeds need to know of each reflection to place it in a list without reading it."""

import marshal
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ..build.digest import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .models import Reflection, Threads
    from .turns import Turn


class Voice(NamedTuple):
    """A published reflection, as an essay's card holds it."""

    id: str
    parent: str
    """Id of the reflection that it answers; "" when it answers the essay."""
    moment: str
    """ISO 8601, always with a time and a zone."""
    weight: int
    """Bytes of its text."""
    shown: str
    """Digest of all that is shown of it, in hexadecimal."""


def build_voices(
    threads: "Threads", turns: "Sequence[Turn]", otherwise: datetime
) -> tuple[tuple[str, str, str, int, str], ...]:
    """Return the published reflections of an essay as plain rows, in reading order.

    `turns` are what is shown of them. One whose date is not known is as old as the essay: that
    is when it was published here, and a second more for its number, so that readers keep the
    order.
    """
    by_id = {turn.id: turn for turn in turns}
    return tuple(
        tuple(_voice(node.reflection, turn, by_id.get(turn.parent), otherwise))  # type: ignore[misc]
        for node, turn in zip(threads.nodes(), turns, strict=True)
        if turn.is_published
    )


def _voice(
    reflection: "Reflection", turn: "Turn", parent: "Turn | None", otherwise: datetime
) -> Voice:
    answered = (parent.author, parent.is_published) if parent else ()
    return Voice(
        id=reflection.id,
        parent=reflection.in_reply_to,
        moment=moment_of(reflection, otherwise).isoformat(),
        weight=len(turn.body_html.encode()),
        shown=digest(marshal.dumps((tuple(turn), answered), 2)).hex(),
    )


def moment_of(reflection: "Reflection", otherwise: datetime) -> datetime:
    """Return when a reflection was written; `otherwise` when its date is not known.

    A day, a month or a year is told by its first noon in universal time, which is on the same
    day from Hawaii to Japan: a midnight would show as the day before in half of the world.
    """
    from .models import Precision  # noqa: PLC0415 - only essays with a conversation

    date, precision = reflection.date, reflection.date_precision
    if date is None or precision is Precision.UNKNOWN:
        return otherwise + timedelta(seconds=reflection.order or 0)
    if precision is Precision.MINUTE:
        return date
    return datetime(date.year, date.month, date.day, 12, tzinfo=UTC)
