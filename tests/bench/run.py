"""Time builds of the same essays by our build, stock Pelican and Hugo.

    python tests/bench/run.py --essays 1000,10000 --runs 3 --out rows.jsonl --report

`rows.SCENARIOS` names what is timed, and README.md says what each is. Tools take turns within
each run, so that what else the machine does weighs on all of them. Each build gives a row:
seconds of wall clock, processor seconds of the process and of those that it waited for, peak
memory of the largest of them, how many files were written and how many there are, and how many
processors other programs kept busy meanwhile.

All takes place in a new folder, which is removed at the end; nothing else is touched.
"""

import argparse
import itertools
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import corpus
from machine import NO_HUGO, find_hugo, load_machine
from processes import Sampler, count_others, end_session, read_busy_seconds
from report import render_report, render_results
from resident import HOST, find_port, serve
from rows import SCENARIOS, Row, Run, dump_machine, dump_row, parse_runs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RESULTS = HERE / "RESULTS.md"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tool:
    """A generator: its commands, run in the folder of its site, and where it keeps things."""

    build: str
    output: str
    outputs: tuple[str, ...]
    """All that it has published, as patterns, and nothing that it remembers."""
    template: str
    """The template of essays."""
    serve: str = ""
    """The preview server, with its `port`."""
    layout: str = ""
    """The tool whose corpus it builds, when that is not its own."""
    theme: tuple[Path, str] | None = None
    """A folder to copy into the site, and where."""
    skips: tuple[str, ...] = ()
    """Scenarios that would say nothing new of it."""


TOOLS = {
    "ours": Tool(
        build=f"{sys.executable} {HERE}/ours.py build pelicanconf.py",
        output="output",
        outputs=("output", ".output.*"),
        template="theme/templates/essay.html",
        serve=f"{sys.executable} {HERE}/ours.py serve pelicanconf.py {{port}}",
        theme=(ROOT / "plugins" / "essays" / "templates", "theme/templates"),
    ),
    "ours-themed": Tool(
        build=f"{sys.executable} {HERE}/ours.py build pelicanconf.py",
        output="output",
        outputs=("output", ".output.*"),
        template="theme/templates/essay.html",
        layout="ours",
        theme=(ROOT / "theme", "theme"),
        skips=("template", "warm", "resident", "memory"),
    ),
    "pelican": Tool(
        build=f"{sys.executable} -m pelican -q -s pelicanconf.py",
        output="output",
        outputs=("output",),
        template="theme/templates/article.html",
        skips=("warm", "resident", "memory"),
    ),
    "hugo": Tool(
        build="hugo build --quiet",
        output="public",
        outputs=("public",),
        template="layouts/_default/single.html",
        serve=f"hugo server --renderToMemory --bind {HOST} --port {{port}} --disableLiveReload",
    ),
}
"""The tools, by the names of their corpus and of their folder in `peers`.

Ours renders the templates that the plugin brings, without a theme, as the peers have lean ones of
their own; `ours-themed` builds the same essays in the whole theme, with all that its pages show.
"""

WITH_REFLECTIONS = ("cold", "same", "edit")
"""The scenarios of essays with reflections, which only ours can have."""


