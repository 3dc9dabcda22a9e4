"""A network itself: its members as signs, its links as lines.

Up to 150 members and 1200 links are drawn one by one. Above, lines would hide one another: the
members are drawn as groups, or as a matrix of who is linked to whom.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..models import Block, Cell, Drawing, Graph, Numbers, Widget, WidgetSpec
from .aggregates import draw_groups, draw_matrix
from .charts import clip, curve, dots, flow, written
from .members import COMMUNITIES, OWN_SIGNS, Members, arcs, build_members
from .source import NETWORK_KEYS, load_network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..layout import Placed, Places

MOST_NODES = 150
MOST_LINKS = 1200
"""Above so many links, lines would cover the drawing, and weigh more than 15 kB."""
MOST_ARROWS = 400
"""Above so many arcs, arrow heads would be a blot: the directions are not drawn."""
SEED = 0

_TALLEST = 330.0
_SMALLEST, _LARGEST = 6.0, 18.0
_MARGIN = 10.0
_NAME = 118.0
_HEIGHT = 16.0


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with it or its network."""
    graph, problems = load_network(block)
    if graph is None:
        return None, problems
    small = graph.node_count <= MOST_NODES and graph.edge_count <= MOST_LINKS
    view = block.spec.text("show") or ("nodes" if small else COMMUNITIES)
    problems += _refusals(graph, view, block.spec)
    by = block.spec.text("by") or ("" if view == "nodes" else COMMUNITIES)
    members, wrong = build_members(graph, block, by)
    if members is None or problems:
        return None, problems + wrong
    return _VIEWS[view](members), ()


def _refusals(graph: Graph, view: str, spec: WidgetSpec) -> tuple[Problem, ...]:
    """Return why a network is not drawn in this way, if it is not."""
    if view not in _VIEWS:
        message = f"{view!r} is not a way to show a network"
        return (spec.problem("show", message, nearest(view, _VIEWS)),)
    if not graph.edge_count:
        message = "the network has no link between two members"
        return (spec.problem("data", message, "There is nothing to draw."),)
    for what, n, most in (
        ("members", graph.node_count, MOST_NODES),
        ("links", graph.edge_count, MOST_LINKS),
    ):
        if view == "nodes" and n > most:
            message = f"the network has {n} {what}, and up to {most} are drawn one by one"
            return (spec.problem("show", message, "Write `show: communities` or `show: matrix`."),)
    return ()


def draw_nodes(members: Members) -> Drawing:
    """Return the members and links of a network, one by one."""
    from ..layout import lay_out, part_nodes  # noqa: PLC0415 - numpy waits until a figure needs it

    room = svg.WIDTH - 2 * _MARGIN
    places = lay_out(members.graph, width=room, tallest=_TALLEST, seed=SEED)
    sizes = sign_sizes(members.degrees, places)
    places = part_nodes(places, sizes, 2.0)
    places = on_grid(places, _MARGIN)
    placed = _placed(members, places, sizes)
    raised = max([0.0, *(-name.box.top for name in placed)])
    height = max([float(places[:, 1].max()) + _MARGIN, *(name.box.bottom for name in placed)])
    places[:, 1] += raised
    leaders, names = _names(members, placed, raised)
    signs, key, bottom = _key(members, height + raised)
    return Drawing(
        name=_name(members),
        description=_description(members),
        shapes=svg.join(
            [
                draw_edges(members.graph, places, sizes),
                _signs(members, places, sizes),
                leaders,
                signs,
                svg.labels([*names, *key]),
            ]
        ),
        height=bottom,
        numbers=(_numbers(members),),
        method=_method(members, len(placed)),
        graph=members.graph,
    )


