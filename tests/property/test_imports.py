"""What is true of every import, whatever an export holds."""

import json
import re
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.reflections.files import dump_reflection, parse_reflection
from pelican.plugins.reflections.importers import IMPORTERS
from pelican.plugins.reflections.importers.models import Fate, Reading, Record
from pelican.plugins.reflections.importers.page_map import (
    build_page_map,
    find_essay,
    normal_page,
    unused_keys,
)
from pelican.plugins.reflections.importers.pipeline import Outcome, Site, build_reflections
from pelican.plugins.reflections.importers.values import read_line, read_moment, read_text
from pelican.plugins.reflections.models import Precision, Rating, Status
from pelican.plugins.reflections.threads import build_threads, shared_id_problems

NOW = datetime(2026, 11, 21, 10, 30, 15, 500, tzinfo=UTC)
ESSAYS = {"le-pont": ("le-pont", "the-bridge"), "la-rive": ("la-rive",)}
SITE = Site(page_map=build_page_map(ESSAYS))

IDENTIFIERS = st.sampled_from("abcdefgh")
PRIVATE = st.sampled_from(
    ["ann@mail.example", "A <a@b.example>", "192.0.2.1", "::1", "@a@b.example", "a\u202eb\x00c"]
)
NAMES = st.text(max_size=20) | PRIVATE
ADDRESSES = st.sampled_from(
    [
        "",
        "https://a.example/",
        "javascript:alert(1)",
        "https://u:p@a.example/",
        "//a",
        "https://a/?m=a@b.example",
    ]
) | st.text(max_size=10)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PAGES = st.sampled_from(
    ["/le-pont/", "https://x.example/the-bridge.html", "/la-rive", "/nulle-part", ""]
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Return a record, of which only the types are right."""
    return Record(
        identifier=draw(IDENTIFIERS | NAMES),
        page=draw(PAGES),
        page_title=draw(NAMES),
        parent=draw(st.just("") | IDENTIFIERS),
        author=draw(NAMES),
        author_url=draw(ADDRESSES),
        by_author=draw(st.booleans()),
        date=draw(st.none() | st.datetimes(timezones=ZONES)),
        date_precision=draw(st.sampled_from(Precision)),
        order=draw(st.none() | st.integers()),
        lang=draw(st.sampled_from(["", "fr", "EN_us", "x", "langue"])),
        rating=draw(st.none() | st.builds(Rating, value=st.floats(), max=st.floats())),
        url=draw(ADDRESSES),
        body=draw(st.text(max_size=40) | PRIVATE | st.just("+++\nfin")),
        fate=draw(st.sampled_from(Fate) | st.just(Fate.PUBLISHED)),
        raw=draw(st.text(max_size=5)),
        line=draw(st.integers(0, 9)),
    )


READINGS = st.builds(
    Reading,
    system=st.sampled_from(["disqus", "mastodon"]),
    scope=st.sampled_from(["", "forum"]),
    records=st.lists(records(), max_size=12).map(tuple),
)


def run(reading: Reading) -> Outcome:
    return build_reflections(reading, SITE, lang="fr", now=NOW)


@given(READINGS)
def test_every_record_is_accounted_for(reading: Reading) -> None:
    """It is a reflection, or skipped for a reason, or on a page that nobody knows."""
    outcome = run(reading)
    made = sum(map(len, outcome.essays.values()))
    unmapped = sum(page.count for page in outcome.unmapped)
    assert made + sum(outcome.skipped.values()) + unmapped == len(reading.records)


def check_all(reading: Reading) -> None:
    """Check each file alone, each conversation as a whole, and all of them together."""
    outcome = run(reading)
    for _, reflection in outcome.reflections():
        assert parse_reflection(dump_reflection(reflection), "r.md") == (reflection, ())
    for reflections in outcome.essays.values():
        assert build_threads(reflections, "r")[1] == ()
    assert shared_id_problems(outcome.essays) == []


@given(READINGS)
def test_what_is_imported_passes_the_site_s_own_check(reading: Reading) -> None:
    check_all(reading)


@given(READINGS)
def test_an_import_is_the_same_each_time(reading: Reading) -> None:
    """And at another time but for the moment since when a deleted or undated one is so."""
    outcome = run(reading)
    assert run(reading) == outcome
    later = build_reflections(reading, SITE, lang="fr", now=NOW + timedelta(days=9))
    assert [(one.id, one.in_reply_to, one.body) for _, one in later.reflections()] == [
        (one.id, one.in_reply_to, one.body) for _, one in outcome.reflections()
    ]


@given(READINGS)
def test_only_places_that_something_hangs_from_are_kept(reading: Reading) -> None:
    for reflections in run(reading).essays.values():
        answered = {one.in_reply_to for one in reflections}
        places = {one.id for one in reflections if one.state.status is Status.ERASED}
        elsewhere = run(reading).notes
        assert places <= answered or any(note.change == "other-page" for note in elsewhere)


@given(READINGS)
def test_a_second_import_finds_what_the_first_has_made(reading: Reading) -> None:
    """With the reflections in their places, nothing new is there."""
    outcome = run(reading)
    places = {one.id: essay for essay, one in outcome.reflections()}
    again = build_reflections(
        reading, Site(page_map=SITE.page_map, places=places), lang="fr", now=NOW
    )
    assert again.essays == outcome.essays


@given(st.text(max_size=30))
def test_no_page_breaks_the_map(page: str) -> None:
    """Each has one form, which is its own."""
    assert find_essay(page, SITE.page_map) in ("", *ESSAYS)
    assert unused_keys(SITE.page_map, [page]) == ()
    normal = normal_page(page)
    assert "\n" not in read_line(normal)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(JSON)
def test_no_value_of_an_export_breaks_the_readers_of_values(value: Any) -> None:  # noqa: ANN401
    text = read_text(value)
    assert text == read_text(text)
    assert "\n" not in read_line(value)
    moment, precision = read_moment(value)
    assert (moment is None) == (precision is Precision.UNKNOWN)
    assert moment is None or (moment.tzinfo is UTC and not moment.microsecond)


WORDS = re.findall(
    r"\S+",
    "version comments commenters pages commentHex parentHex commenterHex markdown html url state "
    "id parentId pageId ancestors descendants status in_reply_to_id content account visibility "
    "children links wm-id wm-source wm-target wm-property source target data author name pid text "
    "orig user locator time media_attachments emojis card replies_count users blocked",
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["public"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(st.sampled_from(["comentario", "commento", "mastodon", "remark42", "webmention"]), VALUES)
def test_no_json_breaks_an_importer(name: str, value: Any) -> None:  # noqa: ANN401
    """Whatever stands where: it gives records, or a problem; all can then be imported."""
    header = {"version": 1} if isinstance(value, dict) else {}
    text = json.dumps(value if not header else {**value, **header})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.json")
        path.write_text(f'{{"version":1}}\n{text}' if name == "remark42" else text, "utf-8")
        reading = IMPORTERS[name](path, {})
    assert not (reading.records and reading.problems)
    check_all(reading)


TEXTS = st.text(st.sampled_from("a:- \n'\"{}[]&*!|>%@`#?,_\t\u00e9"), max_size=60)


@given(
    st.sampled_from(["pelican-comments", "staticman"]),
    st.sampled_from([".md", ".yml", ".json", ".rst"]),
    TEXTS | TEXTS.map(lambda text: f"---\n{text}\n---\n{text}") | VALUES.map(json.dumps),
)
def test_no_file_breaks_a_folder(name: str, suffix: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "le-pont")
        page.mkdir()
        (page / f"1{suffix}").write_text(text, "utf-8")
        reading = IMPORTERS[name](Path(folder), {})
    check_all(reading)
