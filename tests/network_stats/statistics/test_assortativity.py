"""Reciprocity, assortativity and mixing agree with networkx and igraph."""

from math import isnan, nan

import networkx as nx
import pytest
from classics import (
    EMPTY,
    KARATE,
    PAIR,
    Classic,
    directed,
    each,
    near,
    undirected,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.assortativity import (
    degree_assortativity,
    e_i_index,
    mixing_matrix,
    nominal_assortativity,
)
from pelican.plugins.network_stats.statistics.reciprocity import (
    reciprocity,
    reciprocity_of_counts,
)

CLUBS = [nx.karate_club_graph().nodes[int(name)]["club"] for name in KARATE.graph.ids]


def thirds(classic: Classic) -> list[str]:
    """Return a value of each node that has nothing to do with its links."""
    return [("one", "two", "three")[place % 3] for place in range(classic.graph.node_count)]


@directed
def test_reciprocity_agrees_with_both_witnesses(classic: Classic) -> None:
    """The share of arcs that are returned; what of it is beyond chance is worked out again."""
    found = reciprocity(classic.graph)
    assert found.r == near(nx.overall_reciprocity(classic.networkx))
    assert found.r == near(classic.igraph.reciprocity())
    density = nx.density(classic.networkx)
    assert found.rho == near((found.r - density) / (1 - density))
    assert found.arcs == classic.networkx.number_of_edges()
    assert found.mutual == 2 * classic.igraph.dyad_census()[0]


def test_where_it_has_no_meaning_reciprocity_is_not_a_number() -> None:
    """No directions; no arc; every possible arc."""
    assert isnan(reciprocity(KARATE.graph).r)
    none = reciprocity(build_graph([], nodes=["a", "b"], directed=True))
    assert (none.r, none.rho) == near((nan, nan))
    whole = reciprocity(build_graph([("a", "b"), ("b", "a")], directed=True))
    assert (whole.r, whole.rho) == near((1, nan))


def test_published_counts_are_enough() -> None:
    """Of 1,000 arcs among 100 people, 400 returned: r = 0.4 where chance gives 0.101."""
    found = reciprocity_of_counts(100, 1000, 400)
    assert (found.r, found.rho) == near((0.4, (0.4 - 1000 / 9900) / (1 - 1000 / 9900)))


@undirected
def test_degree_assortativity_agrees_with_both_witnesses(classic: Classic) -> None:
    """Not a number where all degrees are equal at the ends."""
    found = degree_assortativity(classic.graph)
    assert found == near(classic.igraph.assortativity_degree(directed=False))
    if not isnan(found):
        assert found == near(nx.degree_assortativity_coefficient(classic.networkx))


@directed
@pytest.mark.parametrize("source", ["in", "out"])
@pytest.mark.parametrize("target", ["in", "out"])
def test_the_four_directed_variants_agree_with_networkx(
    classic: Classic, source: str, target: str
) -> None:
    """The degree at the tail against the degree at the head."""
    found = degree_assortativity(classic.graph, source, target)
    degree = {"in": dict(classic.networkx.in_degree()), "out": dict(classic.networkx.out_degree())}
    ends = [(degree[source][a], degree[target][b]) for a, b in classic.networkx.edges()]
    if min(len({a for a, _ in ends}), len({b for _, b in ends})) == 1:
        assert isnan(found)
    else:
        expected = nx.degree_assortativity_coefficient(classic.networkx, x=source, y=target)
        assert found == near(expected)
        if (source, target) == ("out", "in"):
            assert found == near(classic.igraph.assortativity_degree(directed=True))


@each
def test_nominal_assortativity_agrees_with_both_witnesses(classic: Classic) -> None:
    """By groups that have nothing to do with the links."""
    values = thirds(classic)
    found = nominal_assortativity(classic.graph, values)
    known = dict(zip(classic.graph.ids, values, strict=True))
    nx.set_node_attributes(classic.networkx, known, "group")
    assert found == near(nx.attribute_assortativity_coefficient(classic.networkx, "group"))
    numbers = [sorted(set(values)).index(value) for value in values]
    assert found == near(
        classic.igraph.assortativity_nominal(numbers, directed=classic.graph.directed)
    )


@each
def test_the_mixing_matrix_agrees_with_networkx(classic: Classic) -> None:
    """Counted from both ends where there are no directions."""
    values = thirds(classic)
    found = mixing_matrix(classic.graph, values)
    known = dict(zip(classic.graph.ids, values, strict=True))
    nx.set_node_attributes(classic.networkx, known, "group")
    order = {name: place for place, name in enumerate(found.groups)}
    expected = nx.attribute_mixing_matrix(
        classic.networkx, "group", mapping=order, normalized=False
    )
    assert [list(row) for row in found.counts] == expected.tolist()
    assert found.internal + found.external == found.links == classic.graph.edge_count


def test_the_karate_club_keeps_to_its_own() -> None:
    """Of 78 ties, 10 or 11 cross the split, by the reading of one member; E–I is near -0.7."""
    found = e_i_index(KARATE.graph, CLUBS)
    crossing = sum(
        KARATE.networkx.nodes[a].get("club") != KARATE.networkx.nodes[b].get("club")
        for a, b in KARATE.networkx.edges()
    )
    assert (found.internal, found.external) == (78 - crossing, crossing)
    assert found.index == near((crossing - (78 - crossing)) / 78)
    assert found.index < -0.6 < found.expected


def test_each_group_has_its_own_index() -> None:
    """Over the links that touch it."""
    graph = build_graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    found = e_i_index(graph, ["x", "x", "x", "y", ""])
    assert (found.internal, found.external) == (2, 1)
    assert found.index == near(-1 / 3)
    assert found.groups == (("x", near(-1 / 3)), ("y", 1.0))
    mixing = mixing_matrix(graph, ["x", "x", "x", "y", ""])
    assert (mixing.sizes, mixing.links, mixing.left_out) == ((3, 1), 3, 1)
    turned = build_graph([("a", "b"), ("b", "a"), ("b", "c")], directed=True)
    assert e_i_index(turned, ["x", "x", "y"]).groups == (("x", near(-1 / 3)), ("y", 1.0))


def test_the_expected_share_is_that_of_ends_joined_at_random() -> None:
    """Mean over the pairings of stubs, loops left in: brute force on four stubs."""
    graph = build_graph([("a", "b"), ("c", "d")])
    found = mixing_matrix(graph, ["x", "x", "y", "y"])
    assert found.expected_internal_share == near(0.5)
    assert found.internal_share == 1


def test_without_links_or_groups_mixing_is_not_a_number() -> None:
    """Nothing to compare."""
    assert isnan(degree_assortativity(EMPTY))
    assert isnan(nominal_assortativity(PAIR, ["", "x"]))
    assert isnan(nominal_assortativity(PAIR, ["x", "x"]))
    assert isnan(e_i_index(EMPTY, []).index)
