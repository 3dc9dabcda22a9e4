"""A body is Markdown with open links: what they lead to is known, with its line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.body import (
    CLOSE,
    OPEN,
    Body,
    BodyLink,
    Source,
    close_links,
    count_words,
    render_body,
    without_numbers,
)
from pelican.plugins.essays.views import Heading

PATH = "content/essays/le-pont/index.md"
NO_CHECK = "Write {filename}… for a text, {static}… for a file, or a whole https address."


def source_of(folder: Path, lang: str = "fr") -> Source:
    return Source(path=PATH, folder=folder, content=folder, lang=lang, first_line=5)


def render(text: str, folder: Path, lang: str = "fr") -> Body:
    source = source_of(folder, lang)
    body = render_body(text, source)
    assert source.problems == []
    assert body is not None
    return body


def problems_of(text: str, folder: Path) -> list[Problem]:
    source = source_of(folder)
    assert render_body(text, source) is None
    return source.problems


def test_links_of_the_site_are_left_open(tmp_path: Path) -> None:
    """A token stands for each, and its target, fragment and line are told in their order."""
    body = render(
        "[a]({filename}../b/index.md#c) et\n[d]({static}e.pdf)\n\n"
        "![f]({static}/g.png)\n\n"
        "[h](#i) [j](https://k.example/?l=1&m=2) [n](mailto:o@p.example)\n",
        tmp_path,
    )
    assert body.links == (
        BodyLink("filename", "../b/index.md", "c", 5),
        BodyLink("static", "e.pdf", "", 6),
        BodyLink("static", "/g.png", "", 8),
        BodyLink("here", "", "i", 10),
    )
    assert body.html == (
        f'<p id="p1"><a href="{OPEN}0{CLOSE}">a</a> et\n<a href="{OPEN}1{CLOSE}">d</a></p>\n'
        f'<p id="p2"><img alt="f" src="{OPEN}2{CLOSE}"></p>\n'
        '<p id="p3"><a href="#i">h</a> <a href="https://k.example/?l=1&amp;m=2">j</a> '
        '<a href="mailto:o@p.example">n</a></p>'
    )


def test_tokens_are_closed_by_their_index() -> None:
    """Each token gives way to the address of its link; the rest of the HTML is as it was."""
    html = f'<a href="{OPEN}0{CLOSE}">a</a><a href="{OPEN}12{CLOSE}">b</a> & {{filename}}'
    assert close_links(html, lambda index: f"<{index}>") == (
        '<a href="<0>">a</a><a href="<12>">b</a> & {filename}'
    )


def test_a_link_by_reference_is_a_link(tmp_path: Path) -> None:
    """What matters is where it leads; its line is that of the address."""
    body = render("Voir [le gué][g].\n\n[g]: {filename}../le-gue/index.md\n", tmp_path)
    assert body.links == (BodyLink("filename", "../le-gue/index.md", "", 7),)


def test_links_in_notes_and_tables_are_links(tmp_path: Path) -> None:
    """Wherever a link stands, it is left open; links of notes themselves are not told."""
    body = render(
        "Un[^a].\n\n| b |\n|---|\n| [c]({static}d.csv) |\n\n[^a]: [e]({filename}f.md)\n", tmp_path
    )
    assert {link.target for link in body.links} == {"d.csv", "f.md"}


def test_the_line_of_a_link_is_not_that_of_another_with_the_same_end(tmp_path: Path) -> None:
    """A fragment may stand in a link to another text, or in a heading, above."""
    body = render(
        "[a]({filename}b.md#fin)\n\n## Fin {#fin}\n\n[c](#fin)\n",
        tmp_path,
    )
    assert body.links == (BodyLink("filename", "b.md", "fin", 5), BodyLink("here", "", "fin", 9))


def test_headings_are_told_with_their_anchors(tmp_path: Path) -> None:
    """Two levels, in order; an anchor is given, or made from the words, in ASCII."""
    body = render(
        "## L’Œuvre *à* faire\n\n### « Là & ici »\n\n#### trop bas\n\n"
        "## Fin {#la-fin}\n\n## Fin\n",
        tmp_path,
    )
    assert body.headings == (
        Heading(id="l-oeuvre-a-faire", text="L’Œuvre à faire", level=2),
        Heading(id="la-ici", text="« Là & ici »", level=3),
        Heading(id="la-fin", text="Fin", level=2),
        Heading(id="fin", text="Fin", level=2),
    )
    assert body.anchors == ("l-oeuvre-a-faire", "la-ici", "trop-bas", "la-fin", "fin")


def test_words_are_those_of_the_text(tmp_path: Path) -> None:
    """Notes, figures and code are not read at the same pace, and are left out."""
    text = "Il y a *six* mots ici, <span>aujourd’hui</span>.\n\n```python\nnot = words\n```\n"
    assert render(text + "\n> Et deux\n", tmp_path).words == 7 + 2
    assert render("Un[^n].\n\n[^n]: Ni là.\n", tmp_path).words == 1 + 1  # the number of the note


def test_a_note_says_in_the_language_of_the_text_where_it_leads_back(tmp_path: Path) -> None:
    """One converter serves all languages, one after the other."""
    text = "Un[^a].\n\n[^a]: Deux.\n"
    assert '"Revenir à l’appel de la note 1"' in render(text, tmp_path).html
    assert '"Back to the call of note 1"' in render(text, tmp_path, "en").html
    assert '"Revenir à l’appel de la note 1"' in render(text, tmp_path).html


def test_nothing_is_left_of_the_text_before(tmp_path: Path) -> None:
    """Notes, references and anchors of one text are not known in the next."""
    render("## A\n\n[b][c] d[^e]\n\n[^e]: f\n\n[c]: {filename}g.md\n", tmp_path)
    body = render("## A\n\n[b][c] d\\[^e]\n", tmp_path)
    assert body.html == '<h2 id="a">A</h2>\n<p id="p1">[b][c] d[^e]</p>'
    source = source_of(tmp_path)
    assert render_body("## A\n\nd[^e]\n", source) is None
    assert body.links == ()


def test_files_that_a_figure_reads_are_told(tmp_path: Path) -> None:
    """A figure's data and its record make the body what it is."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("source,target\nAna,Boris\nBoris,Eva\n")
    (tmp_path / "data" / "a.toml").write_text('source = "s"\nlicence = "l"\n')
    text = "```network distances\ndata: data/a.csv\nunit: distance\n```\n"
    body = render(text, tmp_path)
    assert body.dependencies == (
        str(tmp_path / "data" / "a.csv"),
        str(tmp_path / "data" / "a.toml"),
    )
    assert "figure-distances" in body.anchors
    assert body.words == 0


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ("a\n\n[b](../c/)\n", 7, "../c/"),
        ("[b](/c/)\n", 5, "/c/"),
        ("a\n![b](c.png)\n", 6, "c.png"),
        ("[b](ftp://c.example/)\n", 5, "ftp://c.example/"),
        ("[b]({attach}c.png)\n", 5, "{attach}c.png"),
        ("a\n\n[b]()\n", 7, ""),
        ("[b](javascript:alert(1))\n", 5, "javascript:alert(1)"),
    ],
)
def test_a_link_that_cannot_be_checked_is_refused(
    text: str, line: int, value: str, tmp_path: Path
) -> None:
    """Only links to sources, to files, to this page and to whole addresses are known to lead."""
    problem = Problem(PATH, line, f"the link {value!r} cannot be checked", NO_CHECK)
    assert problems_of(text, tmp_path) == [problem]


