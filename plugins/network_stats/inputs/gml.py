"""GML, the Graph Modelling Language of M. Himsolt (1997): nested lists of keys and values."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...build.problems import Problem
from .network import Network, Node, Tie, link

_TOKEN = re.compile(r'"([^"]*)"|([][])|([^\s\[\]"]+)')
_ENDS = frozenset({"id", "label"})


class _Entry(NamedTuple):
    """A key, its line, and its value: a text, or the entries of a list.

    It is a tuple because a file may have a million, and tuples are quick to make.
    """

    key: str
    line: int
    text: str = ""
    entries: "list[_Entry] | None" = None


@dataclass(kw_only=True, slots=True)
class _Open:
    """A list that is being read: the entries so far, and the key that waits for its value."""

    key: str
    line: int
    entries: list[_Entry] = field(default_factory=list)
    waiting: str = ""
    waiting_line: int = 0


def parse_gml(lines: Sequence[str], name: str) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the networks of a GML file, or what is wrong with it.

    An edge has the weight of its key `weight`, or else `value`; HTML entities in texts are
    read as what they stand for.
    """
    entries, problems = _parse(lines, name)
    if problems:
        return (), problems
    graphs = [entry for entry in entries if entry.key == "graph" and entry.entries is not None]
    if not graphs:
        hint = "It needs `graph [`, nodes and edges, and `]`."
        return (), (Problem(name, 0, "the file holds no network", hint),)
    found = [_network(graph, name, str(rank)) for rank, graph in enumerate(graphs, 1)]
    wrong = tuple(problem for _, problems in found for problem in problems)
    return ((), wrong) if wrong else (tuple(network for network, _ in found if network), ())


def _tokens(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the kind and the text of each token; its kind is "" if it is none.

    A text between quotation marks may go over several lines.
    """
    started, pending = 0, list[str]()
    for line, written in enumerate(lines, 1):
        if not pending and written.lstrip().startswith("#"):
            continue
        odd = written.count('"') % 2 == 1
        started = started if pending else line
        if bool(pending) != odd:
            pending.append(written)  # a text goes on below
            continue
        for text, bracket, word in _TOKEN.findall("\n".join([*pending, written])):
            kind = "bracket" if bracket else "word" if word else "text"
            yield started, kind, bracket or word or text
        pending.clear()
    if pending:
        yield started, "", pending[0].strip()[:40]


def _parse(lines: Sequence[str], name: str) -> tuple[list[_Entry], tuple[Problem, ...]]:
    """Return the entries of a file, or where it stops being GML."""
    stack = [_Open(key="", line=0)]
    for line, kind, text in _tokens(lines):
        top = stack[-1]
        wrong = _misplaced(top, kind, text, depth=len(stack))
        if wrong:
            return [], (Problem(name, line, *wrong),)
        if text == "[" and kind == "bracket":
            stack.append(_Open(key=top.waiting, line=top.waiting_line))
            top.waiting = ""
        elif text == "]" and kind == "bracket":
            stack.pop()
            entry = _Entry(key=top.key, line=top.line, entries=top.entries)
            stack[-1].entries.append(entry)
        elif top.waiting:
            value = html.unescape(text) if kind == "text" else text
            top.entries.append(_Entry(key=top.waiting, line=top.waiting_line, text=value))
            top.waiting = ""
        else:
            top.waiting, top.waiting_line = text.lower(), line
    last = stack[-1]
    if len(stack) > 1:
        message = f"the list '{last.key} [' is never closed: the file is cut short"
        return [], (Problem(name, last.line, message, "Add what is missing, and `]`."),)
    if last.waiting:
        message = f"the key {last.waiting!r} has no value"
        return [], (Problem(name, last.waiting_line, message, "The file may be cut short."),)
    return last.entries, ()


def _misplaced(top: _Open, kind: str, text: str, *, depth: int) -> tuple[str, str] | None:
    """Return why a token cannot stand where it does, with a hint, if it cannot."""
    if not kind:
        return f"a quotation mark is not closed after {text!r}", "The file may be cut short."
    if kind == "bracket" and text == "[" and not top.waiting:
        return "a list has no key", "Write `node [`."
    if kind == "bracket" and text == "[":
        return None if depth < 50 else ("lists are within lists too deep", "Keep under fifty.")
    if kind == "bracket" and (depth == 1 or top.waiting):
        return "this ] closes nothing", "Remove it, or add what is missing before it."
    if kind != "bracket" and not top.waiting and (kind == "text" or not text.isidentifier()):
        return f"{text!r} is not a key", "Write a key and its value: `id 1`."
    return None


def _network(
    graph: _Entry, name: str, relation: str
) -> tuple[Network | None, tuple[Problem, ...]]:
    entries = graph.entries or []
    nodes = [_node(entry) for entry in entries if entry.key == "node" and entry.entries]
    ties = [_tie(entry) for entry in entries if entry.key == "edge" and entry.entries]
    said = _texts(entries)
    return link(
        nodes, ties, name=name, directed=said.get("directed", "0") == "1", relation=relation
    )


def _texts(entries: Sequence[_Entry]) -> dict[str, str]:
    """Return the values that are texts, the first of each key; a node's drawing is left aside."""
    return {entry.key: entry.text for entry in reversed(entries) if entry.entries is None}


def _node(entry: _Entry) -> Node:
    said = _texts(entry.entries or [])
    values = {key: said[key] for key in reversed(said) if key not in _ENDS}
    return Node(id=said.get("id", ""), line=entry.line, label=said.get("label", ""), values=values)


def _tie(entry: _Entry) -> Tie:
    said = _texts(entry.entries or [])
    return Tie(
        source=said.get("source", ""),
        target=said.get("target", ""),
        line=entry.line,
        weight=said.get("weight") or said.get("value", ""),
    )
