"""Blogger's two exports: the classic one, and that of Takeout since 2018."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.blogger import read
from pelican.plugins.reflections.importers.models import Fate, Reading

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "blogger"
PAGE = "http://atelier.example/2012/06/nouer.html"


@pytest.fixture(scope="module")
def classic() -> Reading:
    return read(FOLDER / "classic.xml", {})


@pytest.fixture(scope="module")
def takeout() -> Reading:
    return read(FOLDER / "feed.atom", {})


def test_the_classic_export_gives_its_comments_alone(classic: Reading) -> None:
    """Posts and templates are passed over; a removed comment keeps its place."""
    rows = [(one.identifier, one.parent, one.fate, one.author) for one in classic.records]
    assert rows == [
        ("1001", "", Fate.PUBLISHED, "Brin"),
        ("1002", "1001", Fate.DELETED, ""),
        ("1003", "1002", Fate.PUBLISHED, "L’atelier"),
        ("1004", "", Fate.PENDING, ""),
    ]


def test_takeout_gives_its_comments_alone(takeout: Reading) -> None:
    rows = [(one.identifier, one.parent, one.fate, one.author) for one in takeout.records]
    assert rows == [
        ("1001", "", Fate.PUBLISHED, "Brin"),
        ("1003", "1001", Fate.PENDING, "L’atelier"),
        ("1005", "1003", Fate.SPAM, ""),
        ("1006", "", Fate.TRASH, "Odile"),
        ("1007", "", Fate.PENDING, "Odile"),
        ("", "", Fate.UNREADABLE, ""),
    ]


def test_a_comment_is_the_same_in_both(classic: Reading, takeout: Reading) -> None:
    """Its id, its blog and its time: importing one after the other doubles nothing."""
    first, second = classic.records[0], takeout.records[0]
    assert (classic.scope, takeout.scope) == ("8800", "8800")
    assert (first.identifier, first.date) == (second.identifier, second.date)


def test_words_become_markdown(classic: Reading, takeout: Reading) -> None:
    """HTML, text and XHTML; line feeds count where nothing else ends a line."""
    assert [one.body for one in classic.records[::2]] == [
        "Un nœud se *défait*.\n\nDeux se serrent.",
        "Et \\<trois> ?\\\nQuatre.",
    ]
    assert classic.records[3].body == "En **attente**."
    assert takeout.records[0].body == "Un nœud se *défait*.\\\nDeux se serrent."


def test_times_are_in_utc(classic: Reading, takeout: Reading) -> None:
    """Whatever their offset; where there is no publication, the creation counts."""
    assert [str(one.date) for one in classic.records] == [
        "2012-06-11 10:13:00+00:00",
        "2012-06-11 12:20:00+00:00",
        "2012-06-11 11:13:00+00:00",
        "2012-06-12 00:00:00+00:00",
    ]
    assert str(takeout.records[1].date) == "2012-06-11 11:13:00+00:00"


def test_pages_are_those_of_the_posts(classic: Reading, takeout: Reading) -> None:
    """Before or after their comments; a post that is not there is named as the comment does."""
    assert [one.page for one in classic.records] == [
        *[PAGE] * 3,
        "http://atelier.example/2012/07/perdu.html",
    ]
    assert [one.page for one in takeout.records[:5]] == [
        *["/2012/06/nouer.html"] * 3,
        "/2012/07/jete.html",
        "99",
    ]
    assert [one.page_title for one in takeout.records[:1]] == ["Nouer"]
    assert [one.url for one in classic.records[:2]] == [
        f"{PAGE}?showComment=1339409580123#c1001",
        f"{PAGE}#c1002",
    ]


def test_the_author_of_a_post_is_known_by_profile(classic: Reading, takeout: Reading) -> None:
    for reading in (classic, takeout):
        assert [one.identifier for one in reading.records if one.by_author] == ["1003"]


def test_no_address_of_a_person_is_kept(classic: Reading) -> None:
    assert "courrier.example" not in repr(classic)


def test_what_was_mended_is_said_with_its_line(classic: Reading, takeout: Reading) -> None:
    """Real exports use the prefix "app" without saying what it is."""
    name = (FOLDER / "classic.xml").as_posix()
    assert classic.recoveries == (
        Problem(
            name,
            9,
            "malformed XML: Namespace prefix app on control is not defined",
            "Nothing is lost by it.",
        ),
    )
    name = (FOLDER / "feed.atom").as_posix()
    assert takeout.recoveries == (
        Problem(name, 67, "comment 1007: 'un jour' is no date", "It was left out."),
        Problem(
            name,
            67,
            "comment 1007: its post '99' is not in the file",
            "The number of the post stands for its page.",
        ),
        Problem(
            name, 67, "the status 'EN_SUSPENS' is unknown", "The comment waits for the editor."
        ),
        Problem(name, 76, "this comment has no id", "It was left out."),
    )
