"""The author's tasks: `invoke --list` shows them, `invoke --help TASK` explains one."""

import gc
import importlib.util
import sys
import types
from pathlib import Path

from invoke import Context, Exit, task

ROOT = Path(__file__).resolve().parent


def _plugins() -> None:
    """Make `pelican.plugins.*` importable without Pelican itself, which is slow to import.

    A plain package stands in for `pelican`; a build that needs Pelican runs it in its own process.
    """
    gc.disable()  # importing makes many lasting things; a build turns it off anyway
    if "pelican" not in sys.modules:
        spec = importlib.util.find_spec("pelican")
        if spec is None:
            raise Exit("Pelican is not installed: run 'make site' once.", code=1)
        stand_in = types.ModuleType("pelican")
        stand_in.__path__ = list(spec.submodule_search_locations or [])
        sys.modules["pelican"] = stand_in
    import pelican.plugins

    if str(ROOT / "plugins") not in pelican.plugins.__path__:
        pelican.plugins.__path__.append(str(ROOT / "plugins"))


def _exit(status: int) -> None:
    if status:
        raise Exit(code=status)


@task(
    help={
        "draft": "build with pelicanconf.py instead of publishconf.py",
        "fresh": "forget earlier builds and make everything anew",
        "verify": "compare the result with a clean build, byte for byte",
    }
)
def build(
    context: Context, draft: bool = False, fresh: bool = False, verify: bool = False
) -> None:
    """Build the site into output/."""
    _plugins()
    from pelican.plugins.build.command import run_build, run_verify

    file = ROOT / ("pelicanconf.py" if draft else "publishconf.py")
    _exit(run_build(file, fresh=fresh) or (run_verify(file) if verify else 0))


@task(help={"deploy": "command that brings output/ to its host, between the build and the hub"})
def publish(context: Context, deploy: str = "") -> None:
    """Build the site, bring it to its host, and tell the hub of the feeds that changed."""
    _plugins()
    from pelican.plugins.build.command import run_build
    from pelican.plugins.feeds.publish import run_announce

    _exit(run_build(ROOT / "publishconf.py"))
    if deploy:
        context.run(deploy)
    _exit(run_announce(ROOT / "publishconf.py"))


@task(help={"port": "port on this machine (8000)"})
def serve(context: Context, port: int = 8000) -> None:
    """Preview the site, drafts included, and follow every change."""
    _plugins()
    from pelican.plugins.build.serve import run_serve

    _exit(run_serve(ROOT / "pelicanconf.py", port))


@task
def headers(context: Context) -> None:
    """Print for nginx what output/_headers tells other hosts: policy, lasting files."""
    _plugins()
    from pelican.plugins.build.command import run_headers

    _exit(run_headers(ROOT / "publishconf.py"))


@task(
    positional=["title"],
    help={"title": "title of the essay", "slug": "its folder, made from the title by default"},
)
def new(context: Context, title: str, slug: str = "") -> None:
    """Begin an essay: a folder with its record and a draft in each language."""
    _plugins()
    from pelican.plugins.essays.new import run_new

    _exit(run_new(ROOT / "publishconf.py", title, slug))


@task(
    positional=["essay"],
    iterable=["essay"],
    help={
        "essay": "the folder's name of one essay alone; as often as needed",
        "check": "write nothing, and fail if something would be written",
    },
)
def number_paragraphs(context: Context, essay: list[str], check: bool = False) -> None:
    """Write down the numbers of paragraphs, so that they keep them whatever is put between."""
    _plugins()
    from pelican.plugins.essays.numbering import run_number

    _exit(run_number(ROOT / "publishconf.py", essay, check=check))


@task(positional=["paths"], iterable=["paths"])
def canonical_reflections(context: Context, paths: list[str]) -> None:
    """Write reflections in their canonical form."""
    _plugins()
    from pelican.plugins.reflections.files import write_canonical

    for path in paths:
        write_canonical(Path(path))


@task(
    positional=["source"],
    help={
        "source": "the export of the other blog: a file, or for Medium the folder of its posts",
        "format": "wordpress, blogger, feed, dotclear or medium; guessed when it is not said",
        "lang": "language of the posts (fr)",
        "base": "address of the other blog, for links that leave it out",
        "dry-run": "say what would be done, and write nothing",
    },
)
def import_essays(
    context: Context,
    source: str,
    format: str = "",  # noqa: A002 - its name on the command line
    lang: str = "fr",
    base: str = "",
    dry_run: bool = False,
) -> None:
    """Make drafts of the posts of another blog, an essay's folder each."""
    _plugins()
    from pelican.plugins.essays.import_essays import run_import_essays

    status = run_import_essays(
        ROOT / "publishconf.py", source, name=format, lang=lang, base=base, dry_run=dry_run
    )
    _exit(status)


