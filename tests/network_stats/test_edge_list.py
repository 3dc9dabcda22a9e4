"""Reading networks from files of edges."""

from collections.abc import Callable

import pytest
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.inputs.edge_list import dump_edge_list, parse_edge_list
from pelican.plugins.network_stats.inputs.text import parse_lines
from pelican.plugins.network_stats.models import Cleaning, Graph


def load(data: bytes) -> Graph:
    lines, problems = parse_lines(data, "x.csv")
    assert problems == ()
    edges, problems = parse_edge_list(lines, "x.csv")
    assert problems == ()
    assert edges is not None
    return build_graph(edges.edges, cleaning=Cleaning(weights=edges.weights))


def refuse(data: bytes) -> str:
    lines, problems = parse_lines(data, "x.csv")
    if not problems:
        edges, problems = parse_edge_list(lines, "x.csv")
        assert edges is None
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
    ],
)
def test_the_same_network_is_read_from_every_way_to_write_it(data: bytes) -> None:
    """Separators, headers, comments, quotes and line ends do not change the network."""
    graph = load(data)
    assert graph.ids == ("a", "b", "c")
    assert graph.starts.tolist() == [0, 1, 3, 4]
    assert graph.neighbours.tolist() == [1, 0, 2, 1]
    assert graph.cleaning == Cleaning()


def test_names_are_strings_in_one_form() -> None:
    """01 is not 1, NA is a name, é is one letter however it is written, commas can be quoted."""
    graph = load(
        '01,1\nNA,null\n"Dupont, E\u0301ric","Dupont, \u00c9ric "\n1,9007199254740993\n'.encode()
    )
    assert graph.ids == ("01", "1", "9007199254740993", "Dupont, \u00c9ric", "NA", "null")
    assert graph.cleaning == Cleaning(loops=1)


def test_controls_are_left_out_of_names() -> None:
    """A NUL reaches no page."""
    assert load(b"a\x00,b\x1b\n").ids == ("a", "b")


def test_loops_and_repeats_are_dropped_and_counted() -> None:
    """An edge listed in both directions is one edge; a node with only a loop stays."""
    graph = load(b"a,b\nb,a\na,b\nc,c\n")
    assert graph.cleaning == Cleaning(loops=1, duplicates=2)
    assert (graph.node_count, graph.edge_count) == (3, 1)


def test_weights_are_noticed() -> None:
    """A column of weights is not read, and that is known."""
    assert load(b"Source,Target,Weight\na,b,2\n").cleaning == Cleaning(weights=True)


def test_a_network_is_dumped_as_csv() -> None:
    """Each edge stands once, names that need them in quotes."""
    graph = load(b'b;a\nb;"x;y"\nb;"say ""no"""\n')
    assert dump_edge_list(graph) == 'source,target\na,b\nb,"say ""no"""\nb,"x;y"\n'


def test_a_row_without_two_names_is_a_problem() -> None:
    """The row is quoted at its line, and the hint says how to write one."""
    assert refuse(b"source,target\na,b\n\nonly\n,c\n") == (
        "x.csv:4: the row 'only' has not two names\n"
        "    Write one a side of a comma, a semicolon or a tab: `Ada,Grace`.\n"
        "x.csv:5: the row ',c' has not two names\n"
        "    Write one a side of a comma, a semicolon or a tab: `Ada,Grace`."
    )


def test_a_quote_that_is_not_closed_is_a_problem() -> None:
    """Quotes must match on their own line."""
    assert refuse(b'a,b\n"a,b\n') == (
        "x.csv:2: the row '\"a,b' has not two names\n"
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
def test_another_encoding_is_a_problem(data: bytes, expected: str) -> None:
    """The line of the first byte that is not UTF-8 is said."""
    assert refuse(data) == expected


def test_other_files_are_not_read_as_networks(problems: Callable[..., str]) -> None:
    """The endings that can be read are listed."""
    assert problems("summary\ndata: data/a.gml", {"a.gml": "graph []"}) == (
        "content/essays/one/data/a.gml: networks are not read from files that end in '.gml'\n"
        "    Known: .csv, .tsv, .txt."
    )
