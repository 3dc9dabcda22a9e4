"""`invoke number-paragraphs`: the ledgers of essays written as their texts are now."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..build.problems import BuildFailed, Problem, nearest, report
from ..build.publish import write_whole
from ..build.settings import Settings, load_settings
from .body import Body, Source, render_body
from .files import LEDGER, read_text
from .header import parse_header
from .languages import LANGUAGES
from .ledger import Ledger, dump_ledger
from .models import Header
from .paragraphs import build_ledger, pair_blocks, parting_problem, read_blocks
from .settling import load_ledger, read_places, read_words


class Numbered(NamedTuple):
    """An essay's ledger as it was and as its texts want it."""

    path: str
    known: Ledger | None
    ledger: Ledger

    def say(self) -> str:
        """Return what was kept, given and retired, in a line."""
        if self.known is None:
            return f"{self.path}: {len(self.ledger.rows)} paragraphs."
        before = [row.anchor for row in self.known.rows]
        now = [row.anchor for row in self.ledger.rows]
        parts = [f"{len(set(before) & set(now))} kept"]
        for word, names in (
            ("given", [one for one in now if one not in before]),
            ("retired", [one for one in before if one not in now]),
        ):
            if names:
                parts.append(f"{len(names)} {word} ({', '.join(names)})")
        return f"{self.path}: {', '.join(parts)}."


def run_number(file: Path, names: Sequence[str] = (), *, check: bool = False) -> int:
    """Write the ledgers of these essays, or of all, and return the exit status.

    With `check` nothing is written, and the status says whether anything would be.
    """
    try:
        settings = load_settings(file)
        numbered = load_numbered(settings, names)
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201
        return 1
    stale = [one for one in numbered if one.ledger != one.known]
    for one in stale:
        print(one.say())  # noqa: T201
        if not check:
            write_whole(settings.root / one.path, dump_ledger(one.ledger).encode())
    if check and stale:
        print("Write them with 'invoke number-paragraphs'.")  # noqa: T201
        return 1
    if not stale:
        print(f"{len(numbered)} ledgers are as their texts are.")  # noqa: T201
    return 0


def load_numbered(settings: Settings, names: Sequence[str] = ()) -> list[Numbered]:
    """Return the ledgers of these essays, or of all, as they are and as they become.

    A draft that does not follow the other language yet is left out.

    Raises `BuildFailed` with every problem.
    """
    folders = {
        path.parent.name: path.parent for path in settings.content.glob("essays/*/index.md")
    }
    problems = [
        Problem(f"{settings.place}/essays/{name}", 0, "no such essay", nearest(name, folders))
        for name in names
        if name not in folders
    ]
    found = []
    for name in sorted(names or folders):
        if name in folders:
            one = _load_one(folders[name], settings, problems)
            if one:
                found.append(one)
    if problems:
        raise BuildFailed(problems)
    return found


def _load_one(folder: Path, settings: Settings, problems: list[Problem]) -> Numbered | None:
    """Return the ledger of an essay; `None` when it has no text to number, or problems."""
    place = folder.relative_to(settings.root).as_posix()
    before = len(problems)
    texts = {
        lang: text
        for lang, language in LANGUAGES.items()
        if (text := _load_text(folder, f"index{language.suffix}", lang, settings, problems))
    }
    is_known = (folder / LEDGER).is_file()
    known = load_ledger(folder, place, problems) if is_known else None
    if len(problems) > before:
        return None
    bodies = {lang: body for lang, (_, body) in texts.items()}
    rows = {lang: read_blocks(body) for lang, body in bodies.items()}
    twins = pair_blocks(rows)
    if twins is None:
        published = {
            lang: body for lang, body in bodies.items() if texts[lang][0].status == "published"
        }
        if len(published) == len(bodies):
            problems.append(parting_problem(rows, read_places(folder, place, bodies)))
            return None
        bodies = published
        twins = pair_blocks({lang: rows[lang] for lang in bodies}) if bodies else None
    if twins is None:
        return None
    words = {lang: read_words(body) for lang, body in bodies.items()}
    return Numbered(f"{place}/{LEDGER}", known, build_ledger(twins, words, known))


def _load_text(
    folder: Path, name: str, lang: str, settings: Settings, problems: list[Problem]
) -> tuple[Header, Body] | None:
    """Return the header and the body of a text, or `None` when it is not there or has problems."""
    place = (folder / name).relative_to(settings.root).as_posix()
    source_text = read_text(folder / name, place, problems) if (folder / name).is_file() else None
    if source_text is None:
        return None
    header, markdown, first_line, found = parse_header(source_text, place, settings.zone)
    source = Source(
        path=place, folder=folder, content=settings.content, lang=lang, first_line=first_line
    )
    body = render_body(markdown, source)
    problems += [*found, *source.problems]
    return (header, body) if header and body else None
