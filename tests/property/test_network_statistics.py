"""What is true of the statistics of every network."""

from collections.abc import Callable
from itertools import pairwise
from math import inf, isnan

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.network_stats.graphs import (
    build_graph,
    edges_of,
    rows_of,
    subgraph,
    turned,
    undirected,
)
from pelican.plugins.network_stats.models import Graph
from pelican.plugins.network_stats.statistics.assortativity import (
    degree_assortativity,
    e_i_index,
    mixing_matrix,
    nominal_assortativity,
)
from pelican.plugins.network_stats.statistics.betweenness import betweenness
from pelican.plugins.network_stats.statistics.bridges import bridges, local_bridges
from pelican.plugins.network_stats.statistics.brokerage import brokerage
from pelican.plugins.network_stats.statistics.circles import ego_circles
from pelican.plugins.network_stats.statistics.closeness import closeness, harmonic
from pelican.plugins.network_stats.statistics.clustering import (
    average_clustering,
    local_clustering,
    transitivity,
)
from pelican.plugins.network_stats.statistics.communities import communities, modularity
from pelican.plugins.network_stats.statistics.components import (
    component_of,
    component_sizes,
    giant_component,
)
from pelican.plugins.network_stats.statistics.cores import core_numbers
from pelican.plugins.network_stats.statistics.degrees import ccdf, degrees
from pelican.plugins.network_stats.statistics.diameter import diameter
from pelican.plugins.network_stats.statistics.distances import distances, sampled_distances
from pelican.plugins.network_stats.statistics.eigenvector import eigenvector, spectral_radius
from pelican.plugins.network_stats.statistics.friendship_paradox import friendship_paradox
from pelican.plugins.network_stats.statistics.funnel import funnel
from pelican.plugins.network_stats.statistics.lattices import latticised
from pelican.plugins.network_stats.statistics.overlap import tie_overlap
from pelican.plugins.network_stats.statistics.pagerank import pagerank, pagerank_residual
from pelican.plugins.network_stats.statistics.power_law import fit_power_law
from pelican.plugins.network_stats.statistics.reciprocity import reciprocity
from pelican.plugins.network_stats.statistics.rich_club import rich_club
from pelican.plugins.network_stats.statistics.robustness import robustness
from pelican.plugins.network_stats.statistics.shares import gini, hhi, lorenz, top_share
from pelican.plugins.network_stats.statistics.strength import strengths
from pelican.plugins.network_stats.statistics.structural_holes import constraint, effective_size
from pelican.plugins.network_stats.statistics.survival import kaplan_meier
from pelican.plugins.network_stats.statistics.triads import triad_census
from pelican.plugins.network_stats.statistics.weighted_distances import weighted_distances

NODES = [f"n{number:02}" for number in range(14)]
LISTED = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 5)), max_size=50
)
VALUES = st.lists(st.integers(0, 40), max_size=60)


def made(listed: list[tuple[str, str, int]], *, directed: bool, names: list[str]) -> Graph:
    """Return the weighted network of edges, each node under its name in `names`."""
    called = dict(zip(NODES, names, strict=True))
    return build_graph(
        [(called[one], called[other]) for one, other, _ in listed],
        directed=directed,
        weights=[float(weight) for _, _, weight in listed],
        nodes=names,
    )


def groups(names: list[str], graph: Graph) -> list[str]:
    """Return a value of each node, which goes with the node whatever it is called."""
    of = {name: ("", "x", "y", "z")[place % 4] for place, name in enumerate(names)}
    return [of[name] for name in graph.ids]


