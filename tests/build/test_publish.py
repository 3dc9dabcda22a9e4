"""A site is published whole or not at all; a file that did not change is not touched."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pelican.plugins.build import publish as module
from pelican.plugins.build.digest import digest
from pelican.plugins.build.publish import Busy, Trees, lock, write_whole

Files = Mapping[str, str]
Publish = Callable[[Files], list[str]]

SITE = {"index.html": "home", "a/index.html": "a", "a/b/c.png": "picture", "feeds/fr.xml": "feed"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def publish(output: Path, tmp_path: Path) -> Publish:
    """Return a function that publishes files, and returns the paths that it had to write."""

    def publish(files: Files) -> list[str]:
        trees = Trees(output, tmp_path / "notes")
        missing = trees.prepare({path: digest(text) for path, text in files.items()})
        for path in missing:
            data = files[path].encode()
            trees.note(path, trees.write(path, digest(files[path]), data))
        trees.swap()
        return missing

    return publish


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        name: ((folder / name).stat().st_ino, (folder / name).stat().st_mtime_ns)
        for name in read(folder)
    }


def test_a_first_publication_writes_every_file(output: Path, publish: Publish) -> None:
    """In the order in which they are wanted, each in its folder."""
    assert publish(SITE) == list(SITE)
    assert read(output) == SITE


def test_an_unchanged_file_keeps_its_time_and_its_inode(output: Path, publish: Publish) -> None:
    """However often the site is published, and whichever tree is the live one."""
    publish(SITE)
    before = stamps(output)
    for turn in range(4):
        changed = SITE | {"index.html": f"home {turn}"}
        assert publish(changed) == ["index.html"]
        assert read(output) == changed
        after = stamps(output)
        assert {name for name in SITE if after[name] != before[name]} == {"index.html"}


def test_a_file_made_anew_with_the_same_bytes_keeps_its_time(
    output: Path, publish: Publish, tmp_path: Path
) -> None:
    """Another key, such as that of another template, is no change for readers and caches."""
    publish(SITE)
    before = stamps(output)
    trees = Trees(output, tmp_path / "notes")
    missing = trees.prepare({path: digest("other", text) for path, text in SITE.items()})
    assert missing == list(SITE)
    for path in missing:
        trees.note(path, trees.write(path, digest("other", SITE[path]), SITE[path].encode()))
    trees.swap()
    assert stamps(output) == before
    assert Trees(output, tmp_path / "notes").key("index.html") == digest("other", "home")


def test_a_removed_file_is_gone_and_so_is_its_empty_folder(output: Path, publish: Publish) -> None:
    """In this publication and in those after it, when the trees have changed places."""
    publish(SITE)
    less = {"index.html": "home", "feeds/fr.xml": "feed"}
    for _ in range(3):
        publish(less)
        assert read(output) == less
        assert {path.name for path in output.iterdir()} == {"index.html", "feeds"}
    publish(SITE)
    assert read(output) == SITE


def test_a_file_that_someone_deleted_comes_back(output: Path, publish: Publish) -> None:
    """The next publication finds that it is not there, and those after it keep it."""
    publish(SITE)
    publish(SITE | {"index.html": "new"})
    (output / "a" / "b" / "c.png").unlink()
    for turn in range(4):
        files = SITE | {"index.html": f"home {turn}"}
        publish(files)
        assert read(output) == files


def test_a_site_that_someone_deleted_comes_back(output: Path, publish: Publish) -> None:
    """Whole, as after a first publication."""
    publish(SITE)
    publish(SITE | {"index.html": "new"})
    output.rename(output.with_name("elsewhere"))
    publish(SITE)
    assert read(output) == SITE


def test_a_file_that_someone_changed_in_place_is_made_again(
    output: Path, publish: Publish
) -> None:
    """Though both trees hold one and the same file."""
    publish(SITE)
    publish(SITE | {"index.html": "new"})
    with (output / "a" / "index.html").open("a") as stream:
        stream.write(" and a line that the site does not have")
    for turn in range(4):
        files = SITE | {"index.html": f"home {turn}"}
        publish(files)
        assert read(output) == files


def test_a_file_that_someone_put_there_does_not_stand_in_the_way(
    output: Path, publish: Publish
) -> None:
    """When the site has a file of that name one day, it is the site's that is published."""
    publish(SITE)
    for name in ("about.html", "d/e.html"):
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text("mine")
    more = SITE | {"about.html": "about", "d/e.html": "e"}
    for turn in range(4):
        files = more | {"about.html": f"about {turn}", "index.html": f"home {turn}"}
        publish(files)
        assert read(output) == files


