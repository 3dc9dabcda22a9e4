"""Degrees: how many links each member has, and how many links there could be.

Loops and parallel edges are gone before: a network is simple. In a directed one, the degree
of a node is that of its arcs, in and out; both are given apart as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..models import Graph
from . import shares


@dataclass(frozen=True, kw_only=True, slots=True)
class Degrees:
    """The degrees of a network: `of[i]` is that of node i.

    `incoming` and `outgoing` are the same as `of` when there are no directions; else `of` is
    their sum.
    """

    of: tuple[int, ...]
    incoming: tuple[int, ...]
    outgoing: tuple[int, ...]

    @property
    def mean(self) -> float:
        """Return the mean degree, 2m/n; 0 for a network without nodes."""
        return sum(self.of) / len(self.of) if self.of else 0.0

    @property
    def density(self) -> float:
        """Return the share of possible links that exist; 0 under two nodes.

        2m/n(n-1), or m/n(n-1) where links have directions (Wasserman & Faust, Social Network
        Analysis, 1994, chapter 4).
        """
        n = len(self.of)
        return sum(self.outgoing) / (n * (n - 1)) if n > 1 else 0.0

    @property
    def gini(self) -> float:
        """Return the Gini coefficient, 0 when all are equal; 0 when there is no link."""
        return gini(self.of) if any(self.of) else 0.0


def degrees(graph: Graph) -> Degrees:
    """Return the degrees of a network's nodes, in the order of its nodes. It costs m."""
    outgoing = np.diff(graph.starts)
    if not graph.directed:
        of = tuple(outgoing.tolist())
        return Degrees(of=of, incoming=of, outgoing=of)
    incoming = np.bincount(graph.neighbours, minlength=graph.node_count)
    return Degrees(
        of=tuple((incoming + outgoing).tolist()),
        incoming=tuple(incoming.tolist()),
        outgoing=tuple(outgoing.tolist()),
    )


def ccdf(values: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the distinct values k, ascending, and P(K >= k), the share that have k or more.

    The way to draw a degree distribution: nothing is binned (Newman, Contemp. Phys. 46, 2005).
    Two empty tuples for no values. It costs n log n.
    """
    found, counts = np.unique(np.asarray(values), return_counts=True)
    at_least = np.cumsum(counts[::-1])[::-1] / max(1, len(values))
    return tuple(found.tolist()), tuple(at_least.tolist())


def gini(values: Sequence[float]) -> float:
    """Return the Gini coefficient of degrees, or of any values; see `shares.gini`."""
    return shares.gini(values)
