"""Pygments' lexers, several times faster, with the same tokens.

A lexer of Pygments tries the rules of its state one after the other, some fifty in Python's, where
the next character alone rules most of them out. Here a state has, for each character of ASCII,
the list of its rules that can match there, in their order; what a rule can begin with is read from
its parsed expression, and one that is not understood stays in every list.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

ASCII = range(128)
EVERY = frozenset(ASCII)

Rule = tuple[Any, Any, Any]
"""What matches, what is made of the match, and the state that follows; as Pygments keeps them."""

Token = tuple[int, Any, str]
"""Its place in the text, its kind, its characters."""

CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Unclear(Exception):  # noqa: N818 - a fact, not a fault
    """Raised where an expression has something that is not understood here."""


def quicken(lexer: Any) -> Any:  # noqa: ANN401 - Pygments has no types
    """Return a lexer, made faster if it is of a kind whose way to work is known."""
    from pygments.lexer import RegexLexer  # noqa: PLC0415 - only where there is code to colour

    stock = type(lexer).get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed
    if stock and "_tokens" not in vars(lexer):
        lexer.get_tokens_unprocessed = partial(tokenise, lexer)
    return lexer


def tokenise(lexer: Any, text: str, stack: Iterable[str] = ("root",)) -> Iterator[Token]:  # noqa: ANN401 - as above
    """Yield the tokens that `RegexLexer.get_tokens_unprocessed` yields."""
    from pygments.token import Error, Whitespace, _TokenType  # noqa: PLC0415 - as above

    kind: Any = type(lexer)
    place, end, states = 0, len(text), list(stack)
    table = rules_by_character(kind, states[-1])
    while place <= end:
        code = ord(text[place]) if place < end else 128
        for match, action, following in table[min(code, 128)]:
            found = match(text, place)
            if not found:
                continue
            if type(action) is _TokenType:
                yield place, action, found.group()
            elif action is not None:
                yield from action(lexer, found)
            place = found.end()
            if following is not None:
                move(states, following)
                table = rules_by_character(kind, states[-1])
            break
        else:
            if place == end:
                return
            if text[place] == "\n":  # a line that no rule ends sets all states right again
                states = ["root"]
                table = rules_by_character(kind, "root")
                yield place, Whitespace, "\n"
            else:
                yield place, Error, text[place]
            place += 1


def move(states: list[str], following: str | int | tuple[str, ...]) -> None:
    """Go on to the state that follows: a number, or "#pop", leaves states, "#push" repeats one."""
    if isinstance(following, int):
        del states[max(1, len(states) + following) if following < 0 else following :]
        return
    for name in following if isinstance(following, tuple) else (following,):
        if name == "#pop":
            del states[max(1, len(states) - 1) :]
        else:
            states.append(states[-1] if name == "#push" else name)


@cache
def rules_by_character(kind: Any, state: str) -> tuple[tuple[Rule, ...], ...]:  # noqa: ANN401 - as above
    """Return the rules of a lexer's state that can match at each character of ASCII.

    Last come those for any other character, and for the end: all of them.
    """
    rules: Sequence[Rule] = kind._tokens[state]  # noqa: SLF001 - where Pygments keeps them
    beginnings = [first_characters(match) for match, _, _ in rules]
    return (
        *(
            tuple(
                rule for rule, first in zip(rules, beginnings, strict=True) if character in first
            )
            for character in ASCII
        ),
        tuple(rules),
    )


def first_characters(match: Any) -> frozenset[int]:  # noqa: ANN401 - as above
    """Return the characters of ASCII with which what a rule matches can begin.

    All of them when the rule can match nothing at all, or is not understood.
    """
    try:
        expression = match.__self__
        tree = importlib.import_module("re._parser").parse(expression.pattern, expression.flags)
        first, may_be_empty = _sequence(tree, expression.flags)
    except (AttributeError, ImportError, Unclear):
        return EVERY
    if may_be_empty:
        return EVERY
    if expression.flags & re.IGNORECASE:
        if not first <= EVERY:
            return EVERY  # "ſ" and "K" stand for "s" and "k" too
        first = {ord(form) for code in first for form in (chr(code).lower(), chr(code).upper())}
    return frozenset(first) & EVERY


def _sequence(items: Iterable[tuple[Any, Any]], flags: int) -> tuple[set[int], bool]:
    """Return what a sequence can begin with, and whether it can match nothing."""
    first: set[int] = set()
    for code, value in items:
        more, may_be_empty = _item(str(code), value, flags)
        first |= more
        if not may_be_empty:
            return first, False
    return first, True


def _item(code: str, value: Any, flags: int) -> tuple[set[int], bool]:  # noqa: ANN401 - as above
    """Return what one part of an expression can begin with, and whether it can match nothing."""
    if code in NO_WIDTH:
        return set(), True
    if code == "LITERAL":
        return {value}, False
    if code == "NOT_LITERAL":
        return {*EVERY} - {value}, False
    if code == "ANY":
        return {*EVERY}, False
    if code == "IN":
        return _set(value, flags), False
    if code in REPEATS:
        least, _, inside = value
        first, may_be_empty = _sequence(inside, flags)
        return first, may_be_empty or least == 0
    if code == "SUBPATTERN" and not value[1] and not value[2]:  # no flags of its own
        return _sequence(value[3], flags)
    if code == "ATOMIC_GROUP":
        return _sequence(value, flags)
    if code == "BRANCH":
        branches = [_sequence(branch, flags) for branch in value[1]]
        return {one for first, _ in branches for one in first}, any(empty for _, empty in branches)
    raise Unclear(code)


def _set(items: Iterable[tuple[Any, Any]], flags: int) -> set[int]:
    """Return the characters of ASCII in a set, others too if it names them."""
    found: set[int] = set()
    negated = False
    for code, value in items:
        name = str(code)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.add(value)
        elif name == "RANGE":
            found.update(range(value[0], min(value[1], 128) + 1))
        elif name == "CATEGORY" and str(value) in CATEGORIES:
            found |= _category(CATEGORIES[str(value)], flags & re.ASCII)
        else:
            raise Unclear(name)
    return {*EVERY} - found if negated else found


@cache
def _category(expression: str, flags: int) -> frozenset[int]:
    matches = re.compile(expression, flags).match
    return frozenset(code for code in ASCII if matches(chr(code)))
