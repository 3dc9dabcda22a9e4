"""Closeness: how near a member is to all others.

In a directed network, the distances are those of the paths that lead to the node: a node is
central that many reach quickly. Weights are not looked at. It costs n·m/64 a level, searches
run together, and nothing more where those of the same network were just made.
"""

import numpy as np

from ..graphs import turned
from ..models import Graph
from .searches import reach


def closeness(graph: Graph) -> tuple[float, ...]:
    """Return the closeness of each node, (r − 1)/Σd · (r − 1)/(n − 1).

    r − 1 nodes are joined to it, at a sum of distances Σd: the inverse of their mean distance,
    times their share of all others, so that a node of a small component is not near to all
    (Wasserman & Faust 1994, section 5.2; Freeman 1979 when all are joined). 0 for a node that
    nobody reaches. As networkx has it; igraph leaves the factor out, and follows arcs from
    the node.
    """
    found = reach(turned(graph))
    others = max(1, graph.node_count - 1)
    squares = found.reached.astype(np.float64) ** 2
    return tuple((squares / np.maximum(found.farness, 1) / others).tolist())


def harmonic(graph: Graph) -> tuple[float, ...]:
    """Return the harmonic centrality of each node, Σ 1/d divided by n − 1.

    The mean of the inverse distances from all others, 0 for those from which no path leads: 1
    for a node next to all, 0 for one that nobody reaches. Boldi & Vigna, Internet Math. 10,
    2014.
    """
    found = reach(turned(graph))
    return tuple((found.nearness / max(1, graph.node_count - 1)).tolist())
