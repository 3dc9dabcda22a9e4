"""Lattices to compare with: the same degrees, and all links between neighbours on a ring."""

from collections.abc import Iterator

import numpy as np

from ..graphs import from_arcs
from ..models import Graph


def latticised(graph: Graph) -> Graph:
    """Return an undirected network with the same degrees, its links as short as can be.

    The nodes stand on a ring, from the least degree up to the largest and down again. Each in
    turn is joined to those that follow: by half of its links, or by all that those before have
    left it. Links that find no end so are made with the nearest nodes that have some left, or
    with the two ends of a link nearby, which is undone. Where all have as many links, it is the
    ring that Watts & Strogatz begin with. Small dense networks where links are still left over
    are returned as they are. After Sporns & Zwi (Neuroinformatics 2, 2004), who exchange ends
    at random until links are short. It costs about m; weights are left out.
    """
    degrees = np.diff(graph.starts)
    rising = np.argsort(degrees, kind="stable")
    ring = np.concatenate([rising[::2], rising[1::2][::-1]])
    joined, left = _joined_in_order(degrees[ring].tolist())
    _join_nearest(joined, left)
    _join_by_parting(joined, left)
    if any(left):
        return graph
    ends = [(one, other) for one, around in enumerate(joined) for other in around if one < other]
    return from_arcs(graph.ids, ring[np.array(sorted(ends), dtype=np.int64).reshape(-1, 2)])


def _joined_in_order(degrees: list[int]) -> tuple[list[set[int]], list[int]]:
    """Return whom each node is joined to when it is joined to those that follow.

    And how many links each has left: the first nodes keep half of theirs for the last.
    """
    joined: list[set[int]] = [set() for _ in degrees]
    left = degrees.copy()
    for node, degree in enumerate(degrees):
        count = min(left[node], degree - degree // 2)
        for other in range(node + 1, len(degrees)):
            if not count:
                break
            if left[other]:
                _join(joined, left, node, other)
                count -= 1
    return joined, left


def _join_nearest(joined: list[set[int]], left: list[int]) -> None:
    """Join the nodes that have links left to one another, those that have most first."""
    size = len(left)
    loose = [node for node in range(size) if left[node]]
    for node in sorted(loose, key=lambda node: (-left[node], node)):
        apart = {other: abs(node - other) for other in loose if left[other] and other != node}
        for other in sorted(
            apart, key=lambda other: (min(apart[other], size - apart[other]), other)
        ):
            if left[node] and other not in joined[node]:
                _join(joined, left, node, other)


def _join_by_parting(joined: list[set[int]], left: list[int]) -> None:
    """Join two nodes that have a link left (or one that has two) to the ends of another link."""
    loose = [node for node, count in enumerate(left) for _ in range(count)]
    for node, other in zip(loose[::2], loose[1::2], strict=False):
        link = _link_to_part(joined, node, other)
        if link:
            one, far = link
            joined[one].discard(far)
            joined[far].discard(one)
            left[one] += 1
            left[far] += 1
            _join(joined, left, node, one)
            _join(joined, left, other, far)


def _link_to_part(joined: list[set[int]], node: int, other: int) -> tuple[int, int] | None:
    """Return the ends of the nearest link that the one and the other can be joined to."""
    for one in _around(node, len(joined)):
        if one != other and one not in joined[node]:
            for far in sorted(joined[one]):
                if far not in (node, other) and far not in joined[other]:
                    return one, far
    return None


def _around(node: int, size: int) -> Iterator[int]:
    """Yield the other nodes of a ring, from the nearest to the furthest."""
    for step in range(1, size // 2 + 1):
        yield (node + step) % size
        if 2 * step < size:
            yield (node - step) % size


def _join(joined: list[set[int]], left: list[int], one: int, other: int) -> None:
    joined[one].add(other)
    joined[other].add(one)
    left[one] -= 1
    left[other] -= 1
