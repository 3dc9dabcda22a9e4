"""Build the site of a settings file from this tree's plugins: `build_site.py FILE [--option…]`."""

import sys
from pathlib import Path

import pelican.plugins

pelican.plugins.__path__.append(str(Path(__file__).resolve().parent.parent / "plugins"))

from pelican.plugins.build.command import run_build, run_verify  # noqa: E402 - the path comes first

if __name__ == "__main__":
    file, *options = sys.argv[1:]
    workers = next((int(text[10:]) for text in options if text.startswith("--workers=")), None)
    status = run_build(Path(file).resolve(), fresh="--fresh" in options, workers=workers)
    if not status and "--verify" in options:
        status = run_verify(Path(file).resolve())
    sys.exit(status)
