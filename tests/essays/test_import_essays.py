"""The posts of another blog become drafts, each in an essay's folder, and the build takes them."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.build.problems import BuildFailed, Problem
from pelican.plugins.build.settings import Settings, load_settings
from pelican.plugins.essays import import_essays
from pelican.plugins.essays.header import parse_header
from pelican.plugins.essays.import_essays import (
    Post,
    build_drafts,
    guess_format,
    load_posts,
    run_import_essays,
    write_drafts,
)
from pelican.plugins.essays.post_markdown import first_words, post_to_markdown
from pelican.plugins.essays.record import parse_record

FOLDER = Path(__file__).parents[1] / "fixtures" / "importers" / "import_essays"
MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TAGS = """\
[travail.fr]
name = "Travail"
slug = "travail"
sentence = "…"
[travail.en]
name = "Work"
slug = "work"
sentence = "…"
"""


def make_site(folder: Path) -> Settings:
    """Return the settings of a new site that knows one tag."""
    (folder / "pelicanconf.py").write_text('TIMEZONE = "Europe/Paris"\n', "utf-8")
    (folder / "content").mkdir()
    (folder / "content" / "tags.toml").write_text(TAGS, "utf-8")
    return load_settings(folder / "pelicanconf.py")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of a site that knows one tag."""
    return make_site(tmp_path)


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> list[Post]:
    """Return the posts of the export of WordPress: Pelican's importer is slow to begin."""
    settings = make_site(tmp_path_factory.mktemp("posts"))
    posts, others = load_posts(FOLDER / "wordpress.xml", "wordpress", settings)
    assert others == {"page": 1, "nav_menu_item": 1}
    return posts


def files(settings: Settings) -> dict[str, str]:
    """Return every file of the essays, by its path."""
    essays = settings.content / "essays"
    return {
        path.relative_to(essays).as_posix(): path.read_text("utf-8")
        for path in sorted(essays.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("wordpress.xml", "wordpress"),
        ("blogger.xml", "blogger"),
        ("takeout.atom", "blogger-takeout"),
        ("feed.xml", "feed"),
    ],
)
def test_a_format_is_known_by_its_file(name: str, format_: str) -> None:
    assert guess_format(FOLDER / name) == format_


def test_a_file_of_no_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader", "utf-8")
    hint = "Say which by --format: blogger, dotclear, feed, medium, wordpress."
    with pytest.raises(BuildFailed) as failure:
        guess_format(path)
    problem = Problem(path.as_posix(), 0, "this is no export that is known", hint)
    assert failure.value.problems == [problem]


def test_a_post_becomes_a_draft_with_a_record(settings: Settings, posts: list[Post]) -> None:
    """Its old name stays, for its conversation is found by it; known tags stay too."""
    drafts, taken = build_drafts(settings, posts, lang="fr", base="", now=NOW)
    assert taken == []
    assert [draft.slug for draft in drafts] == ["le-pont", "le-pont-2"]
    first = drafts[0]
    assert first.unknown_tags == ("Béton",)
    assert first.lost == {
        "frames and films": 1,
        "links that led nowhere": 2,
        "pictures that are still elsewhere": 1,
    }
    record, problems = parse_record(
        first.files["essay.toml"], "essay.toml", tags={"travail"}, series=()
    )
    assert problems == ()
    assert record is not None
    assert record.tags == ("travail",)
    assert record.provenance.author == "Odile"
    assert record.provenance.first_published == "2008-03-14"
    assert (
        record.id
        != parse_record(drafts[1].files["essay.toml"], "essay.toml", tags=(), series=())[0].id
    )  # type: ignore[union-attr]


def test_the_text_is_markdown_that_says_the_same(settings: Settings, posts: list[Post]) -> None:
    drafts, _ = build_drafts(settings, posts, lang="fr", base="", now=NOW)
    assert drafts[0].files["index.md"] == (
        "Title: Le pont & la rive\n"
        "Date: 2008-03-14 10:13:00+01:00\n"
        "Summary: Il tient *debout*, dit-on, depuis mille ans : a < b, et 1. rien d'autre. "
        "1. Ceci n'est pas une liste. un dedans deux Voir ailleurs, avant et en bas. La légende\n"
        "Status: draft\n"
        "\n"
        "Il tient \\*debout\\*, dit-on, depuis **mille ans** :  \n"
        "*a &lt; b*, et 1. rien d'autre.\n"
        "\n"
        "1\\. Ceci n'est pas une liste.\n"
        "\n"
        "## Un titre\n"
        "\n"
        "-   un\n"
        "    -   dedans\n"
        "-   deux\n"
        "\n"
        "Voir [ailleurs](https://autre.example/x%20%281%29), avant et en bas.\n"
        "\n"
        "![Le (vieux) pont](https://ponts.example/a.jpg)\n"
        "\n"
        "La légende\n"
        "\n"
        "````\n"
        "code <b>\n"
        "```\n"
        "fin\n"
        "````\n"
    )


