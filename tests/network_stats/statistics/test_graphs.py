"""Networks made from other networks keep what belongs to them."""

import numpy as np
from classics import EMPTY, KARATE, Classic, each
from pelican.plugins.network_stats.graphs import (
    arcs_of,
    build_graph,
    edges_of,
    from_arcs,
    rows_of,
    subgraph,
    turned,
    undirected,
)

ARROWS = build_graph(
    [("a", "b"), ("b", "a"), ("b", "c"), ("c", "c"), ("b", "c")],
    directed=True,
    weights=[1.0, 2.0, 4.0, 9.0, 8.0],
    nodes=["z"],
    attributes={"club": {"a": "one", "c": "two"}},
)


def named(graph: object) -> dict[tuple[str, str], float]:
    ends, weights = edges_of(graph)
    pairs = [(graph.ids[one], graph.ids[other]) for one, other in ends.tolist()]
    return dict(zip(pairs, weights.tolist(), strict=True))


def test_repeated_arcs_are_added_up_and_loops_are_left_out() -> None:
    """And both are counted; a node without links stays."""
    assert named(ARROWS) == {("a", "b"): 1, ("b", "a"): 2, ("b", "c"): 12}
    assert (ARROWS.cleaning.loops, ARROWS.cleaning.duplicates) == (1, 1)
    assert ARROWS.ids == ("a", "b", "c", "z")
    assert ARROWS.attributes == {"club": ("one", "", "two", "")}


def test_without_directions_two_opposite_arcs_are_one_edge() -> None:
    """With the sum of their weights; attributes and what was cleaned stay."""
    plain = undirected(ARROWS)
    assert named(plain) == {("a", "b"): 3, ("b", "c"): 12}
    assert plain.attributes == ARROWS.attributes
    assert plain.cleaning == ARROWS.cleaning
    assert undirected(plain) is plain
    assert undirected(ARROWS) is plain


def test_turned_arcs_point_the_other_way() -> None:
    """With their own weights; without directions nothing turns."""
    assert named(turned(ARROWS)) == {("b", "a"): 1, ("a", "b"): 2, ("c", "b"): 12}
    assert turned(ARROWS).attributes == ARROWS.attributes
    assert turned(KARATE.graph) is KARATE.graph


def test_a_part_keeps_weights_and_attributes() -> None:
    """Nodes may be named more than once, in any order."""
    part = subgraph(ARROWS, [2, 1, 1])
    assert named(part) == {("b", "c"): 12}
    assert part.attributes == {"club": ("", "two")}
    assert part.directed
    assert subgraph(EMPTY, []).ids == ()


@each
def test_each_edge_is_given_once_and_each_arc_in_order(classic: Classic) -> None:
    """As networkx has them; rows are found again."""
    graph = classic.graph
    ends = edges_of(graph)[0].tolist()
    found = {tuple(graph.ids[end] for end in edge) for edge in ends}
    known = set(classic.networkx.edges())
    if not graph.directed:
        known = {(min(edge), max(edge)) for edge in known}
    assert found == known
    assert ends == sorted(ends)
    sources, targets = arcs_of(graph)
    assert len(sources) == len(targets) == len(graph.neighbours)
    every = np.arange(graph.node_count)
    assert rows_of(graph, every).tolist() == list(range(len(graph.neighbours)))
    again = from_arcs(graph.ids, np.array(ends, dtype=np.int64), directed=graph.directed)
    assert again.neighbours.tolist() == graph.neighbours.tolist()
    assert again.starts.tolist() == graph.starts.tolist()
