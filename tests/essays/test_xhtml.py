"""A page becomes a chapter: XHTML that is whole without style or script."""

from typing import Any

import pytest
from lxml import etree
from pelican.plugins.essays.cards import COLOURED
from pelican.plugins.essays.xhtml import EPUB, PICTURE, SVG, XHTML, Chapter, render_chapter

NAMES = {"h": XHTML, "s": SVG, "m": "http://www.w3.org/1998/Math/MathML", "e": EPUB}
PAGE = "https://rives.example/le-pont/"


def make(body: str) -> Chapter:
    page = f'<!DOCTYPE html><html lang="fr"><head><title>Pont</title></head><body>{body}</body>'
    return render_chapter(page, COLOURED, PAGE, lambda path: f"in/{path}")


def tree(body: str) -> Any:  # noqa: ANN401 - an element of lxml
    return etree.fromstring(make(body).data)


def find(body: str, path: str) -> Any:  # noqa: ANN401 - whatever XPath gives
    return tree(body).xpath(path, namespaces=NAMES)


def test_a_chapter_is_xml_in_its_language() -> None:
    root = tree("<p>Un<br>deux&nbsp;&amp; trois<p>Quatre")
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.xpath("//h:p//text()", namespaces=NAMES) == ["Un", "deux\u00a0& trois", "Quatre"]


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ("<p>a<script>x</script>b</p>", "//h:script"),
        ("<p>a<button>x</button>b</p>", "//h:button"),
        ('<p>a<a class="headerlink" href="#p">¶</a>b</p>', "//h:a"),
        ('<p>a<span class="permalinks"> <a href="#p">¶</a></span>b</p>', "//h:span"),
        ("<p>a<i hidden>x</i>b</p>", "//h:i"),
        ("<p>a<!-- x -->b</p>", "//comment()"),
        ('<p style="x" onclick="y" data-z="1">ab</p>', "//@style | //@onclick | //@data-z"),
        ('<p>a<img src="https://x.example/a.png" alt="">b</p>', "//h:img"),
        ('<p aria-label="x">ab</p>', "//@aria-label"),
    ],
)
def test_what_a_book_cannot_do_goes(body: str, gone: str) -> None:
    """The words around it stay."""
    assert find(body, gone) == []
    assert find(body, "string(//h:body)") == "ab"


def test_no_sign_that_joins_is_left() -> None:
    """Some reading systems would draw a box for it."""
    assert find("<p>33–\u206042</p>", "string(//h:p)") == "33–42"


def test_folded_parts_are_open() -> None:
    body = "<details><summary>Les chiffres</summary><p>un</p></details>"
    assert find(body, "//h:details | //h:summary") == []
    assert find(body, "//h:p[@class='unfolded']/text()") == ["Les chiffres"]


NOTES = {
    "a list at the end": (
        '<div class="essay-body"><p>Un<sup id="r"><a class="footnote-ref" href="#n">1</a></sup>'
        '</p><div class="footnote"><hr><ol><li id="n"><p>Note.<a class="footnote-backref" '
        'href="#r">↩</a></p><ul><li id="inside">a</li></ul></li></ol></div></div>'
    ),
    "in the margin": (
        '<div class="essay-body"><p>Un<sup id="r"><a class="footnote-ref" href="#n">1</a></sup>'
        '</p>\n<aside class="sidenote" id="n" role="note" aria-label="Note 1">\n'
        '<a class="sidenote-number" href="#r">1</a><p>Note.</p><ul><li id="inside">a</li></ul>'
        "</aside>\n<p>Deux</p></div>"
    ),
}


@pytest.mark.parametrize("body", NOTES.values(), ids=NOTES)
def test_notes_stand_after_the_text_and_open_in_place(body: str) -> None:
    """However the page sets them: each once, with the way there and the way back."""
    assert find(body, "//h:a[@e:type='noteref']/@href") == ["#n"]
    assert find(body, "//h:div[@class='essay-body']/*[last()]/h:aside/@id") == ["n"]
    assert find(body, "//h:aside/@e:type") == ["footnote"]
    assert find(body, "//h:aside//h:a[@role='doc-backlink']/@href") == ["#r"]
    assert find(body, "count(//*[@id='inside'])") == 1
    assert find(body, "normalize-space(//h:aside)").startswith("1")
    assert "Note." in find(body, "string(//h:aside)")


def test_notes_stand_before_what_they_refer_to() -> None:
    """As in feeds: references are the last of a text."""
    body = NOTES["in the margin"].replace("</div>", '<section class="references"/></div>')
    names = find(body, "//h:div[@class='essay-body']/*/@class")
    assert names == ["notes", "references"]


def test_a_drawing_has_its_colours_and_its_namespace() -> None:
    """Few reading systems know custom properties; names of SVG keep their capitals."""
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title>'
        '<path fill="var(--figure-1, currentColor)" stroke="currentColor"/></svg>'
        '<math alttext="x"><mi>x</mi></math>'
    )
    chapter = make(body)
    assert chapter.properties == ("svg", "mathml")
    assert b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>' in chapter.data
    assert b'<math xmlns="http://www.w3.org/1998/Math/MathML"' in chapter.data
    assert find(body, "//s:path/@fill") == [COLOURED["--figure-1"]]
    assert find(body, "//s:path/@stroke") == [COLOURED["--figure-ink"]]


def test_links_to_places_that_a_chapter_lacks_lead_to_its_page() -> None:
    body = '<p id="p1"><a href="#p1">a</a><a href="#cite">b</a><a href="e-1.xhtml#x">c</a></p>'
    assert find(body, "//h:a/@href") == ["#p1", f"{PAGE}#cite", "e-1.xhtml#x"]


def test_pictures_are_in_the_book() -> None:
    """An image shows its copy; a link to the file leads to the page."""
    body = f'<p><img src="{PICTURE}a/b.png" alt="B"><a href="{PICTURE}a/b.png">grand</a></p>'
    chapter = make(body)
    assert chapter.pictures == ("a/b.png",)
    assert find(body, "//h:img/@src") == ["in/a/b.png"]
    assert find(body, "//h:a/@href") == [PAGE]


def test_a_chapter_says_what_it_is_in_the_words_of_books() -> None:
    assert find('<section data-epub="colophon"></section>', "//h:section/@e:type") == ["colophon"]
