"""Reading networks from lists of edges, and writing them."""

import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs.edge_list import dump_edge_list, parse_edge_list
from pelican.plugins.network_stats.inputs.network import build_network
from pelican.plugins.network_stats.inputs.text import parse_lines
from pelican.plugins.network_stats.models import Cleaning, Graph


def load(data: bytes, *, directed: bool | None = None) -> Graph:
    lines, problems = parse_lines(data, "x.csv")
    assert problems == ()
    network, problems = parse_edge_list(lines, "x.csv")
    assert problems == ()
    assert network is not None
    return build_network(network, directed=directed, weights=True)


def refuse(data: bytes) -> str:
    lines, problems = parse_lines(data, "x.csv")
    if not problems:
        network, problems = parse_edge_list(lines, "x.csv")
        assert network is None
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\nb,c\n",
        b"a;b\nb;c\n",
        b"a\tb\nb\tc\n",
        b"a b\nb   c\n",
        b"source,target\na,b\nb,c\n",
        b"Source;Target\na;b\nb;c\n",
        b"id,from,to\n1,a,b\n2,b,c\n",
        b"# FromNodeId\tToNodeId\n%\n a\tb\r\n\r\nb\tc",
        b"\xef\xbb\xbfsource,target\ra,b\rb,c\r",
        b'"a","b"\n"b",c\n',
        b"a,b,,\nb,c,,\n",
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "spaces",
        "header",
        "header of Gephi",
        "other columns",
        "comments, CRLF, no last newline",
        "byte order mark, CR",
        "quotes",
        "empty columns at the end",
    ],
)
def test_the_same_network_is_read_from_every_way_to_write_it(data: bytes) -> None:
    """Separators, headers, comments, quotes and line ends do not change the network."""
    graph = load(data)
    assert graph.ids == ("a", "b", "c")
    assert graph.starts.tolist() == [0, 1, 3, 4]
    assert graph.neighbours.tolist() == [1, 0, 2, 1]
    assert graph.weights is None
    assert graph.cleaning == Cleaning()


def test_names_are_strings_in_one_form() -> None:
    """01 is not 1, NA is a name, é is one letter however it is written, commas can be quoted."""
    graph = load(
        '01,1\nNA,null\n"Dupont, E\u0301ric","Dupont, \u00c9ric "\n1,9007199254740993\n'.encode()
    )
    assert graph.ids == ("01", "1", "9007199254740993", "Dupont, \u00c9ric", "NA", "null")
    assert graph.cleaning == Cleaning(loops=1, merged=1)


def test_controls_are_left_out_of_names() -> None:
    """A NUL reaches no page."""
    assert load(b"a\x00,b\x1b\n").ids == ("a", "b")


def test_loops_and_repeats_are_dropped_and_counted() -> None:
    """An edge listed in both directions is one edge; a node with only a loop stays."""
    graph = load(b"a,b\nb,a\na,b\nc,c\n")
    assert graph.cleaning == Cleaning(loops=1, duplicates=2)
    assert (graph.node_count, graph.edge_count) == (3, 1)


@pytest.mark.parametrize(
    ("text", "weight"),
    [("2", 2), ("2.5", 2.5), ("2,5", 2.5), ("1 000", 1000), ("1e-3", 0.001), ("+.5", 0.5)],
)
def test_weights_are_read_as_they_are_written_in_both_languages(text: str, weight: float) -> None:
    """With a point or a comma, in powers of ten, with spaces between thousands."""
    graph = load(f"source;target;weight\na;b;{text}\n".encode())
    assert graph.weights is not None
    assert graph.weights.tolist() == [weight, weight]


@pytest.mark.parametrize(
    "text", ["nan", "NaN", "-nan", "inf", "-Infinity", "1e999", "-1", "-1,5", "0", "44 %", "x", ""]
)
def test_what_is_not_a_weight_is_refused_at_its_line(text: str) -> None:
    """Not a number, infinite, negative, zero, or no number at all."""
    report = refuse(f"source;target;weight\na;b;1\nb;c;{text}\n".encode())
    assert report.startswith("x.csv:3: the weight ")


def test_a_network_is_dumped_as_csv() -> None:
    """Each edge stands once, names that need them in quotes."""
    graph = load(b'b;a\nb;"x;y"\nb;"say ""no"""\n')
    assert dump_edge_list(graph) == 'source,target\na,b\nb,"say ""no"""\nb,"x;y"\n'


def test_arcs_and_weights_are_dumped_too() -> None:
    """Each arc stands once, as it points; a weight has no more digits than it needs."""
    graph = build_graph([("b", "a"), ("a", "b")], directed=True, weights=[2.0, 0.1])
    assert dump_edge_list(graph) == "source,target,weight\na,b,0.1\nb,a,2\n"


def test_a_row_without_two_names_is_a_problem() -> None:
    """The row is quoted at its line, and the hint says how to write one."""
    assert refuse(b"source,target\na,b\n\nonly\n") == (
        "x.csv:4: the row 'only' has not two names\n"
        "    Write one a side of a comma, a semicolon or a tab: `Ada,Grace`."
    )


def test_many_problems_of_one_kind_are_counted() -> None:
    """After three rows, the others are one line."""
    report = refuse(b"a,b\n" + b"x\n" * 100)
    assert report.count("has not two names") == 3
    assert report.endswith("\nx.csv:5: 97 more rows from here are like it")


@pytest.mark.parametrize("data", [b"", b"source,target\n", b"# nothing\n\n"])
def test_a_file_without_edges_is_a_problem(data: bytes) -> None:
    """Nothing, a header alone, comments alone."""
    assert refuse(data) == "x.csv: the file has no edge\n    Write two names a line: `Ada,Grace`."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "a,b\né,c\n".encode("latin-1"),
            "x.csv:2: the byte 0xe9 is not UTF-8\n    Save the file as UTF-8.",
        ),
        ("a,b\n".encode("utf-16"), "x.csv: the file is in UTF-16\n    Save it as UTF-8."),
    ],
    ids=["Latin-1", "UTF-16"],
)
def test_what_is_typed_by_hand_is_in_utf_8(data: bytes, expected: str) -> None:
    """A table or a record in another encoding is a problem, at its first byte that is not."""
    assert refuse(data) == expected
