"""Breadth-first searches, many at once: one bit each.

Row i of a table of bits is a node; bit t of the row says that node i has found target t. At
each level a node finds what the nodes it points to had found (Then et al., "The More the
Merrier", PVLDB 8(4), 2015). In numpy: nodes stand in the order of their degrees, so that the
j-th neighbours of all nodes that have j are a slice; a table is small enough for the
processor's cache; the last neighbours of the few largest nodes are taken together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..graphs import rows_of
from ..models import Graph

_WORDS = 16
"""Words of 64 searches that run together."""

_FEW = 64
"""Neighbours that fewer nodes than this have are not worth a slice of their own."""

_DEEP = 128
"""Where a search goes on for more levels, plain searches are faster."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Reach:
    """What each node finds of the others, along its arcs as they point.

    `counts[d - 1]` is the number of ordered pairs at distance d. For node i, `reached[i]`
    others are joined to it by a path; `farness[i]` is the sum of their distances, `nearness[i]`
    that of the inverses; `eccentricity[i]` is the largest.
    """

    counts: tuple[int, ...]
    reached: NDArray[np.int64]
    farness: NDArray[np.int64]
    nearness: NDArray[np.float64]
    eccentricity: NDArray[np.int64]


Table = NDArray[np.uint64]
"""Of shape (nodes, words): 64 searches a word."""


@lru_cache(maxsize=2)
def reach(graph: Graph) -> Reach:
    """Return what each node of a network finds of all others, exactly.

    It costs n·m/64 for each level. The last two networks asked for are kept.
    """
    n = graph.node_count
    layout = _layout(graph)
    found = _empty(n)
    counts: list[int] = []
    for first in range(0, n, 64 * _WORDS):
        targets = np.arange(first, min(n, first + 64 * _WORDS))
        for level, new in enumerate(_new_rows(layout, targets), 1):
            if level > _DEEP:
                return _plain_reach(graph)
            if level > len(counts):
                counts.append(0)
            counts[level - 1] += int(new.sum())
            found.reached[layout.order] += new
            found.farness[layout.order] += level * new
            found.nearness[layout.order] += new / level
            ahead = layout.order[new > 0]
            found.eccentricity[ahead] = np.maximum(found.eccentricity[ahead], level)
    return Reach(
        counts=tuple(counts),
        reached=found.reached,
        farness=found.farness,
        nearness=found.nearness,
        eccentricity=found.eccentricity,
    )


