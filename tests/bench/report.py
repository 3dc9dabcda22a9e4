"""Rows into Markdown: a table for each number of essays, growth, and the bars.

A verdict follows from the rows alone: a bar without its rows is not measured.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rows import (
    BUSY,
    SCENARIOS,
    Machine,
    Row,
    Run,
    choose_runs,
    exponent,
    median,
    ratio,
    select,
)

SCENARIO_NOTES = {
    "cold": "nothing was built before",
    "same": "nothing changed",
    "edit": "a sentence more in one essay",
    "template": "a comment more in the template of essays",
    "warm": "all outputs deleted; what the tool keeps elsewhere stays",
    "resident": "the preview server runs, a sentence more in one essay: from save to served",
    "memory": "cold once more, with the memory of all its processes sampled; no times",
}

INTRO = """\
# How fast

Written by `run.py` from the rows of its runs; [README.md](README.md) says how they are measured.
Our build renders the templates of the plugin, its peers lean ones of their own, those in `peers/`;
`ours-themed` is our whole theme. Ratios and verdicts compare medians of one and the same run.
"""

COLUMNS = """\
`wall` and `cpu` are medians in seconds; `cpu` counts every process that the build waited for.
`peak MiB` is the largest process of any run. `written` counts files, `files` all there are.
`others` is how many processors other programs kept busy meanwhile. Above 0.3, which `!` marks,
wall times say more of them than of us, processor seconds are too high as well, and a ratio or a
verdict near its limit says nothing: repeat it on a quiet machine.
"""

SIGNS: dict[str, Callable[[float, float], bool]] = {
    "≤": operator.le,
    "<": operator.lt,
    "≥": operator.ge,
}

Measures = Callable[["Size"], tuple[float | None, Sequence[Row]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """All rows of one number of essays, and those of the number before it."""

    essays: int
    rows: tuple[Row, ...]
    before: "Size | None" = None

    def of(self, variant: str, scenario: str) -> tuple[Row, ...]:
        """Return the rows of one tool in one scenario."""
        return select(self.rows, variant, scenario)

    def variants(self) -> list[str]:
        """Return who built, in the order of the rows."""
        return list(dict.fromkeys(row.variant for row in self.rows))


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A promise: what is measured, and how that has to stand to a limit."""

    says: str
    measures: Measures
    limit: Callable[[int], float]
    sign: str = "≤"

    def judge(self, size: Size) -> str:
        """Return the value, its limit and the verdict; a dash when it was not measured."""
        value, rows = self.measures(size)
        if value is None:
            return "–"
        limit = self.limit(size.essays)
        verdict = "held" if SIGNS[self.sign](value, limit) else "**not held**"
        return f"{show(value)} ({self.sign} {limit:g}): {verdict}{mark(rows)}"


def build_sizes(runs: Iterable[Run]) -> list[Size]:
    """Return the sizes of the last runs, from the smallest to the largest."""
    sizes: list[Size] = []
    for essays, run in choose_runs(runs).items():
        before = sizes[-1] if sizes else None
        sizes.append(Size(essays=essays, rows=run.rows, before=before))
    return sizes


# The bars.


def compare(
    name: str, ours: str, peer: str, theirs: str | None = None, *, turned: bool = False
) -> Measures:
    """Return a measure: ours divided by a peer's, or the other way round when `turned`."""

    def measures(size: Size) -> tuple[float | None, Sequence[Row]]:
        one, other = size.of("ours", ours), size.of(peer, theirs or ours)
        pair = median(one, name), median(other, name)
        return ratio(*(reversed(pair) if turned else pair)), (*one, *other)

    return measures


def plain(name: str, scenario: str) -> Measures:
    """Return a measure: the median of ours."""

    def measures(size: Size) -> tuple[float | None, Sequence[Row]]:
        rows = size.of("ours", scenario)
        return median(rows, name), rows

    return measures


def find_growth(size: Size) -> tuple[float | None, Sequence[Row]]:
    """Return the worst growth of ours since the size before, in any scenario."""
    worst: tuple[float | None, Sequence[Row]] = (None, ())
    for variant, scenario in list_pairs(size):
        if not variant.startswith("ours"):
            continue
        found = grow(size, variant, scenario, cost_of(scenario))
        if found is not None and (worst[0] is None or found > worst[0]):
            worst = found, size.of(variant, scenario)
    return worst


def cost_of(scenario: str) -> str:
    """Return what a scenario costs: seconds for who waits, memory, or processor seconds."""
    return {"resident": "wall", "memory": "tree_mib"}.get(scenario, "cpu")


