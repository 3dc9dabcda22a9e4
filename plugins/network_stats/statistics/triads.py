"""Triads: what three members have to do with one another."""

from collections.abc import Mapping

from ..models import Graph
from .engine import to_igraph

TRIADS = (
    "003",
    "012",
    "102",
    "021D",
    "021U",
    "021C",
    "111D",
    "111U",
    "030T",
    "030C",
    "201",
    "120D",
    "120U",
    "120C",
    "210",
    "300",
)
"""The sixteen kinds, by their numbers of mutual, one-way and null pairs."""


def triad_census(graph: Graph) -> Mapping[str, int]:
    """Return how many triples of nodes are of each of the sixteen kinds, in their usual order.

    An undirected edge is a mutual pair, so that only 003, 102, 201 and 300 occur. Weights are
    not looked at. Holland & Leinhardt 1970; Batagelj & Mrvar, Social Networks 23, 2001: m·k.
    """
    if graph.node_count < 3:
        return dict.fromkeys(TRIADS, 0)
    plain = to_igraph(graph)
    if not graph.directed:
        plain = plain.copy()
        plain.to_directed("mutual")
    census = plain.triad_census()
    return {name: int(getattr(census, f"t{name}")) for name in TRIADS}
