"""Which essay a page is: all its addresses are one, and the author's map goes first."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.page_map import (
    LEFT_OUT,
    Unmapped,
    build_page_map,
    find_essay,
    load_essays,
    normal_page,
    parse_page_map,
    render_skeleton,
    unused_keys,
)

ESSAYS = {
    "le-pont": ("le-pont", "the-bridge"),
    "la-rive": ("la-rive", "the-shore"),
    "l-ile": ("l-ile", "e-7k3q9x"),
}
MAP = """\
[pages]
"http://old.example/spip.php?article37" = "le-pont"
"https://www.blog.example/2008/03/*-rive.html" = "essays/la-rive/"
"/tag/*" = false
"wp-12" = "l-ile"
"""


@pytest.mark.parametrize(
    ("page", "normal"),
    [
        ("https://www.Blog.example:443/a/b.html?utm_source=x#c1", "blog.example/a/b.html"),
        ("http://blog.example/a//b/", "blog.example/a/b"),
        ("//blog.example/a/index.html", "blog.example/a"),
        ("http://user:secret@blog.example/a", "blog.example/a"),
        ("https://blog.example", "blog.example"),
        ("https://blog.example/?p=12&utm_medium=y", "blog.example/?p=12"),
        ("https://blog.example/a/?replytocom=5", "blog.example/a"),
        ("https://blog.example/spip.php?article37", "blog.example/spip.php?article37"),
        ("https://blog.example/a/comment-page-2/", "blog.example/a"),
        ("/%C3%A9t%C3%A9/", "/\u00e9t\u00e9"),
        ("/e\u0301te\u0301", "/\u00e9t\u00e9"),
        ("1234", "1234"),
        ("/", "/"),
        ("", "/"),
    ],
)
def test_the_addresses_of_a_page_have_one_form(page: str, normal: str) -> None:
    assert normal_page(page) == normal
    assert normal_page(normal) == normal, "the form is its own form"


@pytest.mark.parametrize(
    ("page", "essay"),
    [
        ("https://any.example/2008/03/le-pont.html?a=b#c", "le-pont"),
        ("http://other.example/en/the-bridge/", "le-pont"),
        ("le-pont", "le-pont"),
        ("posts/2008-03-14-la-rive", "la-rive"),
        ("/Le_Pont.php", "le-pont"),
        ("/l%C3%AEle".replace("l%C3%AE", "l-%C3%AE"), "l-ile"),
        ("e-7k3q9x", "l-ile"),
        ("https://le-pont.example/", ""),
        ("https://blog.example/le-pont.php?id=3", ""),
        ("/autre/", ""),
        ("", ""),
    ],
)
def test_without_a_map_the_last_part_of_an_address_says_the_essay(page: str, essay: str) -> None:
    """In either language; a script with a query says nothing by its name."""
    assert find_essay(page, build_page_map(ESSAYS)) == essay


def test_an_address_that_two_essays_have_says_nothing() -> None:
    page_map = build_page_map({"un": ("un", "same"), "deux": ("deux", "same")})
    assert find_essay("/same/", page_map) == ""


@pytest.mark.parametrize(
    ("page", "essay"),
    [
        ("https://www.old.example/spip.php?article37#forum1", "le-pont"),
        ("http://old.example/spip.php?article38", ""),
        ("http://blog.example/2008/03/sur-la-rive.html", "la-rive"),
        ("http://blog.example/2009/03/sur-la-rive.html", ""),
        ("https://any.example/tag/le-pont", LEFT_OUT),
        ("wp-12", "l-ile"),
        ("/le-pont/", "le-pont"),
    ],
)
def test_the_map_goes_before_the_address(page: str, essay: str) -> None:
    """Its lines are compared in one form too; a star stands for anything."""
    page_map, problems = parse_page_map(MAP, "pages.toml", ESSAYS)
    assert problems == ()
    assert page_map is not None
    assert find_essay(page, page_map) == essay


def test_lines_that_no_page_answers_to_are_found() -> None:
    page_map, _ = parse_page_map(MAP, "pages.toml", ESSAYS)
    assert page_map is not None
    pages = ["https://old.example/spip.php?article37", "http://x.example/tag/a", "/le-pont/"]
    assert unused_keys(page_map, pages) == (
        "https://www.blog.example/2008/03/*-rive.html",
        "wp-12",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[pages]\n"/a" = "le-pnt"\n',
            Problem("m.toml", 2, "there is no essay 'le-pnt'", "Did you mean 'le-pont'?"),
        ),
        (
            '[pages]\n\n"/a" = ""\n',
            Problem(
                "m.toml",
                3,
                "'/a' has no essay yet",
                "Expected the folder of an essay, or false to leave the page's records out.",
            ),
        ),
        (
            '[pages]\n"/a" = "le-pont"\n"/a/" = "la-rive"\n',
            Problem("m.toml", 3, "'/a/' is the same page as another line, with another essay"),
        ),
        (
            '[page]\n"/a" = "le-pont"\n',
            Problem("m.toml", 1, "unknown key 'page'", "Did you mean 'pages'?"),
        ),
        (
            "[pages]\n/a = 1\n",
            Problem("m.toml", 2, "not TOML: Invalid statement", "See https://toml.io."),
        ),
    ],
    ids=["a folder that is not there", "no essay", "one page twice", "another table", "no TOML"],
)
def test_a_wrong_map_is_said_with_its_line(text: str, problem: Problem) -> None:
    assert parse_page_map(text, "m.toml", ESSAYS) == (None, (problem,))


def test_essays_are_known_by_their_addresses_and_ids(tmp_path: Path) -> None:
    folder = tmp_path / "essays" / "le-pont"
    folder.mkdir(parents=True)
    (folder / "essay.toml").write_text('id = "e-7k3q9x"\nuri = "tag:x,2026:e-7k3q9x"\n', "utf-8")
    (folder / "index.md").write_text("Title: Le pont\n\nSlug: nulle-part\n", "utf-8")
    (folder / "index.en.md").write_text("Title: The bridge\nSlug: the-bridge\n\n", "utf-8")
    (tmp_path / "essays" / "vide").mkdir()
    assert load_essays(tmp_path) == {
        "le-pont": ("e-7k3q9x", "le-pont", "the-bridge"),
        "vide": ("vide",),
    }


def test_the_beginning_of_a_map_can_be_filled_in() -> None:
    """A line for each page, with what is known of it and the essay that it looks like."""
    unmapped = [
        Unmapped(page="https://x.example/le-ponts.html", count=12, title="Le \u00abpont\u00bb"),
        Unmapped(page='/q"\\', count=1),
    ]
    text = render_skeleton(unmapped, build_page_map(ESSAYS).slugs)
    assert text == (
        "[pages]\n"
        '"https://x.example/le-ponts.html" = ""  # 12 records, '
        "\u201cLe \u00abpont\u00bb\u201d, perhaps le-pont\n"
        '"/q\\"\\\\" = ""  # 1 record\n'
    )
    page_map, _ = parse_page_map(text.replace('""', "false"), "m.toml", ESSAYS)
    assert page_map is not None
    assert [find_essay(one.page, page_map) for one in unmapped] == [LEFT_OUT, LEFT_OUT]
