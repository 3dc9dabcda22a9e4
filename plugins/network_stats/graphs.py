"""Networks from their edges."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    ends = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    given = None if weights is None else np.asarray(weights, dtype=np.float64)
    if not directed:
        ends.sort(axis=1)
    proper = ends[:, 0] != ends[:, 1]
    single, place = np.unique(ends[proper], axis=0, return_inverse=True)
    summed = None if given is None else _added(place, given[proper], len(single))
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
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    degrees = np.bincount(ends[:, 0], minlength=len(ids))
    return Graph(
        ids=ids,
        starts=np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64),
        neighbours=ends[order, 1].astype(np.int32),
        directed=directed,
        weights=None if weights is None else weights[order],
    )


def undirected(graph: Graph) -> Graph:
    """Return a network without its directions: two nodes are joined if either points to the other.

    The weights of two opposite arcs are added. An undirected network is returned as it is.
    """
    if not graph.directed:
        return graph
    sources = np.repeat(np.arange(graph.node_count), np.diff(graph.starts))
    ends = np.sort(np.column_stack([sources, graph.neighbours.astype(np.int64)]), axis=1)
    single, place = np.unique(ends, axis=0, return_inverse=True)
    weights = None if graph.weights is None else _added(place, graph.weights, len(single))
    plain = from_arcs(graph.ids, single, weights)
    return replace(plain, attributes=graph.attributes, cleaning=graph.cleaning)


def _added(
    place: NDArray[np.int64], weights: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Return the sum of the weights at each of `count` places."""
    return np.bincount(place.ravel(), weights, count).astype(np.float64)
