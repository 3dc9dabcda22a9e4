"""Where a figure's network comes from: a file, a list in the block, a random model."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.models import (
    Block,
    Budget,
    Cleaning,
    DataFile,
    Graph,
    Value,
    WidgetSpec,
)
from pelican.plugins.network_stats.widgets.source import (
    NETWORK_KEYS,
    load_network,
    model_sentences,
)

Make = Callable[..., Block]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that makes a block of these lines, the first of them on line 11."""

    def make(content: bytes = b"b,a\nb,c\n", rows: int = 100, **lines: str) -> Block:
        data = None
        if "data" in lines:
            path = tmp_path / lines["data"]
            path.write_bytes(content)
            data = DataFile(path=path, name=f"data/{lines['data']}")
        values = {
            key: Value(text=text, line=line) for line, (key, text) in enumerate(lines.items(), 11)
        }
        spec = WidgetSpec(widget="degrees", path="essay.md", line=10, values=values)
        return Block(spec=spec, data=data, words=words("en"), budget=Budget(rows=rows))

    return make


def found(block: Block, **needs: bool) -> Graph:
    graph, problems = load_network(block, **needs)
    assert problems == ()
    assert graph is not None
    return graph


def refused(block: Block, **needs: bool) -> str:
    graph, problems = load_network(block, **needs)
    assert graph is None
    return "\n".join(map(str, problems))


def edges(graph: Graph) -> list[str]:
    """Return the edges in words."""
    return [
        f"{name}{'→' if graph.directed else '–'}{graph.ids[other]}"
        + ("" if graph.weights is None else f" {graph.weights[place]:g}")
        for node, name in enumerate(graph.ids)
        for place, other in enumerate(graph.neighbours.tolist())
        if graph.starts[node] <= place < graph.starts[node + 1]
        and (graph.directed or node < other)
    ]


def test_a_file_is_read(make: Make) -> None:
    """As it says, or as the block does."""
    assert edges(found(make(data="x.csv"))) == ["a–b", "b–c"]
    assert edges(found(make(data="x.csv", directed="yes"))) == ["b→a", "b→c"]
    assert edges(found(make(b"a,b,2\n", data="x.csv"))) == ["a–b 2"]
    graph = found(make(b"a,b,2\n", data="x.csv", weights="no"))
    assert edges(graph) == ["a–b"]
    assert graph.cleaning == Cleaning(weights=True)


def test_one_of_several_networks_is_named(make: Make) -> None:
    """By the key `relation`."""
    content = b'*Vertices 2\n*Arcs :1 "likes"\n1 2\n*Arcs :2 "knows"\n2 1\n'
    assert edges(found(make(content, data="x.net", relation="knows"))) == ["2→1"]


def test_a_widget_may_need_directions_or_have_no_use_for_them(make: Make) -> None:
    """It gets those of a file that says none, and never those of one that says it has none."""
    assert edges(found(make(data="x.csv"), directed=True)) == ["b→a", "b→c"]
    assert edges(found(make(data="x.csv", directed="no"), directed=True)) == ["a–b", "b–c"]
    assert edges(found(make(b"*Vertices 2\n*Edges\n1 2", data="x.net"), directed=True)) == ["1–2"]
    both = make(b"a,b\nb,a\n", data="x.csv", directed="yes")
    assert edges(found(both)) == ["a→b", "b→a"]
    assert edges(found(both, directed=False)) == ["a–b"]
    assert found(both, directed=False).cleaning == Cleaning()


def test_a_widget_may_need_weights_or_have_no_use_for_them(make: Make) -> None:
    """What is needed and is not there is a problem, with the place that names the file."""
    assert edges(found(make(b"a,b,2\n", data="x.csv"), weights=False)) == ["a–b"]
    assert edges(found(make(b"a,b,2\n", data="x.csv"), weights=True)) == ["a–b 2"]
    assert refused(make(data="x.csv"), weights=True) == (
        "data/x.csv: the file has no weights\n"
        "    Name a column `weight`, or do not ask for weights. "
        "The file is named in essay.md:11."
    )


