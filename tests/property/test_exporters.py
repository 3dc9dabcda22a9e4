"""What is taken away comes back: all of it, or what the format can hold and says that it does."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pelican.plugins.reflections.exporters import EXPORTERS
from pelican.plugins.reflections.exporters.comment_html import comment_html
from pelican.plugins.reflections.exporters.csv_table import guarded, unguarded
from pelican.plugins.reflections.exporters.models import Conversation, Site
from pelican.plugins.reflections.exporters.selection import moments, reading_order, select
from pelican.plugins.reflections.fields import personal_data
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.importers.csv_table import parse_csv
from pelican.plugins.reflections.importers.json_lines import parse_json_lines
from pelican.plugins.reflections.importers.models import Fate, Reading, Record
from pelican.plugins.reflections.models import (
    Answer,
    Author,
    Basis,
    Channel,
    Consent,
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

SITE = Site(name="Carnet des rives", url="https://rives.example", lang="fr")
ESSAY = Conversation(
    essay="e-000001",
    slug="le-pont",
    title="Le pont & la <rive>",
    url="https://rives.example/le-pont/",
    published=datetime(2026, 11, 16, 9, tzinfo=UTC),
    reflections=(),
)
START = datetime(2027, 1, 1, tzinfo=UTC)

LETTERS = st.sampled_from([*"abcdefghijéœßñ漢字ж"])
WORDS = st.text(LETTERS, min_size=1, max_size=8)
NAMES = (
    st.text(st.sampled_from([*"abc éÉ'\"<>&=+-@,;.()\u202f漢🎈"]), min_size=1, max_size=20)
    .map(lambda name: " ".join(name.split()))
    .filter(lambda name: any(map(str.isalnum, name)) and not personal_data(name))
)
ADDRESSES = st.sampled_from(["", "https://example.org/~a?b=c&d=e#f", "http://a.example:8080/é"])


@st.composite
def inlines(draw: st.DrawFn) -> str:
    """Return a few words of Markdown, some of them marked."""
    form = draw(
        st.sampled_from(
            ["{}", "{}", "*{}*", "**{}**", "~~{}~~", "`{}`", "[{}](https://example.org/x?y=1&z=2)"]
        )
    )
    return form.format(" ".join(draw(st.lists(WORDS, min_size=1, max_size=3))))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    parts = draw(st.lists(inlines(), min_size=1, max_size=4))
    glue = st.sampled_from([" ", ", ", "\n", "\\\n", " & ", " < "])
    return "".join(draw(glue) * (place > 0) + part for place, part in enumerate(parts))


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Return a paragraph, or what stands between two: two lists in a row would be one."""
    text = draw(paragraphs())
    items = draw(st.lists(inlines(), min_size=1, max_size=3))
    special = draw(
        st.sampled_from(
            [
                "",
                "\n".join(f"> {line}" for line in text.split("\n")),
                "\n".join(f"- {item}" for item in items),
                "\n".join(f"{place}. {item}" for place, item in enumerate(items, 1)),
                f"```\n{items[0]} < b\n\n  {items[-1]}\n```",
            ]
        )
    )
    return f"{special}\n\n{text}" if special else text


BODIES = st.lists(blocks(), min_size=1, max_size=3).map("\n\n".join)
ANY_TEXT = st.lists(
    st.text(st.sampled_from([*"aé*_`[]()<>&+=-@'\" \t漢🎈"]), max_size=20), min_size=1, max_size=4
).map("\n".join)


@st.composite
def conversations(draw: st.DrawFn, bodies: st.SearchStrategy[str]) -> Conversation:
    """Return an essay with up to eight reflections, replies among them, in reading order."""
    made: list[Reflection] = []
    for number in range(draw(st.integers(1, 8))):
        parent = draw(st.sampled_from(["", *(one.id for one in made)]))
        one = draw(reflections(number, parent, bodies))
        made.append(one)
    return replace(ESSAY, reflections=reading_order(made))


