"""GraphML: http://graphml.graphdrawing.org/specification.html."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...build.problems import Problem
from .network import Network, Node, Tie, link
from .text import clean
from .xml_tree import children, descendants, line_of, local_name, parse_xml, text_of

if TYPE_CHECKING:
    from lxml import etree

_LABELS = ("label", "name")
_WEIGHTS = ("weight", "poids", "value")
_WAYS = {"directed": True, "undirected": False, "true": True, "false": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Key:
    """A declared attribute: of nodes or of edges, its name, and what those without it have."""

    of: str
    name: str
    default: str


def parse_graphml(data: bytes, name: str) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the networks of a GraphML file, or what is wrong with it.

    An edge has the weight of its attribute `weight` (or `value`). Networks within nodes, and
    edges of more than two ends, are refused.
    """
    root, problems = parse_xml(data, name, root="graphml")
    if root is None:
        return (), problems
    keys = {key.get("id", ""): _key(key) for key in children(root, "key")}
    graphs = list(children(root, "graph"))
    refused = tuple(_refused(root, name))
    if not graphs and not refused:
        hint = "It needs a <graph> with nodes and edges."
        refused = (Problem(name, line_of(root), "the file holds no network", hint),)
    if refused:
        return (), refused
    found = [
        _network(graph, keys, name, graph.get("id") or str(rank))
        for rank, graph in enumerate(graphs, 1)
    ]
    networks = tuple(network for network, _ in found if network)
    problems = tuple(problem for _, wrong in found for problem in wrong)
    return ((), problems) if problems else (networks, ())


def _key(element: "etree._Element") -> _Key:
    return _Key(
        of=element.get("for", "all"),
        name=element.get("attr.name") or element.get("id") or "",
        default=text_of(next(children(element, "default"), None)),
    )


def _refused(root: "etree._Element", name: str) -> list[Problem]:
    """Return what GraphML can say and a simple network cannot."""
    nested = [inner for node in descendants(root, "node") for inner in children(node, "graph")]
    refused = [
        (nested, "a network within a node is not read", "Keep one level of nodes."),
        (
            list(descendants(root, "hyperedge")),
            "an edge of more than two ends is not read",
            "Write an edge for each pair.",
        ),
    ]
    return [
        Problem(name, line_of(found[0]), message, hint)
        for found, message, hint in refused
        if found
    ]


def _network(
    graph: "etree._Element", keys: Mapping[str, _Key], name: str, relation: str
) -> tuple[Network | None, tuple[Problem, ...]]:
    of_nodes = {key: one for key, one in keys.items() if one.of in {"node", "all"}}
    of_edges = {key: one for key, one in keys.items() if one.of in {"edge", "all"}}
    named = [key.name for key in of_nodes.values()]
    label_key = next((one for one in named if clean(one).lower() in _LABELS), "label")
    nodes: list[Node] = []
    ties: list[Tie] = []
    for element in graph:
        if local_name(element) == "node":
            values = _values(element, of_nodes)
            label = values.get(label_key, "")
            line = line_of(element)
            nodes.append(Node(id=element.get("id", ""), line=line, label=label, values=values))
        elif local_name(element) == "edge":
            ties.append(_tie(element, of_edges))
    return link(
        nodes,
        ties,
        name=name,
        directed=_WAYS.get(graph.get("edgedefault", "")),
        attributes=named,
        label_key=clean(label_key),
        relation=relation,
    )


def _tie(element: "etree._Element", keys: Mapping[str, _Key]) -> Tie:
    values = {key.lower(): value for key, value in _values(element, keys).items()}
    return Tie(
        source=element.get("source", ""),
        target=element.get("target", ""),
        line=line_of(element),
        weight=next((values[key].strip() for key in _WEIGHTS if values.get(key)), ""),
        directed=_WAYS.get(element.get("directed", "")),
    )


def _values(element: "etree._Element", keys: Mapping[str, _Key]) -> dict[str, str]:
    """Return the value of each attribute of an element, by its name."""
    values = {key.name: key.default for key in keys.values() if key.default}
    for data in children(element, "data"):
        key = keys.get(data.get("key", ""))
        if key:
            values[key.name] = text_of(data)
    return values