@task(
    positional=["format", "file"],
    iterable=["option"],
    help={
        "format": "disqus, wordpress, blogger, isso, html, mastodon…: the README lists them",
        "file": "the export: a file, a folder, or for some formats a zip archive",
        "map": "a file that says which essay each page is",
        "lang": "language of what does not say its own (fr)",
        "option": "what a format is told beside its file: zone=Europe/Paris, page=ADDRESS",
        "dry-run": "say what would be done, and write nothing",
        "allow-unmapped": "leave out the pages that no essay answers to",
        "json": "tell it in JSON, for scripts",
    },
)
def import_reflections(
    context: Context,
    format: str,  # noqa: A002 - its name on the command line
    file: str,
    option: list[str],
    map: str = "",  # noqa: A002 - as above
    lang: str = "",
    dry_run: bool = False,
    allow_unmapped: bool = False,
    json: bool = False,
) -> None:
    """Bring a conversation home from another system: every new reflection is written, or none."""
    _plugins()
    from pelican.plugins.reflections.import_command import run_import

    status = run_import(
        ROOT / "publishconf.py",
        format,
        file,
        map_file=map,
        lang=lang,
        options=option,
        dry_run=dry_run,
        allow_unmapped=allow_unmapped,
        as_json=json,
    )
    _exit(status)


@task(
    positional=["format"],
    help={
        "format": "disqus, wordpress, isso, jf2, json-lines or csv",
        "out": "the file to write; without it, the terminal",
        "essay": "the folder of one essay alone",
    },
)
def export_reflections(context: Context, format: str, out: str = "", essay: str = "") -> None:  # noqa: A002 - its name on the command line
    """Write the site's reflections in a format that other systems take."""
    _plugins()
    from pelican.plugins.reflections.export_command import run_export

    _exit(run_export(ROOT / "publishconf.py", format, out, essay))


@task(
    positional=["id"],
    help={
        "id": "of the reflection, as its file is named",
        "dry-run": "say what would be done, and change nothing",
        "yes": "do not ask",
    },
)
def erase_reflection(context: Context, id: str, dry_run: bool = False, yes: bool = False) -> None:  # noqa: A002 - as above
    """Erase a reflection for good: from its file, the site, the stores, the journal's reach."""
    _plugins()
    from pelican.plugins.reflections.erasure import run_erase

    _exit(run_erase(ROOT / "publishconf.py", id, dry_run=dry_run, yes=yes))


@task(
    positional=["id", "decision"],
    help={
        "id": "of the reflection, as its file is named",
        "decision": "published, pending or withdrawn",
        "reason": "for the journal, which is public and never forgets: name nobody",
    },
)
def moderate_reflection(context: Context, id: str, decision: str, reason: str = "") -> None:  # noqa: A002 - as above
    """Decide about a reflection, and note it in the journal."""
    _plugins()
    from pelican.plugins.reflections.moderation import run_moderate

    _exit(run_moderate(ROOT / "publishconf.py", id, decision, reason))


@task
def pending_reflections(context: Context) -> None:
    """List the reflections that wait for a decision."""
    _plugins()
    from pelican.plugins.reflections.moderation import run_pending

    _exit(run_pending(ROOT / "publishconf.py"))


@task(
    help={
        "adopt": "begin the history of the reflections that the journal does not know",
        "repair": "cut off a last line that a crash has left unfinished",
    }
)
def check_journal(context: Context, adopt: bool = False, repair: bool = False) -> None:
    """Check the journal of moderation: its chain, and that the reflections agree with it."""
    _plugins()
    from pelican.plugins.reflections.journal import run_check

    _exit(run_check(ROOT / "publishconf.py", adopt=adopt, repair=repair))


@task(
    positional=["file"],
    help={
        "file": "a network: edge list, GraphML, GEXF, GML, Pajek…",
        "directed": "its edges point from their first end to their second",
        "weights": "read the weights of its edges",
        "json": "as JSON, for programs",
        "lang": "language of the table, en or fr (en)",
        "seconds": "what it may take, about; beyond, it samples and says so (10)",
        "owner": "of a mailbox: the address whose it is",
    },
)
def stats(
    context: Context,
    file: str,
    directed: bool = False,
    weights: bool = False,
    json: bool = False,
    lang: str = "en",
    seconds: float = 10.0,
    owner: str = "",
) -> None:
    """Print every statistic of a network, or count the contacts of a personal export."""
    _plugins()
    from pelican.plugins.network_stats.command import run_stats

    _exit(
        run_stats(
            file,
            directed=directed,
            weights=weights,
            as_json=json,
            lang=lang,
            seconds=seconds,
            owner=owner,
        )
    )


