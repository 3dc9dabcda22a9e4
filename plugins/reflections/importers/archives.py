"""Exports that come zipped: what is wanted of an archive, unpacked into a folder of ours."""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ...build.problems import Problem
from .json_files import LARGEST

MEMBERS: Mapping[str, Sequence[str]] = {
    "blogger": ("feed.atom", "*.xml"),
    "wordpress": ("*.xml",),
    "staticman": ("*.yml", "*.yaml", "*.json", "*.md", "*.markdown"),
    "pelican-comments": ("*.md", "*.markdown", "*.mkd", "*.rst", "*.txt"),
}
"""The formats that come zipped, and the names of the files that they are looked for in."""
FOLDERS = ("staticman", "pelican-comments")
"""Formats that are a whole folder; of the others, one file is wanted."""
MOST = 200_000
"""Files in one archive."""


def is_archive(path: Path) -> bool:
    """Return whether a file is a zip archive."""
    return path.is_file() and zipfile.is_zipfile(path)


def write_members(path: Path, name: str, folder: Path) -> tuple[Path | None, tuple[Problem, ...]]:
    """Write what a format wants of an archive below `folder`, and return what to read.

    `name` is the format. An archive with a path that leads out of it is refused whole.
    """
    place = path.as_posix()
    if name not in MEMBERS:
        known = ", ".join(sorted(MEMBERS))
        hint = f"Unpack it first: only {known} are read from an archive."
        return None, (Problem(place, 0, f"{name} is not read from a zip archive", hint),)
    try:
        with zipfile.ZipFile(path) as archive:
            members, problem = _choose(archive, name, place)
            if problem:
                return None, (problem,)
            for member in members:
                _write(archive, member, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        hint = "It may have been cut short: fetch it again."
        return None, (Problem(place, 0, f"this archive cannot be read: {error}", hint),)
    except OSError as error:
        return None, (Problem(place, 0, f"cannot be unpacked: {error.strerror}"),)
    return (folder if name in FOLDERS else folder / members[0].filename), ()


def _choose(
    archive: zipfile.ZipFile, name: str, place: str
) -> tuple[list[zipfile.ZipInfo], Problem | None]:
    """Return the members that a format wants, or why the archive is refused."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST:
        return [], Problem(place, 0, f"holds {len(infos)} files, and {MOST} are the most")
    for info in infos:
        if wrong := _danger(info):
            hint = "An export has no such file: it is not what it says, or was tampered with."
            return [], Problem(place, 0, f"{info.filename!r} {wrong}: refused", hint)
    members: list[zipfile.ZipInfo] = []
    for pattern in MEMBERS[name]:
        if name in FOLDERS or not members:
            members += [info for info in infos if _is_wanted(info, pattern)]
    members.sort(key=lambda info: info.filename)
    wanted = ", ".join(MEMBERS[name])
    if not members:
        return [], Problem(place, 0, "holds nothing of this format", f"Expected {wanted}.")
    if name not in FOLDERS and len(members) > 1:
        names = ", ".join(info.filename for info in members[:5])
        hint = f"Unpack it and name one: {names}."
        return [], Problem(place, 0, f"holds {len(members)} files of this format", hint)
    if sum(info.file_size for info in members) > LARGEST:
        return [], Problem(place, 0, f"holds more than {LARGEST // 1024 // 1024} MiB")
    return members, None


def _danger(info: zipfile.ZipInfo) -> str:
    """Return what makes a member dangerous, or ""."""
    path = PurePosixPath(info.orig_filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
        return "leads out of the archive"
    if "\0" in info.orig_filename:
        return "has a name that ends before its end"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    return "is encrypted" if info.flag_bits & 1 else ""


def _is_wanted(info: zipfile.ZipInfo, pattern: str) -> bool:
    parts = PurePosixPath(info.filename).parts
    is_hidden = any(part[0] == "." or part == "__MACOSX" for part in parts)
    return not is_hidden and fnmatchcase(parts[-1].lower(), pattern)


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> None:
    """Write one member; it cannot be longer than the archive says."""
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as stream:
        shutil.copyfileobj(source, stream)
