"""What was exported is read again; whatever else a file holds is said, with its line."""

import json
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.importers.csv_table import parse_csv
from pelican.plugins.reflections.importers.isso_json import read
from pelican.plugins.reflections.importers.json_lines import parse_json_lines
from pelican.plugins.reflections.importers.models import Fate, Record
from pelican.plugins.reflections.models import Precision

A = import_id("test", "a")
ROW = {
    "essay": "e-000001",
    "id": A,
    "date": "2014-03-21T15:02:00+01:00",
    "date_precision": "minute",
    "lang": "fr",
    "source": {"channel": "form"},
    "state": {"status": "published"},
    "body": "Un mot.",
}
HEADER = "essay,id,date_precision,lang,source.channel,state.status,body"


def line(**changes: object) -> str:
    """Return a line of JSON Lines; a field that is `None` is left out."""
    return json.dumps(
        {key: value for key, value in {**ROW, **changes}.items() if value is not None}
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not a line of JSON: Expecting property name enclosed in double quotes"),
        ("[" * 100_000, "not a line of JSON: it nests without end"),
        ("[]", "the line is a list"),
        ("1", "the line is 1"),
        (line(boby="x"), "unknown key 'boby'"),
        (line(body=None), "there is no text"),
        (line(body=1), "'body' is 1"),
        (line(essay=["e"]), "'essay' is a list"),
        (line(lang="FR"), "'lang' is 'FR'"),
        (line(id="../x"), "'id' is '../x'"),
        (line(date="yesterday"), "'date' is 'yesterday'"),
        (line(date="2014-03-21"), "'date' is 2014-03-21T00:00:00"),
        (line(date=12), "'date' is 12"),
        (line(state={"status": "withdrawn", "since": "x"}), "'state.since' is 'x'"),
        (line(state="published"), "'state' is 'published'"),
        (line(source={"channel": "form", "ip": "192.0.2.1"}), "unknown key 'ip' in [source]"),
        (line(author={"name": "zoe@example.org"}), "'author.name' holds an e-mail address"),
        (line(body="a\u202eb"), "the character U+202E is not allowed"),
        (line(body="a\ud800b"), "the character U+D800 is not allowed"),
        (line(answers=[{"question": "q-1"}] * 2), "'q-1' is answered twice"),
    ],
)
def test_a_wrong_line_is_told(text: str, problem: str) -> None:
    """Each with its number, the right ones around it all the same."""
    found, problems = parse_json_lines(f"{line()}\n\n{text}\n", "x.jsonl")
    assert [(one.path, one.line, one.message) for one in problems] == [("x.jsonl", 3, problem)]
    assert [whole.reflection.id for whole in found] == [A]


def test_a_name_that_is_almost_right_is_hinted_at() -> None:
    _, (problem,) = parse_json_lines(line(boby="x"), "x.jsonl")
    assert problem.hint == "Did you mean 'body'?"


def test_an_id_that_is_there_twice_is_told() -> None:
    _, problems = parse_json_lines(f"{line()}\n{line()}", "x.jsonl")
    assert problems == (Problem("x.jsonl", 2, f"line 1 has the id {A} as well"),)


def test_a_text_comes_back_in_canonical_form() -> None:
    """Letters and accents together, no blank lines around."""
    found, problems = parse_json_lines(line(body="\n\ne\u0301te\u0301  \n"), "x.jsonl")
    assert problems == ()
    assert found[0].reflection.body == "été"


