"""Published results that a figure of distances can be compared with.

Each keeps the unit it was published in. "4.74" (Facebook, 2011) is a distance and "3.57"
(Facebook, 2016) a number of intermediaries: only in one unit do they compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from ...build.problems import Problem, nearest
from ..models import WidgetSpec

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A published result: a number, exact as printed, and the unit it was printed in.

    `statistic` is "mean" or "median"; `unit` is "distance" or "intermediaries".
    """

    label: Mapping[str, str]
    value: Decimal
    unit: str
    statistic: str
    source: str

    @property
    def distance(self) -> Decimal:
        """Return the result as a distance: one more than its intermediaries."""
        return self.value if self.unit == "distance" else self.value + 1

    @property
    def intermediaries(self) -> Decimal:
        """Return the result as intermediaries: one fewer than its distance."""
        return self.distance - 1


MARKS: Mapping[str, Mark] = {
    "facebook-2011": Mark(
        label={"": "Facebook, 2011"},
        value=Decimal("4.74"),
        unit="distance",
        statistic="mean",
        source="L. Backstrom et al., Web Science, 2012",
    ),
    "facebook-2016": Mark(
        label={"": "Facebook, 2016"},
        value=Decimal("3.57"),
        unit="intermediaries",
        statistic="mean",
        source="S. Edunov et al., Facebook Research, 2016",
    ),
    "milgram-1967": Mark(
        label={"": "Milgram, 1967"},
        value=Decimal(5),
        unit="intermediaries",
        statistic="median",
        source="S. Milgram, Psychology Today 1(1), 60–67, 1967",
    ),
    "travers-milgram-1969": Mark(
        label={"en": "Travers & Milgram, 1969", "fr": "Travers et Milgram, 1969"},
        value=Decimal("5.2"),
        unit="intermediaries",
        statistic="mean",
        source="J. Travers & S. Milgram, Sociometry 32(4), 425–443, 1969 (64 / 296)",
    ),
    "twitter-2010": Mark(
        label={"": "Twitter, 2010"},
        value=Decimal("4.1"),
        unit="distance",
        statistic="mean",
        source="H. Kwak et al., WWW, 2010",
    ),
}
"""Each mark by the name that blocks give it."""


def find_marks(
    spec: WidgetSpec, known: Mapping[str, T]
) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """Return those of the known marks that a block names, in its order, and what is unknown."""
    names = [name.strip() for name in spec.text("marks").split(",") if name.strip()]
    problems = tuple(
        spec.problem("marks", f"the mark {name!r} is not known", nearest(name, known))
        for name in names
        if name not in known
    )
    return tuple(known[name] for name in dict.fromkeys(names) if name in known), problems