def grow(size: Size, variant: str, scenario: str, name: str) -> float | None:
    """Return the exponent of growth since the size before."""
    if size.before is None:
        return None
    return exponent(
        size.before.essays,
        median(size.before.of(variant, scenario), name),
        size.essays,
        median(size.of(variant, scenario), name),
    )


BARS = (
    Bar(says="no change: processor seconds", measures=plain("cpu", "same"), limit=lambda _: 0.5),
    Bar(
        says="one edit: Hugo's processor seconds for one of ours",
        measures=compare("cpu", "edit", "hugo", turned=True),
        limit=lambda _: 20,
        sign="≥",
    ),
    Bar(
        says="one edit: our wall time for one that Hugo's server needs to serve it",
        measures=compare("wall", "edit", "hugo", "resident"),
        limit=lambda _: 1,
        sign="<",
    ),
    Bar(
        says="cold: our wall time for one of Hugo's",
        measures=compare("wall", "cold", "hugo"),
        limit=lambda _: 1.5,
    ),
    Bar(
        says="cold: our wall time for one of stock Pelican's",
        measures=compare("wall", "cold", "pelican"),
        limit=lambda _: 0.5,
    ),
    Bar(
        says="warm, outputs deleted: our wall time for one of Hugo's",
        measures=compare("wall", "warm", "hugo"),
        limit=lambda _: 1,
        sign="<",
    ),
    Bar(
        says="resident edit: seconds from save to served",
        measures=plain("wall", "resident"),
        limit=lambda essays: 0.3 if essays <= 1000 else 1,
    ),
    Bar(
        says="memory of a cold build, all processes: ours for one of Hugo's",
        measures=compare("tree_mib", "memory", "hugo"),
        limit=lambda _: 0.25,
    ),
    Bar(
        says="growth since the size before, worst scenario: exponent",
        measures=find_growth,
        limit=lambda _: 1.05,
    ),
)
"""What the project promises at 10,000 essays, the resident edit at 1,000 as well."""


# Markdown.


def render_report(runs: Sequence[Run]) -> str:
    """Return the whole report."""
    return "\n".join([INTRO, *render_machines(runs), *render_results(runs)])


