"""Saved pages of blogs: their comments by microformats, or by selectors."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers import html_page
from pelican.plugins.reflections.importers.html_page import read
from pelican.plugins.reflections.importers.models import Fate, Reading

FOLDER = Path(__file__).parents[2] / "fixtures" / "importers" / "html_page"
PARIS = {"zone": "Europe/Paris"}

Row = tuple[str, str, str, str, str]


def load(name: str, **options: str) -> Reading:
    reading = read(FOLDER / f"{name}.html", options)
    assert reading.problems == ()
    return reading


def rows(reading: Reading) -> list[Row]:
    """Return of each comment the id, what it answers, its writer, its time, its words."""
    return [
        (
            one.identifier,
            one.parent,
            one.author,
            f"{one.date:%Y-%m-%d %H:%M}" if one.date else "",
            one.body,
        )
        for one in reading.records
    ]


def test_wordpress() -> None:
    """Replies in replies, a comment that waits, a pingback, and one that is but a picture."""
    reading = load("wordpress", **PARIS)
    link = "[ceci](https://carnets.example/2011/liens/)"
    assert rows(reading) == [
        (
            "12",
            "",
            "Zoé d’Aurillac",
            "2012-05-14 08:13",
            f"Les liens *faibles* portent loin, voyez {link}.\n\nDeux lignes\\\nici.",
        ),
        ("13", "12", "L’auteur", "2012-05-14 09:00", "> portent loin\n\nJusqu’où\u00a0?"),
        ("15", "13", "", "2012-05-15 06:05", "Jusqu’au bout."),
        ("14", "", "", "", "Ping : [Ailleurs](https://ailleurs.example/)"),
        ("16", "", "Paul", "", ""),
    ]
    assert [one.fate for one in reading.records] == [
        Fate.PUBLISHED,
        Fate.PUBLISHED,
        Fate.PENDING,
        Fate.PINGBACK,
        Fate.EMPTY,
    ]
    assert [one.identifier for one in reading.records if one.by_author] == ["13"]
    assert (reading.system, reading.scope) == ("wordpress", "carnets.example")
    first = reading.records[0]
    page = "https://carnets.example/2012/05/le-fil-et-la-toile/"
    assert (first.page, first.page_title) == (page, "Le fil et la toile")
    assert (first.url, first.author_url) == (f"{page}#comment-12", "https://zoe.example/")


def test_an_old_wordpress() -> None:
    """The name stands beside the words; the page says that it is Latin-1, and is UTF-8."""
    reading = load("wordpress_old", **PARIS)
    assert rows(reading) == [
        (
            "3",
            "",
            "Marie",
            "2008-03-14 09:13",
            "Au grenier on retrouve tout, même *La Toile*.",
        ),
        ("4", "", "Lucien", "2008-03-15 20:02", "Tout, sauf ce qu’on cherche."),
    ]
    assert reading.recoveries == ()
    assert reading.records[0].page == "http://vieux.example/2008/03/le-grenier/"


def test_blogger() -> None:
    """The exact time is in the address of each comment, and needs no zone."""
    reading = load("blogger")
    assert rows(reading) == [
        (
            "1001",
            "",
            "Brin",
            "2012-06-11 10:13",
            "Un nœud se défait.\n\nDeux se serrent.",
        ),
        ("1003", "1001", "L’atelier", "2012-06-11 11:13", "Et trois ?"),
        ("1002", "", "", "2012-06-11 10:20", ""),
    ]
    assert [one.fate for one in reading.records] == ["published", "published", "deleted"]
    assert [one.identifier for one in reading.records if one.by_author] == ["1003"]
    assert (reading.system, reading.scope) == ("blogger", "5551234567890")


def test_an_old_blogger() -> None:
    """A comment is three elements in a row."""
    reading = load("blogger_old", **PARIS)
    assert rows(reading) == [
        ("501", "", "Weaver", "2008-03-14 10:13", "First thread."),
        ("502", "", "", "2008-03-04 21:20", "Second **thread**."),
    ]
    assert [one.line for one in reading.records] == [4, 9]
    assert [one.identifier for one in reading.records if one.by_author] == ["501"]


def test_spip() -> None:
    """A title of its own stays, an IP address does not; a day without its year is no date."""
    reading = load("spip", **PARIS)
    assert rows(reading) == [
        (
            "21",
            "",
            "Odile",
            "2008-03-14 09:13",
            "Un pont se traverse.\n\n- une fois\n- deux fois",
        ),
        ("22", "21", "Remi", "2008-03-14 17:00", "**Et le péage ?**\n\nOn paie toujours."),
        ("24", "22", "", "", "Pas à pied."),
    ]
    name = (FOLDER / "spip.html").as_posix()
    assert reading.recoveries == (Problem(name, 14, "comment 24: no date was found"),)
    assert (reading.system, reading.scope) == ("spip", "rive.example")
    assert reading.records[0].author_url == "https://odile.example/"


def test_agoravox() -> None:
    """It is known by its host; its times are those of Paris."""
    reading = load("agoravox")
    assert rows(reading) == [
        ("310", "", "Marius", "2008-03-14 09:13", "Du quai, on voit la mer."),
        ("311", "310", "Fanny", "2008-03-14 09:43", "Et de la mer, le quai."),
    ]
    assert reading.system == "agoravox"
    assert "x7.27.236" not in repr(reading)


def test_a_plain_numbered_list() -> None:
    """It is found by its heading; comments have numbers, some have no name and no date."""
    reading = load("numbered", **PARIS)
    assert rows(reading) == [
        ("numbered#1", "", "Nils", "2008-03-14 09:13", "Le premier fil."),
        ("numbered#2", "", "", "", "Le deuxième, sans nom."),
        ("numbered#3", "", "", "", "Le troisième :\n\n1. un\n2. deux"),
    ]
    assert [one.order for one in reading.records] == [1, 2, 3]
    assert reading.recoveries == ()
    told = load("numbered", page="http://fils.example/trois-fils.html")
    assert told.records[0].identifier == "/trois-fils.html#1"
    assert (told.scope, told.records[0].date_precision) == ("fils.example", "day")


def test_microformats_come_first() -> None:
    """Comments in comments, the feed of an entry, entries that answer; a like has no words."""
    reading = load("microformats", **PARIS)
    assert rows(reading) == [
        ("c1", "", "Ada", "2014-03-21 14:02", "I cross it *daily*."),
        ("c2", "c1", "Grace", "2014-03-21 00:00", "So do I & mine."),
        ("c3", "", "Bob", "", ""),
        ("c4", "", "", "2015-01-01 09:00", "No zone."),
        ("https://cyd.example/9", "c1", "Cyd", "", "To Ada."),
    ]
    assert [one.fate for one in reading.records] == [
        "published",
        "published",
        "pingback",
        "published",
        "published",
    ]
    assert [one.date_precision for one in reading.records[:4]] == [
        "minute",
        "day",
        "unknown",
        "minute",
    ]
    assert (reading.system, reading.scope) == ("html", "river.example")


def test_an_essay_that_answers_another_is_no_comment(tmp_path: Path) -> None:
    """Only what answers the page, or a comment on it, is one."""
    page = tmp_path / "page.html"
    page.write_text(
        """<link rel="canonical" href="https://river.example/a-bridge/"><article class="h-entry">
        <a class="u-in-reply-to" href="https://elsewhere.example/">Elsewhere</a>
        <p class="e-content">My answer.</p></article>
        <div class="h-entry" id="c1"><a class="u-in-reply-to h-cite" href="/a-bridge">here</a>
        <p class="e-content">To it.</p></div>""",
        "utf-8",
    )
    assert rows(read(page, {})) == [("c1", "", "", "", "To it.")]


def test_a_time_without_a_zone_is_known_to_the_day() -> None:
    reading = load("wordpress_old")
    assert [one.date_precision for one in reading.records] == ["day", "day"]
    assert rows(reading)[0][3] == "2008-03-14 00:00"


PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Le pont</title></head><body>
<div class="post" data-n="a7"><p class="who">Posté par : <a href="https://zoe.example/">Zoé</a>
le 14.03.08, 10h13</p><div class="words">Un pont.<div class="signature">Zoé</div></div></div>
<div class="post" data-n="a8"><p class="who">Posté par : Paul le 15.03.08, 9h05</p>
<div class="words"><a class="ref" href="?reply=a7">@Zoé</a> Deux ponts.</div>
<i class="own"></i></div>
</body></html>"""
SELECTORS = """system = "mon-blog"
item = "div.post"
author = ".who"
author_url = ".who a@href"
by_author = ".own"
date = [".rien", ".who"]
date_format = "%d.%m.%y, %Hh%M"
zone = "Europe/Paris"
body = ".words"
remove = ".signature, .ref"
identifier = "@data-n"
identifier_pattern = '(a\\d+)'
parent = ".ref@href"
"""


