"""What is true of every header, record, term, link, slug and site."""

import string
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.build.problems import nearest
from pelican.plugins.essays.body import (
    CLOSE,
    OPEN,
    TOKEN,
    Source,
    _slugify,
    close_links,
    render_body,
)
from pelican.plugins.essays.header import dump_header, parse_header, split_header
from pelican.plugins.essays.languages import LANGUAGES
from pelican.plugins.essays.load import Card
from pelican.plugins.essays.models import (
    Choice,
    Header,
    Provenance,
    Question,
    Rating,
    Record,
    Term,
)
from pelican.plugins.essays.record import dump_record, parse_record
from pelican.plugins.essays.site import Site, build_site
from pelican.plugins.essays.slugs import SLUG, slugify
from pelican.plugins.essays.taxonomy import parse_terms
from pelican.plugins.reflections.ids import import_id

ZONE = ZoneInfo("Europe/Paris")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SAID = TEXTS.filter(lambda text: text.strip())
LINES = TEXTS.map(lambda text: text.replace("\n", " ").strip())
WORDS = LINES.filter(bool)
SLUGS = st.from_regex(SLUG, fullmatch=True)
MOMENTS = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    max_value=datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n))),
)
DATES = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
PARTIAL = st.just("") | DATES | DATES.map(lambda day: day[:7]) | DATES.map(lambda day: day[:4])
IN_EACH = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, SAID))
TAGS, SERIES = ("attention", "travail", "virtuel"), ("promesses", "autres")


@st.composite
def headers(draw: st.DrawFn) -> Header:
    published = draw(MOMENTS)
    later = st.timedeltas(timedelta(0), timedelta(days=3000)).map(lambda time: published + time)
    return Header(
        title=draw(WORDS),
        date=published,
        summary=draw(WORDS),
        subtitle=draw(LINES),
        modified=draw(st.none() | later),
        slug=draw(st.just("") | SLUGS),
        status=draw(st.sampled_from(["published", "draft"])),
    )


@st.composite
def ratings(draw: st.DrawFn) -> Rating:
    maximum = draw(st.integers(1, 100))
    return Rating(
        mean=draw(st.integers(0, maximum) | st.floats(0, maximum)),
        maximum=maximum,
        count=draw(st.integers(1, 10**6)),
        source=draw(SAID),
    )


@st.composite
def questions(draw: st.DrawFn, number: int) -> Question:
    names = draw(st.just([]) | st.lists(SLUGS, min_size=2, max_size=3, unique=True))
    choices = tuple(Choice(id=name, text=draw(IN_EACH)) for name in names)
    return Question(id=f"q-{number}", text=draw(IN_EACH), choices=choices)


@st.composite
def records(draw: st.DrawFn) -> Record:
    name = draw(st.text(string.digits + string.ascii_lowercase, min_size=6, max_size=6))
    in_series = draw(st.booleans())
    numbers = draw(st.lists(st.integers(0, 99), unique=True, max_size=3))
    return Record(
        id=f"e-{name}",
        uri=f"tag:a.example,{draw(DATES)}:{draw(st.from_regex(r'[!-~]+', fullmatch=True))}",
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), unique=True))),
        series=draw(st.sampled_from(SERIES)) if in_series else "",
        position=draw(st.integers(1, 99)) if in_series else 0,
        strongest_objection=draw(st.just("") | st.text(max_size=3).map(partial(import_id, "x"))),
        provenance=Provenance(
            **{key: draw(TEXTS) for key in ("author", "title", "place", "updated_in")},
            **{key: draw(PARTIAL) for key in ("first_published", "updated")},
            lang=draw(st.sampled_from(["fr", "en", "pt-BR"])),
            url=draw(st.sampled_from(["", "https://a.example/b?c=d#e", "http://a.example"])),
            note=draw(st.just({}) | IN_EACH),
        ),
        questions=tuple(draw(questions(number)) for number in numbers),
        ratings=tuple(draw(st.lists(ratings(), max_size=2))),
    )


