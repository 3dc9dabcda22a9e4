"""Numbers in the prose: `{network:data/karate.csv L .2f}` is what a figure would say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..build.problems import Problem, nearest
from .figure import check_rows, locate
from .messages import Words, words
from .models import Budget, DataFile, Graph, Measure, Value, WidgetSpec

if TYPE_CHECKING:
    from .catalogue import Statistic

OPENING = "{network:"

# Where Python-Markdown finds code, a number is text: see markdown.inlinepatterns.BACKTICK_RE,
# and https://spec.commonmark.org/0.31.2/#indented-code-blocks, where lists are other blocks.
_SPAN = re.compile(r"(?<!\\)(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MARKUP = re.compile(r"<!--.*?-->|<(code|pre|script|style)\b.*?</\1\s*>", re.DOTALL)
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_QUOTE = re.compile(r"^(?: {0,3}> ?)+")
_HOLDER = re.compile(r" {0,3}(?:[*+-]|\d+\.|\[\^[^\]]+\]:|:)[ \t]")
_NUMBER = re.compile(r"(?<!\\)\{network:(?P<inside>[^{}\n]*)(?P<close>\}?)")
_FORMAT = re.compile(r"\.(?P<digits>\d)(?P<kind>[f%])|d")
_DIRECTIONS = {"directed": True, "undirected": False}
_HINTS = {"directed": "If its links have directions, add `directed`; else take it out."}


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineNumber:
    """A number asked for in the prose: which line it is on, from 0, and what it says."""

    index: int
    start: int
    end: int
    words: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Inlined:
    """The lines of a text with their numbers in place, and what was found on the way."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    dependencies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text that has numbers: how problems name it, and where its data is sought."""

    path: str
    folder: Path
    content: Path
    words: Words
    first_line: int = 1
    budget: Budget = field(default_factory=Budget)


def find_numbers(lines: Sequence[str]) -> tuple[InlineNumber, ...]:
    """Return the numbers asked for in a Markdown text, in order; those in code are text."""
    return tuple(
        InlineNumber(
            index=index,
            start=found.start(),
            end=found.end(),
            words=tuple(found["inside"].split()),
            closed=bool(found["close"]),
        )
        for index, line in enumerate(_prose(lines))
        for found in _NUMBER.finditer(line)
    )


