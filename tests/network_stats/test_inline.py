"""Numbers in the prose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown import Markdown
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.markdown_fast import build_converter
from pelican.plugins.network_stats.inline import find_numbers
from pelican.plugins.network_stats.markdown import NetworkExtension
from pelican.plugins.network_stats.models import Budget

SQUARE = "a,b\nb,c\nc,d\nd,a\n"
PATH = "source,target\na,b\nb,c\nc,d\n"


@dataclass
class Given:
    """Where a text comes from."""

    folder: Path
    content: Path
    lang: str = "en"
    path: str = "content/essays/one/index.md"
    first_line: int = 10
    problems: list[Problem] = field(default_factory=list)
    dependencies: list[Path] = field(default_factory=list)


Convert = Callable[..., str]


@pytest.fixture
def source(essay: Path) -> Given:
    for name, edges in (("square", SQUARE), ("path", PATH)):
        (essay / "data" / f"{name}.csv").write_text(edges, encoding="utf-8")
    return Given(folder=essay, content=essay.parent.parent)


@pytest.fixture
def convert(source: Given) -> Convert:
    """Return a function that converts a text of the essay."""

    def convert(text: str, lang: str = "en", budget: Budget | None = None) -> str:
        extensions = ["pymdownx.superfences", "footnotes", NetworkExtension(budget=budget)]
        md = Markdown(extensions=extensions)
        source.lang = lang
        md.source = source  # type: ignore[attr-defined]
        return md.convert(text)

    return convert


def test_a_number_stands_in_the_sentence(convert: Convert, source: Given) -> None:
    """By its symbol or its key, with a format or that of the figures, in the page's language."""
    text = (
        "On average {network:data/square.csv L}, {network:data/square.csv mean_distance .3f} "
        "links; density {network:data/square.csv density}, {network:data/square.csv density .0%}; "
        "{network:data/square.csv n d} members."
    )
    assert convert(text) == ("<p>On average 1.33, 1.333 links; density 66.7%, 67%; 4 members.</p>")
    assert convert(text, lang="fr") == (
        "<p>On average 1,33, 1,333 links; density 66,7\u00a0%, 67\u00a0%; 4 members.</p>"
    )
    assert source.problems == []


def test_the_prose_and_the_figure_say_the_same(convert: Convert, essay: Path) -> None:
    """They cannot disagree: one computation gives both."""
    (essay / "data" / "square.toml").write_text('source = "S"\nlicence = "L"\n', "utf-8")
    html = convert(
        "They are {network:data/square.csv d90} apart.\n\n"
        "```network summary\ndata: data/square.csv\n```\n"
    )
    number = html.partition("They are ")[2].partition(" apart")[0]
    assert f'Effective diameter (d₉₀)</th><td class="figure-value">{number}</td>' in html


def test_a_file_that_is_read_becomes_a_dependency(convert: Convert, source: Given) -> None:
    """Once, however many numbers it gives; a file that is missing too."""
    convert("{network:data/square.csv n} {network:data/square.csv m} {network:data/no.csv m}")
    assert source.dependencies == [
        source.folder / "data" / "square.csv",
        source.folder / "data" / "no.csv",
    ]


def test_a_directed_network_is_said_to_be(convert: Convert) -> None:
    """Its arcs are then followed."""
    assert convert("{network:data/path.csv L} and {network:data/path.csv L directed}") == (
        "<p>1.67 and 1.67</p>"
    )
    assert convert("{network:data/path.csv density directed .0%}") == "<p>25%</p>"
    assert convert("{network:data/path.csv density undirected .0%}") == "<p>50%</p>"


def test_code_is_shown_as_it_is_written(convert: Convert, source: Given) -> None:
    """In spans, in fences, in indented blocks, in raw HTML; and after a backslash."""
    number = "{network:data/square.csv n}"
    assert convert(f"`{number}` and ``a ` {number}``") == (
        f"<p><code>{number}</code> and <code>a ` {number}</code></p>"
    )
    assert number in convert(f"```text\n{number}\n```")
    assert number in convert(f"Words.\n\n    {number}\n\nWords.")
    assert number in convert(f"<pre>{number}</pre>")
    assert convert(f"\\{number}") == f"<p>{number}</p>"
    assert source.problems == []
    assert source.dependencies == []


def test_prose_is_found_wherever_it_is(convert: Convert) -> None:
    """In lists and what belongs to them, in quotes, in notes, after a lone backquote."""
    number = "{network:data/square.csv n}"
    assert "<p>4</p>" in convert(f"> {number}")
    assert convert(f"- one\n\n    {number}\n").count("4") == 1
    assert "<li>4</li>" in convert(f"- {number}")
    assert "4&#160;<a" in convert(f"Words[^1].\n\n[^1]: {number}\n")
    assert convert(f"A ` and {number}") == "<p>A ` and 4</p>"
    assert convert(f"One `\n\n{number} `") == "<p>One `</p>\n<p>4 `</p>"


def test_a_number_that_ends_a_sentence_starts_no_list(convert: Convert) -> None:
    """Where "4." begins a line."""
    assert convert("{network:data/square.csv n}. That is all.") == "<p>4. That is all.</p>"


def test_lines_stay_where_they_are(convert: Convert, source: Given) -> None:
    """Problems after a number are on their own lines."""
    convert("{network:data/square.csv n}\n\n{network:data/square.csv nn}")
    assert [problem.line for problem in source.problems] == [12]


