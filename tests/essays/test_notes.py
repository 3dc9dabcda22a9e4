"""A note stands after the block that calls it, once, and can be gathered again."""

from pathlib import Path

import pytest
from lxml import html
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.body import Source, render_body
from pelican.plugins.essays.notes import (
    Back,
    Note,
    gather_notes,
    render_endnotes,
    skip_notes,
    with_endnotes,
)

PATH = "content/essays/le-pont/index.md"


def render(text: str, lang: str = "fr") -> str:
    """Return the HTML of a text that has no problem."""
    source = source_of(lang)
    body = render_body(text, source)
    assert body is not None, source.problems
    return body.html


def source_of(lang: str = "fr") -> Source:
    folder = Path("/nowhere")
    return Source(path=PATH, folder=folder, content=folder, lang=lang, first_line=5)


def problems(text: str) -> list[Problem]:
    source = source_of()
    assert render_body(text, source) is None
    return source.problems


def outline(text: str) -> list[str]:
    """Return the blocks of a text by their names, or by the notes that they are."""
    root = html.fragment_fromstring(render(text), create_parent="div")
    return [element.get("id") if element.tag == "aside" else element.tag for element in root]


def test_a_note_is_an_aside_after_its_paragraph() -> None:
    """It has a name, a way there and a way back; the text around it is as it was."""
    assert render("Un[^a] deux.\n\nTrois.\n\n[^a]: Une *note*.\n") == (
        '<p id="p1">Un<sup id="fnref-a"><a aria-label="note 1" class="footnote-ref"'
        ' href="#fn-a">1</a></sup> deux.</p>\n'
        '<aside aria-label="Note 1" class="sidenote" id="fn-a" role="note">\n'
        '<a aria-label="Revenir à l’appel de la note 1" class="sidenote-number"'
        ' href="#fnref-a">1</a>\n'
        "<p>Une <em>note</em>.</p>\n"
        "</aside>\n"
        '<p id="p2">Trois.</p>'
    )
    assert 'aria-label="Back to the call of note 1"' in render("A[^a]\n\n[^a]: b\n", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A[^a]\n\nB[^b]\n\n[^b]: b\n[^a]: a\n", ["p", "fn-a", "p", "fn-b"]),
        ("- a\n- b[^a]\n    - c[^b]\n\nD\n\n[^a]: a\n\n[^b]: b\n", ["ul", "fn-a", "fn-b", "p"]),
        ("> a[^a]\n\nB\n\n[^a]: a\n", ["blockquote", "fn-a", "p"]),
        ("| a[^a] |\n|---|\n| b |\n\nC\n\n[^a]: a\n", ["table", "fn-a", "p"]),
        ("## A[^a]\n\nB\n\n[^a]: a\n", ["h2", "fn-a", "p"]),
        ("a\n:   b[^a]\n\nC\n\n[^a]: a\n", ["dl", "fn-a", "p"]),
        ("A[^a]\n\nB[^a]\n\n[^a]: a\n", ["p", "fn-a", "p"]),
        ("A[^a]\n\nB\n\n[^b]: b\n[^a]: a[^b]\n", ["p", "fn-a", "fn-b", "p"]),
    ],
    ids=["order", "list", "quotation", "table", "heading", "definition", "twice", "nested"],
)
def test_a_note_stands_after_the_block_that_calls_it_first(text: str, expected: list[str]) -> None:
    """After the whole block, among those of the text; a note of a note after that one."""
    assert outline(text) == expected


def test_notes_are_numbered_as_they_are_read() -> None:
    """Whatever the order in which they are written, and however deep their calls are."""
    root = html.fragment_fromstring(
        render("- [^c]\n\nB[^a] et[^c]\n\n[^a]: a\n[^b]: b\n[^c]: c[^b]\n"), create_parent="div"
    )
    calls = root.xpath(".//a[@class='footnote-ref']")
    assert [(call.get("href"), call.text) for call in calls] == [
        ("#fn-c", "1"),
        ("#fn-b", "2"),
        ("#fn-a", "3"),
        ("#fn-c", "1"),
    ]
    assert [note.get("aria-label") for note in root.iter("aside")] == [
        f"Note {number}" for number in (1, 2, 3)
    ]


def test_a_note_that_is_called_twice_leads_back_to_both_calls() -> None:
    """The first by its number, the second by an arrow."""
    root = html.fragment_fromstring(render("A[^a] B[^a]\n\n[^a]: a\n"), create_parent="div")
    calls = [call.get("id") for call in root.iter("sup")]
    backs = root.xpath(".//aside//a")
    assert calls == ["fnref-a", "fnref2-a"]
    assert [(back.text, back.get("href")) for back in backs] == [
        ("1", "#fnref-a"),
        ("↩", "#fnref2-a"),
    ]
    assert len({back.get("aria-label") for back in backs}) == 2


