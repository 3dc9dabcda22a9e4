"""Distances where ties have strengths: the stronger a tie, the shorter."""

from dataclasses import dataclass
from math import nan

import numpy as np

from ..models import Graph
from .engine import to_igraph

_AT_ONCE = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class WeightedDistances:
    """The lengths of the shortest paths between pairs of distinct nodes; NaN where undefined.

    A tie of weight w is 1/w long, so that lengths are in inverse units of weight. Means are
    over the pairs that a path joins, `efficiency` over all (0 for the others); the diameter is
    the longest of the shortest paths, the radius the least eccentricity of the nodes that
    reach the most others.
    """

    mean: float
    efficiency: float
    diameter: float
    radius: float
    share_reachable: float


def weighted_distances(graph: Graph) -> WeightedDistances:
    """Return the weighted distances of all pairs, by Dijkstra's algorithm from each node.

    Directions are followed; without weights, each tie is 1 long. It costs n·(m + n log n).
    Dijkstra, Numer. Math. 1, 1959; inverse weights as in Newman, Phys. Rev. E 64, 016132, 2001.
    """
    n = graph.node_count
    plain = to_igraph(graph)
    lengths = None if graph.weights is None else "length"
    total = inverse = 0.0
    reached, farthest = np.zeros(n, np.int64), np.zeros(n)
    for first in range(0, n, _AT_ONCE):
        sources = range(first, min(n, first + _AT_ONCE))
        rows = np.array(plain.distances(sources, weights=lengths, mode="out"), dtype=float)
        rows[range(len(sources)), sources] = np.inf
        joined = np.isfinite(rows)
        reached[sources] = joined.sum(axis=1)
        farthest[sources] = np.where(joined, rows, 0).max(axis=1)
        total += float(rows[joined].sum())
        inverse += float((1 / rows[joined]).sum())
    pairs, count = n * (n - 1), int(reached.sum())
    return WeightedDistances(
        mean=total / count if count else nan,
        efficiency=inverse / pairs if pairs else nan,
        diameter=float(farthest.max()) if count else nan,
        radius=float(farthest[reached == reached.max()].min()) if count else nan,
        share_reachable=count / pairs if pairs else 1.0,
    )
