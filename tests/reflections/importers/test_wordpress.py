"""WordPress's export, of any version, with the comments of readers, authors and programs."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.models import Fate, Reading
from pelican.plugins.reflections.importers.wordpress import read
from pelican.plugins.reflections.models import Rating

EXPORT = Path(__file__).parents[2] / "fixtures" / "importers" / "wordpress" / "export.xml"
PAGE = "https://carnets.example/2014/05/le-pont/"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(EXPORT, {})


def test_every_comment_is_read_with_its_fate(reading: Reading) -> None:
    rows = [(one.identifier, one.parent, one.fate, one.author) for one in reading.records]
    assert rows == [
        ("21", "", Fate.PUBLISHED, "Zoé"),
        ("22", "21", Fate.PUBLISHED, "Irène"),
        ("23", "22", Fate.PENDING, "Luc"),
        ("24", "", Fate.SPAM, "Montres"),
        ("25", "", Fate.PINGBACK, "Ailleurs"),
        ("26", "", Fate.TRASH, "Paul"),
        ("27", "", Fate.EMPTY, "Paul"),
        ("", "", Fate.UNREADABLE, ""),
        ("29", "", Fate.PENDING, "Odile"),
        ("30", "", Fate.TRASH, "Zoé"),
        ("31", "", Fate.PUBLISHED, "Zoé"),
    ]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read(
    tmp_path: Path, reading: Reading, scheme: str, version: str
) -> None:
    """The addresses of its namespaces do not matter."""
    text = EXPORT.read_text("utf-8")
    other = tmp_path / "export.xml"
    other.write_text(
        text.replace(
            "https://wordpress.org/export/1.2/", f"{scheme}://wordpress.org/export/{version}/"
        ),
        "utf-8",
    )
    assert read(other, {}).records == reading.records


def test_line_feeds_are_line_breaks(reading: Reading) -> None:
    """As the blog shows them; a link starts from the post."""
    link = "[la rive](https://carnets.example/rive/)"
    assert [one.body for one in reading.records[:2]] == [
        f"Un pont se **traverse**.\\\nVoyez {link}.\n\nDeux fois.",
        "> Deux fois.\n\nAller et retour.",
    ]


def test_times_are_in_utc(reading: Reading) -> None:
    """By the time in UTC; by that of the site, without its zone, only the day is known."""
    first, third = reading.records[0], reading.records[2]
    assert (str(first.date), first.date_precision) == ("2014-05-02 10:13:05+00:00", "minute")
    assert (str(third.date), third.date_precision) == ("2014-07-02 00:00:00+00:00", "day")
    told = read(EXPORT, {"zone": "Europe/Paris"}).records[2]
    assert (str(told.date), told.date_precision) == ("2014-07-02 12:00:00+00:00", "minute")


def test_the_author_of_a_post_is_known_by_number(reading: Reading) -> None:
    """Another user of the site is a reader there."""
    assert [one.identifier for one in reading.records if one.by_author] == ["22"]


def test_stars_are_kept(reading: Reading) -> None:
    assert [one.rating for one in reading.records[:2]] == [Rating(value=4, max=5), None]


def test_pages_and_addresses(reading: Reading) -> None:
    """A post without an address is named by its slug."""
    first, last = reading.records[0], reading.records[-1]
    assert (first.page, first.page_title) == (PAGE, "Le pont & la rive")
    assert (first.url, first.author_url) == (f"{PAGE}#comment-21", "https://zoe.example/")
    assert (last.page, last.url) == ("sans-adresse", "")
    assert (reading.system, reading.scope) == ("wordpress", "carnets.example")


def test_no_address_of_a_person_is_kept(reading: Reading) -> None:
    assert "courrier.example" not in repr(reading)
    assert "203.0.113.7" not in repr(reading)


def test_the_digest_forgets_the_addresses_of_the_writer(tmp_path: Path, reading: Reading) -> None:
    """So that an export with them and one without give the same."""
    text = EXPORT.read_text("utf-8")
    other = tmp_path / "export.xml"
    other.write_text(
        text.replace("zoe@courrier.example", "").replace("203.0.113.7", "198.51.100.1"), "utf-8"
    )
    assert read(other, {}).records[0].raw == reading.records[0].raw != ""


def test_what_was_mended_is_said_with_its_line(reading: Reading) -> None:
    name = EXPORT.as_posix()
    assert reading.recoveries == (
        Problem(name, 92, "comment 26: 'demain' is no date", "It was left out."),
        Problem(name, 109, "this comment has no comment_id", "It was left out."),
        Problem(
            name,
            114,
            "the comment_type 'temoignage' is unknown",
            "The comment waits for the editor.",
        ),
    )


def test_a_broken_comment_harms_no_other(tmp_path: Path, reading: Reading) -> None:
    """What is between two comments, or in the text of the post, may be broken too."""
    text = EXPORT.read_text("utf-8")
    broken = tmp_path / "export.xml"
    broken.write_text(
        text.replace(
            "<wp:comment_content> </wp:comment_content>", "<wp:comment_content></x>"
        ).replace("<p>Un billet, avec", "<p>Un \x0bbillet, avec"),
        "utf-8",
    )
    records = read(broken, {}).records
    assert [one.fate for one in records] == [
        Fate.UNREADABLE if one.identifier == "27" else one.fate for one in reading.records
    ]
