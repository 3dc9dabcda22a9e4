"""Pelican with an exit status that can be trusted, and a publication in one step."""

import contextlib
import logging
import shutil
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pelican
from pelican import Pelican
from pelican.log import FatalLogger

from .hooks import SESSION, SiteWriter
from .problems import BuildFailed, Problem, report
from .publish import Busy, Trees, lock
from .run import NOTES

PELICAN = Path(pelican.__file__).parent
FEEDS = "pelican.plugins.feeds"
"""The plugin whose feeds the build writes itself."""


class StrictPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Builds beside the output and swaps it in when nothing at all was wrong."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.root = Path(settings["PATH"]).resolve().parent
        self.errors = ErrorCollector(self.root)
        # An error stops the build here too, but after all that can be told with it.
        FatalLogger.fatal_lvl = logging.CRITICAL + 1
        logging.getLogger("pelican").addFilter(say_failure)
        with self._collecting(settings):
            super().__init__(settings)
        self._found_at_start = tuple(self.errors.problems)

    def run(self) -> None:
        """Build; raises `BuildFailed` with every error that Pelican or a plugin has met."""
        output = Path(self.output_path)
        staging = output.with_name(f".{output.name}.staging")
        with lock(self.root / NOTES), self._collecting(self.settings):
            self.errors.problems[:] = self._found_at_start
            shutil.rmtree(staging, ignore_errors=True)
            self._point_to(staging)
            try:
                self._raise_errors()
                super().run()
                self._raise_errors()
                self._publish(staging, output)
            finally:
                self._point_to(output)
                shutil.rmtree(staging, ignore_errors=True)

    @contextlib.contextmanager
    def _collecting(self, settings: dict[str, Any]) -> Iterator[None]:
        """Make one failure of all that is logged or raised; the terminal need not tell it too."""
        logger = logging.getLogger()
        shown = [] if settings.get("DEBUG") else list(logger.handlers)
        for handler in shown:
            handler.addFilter(is_below_error)
        logger.addHandler(self.errors)
        try:
            yield
        except BuildFailed as failure:
            raise BuildFailed([*failure.problems, *self.errors.problems]) from failure
        except Exception as error:
            problem = build_problem(error, self.root)
            raise BuildFailed([problem, *self.errors.problems]) from error
        finally:
            logger.removeHandler(self.errors)
            for handler in shown:
                handler.removeFilter(is_below_error)

    def _get_generator_classes(self) -> list[type]:
        """Return what Pelican and its plugins generate with; the feeds are among our outputs."""
        classes: list[type] = super()._get_generator_classes()
        return [kind for kind in classes if not kind.__module__.startswith(FEEDS)]

    def _get_writer(self) -> Any:  # noqa: ANN401 - Pelican has no types
        """Return the writer, once everything is read: nothing is written when something failed."""
        self._raise_errors()
        writer = super()._get_writer()
        if not isinstance(writer, SiteWriter):
            message = f"a plugin brings a writer of its own, {type(writer).__name__!r}"
            raise BuildFailed([Problem("pelicanconf.py", 0, message, "The build is the writer.")])
        return writer

    def _point_to(self, output: Path) -> None:
        self.output_path = str(output)
        self.settings["OUTPUT_PATH"] = str(output)

    def _raise_errors(self) -> None:
        if self.errors.problems:
            raise BuildFailed([])

    def _publish(self, staging: Path, output: Path) -> None:
        """Swap in what was built; files that did not change keep their time."""
        _session, planned = self.settings[SESSION]
        trees = Trees(output, self.root / NOTES)
        files = sorted(
            path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()
        )
        keys = {path: planned[path].key if path in planned else b"" for path in files}
        trees.prepare({})
        for path in files:
            trees.note(path, trees.write(path, keys[path], (staging / path).read_bytes()))
        trees.swap()


