"""The diameter of a large network, exactly, without the distances of all pairs."""

import numpy as np
from numpy.typing import NDArray

from ..graphs import subgraph
from ..models import Graph
from .components import component_of
from .engine import to_igraph
from .searches import eccentricities, reach


def diameter(graph: Graph) -> int:
    """Return the largest distance of a pair that is joined; 0 when none is.

    The same as `distances(graph).diameter`. Without directions by iFUB (Crescenzi et al.,
    Theor. Comput. Sci. 514, 2013): from a node in the middle, the furthest nodes first, until
    those left are too near to be ends of a longer path. At worst n·m/64 a level, often a few
    searches. With directions, all pairs are measured. Weights are not looked at.
    """
    if graph.directed:
        return len(reach(graph).counts)
    ranks = np.array(component_of(graph), dtype=np.int64)
    longest = 0
    for rank, size in enumerate(np.bincount(ranks).tolist()):
        if size <= longest + 1:
            break
        part = subgraph(graph, np.flatnonzero(ranks == rank)) if size < len(ranks) else graph
        longest = max(longest, _of_component(part))
    return longest


def _of_component(graph: Graph) -> int:
    """Return the diameter of a connected network."""
    middle, longest = _middle(graph)
    level = _levels_from(graph, middle)
    for distance in range(int(level.max()), 0, -1):
        if longest >= 2 * distance:
            break
        fringe = np.flatnonzero(level == distance)
        for first in range(0, len(fringe), 1024):
            some = fringe[first : first + 1024]
            longest = max(longest, int(eccentricities(graph, some).max()))
            if longest >= 2 * distance:
                break
    return longest


def _middle(graph: Graph) -> tuple[int, int]:
    """Return a node in the middle of a long shortest path, and the length of that path."""
    hub = int(np.argmax(np.diff(graph.starts)))
    one = int(np.argmax(_levels_from(graph, hub)))
    from_one = _levels_from(graph, one)
    other = int(np.argmax(from_one))
    length = int(from_one[other])
    from_other = _levels_from(graph, other)
    between = (from_one + from_other == length) & (from_one == length // 2)
    return int(np.flatnonzero(between)[0]), length


def _levels_from(graph: Graph, node: int) -> NDArray[np.int64]:
    """Return the distance of each node of a connected network from one."""
    return np.array(to_igraph(graph).distances(node)[0], dtype=np.int64)
