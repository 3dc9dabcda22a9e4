"""The plugin alone on an ordinary Pelican site."""

import os
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

PLUGINS = Path(__file__).parents[2] / "plugins"
CONF = f"""
import pelican.plugins
pelican.plugins.__path__.append({str(PLUGINS)!r})
PLUGINS = ["pelican.plugins.feeds"]
PATH = "content"
SITENAME = "Liens &amp; <em>rencontres</em>"
SITESUBTITLE = "Essais"
SITEURL = "https://liens.example/blog"
AUTHOR = "Laurent Dureau"
DEFAULT_LANG = "fr"
TIMEZONE = "Europe/Paris"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
ESSAY = """Title: Le pot de *miel*
Date: 2026-11-16 08:00
Modified: 2026-11-17 09:00
Category: Essais
Tags: travail
Id: tag:liens.example,2026:e-7k3q9x
Summary: Une phrase & une *autre*.

Voir [l’autre]({filename}autre.md) et [plus bas](#bas).
"""
TRANSLATION = """Title: The Honey Pot
Date: 2026-11-16 08:00
Lang: en
Slug: le-pot-de-miel
Id: tag:liens.example,2026:e-7k3q9x-en

See below.
"""
OTHER = """Title: L’autre
Date: 2026-11-15 08:00
Slug: autre

Un texte.
"""
FUTURE = """Title: Demain
Date: 2026-11-19 08:00

Plus tard.
"""
NOON = "1795000000"  # 18 November 2026


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a site of three essays, one translated and one of the future."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    for name, text in {"pot": ESSAY, "pot.en": TRANSLATION, "autre": OTHER, "z": FUTURE}.items():
        (tmp_path / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def build(site: Path) -> subprocess.CompletedProcess[str]:
    """Return the end of a build of `site`, at noon of a day."""
    return subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "output"],
        cwd=site,
        env={"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": NOON, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def configure(site: Path, text: str) -> None:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(text)


def test_each_language_has_its_feed(site: Path) -> None:
    """An essay is in the feed of its language, whole, with stored id, dates and addresses."""
    assert build(site).returncode == 0
    french = feedparser.parse((site / "output/feeds/fr.atom.xml").read_bytes())
    english = feedparser.parse((site / "output/feeds/en.atom.xml").read_bytes())
    assert not french.bozo
    assert (french.feed.title, french.feed.language) == ("Liens & rencontres", "fr")
    assert english.feed.title == "Liens & rencontres (en)"
    assert [entry.id for entry in french.entries] == [
        "tag:liens.example,2026:e-7k3q9x",
        "tag:liens.example,2026-11-15:autre",
    ]
    assert [entry.id for entry in english.entries] == ["tag:liens.example,2026:e-7k3q9x-en"]
    essay = french.entries[0]
    assert essay.title == "Le pot de *miel*"
    assert essay.summary == "Une phrase & une autre."
    assert essay.published == "2026-11-16T08:00:00+01:00"
    assert essay.updated == french.feed.updated == "2026-11-17T09:00:00+01:00"
    assert essay.link == "https://liens.example/blog/le-pot-de-miel.html"
    assert [link.href for link in essay.links if link.rel == "related"] == [
        "https://liens.example/blog/le-pot-de-miel-en.html"
    ]
    assert [tag.label for tag in essay.tags] == ["travail", "Essais"]
    assert essay.content[0].value == (
        '<p>Voir <a href="https://liens.example/blog/autre.html">l’autre</a> et '
        '<a href="https://liens.example/blog/le-pot-de-miel.html#bas">plus bas</a>.</p>'
    )


def test_templates_are_told_of_the_feeds(site: Path) -> None:
    """A theme can announce each feed from `feed_links`."""
    (site / "templates").mkdir()
    template = "{% for link in feed_links %}{{ link.lang }} {{ link.url }}\n{% endfor %}"
    (site / "templates/feeds.html").write_text(template, encoding="utf-8")
    configure(site, 'THEME_TEMPLATES_OVERRIDES = ["templates"]\nDIRECT_TEMPLATES = ["feeds"]\n')
    assert build(site).returncode == 0
    assert (site / "output/feeds.html").read_text(encoding="utf-8") == (
        "fr https://liens.example/blog/feeds/fr.atom.xml\n"
        "en https://liens.example/blog/feeds/en.atom.xml\n"
    )


def test_a_feed_that_would_not_change_is_not_written(site: Path) -> None:
    """A server tells readers that nothing is new by the time of the file."""
    feed = site / "output/feeds/fr.atom.xml"
    build(site)
    os.utime(feed, (1, 1))
    build(site)
    assert feed.stat().st_mtime == 1
    (site / "content/autre.md").write_text(f"{OTHER}\nEncore.\n", encoding="utf-8")
    build(site)
    assert feed.stat().st_mtime > 1


def test_other_formats_are_written_on_demand(site: Path) -> None:
    """The settings name the formats, and a format without a path is not written."""
    configure(
        site, 'FEEDS_ATOM = ""\nFEEDS_RSS = "{lang}/rss.xml"\nFEEDS_JSON = "{lang}/f.json"\n'
    )
    assert build(site).returncode == 0
    assert (site / "output/fr/rss.xml").is_file()
    assert (site / "output/en/f.json").is_file()
    assert not (site / "output/feeds").exists()


def test_a_site_without_address_has_no_feed(site: Path) -> None:
    """While one writes at home there is no address, and the build goes on without feeds."""
    configure(site, 'SITEURL = ""\n')
    assert build(site).returncode == 0
    assert not (site / "output/feeds").exists()


def test_wrong_settings_stop_the_build(site: Path) -> None:
    """A setting that does not exist is no silent default."""
    configure(site, 'FEEDS_ATOMS = "x"\n')
    done = build(site)
    assert done.returncode == 1
    assert "FEEDS_ATOMS is no setting of the plugin feeds." in done.stdout + done.stderr


def test_one_id_for_two_texts_stops_the_build(site: Path) -> None:
    """Readers would show one text of the two."""
    translation = TRANSLATION.replace("-en", "", 1)
    (site / "content/pot.en.md").write_text(translation, encoding="utf-8")
    done = build(site)
    assert done.returncode == 1
    assert "is also that of pot.en.md" in done.stdout + done.stderr


def test_a_path_that_is_taken_stops_the_build(site: Path) -> None:
    """A category of the name of a language does not lose its feed in silence."""
    configure(site, 'FEED_ALL_ATOM = "feeds/fr.atom.xml"\n')
    done = build(site)
    assert done.returncode == 1
    assert "feeds/fr.atom.xml was already written" in done.stdout + done.stderr