@given(headers(), TEXTS)
@settings(deadline=None)
def test_a_header_is_read_as_it_is_written(header: Header, body: str) -> None:
    """What `dump_header` writes, `parse_header` reads; the body is not touched."""
    text = dump_header(header)
    read, below, first_line, problems = parse_header(text + body, "index.md", ZONE)
    assert problems == ()
    assert read == header
    assert (below, first_line) == (body, text.count("\n") + 1)


@given(TEXTS | st.lists(TEXTS, max_size=5).map("\n".join))
@settings(deadline=None)
def test_any_text_has_a_header_and_a_body(text: str) -> None:
    """Whatever stands in a source, each line of its header is a row, a part of one, or said."""
    rows, body, first_line, strays = split_header(text)
    assert text.endswith(body)
    above = text.split("\n")[: first_line - 1]
    assert {line for line, _, _ in rows} | set(strays) <= set(range(1, len(above) + 1))
    header, _, _, problems = parse_header(text, "index.md", ZONE)
    assert (header is None) == bool(problems)


@given(records())
@settings(deadline=None)
def test_a_record_is_read_as_it_is_written(record: Record) -> None:
    """What `dump_record` writes, `parse_record` reads."""
    text = dump_record(record)
    assert parse_record(text, "essay.toml", tags=TAGS, series=SERIES) == (record, ())
    assert dump_record(record) == text


