"""The cards of the site's pages, planned as outputs of the build."""

from collections.abc import Iterator
from functools import partial

from ..build.digest import digest
from ..build.problems import BuildFailed, missing_library
from ..network_stats.drawings import find_drawings
from .card_fonts import load_faces
from .card_views import after, card_path
from .cards import WIDTH, Ink, Scene, draw_card, render_png
from .load import Card
from .press import MadeBy, Output, Press, Shell


def build_cards(press: Press, lang: str) -> Iterator[Output]:
    """Yield the card of the site in a language, and those of its essays."""
    if not press.settings.cards:
        return
    shell = press.shells[lang]
    base = digest(
        "card",
        press.version,
        press.paint,
        shell.site.name,
    )
    key = digest(base, shell.site.tagline)
    yield MadeBy(card_path(lang), key, partial(_site_card, press, shell, key))
    for card in press.site.essays[lang]:
        drawn = card.figures[0][1] if card.figures else ""
        key = digest(base, card.title, card.subtitle, card.author, lang, drawn)
        yield MadeBy(card_path(lang, card.id), key, partial(_essay_card, press, card, key))


def build_ink(press: Press) -> Ink:
    """Return the colours and the faces of the theme."""
    faces = load_faces(press.fonts, press.sheets, press.store)
    return Ink(colours=press.colours, faces=faces)


def _site_card(press: Press, shell: Shell, key: bytes) -> bytes:
    site = shell.site
    return _draw(press, Scene(site=site.name, title=site.name, subtitle=site.tagline), key)


def _essay_card(press: Press, card: Card, key: bytes) -> bytes:
    stored = press.store.get(key)
    if stored is not None:
        return stored
    drawings = find_drawings(press.body(card).html) if card.figures else ()
    scene = Scene(
        site=press.shells[card.lang].site.name,
        title=card.title,
        subtitle=card.subtitle,
        after=after(press.leaf(card), card.lang),
        drawing=drawings[0] if drawings else None,
    )
    return _draw(press, scene, key)


def _draw(press: Press, scene: Scene, key: bytes) -> bytes:
    """Return a card; it is drawn once, and kept in the store."""
    picture = press.store.get(key)
    if picture is None:
        try:
            ink = build_ink(press)
            picture = render_png(draw_card(scene, ink), ink.faces, WIDTH)
        except ImportError as error:
            raise BuildFailed([missing_library("cards", error)]) from error
        press.store.put(key, picture)
    return picture