def test_a_post_without_date_or_text_is_for_the_author_to_finish(
    settings: Settings, posts: list[Post]
) -> None:
    drafts, _ = build_drafts(settings, posts, lang="fr", base="", now=NOW)
    assert drafts[1].files["index.md"] == (
        "Title: Le pont\nDate: 2026-11-21 11:00:00+01:00\nSummary: …\nStatus: draft\n\n…\n"
    )
    assert "first_published" not in drafts[1].files["essay.toml"]


def test_with_the_address_of_the_blog_its_links_are_whole(
    settings: Settings, posts: list[Post]
) -> None:
    base = "https://ponts.example/"
    drafts, _ = build_drafts(settings, posts, lang="fr", base=base, now=NOW)
    assert "[avant](https://ponts.example/2008/02/avant/)" in drafts[0].files["index.md"]


def test_an_essay_in_english_has_a_place_for_its_french(settings: Settings) -> None:
    """For an essay's folder has a text in French."""
    posts, _ = load_posts(FOLDER / "blogger.xml", "blogger", settings)
    (draft,), _ = build_drafts(settings, posts, lang="en", base="", now=NOW)
    english, *_, problems = parse_header(draft.files["index.en.md"], "x", settings.zone)
    assert problems == ()
    assert english is not None
    assert (english.title, english.slug) == ("La rive", "la-rive")
    assert draft.files["index.md"].endswith("Summary: …\nStatus: draft\n\n…\n")


@pytest.mark.parametrize(
    ("name", "format_", "posts", "others"),
    [
        (
            "blogger.xml",
            "blogger",
            [("la-rive", "2009-05-06T07:08:00+02:00", "René", ("travail",), False)],
            {"comment": 1},
        ),
        (
            "takeout.atom",
            "blogger",
            [
                ("lile", "2015-02-03T05:05:00+01:00", "René", ("travail",), False),
                ("", "2016-02-03T05:05:00+01:00", "René", (), True),
            ],
            {"comment": 1},
        ),
        (
            "feed.xml",
            "feed",
            [("sans-mesure", "2009-07-06T22:30:00+00:00", "", ("travail",), False)],
            {},
        ),
    ],
)
def test_other_formats_are_read(
    settings: Settings, name: str, format_: str, posts: list[object], others: dict[str, int]
) -> None:
    """Both exports of Blogger, under one name; what is no post is counted."""
    found, counted = load_posts(FOLDER / name, format_, settings)
    assert [
        (
            post.slug,
            post.date.isoformat() if post.date else "",
            post.author,
            post.tags,
            post.is_draft,
        )
        for post in found
    ] == posts
    assert counted == others


