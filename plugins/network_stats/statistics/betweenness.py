"""Betweenness: how much a member lies on the shortest paths between others."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from ..models import Graph
from .engine import to_igraph
from .intervals import Estimate
from .sampling import shuffled, student_95

_GROUPS = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Betweenness:
    """The betweenness of each node, b(v) = Σ σ_st(v)/σ_st, and half of its 95 % interval.

    Of the σ_st shortest paths between s and t, σ_st(v) pass through v. Each pair counts once
    where there are no directions; ends of a path do not count as passed. `half_widths` are 0
    when all `nodes` were sources of searches, that is when `samples` equals `nodes`.
    """

    of: tuple[float, ...]
    half_widths: tuple[float, ...]
    samples: int
    nodes: int
    directed: bool

    @property
    def exact(self) -> bool:
        """Return whether each node was the source of a search."""
        return self.samples >= self.nodes

    @property
    def most(self) -> float:
        """Return how much a node could have: (n − 1)(n − 2), half of it without directions."""
        pairs = max(0, self.nodes - 1) * max(0, self.nodes - 2)
        return pairs if self.directed else pairs / 2

    @property
    def normalised(self) -> tuple[float, ...]:
        """Return each value as a share of the pairs of others, 0 to 1; NaN under three nodes."""
        most = self.most
        return tuple(value / most if most > 0 else nan for value in self.of)

    @property
    def maximum(self) -> Estimate:
        """Return the largest value, as a share of the pairs of others; NaN under three nodes.

        Of sampled values, the largest is a little too large.
        """
        most = self.most
        if most <= 0:
            return Estimate(value=nan, low=nan, high=nan)
        index = max(range(self.nodes), key=lambda node: (self.of[node], -node))
        value, half = self.of[index] / most, self.half_widths[index] / most
        return Estimate(value=value, low=value - half, high=value + half)

    @property
    def centralisation(self) -> float:
        """Return C_B, how far the network is from having one centre: 1 for a star, 0 for a ring.

        Σ(max b' − b') / (n − 1) of the normalised values; NaN under three nodes. Freeman,
        Sociometry 40, 1977.
        """
        if self.most <= 0:
            return nan
        largest = max(self.normalised)
        return sum(largest - value for value in self.normalised) / (self.nodes - 1)


def betweenness(
    graph: Graph, sources: int | None = None, *, seed: int = 0, weighted: bool = False
) -> Betweenness:
    """Return the betweenness of each node, exactly, or estimated from sources drawn at random.

    Directions are followed. With `weighted`, paths are as long as the sum of 1/w of their
    ties. Pairs that no path joins add nothing. Freeman 1977; Brandes, J. Math. Sociol. 25,
    2001: n·m, or sources·m (Brandes & Pich, Int. J. Bifurcation Chaos 17, 2007). The sources
    are drawn in 32 groups (or one by one, under 64) without replacement; an interval is
    Student's over the groups. NaN for its width with one source.
    """
    n = graph.node_count
    lengths = "length" if weighted and graph.weights is not None else None
    plain = to_igraph(graph)
    if sources is None or sources >= n:
        exact = plain.betweenness(directed=graph.directed, weights=lengths)
        return _betweenness(graph, exact, [0.0] * n, samples=n)
    groups = min(_GROUPS, sources) if sources >= 2 * _GROUPS else sources
    each = sources // groups
    order = shuffled(n, np.random.Generator(np.random.PCG64(seed)))
    sums = np.array(
        [
            plain.betweenness(
                directed=graph.directed,
                weights=lengths,
                sources=order[group * each : (group + 1) * each].tolist(),
            )
            for group in range(groups)
        ]
    )
    samples = groups * each
    values = sums.mean(axis=0) * n / each
    if groups < 2:
        return _betweenness(graph, values.tolist(), [nan] * n, samples=samples)
    spread = sums.std(axis=0, ddof=1) * n / each * sqrt((1 - samples / n) / groups)
    halves = (spread * student_95(groups - 1)).tolist()
    return _betweenness(graph, values.tolist(), halves, samples=samples)


def _betweenness(
    graph: Graph, values: list[float], halves: list[float], *, samples: int
) -> Betweenness:
    return Betweenness(
        of=tuple(values),
        half_widths=tuple(halves),
        samples=samples,
        nodes=graph.node_count,
        directed=graph.directed,
    )
