"""Cores: the parts of a network where everyone has many links to the others of the part."""

from ..graphs import undirected
from ..models import Graph
from .engine import to_igraph


def core_numbers(graph: Graph) -> tuple[int, ...]:
    """Return the core number of each node: the largest k of a k-core that holds it.

    A k-core is a largest part where each node has k links or more within the part. Directions
    are dropped (two nodes joined both ways have one link), weights are not looked at. It costs
    m (Batagelj & Zaveršnik, arXiv:cs/0310049, 2003).
    """
    return tuple(int(core) for core in to_igraph(undirected(graph)).coreness())


def degeneracy(graph: Graph) -> int:
    """Return the largest core number; 0 without links."""
    return max(core_numbers(graph), default=0)