def test_a_file_of_selectors_serves_any_page(tmp_path: Path) -> None:
    page, selectors = tmp_path / "pont.html", tmp_path / "mon-blog.toml"
    page.write_text(PAGE, "utf-8")
    selectors.write_text(SELECTORS, "utf-8")
    reading = read(page, {"selectors": str(selectors), "page": "https://mon.example/pont"})
    assert rows(reading) == [
        ("a7", "", "Zoé", "2008-03-14 09:13", "Un pont."),
        ("a8", "a7", "Paul", "2008-03-15 08:05", "Deux ponts."),
    ]
    assert [one.by_author for one in reading.records] == [False, True]
    assert reading.records[0].author_url == "https://zoe.example/"
    assert (reading.system, reading.scope) == ("mon-blog", "mon.example")


def test_a_set_may_be_named(tmp_path: Path) -> None:
    """Then no other is tried, and no microformats are."""
    reading = read(FOLDER / "wordpress.html", {"selectors": "blogger"})
    assert [problem.message for problem in reading.problems] == [
        "no comments were found on the page"
    ]
    missing = read(FOLDER / "wordpress.html", {"selectors": "wordpres"})
    assert missing.problems == (
        Problem(
            "wordpres",
            0,
            "there is no such file, and no set of that name",
            "Did you mean 'wordpress'?",
        ),
    )
    wrong = tmp_path / "mon-blog.toml"
    wrong.write_text('items = "li"\n', "utf-8")
    hint = 'Say which element each comment is: item = "li.comment".'
    assert read(FOLDER / "spip.html", {"selectors": str(wrong)}).problems == (
        Problem(wrong.as_posix(), 1, "unknown key 'items'", "Did you mean 'item'?"),
        Problem(wrong.as_posix(), 0, "'item' is missing", hint),
    )


