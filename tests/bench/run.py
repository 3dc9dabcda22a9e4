"""Time builds of the same essays by our build, stock Pelican and Hugo.

    python tests/bench/run.py --essays 1000,10000 --runs 3 --out results.jsonl \
        --command "hugo=/path/to/hugo build --quiet"

Each tool builds in four scenarios: `cold` (nothing was built before), `same` (nothing changed),
`edit` (a sentence more in one essay) and `template` (a comment more in the template of essays).
Tools take turns within each run, so that what else the machine does weighs on all of them. A row
of JSON says, for one run of one tool: seconds of wall clock, processor seconds of the process and
of those that it waited for, peak memory of the largest of them, how many files were written and
how many there are, and how many processors other programs kept busy meanwhile: when `others` is
not near 0, compare processor seconds.

All takes place in a new folder, which is removed at the end; nothing else is touched.
"""

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import corpus

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCENARIOS = ("cold", "same", "edit", "template")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tool:
    """A generator: its command and where it keeps things in its site."""

    command: str
    output: str
    template: str
    """The template of essays."""
    theme: Path | None = None
    """A theme to copy into the site as `theme`."""


TOOLS = {
    "ours": Tool(
        command=f"{sys.executable} {ROOT}/tests/build_site.py pelicanconf.py",
        output="output",
        template="theme/templates/essay.html",
        theme=ROOT / "theme",
    ),
    "pelican": Tool(
        command=f"{sys.executable} -m pelican -q -s pelicanconf.py",
        output="output",
        template="theme/templates/article.html",
    ),
    "hugo": Tool(
        command="hugo build --quiet",
        output="public",
        template="layouts/_default/single.html",
    ),
}
"""The tools, by the names of their corpus and of their folder in `peers`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What one build took."""

    tool: str
    essays: int
    scenario: str
    run: int
    wall: float
    cpu: float
    peak_mib: float
    written: int
    files: int
    others: float
    """Processors that other programs kept busy; -1 where the system does not say."""


