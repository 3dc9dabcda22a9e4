"""A network as a file gives it, and how it becomes one: names, weights, directions."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...build.problems import Problem
from ..models import Cleaning, Graph
from .table import parse_quantity
from .text import capped, clean

MOST_NODES = 1_000_000
"""How many nodes a file may announce before it lists any."""

_MECHANICAL = re.compile(r"[A-Za-z]?\d+(?:\.0)?")
_DECIMAL = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
_NOT_FINITE = {"nan", "inf", "infinity"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """The edges as a file has them, loops and repeats included, between names in one form."""

    edges: Sequence[tuple[str, str]]
    weights: Sequence[float] | None = None
    """Parallel to `edges`; None when the file has none."""
    nodes: Sequence[str] = ()
    """The nodes that the file lists beside its edges."""
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each name, the value of each node that has one."""
    directed: bool | None = None
    """None when the file does not say."""
    both_ways: frozenset[int] = frozenset()
    """The edges, by their place, that stand for two arcs if the network is directed."""
    relation: str = ""
    """How the file calls this network, when it may hold several."""
    cleaning: Cleaning = field(default_factory=Cleaning)


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A node as a file lists it. Its label is "" when it has none."""

    id: str
    line: int
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """An edge as a file lists it, by the ids of its ends.

    Its weight is "" when it has none, its direction `None` when it is that of the file.
    """

    source: str
    target: str
    line: int
    weight: str = ""
    directed: bool | None = None


class Names:
    """The one form of each name of a file, and how many were written in several."""

    def __init__(self) -> None:
        self._forms: dict[str, str] = {}

    def __call__(self, written: str) -> str:
        """Return the one form of a name, "" when nothing is left of it."""
        form = self._forms.get(written)
        if form is None:
            form = self._forms[written] = clean(written)
        return form

    @property
    def merged(self) -> int:
        """Return how many ways to write a name were beyond one for each name."""
        forms = [form for form in self._forms.values() if form]
        return len(forms) - len(set(forms))


@lru_cache(maxsize=4096)
def parse_number(text: str) -> float | None:
    """Return a number of any sign, NaN and the infinite ones included; None for other texts.

    It may be written 2, 2.5, 2,5, 1 000 or 1e-3; not 1,000, which is one in French and a
    thousand in English.
    """
    if text.startswith(("-", "+")):
        value = parse_number(text[1:]) if text[1:2].isalnum() or text[1:2] == "." else None
        return -value if value is not None and text[0] == "-" else value
    quantity = parse_quantity(text)
    if quantity is not None:
        return None if quantity.percent else float(quantity.value)
    if _DECIMAL.fullmatch(text) or text.lower() in _NOT_FINITE:
        return float(text)
    return None


@lru_cache(maxsize=4096)
def parse_weight(text: str) -> tuple[float, str, str]:
    """Return a weight, or NaN and why it is not one, with a hint; one is finite and above 0."""
    written = text.strip()
    value = parse_number(written)
    if value is not None and math.isfinite(value) and value > 0:
        return value, "", ""
    if not written:
        return math.nan, "the weight is missing", "Write one for each link, or for none."
    if value == 0:
        hint = "Leave out the links that are not there."
    elif value is not None and -math.inf < value < 0:
        hint = "Ties for and against are not measured together: keep one kind."
    else:
        hint = "Write 2, 2.5 or 2,5; 1,000 could be one, or a thousand."
    return math.nan, f"the weight {written!r} is not a number above zero", hint


def build_network(
    network: Network, *, directed: bool | None, weights: bool, otherwise: bool = False
) -> Graph:
    """Return the simple network of a file's edges.

    `directed` decides over what the file says, and `otherwise` is for a file that does not
    say; `weights` is False to leave them out.
    """
    from ..graphs import build_graph  # noqa: PLC0415 - numpy waits until a figure needs it

    said = otherwise if network.directed is None else network.directed
    ways = said if directed is None else directed
    edges, values = list(network.edges), list(network.weights or ())
    turned = [place for place in sorted(network.both_ways) if ways and len({*edges[place]}) == 2]
    for place in turned:
        edges.append((edges[place][1], edges[place][0]))
        values += values[place : place + 1]
    mixed = len(network.both_ways) < len(network.edges)
    cleaning = replace(
        network.cleaning,
        turned=len(turned) if mixed else 0,
        weights=network.cleaning.weights or (bool(values) and not weights),
    )
    return build_graph(
        edges,
        directed=ways,
        weights=values if values and weights else None,
        nodes=network.nodes,
        attributes=network.attributes,
        cleaning=cleaning,
    )


def link(
    nodes: Sequence[Node],
    ties: Sequence[Tie],
    *,
    name: str,
    directed: bool | None = None,
    attributes: Iterable[str] = (),
    label_key: str = "label",
    relation: str = "",
    unlisted: bool = False,
) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the network of the nodes and ties that a file lists, or what is wrong with them.

    Nodes are named by their labels when their ids are only numbers and each has a label of
    its own; else by their ids, and their labels are an attribute, `label_key`. An end that is
    no listed node is added as one, and counted unless `unlisted` says that this file lists
    nodes only to say more of them. `attributes` are those that the file declares, whether a
    node has them or not.
    """
    labelled = _are_named_by_labels(nodes)
    names = Names()
    called = {node.id: names(node.label if labelled else node.id) for node in nodes}
    problems = _listed_twice(nodes, name)
    edges = [_ends(tie, called, names) for tie in ties]
    weights, wrong = _weights(ties, name)
    problems += [
        _no_end(name, tie) for tie, ends in zip(ties, edges, strict=True) if not all(ends)
    ]
    problems += wrong
    if not nodes and not ties:
        hint = "A network has nodes, and edges between them."
        problems.append(Problem(name, 0, "the network has no node", hint))
    if problems:
        return None, capped(problems)
    added = {end for ends in edges for end in ends} - set(called.values())
    ways = [directed if tie.directed is None else tie.directed for tie in ties]
    one_way, both_ways = directions(ways or [directed])
    return Network(
        edges=edges,
        weights=weights,
        nodes=list(called.values()),
        attributes=_attributes(nodes, called, attributes, label_key, labelled=labelled),
        directed=one_way,
        both_ways=both_ways,
        relation=relation,
        cleaning=Cleaning(merged=names.merged, dangling=0 if unlisted else len(added)),
    ), ()


