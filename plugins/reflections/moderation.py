"""Decisions about one reflection: found by its id, changed in its file, noted in the journal."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..build.problems import BuildFailed, Problem, nearest, report
from ..build.settings import Settings, clock, load_settings
from .files import dump_reflection, load_reflections, parse_reflection
from .front_matter import shown
from .ids import ID
from .journal import FOLDER, By, append, reason_problem
from .markup import excerpt
from .models import Reflection, State, Status
from .threads import order_key

DECISIONS = (Status.PUBLISHED, Status.PENDING, Status.WITHDRAWN)
"""What a moderator may decide; `erase-reflection` erases."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A reflection in its place."""

    reflection: Reflection
    folder: Path
    """Folder of the conversation that it belongs to."""
    path: str
    """That folder's name in problems."""
    others: tuple[Reflection, ...]
    """The rest of the conversation."""

    @property
    def file(self) -> Path:
        """Where it is on the disk."""
        return self.folder / f"{self.reflection.id}.md"

    @property
    def name(self) -> str:
        """What its file is called in problems."""
        return f"{self.path}/{self.reflection.id}.md"


def find_reflection(settings: Settings, identity: str) -> tuple[Found | None, tuple[Problem, ...]]:
    """Return the reflection with an id, wherever it is, or the problems that stand in the way."""
    files = []
    if ID.fullmatch(identity):
        files = sorted(settings.content.glob(f"essays/*/reflections/{identity}.md"))
    if not files:
        known = (file.stem for file in settings.content.glob("essays/*/reflections/*.md"))
        message = f"no reflection has the id {shown(identity)}"
        return None, (Problem(settings.place, 0, message, nearest(identity, known)),)
    folder = files[0].parent
    path = folder.relative_to(settings.root).as_posix()
    if len(files) > 1:
        other = files[1].relative_to(settings.root).as_posix()
        problem = Problem(f"{path}/{identity}.md", 0, f"{other} has the same id")
        return None, (problem,)
    reflections, problems = load_reflections(folder, path)
    reflection = next((one for one in reflections if one.id == identity), None)
    if reflection is None or problems:
        return None, problems
    others = tuple(one for one in reflections if one.id != identity)
    return Found(reflection=reflection, folder=folder, path=path, others=others), ()


def decide(
    reflection: Reflection, status: Status, now: datetime, path: str
) -> tuple[Reflection | None, tuple[Problem, ...]]:
    """Return a reflection with a new status since `now`, or why it cannot have it.

    `path` is its file's name in problems. One that has the status already is returned as it is.
    """
    if reflection.state.status is Status.ERASED:
        hint = "Nothing of an erased reflection is kept: there is nothing to decide about."
        return None, (Problem(path, 0, "this reflection is erased", hint),)
    if reflection.state.status is status:
        return reflection, ()
    state = State(status=status, since=now.replace(microsecond=0))
    return parse_reflection(dump_reflection(replace(reflection, state=state)), path)


def write_reflection(path: Path, reflection: Reflection) -> None:
    """Write a reflection's file, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")  # the build passes over such names
    draft.write_text(dump_reflection(reflection), encoding="utf-8", newline="\n")
    draft.replace(path)


def decision_problem(decision: str) -> str:
    """Return what is wrong with a word for a decision, with a hint below; "" if nothing is."""
    if decision in DECISIONS:
        return ""
    hint = nearest(decision, [one.value for one in DECISIONS])
    if decision == Status.ERASED:
        hint = "`invoke erase-reflection` erases."
    return f"the decision is {shown(decision)}\n    {hint}"


def run_pending(file: Path) -> int:
    """Print the reflections that wait for the editor, oldest first, and return the exit status."""
    try:
        settings = load_settings(file)
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201 - this is the command line
        return 1
    waiting, problems = load_pending(settings)
    for path, reflection in waiting:
        name = reflection.author.name if reflection.author else "anonymous"
        words = shown(excerpt(reflection.body, 80))
        print(f"{reflection.id}  {name}, on {Path(path).parent.parent.name}: {words}")  # noqa: T201
    count = len(waiting)
    print(f"{count} reflection{'' if count == 1 else 's'} wait{'s' if count == 1 else ''}.")  # noqa: T201
    if problems:
        print(report(problems))  # noqa: T201
    return 1 if problems else 0


def load_pending(
    settings: Settings,
) -> tuple[list[tuple[str, Reflection]], tuple[Problem, ...]]:
    """Return the pending reflections with their paths, oldest first, and every problem."""
    waiting: list[tuple[str, Reflection]] = []
    problems: list[Problem] = []
    for folder in sorted(settings.content.glob("essays/*/reflections")):
        path = folder.relative_to(settings.root).as_posix()
        reflections, wrong = load_reflections(folder, path)
        problems += wrong
        waiting += (
            (f"{path}/{one.id}.md", one)
            for one in reflections
            if one.state.status is Status.PENDING
        )
    return sorted(waiting, key=lambda row: order_key(row[1])), tuple(problems)


def run_moderate(file: Path, identity: str, decision: str, reason: str = "") -> int:
    """Give a reflection a new status, note it in the journal, and return the exit status."""
    wrong = reason_problem(reason) or decision_problem(decision)
    if wrong:
        print(wrong)  # noqa: T201 - this is the command line
        return 1
    try:
        settings, now = load_settings(file), clock()
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201
        return 1
    found, problems = find_reflection(settings, identity)
    changed = None
    if found is not None:
        here = now.astimezone(settings.zone)
        changed, problems = decide(found.reflection, Status(decision), here, found.name)
    if found is None or changed is None or problems:
        print(report(problems))  # noqa: T201
        return 1
    if changed != found.reflection:
        write_reflection(found.file, changed)
    entries, repairs = append(
        settings.root / FOLDER, [changed], now=now, by=By.EDITOR, reason=reason
    )
    for problem in repairs:
        print(problem)  # noqa: T201
    print(_summary(found, changed, noted=bool(entries)))  # noqa: T201
    return 0


def _summary(found: Found, changed: Reflection, *, noted: bool) -> str:
    """Return in words what was done."""
    before, after = found.reflection.state.status, changed.state.status
    if before is after:
        line = "the journal has a new line for it" if noted else "nothing to do"
        return f"{found.name}: is {after} already; {line}."
    return f"{found.name}: {before} before, {after} now. `invoke build` publishes the change."
