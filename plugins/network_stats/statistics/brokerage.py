"""Brokerage: who passes things between people who are not in touch, and of which groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..graphs import turned
from ..models import Graph


@dataclass(frozen=True, kw_only=True, slots=True)
class Brokerage:
    """How often a node b stands between a → b → c where a does not point to c.

    `coordinator`: all three are of one group; `itinerant`: a and c are, b of another;
    `gatekeeper`: b lets a stranger's word into the group of b and c; `representative`: b takes
    a word out of the group of a and b; `liaison`: all three are of different groups.
    """

    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """Return how often the node stands between two others, whatever the groups."""
        return (
            self.coordinator
            + self.itinerant
            + self.gatekeeper
            + self.representative
            + self.liaison
        )


def brokerage(graph: Graph, values: Sequence[str]) -> tuple[Brokerage, ...]:
    """Return the brokerage of each node, by the group of each node ("" is a group too).

    Gould & Fernandez, Sociol. Methodol. 19, 1989. An undirected edge points both ways, so that
    each pair is counted from both sides. Weights are not looked at. It costs Σ k_in·k_out.
    """
    groups = np.unique(np.asarray(values, dtype=np.str_), return_inverse=True)[1]
    n, back = graph.node_count, turned(graph)
    arcs = np.repeat(np.arange(n), np.diff(graph.starts)) * n + graph.neighbours
    return tuple(
        _roles(
            groups,
            node,
            *_open_pairs(
                back.neighbours[back.starts[node] : back.starts[node + 1]].astype(np.int64),
                graph.neighbours[graph.starts[node] : graph.starts[node + 1]].astype(np.int64),
                arcs,
                n,
            ),
        )
        for node in range(n)
    )


def _open_pairs(
    before: NDArray[np.int64], after: NDArray[np.int64], arcs: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs (a, c) of distinct nodes before and after one, a not pointing to c."""
    a, c = np.repeat(before, len(after)), np.tile(after, len(before))
    keys = a * n + c
    place = np.minimum(np.searchsorted(arcs, keys), max(0, len(arcs) - 1))
    kept = (a != c) & (arcs[place] != keys) if len(keys) else np.zeros(0, dtype=bool)
    return a[kept], c[kept]


def _roles(
    groups: NDArray[np.int64], node: int, a: NDArray[np.int64], c: NDArray[np.int64]
) -> Brokerage:
    first, own, last = groups[a], groups[node], groups[c]
    return Brokerage(
        coordinator=int(((first == own) & (own == last)).sum()),
        itinerant=int(((first == last) & (first != own)).sum()),
        gatekeeper=int(((first != own) & (own == last)).sum()),
        representative=int(((first == own) & (own != last)).sum()),
        liaison=int(((first != own) & (own != last) & (first != last)).sum()),
    )
