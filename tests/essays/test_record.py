"""`essay.toml` is read into one record; every wrong value is said, with its own line."""

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.models import Choice, Next, Provenance, Question, Rating, Record
from pelican.plugins.essays.record import dump_record, parse_record

PATH = "content/essays/le-pont/essay.toml"
TAGS, SERIES = ("attention", "travail"), ("promesses",)

WHOLE = """\
id = "e-4k7m2p"
uri = "tag:rives.example,2026:e-4k7m2p"
tags = ["travail", "attention"]
series = "promesses"
position = 2

[provenance]
author = "Une pontonnière"
title = "Du \\"pont\\""
place = "feuille « L’Écluse »"
first_published = 2008-05-01
updated = "2012-04"
updated_in = "recueil « Eaux »"
url = "https://ecluse.example/du-pont"
note.fr = "La feuille ne dit pas son numéro."
note.en = "The sheet does not give its number."

[[questions]]
id = "q-1"
fr = "Quel pont prenez-vous ?"
en = "Which bridge do you take?"

[[questions]]
id = "q-2"
fr = "Et lequel évitez-vous ?"
en = "And which do you avoid?"

[[ratings]]
mean = 4.5
maximum = 5
count = 8
source = "L’Écluse"

[next]
essay = "e-9x2c5v"
because.fr = "parce qu’on y passe à pied"
because.en = "because there one crosses on foot"
"""
RECORD = Record(
    id="e-4k7m2p",
    uri="tag:rives.example,2026:e-4k7m2p",
    tags=("travail", "attention"),
    series="promesses",
    position=2,
    provenance=Provenance(
        author="Une pontonnière",
        title='Du "pont"',
        place="feuille « L’Écluse »",
        first_published="2008-05-01",
        updated="2012-04",
        updated_in="recueil « Eaux »",
        url="https://ecluse.example/du-pont",
        note={
            "fr": "La feuille ne dit pas son numéro.",
            "en": "The sheet does not give its number.",
        },
    ),
    questions=(
        Question(
            id="q-1",
            text={"fr": "Quel pont prenez-vous ?", "en": "Which bridge do you take?"},
        ),
        Question(
            id="q-2", text={"fr": "Et lequel évitez-vous ?", "en": "And which do you avoid?"}
        ),
    ),
    ratings=(Rating(mean=4.5, maximum=5, count=8, source="L’Écluse"),),
    next=Next(
        essay="e-9x2c5v",
        because={"fr": "parce qu’on y passe à pied", "en": "because there one crosses on foot"},
    ),
)


def parse(text: str) -> tuple[Record | None, tuple[Problem, ...]]:
    return parse_record(text, PATH, tags=TAGS, series=SERIES)


def test_a_whole_record_gives_every_field() -> None:
    """Each key of the file has its field, and the tags keep their order."""
    assert parse(WHOLE) == (RECORD, ())


def test_a_record_needs_its_two_names_alone() -> None:
    """What is not said is empty."""
    text = 'id = "e-4k7m2p"\nuri = "tag:rives.example,2026:e-4k7m2p"\n'
    assert parse(text) == (Record(id="e-4k7m2p", uri="tag:rives.example,2026:e-4k7m2p"), ())


def test_a_record_is_written_as_it_is_read() -> None:
    """The text of a record in canonical form is the text that it gives."""
    assert dump_record(RECORD) == WHOLE


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2008-03-14", "2008-03-14"),
        ('"2008-03-14"', "2008-03-14"),
        ('"2008-03"', "2008-03"),
        ('"2008"', "2008"),
        ('""', ""),
    ],
)
def test_a_date_says_as_much_as_is_known(written: str, read: str) -> None:
    """A year, a month or a day; a day may be TOML's own."""
    record, problems = parse(WHOLE.replace("2008-05-01", written))
    assert problems == ()
    assert record is not None
    assert record.provenance.first_published == read


