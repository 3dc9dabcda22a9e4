"""Networks from their edges."""

from collections.abc import Sequence

import numpy as np

from .models import Cleaning, Graph


def build_graph(edges: Sequence[tuple[str, str]], *, weights: bool = False) -> Graph:
    """Return the simple undirected network of these edges.

    Nodes are in the order of their names. Loops and repeated edges, in either direction,
    are left out and counted; a node that has only a loop stays.
    """
    ids = tuple(sorted({name for edge in edges for name in edge}))
    index = {name: position for position, name in enumerate(ids)}
    ends = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    ends.sort(axis=1)
    proper = ends[ends[:, 0] != ends[:, 1]]
    single = np.unique(proper, axis=0)
    both = np.concatenate([single, single[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    degrees = np.bincount(both[:, 0], minlength=len(ids))
    return Graph(
        ids=ids,
        starts=np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64),
        neighbours=both[:, 1].astype(np.int32),
        cleaning=Cleaning(
            loops=len(ends) - len(proper),
            duplicates=len(proper) - len(single),
            weights=weights,
        ),
    )
