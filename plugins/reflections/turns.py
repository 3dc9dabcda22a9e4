"""A conversation made ready to be shown: one row a reflection, in none of the site's languages.

The rows are made once for an essay, whatever the number of its languages, and are kept in the
store; the view of each language is made from them when a page is.
"""

import marshal
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..essays.typography import typeset, typeset_text
from .models import Node, Role, Threads

Place = tuple[str, str]
"""The language of a text and the anchor of a paragraph in it; ("", "") when no text has it."""


class Turn(NamedTuple):
    """A reflection in its place. Of one that is not published nothing is told but its place."""

    id: str
    parent: str
    """Id of the reflection that it answers; "" for a root."""
    depth: int
    status: str
    number: int = 0
    author: str = ""
    author_url: str = ""
    role: str = Role.READER.value
    date: str = ""
    """ISO 8601 with its zone, as far as its precision has a meaning; "" when not known."""
    precision: str = "unknown"
    lang: str = ""
    kind: str = ""
    body_html: str = ""
    """Safe HTML."""
    restated: bool = False
    system: str = ""
    source_url: str = ""
    rating: tuple[float, float] | None = None
    """Value and maximum."""
    answers: tuple[tuple[str, str], ...] = ()
    """Ids of a question and of a choice; the choice is "" for a free question."""
    quote: str = ""
    """The words of the essay that it is about."""
    place: Place | None = None
    """Where these words are; `None` when nobody has looked."""

    @property
    def is_published(self) -> bool:
        """True when its words may be shown."""
        return self.status == "published"


def build_turns(
    threads: Threads, places: Mapping[str, Place] | None = None, *, typography: bool = False
) -> tuple[Turn, ...]:
    """Return the reflections of an essay in reading order, their Markdown made safe HTML.

    `places` says where the passages are that reflections speak of, by the id of the reflection.
    With `typography`, each is set as its own language sets it, and so are the words it quotes.
    """
    turns = (_build_turn(node, places or {}) for node in threads.nodes())
    return tuple(map(_typeset, turns) if typography else turns)


def _typeset(turn: Turn) -> Turn:
    """Return a reflection as its language sets it; the passage is in that of its text."""
    html = turn.body_html.replace("&nbsp;", "\u00a0")
    quoted = turn.place[0] if turn.place else ""
    return turn._replace(
        body_html=typeset(html, turn.lang),
        quote=typeset_text(turn.quote, quoted or turn.lang) if turn.quote else "",
    )


def dump_turns(turns: Iterable[Turn]) -> bytes:
    """Return rows as bytes for the store: for equal rows, and one version of Python, the same."""
    return marshal.dumps(tuple(map(tuple, turns)), 2)  # later forms depend on who holds a text


def parse_turns(data: bytes) -> tuple[Turn, ...]:
    """Return the rows that `dump_turns` has written."""
    return tuple(map(Turn._make, marshal.loads(data)))  # noqa: S302 - from our own store


def _build_turn(node: Node, places: Mapping[str, Place]) -> Turn:
    from .markup import render_reflection  # noqa: PLC0415 - pages are made without Markdown

    one = node.reflection
    parent = node.parent.id if node.parent else ""
    if not one.is_published:
        return Turn(id=one.id, parent=parent, depth=node.depth, status=one.state.status.value)
    author, rating, passage = one.author, one.rating, one.passage
    return Turn(
        id=one.id,
        parent=parent,
        depth=node.depth,
        status=one.state.status.value,
        number=one.order or 0,
        author=author.name if author else "",
        author_url=author.url if author else "",
        role=author.role.value if author else Role.READER.value,
        date=one.date.isoformat() if one.date else "",
        precision=one.date_precision.value,
        lang=one.lang,
        kind=one.kind.value if one.kind else "",
        body_html=render_reflection(one.body),
        restated=one.restated,
        system=one.source.system,
        source_url=one.source.url,
        rating=(rating.value, rating.max) if rating else None,
        answers=tuple((answer.question, answer.choice) for answer in one.answers),
        quote=passage.exact if passage else "",
        place=places.get(one.id),
    )
