"""The classic networks of the site: each is what the literature says it is."""

from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pytest
from pelican.plugins.network_stats.inputs import load_graph, load_sidecar
from pelican.plugins.network_stats.models import Cleaning, DataFile, Graph

FOLDER = Path(__file__).parent.parent.parent / "content" / "networks"
KITE = ("Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")

Edges = dict[frozenset[str], float]


def find(name: str) -> DataFile:
    [path] = [path for path in (FOLDER / name).iterdir() if path.suffix != ".toml"]
    return DataFile(path=path, name=path.name)


def load(name: str) -> Graph:
    graph, problems = load_graph(find(name))
    assert problems == ()
    assert graph is not None
    return graph


def edges(graph: Graph) -> Edges:
    return {
        frozenset((name, graph.ids[graph.neighbours[place]])): 1.0
        if graph.weights is None
        else float(graph.weights[place])
        for node, name in enumerate(graph.ids)
        for place in range(graph.starts[node], graph.starts[node + 1])
    }


def of(graph: nx.Graph, *, weights: bool = True) -> Edges:
    return {
        frozenset((str(a), str(b))): float(data.get("weight", 1)) if weights else 1.0
        for a, b, data in graph.edges(data=True)
    }


DAVIS = nx.davis_southern_women_graph()
WITNESSES: Mapping[str, Edges] = {
    "florentine-marriages": of(nx.florentine_families_graph()),
    "karate": of(nx.relabel_nodes(nx.karate_club_graph(), lambda node: node + 1)),
    "krackhardt-kite": of(nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(KITE)))),
    "les-miserables": of(nx.les_miserables_graph()),
    "southern-women": of(DAVIS),
    "southern-women-together": of(
        nx.bipartite.weighted_projected_graph(DAVIS, DAVIS.graph["top"])
    ),
}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_every_network_is_read_whole_and_may_be_shared(name: str) -> None:
    """Nothing in it needs to be mended, and its record says where it comes from."""
    assert load(name).cleaning == Cleaning()
    record, problems = load_sidecar(find(name))
    assert problems == ()
    assert record is not None
    assert record.share
    assert set(record.title) == set(record.note) == {"en", "fr"}
    assert find(name).path.stem == name


@pytest.mark.parametrize("name", WITNESSES)
def test_networkx_has_the_same_links(name: str) -> None:
    """And the same weights."""
    assert edges(load(name)) == WITNESSES[name]


def test_the_sides_of_the_karate_club_are_those_that_networkx_has() -> None:
    """Seventeen members each."""
    graph = load("karate")
    sides = dict(zip(graph.ids, graph.attributes["club"], strict=True))
    for node, club in nx.karate_club_graph().nodes(data="club"):
        assert (sides[str(node + 1)] == "Mr. Hi") == (club == "Mr. Hi")
    assert sorted(sides.values()) == ["John A."] * 17 + ["Mr. Hi"] * 17


def test_the_families_of_florence_are_the_same_in_both_networks() -> None:
    """Sixteen; fifteen links of business, eight of them between families also allied."""
    marriages, business = load("florentine-marriages"), load("florentine-business")
    assert marriages.ids == business.ids
    assert (marriages.node_count, marriages.edge_count, business.edge_count) == (16, 20, 15)
    assert len(edges(marriages).keys() & edges(business).keys()) == 8
    alone = [name for name in business.ids if not any(name in edge for edge in edges(business))]
    assert alone == ["Acciaiuoli", "Albizzi", "Pucci", "Ridolfi", "Strozzi"]


def test_the_women_and_the_events_are_told_apart() -> None:
    """Eighteen and fourteen; every link joins one of each."""
    graph = load("southern-women")
    kind = dict(zip(graph.ids, graph.attributes["mode"], strict=True))
    assert sorted(kind.values()) == ["event"] * 14 + ["woman"] * 18
    assert all({kind[name] for name in edge} == {"event", "woman"} for edge in edges(graph))
