"""What is true of every reflection and of every conversation."""

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pelican.plugins.reflections.dates import end_moment, first_moment
from pelican.plugins.reflections.fields import FORBIDDEN, personal_data
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.ids import ID, import_id, receipt_id
from pelican.plugins.reflections.markup import TAGS, excerpt, render_reflection
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
    Threads,
)
from pelican.plugins.reflections.passages import find_places, normal
from pelican.plugins.reflections.threads import build_threads
from pelican.plugins.reflections.views import DEEPEST, build_conversation

SEEN = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]).filter(
    lambda character: not FORBIDDEN.search(character)
)
LINES = (
    st.text(SEEN | st.sampled_from('"\\+=[]#'), min_size=1, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: text and not personal_data(text))
)
BODIES = st.lists(st.text(SEEN | st.sampled_from("*_`[]()<>&+ \t"), max_size=40), min_size=1).map(
    lambda lines: unicodedata.normalize("NFC", "\n".join(lines)).strip()
)
IDS = st.builds(import_id, st.just("x"), st.text(max_size=5)) | st.builds(
    receipt_id, st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10)
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    max_value=datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=ZONES,
).map(lambda moment: moment.replace(microsecond=0))
WEB = st.sampled_from(["https://example.org/", "http://a.example:8080/b?c=d&e#f"])
DIGESTS = st.binary(min_size=32, max_size=32).map(lambda data: f"sha256:{data.hex()}")
NUMBERS = st.integers(0, 1000) | st.floats(0, 1000)
KNOWN = [precision for precision in Precision if precision is not Precision.UNKNOWN]


