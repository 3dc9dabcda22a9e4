"""Pelican with an exit status that can be trusted, and a publication in one step."""

import logging
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

from pelican import Pelican

from .hooks import SESSION
from .problems import BuildFailed, Problem
from .publish import Trees, lock
from .run import NOTES


class StrictPelican(Pelican):  # type: ignore[misc] - Pelican has no types
    """Builds beside the output and swaps it in when nothing at all was wrong."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.errors = ErrorCollector(Path(settings["PATH"]).resolve().parent)
        logging.getLogger().addHandler(self.errors)
        super().__init__(settings)

    def run(self) -> None:
        """Build; raises `BuildFailed` with every error that Pelican or a plugin has logged."""
        output = Path(self.output_path)
        root = Path(self.path).resolve().parent
        staging = output.with_name(f".{output.name}.staging")
        with lock(root / NOTES):
            shutil.rmtree(staging, ignore_errors=True)
            self._point_to(staging)
            try:
                self._raise_errors()
                super().run()
                self._raise_errors()
                self._publish(staging, output, root)
            except BuildFailed as failure:
                raise BuildFailed([*failure.problems, *self.errors.problems]) from failure
            finally:
                self._point_to(output)
                logging.getLogger().removeHandler(self.errors)
                shutil.rmtree(staging, ignore_errors=True)

    def _point_to(self, output: Path) -> None:
        self.output_path = str(output)
        self.settings["OUTPUT_PATH"] = str(output)

    def _raise_errors(self) -> None:
        if self.errors.problems:
            raise BuildFailed([])

    def _publish(self, staging: Path, output: Path, root: Path) -> None:
        """Swap in what was built; files that did not change keep their time."""
        _session, planned = self.settings[SESSION]
        trees = Trees(output, root / NOTES)
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
        if record.levelno >= logging.CRITICAL:
            return  # Pelican's own last word on an exception that is already known
        error = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
        if isinstance(error, BuildFailed):
            self.problems += error.problems
            return
        path, line = "pelican", 0
        if error is not None:
            path, line = origin(error, self.root)
        message = " ".join(record.getMessage().split())
        if error is not None and str(error) not in message:
            message += f" ({type(error).__name__}: {error})"
        self.problems.append(Problem(path, line, message))


def origin(error: BaseException, root: Path) -> tuple[str, int]:
    """Return the last place of a traceback that lies in the project, else its very last."""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename:
        frames.append(traceback.FrameSummary(error.filename, error.lineno or 0, ""))
    for frame in reversed(frames):
        path = Path(frame.filename)
        if path.is_relative_to(root) and "site-packages" not in path.parts:
            return path.relative_to(root).as_posix(), frame.lineno or 0
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("pelican", 0)
