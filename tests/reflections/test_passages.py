"""A passage is found exactly, or not at all."""

from collections.abc import Callable

import pytest
from pelican.plugins.reflections.models import Passage, Reflection
from pelican.plugins.reflections.passages import (
    LOST,
    Paragraph,
    find_places,
    paragraph_digest,
    read_paragraphs,
)

Make = Callable[..., Reflection]

FRENCH = """\
<p id="p1">On le traverse <em>sans le&#160;regarder</em><sup id="fnref:pile">\
<a class="footnote-ref" href="#fn:pile">1</a></sup>.
Deux rives.</p>
<h2 id="cles">Les clés</h2>
<p class="a" id="nomme">Deux rives, un pont &amp; l’eau.</p>
<blockquote>
<p>On le traverse aussi.</p>
</blockquote>
<p id="p3">La fin, c’est deux<br>rives.</p>"""
ENGLISH = """\
<p id="p1">You cross it without a look. Two banks, Le Pont, and so on.</p>
<p id="nomme">Le Pont is a bridge. Le Pont again.</p>
<p id="p3">The end.</p>"""
TEXTS = {"fr": FRENCH, "en": ENGLISH}


def find(make: Make, lang: str = "fr", **passage: str) -> tuple[str, str]:
    one = make("a", lang=lang, passage=Passage(**passage))
    return find_places([one], TEXTS)[one.id]


def test_paragraphs_are_read_as_words() -> None:
    """Those with an anchor, in order; without the calls of notes, with single spaces."""
    assert read_paragraphs(FRENCH) == (
        Paragraph(anchor="p1", text="On le traverse sans le regarder. Deux rives."),
        Paragraph(anchor="nomme", text="Deux rives, un pont & l’eau."),
        Paragraph(anchor="p3", text="La fin, c’est deux rives."),
    )


@pytest.mark.parametrize(
    ("passage", "place"),
    [
        ({"exact": "sans le regarder"}, ("fr", "p1")),
        ({"exact": "sans le\u00a0regarder. Deux"}, ("fr", "p1")),
        ({"exact": "pont & l’eau"}, ("fr", "nomme")),
        ({"exact": "regarder. Deux rives. Deux rives, un"}, ("fr", "p1")),
        ({"exact": "La fin, c’est deux rives."}, ("fr", "p3")),
        ({"exact": "without a look"}, ("en", "p1")),
        ({"exact": "traverse aussi"}, LOST),
        ({"exact": "sans la regarder"}, LOST),
        ({"exact": "Sans le regarder"}, LOST),
        ({"exact": "Deux rives"}, LOST),
        ({"exact": "Le Pont"}, LOST),
        ({"exact": "Le Pont is"}, ("en", "nomme")),
        ({"exact": "Deux rives", "prefix": "regarder."}, ("fr", "p1")),
        ({"exact": "Deux rives", "prefix": "Deux rives."}, ("fr", "nomme")),
        ({"exact": "Deux rives", "suffix": ", un pont"}, ("fr", "nomme")),
        ({"exact": "Deux rives", "prefix": "regarder.", "suffix": ", un pont"}, LOST),
        ({"exact": "Deux rives", "prefix": "autre chose"}, LOST),
        ({"exact": "sans le regarder", "prefix": "autre chose"}, ("fr", "p1")),
    ],
)
def test_a_quotation_is_found_where_it_is_alone(
    make: Make, passage: dict[str, str], place: tuple[str, str]
) -> None:
    """White space apart, letter by letter; what stands around it decides between several."""
    assert find(make, **passage) == place


SET = """\
<p id="p1">L’un demande\u00a0: «\u00a0Qui\u202f? Moi…\u00a0» – puis 50\u00a0% des gens.</p>
<p id="p2">Au XIX<sup>e</sup>\u00a0siècle, l’autre se tait.</p>
<p id="p3">De 9\u00a0h à 10\u00a0h\u00a030, n°\u00a03, p.\u00a012 et pp.\u00a014–15.</p>"""


@pytest.mark.parametrize(
    ("exact", "anchor"),
    [
        ("L'un demande", "p1"),
        ("L’un demande\u00a0: «\u00a0Qui\u202f? Moi…\u00a0»", "p1"),
        ('demande : "Qui ? Moi..." -- puis 50%', "p1"),
        ("demande: « Qui? Moi... »", "p1"),
        ("Au XIXème siècle, l'autre", "p2"),
        ("gens. Au XIXe", "p1"),
        ("De 9h à 10h30, n°3, p.12 et pp.14-15", "p3"),
        ("à 10 h 30, n° 3, p. 12", "p3"),
        ("L'une demande", ""),
    ],
)
def test_words_are_found_as_typed_and_as_set(make: Make, exact: str, anchor: str) -> None:
    """Typography changes signs and spaces alone, and no passage is lost by it."""
    one = make("a", lang="fr", passage=Passage(exact=exact))
    assert find_places([one], {"fr": SET}) == {one.id: ("fr", anchor) if anchor else LOST}


