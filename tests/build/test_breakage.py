"""Whatever is broken on the real site, the build says where, and the old site stays."""

import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Project = Any
"""What conftest.py offers to tests of the whole site."""

KEPT = "Nothing was published: the site is as it was.\n"


class Quiet(SimpleHTTPRequestHandler):
    """Answers with files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class Site:
    """A copy of the real site, published once and served, to be broken and mended."""

    def __init__(self, folder: Path, project: Project, address: str) -> None:
        self.folder, self.project, self.address = folder, project, address
        self.published = project.read_tree(folder / "output")

    def path(self, name: str) -> Path:
        """Return one of its files."""
        return self.folder / name

    def build(self) -> Any:  # noqa: ANN401 - the Built of conftest.py
        """Build it as the command line does."""
        return self.project.build(self.folder, settings="publishconf.py")

    @contextmanager
    def changed(self, name: str, data: bytes) -> Iterator[None]:
        """Give a file other bytes for a while; make it if it is not there."""
        path = self.path(name)
        old = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        try:
            yield
        finally:
            if old is None:
                path.unlink()
            else:
                path.write_bytes(old)

    @contextmanager
    def replaced(self, name: str, pattern: str, text: str) -> Iterator[int]:
        """Replace the first match of a pattern for a while; give the number of its line."""
        source = self.path(name).read_text(encoding="utf-8")
        found = re.search(pattern, source, re.MULTILINE)
        assert found, f"{name} has no {pattern!r}"
        line = source.count("\n", 0, found.start()) + 1
        new = source[: found.start()] + text + source[found.end() :]
        with self.changed(name, new.encode()):
            yield line

    @contextmanager
    def plugged(self, code: str, name: str = "third_party") -> Iterator[None]:
        """Add a plugin to the settings for a while, before our own."""
        before = f'PLUGIN_PATHS = ["vendor"]\nPLUGINS = [\n    "{name}",\n'
        with (
            self.changed(f"vendor/{name}.py", code.encode()),
            self.replaced("pelicanconf.py", r"^PLUGINS = \[\n", before),
        ):
            yield

    def served(self) -> bytes:
        """Return the home page as a reader gets it."""
        with urllib.request.urlopen(self.address) as answer:  # noqa: S310 - our own loopback server
            data: bytes = answer.read()
        return data

    def assert_kept(self) -> None:
        """Check that the published site is as it was, on the disk and for a reader."""
        assert self.project.read_tree(self.folder / "output") == self.published
        assert self.served() == self.published["index.html"]

    def assert_refused(self, expected: str, times: int = 2) -> None:
        """Check that a build fails with just these problems, however often it is tried."""
        for _ in range(times):
            built = self.build()
            assert built.status == 1, built.stdout + built.stderr
            assert "Traceback" not in built.stdout + built.stderr
            _, _, said = ("\n" + built.stderr).rpartition("\n\n")
            assert said == expected + KEPT
            self.assert_kept()


@pytest.fixture(scope="module")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Publish a copy of the real site and serve it on this machine."""
    folder = project.copy(tmp_path_factory.mktemp("broken") / "site")
    built = project.build(folder, settings="publishconf.py")
    assert built.status == 0, built.stderr
    handler = partial(Quiet, directory=str(folder / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, project, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


@pytest.fixture(autouse=True)
def mended(site: Site) -> Iterator[None]:
    """After each break the mended site builds again, and is the one it was."""
    yield
    built = site.build()
    assert built.status == 0, built.stdout + built.stderr
    site.assert_kept()


# Sources


def test_a_missing_date(site: Site) -> None:
    """A header without its date is refused, with an example of one."""
    name = "content/essays/mille-contacts/index.md"
    with site.replaced(name, r"^Date: .*\n", ""):
        site.assert_refused(
            f"{name}:1: 'Date' is missing\n"
            "    Expected a full date: '2026-11-16' or '2026-11-16 08:00+01:00'.\n"
            "1 problem.\n"
        )


def test_an_unknown_key(site: Site) -> None:
    """A key that a header does not have is refused, with the nearest that it has."""
    name = "content/essays/le-pot-de-miel/index.en.md"
    with site.replaced(name, r"^Summary:", "Sumary: Short.\nSummary:") as line:
        site.assert_refused(
            f"{name}:{line}: unknown key 'Sumary'\n    Did you mean 'Summary'?\n1 problem.\n"
        )


def test_an_unknown_key_of_a_record(site: Site) -> None:
    """A record has its keys, and no others."""
    name = "content/essays/le-petit-et-l-immense/essay.toml"
    with site.replaced(name, r"^author = ", 'auteur = "Eric"\nauthor = ') as line:
        site.assert_refused(
            f"{name}:{line}: unknown key 'auteur' in [provenance]\n"
            "    Did you mean 'author'?\n1 problem.\n"
        )


def test_a_wrong_link(site: Site) -> None:
    """A link to a text that is not there is refused, with the nearest that is."""
    name = "content/essays/le-monde-est-petit/index.md"
    with site.replaced(name, r"trois-ans-apres/index\.md", "trois-ans-avant/index.md") as line:
        site.assert_refused(
            f"{name}:{line}: there is no text 'essays/trois-ans-avant/index.md'\n"
            "    Did you mean 'essays/trois-ans-apres/index.md'?\n1 problem.\n"
        )


def test_a_wrong_anchor(site: Site) -> None:
    """A link to a section that is not there is refused."""
    name = "content/pages/about.md"
    with site.replaced(name, r"pages/colophon\.md", "pages/colophon.md#figure") as line:
        site.assert_refused(
            f"{name}:{line}: there is no anchor 'figure' in 'pages/colophon.md'\n"
            "    Did you mean 'figures'?\n1 problem.\n"
        )


def test_a_reply_to_nobody(site: Site) -> None:
    """A reflection whose parent is not there is refused."""
    folder = "content/essays/le-monde-est-petit/reflections"
    name = f"{folder}/i-gnio4ffbkbnjxjuo6fqclcfybm.md"
    nobody = "i-aaaaaaaaaaaaaaaaaaaaaaaaaa"
    with site.replaced(name, r"^in_reply_to = .*", f'in_reply_to = "{nobody}"') as line:
        site.assert_refused(
            f"{name}:{line}: answers {folder}/{nobody}.md, which does not exist\n"
            "    Known: i-iisiovujvznifpjgjnzbq6ked4, i-oxu7mbqehbihdbrhotaaduy3we.\n"
            "1 problem.\n"
        )


def test_bytes_that_are_not_utf_8(site: Site) -> None:
    """A source in another encoding is refused, with the line and the byte."""
    name = "content/essays/trois-ans-apres/index.md"
    source = site.path(name).read_bytes()
    lines = source.split(b"\n")
    lines[20] += "déjà".encode("latin-1")
    with site.changed(name, b"\n".join(lines)):
        site.assert_refused(
            f"{name}:21: not UTF-8: the byte 0xe9 has no meaning here\n"
            "    Save the file as UTF-8.\n1 problem.\n"
        )


def test_a_folder_without_a_record(site: Site) -> None:
    """A text whose folder has no record is refused."""
    text = b"Title: Sans papiers\nDate: 2026-11-16\nSummary: Rien.\n\nRien.\n"
    with site.changed("content/essays/sans-papiers/index.md", text):
        site.assert_refused(
            "content/essays/sans-papiers: this folder has no record (essay.toml)\n"
            "    Each folder of essays holds an essay.toml with its id; 'invoke new' makes one.\n"
            "1 problem.\n"
        )


def test_a_network_block_without_its_data(site: Site) -> None:
    """A figure whose data file is not there is refused, with the nearest that is."""
    name = "content/essays/le-monde-est-petit/index.md"
    with site.replaced(name, r"^data: data/karate\.csv", "data: data/karaté.csv") as line:
        built = site.build()
        assert f"{name}:{line}: the data file 'data/karaté.csv' does not exist" in built.stderr
        assert built.stderr.endswith(KEPT)
        assert built.status == 1
        site.assert_kept()


def test_everything_at_once(site: Site) -> None:
    """All problems are told in one go, in the order of their files."""
    names = [
        "content/essays/le-pot-de-miel/index.md",
        "content/essays/mille-contacts/index.en.md",
        "content/essays/trois-ans-apres/essay.toml",
        "content/pages/rules.md",
    ]
    with (
        site.replaced(names[0], r"^Date: .*", "Date: hier"),
        site.replaced(names[1], r"^Slug: .*", "Slug: Mille Contacts"),
        site.replaced(names[2], r"^position = .*", "position = 0"),
        site.replaced(names[3], r"^Title:", "Titel:"),
    ):
        built = site.build()
        assert built.status == 1
        places = re.findall(r"^(content/[^:\s]+):\d+: ", built.stderr, re.MULTILINE)
        assert sorted(set(places)) == names
        assert places == sorted(places)
        assert built.stderr.endswith(KEPT)
        site.assert_kept()


def test_a_problem_is_not_forgotten(site: Site) -> None:
    """A build that finds nothing changed since one that failed fails like it."""
    name = "content/essays/mille-contacts/index.md"
    with site.replaced(name, r"^Date: .*", "Date: hier") as line:
        for _ in range(2):
            time.sleep(2.1)  # until the build trusts the times of the files
            built = site.build()
            assert built.status == 1
            assert f"\n{name}:{line}: 'Date' is 'hier'\n" in built.stderr
        site.assert_kept()


# Templates and settings


def test_an_undefined_name_in_a_template(site: Site) -> None:
    """A template that asks for what a page does not have is refused, once for all pages."""
    name = "theme/templates/essay.html"
    with site.replaced(name, r"<h1\b", "{{ view.nobody }}<h1") as line:
        site.assert_refused(
            f"{name}:{line}: 'EssayView' has no attribute 'nobody'\n"
            "    While rendering /en/a-small-world/.\n1 problem.\n"
        )


def test_a_template_that_is_no_template(site: Site) -> None:
    """A mistake of syntax is told with the line of the template that holds it."""
    name = "theme/templates/partials/tags.html"
    with site.replaced(name, r"\{% endfor %\}", "{% endfro %}") as line:
        built = site.build()
        assert f"\n{name}:{line}: Encountered unknown tag 'endfro'." in built.stderr
        assert built.stderr.endswith(KEPT)
        assert "Traceback" not in built.stderr
        assert built.status == 1
        site.assert_kept()


def test_settings_that_fail(site: Site) -> None:
    """An exception in the settings is told with its line."""
    with site.replaced("pelicanconf.py", r"^SITEURL = .*", "SITEURL = 1 / 0") as line:
        site.assert_refused(
            f"pelicanconf.py:{line}: ZeroDivisionError: division by zero\n1 problem.\n"
        )


# Plugins: Pelican runs in full


def test_a_plugin_that_is_not_there(site: Site) -> None:
    """The line of the settings that names it is told."""
    before = 'PLUGINS = [\n    "nobody_has_it",\n'
    with site.replaced("pelicanconf.py", r"^PLUGINS = \[\n", before) as line:
        site.assert_refused(
            f"pelicanconf.py:{line + 1}: Cannot load plugin `nobody_has_it`: "
            "Cannot import plugin `nobody_has_it`\n1 problem.\n",
            times=1,
        )


def test_a_plugin_that_raises_when_imported(site: Site) -> None:
    """The line of the plugin is told, whatever it raises."""
    with site.plugged('"""A plugin."""\n\nraise RuntimeError("not today")\n'):
        site.assert_refused(
            "vendor/third_party.py:3: RuntimeError: not today\n1 problem.\n", times=1
        )
    with site.plugged("import os\nimport nobody_has_this\n"):
        site.assert_refused(
            "vendor/third_party.py:2: Cannot load plugin `third_party`: "
            "No module named 'nobody_has_this'\n1 problem.\n",
            times=1,
        )
    with site.plugged("def register():\n    return (\n"):
        site.assert_refused(
            "vendor/third_party.py:2: syntax error: '(' was never closed\n1 problem.\n",
            times=1,
        )


def test_a_plugin_that_raises_in_register(site: Site) -> None:
    """A plugin that cannot be registered is a problem, which Pelican would only log."""
    with site.plugged('def register():\n    raise KeyError("a setting")\n'):
        site.assert_refused(
            "vendor/third_party.py:2: Cannot register plugin `third_party` "
            "(KeyError: 'a setting')\n1 problem.\n",
            times=1,
        )


SIGNALS = (
    "initialized",
    "get_generators",
    "readers_init",
    "generator_init",
    "article_generator_init",
    "article_generator_pretaxonomy",
    "article_generator_finalized",
    "page_generator_finalized",
    "all_generators_finalized",
    "get_writer",
    "article_generator_write_article",
    "page_generator_write_page",
    "content_written",
    "finalized",
)


@pytest.mark.parametrize("signal", SIGNALS)
def test_a_plugin_that_raises_in_a_signal(site: Site, signal: str) -> None:
    """Whenever a plugin fails, its line is told and nothing is published."""
    code = f"""
import json

from pelican import signals


def receive(*args, **kwargs):
    json.loads("nothing")


def register():
    signals.{signal}.connect(receive)
"""
    with site.plugged(code):
        site.assert_refused(
            "vendor/third_party.py:8: "
            "JSONDecodeError: Expecting value: line 1 column 1 (char 0)\n1 problem.\n",
            times=1,
        )


def test_a_plugin_that_raises_for_one_text(site: Site) -> None:
    """Pelican would drop the essay and publish the rest: the essay is named, with the line."""
    code = """
from pelican import signals


def receive(content):
    if content.slug == "le-pot-de-miel":
        raise ValueError("too sweet")


def register():
    signals.content_object_init.connect(receive)
"""
    with site.plugged(code):
        site.assert_refused(
            "vendor/third_party.py:7: Could not process essays/le-pot-de-miel/index.md "
            "(ValueError: too sweet)\n1 problem.\n",
            times=1,
        )


def test_a_plugin_that_logs_an_error(site: Site) -> None:
    """An error that a plugin only logs is as much of a problem."""
    code = """
import logging

from pelican import signals


def receive(pelican):
    logging.getLogger(__name__).error("The map of %s is missing.", "Paris")


def register():
    signals.finalized.connect(receive)
"""
    with site.plugged(code):
        site.assert_refused(
            "vendor/third_party.py:8: The map of Paris is missing.\n1 problem.\n", times=1
        )


def test_a_plugin_that_brings_a_writer(site: Site) -> None:
    """The site has one writer: another is refused."""
    code = """
from pelican import signals
from pelican.writers import Writer


class Other(Writer):
    pass


def give(sender):
    return Other


def register():
    signals.get_writer.connect(give)
"""
    with site.plugged(code):
        site.assert_refused(
            "pelicanconf.py: a plugin brings a writer of its own, 'Other'\n"
            "    The build is the writer.\n1 problem.\n",
            times=1,
        )


def test_sources_are_checked_for_pelican_too(site: Site) -> None:
    """With a plugin at work, a broken source is told as without it."""
    name = "content/essays/mille-contacts/index.md"
    template = "theme/templates/page.html"
    with site.plugged("def register():\n    pass\n"):
        with site.replaced(name, r"^Date: .*", "Date: demain") as line:
            site.assert_refused(
                f"{name}:{line}: 'Date' is 'demain'\n"
                "    Expected a full date: '2026-11-16' or '2026-11-16 08:00+01:00'.\n"
                "1 problem.\n",
                times=1,
            )
        with site.replaced(template, r"<h1\b", "{{ view.nobody }}<h1") as line:
            built = site.build()
            assert f"\n{template}:{line}: 'PageView' has no attribute 'nobody'\n" in built.stderr
            assert built.stderr.endswith(f"1 problem.\n{KEPT}")
            assert built.status == 1
            site.assert_kept()
