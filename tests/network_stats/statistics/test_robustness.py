"""Robustness follows its definition, whatever the order of removal."""

from math import isnan

import networkx as nx
import pytest
from classics import ALONE, EMPTY, KARATE, UNDIRECTED, Classic, convert, directed, near, undirected
from pelican.plugins.network_stats.graphs import undirected as without_directions
from pelican.plugins.network_stats.statistics.robustness import ORDERS, robustness


def removed_one_by_one(classic: Classic, order: list[str]) -> list[float]:
    """Return the share of the giant component after each removal, by networkx."""
    witness = classic.networkx.to_undirected()
    n = witness.number_of_nodes()
    shares = [max(map(len, nx.connected_components(witness))) / n]
    for node in order:
        witness.remove_node(node)
        shares.append(max(map(len, nx.connected_components(witness)), default=0) / n)
    return shares


@undirected
@pytest.mark.parametrize("order", ORDERS)
def test_the_curve_is_that_of_removing_one_by_one(classic: Classic, order: str) -> None:
    """And R is its mean after the first removal."""
    found = robustness(classic.graph, order, seed=3)
    nodes = ORDERS[order](classic.graph, 3).tolist()
    assert sorted(nodes) == list(range(classic.graph.node_count))
    expected = removed_one_by_one(classic, [classic.graph.ids[node] for node in nodes])
    assert list(found.giant) == near(expected)
    assert found.index == near(sum(expected[1:]) / len(nodes))
    assert list(found.removed) == near([place / len(nodes) for place in range(len(nodes) + 1)])
    assert found.order == order


@directed
def test_directions_are_dropped(classic: Classic) -> None:
    """As if each arc were an edge."""
    assert robustness(classic.graph) == robustness(without_directions(classic.graph))


def test_degrees_are_counted_again_after_each_removal() -> None:
    """The next is always one of those that have most links left."""
    order = ORDERS["degree-again"](KARATE.graph, 0).tolist()
    witness = KARATE.networkx.copy()
    for node in order:
        name = KARATE.graph.ids[node]
        assert witness.degree(name) == max(degree for _, degree in witness.degree())
        witness.remove_node(name)


def test_of_equals_the_first_by_name_goes_first() -> None:
    """On a ring, all have as many links."""
    ring = convert(nx.cycle_graph(7)).graph
    assert ORDERS["degree"](ring, 0).tolist() == list(range(7))
    assert ORDERS["betweenness"](ring, 0).tolist() == list(range(7))


def test_hubs_hold_a_network_together() -> None:
    """Without the hub of a star nothing is left; at random, most of it stays for long."""
    star = UNDIRECTED["star of 20"].graph
    assert robustness(star).giant[1] == near(1 / 21)
    assert robustness(star).index < robustness(star, "random", seed=1).index


def test_random_removals_repeat_with_their_seed_and_are_averaged() -> None:
    """The mean of two runs is the mean of the runs of both seeds."""
    one, other = (robustness(KARATE.graph, "random", seed=seed) for seed in (5, 6))
    both = robustness(KARATE.graph, "random", seed=5, runs=2)
    assert robustness(KARATE.graph, "random", seed=5) == one
    assert one != other
    assert both.index == near((one.index + other.index) / 2)
    assert robustness(KARATE.graph, "degree", runs=2) == robustness(KARATE.graph)


def test_a_curve_may_have_fewer_points() -> None:
    """R stays the same."""
    whole, short = robustness(KARATE.graph), robustness(KARATE.graph, steps=17)
    assert short.removed == near([place / 17 for place in range(18)])
    assert list(short.giant) == near(list(whole.giant[::2]))
    assert short.index == whole.index
    assert robustness(KARATE.graph, steps=99) == whole


def test_nobody_leaves_from_nothing() -> None:
    """One alone leaves nothing behind."""
    assert (robustness(ALONE).giant, robustness(ALONE).index) == ((1.0, 0.0), 0.0)
    assert robustness(EMPTY).giant == (0.0,)
    assert isnan(robustness(EMPTY).index)
