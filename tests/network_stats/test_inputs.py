"""Reading networks, whatever their format, and telling what is wrong with their files."""

import gzip
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import pytest
from pelican.plugins.network_stats.inputs import READERS, XML_READERS, load_graph
from pelican.plugins.network_stats.models import Cleaning, DataFile, Graph

FOLDER = Path(__file__).parent.parent / "fixtures" / "networks"
ENDINGS = {
    "dl.md": ".dl",
    "edge_list.md": ".csv",
    "gexf.md": ".gexf",
    "gml.md": ".gml",
    "graphml.md": ".graphml",
    "matrix_market.md": ".mtx",
    "node_link.md": ".json",
    "pajek.md": ".net",
}


class Golden(NamedTuple):
    title: str
    given: str
    expected: str


def read(name: str) -> list[Golden]:
    """Return the cases of a file: title, given, expected, a line with a dot after each."""
    parts: list[list[str]] = [[]]
    for line in (FOLDER / name).read_text(encoding="utf-8").split("\n"):
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    texts = ["\n".join(part).strip("\n") for part in parts]
    return [Golden(*texts[index : index + 3]) for index in range(0, len(texts) - 1, 3)]


def write(name: str, goldens: list[Golden]) -> None:
    cases = ("".join(f"{part}\n.\n" for part in golden) for golden in goldens)
    (FOLDER / name).write_text("\n".join(cases), encoding="utf-8")


def dump(graph: Graph) -> str:
    """Return a network in words: its edges, its nodes without one, and what was mended."""
    ids, starts = graph.ids, graph.starts.tolist()
    mark = "→" if graph.directed else "–"
    lines = [f"{'directed' if graph.directed else 'undirected'}, {graph.node_count} nodes"]
    joined = set()
    for node, name in enumerate(ids):
        for place in range(starts[node], starts[node + 1]):
            other = int(graph.neighbours[place])
            joined |= {node, other}
            weight = "" if graph.weights is None else f" {graph.weights[place]:g}"
            if graph.directed or node < other:
                lines.append(f"{name} {mark} {ids[other]}{weight}")
    lines += [name for node, name in enumerate(ids) if node not in joined]
    lines += [
        f"{key} of {name}: {value}"
        for key, values in graph.attributes.items()
        for name, value in zip(ids, values, strict=True)
        if value
    ]
    mended = {key: value for key, value in asdict(graph.cleaning).items() if value}
    return "\n".join(lines + [f"({key}: {value})" for key, value in mended.items()])


def load(path: Path, **asked: object) -> str:
    """Return the network of a file in words, or its problems."""
    graph, problems = load_graph(DataFile(path=path, name=path.name), **asked)  # type: ignore[arg-type]
    assert (graph is None) == bool(problems)
    return "\n".join(map(str, problems)) if graph is None else dump(graph)


def loaded(folder: Path, name: str, content: bytes, **asked: object) -> str:
    (folder / name).write_bytes(content)
    return load(folder / name, **asked)


