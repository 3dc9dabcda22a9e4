"""Multiplex networks: the same people over several platforms."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from math import nan

from ..graphs import edges_of, undirected
from ..models import Graph

Layers = Mapping[str, Collection[Hashable]]
"""Each layer's name, and who (or which ties) are in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JaccardMatrix:
    """How much layers have in common: `values[a][b]` is |A ∩ B|/|A ∪ B|; NaN of two empty ones."""

    names: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


def jaccard_matrix(layers: Layers) -> JaccardMatrix:
    """Return the Jaccard index of each two layers, in their order (Jaccard 1901)."""
    sets = [frozenset(members) for members in layers.values()]
    return JaccardMatrix(
        names=tuple(layers),
        values=tuple(tuple(_jaccard(one, other) for other in sets) for one in sets),
    )


def _jaccard(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else nan


def redundancy(layers: Layers) -> float:
    """Return 1 − |∪|/Σ, the share of entries that repeat someone; NaN when all are empty.

    0 when nobody is in two layers, 1 − 1/L when everybody is in all L.
    """
    total = sum(len(set(members)) for members in layers.values())
    return 1 - len(_places(layers)) / total if total else nan


def mean_layers(layers: Layers) -> float:
    """Return how many layers each member is in, on average; NaN without members."""
    places = _places(layers)
    return sum(len(names) for names in places.values()) / len(places) if places else nan


def multi_homing_share(layers: Layers) -> float:
    """Return the share of members who are in two layers or more; NaN without members."""
    places = _places(layers)
    return sum(len(names) > 1 for names in places.values()) / len(places) if places else nan


def intersections(layers: Layers) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return how many members are in exactly these layers, the largest number first.

    Only combinations that occur, each with its layers in order; they add up to all members.
    """
    counts = Counter(_places(layers).values())
    order = {name: place for place, name in enumerate(layers)}
    return tuple(
        sorted(
            counts.items(),
            key=lambda item: (-item[1], len(item[0]), [order[name] for name in item[0]]),
        )
    )


def _places(layers: Layers) -> dict[Hashable, tuple[str, ...]]:
    """Return the layers of each member."""
    places: dict[Hashable, list[str]] = {}
    for name, members in layers.items():
        for member in set(members):
            places.setdefault(member, []).append(name)
    return {member: tuple(names) for member, names in places.items()}


def ties_of(graph: Graph) -> frozenset[tuple[str, str]]:
    """Return the ties of a network as members of a layer; directions are dropped."""
    plain = undirected(graph)
    ends, _ = edges_of(plain)
    return frozenset((plain.ids[one], plain.ids[other]) for one, other in ends.tolist())


def participation(graphs: Mapping[str, Graph]) -> Mapping[str, float]:
    """Return how evenly each node's links are spread over the layers: P_i, 0 to 1.

    M/(M − 1)·[1 − Σ (k_i in the layer / k_i in all)²] of M layers: 0 when all are in one, 1
    when each has as many; NaN for a node without links, and with fewer than two layers.
    Directions and weights are dropped. Battiston, Nicosia & Latora, Phys. Rev. E 89, 032804,
    2014.
    """
    count = len(graphs)
    found: dict[str, list[int]] = {}
    for graph in graphs.values():
        plain = undirected(graph)
        sizes = (plain.starts[1:] - plain.starts[:-1]).tolist()
        for node, degree in zip(plain.ids, sizes, strict=True):
            found.setdefault(node, []).append(degree)
    spread: dict[str, float] = {}
    for node in sorted(found):
        total = sum(found[node])
        even = 1 - sum((degree / total) ** 2 for degree in found[node]) if total else nan
        spread[node] = even * count / (count - 1) if count > 1 else nan
    return spread
