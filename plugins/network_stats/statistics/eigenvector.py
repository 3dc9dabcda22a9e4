"""Eigenvector centrality: a member counts as much as those who point to it, together."""

from functools import lru_cache
from math import nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..graphs import subgraph
from ..models import Graph
from .components import component_of, giant_component

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_DENSE = 128
"""Up to so many nodes, a matrix is solved whole."""


def eigenvector(graph: Graph, *, weighted: bool = False) -> tuple[float, ...]:
    """Return the eigenvector centrality of each node; the largest is 1.

    The leading eigenvector of the adjacency matrix of the giant component (the largest strong
    one where links have directions: each node has the sum of those that point to it, divided
    by λ₁); 0 for the nodes outside. With `weighted`, the matrix holds the weights. NaN for all
    when there is no link in it, or when the iteration does not settle. Bonacich, Am. J.
    Sociol. 92, 1987. It costs m an iteration (ARPACK).
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
    rows = np.asarray(_transposed(graph, weighted=weighted).sum(axis=1)).ravel()
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
    """Return the largest eigenvalue and its vector (that of the transpose), all positive.

    The last two networks asked for are kept.
    """
    matrix = _transposed(graph, weighted=weighted)
    if graph.node_count <= _DENSE:
        dense = matrix.toarray()
        solve = np.linalg.eig if graph.directed else np.linalg.eigh
        values, vectors = solve(dense)
        at = int(np.argmax(values.real))
        return float(values[at].real), np.abs(vectors[:, at].real)
    from scipy.sparse.linalg import ArpackNoConvergence, eigs, eigsh  # noqa: PLC0415 - the same

    start = np.sqrt(np.asarray(matrix.sum(axis=1)).ravel())
    try:
        if graph.directed:
            values, vectors = eigs(matrix, k=1, which="LR", v0=start, tol=1e-12, ncv=20)
        else:
            values, vectors = eigsh(matrix, k=1, which="LA", v0=start, tol=1e-12, ncv=20)
    except ArpackNoConvergence:
        return nan, np.full(graph.node_count, nan)
    return float(values[0].real), np.abs(vectors[:, 0].real)


def _transposed(graph: Graph, *, weighted: bool) -> "csr_array":
    from scipy.sparse import csr_array  # noqa: PLC0415 - loaded where a vector is asked for

    n = graph.node_count
    values = graph.weights if weighted and graph.weights is not None else None
    data = np.ones(len(graph.neighbours)) if values is None else values
    return csr_array((data, graph.neighbours, graph.starts), shape=(n, n)).T.tocsr()
