"""PageRank: where one who follows links at random is found."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ..graphs import turned
from ..models import Graph

_RESIDUAL = 1e-13


def pagerank(graph: Graph, *, damping: float = 0.85, weighted: bool = False) -> tuple[float, ...]:
    """Return the PageRank of each node; they sum to 1. Empty without nodes.

    One who follows an arc at random with probability `damping`, and else goes to any node, is
    at node i with probability π_i in the long run. From a node without arcs she goes anywhere.
    An undirected edge can be followed both ways; with `weighted`, arcs are followed in
    proportion to their weights. Power steps from equal parts, until one changes the vector by
    less than 10⁻¹³ in all (L1), whatever n is: the error is below that over 1 − damping. Brin
    & Page, Comput. Netw. 30, 1998. It costs m a step, 200 steps at most.
    """
    n = graph.node_count
    if not n:
        return ()
    rank = np.full(n, 1 / n)
    step = _step(graph, damping=damping, weighted=weighted)
    for _ in range(_most_steps(damping)):
        before, rank = rank, step(rank)
        if np.abs(rank - before).sum() < _RESIDUAL:
            break
    return tuple((rank / rank.sum()).tolist())


def pagerank_residual(
    graph: Graph, rank: tuple[float, ...], *, damping: float = 0.85, weighted: bool = False
) -> float:
    """Return Σ|π' − π| where π' is what one more step makes of π: 0 for the exact vector."""
    before = np.array(rank)
    return float(np.abs(_step(graph, damping=damping, weighted=weighted)(before) - before).sum())


def _most_steps(damping: float) -> int:
    """Return how many steps are enough from any start, the error falling by `damping` a step."""
    return 8 + int(np.log(_RESIDUAL / 2) / np.log(damping)) if 0 < damping < 1 else 8


def _step(
    graph: Graph, *, damping: float, weighted: bool
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Return the function that takes one step of the walk from a vector."""
    n, back = graph.node_count, turned(graph)
    weights = back.weights if weighted else None
    values = np.ones(len(back.neighbours)) if weights is None else weights
    matrix = csr_array((values, back.neighbours, back.starts), shape=(n, n))
    leaving = np.bincount(back.neighbours, weights, n)
    stuck = leaving == 0
    share = damping / np.where(stuck, 1, leaving)

    def step(rank: NDArray[np.float64]) -> NDArray[np.float64]:
        anywhere = 1 - damping + damping * rank[stuck].sum()
        return np.asarray(matrix @ (rank * share) + anywhere / n)

    return step
