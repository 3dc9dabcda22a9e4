"""Structural holes: what a member gains from contacts who do not know one another."""

from math import nan

import numpy as np

from ..graphs import undirected
from ..models import Graph
from .clustering import local_clustering
from .engine import to_igraph


def constraint(graph: Graph, *, weighted: bool = False) -> tuple[float, ...]:
    """Return Burt's constraint of each node, c_i = Σ_j (p_ij + Σ_q p_iq·p_qj)²; NaN for isolates.

    p_ij is the share of i's ties (of their weights, with `weighted`) that goes to j, in both
    directions together. High when all of one's contacts are one's contacts' contacts; over 1
    in closed triangles. Burt, Structural Holes, 1992, chapter 2. It costs Σk².
    """
    weights = "weight" if weighted and graph.weights is not None else None
    return tuple(float(value) for value in to_igraph(graph).constraint(weights=weights))


def effective_size(graph: Graph) -> tuple[float, ...]:
    """Return the number of each node's contacts, less the redundant ones; NaN for isolates.

    k − 2t/k, where t of the pairs of contacts are joined: the mean number of contacts' ties to
    one another is taken off. Directions and weights are dropped (networkx keeps them, in Burt's
    longer form). Burt 1992, in the form of Borgatti (Connections 20, 1997). It costs m^(3/2).
    """
    plain = undirected(graph)
    k = np.diff(plain.starts)
    local = np.nan_to_num(np.array(local_clustering(plain)))
    return tuple(np.where(k > 0, k - local * (k - 1), nan).tolist())


def efficiency_of_ties(graph: Graph) -> tuple[float, ...]:
    """Return the effective size of each node divided by its number of contacts, 0 to 1."""
    k = np.diff(undirected(graph).starts)
    sizes = np.array(effective_size(graph))
    return tuple((sizes / np.where(k > 0, k, 1)).tolist())
