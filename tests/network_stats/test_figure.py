"""From a block to a figure, or to its problems."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import Markup
from pelican.plugins.build.problems import Problem
from pelican.plugins.network_stats.figure import build_figure, render_fence
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.models import Budget, Cell, Drawing, Figure, Numbers
from pelican.plugins.network_stats.svg import LARGE, text_width
from pelican.plugins.network_stats.widgets.marks import MARKS

Render = Callable[..., tuple[Figure | None, tuple[Problem, ...]]]

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "content"
BLOCKS = {
    "activity": ("le-pot-de-miel", "data: data/twitter-2014.csv"),
    "circles": ("mille-contacts", "data: data/circles.csv"),
    "conversion": ("trois-ans-apres", "data: data/marlow-2009.csv\nvalues: means"),
    "distances": (
        "le-monde-est-petit",
        "data: data/karate.csv\nmarks: travers-milgram-1969, facebook-2011, facebook-2016",
    ),
    "summary": ("le-monde-est-petit", "data: data/karate.csv"),
    "value-laws": ("le-petit-et-l-immense", "members: 1000, 800000000"),
}
EACH = pytest.mark.parametrize(
    ("widget", "lang"), [(widget, lang) for widget in BLOCKS for lang in ("fr", "en")]
)


def published(widget: str, lang: str, ordinal: int = 1) -> Figure:
    """Return the figure of an essay of the site."""
    essay, lines = BLOCKS[widget]
    figure, problems = render_fence(
        f"```network {widget}\n{lines}\n```",
        path=f"content/essays/{essay}/index.md",
        folder=CONTENT / "essays" / essay,
        content=CONTENT,
        lang=lang,
        ordinal=ordinal,
    )
    assert problems == ()
    assert figure is not None
    return figure


@EACH
def test_every_figure_is_well_formed_and_named(widget: str, lang: str) -> None:
    """It is XML, its ids are its own, each reference leads to one, its drawing has a name."""
    two = "".join(published(widget, lang, ordinal).html for ordinal in (1, 2))
    tree = etree.fromstring(f"<div>{two}</div>")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"figure-{widget}", f"figure-{widget}-2"} <= set(ids)
    for references in tree.xpath("//@aria-labelledby"):
        assert set(references.split()) <= set(ids)
    for drawing in tree.iter("{http://www.w3.org/2000/svg}svg"):
        assert drawing.get("role") == "img"
        for name in ("title", "desc"):
            found = drawing.find(f"{{http://www.w3.org/2000/svg}}{name}")
            assert found is not None
            assert found.text
    assert tree.xpath("//figcaption/p[@class='figure-title']/text()")
    assert tree.xpath("//table/caption/text()")
    assert all(cell.get("scope") == "row" for cell in tree.xpath("//tbody/tr/*[1]"))
    assert all(cell.get("scope") == "col" for cell in tree.xpath("//thead/tr/*"))


@EACH
def test_every_drawing_is_small_and_in_the_colours_of_the_theme(widget: str, lang: str) -> None:
    """Six kilobytes, two when packed; no colour but custom properties, no style, no script."""
    html = published(widget, lang).html
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|style=|<style|<script|\son\w+=", html)
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', html)) <= {
        "none",
        "currentColor",
        *(f"var(--figure-{name}, currentColor)" for name in ("1", "2", "muted", "grid")),
    }
    for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        assert len(drawing.encode()) <= 6000
        assert len(gzip.compress(drawing.encode(), 9)) <= 2000


@EACH
def test_every_figure_says_its_source_and_its_licence(widget: str, lang: str) -> None:
    """From the record beside the data, in the page's language; laws have no data."""
    html = published(widget, lang).html
    if "data:" in BLOCKS[widget][1]:
        source, licence = {
            "fr": ("Source\u00a0:", "Licence\u00a0: faits publiés, non protégés par le droit"),
            "en": ("Source:", "Licence: published facts, not protected by copyright."),
        }[lang]
        assert source in html
        assert licence in html


