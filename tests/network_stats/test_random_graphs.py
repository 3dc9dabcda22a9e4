"""Networks drawn at random: their laws, and that a seed is all that changes them."""

import hashlib
from collections.abc import Callable
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs.random_model import (
    MODELS,
    Model,
    draw_model,
    parse_model,
)
from pelican.plugins.network_stats.models import Cleaning, Graph
from pelican.plugins.network_stats.random_graphs import (
    barabasi_albert,
    configuration_model,
    erdos_renyi,
    node_names,
    rewired,
    watts_strogatz,
)

KARATE = build_graph([(str(a), str(b)) for a, b in nx.karate_club_graph().edges])
DIRECTED = erdos_renyi(40, 0.1, seed=5, directed=True)


def degrees(graph: Graph) -> list[int]:
    return np.diff(graph.starts).tolist()


def in_degrees(graph: Graph) -> list[int]:
    return np.bincount(graph.neighbours, minlength=graph.node_count).tolist()


def witness(graph: Graph) -> nx.Graph:
    kind = nx.DiGraph if graph.directed else nx.Graph
    found = kind()
    found.add_nodes_from(range(graph.node_count))
    sources = np.repeat(np.arange(graph.node_count), np.diff(graph.starts))
    found.add_edges_from(zip(sources.tolist(), graph.neighbours.tolist(), strict=True))
    return found


def fingerprint(graph: Graph) -> str:
    content = graph.starts.astype("<i8").tobytes() + graph.neighbours.astype("<i4").tobytes()
    return hashlib.sha256(content).hexdigest()[:16]


def test_a_seed_gives_the_same_network_everywhere() -> None:
    """To the byte; these were found once and stay."""
    assert {
        "erdos-renyi": fingerprint(erdos_renyi(200, 0.05, seed=7)),
        "watts-strogatz": fingerprint(watts_strogatz(200, 6, 0.1, seed=7)),
        "barabasi-albert": fingerprint(barabasi_albert(200, 3, seed=7)),
        "configuration": fingerprint(configuration_model([3, 2, 2, 1] * 50, seed=7)),
        "rewired": fingerprint(rewired(KARATE, seed=7)),
    } == {
        "erdos-renyi": "aab0094be288c738",
        "watts-strogatz": "5d2b0b54c37469eb",
        "barabasi-albert": "5a9ef4bc07bc147e",
        "configuration": "ac898c7efaa346f6",
        "rewired": "e62c04cbd3ffc982",
    }


@pytest.mark.parametrize(
    "draw",
    [
        lambda seed: erdos_renyi(50, 0.1, seed=seed),
        lambda seed: watts_strogatz(50, 4, 0.5, seed=seed),
        lambda seed: barabasi_albert(50, 2, seed=seed),
        lambda seed: configuration_model([3] * 50, seed=seed),
        lambda seed: rewired(KARATE, seed=seed),
    ],
    ids=["erdos-renyi", "watts-strogatz", "barabasi-albert", "configuration", "rewired"],
)
def test_another_seed_gives_another_network(draw: Callable[[int], Graph]) -> None:
    """And each is simple: no loop, no repeat, the same edge in both rows."""
    drawn = [draw(seed) for seed in range(5)]
    assert len({fingerprint(graph) for graph in drawn}) == 5
    for graph in drawn:
        found = witness(graph)
        assert found.number_of_edges() == graph.edge_count
        assert not list(nx.selfloop_edges(found))


def test_every_pair_is_joined_with_the_same_probability() -> None:
    """The first, the last and all between; counts over 4,000 networks are within 5 sigma."""
    counts = np.zeros((6, 6))
    runs, p = 4000, 0.3
    for seed in range(runs):
        for a, b in witness(erdos_renyi(6, p, seed=seed)).edges:
            counts[a, b] += 1
    found = [counts[a, b] for a, b in combinations(range(6), 2)]
    assert max(abs(count - runs * p) for count in found) < 5 * (runs * p * (1 - p)) ** 0.5


def test_every_arc_is_there_with_the_same_probability() -> None:
    """Directed: both ways of each pair, independently."""
    counts = np.zeros((5, 5))
    runs, p = 4000, 0.2
    for seed in range(runs):
        for a, b in witness(erdos_renyi(5, p, seed=seed, directed=True)).edges:
            counts[a, b] += 1
    found = [counts[a, b] for a, b in permutations(range(5), 2)]
    assert max(abs(count - runs * p) for count in found) < 5 * (runs * p * (1 - p)) ** 0.5


def test_the_degrees_of_a_random_network_are_binomial() -> None:
    """The mean and the variance of 20,000 nodes are within 5 sigma."""
    n, p = 20_000, 0.0005
    found = np.array(degrees(erdos_renyi(n, p, seed=1)))
    mean = (n - 1) * p
    assert abs(found.mean() - mean) < 5 * (2 * mean / n) ** 0.5
    assert abs(found.var() - mean) < 5 * mean * (2 / n) ** 0.5 * 1.5


