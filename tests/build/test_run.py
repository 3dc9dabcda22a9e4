"""A build that remembers gives what a clean build gives, after any change and any accident."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pelican.plugins.build.problems import BuildFailed
from pelican.plugins.build.publish import Busy, lock
from pelican.plugins.build.run import Report, build, verify
from pelican.plugins.build.settings import Settings, load_settings

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATER = datetime(2027, 1, 1, tzinfo=UTC)
BILINGUAL = Path(__file__).parent.parent / "sites" / "bilingual"
PONT = "content/essays/le-pont"


class Site:
    """A copy of a small site with a theme, to be changed and built."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = load_settings(root / "pelicanconf.py")

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, now: datetime = NOW, **changes: object) -> Report:
        settings: Settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return build(settings, now, workers=1)

    def published(self) -> dict[str, bytes]:
        return read_tree(self.settings.output)


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(tree: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the files that are not the same in both."""
    return {name for name in tree.keys() | other.keys() if tree.get(name) != other.get(name)}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    root = tmp_path / "site"
    shutil.copytree(BILINGUAL, root, ignore=shutil.ignore_patterns("expected"))
    site = Site(root)
    site.write("theme/static/css/site.css", "p { color: teal }\n")
    site.write("theme/templates/archives.html", '{% extends "base.html" %}\n{{ view.title }}\n')
    site.write("theme/translations/fr/LC_MESSAGES/messages.po", "")
    return site


def message_of(site: Site) -> str:
    with pytest.raises(BuildFailed) as failure:
        site.build()
    return str(failure.value)


def test_a_build_reports_what_it_did(site: Site) -> None:
    """Everything is made at first, then nothing, then what has changed."""
    files = len(site.build() and site.published())
    assert site.build() == Report(essays=5, files=files, rendered=0, removed=0, loaded=0)
    site.edit(f"{PONT}/index.md", "sans le regarder", "les yeux ouverts")
    report = site.build()
    assert (report.files, report.removed, report.loaded) == (files, 0, 1)
    assert 2 <= report.rendered < files // 2  # its page and the feeds that have it


def test_a_change_reaches_what_shows_it_and_nothing_else(site: Site) -> None:
    """A title is shown on lists, neighbours, its card, and in feeds and the book of a language."""
    site.build()
    before = site.published()
    site.edit("content/essays/le-gue/index.en.md", "The Ford", "The Shallow")
    site.build()
    changed = differing(site.published(), before)
    assert {name for name in changed if not name.startswith("feeds/")} == {
        "banks.en.epub",
        "cards/en/e-8n3q5r.png",
        "en/404.html",
        "en/index.html",
        "en/the-bridge/index.html",
        "en/the-ford/cite/the-ford.bib",
        "en/the-ford/cite/the-ford.json",
        "en/the-ford/cite/the-ford.ris",
        "en/the-ford/index.html",
        "en/topics/people/index.html",
    }
    assert "feeds/en.atom.xml" in changed
    assert "feeds/fr.atom.xml" not in changed


def test_a_problem_is_told_until_it_is_mended(site: Site) -> None:
    """A second build of a broken source does not take it for one that has not changed."""
    site.build()
    before = site.published()
    site.edit(f"{PONT}/index.md", "../le-gue/index.md", "../le-gué/index.md")
    first = message_of(site)
    assert "there is no text 'essays/le-gué/index.md'" in first
    assert message_of(site) == first
    assert message_of(site) == first
    assert site.published() == before
    site.edit(f"{PONT}/index.md", "../le-gué/index.md", "../le-gue/index.md")
    site.build()
    assert site.published() == before


def test_a_problem_of_another_text_is_told_beside_it(site: Site) -> None:
    """What was told is told again when something else is wrong, too."""
    site.build()
    site.edit(f"{PONT}/index.md", "Date:", "Day:")
    first = message_of(site)
    site.edit("content/essays/le-gue/index.md", "Date:", "Day:")
    second = message_of(site)
    assert first.count("unknown key 'Day'") == 1
    assert second.count("unknown key 'Day'") == 2


def test_a_broken_template_publishes_nothing(site: Site) -> None:
    """Neither the pages that it makes, nor the others that have changed."""
    site.build()
    before = site.published()
    site.write("theme/templates/archives.html", "{{ view.nothing }}")
    site.edit(f"{PONT}/index.md", "sans le regarder", "les yeux ouverts")
    first = message_of(site)
    assert first.startswith("theme/templates/archives.html:1: 'ArchivesView' has no attribute")
    assert message_of(site) == first
    assert site.published() == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda notes: (notes / "store.sqlite").unlink(),
        lambda notes: (notes / "store.sqlite").write_bytes(b"no database" * 99),
        lambda notes: [path.write_bytes(b"?") for path in notes.glob("*") if path.is_file()],
        lambda notes: [path.unlink() for path in notes.glob("tree-*")],
        shutil.rmtree,
    ],
    ids=["store-lost", "store-damaged", "all-damaged", "trees-forgotten", "all-lost"],
)
@pytest.mark.parametrize("changed", [False, True])
def test_what_is_remembered_may_be_lost(
    site: Site,
    damage: Callable[[Path], object],
    changed: bool,  # noqa: FBT001 - a parameter
) -> None:
    """The next build makes again what it needs, and the site is right."""
    site.build()
    site.edit("content/home.md", "Commencez", "Entrez")
    site.build()
    damage(site.path(".build"))
    if changed:
        site.edit("content/home.md", "Entrez", "Commencez")
    site.build()
    assert verify(site.settings, NOW) == []
    site.build()
    assert verify(site.settings, NOW) == []


def test_the_clock_may_go_on_and_back(site: Site) -> None:
    """What is seen is what is seen at the time of the build, though no source has changed."""
    site.build()
    before = site.published()
    site.build(LATER)
    assert "le-tunnel/index.html" in site.published()
    assert verify(site.settings, LATER) == []
    site.build()
    assert site.published() == before


def test_settings_and_drafts_are_part_of_the_site(site: Site) -> None:
    """Another name, another length of lists, the preview's drafts: the site is made again."""
    site.build()
    before = site.published()
    site.build(drafts=True)
    assert {"le-bac/index.html", "le-tunnel/index.html"} <= site.published().keys()
    site.build(per_page=1)
    assert "page/3/index.html" in site.published()
    site.build(url="https://other.example")
    assert b"https://other.example/le-pont/" in site.published()["le-pont/index.html"]
    site.build()
    assert site.published() == before


def test_a_fresh_build_forgets(site: Site) -> None:
    """Everything is read and made again; what is published is the same."""
    site.build()
    before = site.published()
    report = build(site.settings, NOW, workers=1, fresh=True)
    assert report.rendered == report.files == len(before)
    assert report.loaded > 0
    assert site.published() == before


def test_a_build_waits_for_no_other(site: Site) -> None:
    """While one is at work, another says so and changes nothing."""
    with lock(site.path(".build")), pytest.raises(Busy):
        site.build()
    assert not site.settings.output.exists()


def test_a_difference_from_a_clean_build_is_told(site: Site) -> None:
    """By the names of the files that are other, missing, or too many."""
    site.build()
    output = site.settings.output
    (output / "index.html").write_text("mine")
    (output / "archives" / "index.html").unlink()
    (output / "stray.txt").write_text("mine")
    assert verify(site.settings, NOW) == ["archives/index.html", "index.html", "stray.txt"]


MEDDLINGS: dict[str, Callable[[Path], object]] = {
    "a file deleted": lambda output: (output / "le-pont" / "pont.png").unlink(),
    "a folder deleted": lambda output: shutil.rmtree(output / "le-pont"),
    "all deleted": shutil.rmtree,
    "a file cut short": lambda output: (output / "index.html").write_text("mine"),
    "a file of the same size": lambda output: (output / "le-pont" / "pont.png").write_bytes(
        bytes((output / "le-pont" / "pont.png").stat().st_size)
    ),
    "a file replaced": lambda output: (output / "404.html").replace(output / "index.html"),
    "a folder moved": lambda output: (output / "le-pont").rename(output / "le-pond"),
}


@pytest.mark.parametrize("name", MEDDLINGS)
@pytest.mark.parametrize("changed", [False, True])
def test_what_someone_did_to_the_published_site_is_mended(
    site: Site,
    name: str,
    changed: bool,  # noqa: FBT001 - a parameter
) -> None:
    """In the next publication, and in those after it, when the trees have changed places."""
    site.build()
    site.edit("content/home.md", "Commencez", "Entrez 0")
    site.build()
    before = site.published()
    MEDDLINGS[name](site.settings.output)
    if changed:
        site.edit(f"{PONT}/index.md", "sans le regarder", "les yeux ouverts")
    site.build()
    assert before.keys() <= site.published().keys()
    for turn in range(3):
        site.edit("content/home.md", f"Entrez {turn}", f"Entrez {turn + 1}")
        site.build()
        now = differing(site.published(), before)
        pages = {one for one in now if not one.startswith("feeds/")}
        theirs = {"le-pont/index.html", "rives.fr.epub"} if changed else set()
        assert pages == {"index.html"} | theirs
        assert ("feeds/fr.atom.xml" in now) is changed