@EACH
def test_no_words_are_cut_or_overlap(widget: str, lang: str) -> None:
    """Each line stays in the drawing, and apart from the others, as wide as it may be."""
    boxes = [
        (x0, y - 11, x1, y + 3, line) for x0, x1, y, line in _lines(published(widget, lang).html)
    ]
    for index, (x0, _, x1, _, line) in enumerate(boxes):
        assert x0 >= 0, line
        assert x1 <= 361, line
        for other in boxes[index + 1 :]:
            apart = other[0] >= x1 or other[2] <= x0 or other[1] >= boxes[index][3]
            assert apart or other[3] <= boxes[index][1], (line, other[-1])


def _lines(html: str) -> list[tuple[float, float, float, str]]:
    """Return each line of a drawing's words: its ends, its height, itself."""
    found = []
    space = "{http://www.w3.org/2000/svg}"
    for text in etree.fromstring(html).iter(f"{space}text"):
        lines = [text.text or ""]
        for span in text:
            words = "".join(span.itertext())
            if span.get("dy"):
                lines.append(words)
            else:
                lines[-1] += words
            lines[-1] += span.tail or ""
        size = LARGE if text.get("font-size") else 14
        for index, line in enumerate(lines):
            # Labels are laid out for the widest of fonts; this is about a usual one.
            width = text_width(line, size) * 0.9
            x, y = float(text.get("x")), float(text.get("y")) + 17.92 * index
            start = x - width * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor"), 0.0)
            found.append((start, start + width, y, line))
    return found


def test_the_figures_of_the_essays_have_their_numbers() -> None:
    """What is published and what is computed, in French."""
    distances = published("distances", "fr").html
    assert "34 membres, 2,41\u00a0liens en moyenne" in distances
    assert (
        '<td class="figure-value">4,74 (publié)</td><td class="figure-value">3,74</td>'
        in distances
    )
    assert (
        '<td class="figure-value">4,57</td><td class="figure-value">3,57 (publié)</td>'
        in distances
    )
    assert (
        '<td class="figure-value">6,2</td><td class="figure-value">5,2 (publié)</td>' in distances
    )
    assert "Sur 100 comptes ouverts\u00a0: 13 ont écrit" in published("activity", "fr").html
    assert "16 avec échange (3,2\u00a0%)" in published("conversion", "fr").html
    assert "×\u00a0800\u202f000" in published("value-laws", "fr").html


def test_a_mark_is_one_result_in_two_units() -> None:
    """A distance is one more than its intermediaries, whichever was published."""
    assert {
        name: (str(mark.distance), str(mark.intermediaries)) for name, mark in MARKS.items()
    } == {
        "facebook-2011": ("4.74", "3.74"),
        "facebook-2016": ("4.57", "3.57"),
        "milgram-1967": ("6", "5"),
        "travers-milgram-1969": ("6.2", "5.2"),
        "twitter-2010": ("4.1", "3.1"),
    }


def test_a_mark_that_is_named_twice_is_drawn_once(render: Render) -> None:
    """In the place of its first name."""
    once, twice = (
        render(f"distances\ndata: data/a.csv\nmarks: {marks}", {"a.csv": "a,b\nb,c\n"})[0]
        for marks in (
            "facebook-2016, facebook-2011",
            "facebook-2016, facebook-2011, facebook-2016",
        )
    )
    assert once is not None
    assert twice is not None
    assert once.html == twice.html


def test_the_same_network_gives_the_same_bytes(render: Render) -> None:
    """Whatever the order of its rows, and of the ends of its edges."""
    rows = ["a,b", "b,c", "c,d", "d,e", "b,e", "e,f"]
    turned = [",".join(reversed(row.split(","))) for row in reversed(rows)]
    found = [
        render("distances\ndata: data/a.csv", {"a.csv": "\n".join(order) + "\n"})[0]
        for order in (rows, turned)
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].html == found[1].html