def render_results(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the bars, a table for each number of essays, and growth."""
    sizes = build_sizes(runs)
    yield "## The bars\n"
    yield render_bars(sizes)
    yield (
        "They speak of 10,000 essays, the resident edit of 1,000 as well, and growth of that\n"
        "from 1,000 to 10,000; at other sizes they are for information. A dash: not measured.\n"
    )
    yield "## What was measured\n"
    yield "\n".join(f"- `{name}`: {SCENARIO_NOTES[name]}" for name in SCENARIOS) + "\n"
    yield COLUMNS
    for size in sizes:
        yield f"### {size.essays:,} essays\n"
        yield render_size(size)
    yield from render_reflections(sizes)
    yield from render_growth(sizes)


def render_machines(runs: Sequence[Run]) -> Iterator[str]:
    """Yield where each number of essays was built."""
    yield "## Where\n"
    places: dict[str, list[str]] = {}
    for essays, run in choose_runs(runs).items():
        places.setdefault(render_machine(run.machine), []).append(f"{essays:,}")
    for place, sizes in places.items():
        yield f"{', '.join(sizes)} essays:\n\n{place}"


def render_machine(machine: Machine) -> str:
    """Return a machine as a list."""
    versions = "; ".join(f"{name}: {version}" for name, version in machine.tools.items())
    return (
        f"- {machine.date}\n"
        f"- {machine.cores} cores ({machine.processor}), {machine.memory_gib:g} GiB,"
        f" {machine.system}\n"
        f"- Python {machine.python}; {versions}\n"
    )


def render_bars(sizes: Sequence[Size]) -> str:
    """Return the bars, one in a line, a column for each size."""
    head = ["", *(f"{size.essays:,}" for size in sizes)]
    return render_table(head, [[bar.says, *map(bar.judge, sizes)] for bar in BARS], left=1)


def render_size(size: Size) -> str:
    """Return what each tool took in each scenario, and what ours takes for one of its."""
    head = ["scenario", "tool", "wall", "least", "cpu", "peak MiB", "together", "written"]
    head += ["files", "others", "ours/it: wall", "cpu"]
    lines = []
    for variant, scenario in list_pairs(size):
        rows = size.of(variant, scenario)
        memory = scenario == "memory"
        peer = "" if variant.startswith("ours") or memory else variant
        resident = scenario == "resident"
        lines.append(
            [
                scenario,
                variant,
                "" if memory else show(median(rows, "wall")),
                "" if memory else show(min(row.wall for row in rows)),
                "" if memory else show(median(rows, "cpu")),
                f"{max(row.peak_mib for row in rows):,.0f}",
                f"{max(row.tree_mib for row in rows):,.0f}" if memory else "",
                "" if resident else f"{median(rows, 'written') or 0:,.0f}",
                "" if resident else f"{rows[-1].files:,}",
                show_others(rows),
                show(compare("wall", scenario, peer)(size)[0]) if peer else "",
                show(compare("cpu", scenario, peer)(size)[0]) if peer else "",
            ]
        )
    return render_table(head, lines, left=2)


def render_reflections(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield what a reflection adds to a cold build; nothing where none were measured."""
    lines = []
    for size in sizes:
        plain, full = size.of("ours", "cold"), find_full(size)
        if not plain or not full:
            continue
        count = full[0].reflections * size.essays
        memory = max(row.peak_mib for row in full) - max(row.peak_mib for row in plain)
        lines.append(
            [
                f"{size.essays:,}",
                f"{count:,}",
                *(show(1000 * difference(full, plain, name) / count) for name in ("wall", "cpu")),
                show(1024 * memory / count),
            ]
        )
    if not lines:
        return
    yield "## What a reflection adds\n"
    yield (
        "A cold build with reflections, less one without, for each reflection. Memory is that of\n"
        "the largest process.\n"
    )
    head = ["essays", "reflections", "wall, ms", "cpu, ms", "peak, KiB"]
    yield render_table(head, lines, left=0)


def find_full(size: Size) -> tuple[Row, ...]:
    """Return the cold builds of ours with reflections."""
    return tuple(
        row
        for row in size.rows
        if row.tool == "ours" and row.scenario == "cold" and row.reflections
    )


def difference(full: Sequence[Row], plain: Sequence[Row], name: str) -> float:
    """Return how much more the median of one is than that of the other."""
    return (median(full, name) or 0.0) - (median(plain, name) or 0.0)


def render_growth(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield how costs grow from each size to the next; nothing for one size."""
    if len(sizes) < 2:
        return
    yield "## Growth\n"
    yield (
        "The power of the number of essays by which a cost grows: 1 is linear. Between small\n"
        "sizes it is low, for starting costs the same. The bar judges `cpu`, in `resident`\n"
        "`wall`, in `memory` the memory of all processes together.\n"
    )
    head = ["scenario", "tool"]
    for few, many in pairwise(sizes):
        head += [f"{few.essays:,} to {many.essays:,}: wall", "cpu", "memory"]
    lines = []
    for variant, scenario in list_pairs(sizes[-1]):
        line = [scenario, variant]
        for size in sizes[1:]:
            memory = "tree_mib" if scenario == "memory" else "peak_mib"
            line += [show(grow(size, variant, scenario, name)) for name in ("wall", "cpu", memory)]
        lines.append(line)
    yield render_table(head, lines, left=2)


def list_pairs(size: Size) -> Iterator[tuple[str, str]]:
    """Yield who built and in which scenario, scenario by scenario, where there are rows."""
    for scenario in SCENARIOS:
        for variant in size.variants():
            if size.of(variant, scenario):
                yield variant, scenario


def render_table(head: Sequence[str], lines: Iterable[Sequence[str]], *, left: int) -> str:
    """Return a table whose first columns are set to the left, the others to the right."""
    cells = [list(head), *map(list, lines)]
    widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
    rule = ["-" * (width - (place >= left)) for place, width in enumerate(widths)]
    rule = [dashes if place < left else f"{dashes}:" for place, dashes in enumerate(rule)]
    done = [
        [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        for line in (cells[0], rule, *cells[1:])
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in done)


def show(value: float | None) -> str:
    """Return a number with about three digits, and a dash for none."""
    if value is None:
        return "–"
    size = abs(value)
    return f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3}f}"


def show_others(rows: Sequence[Row]) -> str:
    """Return how busy the machine was otherwise."""
    found = median(rows, "others")
    return "?" if found is None or found < 0 else f"{found:.2f}{mark(rows)}"


def mark(rows: Sequence[Row]) -> str:
    """Return a mark when other programs kept the machine busy, in any of the tools' rows."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.variant, row.scenario), []).append(row)
    return " !" if any((median(found, "others") or 0) > BUSY for found in groups.values()) else ""
