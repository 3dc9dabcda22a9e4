"""Greedy routing, and the exponent of the lengths of links."""

from math import isnan

import networkx as nx
import numpy as np
import pytest
from classics import EMPTY, KARATE, PAIR, convert, near
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.navigability import (
    distance_exponent,
    greedy_routing,
)

GRID = convert(nx.convert_node_labels_to_integers(nx.grid_2d_graph(6, 6), ordering="sorted"))
PLACES = [divmod(int(name), 6) for name in GRID.graph.ids]


def test_on_a_grid_each_message_arrives_by_a_shortest_way() -> None:
    """All pairs are tried, so that nothing is estimated."""
    found = greedy_routing(GRID.graph, PLACES, pairs=2000)
    assert (found.pairs, found.arrived) == (36 * 35, 36 * 35)
    assert (found.success, found.low, found.high, found.stretch) == (1, 1, 1, 1)


def test_messages_go_as_one_by_one() -> None:
    """Each step by plain Python, on places that have nothing to do with the links."""
    places = np.random.default_rng(4).random((34, 2)).tolist()
    found = greedy_routing(KARATE.graph, places, pairs=2000)
    index = {name: place for place, name in enumerate(KARATE.graph.ids)}

    def away(one: str, other: str) -> float:
        a, b = np.array(places[index[one]]), np.array(places[index[other]])
        return float(((a - b) ** 2).sum())

    ratios = []
    for source in KARATE.graph.ids:
        for target in KARATE.graph.ids:
            holder, steps = source, 0
            while holder != target:
                nearest = min(
                    KARATE.networkx[holder], key=lambda name: (away(name, target), index[name])
                )
                if nearest != target and away(nearest, target) >= away(holder, target):
                    break
                holder, steps = nearest, steps + 1
            if holder == target and steps:
                ratios.append(steps / nx.shortest_path_length(KARATE.networkx, source, target))
    assert found.arrived == len(ratios)
    assert found.success == near(len(ratios) / (34 * 33))
    assert found.stretch == near(sum(ratios) / len(ratios))


def test_drawn_pairs_give_an_interval() -> None:
    """The same with the same seed."""
    places = np.random.default_rng(4).random((34, 2)).tolist()
    exact = greedy_routing(KARATE.graph, places, pairs=2000)
    found = greedy_routing(KARATE.graph, places, pairs=300, seed=1)
    assert found.low < exact.success < found.high
    assert 200 < found.pairs <= 300
    assert greedy_routing(KARATE.graph, places, pairs=300, seed=1) == found


def test_pairs_that_no_path_joins_are_not_counted() -> None:
    """Along arcs; and of nothing there is no success."""
    arcs = build_graph([("a", "b"), ("b", "c")], directed=True)
    found = greedy_routing(arcs, [[0], [1], [2]])
    assert (found.pairs, found.arrived, found.stretch) == (3, 3, 1)
    assert isnan(greedy_routing(EMPTY, []).success)
    assert greedy_routing(PAIR, [[0, 0], [0, 0]]).success == 1


@pytest.mark.parametrize("exponent", [0.0, 1.0, 2.0])
def test_the_exponent_of_a_drawn_network_is_found_again(exponent: float) -> None:
    """A link of each node of a plane, chosen with a probability of d to the minus r."""
    drawn = np.random.default_rng(8)
    places = drawn.random((400, 2)) * 20
    arcs = []
    for node in range(400):
        away = np.sqrt(((places - places[node]) ** 2).sum(axis=1))
        chances = np.where(away > 0, np.where(away > 0, away, 1) ** -exponent, 0)
        arcs.append((f"{node:03}", f"{drawn.choice(400, p=chances / chances.sum()):03}"))
    graph = build_graph(arcs, directed=True)
    assert distance_exponent(graph, places.tolist()) == pytest.approx(exponent, abs=0.15)


def test_the_exponent_makes_the_likelihood_highest() -> None:
    """Nearby exponents are less likely, on a small network, by the definition."""
    places = [[0.0], [1.0], [3.0], [7.0]]
    graph = build_graph([("a", "b"), ("a", "c"), ("c", "d"), ("b", "c")], directed=True)

    def likelihood(r: float) -> float:
        total = 0.0
        for one, other in ((0, 1), (0, 2), (2, 3), (1, 2)):
            chances = [abs(places[one][0] - p[0]) ** -r for i, p in enumerate(places) if i != one]
            total += np.log(abs(places[one][0] - places[other][0]) ** -r / sum(chances))
        return total

    found = distance_exponent(graph, places)
    assert likelihood(found) > max(likelihood(found - 1e-4), likelihood(found + 1e-4))


def test_where_all_are_as_far_there_is_no_exponent() -> None:
    """Nor without links."""
    assert isnan(distance_exponent(PAIR, [[0.0], [1.0]]))
    assert isnan(distance_exponent(EMPTY, []))
