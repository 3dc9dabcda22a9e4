"""Random networks to compare with: the same degrees, and links exchanged at random."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from ..graphs import edges_of, from_arcs
from ..models import Graph
from .sampling import shuffled

_TIMES, _ROUNDS = 4, 40
"""How often an edge is exchanged, on average, in a large network; how many rounds at most."""

_LARGE = 1_000
"""Under so many edges, all the rounds are made."""


def randomised(graph: Graph, generator: np.random.Generator) -> Graph:
    """Return an undirected network with the same degrees, its links exchanged at random.

    In each round all edges are paired at random and each pair exchanges ends, unless one of
    its four edges, old or new, is also an old or a new edge of another pair: this is the same
    seen from after the round, so that no network is favoured. Rounds do many exchanges at once
    (`random_graphs.rewired` makes them one by one): 40, or from 1,000 edges on as many as it
    takes for each edge to be in four, by the first round. Then nothing is left of the network
    that its triangles would tell. Weights are left out. Maslov & Sneppen, Science 296, 2002;
    Fosdick et al., SIAM Review 60, 2018. A round costs m log m.
    """
    ends, _ = edges_of(graph)
    ends, share = _exchanged(ends, generator, n=graph.node_count)
    rounds = _ROUNDS if len(ends) < _LARGE else min(_ROUNDS, ceil(_TIMES / max(share, 0.01)))
    for _ in range(rounds - 1):
        ends, _share = _exchanged(ends, generator, n=graph.node_count)
    return from_arcs(graph.ids, ends)


def _exchanged(
    ends: NDArray[np.int64], generator: np.random.Generator, *, n: int
) -> tuple[NDArray[np.int64], float]:
    """Return edges after one round of exchanges, and the share of pairs that were exchanged."""
    half = len(ends) // 2
    ends = ends[shuffled(len(ends), generator)]
    one, other = ends[:half], ends[half : 2 * half]
    crossed = generator.random(half) < 0.5
    other = np.where(crossed[:, None], other[:, ::-1], other)
    first = np.column_stack([one[:, 0], other[:, 1]])
    second = np.column_stack([other[:, 0], one[:, 1]])
    old, new = _keys(ends, n), _keys(np.concatenate([first, second]), n)
    clash = _repeated(np.concatenate([old[: 2 * half], new, old[2 * half :]]))
    kept = (
        clash[: 4 * half].reshape(4, half).any(axis=0)
        | (first[:, 0] == first[:, 1])
        | (second[:, 0] == second[:, 1])
    )
    some = np.where(kept[:, None], one, first)
    others = np.where(kept[:, None], other, second)
    share = 1 - float(kept.mean()) if half else 0.0
    return np.concatenate([some, others, ends[2 * half :]]), share


def _repeated(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of these numbers occur more than once."""
    order = np.argsort(keys)
    same = np.diff(keys[order]) == 0
    found = np.zeros(len(keys), dtype=bool)
    found[order] = np.append(same, False) | np.append(False, same)
    return found


def _keys(ends: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return one number an edge, the same whichever end comes first."""
    one, other = ends[:, 0], ends[:, 1]
    return np.asarray(np.minimum(one, other) * n + np.maximum(one, other))
