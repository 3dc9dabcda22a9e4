"""The figures of tables: concentration, growth, overlap, replies."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.network_stats.figure import render_fence

Render = Callable[..., str]

CONCENTRATION = "label,value\nA,50\nB,30\nC,20\n"
GROWTH = "date,value,source\n2004-12,1000000,a\n2006,4000000,b\n2010-07-14,800000000,c\n"
OVERLAP = "layer,member\n" + "".join(
    f"{layer},{name}\n"
    for layer, names in {"X": "abcdef", "Y": "defgh", "Z": "fgh"}.items()
    for name in names
)
TIES = "layer,source,target\nm,a,b\nm,b,c\nm,c,d\nw,b,a\nw,d,e\nw,e,f\n"
REPLIES = (
    "id,in_reply_to,author,words\n1,,Ada,10\n2,1,Ben,20\n3,2,Ada,5\n4,,,7\n5,,Cy,9\n6,5,Di,1\n"
)
TABLES = {
    "concentration": CONCENTRATION,
    "growth": GROWTH,
    "overlap": OVERLAP,
    "replies": REPLIES,
}


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Return a function that renders a block on a table, as HTML or as its problems."""

    def render(widget: str, table: str, lang: str = "en", *lines: str) -> str:
        (tmp_path / "x.csv").write_text(table, encoding="utf-8")
        (tmp_path / "x.toml").write_text('source = "S"\nlicence = "CC0"\n')
        block = "\n".join([f"```network {widget}", "data: x.csv", *lines, "```"])
        figure, problems = render_fence(
            block, path="essay.md", folder=tmp_path, content=tmp_path, lang=lang
        )
        return figure.html if figure else "\n".join(map(str, problems))

    return render


def cells(html: str) -> list[str]:
    """Return the text of each cell of the tables."""
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def drawing(html: str) -> str:
    found = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("widget", TABLES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_chart_is_small_and_is_said_in_words(render: Render, widget: str, lang: str) -> None:
    """At most 6 kB raw and 2 kB compressed, with a name and a description."""
    chart = drawing(render(widget, TABLES[widget], lang)).encode()
    assert len(chart) <= 6000
    assert len(gzip.compress(chart, mtime=0)) <= 2000
    assert re.search(rb"<title[^>]*>[^<{}]{9,}</title><desc[^>]*>[^<{}]{9,}</desc>", chart)


def test_a_concentration_is_the_sum_of_squares(render: Render) -> None:
    """0.5² + 0.3² + 0.2² = 0.38, as 2.6 equal shares would give."""
    html = render("concentration", CONCENTRATION)
    assert cells(html)[-6:] == [
        "Herfindahl–Hirschman index (HHI)",
        "0.380",
        "sum of the squares of the shares; 1: one has everything",
        "Equivalent number",
        "2.6",
        "1/HHI: so many equal shares would be as concentrated",
    ]


def test_the_largest_are_drawn_and_the_rest_together(render: Render) -> None:
    """Twelve rows are ten bars, and one for two others; the table has all."""
    table = "label,value\n" + "".join(f"N{number},{number + 1}\n" for number in range(12))
    html = render("concentration", table)
    assert "the 2 others" in drawing(html)
    assert "N0" not in drawing(html)
    assert "N0" in cells(html)


def test_growth_is_compound_by_year(render: Render) -> None:
    """From the middle of December 2004 to the middle of 2006 is 1.54 years: 4^(1/1.54) − 1."""
    html = render("growth", GROWTH)
    assert cells(html)[4:12:4] == ["2004-12", "2006"]
    assert cells(html)[10] == "+146%"
    assert "Multiplied by 800." in html


@pytest.mark.parametrize(
    ("table", "lines", "problem"),
    [
        (
            "date,value,source\n2004,1,a\n2005-13,2,b\n",
            (),
            (
                "x.csv:3: the date '2005-13' is not one\n"
                "    Write it as far as it is known: 2008, 2008-03 or 2008-03-14."
            ),
        ),
        (
            "date,value,source\n2004,1,a\n2005,2,\n",
            (),
            "x.csv:3: this point has no source\n    Say who published the number, and where.",
        ),
        (
            "date,value,source\n2004,1,a\n",
            (),
            (
                "x.csv:1: the table has not two dates: there is no growth to draw\n"
                "    Write at least two dated points."
            ),
        ),
        (
            "date,value,source\n2004,0,a\n2005,1,b\n",
            ("scale: log",),
            (
                "x.csv:2: a value of 0 has no place on a logarithmic scale\n"
                "    Write `scale: linear`."
            ),
        ),
        (
            GROWTH,
            ("scale: logg",),
            "essay.md:3: there is no scale 'logg'\n    Did you mean 'log'?",
        ),
    ],
)
def test_what_is_wrong_with_a_growth(
    render: Render, table: str, lines: tuple[str, ...], problem: str
) -> None:
    """Each point needs a date and a source."""
    assert render("growth", table, "en", *lines) == problem


def test_an_overlap_is_that_of_sets_and_shows_no_name(render: Render) -> None:
    """X and Y have 3 of 8 in common, X and Z 1 of 8, Y and Z 3 of 5."""
    html = render("overlap", OVERLAP)
    assert "37.5%" in cells(html)
    assert "12.5%" in cells(html)
    assert "60.0%" in cells(html)
    assert "X + Y + Z" in cells(html)
    assert not re.search(r">[a-h]<", html)


def test_ties_are_compared_whatever_their_direction(render: Render) -> None:
    """The tie a–b is in both networks: 1 of 5."""
    html = render("overlap", TIES)
    assert "20.0%" in cells(html)
    assert "5 ties" in html


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            "layer,member\nX,a\nX,b\nX,c\nX,d\nX,e\n",
            "x.csv:1: the table has 1 layers\n    From 2 to 6 can be compared.",
        ),
        (
            "layer,member\nX,a\nY,b\n",
            (
                "x.csv:1: the table has 2 members in all, fewer than 5\n"
                "    So few say nothing of an overlap, and may say who they are."
            ),
        ),
        (
            'layer,member\nX,a\n"",b\n',
            (
                "x.csv:3: a cell of this row is blank\n"
                "    Each row says a layer, and who or which tie is in it."
            ),
        ),
    ],
)
def test_what_is_wrong_with_an_overlap(render: Render, table: str, problem: str) -> None:
    """Too few layers, too few members, a blank."""
    assert render("overlap", table) == problem


def test_replies_are_counted_and_drawn(render: Render) -> None:
    """Who answers nobody stands without an arrow."""
    html = render("replies", REPLIES, "fr")
    assert "lecteur anonyme\u00a01" in drawing(html)
    assert drawing(html).count('class="figure-arc') == 6
    assert "67\u00a0%" in cells(html)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            "id,in_reply_to,author,words\n1,2,A,1\n",
            "x.csv:2: the row answers '2', which no row above it is\n    Write the rows in order.",
        ),
        (
            "id,in_reply_to,author,words\n1,,A,x\n",
            "x.csv:2: the number of words 'x' is not a whole number\n    Write figures only: 120.",
        ),
        (
            "id,in_reply_to,author,words\n1,,A,1\n1,,B,1\n",
            "x.csv:3: the id '1' is there twice\n    Give each row its own.",
        ),
        (
            "id,in_reply_to,author,words\n1,,A,1\n",
            (
                "essay.md:2: the conversation has 1 participants, 5 are needed to measure it\n"
                "    Leave this figure out for now."
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_conversation(render: Render, table: str, problem: str) -> None:
    """Its rows are in order, and it has five participants."""
    assert render("replies", table) == problem