def test_a_note_may_hold_any_block() -> None:
    """Paragraphs, lists, code, and raw HTML that looks like a note."""
    text = (
        "A[^a]\n\nB\n\n[^a]: un\n\n    - deux\n\n    ```\n    code [^z]\n    ```\n\n"
        "    <aside>trois</aside>\n\n    quatre\n"
    )
    assert outline(text) == ["p", "fn-a", "p"]
    rest, (note,) = gather_notes(render(text))
    assert rest.count("<p") == 2
    assert "aside" not in rest
    assert "<aside>trois</aside>" in note.html
    assert "code [^z]" in note.html
    assert note.html.startswith("<p>un</p>\n<ul>")
    assert note.html.endswith("<p>quatre</p>")


def test_notes_are_gathered() -> None:
    """The text without them, and what each says, without its number and its ways back."""
    text, notes = gather_notes(render("A[^a] B[^b] C[^a]\n\nD\n\n[^a]: a\n\n    - e\n\n[^b]: b\n"))
    assert "aside" not in text
    assert text.endswith('</p>\n<p id="p2">D</p>')
    assert notes == (
        Note(
            anchor="fn-a",
            number=1,
            name="Note 1",
            html="<p>a</p>\n<ul>\n<li>e</li>\n</ul>",
            backs=(
                Back(anchor="fnref-a", name="Revenir à l’appel de la note 1"),
                Back(anchor="fnref2-a", name="Revenir à l’appel suivant de la note 1 (2)"),
            ),
        ),
        Note(
            anchor="fn-b",
            number=2,
            name="Note 2",
            html="<p>b</p>",
            backs=(Back(anchor="fnref-b", name="Revenir à l’appel de la note 2"),),
        ),
    )


def test_what_has_no_notes_is_as_it_was() -> None:
    """Nothing is gathered, and nothing is added."""
    text = render("A\n\n> B\n")
    assert gather_notes(text) == (text, ())
    assert with_endnotes(text) == text
    assert render_endnotes(()) == ""
    assert skip_notes(text, 3) == 3


def test_endnotes_come_before_the_references() -> None:
    """One list, in the classes of Python-Markdown; each item ends with its ways back."""
    references = '<section aria-labelledby="references" class="references"></section>'
    text = with_endnotes(render("A[^a]\n\n[^a]: *b*\n") + "\n" + references)
    assert text.startswith('<p id="p1">A<sup id="fnref-a">')
    assert text.endswith(
        '</p>\n<div class="footnote">\n<hr>\n<ol>\n<li id="fn-a">\n<p><em>b</em>\u00a0'
        '<a class="footnote-backref" href="#fnref-a"'
        ' title="Revenir à l’appel de la note 1">↩</a></p>\n</li>\n</ol>\n</div>\n' + references
    )


def test_a_place_after_notes() -> None:
    """All the notes that follow a paragraph belong to it."""
    text = render("A[^a] B[^b]\n\nC\n\n[^a]: a\n[^b]: b\n")
    end = text.index("</p>") + len("</p>")
    assert text[skip_notes(text, end) :] == '\n<p id="p2">C</p>'


def test_problems_with_notes() -> None:
    """Each is told with its line: none is shown twice, dropped or left as brackets."""
    text = (
        "A[^a] [^zut] [^b c] `[^code]` \\[^plain]\n\n[^a]: a\n\n[^a]: again\n\n[^alone]: b\n\n"
        "[^empty]:\n\n[^b c]: d\n\nE[^empty]\n"
    )
    known = "Known: a, alone, b c, empty."
    assert sorted(problems(text)) == [
        Problem(PATH, 5, "there is no note 'zut'", known),
        Problem(PATH, 9, "the note 'a' is there twice", "Give each note a name of its own."),
        Problem(
            PATH,
            11,
            "nothing calls the note 'alone'",
            "Write [^alone] where it belongs, or take the note out.",
        ),
        Problem(PATH, 13, "the note 'empty' says nothing", "Write it after the colon."),
        Problem(
            PATH,
            15,
            "the name 'b c' of a note makes no anchor",
            "Letters, digits, points, hyphens and underscores: [^name].",
        ),
    ]
    assert problems("A[^a]\n") == [
        Problem(PATH, 5, "there is no note 'a'", "Write it below: [^a]: …")
    ]


def test_notes_that_only_call_one_another_are_called_by_nothing() -> None:
    """What no reader could come to is told."""
    found = problems("A\n\n[^a]: a[^b]\n[^b]: b[^a]\n")
    assert [problem.message for problem in found] == [
        "nothing calls the note 'a'",
        "nothing calls the note 'b'",
    ]
