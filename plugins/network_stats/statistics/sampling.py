"""Nodes drawn at random, and how far a measure of them can be trusted."""

from collections.abc import Callable
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from .intervals import Estimate

Sums = NDArray[np.float64]
"""Of shape (cases, width)."""

Statistic = Callable[[Sums], NDArray[np.float64]]
"""From sums to one number a case."""


def draw_nodes(n: int, size: int, *, seed: int) -> NDArray[np.int64]:
    """Return `size` of the numbers 0 to n - 1, drawn without replacement, in ascending order.

    The same seed gives the same numbers on every machine (PCG64; uniform numbers only).
    """
    return np.sort(shuffled(n, np.random.Generator(np.random.PCG64(seed)))[:size])


def shuffled(n: int, generator: np.random.Generator) -> NDArray[np.int64]:
    """Return the numbers 0 to n - 1 in an order drawn at random."""
    return np.argsort(generator.random(n))


def jackknife(
    statistic: Statistic,
    rows: NDArray[np.int64] | NDArray[np.float64],
    *,
    population: int,
) -> Estimate:
    """Return a statistic of a sum of rows, with its 95 % interval.

    The rows, of shape (drawn, width), were drawn without replacement from `population` rows.
    The statistic is taken again without each row in turn, which gives its variance (Efron &
    Stein, Ann. Stat. 9, 1981), smaller in a finite population by 1 - drawn / population.
    Quantiles are Student's. With one row there is no interval (NaN); with the whole population
    it has no width. NaN where the statistic divides by nothing.
    """
    drawn = len(rows)
    total = rows.sum(axis=0, keepdims=True).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = float(statistic(total)[0])
        without = statistic(total - rows)
    if drawn >= population:
        return Estimate(value=value, low=value, high=value)
    if drawn < 2:
        return Estimate(value=value, low=nan, high=nan)
    spread = float(((without - without.mean()) ** 2).sum()) * (drawn - 1) / drawn
    half = student_95(drawn - 1) * sqrt(spread * (1 - drawn / population))
    return Estimate(value=value, low=value - half, high=value + half)


def student_95(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's distribution with so many degrees of freedom."""
    from scipy.special import stdtrit  # noqa: PLC0415 - only where something is sampled

    return float(stdtrit(freedom, 0.975))