def test_links_of_ours_in_raw_html_are_refused(tmp_path: Path) -> None:
    """They would be published as they are written; in code they are words."""
    text = "`{filename}a.md`\n\n<p><a href='{filename}a.md'>a</a></p>\n\n<img src={static}b.png>\n"
    hint = "Write it as a Markdown link."
    assert problems_of(text, tmp_path) == [
        Problem(PATH, 5, "the link '{filename}a.md' stands in raw HTML", hint),
        Problem(PATH, 9, "the link '{static}b.png' stands in raw HTML", hint),
    ]
    assert "<code>{filename}a.md</code>" in render("`{filename}a.md`\n", tmp_path).html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## A {#x}\n\n## B {#x}\n\n[c](#x)\n", 7),
        ("## A {#x}\n\n## X {#x-y}\n\n## B {.z #x}\n\n## C {#x-z}\n", 9),
        ('## A {#x}\n\n<div id="x">b</div>\n', 7),
    ],
)
def test_an_anchor_is_there_once(text: str, line: int, tmp_path: Path) -> None:
    """The problem is where it is given again."""
    problem = Problem(PATH, line, "the anchor 'x' is there twice", "Give each its own {#id}.")
    assert problems_of(text, tmp_path) == [problem]


def test_private_characters_are_refused(tmp_path: Path) -> None:
    """The characters that stand for links in the HTML cannot come from a text."""
    hint = "It has no meaning that others could read: take it out."
    message = "a character of the private use area (U+E000 or U+E001)"
    for character in (OPEN, CLOSE):
        text = f"a\nb\nc{character}0\n"
        assert problems_of(text, tmp_path) == [Problem(PATH, 7, message, hint)]


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    """A wrong link does not hide a wrong figure, nor a wrong anchor."""
    text = "[a](b)\n\n```network distance\n```\n\n## C {#c}\n\n## D {#c}\n"
    assert sorted((problem.line, problem.message) for problem in problems_of(text, tmp_path)) == [
        (5, "the link 'b' cannot be checked"),
        (7, "there is no widget 'distance'"),
        (12, "the anchor 'c' is there twice"),
    ]