@pytest.mark.parametrize(("p", "edges"), [(0.0, 0), (1.0, 4950)])
def test_the_ends_of_the_scale_are_exact(p: float, edges: int) -> None:
    """No edge, or all."""
    assert erdos_renyi(100, p, seed=3).edge_count == edges
    assert erdos_renyi(100, p, seed=3, directed=True).edge_count == 2 * edges


@pytest.mark.parametrize("n", [1, 2])
def test_the_smallest_networks_are_drawn(n: int) -> None:
    """One node, or two."""
    assert erdos_renyi(n, 0.5, seed=0).node_count == n
    assert barabasi_albert(2, 1, seed=0).edge_count == 1


def test_a_ring_that_is_not_rewired_is_a_ring() -> None:
    """Each node is joined to its nearest; that of networkx is the same."""
    ring = watts_strogatz(20, 4, 0.0, seed=9)
    assert nx.utils.graphs_equal(witness(ring), nx.watts_strogatz_graph(20, 4, 0.0))


def test_rewiring_a_ring_keeps_its_edges_and_shortens_it() -> None:
    """nk/2 edges whatever p; the far ends that moved are about p of them."""
    for p in (0.1, 0.5, 1.0):
        graph = watts_strogatz(400, 6, p, seed=4)
        assert graph.edge_count == 1200
        assert min(degrees(graph)) >= 3
    ring = set(witness(watts_strogatz(4000, 6, 0.0, seed=0)).edges)
    moved = 1 - len(ring & set(witness(watts_strogatz(4000, 6, 0.2, seed=0)).edges)) / 12_000
    assert moved == pytest.approx(0.2, abs=0.02)
    few = watts_strogatz(400, 6, 0.1, seed=4)
    assert nx.average_shortest_path_length(witness(few)) < 8 < 400 / 12


def test_a_ring_of_all_is_complete() -> None:
    """Where an edge cannot move it stays."""
    assert watts_strogatz(5, 4, 1.0, seed=2).edge_count == 10


def test_the_rich_get_richer() -> None:
    """m(n − m) edges, all joined, a tail that falls as k to the power −3."""
    n, m = 20_000, 3
    graph = barabasi_albert(n, m, seed=11)
    found = np.array(degrees(graph))
    assert graph.edge_count == m * (n - m)
    assert found.min() >= 1
    assert nx.is_connected(witness(graph))
    # Exact law far from the ends: P(k) = 2m(m + 1) / k(k + 1)(k + 2), Dorogovtsev et al. 2000
    for k in (3, 4, 5, 8):
        expected = 2 * m * (m + 1) / (k * (k + 1) * (k + 2))
        assert (found == k).mean() == pytest.approx(expected, abs=5 * (expected / n) ** 0.5)
    assert found.max() > 10 * found.mean()


def test_stubs_are_paired_uniformly() -> None:
    """Three stubs and three: over all pairings, the edge is there as often as counted by hand.

    Of the 15 pairings of the stubs of degrees 2, 2, 2, 8 join all three nodes in a triangle.
    """
    triangles = sum(configuration_model([2, 2, 2], seed=s).edge_count == 3 for s in range(3000))
    assert triangles / 3000 == pytest.approx(8 / 15, abs=5 * (8 / 15 * 7 / 15 / 3000) ** 0.5)


def test_what_the_configuration_model_leaves_out_is_counted() -> None:
    """Each stub is in an edge, a loop or a repeat."""
    wanted = [5, 4, 3, 3, 2, 2, 1]
    for seed in range(30):
        graph = configuration_model(wanted, seed=seed)
        left_out = graph.cleaning.loops + graph.cleaning.duplicates
        assert graph.edge_count + left_out == sum(wanted) // 2
        assert all(have <= want for have, want in zip(degrees(graph), wanted, strict=True))


@pytest.mark.parametrize("graph", [KARATE, DIRECTED], ids=["undirected", "directed"])
def test_rewiring_keeps_every_degree(graph: Graph) -> None:
    """In and out; names too; hardly any edge stays where it was."""
    for seed in range(5):
        found = rewired(graph, seed=seed)
        assert found.ids == graph.ids
        assert degrees(found) == degrees(graph)
        assert in_degrees(found) == in_degrees(graph)
        assert found.directed == graph.directed
    same = set(witness(rewired(graph, seed=1)).edges) & set(witness(graph).edges)
    assert len(same) < 0.7 * graph.edge_count


def test_rewiring_draws_each_network_as_often() -> None:
    """Of four nodes of degree 2 there are three: each square is drawn a third of the time."""
    square = build_graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    seen = [fingerprint(rewired(square, seed=seed, swaps=20)) for seed in range(1500)]
    counts = [seen.count(one) for one in sorted(set(seen))]
    assert len(counts) == 3
    assert max(abs(count - 500) for count in counts) < 5 * (1500 * 1 / 3 * 2 / 3) ** 0.5


