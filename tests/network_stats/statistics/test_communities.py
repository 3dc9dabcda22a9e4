"""Communities: their modularity agrees with both witnesses, and runs are compared."""

import random
from itertools import pairwise
from math import isnan, log

import igraph
import networkx as nx
import numpy as np
import pytest
from classics import ALONE, APART, EMPTY, KARATE, LESMIS, Classic, convert, each, near, weighted
from pelican.plugins.network_stats.statistics.communities import (
    communities,
    modularity,
    mutual_information,
)


def thirds(classic: Classic) -> list[int]:
    return [place % 3 for place in range(classic.graph.node_count)]


@each
def test_modularity_agrees_with_both_witnesses(classic: Classic) -> None:
    """Of a partition that has nothing to do with the links."""
    membership = thirds(classic)
    found = modularity(classic.graph, membership)
    named = dict(zip(classic.graph.ids, membership, strict=True))
    parts = [{name for name, of in named.items() if of == part} for part in range(3)]
    assert found == near(nx.community.modularity(classic.networkx, parts, weight=None))
    assert found == near(classic.igraph.modularity(membership, directed=classic.graph.directed))


@weighted
def test_weighted_modularity_agrees_with_both_witnesses(classic: Classic) -> None:
    """Weights are added instead of links."""
    membership = thirds(classic)
    found = modularity(classic.graph, membership, weighted=True)
    named = dict(zip(classic.graph.ids, membership, strict=True))
    parts = [{name for name, of in named.items() if of == part} for part in range(3)]
    assert found == near(nx.community.modularity(classic.networkx, parts, weight="weight"))
    assert found == near(classic.igraph.modularity(membership, weights="weight"))


@each
def test_communities_have_the_modularity_that_is_said(classic: Classic) -> None:
    """At least that of all in one, and of any run; the largest comes first."""
    found = communities(classic.graph, runs=5)
    assert found.modularity == near(modularity(classic.graph, found.membership))
    assert found.modularity == near(
        classic.igraph.modularity(found.membership, directed=classic.graph.directed)
    )
    assert found.modularity >= max(0, *found.qualities) - 1e-12
    assert list(found.sizes) == [found.membership.count(part) for part in range(found.count)]
    assert all(one >= other for one, other in pairwise(found.sizes))
    assert found.runs == 5
    assert 0 <= found.least_similarity <= found.similarity <= 1 + 1e-12


def test_the_karate_club_falls_into_four_parts() -> None:
    """Q = 0.4198, which is the best there is (Brandes et al. 2008)."""
    found = communities(KARATE.graph)
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert found.count == 4


def test_weights_change_the_communities_only_when_asked_for() -> None:
    """The modularity of Les Misérables is 0.560 without weights and 0.567 with them."""
    classic = convert(nx.les_miserables_graph(), weighted=True)
    plain, heavy = communities(classic.graph), communities(classic.graph, weighted=True)
    assert plain.modularity == near(communities(LESMIS.graph).modularity)
    assert heavy.modularity == near(classic.igraph.modularity(heavy.membership, weights="weight"))
    assert heavy.modularity != plain.modularity


def test_the_same_seed_finds_the_same_and_nobody_elses_numbers_change() -> None:
    """igraph draws from Python's generator, which goes on as if nothing had been."""
    before = random.getstate()
    one = communities(LESMIS.graph, seed=7)
    assert random.getstate() == before
    assert communities(LESMIS.graph, seed=7) == one
    random.seed(2)
    graph = igraph.Graph.Erdos_Renyi(n=20, m=30)
    random.seed(2)
    communities(LESMIS.graph, seed=8)
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == graph.get_edgelist()


def test_a_large_network_is_gone_through_once_a_run() -> None:
    """And the best of the runs goes on: it does not get worse."""
    classic = convert(nx.connected_watts_strogatz_graph(600, 8, 0.1, seed=4))
    found = communities(classic.graph, runs=4)
    assert found.modularity >= max(found.qualities)
    assert found.modularity == near(classic.igraph.modularity(found.membership))


def test_the_potts_model_takes_a_resolution() -> None:
    """At the highest, all are apart; at the lowest, all together."""
    apart = communities(KARATE.graph, runs=2, objective="CPM", resolution=1.1)
    together = communities(KARATE.graph, runs=2, objective="CPM", resolution=0.001)
    assert (apart.count, together.count) == (34, 1)


def test_without_links_modularity_is_not_a_number() -> None:
    """Each node is then a community of its own, and so is nobody."""
    for graph, count in ((EMPTY, 0), (ALONE, 1), (APART, 2)):
        found = communities(graph, runs=2)
        assert isnan(found.modularity)
        assert found.count == count
    assert isnan(communities(KARATE.graph, runs=1).similarity)


def test_partitions_are_as_alike_as_their_mutual_information() -> None:
    """1 for the same under other names, 0 for independent ones; igraph's value between."""
    assert mutual_information([0, 0, 1, 1], [5, 5, 2, 2]) == near(1)
    assert mutual_information([0, 0, 1, 1], [0, 1, 0, 1]) == near(0)
    assert mutual_information([0, 0, 0], [1, 1, 1]) == 1
    drawn = np.random.default_rng(1).integers(0, 4, (2, 60))
    expected = igraph.compare_communities(drawn[0].tolist(), drawn[1].tolist(), method="nmi")
    assert mutual_information(drawn[0], drawn[1]) == near(expected)
    assert mutual_information([0, 0, 1, 1], [0, 0, 1, 2]) == near(2 * log(2) / (2.5 * log(2)))