FIGURE = """\
```network distances
data: data/voisins.csv
title: Combien de pas ?
```
"""


def test_paragraphs_are_numbered_in_their_order(tmp_path: Path) -> None:
    """Those of the text itself; one that has an anchor keeps it, and counts all the same."""
    text = (
        "Un.\n\n## Deux\n\n> Une citation.\n\n- une liste\n\n    et sa suite\n\nTrois,\n"
        "encore trois.[^n]\n\nQuatre.\n{: #ici .grand }\n\n```\ndu code\n```\n\n"
        "<div>du HTML</div>\n\nCinq, <span>du HTML</span>.\n{: .petit }\n\n[^n]: Une note.\n"
    )
    body = render(text, tmp_path)
    assert [anchor for anchor in body.anchors if not anchor.startswith("fn")] == [
        "p1",
        "deux",
        "p2",
        "ici",
        "p4",
    ]
    assert '<p class="grand" id="ici">Quatre.</p>' in body.html
    assert '<p class="petit" id="p4">Cinq, <span>du HTML</span>.</p>' in body.html
    assert body.html.count("<p>") == 4  # of the quotation, two of the list, and of the note


def test_a_translation_has_the_same_numbers(tmp_path: Path) -> None:
    """Whatever its headings are called, and where its figures and its code stand."""
    french = "## Un\n\nA.\n\n```\nx\n```\n\nB.\n\n### Deux\n\nC.\n"
    english = "## One\n\nA.\n\nB.\n\n```\nx\n```\n\n### Two {#deux}\n\nC.\n"
    numbers = [
        [anchor for anchor in render(text, tmp_path, lang).anchors if anchor.startswith("p")]
        for text, lang in ((french, "fr"), (english, "en"))
    ]
    assert numbers == [["p1", "p2", "p3"]] * 2


