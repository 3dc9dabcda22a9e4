"""Well-known networks, each as ours, as networkx's and as igraph's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import igraph
import networkx as nx
import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.models import Graph


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Classic:
    """A network three times; igraph's has its vertices in the order of our nodes."""

    graph: Graph
    networkx: Any
    igraph: Any

    @property
    def lengths(self) -> list[float] | None:
        """Return the lengths of igraph's edges, 1/weight."""
        weighted = self.graph.weights is not None
        return [1 / weight for weight in self.igraph.es["weight"]] if weighted else None

    def in_order(self, values: Mapping[str, float]) -> list[float]:
        """Return networkx's values in the order of our nodes."""
        return [values[name] for name in self.graph.ids]


def convert(witness: "nx.Graph", *, weighted: bool = False) -> Classic:
    """Return a network of networkx, which has no loops, three times."""
    named = nx.relabel_nodes(witness, {node: str(node) for node in witness})
    edges = list(named.edges())
    weights = [float(named.edges[edge]["weight"]) for edge in edges] if weighted else None
    for edge in edges:
        named.edges[edge].pop("weight", None)
        if weighted:
            named.edges[edge]["weight"] = float(witness_weight(witness, edge))
            named.edges[edge]["length"] = 1 / Fraction(named.edges[edge]["weight"])
    directed = named.is_directed()
    graph = build_graph(edges, directed=directed, weights=weights, nodes=list(named))
    index = {name: place for place, name in enumerate(graph.ids)}
    other = igraph.Graph(
        n=len(graph.ids), edges=[(index[a], index[b]) for a, b in edges], directed=directed
    )
    if weights:
        other.es["weight"] = weights
    return Classic(graph=graph, networkx=named, igraph=other)


def witness_weight(witness: "nx.Graph", edge: tuple[str, str]) -> float:
    """Return the weight of an edge that is named by strings."""
    names = {str(node): node for node in witness}
    return float(witness.edges[names[edge[0]], names[edge[1]]]["weight"])


def oriented(witness: "nx.Graph", *, returned: int) -> "nx.DiGraph":
    """Return a network whose edges point from the later to the earlier node, by its name.

    Every `returned`-th edge points both ways.
    """
    made = nx.DiGraph()
    made.add_nodes_from(witness)
    for place, (one, other) in enumerate(sorted(map(sorted, witness.edges()))):
        made.add_edge(other, one)
        if place % returned == 0:
            made.add_edge(one, other)
    return made


_PARTS = nx.disjoint_union_all([nx.cycle_graph(9), nx.star_graph(4), nx.path_graph(2)])
_PARTS.add_node("alone")

UNDIRECTED = {
    "karate club": convert(nx.karate_club_graph()),
    "Florentine families": convert(nx.florentine_families_graph()),
    "Davis Southern women": convert(nx.davis_southern_women_graph()),
    "Krackhardt kite": convert(nx.krackhardt_kite_graph()),
    "Les Misérables": convert(nx.les_miserables_graph()),
    "Petersen graph": convert(nx.petersen_graph()),
    "small world of 200": convert(nx.connected_watts_strogatz_graph(200, 6, 0.1, seed=1)),
    "preferential attachment of 150": convert(nx.barabasi_albert_graph(150, 3, seed=2)),
    "random network in pieces": convert(nx.gnm_random_graph(120, 110, seed=3)),
    "path of 100": convert(nx.path_graph(100)),
    "complete graph of 70": convert(nx.complete_graph(70)),
    "star of 20": convert(nx.star_graph(20)),
    "three parts and one alone": convert(_PARTS),
}
DIRECTED = {
    "karate club, oriented": convert(oriented(nx.karate_club_graph(), returned=3)),
    "Les Misérables, oriented": convert(oriented(nx.les_miserables_graph(), returned=4)),
    "random arcs": convert(nx.gnp_random_graph(80, 0.04, seed=4, directed=True)),
    "many random arcs": convert(nx.gnp_random_graph(40, 0.3, seed=5, directed=True)),
    "growing network": convert(nx.gn_graph(60, seed=6)),
    "directed ring of 12": convert(nx.cycle_graph(12, create_using=nx.DiGraph)),
}
WEIGHTED = {
    "karate club, weighted": convert(nx.karate_club_graph(), weighted=True),
    "Les Misérables, weighted": convert(nx.les_miserables_graph(), weighted=True),
}
ALL = UNDIRECTED | DIRECTED

undirected = pytest.mark.parametrize("classic", UNDIRECTED.values(), ids=UNDIRECTED)
directed = pytest.mark.parametrize("classic", DIRECTED.values(), ids=DIRECTED)
weighted = pytest.mark.parametrize("classic", WEIGHTED.values(), ids=WEIGHTED)
each = pytest.mark.parametrize("classic", ALL.values(), ids=ALL)

KARATE = UNDIRECTED["karate club"]
LESMIS = UNDIRECTED["Les Misérables"]
EMPTY = build_graph([])
ALONE = build_graph([], nodes=["a"])
APART = build_graph([], nodes=["a", "b"])
PAIR = build_graph([("a", "b")])


def near(value: float | Sequence[float], *, digits: int = 9) -> Any:  # noqa: ANN401 - pytest's own
    """Return what equals a value to nine significant digits; NaN equals NaN."""
    return pytest.approx(value, rel=10**-digits, abs=10 ** -(digits + 3), nan_ok=True)
