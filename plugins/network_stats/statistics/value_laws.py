"""Laws of what a network is worth, by its number of members."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .strength import PowerSlope


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
    ValueLaw(name="Zhang–Xu", formula="n³", log_value=lambda n: 3 * log10(n)),
    ValueLaw(name="Reed", formula="2ⁿ", log_value=lambda n: n * log10(2)),
)
"""The five laws, from the least to the most generous."""


def log_growth_per_member(law: ValueLaw, few: int, many: int) -> float:
    """Return log₁₀ of how many times more a member is worth in the larger network.

    Both numbers of members are at least 2.
    """
    return (law.log_value(many) - log10(many)) - (law.log_value(few) - log10(few))


def fit_exponent(members: Sequence[float], values: Sequence[float]) -> "PowerSlope":
    """Return the exponent of value = c·n^exponent that fits dated points best, with its interval.

    Least squares on logarithms; all numbers are over 0. Points of one network over time are
    not independent: the 95 % interval (Student) is too narrow by what they share.
    """
    from .strength import fit_power_slope  # noqa: PLC0415 - numpy waits until points are fitted

    return fit_power_slope(members, values)
