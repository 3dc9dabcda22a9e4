"""Parts of a hundred."""

from collections.abc import Sequence
from decimal import Decimal


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
