"""Mixing: who stays with whom."""

import re
from collections.abc import Callable

import pytest


def guests(attributes: str = 'came "{came}"') -> str:
    """Return a party as GML: six who came together, six alone, and who spoke to whom."""
    came = {n: "alone" if n > 6 else "together" for n in range(1, 13)}
    nodes = "".join(
        f'node [ id {n} label "g{n}" {attributes.format(came=said)} ]\n'
        for n, said in came.items()
    )
    inside = [(a, b) for a in range(1, 7) for b in range(a + 1, 7) if b - a < 4]
    pairs = [*inside, (1, 7), (2, 8), (7, 8), (9, 10)]
    edges = "".join(f"edge [ source {a} target {b} ]\n" for a, b in pairs)
    return f"graph [\n{nodes}{edges}]\n"


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_the_acquainted_stay_together(render: Callable[..., tuple]) -> None:
    """Fourteen links of sixteen stay inside; of those alone, two ends of three do."""
    figure, problems = render("mixing\ndata: data/party.gml", {"party.gml": guests()})
    assert problems == ()
    found = cells(figure.html)
    assert found[8:16] == [
        *("alone", "6", "66.7%", "18.8%"),
        *("together", "6", "92.3%", "81.2%"),
    ]
    assert found[4:7] == ["Whole network", "12", "87.5%"]
    assert found[16:] == ["Group", "alone", "together", "alone", "2", "2", "together", "2", "12"]
    assert "E–I\u00a0=\u00a0−0.75" in figure.html
    assert "r\u00a0=\u00a00.59" in figure.html


def test_chance_is_the_network_rewired(render: Callable[..., tuple]) -> None:
    """A hundred draws, the interval they give, and how many are as far as the network."""
    figure, _ = render("mixing\ndata: data/party.gml", {"party.gml": guests()})
    assert "100 draws where everybody keeps as many links" in figure.html
    assert "95% of 100 random draws" in figure.html
    assert re.search(r"(None|\d+) of these draws", figure.html)


def test_members_of_no_group_are_left_out_and_counted(render: Callable[..., tuple]) -> None:
    """A link with an end of which nothing is known counts for nobody."""
    party = guests().replace('label "g9" came "alone"', 'label "g9"')
    figure, _ = render("mixing\ndata: data/party.gml", {"party.gml": party}, lang="fr")
    assert "1\u00a0lien dont un bout n’est d’aucun groupe n’est pas compté." in figure.html


CHECKS = {
    "nothing known": (
        "",
        guests(""),
        (
            "content/essays/one/index.md:10: the network says nothing of its members that would"
            " make groups\n"
            "    Give a file that does, such as GraphML or GML with an attribute of nodes."
        ),
    ),
    "unknown attribute": (
        "by: cam",
        guests(),
        (
            "content/essays/one/index.md:12: the network says no 'cam' of its members\n"
            "    Did you mean 'came'?"
        ),
    ),
    "communities": (
        "by: communities",
        guests(),
        (
            "content/essays/one/index.md:12: communities are found from the links, and would stay"
            " inside by construction\n    Name an attribute: came."
        ),
    ),
    "a choice": (
        "",
        guests('came "{came}" drinks "{came}"'),
        (
            "content/essays/one/index.md:10: the network says several things of its members\n"
            "    Choose: `by: came` or `by: drinks`."
        ),
    ),
    "one group": (
        "by: came",
        guests('came "in"'),
        (
            "content/essays/one/index.md:12: by 'came' the members are in one group\n"
            "    It takes two to say who stays with whom."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """And with what can be."""
    lines, party, expected = CHECKS[name]
    assert problems(f"mixing\ndata: data/p.gml\n{lines}", {"p.gml": party}) == expected


def test_a_few_links_are_refused(problems: Callable[..., str]) -> None:
    """Nine links say no share."""
    party = re.sub(r"(edge .*\n){7}\]", "]", guests())
    assert problems("mixing\ndata: data/p.gml", {"p.gml": party}) == (
        "content/essays/one/index.md:11: the groups have 9 links, too few for a share\n"
        "    From 10 on, they are drawn."
    )
