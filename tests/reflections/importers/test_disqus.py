"""The export of Disqus, with all that is known to be wrong in real ones."""

import gzip
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.disqus import read
from pelican.plugins.reflections.importers.models import Fate, Reading

EXPORT = Path(__file__).parents[2] / "fixtures" / "importers" / "disqus" / "export.xml"
PAGE = "https://carnets.example/le-pont/"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(EXPORT, {})


def test_every_post_is_read_with_its_fate(reading: Reading) -> None:
    """Spam is not published, a deleted post keeps its place, one of two minds waits."""
    rows = [(one.identifier, one.parent, one.fate, one.author) for one in reading.records]
    assert rows == [
        ("9001", "", Fate.PUBLISHED, "Zoé d’Aurillac"),
        ("9002", "9001", Fate.DELETED, ""),
        ("9003", "9002", Fate.PUBLISHED, "Irène"),
        ("9004", "", Fate.SPAM, "Montres"),
        ("778899", "", Fate.PUBLISHED, ""),
        ("9006", "4040", Fate.PENDING, "Odile"),
        ("9007", "", Fate.TRASH, "Paul"),
        ("9008", "", Fate.EMPTY, "Paul"),
        ("9009", "", Fate.PENDING, "Paul"),
        ("", "", Fate.UNREADABLE, ""),
    ]


def test_each_post_stands_on_the_page_of_its_thread(reading: Reading) -> None:
    """The address of a thread names its page, then its own id, then the number of the thread."""
    assert [one.page for one in reading.records] == [
        PAGE,
        "http://www.carnets.example/le-pont/index.html?utm_source=lettre",
        PAGE,
        PAGE,
        "sans-adresse",
        "666",
        "https://carnets.example/vieux/",
        PAGE,
        PAGE,
        "",
    ]
    assert reading.records[0].page_title == "Le pont & la rive"
    assert reading.records[0].url == f"{PAGE}#comment-9001"


def test_words_become_markdown(reading: Reading) -> None:
    """Links lead past those who count clicks; text without tags keeps its lines."""
    bodies = {one.identifier: one.body for one in reading.records}
    assert bodies["9001"] == (
        "Un pont se **traverse**.\n\nVoyez [la rive](https://rive.example/un)."
    )
    assert bodies["778899"] == "Sans l’attribut, mais avec un id.\\\nSur deux lignes."
    assert bodies["9009"] == "En attente, avec ]]> dedans."


def test_times_are_in_utc(reading: Reading) -> None:
    """Whatever the zone of the server that reads them; what is no time is unknown."""
    first, odd = reading.records[0], reading.records[5]
    assert first.date is not None
    assert first.date.isoformat() == "2014-05-02T10:13:05+00:00"
    assert (first.date_precision, odd.date, odd.date_precision) == ("minute", None, "unknown")


def test_the_author_of_the_site_is_known(reading: Reading) -> None:
    """By the user name that opened the thread: anyone can sign with the same name."""
    assert [one.identifier for one in reading.records if one.by_author] == ["9003"]


def test_the_forum_is_the_scope(reading: Reading) -> None:
    assert (reading.system, reading.scope) == ("disqus", "carnets")


def test_no_address_of_a_person_is_kept(reading: Reading) -> None:
    assert "courrier.example" not in repr(reading)
    assert "203.0.113.7" not in repr(reading)


def test_what_was_mended_is_said_with_its_line(reading: Reading) -> None:
    name = EXPORT.as_posix()
    assert reading.recoveries == (
        Problem(name, 96, "post 9006: 'hier' is no date", "It was left out."),
        Problem(
            name,
            96,
            "post 9006: its thread '666' is not in the file",
            "The id of the thread stands for its page.",
        ),
        Problem(
            name,
            96,
            "the isSpam 'peut-être' is neither true nor false",
            "The post waits for the editor.",
        ),
        Problem(name, 130, "this post has no id", "It was left out."),
    )


def test_a_gzipped_export_is_read_the_same(tmp_path: Path, reading: Reading) -> None:
    packed = tmp_path / "export.xml.gz"
    packed.write_bytes(gzip.compress(EXPORT.read_bytes()))
    assert read(packed, {}).records == reading.records


def test_a_thread_may_follow_its_posts(tmp_path: Path, reading: Reading) -> None:
    """The order of the file does not matter to what a post stands on."""
    text = EXPORT.read_text("utf-8")
    start, end = text.index('<thread dsq:id="501">\n<id>'), text.index('<post dsq:id="9001">')
    moved = tmp_path / "moved.xml"
    moved.write_text(
        text[:start] + text[end:].replace("</disqus>", text[start:end] + "</disqus>"), "utf-8"
    )
    assert [(one.identifier, one.page) for one in read(moved, {}).records] == [
        (one.identifier, one.page) for one in reading.records
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            '<rss version="2.0"></rss>',
            "not an export of this format: its first element is <rss>",
            "Expected XML whose first element is <disqus>.",
        ),
        (
            "Bonjour",
            "not an export of this format: it has no element",
            "Expected XML whose first element is <disqus>.",
        ),
        (
            "",
            "not an export of this format: it has no element",
            "Expected XML whose first element is <disqus>.",
        ),
    ],
    ids=["another format", "no XML", "nothing"],
)
def test_another_file_is_refused(tmp_path: Path, text: str, message: str, hint: str) -> None:
    file = tmp_path / "export.xml"
    file.write_text(text, "utf-8")
    reading = read(file, {})
    assert reading.problems == (Problem(file.as_posix(), 0, message, hint),)
    assert reading.records == ()
