"""Degrees: their distribution, and what is said of a power law."""

import re
from collections.abc import Callable

import pytest
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.random_graphs import barabasi_albert
from pelican.plugins.network_stats.statistics.degrees import degrees
from pelican.plugins.network_stats.statistics.power_law import PowerLawFit, Rival
from pelican.plugins.network_stats.widgets import degrees as widget

STAR = "edges: " + ", ".join(f"hub–leaf {n}" for n in range(12))


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_the_most_linked_tenth_is_rounded_up(render: Callable[..., tuple]) -> None:
    """Thirteen members: two are a tenth. They hold 13 of the 24 ends of links."""
    figure, problems = render(f"degrees\n{STAR}")
    assert problems == ()
    assert "54% of the ends of links are held by 2\u00a0members" in figure.html
    assert cells(figure.html) == [
        *("Links", "Members who have as many or more", "Share"),
        *("1", "13", "100.0%"),
        *("12", "1", "7.7%"),
    ]


def test_no_law_is_fitted_to_a_few(render: Callable[..., tuple]) -> None:
    """The reason is said in the drawing, with how many there are."""
    figure, _ = render(f"degrees\n{STAR}", lang="fr")
    assert "il en faudrait 50." in figure.html
    assert "13\u00a0membres ont un lien" in figure.html


def test_a_direction_chooses_the_links_that_are_counted(render: Callable[..., tuple]) -> None:
    """Twelve arcs to the hub: it receives them all, and gives none."""
    arcs = STAR.replace("hub–leaf ", "leaf ").replace(", ", "->hub, ") + "->hub\ndirected: yes"
    received, _ = render(f"degrees\n{arcs}\ndirection: in")
    assert "100% go to 2\u00a0members" in received.html
    assert "12\u00a0members without a link are not drawn." in received.html
    given, _ = render(f"degrees\n{arcs}\ndirection: out")
    assert "All have the same number of links" in given.html


CHECKS = {
    "too few": (
        "edges: a–b, b–c",
        (
            "content/essays/one/index.md:10: the network has 3 members, too few for a"
            " distribution\n    From 10 on, it is drawn; `node-link` shows a small network whole."
        ),
    ),
    "unknown direction": (
        f"{STAR}\ndirection: ins",
        (
            "content/essays/one/index.md:12: the direction 'ins' is not one of degrees\n"
            "    Did you mean 'in'?"
        ),
    ),
    "direction of what has none": (
        f"{STAR}\ndirection: in",
        (
            "content/essays/one/index.md:12: the links of the network have no direction\n"
            "    Remove the line."
        ),
    ),
    "no link": (
        "model: erdos-renyi n=20 p=0 seed=1",
        (
            "content/essays/one/index.md:10: the network has no link between two members\n"
            "    There is no degree to count."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """And with how many there are."""
    lines, expected = CHECKS[name]
    assert problems(f"degrees\n{lines}") == expected


GROWN = barabasi_albert(200, 2, seed=1)


def verdict(
    *, p: float = 0.5, tail: int = 100, rivals: tuple[tuple[float, float], ...] = ()
) -> tuple[str, str]:
    """Return what is concluded from a fit, and how it is said."""
    fit = PowerLawFit(
        alpha=2.5,
        k_min=2,
        ks=0.02,
        p_value=p,
        tail_size=tail,
        count=200,
        samples=1000,
        rivals=tuple(
            Rival(name=name, log_ratio=ratio, p_value=value)
            for name, (ratio, value) in zip(("exponential", "lognormal"), rivals, strict=False)
        ),
    )
    chart = widget._Chart(
        graph=GROWN, degrees=degrees(GROWN).of, direction="", fit=fit, said=(), words=words("en")
    )
    return widget._verdict(chart), widget._said(chart)


def test_a_law_is_named_only_after_its_tests() -> None:
    """In the order of Clauset, Shalizi and Newman: enough, not ruled out, better than rivals."""
    assert verdict(tail=49) == (
        "short",
        "Too few to conclude: 49 members above the threshold, and it takes 50.",
    )
    assert verdict(p=0.1) == ("rejected", "This is not a power law (p\u00a0=\u00a00.10).")
    assert verdict(p=0.001) == ("rejected", "This is not a power law (p\u00a0<\u00a00.01).")
    assert verdict(rivals=((5.0, 0.01), (-3.0, 0.05))) == (
        "rival",
        (
            "A power law is possible (p\u00a0=\u00a00.50), but a lognormal law follows the degrees"
            " better."
        ),
    )
    assert verdict(rivals=((5.0, 0.01), (-3.0, 0.5))) == (
        "open",
        "A power law is possible (p\u00a0=\u00a00.50); a lognormal law is no less so.",
    )
    assert verdict(rivals=((5.0, 0.01), (3.0, 0.02))) == (
        "held",
        "A power law holds (p\u00a0=\u00a00.50), better than its rivals.",
    )


def test_a_line_is_dashed_where_no_law_can_be_named(render: Callable[..., tuple]) -> None:
    """The line of a law that is ruled out, or of too few members, is not drawn like a fact."""
    ring, _ = render("degrees\nmodel: watts-strogatz n=200 k=10 p=0.1 seed=7")
    grown, _ = render("degrees\nmodel: barabasi-albert n=1000 m=3 seed=1")
    assert 'stroke-dasharray="6 4"' in ring.html
    assert 'stroke-dasharray="6 4"' not in grown.html


def test_the_figure_measures_the_graph_it_says(render: Callable[..., tuple]) -> None:
    """What the figure says of its network is what its statistics say."""
    figure, _ = render("degrees\nmodel: barabasi-albert n=1000 m=3 seed=1")
    most = max(degrees(barabasi_albert(1000, 3, seed=1)).of)
    assert f"has {most}\u00a0links" in figure.html
