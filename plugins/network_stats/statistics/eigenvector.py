"""Eigenvector centrality: a member counts as much as those who point to it, together."""

from functools import lru_cache
from math import nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import arcs_of, subgraph
from ..models import Graph
from .components import component_of, giant_component
from .engine import to_igraph


def eigenvector(graph: Graph, *, weighted: bool = False) -> tuple[float, ...]:
    """Return the eigenvector centrality of each node; the largest is 1.

    The leading eigenvector of the adjacency matrix of the giant component (the largest strong
    one where links have directions: each node has the sum of those that point to it, divided
    by λ₁); 0 for the nodes outside. With `weighted`, the matrix holds the weights. NaN for all
    when there is no link in it. Bonacich, Am. J. Sociol. 92, 1987. It costs m an iteration
    (ARPACK).
    """
    giant = giant_component(graph, strong=graph.directed)
    if not giant.edge_count:
        return (nan,) * graph.node_count
    _, vector = _leading(giant, weighted=weighted)
    inside = np.flatnonzero(np.array(component_of(graph, strong=graph.directed)) == 0)
    found = np.zeros(graph.node_count)
    found[inside] = vector / vector.max()
    return tuple(found.tolist())


def spectral_radius(graph: Graph, *, weighted: bool = False) -> float:
    """Return λ₁, the largest eigenvalue of the adjacency matrix; 0 without links.

    The largest over the components (the strong ones where links have directions, 0 where no
    path of arcs comes back).
    """
    ranks = np.array(component_of(graph, strong=graph.directed), dtype=np.int64)
    sizes = np.bincount(ranks)
    bounds = np.zeros(len(sizes))
    sources = arcs_of(graph)[0]
    rows = np.bincount(sources, graph.weights if weighted else None, len(ranks))
    np.maximum.at(bounds, ranks, rows)
    largest = 0.0
    for rank in np.flatnonzero(sizes > 1).tolist():
        if bounds[rank] > largest:  # no eigenvalue is larger than the largest sum of a row
            whole = sizes[rank] == len(ranks)
            part = graph if whole else subgraph(graph, np.flatnonzero(ranks == rank))
            largest = max(largest, _leading(part, weighted=weighted)[0])
    return largest


@lru_cache(maxsize=2)
def _leading(graph: Graph, *, weighted: bool) -> tuple[float, NDArray[np.float64]]:
    """Return the largest eigenvalue and its vector, all positive, as igraph finds them.

    The last two networks asked for are kept.
    """
    weights = "weight" if weighted and graph.weights is not None else None
    vector, value = to_igraph(graph).eigenvector_centrality(
        weights=weights, return_eigenvalue=True
    )
    return float(value), np.array(vector)