@task(
    positional=["file", "widget"],
    iterable=["key"],
    help={
        "file": "its data, or - for a figure that reads none",
        "widget": "which figure: distances, summary…",
        "out": "file to write; its ending says the format (.svg, .png, .csv, .json, .html)",
        "lang": "language of its words, en or fr (en)",
        "key": "a key of its block and its value, unit=distance; as often as needed",
    },
)
def figure(
    context: Context, file: str, widget: str, out: str, key: list[str], lang: str = "en"
) -> None:
    """Make one figure alone."""
    _plugins()
    from pelican.plugins.network_stats.command import run_figure

    _exit(run_figure(file, widget, out=out, keys=key, lang=lang))


@task(help={"browser": "also the tests in Chromium", "k": "only tests whose name matches"})
def test(context: Context, browser: bool = True, k: str = "") -> None:
    """Run the tests."""
    chosen = f"-k '{k}'" if k else ""
    marks = "" if browser else "-m 'not browser'"
    context.run(f"{sys.executable} -m pytest -n auto {marks} {chosen}", pty=sys.stdout.isatty())


@task(
    help={
        "essays": "how many, separated by commas (100,1000)",
        "runs": "builds in each scenario (3)",
        "reflections": "also our build with so many an essay (10); 0 for none",
        "tools": "which of ours, pelican, hugo",
        "hugo": "Hugo's program, when it is not on the path",
        "quick": "30 essays, one run: a look at the benchmark itself",
        "report": "write tests/bench/RESULTS.md",
        "out": "add the rows to this file, as lines of JSON",
    }
)
def bench(
    context: Context,
    essays: str = "100,1000",
    runs: int = 3,
    reflections: int = 10,
    tools: str = "ours,pelican,hugo",
    hugo: str = "",
    quick: bool = False,
    report: bool = False,
    out: str = "",
) -> None:
    """Time our build, stock Pelican and Hugo on the same essays."""
    import shlex

    words = [sys.executable, str(ROOT / "tests" / "bench" / "run.py")]
    words += [f"--essays={essays}", f"--runs={runs}", f"--reflections={reflections}"]
    words += [f"--tools={tools}"]
    words += [f"--{name}={text}" for name, text in (("hugo", hugo), ("out", out)) if text]
    words += [f"--{name}" for name, on in (("quick", quick), ("report", report)) if on]
    context.run(shlex.join(words), pty=sys.stdout.isatty())


@task(help={"folder": "where the source fonts are, as theme/static/fonts/README.md says"})
def fonts(context: Context, folder: str) -> None:
    """Make the fonts of the theme and their style sheet again."""
    context.run(f"{sys.executable} {ROOT / 'theme' / 'fonts.py'} '{folder}'")


@task(
    help={
        "pages": "only these kinds of pages, separated by commas: home, essay, 404…",
        "lighthouse": "also Lighthouse, which takes most of the time",
    }
)
def audit(context: Context, pages: str = "", lighthouse: bool = True) -> None:
    """Look at every kind of page with every checker, and write tests/audit/REPORT.md."""
    import shlex

    words = [sys.executable, str(ROOT / "tests" / "audit" / "audit.py")]
    words += [f"--pages={pages}"] if pages else []
    words += [] if lighthouse else ["--no-lighthouse"]
    context.run(shlex.join(words), pty=sys.stdout.isatty())


@task
def lint(context: Context) -> None:
    """Check style and types."""
    context.run(f"{sys.executable} -m ruff check .")
    context.run(f"{sys.executable} -m ruff format --check .")
    context.run(f"{sys.executable} -m mypy")


@task
def goldens(context: Context) -> None:
    """Write the expected output of the golden sites anew; review the difference as code."""
    context.run(f"{sys.executable} -m pytest tests/test_sites.py --write-goldens -q", warn=True)


@task
def lock(context: Context) -> None:
    """Resolve the dependencies into requirements.lock: versions and hashes, no addresses."""
    context.run(
        f"{sys.executable} -m uv pip compile pyproject.toml --all-extras --group dev --universal "
        "--python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade "
        "--output-file requirements.lock"
    )


@task
def clean(context: Context) -> None:
    """Delete the site and all that earlier builds left; the sources stay."""
    import shutil

    for name in ("output", ".output.next", ".output.next.twin", ".output.staging", ".build"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
