"""Drawings found in a text and made into pictures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pelican.plugins.network_stats.drawings import (
    PLAIN,
    Drawing,
    find_drawings,
    parse_colours,
    render_png,
    resolve,
    weigh,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img">'
    "<title>Un &amp; deux</title><desc>Une barre.</desc>"
    '<rect width="20" height="20" fill="var(--figure-1, currentColor)"/>'
    '<text x="22" y="15" font-size="14" fill="currentColor">é</text></svg>'
)
PAGE = f'<p>a</p><figure class="f" id="figure-une">{SVG}</figure>{SVG}<!-- {SVG} -->'


def test_drawings_have_a_name_a_place_and_words() -> None:
    """Those that are figures are found in order; one without a place is named by its number."""
    one, two = find_drawings(f'<svg aria-hidden="true"></svg>{PAGE}')
    assert (one.name, one.anchor, one.width, one.height) == ("figure-une", "figure-une", 40, 20)
    assert one.words == "Un & deux. Une barre."
    assert one.size == (96, 66)
    assert (two.name, two.anchor) == ("figure-2", "")
    assert find_drawings("<p>&lt;svg role=img&gt;</p>") == ()


def test_a_drawing_may_hold_drawings() -> None:
    """The outermost counts, whatever is in it."""
    (outer,) = find_drawings(SVG.replace("<rect", f"{SVG}<rect", 1))
    assert outer.svg.count("<svg") == 2


def test_a_text_is_weighed_without_its_drawings() -> None:
    """Signs that will be escaped weigh more."""
    assert weigh("<p>é</p>") == 9 + 4 * 3
    assert weigh(SVG) < len(SVG)


SHEETS = {
    "site.css": '@import url("a.css") layer(x);\n@import url("0-paper.css") layer(x) print;',
    "0-paper.css": ":root { --figure-1: #000; }",
    "a.css": """
/* --figure-1: #111; */
:root { --blue: #123456; --figure-1: light-dark(var(--blue), var(--white)); --white: #fff;
  --figure-2: oklch(50% 0 0); --figure-grid: var(--figure-grid); --color-page: var(--none, #eee) }
@media (prefers-contrast: more) { :root { --figure-muted: #000 } p { color: red } }
""",
}


def test_colours_are_those_of_the_light_scheme() -> None:
    """Of the screen, not of paper or another medium; what no picture can have is left out."""
    assert parse_colours(SHEETS) == PLAIN | {"--figure-1": "#123456", "--color-page": "#eee"}
    assert parse_colours({}) == PLAIN
    assert resolve("var(--a)", {"--a": "var(--b)", "--b": "var(--a)"}).startswith("var(")


SCRIPT = """
import sys
import pelican.plugins
pelican.plugins.__path__.append(sys.argv[1])
from pelican.plugins.network_stats.drawings import PLAIN, find_drawings, render_png
sys.stdout.buffer.write(render_png(*find_drawings(sys.argv[2]), PLAIN))
"""


def test_the_machine_leaves_no_trace(tmp_path: Path) -> None:
    """The fonts and the settings of a machine do not change a picture; its words are there."""
    plugins = str(Path(__file__).parents[2] / "plugins")
    command = [sys.executable, "-c", SCRIPT, plugins, SVG]

    def run(**extra: str) -> bytes:
        environment = {"PATH": os.environ["PATH"], **extra}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    plain = run()
    assert plain.startswith(b"\x89PNG")
    assert run(HOME=str(tmp_path), LC_ALL="C", FONTCONFIG_FILE="/dev/null") == plain
    (drawing,) = find_drawings(SVG)
    (mute,) = find_drawings(SVG.replace("é", " "))
    assert render_png(drawing, PLAIN) == plain != render_png(mute, PLAIN)


def test_what_is_no_svg_is_refused() -> None:
    """The error says what the renderer has against it."""
    broken = Drawing(name="x", anchor="", svg="<svg><b></svg>", width=1, height=1, words="")
    with pytest.raises(ValueError, match=r"."):
        render_png(broken, PLAIN)
