"""The times of the statistics of networks become a table; every statistic can be timed."""

import pytest
from networks import (
    EVERY,
    LINEAR,
    Case,
    Row,
    karate,
    measure,
    measure_block,
    render_ratio,
    render_seconds,
    render_table,
    take,
)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_each_statistic_is_timed_on_the_karate_club(case: Case) -> None:
    """With each library that offers it."""
    (row,) = measure((case,), karate(), times=1)
    assert row.name == case.name
    assert row.ours >= 0
    assert (row.igraph is None) == (case.igraph is None)
    assert (row.networkx is None) == (case.networkx is None)


def test_libraries_may_be_left_out() -> None:
    """Then only ours are timed."""
    rows = measure(LINEAR[:3], karate(), times=2, witnessed=False)
    assert [(row.igraph, row.networkx) for row in rows] == [(None, None)] * 3


def test_the_best_of_several_runs_counts() -> None:
    """Each run is made."""
    calls: list[int] = []
    assert take(lambda: calls.append(1), times=4) >= 0
    assert len(calls) == 4


def test_a_block_is_timed_from_its_lines_to_its_markup() -> None:
    """A figure of the karate club."""
    assert measure_block("distances", times=1) > 0


def test_times_and_ratios_are_rounded_for_reading() -> None:
    """A dash stands for what was not tried."""
    assert [render_seconds(seconds) for seconds in (None, 0.00123, 0.5, 12.0)] == [
        "–",
        "0.0012",
        "0.50",
        "12.00",
    ]
    assert [render_ratio(0.1, other) for other in (None, 0.05, 0.62, 4.4)] == [
        "–",
        "0.5",
        "6.2",
        "44",
    ]


def test_a_table_ends_with_the_sum_of_ours() -> None:
    """A row a statistic."""
    rows = (
        Row(name="one", ours=0.01, igraph=0.05, networkx=None),
        Row(name="two", ours=0.5, igraph=None, networkx=6.0),
    )
    assert render_table(rows) == (
        "| statistic | ours s | igraph s | networkx s | igraph / ours | networkx / ours |\n"
        "|---|---:|---:|---:|---:|---:|\n"
        "| one | 0.0100 | 0.0500 | – | 5.0 | – |\n"
        "| two | 0.50 | – | 6.00 | – | 12 |\n"
        "| **all of ours** | **0.51** | | | | |"
    )
