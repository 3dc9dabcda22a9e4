"""A problem says where, what and how to mend it; all of them travel in one exception."""

import pickle

import pytest
from pelican.plugins.build.problems import MANY, BuildFailed, Problem, nearest, report


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.md", 3, "is wrong", "Do this."), "a.md:3: is wrong\n    Do this."),
        (Problem("a.md", 3, "is wrong"), "a.md:3: is wrong"),
        (Problem("a", 0, "is missing", "Write it."), "a: is missing\n    Write it."),
    ],
)
def test_a_problem_is_a_place_a_message_and_a_hint(problem: Problem, text: str) -> None:
    """Line 0 is the whole file, and is not said."""
    assert str(problem) == text


def test_problems_are_told_by_path_and_line() -> None:
    """Whatever the order in which they were found, and each once."""
    first, second, third = (
        Problem("a.md", 2, "x"),
        Problem("a.md", 10, "a"),
        Problem("b.md", 1, "a"),
    )
    failure = BuildFailed([third, second, first, second])
    assert failure.problems == [first, second, third]
    assert str(failure) == "a.md:2: x\na.md:10: a\nb.md:1: a\n3 problems."


def test_a_problem_met_on_many_pages_is_told_once() -> None:
    """What is wrong with a template is told for the first page that shows it."""
    problems = [Problem("essay.html", 3, "no", f"While rendering /{n}/.") for n in range(900)]
    assert BuildFailed(problems).problems == [problems[0]]
    other = Problem("essay.html", 3, "and no")
    assert BuildFailed([*problems, other]).problems == [other, problems[0]]


def test_a_failure_travels_between_processes() -> None:
    """Pickled and read back it has its problems still."""
    failure = BuildFailed([Problem("a.md", 2, "x", "y"), Problem("b", 0, "z")])
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301 - our own
    assert isinstance(again, BuildFailed)
    assert again.problems == failure.problems
    assert str(again) == str(failure)


def test_problems_are_counted_in_words() -> None:
    """One problem, two problems; none is a count too."""
    assert report([]) == "0 problems."
    assert report([Problem("a", 1, "b")]) == "a:1: b\n1 problem."


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("sumary", ["summary", "status"], "Did you mean 'summary'?"),
        ("xyz", ["b", "a"], "Known: a, b."),
        ("xyz", [], ""),
        (
            "xyz",
            [str(n) for n in range(10, 10 + MANY)],
            "Known: 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21.",
        ),
        (
            "xyz",
            [str(n) for n in range(10, 60)],
            "Known: 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 38 more.",
        ),
    ],
)
def test_a_hint_names_the_nearest_word(word: str, known: list[str], hint: str) -> None:
    """When none is near it lists them in order, but not without end."""
    assert nearest(word, known) == hint
