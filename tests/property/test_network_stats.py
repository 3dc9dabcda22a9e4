"""What is true of every network and of every block."""

from decimal import Decimal
from math import isnan
from random import Random

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pelican.plugins.network_stats import svg
from pelican.plugins.network_stats.fences import find_fences, parse_fence
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs.edge_list import dump_edge_list, parse_edge_list
from pelican.plugins.network_stats.inputs.table import parse_quantity
from pelican.plugins.network_stats.inputs.text import clean, parse_lines
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.models import Graph
from pelican.plugins.network_stats.statistics.clustering import transitivity
from pelican.plugins.network_stats.statistics.components import component_sizes
from pelican.plugins.network_stats.statistics.degrees import degrees
from pelican.plugins.network_stats.statistics.distances import distances
from pelican.plugins.network_stats.statistics.intervals import wilson_interval
from pelican.plugins.network_stats.statistics.shares import round_to_hundred

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(clean)
SMALL = st.integers(0, 14).map(str)


def edges(names: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(names, names), min_size=1, max_size=60)


def same(one: Graph, other: Graph) -> bool:
    return (
        one.ids == other.ids
        and one.starts.tolist() == other.starts.tolist()
        and one.neighbours.tolist() == other.neighbours.tolist()
    )


def measures(graph: Graph) -> list[object]:
    clustering = transitivity(graph)
    return [
        distances(graph),
        component_sizes(graph),
        sorted(degrees(graph).of),
        degrees(graph).gini,
        None if isnan(clustering) else clustering,
    ]


@given(edges(SMALL))
def test_degrees_sum_to_twice_the_edges(listed: list[tuple[str, str]]) -> None:
    """And what is left out is counted: nothing is lost in silence."""
    graph = build_graph(listed)
    assert sum(degrees(graph).of) == 2 * graph.edge_count
    cleaning = graph.cleaning
    assert graph.edge_count + cleaning.loops + cleaning.duplicates == len(listed)
    assert set(graph.ids) == {name for edge in listed for name in edge}


@given(edges(SMALL), st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_no_statistic(
    listed: list[tuple[str, str]], random: Random
) -> None:
    """Nor does the direction in which an edge is written."""
    names = sorted({name for edge in listed for name in edge})
    others = [f"n{index}" for index in range(len(names))]
    random.shuffle(others)
    renamed = dict(zip(names, others, strict=True))
    turned = [
        (renamed[a], renamed[b]) if random.random() < 0.5 else (renamed[b], renamed[a])
        for a, b in listed
    ]
    random.shuffle(turned)
    assert measures(build_graph(turned)) == measures(build_graph(listed))


@given(edges(SMALL))
def test_statistics_agree_with_an_independent_witness(listed: list[tuple[str, str]]) -> None:
    """Distances, components, density and transitivity of networkx."""
    graph = build_graph(listed)
    witness = nx.Graph(listed)
    witness.remove_edges_from(list(nx.selfloop_edges(witness)))
    lengths = sorted(
        length
        for source, reached in nx.all_pairs_shortest_path_length(witness)
        for target, length in reached.items()
        if source < target
    )
    found = distances(graph)
    counted = [distance for distance, n in enumerate(found.counts, 1) for _ in range(n)]
    assert counted == lengths
    assert list(component_sizes(graph)) == sorted(
        map(len, nx.connected_components(witness)), reverse=True
    )
    assert degrees(graph).density == pytest.approx(nx.density(witness), abs=1e-12)
    clustering = transitivity(graph)
    assert (0 if isnan(clustering) else clustering) == pytest.approx(
        nx.transitivity(witness), abs=1e-12
    )


@given(edges(SMALL))
def test_the_effective_diameter_lies_within_the_distances(listed: list[tuple[str, str]]) -> None:
    """Between one and the diameter, where there is a link."""
    found = distances(build_graph(listed))
    if found.reachable:
        assert 1 <= found.mean <= found.diameter
        assert 1 <= found.d90 <= found.diameter
    assert 0 <= found.share_reachable <= 1


@given(edges(NAMES.filter(bool)))
def test_a_network_that_is_dumped_is_read_again(listed: list[tuple[str, str]]) -> None:
    """Whatever its names hold: separators, quotes, comment marks, letters of any script."""
    proper = [(a, b) for a, b in listed if a != b] or [("a", "b")]
    graph = build_graph(proper)
    lines, problems = parse_lines(dump_edge_list(graph).encode(), "x.csv")
    assert problems == ()
    read, problems = parse_edge_list(lines, "x.csv")
    assert problems == ()
    assert read is not None
    assert same(build_graph(read.edges), graph)


@given(st.binary(max_size=200))
@example(b'"')
def test_no_bytes_make_a_reader_fail(data: bytes) -> None:
    """They are a network or a problem."""
    lines, problems = parse_lines(data, "x.csv")
    if not problems:
        read, problems = parse_edge_list(lines, "x.csv")
        assert (read is None) == bool(problems)


@given(st.decimals(0, 10**12, places=2, allow_nan=False, allow_infinity=False))
def test_a_number_written_in_french_is_read_again(value: Decimal) -> None:
    """With its spaces and its comma."""
    found = parse_quantity(words("fr").number(value, 2))
    assert found is not None
    assert found.value == value


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(successes: int, others: int) -> None:
    """It lies within 0 and 1, and around what was seen."""
    trials = successes + others
    low, high = wilson_interval(successes, trials)
    assert 0 <= low <= high <= 1
    if trials:
        assert low <= successes / trials <= high


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_parts_of_a_hundred_sum_to_a_hundred(parts: list[int]) -> None:
    """None is further than one from its exact share."""
    whole = round_to_hundred([Decimal(part) for part in parts])
    assert sum(whole) == 100
    for part, rounded in zip(parts, whole, strict=True):
        assert abs(rounded - 100 * part / sum(parts)) <= 1


@given(st.text())
def test_any_text_in_an_element_is_well_formed(text: str) -> None:
    """And reads as it was given, but for what no page should hold."""
    made = svg.element("text", text, title=text)
    tree = etree.fromstring(made)
    assert (tree.text or "").replace("\r", "\n") == svg.safe(text).replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(10, 60)), min_size=1, max_size=8),
)
def test_blocks_that_are_spread_never_meet(blocks: list[tuple[float, float]]) -> None:
    """In their order, and above the bottom when there is room for all."""
    heights = [height for _, height in blocks]
    bottom = sum(heights) + 8.0 * (len(heights) - 1)
    tops = svg.spread([top for top, _ in blocks], heights, 8, bottom=max(300, bottom))
    for index in range(len(tops) - 1):
        assert tops[index] + heights[index] + 8 <= tops[index + 1] + 1e-9
    assert tops[0] >= -1e-6
    assert tops[-1] + heights[-1] <= max(300, bottom) + 1e-9


@given(
    st.lists(
        st.sampled_from(
            ["```", "````", "~~~", "```network x", "key: value", "> ", "    ```network y", ""]
        )
    )
)
def test_blocks_are_found_apart_and_in_order(lines: list[str]) -> None:
    """Each within the text, its lines those of the text, whatever the fences around."""
    fences, _ = find_fences(lines, path="a.md")
    last = 0
    for fence in fences:
        assert last < fence.line < fence.last_line <= len(lines)
        assert list(fence.lines) == lines[fence.line : fence.last_line - 1]
        parse_fence(fence, path="a.md")
        last = fence.last_line