def or_none(some: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | some


@st.composite
def ratings(draw: st.DrawFn) -> Rating:
    low, high = sorted([draw(NUMBERS), draw(NUMBERS.filter(bool))])
    return Rating(value=low, max=high)


@st.composite
def reflections(draw: st.DrawFn) -> Reflection:
    """Return any reflection that a file may hold."""
    date = draw(or_none(MOMENTS))
    precision = Precision.UNKNOWN if date is None else draw(st.sampled_from(KNOWN))
    if date is not None and precision is not Precision.MINUTE:
        date = first_moment(date, precision)
    id_ = draw(IDS)
    whole = Reflection(
        id=id_,
        in_reply_to=draw(st.just("") | IDS.filter(lambda other: other != id_)),
        order=draw(or_none(st.integers(1, 999_999))),
        date=date,
        date_precision=precision,
        lang=draw(st.sampled_from(["fr", "en", "pt-BR"])),
        kind=draw(or_none(st.sampled_from(Kind))),
        restated=draw(st.booleans()),
        author=draw(
            or_none(
                st.builds(Author, name=LINES, url=st.just("") | WEB, role=st.sampled_from(Role))
            )
        ),
        rating=draw(or_none(ratings())),
        answers=tuple(
            Answer(question=f"q-{number}", choice=choice)
            for number, choice in enumerate(
                draw(st.lists(st.sampled_from(["", "yes", "rather-no"]), max_size=3))
            )
        ),
        passage=draw(
            or_none(
                st.builds(
                    Passage,
                    exact=LINES,
                    prefix=st.just("") | LINES,
                    suffix=st.just("") | LINES,
                    paragraph=st.just("") | DIGESTS,
                )
            )
        ),
        source=draw(
            st.builds(
                Source,
                channel=st.sampled_from(Channel),
                system=st.sampled_from(["", "disqus", "a-1"]),
                identifier=st.just("") | LINES,
                url=st.just("") | WEB,
                hash=st.just("") | DIGESTS,
                verification=st.sampled_from(["", "none", "dkim:example.org"]),
            )
        ),
        consent=draw(
            or_none(
                st.builds(
                    Consent,
                    basis=st.sampled_from(Basis),
                    notice=st.just("") | LINES,
                    licence=st.just("") | LINES,
                )
            )
        ),
        state=State(status=Status.PUBLISHED, since=draw(or_none(MOMENTS))),
        body=draw(BODIES.filter(bool)),
    )
    status = draw(st.sampled_from(Status))
    if status is Status.PUBLISHED:
        return whole
    state = State(status=status, since=draw(MOMENTS))
    if status is Status.WITHDRAWN:
        return replace(whole, state=state)
    return replace(
        whole,
        author=None,
        rating=None,
        answers=(),
        passage=None,
        source=Source(channel=whole.source.channel),
        state=state,
        body="",
    )


@st.composite
def conversations(draw: st.DrawFn) -> list[Reflection]:
    """Return reflections whose links may be wrong in every way."""
    names = [import_id("x", str(number)) for number in range(draw(st.integers(0, 12)))]
    parents = st.sampled_from(["", "", *names, import_id("x", "nobody")])
    given = [
        Reflection(
            id=name,
            in_reply_to=draw(parents),
            order=draw(or_none(st.integers(1, 3))),
            date=draw(or_none(MOMENTS)),
            date_precision=draw(st.sampled_from(KNOWN)),
            lang="fr",
            source=Source(channel=Channel.FORM),
            state=State(status=draw(st.sampled_from(Status))),
            body="Un texte.",
        )
        for name in names
    ]
    return draw(st.permutations(given))


def published(threads: Threads) -> list[str]:
    return [node.reflection.id for node in threads.nodes() if node.reflection.is_published]


@given(reflections())
def test_what_is_written_is_read_again(reflection: Reflection) -> None:
    text = dump_reflection(reflection)
    assert parse_reflection(text, "r.md") == (reflection, ())


@given(reflections(), st.data())
def test_what_is_written_badly_is_written_well_again(
    reflection: Reflection, data: st.DataObject
) -> None:
    """Whatever form a file is in, its canonical form is one."""
    text = dump_reflection(reflection)
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    end = data.draw(st.sampled_from(["", "\n", "\n\n \n"]))
    changed = unicodedata.normalize(form, text).replace("\n", "\r\n") + end
    read, _ = parse_reflection(changed, "r.md")
    assert read is None or parse_reflection(dump_reflection(read), "r.md") == (read, ())


@given(st.text() | st.text().map(lambda text: f"+++\n{text}\n+++\ntext"))
def test_no_text_breaks_the_parser(text: str) -> None:
    """Every text gives a reflection or a problem."""
    reflection, problems = parse_reflection(text, "r.md")
    assert reflection is not None or problems
    assert all(0 < problem.line <= text.count("\n") + 2 for problem in problems)


@given(reflections(), st.data())
def test_only_the_canonical_form_has_no_problem(
    reflection: Reflection, data: st.DataObject
) -> None:
    """Whatever is put into a file, or cut out of it, is a problem or another right file."""
    text = dump_reflection(reflection)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 9, len(text))))
    changed = text[:start] + data.draw(st.text(max_size=9)) + text[end:]
    read, problems = parse_reflection(changed, "r.md")
    assert (read is not None and dump_reflection(read) == changed) == (not problems)


@given(conversations(), st.randoms(use_true_random=False))
def test_each_published_reflection_appears_once_whatever_the_order(
    given_: list[Reflection], random: Random
) -> None:
    threads, problems = build_threads(given_, "r")
    wanted = {reflection.id for reflection in given_ if reflection.is_published}
    assert sorted(published(threads)) == sorted(wanted)
    shuffled = [*given_]
    random.shuffle(shuffled)
    assert build_threads(shuffled, "r") == (threads, problems)


