"""The essays of a language as a book: EPUB 3, the conversation after each essay.

Each essay becomes a chapter, which is stored by the digest of all that it shows: after an edit
one chapter is made anew, and the book is put together again.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from ..build.digest import combine, digest, file_digest
from ..build.problems import BuildFailed, missing_library
from ..build.templates import Strings
from ..network_stats.drawings import FAMILY, resolve
from .body import close_links
from .card_files import build_ink
from .cards import COVER_WIDTH, Scene, draw_cover, render_png
from .claims import tell_claims
from .conversation import build_page
from .feed_addresses import book_path
from .files import IMAGES
from .identity import find_authority
from .languages import LANGUAGES, when
from .load import Card
from .models import LICENCE
from .press import MadeBy, Output, Press, Shell, closings
from .views import BookView, ChapterView
from .xhtml import PICTURE, Chapter, render_chapter

if TYPE_CHECKING:
    from .epub import Face, Part

STYLE = "book.css"
TEMPLATES = ("book_essay.html", "book_title.html", "book_about.html")


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """What every chapter of one book is made with."""

    press: Press
    lang: str
    cards: tuple[Card, ...]
    """In the order of the book."""
    parts: tuple[tuple[str, tuple[Card, ...]], ...]
    """The same by series, by the name of each; "" for the essays of none."""

    @property
    def shell(self) -> Shell:
        """What every page of the language has."""
        return self.press.shells[self.lang]


def build_shelf(press: Press, lang: str) -> Shelf:
    """Return the essays of a language by series, in its order; the others follow by date."""
    site = press.site
    parts = [
        (site.series[key][lang].name, tuple(cards)) for key, cards in site.by_series[lang].items()
    ]
    alone = tuple(card for card in reversed(site.essays[lang]) if not card.series)
    if alone:
        parts.append(("", alone))
    return Shelf(
        press=press,
        lang=lang,
        cards=tuple(card for _, cards in parts for card in cards),
        parts=tuple(parts),
    )


def build_book(press: Press, lang: str) -> Iterator[Output]:
    """Yield the book of a language; there is none without essays."""
    if not press.settings.epub or not press.site.essays[lang]:
        return
    shelf = build_shelf(press, lang)
    base = _base_key(shelf)
    keys = [_chapter_key(shelf, card, base) for card in shelf.cards]
    said = repr([(name, [card.title for card in cards]) for name, cards in shelf.parts])
    cover = _cover_key(shelf, base)
    key = digest("book", base, combine(keys), said, modified(shelf.cards), cover)
    path = book_path(shelf.shell.site.name, lang)
    yield MadeBy(path, key, partial(_make, shelf, keys, cover))


def _base_key(shelf: Shelf) -> bytes:
    """Return the digest of what every chapter shows besides its essay."""
    press = shelf.press
    style = press.templates.find(STYLE)
    return digest(
        press.version,
        shelf.shell.digest,
        *(press.templates.digest(name) for name in TEMPLATES),
        style.read_bytes() if style else b"",
        press.paint,
        find_authority(press),
    )


def _chapter_key(shelf: Shelf, card: Card, base: bytes) -> bytes:
    links = repr(addresses(shelf, card))
    pictures = (_picture_digest(shelf.press, name) for name in shown_pictures(card))
    return digest("chapter", base, card.own, links, *pictures)


def _cover_key(shelf: Shelf, base: bytes) -> bytes:
    site, count = shelf.shell.site, str(len(shelf.cards))
    return digest("cover", base, site.name, site.tagline, count)


def shown_pictures(card: Card) -> tuple[str, ...]:
    """Return the pictures that a text may show, by their paths in the content folder."""
    targets = {target for kind, target, _, _ in card.links if kind == "static"}
    return tuple(sorted(name for name in targets if name.lower().endswith(IMAGES)))


def _picture_digest(press: Press, name: str) -> bytes:
    path = press.settings.content / name
    return file_digest(path) if path.is_file() else b""


def addresses(shelf: Shelf, card: Card) -> tuple[str, ...]:
    """Return the address of each link of a text in the book.

    It stays inside the book where it can, and is whole where it leads out.
    """
    inside = {one.source: chapter_name(one) for one in shelf.cards}
    base = shelf.press.settings.url + "/"
    images = set(shown_pictures(card))
    found = []
    outside = closings(shelf.press, card)
    for (kind, target, fragment, _), url in zip(card.links, outside, strict=True):
        if kind == "filename" and target in inside:
            found.append(inside[target] + (f"#{fragment}" if fragment else ""))
        elif kind == "static" and target in images:
            found.append(PICTURE + target)
        else:
            found.append(base + url)
    return tuple(found)


def chapter_name(card: Card) -> str:
    """Return the name of an essay's file in the book: it stays when the essay is renamed."""
    return f"{card.id}.xhtml"


def modified(cards: Sequence[Card]) -> str:
    """Return the newest date of the texts and of what readers say of them, as ISO 8601 in UTC."""
    moments = [datetime.fromisoformat(card.updated) for card in cards]
    said = [moment for card in cards for moment, _ in card.reflections[:1] if "T" in moment]
    moments += map(datetime.fromisoformat, said)
    return max(moments, key=datetime.timestamp).isoformat()


def _make(shelf: Shelf, keys: Sequence[bytes], cover: bytes) -> bytes:
    """Return the book."""
    try:
        return _bind(shelf, keys, cover)
    except ImportError as error:
        raise BuildFailed([missing_library("epub", error)]) from error