def edited(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1, old
    return WHOLE.replace(old, new)


ID_HINT = "Expected 'e-' and six letters or digits: 'e-7k3q9x'."
URI_HINT = "Expected a tag URI: 'tag:example.org,2026:e-7k3q9x'."
DATE_HINT = 'Expected 2008-03-14, or "2008-03", or "2008".'
KEYS = "Known: id, position, provenance, questions, ratings, series, tags, uri."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (edited('id = "e-4k7m2p"\n', 'id = "e-4K7"\n'), (1, "'id' is 'e-4K7'", ID_HINT)),
        (edited('id = "e-4k7m2p"\n', ""), (0, "'id' is missing", ID_HINT)),
        (edited("tag:rives.example,2026", "rives"), (2, "'uri' is 'rives:e-4k7m2p'", URI_HINT)),
        (edited('"tag:rives.example,2026:e-4k7m2p"', "7"), (2, "'uri' is 7", URI_HINT)),
        (edited("tags", "tag"), (3, "unknown key 'tag'", "Did you mean 'tags'?")),
        (
            edited('"travail", ', '"travial", '),
            (
                3,
                "unknown tag 'travial', which content/tags.toml does not have",
                "Did you mean 'travail'?",
            ),
        ),
        (edited('"travail", ', '"attention", '), (3, "'tags' names one tag twice", "")),
        (
            edited('["travail", "attention"]', '"travail"'),
            (3, "'tags' is 'travail'", 'Expected a list: ["work", "attention"].'),
        ),
        (
            edited('"promesses"', '"rives"'),
            (
                4,
                "'series' is 'rives', which content/series.toml does not have",
                "Known: promesses.",
            ),
        ),
        (edited('series = "promesses"\n', ""), (4, "'series' and 'position' go together", "")),
        (edited("position = 2\n", ""), (4, "'series' and 'position' go together", "")),
        (
            edited('essay = "e-9x2c5v"', 'essay = "e-4k7m2p"'),
            (35, "'essay' names this essay itself", "Name another one."),
        ),
        (
            edited('essay = "e-9x2c5v"\n', ""),
            (34, "'essay' is missing", "Expected the id of another essay: 'e-7k3q9x'."),
        ),
        (
            edited('because.en = "because there one crosses on foot"\n', ""),
            (36, "'because.en' is missing", 'Expected because.en = "…".'),
        ),
        (edited("= 2\n", "= 0\n"), (5, "'position' is 0", "Expected a whole number from 1.")),
        (
            edited("= 2\n", "= true\n"),
            (5, "'position' is True", "Expected a whole number from 1."),
        ),
        (
            edited("author =", "autor ="),
            (8, "unknown key 'autor' in [provenance]", "Did you mean 'author'?"),
        ),
        (
            edited('"Une pontonnière"', '["Une", "Deux"]'),
            (8, "'author' is ['Une', 'Deux']", "Expected text in quotes."),
        ),
        (edited('"2012-04"', '"2012-13"'), (12, "'updated' is '2012-13'", DATE_HINT)),
        (edited('"2012-04"', "2012"), (12, "'updated' is 2012", DATE_HINT)),
        (
            edited("https://ecluse", "ftp://ecluse"),
            (
                14,
                "'url' is 'ftp://ecluse.example/du-pont'",
                "Expected an http or https address.",
            ),
        ),
        (
            edited('note.en = "The sheet does not give its number."\n', ""),
            (15, "'note.en' is missing", 'Expected note.en = "…".'),
        ),
        (edited("note.en", "note.de"), None),
        (
            edited('id = "q-2"', 'id = "q-1"'),
            (24, "two questions have the id 'q-1'", ""),
        ),
        (
            edited('id = "q-2"', 'id = "2"'),
            (24, "'id' is '2'", "Expected 'q-' and a number: 'q-1'."),
        ),
        (
            edited('en = "And which do you avoid?"\n', ""),
            (23, "'en' is missing", 'Expected en = "…".'),
        ),
        (edited("mean = 4.5", "mean = 6"), (29, "'mean' is 6", "Expected a number from 0 to 5.")),
        (edited("mean = 4.5", 'mean = "4"'), (29, "'mean' is '4'", "Expected a number.")),
        (edited("count = 8\n", ""), (28, "'count' is missing", "Expected a whole number from 1.")),
        (
            edited("[provenance]\n", "").replace("note.fr", "[note]\nfr").replace("note.en", "en"),
            None,
        ),
        (
            WHOLE.partition("[[questions]]")[0] + "[questions]\n",
            (18, "'questions' is {}", "Expected tables: [[questions]]."),
        ),
        (
            edited('"e-4k7m2p"\n', '"e-4k7m2p\n'),
            (1, "not TOML: a text has no closing quote on its line", "See https://toml.io."),
        ),
        (
            edited("position = 2", "position"),
            (
                5,
                "not TOML: Expected '=' after a key in a key/value pair",
                "See https://toml.io.",
            ),
        ),
    ],
)
def test_each_wrong_value_is_said(text: str, problem: tuple[int, str, str] | None) -> None:
    """A record with a problem is none; a problem names the line of its own table."""
    record, problems = parse(text)
    assert record is None
    if problem:
        assert problems == (Problem(PATH, *problem),)
    else:
        assert len(problems) > 1


