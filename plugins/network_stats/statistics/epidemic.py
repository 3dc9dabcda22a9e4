"""Epidemic thresholds: how contagious something must be to spread."""

from dataclasses import dataclass
from math import inf, nan

from ..graphs import undirected
from ..models import Graph
from .degrees import degrees
from .eigenvector import spectral_radius


@dataclass(frozen=True, kw_only=True, slots=True)
class EpidemicThreshold:
    """Two estimates of τ_c, the ratio of infection to recovery below which it dies out.

    `spectral` is 1/λ₁(A), for this very network (infinite without links); `mean_field` is
    ⟨k⟩/(⟨k²⟩ − ⟨k⟩), for a random network with these degrees (NaN without links, infinite
    when no node has two).
    """

    spectral: float
    mean_field: float


def epidemic_threshold(graph: Graph, *, weighted: bool = False) -> EpidemicThreshold:
    """Return the epidemic thresholds of a network.

    The spectral one follows directions and, with `weighted`, takes weights as rates (Wang et
    al., SRDS 2003); the other drops both (Pastor-Satorras & Vespignani, Phys. Rev. Lett. 86,
    2001; Cohen et al., Phys. Rev. Lett. 85, 2000). It costs m an iteration.
    """
    radius = spectral_radius(graph, weighted=weighted)
    of = degrees(undirected(graph)).of
    first, second = sum(of), sum(k * k for k in of)
    mean_field = first / (second - first) if second > first else inf
    return EpidemicThreshold(
        spectral=1 / radius if radius else inf, mean_field=mean_field if first else nan
    )