@pytest.mark.parametrize("name", ENDINGS)
def test_every_case_gives_what_its_file_says(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A network in words, or every problem with its line and its hint."""
    goldens = read(name)
    found = [
        golden._replace(expected=loaded(tmp_path, f"x{ENDINGS[name]}", golden.given.encode()))
        for golden in goldens
    ]
    if request.config.getoption("--write-goldens"):
        write(name, found)
    assert found == read(name)
    assert len(found) >= 7


def test_every_format_has_its_cases() -> None:
    """A reader that is added brings a file of cases."""
    others = {".edges", ".paj", ".tsv", ".txt"}
    assert {*READERS, *XML_READERS} == {*ENDINGS.values()} | others


ONE = "source;target\nZoé;Ada\nAda;Grace\n"
READ = "undirected, 3 nodes\nAda – Grace\nAda – Zoé"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (ONE.encode(), ""),
        (ONE.encode("utf-8-sig"), ""),
        (ONE.replace("\n", "\r\n").encode(), ""),
        (ONE.replace("\n", "\r").encode(), ""),
        (ONE.encode("utf-16"), "\n(encoding: UTF-16)"),
        ((ONE * 9).encode("utf-16-be"), None),
        (ONE.encode("cp1252"), "\n(encoding: Windows-1252)\n(encoding_line: 2)"),
    ],
    ids=["UTF-8", "its mark", "CRLF", "CR", "UTF-16", "UTF-16 without a mark", "Windows-1252"],
)
def test_every_encoding_gives_the_same_names(
    tmp_path: Path, content: bytes, note: str | None
) -> None:
    """What is not UTF-8 is noted, with the first line that showed it."""
    found = loaded(tmp_path, "x.csv", content)
    if note is None:
        assert "\n(encoding: UTF-16)\n(encoding_line: 1)" in found
        assert "Ada – Zoé" in found
    else:
        assert found == READ + note


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"a;b\n\xe9\x81;c\n",
            (
                "x.csv:2: the byte 0x81 is neither UTF-8 nor Windows-1252\n"
                "    Save the file as UTF-8."
            ),
        ),
        (
            b"\xff\xfea\x00,",
            ("x.csv:1: the byte 0x2c is neither UTF-8 nor UTF-16\n    Save the file as UTF-8."),
        ),
        (
            b"PK\x03\x04\x14\x00",
            (
                "x.csv: the file is a ZIP archive, as spreadsheets are, not a text\n"
                "    Export its rows as CSV, in UTF-8."
            ),
        ),
        (
            "a,b".encode("utf-32"),
            ("x.csv: the file is in UTF-32, not a text\n    Export its rows as CSV, in UTF-8."),
        ),
    ],
    ids=["no encoding", "UTF-16 cut short", "a spreadsheet", "UTF-32"],
)
def test_what_is_no_text_is_a_problem(tmp_path: Path, content: bytes, expected: str) -> None:
    """The byte and its line, or what the file is."""
    assert loaded(tmp_path, "x.csv", content) == expected


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ("", "utf-8"),
        ("", "utf-16"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
    ],
)
def test_xml_says_its_encoding(tmp_path: Path, declaration: str, codec: str) -> None:
    """Or has a mark, or is in UTF-8."""
    text = f'{declaration}<graphml><graph><node id="Zoé"/></graph></graphml>'
    assert loaded(tmp_path, "x.graphml", text.encode(codec)) == "undirected, 1 nodes\nZoé"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '<graphml>\n<graph><node id="Zoé"/></graph></graphml>'.encode("latin-1"),
            "x.graphml:2: the byte 0xe9 is not UTF-8\n    Save the file as UTF-8.",
        ),
        (
            b'<?xml version="1.0" encoding="gb2312"?><graphml/>',
            (
                "x.graphml:1: the encoding 'gb2312' is not read\n"
                "    Save the file as UTF-8, and declare it."
            ),
        ),
    ],
    ids=["another than it says", "one that is not read"],
)
def test_xml_in_an_encoding_that_it_does_not_say_is_a_problem(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    """It is not guessed."""
    assert loaded(tmp_path, "x.graphml", content) == expected


def test_a_packed_list_is_unpacked(tmp_path: Path) -> None:
    """As SNAP gives them: comments, tabs, ids with gaps, gzip."""
    content = gzip.compress(b"# Directed graph: x\n# FromNodeId\tToNodeId\n0\t7\n7\t31\n")
    assert loaded(tmp_path, "x.txt.gz", content) == "undirected, 3 nodes\n0 – 7\n31 – 7"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            gzip.compress(b"a,b\n" * 1000)[:-20],
            (
                "x.csv.gz: the file cannot be unpacked: it is cut short\n"
                "    Fetch or pack it again."
            ),
        ),
        (
            b"a,b\n",
            (
                "x.csv.gz: the file cannot be unpacked: it is damaged, or was not packed by gzip\n"
                "    Fetch or pack it again."
            ),
        ),
        (
            gzip.compress(b"a,b\n" * 12_500_001, compresslevel=1),
            (
                "x.csv.gz: the file unpacks to more than 50 MB\n"
                "    Give a part of it, and say which."
            ),
        ),
    ],
    ids=["cut short", "not packed", "a bomb"],
)
def test_what_cannot_be_unpacked_is_a_problem(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    """No more than the cap is ever held."""
    assert loaded(tmp_path, "x.csv.gz", content) == expected


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is looked at before its content."""
    with (tmp_path / "x.csv").open("wb") as file:
        file.truncate(50_000_001)
    assert load(tmp_path / "x.csv") == (
        "x.csv: the file has more than 50 MB\n    Give a part of it, and say which."
    )


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """In the system's words."""
    assert load(tmp_path / "x.csv") == (
        "x.csv: the file cannot be read: no such file or directory"
    )


def test_the_block_decides_on_directions(tmp_path: Path) -> None:
    """Over a file that says none, or says otherwise; each edge is then as it is written."""
    assert loaded(tmp_path, "x.csv", b"b,a\n", directed=True) == "directed, 2 nodes\nb → a"
    assert loaded(tmp_path, "x.csv", b"b,a\n") == "undirected, 2 nodes\na – b"
    gml = b"graph [ directed 1 node [ id 1 ] edge [ source 2 target 1 ] ]"
    assert loaded(tmp_path, "x.gml", gml, directed=False).startswith("undirected, 2 nodes\n1 – 2")
    gml = gml.replace(b"directed 1", b"directed 0")
    assert loaded(tmp_path, "x.gml", gml, directed=True).startswith("directed, 2 nodes\n2 → 1")


def test_half_a_matrix_gives_arcs_both_ways(tmp_path: Path) -> None:
    """Each of its cells stands for two."""
    matrix = b"%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n"
    assert loaded(tmp_path, "x.mtx", matrix, directed=True) == "directed, 2 nodes\n1 → 2\n2 → 1"


def test_a_figure_that_needs_directions_takes_those_of_a_file_that_says_none(
    tmp_path: Path,
) -> None:
    """And not those of a file that says it has none."""
    assert loaded(tmp_path, "x.csv", b"b,a\n", otherwise=True) == "directed, 2 nodes\nb → a"
    pajek = b"*Vertices 2\n*Edges\n2 1\n"
    assert loaded(tmp_path, "x.net", pajek, otherwise=True) == "undirected, 2 nodes\n1 – 2"


def test_weights_may_be_left_out_or_needed(tmp_path: Path) -> None:
    """What was not read is noted; what is needed and is not there is a problem."""
    content = b"source,target,weight\na,b,2\n"
    assert loaded(tmp_path, "x.csv", content, weights=False) == (
        "undirected, 2 nodes\na – b\n(weights: True)"
    )
    assert loaded(tmp_path, "x.csv", content, weights=True) == "undirected, 2 nodes\na – b 2"
    assert loaded(tmp_path, "x.csv", b"a,b\n", weights=True) == (
        "x.csv: the file has no weights\n    Name a column `weight`, or do not ask for weights."
    )


def test_one_of_several_networks_is_asked_for(tmp_path: Path) -> None:
    """By its name, or by its rank."""
    pajek = b'*Vertices 2\n*Arcs :1 "likes"\n1 2\n*Arcs :2 "knows"\n2 1\n'
    assert loaded(tmp_path, "x.net", pajek, relation="knows") == "directed, 2 nodes\n2 → 1"
    assert loaded(tmp_path, "x.net", pajek, relation="1") == "directed, 2 nodes\n1 → 2"
    assert loaded(tmp_path, "x.net", pajek, relation="know") == (
        "x.net: the file holds no network 'know'\n    Did you mean 'knows'?"
    )
    gml = b"graph [ node [ id 1 ] ] graph [ node [ id 2 ] ]"
    assert loaded(tmp_path, "x.gml", gml, relation="2") == "undirected, 1 nodes\n2"
    twins = b'<graphml><graph id="a"><node id="x"/></graph><graph id="a"><node id="y"/></graph>'
    twins += b"</graphml>"
    assert loaded(tmp_path, "x.graphml", twins, relation="2") == "undirected, 1 nodes\ny"
    assert loaded(tmp_path, "x.graphml", twins, relation="a") == (
        "x.graphml: the file holds 2 networks\n"
        "    Say which, by its name or rank: `relation: 1`. They are a, a."
    )


def test_a_file_over_the_budget_of_its_block_is_refused(tmp_path: Path) -> None:
    """With both numbers."""
    assert loaded(tmp_path, "x.csv", b"a,b\nb,c\n", rows=1) == (
        "x.csv: the file has 2 edges, and a figure may read 1\n"
        "    Give a part of it, and say which."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"dl n=2\ndata:\n0 1\n1 0\n",
        b"\n*Vertices 2\n*Edges\n1 2\n",
        b"%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n",
        b"1 2\n",
    ],
    ids=["DL", "Pajek", "Matrix Market", "a list"],
)
def test_a_text_may_say_by_its_first_words_what_it_is(tmp_path: Path, content: bytes) -> None:
    """Whatever its name."""
    assert loaded(tmp_path, "x.txt", content) == "undirected, 2 nodes\n1 – 2"


