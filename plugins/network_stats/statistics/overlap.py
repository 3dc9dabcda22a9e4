"""Overlap: how many contacts the two ends of a tie share."""

from dataclasses import dataclass
from functools import lru_cache
from math import fsum, isnan, nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import edges_of, undirected
from ..models import Graph
from .engine import to_igraph


@dataclass(frozen=True, kw_only=True, slots=True)
class TieOverlap:
    """The overlap of each tie, O_ij = shared/(k_i − 1 + k_j − 1 − shared), in [0, 1].

    `edges[e]` are the ends of tie e (positions in `ids`), `of[e]` its overlap: NaN for a tie
    whose ends have no other contact. `mean` is over the others. `weight_correlation` is
    Spearman's, of overlap and weight: positive when strong ties are embedded and weak ones
    bridge; NaN without weights, or when either is constant.
    """

    edges: tuple[tuple[int, int], ...]
    of: tuple[float, ...]
    mean: float
    weight_correlation: float


def tie_overlap(graph: Graph) -> TieOverlap:
    """Return the overlap of the ties of a network; directions are dropped.

    Onnela et al., PNAS 104, 2007. It costs m^(3/2).
    """
    plain = undirected(graph)
    ends, weights = edges_of(plain)
    shared = shared_neighbours(plain)
    others = (np.diff(plain.starts)[ends] - 1).sum(axis=1) - shared
    with np.errstate(invalid="ignore"):
        of = np.where(others > 0, shared / others, nan)
    known = [value for value in of.tolist() if not isnan(value)]
    correlation = nan
    if weights is not None and known:
        correlation = spearman(of[~np.isnan(of)], weights[~np.isnan(of)])
    return TieOverlap(
        edges=tuple(zip(ends[:, 0].tolist(), ends[:, 1].tolist(), strict=True)),
        of=tuple(of.tolist()),
        mean=fsum(known) / len(known) if known else nan,
        weight_correlation=correlation,
    )


@lru_cache(maxsize=2)
def shared_neighbours(graph: Graph) -> NDArray[np.int64]:
    """Return how many neighbours the ends of each edge of an undirected network share.

    The last two networks asked for are kept.
    """
    ends, _ = edges_of(graph)
    triangles = np.array(to_igraph(graph).list_triangles(), dtype=np.int64).reshape(-1, 3)
    triangles.sort(axis=1)
    n = max(1, graph.node_count)
    sides = np.concatenate(
        [triangles[:, one] * n + triangles[:, other] for one, other in ((0, 1), (0, 2), (1, 2))]
    )
    place = np.searchsorted(ends[:, 0] * n + ends[:, 1], sides)
    return np.bincount(place, minlength=len(ends))


def spearman(
    one: NDArray[np.float64] | NDArray[np.int64], other: NDArray[np.float64] | NDArray[np.int64]
) -> float:
    """Return Spearman's rank correlation; equals share their mean rank; NaN if one is constant."""
    first, second = _ranks(one), _ranks(other)
    first, second = first - first.mean(), second - second.mean()
    spread = float((first @ first) * (second @ second))
    return float(first @ second) / spread**0.5 if spread else nan


def _ranks(values: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[place])
