"""UCINET's DL files: sizes and labels, then matrices or lists of links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ...build.problems import Problem, nearest
from .matrices import Entry, link_matrix, modes
from .network import MOST_NODES, Network, Node
from .text import capped

_SETTING = re.compile(r"([A-Za-z]+)\s*=\s*([^\s,=]+)")
_SECTION = re.compile(
    r"\s*(?:(?P<of>row|col(?:umn)?|level|matrix)\s+)?(?P<what>labels|data)\b"
    r"(?P<embedded>\s+embedded)?\s*:?",
    re.IGNORECASE,
)
_WORD = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^\s,"\']+)')
_FORMS = {
    "edgelist1": "edgelist",
    "edgelist2": "edgelist",
    "el1": "edgelist",
    "el2": "edgelist",
    "fm": "fullmatrix",
    "fullmatrix": "fullmatrix",
    "lh": "lowerhalf",
    "lowerhalf": "lowerhalf",
    "nl1": "nodelist",
    "nl2": "nodelist",
    "nodelist1": "nodelist",
    "nodelist2": "nodelist",
    "uh": "upperhalf",
    "upperhalf": "upperhalf",
}
_EXAMPLE = "Start with a line such as `dl n = 34, format = edgelist1`."


@dataclass(kw_only=True, slots=True)
class _Parts:
    """A file cut in its parts."""

    settings: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)
    """The words listed for the labels of "row", "col" and "matrix"."""
    embedded: set[str] = field(default_factory=set)
    """Which labels stand in the data: those of "row", of "col"."""
    data: list[tuple[int, list[str]]] = field(default_factory=list)
    """The words of the data, row by row, after their line."""
    has_data: bool = False

    def size(self, key: str) -> int:
        """Return a number among the settings, 0 when it is not there or is too large to be."""
        written = self.settings.get(key, "")
        return int(written) if written.isdecimal() and len(written) < 8 else 0


@dataclass(kw_only=True, slots=True)
class _Side:
    """The nodes of the rows or of the columns of a matrix, by label."""

    size: int
    labels: dict[str, tuple[int, str]]
    """The place of each label and how it is first written; capitals do not tell them apart."""
    grows: bool
    """True when labels are met in the data, not listed before it."""

    def place(self, word: str) -> int | None:
        """Return the place of a node, from 0, by its label or its number; None if it has none."""
        if word.casefold() in self.labels:
            return self.labels[word.casefold()][0]
        if self.grows:
            full = len(self.labels) == self.size
            return None if full else self.add(word)
        return int(word) - 1 if word.isdecimal() and 0 < int(word) <= self.size else None

    def names(self) -> list[str]:
        """Return a name for each node: its number, if it has no label."""
        named = [label for _, label in self.labels.values()]
        return [*named, *(str(place) for place in range(len(named) + 1, self.size + 1))]

    def add(self, label: str) -> int:
        """Return the place of a label, the next one if it is new."""
        return self.labels.setdefault(label.casefold(), (len(self.labels), label))[0]


class _Broken(Exception):  # noqa: N818 - the name says what happened
    """Raised where the data stops making sense: the line, what is wrong, and a hint."""


def parse_dl(lines: Sequence[str], name: str) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the networks of a file, one for each of its matrices, or what is wrong with it.

    A network is directed unless its matrix equals its mirror image: a list of links is one of
    arcs, as UCINET reads it. Of a matrix between two kinds of nodes, attribute `mode` is 1 for
    the nodes of its rows and 2 for those of its columns.
    """
    parts = _parts(lines)
    problems = tuple(_wrong_header(parts, name))
    if problems:
        return (), problems
    square = not parts.size("nr") and not parts.settings.get("format", "").endswith("2")
    across = _side(parts, "row", parts.size("nr") or parts.size("n"))
    down = across if square else _side(parts, "col", parts.size("nc") or parts.size("n"))
    form = _FORMS[parts.settings.get("format", "fullmatrix")]
    try:
        if form in {"edgelist", "nodelist"}:
            matrices = _lists(parts, across, down, pairs=form == "edgelist")
        else:
            matrices = list(_matrices(parts, across, down, form))
    except _Broken as broken:
        line, message, hint = broken.args
        return (), (Problem(name, line, message, hint),)
    return _link(parts, matrices, across, None if square else down, name)


def _parts(lines: Sequence[str]) -> _Parts:
    parts = _Parts()
    of = "settings"
    for line, text in enumerate(lines, 1):
        match = None if parts.has_data else _SECTION.match(text)
        rest = text[match.end() :] if match else text
        if match and match["what"].lower() == "data":
            parts.has_data = True
        elif match and match["embedded"]:
            parts.embedded |= _sides(match["of"])
        elif match:
            of = (match["of"] or "").lower()[:3]
        if parts.has_data:
            parts.data += [(line, _words(rest))] if _words(rest) else []
        elif of == "settings":
            found = _SETTING.findall(rest)
            parts.settings |= {key.lower(): value.lower() for key, value in found}
            parts.embedded |= {"row", "col"} if "labels embedded" in rest.lower() else set()
        elif not (match and match["embedded"]):
            for side in _sides(of) if of in {"", "row", "col"} else {"matrix"}:
                parts.labels.setdefault(side, []).extend(_words(rest))
    return parts


def _sides(of: str | None) -> set[str]:
    """Return which labels are meant: "row labels", "column labels", or both."""
    return {of.lower()[:3]} if of else {"row", "col"}


def _words(text: str) -> list[str]:
    return ["".join(match) for match in _WORD.findall(text)]