def test_the_order_of_edges_changes_nothing(render: Render) -> None:
    """Edges have no order, and no direction."""
    one, _ = render("summary\ndata: data/a.csv", {"a.csv": "a,b\nb,c\nc,d\n"})
    two, _ = render("summary\ndata: data/a.csv", {"a.csv": "d,c\nb,a\nb,c\n"})
    assert one == two


def test_a_figure_names_the_files_it_was_made_from(render: Render, essay: Path) -> None:
    """The data and its record, so that a cache knows when to draw it again."""
    figure, _ = render("summary\ndata: data/a.csv", {"a.csv": "a,b\n"})
    assert figure is not None
    assert figure.id == "figure-summary"
    assert figure.dependencies == (
        str(essay / "data" / "a.csv"),
        str(essay / "data" / "a.toml"),
    )


def test_data_can_be_shared_by_essays(render: Render, essay: Path) -> None:
    """A path that starts with a slash starts at the content folder."""
    shared = essay.parent.parent / "networks" / "x"
    shared.mkdir(parents=True)
    (shared / "a.csv").write_text("a,b\n,\n", encoding="utf-8")
    figure, problems = render("summary\ndata: /networks/x/a.csv")
    assert figure is None
    assert problems[0].path == "content/networks/x/a.csv"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '=HYPERLINK("https://evil.example";"x")',
        "nul\x00l",
        "\u202egnp.exe",
        "]]>",
        "&lt;b&gt;",
        "</td></table><img src=x onerror=alert(1)>",
    ],
    ids=["script", "formula", "NUL", "override of direction", "CDATA", "entities", "markup"],
)
def test_hostile_names_are_only_text(render: Render, name: str) -> None:
    """In a network, in a table, in the block itself."""
    quoted = '"' + name.replace('"', '""') + '"'
    files = {
        "a.csv": f"{quoted},b\n{quoted},c\n",
        "b.csv": f"value,label\n100,{quoted}\n20,friends\n",
    }
    for block in (
        f"summary\ndata: data/a.csv\ntitle: {name}",
        f"circles\ndata: data/b.csv\ncaption: {name}",
    ):
        figure, problems = render(block, files)
        assert problems == ()
        assert figure is not None
        tree = etree.fromstring(figure.html)
        assert not set(map(str, tree.xpath("//*/@*"))) & {"x", "alert(1)"}
        assert {element.tag for element in tree.iter()} & {"script", "img", "b"} == set()
        clean = re.sub("[\x00\u202e]", "", name)
        assert clean in "".join(tree.xpath("//figcaption//text()"))
        assert clean in "".join(tree.xpath("//tbody//text()"))
        assert not re.search("[\x00\u202e]", figure.html)


