"""The header of a text is `Key: value` lines; whatever else it holds is said, with its line."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.header import dump_header, parse_header, split_header
from pelican.plugins.essays.models import Header

PARIS = ZoneInfo("Europe/Paris")
WINTER = timezone(timedelta(hours=1))
PATH = "content/essays/le-pont/index.md"
FULL_DATE = "Expected a full date: '2026-11-16' or '2026-11-16 08:00+01:00'."

WHOLE = """\
Title: Le pont : une clé
Subtitle: Ce qu’un lien veut dire
Date: 2026-11-16 08:00+01:00
Modified: 2026-11-19 18:30:15+01:00
Summary: Un pont relie deux rives
    qui s’en passaient ;
\tl’eau n’a rien demandé.
Slug: the-bridge
Status: draft

On le traverse.
"""
LEAST = "Title: Le pont\nDate: 2026-11-16\nSummary: Un pont.\n"


def test_a_whole_header_gives_every_field() -> None:
    """Each key has its field; a value goes on over indented lines, and may hold a colon."""
    header, body, first_line, problems = parse_header(WHOLE, PATH, PARIS)
    assert problems == ()
    assert header == Header(
        title="Le pont : une clé",
        subtitle="Ce qu’un lien veut dire",
        date=datetime(2026, 11, 16, 8, tzinfo=WINTER),
        modified=datetime(2026, 11, 19, 18, 30, 15, tzinfo=WINTER),
        summary="Un pont relie deux rives qui s’en passaient ; l’eau n’a rien demandé.",
        slug="the-bridge",
        status="draft",
    )
    assert body == "On le traverse.\n"
    assert first_line == 11


def test_a_header_needs_a_title_a_date_and_a_summary_alone() -> None:
    """What is not said is empty, and the text is published."""
    header, body, first_line, problems = parse_header(LEAST, PATH, PARIS)
    assert problems == ()
    assert header is not None
    assert (header.subtitle, header.modified, header.slug) == ("", None, "")
    assert header.status == "published"
    assert (body, first_line) == ("", 5)


def test_the_body_is_what_follows_the_first_blank_line() -> None:
    """Lines of the body are its own, even when they look like a header, spaces and all."""
    rows, body, first_line, strays = split_header("Title: A\n  \n\nDate: B\n")
    assert rows == [(1, "Title", "A")]
    assert (body, first_line, strays) == ("\nDate: B\n", 3, [])


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ("2026-11-16", "2026-11-16T00:00:00+01:00"),
        ("2026-07-01 08:00", "2026-07-01T08:00:00+02:00"),
        ("2026-07-01T08:00:05", "2026-07-01T08:00:05+02:00"),
        ("2026-07-01 08:00Z", "2026-07-01T08:00:00+00:00"),
        ("2026-07-01 08:00-05:30", "2026-07-01T08:00:00-05:30"),
    ],
)
def test_a_date_without_a_zone_is_taken_in_that_of_the_site(written: str, moment: str) -> None:
    """A day begins at midnight there, in summer time or in winter time."""
    header, *_ = parse_header(LEAST.replace("2026-11-16", written), PATH, PARIS)
    assert header is not None
    assert header.date.isoformat() == moment


def edited(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            edited("Subtitle", "Auteur"),
            (
                2,
                "unknown key 'Auteur'",
                "Known: Date, Modified, Slug, Status, Subtitle, Summary, Title.",
            ),
        ),
        (
            edited("Subtitle", "SubTitle"),
            (2, "unknown key 'SubTitle'", "Did you mean 'Subtitle'?"),
        ),
        (edited("Subtitle", "Title"), (2, "'Title' is given twice", "First on line 1.")),
        (
            edited("Subtitle: ", "Subtitle:"),
            (
                2,
                "this line of the header is not 'Key: value'",
                "A blank line ends the header.",
            ),
        ),
        (
            edited(" Le pont : une clé", ""),
            (1, "'Title' is empty", "Expected 'Title: Le pot de miel'."),
        ),
        (
            edited("Slug: the-bridge", "Slug:"),
            (8, "'Slug' is empty", "Give it a value, or take the line out."),
        ),
        (
            edited("Title: Le pont : une clé\n", ""),
            (1, "'Title' is missing", "Expected 'Title: Le pot de miel'."),
        ),
        (
            edited("the-bridge", "The Bridge"),
            (
                8,
                "'Slug' is 'The Bridge'",
                "Expected small letters, digits and single hyphens: 'the-honey-pot'.",
            ),
        ),
        (
            edited("draft", "hidden"),
            (9, "'Status' is 'hidden'", "Expected 'published' or 'draft'."),
        ),
        (edited("2026-11-16 08:00+01:00", "16/11/2026"), (3, "'Date' is '16/11/2026'", FULL_DATE)),
        (edited("2026-11-16 08:00+01:00", "2026-02-30"), (3, "'Date' is '2026-02-30'", FULL_DATE)),
        (
            edited("2026-11-19 18", "2026-11-19 25"),
            (4, "'Modified' is '2026-11-19 25:30:15+01:00'", FULL_DATE),
        ),
        (
            edited("2026-11-19 18:30:15+01:00", "2026-11-16 06:59:59+00:00"),
            (4, "'Modified' is earlier than 'Date'", "It can only be later."),
        ),
    ],
)
def test_each_wrong_line_is_said(text: str, problem: tuple[int, str, str]) -> None:
    """A header with a problem is none, and the problem has its line and a way out."""
    header, _, _, problems = parse_header(text, PATH, PARIS)
    assert header is None
    assert problems == (Problem(PATH, *problem),)


def test_all_problems_are_said_at_once() -> None:
    """One wrong line does not hide another."""
    text = "Titel: A\nnothing\nDate: soon\nSlug: A b\n\nBody.\n"
    _, body, _, problems = parse_header(text, PATH, PARIS)
    assert [(problem.line, problem.message) for problem in sorted(problems)] == [
        (1, "'Summary' is missing"),
        (1, "'Title' is missing"),
        (1, "unknown key 'Titel'"),
        (2, "this line of the header is not 'Key: value'"),
        (3, "'Date' is 'soon'"),
        (4, "'Slug' is 'A b'"),
    ]
    assert body == "Body.\n"


@pytest.mark.parametrize("text", ["", "\n\nTitle: too late\n", "   "])
def test_a_text_without_a_header_is_told_what_it_needs(text: str) -> None:
    """An empty file, and one that begins with a blank line, have none."""
    header, _, _, problems = parse_header(text, PATH, PARIS)
    assert header is None
    assert [problem.message for problem in problems] == [
        "'Title' is missing",
        "'Date' is missing",
        "'Summary' is missing",
    ]


def test_a_header_is_written_in_one_order_with_what_it_says() -> None:
    """What is empty, and the usual status, are left out; a blank line ends it."""
    header = Header(title="Le pont", date=datetime(2026, 11, 16, 8, tzinfo=WINTER), summary="Un.")
    assert dump_header(header) == (
        "Title: Le pont\nDate: 2026-11-16 08:00:00+01:00\nSummary: Un.\n\n"
    )
