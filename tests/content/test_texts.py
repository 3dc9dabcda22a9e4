"""The real texts: whole in both languages, set with the right characters, honest in origin."""

import csv
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from pelican.plugins.essays.header import split_header
from pelican.plugins.essays.languages import format_partial

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
ESSAYS = sorted(folder.parent for folder in CONTENT.glob("essays/*/essay.toml"))
FLOORS = {
    "le-monde-est-petit": 1600,
    "le-petit-et-l-immense": 1750,
    "le-pot-de-miel": 1900,
    "mille-contacts": 1500,
    "trois-ans-apres": 1200,
}
"""Words that each French text has at the least, notes and figures not counted."""

RESTATED = {"fr": "reformulée avec nos mots", "en": "restated in our words"}
"""What is said of a reflection that the site tells in its own words."""

THIN, WIDE = "\u202f", "\u00a0"
"""The no-break spaces of French: before ; ! ? and before : or inside « »."""

Project = Any
"""What conftest.py offers to tests of the whole site."""

Page = Any
"""A page as conftest.py describes it."""

Pages = dict[str, Page]
Fault = tuple[int, str]


# What is text in a source


def prose_of(markdown: str) -> str:
    """Return a Markdown text with an x for whatever in it is not French to read, line by line."""
    text = re.sub(r"^```network.*?^```", _spoken_fence, markdown, flags=re.MULTILINE | re.DOTALL)
    for pattern in (
        r"^(```|~~~).*?^\1",
        r"`[^`\n]*`",
        r"\]\{claim [^{}]*\}",
        r"<(\w+) lang=\"en\">.*?</\1>",
        r"<[^<>]*>",
        r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)",
        r"\[\^[\w-]+\]:?",
        r" *\{#[\w-]+\}",
        r"https?://\S+",
        r"\{network:[^{}\n]*\}",
    ):
        text = re.sub(pattern, _mark, text, flags=re.MULTILINE | re.DOTALL)
    return text


def _mark(match: re.Match[str]) -> str:
    """Return a sign for what was found, and its line breaks."""
    shown = match[0].startswith(("`", "<", "{"))
    return ("x" if shown else "") + "\n" * match[0].count("\n")


def _spoken_fence(match: re.Match[str]) -> str:
    """Return the title and the caption of a network block, each on its line."""
    lines = (re.match(r"(?:title|caption): (.*)", line) for line in match[0].split("\n"))
    return "\n".join(line[1] if line else "" for line in lines)


def french_markdown() -> Iterator[tuple[Path, int, str]]:
    """Yield each French text of the content, with the line where it begins."""
    for path in sorted(CONTENT.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "reflections":
            _, matter, body = re.split(r"^\+\+\+$", text, maxsplit=2, flags=re.MULTILINE)
            if tomllib.loads(matter)["lang"] == "fr":
                yield path, matter.count("\n") + 1, body
        elif not path.name.endswith(".en.md"):
            rows, body, first, _ = split_header(text)
            for line, key, value in rows:
                if key in ("Title", "Subtitle", "Summary"):
                    yield path, line, value
            yield path, first, body


def french_values(table: object, key: str = "", lang: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a TOML table that are French, with their keys."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from french_values(value, name, name if name in ("fr", "en") else lang)
    elif isinstance(table, list):
        for value in table:
            yield from french_values(value, key, lang)
    elif isinstance(table, str) and lang == "fr" and key != "slug":
        yield key, table


def french_tables() -> Iterator[tuple[Path, int, str]]:
    """Yield each French text of TOML and CSV files, with its line."""
    for path in sorted(CONTENT.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for _, value in french_values(tomllib.loads(text)):
            yield path, text[: max(0, text.find(value))].count("\n") + 1, value
    for path in sorted(CONTENT.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), 2):
                for key, value in row.items():
                    if key and key.endswith(".fr"):
                        yield path, number, value


# What is wrong with its characters


FAULTS = (
    (r"'", "a straight apostrophe"),
    (r'"', "a straight quotation mark"),
    (r"\.\.\.", "three points for …"),
    (rf"(?<![{THIN}!?…])[;!?]", "no U+202F before ; ! or ?"),
    (rf"(?<![{WIDE}\d]):|\d:(?!\d)", "no U+00A0 before :"),
    (rf"«(?!{WIDE})|(?<!{WIDE})»", "no U+00A0 inside « »"),
    (rf"(?<!{WIDE})[%€]", "no U+00A0 before % or €"),
    (r"\d \d{3}\b", "an ordinary space in a number"),
    (r"\w–\u2060?[^\u2060\dA-Z]| - |—", "a wrong dash"),
    (r"\b[Oo]eu(?:vre|f)|[cs]oeur|noeud|\bvoeu|boeuf|\boeil|moeurs", "oe for œ"),
    (r" (?:[,.…)\]]|$)|[( ]$", "a space too many"),
    (r"\s  +|\S  +", "two spaces"),
    (rf"\bn°(?!{WIDE})", "no U+00A0 after n°"),
)
"""What a printer of French would not set, and what to call it."""

RIGHT = re.compile(r"\bdoi:10\.|Mix at Mixers\?|https?://\S+")
"""What is rightly not French: a prefix, an English title, an address."""


def french_faults(text: str) -> list[Fault]:
    """Return the characters of a French text that are wrong, with their lines."""
    text = RIGHT.sub("x", text)
    return [
        (text.count("\n", 0, match.start()) + 1, f"{name}: {_around(text, match)!r}")
        for pattern, name in FAULTS
        for match in re.finditer(pattern, text, flags=re.MULTILINE)
    ]


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 15) : match.end() + 15].replace("\n", " ")


