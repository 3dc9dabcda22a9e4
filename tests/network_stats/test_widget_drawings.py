"""What is true of every figure that draws a network, whatever it draws."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pelican.plugins.build.problems import Problem
from pelican.plugins.network_stats.fences import find_fences, parse_fence
from pelican.plugins.network_stats.figure import render_fence
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.models import Block, DataFile, Figure
from pelican.plugins.network_stats.svg import LARGE, text_width
from pelican.plugins.network_stats.widgets import WIDGETS

Render = Callable[..., tuple[Figure | None, tuple[Problem, ...]]]

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
SVG = "{http://www.w3.org/2000/svg}"
KARATE = "data: /networks/karate/karate.gml"
MISERABLES = "data: /networks/les-miserables/les-miserables.csv"
WOMEN = "data: /networks/southern-women/southern-women.gml"
GROWN = "model: barabasi-albert n=1000 m=3 seed=1"
RING = "model: watts-strogatz n=30 k=4 p=0 seed=1"
LETTERS = "marks: milgram-1967, travers-milgram-1969"
ARCS = (
    "edges: a->b, b->a, b->c, c->a, a->d, d->a, d->e, e->f, f->e, f->a, e->a, c->f\ndirected: yes"
)
THREE = (
    "models: Ring: watts-strogatz n=40 k=4 p=0 seed=1;"
    " A little chance: watts-strogatz n=40 k=4 p=0.1 seed=2; Chance: erdos-renyi n=40 p=0.1 seed=4"
)
BLOCKS = {
    "degrees": ("degrees", MISERABLES),
    "degrees, grown": ("degrees", GROWN),
    "degrees, all equal": ("degrees", RING),
    "friendship": ("friendship-paradox", f"{MISERABLES}\nmarks: facebook-2011"),
    "friendship, all equal": ("friendship-paradox", RING),
    "funnel": ("funnel", f"{MISERABLES}\n{LETTERS}"),
    "funnel, grown": ("funnel", f"{GROWN}\n{LETTERS}"),
    "funnel to one": ("funnel", f"{MISERABLES}\ntarget: Valjean\n{LETTERS}"),
    "mixing": ("mixing", f"{KARATE}\nby: club"),
    "node-link": ("node-link", MISERABLES),
    "node-link, all names": ("node-link", f"{MISERABLES}\nlabels: all"),
    "node-link, groups": ("node-link", f"{KARATE}\nby: club\nlabels: all"),
    "node-link, arrows": ("node-link", ARCS),
    "communities": ("node-link", f"{MISERABLES}\nshow: communities"),
    "communities, grown": ("node-link", GROWN),
    "matrix": ("node-link", f"{MISERABLES}\nshow: matrix"),
    "matrix, grown": ("node-link", f"{GROWN}\nshow: matrix"),
    "reciprocity": ("reciprocity", ARCS),
    "robustness": ("robustness", MISERABLES),
    "robustness, again": ("robustness", f"{GROWN}\norder: degree-again"),
    "side by side": ("small-multiples", THREE),
    "question": ("small-multiples", f"{THREE}\nquestion: Which is the widest?"),
    "side by side, degrees": ("small-multiples", f"{THREE}\nshow: degrees"),
    "side by side, distances": ("small-multiples", f"{THREE}\nshow: distances"),
    "side by side, robustness": ("small-multiples", f"{THREE}\nshow: robustness"),
}
NETWORKS = {"node-link", "small-multiples"}
EACH = pytest.mark.parametrize("name", BLOCKS)
BOTH = pytest.mark.parametrize("lang", ["fr", "en"])


@cache
def drawn(name: str, lang: str) -> str:
    """Return the HTML of a block, rendered once."""
    return rendered(name, lang)


def rendered(name: str, lang: str) -> str:
    """Return the HTML of a block."""
    widget, lines = BLOCKS[name]
    figure, problems = render_fence(
        f"```network {widget}\n{lines}\n```",
        path="content/essays/x/index.md",
        folder=CONTENT,
        content=CONTENT,
        lang=lang,
    )
    assert problems == ()
    assert figure is not None
    return figure.html


def chart(html: str) -> etree._Element:
    found = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert found
    return etree.fromstring(found[0])


@EACH
@BOTH
def test_it_is_said_in_words_made_from_its_numbers(name: str, lang: str) -> None:
    """A name and a description with figures in them; nothing left to fill, nothing undefined."""
    html = drawn(name, lang)
    svg = chart(html)
    for part in ("title", "desc"):
        said = svg.findtext(f"{SVG}{part}") or ""
        assert re.search(r"\d", said) or name.startswith(("side", "question"))
        assert len(said) > 9
    assert not re.search(
        r"[{}]|\bnan\b|\binf\b|\bNone\b(?! of)", re.sub(r'href="[^"]*"', "", html)
    )
    assert svg.get("role") == "img"
    assert all(
        any(parent.get("aria-hidden") == "true" for parent in text.iterancestors())
        for text in svg.iter(f"{SVG}text")
    )


@EACH
def test_it_is_small(name: str) -> None:
    """A chart: 6 kB, 2 kB when packed. A network: 15 kB, 4 when packed."""
    networks = BLOCKS[name][0] in NETWORKS
    for lang in ("fr", "en"):
        found = etree.tostring(chart(drawn(name, lang)), encoding="utf-8")
        assert len(found) <= (15_000 if networks else 6_000)
        assert len(gzip.compress(found, 9, mtime=0)) <= (4_200 if networks else 2_000)


@EACH
def test_it_has_no_colour_of_its_own(name: str) -> None:
    """Only the theme's custom properties; no style, no script."""
    html = drawn(name, "en")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!;)|rgb|style=|<style|<script", chart_text(html))
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', html)) <= {
        "none",
        "currentColor",
        *(f"var(--figure-{name}, currentColor)" for name in ("1", "2", "muted", "grid")),
    }


