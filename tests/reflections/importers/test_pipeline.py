"""From records to reflections: nothing is lost without a reason, and every change is said."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.importers.models import Fate, Reading, Record
from pelican.plugins.reflections.importers.page_map import build_page_map, parse_page_map
from pelican.plugins.reflections.importers.pipeline import (
    Outcome,
    Site,
    build_reflections,
    missing_parents,
)
from pelican.plugins.reflections.models import (
    Author,
    Channel,
    Precision,
    Rating,
    Reflection,
    Role,
    Source,
    State,
    Status,
)
from pelican.plugins.reflections.threads import build_threads

ESSAYS = {"le-pont": ("le-pont",), "la-rive": ("la-rive",)}
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
NOON = datetime(2015, 6, 1, 12, tzinfo=UTC)


def record(identifier: str, parent: str = "", **values: Any) -> Record:  # noqa: ANN401 - any fields
    """Return a record on the page of "le-pont", written at noon."""
    defaults = {
        "page": "/le-pont/",
        "date": NOON,
        "date_precision": Precision.MINUTE,
        "body": f"Texte {identifier}.",
        "raw": identifier,
        "line": 7,
    }
    return Record(identifier=identifier, parent=parent, **{**defaults, **values})


def run(*records: Record, site: Site | None = None, **values: str) -> Outcome:
    """Return what becomes of some records of one forum."""
    reading = Reading(system="disqus", scope="forum", **{**values, "records": records})
    return build_reflections(
        reading, site or Site(page_map=build_page_map(ESSAYS)), lang="fr", now=NOW
    )


def name(identifier: str) -> str:
    """Return the id of a record's reflection."""
    return import_id("disqus", f"forum:{identifier}")


def one(outcome: Outcome, identifier: str) -> Reflection:
    """Return the reflection of a record."""
    return next(one for _, one in outcome.reflections() if one.id == name(identifier))


def said(outcome: Outcome) -> list[tuple[str, str, int, str]]:
    """Return the changes, as plain values."""
    return [(note.change, note.identifier, note.line, note.message) for note in outcome.notes]


def test_a_record_becomes_a_reflection_with_its_provenance() -> None:
    outcome = run(
        record(
            "12",
            author="Odile",
            author_url="https://odile.example/",
            by_author=True,
            lang="en_GB",
            rating=Rating(value=4, max=5),
            url="https://blog.example/le-pont/#c12",
            order=3,
        )
    )
    assert outcome.notes == ()
    assert one(outcome, "12") == Reflection(
        id=name("12"),
        order=3,
        date=NOON,
        date_precision=Precision.MINUTE,
        lang="en-GB",
        author=Author(name="Odile", url="https://odile.example/", role=Role.AUTHOR),
        rating=Rating(value=4, max=5),
        source=Source(
            channel=Channel.IMPORT,
            system="disqus",
            identifier="12",
            url="https://blog.example/le-pont/#c12",
            hash="sha256:6b51d431df5d7f141cbececcf79edf3dd861c3b4069f0b11661a3eefacbba918",
        ),
        consent=one(outcome, "12").consent,
        state=State(),
        body="Texte 12.",
    )
    assert one(outcome, "12").consent is not None
    assert str(one(outcome, "12").consent.basis) == "legitimate-interest"  # type: ignore[union-attr]


def test_the_way_it_came_is_kept() -> None:
    for system, channel in (("mastodon", "mastodon"), ("webmention", "webmention")):
        reading = Reading(system=system, records=(record("1"),))
        site = Site(page_map=build_page_map(ESSAYS))
        (found,) = build_reflections(reading, site, lang="fr", now=NOW).essays["le-pont"]
        assert found.source.channel == channel
        assert found.id == import_id(system, "1")


def test_a_record_of_a_site_like_this_one_keeps_its_id() -> None:
    """So that what was exported here and comes back is the same."""
    own = "r-01JD9Q3V7M8X2K4T6Y0B5C1N7P"
    (found,) = run(record(own)).essays["le-pont"]
    assert found.id == own


def test_threads_of_any_depth_are_kept() -> None:
    """Whatever the order of the file."""
    depth = 3000
    chain = [record(str(n), str(n - 1) if n else "") for n in range(depth)]
    outcome = run(*reversed(chain))
    threads, problems = build_threads(outcome.essays["le-pont"], "r")
    assert problems == ()
    assert max(node.depth for node in threads.nodes()) == depth - 1


