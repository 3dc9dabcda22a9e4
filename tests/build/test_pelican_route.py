"""Pelican itself, run on the real site, publishes what the build publishes; plugins have a say."""

import fcntl
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Project = Any
"""What conftest.py offers to tests of the whole site."""

NOW = "1795255200"
"""The clock of test builds, as in conftest.py."""


@dataclass(frozen=True)
class Run:
    """How Pelican ended."""

    status: int
    stdout: str
    stderr: str


def run_pelican(folder: Path, *arguments: str, **environment: str) -> Run:
    """Run Pelican in a project's folder, as `pelican -s publishconf.py` does."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py", *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": NOW, "COLUMNS": "200"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def add_plugin(folder: Path, code: str, name: str = "third_party") -> None:
    """Add a plugin to a project: its code, and its name before our own in the settings."""
    (folder / "vendor").mkdir(exist_ok=True)
    (folder / "vendor" / f"{name}.py").write_text(code, encoding="utf-8")
    settings = folder / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    if "PLUGIN_PATHS" not in text:
        text = text.replace("PLUGINS = [\n", 'PLUGIN_PATHS = ["vendor"]\nPLUGINS = [\n')
    settings.write_text(text.replace("PLUGINS = [\n", f'PLUGINS = [\n    "{name}",\n'), "utf-8")


def remove_plugins(folder: Path, project: Project) -> None:
    """Give a project its own settings back."""
    text = (project.root / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(project: Project, tmp_path: Path) -> Path:
    """Return a copy of the real site's sources."""
    path: Path = project.copy(tmp_path / "site")
    return path


@pytest.fixture(scope="module")
def reference(project: Project, real_site: Path) -> dict[str, bytes]:
    """Return the files that the build publishes."""
    files: dict[str, bytes] = project.read_tree(real_site)
    return files