MISTAKES = {
    "unknown": (
        "{network:data/square.csv mean_distanse}",
        ("no statistic of a network is called 'mean_distanse'\n    Did you mean 'mean_distance'?"),
    ),
    "ambiguous": (
        "{network:data/square.csv r}",
        "'r' is the symbol of 2 statistics\n    Write reciprocity or assortativity.",
    ),
    "format": (
        "{network:data/square.csv L 2f}",
        (
            "'2f' is no format of a number\n"
            "    Write `.2f` for two decimals, `.1%` for a percentage; and `directed`."
        ),
    ),
    "two formats": (
        "{network:data/square.csv L .2f .3f}",
        (
            "'.3f' is no format of a number\n"
            "    Write `.2f` for two decimals, `.1%` for a percentage; and `directed`."
        ),
    ),
    "no symbol": (
        "{network:data/square.csv}",
        (
            "the number '{network: data/square.csv' does not say what to count\n"
            "    Write a file, a symbol and, if you like, a format: {network:data/x.csv L .2f}."
        ),
    ),
    "not closed": (
        "{network:data/square.csv L",
        (
            "the number '{network: data/square.csv L' is not closed on its line\n"
            "    Write a file, a symbol and, if you like, a format: {network:data/x.csv L .2f}."
        ),
    ),
    "no file": (
        "{network:data/sqare.csv L}",
        "the data file 'data/sqare.csv' does not exist\n    Did you mean 'square.csv'?",
    ),
    "outside": (
        "{network:../../../x.csv L}",
        (
            "the data file '../../../x.csv' is outside the content folder\n"
            "    Put it in the essay's data/ folder."
        ),
    ),
    "undefined": (
        "{network:data/square.csv assortativity}",
        (
            "'assortativity' of 'data/square.csv' has no value: all members have the same number "
            "of links\n    Take it out of the sentence."
        ),
    ),
    "no direction": (
        "{network:data/square.csv reciprocity}",
        (
            "'reciprocity' of 'data/square.csv' has no value: the network is not directed\n"
            "    If its links have directions, add `directed`; else take it out."
        ),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_a_problem_at_its_line(convert: Convert, source: Given, name: str) -> None:
    """With a hint, and nothing in its place."""
    text, message = MISTAKES[name]
    assert convert(f"Words.\n{text}") == "<p>Words.\n</p>".replace("\n<", "<")
    assert list(map(str, source.problems)) == [f"content/essays/one/index.md:11: {message}"]


def test_a_mistake_in_a_french_text_is_told_in_english(convert: Convert, source: Given) -> None:
    """As all problems of a build are."""
    source.lang = "fr"
    convert("{network:data/square.csv assortativity}")
    assert [problem.message for problem in source.problems] == [
        (
            "'assortativity' of 'data/square.csv' has no value: "
            "all members have the same number of links"
        )
    ]


def test_what_is_wrong_with_a_file_is_said_once(convert: Convert, source: Given) -> None:
    """In the file's own lines."""
    (source.folder / "data" / "broken.csv").write_text("a,b\nb\n", encoding="utf-8")
    convert("{network:data/broken.csv n} {network:data/broken.csv m}")
    assert [str(problem).partition("\n")[0] for problem in source.problems] == [
        "content/essays/one/data/broken.csv:2: the row 'b' has not two names"
    ]


def test_an_estimate_does_not_pass_for_a_number(convert: Convert, source: Given) -> None:
    """A sentence has no room for its interval."""
    ring = "".join(
        f"{node:04},{(node + step) % 900:04}\n" for node in range(900) for step in (1, 7)
    )
    (source.folder / "data" / "ring.csv").write_text(ring, encoding="utf-8")
    convert("{network:data/ring.csv L}", budget=Budget(seconds=0.1))
    assert list(map(str, source.problems)) == [
        (
            "content/essays/one/index.md:10: 'L' of 'data/ring.csv' would be an estimate\n"
            "    Show it in a figure, which says its interval, or raise NETWORK_STATS_SECONDS."
        )
    ]


def test_a_long_file_is_not_read(convert: Convert, source: Given) -> None:
    """The budget counts its lines first."""
    convert("{network:data/square.csv n}", budget=Budget(rows=3))
    assert list(map(str, source.problems)) == [
        (
            "content/essays/one/index.md:10: the data file has 4 lines, more than the 3 of a "
            "block's budget\n"
            "    Give a part of it, and say which, or raise NETWORK_STATS_ROWS."
        )
    ]


def test_the_fast_converter_writes_the_same_bytes(source: Given) -> None:
    """The number is there before either sees the text."""
    text = (
        "One *{network:data/square.csv n}*, `{network:x y}`.\n\n"
        "- {network:data/square.csv L .2f}\n\n[^1]: {network:data/square.csv m}\n\nA[^1]."
    )
    made = []
    for kind in (build_converter, lambda extensions: Markdown(extensions=extensions)):
        md = kind([NetworkExtension()])
        md.source = source
        made.append(md.convert(text))
    assert made[0] == made[1]
    assert "<em>4</em>" in made[0]


def test_numbers_are_found_with_their_places() -> None:
    """Two on a line, none across lines."""
    found = find_numbers(["a {network:x L} b {network:y  m .2f}", "{network:z", "n}"])
    assert [(each.index, each.start, each.end, each.words, each.closed) for each in found] == [
        (0, 2, 15, ("x", "L"), True),
        (0, 18, 36, ("y", "m", ".2f"), True),
        (1, 0, 10, ("z",), False),
    ]