@given(conversations())
def test_each_reflection_comes_after_its_parent(given_: list[Reflection]) -> None:
    """A link that leads nowhere or in a circle is a problem; every other one is kept."""
    threads, problems = build_threads(given_, "r")
    wrong = {
        problem.path
        for problem in problems
        if "does not exist" in problem.message or "circle" in problem.message
    }
    seen: set[str] = set()
    for node in threads.nodes():
        reply = node.reflection
        kept = bool(reply.in_reply_to) and f"r/{reply.id}.md" not in wrong
        assert (node.parent.id if node.parent else "") == (reply.in_reply_to if kept else "")
        assert node.parent is None or node.parent.id in seen
        assert (node.depth == 0) == (node.parent is None)
        seen.add(reply.id)


@given(conversations())
def test_what_is_not_published_stands_only_above_what_is(given_: list[Reflection]) -> None:
    """A thread has no dead branch: each leaf is published."""
    nodes = [*build_threads(given_, "r")[0].nodes()]
    parents = {node.parent.id for node in nodes if node.parent}
    assert all(node.reflection.is_published or node.reflection.id in parents for node in nodes)


@given(conversations())
def test_the_view_of_a_conversation_has_what_its_threads_have(given_: list[Reflection]) -> None:
    threads, _ = build_threads(given_, "r")
    view = build_conversation(threads, "t", "u/", "fr")
    nodes = [*threads.nodes()]
    assert [one.id for one in view.nodes] == [node.reflection.id for node in nodes]
    assert [one.depth for one in view.nodes] == [node.depth for node in nodes]
    assert [one.withdrawn for one in view.nodes] == [
        not node.reflection.is_published for node in nodes
    ]
    assert view.count == len(published(threads))


@given(conversations())
def test_lists_that_open_close(given_: list[Reflection]) -> None:
    """Each reflection is in as many lists as its depth, down to the deepest that a page has."""
    depth = 0
    for view in build_conversation(build_threads(given_, "r")[0], "t", "u/", "fr").nodes:
        assert depth == min(view.depth, DEEPEST)
        assert not (view.opens and view.closes)
        depth += view.opens - view.closes
    assert depth == 0


@given(st.lists(st.text("ab \u00a0", min_size=1, max_size=12), max_size=4), st.data())
def test_a_passage_is_where_it_was_taken_from(paragraphs: list[str], data: st.DataObject) -> None:
    """With all that stands around it, a quotation that is found is found in its own place."""
    words = [normal(text) for text in paragraphs if normal(text)]
    if not words:
        return
    line = " ".join(words)
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    quote = normal(line[start:end])
    if not quote:
        return
    start += len(line[start:end]) - len(line[start:end].lstrip())
    passage = Passage(
        exact=quote, prefix=normal(line[:start]), suffix=normal(line[start + len(quote) :])
    )
    one = Reflection(id="i-x", lang="fr", source=Source(channel=Channel.FORM), passage=passage)
    text = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(words, 1))
    ends = [sum(len(text) + 1 for text in words[:number]) for number in range(len(words))]
    number = sum(begin <= start for begin in ends)
    assert find_places([one], {"fr": text}) == {"i-x": ("fr", f"p{number}")}


@given(MOMENTS, st.sampled_from(KNOWN))
def test_a_date_lies_in_the_stretch_that_it_names(moment: datetime, precision: Precision) -> None:
    start = first_moment(moment, precision)
    assert start <= moment < end_moment(moment, precision)
    assert first_moment(start, precision) == start


@given(st.text(st.characters() | st.sampled_from("<>&*_`[]()!:/\"'@#-\n ")))
def test_no_text_becomes_an_element_that_is_not_allowed(text: str) -> None:
    markup = render_reflection(text)
    elements = [*html.fragment_fromstring(markup, create_parent="div").iterdescendants()]
    assert {element.tag for element in elements} <= TAGS
    assert {name for element in elements for name in element.attrib} <= {"href", "rel"}
    assert not FORBIDDEN.search(markup)
    assert len(excerpt(text, 30)) <= 30


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=10))
def test_every_receipt_is_an_id(time: int, randomness: bytes) -> None:
    assert ID.fullmatch(receipt_id(time, randomness))