@st.composite
def reflections(
    draw: st.DrawFn, number: int, parent: str, bodies: st.SearchStrategy[str]
) -> Reflection:
    """Return any reflection, in the form in which its file gives it back."""
    date = START + timedelta(hours=number, seconds=draw(st.integers(0, 3599)))
    precision = draw(st.sampled_from([Precision.MINUTE, Precision.MINUTE, *Precision]))
    if precision is Precision.UNKNOWN:
        date_given = None
    elif precision is Precision.MINUTE:
        date_given = date.astimezone(draw(st.sampled_from([UTC, ZONE])))
    else:
        date_given = START.replace(year=2028)
    status = draw(st.sampled_from([Status.PUBLISHED, Status.PUBLISHED, *Status]))
    bare = Reflection(
        id=import_id("property", str(number)),
        in_reply_to=parent,
        order=draw(st.none() | st.integers(1, 999)),
        date=date_given,
        date_precision=precision,
        lang=draw(st.sampled_from(["fr", "pt-BR"])),
        source=Source(channel=Channel.FORM),
        state=State(status=status, since=None if status is Status.PUBLISHED else START),
    )
    if status is Status.ERASED:
        return bare
    whole = replace(
        bare,
        kind=draw(st.none() | st.sampled_from(Kind)),
        restated=draw(st.booleans()),
        author=draw(
            st.none() | st.builds(Author, name=NAMES, url=ADDRESSES, role=st.sampled_from(Role))
        ),
        rating=draw(
            st.none() | st.sampled_from([Rating(value=3.5, max=5), Rating(value=0, max=10)])
        ),
        answers=draw(
            st.sampled_from([(), (Answer(question="q-1"), Answer(question="q-2", choice="yes"))])
        ),
        passage=draw(st.none() | st.builds(Passage, exact=NAMES, prefix=st.just("") | NAMES)),
        source=Source(
            channel=draw(st.sampled_from(Channel)),
            system=draw(st.sampled_from(["", "disqus"])),
            identifier=draw(st.just("") | NAMES),
            url=draw(ADDRESSES),
        ),
        consent=draw(st.none() | st.just(Consent(basis=Basis.CONSENT, notice="v3"))),
        body=draw(bodies.filter(lambda text: text.strip())),
    )
    return canonical(whole)


def canonical(reflection: Reflection) -> Reflection:
    read, problems = parse_reflection(dump_reflection(reflection), "r.md")
    assert read is not None, problems
    return read


ZONE = datetime.fromisoformat("2027-01-01T00:00:00+05:30").tzinfo


@given(conversations(ANY_TEXT | BODIES))
def test_json_lines_give_everything_back(conversation: Conversation) -> None:
    text = EXPORTERS["json-lines"].dump([conversation], SITE)
    found, problems = parse_json_lines(text, "x.jsonl")
    assert problems == ()
    assert tuple(whole.reflection for whole in found) == conversation.reflections
    assert {(whole.essay, whole.page, whole.title) for whole in found} == {
        (ESSAY.essay, ESSAY.url, ESSAY.title)
    }


@given(conversations(ANY_TEXT | BODIES))
def test_csv_gives_everything_back(conversation: Conversation) -> None:
    text = EXPORTERS["csv"].dump([conversation], SITE)
    found, problems = parse_csv(text, "x.csv")
    assert problems == ()
    assert tuple(whole.reflection for whole in found) == conversation.reflections
    assert {(whole.essay, whole.page, whole.title) for whole in found} == {
        (ESSAY.essay, ESSAY.url, ESSAY.title)
    }


@given(st.text() | st.text(st.sampled_from([*"'=+-@\t\r\n a＝"])))
def test_a_guard_can_be_taken_off(text: str) -> None:
    """And no cell begins with what a spreadsheet computes."""
    assert unguarded(guarded(text)) == text
    assert guarded(text).strip()[:1] not in tuple("=+-@＝＋－＠")


@given(conversations(ANY_TEXT))
def test_replies_hang_from_the_nearest_that_is_written(conversation: Conversation) -> None:
    """Each stands after what it answers, which stood above it before."""
    for statuses in ({Status.PUBLISHED}, {Status.PUBLISHED, Status.PENDING}, set(Status)):
        chosen = select(conversation, statuses)
        before = {one.id: one for one in conversation.reflections}
        assert [one.id for one in chosen] == [
            one.id for one in conversation.reflections if one.state.status in statuses
        ]
        seen = {""}
        for one in chosen:
            above = before[one.id].in_reply_to
            while above and before[above].state.status not in statuses:
                above = before[above].in_reply_to
            assert one.in_reply_to == above
            assert above in seen
            seen.add(one.id)


