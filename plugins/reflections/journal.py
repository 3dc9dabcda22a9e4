"""The journal of moderation: what became of each reflection, in a chain that shows any change.

One line of JSON for each decision, appended and never changed; each line holds the digest of the
line before it. The journal names nobody: a reflection is there by its id and by a salted digest
of its file. The salts lie apart and are not published. Once a salt is destroyed, nothing links
its digests to a text any more, and the chain still holds.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from ..build.problems import BuildFailed, Problem, report
from ..build.settings import Settings, clock, load_settings
from ..essays.slugs import SLUG
from .fields import FORBIDDEN, personal_data
from .files import dump_reflection, load_reflections
from .front_matter import shown
from .ids import ID
from .models import Reflection, Status

FOLDER = "journal"
"""Beside the content folder, at the project's root: the build does not read it."""
FILE = "reflections.jsonl"
PRIVATE = "private"
"""Folder of what is neither published nor put under version control: it says so itself."""
SALTS = "salts.toml"

KEYS = ("n", "t", "id", "from", "to", "by", "rule", "reason", "h", "prev")
START = "0" * 64
"""What the first line has in place of the digest of a line before it."""
SALT_SIZE = 16
LONGEST_REASON = 300

_DIGEST = re.compile("[0-9a-f]{64}")
_SALT = re.compile(f'^({ID.pattern}) = "([0-9a-f]{{{2 * SALT_SIZE}}})"$', re.MULTILINE)
_START = re.compile(rb'\{"n":\d+,"t":"[^"]*","id":"([^"]+)"')
_STATES = frozenset({"", *Status})
_TIME = "%Y-%m-%dT%H:%M:%SZ"

Token = Callable[[int], bytes]
"""Returns so many bytes that nobody can guess."""


class By(StrEnum):
    """Who decided, by their part and never by their name; `JOURNAL` is a repair of its own."""

    AUTHOR = "author"
    EDITOR = "editor"
    READER = "reader"
    IMPORT = "import"
    JOURNAL = "journal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line, its fields in their order there."""

    n: int
    """From 1: also the number of the line in the file."""
    t: str
    """When, in UTC: "2026-11-22T08:00:00Z"."""
    id: str
    """Of the reflection; "" in a repair."""
    before: str
    """Status before ("from"); "" for one that the journal did not know."""
    after: str
    """Status after ("to")."""
    by: str
    rule: str = ""
    """Short name of the rule that was applied, or ""."""
    reason: str = ""
    h: str = ""
    """SHA-256 of a salt and the reflection's canonical file; "" for an erased one."""
    prev: str
    """SHA-256 of the line before, without its line feed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How the journal and the files compare."""

    compared: int
    """Files whose digest is that of their last line."""
    unsalted: int
    """Files that cannot be compared, for their salt is not here (a clone has none)."""
    problems: tuple[Problem, ...]


