"""Strengths: how much goes through the links of each member."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from ..models import Graph
from .degrees import degrees
from .intervals import Estimate


def strengths(graph: Graph) -> tuple[float, ...]:
    """Return the sum of the weights of each node's links, in the order of the nodes.

    In a directed network, of its arcs in and out; without weights, the degrees. Barrat,
    Barthélemy, Pastor-Satorras & Vespignani, PNAS 101, 2004. It costs m.
    """
    n = graph.node_count
    if graph.weights is None:
        return tuple(float(degree) for degree in degrees(graph).of)
    sources = np.repeat(np.arange(n), np.diff(graph.starts))
    outgoing = np.bincount(sources, graph.weights, n)
    if not graph.directed:
        return tuple(outgoing.tolist())
    return tuple((outgoing + np.bincount(graph.neighbours, graph.weights, n)).tolist())


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerSlope:
    """A law y = c·x^slope, fitted to logarithms; NaN where it cannot be.

    `r_squared` is the share of the variance of log y that it explains; `count` the points.
    """

    slope: Estimate
    constant: float
    r_squared: float
    count: int


def strength_by_degree(graph: Graph) -> PowerSlope:
    """Return the exponent of s(k) ~ k^β over the nodes that have links.

    β is 1 when links are worth the same whoever has them, less when those who have many give
    each less (Barrat et al. 2004). Least squares on the logarithms of each node.
    """
    of, weights = degrees(graph).of, strengths(graph)
    linked = [(k, s) for k, s in zip(of, weights, strict=True) if k]
    return fit_power_slope([k for k, _ in linked], [s for _, s in linked])


def fit_power_slope(xs: Sequence[float], ys: Sequence[float]) -> PowerSlope:
    """Return y = c·x^slope by least squares on logarithms, with a 95 % interval (Student).

    All numbers are over 0. Two points have a slope and no interval; fewer, or points at one
    x, have none.
    """
    from .sampling import student_95  # noqa: PLC0415 - loads scipy where an interval is needed

    count = len(xs)
    x, y = np.log(np.asarray(xs, dtype=float)), np.log(np.asarray(ys, dtype=float))
    none = Estimate(value=nan, low=nan, high=nan)
    if count < 2 or len(set(xs)) < 2:
        return PowerSlope(slope=none, constant=nan, r_squared=nan, count=count)
    dx, dy = x - x.mean(), y - y.mean()
    slope = float((dx * dy).sum() / (dx * dx).sum())
    rest = float(((dy - slope * dx) ** 2).sum())
    spread = float((dy * dy).sum())
    half = nan
    if count > 2:
        half = student_95(count - 2) * sqrt(rest / (count - 2) / float((dx * dx).sum()))
    return PowerSlope(
        slope=Estimate(value=slope, low=slope - half, high=slope + half),
        constant=float(np.exp(y.mean() - slope * x.mean())),
        r_squared=1 - rest / spread if spread else nan,
        count=count,
    )
