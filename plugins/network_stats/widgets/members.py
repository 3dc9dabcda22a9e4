"""The members of a network that is drawn: their links, their groups, their names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...build.problems import Problem, nearest
from ..messages import Words
from ..models import Block, Graph, WidgetSpec
from .charts import source_sentences

COMMUNITIES = "communities"
MOST_LABELS = 12
OWN_SIGNS = 5
"""Groups that have a sign of their own; the smaller ones share the last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Members:
    """The members of a network: how many links each has, its group, whose names are wanted.

    `groups[i]` is the group of node i, "" when it has none; `kinds` are the groups, the
    largest first. `by` names what groups are: an attribute, or "communities"; "" for none.
    `said` is what the method says of where the network is from.
    """

    graph: Graph
    degrees: tuple[int, ...]
    by: str
    groups: tuple[str, ...]
    kinds: tuple[str, ...]
    named: tuple[int, ...]
    said: tuple[str, ...]
    words: Words

    def sign(self, node: int) -> int:
        """Return the rank of a node's sign: that of its group, or the last."""
        if not self.by:
            return 0
        group = self.groups[node]
        own = self.kinds if len(self.kinds) == OWN_SIGNS + 1 else self.kinds[:OWN_SIGNS]
        return own.index(group) if group in own else OWN_SIGNS

    def ranked(self) -> list[int]:
        """Return the nodes, the most linked first, then by their names."""
        return sorted(range(len(self.degrees)), key=lambda node: (-self.degrees[node], node))

    def group_name(self, group: str) -> str:
        """Return the name of a group; a community is known by its most linked member."""
        if self.by != COMMUNITIES:
            return group
        first = next(node for node in self.ranked() if self.groups[node] == group)
        return self.words("node-link.community", name=self.graph.ids[first])


def build_members(
    graph: Graph, block: Block, by: str
) -> tuple[Members | None, tuple[Problem, ...]]:
    """Return the members of a network with their groups, or what is wrong with a block's keys."""
    from ..graphs import undirected  # noqa: PLC0415 - numpy waits until a figure needs it
    from ..statistics.degrees import degrees  # noqa: PLC0415 - the same

    named, problems = _named(graph, block.spec)
    groups, wrong = _groups(graph, by, block.spec)
    if problems or wrong:
        return None, problems + wrong
    sizes = Counter(group for group in groups if group)
    members = Members(
        graph=graph,
        degrees=degrees(undirected(graph)).of,
        by=by,
        groups=groups,
        kinds=tuple(sorted(sizes, key=lambda group: (-sizes[group], group))),
        named=(),
        said=source_sentences(block, graph),
        words=block.words,
    )
    ranked = members.ranked()
    if named is None:
        return replace(members, named=tuple(_most_linked(ranked, members.degrees))), ()
    return replace(members, named=tuple(node for node in ranked if node in named)), ()


def _named(graph: Graph, spec: WidgetSpec) -> tuple[frozenset[int] | None, tuple[Problem, ...]]:
    """Return the members whose names a block asks for, None when it leaves the choice.

    The members of a model have no names worth reading.
    """
    written = spec.text("labels") or ("none" if spec.text("model") else "")
    if written in {"", "none", "all"}:
        wanted = {"": None, "none": frozenset[int](), "all": frozenset(range(graph.node_count))}
        return wanted[written], ()
    places = {name: node for node, name in enumerate(graph.ids)}
    names = [name.strip() for name in written.split(",") if name.strip()]
    problems = tuple(
        spec.problem("labels", f"no member is named {name!r}", nearest(name, graph.ids))
        for name in names
        if name not in places
    )
    return frozenset(places[name] for name in names if name in places), problems


def _groups(
    graph: Graph, by: str, spec: WidgetSpec
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the group of each member: the value of an attribute, or its community's number."""
    if not by:
        return (), ()
    if by in graph.attributes:
        return graph.attributes[by], ()
    if by != COMMUNITIES:
        message = f"the network says no {by!r} of its members"
        return (), (spec.problem("by", message, nearest(by, [*graph.attributes, COMMUNITIES])),)
    from ..graphs import undirected  # noqa: PLC0415 - numpy waits until a figure needs it
    from ..statistics.communities import communities  # noqa: PLC0415 - the same

    return tuple(str(number + 1) for number in communities(undirected(graph)).membership), ()


def _most_linked(ranked: Sequence[int], degrees: Sequence[int]) -> list[int]:
    """Return the most linked nodes, at most so many, and never some of those that are equal."""
    if len(ranked) <= MOST_LABELS:
        return list(ranked)
    next_best = degrees[ranked[MOST_LABELS]]
    return [node for node in ranked if degrees[node] > next_best]


def arcs(graph: Graph) -> list[tuple[int, int]]:
    """Return the edges of a network, or its arcs when it is directed, in order."""
    from ..graphs import edges_of  # noqa: PLC0415 - numpy waits until a figure needs it

    return [(int(a), int(b)) for a, b in edges_of(graph)[0]]