class Site:
    """The site of one tool, in a folder of its own."""

    def __init__(
        self, name: str, folder: Path, essays: int, command: str, reflections: int = 0
    ) -> None:
        self.name, self.tool, self.essays, self.reflections = (
            name,
            TOOLS[name],
            essays,
            reflections,
        )
        self.folder = folder
        self.command = shlex.split(command)
        self.edits = 0
        self.layout = self.tool.layout or name
        shutil.copytree(HERE / "peers" / name, folder)
        if self.tool.theme:
            source, place = self.tool.theme
            shutil.copytree(source, folder / place)
        corpus.write_corpus(self.layout, essays, folder, reflections=reflections)
        self.counter = itertools.count()
        self.sources = set(folder.iterdir())
        self.log = folder.with_suffix(".log")

    def has(self, scenario: str) -> bool:
        """Return whether a scenario says something of this site."""
        if self.reflections:
            return scenario in WITH_REFLECTIONS
        return scenario not in self.tool.skips

    def change(self, scenario: str, run: int) -> None:
        """Make the site ready for a scenario."""
        if scenario in {"cold", "memory"}:
            self.remove(set(self.folder.iterdir()) - self.sources)
        elif scenario == "warm":
            self.remove({path for glob in self.tool.outputs for path in self.folder.glob(glob)})
        elif scenario == "edit":
            path, text, _ = self.edit()
            path.write_text(text, encoding="utf-8")
        elif scenario == "template":
            path = self.folder / self.tool.template
            before, mark, after = path.read_text(encoding="utf-8").rpartition("</article>")
            path.write_text(f"{before}<!-- {run} -->{mark}{after}", encoding="utf-8")

    def remove(self, paths: Iterable[Path]) -> None:
        """Take what builds have left out of the site.

        It is set aside and not deleted: for a minute after, a file system such as ext4 is slow
        to give the inodes of what was deleted again, and the next build would pay for it.
        """
        for path in paths:
            aside = self.folder.parent / "aside" / f"{self.folder.name}-{next(self.counter)}"
            aside.parent.mkdir(exist_ok=True)
            path.rename(aside)

    def edit(self) -> tuple[Path, str, str]:
        """Return a file, its text with a sentence more, and a word that only the new text has."""
        self.edits += 1
        mark = f"retouche{self.edits:04d}"
        path = self.folder / corpus.LAYOUTS[self.layout].path(self.edited)
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        blocks[2] += f"\nUne {mark} de plus."
        return path, "\n\n".join(blocks), mark

    @property
    def edited(self) -> corpus.Essay:
        """The essay that is edited: one in the middle."""
        return corpus.build_essay(self.essays // 2, self.essays, "liens")

    def build(self, scenario: str, run: int, timeout: float) -> Row:
        """Build the site once, and return what it took. Raises when the build fails."""
        before = self.list_output()
        with self.log.open("ab") as sink:
            busy, start = read_busy_seconds(), time.perf_counter()
            child = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
            sampler = Sampler(child.pid) if scenario == "memory" else None
            timer = threading.Timer(timeout, os.killpg, (child.pid, signal.SIGKILL))
            timer.start()
            try:
                _, status, usage = os.wait4(child.pid, 0)
                wall = time.perf_counter() - start
            except BaseException:
                end_session(child)
                raise
            finally:
                timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise SystemExit(f"{self.name}, {scenario}: status {child.returncode}\n{tail}")
        cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        others = count_others(busy, cpu, wall)
        after = self.list_output()
        return Row(
            tool=self.name,
            reflections=self.reflections,
            essays=self.essays,
            scenario=scenario,
            run=run,
            wall=round(wall, 3),
            cpu=round(cpu, 3),
            peak_mib=round(peak, 1),
            tree_mib=round(max(sampler.end(), peak), 1) if sampler else 0.0,
            written=sum(before.get(path) != stamp for path, stamp in after.items()),
            files=len(after),
            others=others,
        )

    def serve(self, command: str, edits: int, timeout: float) -> Iterator[Row]:
        """Serve the site, and yield a row for each edit."""
        port = find_port()
        words = shlex.split(command.format(port=port))
        with serve(words, self.folder, port, f"/{self.edited.slug}/", self.log) as server:
            server.wait_for("<h1", timeout)
            for number in range(edits):
                took = server.time_edit(*self.edit(), timeout)
                yield Row(
                    tool=self.name,
                    reflections=self.reflections,
                    essays=self.essays,
                    scenario="resident",
                    run=number,
                    wall=round(took.wall, 3),
                    cpu=round(took.cpu, 3),
                    peak_mib=round(took.peak_mib, 1),
                    written=0,
                    files=0,
                    others=took.others,
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


def run_all(
    sites: Sequence[Site], given: argparse.Namespace, servers: dict[str, str]
) -> Iterator[Row]:
    """Yield a row for each build, tool after tool within each run of each scenario."""
    if "cold" not in given.scenarios:
        for site in sites:
            site.build("cold", 0, given.timeout)
    for scenario in given.scenarios:
        chosen = [site for site in sites if site.has(scenario)]
        if scenario == "resident":
            for site in chosen:
                say_next(site, scenario, 0)
                yield from site.serve(servers[site.name], given.edits, given.timeout)
            continue
        for run in range(1 if scenario == "memory" else given.runs):
            for site in chosen:
                say_next(site, scenario, run)
                site.change(scenario, run)
                os.sync()  # what others have written is not written out on this one's time
                yield site.build(scenario, run, given.timeout)


def write_sites(
    essays: int, work: Path, given: argparse.Namespace, commands: dict[str, str]
) -> Iterator[Site]:
    """Write and yield the site of each tool, and ours once more with reflections."""
    for name in given.tools:
        yield Site(name, work / f"{name}-{essays}", essays, commands[name])
        if name == "ours" and given.reflections:
            folder = work / f"{name}-{essays}-{given.reflections}"
            yield Site(name, folder, essays, commands[name], given.reflections)


def measure(
    given: argparse.Namespace,
    commands: dict[str, str],
    servers: dict[str, str],
    keep: Callable[[Row], None],
) -> None:
    """Build all that was asked for in a new folder; hand each row on as it comes."""
    work = Path(tempfile.mkdtemp(prefix="bench-", dir=given.work))
    try:
        for essays in given.essays:
            say(f"Writing {essays:,} essays for {', '.join(given.tools)}…")
            sites = list(write_sites(essays, work, given, commands))
            for row in run_all(sites, given, servers):
                keep(row)
            if not given.keep:
                for path in work.iterdir():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        if given.keep:
            say(f"The sites are in {work}.")
        else:
            shutil.rmtree(work)


def say(text: str, end: str = "\n") -> None:
    """Say what is under way or done; on a terminal, in the place of what was under way."""
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{clear}{text}{end}")
    sys.stderr.flush()


def say_next(site: Site, scenario: str, run: int) -> None:
    """Say on a terminal which build is under way."""
    if sys.stderr.isatty():
        say(f"{site.essays:>7,} {scenario:<9} {run + 1:>2}  {site.name}…", end="")


def say_row(row: Row) -> None:
    """Say what a build took."""
    what = f"{row.essays:>7,} {row.scenario:<9} {row.run + 1:>2}  {row.variant:<16}"
    say(f"{what} {row.wall:8.2f} s {row.cpu:8.2f} cpu s   others {row.others:.2f}")


def names_of(text: str) -> list[str]:
    """Return names that are separated by commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def numbers_of(text: str) -> list[int]:
    """Return whole numbers from 1 that are separated by commas, each once, in order."""
    numbers = sorted({int(name) for name in names_of(text)})
    if not numbers or numbers[0] < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: expected numbers like 100,1000")
    return numbers


def parse_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Time builds of the same essays.")
    parser.add_argument(
        "--essays", type=numbers_of, default=[100], help="how many, separated by commas"
    )
    parser.add_argument("--runs", type=int, default=3, help="builds in each scenario")
    parser.add_argument("--edits", type=int, default=7, help="edits of each preview")
    parser.add_argument(
        "--reflections", type=int, default=0, help="so many an essay in a second site of ours"
    )
    parser.add_argument("--tools", type=names_of, default=[*TOOLS])
    parser.add_argument("--scenarios", type=names_of, default=[*SCENARIOS])
    parser.add_argument("--hugo", help="Hugo's program, when it is not on the path")
    parser.add_argument(
        "--command",
        action="append",
        default=[],
        metavar="TOOL=COMMAND",
        help="another command to build with, run in the site",
    )
    parser.add_argument("--quick", action="store_true", help="30 essays, one run, three edits")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one build")
    parser.add_argument("--work", type=Path, help="where to make the folder of the sites")
    parser.add_argument("--keep", action="store_true", help="leave the sites")
    parser.add_argument("--out", type=Path, help="add the rows to this file as lines of JSON")
    parser.add_argument(
        "--rows", type=Path, action="append", help="build nothing: take the rows of this file"
    )
    parser.add_argument(
        "--report", type=Path, nargs="?", const=RESULTS, help=f"write {RESULTS.name}, or this file"
    )
    parser.add_argument("--date", help="the day to write on the report; today by default")
    given = parser.parse_args(arguments)
    if given.quick:
        given.essays, given.runs, given.edits = [30], 1, 3
    given.commands = dict(text.partition("=")[::2] for text in given.command)
    for known, asked in ((SCENARIOS, given.scenarios), (TOOLS, [*given.tools, *given.commands])):
        for name in asked:
            if name not in known:
                parser.error(f"unknown name {name!r}: expected {', '.join(known)}")
    return given


def run_builds(given: argparse.Namespace) -> Run:
    """Build what was asked for, and return the run."""
    program = find_hugo(given.hugo) if "hugo" in given.tools else None
    if "hugo" in given.tools and not program:
        say(NO_HUGO)
        given.tools.remove("hugo")
    hugo = shlex.quote(program or "hugo")
    commands = {name: tool.build for name, tool in TOOLS.items()}
    servers = {name: tool.serve for name, tool in TOOLS.items()}
    for table in (commands, servers):
        table["hugo"] = hugo + table["hugo"].removeprefix("hugo")
    date = given.date or datetime.now(UTC).date().isoformat()
    machine, rows = load_machine(date, program), []

    def keep(row: Row) -> None:
        rows.append(row)
        say_row(row)
        write_line(dump_row(row))

    def write_line(line: str) -> None:
        if given.out:
            with given.out.open("a", encoding="utf-8") as sink:
                sink.write(f"{line}\n")

    write_line(dump_machine(machine))
    measure(given, commands | given.commands, servers, keep)
    return Run(machine=machine, rows=tuple(rows))


def main() -> None:
    """Build, print the tables, and keep the rows and the report."""
    given = parse_arguments()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each build would compile all it imports
    if given.rows:
        texts = (path.read_text(encoding="utf-8") for path in given.rows)
        runs = tuple(run for text in texts for run in parse_runs(text))
    else:
        runs = (run_builds(given),)
    if given.report:
        given.report.write_text(render_report(runs), encoding="utf-8")
        say(f"{given.report} is written.")
    sys.stdout.write("\n".join(render_results(runs)))


if __name__ == "__main__":
    main()
