"""Clustering agrees with networkx and igraph, in each of its definitions."""

from math import isnan

import networkx as nx
import pytest
from classics import (
    ALONE,
    EMPTY,
    PAIR,
    Classic,
    directed,
    near,
    undirected,
    weighted,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.clustering import (
    average_clustering,
    local_clustering,
    transitivity,
)


@undirected
def test_transitivity_agrees_with_both_witnesses(classic: Classic) -> None:
    """Three times the triangles over the triads."""
    found = transitivity(classic.graph)
    assert found == near(nx.transitivity(classic.networkx))
    assert found == near(classic.igraph.transitivity_undirected())


@directed
def test_transitivity_drops_directions(classic: Classic) -> None:
    """That of the network where two are joined when either points to the other."""
    found = transitivity(classic.graph)
    assert (0.0 if isnan(found) else found) == near(
        nx.transitivity(classic.networkx.to_undirected())
    )


@undirected
def test_average_clustering_agrees_with_both_witnesses(classic: Classic) -> None:
    """Nodes with fewer than two neighbours count as zero, or are left out."""
    assert average_clustering(classic.graph) == near(nx.average_clustering(classic.networkx))
    assert average_clustering(classic.graph) == near(
        classic.igraph.transitivity_avglocal_undirected(mode="zero")
    )
    assert average_clustering(classic.graph, count_few=False) == near(
        classic.igraph.transitivity_avglocal_undirected(mode="nan")
    )


@directed
def test_directed_clustering_agrees_with_networkx(classic: Classic) -> None:
    """The definition of Fagiolo; a node where no triangle could be is not a number with us."""
    found = [0.0 if isnan(value) else value for value in local_clustering(classic.graph)]
    assert found == near(classic.in_order(nx.clustering(classic.networkx)))


@weighted
def test_onnelas_clustering_agrees_with_networkx(classic: Classic) -> None:
    """Geometric means of weights, relative to the largest."""
    found = local_clustering(classic.graph, weighting="onnela")
    expected = classic.in_order(nx.clustering(classic.networkx, weight="weight"))
    assert [0.0 if isnan(value) else value for value in found] == near(expected)
    assert average_clustering(classic.graph, weighting="onnela") == near(
        nx.average_clustering(classic.networkx, weight="weight")
    )


@weighted
def test_barrats_clustering_agrees_with_igraph_and_its_formula(classic: Classic) -> None:
    """Σ (w_ij + w_ih)/2 over the pairs of joined contacts, over s(k - 1)/2 twice."""
    found = local_clustering(classic.graph, weighting="barrat")
    assert list(found) == near(
        classic.igraph.transitivity_local_undirected(mode="nan", weights="weight")
    )
    witness = classic.networkx
    for name, value in zip(classic.graph.ids, found, strict=True):
        around = list(witness[name])
        if len(around) < 2:
            assert isnan(value)
            continue
        closed = sum(
            (witness[name][one]["weight"] + witness[name][other]["weight"]) / 2
            for one in around
            for other in around
            if one != other and witness.has_edge(one, other)
        )
        strength = witness.degree(name, weight="weight")
        assert value == near(closed / (strength * (len(around) - 1)))


def test_a_directed_network_with_weights_agrees_with_networkx() -> None:
    """Directions by Fagiolo, weights by Onnela."""
    arcs = [("a", "b", 2.0), ("b", "c", 1.0), ("c", "a", 4.0), ("a", "c", 1.0), ("c", "d", 3.0)]
    witness = nx.DiGraph()
    witness.add_weighted_edges_from(arcs)
    graph = build_graph(
        [(a, b) for a, b, _ in arcs], directed=True, weights=[w for _, _, w in arcs]
    )
    found = local_clustering(graph, weighting="onnela")
    expected = nx.clustering(witness, weight="weight")
    assert [0.0 if isnan(value) else value for value in found] == near(
        [expected[name] for name in graph.ids]
    )


def test_weights_that_are_not_there_change_nothing() -> None:
    """A weighting of a network without weights is the plain clustering."""
    triangle = build_graph([("a", "b"), ("b", "c"), ("c", "a")])
    for weighting in ("", "onnela", "barrat"):
        assert local_clustering(triangle, weighting=weighting) == (1.0, 1.0, 1.0)


def test_where_no_triangle_could_be_clustering_is_not_a_number() -> None:
    """No node, one, two."""
    for graph in (EMPTY, ALONE, PAIR):
        assert isnan(transitivity(graph))
        assert isnan(average_clustering(graph, count_few=False))
    assert isnan(average_clustering(EMPTY))
    assert average_clustering(PAIR) == 0


def test_the_karate_club_has_its_published_clustering() -> None:
    """T = 0.2557 and C = 0.5706."""
    graph = nx.karate_club_graph()
    ours = build_graph([(str(a), str(b)) for a, b in graph.edges()])
    assert transitivity(ours) == pytest.approx(0.2557, abs=5e-5)
    assert average_clustering(ours) == pytest.approx(0.5706, abs=5e-5)
