"""Style sheets are put together as a browser would, and say what is wrong with them."""

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.build.style_sheets import IMPORT_HINT, bundle, imported, minify

SHEETS = {
    "css/site.css": '/* The site. */\n@layer a, b;\n@import url("a.css") layer(a);\n'
    '@import url("more/paper.css") layer(b) print;\n',
    "css/a.css": 'p { color: teal; }\n@font-face { src: url("../fonts/x.woff2"); }\n',
    "css/more/paper.css": "@import url('../b.css');\n@page { margin: 2cm; }\n",
    "css/b.css": 'q::before { content: "  a /* b */ "; }',
    "css/feed.css": "feed { display: block }",
}


def test_imports_stand_where_they_were_called() -> None:
    """Layers and media become blocks, files are addressed anew, and nothing is asked for."""
    text, problems = bundle("css/site.css", SHEETS, "static", lambda path: f"<{path}>")
    assert problems == []
    assert text == (
        "@layer a,b;"
        '@layer a{p{color:teal}@font-face{src:url("<fonts/x.woff2>")}}'
        '@media print{@layer b{q::before{content:"  a /* b */ "}@page{margin:2cm}}}'
    )


def test_what_is_imported_is_known() -> None:
    """Paths are those below the theme, whatever folder the sheet is in."""
    assert imported(SHEETS) == {"css/a.css", "css/b.css", "css/more/paper.css"}


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('@import url("aa.css");', 1, "there is no style sheet 'aa.css'", "Did you mean 'a.css'?"),
        ("\n@import 'a.css';", 2, "an @import that is not understood: 'a.css'", IMPORT_HINT),
        (
            '/*\n*/\n@import url("https://example.org/a.css");',
            3,
            'an @import that is not understood: url("https://example.org/a.css")',
            IMPORT_HINT,
        ),
        ('@import url("x.css");', 1, "'x.css' imports this sheet, or is it", ""),
        ('p {\nbackground: url("no.png") }', 2, "there is no file 'no.png'", ""),
    ],
)
def test_a_sheet_that_cannot_be_made(text: str, line: int, message: str, hint: str) -> None:
    """Each thing to mend has its file, its line and what was expected."""
    sheets = {"css/x.css": text, "css/a.css": ""}
    assert bundle("css/x.css", sheets, "static", lambda _: None)[1] == [
        Problem("static/css/x.css", line, message, hint)
    ]


def test_an_address_elsewhere_stays() -> None:
    """What is no file of the theme is left as it is written."""
    text = 'a{mask:url("#b")}c{background:url("/d.png")}'
    assert bundle("x.css", {"x.css": text}, "static", lambda _: None) == (text, [])


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("a :is( .b , .c ) > d { e : f ; }", "a :is(.b,.c)>d{e :f}"),
        (
            "@media (width >= 9em) and (x) { a { b: calc( 1px + 2px ) } }",
            "@media (width >= 9em) and (x){a{b:calc(1px + 2px)}}",
        ),
        ("a { --b: ; --c: 1 }", "a{--b:;--c:1}"),
        ("a::before { content: '\\'  ;  ' ; }", "a::before{content:'\\'  ;  '}"),
    ],
)
def test_only_spaces_that_mean_nothing_go(text: str, short: str) -> None:
    """Selectors, sums and strings keep the spaces that they need."""
    assert minify(text) == short
