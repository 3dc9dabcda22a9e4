"""What is true of every network that is read or written, and of every file."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs import READERS, XML_READERS, parse_networks
from pelican.plugins.network_stats.inputs.contacts import parse_contacts
from pelican.plugins.network_stats.inputs.edge_list import dump_edge_list
from pelican.plugins.network_stats.inputs.exports import dump_gexf, dump_graphml
from pelican.plugins.network_stats.inputs.network import build_network, parse_weight
from pelican.plugins.network_stats.inputs.personal import (
    K,
    build_personal,
    dump_personal,
    ordered_parts,
    parts_of,
)
from pelican.plugins.network_stats.inputs.text import clean, unpack
from pelican.plugins.network_stats.models import Graph

NAMES = st.text(min_size=1, max_size=8).map(clean).filter(bool)
KEYS = NAMES.filter(lambda key: key not in {"label", "name"})
WEIGHTS = st.floats(1e-9, 1e9)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Return any network: directed or not, weights or not, nodes without an edge, attributes."""
    nodes = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    node = st.sampled_from(nodes)
    edges = draw(
        st.lists(st.tuples(node, node).filter(lambda pair: pair[0] != pair[1]))
        if len(nodes) > 1
        else st.just([])
    )
    weights = draw(st.none() | st.lists(WEIGHTS, min_size=len(edges), max_size=len(edges)))
    values = st.text(max_size=5).map(clean)
    attributes = draw(st.dictionaries(KEYS, st.dictionaries(node, values), max_size=3))
    return build_graph(
        edges,
        directed=draw(st.booleans()),
        weights=weights if edges else None,
        nodes=nodes,
        attributes=attributes,
    )


def read(content: bytes, ending: str, *, directed: bool | None = None) -> Graph:
    networks, problems = parse_networks(content, "x", ending=ending)
    assert problems == ()
    return build_network(networks[0], directed=directed, weights=True)


def facts(graph: Graph) -> tuple[object, ...]:
    return (
        graph.ids,
        graph.starts.tolist(),
        graph.neighbours.tolist(),
        graph.directed,
        None if graph.weights is None else graph.weights.tolist(),
    )


@given(graphs())
def test_a_network_that_is_written_as_graphml_is_read_again(graph: Graph) -> None:
    """Names, edges, directions, weights to the last digit, attributes."""
    found = read(dump_graphml(graph).encode(), ".graphml")
    assert facts(found) == facts(graph)
    assert found.attributes == graph.attributes


@given(graphs())
def test_a_network_that_is_written_as_gexf_is_read_again(graph: Graph) -> None:
    """The same."""
    found = read(dump_gexf(graph).encode(), ".gexf")
    assert facts(found) == facts(graph)
    assert found.attributes == graph.attributes


@given(graphs().filter(lambda graph: graph.edge_count))
def test_edges_that_are_written_as_csv_are_read_again(graph: Graph) -> None:
    """All but the nodes that have none."""
    found = read(dump_edge_list(graph).encode(), ".csv", directed=graph.directed)
    joined = set(graph.neighbours.tolist()) | {
        node for node in range(graph.node_count) if graph.starts[node] < graph.starts[node + 1]
    }
    assert found.ids == tuple(name for node, name in enumerate(graph.ids) if node in joined)
    assert found.edge_count == graph.edge_count
    given, again = graph.weights, found.weights
    assert (given is None) == (again is None)
    if given is not None and again is not None:
        assert again.tolist() == given.tolist()


@given(graphs())
def test_a_network_is_read_from_node_link_json(graph: Graph) -> None:
    """Whatever its names hold."""
    starts, neighbours = graph.starts.tolist(), graph.neighbours.tolist()
    written = {
        "directed": graph.directed,
        "nodes": [{"id": name} for name in graph.ids],
        "links": [
            {"source": name, "target": graph.ids[neighbours[place]]}
            for node, name in enumerate(graph.ids)
            for place in range(starts[node], starts[node + 1])
        ],
    }
    found = read(json.dumps(written).encode(), ".json")
    assert facts(found)[:4] == facts(graph)[:4]