def on_grid(places: "Places", margin: float) -> "Places":
    """Return places at whole units, from the margin on, inside the width of a drawing."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    places = np.rint(places - places.min(axis=0) + margin)
    places[:, 0] = np.clip(places[:, 0], margin, svg.WIDTH - margin)
    return np.asarray(places, dtype=np.float64)


def sign_sizes(
    degrees: Sequence[int], places: "Places", largest: float = _LARGEST
) -> "NDArray[np.float64]":
    """Return the diameter of each sign: its area grows with the number of links, in steps.

    Signs are smaller where nodes stand close to one another.
    """
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    far = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(far, np.inf)
    room = float(np.median(far.min(axis=1))) if len(places) > 1 else largest
    shares = np.sqrt(np.array(degrees) / max(1, *degrees))
    largest = min(largest, max(5.0, 0.9 * room / float(np.median(shares) + 0.2)))
    least = min(_SMALLEST, 0.5 * largest)
    wanted = least + (largest - least) * np.rint(shares * 5) / 5
    return np.asarray(np.rint(2 * wanted) / 2, dtype=np.float64)


def draw_edges(graph: Graph, places: "Places", sizes: "NDArray[np.float64]") -> Markup:
    """Return the links, drawn without lifting the pen more than needed, and their heads."""
    links = svg.path(
        _trails(graph, places),
        "figure-leader",
        svg.colour("muted"),
        stroke_opacity=0.5,
        stroke_linejoin="round",
    )
    if not graph.directed or graph.edge_count > MOST_ARROWS:
        return links
    heads = svg.path(_heads(graph, places, sizes), "figure-outline", svg.colour("muted"))
    return svg.join([links, heads])


def _trails(graph: Graph, places: "Places") -> str:
    """Return a path along every edge once, each stroke going as far as it can."""
    left: dict[int, list[int]] = {}
    for a, b in sorted({(min(arc), max(arc)) for arc in arcs(graph)}):
        left.setdefault(a, []).append(b)
        left.setdefault(b, []).append(a)
    strokes: list[str] = []
    # From nodes with an odd number of edges first: each must be an end of some stroke.
    for start in sorted(left, key=lambda node: (len(left[node]) % 2 == 0, node)):
        while left[start]:
            node, stroke = start, [start]
            while left[node]:
                other = left[node].pop(0)
                left[other].remove(node)
                stroke.append(other)
                node = other
            strokes.append(curve([(float(places[at][0]), float(places[at][1])) for at in stroke]))
    return "".join(strokes)


def _heads(graph: Graph, places: "Places", sizes: "NDArray[np.float64]") -> str:
    """Return the heads of arrows, each at the edge of the sign it points to."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    heads = []
    for a, b in arcs(graph):
        way = places[b] - places[a]
        way = way / max(float(np.hypot(*way)), 1e-9)
        tip = places[b] - way * (sizes[b] / 2 + 1)
        side = np.array([-way[1], way[0]])
        spots = (tip - way * 5 + side * 2.5, tip, tip - way * 5 - side * 2.5)
        heads.append(curve([(float(x), float(y)) for x, y in spots]))
    return "".join(heads)


def _signs(members: Members, places: "Places", sizes: "NDArray[np.float64]") -> Markup:
    """Return the members: a sign for each group, its size by the number of links."""
    parts: list[Markup] = []
    for rank in range(OWN_SIGNS + 1):
        of = [node for node in range(len(members.degrees)) if members.sign(node) == rank]
        if of:
            spots = [(float(places[node][0]), float(places[node][1])) for node in of]
            parts.append(draw_signs(rank, spots, [float(sizes[node]) for node in of]))
    return svg.join(parts)


def draw_signs(rank: int, spots: Sequence[tuple[float, float]], sizes: Sequence[float]) -> Markup:
    """Return the signs of a group's members: a disc, a diamond, a square and so on."""
    if rank == 0:
        return svg.join(
            dots([spot for spot, other in zip(spots, sizes, strict=True) if other == size], size)
            for size in sorted(set(sizes))
        )
    outline, paint, class_ = _OUTLINES[rank - 1]
    d = "".join(
        outline.format_map(_measures(x, y, size / 2))
        for (x, y), size in zip(spots, sizes, strict=True)
    )
    if rank <= 3:
        return svg.element("path", class_=class_, d=d, fill=svg.colour(paint))
    return svg.path(d, class_, svg.colour(paint), stroke_width=3)


def _measures(x: float, y: float, reach: float) -> Mapping[str, str]:
    """Return the coordinates that outlines are written with, as they are written."""
    r, q = reach * 1.15, reach * 0.9
    found = {
        "x": x, "y": y, "up": y - r, "r": r, "s": -r, "t": r * 1.75, "u": -2 * r,
        "left": x - q, "top": y - q, "q": q * 2, "p": -q * 2,
    }  # fmt: skip
    return {name: written(value) for name, value in found.items()}


_OUTLINES = (
    ("M{x} {up}l{r} {r} {s} {r} {s} {s}z", "2", "figure-mark-2"),
    ("M{left} {top}h{q}v{q}h{p}z", "muted", "figure-mark"),
    ("M{x} {up}l{r} {t}h{u}z", "1", "figure-mark"),
    ("M{left} {y}h{q}M{x} {top}v{q}", "2", "figure-mark-2"),
    ("M{left} {top}l{q} {q}m{p} 0l{q} {p}", "muted", "figure-outline"),
)
"""The outlines of the groups after the first, with their colours."""


def _placed(
    members: Members, places: "Places", sizes: "NDArray[np.float64]"
) -> tuple["Placed", ...]:
    """Return the names that have a place, some perhaps a line above or below the signs."""
    import numpy as np  # noqa: PLC0415 - numpy waits until a figure needs it

    from ..layout import Box, Label, place_labels  # noqa: PLC0415 - the same

    labels = [
        Label(
            node=node, width=svg.text_width(clip(members.graph.ids[node], _NAME)), height=_HEIGHT
        )
        for node in members.named
    ]
    edges = np.array(arcs(members.graph), dtype=np.int64).reshape(-1, 2)
    bottom = float(places[:, 1].max()) + _MARGIN
    frame = Box(0, -_HEIGHT, svg.WIDTH, bottom + _HEIGHT)
    return place_labels(labels, places, sizes, edges, frame)


