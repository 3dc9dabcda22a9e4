"""Centralities agree with networkx and igraph; sampled ones are as sure as they say."""

from math import isnan, nan

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
    UNDIRECTED,
    Classic,
    convert,
    each,
    near,
    undirected,
    weighted,
)
from pelican.plugins.network_stats.graphs import build_graph, subgraph
from pelican.plugins.network_stats.statistics.betweenness import betweenness
from pelican.plugins.network_stats.statistics.closeness import closeness, harmonic
from pelican.plugins.network_stats.statistics.components import (
    component_of,
    component_sizes,
    giant_component,
    giant_share,
)
from pelican.plugins.network_stats.statistics.cores import core_numbers, degeneracy
from pelican.plugins.network_stats.statistics.eigenvector import eigenvector, spectral_radius
from pelican.plugins.network_stats.statistics.epidemic import epidemic_threshold
from pelican.plugins.network_stats.statistics.pagerank import pagerank, pagerank_residual


@each
def test_betweenness_agrees_with_both_witnesses(classic: Classic) -> None:
    """Each pair counts once; ends are not passed."""
    found = betweenness(classic.graph)
    assert list(found.of) == near(
        classic.in_order(nx.betweenness_centrality(classic.networkx, normalized=False))
    )
    assert list(found.of) == near(classic.igraph.betweenness())
    assert list(found.normalised) == near(
        classic.in_order(nx.betweenness_centrality(classic.networkx))
    )
    assert found.exact
    assert set(found.half_widths) == {0.0}
    assert found.maximum.value == near(max(found.normalised))


@weighted
def test_weighted_betweenness_agrees_with_both_witnesses(classic: Classic) -> None:
    """Paths are as long as the sum of 1/weight."""
    found = betweenness(classic.graph, weighted=True).of
    expected = nx.betweenness_centrality(classic.networkx, normalized=False, weight="length")
    assert list(found) == near(classic.in_order(expected))
    assert list(found) == near(classic.igraph.betweenness(weights=classic.lengths))
    assert found != betweenness(classic.graph).of


def test_centralisation_goes_from_a_ring_to_a_star() -> None:
    """Freeman's index."""
    ring = build_graph([(str(node), str((node + 1) % 9)) for node in range(9)])
    assert betweenness(ring).centralisation == near(0)
    assert betweenness(UNDIRECTED["star of 20"].graph).centralisation == near(1)
    assert 0 < betweenness(KARATE.graph).centralisation < 1


def test_under_three_nodes_nothing_lies_between() -> None:
    """The share is not a number."""
    for graph in (EMPTY, ALONE, PAIR):
        found = betweenness(graph)
        assert set(found.of) <= {0.0}
        assert all(map(isnan, (found.maximum.value, found.centralisation, *found.normalised)))


def test_all_sources_drawn_give_the_exact_betweenness() -> None:
    """However many are asked for."""
    assert betweenness(KARATE.graph, 34) == betweenness(KARATE.graph)
    assert betweenness(KARATE.graph, 500, seed=3) == betweenness(KARATE.graph)


def test_sampled_betweenness_repeats_with_its_seed() -> None:
    """And says how many sources it had: as many in each group."""
    one = betweenness(LESMIS.graph, 70, seed=2)
    assert (one.samples, one.nodes, one.exact) == (64, 77, False)
    assert betweenness(LESMIS.graph, 70, seed=2) == one
    assert betweenness(LESMIS.graph, 70, seed=3) != one
    assert isnan(betweenness(LESMIS.graph, 1).half_widths[0])


@pytest.mark.parametrize("seed", [21, 22])
def test_the_interval_of_betweenness_covers_the_truth_as_often_as_it_says(seed: int) -> None:
    """Of the ten nodes on most paths, in 93 to 97 of 100 samples with the seeds 0 to 299."""
    graph = convert(nx.connected_watts_strogatz_graph(300, 6, 0.1, seed=seed)).graph
    exact = np.array(betweenness(graph).of)
    most = np.argsort(-exact)[:10]
    covered = 0
    for sample in range(300):
        found = betweenness(graph, 128, seed=sample)
        off = np.abs(np.array(found.of) - exact) <= np.array(found.half_widths)
        covered += int(off[most].sum())
    assert 0.93 <= covered / 3000 <= 0.97


@each
def test_closeness_agrees_with_both_witnesses(classic: Classic) -> None:
    """Of the paths that lead to a node, with the factor of Wasserman and Faust."""
    found = list(closeness(classic.graph))
    assert found == near(classic.in_order(nx.closeness_centrality(classic.networkx)))
    rows = np.array(classic.igraph.distances(mode="in"))
    joined = np.isfinite(rows)
    reached = joined.sum(axis=1) - 1
    plain = np.nan_to_num(np.array(classic.igraph.closeness(mode="in", normalized=True)))
    assert found == near((plain * reached / (classic.graph.node_count - 1)).tolist())