FIXTURES = Path(__file__).parent.parent / "fixtures" / "networks"
GIVEN = [
    part
    for name in sorted(path.name for path in FIXTURES.glob("*.md"))
    for part in (FIXTURES / name).read_text(encoding="utf-8").split("\n.\n")[1::3]
]


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.tuples(st.sampled_from(GIVEN), st.integers(0, 400)).map(
        lambda cut: cut[0][: cut[1]].encode()
    ),
    st.sampled_from(sorted({*READERS, *XML_READERS})),
)
@example(b'"', ".csv")
@example(b'{"nodes": [{"id": {"id": 1}}], "links": [{"source": {"id": {}}}]}', ".json")
@example(b"dl n=2 format=nodelist1\ndata:\n1\n", ".dl")
@example(b"*vertices 1 5\n*matrix\n1", ".net")
@example(b"%%MatrixMarket matrix coordinate pattern general\n0 0 0", ".mtx")
@example("*vertices ²".encode(), ".net")
@example("1 ²".encode(), ".mtx")
def test_no_bytes_make_a_reader_fail(content: bytes, ending: str) -> None:
    """They are networks or problems, of the file that was named; networks can be built."""
    networks, problems = parse_networks(content, "x", ending=ending)
    assert bool(networks) != bool(problems)
    assert all(problem.path == "x" and problem.line >= 0 for problem in problems)
    for network in networks:
        graph = build_network(network, directed=None, weights=True)
        assert graph.weights is None or (graph.weights > 0).all()
        assert all(name == clean(name) and name for name in graph.ids)


@given(st.binary(max_size=200))
def test_no_bytes_make_unpacking_fail(content: bytes) -> None:
    """They are what was packed, or a problem."""
    assert unpack(gzip.compress(content), "x") == (content, ())
    found, problems = unpack(content, "x")
    assert found == b"" or not problems


@given(st.text(max_size=12) | st.floats().map(str))
def test_a_weight_is_above_zero_or_refused(text: str) -> None:
    """And what is refused comes with words."""
    value, message, hint = parse_weight(text)
    if message:
        assert value != value  # noqa: PLR0124 - NaN alone is not itself
        assert hint
    else:
        assert 0 < value < float("inf")


@given(st.lists(st.sampled_from(["", "a", "A", "b", "c", "dd"])) | st.lists(st.text(max_size=2)))
def test_nobody_is_told_in_a_group_under_five(values: list[str]) -> None:
    """Nor in what is left beside the groups; and everybody is counted once."""
    parts = parts_of(values)
    assert all(group.count >= K for group in parts.groups)
    assert parts.rest == 0 or parts.rest >= K
    assert sum(group.count for group in parts.groups) + parts.rest + parts.unknown == len(values)


@given(st.lists(st.integers(2003, 2012).map(str) | st.just("")))
def test_no_year_is_told_of_fewer_than_five(values: list[str]) -> None:
    """Years are put together until they have so many; they follow one another."""
    parts = ordered_parts(values)
    assert all(group.count >= K for group in parts.groups)
    assert sum(group.count for group in parts.groups) + parts.unknown == len(values)
    starts = [group.label[:4] for group in parts.groups]
    assert starts == sorted(starts)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@example(b'window.YTD.following.part0 = [1, {}, {"following": []}]')
@example(b'{"friends_v2": [1, {}, {"name": 3, "timestamp": 1e400}]}')
@example(b'{"friends": 7}')
@example(b"From a\nFrom: \nTo: \xff@\xfe\nDate: Mon, 99 Foo\n\n")
@example(b'First Name,Last Name,URL\n"')
def test_no_bytes_make_an_export_fail(content: bytes) -> None:
    """They are contacts or problems."""
    contacts, problems = parse_contacts(content, "x")
    assert (contacts is None) == bool(problems)


SECRET = st.text("qxzj", min_size=6, max_size=9)


@given(st.lists(SECRET, min_size=6, max_size=12, unique=True), st.sampled_from(["li", "mb", "x"]))
def test_no_name_is_in_what_is_told(names: list[str], platform: str) -> None:
    """Nor an address, nor a server or an employer of fewer than five."""
    if platform == "li":
        rows = [f"{name},{name},https://x/{name},{name}@x.y,{name},,1 Mar 2020" for name in names]
        text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        content = (text + "\n".join(rows)).encode()
    elif platform == "x":
        items = [{"following": {"accountId": name, "userLink": name}} for name in names]
        content = b"window.YTD.following.part0 = " + json.dumps(items).encode()
    else:
        letters = [f"From x\nFrom: me@me.me\nTo: {name} <{name}@{name}.fr>\n\n" for name in names]
        content = "\n".join(letters).encode()
    contacts, problems = parse_contacts(content, "x")
    assert contacts is not None
    assert problems == ()
    personal, problems = build_personal(contacts, "x")
    assert personal is not None
    for told in (dump_personal(personal), repr(personal), repr(contacts), str(personal.keys)):
        assert not any(name in told for name in names)


@pytest.mark.parametrize("ending", sorted(READERS))
def test_an_empty_file_is_a_problem(ending: str) -> None:
    """In every format."""
    networks, problems = parse_networks(b"", "x", ending=ending)
    assert networks == ()
    assert problems