NODE_STATISTICS: dict[str, Callable[[Graph], tuple[float, ...]]] = {
    "degree": lambda graph: degrees(graph).of,
    "strength": strengths,
    "betweenness": lambda graph: betweenness(graph).of,
    "weighted betweenness": lambda graph: betweenness(graph, weighted=True).of,
    "closeness": closeness,
    "harmonic centrality": harmonic,
    "PageRank": pagerank,
    "weighted PageRank": lambda graph: pagerank(graph, weighted=True),
    "core number": core_numbers,
    "clustering": local_clustering,
    "clustering of Onnela": lambda graph: local_clustering(graph, weighting="onnela"),
    "constraint": constraint,
    "weighted constraint": lambda graph: constraint(graph, weighted=True),
    "effective size": effective_size,
}
WHOLE_STATISTICS: dict[str, Callable[[Graph], object]] = {
    "distances": distances,
    "efficiency": lambda graph: distances(graph).efficiency,
    "diameter": diameter,
    "weighted distances": lambda graph: weighted_distances(graph).mean,
    "density": lambda graph: degrees(graph).density,
    "Gini": lambda graph: degrees(graph).gini,
    "distribution": lambda graph: ccdf(degrees(graph).of)[1],
    "reciprocity": lambda graph: reciprocity(graph).rho,
    "assortativity": degree_assortativity,
    "transitivity": transitivity,
    "average clustering": average_clustering,
    "components": component_sizes,
    "strong components": lambda graph: component_sizes(graph, strong=True),
    "spectral radius": spectral_radius,
    "triads": lambda graph: list(triad_census(graph).values()),
    "bridges": lambda graph: len(bridges(graph)),
    "spans": lambda graph: sorted(each.span for each in local_bridges(graph)),
    "overlap": lambda graph: tie_overlap(graph).mean,
    "overlap and weight": lambda graph: tie_overlap(graph).weight_correlation,
    "rich club": lambda graph: rich_club(graph).phi,
    "paradox": lambda graph: friendship_paradox(graph).below_median,
    "friends": lambda graph: friendship_paradox(graph).mean_of_means,
    "funnel": lambda graph: funnel(graph).share.value,
    "power law": lambda graph: fit_power_law(degrees(graph).of, samples=0).alpha,
}


def near(value: object) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("directed", [False, True])
@given(listed=LISTED, names=st.permutations(NODES), order=st.randoms(use_true_random=False))
def test_relabelling_changes_nothing(
    listed: list[tuple[str, str, int]], names: list[str], order: object, *, directed: bool
) -> None:
    """Each node keeps its values under its new name, and the whole its own."""
    graph = made(listed, directed=directed, names=NODES)
    shuffled = listed.copy()
    order.shuffle(shuffled)
    other = made(shuffled, directed=directed, names=names)
    place = [other.ids.index(name) for name in names]
    for statistic in NODE_STATISTICS.values():
        found = statistic(other)
        assert [found[at] for at in place] == near(list(statistic(graph)))
    for statistic in WHOLE_STATISTICS.values():
        found, expected = statistic(other), statistic(graph)
        assert found == expected or found == near(expected)
    known, same = groups(NODES, graph), groups(names, other)
    assert mixing_matrix(other, same) == mixing_matrix(graph, known)
    assert nominal_assortativity(other, same) == near(nominal_assortativity(graph, known))
    assert e_i_index(other, same).index == near(e_i_index(graph, known).index)
    roles = brokerage(other, same)
    assert tuple(roles[at] for at in place) == brokerage(graph, known)
    moved = [names.index(name) % 3 for name in other.ids]
    assert modularity(other, moved, weighted=True) == near(
        modularity(graph, [node % 3 for node in range(len(NODES))], weighted=True)
    )


@given(LISTED)
def test_degrees_sum_to_twice_the_edges(listed: list[tuple[str, str, int]]) -> None:
    """And to the arcs, in and out."""
    plain, arrows = (made(listed, directed=way, names=NODES) for way in (False, True))
    assert sum(degrees(plain).of) == 2 * plain.edge_count
    found = degrees(arrows)
    assert sum(found.incoming) == sum(found.outgoing) == arrows.edge_count
    assert sum(strengths(plain)) == near(
        2.0 * sum(weight for one, other, weight in listed if one != other)
    )


@given(LISTED)
def test_a_network_turned_twice_is_the_same(listed: list[tuple[str, str, int]]) -> None:
    """Its arcs in and out change places once."""
    graph = made(listed, directed=True, names=NODES)
    back = turned(graph)
    assert degrees(back).incoming == degrees(graph).outgoing
    assert edges_of(turned(back))[0].tolist() == edges_of(graph)[0].tolist()
    again = turned(back).weights
    assert (again is None) == (graph.weights is None)
    assert again is None or again.tolist() == graph.weights.tolist()
    assert undirected(back).neighbours.tolist() == undirected(graph).neighbours.tolist()


