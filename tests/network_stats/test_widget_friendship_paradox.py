"""The friendship paradox: one's friends have more friends."""

import re
from collections.abc import Callable

STAR = "edges: " + ", ".join(f"hub–leaf {n}" for n in range(12)) + ", leaf 0–leaf 1"


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_all_but_the_hub_of_a_star_have_fewer_than_their_friends(
    render: Callable[..., tuple],
) -> None:
    """Twelve of thirteen; two leaves that know each other have fewer than the median too."""
    figure, problems = render(f"friendship-paradox\n{STAR}\nmarks: facebook-2011")
    assert problems == ()
    assert "92% of members have fewer links than their friends on average" in figure.html
    assert cells(figure.html)[3:] == [
        *("Fewer than the mean", "92.3%", "computed here"),
        *("Fewer than the median", "92.3%", "computed here"),
        *("Facebook, 2011 (median)", "84%", "J. Ugander et al., arXiv 1111.4503, 2011"),
        *("Links of a member, on average", "2.00", "computed here"),
        *("Links of a friend, at the end of a link drawn at random", "6.23", "computed here"),
        *("Mean of the means of each one’s friends", "10.40", "computed here"),
    ]


def test_equals_are_no_paradox(render: Callable[..., tuple]) -> None:
    """On a ring, everybody is on the diagonal."""
    figure, _ = render("friendship-paradox\nmodel: watts-strogatz n=30 k=4 p=0 seed=1", lang="fr")
    assert "0\u00a0% des membres ont moins de liens que leurs amis" in figure.html
    assert ">0 en ont moins<" in figure.html
    assert ">30 autant ou plus<" in figure.html


def test_members_without_a_link_are_left_out_and_counted(render: Callable[..., tuple]) -> None:
    """They have no friend to be compared with."""
    files = {"a.csv": "\n".join(f"hub,{n}" for n in range(12)) + "\nalone,alone\n"}
    figure, _ = render("friendship-paradox\ndata: data/a.csv", files)
    assert "1\u00a0member without a link is not counted." in figure.html
    assert "12 have fewer" in figure.html


def test_a_few_members_are_refused_with_a_reason(problems: Callable[..., str]) -> None:
    """And a mark that is not known."""
    assert problems("friendship-paradox\nedges: a–b, b–c\nmarks: facebook") == (
        "content/essays/one/index.md:12: the mark 'facebook' is not known\n"
        "    Did you mean 'facebook-2011'?\n"
        "content/essays/one/index.md:10: 3 members of the network have a link, too few for a"
        " share\n    From 10 on, they are drawn."
    )