def _prose(lines: Sequence[str]) -> list[str]:
    """Return the lines with a blank for each character of code in them."""
    fenced, indented = _fenced(lines), _indented(lines)
    bare = ["" if index in fenced | indented else line for index, line in enumerate(lines)]
    text = _MARKUP.sub(_blank, "\n".join(bare))
    return "\n\n".join(_SPAN.sub(_blank, block) for block in text.split("\n\n")).split("\n")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines in fenced blocks, fences included."""
    found: set[int] = set()
    mark, first = "", 0
    for index, line in enumerate(lines):
        fence = _FENCE.match(line)
        if not mark and fence and not ("`" in fence["mark"] and "`" in fence["info"]):
            mark, first = fence["mark"], index
        elif fence and mark and fence["mark"].startswith(mark) and not fence["info"].strip():
            found.update(range(first, index + 1))
            mark = ""
    return frozenset(found)


def _indented(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines that are code because they are indented."""
    found: set[int] = set()
    depth, after_blank = 4, True
    for index, quoted in enumerate(lines):
        line = _QUOTE.sub("", quoted)
        if not line.strip():
            after_blank = True
            continue
        room = len(line) - len(line.lstrip(" "))
        code = room >= depth or line.startswith("\t" * (depth // 4))
        if code and (after_blank or index - 1 in found):
            found.add(index)
            continue
        if _HOLDER.match(line):
            depth = 8
        elif after_blank and not room and not line.startswith("\t"):
            depth = 4
        after_blank = False
    return frozenset(found)


def render_numbers(lines: Sequence[str], text: Text) -> Inlined:
    """Return a text with each number in its place, and what is wrong with the others."""
    reader = _Reader(text=text)
    written: list[str] = []
    numbers: dict[int, list[InlineNumber]] = {}
    for number in find_numbers(lines):
        numbers.setdefault(number.index, []).append(number)
    for index, line in enumerate(lines):
        done, pieces = 0, []
        for number in numbers.get(index, []):
            pieces += [line[done : number.start], reader.read(number)]
            done = number.end
        # "34. " at the start of a line would be the first of a list.
        start = "".join(pieces)
        rest = line[done:]
        listed = bool(pieces) and start.strip().isdecimal() and rest.startswith(".")
        written.append(start + ("\\" if listed else "") + rest)
    return Inlined(
        lines=tuple(written),
        problems=tuple(reader.problems),
        dependencies=tuple(dict.fromkeys(reader.dependencies)),
    )


@dataclass(kw_only=True, slots=True)
class _Reader:
    """Reads the numbers of one text; each network is read once."""

    text: Text
    problems: list[Problem] = field(default_factory=list)
    dependencies: list[str] = field(default_factory=list)
    graphs: dict[tuple[str, bool | None], Graph | None] = field(default_factory=dict)
    measures: dict[tuple[str, bool | None, str], Measure] = field(default_factory=dict)

    def read(self, number: InlineNumber) -> str:
        """Return what stands in the place of a number; nothing, and a problem, if it is wrong."""
        line = self.text.first_line + number.index
        asked, problems = _parse(number, self.text.path, line)
        self.problems.extend(problems)
        if asked is None:
            return ""
        graph = self._graph(asked, line)
        if graph is None:
            return ""
        measure = self._measure(asked, graph)
        problem = self._refusal(asked, measure, line)
        if problem:
            self.problems.append(problem)
            return ""
        return write_number(measure.value, asked.statistic, asked.form, self.text.words)

    def _graph(self, asked: "_Asked", line: int) -> Graph | None:
        """Return the network of a number, or None; what is wrong is kept."""
        key = asked.file, asked.directed
        if key in self.graphs:
            return self.graphs[key]
        data, problems = self._locate(asked.file, line)
        graph = None
        if data is not None and not problems:
            from .inputs import load_graph  # noqa: PLC0415 - most texts have no number

            rows = self.text.budget.rows
            graph, problems = load_graph(data, directed=asked.directed, rows=rows)
        self.problems.extend(problems)
        self.graphs[key] = graph
        return graph

    def _locate(self, file: str, line: int) -> tuple[DataFile | None, tuple[Problem, ...]]:
        text = self.text
        values = {"data": Value(text=file, line=line)}
        spec = WidgetSpec(widget="", path=text.path, line=line, values=values)
        data, problems = locate(spec, folder=text.folder, content=text.content)
        if data:
            self.dependencies.append(str(data.path))
        return data, problems or check_rows(spec, data, text.budget)

    def _measure(self, asked: "_Asked", graph: Graph) -> Measure:
        from .catalogue import compute  # noqa: PLC0415 - as above

        key = asked.statistic.key
        place = asked.file, asked.directed, key
        if place not in self.measures:
            found = compute(graph, keys=(key,), budget=self.text.budget)
            self.measures[place] = found[key]
        return self.measures[place]

    def _refusal(self, asked: "_Asked", measure: Measure, line: int) -> Problem | None:
        """Return why a number cannot stand in prose, if it cannot."""
        if measure.reason:
            reason = words("en")(f"reason.{measure.reason}")
            message = f"{asked.written!r} of {asked.file!r} has no value: {reason}"
            hint = _HINTS.get(measure.reason, "Take it out of the sentence.")
            return Problem(self.text.path, line, message, hint)
        if measure.samples:
            message = f"{asked.written!r} of {asked.file!r} would be an estimate"
            hint = "Show it in a figure, which says its interval, or raise NETWORK_STATS_SECONDS."
            return Problem(self.text.path, line, message, hint)
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """What a number asks for."""

    file: str
    written: str
    statistic: "Statistic"
    form: str
    directed: bool | None


def _parse(
    number: InlineNumber, path: str, line: int
) -> tuple[_Asked | None, tuple[Problem, ...]]:
    """Return what a number asks for, or what cannot be understood."""
    example = "Write a file, a symbol and, if you like, a format: {network:data/x.csv L .2f}."
    if not number.closed or len(number.words) < 2:
        what = "is not closed on its line" if not number.closed else "does not say what to count"
        message = f"the number {' '.join((OPENING, *number.words))!r} {what}"
        return None, (Problem(path, line, message, example),)
    file, written, *options = number.words
    statistic, message, hint = _find(written)
    problems = [] if statistic else [Problem(path, line, message, hint)]
    forms = [option for option in options if _FORMAT.fullmatch(option)]
    directions = [option for option in options if option in _DIRECTIONS]
    for option in options:
        if option not in {*forms[:1], *directions[:1]}:
            message = f"{option!r} is no format of a number"
            hint = "Write `.2f` for two decimals, `.1%` for a percentage; and `directed`."
            problems.append(Problem(path, line, message, hint))
    if statistic is None or problems:
        return None, tuple(problems)
    directed = _DIRECTIONS[directions[0]] if directions else None
    form = forms[0] if forms else ""
    asked = _Asked(file=file, written=written, statistic=statistic, form=form, directed=directed)
    return asked, ()


def _find(written: str) -> "tuple[Statistic | None, str, str]":
    """Return the statistic of this name, or why there is none, with a hint."""
    from .catalogue import find_statistics, names  # noqa: PLC0415 - most texts have no number

    found = find_statistics(written)
    if len(found) == 1:
        return found[0], "", ""
    if found:
        message = f"{written!r} is the symbol of {len(found)} statistics"
        return None, message, f"Write {' or '.join(each.key for each in found)}."
    return None, f"no statistic of a network is called {written!r}", nearest(written, names())


def write_number(value: float, statistic: "Statistic", form: str, words: Words) -> str:
    """Return a number in the language of a page; without a format, as figures write it."""
    wanted = _FORMAT.fullmatch(form)
    if wanted is None:
        return statistic.write(value, words)
    digits = int(wanted["digits"] or 0)
    return words.percent(value, digits) if wanted["kind"] == "%" else words.number(value, digits)
