"""Bridges: the links without which the two ends would be far apart, or apart for good."""

from dataclasses import dataclass

import numpy as np

from ..graphs import edges_of, undirected
from ..models import Graph
from .engine import to_igraph
from .overlap import shared_neighbours
from .searches import detours


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalBridge:
    """A link whose ends have no neighbour in common.

    `ends` are positions in `ids`, the smaller first. `span` is the distance between them if
    the link were not there: 3 or more, infinite for a bridge.
    """

    ends: tuple[int, int]
    span: float


def bridges(graph: Graph) -> tuple[tuple[int, int], ...]:
    """Return the links whose removal cuts a component in two, as ends, sorted.

    Directions are dropped. It costs m (Tarjan, Inf. Process. Lett. 2, 1974).
    """
    plain = undirected(graph)
    ends, _ = edges_of(plain)
    found = np.sort(np.array(to_igraph(plain).bridges(), dtype=np.int64))
    return tuple((one, other) for one, other in ends[found].tolist())


def local_bridge_count(graph: Graph) -> int:
    """Return how many links have ends without a common neighbour; m^(3/2), no span measured."""
    return int((shared_neighbours(undirected(graph)) == 0).sum())


def local_bridges(graph: Graph) -> tuple[LocalBridge, ...]:
    """Return the local bridges with their spans, sorted by their ends.

    Only such a link can be a weak tie, if two strong ties of one person are never strangers
    (Granovetter, Am. J. Sociol. 78, 1973). Directions and weights are dropped. Finding them
    costs m^(3/2), the spans m/64 a level for each.
    """
    plain = undirected(graph)
    ends, _ = edges_of(plain)
    chosen = ends[shared_neighbours(plain) == 0]
    return tuple(
        LocalBridge(ends=(one, other), span=span)
        for (one, other), span in zip(chosen.tolist(), detours(plain, chosen), strict=True)
    )
