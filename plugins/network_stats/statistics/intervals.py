"""How far a proportion or a number seen in a sample can be trusted."""

from dataclasses import dataclass
from math import sqrt

_Z_95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A number measured on a sample, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Return half of what the interval spans."""
        return (self.high - self.low) / 2


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion (Wilson, JASA 22, 1927); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share = successes / trials
    weight = _Z_95**2 / trials
    centre = (share + weight / 2) / (1 + weight)
    half = sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    return low, 1.0 if successes == trials else min(1.0, centre + half)
