"""The friendship paradox: your friends have, on average, more friends than you."""

from dataclasses import dataclass
from math import fsum, nan

import numpy as np

from ..graphs import arcs_of, undirected
from ..models import Graph
from .degrees import degrees


@dataclass(frozen=True, kw_only=True, slots=True)
class FriendshipParadox:
    """How many friends one has, and one's friends have; NaN where nobody has any.

    `mean` is ⟨k⟩ over all nodes; `mean_of_friends` is ⟨k²⟩/⟨k⟩, the degree found at the end of
    a link; `mean_of_means` is the mean over nodes of the mean degree of their neighbours. Of
    the `counted` nodes that have neighbours, `below_mean` is the share with fewer than the
    mean of theirs, `below_median` than the median.
    """

    mean: float
    mean_of_friends: float
    mean_of_means: float
    below_mean: float
    below_median: float
    counted: int


def friendship_paradox(graph: Graph) -> FriendshipParadox:
    """Return the friendship paradox of a network; directions and weights are dropped.

    Feld, Am. J. Sociol. 96, 1991; the shares as in Ugander et al., arXiv:1111.4503, 2011.
    It costs m log m.
    """
    plain = undirected(graph)
    of = np.array(degrees(plain).of, dtype=np.int64)
    linked = np.flatnonzero(of)
    total = int(of.sum())
    if not total:
        mean = 0.0 if len(of) else nan
        return FriendshipParadox(
            mean=mean,
            mean_of_friends=nan,
            mean_of_means=nan,
            below_mean=nan,
            below_median=nan,
            counted=0,
        )
    sources, targets = arcs_of(plain)
    own, starts = of[linked], plain.starts[:-1][linked]
    around = of[targets][np.lexsort((of[targets], sources))]
    sums = np.add.reduceat(around, starts)
    twice_median = around[starts + (own - 1) // 2] + around[starts + own // 2]
    return FriendshipParadox(
        mean=total / len(of),
        mean_of_friends=int((of * of).sum()) / total,
        mean_of_means=fsum((sums / own).tolist()) / len(linked),
        below_mean=int((own * own < sums).sum()) / len(linked),
        below_median=int((2 * own < twice_median).sum()) / len(linked),
        counted=len(linked),
    )
