"""The build on the command line: progress while it runs, then what was done or what is wrong."""

import atexit
import gc
import os
import subprocess
import sys
import time
from pathlib import Path

from .problems import BuildFailed, report
from .publish import Busy
from .run import Report, build, verify
from .settings import Settings, clock, load_settings

KNOWN_PLUGINS = frozenset(
    f"pelican.plugins.{name}"
    for name in ("build", "essays", "feeds", "network_stats", "reflections")
)
"""Plugins that are part of the build itself; any other needs Pelican to run."""


def run_build(file: Path, *, fresh: bool = False, workers: int | None = None) -> int:
    """Build the site that a settings file describes, and return the exit status."""
    started = time.perf_counter()
    gc.disable()  # a build makes many small lasting things and no cycles worth a search…
    atexit.register(gc.freeze)  # …nor one at the end, when the process gives back all at once
    try:
        settings = load_settings(file)
        others = sorted(set(settings.plugins) - KNOWN_PLUGINS)
        if others:
            return run_pelican(file, others)
        progress = Progress()
        result = build(settings, clock(), fresh=fresh, workers=workers, progress=progress.show)
    except BuildFailed as failure:
        _say(report(failure.problems), "Nothing was published: the site is as it was.")
        return 1
    except Busy as busy:
        _say(f"Another build is at work (process {busy}). Try again when it has ended.")
        return 1
    except OSError as error:
        _say(
            f"{error.strerror}: {error.filename}", "Nothing was published: the site is as it was."
        )
        return 1
    progress.clear()
    print(summary(result, settings, time.perf_counter() - started))  # noqa: T201
    return 0


def run_verify(file: Path) -> int:
    """Compare the published site with a clean build, byte for byte; return the exit status."""
    try:
        settings = load_settings(file)
        different = verify(settings, clock())
    except BuildFailed as failure:
        _say(report(failure.problems))
        return 1
    if different:
        _say(*different, f"{len(different)} files differ from a clean build.")
        return 1
    print("Verified: a clean build gives the same bytes.")  # noqa: T201
    return 0


def run_pelican(file: Path, others: list[str]) -> int:
    """Build with Pelican itself, for plugins that listen to its signals."""
    print(f"Pelican runs in full for the sake of {', '.join(others)}.")  # noqa: T201
    command = [sys.executable, "-m", "pelican", "-s", str(file), "--fatal", "errors"]
    environment = os.environ | {"COLUMNS": "200"}
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603


def run_headers(file: Path) -> int:
    """Print for nginx what a host should say with the files of the site; return the status."""
    from ..essays.security import render_nginx, script_of  # noqa: PLC0415 - a build does without

    try:
        settings = load_settings(file)
    except BuildFailed as failure:
        _say(report(failure.problems))
        return 1
    print(render_nginx(script_of(settings.theme / "templates"), settings.base), end="")  # noqa: T201
    return 0


def summary(result: Report, settings: Settings, seconds: float) -> str:
    """Return one sentence that says what a build did, and one of the claims that are due."""
    where = settings.output.name
    if not result.rendered and not result.removed:
        return f"Nothing to do: {where}/ is up to date ({result.files} files). {seconds:.2f} s."
    removed = f", {result.removed} removed" if result.removed else ""
    return (
        f"{where}/: {result.essays} texts, {result.files} files, of which "
        f"{result.rendered} made anew{removed}. {seconds:.2f} s.{_due(result.due)}"
    )


def _due(count: int) -> str:
    """Return a line that says where claims wait to be checked again; "" when none does."""
    if not count:
        return ""
    from ..essays.languages import DEFAULT, LANGUAGES  # noqa: PLC0415 - an unchanged site has none

    number = "1 claim is" if count == 1 else f"{count} claims are"
    return f"\n{number} due: /{LANGUAGES[DEFAULT].claims}"


class Progress:
    """One line on the terminal that says what is under way; nothing when no one watches."""

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()
        self.stage = ""

    def show(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` are done."""
        if self.watched:
            sys.stderr.write(f"\r\x1b[K{stage} {done:,} of {total:,}")
            sys.stderr.flush()
        elif stage != self.stage:
            sys.stderr.write(f"{stage} {total:,}\n")
        self.stage = stage

    def clear(self) -> None:
        """Wipe the line."""
        if self.watched and self.stage:
            sys.stderr.write("\r\x1b[K")


def _say(*lines: str) -> None:
    sys.stdout.flush()
    print("\n" + "\n".join(lines), file=sys.stderr)  # noqa: T201
