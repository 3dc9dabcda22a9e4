"""A scan tells what lies in a folder and what changed, and reads no file in vain."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.plugins.build import scan as module
from pelican.plugins.build.digest import file_digest
from pelican.plugins.build.scan import NEVER, RACY, Tree, files, scan

Read = list[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with files in three places."""
    top = tmp_path / "content"
    for name in ("b.md", "a/x.md", "a/y.md", "a/b/z.csv", "c/w.md"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return top


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function that moves the clock of scans on by some seconds."""
    real = module.time.time_ns

    def move(seconds: int) -> None:
        monkeypatch.setattr(module.time, "time_ns", lambda: real() + seconds * 10**9)

    return move


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return the list of the files that scans read from now on."""
    names: Read = []

    def note(path: Path | str) -> bytes:
        names.append(Path(path).name)
        return file_digest(path)

    monkeypatch.setattr(module, "file_digest", note)
    return names


def digests(tree: Tree) -> dict[str, bytes]:
    return {path: stamp[4] for path, stamp in files(tree)}


def test_a_first_scan_finds_every_file(folder: Path) -> None:
    """Each has its path below the folder and the digest of its bytes; all are changed."""
    tree, changed = scan(folder, {})
    assert digests(tree) == {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert changed == set(digests(tree))


def test_folders_come_before_what_is_in_them(folder: Path) -> None:
    """The order is that of names, whatever the system gives."""
    tree, _ = scan(folder, {})
    assert list(tree) == ["", "a/", "a/b/", "c/"]
    assert [path for path, _ in files(tree)] == ["b.md", "a/x.md", "a/y.md", "a/b/z.csv", "c/w.md"]


def test_there_may_be_nothing(tmp_path: Path) -> None:
    """A folder that is empty, is missing, or is a file has no files."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    assert scan(tmp_path / "empty", {})[1] == set()
    assert scan(tmp_path / "missing", {}) == ({}, set())
    assert scan(tmp_path / "file", {}) == ({}, set())


def test_hidden_files_and_leftovers_are_passed_over(folder: Path) -> None:
    """Names that begin with a dot or end in a tilde are those of editors and systems."""
    for name in (".DS_Store", "b.md~", ".git/config", "a/.x.md.swp"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("?")
    assert not any(
        "?" in path or "~" in path or "/." in path for path in digests(scan(folder, {})[0])
    )
    assert len(digests(scan(folder, {})[0])) == 5


def test_nothing_is_read_when_nothing_has_changed(
    folder: Path, read: Read, later: Callable[[int], None]
) -> None:
    """Once a scan was made long enough after the last change, sizes and times are enough."""
    later(60)
    tree, _ = scan(folder, {})
    assert len(read) == 5
    again, changed = scan(folder, tree)
    assert (again, changed) == (tree, set())
    assert len(read) == 5


def test_a_young_stamp_is_not_trusted(folder: Path, read: Read) -> None:
    """A file could change once more within one tick of the clock: it is read again."""
    tree, _ = scan(folder, {})
    assert all(stamp[1] == NEVER for _, stamp in files(tree))
    again, changed = scan(folder, tree)
    assert changed == set()
    assert digests(again) == digests(tree)
    assert len(read) == 10


def test_a_change_that_shows_in_no_stamp_is_found_while_the_stamp_is_young(folder: Path) -> None:
    """The same size and the same time of modification do not hide other bytes."""
    tree, _ = scan(folder, {})
    path = folder / "a" / "x.md"
    info = path.stat()
    path.write_text("a/X.md")
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    again, changed = scan(folder, tree)
    assert changed == {"a/x.md"}
    assert digests(again)["a/x.md"] == file_digest(path)


def test_a_change_with_an_old_time_is_found(folder: Path, later: Callable[[int], None]) -> None:
    """The time of change cannot be set back as that of modification can."""
    later(60)
    tree, _ = scan(folder, {})
    path = folder / "a" / "x.md"
    info = path.stat()
    path.write_text("a/X.md")
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert scan(folder, tree)[1] == {"a/x.md"}


def test_a_file_that_is_only_touched_has_not_changed(
    folder: Path, read: Read, later: Callable[[int], None]
) -> None:
    """It is read, and its bytes are the same."""
    later(60)
    tree, _ = scan(folder, {})
    os.utime(folder / "b.md", ns=(1, 10**18))
    read.clear()
    again, changed = scan(folder, tree)
    assert changed == set()
    assert read == ["b.md"]
    assert dict(files(again))["b.md"][1] == 10**18


@pytest.mark.parametrize("seconds", [0, 60])
def test_every_kind_of_change_is_told(
    folder: Path, later: Callable[[int], None], seconds: int
) -> None:
    """A file that is new, other, gone, renamed or replaced, with its folder or alone."""
    later(seconds)
    tree, _ = scan(folder, {})
    (folder / "a" / "new.md").write_text("new")
    (folder / "a" / "y.md").unlink()
    (folder / "b.md").write_text("other")
    (folder / "a" / "x.md").rename(folder / "a" / "moved.md")
    (folder / "c").rename(folder / "d")
    shutil.rmtree(folder / "a" / "b")
    again, changed = scan(folder, tree)
    assert changed == {
        *("a/new.md", "a/y.md", "b.md", "a/x.md", "a/moved.md"),
        *("c/w.md", "d/w.md", "a/b/z.csv"),
    }
    assert digests(again) == digests(scan(folder, {})[0])
    assert again.keys() == scan(folder, {})[0].keys()


def test_a_file_that_takes_the_place_of_another_is_found(
    folder: Path, later: Callable[[int], None]
) -> None:
    """Editors write beside a file and rename: size and time may be those of the old one."""
    later(60)
    tree, _ = scan(folder, {})
    old, new = folder / "b.md", folder / "b.md.tmp"
    info = old.stat()
    new.write_text("B.md")
    os.utime(new, ns=(info.st_atime_ns, info.st_mtime_ns))
    new.rename(old)
    assert scan(folder, tree)[1] == {"b.md"}


def test_a_folder_in_the_place_of_a_file_is_found(folder: Path) -> None:
    """And a file in the place of a folder."""
    tree, _ = scan(folder, {})
    (folder / "b.md").unlink()
    (folder / "b.md").mkdir()
    (folder / "b.md" / "in.md").write_text("in")
    shutil.rmtree(folder / "c")
    (folder / "c").write_text("c")
    again, changed = scan(folder, tree)
    assert changed == {"b.md", "b.md/in.md", "c", "c/w.md"}
    assert digests(again) == digests(scan(folder, {})[0])


def test_what_vanishes_meanwhile_is_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may go between the listing and the reading: the next scan tells it."""

    def vanish(path: Path | str) -> bytes:
        if str(path).endswith("x.md"):
            Path(path).unlink()
        return file_digest(path)

    monkeypatch.setattr(module, "file_digest", vanish)
    assert "a/x.md" not in digests(scan(folder, {})[0])


def test_two_seconds_are_young_enough() -> None:
    """The coarsest times of common file systems are two seconds apart."""
    assert RACY == 2 * 10**9


def test_processes_share_the_reading_of_many_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, the tree and what changed are the same."""
    monkeypatch.setattr(module, "WORTH_ALL_CORES", 10)
    for number in range(100):
        (folder / f"many-{number}.md").write_text(str(number))
    first = scan(folder, {}, workers=3)
    assert first == scan(folder, {})
    assert digests(first[0])["many-7.md"] == file_digest(folder / "many-7.md")
    (folder / "many-7.md").write_text("another")
    (folder / "many-8.md").unlink()
    assert scan(folder, first[0], workers=3)[1] == {"many-7.md", "many-8.md"}


def test_a_file_that_vanishes_before_it_is_read_is_as_if_never_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is changed only if it was known."""
    known, _ = scan(folder, {})
    (folder / "b.md").write_text("changed")
    (folder / "new.md").write_text("new")

    def vanish(path: str) -> bytes:
        if path.endswith(("b.md", "new.md")):
            raise FileNotFoundError(path)
        return file_digest(path)

    monkeypatch.setattr(module, "file_digest", vanish)
    tree, changed = scan(folder, known)
    assert changed == {"b.md"}
    assert not {"b.md", "new.md"} & set(digests(tree))
