"""The funnel: how many of the shortest chains to someone end with the same few links."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from ..graphs import turned
from ..models import Graph
from .engine import to_igraph
from .intervals import Estimate
from .sampling import draw_nodes, jackknife


@dataclass(frozen=True, kw_only=True, slots=True)
class LastLink:
    """A neighbour of the target, and the share of the chains that arrive through it."""

    node: int
    share: float


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelTarget:
    """The funnel towards one node: its last links, the busiest first.

    `share` is that of the busiest few; `baseline` what it would be if all last links were as
    busy. `starters` nodes have a path to the target.
    """

    node: int
    share: float
    baseline: float
    starters: int
    last_links: tuple[LastLink, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """The funnels towards several nodes, and their means, with a 95 % interval when sampled.

    `few` is the number of last links that are counted together. `share` and `baseline` are the
    means over the `counted` targets that have more last links than that: to the others, all
    chains come through so few. NaN without any. Nodes that nobody reaches are no targets.
    """

    share: Estimate
    baseline: Estimate
    few: int
    counted: int
    targets: tuple[FunnelTarget, ...]
    exact: bool


def funnel(
    graph: Graph,
    targets: Sequence[int] | None = None,
    *,
    few: int = 3,
    samples: int | None = None,
    seed: int = 0,
) -> Funnel:
    """Return F_q, the share of shortest chains that arrive through their q busiest last links.

    From each node that has a path to t starts a chain, which takes any of its shortest paths
    with the same probability. The share that arrives through a neighbour u of t is
    (1 + δ_t(u))/(n_t − 1), where δ_t(u) is the dependency of t on u and n_t counts the nodes
    with a path to t, t included; F_q(t) adds up the q = `few` largest. The baseline is
    min(1, q/k(t)). `targets` are positions in `ids` (all nodes, or `samples` of them drawn at
    random). Directed chains follow the arcs; weights are not looked at. After Milgram
    (Psychology Today 1(1), 1967), who saw half of the letters arrive through three people; one
    pass of Brandes (J. Math. Sociol. 25, 2001) a target: m each.
    """
    n = graph.node_count
    exact = targets is not None or samples is None or samples >= n
    chosen = range(n) if targets is None else targets
    if not exact and samples is not None:
        chosen = draw_nodes(n, samples, seed=seed).tolist()
    back = turned(graph)
    found = [funnel_to(back, node, few=few) for node in chosen]
    rows = np.zeros((len(found), 3))
    for row, target in zip(rows, found, strict=True):
        if len(target.last_links) > few:
            row[:] = target.share, target.baseline, 1
    population = len(rows) if exact else n
    return Funnel(
        share=jackknife(lambda sums: sums[:, 0] / sums[:, 2], rows, population=population),
        baseline=jackknife(lambda sums: sums[:, 1] / sums[:, 2], rows, population=population),
        few=few,
        counted=int(rows[:, 2].sum()),
        targets=tuple(target for target in found if target.starters),
        exact=exact,
    )


def funnel_to(back: Graph, node: int, *, few: int = 3) -> FunnelTarget:
    """Return the funnel towards a node; `back` is the network with its arcs turned."""
    around = back.neighbours[back.starts[node] : back.starts[node + 1]].tolist()
    if not around:
        return FunnelTarget(node=node, share=nan, baseline=nan, starters=0, last_links=())
    plain = to_igraph(back)
    passed = plain.betweenness(vertices=around, directed=back.directed, sources=[node])
    each = [1 + (value if back.directed else 2 * value) for value in passed]
    starters = round(sum(each))
    links = sorted(
        (LastLink(node=u, share=v / starters) for u, v in zip(around, each, strict=True)),
        key=lambda link: (-link.share, link.node),
    )
    return FunnelTarget(
        node=node,
        share=min(1.0, sum(link.share for link in links[:few])),
        baseline=min(1.0, few / len(links)),
        starters=starters,
        last_links=tuple(links),
    )
