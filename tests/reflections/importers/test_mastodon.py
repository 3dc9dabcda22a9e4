"""Answers to a status: only what is public, by people who do not mind."""

import json
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.mastodon import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "mastodon"
CONTEXT, LIST = FOLDER / "context.json", FOLDER / "list.json"


def short(uri: str) -> str:
    """Return the end of an address."""
    return uri.rpartition("/")[2]


def test_a_context_is_read_with_its_threads() -> None:
    rows = [
        (short(one.identifier), short(one.parent), one.fate, one.author, one.lang)
        for one in read(CONTEXT, {}).records
    ]
    assert rows == [
        ("100", "", "pingback", "Odile", "fr"),
        ("7", "", "published", "Ann", "en"),
        ("102", "7", "published", "odile", "fr"),
        ("103", "", "unreadable", "", ""),
        ("1", "", "pingback", "B", ""),
        ("105", "999", "published", "Ève", ""),
        ("106", "", "unreadable", "", ""),
        ("107", "", "empty", "Zoé", ""),
    ]


def test_a_status_keeps_its_warning_its_links_and_its_pictures_words() -> None:
    body = read(CONTEXT, {}).records[1].body
    assert body == (
        "engineering\n\nSee <https://bridges.example/report/42>\\\nand weep.\n\n> A cable, frayed"
    )


def test_nothing_is_read_of_what_is_not_public() -> None:
    """Nor by those who do not want to be gathered; only that it was there is said."""
    reading = read(CONTEXT, {})
    assert "demi-voix" not in repr(reading)
    assert "rassemblez" not in repr(reading)
    name, start = CONTEXT.as_posix(), "status https://social.example/users"
    no_wish = "is by someone who does not want to be gathered"
    assert reading.recoveries == (
        Problem(name, 0, f"{start}/luc/statuses/103 is not public (unlisted): it was passed over"),
        Problem(name, 0, f"{start}/max/statuses/106 {no_wish}: it was passed over"),
    )


def test_a_status_is_about_the_page_that_it_links_to() -> None:
    """Not about the people that it names; the option "page" goes first."""
    assert {one.page for one in read(CONTEXT, {}).records} == {
        "https://blog.example/le-pont/?utm_source=m&x=1"
    }
    assert {one.page for one in read(CONTEXT, {"page": "/x/"}).records} == {"/x/"}


def test_who_sent_the_status_is_the_author() -> None:
    authors = [short(one.identifier) for one in read(CONTEXT, {}).records if one.by_author]
    assert authors == ["100", "102"]


def test_several_contexts_make_one_thread() -> None:
    """One of them knows the first status, and its page, for all."""
    rows = [
        (short(one.identifier), short(one.parent), one.fate, one.page, one.by_author)
        for one in read(LIST, {}).records
    ]
    page = "https://blog.example/en/the-bridge/"
    assert rows == [
        ("201", "", "published", page, False),
        ("203", "", "published", page, True),
        ("200", "", "pingback", page, True),
        ("202", "201", "published", page, False),
    ]


def test_answers_that_are_not_in_the_file_are_said() -> None:
    """A server gives 60 at the most to whoever is not signed in."""
    message = "status https://social.example/s/203: 0 of its 1 answers are in the file"
    hint = "Fetch /api/v1/statuses/203/context too: one asks for 60 at the most."
    assert read(LIST, {}).recoveries == (Problem(LIST.as_posix(), 0, message, hint),)


def test_without_the_first_status_its_id_stands_for_the_page(tmp_path: Path) -> None:
    """The most answered one that is not there is the first; its account is the author's."""
    context = json.loads(CONTEXT.read_text("utf-8"))
    del context["status"]
    path = tmp_path / "context.json"
    path.write_text(json.dumps(context), "utf-8")
    reading = read(path, {})
    assert {one.page for one in reading.records} == {"100"}
    assert [short(one.identifier) for one in reading.records if one.by_author] == ["102"]


def test_favours_do_not_change_the_digest(tmp_path: Path) -> None:
    context = json.loads(CONTEXT.read_text("utf-8"))
    context["descendants"][0] |= {"favourites_count": 99, "replies_count": 1}
    path = tmp_path / "context.json"
    path.write_text(json.dumps(context), "utf-8")
    assert read(path, {}).records[1].raw == read(CONTEXT, {}).records[1].raw


@pytest.mark.parametrize("text", ["[]", "{}", '"words"', '[{"id":"1"}]'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "context.json"
    path.write_text(text, "utf-8")
    hint = 'Expected {"ancestors":[…],"descendants":[…]}, or a list of such.'
    problem = Problem(path.as_posix(), 0, "this is not the context of a status", hint)
    assert read(path, {}).problems == (problem,)
