"""`invoke import-reflections`: an export is read, its reflections written, and all of it told."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..build.command import Progress
from ..build.problems import BuildFailed, Problem, nearest
from ..build.problems import report as render_problems
from ..build.publish import Busy, lock, staged
from ..build.run import NOTES
from ..build.settings import Settings, clock, load_settings
from .files import dump_reflection, parse_reflection
from .ids import ID
from .importers import IMPORTERS
from .importers.archives import is_archive, write_members
from .importers.csv_table import parse_csv
from .importers.fitting import read_lang
from .importers.json_files import load_text
from .importers.json_lines import Whole, parse_json_lines
from .importers.models import Reading, Record
from .importers.page_map import (
    PageMap,
    build_page_map,
    find_essay,
    load_essays,
    parse_page_map,
    render_skeleton,
    unused_keys,
)
from .importers.pipeline import Outcome, Site, build_reflections, missing_parents
from .importers.report import Report, Why, dump_report, render_report
from .journal import FOLDER, By, append, load_journal
from .models import Reflection, Status

LANG = "fr"
"""The language of a conversation of which neither the export nor the author says it."""
OPTIONS: Mapping[str, str] = {
    "zone": "the zone of times written without one: Europe/Paris",
    "page": "the address of the page, when the file does not say it",
    "selectors": "a file of selectors, for the saved pages of a site",
}
"""What a format may be told beside its file."""
LOCAL = ("html", "pelican-comments", "staticman")
"""Formats that write times as the clock of the site showed them, with no zone."""
WHOLE: Mapping[str, Callable[[str, str], tuple[tuple[Whole, ...], tuple[Problem, ...]]]] = {
    "csv": parse_csv,
    "json-lines": parse_json_lines,
}
"""What reads the formats in which a site like this one gives its reflections whole."""
STEP = 500
"""Records between two words of progress."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is to be imported, and how."""

    format: str
    source: Path
    map_file: str = ""
    lang: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    allow_unmapped: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How the reflections of an export and the files of the site compare."""

    new: tuple[tuple[str, Reflection], ...]
    """Those that are not there, each with the folder of its essay."""
    unchanged: int
    kept: Mapping[str, Why]
    deleted: tuple[str, ...]
    """The files of what only the other system has deleted."""


def run_import(
    file: Path,
    name: str,
    source: str,
    *,
    map_file: str = "",
    lang: str = "",
    options: Iterable[str] = (),
    dry_run: bool = False,
    allow_unmapped: bool = False,
    as_json: bool = False,
) -> int:
    """Import a file into the site that a settings file describes; return the exit status.

    `name` is that of a format; `options` are texts "name=value".
    """
    chosen, problems = parse_options(options)
    request = Request(
        format=name,
        source=Path(source),
        map_file=map_file,
        lang=lang,
        options=chosen,
        dry_run=dry_run,
        allow_unmapped=allow_unmapped,
    )
    progress = Progress()
    page_map = None
    try:
        settings, now = load_settings(file), clock()
        report = refusal(request, (*problems, *request_problems(request)))
        if not report.problems:
            page_map, report = import_file(settings, request, now, progress)
    except BuildFailed as failure:
        report = refusal(request, failure.problems)
    except Busy as busy:
        message = f"a build is at work (process {busy}): try again when it has ended"
        report = refusal(request, [Problem(request.source.as_posix(), 0, message)])
    except OSError as error:
        place = str(error.filename or request.source)
        report = refusal(request, [Problem(place, 0, error.strerror or str(error))])
    progress.clear()
    print(dump_report(report) if as_json else render(report, page_map))  # noqa: T201 - the command line
    return 1 if report.problems else 0


def render(report: Report, page_map: PageMap | None) -> str:
    """Return in words what an import has done, or why it did nothing."""
    parts = [render_report(report)] if report.read else []
    if report.problems:
        parts.append(render_problems(report.problems))
        parts.append("Nothing was written.")
    if report.problems and report.unmapped and page_map is not None:
        parts.append(render_skeleton(report.unmapped, page_map.slugs).rstrip())
    return "\n\n".join(parts)


def refusal(request: Request, problems: Iterable[Problem]) -> Report:
    """Return the report of an import that did nothing, for its problems."""
    return Report(
        format=request.format,
        file=request.source.as_posix(),
        dry_run=request.dry_run,
        problems=tuple(problems),
    )


def parse_options(texts: Iterable[str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the options in texts "name=value", and a problem for each that is none."""
    options: dict[str, str] = {}
    problems = []
    for text in texts:
        name, mark, value = text.partition("=")
        if name not in OPTIONS:
            problems.append(
                Problem("--option", 0, f"unknown option {name!r}", nearest(name, OPTIONS))
            )
        elif not mark or not value:
            hint = f"Expected {name}=…: {OPTIONS[name]}."
            problems.append(Problem("--option", 0, f"{name!r} has no value", hint))
        options[name] = value
    return options, tuple(problems)


