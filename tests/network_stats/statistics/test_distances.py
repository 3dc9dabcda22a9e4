"""Distances agree with networkx and igraph; sampled ones are as sure as they say."""

from collections import Counter
from fractions import Fraction
from math import inf, isnan, nan
from statistics import fmean, pvariance

import networkx as nx
import numpy as np
import pytest
from classics import (
    ALONE,
    APART,
    DIRECTED,
    EMPTY,
    KARATE,
    LESMIS,
    PAIR,
    Classic,
    convert,
    each,
    near,
    weighted,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics import searches
from pelican.plugins.network_stats.statistics.diameter import diameter
from pelican.plugins.network_stats.statistics.distances import (
    Distances,
    SampledDistances,
    distances,
    sampled_distances,
)
from pelican.plugins.network_stats.statistics.intervals import Estimate
from pelican.plugins.network_stats.statistics.weighted_distances import weighted_distances


def all_lengths(witness: "nx.Graph") -> list[int]:
    """Return the distance of each ordered pair that a path joins."""
    return [
        length
        for source, reached in nx.all_pairs_shortest_path_length(witness)
        for target, length in reached.items()
        if source != target
    ]


@each
def test_every_pair_is_at_the_distance_that_networkx_finds(classic: Classic) -> None:
    """And all that is said of distances follows."""
    found, lengths = distances(classic.graph), all_lengths(classic.networkx)
    n, each_way = classic.graph.node_count, 1 if classic.graph.directed else 2
    counted = Counter(lengths)
    assert [each_way * count for count in found.counts] == [
        counted[distance] for distance in range(1, max(lengths) + 1)
    ]
    assert found.pairs == n * (n - 1) // each_way
    assert found.mean == near(fmean(lengths))
    assert found.variance == near(pvariance(lengths))
    assert found.spid == near(pvariance(lengths) / fmean(lengths))
    assert found.efficiency == near(sum(1 / length for length in lengths) / (n * (n - 1)))
    assert found.harmonic_mean == near(1 / found.efficiency)
    assert found.share_reachable == near(len(lengths) / (n * (n - 1)))
    assert found.share_unreachable == near(1 - found.share_reachable)


@each
def test_distances_agree_with_igraph(classic: Classic) -> None:
    """Mean, diameter, and the counts by distance."""
    found, plain = distances(classic.graph), classic.igraph
    assert found.mean == near(plain.average_path_length(unconn=True))
    assert found.diameter == plain.diameter(unconn=True)
    bins = list(plain.path_length_hist().bins())
    assert [(distance, count) for distance, count in enumerate(found.counts, 1)] == [
        (int(low), count) for low, _, count in bins
    ]


@each
def test_the_radius_is_that_of_the_nodes_that_reach_the_most(classic: Classic) -> None:
    """igraph's eccentricities, of those nodes alone: of the giant component, usually."""
    rows = classic.igraph.distances(mode="out")
    reached = [sum(length < inf for length in row) for row in rows]
    eccentricities = classic.igraph.eccentricity(mode="out")
    expected = min(
        eccentricity
        for eccentricity, count in zip(eccentricities, reached, strict=True)
        if count == max(reached)
    )
    assert distances(classic.graph).radius == expected
    plain = classic.networkx
    connected = (
        nx.is_strongly_connected(plain) if classic.graph.directed else nx.is_connected(plain)
    )
    if connected:
        assert distances(classic.graph).radius == nx.radius(plain)


@each
def test_the_diameter_alone_is_the_same(classic: Classic) -> None:
    """Found from a few searches where that is enough."""
    assert diameter(classic.graph) == distances(classic.graph).diameter


def test_the_karate_club_has_its_published_distances() -> None:
    """561 pairs; L = 2.408, diameter 5, radius 3; 47 % of the pairs at distance 2."""
    found = distances(KARATE.graph)
    assert found == Distances(counts=(78, 265, 137, 73, 8), pairs=561, radius=3)
    assert round(found.mean, 4) == 2.4082


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), nan),
        ((7,), 1.0),
        ((95, 5), 1.0),
        ((90, 10), 1.0),
        ((50, 50), 1.8),
        ((10, 80, 10), 2.0),
        ((78, 265, 137, 73, 8), 3 + (0.9 * 561 - 480) / 73),
    ],
)
def test_the_effective_diameter_is_interpolated(counts: tuple[int, ...], expected: float) -> None:
    """Between the last distance that is not enough for 90 % and the next."""
    assert Distances(counts=counts, pairs=10_000).d90 == near(expected)


