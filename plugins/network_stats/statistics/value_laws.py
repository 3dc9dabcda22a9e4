"""Laws of what a network is worth, by its number of members."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log, log10


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueLaw:
    """A law: its name, its formula, and log₁₀ of the value of a network of n members.

    Logarithms, because 2ⁿ has more digits than a computer's number can hold.
    """

    name: str
    formula: str
    log_value: Callable[[int], float]


VALUE_LAWS = (
    ValueLaw(name="Sarnoff", formula="n", log_value=log10),
    ValueLaw(name="Odlyzko–Tilly", formula="n log n", log_value=lambda n: log10(n * log(n))),
    ValueLaw(name="Metcalfe", formula="n²", log_value=lambda n: 2 * log10(n)),
    ValueLaw(name="Reed", formula="2ⁿ", log_value=lambda n: n * log10(2)),
)
"""The four laws, from the least to the most generous."""


def log_growth_per_member(law: ValueLaw, few: int, many: int) -> float:
    """Return log₁₀ of how many times more a member is worth in the larger network.

    Both numbers of members are at least 2.
    """
    return (law.log_value(many) - log10(many)) - (law.log_value(few) - log10(few))
