"""However a build ends, what is served is the whole old site or the whole new one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pelican.plugins.build.publish import Busy, Trees, lock

TESTS = Path(__file__).resolve().parent.parent


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a published site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def start(folder: Path) -> "subprocess.Popen[bytes]":
    """Start a build in a process group of its own."""
    command = [sys.executable, str(TESTS / "build_site.py"), "pelicanconf.py", "--workers=2"]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def write_many(folder: Path, count: int, word: str) -> None:
    """Write a site whose every page shows `word`."""
    (folder / "content/essays").mkdir(parents=True, exist_ok=True)
    plugins = '["pelican.plugins.essays", "pelican.plugins.build"]'
    (folder / "pelicanconf.py").write_text(f'PLUGINS = {plugins}\nSITEURL = "https://x.example"\n')
    for number in range(count):
        essay = folder / f"content/essays/essai-{number:03}"
        essay.mkdir(exist_ok=True)
        (essay / "essay.toml").write_text(
            f'id = "e-{number:06}"\nuri = "tag:x.example,2026:e-{number}"\n'
        )
        header = f"Title: Essai {number}\nDate: 2026-01-01\nSummary: {word}\n"
        (essay / "index.md").write_text(f"{header}\n## {word}\n\n{word} {number}\n")


def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed twelve times on the way, the site is the old one or the new one, never a mixture."""
    write_many(tmp_path, 150, "avant")
    assert start(tmp_path).wait() == 0
    chance = random.Random(7)  # noqa: S311 - not for secrets
    output = tmp_path / "output"
    whole = {"avant": contents(output)}
    began = time.monotonic()
    write_many(tmp_path, 150, "mesure")
    assert start(tmp_path).wait() == 0
    duration = time.monotonic() - began
    whole["mesure"] = contents(output)
    for attempt in range(12):
        word = f"mot{attempt}"
        write_many(tmp_path, 150, word)
        build = start(tmp_path)
        time.sleep(chance.random() * duration)
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        now = contents(output)
        if now not in whole.values():
            assert start(tmp_path).wait() == 0
            assert contents(output) == now, "a site that no whole build has made was served"
            whole[word] = now
    assert start(tmp_path).wait() == 0
    final = contents(output)
    assert all(b"mot11" in data for path, data in final.items() if path.startswith("essai-"))


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written ends the build, and the live tree is as it was."""
    output, notes = tmp_path / "output", tmp_path / "notes"
    first = Trees(output, notes)
    first.prepare({"a.html": b"1", "b.html": b"1"})
    for path in ("a.html", "b.html"):
        first.note(path, first.write(path, b"1", b"old"))
    first.swap()
    before = contents(output)

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    second = Trees(output, notes)
    second.prepare({"a.html": b"2", "b.html": b"1"})
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        second.write("a.html", b"2", b"new")
    monkeypatch.undo()
    assert contents(output) == before
    third = Trees(output, notes)
    assert third.prepare({"a.html": b"2", "b.html": b"1"}) == ["a.html"]
    third.note("a.html", third.write("a.html", b"2", b"new"))
    third.swap()
    assert contents(output) == {"a.html": b"new", "b.html": b"old"}


def test_a_disk_without_room_is_told_and_leaves_the_old_site(tmp_path: Path) -> None:
    """A build that may write no file larger than a page ends with status 1 and a sentence."""
    write_many(tmp_path, 80, "avant")
    assert start(tmp_path).wait() == 0
    before = contents(tmp_path / "output")
    write_many(tmp_path, 80, "apres")
    essay = tmp_path / "content/essays/essai-007/index.md"
    essay.write_text(essay.read_text() + "mot " * 20_000)
    limit = (
        "import os, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
    )
    command = [sys.executable, "-c", limit, str(TESTS / "build_site.py"), "pelicanconf.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Nothing was published: the site is as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path / "output") == before
    assert start(tmp_path).wait() == 0
    assert contents(tmp_path / "output") != before


def test_two_builds_exclude_each_other(tmp_path: Path) -> None:
    """The second build is told which process has the lock."""
    with lock(tmp_path):
        command = (
            "import sys, pelican.plugins\n"
            f"pelican.plugins.__path__.append({str(TESTS.parent / 'plugins')!r})\n"
            "from pathlib import Path\n"
            "from pelican.plugins.build.publish import Busy, lock\n"
            "try:\n"
            "    with lock(Path(sys.argv[1])): print('free')\n"
            "except Busy as busy: print(busy)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", command, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == str(os.getpid())
    with lock(tmp_path):
        pass
    assert issubclass(Busy, Exception)


def test_unchanged_files_keep_their_inode_and_their_time(tmp_path: Path) -> None:
    """After one edit, only the pages that show it are new files."""
    write_many(tmp_path, 12, "avant")
    assert start(tmp_path).wait() == 0
    output = tmp_path / "output"
    before = {path: path.stat() for path in output.rglob("*.html")}
    essay = tmp_path / "content/essays/essai-005/index.md"
    essay.write_text(essay.read_text() + "\nEncore.\n")
    assert start(tmp_path).wait() == 0
    changed = sorted(
        path.relative_to(output).as_posix()
        for path, old in before.items()
        if (path.stat().st_ino, path.stat().st_mtime_ns) != (old.st_ino, old.st_mtime_ns)
    )
    assert changed == ["essai-005/index.html"]