def chart_text(html: str) -> str:
    return etree.tostring(chart(html), encoding="unicode")


@EACH
@BOTH
def test_no_words_are_cut_or_overlap(name: str, lang: str) -> None:
    """Each line stays in the drawing, and apart from the others, as wide as it may be."""
    svg = chart(drawn(name, lang))
    height = float(svg.get("viewBox").split()[3])
    boxes = [(x0, y - 11, x1, y + 3, line) for x0, x1, y, line in lines_of(svg)]
    for index, (x0, top, x1, bottom, line) in enumerate(boxes):
        assert x0 >= -0.5, line
        assert x1 <= 360.5, line
        assert top >= -2, line
        assert bottom <= height + 1, line
        for other in boxes[index + 1 :]:
            apart = other[0] >= x1 or other[2] <= x0 or other[1] >= bottom or other[3] <= top
            assert apart, (line, other[-1])


def lines_of(svg: etree._Element) -> list[tuple[float, float, float, str]]:
    """Return each line of a drawing's words: its ends, its height, itself."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        lines = [text.text or ""]
        for span in text:
            said = "".join(span.itertext())
            lines = [*lines, said] if span.get("dy") else [*lines[:-1], lines[-1] + said]
            lines[-1] += span.tail or ""
        group = text.getparent()
        anchor = text.get("text-anchor") or group.get("text-anchor")
        size = LARGE if text.get("font-size") else 14
        for index, line in enumerate(lines):
            # Labels are laid out for the widest of fonts; this is about a usual one.
            width = text_width(line, size) * 0.9
            x, y = float(text.get("x")), float(text.get("y")) + 17.92 * index
            start = x - width * {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)
            found.append((start, start + width, y, line))
    return found


@EACH
def test_the_same_block_gives_the_same_bytes(name: str) -> None:
    """Whatever was drawn before: no clock, no chance without a seed."""
    assert rendered(name, "fr") == drawn(name, "fr")


@EACH
def test_every_number_of_a_table_is_one_for_machines_too(name: str) -> None:
    """Beside its text in the page's language, each cell of a number has the number itself."""
    widget, lines = BLOCKS[name]
    fences, _ = find_fences(f"```network {widget}\n{lines}\n```".split("\n"), path="x.md")
    spec, _ = parse_fence(fences[0], path="x.md")
    data = spec.text("data")
    file = DataFile(path=CONTENT / data.lstrip("/"), name=data) if data else None
    drawing, problems = WIDGETS[widget].draw(Block(spec=spec, data=file, words=words("en")))
    assert problems == ()
    assert drawing is not None
    cells = [cell for table in drawing.numbers for row in table.rows for cell in row]
    assert any(cell.number for cell in cells)
    for cell in cells:
        if cell.number and re.fullmatch(r"[−\d,.]+%?", cell.text):
            assert cell.value is not None, cell
            shown = float(re.sub("[,%]", "", cell.text).replace("−", "-"))
            value = cell.value * (100 if "%" in cell.text else 1)
            assert shown == pytest.approx(value, abs=0.51), cell


HOSTILE = (
    "</text><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a & b < c",
    "\u202egnp.exe",
    "]]>",
    "&lt;b&gt;",
    "A very long name that goes on and on and on, without any end to be seen " * 3,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
)


@pytest.mark.parametrize(
    "lines",
    [
        "node-link\nlabels: all",
        "node-link\nshow: communities",
        "node-link\nshow: matrix",
        "degrees",
        "friendship-paradox",
        "funnel",
        f"funnel\ntarget: {HOSTILE[0]}",
        "robustness",
    ],
)
def test_hostile_names_are_only_text(render: Render, lines: str) -> None:
    """They make no element, no attribute, and do not leave the drawing."""
    names = [*HOSTILE, *(f"n{index}" for index in range(8))]
    pairs = [(0, index) for index in range(1, 16)] + [(index, index + 1) for index in range(1, 9)]
    rows = ['"{}","{}"'.format(*(names[end].replace('"', '""') for end in pair)) for pair in pairs]
    widget, _, rest = lines.partition("\n")
    figure, problems = render(f"{widget}\ndata: data/a.csv\n{rest}", {"a.csv": "\n".join(rows)})
    assert problems == ()
    assert figure is not None
    tree = etree.fromstring(figure.html)
    assert {element.tag for element in tree.iter()} & {"script", "img", "b"} == set()
    assert not set(map(str, tree.xpath("//@*"))) & {"x", "alert(1)"}
    assert "\u202e" not in figure.html
    assert all(x1 <= 360.5 for _, x1, _, _ in lines_of(chart(figure.html)))
