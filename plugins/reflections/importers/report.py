"""What an import has done, in words and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ...build.problems import Problem
from .fitting import Note, read_name
from .page_map import Unmapped

MOST = 12
"""Lines of one kind that are told in words; JSON has all."""

WORDS = {
    "name": ("name was cleared of an address or cut", "names were cleared of addresses or cut"),
    "address": ("web address was left out", "web addresses were left out"),
    "date": ("impossible date was left out", "impossible dates were left out"),
    "rating": ("impossible rating was left out", "impossible ratings were left out"),
    "email-in-text": (
        "text gives an e-mail address: have a look",
        "texts give an e-mail address: have a look",
    ),
    "reattached": (
        "reply to what is not imported went to what that answered",
        "replies to what is not imported went to what that answered",
    ),
    "orphan": (
        "reply to what the file does not hold went to the essay",
        "replies to what the file does not hold went to the essay",
    ),
    "other-page": (
        "reply to one of another essay went to its own",
        "replies to one of another essay went to their own",
    ),
    "circle": ("circle of replies was cut", "circles of replies were cut"),
    "clock": (
        "date before what it answers was kept in part",
        "dates before what they answer were kept in part",
    ),
    "refused": ("record was refused", "records were refused"),
}
"""What each change is called, for one and for several."""


class Why(StrEnum):
    """Why a file that is there already was left as it is."""

    HERE = "changed-here"
    """It was changed on this site since it was imported."""
    THERE = "changed-there"
    """The other system has changed its record since."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What an import has done, or would do.

    `read` is the sum of `new`, `unchanged`, `kept`, `skipped` and `unmapped`.
    """

    format: str
    file: str
    dry_run: bool = False
    system: str = ""
    read: int = 0
    """All the records of the file, whatever became of them."""
    new: int = 0
    """Files that were not there."""
    written: int = 0
    """How many of them were written: all, or none."""
    unchanged: int = 0
    kept: Mapping[str, Why] = field(default_factory=dict)
    """The files that differ from the export and were left as they are, and why."""
    pending: int = 0
    """Among all those, how many wait for the editor."""
    tombstones: int = 0
    """Among all those, how many only keep the place of a deleted one."""
    essays: Mapping[str, int] = field(default_factory=dict)
    """How many reflections of the export each essay has."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    unmapped: tuple[Unmapped, ...] = ()
    deleted: tuple[str, ...] = ()
    """Files of what the other system has deleted since it was imported."""
    unused: tuple[str, ...] = ()
    """Lines of the map that no record stands on."""
    notes: tuple[Note, ...] = ()
    recoveries: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def dump_report(report: Report) -> str:
    """Return a report as JSON, with the keys that the README describes."""
    values = {
        "format": report.format,
        "file": report.file,
        "dry_run": report.dry_run,
        "system": report.system,
        "read": report.read,
        "new": report.new,
        "written": report.written,
        "unchanged": report.unchanged,
        "kept": dict(report.kept),
        "pending": report.pending,
        "tombstones": report.tombstones,
        "essays": dict(report.essays),
        "skipped": dict(report.skipped),
        "unmapped": {one.page: one.count for one in report.unmapped},
        "deleted": list(report.deleted),
        "unused": list(report.unused),
        "changes": [
            {
                "change": note.change,
                "record": note.identifier,
                "line": note.line,
                "message": note.message,
            }
            for note in report.notes
        ],
        "recoveries": [_dump_problem(one) for one in report.recoveries],
        "problems": [_dump_problem(one) for one in report.problems],
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def _dump_problem(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.path,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
    }


def render_report(report: Report) -> str:
    """Return a report as lines for people; rows that count nothing are left out."""
    done = "written" if report.written == report.new else "would be written"
    places = sum(one.count for one in report.unmapped)
    rows = [
        (report.new, f"{done}{_of_which(report)}", True),
        (report.unchanged, "are there already, as they are in the file", False),
        (len(report.kept), "are there already and differ: left as they are", False),
        (sum(report.skipped.values()), f"skipped: {_listed(report.skipped)}", False),
        (places, f"on {_count(len(report.unmapped), 'page')} that no essay answers to", False),
    ]
    lines = [f"{report.file} ({report.format}): {_count(report.read, 'record')}"]
    lines += [f"{count:>9,}  {said}" for count, said, always in rows if count or always]
    lines += _section("On these essays:", _essay_lines(report))
    lines += _section("Changed on the way:", _change_lines(report.notes))
    lines += _section("Mended while reading:", map(str, report.recoveries))
    lines += _section("Left as they are:", _kept_lines(report.kept))
    lines += _section("Deleted in the other system, and still here:", _deleted_lines(report))
    lines += _section("Lines of the map that no record stands on:", map(repr, report.unused))
    return "\n".join(lines)


def _of_which(report: Report) -> str:
    parts = [f"{report.pending:,} pending"] if report.pending else []
    parts += [f"{report.tombstones:,} as the place of a deleted one"] if report.tombstones else []
    return f" (with those already there, {' and '.join(parts)})" if parts else ""


def _listed(counts: Mapping[str, int]) -> str:
    parts = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {reason}" for reason, count in parts)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    """Return a title and what stands under it; nothing when nothing does."""
    rows = list(lines)
    if not rows:
        return []
    more = [f"  and {len(rows) - MOST:,} more (--json lists all)"] if len(rows) > MOST else []
    return [title, *(f"  {row}" for row in rows[:MOST]), *more]


def _essay_lines(report: Report) -> list[str]:
    counts = sorted(report.essays.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count:,} {essay}" for essay, count in counts]


def _change_lines(notes: Iterable[Note]) -> list[str]:
    """Return how often each change was made, with the first record that it was made to."""
    rows = tuple(notes)
    counts = Counter(note.change for note in rows)
    lines = []
    for change in sorted(counts, key=lambda name: (-counts[name], name)):
        first = next(note for note in rows if note.change == change)
        line = f"line {first.line}, " if first.line else ""
        said = f"{line}{read_name(first.identifier)!r} {first.message}"
        one, several = WORDS[change]
        count = counts[change]
        words = f"{one}: {said}" if count == 1 else f"{several}; first: {said}"
        lines.append(f"{count:,} {words}")
    return lines


def _kept_lines(kept: Mapping[str, Why]) -> list[str]:
    return [f"{path} ({why})" for path, why in kept.items()]


def _deleted_lines(report: Report) -> list[str]:
    return [f"{path}: `invoke erase-reflection` does the same here" for path in report.deleted]
