"""Navigability: whether those who only know where their own contacts are find short ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import rows_of
from ..models import Graph
from .intervals import wilson_interval
from .searches import distances_between

Positions = Sequence[Sequence[float]]
"""The coordinates of each node, in the order of the nodes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GreedyRouting:
    """How messages fare that are always handed to the contact nearest to the target.

    Of `pairs` ordered pairs that a path joins, `arrived` reached the target; `success` is their
    share, from `low` to `high` with 95 % confidence when the pairs were drawn. `stretch` is the
    mean, over those, of the steps taken over the fewest possible; NaN when none arrived.
    """

    pairs: int
    arrived: int
    success: float
    low: float
    high: float
    stretch: float


def greedy_routing(
    graph: Graph, positions: Positions, *, pairs: int = 1000, seed: int = 0
) -> GreedyRouting:
    """Return how greedy routing fares between all pairs, or `pairs` of them drawn at random.

    A message goes to the neighbour nearest to the target (Euclidean distance; the first by
    name at a tie) and is dropped where none is nearer than its holder. Arcs are followed,
    weights not looked at. Kleinberg, Nature 406, 845, 2000; Boguñá, Krioukov & Claffy, Nat.
    Phys. 5, 2009. It costs k a step of each message, and the distances of the pairs.
    """
    n, places = graph.node_count, _places(positions)
    possible = n * (n - 1)
    drawn = np.arange(possible)
    if possible > pairs:
        generator = np.random.Generator(np.random.PCG64(seed))
        drawn = np.unique((generator.random(pairs) * possible).astype(np.int64))
    sources, rest = np.divmod(drawn, max(1, n - 1))
    targets = rest + (rest >= sources)
    fewest = distances_between(graph, sources, targets)
    joined = fewest > 0
    steps = _steps(graph, places, sources[joined], targets[joined])
    arrived = steps > 0
    count, total = int(arrived.sum()), len(steps)
    share = count / total if total else nan
    low, high = wilson_interval(count, total) if possible > pairs else (share, share)
    ratios = steps[arrived] / fewest[joined][arrived]
    return GreedyRouting(
        pairs=total,
        arrived=count,
        success=share,
        low=low,
        high=high,
        stretch=float(ratios.mean()) if count else nan,
    )


def _places(positions: Positions) -> NDArray[np.float64]:
    """Return the coordinates as an array of shape (nodes, dimensions)."""
    width = len(positions[0]) if positions else 0
    return np.array(positions, dtype=np.float64).reshape(len(positions), width)


def _steps(
    graph: Graph,
    places: NDArray[np.float64],
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return how many steps each message takes; 0 for those that are dropped."""
    steps = np.zeros(len(sources), dtype=np.int64)
    moving, holders = np.arange(len(sources)), sources.copy()
    for step in range(1, graph.node_count + 1):
        sizes = graph.starts[holders + 1] - graph.starts[holders]
        moving, holders, sizes = moving[sizes > 0], holders[sizes > 0], sizes[sizes > 0]
        if not len(moving):
            break
        goals = targets[moving]
        around = graph.neighbours[rows_of(graph, holders)].astype(np.int64)
        away = _squares(places, around, np.repeat(goals, sizes))
        away[around == np.repeat(goals, sizes)] = -1  # the target itself, whoever shares its place
        starts = np.cumsum(sizes) - sizes
        nearest = np.minimum.reduceat(away, starts)
        first = np.flatnonzero(away == np.repeat(nearest, sizes))
        chosen = around[first[np.searchsorted(first, starts)]]
        steps[moving[nearest < 0]] = step
        going = (nearest >= 0) & (nearest < _squares(places, holders, goals))
        moving, holders = moving[going], chosen[going]
    return steps


def _squares(
    places: NDArray[np.float64], ones: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the squared distance between the places of pairs of nodes."""
    return np.asarray(((places[ones] - places[others]) ** 2).sum(axis=1))


def distance_exponent(graph: Graph, positions: Positions) -> float:
    """Return r of P(a link spans d) ~ d^-r, by maximum likelihood; NaN without a long link.

    Each arc of a node is one of the others at a distance over 0, chosen with a probability
    proportional to d^-r. In a plane, chains are short and findable when r is 2 (Kleinberg
    2000; in populations, r counts people instead: Liben-Nowell et al., PNAS 102, 2005). NaN
    too when each link is as near, or as far, as can be. It costs n² an iteration.
    """
    n = graph.node_count
    places = _places(positions)
    sources = np.repeat(np.arange(n), np.diff(graph.starts))
    spans = _squares(places, sources, graph.neighbours.astype(np.int64))
    chosen = np.bincount(sources[spans > 0], minlength=n)
    wanted = float(np.log(spans[spans > 0]).sum()) / 2
    exponent = 0.0
    for _ in range(100):
        mean, variance = _expected_logs(places, chosen, exponent)
        if not variance > 1e-12 * max(1.0, abs(mean)):
            return nan
        step = (mean - wanted) / variance
        exponent += float(np.clip(step, -2, 2))
        if abs(step) < 1e-12:
            return exponent
    return nan


def _expected_logs(
    places: NDArray[np.float64], chosen: NDArray[np.int64], exponent: float
) -> tuple[float, float]:
    """Return the mean and variance, by the law, of the sum of ln d over all links."""
    mean = variance = 0.0
    for node in np.flatnonzero(chosen).tolist():
        squares = ((places - places[node]) ** 2).sum(axis=1)
        logs = np.log(squares[squares > 0]) / 2
        chances = np.exp(-exponent * (logs - logs.min()))
        chances /= chances.sum()
        first = float(chances @ logs)
        mean += int(chosen[node]) * first
        variance += int(chosen[node]) * float(chances @ (logs - first) ** 2)
    return mean, variance
