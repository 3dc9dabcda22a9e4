"""Where the nodes of a small network stand, and where their names fit.

Kamada & Kawai's spring model (Information Processing Letters 31(1), 7–15, 1989), by igraph,
from a few seeded starts, of which the one with the least stress is kept. Each component is
laid out alone, and they are packed in rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .graphs import undirected
from .models import Graph
from .statistics.engine import to_igraph

if TYPE_CHECKING:
    import igraph

STARTS = 6
_GAP = 0.5
_TIDIED = 40

Places = NDArray[np.float64]
"""Coordinates: an array of shape (nodes, 2)."""


class Box(NamedTuple):
    """A rectangle: its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A name to place beside a node: which node, and how wide and high its words are."""

    node: int
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Where a name stands: its node, the anchor of its words, their end, and its rectangle.

    `anchor` is "start", "middle" or "end", as SVG's `text-anchor`. A name that stands away
    from its node is tied to it by a line, the `leader`: x and y of its two ends.
    """

    node: int
    x: float
    y: float
    anchor: str
    box: Box
    leader: tuple[float, float, float, float] | None = None


def lay_out(graph: Graph, *, width: float, tallest: float, seed: int = 0) -> Places:
    """Return a place for each node, from (0, 0) to at most (width, tallest).

    The longer side of each component lies flat. The same network and seed give the same places.
    """
    whole = to_igraph(undirected(graph))
    parts = _components(whole)
    drawn = [_component(whole, nodes, seed) for nodes in parts]
    corners = _pack([np.ptp(part, axis=0) for part in drawn], width / tallest)
    places = np.zeros((graph.node_count, 2))
    for nodes, part, corner in zip(parts, drawn, corners, strict=True):
        places[nodes] = part - part.min(axis=0) + corner
    wide, high = np.ptp(places, axis=0) if len(places) else (0.0, 0.0)
    factor = min(width / max(wide, 1e-9), tallest / max(high, 1e-9), 1e6)
    places *= factor
    places[:, 0] += (width - wide * factor) / 2
    return places


