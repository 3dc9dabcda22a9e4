"""Networks as files that other programs read: GraphML and GEXF."""

from collections.abc import Iterator
from html import escape

from ..models import Graph
from .edge_list import dump_weight
from .text import clean

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"


def dump_graphml(graph: Graph) -> str:
    """Return a network as GraphML: http://graphml.graphdrawing.org/specification.html.

    The id of a node is its name, so that every reader has it. Attributes are texts.
    """
    way = _way(graph)
    keys = [
        f'<key id="d{index}" for="node" attr.name="{_text(key)}" attr.type="string"/>'
        for index, key in enumerate(graph.attributes)
    ]
    if graph.weights is not None:
        keys.append('<key id="weight" for="edge" attr.name="weight" attr.type="double"/>')
    return _lines(
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="{_GRAPHML}">',
        *keys,
        f'<graph id="network" edgedefault="{way}">',
        *_graphml_nodes(graph),
        *(_graphml_edge(*edge) for edge in _edges(graph)),
        "</graph>",
        "</graphml>",
    )


def _graphml_nodes(graph: Graph) -> Iterator[str]:
    for node, name in enumerate(graph.ids):
        data = "".join(
            f'<data key="d{index}">{_text(values[node])}</data>'
            for index, values in enumerate(graph.attributes.values())
            if values[node]
        )
        yield f'<node id="{_text(name)}"' + (f">{data}</node>" if data else "/>")


def _graphml_edge(source: str, target: str, weight: str) -> str:
    ends = f'<edge source="{source}" target="{target}"'
    return f'{ends}><data key="weight">{weight}</data></edge>' if weight else f"{ends}/>"


def dump_gexf(graph: Graph) -> str:
    """Return a network as GEXF 1.3: https://gexf.net/schema.html."""
    way = _way(graph)
    declared = [
        f'<attribute id="{index}" title="{_text(key)}" type="string"/>'
        for index, key in enumerate(graph.attributes)
    ]
    attributes = ['<attributes class="node">', *declared, "</attributes>"] if declared else []
    return _lines(
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gexf xmlns="{_GEXF}" version="1.3">',
        f'<graph defaultedgetype="{way}" mode="static">',
        *attributes,
        "<nodes>",
        *_gexf_nodes(graph),
        "</nodes>",
        "<edges>",
        *(_gexf_edge(index, *edge) for index, edge in enumerate(_edges(graph))),
        "</edges>",
        "</graph>",
        "</gexf>",
    )


def _gexf_nodes(graph: Graph) -> Iterator[str]:
    for node, name in enumerate(graph.ids):
        values = "".join(
            f'<attvalue for="{index}" value="{_text(values[node])}"/>'
            for index, values in enumerate(graph.attributes.values())
            if values[node]
        )
        start = f'<node id="{_text(name)}" label="{_text(name)}"'
        yield f"{start}><attvalues>{values}</attvalues></node>" if values else f"{start}/>"


def _gexf_edge(index: int, source: str, target: str, weight: str) -> str:
    written = f' weight="{weight}"' if weight else ""
    return f'<edge id="{index}" source="{source}" target="{target}"{written}/>'


def _edges(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Yield each edge once: the names of its ends, and its weight or ""; ready for XML."""
    names = [_text(name) for name in graph.ids]
    starts, neighbours = graph.starts.tolist(), graph.neighbours.tolist()
    weights = None if graph.weights is None else graph.weights.tolist()
    for node, name in enumerate(names):
        for place in range(starts[node], starts[node + 1]):
            if graph.directed or node < neighbours[place]:
                weight = dump_weight(weights[place]) if weights else ""
                yield name, names[neighbours[place]], weight


def _way(graph: Graph) -> str:
    return "directed" if graph.directed else "undirected"


def _text(text: str) -> str:
    return escape(clean(text))


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
