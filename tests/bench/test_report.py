"""Rows become tables, exponents and verdicts, and nothing else decides these."""

from dataclasses import replace

import pytest
from report import BARS, Size, build_sizes, mark, render_report, render_table, show
from rows import (
    SCENARIOS,
    Machine,
    Row,
    Run,
    choose_runs,
    dump_machine,
    dump_row,
    exponent,
    median,
    parse_runs,
    ratio,
    select,
)

MACHINE = Machine(
    date="2026-11-22",
    system="Linux 6",
    processor="Abacus",
    cores=2,
    memory_gib=24,
    python="3.11.7",
    tools={"ours": "0.1.0", "hugo": "0.168.0"},
)
ROW = Row(
    tool="ours",
    essays=1000,
    scenario="cold",
    run=0,
    wall=2.0,
    cpu=3.0,
    peak_mib=50.0,
    written=1200,
    files=1200,
    others=0.0,
)


def make_rows(essays: int, others: float = 0.0, **seconds: float) -> tuple[Row, ...]:
    """Return one row for each tool in each scenario; a tool takes its seconds in all of them."""
    return tuple(
        replace(
            ROW,
            tool=tool,
            essays=essays,
            scenario=scenario,
            wall=taken,
            cpu=2 * taken,
            tree_mib=10 * taken,
            others=others,
        )
        for tool, taken in seconds.items()
        for scenario in SCENARIOS
    )


def make_run(*rows: Row) -> Run:
    return Run(machine=MACHINE, rows=rows)


def judge(size: Size) -> list[str]:
    return [bar.judge(size) for bar in BARS]


def test_runs_are_read_as_they_were_written() -> None:
    """A machine begins a run, and its rows follow."""
    other = replace(MACHINE, date="2026-11-23", processor="Boulier à dix rangs")
    text = "\n".join(
        [dump_machine(MACHINE), dump_row(ROW), dump_machine(other), dump_row(ROW), dump_row(ROW)]
    )
    assert parse_runs(text) == (
        Run(machine=MACHINE, rows=(ROW,)),
        Run(machine=other, rows=(ROW, ROW)),
    )


def test_rows_without_a_machine_are_refused() -> None:
    """Nobody knows where they were measured."""
    with pytest.raises(ValueError, match=r"^the rows do not begin with a machine$"):
        parse_runs(dump_row(ROW))


def test_the_last_run_of_each_size_counts() -> None:
    """Rows of two runs are never compared, whatever an earlier one has besides."""
    early = make_run(*make_rows(100, ours=1, hugo=1), *make_rows(1000, ours=1, hugo=1))
    late = make_run(*make_rows(1000, ours=2))
    chosen = choose_runs([early, late])
    assert list(chosen) == [100, 1000]
    assert chosen[100].rows == make_rows(100, ours=1, hugo=1)
    assert chosen[1000].rows == make_rows(1000, ours=2)


@pytest.mark.parametrize(
    ("less", "more", "expected"),
    [(2.0, 20.0, 1.0), (2.0, 200.0, 2.0), (5.0, 5.0, 0.0), (0.0, 1.0, None), (None, 1.0, None)],
)
def test_an_exponent_is_a_power_of_the_number_of_essays(
    less: float | None, more: float | None, expected: float | None
) -> None:
    """Ten times the essays: ten times the cost is linear, a hundred times is the square."""
    found = exponent(100, less, 1000, more)
    assert found == (None if expected is None else pytest.approx(expected))


def test_medians_and_ratios() -> None:
    """The middle row counts; without rows, or against nothing, there is no number."""
    rows = [replace(ROW, wall=wall) for wall in (9.0, 1.0, 2.0)]
    assert median(rows, "wall") == 2.0
    assert median([], "wall") is None
    assert ratio(1.0, 4.0) == 0.25
    assert ratio(1.0, 0.0) is ratio(None, 1.0) is ratio(1.0, None) is None


def test_ours_with_reflections_is_not_ours_without() -> None:
    """A site with ten reflections an essay has a name and rows of its own."""
    rich = replace(ROW, reflections=10)
    assert rich.variant == "ours + 10 refl."
    assert select([ROW, rich], "ours", "cold") == (ROW,)
    assert select([ROW, rich], rich.variant, "cold") == (rich,)


def test_bars_that_are_held() -> None:
    """Each verdict says its value and its limit."""
    rows = make_rows(1000, ours=0.2, pelican=4, hugo=4)
    assert judge(build_sizes([make_run(*make_rows(100, ours=0.1), *rows)])[1]) == [
        "0.400 (≤ 0.5): held",
        "20.0 (≥ 20): held",
        "0.050 (< 1): held",
        "0.050 (≤ 1.5): held",
        "0.050 (≤ 0.5): held",
        "0.050 (< 1): held",
        "0.200 (≤ 0.3): held",
        "0.050 (≤ 0.25): held",
        "0.301 (≤ 1.05): held",
    ]


