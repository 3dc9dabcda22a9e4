"""Components: the parts of a network that no edge joins."""

from math import nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import subgraph
from ..models import Graph
from .engine import to_igraph


def component_of(graph: Graph, *, strong: bool = False) -> tuple[int, ...]:
    """Return the number of each node's component, from 0, the largest component first.

    Weak components, which drop directions; with `strong`, those of a directed network where a
    path of arcs leads from each node to each other. Of components of one size, the one with
    the first node comes first. It costs m (Tarjan, SIAM J. Comput. 1, 1972).
    """
    return tuple(_ranked(graph, strong=strong).tolist())


def component_sizes(graph: Graph, *, strong: bool = False) -> tuple[int, ...]:
    """Return how many nodes each component has, the largest first; see `component_of`."""
    return tuple(np.bincount(_ranked(graph, strong=strong)).tolist())


def giant_share(graph: Graph, *, strong: bool = False) -> float:
    """Return the share of the nodes that are in the largest component; NaN without nodes."""
    sizes = component_sizes(graph, strong=strong)
    return sizes[0] / graph.node_count if sizes else nan


def giant_component(graph: Graph, *, strong: bool = False) -> Graph:
    """Return the largest component as a network; the whole when there is only one."""
    ranks = _ranked(graph, strong=strong)
    return subgraph(graph, np.flatnonzero(ranks == 0)) if ranks.any() else graph


def _ranked(graph: Graph, *, strong: bool) -> NDArray[np.int64]:
    mode = "strong" if strong else "weak"
    found = np.array(to_igraph(graph).connected_components(mode).membership, dtype=np.int64)
    _, first, sizes = np.unique(found, return_index=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[found]
