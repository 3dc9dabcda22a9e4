"""Other libraries write networks, and read the same files: all of us find the same."""

import io
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import igraph
import networkx as nx
import pytest
import scipy.io
import scipy.sparse
from pelican.plugins.network_stats.inputs import load_graph
from pelican.plugins.network_stats.models import DataFile, Graph

Found = tuple[set[str], dict[tuple[str, str], float], bool]


def weighted(graph: nx.Graph) -> nx.Graph:
    """Return a network with names as texts and weights that are not all 1."""
    numbers = random.Random(7)  # noqa: S311 - the same weights each time
    named = nx.relabel_nodes(graph, str)
    for _, _, data in named.edges(data=True):
        data.clear()
        data["weight"] = numbers.choice([0.25, 2.0, 3.5])
    for node in named.nodes:
        named.nodes[node].clear()
    named.graph.clear()
    return named


NETWORKS: Mapping[str, nx.Graph] = {
    "karate": weighted(nx.karate_club_graph()),
    "les-miserables": weighted(nx.les_miserables_graph()),
    "florentine": weighted(nx.florentine_families_graph()),
    "kite": weighted(nx.krackhardt_kite_graph()),
    "davis": weighted(nx.davis_southern_women_graph()),
    "growing": weighted(nx.gn_graph(30, seed=1)),
    "arcs": weighted(nx.gnp_random_graph(20, 0.2, seed=2, directed=True)),
    "sparse": weighted(nx.gnp_random_graph(20, 0.05, seed=3)),
}


def dump(write: Callable[[nx.Graph, io.BytesIO], None]) -> Callable[[nx.Graph], bytes]:
    def dumped(graph: nx.Graph) -> bytes:
        stream = io.BytesIO()
        write(graph, stream)
        return stream.getvalue()

    return dumped


def dump_matrix(graph: nx.Graph) -> bytes:
    stream = io.BytesIO()
    scipy.io.mmwrite(stream, nx.to_scipy_sparse_array(graph))
    return stream.getvalue()


def read_matrix(content: bytes) -> nx.Graph:
    matrix = scipy.io.mmread(io.BytesIO(content))
    kind = nx.Graph if abs(matrix - matrix.T).sum() == 0 else nx.DiGraph
    return nx.relabel_nodes(
        nx.from_scipy_sparse_array(scipy.sparse.csr_array(matrix), create_using=kind),
        lambda place: str(place + 1),
    )


def read_pajek(content: bytes) -> nx.Graph:
    graph = nx.parse_pajek(content.decode())
    return nx.DiGraph(graph) if graph.is_directed() else nx.Graph(graph)


FORMATS: Mapping[str, tuple[str, Callable[[nx.Graph], bytes], Callable[[bytes], nx.Graph]]] = {
    "graphml": (
        ".graphml",
        dump(nx.write_graphml),
        lambda content: nx.read_graphml(io.BytesIO(content)),
    ),
    "gexf": (".gexf", dump(nx.write_gexf), lambda content: nx.read_gexf(io.BytesIO(content))),
    "gml": (".gml", dump(nx.write_gml), lambda content: nx.read_gml(io.BytesIO(content))),
    "pajek": (".net", dump(nx.write_pajek), read_pajek),
    "links": (
        ".json",
        lambda graph: json.dumps(nx.node_link_data(graph, edges="links")).encode(),
        lambda content: nx.node_link_graph(json.loads(content), edges="links"),
    ),
    "edges": (
        ".json",
        lambda graph: json.dumps(nx.node_link_data(graph, edges="edges"), indent=1).encode(),
        lambda content: nx.node_link_graph(json.loads(content), edges="edges"),
    ),
    "matrix market": (".mtx", dump_matrix, read_matrix),
}


def load(path: Path, content: bytes, *, directed: bool | None = None) -> Graph:
    path.write_bytes(content)
    graph, problems = load_graph(DataFile(path=path, name=path.name), directed=directed)
    assert problems == ()
    assert graph is not None
    return graph


def ours(graph: Graph) -> Found:
    """Return the names, the weight of each edge, and whether it has a direction."""
    edges = {}
    for node, name in enumerate(graph.ids):
        for place in range(graph.starts[node], graph.starts[node + 1]):
            other = graph.ids[graph.neighbours[place]]
            if graph.directed or name < other:
                edges[name, other] = 1.0 if graph.weights is None else float(graph.weights[place])
    return set(graph.ids), edges, graph.directed


def theirs(graph: nx.Graph) -> Found:
    edges = {}
    for a, b, weight in graph.edges(data="weight", default=1.0):
        edges[(a, b) if graph.is_directed() else (min(a, b), max(a, b))] = weight
    return set(graph.nodes), edges, graph.is_directed()


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", FORMATS)
def test_networkx_reads_the_same_in_its_files(name: str, network: str, tmp_path: Path) -> None:
    """Names, edges, weights, directions; scipy's, for matrices."""
    ending, dumped, reread = FORMATS[name]
    content = dumped(NETWORKS[network])
    assert ours(load(tmp_path / f"x{ending}", content)) == theirs(reread(content))


@pytest.mark.parametrize("network", NETWORKS)
def test_networkx_reads_the_same_in_a_list(network: str, tmp_path: Path) -> None:
    """A list has no nodes without an edge, and says nothing of directions."""
    graph = NETWORKS[network]
    stream = io.BytesIO()
    nx.write_weighted_edgelist(graph, stream, delimiter="\t")
    content = stream.getvalue()
    kind = nx.DiGraph if graph.is_directed() else nx.Graph
    reread = nx.read_weighted_edgelist(io.BytesIO(content), delimiter="\t", create_using=kind)
    assert ours(load(tmp_path / "x.tsv", content, directed=graph.is_directed())) == theirs(reread)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("ending", [".graphml", ".gml", ".net"])
def test_what_igraph_writes_is_read(network: str, ending: str, tmp_path: Path) -> None:
    """Nodes have the names that it keeps beside its numbers."""
    graph = igraph.Graph.from_networkx(NETWORKS[network])
    names = graph.vs["_nx_name"]
    del graph.vs["_nx_name"]
    graph.vs["label" if ending == ".gml" else "name"] = names
    path = tmp_path / f"x{ending}"
    graph.write(str(path))
    assert ours(load(path, path.read_bytes())) == theirs(NETWORKS[network])


def test_igraph_reads_the_same_in_ucinets_files(tmp_path: Path) -> None:
    """Which networkx does not read."""
    content = (
        b"dl n=4\nformat = edgelist1\nlabels:\nann\nbob\ncy\ndan\ndata:\n1 2 2\n2 3 1\n4 1 0.5\n"
    )
    path = tmp_path / "x.dl"
    found = ours(load(path, content))
    witness = igraph.Graph.Read_DL(str(path), directed=True)
    assert found == (
        set(witness.vs["name"]),
        {
            (witness.vs[edge.source]["name"], witness.vs[edge.target]["name"]): edge["weight"]
            for edge in witness.es
        },
        True,
    )
