"""Networks to compare with keep every degree; what is compared with them follows."""

from math import isnan

import networkx as nx
import numpy as np
import pytest
from classics import (
    EMPTY,
    KARATE,
    LESMIS,
    PAIR,
    UNDIRECTED,
    Classic,
    convert,
    each,
    near,
    undirected,
)
from pelican.plugins.network_stats.graphs import edges_of
from pelican.plugins.network_stats.statistics.clustering import (
    average_clustering,
    transitivity,
)
from pelican.plugins.network_stats.statistics.degrees import degrees
from pelican.plugins.network_stats.statistics.distances import distances
from pelican.plugins.network_stats.statistics.engine import seeded
from pelican.plugins.network_stats.statistics.lattices import latticised
from pelican.plugins.network_stats.statistics.null_models import randomised
from pelican.plugins.network_stats.statistics.rich_club import rich_club
from pelican.plugins.network_stats.statistics.small_world import small_world

SMALL = convert(nx.connected_watts_strogatz_graph(400, 8, 0.08, seed=5))


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


@undirected
def test_each_node_keeps_its_degree(classic: Classic) -> None:
    """In random networks and in lattices; they are simple."""
    for made in (randomised(classic.graph, generator()), latticised(classic.graph)):
        assert degrees(made) == degrees(classic.graph)
        ends, _ = edges_of(made)
        assert len({tuple(edge) for edge in ends.tolist()}) == classic.graph.edge_count
        assert (ends[:, 0] < ends[:, 1]).all()


def test_the_same_seed_draws_the_same_network() -> None:
    """Another seed draws another."""
    one = randomised(LESMIS.graph, generator(1))
    assert randomised(LESMIS.graph, generator(1)).neighbours.tolist() == one.neighbours.tolist()
    assert randomised(LESMIS.graph, generator(2)).neighbours.tolist() != one.neighbours.tolist()


def test_random_networks_are_drawn_evenly() -> None:
    """The six-node networks of degrees 2: 60 rings of six and 10 pairs of triangles."""
    ring = convert(nx.cycle_graph(6)).graph
    drawn = [transitivity(randomised(ring, generator(seed))) == 1 for seed in range(700)]
    assert sum(drawn) == pytest.approx(100, abs=28)  # three standard deviations


def test_a_random_network_closes_few_triangles_and_a_lattice_many() -> None:
    """Of a small world, the chains at random are short and those of the lattice long."""
    random, lattice = randomised(SMALL.graph, generator()), latticised(SMALL.graph)
    assert transitivity(random) < 0.05
    assert transitivity(SMALL.graph) > 0.4
    assert average_clustering(lattice) > 0.6
    assert distances(random).mean < distances(SMALL.graph).mean < distances(lattice).mean


def test_the_small_world_indices_follow_their_definitions() -> None:
    """Worked again from the parts that are given."""
    found = small_world(SMALL.graph, 4, seed=3)
    assert found.mean_distance == near(distances(SMALL.graph).mean)
    assert found.transitivity == near(nx.transitivity(SMALL.networkx))
    assert found.clustering == near(nx.average_clustering(SMALL.networkx))
    assert found.sigma == near(
        (found.transitivity / found.random_transitivity)
        / (found.mean_distance / found.random_mean_distance)
    )
    assert found.omega == near(
        found.random_mean_distance / found.mean_distance
        - found.clustering / found.lattice_clustering
    )
    assert found.sigma_low <= found.sigma <= found.sigma_high
    assert found.samples == 4
    assert small_world(SMALL.graph, 4, seed=3) == found
    assert small_world(SMALL.graph, 4, seed=4) != found


def test_a_small_world_is_told_from_a_lattice_and_from_chance() -> None:
    """As the networks of Watts and Strogatz go from p = 0 to p = 1, omega goes from -1 to 1."""
    omegas = [
        small_world(convert(nx.watts_strogatz_graph(300, 8, p, seed=6)).graph, 3).omega
        for p in (0, 0.05, 1)
    ]
    assert omegas[0] < -0.6
    assert abs(omegas[1]) < 0.4
    assert omegas[2] > 0.8
    assert small_world(SMALL.graph, 3).sigma > 5
    assert small_world(convert(nx.gnm_random_graph(300, 1200, seed=7)).graph, 3).sigma < 2


@pytest.mark.parametrize("classic", [KARATE, LESMIS], ids=["karate club", "Les Misérables"])
def test_random_networks_are_as_those_of_igraph(classic: Classic) -> None:
    """Their transitivity is, within three standard errors of two means of 200."""
    draws = generator(1)
    ours = [transitivity(randomised(classic.graph, draws)) for _ in range(200)]
    theirs = []
    with seeded(1):
        for _ in range(200):
            other = classic.igraph.copy()
            other.rewire(50 * other.ecount())
            theirs.append(other.transitivity_undirected())
    error = np.sqrt((np.var(ours) + np.var(theirs)) / 200)
    assert np.mean(ours) == pytest.approx(np.mean(theirs), abs=3 * error)


def test_a_ring_is_its_own_lattice() -> None:
    """Where all have as many links, each is joined to the nearest ones."""
    ring = convert(nx.watts_strogatz_graph(50, 6, 0, seed=1)).graph
    made = latticised(ring)
    assert average_clustering(made) == near(0.6)
    assert distances(made) == distances(ring)


def test_where_no_lattice_is_found_the_network_stays() -> None:
    """It is small, and nearly everybody knows everybody."""
    found = [
        (graph, latticised(graph))
        for graph in (convert(nx.gnm_random_graph(7, 15, seed=seed)).graph for seed in range(300))
    ]
    assert all(degrees(graph) == degrees(made) for graph, made in found)
    assert 0 < sum(graph is made for graph, made in found) < 60


def test_without_triangles_or_links_an_index_is_not_a_number() -> None:
    """There is nothing to divide by."""
    for graph in (EMPTY, PAIR, UNDIRECTED["star of 20"].graph):
        assert isnan(small_world(graph, 2).sigma)
    assert isnan(small_world(KARATE.graph, 0).sigma)


@each
def test_the_rich_club_agrees_with_networkx(classic: Classic) -> None:
    """φ(k) for every k that leaves two nodes; networkx stops where all degrees are the same."""
    plain = classic.networkx.to_undirected()
    found = rich_club(classic.graph)
    expected = nx.rich_club_coefficient(plain, normalized=False)
    known = dict(zip(found.degrees, found.phi, strict=True))
    assert {k: known[k] for k in expected} == near(expected)
    assert found.normalised == ()
    igraph = classic.igraph.copy()
    igraph.to_undirected(mode="collapse")
    of = igraph.degree()
    for k, phi in known.items():
        rich = igraph.induced_subgraph([v for v, degree in enumerate(of) if degree > k])
        assert phi == near(rich.density())


def test_the_rich_club_is_compared_with_networks_of_the_same_degrees() -> None:
    """The degrees of Les Misérables explain its club; those of a clique on a ring do not."""
    witness = nx.disjoint_union(nx.complete_graph(8), nx.gnm_random_graph(100, 350, seed=1))
    witness.add_edges_from((member, 8 + member * 12) for member in range(8))
    graph = convert(witness).graph
    found = rich_club(graph, 20, seed=1)
    assert found.samples == 20
    assert found.normalised[0] == near(1)
    assert max(value for value in found.normalised if not isnan(value)) > 1.3
    assert rich_club(graph, 20, seed=1) == found


def test_a_club_needs_two() -> None:
    """No node, no club."""
    assert rich_club(EMPTY, 2).phi == ()
    assert rich_club(PAIR).phi == (1.0,)
