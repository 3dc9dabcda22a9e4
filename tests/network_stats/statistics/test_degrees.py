"""Degrees, densities and strengths agree with networkx and igraph."""

from math import nan

import networkx as nx
import numpy as np
import pytest
from classics import (
    ALONE,
    APART,
    EMPTY,
    KARATE,
    LESMIS,
    PAIR,
    WEIGHTED,
    Classic,
    directed,
    each,
    near,
    undirected,
    weighted,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.degrees import ccdf, degrees
from pelican.plugins.network_stats.statistics.strength import (
    fit_power_slope,
    strength_by_degree,
    strengths,
)


@each
def test_degrees_agree_with_both_witnesses(classic: Classic) -> None:
    """In directed networks, the degree is that of arcs in and out together."""
    found = degrees(classic.graph)
    assert list(found.of) == classic.in_order(dict(classic.networkx.degree()))
    assert list(found.of) == classic.igraph.degree()
    assert found.density == near(nx.density(classic.networkx))
    assert found.density == near(classic.igraph.density())
    assert found.mean == near(2 * classic.graph.edge_count / classic.graph.node_count)


@directed
def test_arcs_in_and_out_are_counted_apart(classic: Classic) -> None:
    """Both sum to the number of arcs."""
    found = degrees(classic.graph)
    assert list(found.incoming) == classic.in_order(dict(classic.networkx.in_degree()))
    assert list(found.outgoing) == classic.igraph.outdegree()
    assert sum(found.incoming) == sum(found.outgoing) == classic.graph.edge_count


@undirected
def test_without_directions_in_and_out_are_the_degree(classic: Classic) -> None:
    """There is one number a node."""
    found = degrees(classic.graph)
    assert found.of == found.incoming == found.outgoing


def test_networks_of_one_node_or_none_have_no_density() -> None:
    """Zero, and not an error."""
    for graph in (EMPTY, ALONE, APART):
        found = degrees(graph)
        assert (found.mean, found.density, found.gini) == (0.0, 0.0, 0.0)
    assert degrees(PAIR).density == 1


def test_the_distribution_says_how_many_have_as_much_or_more() -> None:
    """It starts at 1 and falls; nothing is binned."""
    assert ccdf([3, 1, 1, 2, 5]) == ((1, 2, 3, 5), (1.0, 0.6, 0.4, 0.2))
    assert ccdf([]) == ((), ())
    found, share = ccdf(degrees(KARATE.graph).of)
    assert (found[-1], share[-1]) == (17, near(1 / 34))


def test_inequality_goes_from_none_to_nearly_one() -> None:
    """A ring is equal; in a star, half of the ends are at one node."""
    ring = build_graph([(str(node), str((node + 1) % 12)) for node in range(12)])
    star = build_graph([("hub", str(leaf)) for leaf in range(9)])
    assert degrees(ring).gini == 0
    assert degrees(star).gini == near(0.4)


@weighted
def test_strengths_agree_with_both_witnesses(classic: Classic) -> None:
    """The sum of the weights of a node's ties."""
    found = list(strengths(classic.graph))
    assert found == near(classic.in_order(dict(classic.networkx.degree(weight="weight"))))
    assert found == near(classic.igraph.strength(weights="weight"))


def test_without_weights_strengths_are_degrees() -> None:
    """Each link counts for one; in a directed network, in both of its ends."""
    assert strengths(LESMIS.graph) == degrees(LESMIS.graph).of
    pointing = build_graph([("a", "b"), ("a", "c")], directed=True, weights=[2.0, 3.0])
    assert strengths(pointing) == (5.0, 2.0, 3.0)


def test_a_slope_is_found_again() -> None:
    """Of a law without noise, the exponent, the constant, and an interval without width."""
    xs = [1.0, 2.0, 4.0, 8.0, 16.0]
    found = fit_power_slope(xs, [3 * x**0.7 for x in xs])
    assert (found.slope.value, found.constant, found.r_squared) == near((0.7, 3, 1))
    assert found.slope.half_width < 1e-7


def test_the_interval_of_a_slope_is_students() -> None:
    """Worked by hand: residuals ±½ around y = x on four points, t = 4.302653."""
    logs = [(0, 0.5), (1, 0.5), (2, 2.5), (3, 2.5)]
    found = fit_power_slope([10**x for x, _ in logs], [10**y for _, y in logs])
    assert found.slope.value == near(0.8)
    assert found.slope.half_width == near(4.302652729749464 * (0.8 / 2 / 5) ** 0.5, digits=7)
    assert found.r_squared == near(0.8)


@pytest.mark.parametrize("points", [[], [(2.0, 3.0)], [(2.0, 3.0), (2.0, 5.0)]])
def test_points_at_one_place_have_no_slope(points: list[tuple[float, float]]) -> None:
    """Nor has a single one."""
    found = fit_power_slope([x for x, _ in points], [y for _, y in points])
    assert (found.slope.value, found.constant, found.count) == near((nan, nan, len(points)))


def test_two_points_have_a_slope_without_an_interval() -> None:
    """Nothing says how far off it is."""
    found = fit_power_slope([1.0, 10.0], [1.0, 100.0])
    assert (found.slope.value, found.slope.low, found.r_squared) == near((2, nan, 1))


def test_strength_grows_with_degree_as_the_witness_says() -> None:
    """Least squares of numpy on the same logarithms."""
    graph = WEIGHTED["Les Misérables, weighted"].graph
    found = strength_by_degree(graph)
    line = np.polyfit(np.log(degrees(graph).of), np.log(strengths(graph)), 1)
    assert found.slope.value == near(line[0])
    assert found.count == 77
    assert found.slope.low < found.slope.value < found.slope.high