def test_french_sources_have_french_characters() -> None:
    """Texts, headers, reflections, tables and notes have the apostrophes and spaces of French."""
    wrong = [
        f"{path.relative_to(ROOT)}:{first + line - 1}: {fault}"
        for path, first, text in chain(french_markdown(), french_tables())
        for line, fault in french_faults(prose_of(text))
    ]
    assert wrong == []


def spoken_texts(page: Page, lang: str) -> Iterator[str]:
    """Yield the texts of a page that are in `lang`: blocks, and attributes that are read."""
    blocks = "p li dt dd h1 h2 h3 h4 td th caption figcaption summary title desc text a span"
    for element in page.tree.xpath("//body//*"):
        if element.tag not in blocks.split():
            continue
        if element.xpath("ancestor::nav[@class='contents']"):
            continue  # a test of its own compares them with the headings
        if element.tag in ("a", "span") and element.getparent().tag in blocks.split():
            continue
        if element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == lang:
            yield _own_text(element, lang)
    yield from map(str, page.tree.xpath("//meta[@name='description']/@content | //body//@alt"))
    yield from map(str, page.tree.xpath("//body//@title | //body//@aria-label"))
    yield page.tree.findtext("head/title")


def _own_text(element: lxml.html.HtmlElement, lang: str) -> str:
    """Return the text of an element, without code, notes' numbers and other languages."""
    parts = [element.text or ""]
    for child in element:
        foreign = child.get("lang") not in (None, lang) or child.tag == "cite"
        inside = child.tag not in ("code", "sup", "ul", "ol", "p", "svg", "figure", "div", "table")
        if inside and not foreign:
            parts.append(_own_text(child, lang))
        elif child.tag in ("code", "sup") or foreign:
            parts.append("x")
        parts.append(child.tail or "")
    return re.sub(r"[ \n]+", " ", "".join(parts)).strip(" ")


def test_french_pages_have_french_characters(pages: Pages) -> None:
    """What the site adds to the texts, words and numbers alike, is set as they are."""
    wrong = [
        f"{page.path}: {fault}"
        for page in pages.values()
        if page.lang == "fr"
        for text in spoken_texts(page, "fr")
        for _, fault in french_faults(text)
    ]
    assert wrong == []


def test_the_contents_say_the_headings_as_they_are(pages: Pages) -> None:
    """A link of the contents has the words and the spaces of its heading."""
    for page in pages.values():
        for link in page.tree.xpath("//nav[@class='contents']//a"):
            name = link.get("href")[1:]
            if name == "reflections":
                continue  # a section of the page, whose heading counts them
            (heading,) = page.tree.xpath(f"//*[@id='{name}']")
            words = heading.xpath(".//text()[not(ancestor::span[@class='permalinks'])]")
            assert link.text_content().strip(" \n") == "".join(words), page.path


def test_english_has_english_characters(pages: Pages) -> None:
    """English has its own quotation marks and apostrophes, and no French spaces."""
    specimen = "«\u00a0French\u00a0»"  # the colophon shows what French marks look like
    faults = re.compile(rf"['\"«»]|[{THIN}{WIDE}\s][;:!?]|\.\.\.| {{2}}")
    wrong = [
        f"{page.path}: {_around(text, match)!r}"
        for page in pages.values()
        if page.lang == "en"
        for text in spoken_texts(page, "en")
        for match in faults.finditer(text.replace(specimen, ""))
    ]
    assert wrong == []


