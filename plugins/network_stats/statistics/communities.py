"""Communities: parts with many links within and few between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan
from statistics import fmean
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..graphs import edges_of
from ..models import Graph
from .engine import seeded, to_igraph

_LARGE = 2_000
"""From so many edges on, each run makes one pass and only the best goes on."""

_PASSES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Communities:
    """The best of several partitions, and how far the others are from it.

    `membership[i]` is the community of node i, from 0, the largest first. `modularity` is Q of
    this partition. `qualities` are Q of each run before the best went on. `similarity` is the
    mean of the normalised mutual information of the other runs with the best one (1: all
    found the same), `least_similarity` the least; NaN with one run.
    """

    modularity: float
    membership: tuple[int, ...]
    sizes: tuple[int, ...]
    qualities: tuple[float, ...]
    similarity: float
    least_similarity: float

    @property
    def count(self) -> int:
        """Return how many communities there are."""
        return len(self.sizes)

    @property
    def runs(self) -> int:
        """Return how many partitions were made."""
        return len(self.qualities)


def communities(
    graph: Graph,
    runs: int = 20,
    *,
    seed: int = 0,
    objective: Literal["modularity", "CPM"] = "modularity",
    resolution: float = 1.0,
    weighted: bool = False,
) -> Communities:
    """Return the communities of the highest modularity that Leiden finds in 1 or more runs.

    Directions and, with `weighted`, weights enter the modularity (see `modularity`). Each run
    goes on until nothing changes; in a network of 2,000 edges or more, each makes one pass
    and the best makes two more. `objective` "CPM" is the constant Potts model, whose
    best run is that of the highest Q too. The optimum is not known: what is said of one
    partition is said with its similarity to the others. Traag, Waltman & van Eck, Sci. Rep.
    9, 5233, 2019. It costs about m a pass.
    """
    weights = "weight" if weighted and graph.weights is not None else None
    leiden = partial(
        to_igraph(graph).community_leiden,
        objective_function=objective,
        weights=weights,
        resolution=resolution,
    )
    large = graph.edge_count >= _LARGE
    quality = _quality(graph, weighted=weighted)
    with seeded(seed):
        found = [_ranked(leiden(n_iterations=1 if large else -1)) for _ in range(runs)]
        qualities = [quality(each) for each in found]
        best = found[int(np.argmax(qualities))]
        chosen = best
        if large:
            further = leiden(n_iterations=_PASSES, initial_membership=best.tolist())
            chosen = _ranked(further)
    alike = [mutual_information(best, each) for each in found if each is not best]
    return Communities(
        modularity=quality(chosen),
        membership=tuple(chosen.tolist()),
        sizes=tuple(np.bincount(chosen).tolist()),
        qualities=tuple(qualities),
        similarity=fmean(alike) if alike else nan,
        least_similarity=min(alike, default=nan),
    )


def modularity(
    graph: Graph, membership: Sequence[int] | NDArray[np.int64], *, weighted: bool = False
) -> float:
    """Return Q = Σ_c [L_c/m − (d_c/2m)²], the links within communities beyond those of chance.

    L_c of the m links are within community c, whose degrees sum to d_c; directed, the last
    term is (d_c of tails)(d_c of heads)/m² (Leicht & Newman 2008). With `weighted`, weights
    are added instead of links. NaN without links. Newman & Girvan, Phys. Rev. E 69, 026113,
    2004. It costs m.
    """
    return _quality(graph, weighted=weighted)(np.asarray(membership, dtype=np.int64))


def _quality(graph: Graph, *, weighted: bool) -> Callable[[NDArray[np.int64]], float]:
    """Return the function that gives the modularity of partitions of a network."""
    ends, weights = edges_of(graph)
    tails, heads = ends[:, 0].copy(), ends[:, 1].copy()
    each = weights if weighted and weights is not None else np.ones(len(ends))
    total = float(each.sum())

    def quality(of: NDArray[np.int64]) -> float:
        if not len(ends):
            return nan
        first, second = of[tails], of[heads]
        count = int(of.max()) + 1
        within = float(each[first == second].sum())
        out, into = np.bincount(first, each, count), np.bincount(second, each, count)
        both = (out + into) / 2
        chance = out @ into if graph.directed else both @ both
        return within / total - float(chance) / total**2

    return quality


def mutual_information(
    one: Sequence[int] | NDArray[np.int64], other: Sequence[int] | NDArray[np.int64]
) -> float:
    """Return the normalised mutual information of two partitions, 0 to 1: 2I/(H₁ + H₂).

    1 when they are the same, and when both have a single part. Danon et al., J. Stat. Mech.
    P09008, 2005. It costs n log n.
    """
    first, second = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
    joint = np.unique(first * (int(second.max(initial=0)) + 1) + second, return_counts=True)[1]
    apart = _entropy(np.bincount(first)) + _entropy(np.bincount(second))
    return 2 * (apart - _entropy(joint)) / apart if apart else 1.0


def _entropy(counts: NDArray[np.int64]) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def _ranked(clustering: Any) -> NDArray[np.int64]:  # noqa: ANN401 - igraph publishes no types
    """Return the parts that igraph found, from the largest; at a tie, that of the first node."""
    of = np.asarray(clustering.membership, dtype=np.int64)
    _, first, place, sizes = np.unique(
        of, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[place]
