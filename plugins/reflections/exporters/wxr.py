"""Comments in WordPress' export format (WXR), which other systems read as well."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from ..fields import without_forbidden
from ..models import Reflection, Status

TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A reflection as WXR knows comments: by number."""

    number: int
    """From 1, unique in the file."""
    parent: int
    """Number of what it answers; 0 for the post."""
    reflection: Reflection
    moment: datetime

    @property
    def name(self) -> str:
        """Who signed it, or ""."""
        return self.reflection.author.name if self.reflection.author else ""

    @property
    def url(self) -> str:
        """The address of who signed it, or ""."""
        return self.reflection.author.url if self.reflection.author else ""

    @property
    def approved(self) -> str:
        """What WXR says of a published one ("1"), and of one that waits ("0")."""
        return "1" if self.reflection.state.status is Status.PUBLISHED else "0"


class Numbers:
    """Gives the reflections of a whole file their numbers, from 1."""

    def __init__(self) -> None:
        self.last = 0

    def number(
        self, reflections: Sequence[Reflection], moment: Callable[[str], datetime]
    ) -> Iterator[Comment]:
        """Yield each reflection of one essay with its number, replies after what they answer."""
        known = {"": 0}
        for one in reflections:
            self.last += 1
            known[one.id] = self.last
            yield Comment(
                number=self.last,
                parent=known[one.in_reply_to],
                reflection=one,
                moment=moment(one.id),
            )


def element(name: str, text: str = "") -> str:
    """Return an element that holds text, on a line of its own."""
    return f"<{name}>{escape(without_forbidden(text))}</{name}>\n"


def local_time(moment: datetime) -> str:
    """Return a moment as clocks showed it where it was written."""
    return moment.strftime(TIME)


def universal_time(moment: datetime) -> str:
    """Return a moment as clocks showed it in universal time."""
    return moment.astimezone(UTC).strftime(TIME)
