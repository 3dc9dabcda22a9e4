"""Network blocks in Python-Markdown: each is replaced by its figure, and names by numbers."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from ..build.problems import BuildFailed, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .models import Budget, Download, Fence, Figure

# After normalize_whitespace (30), before the metadata (27) and every reader of fences (25):
# https://python-markdown.github.io/extensions/api/#registries
_PRIORITY = 28


@dataclass(kw_only=True, slots=True)
class Source:
    """Where a Markdown text comes from, and what was found while it was converted.

    A reader sets one as `md.source`, or any object with these attributes. `path` names the
    file in problems; `folder` and `content` are absolute; `first_line` is the line of the
    file where the text starts. Problems, the absolute paths of the files read, and the files
    that the figures' links lead to are appended to the lists; an object without `downloads`
    takes no such files, and its figures have no links.
    """

    path: str
    folder: Path
    content: Path
    lang: str
    first_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    dependencies: list[Path] = field(default_factory=list)
    downloads: "list[Download]" = field(default_factory=list)
    typography: bool = False
    """Whether the words in drawings are set as the language sets them."""


class SourceLike(Protocol):
    """Any object that can stand for a Source."""

    path: str
    folder: Path
    content: Path
    lang: str
    first_line: int
    problems: list[Problem]
    dependencies: list[Path]


class NetworkPreprocessor(Preprocessor):
    """Puts figures in the place of network blocks, and numbers in the place of their names."""

    def __init__(self, md: Markdown, extension: "NetworkExtension") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder in the place of each block.

        Raises BuildFailed, with every problem, and logs it, when no `md.source` takes them.
        """
        if not any("network" in line for line in lines):
            return lines  # most texts have no block, and need none of what draws them
        from .fences import find_fences  # noqa: PLC0415 - as above

        given = getattr(self.md, "source", None)
        content = self.extension.content or Path.cwd()
        source: SourceLike = given or Source(
            path="text", folder=content, content=content, lang=self.extension.lang
        )
        lines = self._numbers(lines, source)
        fences, problems = find_fences(lines, path=source.path, first_line=source.first_line)
        source.problems.extend(problems)
        written: list[str] = []
        done = 0
        for fence, html in zip(fences, self._figures(fences, source), strict=True):
            written += lines[done : fence.line - source.first_line]
            written += ["", self.md.htmlStash.store(html) if html else "", ""]
            done = fence.last_line - source.first_line + 1
        if given is None and source.problems:
            failed = BuildFailed(source.problems)
            # Pelican says that a file failed, and not why: say it first.
            logging.getLogger(__name__).error("%s", failed)
            raise failed
        return [*written, *lines[done:]]

    def _numbers(self, lines: list[str], source: SourceLike) -> list[str]:
        """Return the lines with their numbers in place; what is wrong goes to the source."""
        if not any("{network:" in line for line in lines):
            return lines
        from .inline import Text, render_numbers  # noqa: PLC0415 - as above
        from .messages import words  # noqa: PLC0415 - as above

        found = render_numbers(
            lines,
            Text(
                path=source.path,
                folder=source.folder,
                content=source.content,
                words=words(source.lang),
                first_line=source.first_line,
                budget=self.extension.budget,
            ),
        )
        source.problems.extend(found.problems)
        source.dependencies.extend(Path(name) for name in found.dependencies)
        return list(found.lines)

    def _figures(self, fences: "Sequence[Fence]", source: SourceLike) -> "Iterator[str]":
        """Yield the HTML of each block, or nothing; what is wrong goes to the source."""
        from .figure import render_block  # noqa: PLC0415 - as above

        shelf = self._shelf(source)
        ordinals: Counter[str] = Counter()
        anchors: dict[str, int] = {}
        for fence in fences:
            ordinals[fence.widget] += 1
            figure, problems, dependencies = render_block(
                fence,
                path=source.path,
                folder=source.folder,
                content=source.content,
                lang=source.lang,
                ordinal=ordinals[fence.widget],
                budget=self.extension.budget,
                downloads=shelf is not None,
                typography=getattr(source, "typography", False),
            )
            source.problems.extend(problems)
            source.dependencies.extend(Path(name) for name in dependencies)
            if figure and figure.id in anchors:
                source.problems.append(_same_anchor(fence, figure, source, anchors[figure.id]))
            elif figure:
                anchors[figure.id] = fence.line
            yield shelf(figure) if figure and shelf else figure.html if figure else ""

    def _shelf(self, source: SourceLike) -> "Callable[[Figure], str] | None":
        """Return what takes the files of a figure and gives its HTML; None when nothing does."""
        if getattr(self.md, "source", None) is None:
            return self.extension.keep
        taken: list[Download] | None = getattr(source, "downloads", None)
        if taken is None:
            return None

        def keep(figure: "Figure") -> str:
            taken.extend(figure.downloads)
            return figure.html

        return keep


def _same_anchor(fence: "Fence", figure: "Figure", source: SourceLike, first: int) -> Problem:
    message = f"the anchor {figure.id!r} is that of the figure on line {first}"
    return Problem(source.path, fence.line, message, "Give this one another `id`.")


class NetworkExtension(Extension):
    """Adds network blocks, and numbers in the prose, to Markdown.

    `content` and `lang` serve when `md.source` is not set, and so does `keep`, which is given
    each figure, keeps its files, and returns its HTML with the addresses they will have.
    """

    def __init__(
        self,
        *,
        content: Path | None = None,
        lang: str = "en",
        budget: "Budget | None" = None,
        keep: "Callable[[Figure], str] | None" = None,
    ) -> None:
        super().__init__()
        self.content = content
        self.lang = lang
        self.given = budget
        self.keep = keep

    @property
    def budget(self) -> "Budget":
        """What a block may ask of a build."""
        from .models import Budget  # noqa: PLC0415 - wait for a figure

        return self.given or Budget()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it so
        """Register the preprocessor."""
        md.preprocessors.register(NetworkPreprocessor(md, self), "network", _PRIORITY)


def makeExtension(  # noqa: N802 - Python-Markdown calls it so
    *, content: Path | None = None, lang: str = "en"
) -> NetworkExtension:
    """Return the extension, for those who name this module in a list of extensions."""
    return NetworkExtension(content=content, lang=lang)
