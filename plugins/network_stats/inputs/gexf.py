"""GEXF, of any version: https://gexf.net/schema.html."""

from typing import TYPE_CHECKING

from ...build.problems import Problem
from .network import Network, Node, Tie, link
from .xml_tree import children, descendants, line_of, local_name, parse_xml, text_of

if TYPE_CHECKING:
    from lxml import etree

_WAYS = {"directed": True, "undirected": False, "mutual": False}


def parse_gexf(data: bytes, name: str) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the network of a GEXF file, or what is wrong with it.

    Nodes within nodes count as nodes. What a dynamic file says of times is left aside: every
    node and edge that was there at one time is there.
    """
    root, problems = parse_xml(data, name, root="gexf")
    if root is None:
        return (), problems
    graph = next(children(root, "graph"), None)
    if graph is None:
        hint = "It needs a <graph> with nodes and edges."
        return (), (Problem(name, line_of(root), "the file holds no network", hint),)
    titles, defaults = _declared(graph, "node")
    weights = {key for key, title in _declared(graph, "edge")[0].items() if title == "weight"}
    network, problems = link(
        [_node(element, titles, defaults) for element in descendants(graph, "node")],
        [_tie(element, weights) for element in descendants(graph, "edge")],
        name=name,
        directed=_WAYS.get(graph.get("defaultedgetype", "undirected")),
        attributes=titles.values(),
    )
    return (network,) if network else (), problems


def _declared(graph: "etree._Element", of: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the attributes of nodes or edges: titles by id, and default values by id."""
    found = [
        attribute
        for attributes in children(graph, "attributes")
        if attributes.get("class") == of
        for attribute in children(attributes, "attribute")
    ]
    titles = {one.get("id", ""): one.get("title") or one.get("id") or "" for one in found}
    defaults = {one.get("id", ""): text_of(next(children(one, "default"), None)) for one in found}
    return titles, defaults


def _node(element: "etree._Element", titles: dict[str, str], defaults: dict[str, str]) -> Node:
    values = {titles[key]: value for key, value in defaults.items() if value}
    values |= {titles.get(key, key): value for key, value in _values(element)}
    return Node(
        id=element.get("id", ""),
        line=line_of(element),
        label=element.get("label", ""),
        values=values,
    )


def _tie(element: "etree._Element", weights: set[str]) -> Tie:
    weight = element.get("weight", "")
    if not weight:
        weight = next((value for key, value in _values(element) if key in weights), "")
    return Tie(
        source=element.get("source", ""),
        target=element.get("target", ""),
        line=line_of(element),
        weight=weight.strip(),
        directed=_WAYS.get(element.get("type", "")),
    )


def _values(element: "etree._Element") -> list[tuple[str, str]]:
    """Return the values of an element's attributes, by id ("for", or "id" before GEXF 1.1)."""
    return [
        (value.get("for") or value.get("id") or "", value.get("value", ""))
        for values in children(element, "attvalues")
        for value in values
        if local_name(value) == "attvalue"
    ]
