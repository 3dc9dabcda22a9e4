"""A network too large to be drawn member by member: its groups, or a matrix of its links."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, pi, sqrt
from typing import TYPE_CHECKING

from markupsafe import Markup

from .. import svg
from ..messages import Words
from ..models import Cell, Drawing, Numbers
from .charts import clip, curve, percent, written
from .members import COMMUNITIES, Members, arcs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..layout import Places

MOST_GROUPS = 18
"""Above so many groups, the smallest are drawn as one."""
MOST_RUNS = 1000
"""Above so many runs of full cells, a matrix is drawn with larger cells."""

_TALLEST = 300.0
_FILLED = 0.24
_WIDEST_LINE = 9.0
_LABELS = 92.0
_SIDE = 258.0
_CELLS = (86, 64, 48, 36)
_SHADES = (0.35, 0.65, 1.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Group:
    """A group, or the smallest ones together: its name, its members, its links."""

    label: str
    short: str
    nodes: tuple[int, ...]
    inside: int
    outside: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Groups:
    """The groups of a network, the largest first, and the links between each two of them."""

    members: Members
    all: tuple[_Group, ...]
    between: tuple[tuple[tuple[int, int], int], ...]

    @property
    def share_inside(self) -> float:
        """Return the share of links that join two members of one group."""
        return sum(group.inside for group in self.all) / self.members.graph.edge_count


def _build(members: Members) -> _Groups:
    """Return the groups of a network; the smallest, or those without a name, are one."""
    of: dict[str, list[int]] = {}
    for node, name in enumerate(members.groups):
        of.setdefault(name, []).append(node)
    own = members.kinds if len(of) <= MOST_GROUPS else members.kinds[: MOST_GROUPS - 1]
    lists = [(members.group_name(name), _short(members, name), of[name]) for name in own]
    rest = sorted(node for name in set(of) - set(own) for node in of[name])
    if rest:
        others = members.words.count("node-link.smallest", len(set(of) - set(own)))
        others = others if set(of) - set(own) != {""} else members.words("node-link.others")
        lists.append((others, members.words("node-link.others"), rest))
    rank = {node: index for index, (*_, nodes) in enumerate(lists) for node in nodes}
    links = Counter((min(rank[a], rank[b]), max(rank[a], rank[b])) for a, b in arcs(members.graph))
    return _Groups(
        members=members,
        all=tuple(
            _Group(
                label=label,
                short=short,
                nodes=tuple(nodes),
                inside=links[index, index],
                outside=sum(n for (a, b), n in links.items() if (a == index) != (b == index)),
            )
            for index, (label, short, nodes) in enumerate(lists)
        ),
        between=tuple(sorted((pair, n) for pair, n in links.items() if pair[0] != pair[1])),
    )


def _short(members: Members, group: str) -> str:
    """Return the name of a group as the drawing writes it: for a community, one member's."""
    if members.by != COMMUNITIES:
        return group
    if not members.named:
        return ""
    first = next(node for node in members.ranked() if members.groups[node] == group)
    return members.graph.ids[first]


def draw_groups(members: Members) -> Drawing:
    """Return the groups of a network as discs, and the links between them as lines."""
    groups = _build(members)
    places, sizes = _discs(groups)
    names, raised, height = _names(groups, places, sizes)
    places[:, 1] += raised
    return Drawing(
        name=_name(groups),
        description=_description(groups),
        shapes=svg.join(
            [
                *_lines(groups, places),
                _circles(places, sizes),
                svg.labels(names),
            ]
        ),
        height=height,
        numbers=(_numbers(groups),),
        method=(members.words("node-link.method.groups"), *_method(groups)),
        graph=members.graph,
    )


def _circles(places: "Places", sizes: "NDArray[np.float64]") -> Markup:
    """Return the discs of the groups, light enough for words to stand on them."""
    circles = (
        svg.element("circle", cx=float(x), cy=float(y), r=float(size) / 2)
        for (x, y), size in zip(places, sizes, strict=True)
    )
    return svg.element(
        "g",
        *circles,
        class_="figure-outline",
        fill=svg.colour("grid"),
        stroke=svg.colour("1"),
        stroke_width=2,
    )


