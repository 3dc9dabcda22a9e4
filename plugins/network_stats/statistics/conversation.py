"""A conversation as a network: who answers whom, how deep, how soon, who speaks how much."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .shares import gini

FEWEST = 5
"""Participants below which a conversation is not measured: it would be a portrait of each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """One contribution to a conversation."""

    id: str
    speaker: str
    """Who speaks; each unsigned contribution has a speaker of its own."""
    answers: str = ""
    """Id of what it answers; "" when it answers the essay."""
    words: int = 0
    hours: float | None = None
    """When, in hours since any fixed moment; `None` when the hour is not known."""
    by_author: bool = False
    """True when the author of the essay speaks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """A participant: how many contributions, how many words."""

    name: str
    count: int
    words: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """What is measured on a conversation. A share is NaN when there is nothing to share."""

    count: int
    speakers: tuple[Speaker, ...]
    """In the order in which they first speak."""
    arcs: Mapping[tuple[str, str], int]
    """How often the first answers the second; answers to oneself are left out."""
    replies: int
    """Contributions that answer another one."""
    depth: int
    """Replies above the one that is furthest from the essay: 0 when nobody answers anybody."""
    mean_depth: float
    reciprocity: float
    """Share of the arcs that have their opposite (Garlaschelli & Loffredo 2004)."""
    gini: float
    """Of the words by participant: 0 when all speak as much."""
    latency: float
    """Median hours from a contribution to each reply to it; NaN when no hour is known."""
    timed: int
    """Replies whose latency is known."""
    answered: float
    """Share of the contributions of readers that the author of the essay answers directly."""
    readers: int
    """Contributions of readers."""


def measure_conversation(utterances: Sequence[Utterance]) -> Conversation:
    """Return the measures of a conversation, its contributions given in reading order.

    A reply to what is not given (withdrawn, erased) counts as one to the essay.
    """
    by_id = {one.id: one for one in utterances}
    depths: dict[str, int] = {}
    arcs: Counter[tuple[str, str]] = Counter()
    waits: list[float] = []
    answered: set[str] = set()
    replies = 0
    for one in utterances:
        other = by_id.get(one.answers)
        depths[one.id] = depths.get(one.answers, 0) + 1 if other else 0
        if other is None:
            continue
        replies += 1
        if other.speaker != one.speaker:
            arcs[one.speaker, other.speaker] += 1
        if one.hours is not None and other.hours is not None and one.hours >= other.hours:
            waits.append(one.hours - other.hours)
        if one.by_author:
            answered.add(other.id)
    speakers = _speakers(utterances)
    readers = [one.id for one in utterances if not one.by_author]
    mutual = sum((target, source) in arcs for source, target in arcs)
    return Conversation(
        count=len(utterances),
        speakers=speakers,
        arcs=dict(sorted(arcs.items())),
        replies=replies,
        depth=max(depths.values(), default=0),
        mean_depth=sum(depths.values()) / len(depths) if depths else math.nan,
        reciprocity=mutual / len(arcs) if arcs else math.nan,
        gini=gini([speaker.words for speaker in speakers]),
        latency=median(waits) if waits else math.nan,
        timed=len(waits),
        answered=len(answered.intersection(readers)) / len(readers) if readers else math.nan,
        readers=len(readers),
    )


def _speakers(utterances: Sequence[Utterance]) -> tuple[Speaker, ...]:
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for one in utterances:
        counts[one.speaker] += 1
        words[one.speaker] += one.words
    return tuple(Speaker(name=name, count=counts[name], words=words[name]) for name in counts)
