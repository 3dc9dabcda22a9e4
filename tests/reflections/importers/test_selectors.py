"""A file of selectors is checked before a page is looked at."""

import re

import pytest
import soupsieve
from pelican.plugins.build.problems import Problem
from pelican.plugins.reflections.importers.selectors import (
    PLACES,
    SETS,
    Selectors,
    parse_selectors,
    split_place,
)


def test_a_place_may_stand_alone_or_in_a_list() -> None:
    text = 'item = "li"\nauthor = "cite"\ndate = ["time@datetime", "small"]\nday_first = true\n'
    selectors, problems = parse_selectors(text, "x.toml")
    assert problems == ()
    assert selectors == Selectors(
        item="li", author=("cite",), date=("time@datetime", "small"), day_first=True
    )


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('item = "li"\nautor = "b"', 2, "unknown key 'autor'", "Did you mean 'author'?"),
        (
            'item = "li["',
            1,
            "'item' is no CSS selector: Malformed attribute selector at position 2",
            "It is 'li['.",
        ),
        (
            'item = "li"\n\nbody = ["p", "b["]',
            3,
            "'body' is no CSS selector: Malformed attribute selector at position 1",
            "It is 'b['.",
        ),
        ('item = "li"\ndate = 3', 2, "'date' is 3", "Expected text between quotation marks."),
        ('item = "li"\nsiblings = "yes"', 2, "'siblings' is 'yes'", "Expected true or false."),
        (
            'item = "li"\nzone = "Paris"',
            2,
            "'zone' is 'Paris'",
            "Expected the name of a zone: Europe/Paris.",
        ),
        (
            'item = "li"\nidentifier_pattern = "*"',
            2,
            "'identifier_pattern' is no regular expression: nothing to repeat at position 0",
            "",
        ),
        (
            'item = "li"\nidentifier_pattern = "c1"',
            2,
            "'identifier_pattern' has no group",
            r'Put the part that counts between parentheses: "comment-(\\d+)".',
        ),
    ],
)
def test_each_fault_is_said_with_its_line(text: str, line: int, message: str, hint: str) -> None:
    assert parse_selectors(text, "x.toml") == (None, (Problem("x.toml", line, message, hint),))


def test_what_is_no_toml_is_said() -> None:
    selectors, problems = parse_selectors("item = li", "x.toml")
    assert selectors is None
    assert [problem.line for problem in problems] == [1]


def test_a_place_is_a_selector_and_an_attribute() -> None:
    assert split_place("time@datetime") == ("time", "datetime")
    assert split_place("@id") == ("", "id")
    assert split_place("a[href*='@x y']") == ("a[href*='@x y']", "")
    assert split_place("abbr:is(.a, .b) @title") == ("abbr:is(.a, .b)", "title")


def test_the_known_sets_are_right() -> None:
    """Each selector of theirs is one, and each pattern has a group."""
    for selectors in (each for group in SETS.values() for each in group):
        places = [place for name in PLACES for place in getattr(selectors, name)]
        for place in [selectors.item, *places]:
            selector, _ = split_place(place)
            assert place == "position" or not selector or soupsieve.compile(selector)
        for pattern in (selectors.identifier_pattern, selectors.date_pattern):
            assert not pattern or re.compile(pattern).groups