def test_the_command_says_what_it_did_and_does_it_once(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is there is left as it is, whatever was made of it."""
    file, source = settings.root / "pelicanconf.py", (FOLDER / "takeout.atom").as_posix()
    assert run_import_essays(file, source) == 0
    assert capsys.readouterr().out == (
        f"{source}: 3 entries\n"
        "        2  drafts written\n"
        "        1  of the kind 'comment', which are no essays: "
        "`invoke import-reflections` brings them\n"
        "  content/essays/lile/\n"
        "  content/essays/plus-tard/\n"
        "All are drafts: 'invoke serve' shows them.\n"
    )
    before = files(settings)
    assert run_import_essays(file, source) == 0
    assert "        2  are there already: left as they are\n" in capsys.readouterr().out
    assert files(settings) == before


def test_a_dry_run_writes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(FOLDER / "blogger.xml")
    assert run_import_essays(settings.root / "pelicanconf.py", source, dry_run=True) == 0
    assert "        1  drafts would be written\n" in capsys.readouterr().out
    assert not (settings.content / "essays").exists()


def test_what_is_asked_wrongly_is_said(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    file, source = settings.root / "pelicanconf.py", (FOLDER / "feed.xml").as_posix()
    assert run_import_essays(file, source, name="fed") == 1
    assert run_import_essays(file, source, name="medium") == 1
    assert run_import_essays(file, source, lang="de") == 1
    assert run_import_essays(file, "absent.xml") == 1
    assert capsys.readouterr().out == (
        "--format: unknown format 'fed'\n    Did you mean 'feed'?\n1 problem.\n"
        f"{source}: this is a file, and the format is a folder of posts\n1 problem.\n"
        "--lang: the language is 'de'\n    Known: en, fr.\n1 problem.\n"
        "absent.xml: No such file or directory\nNothing was written.\n"
    )
    assert not (settings.content / "essays").exists()


def test_a_file_of_entities_is_refused(settings: Settings, tmp_path: Path) -> None:
    """Before anything reads it."""
    path = tmp_path / "bomb.xml"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<rss>&b;</rss>', "utf-8"
    )
    hint = "Remove it: no export needs one, and it can make a small file without end."
    with pytest.raises(BuildFailed) as failure:
        load_posts(path, "feed", settings)
    assert failure.value.problems == [Problem(path.as_posix(), 2, "a DOCTYPE is refused", hint)]


def test_a_reader_that_fails_is_said(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    path.write_text("<rss><channel><item>", "utf-8")
    hint = "Is this the right --format? An export cut short cannot be read either."
    with pytest.raises(BuildFailed) as failure:
        load_posts(path, "wordpress", settings)
    (problem,) = failure.value.problems
    assert problem.message.startswith("Pelican's importer cannot read it: AttributeError: ")
    assert problem.hint == hint


def test_a_library_that_is_missing_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_essays, "SCRIPT", "import feedparser_of_another_world")
    with pytest.raises(BuildFailed) as failure:
        load_posts(FOLDER / "feed.xml", "feed", settings)
    (problem,) = failure.value.problems
    name = "feedparser_of_another_world"
    assert problem.hint == f"Install {name}: {sys.executable} -m pip install {name}."


def test_names_in_a_file_never_reach_a_shell(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one command that is run is our own script; a name is only a slug."""
    commands = []
    run = subprocess.run

    def watch(command: list[str], **values: Any) -> object:  # noqa: ANN401 - whatever is given
        commands.append((command[1], values.get("shell")))
        return run(command, **values)

    monkeypatch.setattr(subprocess, "run", watch)
    text = (FOLDER / "wordpress.xml").read_text("utf-8")
    path = tmp_path / "evil.xml"
    path.write_text(text.replace(">le-pont<", ">$(touch evil)/../x<"), "utf-8")
    monkeypatch.chdir(tmp_path)
    posts, _ = load_posts(path, "wordpress", settings)
    drafts, _ = build_drafts(settings, posts, lang="fr", base="", now=NOW)
    assert [draft.slug for draft in drafts] == ["touch-evil-x", "le-pont"]
    assert commands == [("-c", None)]
    assert not (tmp_path / "evil").exists()


def test_an_import_that_fails_half_way_leaves_nothing(
    settings: Settings, posts: list[Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, _ = build_drafts(settings, posts, lang="fr", base="", now=NOW)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if target.name == "le-pont-2":
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        write_drafts(settings, drafts)
    assert files(settings) == {}
    assert [path.name for path in settings.content.iterdir()] == ["essays", "tags.toml"]


Build = Callable[..., Any]


def test_the_build_takes_what_was_imported(build_site: Build) -> None:
    """As drafts, and published once they are no longer."""
    built = build_site(MINIMAL)
    file = built.folder / "pelicanconf.py"
    for name in ("wordpress.xml", "takeout.atom", "feed.xml"):
        assert run_import_essays(file, str(FOLDER / name)) == 0
    again = built.again()
    assert again.status == 0, again.stderr
    assert not (again.output / "lile").exists()
    for path in (built.folder / "content" / "essays").glob("*/index.md"):
        path.write_text(path.read_text("utf-8").replace("Status: draft\n", ""), "utf-8")
    again = built.again()
    assert again.status == 0, again.stderr
    page = (again.output / "lile" / "index.html").read_text("utf-8")
    assert "Au milieu." in page


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a &amp;lt; b", "a &amp;lt; b"),
        ("R&D & cie", "R&D & cie"),
        ("[x](y) `z` \\", "\\[x\\](y) \\`z\\` \\\\"),
        ("<p>- a</p><p># b</p><p>&gt; c</p><p>: d</p>", "\\- a\n\n\\# b\n\n\\> c\n\n\\: d"),
        ("<ol><li>a<p>b</p></li><li></li><li>c</li></ol>", "1.  a\n\n    b\n3.  c"),
        ('<a href="javascript:x">a</a>', "a"),
        ('<a href="http://[">a</a>', "a"),
        ('<h2>a <img src="https://b.example/c" alt="d"></h2>', "## a d"),
        ("<h1>a</h1><h2>b</h2><h6>c</h6>", "## a\n\n### b\n\n###### c"),
        ("<pre></pre>a\ue000b", "ab"),
        ("", ""),
    ],
)
def test_nothing_in_a_text_is_taken_for_something_else(html: str, markdown: str) -> None:
    assert post_to_markdown(html)[0] == markdown


def test_first_words_end_at_a_word() -> None:
    assert first_words("<p>Un, deux</p><p>trois</p><script>x</script>", 40) == "Un, deux trois"
    assert first_words("<p>Un, deux, trois</p>", 10) == "Un, deux…"