def histograms(graph: Graph, targets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many nodes are at each distance from each target, of shape (targets, levels).

    Column d - 1 counts the nodes from which the target is d arcs away.
    """
    layout = _layout(graph)
    parts = [
        _columns(layout, targets[first : first + 64 * _WORDS])
        for first in range(0, len(targets), 64 * _WORDS)
    ]
    width = max((part.shape[1] for part in parts), default=0)
    return np.concatenate(
        [np.zeros((0, width), np.int64)]
        + [np.pad(part, ((0, 0), (0, width - part.shape[1]))) for part in parts]
    )


def eccentricities(graph: Graph, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far the furthest node that a path joins to each of these is.

    In a directed network, the paths that lead to the node.
    """
    found = histograms(graph, nodes)
    levels = np.arange(1, found.shape[1] + 1)
    return np.asarray(np.where(found > 0, levels, 0).max(axis=1, initial=0))


def detours(graph: Graph, ends: NDArray[np.int64]) -> tuple[float, ...]:
    """Return the distance between the two ends of each of these edges, if the edge were not.

    `ends` is of shape (edges, 2), of an undirected network; infinite where no other path joins
    them. A search starts from the neighbours of one end but the other, and never comes back.
    """
    layout = _layout(graph)
    lengths = np.full(len(ends), np.inf)
    for first in range(0, len(ends), 64 * _WORDS):
        some = ends[first : first + 64 * _WORDS]
        lengths[first : first + len(some)] = _some_detours(graph, layout, some)
    return tuple(lengths.tolist())


def _some_detours(graph: Graph, layout: "_Layout", ends: NDArray[np.int64]) -> NDArray[np.float64]:
    searches = np.arange(len(ends))
    sizes = graph.starts[ends[:, 0] + 1] - graph.starts[ends[:, 0]]
    around = graph.neighbours[rows_of(graph, ends[:, 0])].astype(np.int64)
    other = around != np.repeat(ends[:, 1], sizes)
    search = np.repeat(searches, sizes)
    start = _table(layout, around[other], search[other], count=len(ends))
    blocked = _table(layout, ends[:, 0], searches, count=len(ends))
    levels = _arrivals(layout, _tables(layout, start, blocked), ends[:, 1], searches)
    return np.where(levels > 0, levels + 1.0, np.inf)


def distances_between(
    graph: Graph, sources: NDArray[np.int64], targets: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the distance from each source to its target, another node; 0 where no path leads."""
    layout = _layout(graph)
    distinct, place = np.unique(targets, return_inverse=True)
    lengths = np.zeros(len(sources), np.int64)
    for first in range(0, len(distinct), 64 * _WORDS):
        some = distinct[first : first + 64 * _WORDS]
        pairs = (place >= first) & (place < first + len(some))
        tables = _tables(layout, _found_alone(layout, some))
        lengths[pairs] = _arrivals(layout, tables, sources[pairs], place[pairs] - first)
    return lengths


def _arrivals(
    layout: "_Layout",
    tables: Iterator[tuple[Table, Table]],
    nodes: NDArray[np.int64],
    searches: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return at which level each node finds the target of its search; 0 when it never does."""
    places, words = layout.place[nodes], searches // 64
    bits = np.uint64(1) << (searches % 64).astype(np.uint64)
    levels = np.zeros(len(nodes), np.int64)
    for level, (seen, found) in enumerate(tables, 1):
        levels[(levels == 0) & ((found[places, words] & bits) > 0)] = level
        if levels.all() or np.array_equal(seen, found):
            break
    return levels


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Layout:
    """A network laid out for searches; nodes are numbered from the largest degree to the least.

    `order[i]` is the node that stands at i. `slices[j]` holds the j-th neighbours of the first
    nodes; the further neighbours of the nodes that have more are `rest`, one node after
    another: those of node i start at `rest_starts[i]`.
    """

    order: NDArray[np.int64]
    place: NDArray[np.int64]
    slices: tuple[NDArray[np.int64], ...]
    rest: NDArray[np.int64]
    rest_starts: NDArray[np.int64]


def _layout(graph: Graph) -> _Layout:
    n = graph.node_count
    degrees = np.diff(graph.starts)
    order = np.argsort(-degrees, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(n)
    degrees, starts = degrees[order], graph.starts[:-1][order]
    neighbours = place[graph.neighbours]
    having = n - np.searchsorted(degrees[::-1], np.arange(1, degrees.max(initial=0) + 1))
    whole = int((having >= _FEW).sum())
    larger = np.flatnonzero(degrees > whole)
    sizes = degrees[larger] - whole
    rest_starts = np.cumsum(sizes) - sizes
    rest = np.arange(sizes.sum()) + np.repeat(starts[larger] + whole - rest_starts, sizes)
    return _Layout(
        order=order,
        place=place,
        slices=tuple(neighbours[starts[: having[j]] + j] for j in range(whole)),
        rest=neighbours[rest],
        rest_starts=rest_starts,
    )


def _table(
    layout: _Layout, nodes: NDArray[np.int64], searches: NDArray[np.int64], *, count: int
) -> Table:
    """Return a table for `count` searches where each of these nodes has found its target."""
    table = np.zeros((len(layout.order), (count + 63) // 64), dtype=np.uint64)
    bits = np.uint64(1) << (searches % 64).astype(np.uint64)
    np.bitwise_or.at(table, (layout.place[nodes], searches // 64), bits)
    return table


def _found_alone(layout: _Layout, targets: NDArray[np.int64]) -> Table:
    """Return the table where each target has found itself."""
    return _table(layout, targets, np.arange(len(targets)), count=len(targets))


def _tables(
    layout: _Layout, seen: Table, blocked: Table | None = None
) -> Iterator[tuple[Table, Table]]:
    """Yield, level after level and without end, what nodes had found and what they have found.

    `seen` is what they had found at the start; what is `blocked` is never found.
    """
    taken, found = np.empty_like(seen), np.empty_like(seen)
    while True:
        found[:] = seen
        for part in layout.slices:
            some, into = taken[: len(part)], found[: len(part)]
            np.take(seen, part, axis=0, out=some, mode="clip")
            np.bitwise_or(into, some, out=into)
        if len(layout.rest):
            into = found[: len(layout.rest_starts)]
            into |= np.bitwise_or.reduceat(seen[layout.rest], layout.rest_starts, axis=0)
        if blocked is not None:
            found &= ~blocked
        yield seen, found
        seen, found = found, seen


def _new_rows(layout: _Layout, targets: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield how many targets each node of the layout finds at distance 1, 2, and so on."""
    before = np.zeros(len(layout.order), np.int64)
    before[layout.place[targets]] = 1
    for _, found in _tables(layout, _found_alone(layout, targets)):
        after = _ones(found)
        new = after - before
        if not new.any():
            return
        yield new
        if (after == len(targets)).all():
            return
        before = after


def _ones(table: Table) -> NDArray[np.int64]:
    """Return how many bits of each row are set."""
    counts = np.bitwise_count(table).astype(np.uint16)
    return np.asarray(np.einsum("ij->i", counts), dtype=np.int64)


def _columns(layout: _Layout, targets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many nodes find each target at each distance, of shape (targets, levels)."""
    levels: list[NDArray[np.int64]] = []
    for seen, found in _tables(layout, _found_alone(layout, targets)):
        new = found & ~seen
        if not new.any():
            break
        bits = np.unpackbits(
            new.astype("<u8", copy=False).view(np.uint8), axis=1, bitorder="little"
        )
        levels.append(bits.sum(axis=0, dtype=np.int64)[: len(targets)])
    return np.column_stack(levels) if levels else np.zeros((len(targets), 0), np.int64)


def _empty(n: int) -> Reach:
    whole = [np.zeros(n, np.int64) for _ in range(3)]
    return Reach(
        counts=(),
        reached=whole[0],
        farness=whole[1],
        nearness=np.zeros(n),
        eccentricity=whole[2],
    )


def _plain_reach(graph: Graph) -> Reach:
    """Return the same, by igraph's searches from one node after another.

    They cost n·m whatever the number of levels.
    """
    from .engine import to_igraph  # noqa: PLC0415 - only for networks of very long paths

    plain = to_igraph(graph)
    found = _empty(graph.node_count)
    counts = np.zeros(graph.node_count, np.int64)
    for node in range(graph.node_count):
        row = np.array(plain.distances(node, mode="out")[0])
        sizes = np.bincount(row[np.isfinite(row)].astype(np.int64))[1:]
        distances = np.arange(1, len(sizes) + 1)
        counts[: len(sizes)] += sizes
        found.reached[node] = sizes.sum()
        found.farness[node] = (sizes * distances).sum()
        found.nearness[node] = (sizes / distances).sum()
        found.eccentricity[node] = len(sizes)
    return Reach(
        counts=tuple(counts[: found.eccentricity.max(initial=0)].tolist()),
        reached=found.reached,
        farness=found.farness,
        nearness=found.nearness,
        eccentricity=found.eccentricity,
    )
