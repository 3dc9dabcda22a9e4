"""The label of a page counts what a browser would fetch, and says so in the page's language."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from pelican.plugins.build.problems import BuildFailed
from pelican.plugins.build.settings import parse_settings
from pelican.plugins.essays.label import (
    FONTS,
    LEVEL,
    PICTURES,
    SCRIPTS,
    STYLES,
    Ruler,
    compressed,
)

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests" / "sites" / "bilingual"
SHEET = """\
/* @import url("old.css"); url(old.png) */
@import url("more.css") layer(more);
@font-face { font-family: A; src: local("A"), url("../fonts/a.woff2") format("woff2"),
  url("../fonts/a.woff"); }
@font-face { font-family: B; src: url(https://fonts.example/b.woff2); }
"""


@pytest.fixture
def ruler(tmp_path: Path) -> Ruler:
    """What measures the pages of a small site."""
    for name, text in {
        "theme/static/css/site.css": SHEET,
        "theme/static/css/more.css": "b { background: url(dot.png) }",
        "theme/static/css/dot.png": "x" * 30,
        "theme/static/fonts/a.woff2": "x" * 2000,
        "theme/static/app.js": "document.cookie = 'a=b'; document.cookie == 1",
        "content/essays/a/pic.png": "x" * 700,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    values = {"SITEURL": "https://here.example/blog", "THEME": "theme"}
    return Ruler(settings=parse_settings(values, tmp_path, "pelicanconf.py"), digest=b"")


def test_a_page_is_read_as_a_browser_reads_it(ruler: Ruler) -> None:
    """Sheets, what they import and ask for, scripts, pictures: each once, from its own place."""
    page = (
        '<link rel="icon" href="../theme/i.svg"><link rel="canonical" href="https://o.example/">'
        '<link rel="stylesheet" href="../theme/css/site.css"><script src="../theme/app.js">'
        '</script><img alt="a > b" src="../a/pic.png"><img src="../a/pic.png">'
        "<a href='https://elsewhere.example/x.png'>x</a>"
        '<svg><use href="#one"/></svg><img src="data:image/png;base64,AA">'
    )
    found = ruler.fetched(page, "a/")
    assert found.addresses == {
        "theme/css/site.css": STYLES,
        "theme/app.js": SCRIPTS,
        "a/pic.png": PICTURES,
        "theme/fonts/a.woff2": FONTS,
        "theme/css/more.css": STYLES,
        "theme/css/dot.png": PICTURES,
    }
    assert found.hosts == {"fonts.example"}
    assert found.cookies == 1
    assert [ruler.weight(path) for path in ("a/pic.png", "theme/fonts/a.woff2")] == [700, 2000]
    assert ruler.weight("theme/css/site.css") == len(
        brotli.compress(SHEET.encode(), quality=LEVEL)
    )


@pytest.mark.parametrize(
    "element",
    [
        '<img src="https://else.example/x.png">',
        "<img src='//else.example/x.png'>",
        "<img src=https://else.example/x.png alt>",
        '<img src="x.png" srcset="y.png 1x, https://else.example/x.png 2x">',
        '<script async src="https://else.example/x.js"></script>',
        '<iframe title="x" src="https://else.example/x"></iframe>',
        '<link rel="preconnect" href="https://else.example">',
        '<link rel="preload stylesheet" href="https://else.example/x.css">',
        '<video poster="https://else.example/x.png"></video>',
        '<svg><image href="https://else.example/x.png"/></svg>',
        '<object data="https://else.example/x.svg"></object>',
    ],
)
def test_another_host_is_a_third_party(ruler: Ruler, element: str) -> None:
    """Whatever asks for something elsewhere is found."""
    assert ruler.fetched(element, "a/").hosts == {"else.example"}


@pytest.mark.parametrize(
    "element",
    [
        '<a href="https://else.example/">x</a>',
        '<link rel="canonical" href="https://else.example/">',
        '<link rel="alternate" hreflang="fr" href="https://else.example/">',
        '<img src="https://here.example/other/x.png">',
        '<p>img src="https://else.example/x.png"</p>',
        '<form action="https://else.example/"></form>',
    ],
)
def test_what_is_not_fetched_is_no_third_party(ruler: Ruler, element: str) -> None:
    """A link that one may follow, or an address in a text, is no request."""
    assert ruler.fetched(element, "a/").hosts == set()


def test_scripts_in_the_page_are_weighed(ruler: Ruler) -> None:
    """Data for machines is no script; a script that sets a cookie is found out."""
    assert ruler.fetched('<script type="application/ld+json">{}</script>', "a/").script == 0
    found = ruler.fetched("<script>document.cookie='a=1'</script>", "a/")
    assert found.script == compressed(b"document.cookie='a=1'")
    assert found.cookies == 1


def test_without_the_library_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build fails with the way out."""
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(BuildFailed) as failure:
        compressed(b"x")
    assert [str(problem) for problem in failure.value.problems] == [
        (
            "LIENS_FAIBLES: 'page_label' needs the library brotli\n"
            "    Install it (the extra \"reading\" has it), or set 'page_label' to False."
        )
    ]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a copy of a small site, to be changed before it is built."""
    folder = tmp_path / "before" / "source"
    shutil.copytree(SITE, folder)
    return folder


def test_the_label_equals_the_page(build_site: Callable[..., Any], source: Path) -> None:
    """The total is what the published page and its picture weigh, within a hundredth."""
    with (source / "content/essays/le-pont/pont.png").open("ab") as stream:
        stream.write(bytes(20_000))
    built = build_site(source)
    page = (built.output / "le-pont" / "index.html").read_bytes()
    picture = (built.output / "le-pont" / "pont.png").stat().st_size
    said = re.search(r"<p>([\d,]+)\u00a0ko, 2 requêtes, 0 tiers, 0 cookie</p>", page.decode())
    assert said
    weight = len(brotli.compress(page, quality=LEVEL)) + picture
    assert abs(float(said[1].replace(",", ".")) * 1000 - weight) <= max(weight * 0.01, 50)
    assert "\ue000" not in page.decode()


def test_a_site_without_labels_has_none(build_site: Callable[..., Any], source: Path) -> None:
    """The setting switches them off."""
    with (source / "pelicanconf.py").open("a") as stream:
        stream.write('LIENS_FAIBLES = {"page_label": False}\n')
    page = (build_site(source).output / "le-pont" / "index.html").read_text("utf-8")
    assert "requête" not in page