def test_what_lay_there_before_the_first_publication_is_not_published(
    output: Path, publish: Publish
) -> None:
    """A folder that another program has made gives way to the site, whole."""
    (output / "old").mkdir(parents=True)
    (output / "old" / "page.html").write_text("old")
    (output / "index.html").write_text("old home")
    for turn in range(3):
        files = SITE | {"index.html": f"home {turn}"}
        publish(files)
        assert read(output) == files


def test_a_failed_write_leaves_the_live_tree(
    output: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of a file, or of a site, is seen by nobody."""
    publish(SITE)
    before = stamps(output)
    real = os.write

    def write(descriptor: int, data: memoryview) -> int:
        if len(data) > 8:
            return real(descriptor, data[:8])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "write", write)
    with pytest.raises(OSError, match="No space left on device"):
        publish(SITE | {"index.html": "home, and much more than there was", "d.html": "d"})
    monkeypatch.undo()
    assert read(output) == SITE
    assert stamps(output) == before
    again = SITE | {"index.html": "home, and more than there was"}
    publish(again)
    assert read(output) == again


def test_a_build_that_ends_before_the_swap_leaves_the_live_tree(
    output: Path, publish: Publish, tmp_path: Path
) -> None:
    """Whatever it has prepared is taken for nothing by the next."""
    publish(SITE)
    publish(SITE | {"index.html": "new"})
    trees = Trees(output, tmp_path / "notes")
    trees.prepare({"index.html": b"other"})
    trees.write("index.html", b"other", b"half")
    assert read(output) == SITE | {"index.html": "new"}
    publish(SITE)
    assert read(output) == SITE


@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"i\x01\x00\x00\x00", b"(\x00"])
def test_a_damaged_description_is_as_if_there_were_none(
    output: Path, publish: Publish, tmp_path: Path, damage: bytes
) -> None:
    """Every file is written again, and the site is right."""
    publish(SITE)
    publish(SITE | {"index.html": "new"})
    for path in (tmp_path / "notes").glob("tree-*"):
        path.write_bytes(damage)
    assert publish(SITE) == list(SITE)
    assert read(output) == SITE


def test_a_system_that_cannot_exchange_folders_is_served_too(
    output: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three renamings take the place of one step."""
    monkeypatch.setattr(module, "_exchange", lambda _first, _second: False)
    for turn in range(4):
        files = SITE | {"index.html": f"home {turn}"}
        publish(files)
        assert read(output) == files
    assert not output.with_name(".output.old").exists()


def test_a_file_may_become_a_folder(output: Path, publish: Publish) -> None:
    """And a folder a file."""
    first, second = {"a": "file", "b/c": "c"}, {"a/c": "c", "b": "file"}
    for files in (first, second, first, second):
        publish(files)
        assert read(output) == files


def test_a_key_is_known_while_the_file_is_as_described(
    output: Path, publish: Publish, tmp_path: Path
) -> None:
    """A file that is not as it was published has none."""
    publish(SITE)
    trees = Trees(output, tmp_path / "notes")
    assert trees.key("index.html") == digest("home")
    assert trees.key("none.html") is None
    os.utime(output / "index.html", ns=(1, 1))
    assert Trees(output, tmp_path / "notes").key("index.html") is None


def test_the_lock_excludes_another_build(tmp_path: Path) -> None:
    """It says which process has it; when that is done, it is free."""
    with lock(tmp_path / "notes"):
        with pytest.raises(Busy) as busy, lock(tmp_path / "notes"):
            pass
        assert str(busy.value) == str(os.getpid())
    with lock(tmp_path / "notes"):
        pass


HOLD = """
import sys, time
import pelican.plugins
pelican.plugins.__path__.append(sys.argv[1])
from pathlib import Path
from pelican.plugins.build.publish import lock
with lock(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_killed_build_lets_go_of_the_lock(tmp_path: Path) -> None:
    """No file is left behind that someone would have to delete."""
    plugins = str(Path(module.__file__).parent.parent)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, plugins, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Busy) as busy, lock(tmp_path):
            pass
        assert str(busy.value) == str(other.pid)
        other.kill()
    with lock(tmp_path):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the new one is whole, the old one is there."""
    path = tmp_path / "notes" / "memory"
    write_whole(path, b"old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
    with pytest.raises(OSError, match="killed"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    monkeypatch.undo()
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
