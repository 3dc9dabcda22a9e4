"""The texts of an essay given the anchors that they share, by their places and by a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..build.problems import Problem
from ..reflections.passages import read_paragraphs
from .body import Body
from .files import LEDGER, read_text
from .languages import LANGUAGES
from .ledger import Ledger, parse_ledger
from .paragraphs import (
    Block,
    Place,
    Twins,
    anchor_problems,
    are_settled,
    find_apart,
    name_blocks,
    pair_blocks,
    parting_problem,
    read_blocks,
    rename_blocks,
    taken_problems,
)

__all__ = ["Settled", "are_settled", "load_ledger", "read_places", "read_words", "settle_texts"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """The texts of an essay with their last anchors, by language, and what is wrong with them."""

    bodies: Mapping[str, Body]
    apart: Mapping[str, tuple[str, ...]]
    """The anchors that a text has alone."""
    problems: tuple[Problem, ...]


def settle_texts(
    folder: Path,
    place: str,
    bodies: Mapping[str, Body],
    ledger: Ledger | None,
    *,
    published: bool,
) -> Settled:
    """Return the texts in `folder` with the anchors that last.

    Texts that are published in every language have the same sections and paragraphs; a draft
    need not, and then each keeps its own numbers.
    """
    rows = {lang: read_blocks(body) for lang, body in bodies.items()}
    words = {lang: read_words(body) if ledger else {} for lang, body in bodies.items()}
    twins = pair_blocks(rows)
    problems: list[Problem] = []
    if twins is None:
        if published:
            places = read_places(folder, place, bodies)
            problems.append(parting_problem(rows, places))
        names = {
            lang: name_blocks(_single(lang, blocks), words, ledger)[lang]
            for lang, blocks in rows.items()
        }
    else:
        names = name_blocks(twins, words, ledger)
        if _disagree(twins):
            problems += anchor_problems(twins, read_places(folder, place, bodies))
    renamed = {lang: rename_blocks(body, names.get(lang, {})) for lang, body in bodies.items()}
    if not problems and any(_is_twice(body) for body in renamed.values()):
        places = read_places(folder, place, bodies)
        problems += [
            problem
            for lang, body in renamed.items()
            for problem in taken_problems(body, places[lang])
        ]
    if twins is None:
        apart = {lang: tuple(body.blocks.splitlines()) for lang, body in renamed.items()}
    else:
        apart = find_apart(renamed) if len(renamed) > 1 else dict.fromkeys(renamed, ())
    return Settled(bodies=renamed, apart=apart, problems=tuple(problems))


def _single(lang: str, blocks: list[Block]) -> list[Twins]:
    return [{lang: block} for block in blocks]


def _disagree(twins: list[Twins]) -> bool:
    """Return whether any two twins have anchors of their own, and not the same."""
    return any(
        len({block.anchor for block in twin.values() if block.kind in "k23"}) > 1 for twin in twins
    )


def _is_twice(body: Body) -> bool:
    return len(set(body.anchors)) < len(body.anchors)


def read_words(body: Body) -> dict[str, str]:
    """Return the words of each paragraph of a body that has an anchor."""
    return {one.anchor: one.text for one in read_paragraphs(body.html)}


def load_ledger(folder: Path, place: str, problems: list[Problem]) -> Ledger | None:
    """Return the ledger in an essay's folder, or `None` and its problems."""
    path = f"{place}/{LEDGER}"
    text = read_text(folder / LEDGER, path, problems)
    if text is None:
        return None
    ledger, found = parse_ledger(text, path)
    problems += found
    return ledger


def read_places(folder: Path, place: str, bodies: Mapping[str, Body]) -> dict[str, Place]:
    """Return the lines of each text, which only a problem asks for."""
    found = {}
    for lang in bodies:
        name = f"index{LANGUAGES[lang].suffix}"
        text = (folder / name).read_text(encoding="utf-8-sig")
        found[lang] = Place(path=f"{place}/{name}", lines=text.split("\n"))
    return found
