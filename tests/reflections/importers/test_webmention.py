"""Webmentions: what says something waits for the editor, what only points is counted."""

import json
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.webmention import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "webmention"
JF2, LINKS = FOLDER / "mentions.json", FOLDER / "links.json"


def test_jf2_is_read_with_the_fate_of_each_mention() -> None:
    rows = [(one.identifier, one.fate, one.author, one.body) for one in read(JF2, {}).records]
    assert rows == [
        ("900", "pending", "Ann", "A **reply**."),
        ("901", "empty", "", ""),
        ("902", "pending", "Bob", "1\\. A \\*plain\\* text,\\\nof \\<two> lines."),
        ("903", "pingback", "Like", ""),
        ("904", "unreadable", "", ""),
        ("", "unreadable", "", ""),
    ]


def test_a_mention_of_a_reflection_answers_it() -> None:
    """When its target ends in the id of one; any other fragment means the page."""
    rows = [(one.page, one.parent) for one in read(JF2, {}).records[:2]]
    assert rows == [
        ("https://blog.example/le-pont/", "i-fonsm65p7zm6vmlboaaive2she"),
        ("https://blog.example/le-pont/", ""),
    ]


def test_a_time_is_as_exact_as_it_is_known() -> None:
    """Its own with its zone, the time of receipt when it has none, its day without a zone."""
    rows = [
        (one.date.isoformat() if one.date else "", one.date_precision.value)
        for one in read(JF2, {}).records[:3]
    ]
    assert rows == [
        ("2020-04-20T22:03:00+00:00", "minute"),
        ("2020-04-21T08:00:00+00:00", "minute"),
        ("2020-04-22T00:00:00+00:00", "day"),
    ]


def test_nothing_private_is_read() -> None:
    reading = read(JF2, {})
    assert "your eyes" not in repr(reading)
    assert reading.recoveries == (
        Problem(JF2.as_posix(), 0, "mention 904 is private: it was passed over"),
        Problem(JF2.as_posix(), 0, "mention 6 has no source and target: it was passed over"),
    )


def test_the_older_form_is_read_too() -> None:
    reading = read(LINKS, {})
    rows = [(one.identifier, one.fate, one.author, one.body) for one in reading.records]
    assert rows == [
        ("700", "pending", "Ann", "Old but [sold](https://ann.example/sold)."),
        ("701", "pingback", "", ""),
        ("702", "unreadable", "", ""),
        ("703", "unreadable", "", ""),
    ]
    assert reading.recoveries == (
        Problem(LINKS.as_posix(), 0, "mention 702 was not verified: it was passed over"),
        Problem(LINKS.as_posix(), 0, "mention 703 is private: it was passed over"),
    )
    first = reading.records[0]
    assert first.date is not None
    assert first.date.isoformat() == "2013-04-22T22:03:00+00:00"
    assert first.url == "https://ann.example/notes/4"


def test_caches_of_other_tools_are_read(tmp_path: Path) -> None:
    """A list of mentions, or lists of them by page, are what some sites keep."""
    mentions = json.loads(JF2.read_text("utf-8"))["children"]
    path = tmp_path / "cache.json"
    for cache in (
        mentions,
        {"lastFetched": "2024-03-21", "children": mentions},
        {"/le-pont/": mentions[:4], "/autre/": mentions[4:]},
    ):
        path.write_text(json.dumps(cache), "utf-8")
        assert read(path, {}).records == read(JF2, {}).records


def test_no_portrait_is_kept() -> None:
    assert "ann.png" not in repr(read(JF2, {}))


@pytest.mark.parametrize("text", ['{"children":[]}', '{"links":[]}', "[]"])
def test_an_empty_file_has_no_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mentions.json"
    path.write_text(text, "utf-8")
    reading = read(path, {})
    assert (reading.records, reading.problems) == ((), ())


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mentions.json"
    path.write_text('{"comments":[]}', "utf-8")
    hint = 'Expected {"type":"feed","children":[…]}, or {"links":[…]}.'
    problem = Problem(path.as_posix(), 0, "no webmentions are in this file", hint)
    assert read(path, {}).problems == (problem,)
