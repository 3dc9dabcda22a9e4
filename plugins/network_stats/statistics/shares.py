"""Who has how much: parts of a hundred, and inequality."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import fsum, nan


def round_to_hundred(parts: Sequence[Decimal]) -> tuple[int, ...]:
    """Return whole numbers that sum to 100, in proportion to parts that sum to more than 0.

    Each is rounded down; what is left goes to the largest remainders, the first at a tie.
    """
    total = sum(parts)
    exact = [100 * part / total for part in parts]
    whole = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda index: (whole[index] - exact[index], index))
    for index in order[: 100 - sum(whole)]:
        whole[index] += 1
    return tuple(whole)


def gini(values: Sequence[float]) -> float:
    """Return the Gini coefficient, Σ(2i − n − 1)x₍ᵢ₎ / nΣx, of values that are not negative.

    0 when all are equal, (n − 1)/n when one has everything; NaN when there is nothing to share.
    It costs n log n.
    """
    total = fsum(values)
    if not total:
        return nan
    n = len(values)
    ranked = fsum((2 * rank - n - 1) * value for rank, value in enumerate(sorted(values), 1))
    return ranked / (n * total)


def lorenz(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Return the Lorenz curve: the share of the poorest, and the share that they have.

    Points (0, 0) to (1, 1), one a value, from the least; empty when there is nothing to share.
    Lorenz, Publ. Am. Stat. Assoc. 9, 1905.
    """
    total = fsum(values)
    if not total:
        return ()
    running = accumulate(sorted(values), initial=0.0)
    return tuple((rank / len(values), had / total) for rank, had in enumerate(running))


def top_share(values: Sequence[float], share: float) -> float:
    """Return what part of the sum the largest `share` of the values have (0.01: the top 1 %).

    Where the share is not a whole number of values, the next counts for its part, as on the
    Lorenz curve. NaN when there is nothing to share.
    """
    total = fsum(values)
    if not total:
        return nan
    wanted = share * len(values)
    whole = int(wanted)
    ordered = sorted(values, reverse=True)
    part = (wanted - whole) * ordered[whole] if whole < len(ordered) else 0.0
    return (fsum(ordered[:whole]) + part) / total


@dataclass(frozen=True, kw_only=True, slots=True)
class Participation:
    """What part the most active 1 %, the next 9 % and the other 90 % have; NaN of nothing."""

    top_1: float
    next_9: float
    other_90: float


def participation(values: Sequence[float]) -> Participation:
    """Return the shares that the rule of thumb 90-9-1 speaks of (Nielsen, 9 October 2006)."""
    top_1, top_10 = top_share(values, 0.01), top_share(values, 0.1)
    return Participation(top_1=top_1, next_9=top_10 - top_1, other_90=1 - top_10)


def hhi(values: Iterable[float]) -> float:
    """Return the Herfindahl–Hirschman index of concentration, Σ(share²); NaN of nothing.

    From 1/n, when all are equal, to 1. Its inverse is the number of equals that would be as
    concentrated. Hirschman, Am. Econ. Rev. 54, 1964.
    """
    known = list(values)
    total = fsum(known)
    return fsum((value / total) ** 2 for value in known) if total else nan