def test_the_median_is_the_distance_that_half_do_not_exceed() -> None:
    """Interpolated in the same way."""
    assert distances(KARATE.graph).median == near(1 + (280.5 - 78) / 265)
    assert Distances(counts=(4, 4), pairs=8).quantile(Fraction(3, 4)) == near(1.5)


def test_a_network_without_links_has_no_distance() -> None:
    """It is not a number; one node alone is joined to all there is."""
    for graph in (EMPTY, ALONE):
        lone = distances(graph)
        assert (lone.mean, lone.d90, lone.spid, lone.efficiency) == near((nan, nan, nan, nan))
        assert (lone.diameter, lone.radius, lone.share_reachable) == (0, 0, 1.0)
        assert diameter(graph) == 0
    two = distances(APART)
    assert (two.mean, two.efficiency, two.harmonic_mean) == near((nan, 0, inf))
    assert (two.diameter, two.share_reachable) == (0, 0.0)
    assert (distances(PAIR).mean, distances(PAIR).spid) == (1.0, 0.0)


def test_more_searches_than_run_together_find_the_same() -> None:
    """A network of 1,200 nodes takes two rounds; its hub has more neighbours than any slice."""
    witness = nx.barabasi_albert_graph(1200, 2, seed=8)
    witness.add_edges_from((0, node) for node in range(1, 1100))
    classic = convert(witness)
    found = searches.reach(classic.graph)
    rows = np.array(classic.igraph.distances())
    assert found.farness.tolist() == rows.sum(axis=1).tolist()
    assert found.eccentricity.tolist() == rows.max(axis=1).tolist()
    assert found.nearness.tolist() == near(
        (1 / np.where(rows > 0, rows, inf)).sum(axis=1).tolist()
    )
    assert set(found.reached.tolist()) == {1199}


def test_very_long_paths_are_followed_to_their_end() -> None:
    """By plain searches: a ring of 400 and a path of 300."""
    classic = convert(nx.disjoint_union(nx.cycle_graph(400), nx.path_graph(300)))
    found = searches.reach(classic.graph)
    rows = np.array(classic.igraph.distances())
    rows[np.isinf(rows)] = 0
    assert found.farness.tolist() == rows.sum(axis=1).tolist()
    assert found.eccentricity.tolist() == rows.max(axis=1).tolist()
    assert len(found.counts) == 299
    assert distances(classic.graph).radius == 200


def test_the_distances_of_some_pairs_are_those_of_all() -> None:
    """Along the arcs; 0 where no path leads."""
    classic = DIRECTED["random arcs"]
    rows = np.array(classic.igraph.distances())
    sources, targets = np.nonzero(~np.eye(len(rows), dtype=bool))
    found = searches.distances_between(classic.graph, sources, targets)
    expected = rows[sources, targets]
    assert found.tolist() == np.where(np.isinf(expected), 0, expected).astype(int).tolist()


@weighted
def test_weighted_distances_agree_with_both_witnesses(classic: Classic) -> None:
    """A tie is the shorter the stronger it is."""
    found = weighted_distances(classic.graph)
    lengths = [
        length
        for source, reached in nx.all_pairs_dijkstra_path_length(classic.networkx, weight="length")
        for target, length in reached.items()
        if source != target
    ]
    n = classic.graph.node_count
    assert found.mean == near(fmean(lengths))
    assert found.efficiency == near(sum(1 / length for length in lengths) / (n * (n - 1)))
    assert found.mean == near(classic.igraph.average_path_length(weights=classic.lengths))
    assert found.diameter == near(classic.igraph.diameter(weights=classic.lengths))
    assert found.radius == near(min(nx.eccentricity(classic.networkx, weight="length").values()))
    assert found.share_reachable == 1


