"""Publication: a new tree beside the old one, made of hard links and new files, then a swap.

Two trees take turns. Beside the live one, `output/`, lies the one before it, `.output.next/`,
which is brought up to date (a file that the live tree already has is linked, a new one written
to a new name) and then exchanged with the live one in a single step. A file is never written in
place, so a build that fails or is killed leaves the live tree as it was.

What a tree holds is noted in a description, found by the tree's inode. A tree without a
description, or a file that is no longer as described, counts as unknown and is made again.
"""

import contextlib
import errno
import fcntl
import marshal
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .scan import opened

Entry = tuple[bytes, int, int, int]
"""The key a file was made from, its inode, its size, its time of modification."""

Description = dict[str, Entry]
"""The files of a tree, by their path."""

FORMAT = 1


class Busy(Exception):  # noqa: N818 - it says what is the case
    """Raised when another build holds the lock."""


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the one lock of a project's builds; raises `Busy` when another build has it.

    The lock ends with the process, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            raise Busy(stream.read().strip()) from error
        stream.seek(0)
        stream.truncate()
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        yield


class Trees:
    """The live tree at `output`, the next one beside it, and their descriptions in `notes`."""

    def __init__(self, output: Path, notes: Path) -> None:
        self.output, self.notes = output, notes
        self.next = output.with_name(f".{output.name}.next")
        described = self._read(output)
        self.live = _as_described(output, described)
        self._intact = len(self.live) == len(described)
        self._written: Description = {}
        self.old_paths: set[str] = set()
        """What the next tree held before it was brought up to date."""
        self.twin: Path | None = None
        """In a first build, a second tree of links, so that no later build has to make it."""

    def identity(self) -> tuple[int, int]:
        """Return the device and inode of the live tree; zeros when there is none."""
        return _identity(self.output)

    def key(self, path: str) -> bytes | None:
        """Return the key that the live file at `path` was made from, or `None`."""
        entry = self.live.get(path)
        return entry[0] if entry else None

    def prepare(self, wanted: Mapping[str, bytes]) -> list[str]:
        """Bring the next tree to `wanted` (keys by path) as far as linking goes.

        Returns the paths that are still to be written, in order.
        """
        known = self._read(self.next)
        self._forget(self.next)
        self.next.mkdir(parents=True, exist_ok=True)
        self.old_paths = set(known)
        if not known:
            _empty(self.next)
        if not known and not self.output.exists():
            self.twin = self.next.with_name(f"{self.next.name}.twin")
            shutil.rmtree(self.twin, ignore_errors=True)
        for path in sorted(known.keys() - wanted.keys(), reverse=True):
            self._remove(path)
        missing, lives = [], self.live
        for path, key in wanted.items():
            entry, live = known.get(path), lives.get(path)
            if (
                entry
                and entry[0] == key
                and (entry == live or _is_as_described(f"{self.next}/{path}", entry))
            ):
                self._written[path] = entry
            elif live and live[0] == key:
                self._link(path, live)
            else:
                missing.append(path)
        return missing

    def write(self, path: str, key: bytes, data: bytes) -> Entry:
        """Write a new file of the next tree and return its entry.

        The same bytes as in the live tree keep their old file, and so its time.
        """
        live = self.live.get(path)
        if live and live[2] == len(data) and (self.output / path).read_bytes() == data:
            return self._link(path, (key, *live[1:]))
        target = f"{self.next}/{path}"
        if path in self.old_paths:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108 - text paths: this runs per page
        descriptor = _create(target)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            info = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        if self.twin:
            _hard_link(target, f"{self.twin}/{path}")
        return (key, info.st_ino, info.st_size, info.st_mtime_ns)

    def note(self, path: str, entry: Entry) -> None:
        """Note a file that `write`, here or in a worker, has made."""
        self._written[path] = entry

    def swap(self) -> None:
        """Make the next tree the live one, in one step, and describe it."""
        self._describe(self.next, self._written)
        if not self.output.exists():
            self.next.rename(self.output)
            if self.twin:
                self.twin.rename(self.next)
                self._describe(self.next, self._written)
            return
        if not self._intact:
            self._forget(self.output)  # someone has meddled with it: nothing is made of it again
        if not _exchange(self.next, self.output):
            aside = self.output.with_name(f".{self.output.name}.old")
            shutil.rmtree(aside, ignore_errors=True)
            self.output.rename(aside)
            self.next.rename(self.output)
            aside.rename(self.next)

    def _link(self, path: str, live: Entry) -> Entry:
        target = f"{self.next}/{path}"
        if path in self.old_paths:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108 - as above
        _hard_link(f"{self.output}/{path}", target)
        self._written[path] = live
        return live

    def _remove(self, path: str) -> None:
        target = self.next / path
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.next:
                break
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _read(self, tree: Path) -> Description:
        """Return the description of a tree; nothing when there is none, or a damaged one."""
        try:
            data = marshal.loads(self._place(tree).read_bytes())  # noqa: S302 - our own notes
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        if not isinstance(data, tuple) or data[0] != FORMAT:
            return {}
        files: Description = data[1]
        return files

    def _describe(self, tree: Path, files: Description) -> None:
        write_whole(self._place(tree), marshal.dumps((FORMAT, files)))

    def _forget(self, tree: Path) -> None:
        self._place(tree).unlink(missing_ok=True)

    def _place(self, tree: Path) -> Path:
        device, inode = _identity(tree)
        return self.notes / f"tree-{device}-{inode}"


