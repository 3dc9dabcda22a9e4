"""What every test can use: the plugins under their names, and builds of small sites."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pelican.plugins
import pytest
from playwright.sync_api import Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = str(ROOT / "plugins")
if PLUGINS not in pelican.plugins.__path__:
    pelican.plugins.__path__.append(PLUGINS)

# No test is judged by the time it takes: the machine may be busy. Where `CI` is set, the same
# examples are tried each time, so that a failure is never by chance.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis.settings.load_profile("house")

NOW = "1795255200"
"""The clock of test builds, in seconds since the epoch: 2026-11-21 10:00 UTC."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites goldens."""
    parser.addoption("--write-goldens", action="store_true", help="write expected files anew")


@dataclass(frozen=True)
class Built:
    """A site that was built in a process of its own."""

    folder: Path
    status: int
    stdout: str
    stderr: str

    @property
    def output(self) -> Path:
        """The published site."""
        return self.folder / "output"

    def again(self, *arguments: str, **environment: str) -> "Built":
        """Build the site once more, where it is."""
        return run_build(self.folder, *arguments, **environment)


Build = Callable[..., Built]


@dataclass(frozen=True)
class Project:
    """The sources of the real site, and what tests do with copies of them."""

    root: Path
    build: Build
    copy: Callable[[Path], Path]
    read_tree: Callable[[Path], dict[str, bytes]]
    differences: Callable[[dict[str, bytes], dict[str, bytes]], list[str]]


def run_build(
    folder: Path, *arguments: str, settings: str = "pelicanconf.py", **environment: str
) -> Built:
    """Build the site in `folder` with its own settings, as the command line does."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "build_site.py"), settings, *arguments],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": NOW} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Built(folder, done.returncode, done.stdout, done.stderr)


def copy_site(source: Path, target: Path) -> Path:
    """Copy the sources of a small site, without what is expected of it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("expected*", "output", ".build"))
    return target


@pytest.fixture
def build_site(tmp_path: Path) -> Build:
    """Return a function that copies a site of the tests and builds the copy.

    `published` is a folder that stands for what an earlier build has published.
    """

    def build(
        source: Path, *arguments: str, published: Path | None = None, **environment: str
    ) -> Built:
        folder = copy_site(source, tmp_path / source.name)
        if published:
            shutil.copytree(published, folder / "output")
        return run_build(folder, *arguments, **environment)

    return build


def copy_real_site(folder: Path) -> Path:
    """Copy all that the published site is made from; the plugins stay where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "plugins").symlink_to(ROOT / "plugins")
    return folder


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that only one tree has, or that differ."""
    return sorted(path for path in one | other if one.get(path) != other.get(path))


@pytest.fixture(scope="session")
def project() -> Project:
    """Return what tests of the whole site are made with."""
    return Project(
        root=ROOT,
        build=run_build,
        copy=copy_real_site,
        read_tree=read_tree,
        differences=differences,
    )


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real content once and give the folder of the published site."""
    folder = copy_real_site(tmp_path_factory.mktemp("real"))
    built = run_build(folder, settings="publishconf.py")
    assert built.status == 0, built.stdout + built.stderr
    return built.output


def load_hostile() -> Any:  # noqa: ANN401 - a module
    """Return the module that knows the hostile texts and the site that they make."""
    path = ROOT / "tests" / "hostile_site.py"
    spec = importlib.util.spec_from_file_location("hostile_site", path)
    assert spec is not None
    assert spec.loader is not None
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def hostile() -> dict[str, dict[str, str]]:
    """Return the hostile texts, by kind and name."""
    return load_hostile().read_corpus()


def build_hostile(folder: Path, corpus: Any) -> Any:  # noqa: ANN401 - of that module
    """Return the real site with the texts of a corpus in all its fields, built."""
    site = load_hostile().write_hostile_site(copy_real_site(folder), corpus)
    built = run_build(folder, settings="publishconf.py")
    assert built.status == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def hostile_site(
    hostile: dict[str, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Any:  # noqa: ANN401 - of that module
    """Build the real site with every hostile text that the linter lets in, once."""
    return build_hostile(tmp_path_factory.mktemp("hostile"), hostile)


@pytest.fixture(scope="session")
def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - as above
    """Build the site that is as the hostile one, with a harmless text in each field."""
    folder = tmp_path_factory.mktemp("harmless")
    return build_hostile(folder, load_hostile().HARMLESS_CORPUS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once: a process can have no second one."""
    with sync_playwright() as started:
        yield started