# The essays


def english_of(folder: Path, pages: Pages) -> Page:
    """Return the English page of an essay."""
    rows, _, _, _ = split_header((folder / "index.en.md").read_text(encoding="utf-8"))
    (slug,) = (value for _, key, value in rows if key == "Slug")
    return pages[f"en/{slug}/index.html"]


def body_of(page: Page) -> lxml.html.HtmlElement:
    """Return the essay's own text on its page."""
    (body,) = page.tree.xpath(
        "//div[contains(@class, 'e-content')][contains(@class, 'essay-body')]"
    )
    return body


def test_the_five_essays_are_there() -> None:
    """Each essay has its folder."""
    assert [folder.name for folder in ESSAYS] == sorted(FLOORS)


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_an_essay_is_the_same_in_both_languages(folder: Path, pages: Pages) -> None:
    """The two texts have the same sections, notes, figures, tables, quotations and emphasis."""
    french, english = pages[f"{folder.name}/index.html"], english_of(folder, pages)
    shape = {
        "sections": "//h2/@id | //h3/@id",
        "notes": "//aside[@class='sidenote']/@id",
        "figures": "//figure/@id",
    }
    for name, path in shape.items():
        parts = [
            body_of(page).xpath("." + path.replace(" | /", " | ./")) for page in (french, english)
        ]
        assert parts[0] == parts[1], name
    for tag in ("figure", "blockquote", "table", "svg"):
        counts = [len(body_of(page).xpath(f".//{tag}")) for page in (french, english)]
        assert counts[0] == counts[1], tag
    calls = [
        page.tree.xpath("//a[contains(@class, 'footnote-ref')]/@href")
        for page in (french, english)
    ]
    assert calls[0]
    assert sorted(calls[0]) == sorted(calls[1])


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_both_texts_link_to_the_same_places(folder: Path, pages: Pages) -> None:
    """A work that one text cites is cited in the other."""
    french, english = (
        {
            str(link)
            for link in body_of(page).xpath(".//a/@href")
            if re.match(r"https://(?:doi\.org|arxiv\.org)/", str(link))
        }
        for page in (pages[f"{folder.name}/index.html"], english_of(folder, pages))
    )
    assert french == english


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_an_essay_shows_its_figure(folder: Path, pages: Pages) -> None:
    """A figure has a drawing that says its name and what it shows, and a table of its numbers."""
    for page in (pages[f"{folder.name}/index.html"], english_of(folder, pages)):
        figures = body_of(page).xpath(".//figure")
        assert figures, page.path
        for figure in figures:
            assert figure.xpath("string(.//figcaption)").strip()
            (drawing,) = figure.xpath(".//svg[@role='img']")
            name, description = drawing.get("aria-labelledby").split()
            for tag, identifier in (("title", name), ("desc", description)):
                (element,) = drawing.xpath(f".//{tag}[@id='{identifier}']")
                assert element.text_content().strip()
            rows = figure.xpath(".//details//table[caption]/tbody/tr[th[@scope='row']]")
            assert len(rows) > 1
            method = figure.xpath("string(.//div[@class='figure-method'])")
            assert re.search(
                "Licence" if figure.xpath(".//p[contains(., 'Source')]") else ".", method
            )


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_an_essay_says_whose_argument_it_is(folder: Path, pages: Pages) -> None:
    """At its head a page shows all that is known of the source, and that it is restated."""
    record = tomllib.loads((folder / "essay.toml").read_text(encoding="utf-8"))
    source = record["provenance"]
    said = {
        "fr": "Cet argument n’est pas le nôtre. L’essai le reformule avec ses propres mots",
        "en": "This argument is not ours. The essay restates it in its own words",
    }
    for page in (pages[f"{folder.name}/index.html"], english_of(folder, pages)):
        (box,) = page.tree.xpath("//aside[@class='provenance']")
        text = _line(box)
        expected = [
            source[key] for key in ("author", "title", "place", "updated_in") if key in source
        ]
        expected += [
            format_partial(str(source[key]), page.lang)
            for key in ("first_published", "updated")
            if key in source
        ]
        expected += [said[page.lang], source["note"][page.lang]]
        assert [value for value in expected if " ".join(value.split()) not in text] == []
        assert box.xpath(".//a/@href") == ([source["url"]] if "url" in source else [])


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_an_essay_shows_its_conversation(folder: Path, pages: Pages) -> None:
    """Each reflection is once on the page of each language, marked as restated, in its own."""
    names = sorted(path.stem for path in folder.glob("reflections/*.md"))
    for page in (pages[f"{folder.name}/index.html"], english_of(folder, pages)):
        shown = page.tree.xpath("//article[contains(@class, 'u-comment')]")
        assert sorted(article.get("id") for article in shown) == names
        for article in shown:
            source = (folder / "reflections" / f"{article.get('id')}.md").read_text(
                encoding="utf-8"
            )
            matter = tomllib.loads(source.split("+++")[1])
            (body,) = article.xpath(".//div[contains(@class, 'e-content')]")
            assert body.get("lang") == matter["lang"]
            assert (RESTATED[page.lang] in _line(article)) == matter["restated"]


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_an_essay_is_told_whole(folder: Path, pages: Pages) -> None:
    """A text is as long as when it was judged complete; its translation is no summary."""
    french, english = (
        len(re.findall(r"\w[\w’'-]*", " ".join(_without_figures(page))))
        for page in (pages[f"{folder.name}/index.html"], english_of(folder, pages))
    )
    assert french >= FLOORS[folder.name]
    assert 0.85 < english / french < 1.25


