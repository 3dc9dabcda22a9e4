"""The cards of the site's pages as the pages name them: where they lie, and what they show."""

from .cards import HEIGHT, WIDTH
from .citations import ENDS, WORDS
from .load import Card, Leaf
from .views import CardView, SiteView

ALT = {
    "fr": "Carte de partage\u00a0: {}",
    "en": "Card for sharing: {}",
}
SHAPES = {
    "fr": "À droite, les formes de la première figure.",
    "en": "On the right, the shapes of the first figure.",
}
CIRCLES = {
    "fr": "À droite, deux cercles et le lien qui les unit.",
    "en": "On the right, two circles and the tie between them.",
}
"""What a card shows besides words, by language."""


def card_path(lang: str, essay: str = "") -> str:
    """Return where the card of an essay lives, given its short id; without, that of the site."""
    return f"cards/{lang}/{essay}.png" if essay else f"cards/{lang}.png"


def site_card(site: SiteView, lang: str) -> CardView:
    """Return the card of the pages that have none of their own."""
    return _view(card_path(lang), lang, [site.name, site.tagline, CIRCLES[lang]])


def essay_card(card: Card, leaf: Leaf) -> CardView:
    """Return the card of an essay."""
    lang, shapes = card.lang, SHAPES if card.figures else CIRCLES
    said = [card.title, card.subtitle, after(leaf, lang), shapes[lang]]
    return _view(card_path(lang, card.id), lang, said)


def after(leaf: Leaf, lang: str) -> str:
    """Return whose argument an essay restates, in a few words; "" when it is not known."""
    source = leaf.entry.original
    if source.author:
        said = WORDS[lang]["after"].format(source.author)
        return said[:1].upper() + said[1:]
    return ""


def _view(url: str, lang: str, said: list[str]) -> CardView:
    known = filter(None, said)
    sentences = (text if text.endswith(ENDS) else f"{text}." for text in known)
    alt = ALT[lang].format(" ".join(sentences))
    return CardView(url=url, width=WIDTH, height=HEIGHT, alt=alt)
