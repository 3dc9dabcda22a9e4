"""Staticman's folders: the fields that a form allowed, in YAML, JSON or front matter."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.staticman import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "staticman"
PARIS = {"zone": "Europe/Paris"}


def short(identifier: str) -> str:
    """Return the first part of an id."""
    return identifier.partition("-")[0] if identifier[:1].isdigit() else identifier


def test_every_file_is_read_with_what_it_answers() -> None:
    """By id, by the number of those that answer the page, or by the id in `_parent`."""
    rows = [
        (short(one.identifier), short(one.parent), one.page, one.fate, one.author)
        for one in read(FOLDER, PARIS).records
    ]
    english, french = "en/the-bridge", "le-pont"
    assert rows == [
        ("77777777", "", english, "published", "Ann"),
        ("88888888", "77777777", english, "published", "Bob"),
        ("11111111", "", french, "published", "No"),
        ("22222222", "", french, "published", "René"),
        ("33333333", "22222222", french, "published", "1e3"),
        ("comment-77", "11111111", french, "published", ""),
        ("55555555", "", french, "published", ""),
        ("66666666", "9", french, "published", ""),
        ("le-pont/comment-1500000600000", "", french, "unreadable", ""),
        ("le-pont/comment-1500000700000", "", french, "unreadable", ""),
        ("le-pont/comment-1500000800000", "", french, "unreadable", ""),
    ]


def test_times_are_read_in_each_of_their_forms() -> None:
    """Days, seconds and milliseconds since 1970, and times of the zone that is given."""
    times = {
        short(one.identifier): (one.date.isoformat() if one.date else "", one.date_precision.value)
        for one in read(FOLDER, PARIS).records
    }
    assert times["77777777"] == ("2018-01-02T00:00:00+00:00", "day")
    assert times["22222222"] == ("2017-07-14T02:41:40+00:00", "minute")
    assert times["33333333"] == ("2017-07-14T02:43:20+00:00", "minute")
    assert times["comment-77"] == ("2017-07-14T03:00:00+00:00", "minute")


def test_what_cannot_be_read_is_said_with_its_line() -> None:
    place = f"{FOLDER.as_posix()}/le-pont/comment-1500000"
    passed = "it was passed over"
    assert read(FOLDER, PARIS).recoveries == (
        Problem(f"{place}600000.yml", 2, f"refers to another part of itself (*): {passed}"),
        Problem(f"{place}700000.yml", 3, "cannot be read: found unexpected end of stream"),
        Problem(f"{place}800000.yml", 1, "this is not UTF-8: byte 0xe9"),
        Problem(
            f"{place}400000.yml", 0, "answers number 2, which was written later: put on the page"
        ),
    )


def test_html_in_a_message_becomes_markdown() -> None:
    """As the themes show it as HTML; an address that is none is left out."""
    records = {short(one.identifier): one for one in read(FOLDER, PARIS).records}
    assert records["11111111"].body == "Un *mot*.\n\nEt un autre, **gras**."
    assert records["77777777"].author_url == ""


def test_no_digest_of_an_address_is_kept() -> None:
    assert "1ce71bc10b86565464b612093d89707e" not in repr(read(FOLDER, PARIS))


def test_one_file_may_be_read_alone() -> None:
    path = FOLDER / "en" / "the-bridge" / "1.json"
    (record,) = read(path, {}).records
    assert (record.identifier, record.page, record.body) == (
        "77777777-0000",
        "the-bridge",
        "In JSON.",
    )


def test_a_file_may_hold_a_list(tmp_path: Path) -> None:
    """Those without an id have the file's name and their number."""
    (tmp_path / "le-pont").mkdir()
    text = "- message: Un\n  name: A\n- message: Deux\n- rien\n"
    (tmp_path / "le-pont" / "all.yml").write_text(text, "utf-8")
    rows = [(one.identifier, one.fate, one.body) for one in read(tmp_path, {}).records]
    assert rows == [
        ("le-pont/all/1", "published", "Un"),
        ("le-pont/all/2", "published", "Deux"),
        ("le-pont/all/3", "unreadable", ""),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "no comment lies in this folder"), ("absent", "there is no such folder")],
)
def test_a_folder_without_comments_is_refused(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    hint = (
        "Expected the folder that holds one folder a page, with files "
        "*.json, *.markdown, *.md, *.yaml, *.yml."
    )
    assert read(path, {}).problems == (Problem(path.as_posix(), 0, message, hint),)


def test_links_to_elsewhere_are_not_followed(tmp_path: Path) -> None:
    """Neither a file nor a folder that is one; hidden files are passed over too."""
    page = tmp_path / "site" / "le-pont"
    page.mkdir(parents=True)
    secret = tmp_path / "secret.yml"
    secret.write_text("message: secret\n", "utf-8")
    (page / "a.yml").write_text("message: Un\n", "utf-8")
    (page / "b.yml").symlink_to(secret)
    (page / ".c.yml").write_text("message: caché\n", "utf-8")
    (page.parent / "d").symlink_to(tmp_path)
    assert [one.body for one in read(tmp_path / "site", {}).records] == ["Un"]


def test_a_file_too_big_for_a_comment_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "big.yml"
    path.write_text(f"message: {'a' * (1024 * 1024)}\n", "utf-8")
    reading = read(tmp_path, {})
    message = "has more than 1024 KiB: it was passed over"
    assert reading.recoveries == (Problem(path.as_posix(), 0, message),)
    assert [one.fate for one in reading.records] == ["unreadable"]