def _bind(shelf: Shelf, keys: Sequence[bytes], cover: bytes) -> bytes:
    from .epub import Book, render_epub  # noqa: PLC0415 - most builds make no book

    press, site = shelf.press, shelf.shell.site
    chapters = [_chapter(shelf, card, key) for card, key in zip(shelf.cards, keys, strict=True)]
    known = dict(zip((card.source for card in shelf.cards), chapters, strict=True))
    view = _book_view(shelf)
    pictures = sorted({name for chapter in chapters for name in chapter.pictures})
    style = press.templates.find(STYLE)
    assert style is not None, "the plugin has one"
    faces = _faces(press)
    return render_epub(
        Book(
            id=f"{find_authority(press)}book/{shelf.lang}",
            lang=shelf.lang,
            title=site.name,
            description=site.tagline,
            source=site.url + site.home,
            licence=LICENCE,
            sources=tuple(sorted({card.author for card in shelf.cards if card.author})),
            published=min(card.published for card in shelf.cards)[:10],
            modified=datetime.fromisoformat(modified(shelf.cards)),
            words=_words(press.strings[shelf.lang]),
            cover=_cover(shelf, cover),
            title_page=_plain(shelf, "book_title.html", view),
            about_page=_plain(shelf, "book_about.html", view),
            parts=tuple(
                (name, tuple(_part(card, known[card.source]) for card in cards))
                for name, cards in shelf.parts
            ),
            pictures={
                picture_name(name): (press.settings.content / name).read_bytes()
                for name in pictures
            },
            style=resolve(style.read_text(encoding="utf-8"), press.colours),
            faces=faces,
        )
    )


def _words(strings: Strings) -> dict[str, str]:
    """Return the words of the book's own pages."""
    return {
        "contents": strings.gettext("Contents"),
        "cover": strings.gettext("Cover"),
        "about": strings.gettext("About this book"),
    }


def _part(card: Card, chapter: Chapter) -> "Part":
    from .epub import Part  # noqa: PLC0415 - as above

    return Part(name=chapter_name(card), title=card.title, chapter=chapter)


def _faces(press: Press) -> "tuple[Face, ...]":
    """Return the theme's faces of the text and of the interface, as files that books know."""
    from .epub import Face  # noqa: PLC0415 - as above

    faces = build_ink(press).faces
    named = {faces.text, faces.interface} - {FAMILY}
    folder = press.settings.theme / "static" / "fonts"
    return tuple(
        Face(
            name=face.file,
            family=face.family,
            italic=face.italic,
            weight=face.weight,
            data=(folder / face.file).read_bytes(),
        )
        for face in faces.faces
        if face.family in named
    )


def _book_view(shelf: Shelf) -> BookView:
    newest = datetime.fromisoformat(modified(shelf.cards))
    return BookView(
        lang=shelf.lang,
        site=shelf.shell.site,
        count=len(shelf.cards),
        modified=when(newest, shelf.lang),
        licence=LICENCE,
    )


def _plain(shelf: Shelf, template: str, view: BookView) -> Chapter:
    """Return a page of the book itself."""
    site = shelf.shell.site
    page = shelf.press.render(template, shelf.lang, view=view)
    return render_chapter(page, shelf.press.colours, site.url + site.home, picture_name)


def _chapter(shelf: Shelf, card: Card, key: bytes) -> Chapter:
    """Return an essay as a chapter; it is made once, and kept in the store."""
    data = shelf.press.store.get(key)
    if data is None:
        chapter = _make_chapter(shelf, card)
        shelf.press.store.put(key, pickle.dumps(chapter, protocol=5))
        return chapter
    stored: Chapter = pickle.loads(data)  # noqa: S301 - our own store, checked by digest
    return stored


def _make_chapter(shelf: Shelf, card: Card) -> Chapter:
    from ..reflections.views import build_conversation_view  # noqa: PLC0415 - as above

    press, links = shelf.press, addresses(shelf, card)
    leaf, site = press.leaf(card), shelf.shell.site
    body = press.bodies.get(card.source) or close_links(
        press.body(card).html, lambda index: links[index]
    )
    turns = tuple(press.turns(card).values())
    conversation = build_conversation_view(turns, build_page(press, card), "")
    view = ChapterView(
        lang=card.lang,
        site=site,
        entry=leaf.entry,
        modified=leaf.modified,
        body_html=tell_claims(body, card.lang),
        conversation=conversation,
        address=site.url + card.url,
    )
    page = press.render("book_essay.html", shelf.lang, view=view)
    return render_chapter(page, press.colours, site.url + card.url, picture_name)


def picture_name(path: str) -> str:
    """Return the name that a picture of the content folder has in the book."""
    end = next(end for end in IMAGES if path.lower().endswith(end))
    return f"picture-{digest(path).hex()[:12]}{end}"


def _cover(shelf: Shelf, key: bytes) -> bytes:
    """Return the picture of the cover; it is drawn once, and kept in the store."""
    press, site = shelf.press, shelf.shell.site
    picture = press.store.get(key)
    if picture is None:
        ink = build_ink(press)
        count = len(shelf.cards)
        words = press.strings[shelf.lang].ngettext("%(count)s essay", "%(count)s essays", count)
        scene = Scene(site=site.name, title=site.name, subtitle=site.tagline)
        drawn = draw_cover(scene, ink, words % {"count": count})
        picture = render_png(drawn, ink.faces, COVER_WIDTH)
        press.store.put(key, picture)
    return picture


def build_books(press: Press) -> Iterator[Output]:
    """Yield the book of each language."""
    for lang in LANGUAGES:
        yield from build_book(press, lang)
