"""The step of Python-Markdown that cites works: see `references.py`."""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

CITE = 16
"""After what is in the blocks is read, before links are collected."""


class ReferencesExtension(Extension):
    """Citations in brackets, and links to works. It reads `md.source` and `md.collector`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Add the step."""
        md.treeprocessors.register(CiteWorks(md), "cite-works", CITE)


class CiteWorks(Treeprocessor):
    """Puts links in the place of citations, and the works cited at the end."""

    def run(self, root: Element) -> None:
        """Cite the works of a text that may cite some."""
        text = self.md.collector.text  # type: ignore[attr-defined]
        if "[" not in text or "@" not in text:
            return
        from .references import cite_works  # noqa: PLC0415 - few texts cite

        cite_works(root, text, self.md.source)  # type: ignore[attr-defined]
