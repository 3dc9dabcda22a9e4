"""Writing networks for other programs."""

import io
from collections.abc import Callable

import networkx as nx
import pytest
from lxml import etree
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs.exports import dump_gexf, dump_graphml
from pelican.plugins.network_stats.models import Graph

SMALL = build_graph(
    [("Ada", "Grace"), ("Grace", "Linus")],
    weights=[1.0, 2.5],
    nodes=["Zoé"],
    attributes={"role": {"Ada": "chair", "Zoé": "<guest>"}},
)
HOSTILE = build_graph([('</node><script>alert("1")</script>', "=HYPERLINK('x')&\x00\ud800]]>")])


def test_graphml_is_written_whole() -> None:
    """A node without an edge, an attribute that not all have, weights; no clock, no program."""
    assert dump_graphml(SMALL) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        '<key id="d0" for="node" attr.name="role" attr.type="string"/>\n'
        '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n'
        '<graph id="network" edgedefault="undirected">\n'
        '<node id="Ada"><data key="d0">chair</data></node>\n'
        '<node id="Grace"/>\n'
        '<node id="Linus"/>\n'
        '<node id="Zoé"><data key="d0">&lt;guest&gt;</data></node>\n'
        '<edge source="Ada" target="Grace"><data key="weight">1</data></edge>\n'
        '<edge source="Grace" target="Linus"><data key="weight">2.5</data></edge>\n'
        "</graph>\n"
        "</graphml>\n"
    )


def test_gexf_is_written_whole() -> None:
    """Of an arc, too."""
    graph = build_graph([("b", "a")], directed=True, attributes={"role": {"a": "chair"}})
    assert dump_gexf(graph) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        '<graph defaultedgetype="directed" mode="static">\n'
        '<attributes class="node">\n'
        '<attribute id="0" title="role" type="string"/>\n'
        "</attributes>\n"
        "<nodes>\n"
        '<node id="a" label="a"><attvalues><attvalue for="0" value="chair"/></attvalues></node>\n'
        '<node id="b" label="b"/>\n'
        "</nodes>\n"
        "<edges>\n"
        '<edge id="0" source="b" target="a"/>\n'
        "</edges>\n"
        "</graph>\n"
        "</gexf>\n"
    )


@pytest.mark.parametrize("graph", [SMALL, HOSTILE], ids=["small", "hostile"])
def test_networkx_reads_what_is_written(graph: Graph) -> None:
    """The same names and edges."""
    graphml = nx.read_graphml(io.BytesIO(dump_graphml(graph).encode()))
    gexf = nx.read_gexf(io.BytesIO(dump_gexf(graph).encode()), version="1.2draft")
    for found in (graphml, gexf):
        assert found.number_of_edges() == graph.edge_count
        assert len(found) == graph.node_count
    assert nx.utils.graphs_equal(nx.Graph(graphml.edges), nx.Graph(gexf.edges))


@pytest.mark.parametrize("dump", [dump_graphml, dump_gexf])
def test_hostile_names_are_texts(dump: Callable[[Graph], str]) -> None:
    """They open no element, and what XML cannot hold is left out."""
    root = etree.fromstring(dump(HOSTILE).encode())
    names = {element.get("id") for element in root.iter("{*}node")}
    assert names == {'</node><script>alert("1")</script>', "=HYPERLINK('x')&]]>"}
    assert not list(root.iter("{*}script"))


def test_an_empty_network_is_written() -> None:
    """Elements without content are well formed."""
    assert etree.fromstring(dump_graphml(build_graph([])).encode()).tag.endswith("graphml")
    assert etree.fromstring(dump_gexf(build_graph([])).encode()).tag.endswith("gexf")