class ErrorCollector(logging.Handler):
    """Keeps each logged error as a problem, with the place in a file where it was raised."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.ERROR)
        self.root = root
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error."""
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        if isinstance(error, BuildFailed):
            self.problems += error.problems
            return
        message = ": ".join(line.strip() for line in record.getMessage().splitlines())
        if error is None:
            place = _place_in_project(Path(record.pathname), record.lineno, self.root)
        else:
            place = find_origin(error, self.root) or find_setting(record.args, self.root)
            if str(error) not in message:
                message += f" ({describe(error)})"
        self.problems.append(Problem(*(place or ("pelican", 0)), message))


def is_below_error(record: logging.LogRecord) -> bool:
    """Return whether a logged message is no error: errors are told together, at the end."""
    return record.levelno < logging.ERROR


def say_failure(record: logging.LogRecord) -> bool:
    """Return whether a message is something else than the end of a build that failed.

    Such an end is told here, as the build tells its own; Pelican would show a traceback.
    """
    args = record.args if isinstance(record.args, tuple) else ()
    for error in args:
        if isinstance(error, BuildFailed):
            _say(report(error.problems), "Nothing was published: the site is as it was.")
            return False
        if isinstance(error, Busy):
            _say(f"Another build is at work (process {error}). Try again when it has ended.")
            return False
    return True


def build_problem(error: Exception, root: Path) -> Problem:
    """Return the problem that an exception is: where to look, and what it says."""
    if isinstance(error, OSError) and error.filename and not find_origin(error, root):
        return Problem(str(error.filename), 0, error.strerror or describe(error))
    return Problem(*(find_origin(error, root) or ("pelican", 0)), describe(error))


def describe(error: BaseException) -> str:
    """Return an exception in one line: "ValueError: it is empty"."""
    if isinstance(error, SyntaxError):
        return f"syntax error: {error.msg}"
    return ": ".join(filter(None, [type(error).__name__, " ".join(str(error).split())]))


def find_origin(error: BaseException, root: Path) -> tuple[str, int] | None:
    """Return the file and line where to look for the cause of an exception, or `None`.

    That is the last step of its traceback that lies in the project, else the one that Pelican
    took into a plugin. `None` says that it never left Pelican.
    """
    steps = [
        (Path(step.filename), step.lineno or 0)
        for step in traceback.extract_tb(error.__traceback__)
        if not step.filename.startswith("<")
    ]
    if isinstance(error, SyntaxError) and error.filename:
        steps.append((Path(error.filename), error.lineno or 0))
    ours = [index for index, (path, _) in enumerate(steps) if path == Path(__file__)]
    steps = steps[ours[-1] + 1 :] if ours else steps
    for path, line in reversed(steps):
        place = _place_in_project(path, line, root)
        if place:
            return place
    inside = [index for index, (path, _) in enumerate(steps) if _is_machinery(path)]
    beyond = steps[inside[-1] + 1 :] if inside else steps
    return (str(beyond[0][0]), beyond[0][1]) if beyond else None


def _place_in_project(path: Path, line: int, root: Path) -> tuple[str, int] | None:
    """Return a place as problems name it, if it is the project's own; else `None`."""
    if path.is_relative_to(root) and "site-packages" not in path.parts:
        return path.relative_to(root).as_posix(), line
    return None


def _is_machinery(path: Path) -> bool:
    """Return whether a file is of Pelican, or of what it calls its plugins with."""
    if path.is_relative_to(PELICAN):
        parts = path.relative_to(PELICAN).parts
        return parts[0] != "plugins" or len(parts) == 2
    return path.parent.name in ("blinker", "importlib")


def find_setting(args: object, root: Path) -> tuple[str, int] | None:
    """Return the line of the settings that names a plugin, the first thing in `args`."""
    name = args[0] if isinstance(args, tuple) and args else None
    for file in sorted(root.glob("*conf.py")):
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        for number, line in enumerate(lines, 1):
            if isinstance(name, str) and (f'"{name}"' in line or f"'{name}'" in line):
                return file.name, number
    return None


def _say(*lines: str) -> None:
    sys.stdout.flush()
    print("\n" + "\n".join(lines), file=sys.stderr)  # noqa: T201
