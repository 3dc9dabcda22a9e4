"""What is wrong with a source, said so that its author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MANY = 12
"""Words that a hint lists at the most."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend: `path:line: message`, with a hint below.

    `path` is relative to the project's root, with forward slashes. `line` counts from 1;
    0 says that the problem concerns the whole file.
    """

    path: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" + (f"\n    {self.hint}" if self.hint else "")


class BuildFailed(Exception):  # noqa: N818 - the name says what happened
    """Raised once, with every problem that was found, sorted and without repeats."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        each = {(one.path, one.line, one.message): one for one in sorted(problems, reverse=True)}
        self.problems = sorted(each.values())  # one that differs in its hint alone is a repeat
        super().__init__(report(self.problems))

    def __reduce__(self) -> tuple[type["BuildFailed"], tuple[list[Problem]]]:
        """Travel between processes with the problems."""
        return BuildFailed, (self.problems,)


def report(problems: Iterable[Problem]) -> str:
    """Return the problems as lines of text, in their order, with a count at the end."""
    lines = [str(problem) for problem in problems]
    count = len(lines)
    return "\n".join([*lines, f"{count} problem{'s' if count != 1 else ''}."])


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word closest to `word`, or lists them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    if len(names) > MANY:
        return f"Known: {', '.join(names[:MANY])} and {len(names) - MANY} more."
    return f"Known: {', '.join(names)}." if names else ""


def missing_library(setting: str, error: ImportError) -> Problem:
    """Return the problem that a part of the site needs a library which is not there."""
    message = f"{setting!r} needs the library {error.name}"
    hint = f'Install it (the extra "reading" has it), or set {setting!r} to False.'
    return Problem("LIENS_FAIBLES", 0, message, hint)