def _names(
    members: Members, placed: Sequence["Placed"], raised: float
) -> tuple[Markup, list[Markup]]:
    """Return the leaders of names, and the names, lowered by the height they rose to."""
    texts = [
        svg.text(
            round(name.x, 1),
            round(name.y + raised + 5, 1),
            clip(members.graph.ids[name.node], _NAME),
            anchor=name.anchor,
        )
        for name in placed
    ]
    ties = "".join(
        curve([(x1, y1 + raised), (x2, y2 + raised)])
        for x1, y1, x2, y2 in (name.leader for name in placed if name.leader)
    )
    return svg.path(ties, "figure-outline", "currentColor") if ties else Markup(), texts


def _key(members: Members, top: float) -> tuple[Markup, list[Markup], float]:
    """Return the signs of the groups, their names, and the height where they end."""
    if not members.by:
        return Markup(), [], top
    kinds = _kinds(members)
    places, bottom = flow([label for _, label in kinds], top + 24, before=20)
    signs = [
        draw_signs(rank, [(x + 7, y - 5)], [11.0])
        for (rank, _), (x, y) in zip(kinds, places, strict=True)
    ]
    texts = [
        svg.text(round(x + 20, 1), y, label)
        for (_, label), (x, y) in zip(kinds, places, strict=True)
    ]
    return svg.join(signs), texts, bottom + 8


def _kinds(members: Members) -> list[tuple[int, str]]:
    """Return each sign that is drawn, with the words that say what it stands for."""
    words = members.words
    of: dict[int, list[int]] = {}
    for node in range(len(members.degrees)):
        of.setdefault(members.sign(node), []).append(node)
    found = []
    for rank, nodes in sorted(of.items()):
        groups = {members.groups[node] for node in nodes}
        alone = len(groups) == 1 and groups != {""}
        name = members.group_name(*groups) if alone else words("node-link.others")
        label = words("node-link.group", group=clip(name, 270), n=words.number(len(nodes)))
        found.append((rank, label))
    return found


def _name(members: Members) -> str:
    words = members.words
    return words(
        "node-link.name",
        n=words.count("node-link.members", members.graph.node_count),
        m=words.count("node-link.links", members.graph.edge_count),
    )


def _description(members: Members) -> str:
    words = members.words
    most = ", ".join(
        words(
            "node-link.description.member", name=members.graph.ids[node], n=members.degrees[node]
        )
        for node in members.ranked()[:5]
    )
    said = [words("node-link.description", members=most)]
    if members.by:
        groups = words("then").join(label for _, label in _kinds(members))
        said.append(words("node-link.description.groups", groups=groups))
    return " ".join(said)


def _method(members: Members, drawn: int) -> tuple[str, ...]:
    words, graph = members.words, members.graph
    said = [words("node-link.method", seed=SEED)]
    if drawn < graph.node_count and members.named:
        said.append(words("node-link.method.names", n=drawn, all=graph.node_count))
    if graph.directed and graph.edge_count > MOST_ARROWS:
        said.append(words("node-link.method.arrows", n=words.number(MOST_ARROWS)))
    if members.by == COMMUNITIES:
        said.append(words("node-link.method.communities"))
    return (*said, *members.said)


def _numbers(members: Members) -> Numbers:
    """Return the members, the most linked first, and whom each is linked to."""
    words, graph = members.words, members.graph
    around: dict[int, list[str]] = {node: [] for node in range(graph.node_count)}
    for a, b in arcs(graph):
        around[a].append(graph.ids[b])
        if not graph.directed:
            around[b].append(graph.ids[a])
    columns = ["member", "degree", *(["group.column"] if members.by else [])]
    columns.append("to" if graph.directed else "with")

    def row(node: int) -> tuple[Cell, ...]:
        degree = members.degrees[node]
        return (
            Cell(text=graph.ids[node]),
            Cell(text=words.number(degree), number=True, value=float(degree)),
            *([Cell(text=members.groups[node] or "–")] if members.by else []),
            Cell(text=", ".join(sorted(around[node])) or "–"),
        )

    return Numbers(
        caption=words("node-link.caption"),
        columns=tuple(words(f"node-link.{column}") for column in columns),
        rows=tuple(row(node) for node in members.ranked()),
    )


_VIEWS = {"nodes": draw_nodes, COMMUNITIES: draw_groups, "matrix": draw_matrix}

WIDGET = Widget(draw=draw, keys=NETWORK_KEYS | {"by", "labels", "show"}, needed=frozenset())
