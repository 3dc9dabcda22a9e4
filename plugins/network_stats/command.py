"""Statistics and figures on the command line."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..build.problems import Problem, report
from ..build.publish import write_whole
from .catalogue import SECTIONS, STATISTICS, compute
from .downloads import describe_cleaning, plain_number, render_content
from .figure import render_block
from .messages import Words, words
from .models import Budget, DataFile, Fence, Figure, Graph, Measure

SECONDS = 10.0
"""What may be computed for a file on the command line, where somebody waits for it."""

_WIDTH = 72

NO_FILE = "-"
"""Given in the place of a file for a figure that reads none."""


def run_stats(
    file: str,
    *,
    directed: bool = False,
    weights: bool = False,
    as_json: bool = False,
    lang: str = "en",
    seconds: float = SECONDS,
    owner: str = "",
) -> int:
    """Print every statistic of the network in a file; return the exit status.

    Of an export of one person's contacts, which is no network, it prints how many there are,
    in groups; `owner` is the address whose mailbox it is, when it is one.
    """
    from .inputs import load_graph  # noqa: PLC0415 - nothing else here reads a network
    from .inputs.platforms import platform_of  # noqa: PLC0415 - the same
    from .inputs.text import load_bytes  # noqa: PLC0415 - the same

    data = DataFile(path=Path(file).resolve(), name=file)
    content, _ = load_bytes(data)  # load_graph says why it cannot be read
    if platform_of(content):
        return _print_contacts(data, owner=owner, as_json=as_json)
    graph, problems = load_graph(data, directed=directed or None, weights=weights)
    if graph is None:
        return _fail(problems)
    progress = _Progress()
    measures = compute(
        graph, budget=Budget(seconds=seconds), weighted=weights, progress=progress.show
    )
    progress.clear()
    if as_json:
        print(dump_measures(measures, graph, file=file, said=words("en")))  # noqa: T201
    else:
        _print_table(measures, graph, words(lang))
    return 0


def _print_contacts(data: DataFile, *, owner: str, as_json: bool) -> int:
    """Print how many contacts an export has, in groups that name nobody; return the status."""
    from .inputs import load_personal  # noqa: PLC0415 - nothing else here reads contacts
    from .inputs.personal import K, dump_personal, refuse_star  # noqa: PLC0415 - the same

    personal, problems = load_personal(data, owner=owner)
    if personal is None:
        return _fail(problems)
    told = dump_personal(personal)
    if as_json:
        known = {"file": data.name, "platform": personal.platform, "kind": personal.kind}
        rows = list(csv.DictReader(io.StringIO(told)))
        groups = [{**row, "people": int(row["people"])} for row in rows]
        print(json.dumps({**known, "contacts": groups}, ensure_ascii=False, indent=1))  # noqa: T201
        return 0
    star = refuse_star(data.name, personal.platform).message
    sys.stderr.write(
        f"{data.name}: {star}\n    It has no distances, density or clustering; "
        f"groups of fewer than {K} people are not told.\n"
    )
    print(told, end="")  # noqa: T201
    return 0


def dump_measures(measures: Mapping[str, Measure], graph: Graph, *, file: str, said: Words) -> str:
    """Return statistics as JSON: a number a key of the catalogue, and then how sure each is.

    Only `power_law` is an object. The keys stay.
    """
    record: dict[str, Any] = {"file": file, "directed": graph.directed}
    record["weighted"] = graph.weights is not None
    for key, measure in measures.items():
        record[key] = plain_number(measure.value)
    if "power_law" in measures:
        record["power_law"] = {"alpha": record["power_law"], **_details(measures["power_law"])}
    record["intervals"] = {
        key: [plain_number(end) for end in measure.interval]
        for key, measure in measures.items()
        if measure.interval
    }
    record["samples"] = {
        key: measure.samples for key, measure in measures.items() if measure.samples
    }
    record["undefined"] = {
        key: said(f"reason.{measure.reason}")
        for key, measure in measures.items()
        if measure.reason
    }
    record["details"] = {
        key: _details(measure)
        for key, measure in measures.items()
        if measure.details and key != "power_law"
    }
    record["cleaning"] = describe_cleaning(graph)
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)


def _details(measure: Measure) -> dict[str, int | float | None]:
    return {name: plain_number(value) for name, value in sorted(measure.details.items())}


def _print_table(measures: Mapping[str, Measure], graph: Graph, said: Words) -> None:
    """Print statistics as a table, in the sections of the catalogue."""
    from rich.console import Console  # noqa: PLC0415 - JSON needs no table
    from rich.padding import Padding  # noqa: PLC0415 - as above
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    from .widgets.cleaning import cleaning_sentences  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, show_header=False, width=_WIDTH)
    table.add_column("", ratio=1)
    table.add_column("", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    for section in SECTIONS:
        keys = [key for key in measures if STATISTICS[key].section == section]
        if keys:
            table.add_row(Text(said(f"section.{section}"), style="bold"))
        for key in keys:
            value, note = write_measure(measures[key], said)
            name = Text(said(f"catalogue.{key}"))
            if note:
                name.append(f"\n{note}", style="dim")
            table.add_row(Padding(name, (0, 0, 0, 2)), Text(STATISTICS[key].symbol), Text(value))
    console = Console()
    console.print(table)
    for sentence in cleaning_sentences(graph.cleaning, said):
        console.print(Text(sentence))


def write_measure(measure: Measure, said: Words) -> tuple[str, str]:
    """Return a value in words, and how sure it is, or why there is none."""
    statistic = STATISTICS[measure.key]
    notes = []
    if measure.interval:
        ends = " – ".join(statistic.write(end, said) for end in measure.interval)
        notes.append(said("basis.between", ends=ends))
    if measure.samples:
        notes.append(said("basis.draws", n=said.number(measure.samples)))
    if measure.reason:
        notes.append(said(f"reason.{measure.reason}"))
    notes += [
        f"{name} = {said.number(value, 0 if float(value).is_integer() else 3)}"
        for name, value in sorted(measure.details.items())
    ]
    value = statistic.write(measure.value, said)
    return said("not_computed") if measure.reason == "budget" else value, ", ".join(notes)


def run_figure(
    file: str,
    widget: str,
    *,
    out: str,
    keys: Sequence[str] = (),
    lang: str = "en",
    seconds: float = SECONDS,
) -> int:
    """Write one figure, in the format that the name `out` ends with; return the exit status.

    `file` is "-" for a figure that reads none. `keys` are those of a block: "unit=distance".
    """
    figure, problems = make_figure(
        file, widget, keys=keys, lang=lang, budget=Budget(seconds=seconds)
    )
    if figure is None:
        return _fail(problems)
    content, problems = choose_content(figure, out)
    if content is None:
        return _fail(problems)
    write_whole(Path(out), content)
    print(f"{out}: {len(content)} bytes.")  # noqa: T201
    return 0


def make_figure(
    file: str, widget: str, *, keys: Sequence[str], lang: str, budget: Budget
) -> tuple[Figure | None, tuple[Problem, ...]]:
    """Return the figure of a file, or what is wrong with the file or the keys."""
    stray = [key for key in keys if "=" not in key]
    if stray:
        hint = "Write a name and a value: --key unit=distance."
        return None, tuple(Problem(f"--key {key}", 0, "there is no value", hint) for key in stray)
    path = Path(file)
    named = [] if file == NO_FILE else [f"data: {path.name}"]
    lines = [*named, *(f"{key.strip()}: {value}" for key, _, value in _pairs(keys))]
    fence = Fence(widget=widget, lines=tuple(lines), line=1, last_line=len(lines) + 2)
    place = str(path.parent / "command line")
    folder = (Path.cwd() if file == NO_FILE else path.parent).resolve()
    figure, problems, _ = render_block(
        fence,
        path=place,
        folder=folder,
        content=folder,
        lang=lang,
        budget=budget,
        needs_record=False,
    )
    return figure, tuple(_without_block(each, place, widget) for each in problems)


def _without_block(problem: Problem, place: str, widget: str) -> Problem:
    """Return a problem that names no line of a block, as there is none on the command line."""
    if problem.path == place:
        problem = replace(problem, path=widget, line=0)
    return replace(
        problem, hint=problem.hint.partition(f"The file is named in {place}")[0].strip()
    )


def _pairs(keys: Sequence[str]) -> list[tuple[str, str, str]]:
    return [key.partition("=") for key in keys]


def choose_content(figure: Figure, out: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return a figure in the format that a file's name ends with, or why it has none."""
    ending = Path(out).suffix.lower()
    if ending == ".html":
        return figure.html.encode(), ()
    for download in figure.downloads:
        if download.name.endswith(ending) and ending:
            return render_content(download), ()
    endings = dict.fromkeys(Path(download.name).suffix for download in figure.downloads)
    message = f"this figure cannot be written as {ending!r}"
    hint = f"It can as {', '.join([*endings, '.html'])}."
    return None, (Problem(out, 0, message, hint),)


class _Progress:
    """One line on the terminal that says what is measured; nothing when no one watches."""

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()

    def show(self, key: str, done: int, total: int) -> None:
        """Say which statistic is measured, and how many there are."""
        if self.watched:
            sys.stderr.write(f"\r\x1b[K{done} of {total}: {key}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Wipe the line."""
        if self.watched:
            sys.stderr.write("\r\x1b[K")


def _fail(problems: Sequence[Problem]) -> int:
    print(report(problems), file=sys.stderr)  # noqa: T201
    return 1