@each
def test_without_weights_a_tie_is_one_long(classic: Classic) -> None:
    """Weighted distances are then the others."""
    plain, found = distances(classic.graph), weighted_distances(classic.graph)
    assert found.mean == near(plain.mean)
    assert found.efficiency == near(plain.efficiency)
    assert (found.diameter, found.radius) == (plain.diameter, plain.radius)
    assert found.share_reachable == near(plain.share_reachable)


def test_weighted_distances_of_nothing_are_not_numbers() -> None:
    """No nodes; no links."""
    assert isnan(weighted_distances(EMPTY).mean)
    found = weighted_distances(APART)
    assert (found.mean, found.efficiency, found.diameter) == near((nan, 0, nan))


@each
def test_all_nodes_drawn_give_the_exact_distances(classic: Classic) -> None:
    """And intervals without width."""
    exact, found = distances(classic.graph), sampled_distances(classic.graph, 1000)
    assert (found.samples, found.nodes) == (exact_n := classic.graph.node_count, exact_n)
    for name in ("mean", "efficiency", "d90", "spid", "share_reachable"):
        value = getattr(exact, name)
        assert getattr(found, name) == Estimate(
            value=near(value), low=near(value), high=near(value)
        )
    assert [share.value for share in found.shares] == near(
        [count / exact.reachable for count in exact.counts]
    )
    assert found.longest == exact.diameter


def test_too_few_nodes_drawn_have_no_interval() -> None:
    """Of one node, a value; of none, nothing."""
    one = sampled_distances(LESMIS.graph, 1)
    assert (one.samples, one.mean.low, one.d90.low) == near((1, nan, nan))
    assert isnan(sampled_distances(EMPTY).mean.value)
    assert isnan(sampled_distances(APART).mean.value)


def test_the_same_seed_draws_the_same_nodes() -> None:
    """Another seed draws others."""
    one = sampled_distances(LESMIS.graph, 20, seed=5)
    assert sampled_distances(LESMIS.graph, 20, seed=5) == one
    assert sampled_distances(LESMIS.graph, 20, seed=6) != one


SAMPLED = {
    "small world": convert(nx.connected_watts_strogatz_graph(1500, 8, 0.05, seed=11)).graph,
    "preferential attachment": convert(nx.barabasi_albert_graph(1500, 3, seed=12)).graph,
    "random arcs": convert(nx.gnp_random_graph(1000, 0.004, seed=13, directed=True)).graph,
}


@pytest.fixture(scope="module", params=SAMPLED.values(), ids=SAMPLED)
def sampled(request: pytest.FixtureRequest) -> tuple[Distances, list[SampledDistances]]:
    """Return the distances of a network, and 300 samples of them."""
    graph = request.param
    return distances(graph), [sampled_distances(graph, 256, seed=seed) for seed in range(300)]


@pytest.mark.parametrize(
    ("name", "least"), [("mean", 0.93), ("efficiency", 0.93), ("d90", 0.93), ("spid", 0.90)]
)
def test_the_interval_of_a_sample_covers_the_truth_as_often_as_it_says(
    sampled: tuple[Distances, list[SampledDistances]], name: str, least: float
) -> None:
    """In 93 to 97 of 100 samples, of 300; the spid, which a few far nodes decide, in 90 to 97."""
    truth, samples = getattr(sampled[0], name), [getattr(each, name) for each in sampled[1]]
    covered = sum(each.low <= truth <= each.high for each in samples)
    assert least <= covered / len(samples) <= 0.97


def test_samples_are_right_on_average(
    sampled: tuple[Distances, list[SampledDistances]],
) -> None:
    """The mean of 300 samples is within a thousandth of the truth."""
    exact, samples = sampled
    for name in ("mean", "efficiency"):
        found = fmean(getattr(each, name).value for each in samples)
        assert found == pytest.approx(getattr(exact, name), rel=1e-3)


def test_arcs_are_followed_one_way() -> None:
    """From a to c there is a path, and none back."""
    found = distances(build_graph([("a", "b"), ("b", "c")], directed=True))
    assert found == Distances(counts=(2, 1), pairs=6, radius=2)
    assert found.share_reachable == 0.5
