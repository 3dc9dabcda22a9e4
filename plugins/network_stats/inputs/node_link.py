"""Node-link JSON, as d3 and networkx write it: {"nodes": […], "links" or "edges": […]}."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...build.problems import Problem, nearest
from .network import Network, Node, Tie, link
from .text import capped

_SPACE = re.compile(r"[ \t\n]*")
_LABELS = ("label", "name")
_WEIGHTS = ("weight", "value")
_LISTS = ("edges", "links", "nodes")
_WAYS = {"true": True, "false": False}


class _Number(str):
    """A number, as it is written: 1 is not 1.0, and no digit of a large one is lost."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """An item of a list, and its line."""

    value: object
    line: int


def parse_node_link(
    lines: Sequence[str], name: str
) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the network of a JSON file, or what is wrong with it.

    The ends of links are ids of nodes or, when nodes have none, their places from 0. A link
    has the weight of its key `weight`, or else `value`.
    """
    try:
        found = _parse("\n".join(lines))
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        message = f"the file is not JSON: {reason}, at column {error.colno}"
        hint = "Check what stands there; the file may be cut short."
        return (), (Problem(name, error.lineno, message, hint),)
    except RecursionError:
        message = "the file is not read: lists are within lists too deep"
        return (), (Problem(name, 0, message, "A network needs two lists, nodes and links."),)
    problems = tuple(_refused(found, name))
    if problems:
        return (), capped(sorted(problems))
    nodes = [_node(item, place) for place, item in enumerate(_list(found, "nodes"))]
    by_place = not any("id" in _object(item.value) for item in _list(found, "nodes"))
    places = {str(place): node.id for place, node in enumerate(nodes)} if by_place else {}
    network, problems = link(
        nodes,
        [_tie(item, places) for item in _links(found)],
        name=name,
        directed=_WAYS.get(_text(found.get("directed"))),
        label_key=_label_key(found),
        unlisted=not nodes,
    )
    return (network,) if network else (), problems


def _parse(text: str) -> dict[str, object]:
    """Return a JSON object; the lists in it are lists of items with their lines."""
    decoder = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_Number)
    found: dict[str, object] = {}
    place = _after(text, 0, "{")
    if _next(text, place) == "}":
        return found
    while True:
        key, place = decoder.raw_decode(text, _skip(text, place))
        place = _after(text, place, ":")
        if _next(text, place) == "[":
            found[str(key)], place = _parse_list(text, place, decoder)
        else:
            found[str(key)], place = decoder.raw_decode(text, _skip(text, place))
        if _next(text, place) != ",":
            place = _after(text, place, "}")
            _finish(text, place)
            return found
        place = _after(text, place, ",")


def _parse_list(text: str, place: int, decoder: json.JSONDecoder) -> tuple[list[_Item], int]:
    items: list[_Item] = []
    place = _after(text, place, "[")
    if _next(text, place) == "]":
        return items, _after(text, place, "]")
    line, counted = 1, 0
    while True:
        start = _skip(text, place)
        line, counted = line + text.count("\n", counted, start), start
        value, place = decoder.raw_decode(text, start)
        items.append(_Item(value=value, line=line))
        if _next(text, place) != ",":
            return items, _after(text, place, "]")
        place = _after(text, place, ",")


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _next(text: str, place: int) -> str:
    start = _skip(text, place)
    return text[start : start + 1]


def _after(text: str, place: int, mark: str) -> int:
    start = _skip(text, place)
    if not text.startswith(mark, start):
        raise json.JSONDecodeError(f"expecting {mark!r}", text, start)
    return start + 1


def _finish(text: str, place: int) -> None:
    start = _skip(text, place)
    if start < len(text):
        raise json.JSONDecodeError("extra data", text, start)


def _refused(found: Mapping[str, object], name: str) -> Iterator[Problem]:
    """Yield what is not as a list of nodes or of links should be."""
    if "links" not in found and "edges" not in found:
        message = "the file has no list of links"
        hint = nearest("links", found) if found else ""
        yield Problem(name, 0, message, hint or 'Write {"nodes": […], "links": […]}.')
    for key in _LISTS:
        items = found.get(key, [])
        if not isinstance(items, list):
            yield Problem(name, 0, f"{key!r} is not a list", f'Write "{key}": […].')
            continue
        for item in items:
            if key == "nodes" and isinstance(item.value, str):
                continue
            if not isinstance(item.value, dict):
                hint = (
                    'Write {"id": …}.' if key == "nodes" else 'Write {"source": …, "target": …}.'
                )
                yield Problem(name, item.line, f"this item of {key!r} is not an object", hint)


def _list(found: Mapping[str, object], key: str) -> list[_Item]:
    items = found.get(key)
    return items if isinstance(items, list) else []


def _links(found: Mapping[str, object]) -> list[_Item]:
    return _list(found, "links") or _list(found, "edges")


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """Return a value as text: "" for null, lists and objects; true and false in small letters."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str) else ""


def _label_key(found: Mapping[str, object]) -> str:
    keys = {key for item in _list(found, "nodes") for key in _object(item.value)}
    return next((key for key in _LABELS if key in keys), "label")


def _node(item: _Item, place: int) -> Node:
    """Return a node: its id is its key `id`, else the place where it stands."""
    if isinstance(item.value, str):
        return Node(id=item.value, line=item.line)
    said = {key: _text(value) for key, value in _object(item.value).items()}
    label = next((said[key] for key in _LABELS if key in said), "")
    values = {key: value for key, value in said.items() if key != "id" and value}
    return Node(id=said.get("id", str(place)), line=item.line, label=label, values=values)


def _tie(item: _Item, places: Mapping[str, str]) -> Tie:
    said = _object(item.value)
    return Tie(
        source=_end_of(said.get("source"), places),
        target=_end_of(said.get("target"), places),
        line=item.line,
        weight=next((_text(said[key]) for key in _WEIGHTS if _text(said.get(key))), ""),
    )


def _end_of(end: object, places: Mapping[str, str]) -> str:
    """Return the id of an end: as it is written, or that of the object which stands for it."""
    written = _text(end.get("id", end.get("index"))) if isinstance(end, dict) else _text(end)
    return places.get(written, written)
