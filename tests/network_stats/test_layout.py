"""Where nodes stand, and where their names fit."""

import numpy as np
import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.layout import (
    Box,
    Label,
    lay_out,
    part_nodes,
    place_labels,
)
from pelican.plugins.network_stats.random_graphs import barabasi_albert

FRAME = Box(0, 0, 300, 200)
NO_EDGES = np.zeros((0, 2), dtype=np.int64)


def test_a_path_lies_flat_and_fills_the_width() -> None:
    """Its ends are as far apart as can be, its nodes in their order."""
    path = build_graph([(f"n{n}", f"n{n + 1}") for n in range(8)])
    places = lay_out(path, width=300, tallest=200)
    across = places[:, 0].tolist()
    assert across in (sorted(across), sorted(across, reverse=True))
    assert max(across) - min(across) == pytest.approx(300)
    assert np.ptp(places[:, 1]) < 30


def test_parts_are_packed_without_meeting() -> None:
    """Three triangles and a lone pair each keep to their own rectangle."""
    edges = [(f"{part}{a}", f"{part}{b}") for part in "xyz" for a, b in ("12", "23", "31")]
    graph = build_graph([*edges, ("p", "q")])
    places = lay_out(graph, width=300, tallest=200)
    boxes = []
    for part in ("x", "y", "z", "pq"):
        of = [place for name, place in zip(graph.ids, places, strict=True) if name[0] in part]
        low, high = np.min(of, axis=0), np.max(of, axis=0)
        boxes.append(Box(*low, *high))
    assert not any(one.meets(other) for one in boxes for other in boxes if one is not other)
    assert places.min() >= -1e-9
    assert places[:, 0].max() <= 300 + 1e-9
    assert places[:, 1].max() <= 200 + 1e-9


def test_the_same_seed_gives_the_same_places() -> None:
    """To the last digit, whatever was laid out before."""
    graph = barabasi_albert(60, 2, seed=1)
    first = lay_out(graph, width=300, tallest=200)
    lay_out(barabasi_albert(30, 2, seed=2), width=300, tallest=200)
    assert np.array_equal(first, lay_out(graph, width=300, tallest=200))


def test_a_network_without_links_is_laid_out() -> None:
    """Its nodes stand side by side."""
    places = lay_out(build_graph([], nodes=list("abcd")), width=300, tallest=200)
    assert len({tuple(place) for place in places.tolist()}) == 4


def test_nodes_on_one_spot_are_parted() -> None:
    """Discs of ten that start at one place end ten apart, or nearly."""
    places = part_nodes(np.zeros((6, 2)), np.full(6, 10.0), 0.0)
    gaps = [np.hypot(*(places[i] - places[j])) for i in range(6) for j in range(i)]
    assert min(gaps) > 9


def label(node: int, width: float = 40.0) -> Label:
    return Label(node=node, width=width, height=16.0)


def test_a_name_stands_beside_its_node() -> None:
    """On the right first, where nothing is in the way."""
    places = np.array([[50.0, 100.0]])
    (found,) = place_labels([label(0)], places, np.array([10.0]), NO_EDGES, FRAME)
    assert (found.anchor, found.x, found.y) == ("start", 59.0, 100.0)
    assert found.leader is None


def test_a_name_keeps_off_other_nodes_and_the_edge_of_the_frame() -> None:
    """At the right end it stands on the left; with a node there, above."""
    places = np.array([[290.0, 100.0], [255.0, 100.0]])
    sizes = np.array([10.0, 10.0])
    one, other = place_labels([label(0), label(1)], places, sizes, NO_EDGES, FRAME)
    assert one.anchor in {"middle", "end"}
    assert one.box.right <= 300
    assert not one.box.meets(other.box)
    assert not one.box.meets(Box(250, 95, 260, 105))


def test_a_name_keeps_off_edges_where_it_can() -> None:
    """An edge leaves to the right: the name stands on the left."""
    places = np.array([[100.0, 100.0], [200.0, 100.0]])
    edges = np.array([[0, 1]])
    (found,) = place_labels([label(0)], places, np.array([10.0, 10.0]), edges, FRAME)
    assert found.anchor == "end"


def test_a_name_without_room_is_tied_by_a_leader() -> None:
    """Or left out, where there is no room at all."""
    ring = [
        (150 + 18 * np.cos(turn * np.pi / 8), 100 + 18 * np.sin(turn * np.pi / 8))
        for turn in range(16)
        if turn != 4
    ]
    places = np.array([(150.0, 100.0), *ring])
    sizes = np.full(len(places), 7.0)
    (found,) = place_labels([label(0)], places, sizes, NO_EDGES, FRAME)
    assert found.leader is not None
    assert found.leader[:2] == pytest.approx((150.0, 103.5), abs=2)
    assert place_labels([label(0, 400)], places, sizes, NO_EDGES, FRAME) == ()
