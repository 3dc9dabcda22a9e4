"""Networks from their edges, and from other networks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .models import Cleaning, Graph


def build_graph(
    edges: Sequence[tuple[str, str]],
    *,
    directed: bool = False,
    weights: Sequence[float] | None = None,
    nodes: Sequence[str] = (),
    attributes: Mapping[str, Mapping[str, str]] | None = None,
    cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
) -> Graph:
    """Return the simple network of these edges, its nodes in the order of their names.

    Loops and repeated edges (in either direction, unless `directed`) are left out and counted
    in addition to what `cleaning` already says; the weights of repeated edges are added. A node
    that has only a loop stays, and so do `nodes`, which may have no edge at all. `attributes`
    gives, for each name, the value of each node that has one.
    """
    ids = tuple(sorted({*nodes, *(name for edge in edges for name in edge)}))
    index = {name: position for position, name in enumerate(ids)}
    ends = np.array([index[name] for edge in edges for name in edge], dtype=np.int64)
    ends = ends.reshape(-1, 2)
    given = None if weights is None else np.asarray(weights, dtype=np.float64)
    if not directed:
        ends.sort(axis=1)
    proper = ends[:, 0] != ends[:, 1]
    single, summed = _merged(
        ends[proper], None if given is None else given[proper], n=max(1, len(ids))
    )
    graph = from_arcs(ids, single, summed, directed=directed)
    found = {
        name: tuple(values.get(node, "") for node in ids)
        for name, values in sorted((attributes or {}).items())
    }
    loops, duplicates = int((~proper).sum()), int(proper.sum()) - len(single)
    return replace(
        graph,
        attributes=found,
        cleaning=replace(
            cleaning,
            loops=cleaning.loops + loops,
            duplicates=cleaning.duplicates + duplicates,
        ),
    )


def from_arcs(
    ids: tuple[str, ...],
    ends: NDArray[np.int64],
    weights: NDArray[np.float64] | None = None,
    *,
    directed: bool = False,
) -> Graph:
    """Return the network of distinct edges without loops, given as an array of shape (m, 2)."""
    if not directed:
        ends = np.concatenate([ends, ends[:, ::-1]])
        weights = None if weights is None else np.concatenate([weights, weights])
    order = np.argsort(ends[:, 0] * max(1, len(ids)) + ends[:, 1])
    degrees = np.bincount(ends[:, 0], minlength=len(ids))
    return Graph(
        ids=ids,
        starts=np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64),
        neighbours=ends[order, 1].astype(np.int32),
        directed=directed,
        weights=None if weights is None else weights[order],
    )


def arcs_of(graph: Graph) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the two ends of each entry of `neighbours`: an undirected edge stands twice."""
    sources = np.repeat(np.arange(graph.node_count), np.diff(graph.starts))
    return sources, graph.neighbours.astype(np.int64)


def rows_of(graph: Graph, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places in `neighbours` of the neighbours of these nodes, one after another."""
    sizes = graph.starts[nodes + 1] - graph.starts[nodes]
    ends = np.cumsum(sizes)
    shift = np.repeat(graph.starts[nodes] - (ends - sizes), sizes)
    return np.asarray(np.arange(len(shift)) + shift)


def edges_of(graph: Graph) -> tuple[NDArray[np.int64], NDArray[np.float64] | None]:
    """Return the edges, each once, as an array of shape (m, 2), and their weights.

    They are sorted; an undirected edge has its smaller end first.
    """
    sources, targets = arcs_of(graph)
    ends = np.column_stack([sources, targets])
    if graph.directed:
        return ends, graph.weights
    once = sources < targets
    return ends[once], None if graph.weights is None else graph.weights[once]


@lru_cache(maxsize=2)
def undirected(graph: Graph) -> Graph:
    """Return a network without its directions: two nodes are joined if either points to the other.

    The weights of two opposite arcs are added. An undirected network is returned as it is. The
    last two are kept, so that what is measured on them is measured once.
    """
    if not graph.directed:
        return graph
    ends = np.sort(np.column_stack(arcs_of(graph)), axis=1)
    single, weights = _merged(ends, graph.weights, n=max(1, graph.node_count))
    plain = from_arcs(graph.ids, single, weights)
    return replace(plain, attributes=graph.attributes, cleaning=graph.cleaning)


@lru_cache(maxsize=2)
def turned(graph: Graph) -> Graph:
    """Return a directed network with each arc the other way; an undirected one as it is.

    The last two are kept.
    """
    if not graph.directed:
        return graph
    ends = np.column_stack(arcs_of(graph)[::-1])
    plain = from_arcs(graph.ids, ends, graph.weights, directed=True)
    return replace(plain, attributes=graph.attributes, cleaning=graph.cleaning)


def subgraph(graph: Graph, nodes: Sequence[int] | NDArray[np.int64]) -> Graph:
    """Return the part of a network that these nodes (positions in `ids`) and their edges make."""
    kept = np.unique(np.asarray(nodes, dtype=np.int64))
    place = np.full(graph.node_count, -1)
    place[kept] = np.arange(len(kept))
    ends, weights = edges_of(graph)
    inside = place[ends]
    whole = (inside >= 0).all(axis=1)
    part = from_arcs(
        tuple(graph.ids[node] for node in kept.tolist()),
        inside[whole],
        None if weights is None else weights[whole],
        directed=graph.directed,
    )
    attributes = {
        name: tuple(values[node] for node in kept.tolist())
        for name, values in graph.attributes.items()
    }
    return replace(part, attributes=attributes, cleaning=graph.cleaning)


def _merged(
    ends: NDArray[np.int64], weights: NDArray[np.float64] | None, *, n: int
) -> tuple[NDArray[np.int64], NDArray[np.float64] | None]:
    """Return the distinct pairs among pairs of numbers below `n`, sorted; weights are added."""
    keys = ends[:, 0] * n + ends[:, 1]
    if weights is None:
        single, summed = np.unique(keys), None
    else:
        single, place = np.unique(keys, return_inverse=True)
        summed = np.bincount(place, weights, len(single)).astype(np.float64)
    return np.column_stack([single // n, single % n]), summed
