"""The steps of Python-Markdown that make notes of its footnotes: see `notes.py`."""

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from .notes import HOLDER, check_notes, find_loose_calls, place_notes

READ, PLACE = 50, 4
"""When notes are read, before what is in them; and placed, after all else has seen the blocks."""


class NotesExtension(FootnoteExtension):
    """Footnotes whose notes stand among the blocks of the text, each after its call.

    It reads `md.source` and `md.collector` (see `body.py`): the language, and where problems go.
    """

    doubled: list[str]
    """Names that several notes bear."""

    def __init__(self) -> None:
        super().__init__(SEPARATOR="-")

    def reset(self) -> None:
        """Forget the notes of the last text."""
        super().reset()
        self.doubled = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put our two steps in the place of those that make a list at the end."""
        super().extendMarkdown(md)
        for name in ("footnote", "footnote-duplicate"):
            md.treeprocessors.deregister(name)
        md.postprocessors.deregister("footnote")
        md.treeprocessors.register(ReadNotes(md, self), "read-notes", READ)
        md.treeprocessors.register(PlaceNotes(md, self), "place-notes", PLACE)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 - the library's names
        """Keep what a note says."""
        if id in self.footnotes:
            self.doubled.append(id)
        super().setFootnote(id, text)


class ReadNotes(Treeprocessor):
    """Adds the notes to a document, in one element that holds them all."""

    def __init__(self, md: Markdown, notes: NotesExtension) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        """Add the notes, read as blocks, at the end of the document."""
        if not self.notes.footnotes:
            return
        holder = SubElement(root, "div", {"class": HOLDER})
        for name, text in self.notes.footnotes.items():
            note = SubElement(holder, "aside", {"id": self.notes.makeFootnoteId(name)})
            self.notes.parser.parseChunk(note, text)


class PlaceNotes(Treeprocessor):
    """Sets each note after the block that calls it, and tells what is wrong with them."""

    def __init__(self, md: Markdown, notes: NotesExtension) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        """Move the notes to their places."""
        source, text = self.md.source, self.md.collector.text  # type: ignore[attr-defined]
        defined = self.notes.footnotes
        if not defined and "[^" not in text:
            return
        shown = find_loose_calls(text, root, defined)
        uncalled = place_notes(root, source.lang)
        source.problems += check_notes(
            text,
            source.path,
            source.first_line,
            defined=defined,
            doubled=self.notes.doubled,
            uncalled=uncalled,
            shown=shown,
        )