def _wrong_header(parts: _Parts, name: str) -> Iterator[Problem]:
    """Yield what a file fails to say before its data."""
    across, down = parts.size("nr") or parts.size("n"), parts.size("nc") or parts.size("n")
    if not across or not down:
        yield Problem(name, 1, "the file does not say how many nodes it has", _EXAMPLE)
    elif max(across, down) > MOST_NODES:
        yield Problem(name, 1, f"the file has more than {MOST_NODES} nodes", "Give a part of it.")
    form = parts.settings.get("format", "fullmatrix")
    if form not in _FORMS:
        yield Problem(name, 1, f"the format {form!r} is not read", nearest(form, _FORMS))
    if not parts.has_data:
        hint = "It needs a line `data:`. It may be cut short."
        yield Problem(name, 0, "the file has no data", hint)
    for side, size in (("row", across), ("col", down)):
        listed = parts.labels.get(side, [])
        square = not parts.size("nr") and not form.endswith("2")
        told = len({label.casefold() for label in listed})
        if listed and told != size and not (side == "col" and square):
            message = f"the file lists {told} labels for {size} nodes"
            yield Problem(name, 0, message, 'Put a label that holds a space in quotes: "Ada L."')


def _side(parts: _Parts, side: str, size: int) -> _Side:
    listed = parts.labels.get(side, [])
    found = _Side(size=size, labels={}, grows=not listed and side in parts.embedded)
    for label in listed:
        found.add(label)
    return found


def _lists(parts: _Parts, across: _Side, down: _Side, *, pairs: bool) -> list[list[Entry]]:
    """Return the cells of lists: of links, a value after them if wanted, or of neighbours."""
    matrices: list[list[Entry]] = [[]]
    for line, words in parts.data:
        if words == ["!"]:
            matrices.append([])
            continue
        if pairs and len(words) not in {2, 3}:
            hint = "Write two nodes, and a value if there is one: `1 2 0.5`."
            raise _Broken(line, f"{' '.join(words)!r} is not a link", hint)
        value = words[2] if pairs and len(words) == 3 else "1"
        for target in words[1:2] if pairs else words[1:]:
            row, column = _place(across, words[0], line), _place(down, target, line)
            matrices[-1].append(Entry(row=row, column=column, text=value, line=line))
    return matrices


def _place(side: _Side, word: str, line: int) -> int:
    place = side.place(word)
    if place is None:
        message = f"the node {word!r} is not one of the {side.size} of the file"
        raise _Broken(line, message, "Write a label as it is listed, or a number from 1.")
    return place


def _matrices(parts: _Parts, across: _Side, down: _Side, form: str) -> Iterator[list[Entry]]:
    """Yield the cells of each matrix, whole or half, labels before its rows and columns or not."""
    words = ((line, word) for line, row in parts.data for word in row)
    absent = parts.settings.get("diagonal", "").startswith("a")
    for rank in range(1, (parts.size("nm") or 1) + 1):
        entries: list[Entry] = []
        columns = list(range(down.size))
        if "col" in parts.embedded:
            columns = [_place(down, word, line) for line, word in _take(words, down.size, rank, 0)]
        for number in range(across.size):
            row = number
            if "row" in parts.embedded:
                [(line, word)] = _take(words, 1, rank, number + 1)
                row = _place(across, word, line)
            filled = _filled(form, number, down.size, absent=absent and across is down)
            cells = _take(words, len(filled), rank, number + 1)
            entries += [
                Entry(row=row, column=columns[column], text=word, line=line)
                for column, (line, word) in zip(filled, cells, strict=True)
            ]
        yield entries
    for line, word in words:
        hint = "Check n, nm and the format."
        raise _Broken(line, f"the data goes on after the last matrix, with {word!r}", hint)


def _take(
    words: Iterator[tuple[int, str]], count: int, rank: int, row: int
) -> list[tuple[int, str]]:
    """Return the next words of the data, after their lines."""
    taken = list(islice(words, count))
    if len(taken) < count:
        message = f"the data ends within row {row} of matrix {rank}"
        raise _Broken(taken[-1][0] if taken else 0, message, "It may be cut short.")
    return taken


def _filled(form: str, row: int, wide: int, *, absent: bool) -> list[int]:
    """Return the columns that a row has, from 0."""
    first = row if form == "upperhalf" else 0
    last = row + 1 if form == "lowerhalf" else wide
    return [column for column in range(first, last) if not (absent and column == row)]


def _link(
    parts: _Parts,
    matrices: Sequence[list[Entry]],
    across: _Side,
    down: _Side | None,
    name: str,
) -> tuple[tuple[Network, ...], tuple[Problem, ...]]:
    """Return the networks of matrices, each with its label or its number."""
    half = _FORMS[parts.settings.get("format", "fullmatrix")].endswith("half")
    titles = parts.labels.get("matrix", [])
    rows, columns = _nodes(across, down)
    networks: list[Network] = []
    problems: list[Problem] = []
    for rank, entries in enumerate(matrices):
        network, wrong = link_matrix(
            entries,
            rows,
            columns,
            name=name,
            symmetric=True if half else None,
            relation=titles[rank] if rank < len(titles) else str(rank + 1),
        )
        networks += [network] if network else []
        problems += wrong
    return ((), capped(problems)) if problems else (tuple(networks), ())


def _nodes(across: _Side, down: _Side | None) -> tuple[list[Node], list[Node] | None]:
    if down is None:
        return [Node(id=label, line=1) for label in across.names()], None
    return modes(across.names(), down.names(), 1)
