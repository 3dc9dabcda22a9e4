"""The funnel: through how few last links the shortest chains arrive."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.network_stats.figure import render_fence
from pelican.plugins.network_stats.models import Budget

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
# Five friends around T. A leads to four more, B to one: from ten members start ten chains.
FIVE = "edges: T–A, T–B, T–C, T–D, T–E, A–a, A–b, A–c, A–d, B–e"


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_the_last_links_to_one_member_are_counted(render: Callable[..., tuple]) -> None:
    """Five of ten chains come by A, two by B, one by each other: 80% by three, 60% evenly."""
    figure, problems = render(f"funnel\n{FIVE}\ntarget: T")
    assert problems == ()
    assert "80% of the shortest chains to T arrive through three of 5 links" in figure.html
    assert "The busiest: A (50.0%), B (20.0%), C (10.0%); evenly, 60%." in (
        figure.html.replace("50%", "50.0%").replace("20%", "20.0%").replace("10%", "10.0%")
    )
    assert cells(figure.html) == [
        *("Last link", "Share of chains"),
        *("A", "50.0%", "B", "20.0%", "C", "10.0%", "D", "10.0%", "E", "10.0%"),
    ]


def test_all_members_are_aimed_at_in_turn(render: Callable[..., tuple]) -> None:
    """Only T and A have more than three links; the others are left out, and it is said."""
    figure, _ = render(f"funnel\n{FIVE}\nmarks: milgram-1967, travers-milgram-1969")
    assert "With 2 people aimed at in turn" in figure.html
    assert "share is always 100%: these are not counted" in figure.html
    assert cells(figure.html)[-12:] == [
        *("Person aimed at", "Links", "Share of the busiest three", "Evenly"),
        *("A", "5", "80.0%", "60.0%"),
        *("T", "5", "80.0%", "60.0%"),
    ]
    assert cells(figure.html)[9:15] == [
        *("Milgram, 1967", "50.0%", "S. Milgram, Psychology Today 1(1), 60–67, 1967"),
        "Travers &amp; Milgram, 1969",
        "48.0%",
        "J. Travers &amp; S. Milgram, Sociometry 32(4), 425–443, 1969",
    ]


@pytest.mark.parametrize(
    ("network", "share", "even"),
    [("karate/karate.gml", "79%", "53%"), ("les-miserables/les-miserables.csv", "80%", "36%")],
)
def test_classic_networks_have_a_narrow_funnel(network: str, share: str, even: str) -> None:
    """Far narrower than chance, over the members with more than three links."""
    figure, problems = render_fence(
        f"```network funnel\ndata: /networks/{network}\n```",
        path="essay.md",
        folder=CONTENT,
        content=CONTENT,
        lang="en",
    )
    assert problems == ()
    assert figure is not None
    assert f"{share} of the shortest chains arrive on average through three" in figure.html
    assert f"{even} if all served alike" in figure.html


def test_a_large_network_is_sampled_and_it_is_said() -> None:
    """With the interval and the number of people aimed at; it covers the exact mean."""
    block = "```network funnel\nmodel: barabasi-albert n=1000 m=3 seed=1\n```"
    said = [
        render_fence(
            block,
            path="essay.md",
            folder=CONTENT,
            content=CONTENT,
            lang="en",
            budget=Budget(seconds=seconds),
        )[0]
        for seconds in (2.0, 0.2)
    ]
    assert said[0] is not None
    assert said[1] is not None
    exact, sampled = (
        re.search(r"With \d+ people aimed at in turn, (\d+)%", figure.html) for figure in said
    )
    found = re.search(
        r"with 100 people aimed at, drawn at random: from ([\d.]+)% to ([\d.]+)%", said[1].html
    )
    assert exact
    assert sampled
    assert found
    assert float(found[1]) < float(exact[1]) < float(found[2])
    assert "drawn at random: from" not in said[0].html


CHECKS = {
    "too few": (
        "edges: a–b, b–c",
        (
            "content/essays/one/index.md:10: the network has 3 members, too few for chains\n"
            "    From 10 on, they are drawn."
        ),
    ),
    "few links": (
        f"{FIVE}\ntarget: C",
        (
            "content/essays/one/index.md:12: 'C' has no more than 3 links: all chains come by"
            " them\n    Aim at somebody who has more than 3."
        ),
    ),
    "few links everywhere": (
        "edges: " + ", ".join(f"{n}–{n + 1}" for n in range(12)),
        (
            "content/essays/one/index.md:10: no member has more than 3 links: all chains come by"
            " them\n    There is no funnel to measure."
        ),
    ),
    "unknown names": (
        f"{FIVE}\ntarget: t\nmarks: milgram",
        (
            "content/essays/one/index.md:13: the mark 'milgram' is not known\n"
            "    Did you mean 'milgram-1967'?\n"
            "content/essays/one/index.md:12: no member is named 't'\n"
            "    Known: A, B, C, D, E, T, a, all, b, c, d, e."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """All at once, each at its line."""
    lines, expected = CHECKS[name]
    assert problems(f"funnel\n{lines}") == expected
