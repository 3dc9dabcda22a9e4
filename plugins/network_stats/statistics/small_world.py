"""Small worlds: chains as short as at random, and contacts who know each other."""

from dataclasses import dataclass
from math import nan
from statistics import fmean

import numpy as np

from ..graphs import undirected
from ..models import Graph
from .clustering import average_clustering, transitivity
from .components import giant_component
from .distances import distances, sampled_distances
from .lattices import latticised
from .null_models import randomised

_EXACT_ONCE, _EXACT = 20_000, 4_000
"""Up to so many nodes, the mean distance is exact, in the network and in each random one.

Above, it is estimated from 256 nodes drawn at random.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallWorld:
    """How a network compares with random ones and with a lattice of the same degrees.

    `sigma` is (T/T_r)/(L/L_r), over 1 in a small world. `omega` is L_r/L − C/C_lat: near 0 in a
    small world, positive when more like a random network, negative when more like a lattice.
    Sigma's range, over the single random networks, is `sigma_low` to `sigma_high`. NaN where a
    divisor is 0. T is the transitivity and C the average clustering, as in networkx; those of
    the network are given with L, and the means over `samples` random networks, and the C of
    the lattice.
    """

    sigma: float
    sigma_low: float
    sigma_high: float
    omega: float
    mean_distance: float
    transitivity: float
    clustering: float
    random_mean_distance: float
    random_transitivity: float
    lattice_clustering: float
    samples: int


def small_world(graph: Graph, samples: int | None = None, *, seed: int = 0) -> SmallWorld:
    """Return how much of a small world the giant component of a network is.

    It is compared with `samples` random networks: by default 10, and less in large networks,
    whose random ones hardly differ (2 from 10,000 nodes on). Random networks and the lattice
    keep each degree (see `null_models`, `lattices`); directions and weights are dropped; mean
    distances are over the pairs that are joined, sampled above 20,000 nodes (4,000 in random
    networks). Sigma: Humphries & Gurney, PLoS ONE 3, e0002051, 2008 (who compare with networks
    that keep only n and m). Omega: Telesford et al., Brain Connect. 1, 2011. It costs a
    rewiring, its triangles and its distances for each sample, and a lattice.
    """
    giant = giant_component(undirected(graph))
    generator = np.random.Generator(np.random.PCG64(seed))
    if samples is None:
        samples = min(10, max(2, 20_000 // max(1, giant.node_count)))
    drawn = [randomised(giant, generator) for _ in range(samples)]
    random_lengths = [_mean_distance(each) for each in drawn]
    random_closed = [transitivity(each) for each in drawn]
    lattice = average_clustering(latticised(giant))
    length, closed = _mean_distance(giant, exact=_EXACT_ONCE), transitivity(giant)
    clustering = average_clustering(giant)
    mean_length, mean_closed = _mean(random_lengths), _mean(random_closed)
    every = [
        _ratio(_ratio(closed, other), _ratio(length, far))
        for other, far in zip(random_closed, random_lengths, strict=True)
    ]
    return SmallWorld(
        sigma=_ratio(_ratio(closed, mean_closed), _ratio(length, mean_length)),
        sigma_low=min(every, default=nan),
        sigma_high=max(every, default=nan),
        omega=_ratio(mean_length, length) - _ratio(clustering, lattice),
        mean_distance=length,
        transitivity=closed,
        clustering=clustering,
        random_mean_distance=mean_length,
        random_transitivity=mean_closed,
        lattice_clustering=lattice,
        samples=samples,
    )


def _mean_distance(graph: Graph, *, exact: int = _EXACT) -> float:
    if graph.node_count <= exact:
        return distances(graph).mean
    return sampled_distances(graph).mean.value


def _mean(values: list[float]) -> float:
    return fmean(values) if values else nan


def _ratio(one: float, other: float) -> float:
    return one / other if other else nan
