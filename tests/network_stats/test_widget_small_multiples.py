"""Small multiples: networks side by side, and a question before the answer."""

import re
from collections.abc import Callable

import pytest

TWO = (
    "models: Ring: watts-strogatz n=20 k=4 p=0 seed=1; Chance: watts-strogatz n=20 k=4 p=1 seed=1"
)
HOUSE = "edges: a–b, b–c, c–d, d–a, d–e, e–a, e–f"


def drawing(html: str) -> str:
    found = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert found
    return found[0]


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_each_network_is_drawn_with_its_measures(render: Callable[..., tuple]) -> None:
    """Under its name; the table has them too, with the sizes."""
    figure, problems = render(f"small-multiples\n{TWO}\nmeasures: mean_distance, diameter")
    assert problems == ()
    assert cells(figure.html)[:5] == ["Network", "Members", "Links", "Mean distance", "Diameter"]
    ring = cells(figure.html)[5:10]
    assert ring == ["Ring", "20", "40", "2.89", "5"]
    assert all(f">{text}<" in drawing(figure.html) for text in ("Ring", "Chance", "2.89"))


def test_a_question_keeps_the_answer_for_the_table(render: Callable[..., tuple]) -> None:
    """Neither the drawing nor its description gives it away."""
    figure, _ = render(
        f"small-multiples\n{TWO}\nmeasures: mean_distance\nquestion: Which is the widest?"
    )
    assert ">Which is the widest?<" in drawing(figure.html)
    assert "2.89" not in drawing(figure.html)
    assert "2.89" in cells(figure.html)
    assert "The answer is in “The numbers”." in figure.html


def test_the_network_of_the_block_is_the_first(render: Callable[..., tuple]) -> None:
    """Under a name of its own, beside itself rewired."""
    both, _ = render(
        f"small-multiples\n{HOUSE}\nlabel: The house\nmodels: Shuffled: rewired seed=1"
    )
    assert [cells(both.html)[5], cells(both.html)[10]] == ["The house", "Shuffled"]
    assert cells(both.html)[6:8] == cells(both.html)[11:13] == ["6", "7"]


def test_a_network_may_serve_for_its_degrees_alone(render: Callable[..., tuple]) -> None:
    """With `label: none` it is not drawn itself."""
    figure, _ = render(
        f"small-multiples\n{HOUSE}\nlabel: none\nmodels: A: rewired seed=1; B: rewired seed=2"
    )
    assert [cells(figure.html)[5], cells(figure.html)[10]] == ["A", "B"]


@pytest.mark.parametrize("show", ["network", "degrees", "distances", "robustness"])
def test_all_panels_have_the_same_scales(render: Callable[..., tuple], show: str) -> None:
    """Twice the same network makes twice the same drawing, moved to the right."""
    model = "watts-strogatz n=20 k=4 p=0.2 seed=3"
    figure, problems = render(f"small-multiples\nmodels: A: {model}; B: {model}\nshow: {show}")
    assert problems == ()
    paths = re.findall(r'<path[^>]* d="([^"]*)"', drawing(figure.html))
    shapes = [shape for shape in paths if len(shape) > 40]
    half = len(shapes) // 2
    assert half
    for pair in zip(shapes[:half], shapes[half:], strict=True):
        starts = [re.findall(r"M([\d.]+) ([\d.]+)", shape) for shape in pair]
        assert starts[0]
        for (x1, y1), (x2, y2) in zip(*starts, strict=True):
            assert float(x2) - float(x1) == pytest.approx(189, abs=0.11)
            assert float(y1) == pytest.approx(float(y2), abs=0.11)


CHECKS = {
    "one network": (
        "models: Ring: watts-strogatz n=20 k=4 p=0 seed=1",
        (
            "content/essays/one/index.md:11: the block has 1 network\n"
            "    From 2 to 6 are compared: list them in `models`, between semicolons."
        ),
    ),
    "no name": (
        "models: watts-strogatz n=20 k=4 p=0 seed=1; B: erdos-renyi n=5 p=1 seed=1",
        (
            "content/essays/one/index.md:11: 'watts-strogatz n=20 k=4 p=0 seed=1' is not a name"
            " and a model\n    Write `A small world: watts-strogatz n=40 k=4 p=0.1 seed=7`."
        ),
    ),
    "unknown words": (
        f"{TWO}\nshow: degree\nmeasures: mean_distances",
        (
            "content/essays/one/index.md:12: 'degree' is not a way to compare networks\n"
            "    Did you mean 'degrees'?\n"
            "content/essays/one/index.md:13: the measure 'mean_distances' is not known\n"
            "    Did you mean 'mean_distance'?"
        ),
    ),
    "models that cannot be": (
        "models: A: watts-strogats n=20; B: watts-strogatz n=20 k=3 p=0 seed=1",
        (
            "content/essays/one/index.md:11: there is no random model 'watts-strogats'\n"
            "    Did you mean 'watts-strogatz'?\n"
            "content/essays/one/index.md:11: the model 'watts-strogatz n=20 k=3 p=0 seed=1'"
            " cannot be drawn: k must be even, at least 2, and less than n\n"
            "    Write it as `model: watts-strogatz n=1000 k=10 p=0.1 seed=7`."
        ),
    ),
    "too large to draw": (
        "models: A: watts-strogatz n=200 k=4 p=0 seed=1; B: erdos-renyi n=9 p=0 seed=1",
        (
            "content/essays/one/index.md:11: the network 'A' has 200 members, 400 links\n"
            "    Up to 150 and 600 are drawn: show degrees, or distances.\n"
            "content/essays/one/index.md:11: the network 'B' has no link between two members\n"
            "    There is nothing to compare."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    problems: Callable[..., str], name: str
) -> None:
    """All the networks of a block at once."""
    lines, expected = CHECKS[name]
    assert problems(f"small-multiples\n{lines}") == expected
