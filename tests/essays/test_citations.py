"""An essay is cited by its edition, after the text that it restates, in words and as files."""

import io
import json
import re
from typing import Any

import pytest
from citeproc.source.bibtex.bibparse import BibTeXParser
from citeproc.source.bibtex.latex import parse_latex
from pelican.plugins.essays.citations import (
    Work,
    citation_meta,
    render_bibtex,
    render_citation,
    render_csl_json,
    render_ris,
)
from pelican.plugins.essays.languages import NEVER
from pelican.plugins.essays.views import ProvenanceView, When

HOSTILE = r"50 % de «" + "\u00a0" + r"liens\~^ #1 & 2_3 $" + "\u00a0" + "» <b>"
CSL_VARIABLES = {
    *("id", "type", "title", "author", "container-title", "publisher", "issued", "language"),
    *("URL", "abstract", "keyword", "note", "original-author", "original-title"),
    *("original-publisher", "original-date"),
}
"""Those of CSL 1.0.2 that an essay may have."""


def make_original(**given: Any) -> ProvenanceView:  # noqa: ANN401 - any field
    names = ("author", "title", "place", "updated_in", "url", "note")
    empty = dict.fromkeys(names, "") | {"first_published": NEVER, "updated": NEVER}
    return ProvenanceView(**empty | given)


def make_work(**given: Any) -> Work:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "key": "le-pont-2026",
        "lang": "fr",
        "title": "Le pont",
        "subtitle": "Une rive après l’autre",
        "site": "Carnet des rives",
        "url": "https://rives.example/le-pont/",
        "published": When(iso="2026-11-17T08:00+01:00", text="17 novembre 2026"),
        "summary": "Deux rives.",
        "keywords": ("Ponts", "Rivières"),
        "original": make_original(
            author="Ana",
            title="Ponts",
            place="blog des rives",
            first_published=When(iso="2008-03", text="mars 2008"),
        ),
    }
    return Work(**values | given)


BARE = make_work(subtitle="", summary="", keywords=(), original=make_original())


def read_bibtex(data: bytes) -> tuple[str, str, dict[str, str]]:
    """Return the type of the one entry, its key and its fields, as another program reads them."""
    text = data.decode().replace("@online{", "@misc{")  # all that it knows of types
    ((key, entry),) = BibTeXParser(io.StringIO(text)).items()
    fields = {
        name: value if name == "url" else parse_latex(value, {}) for name, value in entry.items()
    }
    kind = re.match(r"@(\w+)\{", data.decode())
    assert kind
    return kind[1], key, fields


def read_ris(data: bytes) -> list[tuple[str, str]]:
    """Return the tags and values of the one record."""
    *lines, last = data.decode().split("\r\n")
    assert last == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_a_citation_names_the_edition_the_text_and_whose_argument_it_is() -> None:
    """As each language quotes; what it is after, with its year, stands far from the day."""
    work = make_work()
    assert render_citation(work) == (
        "«\u00a0Le pont. Une rive après l’autre\u00a0», <cite>Carnet des rives</cite>, "
        "17 novembre 2026, "
        '<a href="https://rives.example/le-pont/">https://rives.example/le-pont/</a>, '
        "d’après Ana, «\u00a0Ponts\u00a0», blog des rives, 2008."
    )
    english = make_work(
        lang="en", subtitle="", original=make_original(title="Ponts"), title="Why <bridges>?"
    )
    assert render_citation(english) == (
        "“Why &lt;bridges&gt;?”, <cite>Carnet des rives</cite>, 17 novembre 2026, "
        '<a href="https://rives.example/le-pont/">https://rives.example/le-pont/</a>, '
        'after “<span lang="fr">Ponts</span>”.'
    )


@pytest.mark.parametrize(
    ("lang", "title", "quoted"),
    [
        ("fr", "Un «\u00a0pont\u00a0»", "«\u00a0Un “pont”\u00a0»"),
        ("en", "A “bridge”", "“A ‘bridge’”"),
    ],
)
def test_quotation_marks_inside_others_are_those_of_the_second_level(
    lang: str, title: str, quoted: str
) -> None:
    work = make_work(lang=lang, title=title, subtitle="", original=make_original(title=title))
    assert render_citation(work).startswith(f"{quoted}, <cite>")
    assert quoted in work.after


