"""The search page, and what can be found there: essays, reflections and standing pages.

What is found is made from what pages show, and not from the pages themselves: menus, lists and
permanent links are never among the words, and a new template makes no new index.
"""

import html
import marshal
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..build.digest import combine, digest, file_digest
from ..build.problems import BuildFailed, Problem
from .excerpts import leave_words
from .languages import LANGUAGES
from .load import Card
from .press import MadeBy, Output, Press, page_output
from .slugs import slugify
from .views import Link, Option, SearchView
from .words import name_author, say

if TYPE_CHECKING:
    from ..build.pagefind import Document
    from ..reflections.turns import Turn

FOLDER = "pagefind/"
"""Where the index is published."""
SCRIPT = "js/search.js"
"""The script of a theme, among its static files; without it, nothing can be asked."""
SHOWN = 5
"""Essays that the search page offers before anything is asked."""
NOT_FOUND = (
    ".figure-basis",
    ".figure-data",
    ".figure-downloads",
    ".figure-method",
    "math",
    "pre",
)
"""What stands in a text and is not what it says; Pagefind itself leaves drawings out."""

_ELIDED = re.compile(r"(?i)\b([cdjlmnst]|(?:jus|lors|puis|quoi)?qu)’(?=[\w<])")
"""What elides in French: "l’amitié" is two words, so that "amitié" is found."""
_PLAIN = str.maketrans({"\u2011": "-", "\u2060": None})
_ANCHOR = re.compile(r'(<(?:a|abbr|b|cite|code|em|i|q|span|strong|sub|sup)\b[^>]*?)\sid="[^"]*"')
"""An anchor in a sentence: Pagefind puts a space after it, and would lead there."""
_CELLS = re.compile("</(?:dt|dd|th)>")
"""What ends without a space although another word follows."""


def search_url(lang: str) -> str:
    """Return the address of the search page."""
    return LANGUAGES[lang].prefix + LANGUAGES[lang].search


def search_page(press: Press, lang: str) -> Iterator[Output]:
    """Yield the search page, if the site has one."""
    if not press.settings.search:
        return
    shell, strings, site = press.shells[lang], press.strings[lang], press.site
    url, cards = search_url(lang), press.site.essays[lang]
    urls = {other: search_url(other) for other in LANGUAGES}
    base = LANGUAGES[lang].prefix + LANGUAGES[lang].tags
    topics = tuple((key, site.tags[key][lang]) for key in site.by_tag[lang])
    authors = tuple(sorted({card.author for card in cards if card.author}))
    ready = (press.settings.theme / "static" / SCRIPT).is_file()
    ready = ready and bool(cards or site.pages[lang])

    def view() -> SearchView:
        title, what = strings.gettext("Search"), strings.gettext("Find a word of the essays.")
        return SearchView(
            **shell.fields(url, title, what) | {"alternates": shell.alternates(urls)},
            wasm=True,
            script=SCRIPT if ready else "",
            index=FOLDER,
            topics=tuple(Option(value=key, label=term.name) for key, term in topics),
            authors=tuple(Option(value=name_key(name), label=name) for name in authors),
            tags=tuple(Link(label=term.name, url=f"{base}{term.slug}/") for _, term in topics),
            entries=press.entries(cards[:SHOWN]),
        )

    parts = (combine(card.entry for card in cards[:SHOWN]), topics, authors, ready, urls)
    shown = cards[:SHOWN]
    yield page_output(press, lang, "search.html", url, parts, view, urls=urls, texts=shown)


def name_key(name: str) -> str:
    """Return what stands for a name in the index: "Laurent Dureau" becomes "laurent-dureau"."""
    return slugify(name) or digest(name).hex()[:8]


def index_key(press: Press) -> bytes:
    """Return the digest of all that the index is made from: words, and not how pages show them."""
    site = press.site
    return digest(
        press.version,
        *(
            part
            for lang in LANGUAGES
            for card in _cards(press, lang)
            for part in (
                *(lang, card.url, card.title, card.subtitle, card.published, card.author),
                *(card.words, card.turns, repr(card.tags), press.bodies.get(card.source, "")),
            )
        ),
        repr(site.tags),
    )