@given(listed=LISTED, nodes=st.sets(st.integers(0, 13)), directed=st.booleans())
def test_a_part_of_a_network_has_the_links_within(
    listed: list[tuple[str, str, int]], nodes: set[int], *, directed: bool
) -> None:
    """With their weights, under the names of its nodes; rows are the nodes' own."""
    graph = made(listed, directed=directed, names=NODES)
    part = subgraph(graph, sorted(nodes))
    assert part.ids == tuple(NODES[node] for node in sorted(nodes))
    ends, weights = edges_of(graph)
    expected = {
        (NODES[one], NODES[other]): weight
        for (one, other), weight in zip(ends.tolist(), weights.tolist(), strict=True)
        if {one, other} <= nodes
    }
    found, heavy = edges_of(part)
    assert {
        (part.ids[one], part.ids[other]): weight
        for (one, other), weight in zip(found.tolist(), heavy.tolist(), strict=True)
    } == expected
    every = graph.neighbours[rows_of(graph, np.array(sorted(nodes), dtype=np.int64))].tolist()
    assert every == [
        neighbour
        for node in sorted(nodes)
        for neighbour in graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist()
    ]


@given(listed=LISTED, directed=st.booleans())
def test_statistics_agree_with_an_independent_witness(
    listed: list[tuple[str, str, int]], *, directed: bool
) -> None:
    """networkx, on whatever network; where it refuses, nothing is compared."""
    graph = made(listed, directed=directed, names=NODES)
    witness = nx.DiGraph() if directed else nx.Graph()
    witness.add_nodes_from(NODES)
    witness.add_edges_from((one, other) for one, other, _ in listed if one != other)
    assert list(betweenness(graph).of) == near(
        list(nx.betweenness_centrality(witness, normalized=False).values())
    )
    assert list(closeness(graph)) == near(list(nx.closeness_centrality(witness).values()))
    assert list(core_numbers(graph)) == list(nx.core_number(witness.to_undirected()).values())
    assert list(constraint(graph)) == near(list(nx.constraint(witness).values()))
    assert triad_census(graph) == nx.triadic_census(witness.to_directed())
    assert pagerank_residual(graph, pagerank(graph)) < 1e-12
    known = [0.0 if isnan(value) else value for value in local_clustering(graph)]
    assert known == near(list(nx.clustering(witness).values()))


@given(LISTED)
def test_an_eigenvector_is_one(listed: list[tuple[str, str, int]]) -> None:
    """In the giant component, each node has the sum of its neighbours over λ; 1 at the most."""
    graph = giant_component(made(listed, directed=False, names=NODES))
    found = eigenvector(graph)
    if not graph.edge_count:
        assert all(map(isnan, found))
        return
    radius = spectral_radius(graph)
    assert max(found) == 1
    for node, value in enumerate(found):
        around = graph.neighbours[graph.starts[node] : graph.starts[node + 1]].tolist()
        assert sum(found[other] for other in around) == near(radius * value)


@given(listed=LISTED, directed=st.booleans(), drawn=st.integers(1, 14))
def test_a_sample_lies_among_the_distances(
    listed: list[tuple[str, str, int]], drawn: int, *, directed: bool
) -> None:
    """It is as many as were asked for; of all nodes, it is exact."""
    graph = made(listed, directed=directed, names=NODES)
    exact, found = distances(graph), sampled_distances(graph, drawn)
    assert found.samples == drawn
    assert found.longest <= exact.diameter
    if drawn == len(NODES):
        assert found.mean.value == near(exact.mean)
        assert found.d90.value == near(exact.d90)
        assert found.efficiency.value == near(exact.efficiency)
    if not isnan(found.mean.value):
        assert 1 <= found.mean.value <= found.longest
        assert 1 <= found.d90.value <= found.longest
        assert sum(share.value for share in found.shares) == near(1)


@given(LISTED)
def test_distances_are_within_their_bounds(listed: list[tuple[str, str, int]]) -> None:
    """1 ≤ L, d₉₀ ≤ D ≤ twice the radius; the efficiency lies between density and reach."""
    graph = made(listed, directed=False, names=NODES)
    found = distances(graph)
    giant = distances(giant_component(graph))
    assert giant.radius <= giant.diameter <= 2 * giant.radius
    if found.reachable:
        assert 1 <= found.median <= found.d90 <= found.diameter
        assert degrees(graph).density <= found.efficiency <= found.share_reachable + 1e-12
        assert found.harmonic_mean >= 1
    else:
        assert found.harmonic_mean == inf


