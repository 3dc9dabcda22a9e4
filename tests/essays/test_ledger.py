"""A paragraph keeps its number: put in, take out, change, move, part and join the others."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.ledger import (
    AGAIN,
    Ledger,
    Row,
    align,
    dump_ledger,
    mark_words,
    number_of,
    parse_ledger,
)

PATH = "content/essays/le-pont/paragraphs.toml"
WORDS = {
    name: f"{name} est un mot, puis {name} en est deux, puis {name} en est trois et {name} finit."
    for name in "abcdefgh"
}
"""Paragraphs, each with words of its own at either end."""


def marks(text: str) -> dict[str, str]:
    """Return the marks of a paragraph in both languages; the English one says the same."""
    return {"fr": mark_words(text), "en": mark_words(f"English: {text}")}


def ledger_of(*texts: str) -> Ledger:
    """Return the first ledger of some paragraphs."""
    rows = [
        Row(anchor=f"p{number}", marks=tuple(marks(text).items()))
        for number, text in enumerate(texts, 1)
    ]
    return Ledger(last=len(texts), rows=tuple(rows))


def renumber(ledger: Ledger, *texts: str) -> list[str]:
    """Return the anchors of paragraphs as they are now."""
    return [row.anchor for row in align(ledger, [marks(text) for text in texts]).rows]


A, B, C, D, E, F, G, H = (WORDS[name] for name in "abcdefgh")
FIRST = ledger_of(A, B, C, D)
EDITED = "Un tout autre début, le même milieu, une tout autre fin."


@pytest.mark.parametrize(
    ("texts", "anchors"),
    [
        ((A, B, C, D), "p1 p2 p3 p4"),
        ((E, A, B, C, D), "p5 p1 p2 p3 p4"),
        ((A, B, E, C, D), "p1 p2 p5 p3 p4"),
        ((A, B, C, D, E), "p1 p2 p3 p4 p5"),
        ((A, C, D), "p1 p3 p4"),
        ((B, C), "p2 p3"),
        ((A, EDITED, C, D), "p1 p2 p3 p4"),
        ((EDITED, B, C, D), "p1 p2 p3 p4"),
        ((A, B, C, EDITED), "p1 p2 p3 p4"),
        ((D, A, B, C), "p4 p1 p2 p3"),
        ((A, C, B, D), "p1 p3 p2 p4"),
        ((D, C, B, A), "p4 p3 p2 p1"),
        ((A, EDITED, C), "p1 p2 p3"),
        ((D, A, EDITED, C), "p4 p1 p2 p3"),
        ((A, B[:40], B[40:], C, D), "p1 p2 p5 p3 p4"),
        ((A, E, B[40:], C, D), "p1 p5 p2 p3 p4"),
        ((A, f"{B} {C}", D), "p1 p2 p4"),
        ((A, E, f"{B} Encore.", C, D), "p1 p5 p2 p3 p4"),
        ((A, E, F, B, G, C, D), "p1 p5 p6 p2 p7 p3 p4"),
        ((), ""),
    ],
    ids=[
        *("as they were", "put in first", "put in between", "put in last", "taken out"),
        *("only the middle", "changed", "the first changed", "the last changed", "moved first"),
        *("two exchanged", "turned round", "changed, the last out", "changed and one moved"),
        *("parted", "parted and its head rewritten", "joined", "put in before a changed one"),
        *("several put in", "nothing left"),
    ],
)
def test_the_other_paragraphs_keep_their_numbers(texts: tuple[str, ...], anchors: str) -> None:
    """And a new one gets a number above all others."""
    assert renumber(FIRST, *texts) == anchors.split()


def test_a_number_is_never_given_twice() -> None:
    """One that was retired stays so, even when it was the highest, and when its words return."""
    ledger = align(FIRST, [marks(text) for text in (A, B, C)])
    assert ledger.last == 4
    ledger = align(ledger, [marks(text) for text in (A, B, C, E, D)])
    assert [row.anchor for row in ledger.rows] == ["p1", "p2", "p3", "p5", "p6"]
    assert ledger.last == 6


def test_paragraphs_with_the_same_words_are_told_apart_by_their_neighbours() -> None:
    """As far as that is possible."""
    ledger = ledger_of(A, "Non.", B, "Non.", C)
    assert renumber(ledger, A, B, "Non.", C) == ["p1", "p3", "p4", "p5"]
    assert renumber(ledger, A, "Non.", B, C) == ["p1", "p2", "p3", "p5"]
    apart = ledger_of(A, "Non.", B, C, "Non.", D)
    assert renumber(apart, A, B, "Non.", D) == ["p1", "p3", "p5", "p6"]
    more = renumber(ledger, "Non.", A, "Non.", B, "Non.", C)
    assert more == ["p6", "p1", "p2", "p3", "p4", "p5"]


def test_one_language_is_enough_to_know_a_paragraph() -> None:
    """A translation is often changed alone, and may stand elsewhere then."""
    changed = {"fr": mark_words(EDITED), "en": marks(B)["en"]}
    rows = align(FIRST, [marks(D), changed, marks(A), {"fr": marks(C)["fr"]}]).rows
    assert [row.anchor for row in rows] == ["p4", "p2", "p1", "p3"]


def test_a_mark_tells_the_words_alone() -> None:
    """Signs, spaces, capitals and the form of accents do not count."""
    assert mark_words("L’été,\u202fun pont…") == mark_words("l'e\u0301te\u0301 — Un\nPONT")
    assert mark_words("un pont") != mark_words("un port")
    assert mark_words("") == mark_words("…")


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1), st.randoms())
def test_whatever_is_done_to_a_text_no_two_have_one_number(
    names: list[str], chance: random.Random
) -> None:
    """Those whose words are as they were keep theirs, and the ledger follows."""
    ledger = FIRST
    texts = ["a", "b", "c", "d"]
    kept = dict(zip(texts, ("p1", "p2", "p3", "p4"), strict=True))
    for _ in range(4):
        texts = [name for name in names if chance.random() < 0.7]
        chance.shuffle(texts)
        after = align(ledger, [marks(WORDS[name]) for name in texts])
        anchors = [row.anchor for row in after.rows]
        known = [row.anchor for row in ledger.rows]
        assert len(set(anchors)) == len(anchors)
        for name, anchor in zip(texts, anchors, strict=True):
            if kept.get(name) in known:
                assert anchor == kept[name]
            elif anchor not in known:
                assert number_of(anchor) > ledger.last
        assert align(after, [marks(WORDS[name]) for name in texts]) == after
        kept = dict(zip(texts, anchors, strict=True))
        ledger = after


def test_a_ledger_is_read_as_it_was_written() -> None:
    """And its file has a line for each paragraph."""
    rows = (*FIRST.rows, Row(anchor="p4fr", marks=(("fr", mark_words("seul")),)))
    ledger = Ledger(last=9, rows=rows)
    text = dump_ledger(ledger)
    assert parse_ledger(text, PATH) == (ledger, ())
    lines = text.splitlines()
    assert lines[1:3] == ["last = 9", "paragraphs = ["]
    assert len(lines) == len(rows) + 4
    assert all(one < other for one, other in pairwise(lines[3:7]))


MARK = "aaaaaaaa-bbb-ccc"
WRONG = f"""\
last = 1
paragraphs = [
{{ id = "p2", fr = "{MARK}" }},
{{ id = "p2", fr = "x", de = "{MARK}" }},
{{ id = "p1" }},
{{ id = 3 }},
]"""


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("last = ", [(0, "not TOML: Invalid value", "See https://toml.io.")]),
        ("", [(0, "'last' is None", "Expected a whole number."),
              (0, "'paragraphs' is not a list of tables", AGAIN)]),
        ("last = 1\nparagraphs = []\nfirst = 2",
         [(0, "unknown key 'first'", "Known: last, paragraphs.")]),
        (WRONG,
         [(3, "the number 'p2' is above the last, 1", AGAIN),
          (4, "unknown key 'de'", AGAIN),
          (4, "the number 'p2' is there twice", AGAIN),
          (4, "the number 'p2' is above the last, 1", AGAIN),
          (4, "the mark of 'p2' is 'x'", AGAIN),
          (5, "'p1' has no mark", AGAIN),
          (6, "'id' is 3", AGAIN)]),
    ],
    ids=["not TOML", "empty", "unknown key", "wrong rows"],
)  # fmt: skip
def test_what_is_wrong_with_a_ledger_is_told(
    text: str, problems: list[tuple[int, str, str]]
) -> None:
    """With the line of the row."""
    found = [Problem(PATH, line, said, hint) for line, said, hint in problems]
    assert parse_ledger(text, PATH) == (None, tuple(found))
