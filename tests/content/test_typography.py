"""The published site, all of it: no ordinary space stands where French has another one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree
from pelican.plugins.essays.body import Source, render_body
from pelican.plugins.essays.header import split_header
from pelican.plugins.essays.typography import typeset
from pelican.plugins.essays.typography.blocks import PAGE

ROOT = Path(__file__).resolve().parents[2]
ESSAYS = sorted(ROOT.glob("content/essays/*/index.md"))
Page = Any
Pages = dict[str, Page]

WRONG = re.compile(" (?:[;!?»]|:(?![a-z/]))|«(?! ?» ?\\W)[ \n]|\\w'\\w|\\.\\.\\.")
"""An ordinary space beside a sign, an apostrophe or points of a typewriter."""
UNTOUCHED = ("code", "kbd", "math", "pre", "samp", "script", "style", "textarea")
ATOM = "{http://www.w3.org/2005/Atom}"


def texts_of(element: etree._Element, lang: str) -> Iterator[str]:
    """Yield the pieces of text that are in a language, an x for each that is not."""
    here = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or lang
    is_word = isinstance(element.tag, str) and element.tag not in UNTOUCHED
    if is_word and here == "fr":
        yield element.text or ""
    elif is_word:
        yield "x"
    for child in element if is_word else ():
        yield from texts_of(child, here)
        yield (child.tail or "") if here == "fr" else ""
    if not is_word:
        yield "x" if isinstance(element.tag, str) else ""


def faults(text: str) -> list[str]:
    """Return the places of a text that are wrong, each with what is around it."""
    return [text[max(0, one.start() - 20) : one.end() + 20] for one in WRONG.finditer(text)]


def test_a_fault_would_be_seen() -> None:
    """The search finds each of the faults, and nothing in a text that is well set."""
    for wrong in ("mot ;", "mot !", "mot ?", "mot : x", "« mot", "mot »", "l'un", "et..."):
        assert faults(wrong), wrong
    assert faults("mot\u202f; mot\u00a0: «\u00a0mot\u00a0» l’un… 10:30") == []


def test_french_pages_have_no_ordinary_space_beside_a_sign(pages: Pages) -> None:
    """Nor do passages in French on other pages; titles and descriptions count."""
    for page in pages.values():
        page_text = "".join(texts_of(page.tree, "fr"))
        assert faults(page_text) == [], page.path
        if page.lang == "fr":
            said = page.tree.xpath("//meta/@content | //body//@title | //body//@aria-label")
            assert [fault for text in said for fault in faults(str(text))] == [], page.path


def test_what_machines_read_is_set_too(pages: Pages) -> None:
    """The essay in JSON-LD has the title of its page."""
    seen = 0
    for page in pages.values():
        for script in page.tree.xpath("//script[@type='application/ld+json']"):
            record = json.loads(script.text)
            if page.lang == "fr" and "headline" in record:
                seen += 1
                assert faults(record["headline"] + record["description"]) == [], page.path
    assert seen >= 5


def test_french_feeds_have_no_ordinary_space_beside_a_sign(real_site: Path) -> None:
    """They carry the texts as their pages show them, set once."""
    feeds = sorted(real_site.glob("feeds/fr*.atom.xml"))
    assert feeds
    for path in feeds:
        for entry in etree.parse(path).getroot().iter(f"{ATOM}entry"):
            content = entry.findtext(f"{ATOM}content") or ""
            tree = lxml.html.fragment_fromstring(content, create_parent=True)
            lang = entry.get("{http://www.w3.org/XML/1998/namespace}lang") or "fr"
            said = [*texts_of(tree, lang), entry.findtext(f"{ATOM}title") or ""]
            assert faults("".join(said)) == [], path.name


def test_the_drawings_of_french_pages_are_set(real_site: Path) -> None:
    """Their words, their titles and their descriptions."""
    drawings = [path for path in real_site.rglob("*.svg") if "/figures/" in path.as_posix()]
    french = [path for path in drawings if not path.is_relative_to(real_site / "en")]
    assert french
    for path in french:
        for element in etree.parse(path).getroot().iter():
            if etree.QName(element).localname in ("text", "tspan", "title", "desc"):
                assert faults(element.text or "") == [], path.name


def retyped(html: str) -> str:
    """Return HTML as if its words had been typed on a plain keyboard."""
    pieces = PAGE.split(html)
    texts = [re.sub(r"[\u00a0\u202f]|&#160;", " ", text) for text in pieces[::4]]
    texts = [text.replace("’", "'").replace("…", "...") for text in texts]
    return "".join(text + token for text, token in zip(texts, [*pieces[1::4], ""], strict=True))


@pytest.mark.parametrize("path", ESSAYS, ids=lambda path: path.parent.name)
def test_an_essay_typed_on_a_plain_keyboard_comes_out_the_same(path: Path) -> None:
    """All its signs and spaces are found again; figures have numbers of their own and are left."""
    _, markdown, first_line, _ = split_header(path.read_text(encoding="utf-8"))
    source = Source(
        path=path.name,
        folder=path.parent,
        content=ROOT / "content",
        lang="fr",
        first_line=first_line,
    )
    body = render_body(markdown, source)
    assert body is not None
    html = re.sub(r"<figure\b.*?</figure>", "", body.html, flags=re.DOTALL)
    html = html.replace("&#160;", "\u00a0")
    html = re.sub(r'\u00a0(?=<a [^>]*class="reference-back")', " ", html)  # nobody types it
    assert retyped(html) != html
    found, right = typeset(retyped(html), "fr"), typeset(html, "fr")
    # An author may tie a number to more than the units that the rules know.
    tied = re.compile(r"(?<=\d)\u00a0(?=[^\W\d_])")
    assert tied.sub(" ", found) == tied.sub(" ", right)