def test_what_is_pending_waits_since_it_was_written() -> None:
    """Or since the import, when nobody knows when that was."""
    undated = {"date": None, "date_precision": Precision.UNKNOWN}
    outcome = run(record("1", fate=Fate.PENDING), record("2", fate=Fate.PENDING, **undated))
    assert one(outcome, "1").state == State(status=Status.PENDING, since=NOON)
    assert one(outcome, "2").state == State(status=Status.PENDING, since=NOW)


def test_a_deleted_one_leaves_its_place_if_something_descends_from_it() -> None:
    """Only its place: neither its name nor its text, even when the export still has them."""
    outcome = run(
        record("1", fate=Fate.DELETED, author="Odile", url="https://x.example/1"),
        record("2", "1", fate=Fate.DELETED),
        record("3", "2"),
        record("4", fate=Fate.DELETED),
        record("5", "4", fate=Fate.SPAM),
    )
    assert one(outcome, "1") == Reflection(
        id=name("1"),
        date=NOON,
        date_precision=Precision.MINUTE,
        lang="fr",
        source=Source(channel=Channel.IMPORT),
        state=State(status=Status.ERASED, since=NOW),
    )
    assert one(outcome, "2").in_reply_to == name("1")
    assert one(outcome, "3").in_reply_to == name("2")
    assert outcome.skipped == {"deleted": 1, "spam": 1}
    assert outcome.notes == ()


@pytest.mark.parametrize(
    "fate", [Fate.SPAM, Fate.TRASH, Fate.PINGBACK, Fate.EMPTY, Fate.UNREADABLE]
)
def test_an_answer_to_what_is_skipped_goes_to_what_that_answered(fate: Fate) -> None:
    outcome = run(
        record("1"),
        record("2", "1", fate=fate),
        record("3", "2", fate=fate),
        record("4", "3"),
        record("5", fate=fate),
        record("6", "5"),
    )
    assert one(outcome, "4").in_reply_to == name("1")
    assert one(outcome, "6").in_reply_to == ""
    assert outcome.skipped == {fate: 3}
    start = "which is not imported"
    assert said(outcome) == [
        ("reattached", "4", 7, f"answered '3', {start} ({fate}): it answers '1' now"),
        ("reattached", "6", 7, f"answered '5', {start} ({fate}): it answers the essay now"),
    ]


def test_a_record_without_words_is_empty() -> None:
    outcome = run(record("1", body=" \n\t\n"), record("2", body="\u202e\u200b"))
    assert outcome.skipped == {"empty": 2}


def test_a_record_without_a_name_or_with_that_of_another_is_counted() -> None:
    outcome = run(record("1"), record("1", body="Autre."), record(""), record("", fate=Fate.SPAM))
    assert one(outcome, "1").body == "Texte 1."
    assert outcome.skipped == {"duplicate": 1, "nameless": 1, "spam": 1}


def test_an_answer_to_what_is_not_there_goes_to_the_essay() -> None:
    outcome = run(record("1", "99"))
    assert one(outcome, "1").in_reply_to == ""
    message = "answered '99', which is not in the file: it answers the essay now"
    assert said(outcome) == [("orphan", "1", 7, message)]


def test_an_answer_to_what_is_on_the_site_already_is_kept() -> None:
    """An export of later comments does not hold the earlier ones; one of another essay is none."""
    (parent,) = run(record("1")).essays["le-pont"]
    page_map = build_page_map(ESSAYS)
    reading = Reading(system="disqus", scope="forum", records=(record("2", "1"),))
    assert missing_parents(reading) == {name("1")}
    here = Site(page_map=page_map, places={parent.id: "le-pont"}, standing={parent.id: parent})
    assert one(run(record("2", "1"), site=here), "2").in_reply_to == parent.id
    there = Site(page_map=page_map, places={parent.id: "la-rive"}, standing={parent.id: parent})
    outcome = run(record("2", "1"), site=there)
    assert one(outcome, "2").in_reply_to == ""
    message = "answered one on 'la-rive': it answers its own essay now"
    assert said(outcome) == [("other-page", "2", 7, message)]


