"""Which reflections a format takes, in which order, and when they are said to be written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ..dates import first_moment
from ..models import Precision, Reflection, Status
from ..threads import order_key
from .models import Conversation


def reading_order(reflections: Iterable[Reflection]) -> tuple[Reflection, ...]:
    """Return reflections of one essay, each after what it answers, whatever their status.

    All links lead to one of them, and none in a circle: `build_threads` finds no problem.
    """
    replies: dict[str, list[Reflection]] = defaultdict(list)
    for one in sorted(reflections, key=order_key, reverse=True):
        replies[one.in_reply_to].append(one)
    ordered = []
    waiting = replies[""]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += replies[one.id]
    return tuple(ordered)


def select(conversation: Conversation, statuses: Collection[Status]) -> tuple[Reflection, ...]:
    """Return the reflections that have one of the statuses, in order.

    A reply to one that is left out answers the nearest one above it that is not.
    """
    above: dict[str, str] = {"": ""}
    chosen = []
    for one in conversation.reflections:
        parent = above[one.in_reply_to]
        above[one.id] = parent
        if one.state.status in statuses:
            above[one.id] = one.id
            chosen.append(replace(one, in_reply_to=parent))
    return tuple(chosen)


def moments(reflections: Iterable[Reflection], published: datetime) -> Mapping[str, datetime]:
    """Return a moment for each reflection, by its id, for formats in which each must have one.

    What is not known is made up as little as it can be: the start of the day, of the month or of
    the year; without a date the moment when the essay was published; and never before what it
    answers. The made-up ones are a second apart, so that they keep their order.
    """
    found: dict[str, datetime] = {}
    for place, one in enumerate(reflections):
        if one.date is not None and one.date_precision is Precision.MINUTE:
            found[one.id] = one.date
            continue
        start = first_moment(one.date, one.date_precision) if one.date else published
        parent = found.get(one.in_reply_to)
        if one.date is None:
            start += timedelta(seconds=place)
        found[one.id] = max(start, parent + timedelta(seconds=1)) if parent else start
    return found
