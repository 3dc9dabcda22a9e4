"""Survival: how long ties last, when some have not ended yet."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

_Z_95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True, slots=True)
class SurvivalStep:
    """What is known at a time when ties ended: of `at_risk`, `ended` did.

    `share` is the estimated share that lasts longer; `low` and `high` are its 95 % interval.
    """

    time: float
    at_risk: int
    ended: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Survival:
    """The Kaplan–Meier curve: a step at each time when a tie ended, in order.

    Before the first step the share is 1. `median` is the first time at which at most half are
    left; infinite when more are left at the end.
    """

    steps: tuple[SurvivalStep, ...]
    count: int

    @property
    def median(self) -> float:
        """Return the median duration; infinite when it was not reached."""
        return next((step.time for step in self.steps if step.share <= 0.5), inf)

    def at(self, time: float) -> float:
        """Return the estimated share that lasts longer than a time."""
        return next((step.share for step in reversed(self.steps) if step.time <= time), 1.0)


def kaplan_meier(durations: Sequence[float], ended: Sequence[bool]) -> Survival:
    """Return how long ties last, from how long each was seen and whether it then ended.

    A tie that had not ended is at risk up to its duration, that time included. S(t) is the
    product of 1 − ended/at risk over the times up to t (Kaplan & Meier, JASA 53, 1958); the
    interval is that of ln(−ln S) with Greenwood's variance, within 0 and 1 (Kalbfleisch &
    Prentice 1980), and is the point itself where S is 1 or 0. It costs n log n.
    """
    seen = sorted(durations)
    times = Counter(time for time, end in zip(durations, ended, strict=True) if end)
    steps: list[SurvivalStep] = []
    share, variance = 1.0, 0.0
    for time, ends in sorted(times.items()):
        at_risk = len(seen) - bisect_left(seen, time)
        share *= 1 - ends / at_risk
        variance += ends / (at_risk * (at_risk - ends)) if ends < at_risk else inf
        low, high = _interval(share, variance)
        steps.append(
            SurvivalStep(time=time, at_risk=at_risk, ended=ends, share=share, low=low, high=high)
        )
    return Survival(steps=tuple(steps), count=len(seen))


def _interval(share: float, variance: float) -> tuple[float, float]:
    """Return the 95 % interval of a survival share from Greenwood's sum."""
    if not 0 < share < 1:
        return share, share
    half = _Z_95 * sqrt(variance) / -log(share)
    return share ** exp(half), share ** exp(-half)