def request_problems(request: Request) -> tuple[Problem, ...]:
    """Return what is wrong with what was asked for."""
    problems = []
    formats = IMPORTERS.keys() | WHOLE.keys()
    if request.format not in formats:
        hint = nearest(request.format, formats)
        problems.append(Problem("FORMAT", 0, f"unknown format {request.format!r}", hint))
    if not request.source.exists():
        problems.append(Problem(request.source.as_posix(), 0, "there is no such file or folder"))
    if request.lang and not read_lang(request.lang):
        hint = "Expected the tag of a language: fr, en, pt-BR."
        problems.append(Problem("--lang", 0, f"the language is {request.lang!r}", hint))
    zone = request.options.get("zone", "")
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = "Expected a name such as 'Europe/Paris'."
        problems.append(Problem("--option", 0, f"unknown zone {zone!r}", hint))
    return tuple(problems)


def import_file(
    settings: Settings, request: Request, now: datetime, progress: Progress
) -> tuple[PageMap | None, Report]:
    """Import a file, and return the map that was used and what was done.

    All the new files are written, or none. Raises `Busy` when a build is at work, and `OSError`.
    """
    essays = load_essays(settings.content)
    page_map, problems = _load_map(request, essays)
    if page_map is None:
        return None, refusal(request, problems)
    progress.show(f"Reading {request.source.name}:", 0, 1)
    reading, whole = _read_whole(request, page_map)
    if reading is None:
        reading = _read(settings, request)
    if reading.problems:
        return None, refusal(request, reading.problems)
    with lock(settings.root / NOTES):
        places = load_places(settings.content)
        site = Site(
            page_map=page_map,
            places=places,
            standing=_load_standing(settings, missing_parents(reading) & places.keys(), places),
            erased=_load_erased(settings.root / FOLDER),
        )
        total = len(reading.records)
        outcome = build_reflections(
            reading,
            site,
            lang=read_lang(request.lang) or LANG,
            now=now,
            whole=whole,
            progress=lambda done: _tell(progress, "Checking", done, total),
        )
        comparison = _compare(settings, outcome, places)
        report = _build_report(request, reading, outcome, comparison, page_map)
        if report.problems or request.dry_run:
            return page_map, report
        write_new(settings, comparison.new, now, request.format, progress)
        return page_map, replace(report, written=report.new)


def _tell(progress: Progress, stage: str, done: int, total: int) -> None:
    if done in (1, total) or done % STEP == 0:
        progress.show(stage, done, total)


def _load_map(
    request: Request, essays: Mapping[str, Sequence[str]]
) -> tuple[PageMap | None, tuple[Problem, ...]]:
    """Return the author's map of pages, or the one that is there without."""
    if not request.map_file:
        return build_page_map(essays), ()
    path = Path(request.map_file)
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        return None, (Problem(path.as_posix(), 0, f"cannot be read: {error.strerror}"),)
    except UnicodeDecodeError:
        return None, (Problem(path.as_posix(), 0, "not UTF-8", "Save the file as UTF-8."),)
    return parse_page_map(text, path.as_posix(), essays)


