"""`essay.toml`: the record of an essay, read and written."""

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..build.problems import Problem
from ..reflections import ids
from .languages import DEFAULT, LANGUAGES
from .models import Choice, Next, Provenance, Question, Rating, Record
from .slugs import SLUG
from .tables import TableReader, toml_problem

ID = re.compile(r"e-[0-9a-z]{6}")
QUESTION_ID = re.compile(r"q-[0-9a-z-]+")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:\S+")

RECORD_KEYS = (
    "id",
    "uri",
    "tags",
    "series",
    "position",
    "strongest_objection",
    "provenance",
    "questions",
    "ratings",
    "next",
)
PROVENANCE_KEYS = (
    "author",
    "title",
    "place",
    "lang",
    "first_published",
    "updated",
    "updated_in",
    "url",
    "note",
)
RATING_KEYS = ("mean", "maximum", "count", "source")


def parse_record(
    text: str, path: str, *, tags: Collection[str], series: Collection[str]
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record in `text`, or `None` and every problem.

    `tags` and `series` are the known keys of both.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (toml_problem(error, path),)
    check = TableReader(text.split("\n"), path)
    check.keys(table, RECORD_KEYS, "")
    record = Record(
        id=check.pattern(table, "id", ID, "Expected 'e-' and six letters or digits: 'e-7k3q9x'."),
        uri=check.pattern(
            table, "uri", URI, "Expected a tag URI: 'tag:example.org,2026:e-7k3q9x'."
        ),
        tags=check.known_list(table, "tags", tags, "content/tags.toml"),
        series=check.known(table, "series", series, "content/series.toml"),
        position=check.whole(table, "position", 1) if "position" in table else 0,
        strongest_objection=_parse_objection(check, table),
        provenance=_parse_provenance(check, table),
        questions=_parse_questions(check, table),
        ratings=_parse_ratings(check, table),
        next=_parse_next(check, table),
    )
    if bool(record.series) != bool(record.position):
        check.add("series" if record.series else "position", "'series' and 'position' go together")
    return (None, tuple(check.problems)) if check.problems else (record, ())


def _parse_objection(check: TableReader, table: Mapping[str, Any]) -> str:
    key = "strongest_objection"
    if key not in table:
        return ""
    return check.pattern(table, key, ids.ID, "Expected the id of a reflection on this essay.")


def _parse_provenance(check: TableReader, table: Mapping[str, Any]) -> Provenance:
    source = check.table(table, "provenance")
    with check.within("provenance"):
        check.keys(source, PROVENANCE_KEYS, "provenance")
        url = check.text(source, "url")
        if url and urlsplit(url).scheme not in ("http", "https"):
            check.add("url", f"'url' is {url!r}", "Expected an http or https address.")
        return Provenance(
            author=check.text(source, "author"),
            title=check.text(source, "title"),
            place=check.text(source, "place"),
            lang=_parse_lang(check, source),
            first_published=check.partial_date(source, "first_published"),
            updated=check.partial_date(source, "updated"),
            updated_in=check.text(source, "updated_in"),
            url=url,
            note=check.translated(source, "note") if "note" in source else {},
        )


def _parse_lang(check: TableReader, source: Mapping[str, Any]) -> str:
    if "lang" not in source:
        return DEFAULT
    expected = "Expected a language tag (BCP 47), such as 'fr' or 'pt-BR'."
    return check.pattern(source, "lang", LANGUAGE_TAG, expected)


def _parse_questions(check: TableReader, table: Mapping[str, Any]) -> tuple[Question, ...]:
    questions: list[Question] = []
    choices = 0
    for index, row in enumerate(check.tables(table, "questions")):
        with check.within("questions", index):
            check.keys(row, ("id", *LANGUAGES, "choices"), "questions")
            offered = check.tables(row, "choices")
            if len(offered) == 1:
                hint = "Give it another choice, or take this one out: the question is free then."
                check.add("choices", "a question with one choice", hint)
            question = Question(
                id=check.pattern(row, "id", QUESTION_ID, "Expected 'q-' and a number: 'q-1'."),
                text={lang: check.text(row, lang, required=True) for lang in LANGUAGES},
                choices=_parse_choices(check, offered, choices),
            )
            choices += len(offered)
            if question.id and question.id in {other.id for other in questions}:
                check.add("id", f"two questions have the id {question.id!r}")
            questions.append(question)
    return tuple(questions)


def _parse_choices(
    check: TableReader, rows: list[Mapping[str, Any]], before: int
) -> tuple[Choice, ...]:
    """Return the choices of a question; `before` counts those of the questions before it."""
    found: list[Choice] = []
    for index, row in enumerate(rows, before):
        with check.within("questions.choices", index):
            check.keys(row, ("id", *LANGUAGES), "questions.choices")
            hint = "Expected small letters, digits and single hyphens: 'rather-yes'."
            choice = Choice(
                id=check.pattern(row, "id", SLUG, hint),
                text={lang: check.text(row, lang, required=True) for lang in LANGUAGES},
            )
            if choice.id and choice.id in {other.id for other in found}:
                check.add("id", f"two choices of a question have the id {choice.id!r}")
            found.append(choice)
    return tuple(found)


def _parse_ratings(check: TableReader, table: Mapping[str, Any]) -> tuple[Rating, ...]:
    rows = enumerate(check.tables(table, "ratings"))
    return tuple(_parse_rating(check, row, index) for index, row in rows)


def _parse_rating(check: TableReader, row: Mapping[str, Any], index: int) -> Rating:
    with check.within("ratings", index):
        check.keys(row, RATING_KEYS, "ratings")
        rating = Rating(
            mean=check.number(row, "mean"),
            maximum=check.whole(row, "maximum", 1),
            count=check.whole(row, "count", 1),
            source=check.text(row, "source", required=True),
        )
        if not 0 <= rating.mean <= rating.maximum:
            hint = f"Expected a number from 0 to {rating.maximum}."
            check.add("mean", f"'mean' is {rating.mean}", hint)
        return rating


def _parse_next(check: TableReader, table: Mapping[str, Any]) -> Next | None:
    if "next" not in table:
        return None
    row = check.table(table, "next")
    with check.within("next"):
        check.keys(row, ("essay", "because"), "next")
        hint = "Expected the id of another essay: 'e-7k3q9x'."
        found = Next(
            essay=check.pattern(row, "essay", ID, hint),
            because=check.translated(row, "because"),
            line=check.line("essay"),
        )
        if found.essay and found.essay == table.get("id"):
            check.add("essay", "'essay' names this essay itself", "Name another one.")
        return found


def dump_record(record: Record) -> str:
    """Return a record as TOML that `parse_record` reads back as the same record."""
    source = record.provenance
    lines = [f"id = {_quote(record.id)}", f"uri = {_quote(record.uri)}"]
    lines.append(f"tags = [{', '.join(map(_quote, record.tags))}]")
    if record.series:
        lines += [f"series = {_quote(record.series)}", f"position = {record.position}"]
    if record.strongest_objection:
        lines.append(f"strongest_objection = {_quote(record.strongest_objection)}")
    lines += ["", "[provenance]"]
    for key in PROVENANCE_KEYS[:-1]:
        value = getattr(source, key)
        if value and (key, value) != ("lang", DEFAULT):
            whole = key in ("first_published", "updated") and len(value) == 10
            lines.append(f"{key} = {value if whole else _quote(value)}")
    lines += [f"note.{lang} = {_quote(text)}" for lang, text in source.note.items()]
    for question in record.questions:
        lines += ["", "[[questions]]", f"id = {_quote(question.id)}"]
        lines += [f"{lang} = {_quote(text)}" for lang, text in question.text.items()]
        for choice in question.choices:
            lines += ["", "[[questions.choices]]", f"id = {_quote(choice.id)}"]
            lines += [f"{lang} = {_quote(text)}" for lang, text in choice.text.items()]
    for rating in record.ratings:
        lines += ["", "[[ratings]]", f"mean = {rating.mean!r}", f"maximum = {rating.maximum}"]
        lines += [f"count = {rating.count}", f"source = {_quote(rating.source)}"]
    if record.next:
        lines += ["", "[next]", f"essay = {_quote(record.next.essay)}"]
        because = record.next.because.items()
        lines += [f"because.{lang} = {_quote(text)}" for lang, text in because]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """Return a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'