def _line(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _without_figures(page: Page) -> Iterator[str]:
    for element in body_of(page):
        if element.tag != "figure" and element.get("class") != "sidenote":
            yield element.text_content()


@pytest.mark.parametrize("folder", ESSAYS, ids=lambda folder: folder.name)
def test_dates_agree(folder: Path) -> None:
    """Both texts have one date, which is the one that the page is published under."""
    dates = []
    for name in ("index.md", "index.en.md"):
        rows, _, _, _ = split_header((folder / name).read_text(encoding="utf-8"))
        dates.append([value for _, key, value in rows if key in ("Date", "Modified")])
    assert dates[0] == dates[1]


def test_standing_pages_are_the_same_in_both_languages(pages: Pages) -> None:
    """A page and its translation have the same sections and the same number of paragraphs."""
    for source in sorted(CONTENT.glob("pages/*.md")):
        if source.name.endswith(".en.md"):
            continue
        bodies = []
        for path in (source, source.with_name(f"{source.stem}.en.md")):
            rows, _, _, _ = split_header(path.read_text(encoding="utf-8"))
            (slug,) = (value for _, key, value in rows if key == "Slug")
            prefix = "en/" if path.name.endswith(".en.md") else ""
            (body,) = pages[f"{prefix}{slug}/index.html"].tree.xpath(
                "//div[contains(@class, 'page-body')]"
            )
            bodies.append([(child.tag, child.get("id")) for child in body])
        assert bodies[0] == bodies[1], source.name


# What is not to be seen

DRAFT = """Title: {title}
Date: {date}
Summary: Un résumé que personne ne doit lire.
Status: {status}

## Une section

Une phrase que personne ne doit lire.
"""


def test_what_is_not_published_is_nowhere(project: Project, tmp_path: Path) -> None:
    """A draft, or an essay of the future, leaves no word and no file in what is published."""
    folder = project.copy(tmp_path / "site")
    plain = project.build(folder, settings="publishconf.py")
    assert plain.status == 0, plain.stderr
    before = project.read_tree(plain.output)
    hidden = {
        "brouillon-cache": ("Un titre que personne ne doit lire", "2026-11-16", "draft"),
        "essai-de-demain": ("Demain, rien que demain", "2031-01-01", "published"),
    }
    for slug, (title, date, status) in hidden.items():
        essay = folder / "content/essays" / slug
        essay.mkdir()
        text = DRAFT.format(title=title, date=date, status=status)
        (essay / "index.md").write_text(text, encoding="utf-8")
        name = f"e-{slug[:6].replace('-', 'x')}"
        record = f'id = "{name}"\nuri = "tag:liens-faibles.example,2026:{name}"\ntags = []\n'
        (essay / "essay.toml").write_text(record, encoding="utf-8")
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stderr
    assert project.read_tree(built.output) == before


def test_the_real_content_holds_no_draft(pages: Pages) -> None:
    """Every text of the content is published, and no text is left to be written."""
    texts = [path for path in CONTENT.rglob("*.md") if path.parent.name != "reflections"]
    assert len(texts) == sum(
        bool(
            page.tree.xpath(
                "//body[contains(@class, 'essay') or contains(@class, 'page') or "
                "contains(@class, 'home')]"
            )
        )
        for page in pages.values()
    )
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert "Status:" not in text, path.name
        assert not re.search(r"\b(?:TODO|FIXME|XXX|TBD|[Ll]orem ipsum|à compléter)\b", text), (
            path.name
        )
