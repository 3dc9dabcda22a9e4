"""Distances: how many links apart the members of a network are.

All are exact. The breadth-first searches from many nodes run together, one bit a search
(Then et al., "The More the Merrier", PVLDB 8(4), 2015), in numpy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..models import Graph

_MOST_BYTES = 1 << 26
_MOST_WORDS = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Distances:
    """The distances between the pairs of distinct nodes of an undirected network.

    `counts[d - 1]` pairs are at distance d; `pairs` counts all the pairs, reachable or not.
    """

    counts: tuple[int, ...]
    pairs: int

    @property
    def reachable(self) -> int:
        """Return how many pairs are joined by a path."""
        return sum(self.counts)

    @property
    def share_reachable(self) -> float:
        """Return the share of pairs joined by a path; 1 when there are no pairs."""
        return self.reachable / self.pairs if self.pairs else 1.0

    @property
    def diameter(self) -> int:
        """Return the largest distance; 0 when no pair is joined."""
        return len(self.counts)

    @property
    def mean(self) -> float:
        """Return L, the mean distance of the pairs that are joined; 0 when none is."""
        if not self.reachable:
            return 0.0
        total = sum(distance * count for distance, count in enumerate(self.counts, 1))
        return float(Fraction(total, self.reachable))

    @property
    def d90(self) -> float:
        """Return the effective diameter: 90 % of the joined pairs are no further apart.

        Interpolated between whole distances, as SNAP does (Leskovec, Kleinberg & Faloutsos
        2005), on pairs of distinct nodes; 1 when that is enough, 0 when no pair is joined.
        """
        wanted = Fraction(9, 10) * self.reachable
        below = 0
        for distance, count in enumerate(self.counts, 1):
            if below + count > wanted:
                return 1.0 if distance == 1 else float(distance - 1 + (wanted - below) / count)
            below += count
        return float(self.diameter)


def distances(graph: Graph) -> Distances:
    """Return the distances of all pairs of a network."""
    n = graph.node_count
    linked = np.flatnonzero(np.diff(graph.starts))
    counts: list[int] = []
    width = max(1, min(_MOST_WORDS, _MOST_BYTES // (8 * max(1, len(graph.neighbours)))))
    for first in range(0, len(linked), 64 * width):
        sources = linked[first : first + 64 * width]
        for level, reached in enumerate(_levels(graph, linked, sources)):
            if level == len(counts):
                counts.append(0)
            counts[level] += reached
    return Distances(counts=tuple(count // 2 for count in counts), pairs=n * (n - 1) // 2)


def _levels(graph: Graph, linked: NDArray[np.int64], sources: NDArray[np.int64]) -> Iterator[int]:
    """Yield how many nodes the searches from `sources` reach at distance 1, 2, and so on.

    Row i of `seen` is a node; bit s says that the search from source s has seen it.
    """
    searches = np.arange(len(sources))
    seen = np.zeros((graph.node_count, (len(sources) + 63) // 64), dtype=np.uint64)
    seen[sources, searches // 64] = np.uint64(1) << (searches % 64).astype(np.uint64)
    edge = seen.copy()
    while True:
        reached = np.zeros_like(seen)
        reached[linked] = np.bitwise_or.reduceat(
            edge[graph.neighbours], graph.starts[linked], axis=0
        )
        edge = reached & ~seen
        count = int(np.bitwise_count(edge).sum())
        if not count:
            return
        seen |= edge
        yield count