def test_the_problems_of_a_file_say_where_it_is_named(make: Make) -> None:
    """When they are of the whole of it; a row has its own line."""
    assert refused(make(b"# nothing\n", data="x.csv")) == (
        "data/x.csv: the file has no edge\n"
        "    Write two names a line: `Ada,Grace`. The file is named in essay.md:11."
    )
    assert refused(make(b"a,b\nc\n", data="x.csv")) == (
        "data/x.csv:2: the row 'c' has not two names\n"
        "    Write one a side of a comma, a semicolon or a tab: `Ada,Grace`."
    )


def test_a_file_over_the_budget_is_refused(make: Make) -> None:
    """With both numbers."""
    assert refused(make(data="x.csv", rows=1)) == (
        "data/x.csv: the file has 2 edges, and a figure may read 1\n"
        "    Give a part of it, and say which. The file is named in essay.md:11."
    )


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Ada–Grace, Grace–Linus", ["Ada–Grace", "Grace–Linus"]),
        ("Ada — Grace, Grace -- Linus", ["Ada–Grace", "Grace–Linus"]),
        ("Jean-Luc - Ada,", ["Ada–Jean-Luc"]),
        ("Ada→Grace, Grace -> Linus", ["Ada→Grace", "Grace→Linus"]),
        ("Ada→Grace, Grace–Linus", ["Ada→Grace", "Grace→Linus", "Linus→Grace"]),
        ("Ada–Grace = 3, Grace–Linus", ["Ada–Grace 3", "Grace–Linus 1"]),
        ("Lovelace, Ada–Grace = 2,5; Grace–Linus", ["Grace–Linus 1", "Grace–Lovelace, Ada 2.5"]),
    ],
)
def test_a_list_in_the_block_is_read(make: Make, listed: str, expected: list[str]) -> None:
    """Dashes join, arrows point, an equals sign weighs; semicolons leave commas to names."""
    assert edges(found(make(edges=listed))) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {"edges": "Ada-Grace"},
            (
                "essay.md:11: 'Ada-Grace' is not a link\n"
                "    Write two names a link: `Ada–Grace`, or `Ada→Grace`, or `Ada–Grace = 3`."
            ),
        ),
        (
            {"edges": "a–b–c"},
            (
                "essay.md:11: 'a–b–c' is not a link\n"
                "    Write two names a link: `Ada–Grace`, or `Ada→Grace`, or `Ada–Grace = 3`."
            ),
        ),
        (
            {"edges": "Ada–Grace = -1"},
            (
                "essay.md:11: the weight '-1' is not a number above zero\n"
                "    Ties for and against are not measured together: keep one kind."
            ),
        ),
        (
            {"edges": ", ,"},
            (
                "essay.md:11: there is no link in the list\n"
                "    Write links between commas: `edges: Ada–Grace, Grace–Linus`."
            ),
        ),
        (
            {"edges": "a–b", "weights": "yes"},
            "essay.md:12: the list has no weights\n    Write `Ada–Grace = 3`.",
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_said(
    make: Make, lines: dict[str, str], expected: str
) -> None:
    """At the line of its key."""
    assert refused(make(**lines)) == expected


def test_a_list_is_directed_as_the_block_says(make: Make) -> None:
    """Over its dashes and arrows."""
    assert edges(found(make(edges="b–a", directed="yes"))) == ["b→a"]
    assert edges(found(make(edges="b→a", directed="no"))) == ["a–b"]
    assert edges(found(make(edges="b–a = 2", weights="no"))) == ["a–b"]


def test_a_model_is_drawn(make: Make) -> None:
    """Alone, or with the degrees of a file."""
    assert found(make(model="watts-strogatz n=20 k=4 p=0.1 seed=7")).edge_count == 40
    assert found(make(model="erdos-renyi n=20 p=0.5", directed="yes")).directed
    assert not found(make(model="erdos-renyi n=20 p=0.5"), directed=False).directed
    assert edges(found(make(data="x.csv", model="rewired seed=1"))) == ["a–b", "b–c"]
    assert found(make(data="x.csv", model="configuration")).ids == ("a", "b", "c")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {},
            (
                "essay.md:10: the widget 'degrees' needs a network\n"
                "    Add a line such as `data: data/karate.csv`, "
                "`edges: Ada–Grace, Grace–Linus`, or "
                "`model: watts-strogatz n=1000 k=10 p=0.1 seed=7`."
            ),
        ),
        (
            {"data": "x.csv", "edges": "a–b"},
            (
                "essay.md:12: this block has two sources of a network, 'data' and 'edges'\n"
                "    Keep one of them."
            ),
        ),
        (
            {"data": "x.csv", "model": "erdos-renyi n=9 p=0.5"},
            (
                "essay.md:12: this block has two sources of a network, 'data' and 'model'\n"
                "    Keep one of them."
            ),
        ),
        (
            {"model": "rewired"},
            (
                "essay.md:11: the model 'rewired' keeps the degrees of a network, "
                "and there is none\n"
                "    Add a line such as `data: data/karate.csv`."
            ),
        ),
        (
            {"data": "x.csv", "model": "rewirde"},
            "essay.md:12: there is no random model 'rewirde'\n    Did you mean 'rewired'?",
        ),
        (
            {"model": "barabasi-albert n=9 m=2", "directed": "yes"},
            ("essay.md:12: the model 'barabasi-albert' has no directions\n    Remove the line."),
        ),
        (
            {"model": "barabasi-albert n=9 m=2", "weights": "yes"},
            "essay.md:12: the model 'barabasi-albert' has no weights\n    Remove the line.",
        ),
        (
            {"data": "x.csv", "directed": "oui", "weights": "1"},
            (
                "essay.md:12: directed is 'oui'\n"
                "    Write `directed: yes` or `directed: no`.\n"
                "essay.md:13: weights is '1'\n"
                "    Write `weights: yes` or `weights: no`."
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_block_is_said(
    make: Make, lines: dict[str, str], expected: str
) -> None:
    """No source, two, or one that cannot be."""
    assert refused(make(**lines)) == expected


def test_the_export_of_a_persons_contacts_is_refused(make: Make) -> None:
    """With what it cannot give, and what it can."""
    content = b"Account address,Show boosts\nada@social.example,true\n"
    assert refused(make(content, data="x.csv")) == (
        "data/x.csv: Mastodon’s following_accounts.csv holds one person’s contacts, "
        "which are a star\n"
        "    Ties between contacts are not in it, so it has no distances, density or clustering. "
        "`invoke stats` tells how many there are, by year, by employer or server, "
        "by number of messages, and names nobody. "
        "The file is named in essay.md:11."
    )


def test_a_random_network_says_that_it_is_one(make: Make) -> None:
    """With its parameters and its seed, in the language of the page."""
    spec = make(model="watts-strogatz n=1000 k=10 p=0.1 seed=7").spec
    assert model_sentences(spec, words("en")) == (
        (
            "A network drawn at random, not observed: Watts–Strogatz model, "
            "n = 1,000, k = 10, p = 0.1, seed 7."
        ),
    )
    assert model_sentences(spec, words("fr")) == (
        (
            "Réseau tiré au hasard, non observé\u00a0: modèle de Watts et Strogatz, "
            "n = 1\u202f000, k = 10, p = 0,1, graine 7."
        ),
    )
    assert model_sentences(make(data="x.csv", model="rewired").spec, words("en")) == (
        (
            "A network drawn at random, not observed: "
            "links of x.csv exchanged at random, each degree kept, seed 0."
        ),
    )
    assert model_sentences(make(data="x.csv", model="configuration").spec, words("en")) == (
        (
            "A network drawn at random, not observed: "
            "configuration model, with the degrees of x.csv, seed 0."
        ),
    )
    assert model_sentences(make(data="x.csv").spec, words("en")) == ()


def test_the_keys_of_a_network_are_those_that_are_read() -> None:
    """A widget adds them to its own."""
    assert sorted(NETWORK_KEYS) == ["data", "directed", "edges", "model", "relation", "weights"]
