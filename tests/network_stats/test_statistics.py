"""What is measured, against published values and against networkx."""

from decimal import Decimal
from math import isnan, log10

import networkx as nx
import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.models import Graph
from pelican.plugins.network_stats.statistics.clustering import transitivity
from pelican.plugins.network_stats.statistics.components import component_sizes
from pelican.plugins.network_stats.statistics.degrees import degrees
from pelican.plugins.network_stats.statistics.distances import Distances, distances
from pelican.plugins.network_stats.statistics.intervals import wilson_interval
from pelican.plugins.network_stats.statistics.shares import round_to_hundred
from pelican.plugins.network_stats.statistics.value_laws import (
    VALUE_LAWS,
    log_growth_per_member,
)

CLASSICS = {
    "karate club": nx.karate_club_graph(),
    "Florentine families": nx.florentine_families_graph(),
    "Davis Southern women": nx.davis_southern_women_graph(),
    "Petersen graph": nx.petersen_graph(),
    "Les Misérables": nx.les_miserables_graph(),
    "small world of 200": nx.connected_watts_strogatz_graph(200, 6, 0.1, seed=1),
    "path of 100": nx.path_graph(100),
    "complete graph of 70": nx.complete_graph(70),
    "three parts": nx.disjoint_union_all([nx.cycle_graph(9), nx.star_graph(4), nx.path_graph(2)]),
}


def convert(witness: "nx.Graph") -> Graph:
    return build_graph([(str(a), str(b)) for a, b in witness.edges()])


@pytest.mark.parametrize("name", CLASSICS)
def test_distances_agree_with_networkx(name: str) -> None:
    """Every pair is at the distance that an independent search finds."""
    witness = CLASSICS[name]
    found = distances(convert(witness))
    lengths = [
        length
        for source, reached in nx.all_pairs_shortest_path_length(witness)
        for target, length in reached.items()
        if source != target
    ]
    n = witness.number_of_nodes()
    assert sum(found.counts) * 2 == len(lengths)
    assert [2 * count for count in found.counts] == [
        lengths.count(distance) for distance in range(1, max(lengths) + 1)
    ]
    assert found.pairs == n * (n - 1) // 2
    assert found.mean == pytest.approx(sum(lengths) / len(lengths), abs=1e-12)
    assert found.diameter == max(lengths)
    assert found.share_reachable == len(lengths) / (n * (n - 1))


@pytest.mark.parametrize("name", CLASSICS)
def test_the_other_statistics_agree_with_networkx(name: str) -> None:
    """Components, degrees, density and transitivity."""
    witness = CLASSICS[name]
    graph = convert(witness)
    sizes = sorted(map(len, nx.connected_components(witness)), reverse=True)
    assert list(component_sizes(graph)) == sizes
    found = dict(zip(graph.ids, degrees(graph).of, strict=True))
    assert found == {str(node): degree for node, degree in witness.degree()}
    assert degrees(graph).density == pytest.approx(nx.density(witness), abs=1e-12)
    assert transitivity(graph) == pytest.approx(nx.transitivity(witness), abs=1e-12)


def test_the_karate_club_has_its_published_distances() -> None:
    """561 pairs; L = 2.408, diameter 5; 47 % of the pairs at distance 2."""
    found = distances(convert(CLASSICS["karate club"]))
    assert found == Distances(counts=(78, 265, 137, 73, 8), pairs=561)
    assert round(found.mean, 4) == 2.4082
    assert found.diameter == 5


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), 0.0),
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
    assert Distances(counts=counts, pairs=10_000).d90 == pytest.approx(expected, abs=1e-12)


def test_a_network_without_links_has_no_distance() -> None:
    """Zero, and not an error; one node alone is joined to all there is."""
    lone = distances(build_graph([("a", "a")]))
    assert (lone.mean, lone.diameter, lone.d90, lone.share_reachable) == (0.0, 0, 0.0, 1.0)
    two = distances(build_graph([("a", "a"), ("b", "b")]))
    assert (two.mean, two.diameter, two.share_reachable) == (0.0, 0, 0.0)
    assert isnan(transitivity(build_graph([("a", "b")])))


def test_inequality_goes_from_none_to_nearly_one() -> None:
    """A ring is equal; in a star, half of the ends are at one node."""
    assert degrees(convert(nx.cycle_graph(12))).gini == 0
    assert degrees(convert(nx.star_graph(9))).gini == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_intervals_have_their_published_values(
    successes: int, trials: int, low: float, high: float
) -> None:
    """Those of Newcombe (Statistics in Medicine 17, 1998), table I, and the ends."""
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["1", "1", "1"], (34, 33, 33)),
        (["12.9", "43.1", "44"], (13, 43, 44)),
        (["1", "999"], (0, 100)),
        (["0", "5"], (0, 100)),
    ],
)
def test_parts_of_a_hundred_sum_to_a_hundred(parts: list[str], expected: tuple[int, ...]) -> None:
    """What rounding leaves goes to the largest remainders."""
    assert round_to_hundred([Decimal(part) for part in parts]) == expected


def test_value_laws_multiply_the_share_of_a_member() -> None:
    """From a thousand to 800 million members: nothing, threefold, 800 000, and beyond numbers."""
    growth = {law.name: log_growth_per_member(law, 1000, 800_000_000) for law in VALUE_LAWS}
    assert growth["Sarnoff"] == 0
    assert 10 ** growth["Odlyzko–Tilly"] == pytest.approx(2.9677, abs=1e-4)
    assert growth["Metcalfe"] == pytest.approx(log10(800_000))
    assert growth["Reed"] == pytest.approx(240_823_689.6, abs=0.1)
