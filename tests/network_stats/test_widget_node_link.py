"""Node-link: a network itself, its groups, or its matrix."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.network_stats.figure import render_fence

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
HOUSE = "edges: a–b, b–c, c–d, d–a, d–e, e–a, e–f"


def figure_of(lines: str, lang: str = "en") -> str:
    figure, problems = render_fence(
        f"```network node-link\n{lines}\n```",
        path="essay.md",
        folder=CONTENT,
        content=CONTENT,
        lang=lang,
    )
    assert problems == ()
    assert figure is not None
    return figure.html


def names(html: str) -> list[str]:
    """Return the names that are written in a drawing."""
    drawing = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert drawing
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing[0])


def test_every_link_is_drawn_once() -> None:
    """In strokes as long as can be: four members have an odd number of links, so two strokes."""
    html = figure_of(HOUSE)
    path = re.search(r'class="figure-leader" d="([^"]*)"', html)
    assert path
    strokes = [stroke.split("L") for stroke in path[1].split("M")[1:]]
    assert sum(len(rest.split()) // 2 for _, rest in strokes) == 7
    assert len(strokes) == 2


def test_small_networks_have_all_their_names() -> None:
    """And the table says who is linked to whom, the most linked first."""
    html = figure_of(HOUSE)
    assert sorted(names(html)) == ["a", "b", "c", "d", "e", "f"]
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', html)
    assert re.sub(r"<[^>]*>", "|", rows[0]) == "a||3||b, d, e|"
    assert len(rows) == 6


def test_large_networks_have_the_names_of_the_most_linked() -> None:
    """At most twelve, never some of those that have as many links; some have no room."""
    html = figure_of("data: /networks/les-miserables/les-miserables.csv")
    written = names(html)
    assert 6 <= len(written) <= 12
    assert {"Valjean", "Gavroche", "Marius", "Javert"} <= set(written)
    assert f"{len(written)} names of 77 are written; all are in the table." in html
    assert len(html[html.index("<svg") : html.index("</svg>")]) < 15_000


def test_names_can_be_asked_for() -> None:
    """By name, or none at all; the members of a model have none worth reading."""
    miserables = "data: /networks/les-miserables/les-miserables.csv"
    assert names(figure_of(f"{miserables}\nlabels: Myriel, Fantine")) == ["Fantine", "Myriel"]
    assert names(figure_of(f"{miserables}\nlabels: none")) == []
    assert names(figure_of("model: watts-strogatz n=20 k=4 p=0 seed=1")) == []


def test_groups_have_signs_of_their_own() -> None:
    """A shape and a colour, said in a key, with how many there are."""
    html = figure_of("data: /networks/karate/karate.gml\nby: club", "fr")
    assert {"John A. (17)", "Mr. Hi (17)"} <= set(names(html))
    assert 'class="figure-mark-2"' in html
    assert "Groupes\u00a0: John A. (17)\u202f; Mr. Hi (17)." in html


def test_arrows_have_heads(render: Callable[..., tuple]) -> None:
    """One an arc, two where a link is returned."""
    figure, _ = render("node-link\nedges: a->b, b->a, b->c\ndirected: yes")
    heads = re.search(r'class="figure-outline" d="([^"]*)"', figure.html)
    assert heads
    assert heads[1].count("M") == 3
    assert "Points to" in figure.html


def test_above_150_members_the_communities_are_drawn() -> None:
    """Or a matrix, if it is asked for; either says how many links stay inside a group."""
    ring = "model: watts-strogatz n=300 k=8 p=0.02 seed=1"
    groups, matrix = figure_of(ring), figure_of(f"{ring}\nshow: matrix")
    inside = re.compile(r"\d+% of links stay inside a group\.")
    assert "<circle" in groups
    assert "every 4 neighbouring members" in matrix
    found, other = inside.search(groups), inside.search(matrix)
    assert found
    assert other
    assert found[0] == other[0]


def test_a_matrix_has_a_full_cell_for_each_link(render: Callable[..., tuple]) -> None:
    """Twice, once above and once below the diagonal: seven links, fourteen cells."""
    figure, _ = render(f"node-link\n{HOUSE}\nshow: matrix")
    cells = re.search(r'class="figure-mark" d="([^"]*)"', figure.html)
    assert cells
    assert sum(int(length) for length in re.findall(r"h(\d+)", cells[1])) == 14


CHECKS = {
    "too many": (
        "model: watts-strogatz n=200 k=4 p=0 seed=1\nshow: nodes",
        (
            "content/essays/one/index.md:12: the network has 200 members, and up to 150 are"
            " drawn one by one\n    Write `show: communities` or `show: matrix`."
        ),
    ),
    "too many links": (
        "model: erdos-renyi n=60 p=1 seed=1\nshow: nodes",
        (
            "content/essays/one/index.md:12: the network has 1770 links, and up to 1200 are drawn"
            " one by one\n    Write `show: communities` or `show: matrix`."
        ),
    ),
    "unknown words": (
        f"{HOUSE}\nshow: node\nlabels: a, z\nby: house",
        (
            "content/essays/one/index.md:12: 'node' is not a way to show a network\n"
            "    Did you mean 'nodes'?\n"
            "content/essays/one/index.md:13: no member is named 'z'\n"
            "    Known: a, b, c, d, e, f.\n"
            "content/essays/one/index.md:14: the network says no 'house' of its members\n"
            "    Known: communities."
        ),
    ),
    "no link": (
        "model: erdos-renyi n=5 p=0 seed=1",
        (
            "content/essays/one/index.md:10: the network has no link between two members\n"
            "    There is nothing to draw."
        ),
    ),
    "no network": (
        "labels: all",
        (
            "content/essays/one/index.md:10: the widget 'node-link' needs a network\n"
            "    Add a line such as `data: data/karate.csv`, `edges: Ada–Grace, Grace–Linus`, or"
            " `model: watts-strogatz n=1000 k=10 p=0.1 seed=7`."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """All at once, each at its line."""
    lines, expected = CHECKS[name]
    assert problems(f"node-link\n{lines}") == expected