def dump_entry(entry: Entry) -> str:
    """Return a line, without its line feed, in its one form."""
    values = dict(zip(KEYS, astuple(entry), strict=True))
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def parse_journal(data: bytes, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries up to the first line that breaks the chain, and the problem there.

    `path` is the journal's name in the problem.
    """
    entries: list[Entry] = []
    last: dict[str, Entry] = {}
    prev = START
    *lines, rest = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        entry = _parse_entry(line)
        message = _break(entry, line, number, prev, last)
        if message or isinstance(entry, str):
            hint = "Bring back the journal as it was: nothing in it is ever changed."
            return tuple(entries), (Problem(path, number, message, hint),)
        entries.append(entry)
        last[entry.id] = entry
        prev = _sha256(line)
    if rest:
        hint = "`invoke check-journal --repair` cuts it off and says so in the journal."
        return tuple(entries), (Problem(path, len(lines) + 1, "the line is not finished", hint),)
    return tuple(entries), ()


def compare(
    entries: Iterable[Entry],
    found: Mapping[str, tuple[str, Reflection]],
    salts: Mapping[str, bytes],
    path: str,
) -> Agreement:
    """Return whether the last entry of each reflection agrees with its file.

    `found` maps the id of each reflection to its file's name in problems and to itself; `path`
    is the journal's name there.
    """
    last = {entry.id: entry for entry in entries if entry.id}
    problems: list[Problem] = []
    compared = unsalted = 0
    for identity, (file, reflection) in sorted(found.items()):
        entry, status = last.get(identity), reflection.state.status
        if entry is None:
            hint = "`invoke check-journal --adopt` begins its history here."
            problems.append(Problem(file, 0, "the journal does not know this reflection", hint))
        elif entry.after != status:
            message = f"is {status}, and line {entry.n} of {path} says {entry.after}"
            problems.append(Problem(file, 0, message, _hint(identity, status)))
        elif status is not Status.ERASED and identity not in salts:
            unsalted += 1
        elif entry.h != _digest(reflection, salts):
            message = f"is not as line {entry.n} of {path} knows it"
            problems.append(Problem(file, 0, message, _hint(identity, status)))
        else:
            compared += 1
    for identity in sorted(last.keys() - found.keys()):
        entry = last[identity]
        if entry.after != Status.ERASED:
            message = f"says that {identity} is {entry.after}, and it has no file"
            hint = f"Bring the file back, or run `invoke erase-reflection {identity}`."
            problems.append(Problem(path, entry.n, message, hint))
    return Agreement(compared=compared, unsalted=unsalted, problems=tuple(problems))


def reason_problem(reason: str) -> str:
    """Return what is wrong with a reason, for the journal never forgets it; "" if nothing is."""
    if len(reason) > LONGEST_REASON:
        return f"the reason has {len(reason)} characters, and may have {LONGEST_REASON}"
    if reason != reason.strip() or "\n" in reason or "\t" in reason or FORBIDDEN.search(reason):
        return f"the reason is {shown(reason)}: expected text on one line, no space at its ends"
    private = personal_data(reason)
    return f"the reason holds {private}, which the journal could never forget" if private else ""


def append(
    folder: Path,
    reflections: Iterable[Reflection],
    *,
    now: datetime,
    by: By,
    rule: str = "",
    reason: str = "",
    token: Token = secrets.token_bytes,
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Note what each reflection has become, and return the new entries.

    `folder` is that of the journal, made if it is not there. A reflection whose last entry says
    so already is passed over, so that the same again adds nothing. Of an erased one the salt is
    destroyed. All lines are written at once, and are on the disk when this returns; an
    unfinished line that a crash has left is cut off first, which the journal and a problem say.

    Raises `ValueError` for a rule or a reason that `reason_problem` refuses.
    """
    if reason_problem(reason) or (rule and not SLUG.fullmatch(rule)):
        raise ValueError(f"not a rule and a reason for the journal: {rule!r}, {reason!r}")
    wanted = tuple(reflections)
    with _locked(folder) as descriptor:
        data, problems = _repair(descriptor, folder, now)
        entries: list[Entry] = []
        count, prev = data.count(b"\n"), _sha256(data.rstrip(b"\n").rpartition(b"\n")[2])
        last = _last_entries(data, {one.id for one in wanted})
        salts = _write_salts(folder, wanted, token)
        for reflection in wanted:
            known, status = last.get(reflection.id), reflection.state.status
            digest = _digest(reflection, salts)
            if known and known.after == status and known.h == digest:
                continue
            entry = Entry(
                n=count + 1,
                t=now.astimezone(UTC).strftime(_TIME),
                id=reflection.id,
                before=known.after if known else "",
                after=status.value,
                by=by.value,
                rule=rule,
                reason=reason,
                h=digest,
                prev=prev if count else START,
            )
            entries.append(entry)
            last[entry.id], count = entry, entry.n
            prev = _sha256(dump_entry(entry).encode())
        _write(descriptor, "".join(f"{dump_entry(entry)}\n" for entry in entries).encode())
    _destroy_salts(folder, {one.id for one in wanted if one.state.status is Status.ERASED})
    return tuple(entries), problems


def load_journal(folder: Path, path: str) -> tuple[tuple[Entry, ...], str, tuple[Problem, ...]]:
    """Return the entries of a journal, the digest of its last line, and the first break.

    A journal that is not there has no entries, and its digest is `START`.
    """
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        data = b""
    entries, problems = parse_journal(data, path)
    return entries, _sha256(dump_entry(entries[-1]).encode()) if entries else START, problems


def load_salts(folder: Path) -> dict[str, bytes]:
    """Return the salt of each reflection that has one here; damaged lines have none."""
    try:
        text = (folder / PRIVATE / SALTS).read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    return {name: bytes.fromhex(salt) for name, salt in _SALT.findall(text)}


def load_all(
    settings: Settings,
) -> tuple[dict[str, tuple[str, Reflection]], tuple[Problem, ...]]:
    """Return every reflection of the site by its id, with its file's name, and all problems."""
    found: dict[str, tuple[str, Reflection]] = {}
    problems: list[Problem] = []
    for folder in sorted(settings.content.glob("essays/*/reflections")):
        path = folder.relative_to(settings.root).as_posix()
        reflections, wrong = load_reflections(folder, path)
        found |= {one.id: (f"{path}/{one.id}.md", one) for one in reflections}
        problems += wrong
    return found, tuple(problems)


def run_check(file: Path, *, adopt: bool = False, repair: bool = False) -> int:
    """Check the journal of the site that a settings file describes; return the exit status.

    `adopt` gives each reflection that the journal does not know its first line; `repair` cuts
    off an unfinished last line.
    """
    try:
        settings = load_settings(file)
        now = clock()
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201 - this is the command line
        return 1
    folder, path = settings.root / FOLDER, f"{FOLDER}/{FILE}"
    found, problems = load_all(settings)
    if problems:
        print(report(problems))  # noqa: T201
        return 1
    if repair and (folder / FILE).is_file():
        _, mended = append(folder, (), now=now, by=By.JOURNAL)
        print("\n".join(map(str, mended)) or "The last line is whole: nothing to repair.")  # noqa: T201
    entries, head, problems = load_journal(folder, path)
    if adopt and not problems:
        known = {entry.id for entry in entries}
        new = [one for name, (_, one) in sorted(found.items()) if name not in known]
        added, _ = append(folder, new, now=now, by=By.EDITOR, rule="adopted")
        print(f"Reflections that have their first line now: {len(added)}.")  # noqa: T201
        entries, head, problems = load_journal(folder, path)
    if problems:
        print(report(problems))  # noqa: T201
        return 1
    agreement = compare(entries, found, load_salts(folder), path)
    if agreement.problems:
        print(report(agreement.problems))  # noqa: T201
        return 1
    print(_summary(entries, agreement, head, path))  # noqa: T201
    return 0


def _summary(entries: tuple[Entry, ...], agreement: Agreement, head: str, path: str) -> str:
    """Return in words that all is well."""
    lines = [
        f"{path}: the chain holds (lines: {len(entries)}).",
        f"Reflections that are as their last lines say: {agreement.compared}.",
    ]
    if agreement.unsalted:
        where = f"{FOLDER}/{PRIVATE}/{SALTS}"
        lines.append(
            f"Only their status compared, for their salts are not in {where}: "
            f"{agreement.unsalted}."
        )
    return "\n".join([*lines, f"Last line: {head}"])


def _hint(identity: str, status: Status) -> str:
    command = f"`invoke moderate-reflection {identity} {status}`"
    if status is Status.ERASED:
        command = f"`invoke erase-reflection {identity}`"
    return f"If it is meant, {command} says so in the journal; if not, bring the file back."


def _break(
    entry: Entry | str, line: bytes, number: int, prev: str, last: Mapping[str, Entry]
) -> str:
    """Return how a line breaks the chain, or ""."""
    if isinstance(entry, str):
        return entry
    if entry.n != number:
        return f"its number is {entry.n}, and it is line {number}"
    if entry.prev != prev:
        return "does not follow from the line before it: one of the two is not as it was written"
    if dump_entry(entry).encode() != line:
        return "is not written as the journal writes"
    known = last.get(entry.id) if entry.id else None
    before = known.after if known else ""
    if entry.before != before:
        left = f"line {known.n} left it {known.after}" if known else "no line before speaks of it"
        return f"says that {entry.id} was {entry.before or 'unknown'}, and {left}"
    return ""


def _parse_entry(line: bytes) -> Entry | str:
    """Return the entry in a line, or what is wrong with the line."""
    try:
        values = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return "is not a line of JSON in UTF-8"
    if not isinstance(values, dict) or tuple(values) != KEYS:
        return f"does not have the keys {', '.join(KEYS)}"
    for key, value in values.items():
        if not _accepts(key, value):
            return f"{key!r} is {shown(value)}"
    if len({bool(values["id"]), bool(values["to"]), values["by"] != By.JOURNAL}) > 1:
        return "has no reflection or no status, as only a repair of the journal may"
    return Entry(before=values.pop("from"), after=values.pop("to"), **values)


def _accepts(key: str, value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Return whether a field of a line may have a value."""
    if key == "n":
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if key == "t":
        return _is_time(value)
    if key == "reason":
        return not reason_problem(value)
    if key in ("from", "to"):
        return value in _STATES
    if key == "by":
        return value in tuple(By)
    forms = {"id": ID, "rule": SLUG, "h": _DIGEST, "prev": _DIGEST}
    return forms[key].fullmatch(value) is not None or (not value and key != "prev")


def _is_time(text: str) -> bool:
    try:
        return datetime.strptime(text, _TIME).strftime(_TIME) == text  # noqa: DTZ007 - "Z" is UTC
    except ValueError:
        return False


def _last_entries(data: bytes, identities: Collection[str]) -> dict[str, Entry]:
    """Return the last entry of each reflection that can be read, whether or not the chain holds.

    Only the lines of these reflections are read: the others are very many.
    """
    wanted = {identity.encode() for identity in identities}
    lines = {
        match[1]: line
        for line in data.split(b"\n")
        if (match := _START.match(line)) and match[1] in wanted
    }
    entries = map(_parse_entry, lines.values())
    return {entry.id: entry for entry in entries if isinstance(entry, Entry)}


def _digest(reflection: Reflection, salts: Mapping[str, bytes]) -> str:
    """Return the digest of a reflection's file with its salt; "" when it is erased."""
    if reflection.state.status is Status.ERASED:
        return ""
    return _sha256(salts[reflection.id] + dump_reflection(reflection).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """Hold the journal, for appending: one process at a time."""
    private = folder / PRIVATE
    private.mkdir(parents=True, exist_ok=True)
    private.chmod(0o700)
    (private / ".gitignore").write_text("*\n", encoding="utf-8")
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _repair(descriptor: int, folder: Path, now: datetime) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the whole lines of a journal, and the problem that was mended.

    A line that lacks its line feed and nothing else is given it; any other unfinished line is
    cut off.
    """
    data = _read(descriptor)
    whole, _, rest = data.rpartition(b"\n")
    if not rest:
        return data, ()
    data = whole + b"\n" if whole else b""
    number, path = data.count(b"\n") + 1, f"{folder.name}/{FILE}"
    prev = _sha256(whole.rpartition(b"\n")[2]) if whole else START
    entry = _parse_entry(rest)
    if isinstance(entry, Entry) and entry.n == number and entry.prev == prev:
        _write(descriptor, b"\n")
        problem = Problem(path, number, "the line lacked its line feed, and now has it")
        return data + rest + b"\n", (problem,)
    os.ftruncate(descriptor, len(data))
    said = f"an unfinished line ({len(rest)} bytes) was cut off"
    repair = Entry(
        n=number,
        t=now.astimezone(UTC).strftime(_TIME),
        id="",
        before="",
        after="",
        by=By.JOURNAL.value,
        rule="repair",
        reason=said,
        prev=prev,
    )
    line = f"{dump_entry(repair)}\n".encode()
    _write(descriptor, line)
    return data + line, (Problem(path, number, said),)


def _read(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as stream:
        stream.seek(0)
        return stream.read()


def _write(descriptor: int, data: bytes) -> None:
    """Append all of some bytes, and wait until the disk has them."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    if data:
        os.fsync(descriptor)


def _write_salts(
    folder: Path, reflections: Iterable[Reflection], token: Token
) -> dict[str, bytes]:
    """Return all the salts, after a new one was written for each reflection that had none."""
    salts = load_salts(folder)
    new = {
        one.id: token(SALT_SIZE)
        for one in reflections
        if one.id not in salts and one.state.status is not Status.ERASED
    }
    if new:
        _replace_salts(folder, salts | new)
    return salts | new


def _destroy_salts(folder: Path, identities: set[str]) -> None:
    """Destroy the salts of some reflections: no digest of theirs can be made again."""
    salts = load_salts(folder)
    if identities & salts.keys():
        kept = {name: salt for name, salt in salts.items() if name not in identities}
        _replace_salts(folder, kept)


def _replace_salts(folder: Path, salts: Mapping[str, bytes]) -> None:
    """Write the file of the salts, readable by its owner alone, whole or not at all."""
    path = folder / PRIVATE / SALTS
    draft = path.with_name(f".{SALTS}.draft")
    text = "".join(f'{name} = "{salts[name].hex()}"\n' for name in sorted(salts))
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _write(descriptor, text.encode())
    finally:
        os.close(descriptor)
    draft.replace(path)
