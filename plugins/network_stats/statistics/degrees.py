"""Degrees: how many links each member has."""

from dataclasses import dataclass

import numpy as np

from ..models import Graph


@dataclass(frozen=True, kw_only=True, slots=True)
class Degrees:
    """The degrees of a network: `of[i]` is that of node i."""

    of: tuple[int, ...]

    @property
    def mean(self) -> float:
        """Return the mean degree, 2m/n; 0 for a network without nodes."""
        return sum(self.of) / len(self.of) if self.of else 0.0

    @property
    def density(self) -> float:
        """Return 2m/n(n-1), the share of possible links that exist; 0 under two nodes."""
        n = len(self.of)
        return sum(self.of) / (n * (n - 1)) if n > 1 else 0.0

    @property
    def gini(self) -> float:
        """Return the Gini coefficient, 0 when all are equal; 0 when there is no link."""
        n, total = len(self.of), sum(self.of)
        if not total:
            return 0.0
        ranked = sum((2 * rank - n - 1) * k for rank, k in enumerate(sorted(self.of), 1))
        return ranked / (n * total)


def degrees(graph: Graph) -> Degrees:
    """Return the degrees of a network's nodes, in the order of its nodes."""
    return Degrees(of=tuple(np.diff(graph.starts).tolist()))