@pytest.mark.parametrize(
    "environment",
    [{}, {"LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}],
    ids=["here", "elsewhere"],
)
def test_pelican_publishes_the_same_bytes(
    project: Project, folder: Path, reference: dict[str, bytes], environment: dict[str, str]
) -> None:
    """`pelican -s publishconf.py` gives the very files that the build gives."""
    run = run_pelican(folder, **environment)
    assert (run.status, run.stderr) == (0, "")
    assert "10 articles" in run.stdout
    assert project.differences(reference, project.read_tree(folder / "output")) == []


def test_both_ways_of_building_take_turns(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """One kind of build after another, in any order, leaves the same site, without leftovers."""
    build, pelican = project.build, run_pelican
    for run in (build, pelican, pelican, build, build, pelican, build):
        done = run(folder, settings="publishconf.py") if run is build else run(folder)
        assert done.status == 0, done.stdout + done.stderr
        assert project.differences(reference, project.read_tree(folder / "output")) == []
    assert sorted(path.name for path in folder.iterdir()) == [
        ".build",
        ".output.next",
        "content",
        "output",
        "pelicanconf.py",
        "plugins",
        "publishconf.py",
        "theme",
    ]


def test_what_did_not_change_keeps_its_time(folder: Path) -> None:
    """A server tells readers that nothing is new by the times of the files."""
    assert run_pelican(folder).status == 0
    page, home = folder / "output/le-pot-de-miel/index.html", folder / "output/index.html"
    before = page.stat().st_mtime_ns, home.stat().st_mtime_ns
    source = folder / "content/home.md"
    source.write_text(source.read_text(encoding="utf-8") + "\nEncore un mot.\n", encoding="utf-8")
    assert run_pelican(folder).status == 0
    assert "Encore un mot." in home.read_text(encoding="utf-8")
    assert page.stat().st_mtime_ns == before[0]
    assert home.stat().st_mtime_ns > before[1]


CHANGE = """
from pelican import signals


def change(content):
    if content.slug in ("le-pot-de-miel", "about"):
        content._content = content._content.replace("</p>", " <em>(third party)</em></p>", 1)


def register():
    signals.content_object_init.connect(change)
"""


def test_a_plugin_changes_a_body(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """What a plugin makes of a text is what its page shows, and no other page changes."""
    add_plugin(folder, CHANGE)
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stderr
    assert "Pelican runs in full for the sake of third_party." in built.stdout
    files = project.read_tree(folder / "output")
    pages = {"le-pot-de-miel/index.html", "en/about/index.html"}
    changed = {path for path in project.differences(reference, files) if path.endswith(".html")}
    assert changed == pages
    for path in pages:
        old = reference[path].decode()
        begin = old.index("prose")
        place = old.index("</p>", begin)
        assert files[path].decode() == (f"{old[:place]} <em>(third party)</em>{old[place:]}"), path


def test_what_a_plugin_did_goes_with_it(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """Once a plugin is taken out of the settings, nothing that it made is left."""
    assert project.build(folder, settings="publishconf.py").status == 0
    add_plugin(folder, CHANGE)
    for _ in range(2):
        assert project.build(folder, settings="publishconf.py").status == 0
    assert project.differences(reference, project.read_tree(folder / "output")) != []
    remove_plugins(folder, project)
    assert project.build(folder, settings="publishconf.py").status == 0
    assert project.differences(reference, project.read_tree(folder / "output")) == []


def test_a_plugin_that_is_changed_counts_at_once(project: Project, folder: Path) -> None:
    """The next build has what the plugin does now."""
    for word in ("once", "twice"):
        add_plugin(folder, CHANGE.replace("third party", word))
        assert project.build(folder, settings="publishconf.py").status == 0
        page = (folder / "output/le-pot-de-miel/index.html").read_text(encoding="utf-8")
        assert f"<em>({word})</em>" in page
        remove_plugins(folder, project)


LISTEN = """
import json
from pathlib import Path

from pelican import signals

heard = []


def listen(path, context):
    content = context.get("article") or context.get("page")
    data = Path(path).read_bytes()
    title = content.title if content else ""
    heard.append((context["output_file"], len(data), title))


def tell(pelican):
    assert sorted(Path(pelican.output_path).rglob("*.html"))
    Path(pelican.settings["PATH"], "..", "heard.json").write_text(json.dumps(heard))


def register():
    signals.content_written.connect(listen)
    signals.finalized.connect(tell)
"""


def test_a_plugin_hears_of_every_file(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """`content_written` comes once for each file, when it is there, with the text it shows."""
    add_plugin(folder, LISTEN)
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(folder / "output")) == []
    rows = re.findall(r'\["([^"]+)", (\d+), "([^"]*)"\]', (folder / "heard.json").read_text())
    assert sorted((path, int(size)) for path, size, _ in rows) == sorted(
        (path, len(data)) for path, data in reference.items()
    )
    titles = {path: title for path, _, title in rows if title}
    assert len(titles) == 22
    assert titles["en/the-honey-pot/index.html"] == "The Honey Pot"


REWRITE = """
from pathlib import Path

from pelican import signals


def shrink(path, context):
    file = Path(path)
    if file.suffix == ".html":
        file.write_bytes(file.read_bytes().replace(b"\\n\\n", b"\\n"))


def register():
    signals.content_written.connect(shrink)
"""


def test_a_plugin_rewrites_files(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """What a plugin does to a file that was written is published."""
    add_plugin(folder, REWRITE)
    assert project.build(folder, settings="publishconf.py").status == 0
    files = project.read_tree(folder / "output")
    assert set(files) == set(reference)
    for path, data in reference.items():
        assert files[path] == (data.replace(b"\n\n", b"\n") if path.endswith(".html") else data)


GENERATE = """
from pathlib import Path

from pelican import signals
from pelican.generators import Generator


class Robots(Generator):
    def generate_context(self):
        self.context["robots"] = "Ana, Bo"

    def generate_output(self, writer):
        Path(self.output_path, "humans.txt").write_text(self.context["robots"] + chr(10))


def give(pelican):
    return Robots


def register():
    signals.get_generators.connect(give)
"""


def test_a_plugin_adds_a_file(project: Project, folder: Path, reference: dict[str, bytes]) -> None:
    """A file that a plugin makes is published with the others, and goes with the plugin."""
    add_plugin(folder, GENERATE)
    assert project.build(folder, settings="publishconf.py").status == 0
    files = project.read_tree(folder / "output")
    assert files == reference | {"humans.txt": b"Ana, Bo\n"}
    remove_plugins(folder, project)
    assert project.build(folder, settings="publishconf.py").status == 0
    assert project.read_tree(folder / "output") == reference


READ = """
import json
from pathlib import Path

from pelican import signals

LISTS = ("articles", "translations")


def read(generator):
    rows = [
        (article.lang, article.url, article.title, article.date.isoformat(), str(article.summary),
         [tag.name for tag in article.tags], article.save_as)
        for name in LISTS for article in getattr(generator, name)
    ]
    Path(generator.path, "..", "read.json").write_text(json.dumps(sorted(rows)))


def register():
    signals.article_generator_finalized.connect(read)
"""


def test_plugins_see_the_essays_as_they_are(project: Project, folder: Path) -> None:
    """Each text of each essay is an article with its language, address, title, date and tags."""
    add_plugin(folder, READ)
    assert project.build(folder, settings="publishconf.py").status == 0
    rows = json.loads((folder / "read.json").read_text(encoding="utf-8"))
    assert [row[0] for row in rows] == ["en"] * 5 + ["fr"] * 5
    (honey,) = (row for row in rows if row[1] == "en/the-honey-pot/")
    assert honey[2:4] == ["The Honey Pot", "2026-11-18T08:00:00+01:00"]
    assert honey[5:] == [["Work", "Attention", "The virtual"], "en/the-honey-pot/index.html"]


def test_a_store_that_is_lost_costs_only_time(
    project: Project, folder: Path, reference: dict[str, bytes]
) -> None:
    """Without what earlier builds kept, Pelican reads everything again."""
    assert run_pelican(folder).status == 0
    for path in folder.glob(".build/store.sqlite*"):
        path.unlink()
    run = run_pelican(folder)
    assert run.status == 0, run.stdout + run.stderr
    assert project.differences(reference, project.read_tree(folder / "output")) == []


def test_a_failure_ends_with_the_problems(project: Project, folder: Path) -> None:
    """Run by hand, Pelican tells problems as the build does: no traceback, status 1."""
    assert run_pelican(folder).status == 0
    before = project.read_tree(folder / "output")
    source = folder / "content/essays/le-pot-de-miel/index.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(re.sub(r"^Date: .*", "Date: hier", text, flags=re.MULTILINE), "utf-8")
    for options in (
        [],
        ["--fatal", "errors"],
        ["--fatal", "warnings"],
        ["--log-handler", "plain"],
    ):
        run = run_pelican(folder, *options)
        assert run.status == 1
        assert "Traceback" not in run.stdout + run.stderr
        assert run.stderr == (
            "\ncontent/essays/le-pot-de-miel/index.md:3: 'Date' is 'hier'\n"
            "    Expected a full date: '2026-11-16' or '2026-11-16 08:00+01:00'.\n"
            "1 problem.\n"
            "Nothing was published: the site is as it was.\n"
        )
        assert project.read_tree(folder / "output") == before
    source.write_text(text, encoding="utf-8")
    assert run_pelican(folder).status == 0
    assert project.read_tree(folder / "output") == before


def test_two_builds_at_once(project: Project, folder: Path) -> None:
    """While another build is at work, Pelican says so and leaves it alone."""
    assert run_pelican(folder).status == 0
    before = project.read_tree(folder / "output")
    with (folder / ".build" / "lock").open("a+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.truncate(0)
        stream.write("4321\n")
        stream.flush()
        run = run_pelican(folder)
    assert run.status == 1
    assert run.stderr == (
        "\nAnother build is at work (process 4321). Try again when it has ended.\n"
    )
    assert "Traceback" not in run.stdout
    assert project.read_tree(folder / "output") == before