def test_an_answer_on_another_page_answers_its_own_essay() -> None:
    outcome = run(record("1"), record("2", "1", page="/la-rive/"))
    assert one(outcome, "2").in_reply_to == ""
    assert [*outcome.essays] == ["la-rive", "le-pont"]
    message = "answered one on 'le-pont': it answers its own essay now"
    assert said(outcome) == [("other-page", "2", 7, message)]


def test_a_circle_is_cut_at_the_oldest() -> None:
    later = NOON + timedelta(hours=1)
    outcome = run(
        record("1", "3", date=later),
        record("2", "1"),
        record("3", "2", date=later),
        record("4", "4"),
    )
    parents = {key: one(outcome, key).in_reply_to for key in "1234"}
    assert parents == {"1": name("3"), "2": "", "3": name("2"), "4": ""}
    message = "answers itself in a circle: it answers the essay now"
    assert said(outcome) == [("circle", "2", 7, message), ("circle", "4", 7, message)]


def test_a_date_before_what_is_answered_is_kept_in_part() -> None:
    """To the day, the month or the year that can be true; not at all when none can."""
    dates = {
        "2": datetime(2015, 6, 1, 11, 30, tzinfo=UTC),
        "3": datetime(2015, 6, 1, 11, 59, 30, tzinfo=UTC),
        "4": datetime(2015, 5, 1, tzinfo=UTC),
        "5": datetime(1970, 1, 1, tzinfo=UTC),
    }
    outcome = run(record("1"), *(record(key, "1", date=date) for key, date in dates.items()))
    kept = {
        key: (str(one(outcome, key).date or ""), str(one(outcome, key).date_precision))
        for key in dates
    }
    assert kept == {
        "2": ("2015-06-01 00:00:00+00:00", "day"),
        "3": ("2015-06-01 00:00:00+00:00", "day"),
        "4": ("2015-01-01 00:00:00+00:00", "year"),
        "5": ("", "unknown"),
    }
    start = "is dated before what it answers: its date is"
    assert said(outcome) == [
        ("clock", "2", 7, f"{start} kept to the day"),
        ("clock", "3", 7, f"{start} kept to the day"),
        ("clock", "4", 7, f"{start} kept to the year"),
        ("clock", "5", 7, f"{start} not kept"),
    ]
    assert build_threads(outcome.essays["le-pont"], "r")[1] == ()


def test_dates_are_in_utc_and_to_their_precision() -> None:
    zone = datetime.fromisoformat("2015-06-01T01:30:15.5+02:00")
    outcome = run(
        record("1", date=zone),
        record("2", date=zone, date_precision=Precision.DAY),
        record("3", date=zone, date_precision=Precision.UNKNOWN),
        record("4", date=datetime(1, 1, 1, tzinfo=UTC)),
    )
    dates = [str(one(outcome, key).date or "") for key in "1234"]
    assert dates == ["2015-05-31 23:30:15+00:00", "2015-06-01 00:00:00+00:00", "", ""]
    assert said(outcome) == [("date", "4", 7, "is dated 1: its date is not kept")]


@pytest.mark.parametrize(
    ("signed", "kept", "message"),
    [
        ("ann@mail.example", "", "is signed with an address: nothing is kept"),
        ("Ann <ann@mail.example>", "Ann", "is signed with an address: only the name is kept"),
        ("192.0.2.17", "", "is signed with an address: nothing is kept"),
        ("@ann@social.example", "@ann@social.example", ""),
        (" Ann\n\u202eB ", "Ann B", ""),
        ("\u200d", "", ""),
        ("a" * 201, "a" * 199 + "\u2026", "is signed with a very long name: it is cut"),
    ],
)
def test_a_name_that_is_an_address_is_not_kept(signed: str, kept: str, message: str) -> None:
    outcome = run(record("1", author=signed))
    author = one(outcome, "1").author
    assert (author.name if author else "") == kept
    assert said(outcome) == ([("name", "1", 7, message)] if message else [])


def test_addresses_and_ratings_that_no_reflection_may_have_are_left_out() -> None:
    outcome = run(
        record(
            "1",
            author="Ann",
            author_url="javascript:alert(1)",
            url="https://x.example/?m=a@b.example",
            rating=Rating(value=6, max=5),
        ),
        record("2", rating=Rating(value=float("nan"), max=5)),
        record("3", rating=Rating(value=0, max=0)),
    )
    assert said(outcome) == [
        ("address", "1", 7, "the address of its author is not kept: a reflection cannot have it"),
        ("rating", "1", 7, "gives 6 of 5: its rating is not kept"),
        ("address", "1", 7, "its own address is not kept: a reflection cannot have it"),
        ("rating", "2", 7, "gives nan of 5: its rating is not kept"),
        ("rating", "3", 7, "gives 0 of 0: its rating is not kept"),
    ]


