"""Assortativity: who is joined to whom, by degree or by what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..graphs import arcs_of
from ..models import Graph
from .degrees import degrees

End = Literal["in", "out", "all"]


def degree_assortativity(graph: Graph, source: End = "out", target: End = "in") -> float:
    """Return r, the correlation of the degrees at the two ends of a link, from -1 to 1.

    Pearson's, over all arcs; an undirected edge is counted from both of its ends, and `source`
    and `target` change nothing. In a directed network they say which degree is taken at the
    tail and at the head: the four variants in/out, and "all" for both together. Weights are
    not looked at. NaN when the degrees at an end are all equal (a regular network). Newman,
    Phys. Rev. Lett. 89, 208701, 2002; Foster et al., PNAS 107, 2010. It costs m; sums are exact.
    """
    of = degrees(graph)
    known = {"in": of.incoming, "out": of.outgoing, "all": of.of}
    sources, targets = arcs_of(graph)
    x, y = np.array(known[source])[sources], np.array(known[target])[targets]
    return _correlation(x, y)


def _correlation(x: NDArray[np.int64], y: NDArray[np.int64]) -> float:
    """Return Pearson's correlation of whole numbers, from exact sums; NaN when one is constant."""
    count, sum_x, sum_y = len(x), int(x.sum()), int(y.sum())
    of_x = count * int((x * x).sum()) - sum_x**2
    of_y = count * int((y * y).sum()) - sum_y**2
    if not of_x or not of_y:
        return nan
    both = count * int((x * y).sum()) - sum_x * sum_y
    return both / sqrt(of_x * of_y)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixing:
    """How many links go from a group to a group.

    `counts[a][b]` is the number of arcs from a node of `groups[a]` to one of `groups[b]`; an
    undirected edge is counted from both ends, so that the matrix is symmetric and its diagonal
    counts edges within a group twice. `links` is the number of links counted, `left_out` that
    of links with an end of which nothing is known. `sizes` are the groups' numbers of nodes.
    """

    groups: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    links: int
    left_out: int

    @property
    def internal(self) -> int:
        """Return how many links stay within a group."""
        within = sum(self.counts[group][group] for group in range(len(self.groups)))
        counted_twice = sum(map(sum, self.counts)) > self.links
        return within // 2 if counted_twice else within

    @property
    def external(self) -> int:
        """Return how many links leave a group."""
        return self.links - self.internal

    @property
    def internal_share(self) -> float:
        """Return the share of links that stay within a group; NaN without links."""
        return self.internal / self.links if self.links else nan

    @property
    def expected_internal_share(self) -> float:
        """Return the share that would stay if the ends were joined at random; NaN without links.

        Σ a_g·b_g, where a and b are the shares of tails and of heads: what the configuration
        model gives on average, but for its loops.
        """
        total = sum(map(sum, self.counts))
        if not total:
            return nan
        tails = [sum(row) for row in self.counts]
        heads = [sum(column) for column in zip(*self.counts, strict=True)]
        chance: int = sum(a * b for a, b in zip(tails, heads, strict=True))
        return chance / total**2


def mixing_matrix(graph: Graph, values: Sequence[str]) -> Mixing:
    """Return who is joined to whom, by a value of each node ("" where it is not known).

    `values` are in the order of the nodes. Links with an end that is not known are left out.
    Newman, Phys. Rev. E 67, 026126, 2003. It costs m.
    """
    groups = tuple(sorted({value for value in values if value}))
    index = {name: position for position, name in enumerate(groups)}
    of = np.array([index.get(value, -1) for value in values], dtype=np.int64)
    sources, targets = arcs_of(graph)
    tails, heads = of[sources], of[targets]
    known = (tails >= 0) & (heads >= 0)
    width = len(groups)
    counts = np.bincount(tails[known] * width + heads[known], minlength=width * width)
    arcs, each = int(known.sum()), 1 if graph.directed else 2
    return Mixing(
        groups=groups,
        counts=tuple(tuple(row) for row in counts.reshape(width, width).tolist()),
        sizes=tuple(np.bincount(of[of >= 0], minlength=width).tolist()),
        links=arcs // each,
        left_out=(len(known) - arcs) // each,
    )


def nominal_assortativity(graph: Graph, values: Sequence[str]) -> float:
    """Return r = (Σe_gg − Σa_g·b_g)/(1 − Σa_g·b_g): 1 when no link leaves its group.

    0 when links are as at random; negative when they avoid their own group. e, a and b are
    shares of the mixing matrix, of its rows and of its columns. NaN without links, or with
    links of one group only. Directed: tails against heads; weights are not looked at. Newman,
    Phys. Rev. E 67, 026126, 2003. It costs m.
    """
    mixing = mixing_matrix(graph, values)
    expected = mixing.expected_internal_share
    if not expected < 1:
        return nan
    return (mixing.internal_share - expected) / (1 - expected)


@dataclass(frozen=True, kw_only=True, slots=True)
class EIIndex:
    """How much a network turns outwards: (external − internal)/(external + internal) links.

    From -1, when no link leaves its group, to 1; NaN without links. `groups` has the index of
    each group, over the links that touch it. `expected` is what ends joined at random would
    give, which depends on the sizes of the groups.
    """

    index: float
    internal: int
    external: int
    expected: float
    groups: tuple[tuple[str, float], ...]


def e_i_index(graph: Graph, values: Sequence[str]) -> EIIndex:
    """Return the E–I index by a value of each node ("" where it is not known).

    Directions and weights are not looked at, but an arc and its opposite are two links.
    Krackhardt & Stern, Soc. Psychol. Q. 51, 1988. It costs m.
    """
    mixing = mixing_matrix(graph, values)
    share = mixing.expected_internal_share
    return EIIndex(
        index=1 - 2 * mixing.internal_share,
        internal=mixing.internal,
        external=mixing.external,
        expected=1 - 2 * share,
        groups=tuple(
            (name, _group_index(mixing, group, directed=graph.directed))
            for group, name in enumerate(mixing.groups)
        ),
    )


def _group_index(mixing: Mixing, group: int, *, directed: bool) -> float:
    within = mixing.counts[group][group] if directed else mixing.counts[group][group] // 2
    leaving = sum(mixing.counts[group]) - mixing.counts[group][group]
    if directed:
        leaving += sum(row[group] for row in mixing.counts) - mixing.counts[group][group]
    return (leaving - within) / (leaving + within) if leaving + within else nan