def _read_whole(
    request: Request, page_map: PageMap
) -> tuple[Reading | None, dict[str, Reflection]]:
    """Return what a file of a site like this one holds, and its reflections as they were.

    `None` for any other file. An essay is found by its id, whatever its address has become.
    """
    parse = WHOLE.get(request.format)
    if parse is None:
        return None, {}
    text, problems = load_text(request.source)
    wholes: tuple[Whole, ...] = ()
    if not problems:
        wholes, problems = parse(text, request.source.as_posix())
    records = tuple(
        Record(
            identifier=whole.reflection.id,
            page=whole.essay if find_essay(whole.essay, page_map) else whole.page,
            page_title=whole.title,
            parent=whole.reflection.in_reply_to,
            date=whole.reflection.date,
            line=whole.line,
        )
        for whole in wholes
    )
    reading = Reading(system=request.format, records=records, problems=problems)
    return reading, {one.reflection.id: one.reflection for one in wholes}


def _read(settings: Settings, request: Request) -> Reading:
    """Return what a file holds; an archive is unpacked first, and its files are named in it."""
    options = dict(request.options)
    if request.format in LOCAL:
        options.setdefault("zone", settings.timezone)
    read = IMPORTERS[request.format]
    if not is_archive(request.source):
        return read(request.source, options)
    with tempfile.TemporaryDirectory(prefix="reflections-") as folder:
        path, problems = write_members(request.source, request.format, Path(folder))
        if path is None:
            return Reading(system=request.format, problems=problems)
        reading = read(path, options)
    inside = f"{request.source.as_posix()}:"

    def renamed(problem: Problem) -> Problem:
        return replace(problem, path=problem.path.replace(f"{folder}/", inside))

    return replace(
        reading,
        recoveries=tuple(map(renamed, reading.recoveries)),
        problems=tuple(map(renamed, reading.problems)),
    )


def load_places(content: Path) -> dict[str, str]:
    """Return the folder of the essay of each reflection of the site, by its id."""
    return {
        file.stem: file.parent.parent.name
        for file in sorted(content.glob("essays/*/reflections/*.md"))
        if ID.fullmatch(file.stem)
    }


def _file(settings: Settings, essay: str, identity: str) -> Path:
    return settings.content / "essays" / essay / "reflections" / f"{identity}.md"


def _load_one(settings: Settings, essay: str, identity: str) -> Reflection | None:
    """Return the reflection of a file, if it is a right one."""
    text = _file(settings, essay, identity).read_text("utf-8", errors="replace")
    return parse_reflection(text, identity)[0]


def _load_standing(
    settings: Settings, wanted: Iterable[str], places: Mapping[str, str]
) -> dict[str, Reflection]:
    found = {name: _load_one(settings, places[name], name) for name in sorted(wanted)}
    return {name: reflection for name, reflection in found.items() if reflection is not None}


def _load_erased(folder: Path) -> frozenset[str]:
    """Return the ids of what the journal says was erased."""
    entries, _, _ = load_journal(folder, FOLDER)
    last = {entry.id: entry.after for entry in entries}
    return frozenset(name for name, status in last.items() if status == Status.ERASED)