def test_what_is_not_known_of_the_source_is_not_said() -> None:
    assert "d’après" not in render_citation(BARE)
    assert BARE.after == ""
    assert make_work(original=make_original(first_published=When(iso="2008", text=""))).after == ""


@pytest.mark.parametrize(
    ("title", "lang", "full"),
    [
        ("Un", "fr", "Un. Deux"),
        ("Un\u202f?", "fr", "Un\u202f? Deux"),
        ("One", "en", "One: Deux"),
        ("One…", "en", "One… Deux"),
    ],
)
def test_a_subtitle_follows_its_title(title: str, lang: str, full: str) -> None:
    """After a sign that ends a sentence there is no other."""
    assert make_work(title=title, lang=lang, subtitle="Deux").full_title == full


@pytest.mark.parametrize("work", [make_work(), BARE, make_work(title=HOSTILE, summary=HOSTILE)])
def test_a_bibtex_entry_is_read_back(work: Work) -> None:
    """Signs that mean something to LaTeX come back as they were."""
    kind, key, fields = read_bibtex(render_bibtex(work))
    said = {
        "title": work.title,
        "subtitle": work.subtitle,
        "author": work.site,
        "organization": work.site,
        "date": "2026-11-17",
        "langid": "french",
        "url": work.url,
        "abstract": work.summary,
        "keywords": ", ".join(work.keywords),
        "note": work.after and "D" + work.after[1:],
    }
    assert (kind, key) == ("online", "le-pont-2026")
    tilde = "\u00a0"  # what the other program takes a tilde for, however it is written
    assert fields == {name: value.replace("~", tilde) for name, value in said.items() if value}


def test_signs_of_latex_are_escaped() -> None:
    """Other programs read some of them bare; LaTeX does not."""
    assert rb"title = {\# \$ \% \& \_}," in render_bibtex(make_work(title="# $ % & _"))


def test_braces_do_not_end_a_field() -> None:
    """BibTeX counts them even after a backslash, so they are named."""
    assert rb"title = {\textbraceleft{}A\textbraceright{}}," in render_bibtex(
        make_work(title="{A}")
    )


def test_braces_in_an_address_do_not_end_its_field() -> None:
    work = make_work(url="https://rives.example/a}b{c\\/")
    assert b"url = {https://rives.example/a%7Db%7Bc%5C/}" in render_bibtex(work)


@pytest.mark.parametrize("work", [make_work(), BARE, make_work(title=HOSTILE, summary="a\nb")])
def test_a_ris_record_is_read_back(work: Work) -> None:
    """It opens with its type and ends with its end, a value a line."""
    rows = read_ris(render_ris(work))
    assert rows[0] == ("TY", "ELEC")
    assert rows[-1] == ("ER", "")
    said = dict(rows)
    assert said["TI"] == work.full_title
    assert said["AU"] == work.site
    assert said["DA"] == "2026/11/17/"
    assert said["UR"] == work.url
    assert [value for tag, value in rows if tag == "KW"] == [*work.keywords]
    assert said.get("AB", "") == work.summary.replace("\n", " ")


@pytest.mark.parametrize("work", [make_work(), BARE, make_work(title=HOSTILE)])
def test_csl_json_has_the_words_of_csl(work: Work) -> None:
    """One item, with names, dates and variables in the forms that processors know."""
    (item,) = json.loads(render_csl_json(work))
    assert set(item) <= CSL_VARIABLES
    assert item["type"] == "webpage"
    assert item["title"] == work.full_title
    assert item["author"] == [{"literal": work.site}]
    assert item["issued"] == {"date-parts": [[2026, 11, 17]]}
    assert all(item.values())


def test_csl_json_says_the_date_of_the_source_as_far_as_it_is_known() -> None:
    (item,) = json.loads(render_csl_json(make_work()))
    assert item["original-date"] == {"date-parts": [[2008, 3]]}
    assert item["original-author"] == [{"literal": "Ana"}]


def test_the_metadata_of_a_page_name_the_edition_as_author() -> None:
    """What is not known has no element."""
    said = dict(citation_meta(make_work()))
    assert said["citation_title"] == "Le pont. Une rive après l’autre"
    assert said["citation_author"] == "Carnet des rives"
    assert said["citation_publication_date"] == "2026/11/17"
    assert said["citation_keywords"] == "Ponts; Rivières"
    assert "citation_abstract" not in dict(citation_meta(BARE))
