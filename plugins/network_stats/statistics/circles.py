"""Circles: the layers of a person's contacts, from the few closest to the many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan

import numpy as np
from numpy.typing import NDArray

DUNBAR = (5, 15, 50, 150)
"""The sizes that circles are said to have, each with those inside it (Dunbar 2016)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EgoCircles:
    """The circles of one person, from the innermost.

    `sizes` count each circle with those inside it, `least` is the least contact that belongs
    to it. `ratios` are how many times larger each is than the one inside; `mean_ratio` is
    their geometric mean (about 3 is reported), NaN with one circle. `fit` is the share of the
    variance of contacts that the circles account for, NaN when all contacts are alike.
    """

    sizes: tuple[int, ...]
    least: tuple[float, ...]
    ratios: tuple[float, ...]
    mean_ratio: float
    fit: float


def ego_circles(contacts: Sequence[float], count: int = 4) -> EgoCircles:
    """Return the circles of a person, from how much contact there is with each other one.

    The natural breaks of Jenks: `count` classes (or as many as there are distinct numbers)
    with the least variance within, found exactly (Fisher, JASA 53, 1958). Zhou et al., Proc.
    R. Soc. B 272, 2005; Dunbar, R. Soc. Open Sci. 3, 150292, 2016. It costs count·n².
    """
    values = np.sort(np.asarray(contacts, dtype=np.float64))[::-1]
    classes = min(count, len(np.unique(values)))
    if not classes:
        return EgoCircles(sizes=(), least=(), ratios=(), mean_ratio=nan, fit=nan)
    ends, within = _breaks(values, classes)
    whole = float(((values - values.mean()) ** 2).sum())
    sizes = tuple(ends)
    ratios = tuple(outer / inner for inner, outer in pairwise(sizes))
    return EgoCircles(
        sizes=sizes,
        least=tuple(float(values[end - 1]) for end in ends),
        ratios=ratios,
        mean_ratio=(sizes[-1] / sizes[0]) ** (1 / len(ratios)) if ratios else nan,
        fit=1 - within / whole if whole else nan,
    )


def _breaks(values: NDArray[np.float64], classes: int) -> tuple[list[int], float]:
    """Return where each class of sorted values ends, and the squares left within classes.

    `least[j]` is the least sum of squares of the first j values in so many classes; a class
    ends between two distinct values.
    """
    n = len(values)
    centred = values - values.mean()
    sums = np.append(0.0, np.cumsum(centred))
    squares = np.append(0.0, np.cumsum(centred**2))
    counts = np.arange(n + 1)
    may_end = np.append(np.append(True, values[1:] != values[:-1]), True)
    least = np.where(counts == 0, 0.0, np.inf)
    origins = np.zeros((classes, n + 1), dtype=np.int64)
    for number in range(classes):
        following = np.full(n + 1, np.inf)
        for end in np.flatnonzero(may_end)[1:]:
            size = end - counts[:end]
            inside = squares[end] - squares[:end] - (sums[end] - sums[:end]) ** 2 / size
            cost = np.where(may_end[:end], least[:end] + np.maximum(inside, 0), np.inf)
            origins[number, end] = int(cost.argmin())
            following[end] = cost[origins[number, end]]
        least = following
    ends = [n]
    for number in range(classes - 1, 0, -1):
        ends.append(int(origins[number, ends[-1]]))
    return ends[::-1], float(least[n])
