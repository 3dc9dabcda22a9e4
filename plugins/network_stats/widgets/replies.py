"""Who answers whom in a conversation: a line of speakers, an arrow for each tie of reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isnan, sqrt

from markupsafe import Markup

from ...build.problems import Problem
from .. import svg
from ..inputs import load_table
from ..inputs.table import check_columns
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Row, Table, Widget
from ..statistics.conversation import (
    FEWEST,
    Conversation,
    Speaker,
    Utterance,
    measure_conversation,
)
from .charts import clip

MOST = 16
"""Speakers that are drawn: those who speak, and are answered, most."""

_ROW = 24.0
_NAMES = 172.0
_SPINE = _NAMES + 16
_LARGEST = 7.5
_HOURS_A_DAY = 24
_DAY = 10
"""Characters of a date without its time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """A conversation, what its speakers are called, and those who are drawn, in their order."""

    conversation: Conversation
    labels: Mapping[str, str]
    unsigned: frozenset[str]
    drawn: tuple[Speaker, ...]
    words: Words

    def count(self, key: str, number: int) -> str:
        """Return so many things in words."""
        return self.words.count(f"replies.{key}", number)


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a conversation typed in as a table, or what is wrong with it.

    Its columns are those of the CSV export of reflections: id, in_reply_to, author, date, words;
    role is optional, and "author" in it marks the author of the essay.
    """
    assert block.data is not None, "the key data is needed"
    table, problems = load_table(block.data)
    if table is None:
        return None, problems
    problems = check_columns(
        table,
        needed={"id", "in_reply_to", "author", "words"},
        words=set(),
        optional={"date", "role"},
    )
    if problems:
        return None, problems
    utterances, problems = _read(table)
    if problems:
        return None, problems
    conversation = measure_conversation(utterances)
    if len(conversation.speakers) < FEWEST:
        message = block.words("replies.few", n=len(conversation.speakers), fewest=FEWEST)
        return None, (block.spec.problem("data", message, "Leave this figure out for now."),)
    labels = {one.speaker: one.speaker for one in utterances if not one.speaker.startswith("\0")}
    return draw_conversation(conversation, labels, block.words), ()


def draw_conversation(
    conversation: Conversation, labels: Mapping[str, str], words: Words
) -> Drawing:
    """Return the drawing of a conversation.

    `labels` gives the name of each speaker who signed; the others are numbered.
    """
    chart = _chart(conversation, labels, words)
    shapes, height = _shapes(chart)
    return Drawing(
        name=words("replies.name", **_sizes(chart)),
        description=_description(chart),
        shapes=shapes,
        height=height,
        numbers=(_measures(chart), _speakers(chart), *_ties(chart)),
        method=_method(chart),
        n=words("replies.basis", **_sizes(chart)),
        unit=words("replies.unit"),
    )


def _read(table: Table) -> tuple[tuple[Utterance, ...], tuple[Problem, ...]]:
    """Return the contributions of a table, or the rows that cannot be."""
    found: dict[str, Utterance] = {}
    problems: list[Problem] = []
    for row in table.rows:
        answers, number = row.cells["in_reply_to"], row.cells["words"]
        if answers and answers not in found:
            message = f"the row answers {answers!r}, which no row above it is"
            problems.append(Problem(table.path, row.line, message, "Write the rows in order."))
        if not number.isascii() or not number.isdigit():
            message = f"the number of words {number!r} is not a whole number"
            problems.append(Problem(table.path, row.line, message, "Write figures only: 120."))
            continue
        hours, wrong = _hours(table, row)
        problems += wrong
        if row.cells["id"] in found:
            message = f"the id {row.cells['id']!r} is there twice"
            problems.append(Problem(table.path, row.line, message, "Give each row its own."))
        found[row.cells["id"]] = Utterance(
            id=row.cells["id"],
            speaker=row.cells["author"] or f"\0{row.cells['id']}",
            answers=answers,
            words=int(number),
            hours=hours,
            by_author=row.cells.get("role") == "author",
        )
    return tuple(found.values()), tuple(problems)


def _hours(table: Table, row: Row) -> tuple[float | None, tuple[Problem, ...]]:
    """Return when a row was written, in hours; `None` when its date has no time."""
    text = row.cells.get("date", "")
    if len(text) <= _DAY:
        return None, ()
    try:
        return datetime.fromisoformat(text).timestamp() / 3600, ()
    except ValueError:
        message = f"the date {text!r} is not one"
        hint = "Write it as 2008-03-14T10:13+01:00, or as far as it is known."
        return None, (Problem(table.path, row.line, message, hint),)


def _chart(conversation: Conversation, labels: Mapping[str, str], words: Words) -> _Chart:
    unsigned = [one.name for one in conversation.speakers if one.name not in labels]
    numbered = {name: words("replies.anonymous", n=rank) for rank, name in enumerate(unsigned, 1)}
    ties = {
        one.name: sum(n for pair, n in conversation.arcs.items() if one.name in pair)
        for one in conversation.speakers
    }
    most = sorted(conversation.speakers, key=lambda one: (-ties[one.name] - one.count, one.name))
    drawn = {one.name for one in most[:MOST]}
    return _Chart(
        conversation=conversation,
        labels={**labels, **numbered},
        unsigned=frozenset(unsigned),
        drawn=tuple(one for one in conversation.speakers if one.name in drawn),
        words=words,
    )


def _sizes(chart: _Chart) -> dict[str, str]:
    found = chart.conversation
    return {
        "reflections": chart.count("reflections", found.count),
        "speakers": chart.count("speakers", len(found.speakers)),
    }


def _description(chart: _Chart) -> str:
    found, words = chart.conversation, chart.words
    most = max(found.speakers, key=lambda one: one.count)
    deepest = words("replies.description.deepest", n=found.depth) if found.depth > 1 else ""
    mutual = (
        ""
        if isnan(found.reciprocity)
        else words("replies.description.mutual", share=words.percent(found.reciprocity))
    )
    loudest = (
        words(
            "replies.description.most",
            name=chart.labels[most.name],
            n=most.count,
            total=found.count,
        )
        if most.count > 1
        else ""
    )
    written = words(
        "replies.description",
        **_sizes(chart),
        replies=chart.count("replies", found.replies),
        most=loudest,
        deepest=deepest,
        mutual=mutual,
    )
    return " ".join(written.split(" ")).replace("  ", " ").strip()


def _shapes(chart: _Chart) -> tuple[Markup, float]:
    """Return the speakers on a line from the top down, the arrows beside it, and their height."""
    places = {one.name: 14 + _ROW * rank for rank, one in enumerate(chart.drawn)}
    height = 14 + _ROW * len(places)
    largest = max(one.count for one in chart.drawn)
    dots = [
        svg.element(
            "circle", cx=_SPINE, cy=places[one.name], r=_LARGEST * sqrt(one.count / largest)
        )
        for one in chart.drawn
    ]
    names = [
        svg.text(0, places[one.name] + 4.5, clip(chart.labels[one.name], _NAMES))
        for one in chart.drawn
    ]
    arrows = [
        _arrow(places[source], places[target], times, mutual=(target, source) in ties)
        for ties in [chart.conversation.arcs]
        for (source, target), times in ties.items()
        if source in places and target in places
    ]
    if not arrows:
        height += svg.LINE
        names.append(svg.text(0, height - 4, chart.words("replies.nobody"), style="soft"))
    return svg.join([*arrows, svg.bars(dots), svg.labels(names)]), height


def _arrow(source: float, target: float, times: int, *, mutual: bool) -> Markup:
    """Return the arrow of a tie: an arc to the right; one way lies a little outside the other."""
    near = _SPINE + _LARGEST + 3
    reach = near + min(200.0, 20 + 1.4 * abs(source - target) + (16 if source > target else 0))
    shift = 2.5 if mutual else 0.0
    start, end = (
        (source + shift, target + shift) if source > target else (source - shift, target - shift)
    )
    width = min(4.0, 1.0 + 0.75 * (times - 1))
    name = "figure-arc-mutual" if mutual else "figure-arc"
    n = svg.number
    curve = svg.path(
        f"M{n(near)} {n(start)}C{n(reach)} {n(start)} {n(reach)} {n(end)} {n(near + 4)} {n(end)}",
        name,
        svg.colour("2" if mutual else "1"),
        stroke_width=width,
    )
    head = svg.path(
        f"M{n(near + 6)} {n(end - 4)}L{n(near)} {n(end)}l6 4",
        name,
        svg.colour("2" if mutual else "1"),
        stroke_width=1.5,
    )
    return svg.join([curve, head])


def _measures(chart: _Chart) -> Numbers:
    words, found = chart.words, chart.conversation
    rows: Sequence[tuple[str, float, str, int]] = (
        ("count", found.count, words.number(found.count), 0),
        ("speakers", len(found.speakers), words.number(len(found.speakers)), 0),
        ("replies", found.replies, words.number(found.replies), 0),
        ("depth", found.depth, words.number(found.depth), 0),
        ("mean_depth", found.mean_depth, _decimal(chart, found.mean_depth), 0),
        ("reciprocity", found.reciprocity, _percent(chart, found.reciprocity), len(found.arcs)),
        ("gini", found.gini, _decimal(chart, found.gini), 0),
        ("latency", found.latency, _wait(chart, found.latency), found.timed),
        ("answered", found.answered, _percent(chart, found.answered), found.readers),
    )
    return Numbers(
        caption=words("replies.caption"),
        columns=tuple(words(f"replies.{key}") for key in ("measure", "value", "definition")),
        rows=tuple(
            (
                Cell(text=words(f"replies.measure.{key}")),
                Cell(text=text, number=True, value=None if isnan(value) else value),
                Cell(text=words(f"replies.measure.{key}.is", n=words.number(n))),
            )
            for key, value, text, n in rows
        ),
    )


def _decimal(chart: _Chart, value: float) -> str:
    return chart.words("replies.undefined") if isnan(value) else chart.words.number(value, 2)


def _percent(chart: _Chart, share: float) -> str:
    return chart.words("replies.undefined") if isnan(share) else chart.words.percent(share)


def _wait(chart: _Chart, hours: float) -> str:
    """Return a time in the largest unit of which there are two at least."""
    if isnan(hours):
        return chart.words("replies.undefined")
    if hours >= 2 * _HOURS_A_DAY:
        return chart.count("latency.days", round(hours / _HOURS_A_DAY))
    if hours >= 2:
        return chart.count("latency.hours", round(hours))
    return chart.count("latency.minutes", round(60 * hours))


def _speakers(chart: _Chart) -> Numbers:
    """Return how much each speaker says who signed, and all the others together."""
    words = chart.words
    signed = [one for one in chart.conversation.speakers if one.name not in chart.unsigned]
    others = [one for one in chart.conversation.speakers if one.name in chart.unsigned]
    rows = [
        (chart.labels[one.name], one.count, one.words)
        for one in sorted(signed, key=lambda one: (-one.count, -one.words, one.name))
    ]
    if others:
        name = chart.count("anonymous.others", len(others))
        rows.append((name, sum(o.count for o in others), sum(o.words for o in others)))
    return Numbers(
        caption=words("replies.caption.speakers"),
        columns=tuple(words(f"replies.{key}") for key in ("speaker", "measure.count", "words")),
        rows=tuple(
            (Cell(text=name), *(_number(words, number) for number in numbers))
            for name, *numbers in rows
        ),
    )


def _ties(chart: _Chart) -> tuple[Numbers, ...]:
    """Return who answers whom how often; no table when nobody answers anybody."""
    words, arcs = chart.words, chart.conversation.arcs
    rows = sorted(
        (-times, chart.labels[source], chart.labels[target])
        for (source, target), times in arcs.items()
    )
    if not rows:
        return ()
    return (
        Numbers(
            caption=words("replies.caption.arcs"),
            columns=tuple(words(f"replies.{key}") for key in ("answers", "answered", "times")),
            rows=tuple(
                (Cell(text=source), Cell(text=target), _number(words, -times))
                for times, source, target in rows
            ),
        ),
    )


def _number(words: Words, value: int) -> Cell:
    return Cell(text=words.number(value), number=True, value=value)


def _method(chart: _Chart) -> tuple[str, ...]:
    words = chart.words
    others = len(chart.conversation.speakers) - len(chart.drawn)
    return (
        *([words("replies.method")] if chart.conversation.arcs else []),
        *([words.count("replies.method.others", others)] if others else []),
        words("replies.method.self"),
    )


WIDGET = Widget(draw=draw)
