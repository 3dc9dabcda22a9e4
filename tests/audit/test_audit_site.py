"""The essay of the bars is what it is said to be, and every kind of page is looked at."""

from pathlib import Path
from typing import Any

import lxml.html
from audit_site import NOTES, REFLECTIONS, SLUGS, WORDS, Page, build_texts, write_bars

ROOT = Path(__file__).resolve().parents[2]
ESSAYS = ROOT / "content" / "essays"


def test_the_essay_has_the_measures_of_the_bars() -> None:
    """In each language: 2,500 words within a twentieth, ten notes, one figure."""
    for text in build_texts(ESSAYS).values():
        body, _, notes = text.partition("\n\n[^b0]: ")
        prose = body.split("\n\n", 1)[1].partition("```")
        words = len(prose[0].split()) + len(prose[2].partition("```")[2].split())
        assert abs(words - WORDS) < WORDS / 20
        assert notes.count("[^b") == NOTES - 1
        assert body.count("[^b") == NOTES
        assert text.count("```network") == 1


def test_the_essay_is_the_same_each_time(project: Any, tmp_path: Path) -> None:  # noqa: ANN401 - see tests/conftest.py
    """Two copies have the same bytes."""
    trees = []
    for name in ("a", "b"):
        folder = project.copy(tmp_path / name)
        write_bars(folder)
        trees.append(project.read_tree(folder / "content" / "essays" / SLUGS["fr"]))
    assert trees[0] == trees[1]
    assert len([path for path in trees[0] if path.startswith("reflections/")]) == REFLECTIONS


def test_every_kind_of_page_is_looked_at(typical: list[Page], site: Path) -> None:
    """Home, a further page of a list, the essay of the bars, a topic, 404…, in both languages."""
    assert {page.lang for page in typical} == {"fr", "en"}
    urls = {page.url for page in typical}
    assert urls >= {"", "en/", "les-barres/", "en/the-bars/", "404.html", "en/404.html"}
    assert urls >= {"page/2/", "en/page/2/", "archives/", "themes/", "reflexions/", "colophon/"}
    kinds = [(page.kind, page.lang) for page in typical]
    assert len(kinds) == len(set(kinds))
    essay = lxml.html.document_fromstring((site / "les-barres" / "index.html").read_text("utf-8"))
    assert len(essay.xpath("//article[contains(@class, 'u-comment')]")) == REFLECTIONS
    assert len(essay.xpath("//figure[.//*[name()='svg']]")) == 1
