"""The files that go with a figure."""

import csv
import io
import json
import pickle
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree
from pelican.plugins.build.problems import Problem
from pelican.plugins.network_stats import downloads
from pelican.plugins.network_stats.catalogue import STATISTICS
from pelican.plugins.network_stats.downloads import dump_table, render_content
from pelican.plugins.network_stats.figure import render_block, render_fence
from pelican.plugins.network_stats.models import Cell, Download, Figure, Numbers

Render = Callable[..., tuple[Figure | None, tuple[Problem, ...]]]

SQUARE = {"a.csv": "a,b\nb,c\nc,d\nd,a\na,a\nb,a\n"}
RECORD = 'source = "S"\nlicence = "L"\nurl = "https://example.org/"\ntitle = "A square"\n'


def made(render: Render, lines: str, files: Mapping[str, str], **options: str) -> Figure:
    figure, problems = render(lines, files, **options)
    assert problems == ()
    assert figure is not None
    return figure


def named(figure: Figure) -> dict[str, Download]:
    return {download.name: download for download in figure.downloads}


def test_a_chart_has_its_tables_its_record_and_its_pictures(render: Render) -> None:
    """Named for the figure, a table after the other."""
    figure = made(render, "distances\ndata: data/a.csv", SQUARE)
    assert [(each.name, each.media_type, each.picture) for each in figure.downloads] == [
        ("distances.csv", "text/csv", False),
        ("distances.2.csv", "text/csv", False),
        ("distances.json", "application/json", False),
        ("distances.svg", "image/svg+xml", False),
        ("distances.png", "image/png", True),
    ]


def test_a_figure_that_is_a_table_has_no_picture(render: Render) -> None:
    """There is nothing to draw."""
    figure = made(render, "summary\ndata: data/a.csv\nid: my-square", SQUARE)
    assert list(named(figure)) == ["my-square.csv", "my-square.json"]


def test_each_file_has_a_link_and_each_link_a_file(render: Render) -> None:
    """With its size, or its pixels when it is still to be drawn."""
    figure = made(render, "distances\ndata: data/a.csv", SQUARE, lang="fr")
    tree = etree.fromstring(figure.html)
    links = tree.xpath("//*[@class='figure-downloads']//a")
    assert [link.get("href") for link in links] == [
        f"{{figure}}{download.name}" for download in figure.downloads
    ]
    assert [link.get("type") for link in links] == [each.media_type for each in figure.downloads]
    assert [link.text for link in links] == ["CSV\u00a01", "CSV\u00a02", "JSON", "SVG", "PNG"]
    sizes = [size.text for size in tree.xpath("//*[@class='figure-size']")]
    assert all(re.fullmatch(r"\d+(,\d)?\u00a0ko", size) for size in sizes[:-1])
    assert re.fullmatch(r"1\u202f152\u00a0×\u00a0[\d\u202f]+\u00a0pixels", sizes[-1])


GROWTH = "date,value,source\n2004-12-31,1000000,a\n2008-08-26,100000000,b\n"


def test_words_in_pictures_are_set_and_data_are_not(essay: Path) -> None:
    """On the page and in the files of the drawing; the tables and the record are as typed."""
    lines = "growth\ndata: data/g.csv\nunit: l'unit ?\ntitle: L'un ?"
    (essay / "data/g.csv").write_text(GROWTH, encoding="utf-8")
    (essay / "data/g.toml").write_text(RECORD, encoding="utf-8")
    figure, problems, _ = render_block(
        f"```network {lines}\n```",
        path="index.md",
        folder=essay,
        content=essay.parent.parent,
        lang="fr",
        typography=True,
    )
    assert problems == ()
    assert figure
    files = {name.rpartition(".")[2]: each.data.decode() for name, each in named(figure).items()}
    assert "l’unit\u202f?" in figure.html
    assert "l’unit\u202f?" in files["svg"]
    assert "L’un\u202f?" in files["svg"]
    assert "’" not in files["csv"]
    assert "L'un ?" in files["json"]


def test_two_figures_of_a_page_never_share_a_name(render: Render) -> None:
    """The second table of one is not the first of the next."""
    names = [
        name
        for ordinal in (1, 2, 3)
        for name in named(made(render, "distances\ndata: data/a.csv", SQUARE, ordinal=ordinal))
    ]
    assert len(names) == len(set(names))