def test_other_files_are_not_read_as_networks(tmp_path: Path) -> None:
    """The endings that can be read are listed."""
    assert loaded(tmp_path, "x.xls", b"a,b") == (
        "x.xls: networks are not read from files that end in '.xls'\n"
        "    Known: .csv, .dl, .edges, .gexf, .gml, .graphml, .json, .mtx, .net, .paj, .tsv, .txt."
    )


def test_a_lie_about_lists_in_lists_is_survived(tmp_path: Path) -> None:
    """Ten thousand brackets are a problem, not a crash."""
    deep = b'{"nodes": ' + b"[" * 100_000
    assert loaded(tmp_path, "x.json", deep) == (
        "x.json: the file is not read: lists are within lists too deep\n"
        "    A network needs two lists, nodes and links."
    )
    assert loaded(tmp_path, "x.gml", b"graph " + b"[ a " * 100_000) == (
        "x.gml:1: lists are within lists too deep\n    Keep under fifty."
    )
    deep = b"<graphml>" + b"<graph>" * 100_000
    assert loaded(tmp_path, "x.graphml", deep).startswith(
        "x.graphml:1: the file is not XML: excessive depth"
    )


def test_the_cleaning_of_a_file_that_needs_none_is_empty(tmp_path: Path) -> None:
    """So that figures say nothing of it."""
    (tmp_path / "x.csv").write_bytes(b"source,target\na,b\n")
    graph, _ = load_graph(DataFile(path=tmp_path / "x.csv", name="x.csv"))
    assert graph is not None
    assert graph.cleaning == Cleaning()
