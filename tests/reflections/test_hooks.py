"""The plugin alone, on a site that knows nothing of the others: one build in its own process."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html
from pelican.plugins import reflections
from pelican.plugins.reflections.files import dump_reflection
from pelican.plugins.reflections.models import Author, Precision, Reflection

Make = Callable[..., Reflection]
PLUGINS = Path(reflections.__file__).parents[1]
SETTINGS = f"""\
import pelican.plugins
pelican.plugins.__path__.append({str(PLUGINS)!r})
PLUGINS = ["pelican.plugins.reflections"]
PATH = "content"
THEME = "theme"
SITEURL = ""
DEFAULT_LANG = "fr"
TIMEZONE = "Europe/Paris"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
ARTICLE = "Title: {title}\nDate: 2026-11-16\nSlug: {title}\nLang: {lang}\n\nLe texte.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one essay in two languages, and a theme that includes the thread."""
    essay = tmp_path / "content" / "essai"
    (essay / "reflections").mkdir(parents=True)
    (essay / "index.md").write_text(ARTICLE.format(title="un", lang="fr"))
    (essay / "index.en.md").write_text(ARTICLE.format(title="one", lang="en"))
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "article.html").write_text('{% include "thread.html" %}')
    (tmp_path / "pelicanconf.py").write_text(SETTINGS)
    return tmp_path


def put(site: Path, *given: Reflection, folder: str = "essai") -> Path:
    """Write reflections beside an essay; return their folder."""
    place = site / "content" / folder / "reflections"
    for reflection in given:
        text = dump_reflection(reflection)
        (place / f"{reflection.id}.md").write_text(text, encoding="utf-8")
    return place


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", "--settings", "pelicanconf.py"]
    return subprocess.run(  # noqa: PLW1510 - some builds are meant to fail
        command,
        cwd=site,
        env={**os.environ, "COLUMNS": "500", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_conversation_is_on_the_page_of_each_language(site: Path, make: Make) -> None:
    """Names are escaped although this theme does not escape by itself."""
    date = datetime.fromisoformat("2008-03-14T10:13:00+01:00")
    known = {"date": date, "date_precision": Precision.MINUTE}
    put(
        site,
        make("a", author=Author(name="<script>Zoé</script>", url="https://a.example/"), **known),
        make("b", "a", body="*Oui*.", order=2, restated=True, **known),
        make("c", "b", body="Non."),
        make("d", order=1),
    )
    result = build(site)
    assert result.returncode == 0, result.stderr + result.stdout
    page = html.parse(site / "output" / "un.html", html.HTMLParser(encoding="utf-8"))
    names = [heading.text_content() for heading in page.iterfind(".//h3")]
    assert names == [
        "<script>Zoé</script>",
        "Réflexion n° 2, Lecteur anonyme",
        "Lecteur anonyme",
        "Réflexion n° 1, Lecteur anonyme",
    ]
    assert [time.text for time in page.iterfind(".//time")] == [
        "14 mars 2008 à 10\u00a0h\u00a013"
    ] * 2
    assert not page.findall(".//script")
    assert len(page.findall(".//ol/li/ol/li/ol/li")) == 1
    assert page.find(".//em").text == "Oui"
    anchors = [article.get("id") for article in page.iterfind(".//article")]
    assert anchors == [make(name).id for name in "abcd"]
    assert page.find(".//section").get("aria-labelledby") == page.find(".//h2").get("id")
    english = (site / "output" / "one-en.html").read_text(encoding="utf-8")
    assert "14 March 2008 at 10:13" in english
    assert "Reflections run from the oldest to the newest" in english


def test_reflections_are_no_articles(site: Path, make: Make) -> None:
    """Neither are they pages, nor files to copy."""
    put(site, make("a"))
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write("PAGE_PATHS = STATIC_PATHS = ['']\n")
    assert build(site).returncode == 0
    written = [path.name for path in (site / "output").rglob("*")]
    assert "un.html" in written
    assert not any(make("a").id in name for name in written)


def test_an_essay_without_a_conversation_has_an_empty_one(site: Path) -> None:
    (site / "content" / "essai" / "reflections").rmdir()
    assert build(site).returncode == 0
    page = (site / "output" / "un.html").read_text(encoding="utf-8")
    assert "Aucune réflexion pour le moment." in page


def test_the_themes_own_thread_goes_first(site: Path, make: Make) -> None:
    put(site, make("a"))
    own = site / "theme" / "templates" / "thread.html"
    own.write_text("{{ article.reflections.count }} for {{ article.title }}")
    assert build(site).returncode == 0
    assert (site / "output" / "un.html").read_text() == "1 for un"


def test_a_file_that_is_wrong_is_told_once(site: Path, make: Make) -> None:
    """Its replies are right: they answer what is there."""
    a = make("a")
    place = put(site, a, make("b", "a"))
    (place / f"{a.id}.md").write_text(dump_reflection(a).replace('"fr"', '"français"'))
    result = build(site)
    assert result.returncode == 1
    said = result.stdout + result.stderr
    assert f"{a.id}.md:4: 'lang' is 'français'" in said
    assert "1 problem." in said


def test_every_problem_of_the_site_is_told_at_once(site: Path, make: Make) -> None:
    """A build with a problem ends with 1, and says where."""
    a, b = make("a"), make("b", "j")
    place = put(site, a, b)
    (place / f"{a.id}.md").write_text(dump_reflection(a).replace('"fr"', '"français"'))
    other = site / "content" / "autre"
    (other / "reflections").mkdir(parents=True)
    (other / "x.md").write_text(ARTICLE.format(title="x", lang="fr"))
    (other / "y.md").write_text(ARTICLE.format(title="y", lang="fr"))
    put(site, replace(b, in_reply_to=""), folder="autre")
    result = build(site)
    assert result.returncode == 1
    expected = f"""
        content/autre/reflections: the conversation of which essay: x, y?
            Give each essay a folder of its own.
        content/essai/reflections/{a.id}.md:4: 'lang' is 'français'
            Expected the tag of a language: fr, en, pt-BR.
        content/essai/reflections/{b.id}.md:
            content/autre/reflections/{b.id}.md has the same id
            A reflection belongs to one essay: remove one of the two files.
        content/essai/reflections/{b.id}.md:3: answers
            content/essai/reflections/{make("j").id}.md, which does not exist
        4 problems."""
    said = re.sub(r"\S+\.py:\d+", "", result.stdout + result.stderr)  # where Pelican logs it
    assert " ".join(expected.split()) in " ".join(said.split())
