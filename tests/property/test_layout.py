"""Whatever the network, its drawing keeps its promises."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.network_stats.graphs import build_graph, edges_of
from pelican.plugins.network_stats.layout import Box, Label, lay_out, part_nodes, place_labels
from pelican.plugins.network_stats.models import Graph
from pelican.plugins.network_stats.widgets.node_link import _trails

NAMES = "abcdefghijkl"
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=40
)


def graph_of(pairs: list[tuple[str, str]]) -> Graph:
    return build_graph(pairs)


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_nodes_stay_in_the_frame(pairs: list[tuple[str, str]]) -> None:
    """Connected or not, with loops, with one node."""
    places = lay_out(graph_of(pairs), width=340, tallest=330)
    assert np.isfinite(places).all()
    assert places.min() >= -1e-6
    assert places[:, 0].max() <= 340 + 1e-6
    assert places[:, 1].max() <= 330 + 1e-6


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_names_overlap_nothing(pairs: list[tuple[str, str]]) -> None:
    """Neither a disc nor one another; and none leaves the frame."""
    graph = graph_of(pairs)
    sizes = np.full(graph.node_count, 12.0)
    places = part_nodes(lay_out(graph, width=300, tallest=200), sizes, 2.0)
    labels = [Label(node=node, width=50, height=16) for node in range(graph.node_count)]
    frame = Box(-60, -30, 380, 260)
    placed = place_labels(labels, places, sizes, edges_of(graph)[0], frame)
    discs = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in places.tolist()]
    for index, found in enumerate(placed):
        assert not any(found.box.meets(disc) for disc in discs)
        assert not any(found.box.meets(other.box) for other in placed[index + 1 :])
        assert frame.left <= found.box.left
        assert found.box.right <= frame.right


@given(PAIRS)
@settings(max_examples=100, deadline=None)
def test_a_pen_goes_along_every_edge_once(pairs: list[tuple[str, str]]) -> None:
    """None is left out, none is drawn again."""
    graph = graph_of(pairs)
    places = np.array([[10.0 * node, 0.0] for node in range(graph.node_count)])
    drawn = []
    for stroke in _trails(graph, places).split("M")[1:]:
        steps = [int(float(x)) // 10 for x in stroke.replace("L", " ").split()[::2]]
        drawn += [tuple(sorted(pair)) for pair in pairwise(steps)]
    assert sorted(drawn) == [tuple(pair) for pair in edges_of(graph)[0].tolist()]
