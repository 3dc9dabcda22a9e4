"""Networks drawn at random: the models that a real network is compared with.

The same seed gives the same network on every machine and with every version of numpy: only
uniform numbers in [0, 1) are drawn (PCG64, 53 bits), which no release may change, and no
transcendental function is applied to them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .graphs import from_arcs
from .models import Cleaning, Graph

_DRAWN_AT_ONCE = 1 << 12
"""How many numbers are drawn in one call, which changes none of them."""


def erdos_renyi(n: int, p: float, *, seed: int, directed: bool = False) -> Graph:
    """Return G(n, p): each pair (or ordered pair) is joined with probability p, independently.

    The mean degree is p(n − 1); in time it costs the number of edges. Gilbert, Ann. Math.
    Statist. 30, 1959; Erdős & Rényi, Publ. Math. Debrecen 6, 1959; passing over the pairs
    that are not joined as in Batagelj & Brandes, Phys. Rev. E 71, 036113, 2005.
    """
    pairs = n * (n - 1) if directed else n * (n - 1) // 2
    places = _successes(pairs, p, _generator(seed))
    ends = _arcs_at(places, n) if directed else _edges_at(places)
    return from_arcs(node_names(n), ends, directed=directed)


def watts_strogatz(n: int, k: int, p: float, *, seed: int) -> Graph:
    """Return a ring where each node is joined to its k nearest, and edges are moved at random.

    k is even and below n. Edge by edge, from the nearest neighbours to the farthest, the far
    end is moved with probability p to a node drawn uniformly; never to the node itself, nor
    to one it is joined to. There are nk/2 edges. Watts & Strogatz, Nature 393, 440–442, 1998.
    """
    uniforms = _uniforms(_generator(seed))
    joined: list[set[int]] = [set() for _ in range(n)]
    for node in range(n):
        for step in range(1, k // 2 + 1):
            _join(joined, node, (node + step) % n)
    for step in range(1, k // 2 + 1):
        for node in range(n):
            far = (node + step) % n
            if next(uniforms) >= p or len(joined[node]) >= n - 1:
                continue
            other = int(next(uniforms) * n)
            while other == node or other in joined[node]:
                other = int(next(uniforms) * n)
            joined[node].discard(far)
            joined[far].discard(node)
            _join(joined, node, other)
    edges = [(node, far) for node in range(n) for far in sorted(joined[node]) if node < far]
    return from_arcs(node_names(n), _array(edges))


def _join(joined: list[set[int]], one: int, other: int) -> None:
    joined[one].add(other)
    joined[other].add(one)


def barabasi_albert(n: int, m: int, *, seed: int) -> Graph:
    """Return a network that grows: each new node brings m edges to the nodes that have many.

    It starts from a star of m + 1 nodes; each of the others is joined to m distinct nodes,
    one drawn after another with a probability proportional to degree. There are m(n − m)
    edges; far from its ends, P(K = k) falls as k⁻³. Barabási & Albert, Science 286, 1999.
    """
    uniforms = _uniforms(_generator(seed))
    edges = [(0, leaf) for leaf in range(1, m + 1)]
    stubs = [end for edge in edges for end in edge]  # each node as often as its degree
    for node in range(m + 1, n):
        chosen: dict[int, None] = {}
        while len(chosen) < m:
            chosen[stubs[int(next(uniforms) * len(stubs))]] = None
        edges += [(node, target) for target in chosen]
        stubs += [end for target in chosen for end in (node, target)]
    return from_arcs(node_names(n), _array(edges))


def configuration_model(
    degrees: Sequence[int], *, seed: int, ids: tuple[str, ...] | None = None
) -> Graph:
    """Return a network whose nodes have these degrees, less the loops and repeats it drew.

    Each node has as many stubs as its degree; stubs are paired uniformly at random. Loops and
    repeated edges are then left out, and counted in the graph's cleaning, so that a few nodes
    have less than they asked for (`rewired` keeps every degree). Degrees are not negative and
    their sum is even. Bollobás, Eur. J. Combin. 1, 1980; Newman, SIAM Review 45, §IV.B, 2003.
    """
    stubs = np.repeat(np.arange(len(degrees)), np.asarray(degrees, dtype=np.int64))
    drawn = _generator(seed).random(len(stubs))
    ends = stubs[np.argsort(drawn, kind="stable")].reshape(-1, 2)
    ends.sort(axis=1)
    proper = ends[ends[:, 0] != ends[:, 1]]
    single = np.unique(proper, axis=0)
    left_out = Cleaning(loops=len(ends) - len(proper), duplicates=len(proper) - len(single))
    graph = from_arcs(ids or node_names(len(degrees)), single)
    return replace(graph, cleaning=left_out)


def rewired(graph: Graph, *, seed: int, swaps: int = 10) -> Graph:
    """Return a network drawn at random among those where every node has the same degree.

    Two edges drawn at random exchange their ends, `swaps` times as often as there are edges;
    an exchange that would make a loop or a repeated edge is counted and not made, so that no
    network is favoured (in directed ones, those that differ by turning cycles of three may not
    all be reached). Directed: in- and out-degrees are both kept. Weights are left out, names
    and attributes stay. Maslov & Sneppen, Science 296, 2002; Milo et al.,
    arXiv:cond-mat/0312028; Fosdick et al., SIAM Review 60, 2018.
    """
    uniforms = _uniforms(_generator(seed))
    edges = _ends(graph)
    present = set(edges)
    for _ in range(swaps * len(edges)):
        first, second = int(next(uniforms) * len(edges)), int(next(uniforms) * len(edges))
        (a, b), (c, d) = edges[first], edges[second]
        if not graph.directed and next(uniforms) < 0.5:
            c, d = d, c
        one, other = (a, d), (c, b)
        if not graph.directed:
            one, other = (min(one), max(one)), (min(other), max(other))
        if a == d or b == c or one in present or other in present:
            continue
        present -= {edges[first], edges[second]}
        present |= {one, other}
        edges[first], edges[second] = one, other
    drawn = from_arcs(graph.ids, _array(edges), directed=graph.directed)
    return replace(drawn, attributes=graph.attributes, cleaning=graph.cleaning)


def _ends(graph: Graph) -> list[tuple[int, int]]:
    """Return the edges as pairs of node numbers: the smaller first, or each arc as it points."""
    sources = np.repeat(np.arange(graph.node_count), np.diff(graph.starts))
    pairs = zip(sources.tolist(), graph.neighbours.tolist(), strict=True)
    return [(one, other) for one, other in pairs if graph.directed or one < other]


def node_names(n: int) -> tuple[str, ...]:
    """Return n names that sort as numbers do: "01" to "10"."""
    width = len(str(n))
    return tuple(f"{node:0{width}d}" for node in range(1, n + 1))


def _generator(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def _uniforms(generator: np.random.Generator) -> Iterator[float]:
    """Yield uniform numbers in [0, 1), for ever."""
    while True:
        yield from generator.random(_DRAWN_AT_ONCE).tolist()


def _array(edges: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array(edges, dtype=np.int64).reshape(-1, 2)


def _successes(trials: int, p: float, generator: np.random.Generator) -> NDArray[np.int64]:
    """Return the places, from 0, where independent trials of probability p succeed.

    The failures before a success are read from a table of their distribution, made by
    products alone; where the table ends, it is read again from there, which changes nothing
    since trials have no memory.
    """
    if trials <= 0 or p <= 0:
        return np.empty(0, dtype=np.int64)
    if p >= 1:
        return np.arange(trials, dtype=np.int64)
    length = int(min(max(16, 4 / p), 1 << 20))
    reached = 1 - np.multiply.accumulate(np.full(length, 1 - p))  # P(a success within i + 1)
    drawn_at_once = min(int(1.1 * trials * p) + 64, 1 << 20)
    found: list[NDArray[np.int64]] = []
    place = -1
    while place < trials:
        failures = np.searchsorted(reached, generator.random(drawn_at_once), side="right")
        places = place + np.cumsum(np.minimum(failures + 1, length))
        found.append(places[failures < length])
        place = int(places[-1])
    every = np.concatenate(found)
    return every[every < trials]


def _edges_at(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the edges at places of their list: (0, 1), (0, 2), (1, 2), (0, 3) and so on."""
    larger = ((1 + np.sqrt(1.0 + 8.0 * places)) / 2).astype(np.int64)
    larger -= larger * (larger - 1) // 2 > places  # the root may have been rounded
    larger += (larger + 1) * larger // 2 <= places
    return np.column_stack([places - larger * (larger - 1) // 2, larger])


def _arcs_at(places: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return the arcs at places of their list: (0, 1), (0, 2) and so on, (1, 0), (1, 2)."""
    source, target = np.divmod(places, max(n - 1, 1))
    return np.column_stack([source, target + (target >= source)])
