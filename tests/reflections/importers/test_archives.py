"""Zip archives: what is wanted of them is unpacked, and what is dangerous refuses them whole."""

import stat
import zipfile
from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers import archives
from pelican.plugins.reflections.importers.archives import is_archive, write_members

FEED = "Takeout/Blogger/Blogs/un-blog/feed.atom"
TAMPERED = "An export has no such file: it is not what it says, or was tampered with."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder to unpack into."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


def pack(path: Path, files: dict[str, str]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def unpacked(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_the_feed_of_a_takeout_is_found(tmp_path: Path, folder: Path) -> None:
    """Nothing else is unpacked, and the shadows that a Mac adds are no feeds."""
    shadow = f"__MACOSX/{FEED.replace('feed', '._feed')}"
    path = pack(
        tmp_path / "takeout.zip", {FEED: "<feed/>", shadow: "x", "Takeout/Photos/a.jpg": "x"}
    )
    assert is_archive(path)
    assert write_members(path, "blogger", folder) == (folder / FEED, ())
    assert unpacked(folder) == [FEED]
    assert (folder / FEED).read_text("utf-8") == "<feed/>"


def test_a_folder_of_comments_is_unpacked_whole(tmp_path: Path, folder: Path) -> None:
    path = pack(tmp_path / "site.zip", {"c/un/1.yml": "a: b", "c/deux/2.json": "{}", "c.txt": ""})
    assert write_members(path, "staticman", folder) == (folder, ())
    assert unpacked(folder) == ["c/deux/2.json", "c/un/1.yml"]


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("../../etc/passwd", "leads out of the archive"),
        ("a/../../b.xml", "leads out of the archive"),
        ("/etc/passwd", "leads out of the archive"),
        ("..\\..\\b.xml", "leads out of the archive"),
        ("C:\\b.xml", "leads out of the archive"),
    ],
)
def test_a_path_that_leads_out_refuses_the_whole(
    tmp_path: Path, folder: Path, name: str, danger: str
) -> None:
    """Nothing at all is written, in the folder or outside."""
    path = pack(tmp_path / "evil.zip", {FEED: "<feed/>", name: "x"})
    problem = Problem(path.as_posix(), 0, f"{name!r} {danger}: refused", TAMPERED)
    assert write_members(path, "blogger", folder) == (None, (problem,))
    assert unpacked(tmp_path) == ["evil.zip"]


def test_a_link_refuses_the_whole(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "evil.zip"
    link = zipfile.ZipInfo(FEED)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    problem = Problem(path.as_posix(), 0, f"{FEED!r} is a link: refused", TAMPERED)
    assert write_members(path, "blogger", folder) == (None, (problem,))


def test_two_feeds_are_for_people_to_choose(tmp_path: Path, folder: Path) -> None:
    path = pack(tmp_path / "takeout.zip", {"a/feed.atom": "", "b/feed.atom": ""})
    hint = "Unpack it and name one: a/feed.atom, b/feed.atom."
    problem = Problem(path.as_posix(), 0, "holds 2 files of this format", hint)
    assert write_members(path, "blogger", folder) == (None, (problem,))


def test_an_archive_without_what_is_wanted_is_refused(tmp_path: Path, folder: Path) -> None:
    path = pack(tmp_path / "photos.zip", {"a.jpg": ""})
    hint = "Expected feed.atom, *.xml."
    problem = Problem(path.as_posix(), 0, "holds nothing of this format", hint)
    assert write_members(path, "blogger", folder) == (None, (problem,))


def test_a_format_that_never_comes_zipped_is_not_unpacked(tmp_path: Path, folder: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.json": ""})
    hint = (
        "Unpack it first: only blogger, pelican-comments, staticman, wordpress are read "
        "from an archive."
    )
    problem = Problem(path.as_posix(), 0, "commento is not read from a zip archive", hint)
    assert write_members(path, "commento", folder) == (None, (problem,))


def test_an_archive_that_would_fill_the_disk_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the sizes that it declares: nothing longer can be unpacked."""
    monkeypatch.setattr(archives, "LARGEST", 1024 * 1024)
    path = pack(tmp_path / "bomb.zip", {FEED: "0" * (1024 * 1024 + 1)})
    problem = Problem(path.as_posix(), 0, "holds more than 1 MiB")
    assert write_members(path, "blogger", folder) == (None, (problem,))


def test_an_archive_of_too_many_files_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST", 2)
    path = pack(tmp_path / "many.zip", {"a": "", "b": "", FEED: ""})
    problem = Problem(path.as_posix(), 0, "holds 3 files, and 2 are the most")
    assert write_members(path, "blogger", folder) == (None, (problem,))


def test_a_broken_archive_is_said(tmp_path: Path, folder: Path) -> None:
    """One of which the bytes of a file were changed."""
    path = pack(tmp_path / "broken.zip", {FEED: "<feed>" + "abc" * 100})
    data = bytearray(path.read_bytes())
    place = data.index(FEED.encode()) + len(FEED) + 3
    data[place] ^= 0xFF
    path.write_bytes(bytes(data))
    found, (problem,) = write_members(path, "blogger", folder)
    assert found is None
    assert problem.message.startswith("this archive cannot be read: ")
    assert problem.hint == "It may have been cut short: fetch it again."
