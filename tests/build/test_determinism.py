"""The same sources give the same bytes, wherever, whenever and by however many they are built."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

Project = Any
"""What conftest.py offers to tests of the whole site."""

SURROUNDINGS = {
    "hash-seed": {"PYTHONHASHSEED": "1"},
    "another-hash-seed": {"PYTHONHASHSEED": "4242", "PYTHONOPTIMIZE": ""},
    "far-east": {"TZ": "Pacific/Kiritimati"},
    "far-west": {"TZ": "Pacific/Pago_Pago"},
    "no-language": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "posix": {"LANG": "", "LC_ALL": "POSIX"},
    "french": {"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"},
    "narrow-terminal": {"COLUMNS": "20", "TERM": "dumb"},
}


@pytest.fixture(scope="module")
def reference(project: Project, real_site: Path) -> dict[str, bytes]:
    """Return the files of the real site as it is built here."""
    files: dict[str, bytes] = project.read_tree(real_site)
    assert len(files) > 50
    return files


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_do_not_show(
    project: Project,
    reference: dict[str, bytes],
    tmp_path: Path,
    surroundings: dict[str, str],
) -> None:
    """Neither hash seed, nor time zone, nor locale, nor terminal reaches the published files."""
    built = project.build(
        project.copy(tmp_path / "site"), settings="publishconf.py", **surroundings
    )
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(built.output)) == []


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_does_not_show(
    project: Project, reference: dict[str, bytes], tmp_path: Path, workers: int
) -> None:
    """One process or several make the same files, in a folder of any name."""
    folder = project.copy(tmp_path / f"Un dossier d’essais, n° {workers} (été)")
    built = project.build(folder, f"--workers={workers}", settings="publishconf.py")
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(built.output)) == []


def enlarge(folder: Path, times: int) -> None:
    """Add copies of every essay, under other names, until many processes are worth their while."""
    essays = folder / "content" / "essays"
    for number, essay in enumerate(sorted(essays.iterdir())):
        for copy in range(times):
            target = essays / f"{essay.name}-{copy}"
            shutil.copytree(essay, target, ignore=shutil.ignore_patterns("reflections"))
            record, english = target / "essay.toml", target / "index.en.md"
            name = f"e-x{number:02}{copy:03}"
            text = re.sub(r"e-[a-z0-9]{6}\b", name, record.read_text(encoding="utf-8"))
            text = re.sub(
                r"^(?:series|position|strongest_objection) = .*\n", "", text, flags=re.MULTILINE
            )
            record.write_text(text, encoding="utf-8")
            text = english.read_text(encoding="utf-8")
            text = re.sub(r"^(Slug: .*)$", rf"\1-{copy}", text, count=1, flags=re.MULTILINE)
            english.write_text(text, encoding="utf-8")


def test_processes_that_share_the_work_do_not_show(project: Project, tmp_path: Path) -> None:
    """A site so large that the work is shared out is the same as made by one process."""
    folder = project.copy(tmp_path / "site")
    enlarge(folder, 16)
    trees = []
    for workers in (1, 3):
        built = project.build(folder, f"--workers={workers}", "--fresh", settings="publishconf.py")
        assert built.status == 0, built.stderr
        trees.append(project.read_tree(built.output))
        shutil.rmtree(built.output)
    assert len(trees[0]) > 200
    assert project.differences(*trees) == []


def test_the_working_directory_does_not_show(
    project: Project, reference: dict[str, bytes], tmp_path: Path
) -> None:
    """A build that is started from elsewhere publishes the same, in the project's own folder."""
    folder, elsewhere = project.copy(tmp_path / "a" / "b"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    built = project.build(elsewhere, settings=str(folder / "publishconf.py"))
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(folder / "output")) == []
    assert list(elsewhere.iterdir()) == []


def test_the_clock_does_not_show(
    project: Project, reference: dict[str, bytes], tmp_path: Path
) -> None:
    """Once every essay has appeared, the day of the build makes no difference."""
    folder = project.copy(tmp_path / "site")
    built = project.build(folder, settings="publishconf.py", SOURCE_DATE_EPOCH="2000000000")
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(built.output)) == []


def test_times_and_order_of_sources_do_not_show(
    project: Project, reference: dict[str, bytes], tmp_path: Path
) -> None:
    """Files that were made in another order, at another time, give the same site."""
    folder, turned = project.copy(tmp_path / "site"), tmp_path / "turned"
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and "plugins" not in path.relative_to(folder).parts:
            target = turned / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    (turned / "plugins").symlink_to(folder / "plugins")
    built = project.build(turned, settings="publishconf.py")
    assert built.status == 0, built.stderr
    assert project.differences(reference, project.read_tree(built.output)) == []


def test_a_second_build_is_a_first_one(
    project: Project, reference: dict[str, bytes], tmp_path: Path
) -> None:
    """Builds upon builds, one from nothing, and a clean one beside them, are equal."""
    folder = project.copy(tmp_path / "site")
    for options in ([], [], ["--fresh"], ["--verify"]):
        built = project.build(folder, *options, settings="publishconf.py")
        assert built.status == 0, built.stderr
        assert project.differences(reference, project.read_tree(built.output)) == []
    assert built.stdout.endswith("Verified: a clean build gives the same bytes.\n")


def test_the_address_is_all_that_another_host_changes(project: Project, tmp_path: Path) -> None:
    """Only files that name the site's own address differ when it moves, and only by that."""
    here, there = "https://liens-faibles.example", "https://essais.example.org/liens"
    built = [
        project.build(project.copy(tmp_path / name), settings="publishconf.py", SITEURL=address)
        for name, address in (("here", here), ("there", there))
    ]
    assert [site.status for site in built] == [0, 0]
    first, second = (project.read_tree(site.output) for site in built)
    assert set(first) == set(second)
    for path, data in first.items():
        if not path.endswith("404.html"):  # its links begin at the root of the host
            assert data.replace(here.encode(), there.encode()) == second[path], path
