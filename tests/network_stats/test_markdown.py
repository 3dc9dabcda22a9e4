"""Network blocks in Markdown."""

import logging
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown import Markdown
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.network_stats.markdown import NetworkExtension, Source
from pelican.plugins.network_stats.models import Budget, Figure

BLOCK = "```network value-laws\nmembers: 10, 1000\n```"


@dataclass
class Given:
    """Any object with these attributes stands for a source."""

    path: str
    folder: Path
    content: Path
    lang: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)
    dependencies: list[Path] = field(default_factory=list)


@pytest.fixture
def md() -> Markdown:
    extensions = ["pymdownx.superfences", "footnotes", "tables", NetworkExtension()]
    return Markdown(extensions=extensions)


def given(essay: Path, first_line: int = 1, lang: str = "fr") -> Given:
    return Given("content/essays/one/index.md", essay, essay.parent.parent, lang, first_line)


def test_a_block_becomes_a_figure_between_paragraphs(md: Markdown) -> None:
    """Whether or not it has empty lines around it; the prose around stays prose."""
    html = md.convert(f"One.\n{BLOCK}\n*Two.*")
    assert html.startswith('<p>One.</p>\n<figure class="figure" id="figure-value-laws"')
    assert html.endswith("</figure>\n<p><em>Two.</em></p>")


def test_figures_of_one_widget_are_numbered(md: Markdown) -> None:
    """In each text from the start again, so that the same text gives the same bytes."""
    text = f"{BLOCK}\n\n{BLOCK}\n"
    html = md.convert(text)
    assert 'id="figure-value-laws"' in html
    assert 'id="figure-value-laws-2"' in html
    assert md.reset().convert(text) == html


def test_a_block_in_a_longer_fence_is_code(md: Markdown) -> None:
    """It is shown as it is written."""
    html = md.convert(f"````text\n{BLOCK}\n````")
    assert "<figure" not in html
    assert "```network value-laws" in html


def test_the_source_is_told_what_was_read(md: Markdown, essay: Path) -> None:
    """The data and its record, as absolute paths; the words are those of its language."""
    (essay / "data" / "a.csv").write_text("a,b\n", encoding="utf-8")
    (essay / "data" / "a.toml").write_text('source = "S"\nlicence = "L"\n', encoding="utf-8")
    source = given(essay)
    md.source = source  # type: ignore[attr-defined]
    html = md.convert("```network summary\ndata: data/a.csv\n```")
    assert "Le réseau en chiffres" in html
    assert source.dependencies == [essay / "data" / "a.csv", essay / "data" / "a.toml"]
    assert source.problems == []


def test_the_source_is_told_what_is_wrong_and_where(md: Markdown, essay: Path) -> None:
    """Lines count from where the text starts in its file; nothing is raised."""
    source = given(essay, first_line=8)
    md.source = source  # type: ignore[attr-defined]
    html = md.convert(f"Words.\n\n```network distances\ndata: data/a.csv\n```\n\n{BLOCK}\n")
    assert html.count("<figure") == 1
    assert [str(problem) for problem in source.problems] == [
        (
            "content/essays/one/index.md:11: the data file 'data/a.csv' does not exist\n"
            "    Put it there, or mend the path: data/a.csv."
        )
    ]
    assert source.dependencies == [essay / "data" / "a.csv", essay / "data" / "a.toml"]


def test_a_source_that_takes_files_is_given_them(md: Markdown, essay: Path) -> None:
    """In the order of the links; one that takes none has figures without links."""
    source = Source(path="a.md", folder=essay, content=essay, lang="en")
    md.source = source  # type: ignore[attr-defined]
    html = md.convert(f"{BLOCK}\n\n{BLOCK}")
    names = re.findall(r'href="\{figure\}([^"]+)"', html)
    assert names == [download.name for download in source.downloads]
    assert {"value-laws.svg", "value-laws-2.svg"} <= set(names)
    md.source = given(essay)  # type: ignore[attr-defined]
    assert "{figure}" not in md.reset().convert(BLOCK)


def test_without_a_source_or_a_keeper_there_are_no_files(md: Markdown) -> None:
    """Nobody would publish them."""
    assert "{figure}" not in md.convert(BLOCK)


def test_a_keeper_gives_the_html_of_each_figure() -> None:
    """With the addresses its files will have."""
    kept = []

    def keep(figure: Figure) -> str:
        kept.append(figure.id)
        return figure.html.replace("{figure}", "/files/")

    html = Markdown(extensions=[NetworkExtension(keep=keep)]).convert(BLOCK)
    assert 'href="/files/value-laws.json"' in html
    assert kept == ["figure-value-laws"]


def test_the_budget_is_that_of_the_site(essay: Path) -> None:
    """As its settings say."""
    (essay / "data" / "a.csv").write_text("a,b\nb,c\n", encoding="utf-8")
    source = given(essay)
    md = Markdown(extensions=[NetworkExtension(budget=Budget(rows=1))])
    md.source = source  # type: ignore[attr-defined]
    md.convert("```network summary\ndata: data/a.csv\n```")
    assert [str(problem) for problem in source.problems] == [
        (
            "content/essays/one/index.md:2: the data file has 2 lines, more than the 1 of a"
            " block's budget\n"
            "    Give a part of it, and say which, or raise NETWORK_STATS_ROWS."
        )
    ]


def test_the_catalogue_is_shown_by_a_block(md: Markdown) -> None:
    """Once on a page: its anchors would be there twice."""
    html = md.convert("```network catalogue\n```")
    assert 'id="catalogue-mean_distance"' in html


def test_two_figures_have_two_anchors(md: Markdown, essay: Path) -> None:
    """An `id` that is taken is a problem."""
    source = Source(path="a.md", folder=essay, content=essay, lang="en")
    md.source = source  # type: ignore[attr-defined]
    named = BLOCK.replace("members", "id: value-laws\nmembers")
    md.convert(f"{BLOCK}\n\n{named}\n")
    assert [str(problem) for problem in source.problems] == [
        (
            "a.md:5: the anchor 'figure-value-laws' is that of the figure on line 1\n"
            "    Give this one another `id`."
        )
    ]


def test_without_a_source_problems_are_said_and_raised(
    md: Markdown, caplog: pytest.LogCaptureFixture
) -> None:
    """A text must not come out without its figure."""
    with caplog.at_level(logging.ERROR), pytest.raises(BuildFailed) as failed:
        md.convert("One.\n\n```network distnaces\n```\n")
    expected = "text:3: there is no widget 'distnaces'\n    Did you mean 'distances'?\n1 problem."
    assert str(failed.value) == expected
    assert expected in caplog.text