def test_a_paragraph_is_known_by_what_was_typed(make: Make) -> None:
    """Its digest from before it was set tells it apart from another with the same words."""
    text = '<p id="p1">L’un dit «\u00a0oui\u00a0»\u202f; fin.</p><p id="p2">L’un dit non.</p>'
    for typed in ('L\'un dit "oui" ; fin.', 'L\'un dit "oui"; fin.', "L’un dit « oui » ; fin."):
        passage = Passage(exact="L'un dit", paragraph=paragraph_digest(typed))
        one = make("a", lang="fr", passage=passage)
        assert find_places([one], {"fr": text}) == {one.id: ("fr", "p1")}, typed


def test_the_text_in_the_language_of_the_reflection_goes_first(make: Make) -> None:
    """A name may be in both texts, and once in one of them only."""
    texts = {"fr": '<p id="p1">Le Pont, ou le gué.</p>', "en": '<p id="p1">Le Pont it is.</p>'}
    for lang, place in (("fr", "fr"), ("en-GB", "en"), ("de", "en")):
        one = make("a", lang=lang, passage=Passage(exact="Le Pont"))
        assert find_places([one], texts) == {one.id: (place, "p1")}


def test_words_that_could_be_here_or_there_are_not_looked_for_in_another_text(make: Make) -> None:
    """Their one place in the other text would be a guess; what stands around them decides it."""
    texts = {"fr": FRENCH, "en": '<p id="p1">Deux rives, in French.</p>'}
    one = make("a", lang="fr", passage=Passage(exact="Deux rives"))
    around = make("b", lang="fr", passage=Passage(exact="Deux rives", suffix=", in French"))
    places = find_places([one, around], texts)
    assert places == {one.id: LOST, around.id: ("en", "p1")}


def test_a_paragraph_that_is_as_it_was_decides(make: Make) -> None:
    """Its digest tells it apart from another place with the same words, in either language."""
    for paragraph in read_paragraphs(FRENCH)[:2]:
        known = paragraph_digest(paragraph.text)
        assert find(make, exact="Deux rives", paragraph=known) == ("fr", paragraph.anchor)
    known = paragraph_digest("Le Pont is a bridge. Le Pont again.")
    assert find(make, exact="Le Pont", paragraph=known) == ("en", "nomme")


def test_a_digest_alone_proves_nothing(make: Make) -> None:
    """The words must be in the paragraph; else they are looked for as if there were none."""
    known = paragraph_digest("The end.")
    assert find(make, exact="un pont", paragraph=known) == ("fr", "nomme")
    assert find(make, exact="Deux rives", paragraph=known) == LOST
    assert find(make, exact="Deux rives", paragraph="sha256:" + "0" * 64) == LOST


def test_a_paragraph_that_is_there_twice_is_no_proof(make: Make) -> None:
    """Nor is one that both texts have: the quotation has to do."""
    twice = '<p id="p1">Encore, encore.</p><p id="p2">Encore, encore.</p>'
    passage = Passage(exact="Encore", paragraph=paragraph_digest("Encore, encore."))
    one = make("a", passage=passage)
    assert find_places([one], {"fr": twice}) == {one.id: LOST}


def test_a_digest_is_that_of_the_words() -> None:
    """Neither the breaks of lines nor the kind of spaces change it; a letter does."""
    assert paragraph_digest("Un\u00a0pont ;\nle\u202fgué") == paragraph_digest("Un pont ; le gué")
    assert paragraph_digest("Le gue\u0301") == paragraph_digest("Le gué")
    assert paragraph_digest("Le gué") != paragraph_digest("Le gue")
    assert paragraph_digest("Un pont") == (
        "sha256:505bddc54f4e26be7caf8f1cab909efec20510315733d883896d982cd44c2ce6"
    )


def test_a_letter_that_is_everywhere_is_nowhere(make: Make) -> None:
    """And is looked for in a time that does not grow with the square of the text."""
    one = make("a", passage=Passage(exact="a", prefix="b", suffix="b"))
    text = "".join(f'<p id="p{number}">{"a" * 500_000}</p>' for number in (1, 2))
    assert find_places([one], {"fr": text}) == {one.id: LOST}


def test_words_that_one_paragraph_has_twice_are_in_that_paragraph(make: Make) -> None:
    """A paragraph is what is looked for: which of its words does not matter."""
    one = make("a", passage=Passage(exact="encore"))
    texts = {"fr": '<p id="p1">Rien.</p><p id="p2">Là, encore et encore.</p>'}
    assert find_places([one], texts) == {one.id: ("fr", "p2")}


def test_reflections_on_no_passage_have_no_place(make: Make) -> None:
    assert find_places([make("a")], TEXTS) == {}
