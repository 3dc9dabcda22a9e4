"""Reciprocity: of a directed network, or of published counts."""

import re
from collections.abc import Callable

import pytest

ARCS = "edges: a->b, b->a, b->c, c->a, a->d, d->a, d->e, e->f, f->e, f->a, e->a, c->f"


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_half_of_the_links_are_returned(render: Callable[..., tuple]) -> None:
    """Six of twelve; 12 of 30 links exist, so that chance would return 40%."""
    figure, problems = render(f"reciprocity\n{ARCS}\ndirected: yes")
    assert problems == ()
    assert "50% of 12 links are returned" in figure.html
    assert "50% of links are returned, that is 33% of linked pairs. By chance: 40%." in figure.html
    assert cells(figure.html)[6:] == ["This network", "50.0%", "33.3%", "40%", "0.167", "12"]
    arrows = re.findall(r'<path[^>]* d="([^"]*)"', figure.html)
    assert [path.count("M") for path in arrows] == [50, 50]


COUNTS = (
    "label.fr,label.en,returned,pairs,links,members,source.fr,source.en\n"
    "Un forum,A forum,30,,100,20,nous,us\n"
    "Un réseau,A network,,22.1 %,,,eux,them\n"
    "Un autre,Another,68 %,,,,eux,them\n"
)


def test_published_counts_are_brought_to_one_unit(render: Callable[..., tuple]) -> None:
    """22.1% of pairs make 36.2% of links: 2p/(1 + p)."""
    figure, problems = render("reciprocity\ndata: data/r.csv\nvalues: counts", {"r.csv": COUNTS})
    assert problems == ()
    assert cells(figure.html)[7:] == [
        *("A forum", "30.0%", "17.6%", "26%", "0.050", "100", "us"),
        *("A network", "36.2%", "22.1%", "–", "–", "–", "them"),
        *("Another", "68.0%", "51.5%", "–", "–", "–", "them"),
    ]
    assert "What chance would give is not known." in figure.html


CHECKS = {
    "no direction": (
        "edges: a–b, b–c",
        "",
        (
            "content/essays/one/index.md:10: the links of the network have no direction, so none"
            " can be returned\n"
            "    Write `directed: yes` if its first column points to the second."
        ),
    ),
    "too few": (
        "edges: a->b, b->a",
        "",
        (
            "content/essays/one/index.md:10: the network has 2 links, too few for a share\n"
            "    From 10 on, it is drawn."
        ),
    ),
    "kind of values": (
        "data: data/r.csv\nvalues: count",
        "label,returned\na,3 %\n",
        (
            "content/essays/one/index.md:12: the values 'count' are not of a known kind\n"
            "    Did you mean 'counts'?"
        ),
    ),
    "no table": (
        "values: counts",
        "",
        (
            "content/essays/one/index.md:11: published counts need the key 'data'\n"
            "    Add a line such as `data: data/reciprocity.csv`."
        ),
    ),
    "rows": (
        "data: data/r.csv\nvalues: counts",
        "label,returned,pairs,links\na,30,,\nb,30 %,22 %,\nc,,,\nd,200,,100\ne,some,,\n",
        (
            "content/essays/one/data/r.csv:2: the returned 30 is a share of nothing that is"
            " said\n    Fill `returned` (links returned, a number or a share) or `pairs` (a"
            " share), not both.\n"
            "content/essays/one/data/r.csv:3: the row gives both of returned and pairs\n"
            "    Fill `returned` (links returned, a number or a share) or `pairs` (a share), not"
            " both.\n"
            "content/essays/one/data/r.csv:4: the row gives none of returned and pairs\n"
            "    Fill `returned` (links returned, a number or a share) or `pairs` (a share), not"
            " both.\n"
            "content/essays/one/data/r.csv:5: the returned is more than the whole\n"
            "    Check both numbers.\n"
            "content/essays/one/data/r.csv:6: the returned 'some' is not a number\n"
            "    Write 1000, 4.5 or 22.1 %."
        ),
    ),
    "columns": (
        "data: data/r.csv\nvalues: counts",
        "label,return\na,3 %\n",
        (
            "content/essays/one/data/r.csv:1: the column 'return' is not known here\n"
            "    Did you mean 'returned'?"
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """All the rows of a table at once."""
    lines, table, expected = CHECKS[name]
    assert problems(f"reciprocity\n{lines}", {"r.csv": table} if table else None) == expected