@pytest.mark.parametrize(
    ("text", "number", "problem"),
    [
        (
            f'{HEADER}\ne,{A},unknown,fr,form,published,"a',
            2,
            "not a row of CSV: unexpected end of data",
        ),
        (f"{HEADER}\ne,{A},unknown,fr\n", 2, "the row has 4 cells, and the header 7"),
        (f"{HEADER},boby\n", 1, "unknown column 'boby'"),
        (f"{HEADER},lang\n", 1, "the column 'lang' is there twice"),
        (f"{HEADER},order\ne,{A},unknown,fr,form,published,a,1.5\n", 2, "'order' is 1.5"),
        (f"{HEADER},order\ne,{A},unknown,fr,form,published,a,1e999\n", 2, "'order' is inf"),
        (f"{HEADER},restated\ne,{A},unknown,fr,form,published,a,oui\n", 2, "'restated' is 'oui'"),
        (
            f"{HEADER},answers\ne,{A},unknown,fr,form,published,a,q-1=\n",
            2,
            "'answers.choice' is ''",
        ),
        (
            f'{HEADER}\ne,{A},unknown,fr,form,published,"a\nb"\ne,x,unknown,fr,form,published,c',
            4,
            "'id' is 'x'",
        ),
    ],
)
def test_a_wrong_row_is_told(text: str, number: int, problem: str) -> None:
    """With the line on which it begins."""
    _, problems = parse_csv(text, "x.csv")
    assert [(one.path, one.line, one.message) for one in problems] == [("x.csv", number, problem)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_leave_it(mark: str) -> None:
    """Whatever parts the cells, ends the lines, and writes yes; columns in any order."""
    columns = ["body", "restated", "rating.value", "rating.max", *HEADER.split(",")[:-1]]
    row = ['"a\r\n\r\nb"', "TRUE", "4.5", "5", "e", A, "unknown", "fr", "form", "published"]
    text = f"{mark.join(columns)}\r\n{mark.join(row)}\r\n{mark * 9}\r\n"
    (whole,), problems = parse_csv(text, "x.csv")
    assert problems == ()
    assert (whole.reflection.body, whole.reflection.restated) == ("a\n\nb", True)
    assert whole.reflection.rating is not None
    assert (whole.reflection.rating.value, whole.reflection.rating.max) == (4.5, 5)
    assert whole.line == 2


def test_an_empty_table_has_no_reflections() -> None:
    assert parse_csv("", "x.csv") == ((), ())
    assert parse_json_lines("\n\n", "x.jsonl") == ((), ())


def write(folder: Path, value: object) -> Path:
    path = folder / "isso.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_isso_comments_are_read(tmp_path: Path) -> None:
    """Their addresses, of mail and of the network, are not; a reply is known by its thread."""
    first = {
        "id": 1,
        "author": "Zoé",
        "email": "zoe@example.org",
        "website": "https://zoe.example/",
        "remote_addr": "192.0.2.7",
        "created": "2014-03-21 15:02:10",
        "text": "Un *mot*.",
    }
    second = {"id": 1, "parent": None, "author": None, "created": "", "text": " "}
    third = {"id": 2, "parent": 1, "author": "", "created": "2014-03-22 00:00:00", "text": "b"}
    threads = [
        {"id": "/un/", "title": "Un", "comments": [first, third]},
        {"id": "/deux/", "comments": [second, {"text": "sans numéro"}, 7]},
        "rien",
    ]
    path = write(tmp_path, threads)
    reading = read(path, {"zone": "Europe/Paris"})
    assert reading.problems == ()
    assert [
        (one.identifier, one.parent, one.author, one.fate, one.body) for one in reading.records
    ] == [
        ("/un/ 1", "", "Zoé", Fate.PUBLISHED, "Un *mot*."),
        ("/un/ 2", "/un/ 1", "", Fate.PUBLISHED, "b"),
        ("/deux/ 1", "", "", Fate.EMPTY, ""),
        ("", "", "", Fate.UNREADABLE, "sans numéro"),
        ("", "", "", Fate.UNREADABLE, ""),
    ]
    record = reading.records[0]
    assert isinstance(record, Record)
    assert record.date is not None
    assert record.date.isoformat() == "2014-03-21T14:02:10+00:00"
    assert record.date_precision is Precision.MINUTE
    assert (record.page, record.page_title, record.author_url) == (
        "/un/",
        "Un",
        "https://zoe.example/",
    )
    assert not [word for word in ("example.org", "192.0") if word in record.raw]
    assert [(problem.path, problem.message) for problem in reading.recoveries] == [
        (path.as_posix(), "comment /deux/ 1 has no time that can be read"),
        (path.as_posix(), "comment number 4 has no id or no thread: it was passed over"),
        (path.as_posix(), "comment number 5 has no id or no thread: it was passed over"),
    ]


@pytest.mark.parametrize("value", [{}, "a", None, 1])
def test_another_json_is_not_of_isso(tmp_path: Path, value: object) -> None:
    path = write(tmp_path, value)
    hint = 'Expected a list of threads: [{"id":"/page/","title":"…","comments":[…]}].'
    assert read(path, {}).problems == (
        Problem(path.as_posix(), 0, "no threads are in this file", hint),
    )


def test_what_is_no_json_is_told(tmp_path: Path) -> None:
    path = tmp_path / "isso.json"
    path.write_text('[\n{"id": }]', encoding="utf-8")
    (problem,) = read(path, {}).problems
    assert (problem.line, problem.message) == (2, "not JSON: Expecting value")
