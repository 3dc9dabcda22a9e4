"""python-igraph, given our networks and a seed.

The functions that answer with records of ours import this module; importing it loads igraph.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import igraph

from ..graphs import edges_of
from ..models import Graph


@lru_cache(maxsize=2)
def to_igraph(graph: Graph) -> Any:  # noqa: ANN401 - igraph publishes no types
    """Return a network as igraph's, to be read and never changed.

    Edges are in the order of `edges_of`; their attribute `length` is 1/weight where there are
    weights: the stronger a tie, the shorter. The last two networks asked for are kept.
    """
    ends, weights = edges_of(graph)
    # igraph takes ten times longer to read an array, or a list of as many pairs.
    pairs = zip(ends[:, 0].tolist(), ends[:, 1].tolist(), strict=True)
    made = igraph.Graph(n=graph.node_count, edges=pairs, directed=graph.directed)
    if weights is not None:
        made.es["weight"] = weights.tolist()
        made.es["length"] = (1 / weights).tolist()
    return made


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Make igraph draw the same numbers each time within the block.

    igraph draws from Python's module `random`. It is given a generator of its own meanwhile,
    so that nobody else's numbers change, and the module again at the end.
    """
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
