"""Pajek's networks (.net) and projects (.paj): http://mrvar.fdv.uni-lj.si/pajek/."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...build.problems import Problem
from .matrices import Entry, link_matrix
from .network import MOST_NODES, Network, Node, Tie, link, parse_number
from .text import capped

_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_TIES = {"arcs": True, "arcslist": True, "edges": False, "edgeslist": False}
_OF_NODES = frozenset({"partition", "vector"})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Section:
    """A line that starts with a star, and the rows below it, cut into words."""

    kind: str
    words: tuple[str, ...]
    line: int
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """A network that is being read: nodes by number, and the sections of its relations.

    `rows` is how many nodes are of the first kind, when there are two.
    """

    name: str
    nodes: dict[str, Node]
    rows: int
    relations: dict[str, list[_Section]] = field(default_factory=dict)


def parse_pajek(
    lines: Sequence[str], name: str
) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the networks of a file, or what is wrong with it.

    A relation (`*Arcs :2 "likes"`) is a network of its own. Arcs point, edges do not; lines
    whose values are all 1 have no weight. Of two kinds of nodes (`*Vertices 23 18`), attribute
    `mode` is 1 for those of the first. A partition or a vector is an attribute of the nodes of
    the network before it.
    """
    sections = list(_sections(lines))
    drafts, problems = _drafts(sections, name)
    if not drafts and not problems:
        hint = "It needs `*Vertices 34`, their labels, and `*Edges` or `*Arcs`."
        problems.append(Problem(name, 0, "the file holds no network", hint))
    if problems:
        return (), capped(problems)
    found = [
        _network(draft, relation, name, several=len(drafts) > 1)
        for draft in drafts
        for relation in draft.relations or [""]
    ]
    wrong = tuple(problem for _, problems in found for problem in problems)
    return ((), wrong) if wrong else (tuple(network for network, _ in found if network), ())


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """Yield the sections of a file, and its first rows as one without a kind."""
    section = _Section(kind="", words=(), line=0)
    for line, text in enumerate(lines, 1):
        bare = text.strip()
        if bare.startswith("*"):
            yield section
            kind, *words = _words(bare[1:]) or ("",)
            section = _Section(kind=kind.lower(), words=tuple(words), line=line)
        elif bare and not bare.startswith("%"):
            section.rows.append((line, _words(bare)))
    yield section


def _words(text: str) -> tuple[str, ...]:
    if '"' not in text:
        return tuple(text.split())
    return tuple(quoted or plain for quoted, plain in _WORD.findall(text))


def _drafts(sections: Sequence[_Section], name: str) -> tuple[list[_Draft], list[Problem]]:
    """Return the networks of a file, their ties not read yet."""
    drafts: list[_Draft] = []
    problems: list[Problem] = []
    called = ""
    before = _Section(kind="", words=(), line=0)
    for section in sections:
        if section.kind == "network":
            called = " ".join(section.words)
        elif section.kind == "vertices" and before.kind in _OF_NODES:
            _add_attribute(drafts, before, section)
        elif section.kind == "vertices":
            draft, wrong = _vertices(section, called or str(len(drafts) + 1), name)
            drafts += [draft] if draft else []
            problems += wrong
        elif (section.kind in _TIES or section.kind == "matrix") and drafts:
            drafts[-1].relations.setdefault(_relation(section), []).append(section)
        elif (section.kind in _TIES or section.kind == "matrix") and not problems:
            message = f"*{section.kind.capitalize()} comes before *Vertices"
            hint = "Start with `*Vertices` and their number."
            problems.append(Problem(name, section.line, message, hint))
        before = section
    return drafts, problems


def _relation(section: _Section) -> str:
    """Return the name of a relation: its label, else its number, "" when it is the only one."""
    words = [word.lstrip(":") for word in section.words]
    return words[-1] if words else ""


