"""igraph is given our networks as they are, and draws by a seed."""

import random

import igraph
import numpy as np
import pytest
from classics import EMPTY, KARATE, Classic, each, weighted
from pelican.plugins.network_stats.graphs import edges_of
from pelican.plugins.network_stats.statistics.engine import seeded, to_igraph
from pelican.plugins.network_stats.statistics.sampling import draw_nodes, jackknife, student_95


@each
def test_edges_are_the_same_in_the_same_order(classic: Classic) -> None:
    """And nodes are in the order of our names."""
    plain = to_igraph(classic.graph)
    assert np.array(plain.get_edgelist()).tolist() == edges_of(classic.graph)[0].tolist()
    assert plain.is_directed() == classic.graph.directed
    assert plain.vcount() == classic.graph.node_count
    assert plain.get_adjacency().data == classic.igraph.get_adjacency().data


@weighted
def test_ties_are_as_long_as_the_inverse_of_their_weight(classic: Classic) -> None:
    """In the order of the edges."""
    plain = to_igraph(classic.graph)
    weights = edges_of(classic.graph)[1]
    assert plain.es["weight"] == weights.tolist()
    assert plain.es["length"] == [1 / weight for weight in weights.tolist()]


def test_the_last_networks_are_kept() -> None:
    """The same one is not made twice."""
    assert to_igraph(KARATE.graph) is to_igraph(KARATE.graph)
    assert to_igraph(EMPTY).vcount() == 0


def test_a_seed_holds_within_its_block_alone() -> None:
    """Even when the block fails."""
    with seeded(3):
        one = igraph.Graph.Erdos_Renyi(n=30, m=40).get_edgelist()
    with pytest.raises(ValueError, match="vertex count"), seeded(3):
        igraph.Graph.Erdos_Renyi(n=-1, m=40)
    with seeded(3):
        assert igraph.Graph.Erdos_Renyi(n=30, m=40).get_edgelist() == one
    random.seed(9)
    before = random.getstate()
    igraph.Graph.Erdos_Renyi(n=30, m=40)
    assert random.getstate() != before


def test_nodes_are_drawn_without_replacement() -> None:
    """In order; all of them when as many are asked for; the same with the same seed."""
    drawn = draw_nodes(50, 20, seed=1)
    assert len(set(drawn.tolist())) == 20
    assert drawn.tolist() == sorted(drawn.tolist()) == draw_nodes(50, 20, seed=1).tolist()
    assert draw_nodes(50, 20, seed=2).tolist() != drawn.tolist()
    assert draw_nodes(5, 99, seed=1).tolist() == [0, 1, 2, 3, 4]


def test_every_node_is_drawn_as_often() -> None:
    """1,000 drawings of 5 among 20: 250 each, within four standard deviations."""
    counts = np.bincount(np.concatenate([draw_nodes(20, 5, seed=seed) for seed in range(1000)]))
    assert np.abs(counts - 250).max() < 4 * np.sqrt(1000 * 0.25 * 0.75)


def test_the_jackknife_of_a_mean_is_the_textbook_interval() -> None:
    """Student's quantile, the standard error, and what a finite population takes off it."""
    rows = np.array([[3.0], [5.0], [4.0], [8.0]])
    found = jackknife(lambda sums: sums[:, 0] / 4, rows, population=10)
    assert found.value == 5
    spread = rows.std(ddof=1) / 2
    exact = jackknife(lambda sums: sums[:, 0] / 4, rows, population=4)
    assert (exact.low, exact.high) == (5, 5)
    ratio = jackknife(
        lambda sums: sums[:, 0] / sums[:, 1], np.column_stack([rows, np.ones(4)]), population=10
    )
    assert ratio.half_width == pytest.approx(student_95(3) * spread * np.sqrt(0.6))


def test_students_quantiles_are_those_of_the_tables() -> None:
    """12.706 with one degree of freedom, 1.960 with very many."""
    assert student_95(1) == pytest.approx(12.7062, abs=1e-4)
    assert student_95(10) == pytest.approx(2.2281, abs=1e-4)
    assert student_95(10**6) == pytest.approx(1.95997, abs=1e-5)
