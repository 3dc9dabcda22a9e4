"""Reciprocity: how many of the links that point somewhere are returned."""

from dataclasses import dataclass
from math import nan

import numpy as np

from ..graphs import arcs_of
from ..models import Graph


@dataclass(frozen=True, kw_only=True, slots=True)
class Reciprocity:
    """How many arcs are returned.

    `mutual` of the `arcs` have their opposite: a pair that points both ways counts for two.
    `r` is their share. `rho` compares it with chance, (r − ā)/(1 − ā), where ā is the share of
    possible arcs that exist: 0 as at random, 1 when all are returned, negative when fewer are
    than at random. NaN where a network has no arc, all possible arcs (ρ), or no directions.
    """

    r: float
    rho: float
    mutual: int
    arcs: int


def reciprocity(graph: Graph) -> Reciprocity:
    """Return the reciprocity of a directed network; weights are not looked at. It costs m.

    Garlaschelli & Loffredo, Phys. Rev. Lett. 93, 268701, 2004. Undefined (NaN, no arcs) where
    links have no directions.
    """
    if not graph.directed:
        return Reciprocity(r=nan, rho=nan, mutual=0, arcs=0)
    sources, targets = arcs_of(graph)
    n = max(1, graph.node_count)
    mutual = np.isin(sources * n + targets, targets * n + sources).sum()
    return reciprocity_of_counts(graph.node_count, graph.edge_count, int(mutual))


def reciprocity_of_counts(nodes: int, arcs: int, mutual: int) -> Reciprocity:
    """Return the reciprocity of a network of which only these numbers are published."""
    r = mutual / arcs if arcs else nan
    pairs = nodes * (nodes - 1)
    density = arcs / pairs if pairs else nan
    rho = (r - density) / (1 - density) if arcs < pairs else nan
    return Reciprocity(r=r, rho=rho, mutual=mutual, arcs=arcs)