def _vertices(section: _Section, called: str, name: str) -> tuple[_Draft | None, list[Problem]]:
    """Return a network without ties: as many nodes as announced, those that have some, labels."""
    numbers = [int(word) for word in section.words if word.isdecimal() and len(word) < 10]
    if not numbers or len(numbers) < len(section.words) or numbers[0] > MOST_NODES:
        message = f"{' '.join(section.words)!r} is not a number of nodes"
        hint = f"Write `*Vertices 34`; {MOST_NODES} are read at most."
        return None, [Problem(name, section.line, message, hint)]
    count, rows = numbers[0], numbers[1] if len(numbers) > 1 else 0
    nodes = {
        str(number): Node(id=str(number), line=section.line, label=str(number))
        for number in range(1, count + 1)
    }
    problems: list[Problem] = []
    for line, words in section.rows:
        if words[0] not in nodes:
            message = f"the node {words[0]!r} is not a number from 1 to {count}"
            problems.append(Problem(name, line, message, "Number them from 1."))
        else:
            label = words[1] if len(words) > 1 else words[0]
            nodes[words[0]] = Node(id=words[0], line=line, label=label)
    if rows:
        for number, node in nodes.items():
            mode = "1" if int(number) <= rows else "2"
            nodes[number] = replace(node, values={"mode": mode})
    return _Draft(name=called, nodes=nodes, rows=rows), problems


def _add_attribute(drafts: Sequence[_Draft], named: _Section, section: _Section) -> None:
    """Give the nodes of the last network the values of a partition or a vector, if they fit."""
    if not drafts or len(section.rows) != len(drafts[-1].nodes):
        return
    nodes = drafts[-1].nodes
    key = " ".join(named.words) or named.kind
    for number, (_, words) in zip(list(nodes), section.rows, strict=True):
        node = nodes[number]
        nodes[number] = replace(node, values={**node.values, key: words[0]})


def _network(
    draft: _Draft, relation: str, name: str, *, several: bool
) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return a network of one relation."""
    called = f"{draft.name} {relation}".strip() if several else relation or draft.name
    sections = draft.relations.get(relation, [])
    nodes = list(draft.nodes.values())
    matrices = [section for section in sections if section.kind == "matrix"]
    if matrices:
        return _matrix(matrices[0], nodes, draft.rows, name, called)
    ties: list[Tie] = []
    problems: list[Problem] = []
    for section in sections:
        for line, words in section.rows:
            if len(words) < 2 or not (words[0] + words[1]).isdecimal():
                message = f"{' '.join(words)!r} is not a line between two nodes"
                hint = "Write the numbers of its ends, and its value: `1 2 0.5`."
                problems.append(Problem(name, line, message, hint))
            else:
                ties += _ties(section, line, words)
    if problems:
        return None, capped(problems)
    if all(parse_number(tie.weight or "1") == 1 for tie in ties):
        ties = [replace(tie, weight="") for tie in ties]
    return link(nodes, ties, name=name, directed=False, relation=called)


def _ties(section: _Section, line: int, words: tuple[str, ...]) -> list[Tie]:
    """Return the ties of a row: one, or one to each of a list."""
    way = _TIES[section.kind]
    if section.kind.endswith("list"):
        return [
            Tie(source=words[0], target=target, line=line, directed=way) for target in words[1:]
        ]
    weight = words[2] if len(words) > 2 and parse_number(words[2]) is not None else ""
    return [Tie(source=words[0], target=words[1], line=line, weight=weight, directed=way)]


def _matrix(
    section: _Section, nodes: Sequence[Node], rows: int, name: str, relation: str
) -> tuple[Network | None, tuple[Problem, ...]]:
    """Return the network of a matrix: square, or of the first kind of nodes by the second."""
    across = nodes[:rows] if rows else nodes
    down = nodes[rows:] if rows else None
    wide = len(nodes) - rows
    wrong = [(line, words) for line, words in section.rows if len(words) != wide]
    if wrong or len(section.rows) != len(across):
        line = wrong[0][0] if wrong else section.line
        message = f"the matrix is not of {len(across)} rows of {wide} numbers"
        return None, (Problem(name, line, message, "It may be cut short."),)
    entries = (
        Entry(row=row, column=column, text=text, line=line)
        for row, (line, words) in enumerate(section.rows)
        for column, text in enumerate(words)
    )
    return link_matrix(entries, across, down, name=name, relation=relation)