def test_a_page_without_comments_says_what_to_do(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Bonjour</p>", "utf-8")
    assert read(page, {}).problems == (
        Problem(
            page.as_posix(),
            0,
            "no comments were found on the page",
            "Say where they stand: --option selectors=FILE, or one of agoravox, blogger, "
            "numbered, spip, wordpress.",
        ),
    )


@pytest.mark.parametrize(
    ("encoding", "declared", "lines"),
    [
        ("cp1252", "iso-8859-1", []),
        ("cp1252", "utf-8", [1]),
        ("cp1252", "x-moi", [1]),
        ("utf-8-sig", "iso-8859-1", []),
        ("utf-16", "utf-8", []),
        ("iso8859-15", "iso-8859-15", []),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str, lines: list[int]) -> None:
    """A page is read in that which it is in, which may not be that which it declares."""
    page = tmp_path / "page.html"
    text = (
        f'<meta charset="{declared}"><ol class="commentlist"><li id="comment-1">Déjà 5 €</li></ol>'
    )
    page.write_bytes(text.encode(encoding))
    reading = read(page, {})
    assert [one.body for one in reading.records] == ["Déjà 5 €"]
    hint = "The other bytes were read as Windows-1252."
    assert reading.recoveries[: len(lines)] == tuple(
        Problem(page.as_posix(), line, f"not all of this is {declared}", hint) for line in lines
    )


def test_a_hostile_page_is_words(tmp_path: Path) -> None:
    """Names and addresses that could do harm do none; scripts are gone."""
    page = tmp_path / "page.html"
    page.write_text(
        """<link rel="canonical" href="javascript:alert(1)">
        <ol class="commentlist"><li id="comment-1">
        <cite><a href="javascript:alert(1)">&lt;script&gt;alert(1)&lt;/script&gt;\u202e</a></cite>
        <p><script>alert(1)</script>
        <a href="java&#10;script:alert(1)" onclick="alert(1)">Oui</a></p></li></ol>""",
        "utf-8",
    )
    [record] = read(page, {}).records
    assert record.author == "<script>alert(1)</script>"
    assert (record.author_url, record.url, record.page) == ("", "", "page")
    assert record.body == "Oui"


@pytest.mark.parametrize("tag", ['<li id="comment-1"><ol>', "<b>", "<div><p>", "<table><tr><td>"])
def test_elements_that_nest_without_end_are_refused(tmp_path: Path, tag: str) -> None:
    page = tmp_path / "page.html"
    page.write_text('<ol class="commentlist">' + tag * 20_000, "utf-8")
    problem = Problem(page.as_posix(), 0, "the elements of the page nest too deeply")
    assert read(page, {}).problems == (problem,)


def test_a_page_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "LARGEST", 1024 * 1024)
    page = tmp_path / "page.html"
    page.write_bytes(b" " * (1024 * 1024 + 1))
    assert read(page, {}).problems == (
        Problem(page.as_posix(), 0, "holds more than 1 MiB", "Export less at a time."),
    )
