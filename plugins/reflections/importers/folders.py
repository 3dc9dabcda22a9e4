"""Exports that are folders: a file for each comment, in a folder for each page."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...build.problems import Problem
from .json_files import load_text

LARGEST = 1024 * 1024
"""Bytes of one comment's file: more is no comment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentFile:
    """One file: its text, or the problem that keeps it from having one."""

    name: str
    """Its path below the folder, with forward slashes."""
    page: str
    """The path of the folder that it lies in; the name of the whole when that is all there is."""
    text: str = ""
    problem: Problem | None = None

    @property
    def stem(self) -> str:
        """Its name without what comes before and after."""
        return PurePosixPath(self.name).stem


def load_files(
    path: Path, suffixes: Collection[str]
) -> tuple[tuple[CommentFile, ...], tuple[Problem, ...]]:
    """Return the files of a folder, or the one file that `path` is, sorted by name.

    Hidden files, and links to elsewhere, are passed over. The problem is that there is none.
    """
    if path.is_file():
        return (_load_file(path, PurePosixPath(path.name), path.parent.name),), ()
    files = tuple(
        _load_file(path / name, name, path.resolve().name) for name in _names(path, suffixes)
    )
    if files:
        return files, ()
    kinds = ", ".join(f"*{suffix}" for suffix in sorted(suffixes))
    message = "there is no such folder" if not path.is_dir() else "no comment lies in this folder"
    hint = f"Expected the folder that holds one folder a page, with files {kinds}."
    return (), (Problem(path.as_posix(), 0, message, hint),)


def _names(path: Path, suffixes: Collection[str]) -> list[PurePosixPath]:
    return sorted(name for name in _walk(path) if name.suffix.lower() in suffixes)


def _walk(path: Path) -> Iterator[PurePosixPath]:
    """Yield the path of each file below a folder."""
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name[0] != "." and name != "__MACOSX"]
        here = Path(folder)
        for name in names:
            if name[0] != "." and not (here / name).is_symlink():
                yield PurePosixPath((here / name).relative_to(path).as_posix())


def _load_file(path: Path, name: PurePosixPath, whole: str) -> CommentFile:
    page = name.parent.as_posix() if len(name.parts) > 1 else whole
    if path.stat().st_size > LARGEST:
        message = f"has more than {LARGEST // 1024} KiB: it was passed over"
        return CommentFile(
            name=name.as_posix(), page=page, problem=Problem(path.as_posix(), 0, message)
        )
    text, problems = load_text(path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CommentFile(
        name=name.as_posix(), page=page, text=text, problem=next(iter(problems), None)
    )
