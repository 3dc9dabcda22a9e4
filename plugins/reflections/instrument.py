"""The conversation under its own instrument: who answers whom, measured and drawn."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

from ..network_stats.statistics.conversation import FEWEST, Utterance, measure_conversation
from .models import Precision, Role
from .turns import Turn

if TYPE_CHECKING:
    from ..network_stats.models import Figure

NAME = "conversation"
"""Stands in the anchor of the figure, and in the names of its files."""

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """What a conversation is measured from: its contributions, and the names that were signed."""

    utterances: tuple[Utterance, ...]
    names: Mapping[str, str]

    @property
    def speakers(self) -> int:
        """Return how many have taken part."""
        return len({one.speaker for one in self.utterances})

    @property
    def is_measured(self) -> bool:
        """Return whether enough have taken part for a measure not to be a portrait of each."""
        return self.speakers >= FEWEST


def read_turns(turns: Iterable[Turn], essay: str = "") -> Spoken:
    """Return the published contributions to an essay.

    A name is one speaker wherever it is signed; who signs nothing is a new one each time. The
    author of an essay is one speaker: `essay` keeps the authors of several apart.
    """
    utterances: list[Utterance] = []
    names: dict[str, str] = {}
    for turn in turns:
        if not turn.is_published:
            continue
        speaker = _speaker(turn, essay)
        if turn.author:
            names.setdefault(speaker, turn.author)
        utterances.append(
            Utterance(
                id=turn.id,
                speaker=speaker,
                answers=turn.parent,
                words=len(_WORD.findall(unescape(_TAG.sub(" ", turn.body_html)))),
                hours=_hours(turn),
                by_author=turn.role == Role.AUTHOR,
            )
        )
    return Spoken(utterances=tuple(utterances), names=names)


def join(parts: Iterable[Spoken]) -> Spoken:
    """Return several conversations as one."""
    every = list(parts)
    return Spoken(
        utterances=tuple(one for part in every for one in part.utterances),
        names={speaker: name for part in every for speaker, name in part.names.items()},
    )


def _speaker(turn: Turn, essay: str) -> str:
    if not turn.author:
        return f"anonymous {turn.id}"
    return (
        f"author {essay}" if turn.role == Role.AUTHOR else f"{turn.role} {turn.author.casefold()}"
    )


def _hours(turn: Turn) -> float | None:
    if turn.precision != Precision.MINUTE:
        return None
    return datetime.fromisoformat(turn.date).timestamp() / 3600


def build_instrument(spoken: Spoken, lang: str) -> "Figure | None":
    """Return the figure of a conversation; `None` when too few have taken part."""
    if not spoken.is_measured:
        return None
    from ..network_stats.figure import build_figure  # noqa: PLC0415 - for the few that have one
    from ..network_stats.messages import words  # noqa: PLC0415
    from ..network_stats.widgets.replies import draw_conversation  # noqa: PLC0415

    said = words(lang)
    drawing = draw_conversation(measure_conversation(spoken.utterances), spoken.names, said)
    return build_figure(drawing, "replies", said, identifier=NAME)


def file_names(spoken: Spoken) -> tuple[str, ...]:
    """Return the names of the files of the figure, without drawing it; none when there is none."""
    if not spoken.is_measured:
        return ()
    answered = bool(measure_conversation(spoken.utterances).arcs)
    tables = [NAME, f"{NAME}.2", *([f"{NAME}.3"] if answered else [])]
    return (*(f"{table}.csv" for table in tables), f"{NAME}.json", f"{NAME}.svg")