def _discs(groups: _Groups) -> tuple["Places", "NDArray[np.float64]"]:
    """Return the places and diameters of the groups' discs, in the width of a drawing."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    from ..graphs import from_arcs  # noqa: PLC0415 - the same
    from ..layout import lay_out, part_nodes  # noqa: PLC0415 - the same

    ends = np.array([pair for pair, _ in groups.between], dtype=np.int64).reshape(-1, 2)
    ids = tuple(str(index) for index in range(len(groups.all)))
    counts = np.array([len(group.nodes) for group in groups.all], dtype=np.float64)
    area = _FILLED * svg.WIDTH * _TALLEST / counts.sum()
    sizes = np.clip(2 * np.sqrt(area * counts / pi), 6.0, 110.0)
    places = lay_out(from_arcs(ids, ends), width=svg.WIDTH - 80, tallest=_TALLEST - 80)
    places = part_nodes(places, sizes, 22.0)
    wide, high = (
        float((places[:, axis] + sizes / 2).max() - (places[:, axis] - sizes / 2).min())
        for axis in (0, 1)
    )
    factor = min(1.0, (svg.WIDTH - 4) / wide, 1.2 * _TALLEST / high)
    places, sizes = places * factor, sizes * factor
    corner = (places - sizes[:, None] / 2).min(axis=0)
    left = (svg.WIDTH - wide * factor) / 2
    return np.rint(places - corner + (left, 4.0)), np.rint(sizes)


def _lines(groups: _Groups, places: "Places") -> list[Markup]:
    """Return the lines between groups, as wide as they have links, the widest below.

    Widths are in steps, so that all the lines of one width are one path.
    """
    most = max([n for _, n in groups.between], default=1)
    of: dict[float, list[str]] = {}
    for pair, n in groups.between:
        width = max(0.5, round(_WIDEST_LINE * n / most))
        line = curve([(float(places[at][0]), float(places[at][1])) for at in pair])
        of.setdefault(width, []).append(line)
    return [
        svg.path(
            "".join(lines),
            "figure-leader",
            svg.colour("muted"),
            stroke_width=width,
            stroke_opacity=0.4,
        )
        for width, lines in sorted(of.items(), reverse=True)
    ]


def _names(
    groups: _Groups, places: "Places", sizes: "NDArray[np.float64]"
) -> tuple[list[Markup], float, float]:
    """Return the groups' names, how far they rose above 0, and the height of all.

    A name stands in its disc, over the number of members, where it is no wider; else beside.
    """
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    from ..layout import Box, Label, place_labels  # noqa: PLC0415 - the same

    numbers = [groups.members.words.number(len(group.nodes)) for group in groups.all]
    said = [clip(group.short, 130) for group in groups.all]
    within = [
        svg.text_width(text) <= 0.9 * size - 4 and size >= 44
        for text, size in zip(said, sizes, strict=True)
    ]
    counted = [
        within[node]
        or (sizes[node] >= svg.LINE and svg.text_width(numbers[node]) <= 0.9 * sizes[node] - 2)
        for node in range(len(said))
    ]
    outside = [
        said[node]
        if counted[node]
        else groups.members.words("node-link.group", group=said[node], n=numbers[node]).strip()
        for node in range(len(said))
    ]
    labels = [
        Label(node=node, width=svg.text_width(text), height=16.0)
        for node, text in enumerate(outside)
        if text and not within[node]
    ]
    ends = np.array([pair for pair, _ in groups.between], dtype=np.int64).reshape(-1, 2)
    bottom = float((places[:, 1] + sizes / 2).max()) + 4
    placed = place_labels(labels, places, sizes, ends, Box(0, -20, svg.WIDTH, bottom + 20))
    raised = max([0.0, *(-name.box.top for name in placed)])
    texts = [
        svg.text(
            round(name.x, 1), round(name.y + raised + 5, 1), outside[name.node], anchor=name.anchor
        )
        for name in placed
    ]
    for node, (x, y) in enumerate(places):
        lower = 10.0 if within[node] and said[node] else 0.0
        if lower:
            texts.append(svg.text(x, y + raised + 5 - 9, said[node], anchor="middle"))
        if counted[node]:
            texts.append(
                svg.text(x, y + raised + 5 + lower, numbers[node], anchor="middle", style="strong")
            )
    return texts, raised, raised + max([bottom, *(name.box.bottom for name in placed)])


def draw_matrix(members: Members) -> Drawing:
    """Return the links of a network as a matrix, its members ordered by group."""
    groups = _build(members)
    words = members.words
    each, full = _grain(groups)
    top = 10.0
    return Drawing(
        name=_name(groups),
        description=_description(groups),
        shapes=svg.join(
            [
                svg.element(
                    "rect",
                    x=svg.WIDTH - _SIDE - 0.5,
                    y=top - 0.5,
                    width=_SIDE + 1,
                    height=_SIDE + 1,
                    class_="figure-outline",
                    fill="none",
                    stroke=svg.colour("grid"),
                ),
                _cells(full, ceil(members.graph.node_count / each), top),
                _blocks(groups, top),
                svg.labels(_matrix_names(groups, top)),
            ]
        ),
        height=top + _SIDE + 8,
        numbers=(_numbers(groups),),
        method=(
            words(
                "node-link.method.matrix", each=words.count("node-link.method.matrix.each", each)
            ),
            *([words("node-link.method.matrix.shades")] if each > 1 else []),
            *_method(groups),
        ),
        graph=members.graph,
    )


def _order(groups: _Groups) -> list[int]:
    """Return the nodes, group after group, the most linked of each first."""
    degrees = groups.members.degrees
    return [
        node
        for group in groups.all
        for node in sorted(group.nodes, key=lambda node: (-degrees[node], node))
    ]


def _grain(groups: _Groups) -> tuple[int, "Counter[tuple[int, int]]"]:
    """Return how many members a row stands for, and the links in each cell (row, column)."""
    graph, order = groups.members.graph, _order(groups)
    each, links = 1, Counter[tuple[int, int]]()
    for count in _CELLS:
        each = ceil(graph.node_count / count)
        place = {node: index // each for index, node in enumerate(order)}
        links = Counter((place[a], place[b]) for a, b in arcs(graph))
        if not graph.directed:
            links += Counter({(b, a): n for (a, b), n in links.items() if a != b})
        if len(_runs(sorted(links))) <= MOST_RUNS:
            break
    return each, links


def _runs(cells: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return the runs of cells that touch: row, first column, length; `cells` are sorted."""
    runs: list[tuple[int, int, int]] = []
    for row, column in cells:
        if runs and runs[-1][0] == row and sum(runs[-1][1:]) == column:
            runs[-1] = (row, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((row, column, 1))
    return runs


def _cells(links: "Counter[tuple[int, int]]", count: int, top: float) -> Markup:
    """Return the full cells of a matrix, a path for each shade: the more links, the darker."""
    side = _SIDE / count
    most = max(links.values())
    shades = _SHADES if most > 1 else _SHADES[-1:]
    paths = []
    for rank, shade in enumerate(shades, 1):
        cells = sorted(at for at, n in links.items() if ceil(len(shades) * sqrt(n / most)) == rank)
        d = "".join(f"M{first} {row}h{length}" for row, first, length in _runs(cells))
        if d:
            paths.append(svg.path(d, "figure-mark", svg.colour("1"), stroke_opacity=shade))
    move = f"translate({written(svg.WIDTH - _SIDE)} {written(top + side / 2)})"
    return svg.element("g", *paths, transform=f"{move} scale({svg.number(side)})")


def _blocks(groups: _Groups, top: float) -> Markup:
    """Return the outline of each group on the diagonal."""
    scale = _SIDE / groups.members.graph.node_count
    left, d, first = svg.WIDTH - _SIDE, "", 0
    for group in groups.all:
        side = written(scale * len(group.nodes))
        corner = f"M{written(left + scale * first)} {written(top + scale * first)}"
        d += f"{corner}h{side}v{side}h-{side}z"
        first += len(group.nodes)
    return svg.path(d, "figure-outline", svg.colour("2"))


def _matrix_names(groups: _Groups, top: float) -> list[Markup]:
    """Return the names of the groups whose rows are high enough, before their rows."""
    words = groups.members.words
    scale = _SIDE / groups.members.graph.node_count
    texts, first, free = [], 0, 0.0
    for group in groups.all:
        middle = top + scale * (first + len(group.nodes) / 2) + 5
        if scale * len(group.nodes) >= 13 and middle >= free:
            n = words.number(len(group.nodes))
            short = clip(group.short, _LABELS - svg.text_width(f" ({n})"))
            said = words("node-link.group", group=short, n=n) if short else n
            texts.append(svg.text(svg.WIDTH - _SIDE - 8, round(middle, 1), said, anchor="end"))
            free = middle + svg.LINE
        first += len(group.nodes)
    return texts


def _name(groups: _Groups) -> str:
    words, graph = groups.members.words, groups.members.graph
    return words(
        "node-link.name.groups",
        n=words.count("node-link.members", graph.node_count),
        m=words.count("node-link.links", graph.edge_count),
        groups=words.count("node-link.groups", len(groups.all)),
    )


def _description(groups: _Groups) -> str:
    words = groups.members.words
    said = words("then").join(_full(group, words) for group in groups.all)
    return " ".join(
        [
            words("node-link.description.groups", groups=said),
            words("node-link.description.inside", share=percent(groups.share_inside, words)),
        ]
    )


def _full(group: _Group, words: Words) -> str:
    return words("node-link.group", group=group.label, n=words.number(len(group.nodes)))


def _method(groups: _Groups) -> tuple[str, ...]:
    words, members = groups.members.words, groups.members
    if members.by == COMMUNITIES:
        said = words("node-link.method.communities")
    else:
        said = words("node-link.method.attribute", by=members.by)
    return (said, *members.said)


def _numbers(groups: _Groups) -> Numbers:
    """Return the groups, the largest first: their members, their links inside and outside."""
    words = groups.members.words
    columns = ("group.column", "groups.members", "groups.inside", "groups.outside")

    def row(group: _Group) -> tuple[Cell, ...]:
        counts = (len(group.nodes), group.inside, group.outside)
        return (
            Cell(text=group.label),
            *(Cell(text=words.number(n), number=True, value=float(n)) for n in counts),
        )

    return Numbers(
        caption=words("node-link.groups.caption"),
        columns=tuple(words(f"node-link.{column}") for column in columns),
        rows=tuple(row(group) for group in groups.all),
    )