class Site:
    """The site of one tool, in a folder of its own."""

    def __init__(self, name: str, folder: Path, essays: int, command: str) -> None:
        self.name, self.tool, self.essays = name, TOOLS[name], essays
        self.folder = folder
        self.command = shlex.split(command)
        shutil.copytree(HERE / "peers" / name, folder)
        if self.tool.theme:
            shutil.copytree(self.tool.theme, folder / "theme")
        corpus.write_corpus(name, essays, folder)
        self.sources = set(folder.iterdir())

    def change(self, scenario: str, run: int) -> None:
        """Make the site ready for a scenario."""
        if scenario == "cold":
            for path in set(self.folder.iterdir()) - self.sources:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif scenario == "edit":
            essay = corpus.build_essay(self.essays // 2, self.essays, "liens")
            path = self.folder / corpus.LAYOUTS[self.name].path(essay)
            blocks = path.read_text(encoding="utf-8").split("\n\n")
            blocks[2] += f"\nUne retouche, la {run + 1}e."
            path.write_text("\n\n".join(blocks), encoding="utf-8")
        elif scenario == "template":
            path = self.folder / self.tool.template
            before, mark, after = path.read_text(encoding="utf-8").rpartition("</article>")
            path.write_text(f"{before}<!-- {run} -->{mark}{after}", encoding="utf-8")

    def build(self, scenario: str, run: int, timeout: float) -> Row:
        """Build the site once, and return what it took. Raises when the build fails."""
        before = self.list_output()
        log = self.folder.with_suffix(".log")
        with log.open("ab") as sink:
            busy, start = read_busy_seconds(), time.perf_counter()
            child = subprocess.Popen(
                self.command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
            )
            timer = threading.Timer(timeout, child.kill)
            timer.start()
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
            timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise SystemExit(f"{self.name}, {scenario}: status {child.returncode}\n{tail}")
        cpu = usage.ru_utime + usage.ru_stime
        after = self.list_output()
        return Row(
            tool=self.name,
            essays=self.essays,
            scenario=scenario,
            run=run,
            wall=round(wall, 3),
            cpu=round(cpu, 3),
            peak_mib=round(usage.ru_maxrss / 1024, 1),
            written=sum(before.get(path) != stamp for path, stamp in after.items()),
            files=len(after),
            others=round(max(0.0, read_busy_seconds() - busy - cpu) / wall, 2) if busy else -1,
        )

    def list_output(self) -> dict[str, tuple[int, int]]:
        """Return what changes when a file is written, for each file of the output."""
        found = {}
        for folder, _, names in os.walk(self.folder / self.tool.output):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - 10,000 times
                status = os.stat(path)  # noqa: PTH116 - 10,000 times
                found[path] = status.st_ino, status.st_mtime_ns
        return found


def read_busy_seconds() -> float:
    """Return the processor seconds that the machine has spent so far; 0 where it does not say."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, *interrupts = map(int, first.split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def run_all(
    sites: Sequence[Site], scenarios: Iterable[str], runs: int, timeout: float
) -> Iterator[Row]:
    """Yield a row for each build, tool after tool within each run of each scenario."""
    if "cold" not in scenarios:
        for site in sites:
            site.build("cold", 0, timeout)
    for scenario in scenarios:
        for run in range(runs):
            for site in sites:
                site.change(scenario, run)
                yield site.build(scenario, run, timeout)


def dump_table(rows: Sequence[Row]) -> str:
    """Return medians as a table, with the ratios of ours to the others."""
    lines = [
        (
            f"{'essays':>7} {'scenario':<9} {'tool':<8} {'wall s':>8} {'(least)':>8} {'cpu s':>8} "
            f"{'MiB':>7} {'written':>8} {'files':>7} {'others':>7}   ours/tool: wall   cpu"
        )
    ]
    groups: dict[tuple[int, str], dict[str, list[Row]]] = {}
    for row in rows:
        groups.setdefault((row.essays, row.scenario), {}).setdefault(row.tool, []).append(row)
    for (essays, scenario), tools in groups.items():
        for tool, found in tools.items():
            lines.append(
                f"{essays:>7} {scenario:<9} {tool:<8} {median(found, 'wall'):>8.2f} "
                f"{min(row.wall for row in found):>8.2f} {median(found, 'cpu'):>8.2f} "
                f"{max(row.peak_mib for row in found):>7.0f} {median(found, 'written'):>8.0f} "
                f"{found[-1].files:>7} {median(found, 'others'):>7.2f}   {dump_ratio(tools, tool)}"
            )
    return "\n".join(lines)


def dump_ratio(tools: Mapping[str, Sequence[Row]], tool: str) -> str:
    """Return what ours takes for 1 of the other's, on the wall and in processor seconds."""
    if tool == "ours" or "ours" not in tools:
        return ""
    wall, cpu = (
        median(tools["ours"], field) / median(tools[tool], field) for field in ("wall", "cpu")
    )
    return f"{wall:>15.2f} {cpu:>5.2f}"


def median(rows: Iterable[Row], field: str) -> float:
    """Return the median of one field."""
    return float(statistics.median(getattr(row, field) for row in rows))


def parse_arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Time builds of the same essays.")
    parser.add_argument("--essays", default="100", help="how many, separated by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--scenarios", default=",".join(SCENARIOS))
    parser.add_argument(
        "--command", action="append", default=[], metavar="TOOL=COMMAND", help="run in the site"
    )
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one build")
    parser.add_argument("--work", type=Path, help="where to make the folder of the sites")
    parser.add_argument("--keep", action="store_true", help="leave the sites")
    parser.add_argument("--out", type=Path, help="add the rows to this file as lines of JSON")
    given = parser.parse_args()
    given.commands = {name: tool.command for name, tool in TOOLS.items()}
    given.commands |= dict(text.split("=", 1) for text in given.command)
    for known, asked in (
        (SCENARIOS, given.scenarios.split(",")),
        (TOOLS, [*given.tools.split(","), *given.commands]),
    ):
        for name in asked:
            if name not in known:
                parser.error(f"unknown name {name!r}: expected {', '.join(known)}")
    return given


def main() -> None:
    """Build, print a table and keep the rows."""
    given = parse_arguments()
    rows: list[Row] = []
    work = Path(tempfile.mkdtemp(prefix="bench-", dir=given.work))
    try:
        for essays in map(int, given.essays.split(",")):
            sites = [
                Site(name, work / f"{name}-{essays}", essays, given.commands[name])
                for name in given.tools.split(",")
            ]
            for row in run_all(sites, given.scenarios.split(","), given.runs, given.timeout):
                rows.append(row)
                line = json.dumps(asdict(row))
                sys.stderr.write(f"{line}\n")
                if given.out:
                    with given.out.open("a", encoding="utf-8") as sink:
                        sink.write(f"{line}\n")
    finally:
        if given.keep:
            sys.stderr.write(f"The sites are in {work}.\n")
        else:
            shutil.rmtree(work)
    sys.stdout.write(f"{dump_table(rows)}\n")


if __name__ == "__main__":
    main()
