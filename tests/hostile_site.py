"""The site that hostile texts make: every one that the linter lets in, wherever it can stand."""

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Basis,
    Channel,
    Consent,
    Kind,
    Passage,
    Precision,
    Rating,
    Reflection,
    Source,
    State,
)

CORPUS = Path(__file__).parent / "reflections" / "hostile.toml"
Corpus = Mapping[str, Mapping[str, str]]
"""Texts by kind and name."""

MARK = "r-00000000000000000000000000"
"""Stands for the text that is tried: it fits into every field of text."""

LINES = (
    "author.name",
    "passage.exact",
    "passage.prefix",
    "passage.suffix",
    "source.identifier",
    "consent.notice",
    "consent.licence",
)
ADDRESSES = ("author.url", "source.url")
WORDS = (
    "id",
    "in_reply_to",
    "date_precision",
    "lang",
    "kind",
    "author.role",
    "answers.question",
    "answers.choice",
    "passage.paragraph",
    "source.channel",
    "source.system",
    "source.hash",
    "source.verification",
    "consent.basis",
    "state.status",
)
FIELDS = {
    "body": ("body",),
    "line": LINES,
    "address": ADDRESSES,
    "odd_address": ADDRESSES,
    "word": WORDS,
}
"""The fields that each kind of text is tried in."""
HARMLESS = {"body": "Un mot.", "line": "Zoé", "odd_address": "https://example.org/a"}
"""What stands in the same field of the reflection that others are compared with."""
HARMLESS_CORPUS = {kind: {"harmless": text} for kind, text in HARMLESS.items()} | {
    "address": {},
    "word": {},
}
"""Of this a site can be made that has all but the hostile texts."""
BATCH = 100
START = datetime(2026, 1, 1, tzinfo=UTC)

WHOLE = Reflection(
    id=import_id("hostile", "whole"),
    date=START,
    date_precision=Precision.MINUTE,
    lang="fr",
    kind=Kind.OBJECTION,
    author=Author(name="Zoé", url="https://example.org/"),
    rating=Rating(value=4, max=5),
    passage=Passage(exact="tout le monde", prefix="avant", suffix="après"),
    source=Source(
        channel=Channel.IMPORT, system="disqus", identifier="1", url="https://example.org/#1"
    ),
    consent=Consent(basis=Basis.CONSENT, notice="v1", licence="CC0-1.0"),
    state=State(),
    body="Un mot.",
)


@dataclass(frozen=True)
class Trial:
    """A text in a field, and what came of it."""

    kind: str
    field: str
    name: str
    text: str
    reflection: Reflection | None
    """What the linter let in."""
    problems: tuple[Problem, ...]


@dataclass
class HostileSite:
    """The site, once its sources are written, and what stands where."""

    folder: Path
    trials: list[Trial] = field(default_factory=list)
    pages: dict[str, list[Trial]] = field(default_factory=dict)
    """The reflections of each essay, by its slug; the first is the harmless one."""
    titles: dict[str, str] = field(default_factory=dict)
    """The names of the texts that are titles, by the slug of their essay."""


def read_corpus() -> dict[str, dict[str, str]]:
    """Return the hostile texts."""
    table = tomllib.loads(CORPUS.read_text("utf-8"))
    return {kind: {row["name"]: _text(row) for row in rows} for kind, rows in table.items()}


def _text(row: Mapping[str, object]) -> str:
    if "json" in row:
        return str(json.loads(str(row["json"])))
    parts = row.get("parts") or [[row["text"], 1]]
    return "".join(text * times for text, times in parts)  # type: ignore[attr-defined]


def try_all(corpus: Corpus) -> Iterator[Trial]:
    """Yield each text in each field that it is meant for."""
    for kind, fields in FIELDS.items():
        for place in fields:
            for name, text in corpus[kind].items():
                yield try_one(kind, place, name, text)


def try_one(kind: str, place: str, name: str, text: str) -> Trial:
    """Return what the linter makes of a reflection with a text in one of its fields."""
    if place == "body":
        head = dump_reflection(replace(WHOLE, body="")).rstrip("\n")
        file = f"{head}\n{text}\n"
    else:
        file = _with_mark(place).replace(f'"{MARK}"', json.dumps(text, ensure_ascii=False))
    reflection, problems = parse_reflection(file, "r.md")
    return Trial(kind, place, name, text, reflection, problems)


def _with_mark(place: str) -> str:
    """Return the file of the whole reflection, with the mark in one field."""
    first, _, second = place.partition(".")
    if not second:
        return dump_reflection(replace(WHOLE, **{first: MARK}))  # type: ignore[arg-type]
    if first == "answers":
        answer = replace(Answer(question="q-1"), **{second: MARK})
        return dump_reflection(replace(WHOLE, answers=(answer,)))
    table = replace(getattr(WHOLE, first), **{second: MARK})
    return dump_reflection(replace(WHOLE, **{first: table}))


def write_hostile_site(folder: Path, corpus: Corpus) -> HostileSite:
    """Add to the sources of a site an essay for each hundred texts, and one for each title."""
    site = HostileSite(folder, [*try_all(corpus)])
    accepted = [trial for trial in site.trials if trial.reflection is not None]
    for place in dict.fromkeys(trial.field for trial in accepted):
        of_field = [trial for trial in accepted if trial.field == place]
        for start in range(0, len(of_field), BATCH):
            batch = of_field[start : start + BATCH]
            slug = f"hostile-{place.replace('.', '-').replace('_', '-')}-{start // BATCH}"
            harmless = try_one("", place, f"harmless {slug}", HARMLESS[batch[0].kind])
            site.pages[slug] = [_named(trial, slug) for trial in (harmless, *batch)]
            _write_essay(folder, slug, "Un essai", len(site.pages))
            for number, trial in enumerate(site.pages[slug]):
                _write_reflection(folder, slug, trial, number)
    names = [trial for trial in accepted if trial.field == "author.name"]
    for number, trial in enumerate(names):
        slug = f"hostile-title-{number}"
        site.titles[slug] = trial.name
        _write_essay(folder, slug, trial.text, 500 + number)
        parent = _named(try_one("", "body", slug, "Un mot."), slug)
        _write_reflection(folder, slug, parent, 0)
    return site


def _named(trial: Trial, slug: str) -> Trial:
    """Return a trial whose reflection has an id of its own."""
    assert trial.reflection is not None, trial.problems
    identity = import_id("hostile", f"{slug} {trial.field} {trial.name}")
    return replace(trial, reflection=replace(trial.reflection, id=identity))


def _write_reflection(folder: Path, slug: str, trial: Trial, number: int) -> None:
    assert trial.reflection is not None
    dated = replace(trial.reflection, date=START + timedelta(minutes=number))
    path = folder / "content" / "essays" / slug / "reflections" / f"{dated.id}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(dump_reflection(dated), encoding="utf-8", newline="\n")


def _write_essay(folder: Path, slug: str, title: str, number: int) -> None:
    essay = folder / "content" / "essays" / slug
    shutil.rmtree(essay, ignore_errors=True)
    essay.mkdir()
    identity = f"e-h{number:05}"
    (essay / "essay.toml").write_text(
        f'id = "{identity}"\nuri = "tag:liens-faibles.example,2026:{identity}"\n',
        encoding="utf-8",
    )
    (essay / "index.md").write_text(
        f"Title: {title}\nSubtitle: {title}\nDate: 2026-01-01 00:00:00+00:00\nSummary: {title}\n\n"
        "Ici, avant tout le monde après.\n",
        encoding="utf-8",
    )