def _components(whole: "igraph.Graph") -> list[NDArray[np.int64]]:
    """Return the nodes of each component, the largest first, then by its first node."""
    parts = [np.array(sorted(part), dtype=np.int64) for part in whole.connected_components()]
    return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def _component(whole: "igraph.Graph", nodes: NDArray[np.int64], seed: int) -> Places:
    """Return the places of a component's nodes; its size grows as the root of their number."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    part = whole.induced_subgraph(nodes.tolist())
    steps = np.array(part.distances(), dtype=np.float64)
    random = np.random.Generator(np.random.PCG64(seed))
    tried = [_spring(part, random.standard_normal((len(nodes), 2))) for _ in range(STARTS)]
    best = min(tried, key=lambda places: round(_stress(places, steps), 9))
    flat = _turned(best)
    return flat * (sqrt(len(nodes)) / max(float(np.ptp(flat, axis=0).max()), 1e-9))


def _spring(part: "igraph.Graph", start: Places) -> Places:
    n = part.vcount()
    laid = part.layout_kamada_kawai(seed=(start * n).tolist(), maxiter=30 * n)
    return np.array(laid.coords, dtype=np.float64)


def _stress(places: Places, steps: NDArray[np.float64]) -> float:
    """Return Σ(‖x_i − x_j‖ − d_ij)²/d_ij² at the best scale, a pair: 0 for a perfect drawing."""
    far = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    weights = np.where(steps > 0, 1 / np.maximum(steps, 1) ** 2, 0.0)
    scale = float((weights * far * steps).sum() / max((weights * far**2).sum(), 1e-12))
    return float((weights * (scale * far - steps) ** 2).sum())


def _turned(places: Places) -> Places:
    """Return places turned so that they spread most from left to right."""
    centred = places - places.mean(axis=0)
    xx, yy = (centred**2).sum(axis=0)
    xy = float((centred[:, 0] * centred[:, 1]).sum())
    angle = atan2(2 * xy, float(xx - yy)) / 2
    turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
    return np.asarray(centred @ turn, dtype=np.float64)


def _pack(sizes: Sequence[Places], shape: float) -> Places:
    """Return a corner for each rectangle, in rows, so that all fill a frame as well as can be.

    `shape` is the width of the frame over its height. The first rectangle is the largest.
    """
    widest = max(float(wide) for wide, _ in sizes)
    tried = [_rows(sizes, widest * stretch) for stretch in (1.0, 1.2, 1.5, 2.0, 3.0, 5.0)]

    def filled(corners: Places) -> float:
        wide, high = (corners + np.array(sizes)).max(axis=0)
        return max(float(wide), float(high) * shape)

    return min(tried, key=filled)


def _rows(sizes: Sequence[Places], longest: float) -> Places:
    """Return a corner for each rectangle, in rows no longer than `longest` where one fits."""
    corners: list[tuple[float, float]] = []
    x = y = row = 0.0
    for wide, high in sizes:
        if corners and x + wide > longest + 1e-9:
            x, y, row = 0.0, y + row + _GAP, 0.0
        corners.append((x, y))
        x, row = x + float(wide) + _GAP, max(row, float(high))
    return np.array(corners)


def part_nodes(places: Places, sizes: NDArray[np.float64], gap: float) -> Places:
    """Return places moved as little as needed for discs of these diameters to stand apart.

    Discs that touch push each other away; after a few rounds some may still be close.
    """
    moved = places.copy()
    wanted = (sizes[:, None] + sizes[None, :]) / 2 + gap
    np.fill_diagonal(wanted, 0.0)
    order = np.arange(len(places))
    for _ in range(_TIDIED):
        between = moved[:, None, :] - moved[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        # Discs on one spot leave it along a spiral, each in its own direction.
        angles = order * (pi * (3 - sqrt(5)))
        same = (far < 1e-6) & (wanted > 0)
        between[same] = np.column_stack([np.cos(angles), np.sin(angles)])[np.nonzero(same)[0]]
        far[same] = 1e-6
        short = np.maximum(wanted - far, 0.0)
        if short.max(initial=0.0) < 0.05:
            break
        length = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-9)
        moved += (between * (short / length)[..., None]).sum(axis=1) * 0.4
    return moved


def place_labels(
    labels: Sequence[Label],
    places: Places,
    sizes: NDArray[np.float64],
    edges: NDArray[np.int64],
    frame: Box,
) -> tuple[Placed, ...]:
    """Return where names fit, in the order given, which is that of their importance.

    A name stands beside its node, or where there is no room, away from it with a leader:
    inside the frame, over no disc, no other name and no leader. Of the places left it takes the
    one that crosses the fewest edges. A name with none is left out. `edges` has shape (m, 2).
    """
    discs = np.column_stack([places - sizes[:, None] / 2, places + sizes[:, None] / 2])
    along = _along(places[edges[:, 0]], places[edges[:, 1]])
    placed: list[Placed] = []
    for label in labels:
        for candidates in (_beside, _away):
            free = [
                (_points_in(along, found.box) + 0.4 * rank, rank, found)
                for rank, found in enumerate(candidates(label, places, sizes))
                if _is_free(found, frame, discs, placed)
            ]
            if free:
                placed.append(min(free, key=lambda choice: choice[:2])[2])
                break
    return tuple(placed)


def _is_free(found: Placed, frame: Box, discs: NDArray[np.float64], placed: list[Placed]) -> bool:
    """Return whether a name can stand in a place, and be tied from there to its node."""
    if not _inside(found.box, frame) or _covers(found.box, discs):
        return False
    if any(found.box.meets(other.box) for other in placed):
        return False
    leaders = [other.leader for other in placed if other.leader]
    if any(_points_in(_line(leader), found.box) for leader in leaders):
        return False
    if found.leader is None:
        return True
    tie = _line(found.leader)[6:]
    return not _points_over(tie, discs) and not any(_points_in(tie, o.box) for o in placed)


def _beside(label: Label, places: Places, sizes: NDArray[np.float64]) -> list[Placed]:
    """Return the places of a name against its node, the best first: beside, above, at corners."""
    x, y = (float(part) for part in places[label.node])
    reach = float(sizes[label.node]) / 2
    side, slant = reach + 4, reach * 0.7 + 3
    half = label.height / 2
    found = [
        (x + side, y, "start"),
        (x - side, y, "end"),
        (x, y - reach - 2 - half, "middle"),
        (x, y + reach + 2 + half, "middle"),
        (x + slant, y - slant - half / 2, "start"),
        (x + slant, y + slant + half / 2, "start"),
        (x - slant, y - slant - half / 2, "end"),
        (x - slant, y + slant + half / 2, "end"),
    ]
    for shift in (0.3, -0.3):
        found += [
            (x + label.width * shift, y - reach - 2 - half, "middle"),
            (x + label.width * shift, y + reach + 2 + half, "middle"),
        ]
    return [_at(label, *place) for place in found]


def _away(label: Label, places: Places, sizes: NDArray[np.float64]) -> list[Placed]:
    """Return the places of a name around its node at some distance, the nearest first."""
    x, y = (float(part) for part in places[label.node])
    reach = float(sizes[label.node]) / 2
    found = []
    for far in range(14, 111, 6):
        for turn in range(36):
            way_x, way_y = cos(turn * pi / 18), sin(turn * pi / 18)
            end_x, end_y = x + way_x * (reach + far), y + way_y * (reach + far)
            anchor = "middle" if abs(way_x) < 0.2 else "start" if way_x > 0 else "end"
            lower = label.height / 2 * (0 if abs(way_y) < 0.5 else 1 if way_y > 0 else -1)
            beside = 3 * ((way_x > 0) - (way_x < 0)) if anchor != "middle" else 0
            leader = (x + way_x * reach, y + way_y * reach, end_x, end_y)
            at = _at(label, end_x + beside, end_y + lower, anchor)
            found.append(replace(at, leader=leader))
    return found


def _at(label: Label, x: float, y: float, anchor: str) -> Placed:
    left = x - label.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    box = Box(left, y - label.height / 2, left + label.width, y + label.height / 2)
    return Placed(node=label.node, x=x, y=y, anchor=anchor, box=box)


def _inside(box: Box, frame: Box) -> bool:
    return (
        box.left >= frame.left
        and box.right <= frame.right
        and box.top >= frame.top
        and box.bottom <= frame.bottom
    )


def _covers(box: Box, discs: NDArray[np.float64]) -> bool:
    """Return whether a rectangle lies over a disc; `discs` are their rectangles."""
    return bool(
        (
            (discs[:, 0] < box.right)
            & (discs[:, 2] > box.left)
            & (discs[:, 1] < box.bottom)
            & (discs[:, 3] > box.top)
        ).any()
    )


def _along(first: Places, second: Places) -> Places:
    """Return points along straight lines, each from a row of `first` to a row of `second`."""
    shares = np.linspace(0.0, 1.0, 61)[:, None, None]
    return np.asarray((first + (second - first) * shares).reshape(-1, 2), dtype=np.float64)


def _points_over(points: Places, discs: NDArray[np.float64]) -> bool:
    """Return whether a point lies over a disc."""
    return bool(
        ((discs[:, None, :2] < points[None, :, :]) & (discs[:, None, 2:] > points[None, :, :]))
        .all(axis=2)
        .any()
    )


def _line(leader: tuple[float, float, float, float]) -> Places:
    """Return points along a leader."""
    ends = np.array(leader).reshape(2, 2)
    return _along(ends[:1], ends[1:])


def _points_in(points: Places, box: Box) -> int:
    """Return how many points lie in a rectangle."""
    inside = (
        (points[:, 0] > box.left)
        & (points[:, 0] < box.right)
        & (points[:, 1] > box.top)
        & (points[:, 1] < box.bottom)
    )
    return int(inside.sum())