def test_an_identifier_that_no_file_may_have_is_only_in_the_id() -> None:
    """The id follows from it, and is the same again at the next import."""
    outcome = run(record("ann@mail.example"), record("x" * 501), record("a\nb"))
    assert {one.source.identifier for _, one in outcome.reflections()} == {""}
    assert one(outcome, "ann@mail.example").body == "Texte ann@mail.example."


def test_an_address_in_a_text_is_for_people_to_judge() -> None:
    outcome = run(record("1", body="Write to ann@mail.example."))
    assert one(outcome, "1").body == "Write to ann@mail.example."
    assert said(outcome) == [
        ("email-in-text", "1", 7, "gives an e-mail address in its text: kept")
    ]


def test_a_text_too_long_for_the_site_is_left_out_and_said() -> None:
    outcome = run(record("1", body="a" * 20_001), record("2", "1"))
    assert outcome.skipped == {"too-long": 1}
    assert said(outcome) == [
        ("refused", "1", 7, "has 20001 characters, and 20000 are the most: it was left out"),
        (
            "reattached",
            "2",
            7,
            "answered '1', which is not imported (too-long): it answers the essay now",
        ),
    ]


def test_what_was_erased_here_does_not_come_back() -> None:
    """Nor when it is in the file again; its place does, if something new answers it."""
    erased = Site(page_map=build_page_map(ESSAYS), erased={name("1"), name("2")})
    outcome = run(record("1"), record("2"), record("3", "2"), site=erased)
    assert outcome.skipped == {"erased-here": 1}
    assert one(outcome, "2").state.status is Status.ERASED
    assert one(outcome, "3").in_reply_to == name("2")


def test_what_was_moved_to_another_essay_stays_there() -> None:
    """With its page still that of the first."""
    site = Site(page_map=build_page_map(ESSAYS), places={name("1"): "la-rive"})
    assert [*run(record("1"), site=site).essays] == ["la-rive"]


def test_pages_that_no_essay_answers_to_are_counted_once_for_all_their_addresses() -> None:
    outcome = run(
        record("1", page="https://x.example/a/#c1", page_title="Un  titre"),
        record("2", page="http://www.x.example/a"),
        record("3", page="/b", fate=Fate.SPAM),
        record("4", page="/c"),
        record("5", "4", page="/c", fate=Fate.DELETED),
    )
    assert [(page.page, page.count, page.title) for page in outcome.unmapped] == [
        ("https://x.example/a/", 2, "Un titre"),
        ("/c", 1, ""),
    ]
    assert outcome.skipped == {"deleted": 1, "spam": 1}


def test_pages_that_the_map_leaves_out_are_skipped() -> None:
    page_map, _ = parse_page_map('[pages]\n"/tag/*" = false\n', "m.toml", ESSAYS)
    assert page_map is not None
    outcome = run(record("1", page="/tag/a"), site=Site(page_map=page_map))
    assert outcome.skipped == {"left-out": 1}
    assert outcome.unmapped == ()


def test_what_the_other_system_has_deleted_since_is_found() -> None:
    site = Site(page_map=build_page_map(ESSAYS), places={name("1"): "le-pont"})
    outcome = run(record("1", fate=Fate.DELETED), record("2", fate=Fate.DELETED), site=site)
    assert outcome.deleted == (name("1"),)


def test_the_language_is_the_record_s_or_the_one_given() -> None:
    langs = {"1": "", "2": "pt-BR", "3": "EN_us", "4": "français"}
    outcome = run(*(record(key, lang=lang) for key, lang in langs.items()))
    assert [one(outcome, key).lang for key in langs] == ["fr", "pt-BR", "en-us", "fr"]


def test_progress_is_told() -> None:
    told: list[int] = []
    reading = Reading(system="x", records=(record("1"), record("2", fate=Fate.SPAM)))
    site = Site(page_map=build_page_map(ESSAYS))
    build_reflections(reading, site, lang="fr", now=NOW, progress=told.append)
    assert told == [1, 2]
