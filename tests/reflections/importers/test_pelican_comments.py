"""The comments of Pelican's plugins: metadata above a text, in a folder for each article."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.pelican_comments import parse_metadata, read

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "pelican_comments"
PARIS = {"zone": "Europe/Paris"}


def test_every_file_is_read_with_what_it_answers() -> None:
    """By the name of a file with its suffix and without the dot, without both, or by its slug."""
    rows = [
        (one.identifier, one.parent, one.fate, one.author) for one in read(FOLDER, PARIS).records
    ]
    assert rows == [
        ("le-pont/0.md", "", "published", "Odile"),
        ("le-pont/1.md", "le-pont/0.md", "published", "René et compagnie"),
        ("le-pont/2.md", "le-pont/1.md", "published", ""),
        ("le-pont/3.rst", "le-pont/2.md", "published", "Ann"),
        ("le-pont/4.md", "", "unreadable", ""),
        ("the-bridge/again.md", "the-bridge/hello.md", "published", ""),
        ("the-bridge/hello.md", "", "published", "Betty"),
    ]


def test_times_without_a_zone_are_the_site_s() -> None:
    """One in summer, one with its own zone, a day, one in winter, none."""
    times = [
        (one.date.isoformat() if one.date else "", one.date_precision.value)
        for one in read(FOLDER, PARIS).records
    ]
    assert times[:4] == [
        ("2014-03-21T14:02:00+00:00", "minute"),
        ("2014-07-21T14:00:00+00:00", "minute"),
        ("2014-01-01T00:00:00+00:00", "day"),
        ("2014-12-31T22:59:00+00:00", "minute"),
    ]
    assert times[5:] == [("", "unknown"), ("2009-08-26T19:49:38+00:00", "minute")]


def test_texts_keep_their_lines_and_their_links() -> None:
    bodies = {one.identifier: one.body for one in read(FOLDER, PARIS).records}
    assert bodies["le-pont/0.md"] == "Un commentaire,\nsur deux lignes."
    assert bodies["le-pont/1.md"].endswith("Avec [un lien](https://rene.example/).")
    assert bodies["le-pont/3.rst"] == "With ``markup`` of another kind."
    assert bodies["the-bridge/hello.md"] == "Between dashes and dots."


def test_a_file_without_metadata_is_said() -> None:
    place = f"{FOLDER.as_posix()}/le-pont/4.md"
    message = "begins with no metadata: it was passed over"
    assert read(FOLDER, PARIS).recoveries == (Problem(place, 1, message),)


def test_no_address_of_a_person_is_kept() -> None:
    reading = repr(read(FOLDER, PARIS))
    assert "courrier.example" not in reading
    assert "scrambled" not in reading


@pytest.mark.parametrize(
    ("text", "metadata", "body"),
    [
        ("date: 2014\n\nText", {"date": "2014"}, "Text"),
        ("date: 2014", {"date": "2014"}, ""),
        ("---\ndate: 2014\n", {"date": "2014"}, ""),
        ("---\ndate: 2014\n...\n\n---\nText", {"date": "2014"}, "---\nText"),
        ("date: 2014\nText: more\nand more", {"date": "2014", "text": "more"}, "and more"),
        ("", {}, ""),
        ("\n\nNo metadata", {}, "No metadata"),
    ],
)
def test_metadata_end_where_the_text_begins(
    text: str, metadata: dict[str, str], body: str
) -> None:
    assert parse_metadata(text, is_rst=False) == (metadata, body)
