"""Erasure: the text and the name of a reflection leave the files, the site and all stores."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..build.command import run_build
from ..build.problems import BuildFailed, report
from ..build.publish import Busy, lock, write_whole
from ..build.run import NOTES
from ..build.settings import Settings, clock, load_settings
from .front_matter import shown
from .journal import FILE, FOLDER, By, append, load_journal
from .models import Channel, Reflection, Role, Source, State, Status
from .moderation import Found, find_reflection, write_reflection

MANY = 20
"""Places that the report lists at the most."""

_LINKS = ("in_reply_to", "strongest_objection")
_RUN = re.compile(r"[^\W_]+(?: [^\W_]+)*")
"""Words with single spaces between them: HTML, JSON and the stores have them as they are."""
_TELLING = 16
"""Characters from which a run of words is unlikely to be anyone else's."""
_SHORTEST = 5
_MOST_RUNS = 12

_STILL = (
    "The reflection is out of the sources and the journal, but output/ still shows it.\n"
    "Mend what is in the way, then run `invoke clean` and `invoke build`."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What an erasure does to the files of a conversation."""

    tombstone: Reflection | None
    """What is written in place of the reflection when replies hang from it."""
    removed: tuple[str, ...]
    """The ids of the files that go: its own, and tombstones that no reply hangs from any more."""
    record: str = ""
    """What the essay's record becomes when it named the reflection; "" when it stays."""


def plan_erasure(reflection: Reflection, others: Iterable[Reflection], now: datetime) -> Plan:
    """Return what becomes of a reflection among the `others` of its conversation."""
    left = {one.id: one for one in others}
    answered = {one.in_reply_to for one in left.values()}
    if reflection.id in answered:
        return Plan(tombstone=build_tombstone(reflection, now), removed=())
    removed = [reflection.id]
    parent = left.get(reflection.in_reply_to)
    while parent is not None and parent.state.status is Status.ERASED:
        del left[parent.id]
        if any(one.in_reply_to == parent.id for one in left.values()):
            break
        removed.append(parent.id)
        parent = left.get(parent.in_reply_to)
    return Plan(tombstone=None, removed=tuple(removed))


def without_objection(record: str, identity: str) -> str:
    """Return an essay's record without the line that puts a reflection first."""
    line = rf"^strongest_objection\s*=\s*[\"']{re.escape(identity)}[\"'][^\n]*\n?"
    return re.sub(line, "", record, flags=re.MULTILINE)


def build_tombstone(reflection: Reflection, now: datetime) -> Reflection:
    """Return what stays of a reflection: its place, its date, its language, how it came."""
    if reflection.state.status is Status.ERASED:
        return reflection
    return Reflection(
        id=reflection.id,
        in_reply_to=reflection.in_reply_to,
        order=reflection.order,
        date=reflection.date,
        date_precision=reflection.date_precision,
        lang=reflection.lang,
        source=Source(channel=reflection.source.channel),
        state=State(status=Status.ERASED, since=now.replace(microsecond=0)),
    )


def telling_runs(text: str) -> tuple[str, ...]:
    """Return the longest runs of words of a text, by which it can be found again."""
    runs = sorted(set(_RUN.findall(text)), key=lambda run: (-len(run), run))
    telling = [run for run in runs if len(run) >= _TELLING] or runs[:1]
    return tuple(run for run in telling[:_MOST_RUNS] if len(run) >= _SHORTEST)


def find_mentions(
    texts: Mapping[str, str], reflection: Reflection, runs: Iterable[str]
) -> list[str]:
    """Return the lines of other files that name a reflection, its reader, or quote its words.

    `texts` maps names of files to what they hold; a line is told as `path:line: what`.
    """
    name = reflection.author.name if reflection.author else ""
    if len(name) < 3 or (reflection.author and reflection.author.role is not Role.READER):
        name = ""  # the author of the essays is named in all of them
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") if name else None
    wanted = tuple(runs)
    found = []
    for path, text in sorted(texts.items()):
        for number, line in enumerate(text.split("\n"), 1):
            if line.startswith(_LINKS) and reflection.id in line:
                continue  # these are looked after
            if reflection.id in line:
                found.append(f"{path}:{number}: names the reflection")
            elif named and named.search(line):
                found.append(f"{path}:{number}: has the name {shown(name)}")
            elif any(run in line for run in wanted):
                found.append(f"{path}:{number}: has words of it")
    return found


def find_traces(folders: Iterable[Path], runs: Iterable[str]) -> Iterator[Path]:
    """Yield each file below some folders that holds one of the runs of words, in any form."""
    wanted = [run.encode() for run in runs]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and any(run in path.read_bytes() for run in wanted):
                yield path


def run_erase(file: Path, identity: str, *, dry_run: bool = False, yes: bool = False) -> int:
    """Erase a reflection of the site that a settings file describes; return the exit status."""
    try:
        settings, now = load_settings(file), clock()
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201 - this is the command line
        return 1
    found, problems = find_reflection(settings, identity)
    if found is None and _is_gone(settings, identity):
        found, problems = _vanished(settings, identity), ()
    if found is None:
        print(report(problems))  # noqa: T201
        return 1
    plan = plan_erasure(found.reflection, found.others, now.astimezone(settings.zone))
    plan = replace(plan, record=_changed_record(found))
    texts = (
        {} if plan.removed == () and not found.reflection.body else _other_texts(settings, found)
    )
    runs = telling_runs(found.reflection.body)
    mentions = find_mentions(texts, found.reflection, runs)
    own = tuple(run for run in runs if not any(run in text for text in texts.values()))
    print("\n".join(_say_plan(found, plan, mentions)))  # noqa: T201
    if dry_run:
        print("Nothing was changed.")  # noqa: T201
        return 0
    if not yes and not _confirmed():
        return 1
    _erase_files(found, plan)
    erased = build_tombstone(found.reflection, now.astimezone(settings.zone))
    _, repairs = append(settings.root / FOLDER, [erased], now=now, by=By.EDITOR, rule="erasure")
    for problem in repairs:
        print(problem)  # noqa: T201
    status = _clean_site(file, settings)
    return status or _report_traces(settings, found, own)


def _is_gone(settings: Settings, identity: str) -> bool:
    """Return whether the journal knows a reflection that is not erased and has no file."""
    entries, _, _ = load_journal(settings.root / FOLDER, FILE)
    last = next((entry for entry in reversed(entries) if entry.id == identity), None)
    files = settings.content.glob(f"essays/*/reflections/{identity}.md") if last else ()
    return last is not None and last.after != Status.ERASED and not any(files)


def _vanished(settings: Settings, identity: str) -> Found:
    """Return a place for a reflection whose file someone has deleted."""
    path = f"{settings.place}/essays"
    reflection = Reflection(id=identity, lang="und", source=Source(channel=Channel.ENTRY))
    folder = settings.root / path
    return Found(reflection=reflection, folder=folder, path=path, others=())


def _other_texts(settings: Settings, found: Found) -> dict[str, str]:
    """Return the other texts of the content folder, by their names in problems."""
    return {
        path.relative_to(settings.root).as_posix(): path.read_text("utf-8", errors="replace")
        for path in sorted(settings.content.rglob("*"))
        if path.suffix in (".md", ".toml") and path != found.file and path.is_file()
    }


def _say_plan(found: Found, plan: Plan, mentions: list[str]) -> Iterator[str]:
    """Yield the lines that say what an erasure does, and what it leaves to its editor."""
    if plan.tombstone:
        replies = sum(one.in_reply_to == found.reflection.id for one in found.others)
        yield f"{found.name}: a tombstone stays, for it is answered (replies: {replies})."
    for identity in plan.removed:
        is_there = (found.folder / f"{identity}.md").is_file()
        yield f"{found.path}/{identity}.md: " + ("removed." if is_there else "gone already.")
    if plan.record:
        yield f"{_record_name(found)}: it is no longer the strongest objection."
    if mentions:
        yield "Other files stay as they are. Look at these, and mend them if need be:"
        yield from (f"    {mention}" for mention in mentions[:MANY])
        if len(mentions) > MANY:
            yield f"    … and {len(mentions) - MANY} more"


def _record(found: Found) -> Path:
    return found.folder.parent / "essay.toml"


def _record_name(found: Found) -> str:
    return f"{found.path.rpartition('/')[0]}/essay.toml"


def _changed_record(found: Found) -> str:
    """Return what the essay's record becomes, or "" when it does not name the reflection."""
    try:
        text = _record(found).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    changed = without_objection(text, found.reflection.id)
    return changed if changed != text else ""


def _confirmed() -> bool:
    """Return whether the person at the terminal says yes."""
    if not sys.stdin.isatty():
        print("Nothing was changed: add --yes to erase it.")  # noqa: T201
        return False
    return input("Erase it for good? [y/N] ").strip().lower() in ("y", "yes")


def _erase_files(found: Found, plan: Plan) -> None:
    """Write the tombstone, or remove the files; copies that an editor has left beside go too."""
    if plan.record:
        write_whole(_record(found), plan.record.encode())
    if plan.tombstone:
        write_reflection(found.file, plan.tombstone)
    for identity in {found.reflection.id, *plan.removed}:
        for path in [*found.folder.glob(f"*{identity}*")]:
            if path.is_file() and not (plan.tombstone and path == found.file):
                path.unlink()


def _clean_site(file: Path, settings: Settings) -> int:
    """Forget all that earlier builds left, build anew, and return the exit status."""
    notes, output = settings.root / NOTES, settings.output
    if not output.exists() and not notes.exists():
        return 0
    try:
        with lock(notes):
            for path in notes.iterdir():
                if path.name != "lock":
                    _delete(path)
    except Busy as busy:
        print(f"Another build is at work (process {busy}).", _STILL, sep="\n")  # noqa: T201
        return 1
    if run_build(file, fresh=True):
        print(_STILL)  # noqa: T201
        return 1
    for path in output.parent.glob(f".{output.name}.*"):  # the trees of the builds before
        _delete(path)
    return 0


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _report_traces(settings: Settings, found: Found, runs: tuple[str, ...]) -> int:
    """Look for the words in all that the build reads and writes; return the exit status."""
    root = settings.root
    folders = [settings.content, settings.output, root / NOTES, root / FOLDER]
    traces = [path.relative_to(root).as_posix() for path in find_traces(folders, runs)]
    if traces:
        print("Its words are still in:", *traces, sep="\n    ")  # noqa: T201
        return 1
    names = [path.relative_to(root).as_posix() for path in folders if path.exists()]
    if runs:
        print(f"Looked for its words in {', '.join(names)}: none is left.")  # noqa: T201
    if (root / ".git").exists():
        print(  # noqa: T201
            "Git keeps what was committed:\n"
            f"    git filter-repo --sensitive-data-removal --invert-paths --path {found.name}"
        )
    print("Bring output/ to its host: until then, the text is public there.")  # noqa: T201
    return 0