def index_outputs(press: Press, live: Mapping[str, bytes], folder: Path) -> list[Output]:
    """Return the files of the index; they are made in `folder` unless all of them are live.

    `live` has the key of each published file by its path. Raises `BuildFailed` when there is no
    Pagefind, or when it fails.
    """
    key = index_key(press)
    known = press.store.get(key)
    files: dict[str, bytes] = marshal.loads(known) if known else {}  # noqa: S302 - our own store
    if not files or any(live.get(path) != made for path, made in files.items()):
        files = {
            FOLDER + name: digest("found", file_digest(folder / FOLDER / name))
            for name in make_index(press, folder / FOLDER)
        }
        press.store.put(key, marshal.dumps(files, 2))
    return [MadeBy(path, made, (folder / path).read_bytes) for path, made in files.items()]


def make_index(press: Press, folder: Path) -> list[str]:
    """Write the index into a folder and return the paths of its files, sorted."""
    from ..build.pagefind import PagefindFailed, find_program, write_index  # noqa: PLC0415

    file = press.settings.file
    if not find_program():
        message = "the setting 'search' needs Pagefind, which is not installed"
        hint = "Install it with 'pip install pagefind[bin]', or take 'search' out."
        raise BuildFailed([Problem(file, 0, message, hint)])
    documents = {lang: build_documents(press, lang) for lang in LANGUAGES}
    try:
        return write_index(documents, NOT_FOUND, folder)
    except PagefindFailed as error:
        raise BuildFailed([Problem(file, 0, f"Pagefind has failed: {error}")]) from error


def build_documents(press: Press, lang: str) -> "Iterator[Document]":
    """Yield what can be found in a language."""
    for card in press.site.essays[lang]:
        yield _text_document(press, card, "essay")
        for turn in press.turns(card).values():
            if turn.is_published:
                yield _reflection_document(card, turn)
    for card in press.site.pages[lang]:
        yield _text_document(press, card, "page")


def _cards(press: Press, lang: str) -> Iterable[Card]:
    return (*press.site.essays[lang], *press.site.pages[lang])


def _text_document(press: Press, card: Card, kind: str) -> "Document":
    body = press.bodies.get(card.source) or press.body(card).html
    summary = f"<p>{html.escape(press.leaf(card).entry.summary)}</p>" if kind == "essay" else ""
    marks = _marks(card, kind, card.author)
    words = summary + body
    return card.url, render_document(card.lang, card.title, card.subtitle, words, marks)


def _reflection_document(card: Card, turn: "Turn") -> "Document":
    lang = card.lang
    name = name_author(turn.author, turn.number, lang)
    about = say(lang, "on", essay=card.title)
    marks = _marks(card, "reflection", turn.author)
    words = render_document(lang, name, about, turn.body_html, marks)
    return f"{card.url}#{turn.id}", words


def _marks(card: Card, kind: str, author: str) -> list[str]:
    """Return the filters under which a text is found."""
    named = [f"author-{name_key(author)}"] if author else []
    return [f"kind-{kind}", *(f"topic-{tag}" for tag in card.tags), *named]


def render_document(lang: str, title: str, about: str, words: str, marks: Iterable[str]) -> str:
    """Return what Pagefind reads of a text: its title, a line about it, its words, its filters.

    A filter has one value: the script asks for those that it needs by their names.
    """
    filters = "".join(f'<i data-pagefind-filter="{mark}:1"></i>' for mark in marks)
    said = _ANCHOR.sub(r"\1", leave_words(words))
    whole = (
        f'<html lang="{lang}"><body data-pagefind-body>{filters}'
        f'<i data-pagefind-meta="about[title]" title="{html.escape(about)}"></i>'
        f'<h1 data-pagefind-meta="title">{html.escape(title)}</h1>{said}</body></html>'
    ).translate(_PLAIN)
    return _CELLS.sub(
        r"\g<0> ", _split_elisions(whole) if lang == "fr" else whole.replace("’", "'")
    )


def _split_elisions(words: str) -> str:
    """Return French words with a space after what elides, and all other apostrophes in ASCII.

    Pagefind takes words apart at the latter, and the script joins the former again.
    """
    return _ELIDED.sub("\\1\ue002 ", words).replace("’", "'").replace("\ue002", "’")
