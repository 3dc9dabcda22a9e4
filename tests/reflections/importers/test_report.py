"""The report of an import: every record accounted for, in words and in JSON."""

import json

from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.fitting import Change, Note
from pelican.plugins.reflections.importers.page_map import Unmapped
from pelican.plugins.reflections.importers.report import (
    WORDS,
    Report,
    Why,
    dump_report,
    render_report,
)

REPORT = Report(
    format="disqus",
    file="export.xml",
    system="disqus",
    read=1217,
    new=980,
    written=980,
    unchanged=12,
    kept={"content/essays/le-pont/reflections/i-a.md": Why.HERE},
    pending=2,
    tombstones=3,
    essays={"la-rive": 90, "le-pont": 903},
    skipped={"empty": 1, "spam": 210},
    unmapped=(
        Unmapped(page="/a", count=10, title="A"),
        Unmapped(page="/b", count=3),
    ),
    deleted=("content/essays/le-pont/reflections/i-b.md",),
    unused=("/vieux/*",),
    notes=(
        Note(change=Change.CLOCK, identifier="12", line=40, message="is dated wrong"),
        Note(change=Change.CLOCK, identifier="13", line=44, message="is dated wrong"),
        Note(change=Change.NAME, identifier="a\nb", line=0, message="is signed wrong"),
    ),
    recoveries=(Problem("export.xml", 3, "a stray mark"),),
)


def test_a_report_tells_all_in_words() -> None:
    assert render_report(REPORT) == (
        "export.xml (disqus): 1,217 records\n"
        "      980  written (with those already there, 2 pending and "
        "3 as the place of a deleted one)\n"
        "       12  are there already, as they are in the file\n"
        "        1  are there already and differ: left as they are\n"
        "      211  skipped: 210 spam, 1 empty\n"
        "       13  on 2 pages that no essay answers to\n"
        "On these essays:\n"
        "  903 le-pont\n"
        "  90 la-rive\n"
        "Changed on the way:\n"
        "  2 dates before what they answer were kept in part; "
        "first: line 40, '12' is dated wrong\n"
        "  1 name was cleared of an address or cut: 'a b' is signed wrong\n"
        "Mended while reading:\n"
        "  export.xml:3: a stray mark\n"
        "Left as they are:\n"
        "  content/essays/le-pont/reflections/i-a.md (changed-here)\n"
        "Deleted in the other system, and still here:\n"
        "  content/essays/le-pont/reflections/i-b.md: "
        "`invoke erase-reflection` does the same here\n"
        "Lines of the map that no record stands on:\n"
        "  '/vieux/*'"
    )


def test_what_did_not_happen_takes_no_line() -> None:
    """But how many were written is always said."""
    report = Report(format="disqus", file="e.xml", read=1, skipped={"spam": 1})
    assert render_report(report) == (
        "e.xml (disqus): 1 record\n        0  written\n        1  skipped: 1 spam"
    )


def test_what_was_not_written_is_said_so() -> None:
    report = Report(format="disqus", file="e.xml", read=2, new=2, dry_run=True)
    assert render_report(report).endswith("        2  would be written")


def test_long_lists_are_cut_and_say_so() -> None:
    recoveries = tuple(Problem("e.xml", line, "mended") for line in range(1, 20))
    report = Report(format="disqus", file="e.xml", recoveries=recoveries)
    lines = render_report(report).split("\n")
    assert lines[-2:] == ["  e.xml:12: mended", "  and 7 more (--json lists all)"]


def test_every_change_has_words() -> None:
    assert sorted(WORDS) == sorted(Change)


def test_json_has_all_of_it() -> None:
    """With each record in one of its counts."""
    values = json.loads(dump_report(REPORT))
    assert values == {
        "format": "disqus",
        "file": "export.xml",
        "dry_run": False,
        "system": "disqus",
        "read": 1217,
        "new": 980,
        "written": 980,
        "unchanged": 12,
        "kept": {"content/essays/le-pont/reflections/i-a.md": "changed-here"},
        "pending": 2,
        "tombstones": 3,
        "essays": {"la-rive": 90, "le-pont": 903},
        "skipped": {"empty": 1, "spam": 210},
        "unmapped": {"/a": 10, "/b": 3},
        "deleted": ["content/essays/le-pont/reflections/i-b.md"],
        "unused": ["/vieux/*"],
        "changes": [
            {"change": "clock", "record": "12", "line": 40, "message": "is dated wrong"},
            {"change": "clock", "record": "13", "line": 44, "message": "is dated wrong"},
            {"change": "name", "record": "a\nb", "line": 0, "message": "is signed wrong"},
        ],
        "recoveries": [{"file": "export.xml", "line": 3, "message": "a stray mark", "hint": ""}],
        "problems": [],
    }
    parts = (values["skipped"].values(), values["unmapped"].values(), [len(values["kept"])])
    counted = values["new"] + values["unchanged"] + sum(sum(part) for part in parts)
    assert counted == values["read"]
