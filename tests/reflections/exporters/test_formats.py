"""Each format as it is written, to the byte."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pelican.plugins.reflections.exporters import EXPORTERS
from pelican.plugins.reflections.exporters.comment_html import comment_html, form_text
from pelican.plugins.reflections.exporters.models import FIELDS, Conversation, Site
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Channel,
    Kind,
    Passage,
    Precision,
    Rating,
    Reflection,
    Role,
    Source,
    State,
    Status,
)

CASES_PATH = Path(__file__).parent / "formats.md"
HEAD = "Each format, of the conversation in `test_formats.py`. All lines end in LF here.\n"
SITE = Site(name="Carnet & rives", url="https://rives.example", lang="fr")
ZONE = timezone(timedelta(hours=1))
SINCE = datetime(2026, 11, 20, tzinfo=UTC)


def build(name: str, parent: str = "", **values: object) -> Reflection:
    """Return a reflection named by a letter."""
    defaults = {
        "id": import_id("test", name),
        "in_reply_to": import_id("test", parent) if parent else "",
        "lang": "fr",
        "source": Source(channel=Channel.FORM),
    }
    return Reflection(**{**defaults, **values})  # type: ignore[arg-type]


CONVERSATION = Conversation(
    essay="e-000001",
    slug="le-pont",
    title="Le pont & la <rive>",
    url="https://rives.example/le-pont/",
    published=datetime(2026, 11, 16, 9, tzinfo=ZONE),
    reflections=(
        build(
            "a",
            date=datetime(2026, 11, 17, 8, 30, 5, tzinfo=ZONE),
            date_precision=Precision.MINUTE,
            kind=Kind.OBJECTION,
            author=Author(name="=Zoé <b>", url="https://zoe.example/?a=b&c"),
            rating=Rating(value=4, max=5),
            answers=(Answer(question="q-1", choice="yes"), Answer(question="q-2")),
            passage=Passage(exact="tout le monde"),
            body=(
                "Un *mot* & <i>un</i>\nautre.\n\n> cité\n\n- un\n- deux\n\n"
                "```\na < b\n\nc\n```\n\nFin."
            ),
        ),
        build(
            "b",
            "a",
            date=datetime(2026, 11, 18, tzinfo=ZONE),
            date_precision=Precision.DAY,
            author=Author(name="Lou", role=Role.AUTHOR),
            body="Merci.",
        ),
        build(
            "c",
            "b",
            order=3,
            state=State(status=Status.PENDING, since=SINCE),
            body="En attente.",
        ),
        build("d", state=State(status=Status.WITHDRAWN, since=SINCE), body="Retirée."),
        build("e", "d", body="[Réponse](https://example.org/?a=1&b=2)."),
    ),
)


def render_case(name: str) -> str:
    """Return what a format makes of the conversation, its lines ending in LF."""
    return EXPORTERS[name].dump([CONVERSATION], SITE).replace("\r\n", "\n")


def read_cases() -> dict[str, str]:
    """Return the expected texts by the names of their formats."""
    parts = CASES_PATH.read_text("utf-8").split("\n.\n")
    names = [part.rpartition("\n")[2] for part in parts[:-1:2]]
    return dict(zip(names, (f"{part}\n" for part in parts[1::2]), strict=True))


@pytest.fixture(scope="module", autouse=True)
def write_goldens(request: pytest.FixtureRequest) -> None:
    """Write the cases anew when that is asked for."""
    if request.config.getoption("--write-goldens"):
        cases = "".join(f"\n{name}\n.\n{render_case(name)}.\n" for name in sorted(EXPORTERS))
        CASES_PATH.write_text(f"{HEAD}{cases}", encoding="utf-8")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_format_is_written_to_the_byte(name: str) -> None:
    assert render_case(name) == read_cases()[name]


def test_every_format_has_its_case() -> None:
    assert [*read_cases()] == sorted(EXPORTERS)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_no_conversation_is_a_whole_file_as_well(name: str) -> None:
    """An essay on which nothing is written leaves nothing."""
    exporter = EXPORTERS[name]
    nothing = exporter.dump([], SITE)
    silent = Conversation(
        essay="e-000002",
        slug="deux",
        title="Deux",
        url="https://rives.example/deux/",
        published=SINCE,
        reflections=(),
    )
    assert exporter.dump([silent], SITE) == nothing


def test_what_a_format_keeps_is_named_as_the_fields_are() -> None:
    for exporter in EXPORTERS.values():
        assert exporter.keeps <= set(FIELDS)


@pytest.mark.parametrize(
    ("body", "html", "text"),
    [
        ("Un\nmot.\\\nSuite.", "<p>Un mot.<br>Suite.</p>", "Un mot.\nSuite."),
        ("a\n\nb", "<p>a</p><p>b</p>", "a\n\nb"),
        ("*a*\n**b**", "<p><em>a</em> <strong>b</strong></p>", "<em>a</em> <strong>b</strong>"),
        (
            "> a\n>\n> b\n\nc",
            "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>",
            "<blockquote>a\n\nb</blockquote>\n\nc",
        ),
        (
            "a\n\n1. b\n2. c",
            "<p>a</p><ol><li>b</li><li>c</li></ol>",
            "a\n\n<ol><li>b</li><li>c</li></ol>",
        ),
        (
            "```\na\n\n<p>\n```\n\nb",
            "<pre><code>a\n\n&lt;p&gt;\n</code></pre><p>b</p>",
            "<pre><code>a\n\n&lt;p&gt;\n</code></pre>\n\nb",
        ),
        (
            "[a\u00a0b](https://a.example/?b&c)",
            '<p><a href="https://a.example/?b&amp;c">a\u00a0b</a></p>',
            '<a href="https://a.example/?b&amp;c">a\u00a0b</a>',
        ),
        (
            "<script>a</script>",
            "<p>&lt;script&gt;a&lt;/script&gt;</p>",
            "&lt;script&gt;a&lt;/script&gt;",
        ),
    ],
)
def test_a_text_is_html_as_others_keep_it(body: str, html: str, text: str) -> None:
    """As a page has it, and as a form takes it; neither has what was refused here."""
    assert comment_html(body) == html
    assert form_text(body) == text