def quote(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'


@given(
    st.dictionaries(
        SLUGS, st.fixed_dictionaries(dict.fromkeys(LANGUAGES, st.tuples(SAID, SAID))), max_size=4
    ),
    st.randoms(use_true_random=False),
)
@settings(deadline=None)
def test_terms_are_read_whatever_their_order(
    terms: dict[str, dict[str, tuple[str, str]]], random: Random
) -> None:
    """Each key has its words in each language; they come in the order of the keys."""
    expected = {
        key: {
            lang: Term(name=name, slug=key, sentence=said)
            for lang, (name, said) in terms[key].items()
        }
        for key in sorted(terms)
    }
    rows = [
        f"[{key}.{lang}]\nname = {quote(term.name)}\nslug = {quote(term.slug)}\n"
        f"sentence = {quote(term.sentence)}\n"
        for key, row in expected.items()
        for lang, term in row.items()
    ]
    random.shuffle(rows)
    found, problems = parse_terms("\n".join(rows), "tags.toml")
    assert problems == ()
    assert found == expected
    assert list(found) == list(expected)


@given(st.lists(TEXTS.map(lambda text: TOKEN.sub("", text)), min_size=1, max_size=6))
@settings(deadline=None)
def test_links_are_closed_where_they_stand(pieces: list[str]) -> None:
    """Between the pieces stand tokens, and in the end addresses; nothing else has moved."""
    pieces = [piece.replace(OPEN, "").replace(CLOSE, "") for piece in pieces]
    html = pieces[0] + "".join(
        f"{OPEN}{index}{CLOSE}{piece}" for index, piece in enumerate(pieces[1:])
    )
    asked: list[int] = []

    def address(index: int) -> str:
        asked.append(index)
        return f"../{index}/"

    closed = pieces[0] + "".join(f"../{n}/{piece}" for n, piece in enumerate(pieces[1:]))
    assert close_links(html, address) == closed
    assert asked == list(range(len(pieces) - 1))


@given(TEXTS)
@settings(deadline=None)
def test_a_slug_makes_an_address_and_stays_what_it_is(title: str) -> None:
    """A slug of a slug is itself; it is right wherever one is asked for, unless it is empty."""
    for make in (slugify, lambda text: _slugify(text, "-")):
        slug = make(title)
        assert slug == "" or SLUG.fullmatch(slug)
        assert make(slug) == slug


MARKED = st.lists(
    st.sampled_from(
        [
            *("## ", "> ", "- ", "1. ", "    ", "```\n", "```network distances\n", "| a | b |\n"),
            *("|---|---|\n", "[a](", "![", "](", ")", "{filename}", "{static}", "#x", "{#x}"),
            *("[^n]", "[^n]: ", "<div>", "</div>", "<a href=", "&amp;", "&#", "*", "**", "_", "`"),
            *("\\", "\n", "\n\n", "mot", " ", "é", "<!--", "-->", "[r]: ", ":", OPEN, "\x02"),
        ]
    )
    | TEXTS,
    max_size=25,
).map("".join)


@given(MARKED)
@settings(deadline=None, max_examples=300)
def test_any_text_is_rendered_or_refused(text: str) -> None:
    """No text makes the converter fail; each token of what it gives has its link."""
    here = Path(__file__).parent
    source = Source(path="index.md", folder=here, content=here, lang="fr", first_line=5)
    body = render_body(text, source)
    assert (body is None) == bool(source.problems)
    if body is None:
        assert all(problem.line >= source.first_line for problem in source.problems)
        return
    indices = [int(found) for found in TOKEN.findall(body.html)]
    assert all(body.links[index].kind != "here" for index in indices)
    assert OPEN not in close_links(body.html, lambda _: "")
    assert all(link.line >= source.first_line for link in body.links)


def make_card(name: str, lang: str, *, timestamp: int, draft: bool, tags: list[str]) -> Card:
    empty: dict[Any, Any] = {str: "", float: 0.0, bool: False, bytes: b"", int: 0}
    values = {key: empty.get(kind, ()) for key, kind in Card.__annotations__.items()}
    values |= {"source": f"essays/{name}/index{LANGUAGES[lang].suffix}", "lang": lang}
    values |= {"folder": f"essays/{name}", "timestamp": float(timestamp), "draft": draft}
    return Card(**values | {"tags": tuple(tags), "series": "s" if tags else "", "position": 1})


CARDS = st.lists(
    st.builds(
        make_card,
        st.sampled_from("abcdef"),
        st.sampled_from(list(LANGUAGES)),
        timestamp=st.integers(0, 4),
        draft=st.booleans(),
        tags=st.lists(st.sampled_from("xyz"), unique=True),
    ),
    unique_by=lambda card: card.source,
)


def site_of(cards: list[Card], *, drafts: bool = False) -> Site:
    return build_site(cards, [], [], tags={}, series={}, now=2.0, drafts=drafts)


@given(CARDS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_a_site_is_not_that_of_its_sources(cards: list[Card], random: Random) -> None:
    """Whatever the order in which essays are read, the site is the same."""
    shuffled = random.sample(cards, len(cards))
    assert site_of(shuffled) == site_of(cards)
    assert site_of(shuffled, drafts=True) == site_of(cards, drafts=True)


@given(CARDS)
@settings(deadline=None)
def test_each_text_that_is_seen_is_there_once(cards: list[Card]) -> None:
    """In its language, under each of its tags, and by its path; newest first."""
    site = site_of(cards)
    seen = {card for card in cards if not card.draft and card.timestamp <= 2}
    listed = [card for row in site.essays.values() for card in row]
    assert len(listed) == len(seen)
    assert set(listed) == seen == set(site.by_source.values())
    for lang, row in site.essays.items():
        assert all(card.lang == lang for card in row)
        times = [card.timestamp for card in row]
        assert times == sorted(times, reverse=True)
        for tag, tagged in site.by_tag[lang].items():
            assert tagged == tuple(card for card in row if tag in card.tags)
    future = [card.timestamp for card in cards if not card.draft and card.timestamp > 2]
    assert site.next_change == min(future, default=float("inf"))


@given(SAID, st.lists(SAID, max_size=20))
@settings(deadline=None)
def test_a_hint_names_a_known_word_or_some_of_them(word: str, known: list[str]) -> None:
    """Nothing is guessed when nothing is known; a word that is known is its own nearest."""
    hint = nearest(word, known)
    assert bool(hint) == bool(known)
    assert nearest(word, [*known, word]) == f"Did you mean {word!r}?"