@given(LISTED)
def test_what_is_left_never_grows(listed: list[tuple[str, str, int]]) -> None:
    """As nodes are removed, the giant component shrinks, until nothing is left."""
    graph = made(listed, directed=False, names=NODES)
    for order in ("degree", "degree-again", "random", "betweenness"):
        found = robustness(graph, order, seed=2)
        assert all(one >= other for one, other in pairwise(found.giant))
        assert (found.giant[0], found.giant[-1]) == (near(component_sizes(graph)[0] / 14), 0)


@given(listed=LISTED, directed=st.booleans())
def test_communities_are_a_partition_with_its_modularity(
    listed: list[tuple[str, str, int]], *, directed: bool
) -> None:
    """No worse than all nodes together; of the largest component's nodes, not those of others."""
    graph = made(listed, directed=directed, names=NODES)
    found = communities(graph, runs=3)
    assert len(found.membership) == len(NODES)
    assert sum(found.sizes) == len(NODES)
    assert set(found.membership) == set(range(found.count))
    if graph.edge_count:
        assert found.modularity >= -1e-12
        part = component_of(graph)
        linked = {node for edge in edges_of(graph)[0].tolist() for node in edge}
        for community in range(found.count):
            parts = {
                part[node]
                for node, of in enumerate(found.membership)
                if of == community and node in linked
            }
            assert len(parts) <= 1 or directed


@given(LISTED)
def test_a_lattice_keeps_every_degree(listed: list[tuple[str, str, int]]) -> None:
    """And is simple."""
    graph = made(listed, directed=False, names=NODES)
    found = latticised(graph)
    assert degrees(found) == degrees(graph)
    ends = edges_of(found)[0].tolist()
    assert all(one != other for one, other in ends)
    assert len({tuple(edge) for edge in ends}) == graph.edge_count


@given(VALUES)
def test_inequality_is_within_its_bounds(values: list[int]) -> None:
    """0 ≤ G ≤ (n - 1)/n; the Lorenz curve rises under the diagonal; the top has its share."""
    if not any(values):
        assert isnan(gini(values))
        return
    n = len(values)
    assert -1e-12 <= gini(values) <= (n - 1) / n + 1e-12
    assert 1 / n - 1e-12 <= hhi(values) <= 1 + 1e-12
    curve = lorenz(values)
    assert all(share <= part + 1e-12 for part, share in curve)
    assert all(one[1] <= other[1] for one, other in pairwise(curve))
    assert 0.1 - 1e-12 <= top_share(values, 0.1) <= top_share(values, 0.5) <= 1 + 1e-12
    assert gini([3 * value for value in values]) == near(gini(values))


@given(VALUES)
def test_a_power_law_fits_a_tail_of_the_values(values: list[int]) -> None:
    """Where it can be fitted: an exponent over 1, a distance under 1, a p-value within 0 and 1."""
    found = fit_power_law(values, samples=5)
    positive = [value for value in values if value]
    assert found.count == len(positive)
    if isnan(found.alpha):
        assert len(set(positive)) < 2
        assert isnan(found.p_value)
        return
    assert found.alpha > 1
    assert found.k_min in positive
    assert found.tail_size == sum(value >= found.k_min for value in positive)
    assert 0 <= found.ks < 1
    assert 0 <= found.p_value <= 1
    assert found.share_at_least(found.k_min) == near(found.tail_size / found.count)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=40))
def test_survival_never_rises(observed: list[tuple[int, bool]]) -> None:
    """Within its interval, from 1 to 0; it is the plain share when every tie has ended."""
    found = kaplan_meier([time for time, _ in observed], [end for _, end in observed])
    shares = [1.0, *(step.share for step in found.steps)]
    assert all(one > other for one, other in pairwise(shares))
    assert all(0 <= step.low <= step.share <= step.high <= 1 for step in found.steps)
    whole = kaplan_meier([time for time, _ in observed], [True] * len(observed))
    for step in whole.steps:
        left = sum(time > step.time for time, _ in observed)
        assert step.share == near(left / len(observed))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(1, 5))
def test_circles_hold_one_another(contacts: list[int], count: int) -> None:
    """The last holds all; who has as much contact is in the same."""
    found = ego_circles([float(value) for value in contacts], count)
    assert len(found.sizes) == min(count, len(set(contacts)))
    assert found.sizes[-1] == len(contacts)
    assert all(inner < outer for inner, outer in pairwise(found.sizes))
    for size, least in zip(found.sizes, found.least, strict=True):
        assert sum(value >= least for value in contacts) == size
