"""Components: the parts of a network that no edge joins."""

import numpy as np

from ..models import Graph


def component_sizes(graph: Graph) -> tuple[int, ...]:
    """Return how many nodes each component has, the largest first.

    Each node takes the smallest label beside it, and then the label of its label, until
    nothing changes.
    """
    labels = np.arange(graph.node_count)
    sources = np.repeat(labels, np.diff(graph.starts))
    while True:
        before = labels.copy()
        np.minimum.at(labels, sources, before[graph.neighbours])
        labels = np.minimum(labels, labels[labels])
        if np.array_equal(labels, before):
            return tuple(sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True))
