"""Robustness: what is left as members go."""

import re
from collections.abc import Callable

import pytest

STAR = "edges: " + ", ".join(f"hub–leaf {n}" for n in range(19))


def test_a_star_falls_apart_without_its_hub(render: Callable[..., tuple]) -> None:
    """One member of twenty is enough, aimed at; at random it takes many."""
    figure, problems = render(f"robustness\n{STAR}")
    assert problems == ()
    found = re.search(
        r"It takes 5\.0% of the members, most linked first, to halve the network, and (\d+)% at"
        r" random",
        figure.html,
    )
    assert found
    assert int(found[1]) > 25
    rows = re.findall(r"<tr><th scope=\"row\">([^<]*)</th><td[^>]*>([^<]*)</td>", figure.html)
    assert rows[:3] == [("0%", "100.0%"), ("5%", "5.0%"), ("10%", "5.0%")]
    assert rows[20:] == [("100%", "0.0%"), ("R, the mean after each departure", "0.048")]


def test_the_order_is_said(render: Callable[..., tuple]) -> None:
    """Counted once, counted again, or by betweenness."""
    said = {
        "degree": "which is not counted again",
        "degree-again": "links are counted again after each",
        "betweenness": "betweenness at the start, which is not computed again",
    }
    for order, words in said.items():
        figure, _ = render(f"robustness\n{STAR}\norder: {order}")
        assert words in figure.html
        assert "the mean of 100 runs" in figure.html


CHECKS = {
    "too few": (
        "edges: a–b",
        (
            "content/essays/one/index.md:10: the network has 2 members, too few to take them"
            " away\n    From 10 on, it is drawn."
        ),
    ),
    "unknown order": (
        f"{STAR}\norder: degrees",
        (
            "content/essays/one/index.md:12: the order 'degrees' is not one of robustness\n"
            "    Did you mean 'degree'?"
        ),
    ),
    "no link": (
        "model: erdos-renyi n=20 p=0 seed=1",
        (
            "content/essays/one/index.md:10: the network has no link between two members\n"
            "    There is nothing to take apart."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """At the line of the key, or of the block."""
    lines, expected = CHECKS[name]
    assert problems(f"robustness\n{lines}") == expected