@contextlib.contextmanager
def staged(content: Path) -> Iterator[Path]:
    """Give a folder beside the essays, which the build does not see, for as long as it is used."""
    import tempfile  # noqa: PLC0415 - a build does without

    stage = Path(tempfile.mkdtemp(prefix=".import-", dir=content))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.write_bytes(data)
    draft.replace(path)


def _create(path: str) -> int:
    """Return a descriptor of a new file, its folders made if they are not there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(path, flags, 0o644)
    except OSError as error:
        _make_way(path, error)
        return os.open(path, flags, 0o644)


def _hard_link(source: str, target: str) -> None:
    """Make a hard link, its folders made if they are not there."""
    try:
        os.link(source, target)
    except OSError as error:
        _make_way(target, error)
        os.link(source, target)


def _make_way(path: str, error: OSError) -> None:
    """Make the folders of a file that are not there, or remove what someone else has put there."""
    if isinstance(error, FileNotFoundError):
        folder = path.rpartition("/")[0]
        with contextlib.suppress(FileExistsError):  # another worker may have made it just now
            try:
                os.mkdir(folder)  # noqa: PTH102 - as above; most often its parent is there
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    elif isinstance(error, FileExistsError):
        os.unlink(path)  # noqa: PTH108 - as above
    else:
        raise error


def _identity(tree: Path) -> tuple[int, int]:
    try:
        info = tree.stat()
    except FileNotFoundError:
        return (0, 0)
    return (info.st_dev, info.st_ino)


def _as_described(tree: Path, described: Description) -> Description:
    """Return the files that are in a tree as its description says."""
    found: Description = {}
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), opened(tree) as base:
        for path, entry in described.items():
            try:
                info = os.stat(path, dir_fd=base)
            except OSError:
                continue
            if (
                info.st_mtime_ns == entry[3]
                and info.st_ino == entry[1]
                and info.st_size == entry[2]
            ):
                found[path] = entry
    return found


def _is_as_described(path: str, entry: Entry) -> bool:
    try:
        info = os.stat(path)  # noqa: PTH116 - text paths: this runs per file
    except OSError:
        return False
    return (info.st_ino, info.st_size, info.st_mtime_ns) == entry[1:]


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, and return whether the system can.

    See renameat2(2), RENAME_EXCHANGE.
    """
    import ctypes  # noqa: PLC0415 - a build that changes nothing does without

    try:
        rename: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2
    if rename(here, os.fsencode(first), here, os.fsencode(second), exchange) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