@given(conversations(ANY_TEXT))
def test_every_reflection_has_a_moment_that_its_date_allows(conversation: Conversation) -> None:
    found = moments(conversation.reflections, conversation.published)
    for one in conversation.reflections:
        if one.date_precision is Precision.MINUTE:
            assert found[one.id] == one.date
        else:
            parent = found.get(one.in_reply_to, ESSAY.published)
            assert found[one.id] >= min(parent, one.date or ESSAY.published)


# The formats of other systems, through the importers of those systems.

READERS = {
    "isso": "isso_json",
    "jf2": "webmention",
    "wordpress": "wordpress",
    "disqus": "wordpress",
}
"""The module that reads what each exporter writes."""


def read_back(name: str, conversation: Conversation) -> Reading:
    importer = import_module(f"pelican.plugins.reflections.importers.{READERS[name]}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export.{name}"
        path.write_text(EXPORTERS[name].dump([conversation], SITE), encoding="utf-8")
        return importer.read(path, {})


def kept(
    written: tuple[Reflection, ...], keeps: frozenset[str], moment: dict[str, datetime]
) -> Iterator[dict[str, Any]]:
    """Yield what a format says that it keeps of each reflection."""
    places = {"": -1} | {one.id: place for place, one in enumerate(written)}
    for one in written:
        author = one.author or Author(name="")
        whole = {
            "in_reply_to": places[one.in_reply_to],
            "date": moment[one.id].astimezone(UTC),
            "author.name": author.name,
            "author.url": author.url,
            "author.role": author.role is Role.AUTHOR,
            "state": one.state.status.value,
            "body": comment_html(one.body),
        }
        yield {key: value for key, value in whole.items() if key in keeps}


def came_back(records: tuple[Record, ...], keeps: frozenset[str]) -> Iterator[dict[str, Any]]:
    places = {"": -1} | {one.identifier: place for place, one in enumerate(records)}
    for one in records:
        whole = {
            "in_reply_to": places[one.parent],
            "date": one.date,
            "author.name": one.author,
            "author.url": one.author_url,
            "author.role": one.by_author,
            "state": one.fate.value,
            "body": comment_html(one.body),
        }
        yield {key: value for key, value in whole.items() if key in keeps}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=50)
@given(conversation=conversations(BODIES))
def test_what_a_format_keeps_comes_back(name: str, conversation: Conversation) -> None:
    """The importer of the other system finds what the exporter says that it keeps, and no more."""
    exporter = EXPORTERS[name]
    written = select(conversation, exporter.statuses)
    reading = read_back(name, conversation)
    assert reading.problems == ()
    assert reading.recoveries == ()
    moment = dict(moments(written, conversation.published))
    expected = [*kept(written, exporter.keeps, moment)]
    found = [*came_back(reading.records, exporter.keeps)]
    for one, wanted, back in zip(written, expected, found, strict=True):
        if name == "jf2" and one.date_precision is not Precision.MINUTE:
            wanted.pop("date"), back.pop("date")
    assert found == expected
    assert {record.page for record in reading.records} <= {ESSAY.url, "/le-pont/"}


@given(conversations(ANY_TEXT | BODIES))
def test_xml_is_well_formed_and_json_is_json(conversation: Conversation) -> None:
    """Whatever the texts are, another program can read the file."""
    for name in ("wordpress", "disqus"):
        root = etree.fromstring(EXPORTERS[name].dump([conversation], SITE).encode())
        titles = root.xpath("//item/title/text()")
        assert set(titles) <= {ESSAY.title}
    for name in ("isso", "jf2"):
        json.loads(EXPORTERS[name].dump([conversation], SITE))


@given(conversations(ANY_TEXT))
def test_the_same_conversation_gives_the_same_bytes(conversation: Conversation) -> None:
    for exporter in EXPORTERS.values():
        assert exporter.dump([conversation], SITE) == exporter.dump([conversation], SITE)


def test_nothing_pending_or_gone_is_published_elsewhere() -> None:
    """Isso and webmention tools show all that they are given."""
    assert EXPORTERS["isso"].statuses == EXPORTERS["jf2"].statuses == {Status.PUBLISHED}
    assert {Fate.PUBLISHED.value, Fate.PENDING.value} == {
        status.value for status in EXPORTERS["wordpress"].statuses
    }
