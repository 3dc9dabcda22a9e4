"""The rich club: whether those who have many links are linked to one another."""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from ..graphs import edges_of, undirected
from ..models import Graph
from .null_models import randomised


@dataclass(frozen=True, kw_only=True, slots=True)
class RichClub:
    """The density among the nodes with more than k links, for each k that leaves two or more.

    `phi[i]` is φ(degrees[i]). `normalised[i]` divides it by its mean over `samples` networks
    with the same degrees: over 1 where the rich keep together more than their degrees explain;
    NaN where that mean is 0. Empty when none was drawn.
    """

    degrees: tuple[int, ...]
    phi: tuple[float, ...]
    normalised: tuple[float, ...]
    samples: int


def rich_club(graph: Graph, samples: int = 0, *, seed: int = 0) -> RichClub:
    """Return the rich-club coefficient, φ(k) = 2E_>k / N_>k(N_>k − 1).

    E_>k links join the N_>k nodes with more than k links. Directions and weights are dropped.
    Colizza et al., Nat. Phys. 2, 2006. It costs m, and a rewiring a sample.
    """
    plain = undirected(graph)
    degrees = np.diff(plain.starts)
    phi = _phi(plain, degrees)
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = [_phi(randomised(plain, generator), degrees) for _ in range(samples)]
    normalised: tuple[float, ...] = ()
    if drawn:
        mean = np.mean(drawn, axis=0)
        normalised = tuple(np.where(mean > 0, phi / np.where(mean > 0, mean, 1), nan).tolist())
    return RichClub(
        degrees=tuple(range(len(phi))),
        phi=tuple(phi.tolist()),
        normalised=normalised,
        samples=samples,
    )


def _phi(graph: Graph, degrees: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return φ(k) for k = 0, 1, … as long as two nodes have more than k links."""
    largest = int(degrees.max(initial=0))
    poorer = degrees[edges_of(graph)[0]].min(axis=1, initial=largest)
    links = _more_than(poorer, largest)
    nodes = _more_than(degrees, largest)
    enough = nodes > 1
    return np.asarray(2 * links[enough] / (nodes[enough] * (nodes[enough] - 1)))


def _more_than(values: NDArray[np.int64], largest: int) -> NDArray[np.int64]:
    """Return how many values are over 0, 1, … up to `largest`."""
    counts = np.bincount(values, minlength=largest + 2)
    return np.asarray(np.cumsum(counts[::-1])[::-1][1:])