def test_without_downloads_there_is_no_link(essay: Path, render: Render) -> None:
    """A page that publishes no files promises none."""
    made(render, "summary\ndata: data/a.csv", SQUARE)
    figure, _ = render_fence(
        "```network summary\ndata: data/a.csv\n```",
        path="a.md",
        folder=essay,
        content=essay,
        lang="en",
        downloads=False,
    )
    assert figure is not None
    assert figure.downloads == ()
    assert "{figure}" not in figure.html
    assert "figure-downloads" not in figure.html


def test_a_table_is_csv_for_machines(render: Render) -> None:
    """A header, a dot, every digit, whatever the page's language; shares are parts of 1."""
    figure = made(render, "distances\ndata: data/a.csv", SQUARE, lang="fr")
    assert named(figure)["distances.csv"].data.decode() == (
        "Distance,Intermédiaires,Paires,Part\r\n"
        "1,0,4,0.6666666666666666\r\n"
        "2,1,2,0.3333333333333333\r\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    """In headers, in names; and numbers stay numbers, below zero too."""
    text = f"{start}HYPERLINK(1)"
    table = Numbers(
        caption="",
        columns=(text, "n"),
        rows=((Cell(text=text), Cell(text="−2", number=True, value=-2.0)),),
    )
    rows = list(csv.reader(io.StringIO(dump_table(table), newline="")))
    assert rows == [[f"'{text}", "n"], [f"'{text}", "-2"]]


def test_a_number_that_is_none_is_an_empty_cell() -> None:
    """Neither "nan" nor a dash."""
    cells = (Cell(text="a"), Cell(text="–", number=True, value=float("nan")))
    assert dump_table(Numbers(caption="", columns=("x", "y"), rows=(cells,))) == "x,y\r\na,\r\n"


def test_every_number_of_the_figures_has_its_value(render: Render) -> None:
    """What the page rounds, the files do not."""
    figure = made(render, "summary\ndata: data/a.csv", SQUARE)
    rows = json.loads(named(figure)["summary.json"].data)["tables"][0]["rows"]
    values = {row[0]: row[1] for row in rows}
    assert values["Mean distance (L)"] == 4 / 3
    assert values["Density (δ)"] == 4 / 6
    assert values["Most connected"] == "a (2)"


def test_the_record_says_all_that_the_figure_says(render: Render, essay: Path) -> None:
    """The definitions of its statistics, what was cleaned, the source, the licence."""
    (essay / "data" / "a.toml").write_text(RECORD, encoding="utf-8")
    figure = made(render, "distances\ndata: data/a.csv", SQUARE)
    record = json.loads(named(figure)["distances.json"].data)
    assert list(record) == [
        "widget",
        "language",
        "title",
        "name",
        "description",
        "n",
        "unit",
        "interval",
        "method",
        "statistics",
        "tables",
        "cleaning",
        "source",
        "licence",
        "url",
    ]
    assert (record["widget"], record["language"], record["title"]) == (
        "distances",
        "en",
        "A square",
    )
    assert (record["n"], record["unit"], record["interval"]) == (
        "4\u00a0members, 4\u00a0links, 6\u00a0pairs",
        "links",
        "none, an exact result",
    )
    assert (record["source"], record["licence"], record["url"]) == (
        "S",
        "L",
        "https://example.org/",
    )
    assert record["cleaning"] == {
        "loops": 1,
        "duplicates": 1,
        "blanks": 0,
        "merged": 0,
        "dangling": 0,
        "turned": 0,
        "weights_ignored": False,
        "header": "",
        "encoding": "",
    }
    mean, effective, *_ = record["statistics"]
    assert mean == {
        "key": "mean_distance",
        "symbol": "L",
        "name": "Mean distance",
        "definition": (
            "Number of links of the shortest path between two members, averaged over the pairs "
            "that are joined. Intermediaries are one fewer."
        ),
        "formula": "L = (1 / N) ∑_(u ≠ v) d(u,v)",
        "unit": "links",
        "direction": "Paths follow the arcs.",
        "weights": "Not read: a link counts as one.",
        "apart": (
            "Counted on the pairs that a path joins; the share of the others is said beside it."
        ),
        "source": STATISTICS["mean_distance"].source,
        "value": 4 / 3,
        "n": 6,
    }
    assert effective["key"] == "effective_diameter"


def test_a_record_holds_no_character_that_no_page_should_hold(render: Render) -> None:
    """Overrides of direction are left out of names, as in the page."""
    figure = made(render, "summary\ndata: data/a.csv", {"a.csv": "\u202egnp,b\n\u202egnp,c\n"})
    assert "\u202e" not in named(figure)["summary.json"].data.decode()
    assert "gnp (2)" in named(figure)["summary.json"].data.decode()


def test_a_drawing_opens_alone(render: Render, essay: Path) -> None:
    """XML, its colours in it, light and dark, with its title and its source."""
    (essay / "data" / "a.toml").write_text(RECORD, encoding="utf-8")
    figure = made(render, "distances\ndata: data/a.csv\nmarks: facebook-2011", SQUARE)
    drawing = named(figure)["distances.svg"].data.decode()
    tree = etree.fromstring(drawing)
    assert "var(" not in drawing
    assert tree.get("color") == downloads.LIGHT["ink"]
    assert float(tree.get("width")) > 0
    dark = tree.findtext("{*}style") or ""
    assert dark.startswith("@media(prefers-color-scheme:dark)")
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawing.replace(dark, "")))
    assert used <= set(downloads.LIGHT.values())
    assert all(f'"{colour}"' in dark for colour in used)
    words = "".join(text for text in tree.itertext())
    assert "A square" in words
    assert "Source: S" in words


def test_a_picture_is_drawn_when_it_is_asked_for(render: Render) -> None:
    """The same bytes each time, as large as the link says."""
    figure = made(render, "distances\ndata: data/a.csv", SQUARE)
    picture = named(figure)["distances.png"]
    drawn = render_content(picture)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert drawn == render_content(picture)
    wide, high = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))
    assert f"{wide:,}\u00a0×\u00a0{high:,}\u00a0pixels" in figure.html
    other = render_content(picture, {**downloads.LIGHT, "1": "#000000"})
    assert other != drawn


def test_other_files_are_what_they_hold(render: Render) -> None:
    """Nothing is made when they are published."""
    for download in made(render, "summary\ndata: data/a.csv", SQUARE).downloads:
        assert render_content(download) == download.data


def test_figures_travel_between_processes(render: Render) -> None:
    """With their files."""
    figure = made(render, "distances\ndata: data/a.csv", SQUARE)
    assert pickle.loads(pickle.dumps(figure)) == figure  # noqa: S301 - our own
    assert made(render, "distances\ndata: data/a.csv", SQUARE) == figure


@pytest.mark.parametrize(
    ("record", "shared"),
    [
        ("share = true\n", True),
        ("share = false\n", False),
        ("", False),
    ],
)
def test_a_network_goes_along_where_its_record_shares_it(
    render: Render, essay: Path, record: str, *, shared: bool
) -> None:
    """As GraphML and GEXF."""
    (essay / "data" / "a.toml").write_text(RECORD + record, encoding="utf-8")
    names = set(named(made(render, "distances\ndata: data/a.csv", SQUARE)))
    assert ({"distances.graphml", "distances.gexf"} <= names) is shared


def test_a_shared_network_is_the_one_that_was_measured(render: Render, essay: Path) -> None:
    """Without its loops and duplicates."""
    (essay / "data" / "a.toml").write_text(RECORD + "share = true\n", encoding="utf-8")
    files = named(made(render, "distances\ndata: data/a.csv", SQUARE))
    for name in ("distances.graphml", "distances.gexf"):
        tree = etree.fromstring(files[name].data)
        assert len(tree.findall(".//{*}edge")) == 4
        assert len(tree.findall(".//{*}node")) == 4


def test_a_large_network_is_left_to_its_source(
    render: Render, essay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is not where one looks for it."""
    monkeypatch.setattr(downloads, "MOST_SHARED", 3)
    (essay / "data" / "a.toml").write_text(RECORD + "share = true\n", encoding="utf-8")
    assert "distances.gexf" not in named(made(render, "distances\ndata: data/a.csv", SQUARE))