CHECKS = {
    "no widget": (
        "",
        (
            "content/essays/one/index.md:10: this network block does not say its widget\n"
            "    Known: activity, catalogue, circles, concentration, conversion, degrees,"
            " distances, friendship-paradox, funnel, growth, mixing, node-link and 7 more."
        ),
    ),
    "unknown widget": (
        "distance\ndata: data/a.csv",
        (
            "content/essays/one/index.md:10: there is no widget 'distance'\n"
            "    Did you mean 'distances'?"
        ),
    ),
    "unknown and missing keys": (
        "circles\ndate: data/a.csv",
        (
            "content/essays/one/index.md:11: the widget 'circles' has no key 'date'\n"
            "    Did you mean 'data'?\n"
            "content/essays/one/index.md:10: the widget 'circles' needs the key 'data'\n"
            "    Add a line such as `data: data/karate.csv`."
        ),
    ),
    "key of a catalogue": (
        "catalogue\ndata: data/a.csv",
        (
            "content/essays/one/index.md:11: a block of the catalogue has no key 'data'\n"
            "    Remove the line."
        ),
    ),
    "file that does not exist": (
        "distances\ntitle: A\ndata: data/b.csv",
        (
            "content/essays/one/index.md:12: the data file 'data/b.csv' does not exist\n"
            "    Did you mean 'a.csv'?"
        ),
    ),
    "file outside": (
        "distances\ndata: ../../../secret.csv",
        (
            "content/essays/one/index.md:11: the data file '../../../secret.csv' is outside the"
            " content folder\n    Put it in the essay's data/ folder."
        ),
    ),
    "unknown unit and marks": (
        "distances\nmarks: facebok-2011, milgram-1967, me\nunit: hops\ndata: data/a.csv",
        (
            "content/essays/one/index.md:11: the mark 'facebok-2011' is not known\n"
            "    Did you mean 'facebook-2011'?\n"
            "content/essays/one/index.md:11: the mark 'me' is not known\n"
            "    Known: facebook-2011, facebook-2016, milgram-1967, travers-milgram-1969,"
            " twitter-2010.\n"
            "content/essays/one/index.md:12: the unit 'hops' is not one of distances\n"
            "    Known: distance, intermediaries."
        ),
    ),
    "id": (
        "summary\nid: Six Degrees\ndata: data/a.csv",
        (
            "content/essays/one/index.md:11: the id 'Six Degrees' cannot be part of an address\n"
            "    Write small letters, figures and hyphens, such as `id: six-degrees`."
        ),
    ),
    "members that are no numbers": (
        "value-laws\nmembers: many, 800 M",
        (
            "content/essays/one/index.md:11: the members 'many, 800 M' are not two numbers\n"
            "    Write a small and a large number, both whole: `members: 1000, 800000000`."
        ),
    ),
    "members in the wrong order": (
        "value-laws\nmembers: 1000, 10\nlaws: moore",
        (
            "content/essays/one/index.md:11: the members '1000, 10' are not in order, from 2 to"
            " 10¹²\n"
            "    Write a small and a large number, both whole: `members: 1000, 800000000`.\n"
            "content/essays/one/index.md:12: the law 'moore' is not known\n"
            "    Known: metcalfe, odlyzko-tilly, reed, sarnoff, zhang-xu."
        ),
    ),
    "values": (
        "conversion\nvalues: mean\ndata: data/a.csv",
        (
            "content/essays/one/index.md:11: the values 'mean' are not of a known kind\n"
            "    Did you mean 'means'?"
        ),
    ),
    "no link": (
        "distances\ndata: data/loop.csv",
        (
            "content/essays/one/index.md:11: the network has no link between two members\n"
            "    There is no distance to measure."
        ),
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_a_mistake_in_a_block_is_a_problem_at_its_line(
    problems: Callable[..., str], name: str
) -> None:
    """All of a block's mistakes are said at once, each with a hint."""
    lines, expected = CHECKS[name]
    files = {"a.csv": "a,b\n" if "conversion" not in lines else "group,stage,value\n,a,2\n,b,1\n"}
    assert problems(lines, files | {"loop.csv": "a,a\n"}) == expected


ROWS = {
    "role": (
        "activity",
        "role,value,label\ntotal,10,a\nparts,5,b\npart,,c\n",
        "3: the role 'parts' is not one of a row\n    Did you mean 'part'?",
    ),
    "no total": (
        "activity",
        "role,value,label\npart,5,b\npart,,c\n",
        (
            "1: the table has 0 rows that say a total, as a number of accounts\n"
            "    Write one row of role `total`."
        ),
    ),
    "two parts without a value": (
        "activity",
        "role,value,label\ntotal,10,a\npart,,b\npart,,c\n",
        "4: two parts have no value\n    One can be found as the rest; give the others.",
    ),
    "parts that do not sum": (
        "activity",
        "role,value,label\ntotal,10,a\npart,5,b\npart,3,c\n",
        (
            "2: the parts sum to 8, and the total is 10\n"
            "    Leave the value of one part empty: it is the rest."
        ),
    ),
    "too many parts": (
        "activity",
        "role,value,label\ntotal,10,a\n" + "part,2,b\n" * 5,
        "1: the table has 5 parts\n    From 2 to 4 can be drawn.",
    ),
    "more than the total": (
        "activity",
        "role,value,label\ntotal,10,a\npart,5,b\npart,,c\nother,12,d\n",
        "5: the value '12' is more than the total\n    Check both numbers.",
    ),
    "stage that grows": (
        "conversion\nvalues: counts",
        "group,stage,value\nA,messages,10\nA,answers,12\n",
        (
            "3: the stage 'answers' has more (12) than the one before it (10)\n"
            "    Write the stages of a group in their order."
        ),
    ),
    "counts that are not": (
        "conversion\nvalues: counts",
        "group,stage,value\nA,messages,10\nA,answers,2.5\nA,meetings,10 %\n",
        (
            "3: the value '2.5' is not a number of people\n"
            "    Write how many reach the stage; the share is computed.\n"
            "content/essays/one/data/a.csv:4: the value '10 %' is not a number of people\n"
            "    Write how many reach the stage; the share is computed."
        ),
    ),
    "one stage": (
        "conversion\nvalues: means",
        "group,stage,value\nA,messages,10\n",
        "2: the group 'A' has not two stages\n    Write where it starts, then what is left.",
    ),
    "circle without size": (
        "circles",
        "role,value,label\ncircles,0,a\n",
        (
            "2: the role 'circles' is not one of a circle\n    Did you mean 'circle'?\n"
            "content/essays/one/data/a.csv:2: the value '0' is not a number of people\n"
            "    Write 150, not 15 %."
        ),
    ),
    "measure too large": (
        "circles",
        "role,value,label\ncircle,100,a\nmeasure,26,b\n",
        (
            "3: the measure of 26 is more than a quarter of the largest circle\n"
            "    Give it the role `circle`."
        ),
    ),
    "unreadable number": (
        "circles",
        "value,label\nmany,a\n",
        (
            "2: the value 'many' is not a number\n"
            "    Write 1000, 1 000 or 4.5; after a comma, one or two digits."
        ),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_mistake_in_a_table_is_a_problem_of_the_data_file(
    problems: Callable[..., str], name: str
) -> None:
    """At the line of the row, in the file of the data."""
    block, table, expected = ROWS[name]
    lines = f"{block}\ndata: data/a.csv"
    assert problems(lines, {"a.csv": table}) == f"content/essays/one/data/a.csv:{expected}"


def test_a_network_beyond_the_budget_is_sampled_and_says_so(render: Render) -> None:
    """Its mean has an interval, its diameter is a lower bound, and the draws are counted."""
    ring = "".join(f"{node},{(node + step) % 2000}\n" for node in range(2000) for step in (1, 200))
    block = "distances\ndata: data/a.csv"
    exact, _ = render(block, {"a.csv": ring}, budget=Budget(seconds=60))
    sampled, _ = render(block, {"a.csv": ring}, budget=Budget(seconds=0.3))
    assert exact is not None
    assert sampled is not None
    assert "<dt>Interval</dt><dd>none, an exact result</dd>" in exact.html
    assert "±" not in exact.html
    assert "<dt>Interval</dt><dd>95%, estimated from 256 draws</dd>" in sampled.html
    assert re.search(r"±\s0\.\d\d", sampled.html)
    assert re.search(r'diameter\)</th><td class="figure-value">\d+ or more</td>', sampled.html)
    assert '<th scope="col">Pairs</th>' in exact.html
    assert '<th scope="col">Pairs</th>' not in sampled.html


def test_a_summary_beyond_the_budget_has_its_intervals(render: Render) -> None:
    """In a column of their own."""
    ring = "".join(f"{node},{(node + step) % 2000}\n" for node in range(2000) for step in (1, 200))
    figure, _ = render("summary\ndata: data/a.csv", {"a.csv": ring}, budget=Budget(seconds=0.3))
    assert figure is not None
    assert '<th scope="col">95% interval</th>' in figure.html
    assert '<th scope="row">Diameter (D)</th><td class="figure-value">not computed</td>' in (
        figure.html
    )


def test_a_network_beyond_any_sample_is_refused(essay: Path) -> None:
    """With what can be done."""
    path = "".join(f"{node},{node + 1}\n" for node in range(3000))
    (essay / "data" / "a.csv").write_text(path, encoding="utf-8")
    for widget in ("distances", "summary"):
        figure, problems = render_fence(
            f"```network {widget}\ndata: data/a.csv\n```",
            path="a.md",
            folder=essay,
            content=essay,
            lang="en",
            budget=Budget(seconds=0.01),
        )
        assert figure is None
        assert [str(problem) for problem in problems if problem.path == "a.md"] == [
            (
                "a.md:2: the network, of 3000 links, is beyond the budget of a block\n"
                "    Give a part of it, and say which, or raise NETWORK_STATS_SECONDS."
            )
        ]


def test_a_file_with_more_lines_than_the_budget_is_not_read(essay: Path) -> None:
    """Its lines are counted first, whatever ends them."""
    for end in ("\n", "\r\n", "\r"):
        (essay / "data" / "a.csv").write_bytes(f"a,b{end}".encode() * 11)
        figure, problems = render_fence(
            "```network distances\ndata: data/a.csv\n```",
            path="a.md",
            folder=essay,
            content=essay,
            lang="en",
            budget=Budget(rows=10),
        )
        assert figure is None
        assert list(map(str, problems)) == [
            (
                "a.md:2: the data file has 11 lines, more than the 10 of a block's budget\n"
                "    Give a part of it, and say which, or raise NETWORK_STATS_ROWS."
            )
        ]


def test_a_file_of_any_format_is_proposed_for_one_that_is_not_there(render: Render) -> None:
    """But no record, which holds no data."""
    figure, problems = render("summary\ndata: data/karate.gm", {"karate.gml": b"", "a.toml": b""})
    assert figure is None
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("the data file 'data/karate.gm' does not exist", "Did you mean 'karate.gml'?")
    ]


def test_the_lines_of_a_packed_file_are_those_it_unpacks_to(essay: Path) -> None:
    """What gzip packs well is not read past the budget."""
    packed = essay / "data" / "a.csv.gz"
    packed.write_bytes(gzip.compress(b"a,b\n" * 11))
    figure, problems = render_fence(
        "```network distances\ndata: data/a.csv.gz\n```",
        path="a.md",
        folder=essay,
        content=essay,
        lang="en",
        budget=Budget(rows=10),
    )
    assert figure is None
    assert [problem.message for problem in problems] == [
        "the data file has 11 lines, more than the 10 of a block's budget"
    ]


def test_links_may_stand_on_several_lines(render: Render) -> None:
    """Indented below their key."""
    figure, problems = render("node-link\nedges: Ada–Grace,\n  Grace–Linus,\n  Linus–Ada")
    assert problems == ()
    assert figure is not None
    assert "3 links" in figure.html.replace("\u00a0", " ")


def test_a_random_network_says_its_model_and_its_seed(render: Render) -> None:
    """It is not taken for an observed one."""
    figure, problems = render("distances\nmodel: erdos-renyi n=50 p=0.2 seed=7")
    assert problems == ()
    assert figure is not None
    assert "A network drawn at random, not observed: Erdős–Rényi model" in figure.html
    assert "seed 7" in figure.html
    assert figure.dependencies == ()


def test_a_directed_network_says_that_its_arcs_are_followed(render: Render) -> None:
    """And counts each pair in both directions."""
    files = {"a.csv": "a,b\nb,c\nc,a\n"}
    figure, _ = render("distances\ndata: data/a.csv\ndirected: yes", files)
    assert figure is not None
    assert "Paths follow the links; each pair counts in both directions." in figure.html
    assert "3\u00a0members, 3\u00a0links, 6\u00a0pairs" in figure.html
    summary, _ = render("summary\ndata: data/a.csv\ndirected: yes", files)
    assert summary is not None
    assert "A simple network, directed: paths follow the arcs." in summary.html
    assert "Reciprocity (r)" in summary.html


def test_what_was_cleaned_is_said(render: Render) -> None:
    """In one sentence for what was removed, and one for each thing mended."""
    edges = "a,a\nb,b\nc,c\na,b\nb,a\n a ,b\n,b\n"
    for lang, said in (
        (
            "en",
            "3\u00a0loops and 2\u00a0duplicates removed. 1\u00a0row without a name passed over.",
        ),
        ("fr", "3\u00a0boucles et 2\u00a0doublons retirés. 1\u00a0ligne sans nom passée."),
    ):
        figure, problems = render("summary\ndata: data/a.csv", {"a.csv": edges}, lang=lang)
        assert problems == ()
        assert figure is not None
        assert said in figure.html


def test_a_drawing_without_a_block_is_a_figure_with_its_files() -> None:
    """What others measure is shown, and can be taken away, in the same way."""
    drawing = Drawing(
        name="N",
        description="D",
        shapes=Markup("<g/>"),
        height=10,
        numbers=(Numbers(caption="C", columns=("x",), rows=((Cell(text="1"),),)),),
        method=("How.",),
        n="12 people",
    )
    figure = build_figure(drawing, "distances", words("en"), identifier="talk")
    html = figure.html
    tree = etree.fromstring(html)
    assert tree.get("id") == "figure-talk"
    assert "".join(tree.xpath("//*[@class='figure-title']/text()")) == "How many links apart"
    assert "<dt>n</dt><dd>12 people</dd>" in html
    names = [file.name for file in figure.downloads]
    assert names == ["talk.csv", "talk.json", "talk.svg"]
    assert [f'href="{{figure}}{name}"' in html for name in names] == [True] * 3


def test_the_catalogue_is_a_block(essay: Path) -> None:
    """It has no data and no files, and is no figure."""
    figure, problems = render_fence(
        "```network catalogue\n```", path="a.md", folder=essay, content=essay, lang="fr"
    )
    assert problems == ()
    assert figure is not None
    assert (figure.dependencies, figure.downloads) == ((), ())
    assert "Distance moyenne" in figure.html
    assert "<figure" not in figure.html


def test_a_text_that_is_no_block_is_a_problem() -> None:
    """What is given must be one block."""
    figure, problems = render_fence("words", path="a.md", folder=ROOT, content=ROOT, lang="en")
    assert figure is None
    assert list(map(str, problems)) == [
        (
            "a.md:1: the text holds 0 network blocks, not one\n"
            "    Write ```network and the name of a widget, `key: value` lines, and ```."
        )
    ]


def test_an_interval_is_refused_when_there_are_few(render: Render) -> None:
    """Under ten people it would mean nothing, and the figure says so."""
    figure, _ = render(
        "conversion\nvalues: counts\ndata: data/a.csv",
        {"a.csv": "group,stage,value\nA,asked,8\nA,answered,4\nB,asked,40\nB,answered,0\n"},
    )
    assert figure is not None
    assert "Under 10 people at the start an interval would mean nothing" in figure.html
    assert (
        '<td>answered</td><td class="figure-value">4</td><td class="figure-value">50.0%</td>'
        '<td class="figure-value">–</td><td class="figure-value">–</td>' in figure.html
    )
    assert '<td class="figure-value">0.0%</td><td class="figure-value">8.8%</td>' in figure.html


def test_pairs_that_no_path_joins_are_counted(render: Render) -> None:
    """They are said in the drawing, in the table and in the method."""
    figure, _ = render("distances\ndata: data/a.csv", {"a.csv": "a,b\nc,d\n"})
    assert figure is not None
    assert "Of 100 pairs of members, 67 without a path" in figure.html
    assert '<th scope="row">no path</th>' in figure.html
    assert "67% of pairs are joined by no path, and do not count in the mean." in figure.html


def test_long_networks_have_short_drawings(render: Render) -> None:
    """A path of 200 still fits: narrow bars, few ticks, the commonest distances said."""
    path = "".join(f"{node},{node + 1}\n" for node in range(200))
    figure, _ = render("distances\ndata: data/a.csv", {"a.csv": path})
    assert figure is not None
    drawing = figure.html[figure.html.index("<svg") : figure.html.index("</svg>")]
    assert len(drawing) < 6000
