"""Robustness: what is left of the giant component as members leave."""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import edges_of, undirected
from ..models import Graph
from .betweenness import betweenness
from .degrees import degrees
from .engine import to_igraph
from .sampling import shuffled


@dataclass(frozen=True, kw_only=True, slots=True)
class Robustness:
    """The giant component as nodes are removed one after another.

    When a share `removed[i]` of the nodes is gone, the largest component has a share `giant[i]`
    of all the nodes there were. `index` is R, the mean of that share after 1, 2, … n removals,
    from 1/n to nearly ½; NaN without nodes. `order` says which nodes go first.
    """

    order: str
    removed: tuple[float, ...]
    giant: tuple[float, ...]
    index: float


def robustness(
    graph: Graph, order: str = "degree", *, seed: int = 0, steps: int | None = None, runs: int = 1
) -> Robustness:
    """Return what is left of the giant component as nodes are removed in an order of `ORDERS`.

    "degree": those that had most links first; "degree-again": that have most links left,
    counted again after each removal; "betweenness": on most shortest paths at first; "random":
    drawn, the mean of `runs` drawings. Of equals, the first by name goes first. The curve has
    `steps` + 1 points (or n + 1), R takes all removals. Directions and weights are dropped.
    Albert, Jeong & Barabási, Nature 406, 2000; R: Schneider et al., PNAS 108, 2011. Nodes are
    put back from the last to the first (Newman & Ziff, Phys. Rev. Lett. 85, 2000): m log m.
    """
    plain = undirected(graph)
    n = plain.node_count
    repeated = runs if order == "random" else 1
    giants_of = _giants(plain)
    curves = [giants_of(ORDERS[order](plain, seed + run)) for run in range(repeated)]
    giants = np.mean(curves, axis=0) / max(1, n)
    points = np.unique(np.linspace(0, n, min(n, steps or n) + 1).round().astype(np.int64))
    return Robustness(
        order=order,
        removed=tuple((points / max(1, n)).tolist()),
        giant=tuple(giants[points].tolist()),
        index=float(giants[1:].mean()) if n else nan,
    )


def _giants(graph: Graph) -> Callable[[NDArray[np.int64]], NDArray[np.int64]]:
    """Return the function from an order to the largest component's size after 0, 1, … removals.

    An edge is there until its first end goes. Of the edges that close a circle, the one that
    goes first never matters: a spanning forest of those that stay longest is enough.
    """
    n, (ends, _), plain = graph.node_count, edges_of(graph), to_igraph(graph)
    tails, heads = ends[:, 0].copy(), ends[:, 1].copy()

    def giants(order: NDArray[np.int64]) -> NDArray[np.int64]:
        gone = np.empty(n, dtype=np.int64)
        gone[order] = np.arange(n)
        until = np.minimum(gone[tails], gone[heads])
        kept = plain.spanning_tree((n - until).tolist(), return_tree=False)
        forest = np.array(kept, dtype=np.int64)
        forest = forest[np.argsort(-until[forest], kind="stable")]
        sizes = np.zeros(n + 1, dtype=np.int64)
        sizes[:n] = 1
        joined = _joined_sizes(n, tails[forest].tolist(), heads[forest].tolist())
        np.maximum.at(sizes, until[forest], joined)
        return np.maximum.accumulate(sizes[::-1])[::-1]

    return giants


def _joined_sizes(n: int, tails: list[int], heads: list[int]) -> list[int]:
    """Return how large the component is that each edge of a forest makes, in their order."""
    root, size = list(range(n)), [1] * n
    made: list[int] = []
    for tail, head in zip(tails, heads, strict=True):
        one, other = tail, head
        while root[one] != one:
            root[one] = one = root[root[one]]
        while root[other] != other:
            root[other] = other = root[root[other]]
        if size[one] < size[other]:
            one, other = other, one
        root[other] = one
        size[one] += size[other]
        made.append(size[one])
    return made


def _by_degree(graph: Graph, _seed: int) -> NDArray[np.int64]:
    return np.argsort(-np.array(degrees(graph).of, dtype=np.int64), kind="stable")


def _by_degree_again(graph: Graph, _seed: int) -> NDArray[np.int64]:
    left = list(degrees(graph).of)
    queue = [(-degree, node) for node, degree in enumerate(left)]
    heapq.heapify(queue)
    order: list[int] = []
    while queue:
        degree, node = heapq.heappop(queue)
        if -degree != left[node]:
            continue
        left[node] = -1
        order.append(node)
        for other in graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist():
            if left[other] >= 0:
                left[other] -= 1
                heapq.heappush(queue, (-left[other], other))
    return np.array(order, dtype=np.int64)


def _by_betweenness(graph: Graph, _seed: int) -> NDArray[np.int64]:
    rounded = np.array(betweenness(graph).of).round(9)
    return np.argsort(-rounded, kind="stable")


def _at_random(graph: Graph, seed: int) -> NDArray[np.int64]:
    return shuffled(graph.node_count, np.random.Generator(np.random.PCG64(seed)))


ORDERS: Mapping[str, Callable[[Graph, int], NDArray[np.int64]]] = {
    "betweenness": _by_betweenness,
    "degree": _by_degree,
    "degree-again": _by_degree_again,
    "random": _at_random,
}
"""Each order of removal, and the function that gives it from a network and a seed."""