def _are_named_by_labels(nodes: Sequence[Node]) -> bool:
    labels = {clean(node.label) for node in nodes}
    if "" in labels or len(labels) < len(nodes):
        return False
    return all(_MECHANICAL.fullmatch(node.id) for node in nodes)


def _listed_twice(nodes: Sequence[Node], name: str) -> list[Problem]:
    """Return the nodes that have no id, or the id of another."""
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for node in nodes:
        if not clean(node.id):
            problems.append(Problem(name, node.line, "this node has no id", "Give each its own."))
        elif node.id in first:
            message = f"the node {node.id!r} is listed twice"
            hint = f"It is first on line {first[node.id]}: give each node an id of its own."
            problems.append(Problem(name, node.line, message, hint))
        first.setdefault(node.id, node.line)
    return problems


def _ends(tie: Tie, called: Mapping[str, str], names: Names) -> tuple[str, str]:
    source, target = tie.source, tie.target
    return called.get(source) or names(source), called.get(target) or names(target)


def _weights(ties: Sequence[Tie], name: str) -> tuple[list[float] | None, list[Problem]]:
    """Return the weights of ties, 1 for those without when others have one."""
    if not any(tie.weight for tie in ties):
        return None, []
    read = [parse_weight(tie.weight or "1") for tie in ties]
    problems = [
        Problem(name, tie.line, message, hint)
        for tie, (_, message, hint) in zip(ties, read, strict=True)
        if message
    ]
    return [value for value, _, _ in read], problems


def _attributes(
    nodes: Sequence[Node],
    called: Mapping[str, str],
    declared: Iterable[str],
    label_key: str,
    *,
    labelled: bool,
) -> dict[str, dict[str, str]]:
    """Return what is known of nodes, under `label_key` the labels that are not their names."""
    found: dict[str, dict[str, str]] = {clean(key): {} for key in declared}
    for node in nodes:
        values = {clean(key): clean(value) for key, value in node.values.items()}
        if clean(node.label) != called[node.id]:
            values.setdefault(label_key, clean(node.label))
        for key, value in values.items():
            if key and value:
                found.setdefault(key, {})[called[node.id]] = value
    named = {"", label_key} if labelled else {""}
    return {key: of for key, of in found.items() if key not in named}


def directions(ways: Sequence[bool | None]) -> tuple[bool | None, frozenset[int]]:
    """Return whether a network is directed, and the places of its edges that are not.

    `ways` says it of each edge, `None` where the file does not. One that is makes it so.
    """
    if True in ways:
        return True, frozenset(place for place, way in enumerate(ways) if not way)
    return (False if ways and None not in ways else None), frozenset()


def _no_end(name: str, tie: Tie) -> Problem:
    which = "target" if clean(tie.source) else "source"
    return Problem(name, tie.line, f"this edge has no {which}", "Give each edge both its ends.")
