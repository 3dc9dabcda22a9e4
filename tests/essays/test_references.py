"""Works are described once, cited by their key, and listed at the end of the text."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.bibtex import parse_bibtex
from pelican.plugins.essays.body import Body, Source, render_body
from pelican.plugins.essays.notes import with_endnotes
from pelican.plugins.essays.references import STYLES, Cite, parse_cluster, parse_references
from pelican.plugins.essays.views import CitedWork

PATH = "content/essays/le-pont/index.md"
BIB = "content/references.bib"
SITE = Path(__file__).parent.parent / "sites" / "bilingual"
WORKS = """% What the essays cite.
@string{nature = {Nature}}
@article{watts-1998,
  title = {Collective Dynamics of {‘Small-World’} Networks},
  author = {Watts, Duncan J. and Strogatz, Steven H.},
  year = 1998, month = jun, journal = nature, volume = {393}, pages = "440--442",
  doi = {https://doi.org/10.1038/30918}, language = {english}
}
@book(serres, title = {Petite \\& Poucette}, author = {Serres, Michel}, date = {2012-03},
  publisher = {Le Pommier}, address = {Paris}, langid = {french})
@online{blog, title = {Un <billet>}, author = {{Les Ponts}}, date = 2016,
  url = {https://ponts.example/?a=1&b=2}}
"""


def source_of(folder: Path, lang: str = "fr", bib: str = WORKS) -> Source:
    """Return an essay in a folder whose shared references are `bib`."""
    essay = folder / "essays" / "le-pont"
    essay.mkdir(parents=True, exist_ok=True)
    (folder / "references.bib").write_text(bib, "utf-8")
    return Source(path=PATH, folder=essay, content=folder, lang=lang, first_line=5)


def render(text: str, source: Source) -> Body:
    body = render_body(text, source)
    assert body is not None, source.problems
    return body


def fail(text: str, source: Source) -> list[Problem]:
    assert render_body(text, source) is None
    return source.problems


def read(body: Body) -> Any:  # noqa: ANN401 - lxml has no types
    return html.fragment_fromstring(body.html, create_parent="div")


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("@a", [Cite(key="a")]),
        ("@a, p. 12", [Cite(key="a", label="page", locator="12")]),
        ("@a:b/c-2, pp. 12–13", [Cite(key="a:b/c-2", label="page", locator="12–13")]),
        ("voir @a; aussi @b", [Cite(key="a", before="voir"), Cite(key="b", before="aussi")]),
        ("-@a, passim", [Cite(key="a", after="passim", year_only=True)]),
        ("@a chap. 3", [Cite(key="a", label="chapter", locator="3")]),
        ("a@b.org", []),
        ("@", []),
        ("@a; sans", []),
    ],
)
def test_what_stands_between_brackets(text: str, cites: list[Cite]) -> None:
    """Words, a key and a place for each work; anything else is no citation."""
    assert list(parse_cluster(text)) == cites


def test_a_citation_in_each_language(tmp_path: Path) -> None:
    """In the words and the signs of the page, each work a link."""
    text = "A [voir @watts-1998, p. 12; @serres]. B [-@serres]. [C](@blog).\n"
    french, english = (
        read(render(text, source_of(tmp_path, lang)))[0].text_content() for lang in ("fr", "en")
    )
    assert french == ("A (voir Watts et Strogatz, 1998, p. 12\u202f; Serres, 2012). B (2012). C.")
    assert english == "A (voir Watts and Strogatz, 1998, p. 12; Serres, 2012). B (2012). C."


def test_the_list_of_references(tmp_path: Path) -> None:
    """Sorted by name; titles in their language, addresses as links, ways back to each citation."""
    body = render("A [@watts-1998; @serres; @blog].\n\nB [@serres].\n", source_of(tmp_path))
    root = read(body)
    (section,) = root.xpath("section[@class='references']")
    assert [heading.text for heading in body.headings] == ["Références"]
    assert [item.get("id") for item in section.iter("li")] == [
        "ref-blog",
        "ref-serres",
        "ref-watts-1998",
    ]
    blog, serres, watts = (item.text_content().strip() for item in section.iter("li"))
    assert blog == "Les Ponts, 2016. «\u00a0Un <billet>\u00a0». ponts.example/?a=1&b=2.\u00a0↩"
    assert serres == "Serres, Michel, 2012. Petite & Poucette. Paris, Le Pommier.\u00a0↩ ↩"
    assert watts == (
        "Watts, Duncan J. et Steven H. Strogatz, 1998."
        " «\u00a0Collective Dynamics of ‘Small-World’ Networks\u00a0».\u0020"
        "Nature, vol.\u00a0393, p.\u00a0440–\u2060442. doi.org/10.1038/30918.\u00a0↩"
    )
    assert section.xpath(".//span[@lang='en']/text()") == [
        "Collective Dynamics of ‘Small-World’ Networks"
    ]
    assert section.xpath(".//a[@class='reference-link']/@href") == [
        "https://ponts.example/?a=1&b=2",
        "https://doi.org/10.1038/30918",
    ]
    anchors = {str(link)[1:] for link in root.xpath(".//a[starts-with(@href, '#')]/@href")}
    assert anchors == set(body.anchors) - {"p1", "p2", "references"}
    names = section.xpath(".//a[@class='reference-back']/@aria-label")
    assert len(set(names)) == len(names) == 4
    assert names[1:3] == [
        "Revenir à la citation 1 (Serres, 2012)",
        "Revenir à la citation 2 (Serres, 2012)",
    ]


def test_a_line_does_not_break_inside_a_range_of_pages(tmp_path: Path) -> None:
    """A word joiner follows its dash, in citations too; an address keeps its own dashes."""
    bib = WORKS.replace("?a=1&b=2", "1–2")
    body = render("A [@serres, p. 12–13; @blog].\n", source_of(tmp_path, bib=bib))
    root = read(body)
    assert "12–\u206013" in root[0].text_content()
    (address,) = root.xpath(".//a[@class='reference-link']")
    assert (address.get("href"), address.text) == (
        "https://ponts.example/1–2",
        "ponts.example/1–2",
    )


def test_machines_are_told_of_the_works(tmp_path: Path) -> None:
    """In the order of the list; a text without citations names none."""
    body = render("A [@watts-1998; @serres; @blog].\n", source_of(tmp_path))
    blog, serres, watts = body.works
    assert blog == CitedWork(
        title="Un <billet>",
        authors=("Les Ponts",),
        published="2016",
        address="https://ponts.example/?a=1&b=2",
    )
    assert (serres.title, serres.authors, serres.published, serres.address) == (
        *("Petite & Poucette", ("Michel Serres",), "2012-03", ""),
    )
    assert watts.address.startswith("https://doi.org/10.")
    assert render("A.\n", source_of(tmp_path)).works == ()


def test_notes_cite_too_and_come_before_the_references_in_feeds(tmp_path: Path) -> None:
    """Where notes are gathered at the end, the works that they cite stand after them."""
    text = with_endnotes(render("A[^a]\n\n[^a]: B [@serres].\n", source_of(tmp_path)).html)
    assert 0 < text.index('<div class="footnote">') < text.index('class="cited"')
    assert text.index('class="cited"') < text.index('class="references"')
    assert text.count("Petite") == 1


def test_what_is_no_citation_stays(tmp_path: Path) -> None:
    """Handles, addresses, code and brackets that are written as such; no file is looked for."""
    text = "@moi a@b.org [a@b.org] \\[@moi] `[@moi]` <a@b.org>\n\n    [@moi]\n"
    body = render(text, source_of(tmp_path))
    assert "references" not in body.html
    assert body.dependencies == ()


def test_words_are_those_of_the_text(tmp_path: Path) -> None:
    """The list at the end is no part of what one reads."""
    assert render("A [@serres].\n", source_of(tmp_path)).words == 3


def test_works_of_the_same_people_and_year_are_told_apart(tmp_path: Path) -> None:
    """By a letter, in the order of their titles."""
    works = "".join(
        f"@book{{{key}, title = {{{title}}}, author = {{Roux, A.}}, year = 2001}}\n"
        for key, title in (("x", "Zinc"), ("y", "Argent"))
    )
    root = read(render("A [@x] [@y].\n", source_of(tmp_path, bib=works)))
    assert root[0].text_content() == "A (Roux, 2001b) (Roux, 2001a)."


def test_texts_cite_whose_anchors_are_not_yet_those_of_their_twins(
    tmp_path: Path, build_site: Callable[..., Any]
) -> None:
    """The works may be described for all essays alone: no file of the essay's own is missed."""
    site = tmp_path / "cited" / "source"
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("expected*"))
    (site / "content" / "references.bib").write_text(WORKS, "utf-8")
    for name, heading in (("index.md", "Les berges"), ("index.en.md", "The banks")):
        text = site / "content" / "essays" / "le-pont" / name
        cited = f"\n\n## {heading}\n\n[@serres]\n"
        text.write_text(text.read_text("utf-8").rstrip() + cited, "utf-8")
    built = build_site(site)
    assert built.status == 0, built.stderr
    for page in ("le-pont", "en/the-bridge"):
        text = (built.output / page / "index.html").read_text("utf-8")
        assert '<h2 id="les-berges">' in text
        assert "Serres, 2012" in text


def test_an_essay_may_have_works_of_its_own_in_csl_json(tmp_path: Path) -> None:
    """Beside its text; all the files that were looked for are noted."""
    source = source_of(tmp_path)
    item = {
        "id": "pont",
        "type": "book",
        "title": "Le pont",
        "author": [{"family": "Arche", "given": "Aude"}],
        "issued": {"date-parts": [[1999]]},
    }
    (source.folder / "references.json").write_text(json.dumps([item]), "utf-8")
    body = render("A [@pont; @serres].\n", source)
    assert read(body)[0].text_content() == "A (Arche, 1999\u202f; Serres, 2012)."
    assert body.dependencies == tuple(
        sorted(
            str(folder / name)
            for folder in (tmp_path, source.folder)
            for name in ("references.bib", "references.json")
        )
    )


def test_problems_with_citations(tmp_path: Path) -> None:
    """Each with its line and the nearest key."""
    assert fail("A [@seres].\n\nB [C](@blogue).\n", source_of(tmp_path)) == [
        Problem(PATH, 5, "there is no reference 'seres'", "Did you mean 'serres'?"),
        Problem(PATH, 7, "there is no reference 'blogue'", "Did you mean 'blog'?"),
    ]
    assert fail("A\n[@serres, *passim*].\n", source_of(tmp_path)) == [
        Problem(
            PATH,
            6,
            "a citation holds markup, or does not end",
            "Words, keys and places alone: [voir @key, p. 12; @other].",
        )
    ]
    hint = "Describe it in references.bib; \\[ writes a bracket that opens no citation."
    assert fail("A [@x].\n", source_of(tmp_path, bib="")) == [
        Problem(PATH, 5, "there is no reference 'x'", hint)
    ]


def test_problems_with_works(tmp_path: Path) -> None:
    """What a work that is cited lacks; what nobody cites may lack anything."""
    works = "@book{a, author = {B}}\n@book{b, title = {C}}\n"
    hint = "A work that is cited has a title, a date, and an author or an editor."
    assert fail("A [@a].\n", source_of(tmp_path, bib=works)) == [
        Problem(BIB, 1, "the reference 'a' has no title", hint),
        Problem(BIB, 1, "the reference 'a' has no date", hint),
    ]
    twice = "@book{a, title = {B}}\n@book{a, title = {C}}\n"
    assert fail("A [@a].\n", source_of(tmp_path, bib=twice)) == [
        Problem(
            BIB,
            2,
            f"the reference 'a' is also in {BIB}:1",
            "Describe each work once, in content/ if several texts cite it.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("@book{a,\n title = {b}", 1, "this entry does not end"),
        ("@book{a, title = {b\n}\n@book{c}", 1, "this entry does not end"),
        ("@book{a,\n title = {b", 2, "this brace is not closed"),
        ('\n@book{a, title = "b}', 2, "these quotation marks are not closed"),
        ("@book{a,\n title {b}}", 2, "no value for the field 'title'"),
        ("@book{a, title = {b}\n year = 2001}", 2, "a comma is missing after the field 'title'"),
        ("@book{a, year = x}", 1, "the value 'x' is neither in braces nor a known string"),
        ("@book", 1, "'@book' opens no brace"),
        ("@book{", 1, "expected the key of an entry"),
        ("@ {", 1, "expected the type of an entry"),
        ("@book{a, = 1}", 1, "expected the name of a field"),
        ("@book{a, b = }", 1, "expected a value"),
    ],
)
def test_broken_bibtex(text: str, line: int, message: str) -> None:
    """The first thing that cannot be read is told with its line."""
    hint = "An entry is written @article{key, title = {…}, author = {…}, year = {…}}."
    assert parse_bibtex(text, BIB)[1] == [Problem(BIB, line, message, hint)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[\n{]", 2, "not JSON: Expecting property name enclosed in double quotes"),
        ("{}", 0, "not a list of records, each with its id"),
        ('[{"title": "a"}]', 0, "not a list of records, each with its id"),
    ],
)
def test_broken_json(text: str, line: int, message: str) -> None:
    """Where it cannot be read is told."""
    hint = 'CSL-JSON is a list of records: [{"id": "key", "type": "book", "title": "…"}].'
    path = BIB.replace(".bib", ".json")
    assert parse_references(text, path)[1] == (Problem(path, line, message, hint),)


@pytest.mark.parametrize(
    "typed",
    [
        "https://a.example/~b/c--d_e?f=%20&g#h",
        r"https://a.example/\~{}b/c--d\_e?f=\%20\&g\#h",
        r"https://a.example/{\textasciitilde}b/c--d\_e?f=%20&g#h",
        "https://a.example/~b/\n    c--d_e?f=%20&g#h",
    ],
)
def test_an_address_keeps_its_signs(typed: str) -> None:
    """Tildes and dashes are themselves in it; what is escaped elsewhere is not."""
    entries, problems = parse_bibtex(f"@online{{k, title = {{T~u}}, url = {{{typed}}}}}", BIB)
    assert problems == []
    assert entries[0].item["URL"] == "https://a.example/~b/c--d_e?f=%20&g#h"
    assert entries[0].item["title"] == "T\u00a0u"


def test_tex_that_is_not_understood_is_left() -> None:
    """Its braces apart; the build goes on."""
    entries, problems = parse_bibtex(r"@book{k, title = {Le \~{} des {Ponts}}}", BIB)
    assert (entries[0].item["title"], problems) == ("Le \\\u00a0 des Ponts", [])


def test_bibtex_is_read_as_it_is_written_elsewhere() -> None:
    """Comments, preambles, strings, numbers, TeX, particles and names of bodies."""
    entries, problems = parse_bibtex(
        'Free words.\n@comment{a {b} c}\n@preamble{"x"}\n@STRING(j = "Jour" # {nal})\n'
        "@Article{k, Title = {Caf{\\'e} --- a {B}}, journal = j # { 2}, year = 2001, month = mar,"
        " author = {Ludwig van Beethoven and {The Group} and de la Tour, Jr, Jean},}\n",
        BIB,
    )
    assert problems == []
    (entry,) = entries
    assert (entry.key, entry.line) == ("k", 5)
    assert entry.item == {
        "type": "article-journal",
        "title": "Café — a B",
        "container-title": "Journal 2",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "The Group"},
            {
                "family": "Tour",
                "given": "Jean",
                "non-dropping-particle": "de la",
                "suffix": "Jr",
            },
        ],
        "issued": {"date-parts": [[2001, 3]]},
    }


def test_what_bibtex_says_of_a_report_and_of_a_preprint() -> None:
    """Its number is that of the report, and a preprint is at arXiv unless said otherwise."""
    entries, problems = parse_bibtex(
        "@comment a line of @comment words\n"
        "@techreport{r, title = {A}, number = 12}\n@article{a, title = {B}, number = 12}\n"
        "@misc{e, title = {C}, eprint = {1111.4570}}\n"
        "@misc{h, title = {D}, eprint = {1}, eprinttype = {hal}}\n",
        BIB,
    )
    assert problems == []
    assert {entry.key: entry.item for entry in entries} == {
        "r": {"type": "report", "title": "A", "number": "12"},
        "a": {"type": "article-journal", "title": "B", "issue": "12"},
        "e": {"type": "article", "title": "C", "URL": "https://arxiv.org/abs/1111.4570"},
        "h": {"type": "article", "title": "D"},
    }


@pytest.mark.parametrize("style", sorted(STYLES.glob("*.csl")), ids=lambda path: path.stem)
def test_a_style_is_valid(style: Path) -> None:
    """After the schema of CSL, and it names its licence."""
    from citeproc import SCHEMA_PATH  # noqa: PLC0415 - slow to import

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(str(style))), schema.error_log
    assert "AGPL-3.0-or-later" in style.read_text("utf-8")
