"""The way out: the site's conversations in a format that others take, from the command line."""

import os
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ..build.problems import BuildFailed, Problem, nearest, report
from ..build.settings import Settings, load_settings
from ..essays.header import parse_header
from ..essays.languages import DEFAULT, LANGUAGES
from .exporters import EXPORTERS
from .exporters.models import Conversation, Exporter, Site
from .exporters.selection import reading_order
from .files import load_reflections
from .front_matter import shown
from .models import Precision, Reflection, Role
from .threads import build_threads

HAS: Mapping[str, tuple[str, Callable[[Reflection], object]]] = {
    "in_reply_to": ("what is answered", lambda one: one.in_reply_to),
    "order": ("numbers", lambda one: one.order),
    "date_precision": (
        "dates known to less than the minute, or not at all",
        lambda one: one.date_precision is not Precision.MINUTE,
    ),
    "kind": ("kinds", lambda one: one.kind),
    "restated": ("that it is restated", lambda one: one.restated),
    "author.url": ("addresses of readers", lambda one: one.author and one.author.url),
    "author.role": (
        "that the author or the editor speaks",
        lambda one: one.author and one.author.role is not Role.READER,
    ),
    "rating": ("ratings", lambda one: one.rating),
    "answers": ("answers to questions", lambda one: one.answers),
    "passage": ("passages", lambda one: one.passage),
}
"""What a format may have no room for, in words, and whether a reflection has it."""


def load_conversations(
    settings: Settings, slug: str = ""
) -> tuple[tuple[Conversation, ...], tuple[Problem, ...]]:
    """Return the conversations of a site, oldest essay first, and every problem of their files.

    `slug` names the folder of one essay alone.
    """
    folders = {
        folder.parent.name: folder for folder in settings.content.glob("essays/*/reflections")
    }
    if slug and slug not in folders:
        message = f"no essay with a conversation is in the folder {shown(slug)}"
        return (), (Problem(f"{settings.place}/essays", 0, message, nearest(slug, folders)),)
    found: list[Conversation] = []
    problems: list[Problem] = []
    for name in sorted(folders):
        if slug in ("", name):
            conversation, wrong = _load_conversation(folders[name], settings)
            problems += wrong
            found += [conversation] if conversation else []
    found.sort(key=lambda conversation: (conversation.published, conversation.slug))
    return tuple(found), tuple(problems)


def _load_conversation(
    folder: Path, settings: Settings
) -> tuple[Conversation | None, tuple[Problem, ...]]:
    """Return the conversation in a folder, if there is no problem with it or with its essay."""
    path = folder.relative_to(settings.root).as_posix()
    essay, place = folder.parent, path.rpartition("/")[0]
    reflections, problems = load_reflections(folder, path)
    problems += build_threads(reflections, path)[1]
    try:
        text = (essay / "index.md").read_text("utf-8-sig")
        record = tomllib.loads((essay / "essay.toml").read_text("utf-8"))
    except (OSError, ValueError) as error:
        problem = Problem(place, 0, f"this essay cannot be read: {error}")
        return None, (*problems, problem)
    header, _, _, wrong = parse_header(text, f"{place}/index.md", settings.zone)
    problems += wrong
    if problems or header is None:
        return None, problems
    slug = header.slug or essay.name
    conversation = Conversation(
        essay=str(record.get("id", "")),
        slug=slug,
        title=header.title,
        url=f"{settings.url}/{LANGUAGES[DEFAULT].prefix}{slug}/",
        published=header.date,
        reflections=reading_order(reflections),
    )
    return conversation, ()


def run_export(file: Path, name: str, out: str = "", essay: str = "") -> int:
    """Write the conversations of a site in one format, and return the exit status.

    Without `out` they go to the standard output; what is said of them goes to the other one.
    """
    if name not in EXPORTERS:
        _say(f"the format is {shown(name)}", f"    {nearest(name, EXPORTERS)}")
        return 1
    try:
        settings = load_settings(file)
    except BuildFailed as failure:
        _say(report(failure.problems))
        return 1
    conversations, problems = load_conversations(settings, essay)
    if problems:
        _say(report(problems), "Nothing was written.")
        return 1
    exporter = EXPORTERS[name]
    site = Site(name=settings.name, url=settings.url, lang=DEFAULT)
    text = exporter.dump(conversations, site)
    try:
        _write(text.encode(), out)
    except OSError as error:
        _say(f"{out}: {error.strerror}", "Nothing was written.")
        return 1
    _say(*summary(conversations, exporter, out or "the standard output"))
    return 0


def summary(
    conversations: Sequence[Conversation], exporter: Exporter, where: str
) -> tuple[str, ...]:
    """Return the lines that say what was written, and what the format had no room for."""
    everyone = [one for conversation in conversations for one in conversation.reflections]
    written = [one for one in everyone if one.state.status in exporter.statuses]
    essays = sum(
        any(one.state.status in exporter.statuses for one in conversation.reflections)
        for conversation in conversations
    )
    lines = [f"{where}: written (reflections: {len(written)}, essays: {essays})."]
    left = Counter(one.state.status for one in everyone) - Counter(
        one.state.status for one in written
    )
    if left:
        said = ", ".join(f"{status} {left[status]}" for status in sorted(left))
        lines.append(f"Left out: {said}.")
    lost = [
        f"{words} ({count})"
        for field, (words, has) in HAS.items()
        if field not in exporter.keeps and (count := _count(written, has))
    ]
    if lost:
        lines.append(f"This format has no room for: {', '.join(lost)}.")
    return tuple(lines)


def _count(reflections: Iterable[Reflection], has: Callable[[Reflection], object]) -> int:
    return sum(bool(has(one)) for one in reflections)


def _write(data: bytes, out: str) -> None:
    """Write a file, whole or not at all, or to the standard output."""
    if not out:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)


def _say(*lines: str) -> None:
    print("\n".join(lines), file=sys.stderr)  # noqa: T201 - this is the command line