def test_bars_that_are_not_held() -> None:
    """The same bars, the other way round; a resident edit may take longer at 10,000."""
    rows = (*make_rows(1000, ours=1), *make_rows(10_000, ours=16, pelican=16, hugo=8))
    assert judge(build_sizes([make_run(*rows)])[1]) == [
        "32.0 (≤ 0.5): **not held**",
        "0.500 (≥ 20): **not held**",
        "2.00 (< 1): **not held**",
        "2.00 (≤ 1.5): **not held**",
        "1.00 (≤ 0.5): **not held**",
        "2.00 (< 1): **not held**",
        "16.0 (≤ 1): **not held**",
        "2.00 (≤ 0.25): **not held**",
        "1.20 (≤ 1.05): **not held**",
    ]


def test_bars_that_were_not_measured() -> None:
    """Without a peer, or a smaller size, there is no verdict."""
    assert judge(Size(essays=100, rows=make_rows(100, ours=0.1))) == [
        "0.200 (≤ 0.5): held",
        "–",
        "–",
        "–",
        "–",
        "–",
        "0.100 (≤ 0.3): held",
        "–",
        "–",
    ]


def test_a_busy_machine_marks_its_verdicts() -> None:
    """One tool that was disturbed is enough, by the median of its builds."""
    quiet, busy = replace(ROW, others=0.3), replace(ROW, tool="hugo", others=0.31)
    assert mark([quiet]) == mark([]) == ""
    assert mark([quiet, quiet, quiet, busy]) == " !"
    assert mark([quiet, quiet, replace(quiet, others=2.0)]) == ""
    rows = make_rows(100, others=0.8, ours=0.1)
    assert BARS[0].judge(Size(essays=100, rows=rows)) == "0.200 (≤ 0.5): held !"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.0123, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1,234")],
)
def test_numbers_have_about_three_digits(value: float | None, text: str) -> None:
    """As many as a measure of time is worth."""
    assert show(value) == text


def test_a_table() -> None:
    """Columns are as wide as their widest cell; numbers stand on the right."""
    assert render_table(["tool", "wall"], [["ours", "1.0"], ["pelican", "12.5"]], left=1) == (
        "| tool    | wall |\n| ------- | ---: |\n| ours    |  1.0 |\n| pelican | 12.5 |\n"
    )


def test_a_report() -> None:
    """It says where, which bars are held, what each size took, and how costs grow."""
    cold = [row for row in make_rows(100, ours=1, hugo=2) if row.scenario == "cold"]
    more = [replace(row, essays=1000, wall=10 * row.wall, cpu=10 * row.cpu) for row in cold]
    text = render_report([make_run(*cold, *more)])
    assert text.startswith("# How fast\n")
    assert (
        "100, 1,000 essays:\n\n"
        "- 2026-11-22\n"
        "- 2 cores (Abacus), 24 GiB, Linux 6\n"
        "- Python 3.11.7; ours: 0.1.0; hugo: 0.168.0\n"
    ) in text
    lines = [" ".join(line.replace("|", " ").split()) for line in text.splitlines()]
    assert (
        "cold: our wall time for one of Hugo's 0.500 (≤ 1.5): held 0.500 (≤ 1.5): held"
    ) in lines
    assert "cold ours 1.00 1.00 2.00 50 1,200 1,200 0.00" in lines
    assert "cold hugo 20.0 20.0 40.0 50 1,200 1,200 0.00 0.500 0.500" in lines
    assert "cold ours 1.00 1.00 0.000" in lines
    assert render_report([make_run(*cold, *more)]) == text


def test_what_a_reflection_adds_is_a_difference() -> None:
    """20 s more for 100 essays of 10 reflections is 20 ms for each; 50 MiB more is 51.2 KiB."""
    plain = replace(ROW, essays=100, wall=5.0, cpu=6.0, peak_mib=50.0)
    full = replace(plain, reflections=10, wall=25.0, cpu=46.0, peak_mib=100.0)
    text = render_report([Run(machine=MACHINE, rows=(plain, full))])
    assert "| essays | reflections | wall, ms | cpu, ms | peak, KiB |" in text
    assert "|    100 |       1,000 |     20.0 |    40.0 |      51.2 |" in text
    assert "adds" not in render_report([Run(machine=MACHINE, rows=(plain,))])