@each
def test_harmonic_centrality_agrees_with_both_witnesses(classic: Classic) -> None:
    """The mean of the inverse distances from all others."""
    found, others = list(harmonic(classic.graph)), classic.graph.node_count - 1
    witness = classic.in_order(nx.harmonic_centrality(classic.networkx))
    assert found == near([value / others for value in witness])
    assert found == near(classic.igraph.harmonic_centrality(mode="in"))


def test_nobody_is_near_to_one_who_is_alone() -> None:
    """Zero; and nothing where there is nobody."""
    assert closeness(ALONE) == harmonic(ALONE) == (0.0,)
    assert closeness(EMPTY) == harmonic(EMPTY) == ()
    assert closeness(PAIR) == harmonic(PAIR) == (1.0, 1.0)


@each
def test_pagerank_agrees_with_both_witnesses(classic: Classic) -> None:
    """And one more step changes it by less than 10⁻⁹ in all."""
    found = pagerank(classic.graph)
    assert sum(found) == near(1)
    assert pagerank_residual(classic.graph, found) < 1e-12
    expected = nx.pagerank(classic.networkx, tol=1e-15, max_iter=2000)
    assert list(found) == near(classic.in_order(expected))
    assert list(found) == near(classic.igraph.pagerank())


@weighted
def test_weighted_pagerank_agrees_with_both_witnesses(classic: Classic) -> None:
    """Links are followed in proportion to their weights, only when asked for."""
    found = pagerank(classic.graph, weighted=True)
    expected = nx.pagerank(classic.networkx, tol=1e-15, max_iter=2000, weight="weight")
    assert list(found) == near(classic.in_order(expected))
    assert list(found) == near(classic.igraph.pagerank(weights="weight"))
    assert pagerank_residual(classic.graph, found, weighted=True) < 1e-12
    assert found != pagerank(classic.graph)


@pytest.mark.parametrize("damping", [0.0, 0.5, 0.99])
def test_pagerank_takes_another_damping(damping: float) -> None:
    """At 0 all are equal."""
    found = pagerank(KARATE.graph, damping=damping)
    expected = nx.pagerank(KARATE.networkx, alpha=damping, tol=1e-15, max_iter=10_000)
    assert list(found) == near(KARATE.in_order(expected))


def test_pagerank_of_nothing_and_of_nodes_apart() -> None:
    """Nothing; and equal parts."""
    assert pagerank(EMPTY) == ()
    assert pagerank(APART) == (0.5, 0.5)


@undirected
def test_the_eigenvector_agrees_with_both_witnesses(classic: Classic) -> None:
    """On the giant component, the largest being 1."""
    found = np.array(eigenvector(classic.graph))
    inside = np.flatnonzero(np.array(component_of(classic.graph)) == 0)
    assert found.max() == 1
    assert set(np.delete(found, inside).tolist()) <= {0.0}
    names = [classic.graph.ids[node] for node in inside]
    giant = classic.networkx.subgraph(names)
    witness = nx.eigenvector_centrality_numpy(giant)
    expected = np.array([witness[name] for name in names])
    assert found[inside].tolist() == near((expected / expected.max()).tolist())
    plain = classic.igraph.induced_subgraph(inside.tolist()).eigenvector_centrality()
    assert found[inside].tolist() == near(plain, digits=8)


@each
def test_the_spectral_radius_is_the_largest_eigenvalue(classic: Classic) -> None:
    """Of the dense matrix, solved whole by numpy."""
    matrix = np.array(classic.igraph.get_adjacency().data, dtype=float)
    expected = np.abs(np.linalg.eigvals(matrix)).max()
    assert spectral_radius(classic.graph) == near(expected, digits=6 if expected < 0.5 else 9)


@each
def test_an_eigenvector_is_one(classic: Classic) -> None:
    """Each node has the sum of those that point to it, over λ."""
    found = np.array(eigenvector(classic.graph))
    if isnan(found[0]):
        assert component_sizes(classic.graph, strong=True)[0] == 1
        return
    inside = np.array(component_of(classic.graph, strong=classic.graph.directed)) == 0
    part = subgraph(classic.graph, np.flatnonzero(inside))
    matrix = np.array(classic.igraph.get_adjacency().data, dtype=float)[np.ix_(inside, inside)]
    vector = found[inside]
    assert (matrix.T @ vector).tolist() == near((spectral_radius(part) * vector).tolist())


@weighted
def test_a_weighted_eigenvector_agrees_with_both_witnesses(classic: Classic) -> None:
    """The matrix holds the weights."""
    found = eigenvector(classic.graph, weighted=True)
    witness = np.array(
        classic.in_order(nx.eigenvector_centrality_numpy(classic.networkx, weight="weight"))
    )
    assert list(found) == near((witness / witness.max()).tolist())
    assert list(found) == near(classic.igraph.eigenvector_centrality(weights="weight"), digits=8)


