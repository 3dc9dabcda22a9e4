"""Clustering: how often two contacts of a member know each other."""

from math import comb, fsum, isnan, nan
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..graphs import undirected
from ..models import Graph
from .engine import to_igraph

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

Weighting = Literal["", "onnela", "barrat"]


def transitivity(graph: Graph) -> float:
    """Return 3 x triangles / triads, C₁ of Newman, Watts & Strogatz (2002).

    It is NaN when no node has two links: there is no triad to close. Directions are dropped,
    weights are not looked at. It costs m^(3/2).
    """
    plain = undirected(graph)
    triads = sum(comb(degree, 2) for degree in np.diff(plain.starts).tolist())
    if not triads:
        return nan
    return float(to_igraph(plain).transitivity_undirected())


def local_clustering(graph: Graph, *, weighting: Weighting = "") -> tuple[float, ...]:
    """Return each node's clustering, the share of its pairs of contacts that are joined.

    2t/k(k − 1) for t triangles (Watts & Strogatz, Nature 393, 1998); NaN for a node with fewer
    than two contacts. Directed: of all the triangles of arcs that its arcs could be part of
    (Fagiolo, Phys. Rev. E 76, 026107, 2007). `weighting` "onnela" takes the geometric mean of
    the weights of each triangle, relative to the largest weight (Onnela et al., Phys. Rev. E
    71, 065103, 2005); "barrat", for undirected networks alone, the mean weight of its two ties
    at the node, relative to the node's strength (Barrat et al., PNAS 101, 2004). It costs
    m^(3/2).
    """
    if weighting and graph.weights is None:
        weighting = ""
    if graph.directed or weighting == "onnela":
        return _by_matrix(graph, weighted=weighting == "onnela")
    weights = "weight" if weighting == "barrat" else None
    found = to_igraph(graph).transitivity_local_undirected(mode="nan", weights=weights)
    return tuple(float(value) for value in found)


def average_clustering(
    graph: Graph, *, count_few: bool = True, weighting: Weighting = ""
) -> float:
    """Return C₂, the mean of the nodes' clustering; NaN when there is no node to count.

    A node with fewer than two contacts has no pair of them: it counts as 0 with `count_few`,
    as networkx has it, and is left out without.
    """
    found = local_clustering(graph, weighting=weighting)
    known = [value for value in found if not isnan(value)]
    counted = len(found) if count_few else len(known)
    return fsum(known) / counted if counted else nan


def _by_matrix(graph: Graph, *, weighted: bool) -> tuple[float, ...]:
    """Return (S³)ᵢᵢ / 2[d(d − 1) − 2d↔], where S = A + Aᵀ with cube roots of weights if weighted.

    The formula of Fagiolo, d being all arcs of a node and d↔ the neighbours joined both ways.
    Undirected networks give the same for A alone and k(k − 1).
    """
    plain = _matrix(graph, np.ones(len(graph.neighbours)))
    links = plain
    if weighted:
        assert graph.weights is not None, "the weights are known"
        links = _matrix(graph, np.cbrt(graph.weights / graph.weights.max(initial=0)))
    if graph.directed:
        links = (links + links.T).tocsr()
    around = np.asarray((links @ links).multiply(links.T).sum(axis=1)).ravel()
    degrees = np.asarray(plain.sum(axis=1)).ravel()
    possible = degrees * (degrees - 1)
    if graph.directed:
        degrees = degrees + np.asarray(plain.sum(axis=0)).ravel()
        mutual = np.asarray(plain.multiply(plain.T).sum(axis=1)).ravel()
        possible = 2 * (degrees * (degrees - 1) - 2 * mutual)
    with np.errstate(invalid="ignore"):
        return tuple(np.where(possible > 0, around / possible, nan).tolist())


def _matrix(graph: Graph, values: "NDArray[np.float64]") -> "csr_array":
    from scipy.sparse import csr_array  # noqa: PLC0415 - only for directions and weights

    n = graph.node_count
    return csr_array((values, graph.neighbours, graph.starts), shape=(n, n))
