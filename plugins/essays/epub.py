"""A book put together as EPUB 3: the same bytes for the same book, at any time.

EbookLib writes what the format asks for; the archive is then packed anew, for it holds the time
of its making. See https://www.w3.org/TR/epub-33/.
"""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from .xhtml import Chapter

FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the first that ZIP knows."""
MIMETYPE = "mimetype"
IMAGE_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
FONT_TYPES = {"woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf"}
DOCUMENT = "application/xhtml+xml"
ACCESS = (
    ("schema:accessMode", ("textual", "visual")),
    ("schema:accessModeSufficient", ("textual", "textual,visual")),
    (
        "schema:accessibilityFeature",
        (
            *("alternativeText", "displayTransformability", "longDescription"),
            *("readingOrder", "structuralNavigation", "tableOfContents"),
        ),
    ),
    ("schema:accessibilityHazard", ("none",)),
)
"""What the book is for those who read it otherwise: https://www.w3.org/TR/epub-a11y-11/."""
SUMMARIES = {
    "fr": "Tout le livre est du texte, dans l’ordre de la lecture. Chaque figure a un titre, une "
    "description et un tableau de ses nombres.",
    "en": "The whole book is text, in reading order. Each figure has a title, a description and "
    "a table of its numbers.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A face that the book carries."""

    name: str
    family: str
    italic: bool
    weight: int
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A chapter in its place: its file and its title."""

    name: str
    title: str
    chapter: Chapter


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """All that a book holds."""

    id: str
    lang: str
    title: str
    description: str
    source: str
    licence: str
    sources: tuple[str, ...]
    """Whose arguments it restates."""
    published: str
    modified: datetime
    words: Mapping[str, str]
    cover: bytes
    title_page: Chapter
    about_page: Chapter
    parts: tuple[tuple[str, tuple[Part, ...]], ...]
    pictures: Mapping[str, bytes]
    style: str
    faces: tuple[Face, ...]


def render_epub(book: Book) -> bytes:
    """Return a book as an EPUB file."""
    from ebooklib import epub  # noqa: PLC0415 - most builds make no book

    made = epub.EpubBook()
    _describe(made, book)
    cover = _add_cover(made, book)
    _add(made, "style", "book.css", "text/css", _style(book).encode())
    for face in book.faces:
        media_type = FONT_TYPES[face.name.rpartition(".")[2]]
        _add(made, f"font-{_id(face.name)}", face.name, media_type, face.data)
    for name, data in book.pictures.items():
        _add(made, _id(name), name, IMAGE_TYPES[name.rpartition(".")[2]], data)
    title = _add_chapter(made, "title.xhtml", book.title, book.title_page)
    nav = epub.EpubNav(uid="nav", file_name="nav.xhtml", title=book.words["contents"])
    nav.add_link(href="book.css", rel="stylesheet", type="text/css")
    made.add_item(nav)
    essays = [
        (name, [(part, _add_chapter(made, part.name, part.title, part.chapter)) for part in parts])
        for name, parts in book.parts
    ]
    about = _add_chapter(made, "about.xhtml", book.words["about"], book.about_page)
    made.add_item(epub.EpubNcx())
    made.toc = [
        *(entry for name, parts in essays for entry in _toc(name, parts)),
        epub.Link("about.xhtml", book.words["about"], "toc-about"),
    ]
    chapters = [item for _, parts in essays for _, item in parts]
    made.spine = [cover, title, nav, *chapters, about]
    made.guide = [
        {"type": "cover", "title": book.words["cover"], "href": "cover.xhtml"},
        {"type": "toc", "title": book.words["contents"], "href": "nav.xhtml"},
        {"type": "text", "title": chapters[0].title, "href": chapters[0].file_name},
    ]
    return _pack(made, book)


def _describe(made: Any, book: Book) -> None:  # noqa: ANN401 - the library has no types
    """Say what the book is, and how it can be read."""
    made.set_identifier(book.id)
    made.set_title(book.title)
    made.set_language(book.lang)
    made.add_metadata("DC", "creator", book.title, {"id": "creator"})
    made.add_metadata("DC", "publisher", book.title)
    made.add_metadata("DC", "description", book.description)
    made.add_metadata("DC", "date", book.published)
    made.add_metadata("DC", "source", book.source)
    made.add_metadata("DC", "rights", book.licence)
    for number, name in enumerate(book.sources, 1):
        ref = f"source-{number}"
        made.add_metadata("DC", "contributor", name, {"id": ref})
        role = {"refines": f"#{ref}", "property": "role", "scheme": "marc:relators"}
        made.add_metadata("OPF", ref, "ant", role)
    for prop, values in ACCESS:
        for value in values:
            made.add_metadata("OPF", prop, value, {"property": prop})
    prop = "schema:accessibilitySummary"
    made.add_metadata("OPF", prop, SUMMARIES[book.lang], {"property": prop})


def _add_cover(made: Any, book: Book) -> Any:  # noqa: ANN401 - as above
    """Add the cover and its page, and return the page."""
    from ebooklib import epub  # noqa: PLC0415 - as above

    picture = epub.EpubCover(uid="cover-image", file_name="cover.png")
    picture.content = book.cover
    made.add_item(picture)
    name = escape(book.title)
    page = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{book.lang}" xml:lang="{book.lang}"><head><title>{name}</title>'
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>'
        f'<body class="cover" epub:type="cover"><img src="cover.png" alt="{name}" '
        'role="doc-cover"/></body></html>\n'
    )
    return _add(made, "cover", "cover.xhtml", DOCUMENT, page.encode())


def _add(made: Any, uid: str, name: str, media_type: str, data: bytes) -> Any:  # noqa: ANN401
    """Add a file to the book and return it."""
    from ebooklib import epub  # noqa: PLC0415 - as above

    item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=data)
    made.add_item(item)
    return item


def _add_chapter(made: Any, name: str, title: str, chapter: Chapter) -> Any:  # noqa: ANN401 - as above
    item = _add(made, _id(name), name, DOCUMENT, chapter.data)
    item.properties = list(chapter.properties)
    item.title = title
    return item


def _id(name: str) -> str:
    """Return the name of a file as an id of the book."""
    return "i-" + name.replace(".", "-")


def _toc(name: str, parts: list[tuple[Part, Any]]) -> list[Any]:
    """Return the lines of the contents for a series, or for the essays of none."""
    from ebooklib import epub  # noqa: PLC0415 - as above

    lines = [epub.Link(part.name, part.title, f"toc-{_id(part.name)}") for part, _ in parts]
    return [(epub.Section(name, parts[0][0].name), lines)] if name else lines


def _style(book: Book) -> str:
    """Return the style sheet of the book, and its faces."""
    faces = [
        f'\n@font-face {{\n  font-family: "{face.family}";\n'
        f"  font-style: {'italic' if face.italic else 'normal'};\n"
        f"  font-weight: {face.weight};\n  src: url({face.name});\n}}\n"
        for face in book.faces
    ]
    return book.style + "".join(faces)


def _pack(made: Any, book: Book) -> bytes:  # noqa: ANN401 - as above
    """Return the book as an archive whose bytes depend on nothing else."""
    from ebooklib import epub  # noqa: PLC0415 - as above

    options = {
        "mtime": book.modified.astimezone(UTC),
        "epub3_pages": False,
        "landmark_title": book.words["contents"],
        "raise_exceptions": True,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        epub.write_epub(str(path), made, options)
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files, key=lambda name: (name != MIMETYPE, name)):
            info = zipfile.ZipInfo(name, FIRST_TIME)
            info.create_system, info.external_attr = 3, 0o644 << 16
            kind = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name], kind, 9)
    return stream.getvalue()