def test_the_line_is_that_of_the_table_that_is_wrong() -> None:
    """Keys of one name stand in several tables: each problem has the line of its own."""
    text = WHOLE + '\n[[ratings]]\nmean = 7\nmaximum = 5\nsource = "La Vanne"\n'
    _, problems = parse(text.replace('id = "q-1"', 'id = "one"'))
    assert [(problem.line, problem.message) for problem in problems] == [
        (19, "'id' is 'one'"),
        (39, "'count' is missing"),
        (40, "'mean' is 7"),
    ]


ASKING = """\
id = "e-4k7m2p"
uri = "tag:rives.example,2026:e-4k7m2p"
tags = []
strongest_objection = "i-fonsm65p7zm6vmlboaaive2she"

[provenance]

[[questions]]
id = "q-1"
fr = "Lequel évitez-vous ?"
en = "Which do you avoid?"

[[questions.choices]]
id = "le-vieux"
fr = "Le vieux"
en = "The old one"

[[questions.choices]]
id = "aucun"
fr = "Aucun"
en = "None"

[[questions]]
id = "q-2"
fr = "Le refaire ?"
en = "Build it again?"

[[questions.choices]]
id = "oui"
fr = "Oui"
en = "Yes"

[[questions.choices]]
id = "non"
fr = "Non"
en = "No"
"""


def test_a_question_may_have_choices_and_one_objection_be_the_strongest() -> None:
    """They are read in the order of the file, and written as they are read."""
    record, problems = parse(ASKING)
    assert problems == ()
    assert record is not None
    assert record.strongest_objection == "i-fonsm65p7zm6vmlboaaive2she"
    assert [question.choices for question in record.questions] == [
        (
            Choice(id="le-vieux", text={"fr": "Le vieux", "en": "The old one"}),
            Choice(id="aucun", text={"fr": "Aucun", "en": "None"}),
        ),
        (
            Choice(id="oui", text={"fr": "Oui", "en": "Yes"}),
            Choice(id="non", text={"fr": "Non", "en": "No"}),
        ),
    ]
    assert dump_record(record) == ASKING


SLUG_HINT = "Expected small letters, digits and single hyphens: 'rather-yes'."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            '"i-fonsm65p7zm6vmlboaaive2she"',
            '"Vincent"',
            (
                4,
                "'strongest_objection' is 'Vincent'",
                "Expected the id of a reflection on this essay.",
            ),
        ),
        ('id = "oui"', 'id = "Oui !"', (29, "'id' is 'Oui !'", SLUG_HINT)),
        ('id = "non"', 'id = "oui"', (34, "two choices of a question have the id 'oui'", "")),
        ('en = "No"\n', "", (33, "'en' is missing", 'Expected en = "…".')),
        (
            'en = "No"\n',
            'en = "No"\nit = "No"\n',
            (37, "unknown key 'it' in [questions.choices]", "Known: en, fr, id."),
        ),
        (
            """
[[questions.choices]]
id = "non"
fr = "Non"
en = "No"
""",
            "",
            (
                23,
                "a question with one choice",
                "Give it another choice, or take this one out: the question is free then.",
            ),
        ),
    ],
)
def test_each_wrong_choice_is_said(old: str, new: str, problem: tuple[int, str, str]) -> None:
    """With the line of its own table, whichever question it belongs to."""
    assert ASKING.count(old) == 1
    assert parse(ASKING.replace(old, new)) == (None, (Problem(PATH, *problem),))


def test_the_language_of_the_source_is_french_unless_it_is_said() -> None:
    """It is written where it is another; a wrong one is told."""
    place = 'place = "feuille « L’Écluse »"\n'
    spoken = WHOLE.replace(place, f'{place}lang = "pt-BR"\n')
    record, problems = parse(spoken)
    assert problems == ()
    assert record is not None
    assert record.provenance.lang == "pt-BR"
    assert dump_record(record) == spoken
    assert RECORD.provenance.lang == "fr"
    hint = "Expected a language tag (BCP 47), such as 'fr' or 'pt-BR'."
    line = WHOLE.split("\n").index(place.strip()) + 2
    wrong = Problem(PATH, line, "'lang' is 'français'", hint)
    assert parse(spoken.replace("pt-BR", "français")) == (None, (wrong,))