def test_a_large_network_is_solved_by_iteration() -> None:
    """The same as numpy's dense solution, with directions and without."""
    for witness in (
        nx.barabasi_albert_graph(160, 3, seed=9),
        nx.gnp_random_graph(150, 0.05, seed=9, directed=True),
    ):
        classic = convert(witness)
        inside = np.array(component_of(classic.graph, strong=classic.graph.directed)) == 0
        part = subgraph(classic.graph, np.flatnonzero(inside))
        matrix = np.array(classic.igraph.get_adjacency().data, dtype=float)
        values, vectors = np.linalg.eig(matrix[np.ix_(inside, inside)].T)
        leading = np.abs(vectors[:, np.argmax(values.real)].real)
        found = np.array(eigenvector(classic.graph))[inside]
        assert found.tolist() == near((leading / leading.max()).tolist())
        assert spectral_radius(part) == near(values.real.max())


def test_without_links_there_is_no_leading_vector() -> None:
    """Nor where no path of arcs comes back."""
    assert all(map(isnan, eigenvector(APART)))
    assert eigenvector(EMPTY) == ()
    assert spectral_radius(APART) == spectral_radius(EMPTY) == 0
    one_way = build_graph([("a", "b"), ("b", "c")], directed=True)
    assert all(map(isnan, eigenvector(one_way)))
    assert spectral_radius(one_way) == 0


@each
def test_epidemic_thresholds_follow_their_formulas(classic: Classic) -> None:
    """1/λ₁, and ⟨k⟩/(⟨k²⟩ − ⟨k⟩) of the degrees."""
    found = epidemic_threshold(classic.graph)
    matrix = np.array(classic.igraph.get_adjacency().data, dtype=float)
    largest = np.linalg.eigvals(matrix).real.max()
    if largest > 0.5:
        assert found.spectral == near(1 / largest)
    else:
        assert found.spectral == float("inf")
    of = np.array([degree for _, degree in classic.networkx.to_undirected().degree()], float)
    assert found.mean_field == near(of.mean() / ((of**2).mean() - of.mean()))


def test_nothing_spreads_without_links() -> None:
    """Nor from pair to pair."""
    assert (epidemic_threshold(APART).spectral, epidemic_threshold(APART).mean_field) == near(
        (float("inf"), nan)
    )
    assert epidemic_threshold(PAIR).mean_field == float("inf")


@each
def test_cores_agree_with_both_witnesses(classic: Classic) -> None:
    """Of the network without directions."""
    plain = classic.networkx.to_undirected()
    found = list(core_numbers(classic.graph))
    assert found == classic.in_order(nx.core_number(plain))
    simple = classic.igraph.copy()
    simple.to_undirected(mode="collapse")
    assert found == simple.coreness()
    assert degeneracy(classic.graph) == max(found)


def test_nodes_apart_are_in_no_core() -> None:
    """Degeneracy 0, and of nothing too."""
    assert (core_numbers(APART), degeneracy(APART), degeneracy(EMPTY)) == ((0, 0), 0, 0)


@each
@pytest.mark.parametrize("strong", [False, True])
def test_components_agree_with_both_witnesses(classic: Classic, *, strong: bool) -> None:
    """Their sizes, and who is with whom."""
    if not classic.graph.directed:
        parts = list(nx.connected_components(classic.networkx))
    elif strong:
        parts = list(nx.strongly_connected_components(classic.networkx))
    else:
        parts = list(nx.weakly_connected_components(classic.networkx))
    found = component_of(classic.graph, strong=strong)
    sizes = component_sizes(classic.graph, strong=strong)
    assert list(sizes) == sorted(map(len, parts), reverse=True)
    assert list(sizes) == sorted(
        classic.igraph.connected_components("strong" if strong else "weak").sizes(), reverse=True
    )
    named = [
        {classic.graph.ids[node] for node, of in enumerate(found) if of == number}
        for number in range(len(sizes))
    ]
    assert sorted(map(sorted, named)) == sorted(map(sorted, parts))
    assert giant_share(classic.graph, strong=strong) == near(
        max(map(len, parts)) / classic.graph.node_count
    )
    giant = giant_component(classic.graph, strong=strong)
    assert set(giant.ids) == named[0]
    assert giant.edge_count == classic.networkx.subgraph(named[0]).number_of_edges()


def test_of_nothing_there_is_no_component() -> None:
    """And no share."""
    assert component_sizes(EMPTY) == ()
    assert isnan(giant_share(EMPTY))
    assert giant_component(EMPTY) is EMPTY
    assert giant_component(KARATE.graph) is KARATE.graph


def test_of_components_of_one_size_the_one_with_the_first_name_is_the_giant() -> None:
    """So that the answer is always the same."""
    graph = build_graph([("c", "d"), ("a", "e"), ("b", "f")])
    assert giant_component(graph).ids == ("a", "e")
    assert component_of(graph) == (0, 1, 2, 2, 0, 1)
