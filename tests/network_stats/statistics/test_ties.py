"""Bridges, overlap, structural holes, triads and brokerage agree with networkx and igraph."""

from math import inf, isnan, nan

import networkx as nx
import numpy as np
import pytest
from classics import (
    ALL,
    ALONE,
    DIRECTED,
    EMPTY,
    KARATE,
    PAIR,
    UNDIRECTED,
    WEIGHTED,
    Classic,
    convert,
    directed,
    each,
    near,
    undirected,
    weighted,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.bridges import (
    bridges,
    local_bridge_count,
    local_bridges,
)
from pelican.plugins.network_stats.statistics.brokerage import Brokerage, brokerage
from pelican.plugins.network_stats.statistics.overlap import spearman, tie_overlap
from pelican.plugins.network_stats.statistics.structural_holes import (
    constraint,
    effective_size,
    efficiency_of_ties,
)
from pelican.plugins.network_stats.statistics.triads import TRIADS, triad_census
from scipy.stats import spearmanr


@each
def test_bridges_agree_with_both_witnesses(classic: Classic) -> None:
    """Without directions."""
    plain = classic.networkx.to_undirected()
    ids = classic.graph.ids
    found = [tuple(sorted((ids[a], ids[b]))) for a, b in bridges(classic.graph)]
    assert sorted(found) == sorted(tuple(sorted(edge)) for edge in nx.bridges(plain))
    simple = classic.igraph.copy()
    simple.to_undirected(mode="collapse")
    assert len(found) == len(simple.bridges())


@each
def test_local_bridges_and_their_spans_agree_with_networkx(classic: Classic) -> None:
    """A bridge spans infinitely far."""
    plain = classic.networkx.to_undirected()
    ids = classic.graph.ids
    found = {
        (min(ids[each.ends[0]], ids[each.ends[1]]), max(ids[each.ends[0]], ids[each.ends[1]])): (
            each.span
        )
        for each in local_bridges(classic.graph)
    }
    expected = {
        (min(a, b), max(a, b)): span for a, b, span in nx.local_bridges(plain, with_span=True)
    }
    assert found == expected
    assert local_bridge_count(classic.graph) == len(expected)


def test_spans_are_measured_many_at_a_time() -> None:
    """A ring of rings has more local bridges than there are bits in a round of searches."""
    witness = nx.circular_ladder_graph(500)
    found = local_bridges(convert(witness).graph)
    assert len(found) == 1500
    assert {each.span for each in found} == {3}
    ring = local_bridges(convert(nx.cycle_graph(30)).graph)
    assert {each.span for each in ring} == {29}


def test_a_pair_is_a_bridge_and_nothing_is_none() -> None:
    """Its span is infinite."""
    assert bridges(PAIR) == ((0, 1),)
    assert [(each.ends, each.span) for each in local_bridges(PAIR)] == [((0, 1), inf)]
    assert bridges(EMPTY) == bridges(ALONE) == local_bridges(EMPTY) == ()


@each
def test_the_overlap_of_ties_follows_its_definition(classic: Classic) -> None:
    """Shared neighbours over all others of the two ends, by sets."""
    plain = classic.networkx.to_undirected()
    found = tie_overlap(classic.graph)
    ids = classic.graph.ids
    known = []
    for (one, other), value in zip(found.edges, found.of, strict=True):
        first = set(plain[ids[one]]) - {ids[other]}
        second = set(plain[ids[other]]) - {ids[one]}
        union = first | second
        if union:
            known.append(len(first & second) / len(union))
            assert value == near(known[-1])
        else:
            assert isnan(value)
    assert len(found.of) == plain.number_of_edges()
    assert found.mean == near(sum(known) / len(known) if known else nan)
    assert isnan(found.weight_correlation)


@weighted
def test_overlap_and_weight_are_correlated_by_rank(classic: Classic) -> None:
    """scipy's Spearman, on the ties whose overlap is known."""
    found = tie_overlap(classic.graph)
    weights = [
        classic.networkx.edges[classic.graph.ids[a], classic.graph.ids[b]]["weight"]
        for a, b in found.edges
    ]
    known = [place for place, value in enumerate(found.of) if not isnan(value)]
    expected = spearmanr([found.of[place] for place in known], [weights[p] for p in known])
    assert found.weight_correlation == near(expected.statistic)


def test_ranks_of_equals_are_shared() -> None:
    """Where one side is constant there is no correlation."""
    assert spearman(np.array([1, 2, 2, 4]), np.array([10, 30, 20, 40])) == near(
        spearmanr([1, 2, 2, 4], [10, 30, 20, 40]).statistic
    )
    assert isnan(spearman(np.array([1, 1]), np.array([1, 2])))
    assert isnan(tie_overlap(PAIR).mean)
    assert tie_overlap(EMPTY).of == ()


@each
def test_constraint_agrees_with_both_witnesses(classic: Classic) -> None:
    """Not a number for a node without ties."""
    found = list(constraint(classic.graph))
    assert found == near(classic.in_order(nx.constraint(classic.networkx)))
    assert found == near(classic.igraph.constraint())


@weighted
def test_weighted_constraint_agrees_with_both_witnesses(classic: Classic) -> None:
    """Shares of weights."""
    found = list(constraint(classic.graph, weighted=True))
    assert found == near(classic.in_order(nx.constraint(classic.networkx, weight="weight")))
    assert found == near(classic.igraph.constraint(weights="weight"))


@undirected
def test_effective_size_agrees_with_networkx(classic: Classic) -> None:
    """Borgatti's form; the efficiency is its share of the contacts."""
    found = effective_size(classic.graph)
    assert list(found) == near(classic.in_order(nx.effective_size(classic.networkx)))
    degrees = classic.in_order(dict(classic.networkx.degree()))
    assert list(efficiency_of_ties(classic.graph)) == near(
        [size / degree if degree else nan for size, degree in zip(found, degrees, strict=True)]
    )


def test_weights_do_not_change_the_effective_size() -> None:
    """They are dropped, as directions are."""
    heavy = WEIGHTED["karate club, weighted"].graph
    assert effective_size(heavy) == effective_size(KARATE.graph)
    arcs = build_graph([("a", "b"), ("b", "a"), ("b", "c")], directed=True)
    assert effective_size(arcs) == (1.0, 2.0, 1.0)


@directed
def test_the_triad_census_agrees_with_both_witnesses(classic: Classic) -> None:
    """The sixteen kinds add up to all triples."""
    found = triad_census(classic.graph)
    assert tuple(found) == TRIADS
    assert found == nx.triadic_census(classic.networkx)
    assert list(found.values()) == [
        int(getattr(classic.igraph.triad_census(), f"t{name}")) for name in TRIADS
    ]
    n = classic.graph.node_count
    assert sum(found.values()) == n * (n - 1) * (n - 2) // 6


@undirected
def test_without_directions_four_kinds_of_triads_are_left(classic: Classic) -> None:
    """As when each edge is two arcs."""
    found = triad_census(classic.graph)
    assert found == nx.triadic_census(classic.networkx.to_directed())
    assert {name for name, count in found.items() if count} <= {"003", "102", "201", "300"}


def test_two_nodes_make_no_triad() -> None:
    """Nor does one."""
    assert set(triad_census(PAIR).values()) == set(triad_census(EMPTY).values()) == {0}


@pytest.mark.parametrize("name", [*DIRECTED, "Krackhardt kite", "karate club"])
def test_brokerage_follows_its_definition(name: str) -> None:
    """Every open triple a → b → c, looked at one by one."""
    classic = ALL[name]
    values = [("one", "two", "three")[place % 3] for place in range(classic.graph.node_count)]
    group = dict(zip(classic.graph.ids, values, strict=True))
    witness = classic.networkx.to_directed()
    found = brokerage(classic.graph, values)
    for node, roles in zip(classic.graph.ids, found, strict=True):
        kinds = []
        for before in witness.predecessors(node):
            for after in witness.successors(node):
                if before != after and not witness.has_edge(before, after):
                    a, b, c = group[before], group[node], group[after]
                    kinds.append((a == b, b == c, a == c))
        expected = Brokerage(
            coordinator=kinds.count((True, True, True)),
            itinerant=kinds.count((False, False, True)),
            gatekeeper=kinds.count((False, True, False)),
            representative=kinds.count((True, False, False)),
            liaison=kinds.count((False, False, False)),
        )
        assert roles == expected
        assert roles.total == len(kinds)


def test_nobody_brokers_where_there_is_nobody() -> None:
    """Nor alone."""
    assert brokerage(EMPTY, []) == ()
    assert brokerage(ALONE, ["x"])[0].total == 0
    star = brokerage(UNDIRECTED["star of 20"].graph, ["x"] * 21)
    assert [each.coordinator for each in star] == [380] + [0] * 20