def _compare(settings: Settings, outcome: Outcome, places: Mapping[str, str]) -> Comparison:
    """Return how the reflections of an export and the files of the site compare."""
    new: list[tuple[str, Reflection]] = []
    unchanged = 0
    kept: dict[str, Why] = {}
    for essay, reflection in outcome.reflections():
        if reflection.id not in places:
            new.append((essay, reflection))
            continue
        path = _file(settings, essay, reflection.id)
        if path.read_bytes() == dump_reflection(reflection).encode():
            unchanged += 1
            continue
        standing = _load_one(settings, essay, reflection.id)
        if _is_same(reflection, standing):
            unchanged += 1
        else:
            kept[path.relative_to(settings.root).as_posix()] = _why(reflection, standing)
    deleted = []
    for identity in outcome.deleted:
        standing = _load_one(settings, places[identity], identity)
        if standing is None or standing.state.status in (Status.PUBLISHED, Status.PENDING):
            path = _file(settings, places[identity], identity).relative_to(settings.root)
            deleted.append(path.as_posix())
    return Comparison(
        new=tuple(new), unchanged=unchanged, kept=kept, deleted=tuple(sorted(deleted))
    )


def _is_same(reflection: Reflection, standing: Reflection | None) -> bool:
    """Return whether two differ in nothing, or in the moment of the import alone."""
    if standing is None:
        return False
    if reflection.state.status is standing.state.status is Status.ERASED:
        return True
    since = replace(reflection.state, since=standing.state.since)
    return replace(reflection, state=since) == standing


def _why(reflection: Reflection, standing: Reflection | None) -> Why:
    """Return where one of two that differ was changed, as far as the digest of its record says."""
    if standing is None or standing.state.status is Status.ERASED:
        return Why.HERE
    return Why.HERE if reflection.source.hash == standing.source.hash else Why.THERE


def _build_report(
    request: Request,
    reading: Reading,
    outcome: Outcome,
    comparison: Comparison,
    page_map: PageMap,
) -> Report:
    statuses = [reflection.state.status for _, reflection in outcome.reflections()]
    report = Report(
        format=request.format,
        file=request.source.as_posix(),
        dry_run=request.dry_run,
        system=reading.system,
        read=len(reading.records),
        new=len(comparison.new),
        unchanged=comparison.unchanged,
        kept=comparison.kept,
        pending=statuses.count(Status.PENDING),
        tombstones=statuses.count(Status.ERASED),
        essays={essay: len(reflections) for essay, reflections in outcome.essays.items()},
        skipped=outcome.skipped,
        unmapped=outcome.unmapped,
        deleted=comparison.deleted,
        unused=unused_keys(page_map, {record.page for record in reading.records}),
        notes=outcome.notes,
        recoveries=reading.recoveries,
    )
    if not report.unmapped or request.allow_unmapped:
        return report
    hint = (
        "Name an essay, or false, for each page; then give this file by --map.\n"
        "    Or leave all of these pages out: --allow-unmapped."
    )
    count = sum(one.count for one in report.unmapped)
    message = f"no essay answers to the pages of {count} records"
    return replace(report, problems=(Problem(report.file, 0, message, hint),))


def write_new(
    settings: Settings,
    new: Sequence[tuple[str, Reflection]],
    now: datetime,
    rule: str,
    progress: Progress,
) -> None:
    """Write the files of new reflections, and their lines in the journal: all, or nothing.

    `rule` is what the journal says of how they came.
    """
    if not new:
        return
    with staged(settings.content) as stage, _undone_on_failure() as made:
        for number, (_, reflection) in enumerate(new, 1):
            draft = stage / f"{reflection.id}.md"
            draft.write_text(dump_reflection(reflection), encoding="utf-8", newline="\n")
            _tell(progress, "Writing", number, len(new))
        for essay, reflection in new:
            path = _file(settings, essay, reflection.id)
            if not path.parent.is_dir():
                path.parent.mkdir()
                made.append(path.parent)
            if path.exists():
                raise FileExistsError(17, "it is there already", str(path))
            (stage / path.name).rename(path)
            made.append(path)
        reflections = [reflection for _, reflection in new]
        append(settings.root / FOLDER, reflections, now=now, by=By.IMPORT, rule=rule)


@contextmanager
def _undone_on_failure() -> Iterator[list[Path]]:
    """Give a list for the files and folders that are made; they go again when anything fails."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
        raise
