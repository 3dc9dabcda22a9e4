"""Clustering: how often two contacts of a member know each other."""

import math

from ..models import Graph


def transitivity(graph: Graph) -> float:
    """Return 3 x triangles / triads, C₁ of Newman, Watts & Strogatz (2002).

    It is NaN when no node has two links: there is no triad to close.
    """
    neighbours = [
        frozenset(graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist())
        for node in range(graph.node_count)
    ]
    triads = sum(math.comb(len(around), 2) for around in neighbours)
    closed = sum(
        len(around & neighbours[other])
        for node, around in enumerate(neighbours)
        for other in around
        if node < other
    )
    return closed / triads if triads else math.nan
