"""What a run of the benchmark keeps: on which machine, and a row for each build.

On disk a run is a line of JSON for its machine, then one for each row; runs follow one another.
"""

import json
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

SCENARIOS = ("cold", "same", "edit", "template", "warm", "resident", "memory")
BUSY = 0.3
"""Processors that other programs keep busy, above which times are not to be trusted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """Where and when a run took place, and with what."""

    date: str
    system: str
    processor: str
    cores: int
    memory_gib: float
    python: str
    tools: dict[str, str] = field(default_factory=dict)
    """The version of each tool."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What one build took, or in `resident` what one edit took from save to served."""

    tool: str
    reflections: int = 0
    """How many each essay has."""
    essays: int
    scenario: str
    run: int
    wall: float
    cpu: float
    peak_mib: float
    """Of the largest of the processes."""
    tree_mib: float = 0.0
    """Of all processes together, a shared page counted once; only in `memory`."""
    written: int
    files: int
    others: float
    """Processors that other programs kept busy; -1 where the system does not say."""

    @property
    def variant(self) -> str:
        """Who built, and with how many reflections."""
        return f"{self.tool} + {self.reflections} refl." if self.reflections else self.tool


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One call of the benchmark."""

    machine: Machine
    rows: tuple[Row, ...]


def dump_machine(machine: Machine) -> str:
    """Return the line that begins a run."""
    return json.dumps({"machine": asdict(machine)}, ensure_ascii=False)


def dump_row(row: Row) -> str:
    """Return the line of a row."""
    return json.dumps(asdict(row))


def parse_runs(text: str) -> tuple[Run, ...]:
    """Return the runs in a text. Raises `ValueError` when it has rows before any machine."""
    runs: list[tuple[Machine, list[Row]]] = []
    for line in filter(str.strip, text.splitlines()):
        found = json.loads(line)
        if "machine" in found:
            runs.append((Machine(**found["machine"]), []))
        elif runs:
            runs[-1][1].append(Row(**found))
        else:
            raise ValueError("the rows do not begin with a machine")
    return tuple(Run(machine=machine, rows=tuple(rows)) for machine, rows in runs)


def choose_runs(runs: Iterable[Run]) -> dict[int, Run]:
    """Return for each number of essays, in order, the last run that built so many.

    Its rows are only those of that number: what is compared was measured in one run.
    """
    chosen: dict[int, Run] = {}
    for run in runs:
        for essays in {row.essays for row in run.rows}:
            rows = tuple(row for row in run.rows if row.essays == essays)
            chosen[essays] = Run(machine=run.machine, rows=rows)
    return dict(sorted(chosen.items()))


def select(rows: Iterable[Row], variant: str, scenario: str) -> tuple[Row, ...]:
    """Return the rows of one tool in one scenario."""
    return tuple(row for row in rows if (row.variant, row.scenario) == (variant, scenario))


def median(rows: Sequence[Row], name: str) -> float | None:
    """Return the median of one field, or `None` without rows."""
    return float(statistics.median(getattr(row, name) for row in rows)) if rows else None


def ratio(one: float | None, other: float | None) -> float | None:
    """Return how many times the other one is, or `None` when that says nothing."""
    return one / other if one is not None and other else None


def exponent(few: int, less: float | None, many: int, more: float | None) -> float | None:
    """Return the power of the number of essays by which a cost grows: 1 is linear."""
    if not less or not more or few == many:
        return None
    return math.log(more / less) / math.log(many / few)