def test_a_figure_is_no_paragraph(tmp_path: Path) -> None:
    """It stands between two paragraphs, and inside none."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/voisins.csv").write_text("a,b\nAna,Ben\nBen,Cleo\n", "utf-8")
    (tmp_path / "data/voisins.toml").write_text(
        'source.fr = "Relevé."\nsource.en = "Survey."\nlicence.fr = "CC0"\nlicence.en = "CC0"\n',
        "utf-8",
    )
    body = render(f"Un.\n\n{FIGURE}\nDeux.\n", tmp_path)
    assert body.html.startswith('<p id="p1">Un.</p>\n<figure class="figure"')
    assert body.html.endswith('</figure>\n<p id="p2">Deux.</p>')


def test_headings_leave_the_anchors_of_paragraphs_alone(tmp_path: Path) -> None:
    """One that is called as a paragraph is numbered is a section besides."""
    assert render("Un.\n\n## P2\n", tmp_path).anchors == ("p1", "section-p2")


@pytest.mark.parametrize(
    "text", ["Un.\n\n## Deux {#p7}\n", "Un.\n\nDeux.\n{: #p7 }\n", 'Un.\n\n<i id="p7">Deux</i>\n']
)
def test_no_author_gives_the_anchor_of_a_paragraph(text: str, tmp_path: Path) -> None:
    """For the paragraph that has it may still be written."""
    line = 8 if "{: " in text else 7
    message = "the anchor 'p7' is one that paragraphs are given"
    hint = "Call it otherwise: {#the-first-clue}."
    assert problems_of(text, tmp_path) == [Problem(PATH, line, message, hint)]


def test_a_text_tells_its_shape(tmp_path: Path) -> None:
    """A letter for each paragraph and heading, and the anchor of each."""
    text = (
        "Un.\n\n## Deux\n\nTrois.\n{#trois}\n\nQuatre.\n{.alone}\n\nCinq.\n{.alone .petit}\n\n"
        "### Six {#six}\n\n#### Sept\n\n> Huit.\n\nNeuf.\n"
    )
    body = render(text, tmp_path, "en")
    assert body.shape == "pBkaa3p"
    assert body.blocks.split() == ["p1", "deux", "trois", "p2en", "p2enb", "six", "p3"]
    assert '<p id="p2en">Quatre.</p>\n<p class="petit" id="p2enb">Cinq.</p>' in body.html


def test_numbers_can_be_taken_out() -> None:
    """And nothing else: an anchor that the author gave stays."""
    html = (
        '<p id="p1">a <i id="p2">b</i></p><p class="c" id="p3fr">d</p><p id="p">e</p><pre id="p4">'
    )
    assert without_numbers(html) == (
        '<p>a <i id="p2">b</i></p><p class="c">d</p><p id="p">e</p><pre id="p4">'
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("un mot", 2),
        ("l’entre-soi, aujourd’hui", 2),
        ("« un », – deux – ; trois : 12:30 !", 4),
        ("- x -- y", 2),
        ("\x02wzxhzdk:0\x03 un", 1),
        ("word—word", 2),
        ("œuvre\u00a0: été", 2),
    ],
)
def test_words_are_counted_as_people_do(text: str, count: int) -> None:
    """Signs that stand alone, and what stands for a figure, are no words."""
    assert count_words(text) == count


def test_coloured_code_is_asked_for_before_it_is_made(tmp_path: Path) -> None:
    """Where few texts are read, what was made of a block before is taken as it was kept."""
    kept: dict[str, str] = {}

    def memo(text: str, make: Callable[[], str]) -> str:
        if text not in kept:
            kept[text] = make()
        return kept[text]

    def colour() -> str:
        source = replace(source_of(tmp_path), memo=memo)
        body = render_body("```python\nx = 1\n```\n", source)
        assert body is not None
        return body.html

    assert colour() == render("```python\nx = 1\n```\n", tmp_path).html
    assert '<span class="mi">1</span>' in colour()
    (name,) = kept
    kept[name] = '<div class="highlight">as it was</div>'
    assert "as it was" in colour()