def test_rewiring_leaves_out_weights_and_keeps_attributes() -> None:
    """A weight belongs to an edge that is gone; a value belongs to a node that stays."""
    graph = build_graph([("a", "b")], weights=[2.0], attributes={"x": {"a": "1"}})
    found = rewired(graph, seed=0)
    assert found.weights is None
    assert found.attributes == {"x": ("1", "")}


def test_names_sort_as_numbers_do() -> None:
    """So that a node's place is its number."""
    assert node_names(10)[:2] == ("01", "02")
    assert list(node_names(1000)) == sorted(node_names(1000))


@pytest.mark.parametrize("name", MODELS)
def test_the_example_of_every_model_is_drawn(name: str) -> None:
    """The one that hints show."""
    model, message, _ = parse_model(MODELS[name].example)
    assert message == ""
    assert model is not None
    assert draw_model(model, KARATE).node_count >= 4


def test_a_model_is_read() -> None:
    """Decimals may have a comma; the seed is 0 unless it is said."""
    assert parse_model("watts-strogatz n=1000 k=10 p=0,1 seed=7") == (
        Model(name="watts-strogatz", n=1000, k=10, p=0.1, seed=7),
        "",
        "",
    )
    assert parse_model("configuration degrees=2,1,1")[0] == Model(
        name="configuration", degrees=(2, 1, 1)
    )


EXAMPLE = "Write it as `model: watts-strogatz n=1000 k=10 p=0.1 seed=7`."


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "watts-strogatzz n=3",
            "there is no random model 'watts-strogatzz'",
            "Did you mean 'watts-strogatz'?",
        ),
        (
            "watts-strogatz n=10 k=4 q=1",
            "the model 'watts-strogatz' has no parameter 'q'",
            "Known: k, n, p, seed.",
        ),
        ("watts-strogatz n=10 p=1", "the model 'watts-strogatz' needs the parameter 'k'", EXAMPLE),
        (
            "watts-strogatz n=ten k=4 p=1",
            "the parameter 'n=ten' is not a whole number",
            EXAMPLE,
        ),
        (
            "watts-strogatz n=10 k=4 p=1.5",
            "the parameter 'p=1.5' is not a number from 0 to 1",
            EXAMPLE,
        ),
        (
            "watts-strogatz n=10 n=9 k=4 p=1",
            "the parameter 'n' is given twice",
            EXAMPLE,
        ),
        (
            "watts-strogatz n=10 k=3 p=1",
            (
                "the model 'watts-strogatz n=10 k=3 p=1' cannot be drawn: "
                "k must be even, at least 2, and less than n"
            ),
            EXAMPLE,
        ),
        (
            "watts-strogatz n=1000000 k=4 p=1",
            (
                "the model 'watts-strogatz n=1000000 k=4 p=1' cannot be drawn: "
                "it may have 100000 nodes, 1000000 edges and 1000 swaps an edge at most"
            ),
            EXAMPLE,
        ),
        (
            "barabasi-albert n=3 m=3",
            (
                "the model 'barabasi-albert n=3 m=3' cannot be drawn: "
                "m must be at least 1, and below n"
            ),
            "Write it as `model: barabasi-albert n=1000 m=3 seed=7`.",
        ),
        (
            "configuration degrees=1,1,1",
            (
                "the model 'configuration degrees=1,1,1' cannot be drawn: "
                "the degrees must sum to an even number, two for each edge"
            ),
            "Write it as `model: configuration degrees=3,2,2,1 seed=7`.",
        ),
        (
            "configuration degrees=2,2",
            (
                "the model 'configuration degrees=2,2' cannot be drawn: "
                "each degree must be less than the number of nodes"
            ),
            "Write it as `model: configuration degrees=3,2,2,1 seed=7`.",
        ),
        (
            "erdos-renyi n=0 p=1",
            "the model 'erdos-renyi n=0 p=1' cannot be drawn: n must be at least 1",
            "Write it as `model: erdos-renyi n=1000 p=0.01 seed=7`.",
        ),
    ],
)
def test_what_is_wrong_with_a_model_is_said(text: str, message: str, hint: str) -> None:
    """With an example of one that is right."""
    assert parse_model(text) == (None, message, hint)


def test_models_of_a_network_keep_its_names() -> None:
    """The configuration model takes the degrees of its nodes, in their order."""
    model, _, _ = parse_model("configuration seed=1")
    assert model is not None
    found = draw_model(model, KARATE)
    assert found.ids == KARATE.ids
    assert found.cleaning != Cleaning()
    pairs = zip(degrees(found), degrees(KARATE), strict=True)
    assert all(have <= want for have, want in pairs)
