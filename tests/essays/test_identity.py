"""Identities are made of the one that an essay has stored, and never move with the site."""

from types import SimpleNamespace
from typing import Any

import pytest
from pelican.plugins.essays.identity import (
    authority_of,
    essay_id,
    find_authority,
    reflection_id,
)
from pelican.plugins.essays.words import name_author

URI = "tag:rives.example,2024:e-4k7m2p"


def card(uri: str = URI, lang: str = "fr", timestamp: float = 0) -> Any:  # noqa: ANN401 - a stand-in
    return SimpleNamespace(uri=uri, lang=lang, timestamp=timestamp, folder=uri)


def test_a_translation_and_a_reflection_have_identities_of_their_own() -> None:
    """Below the authority that named the essay."""
    assert essay_id(card()) == URI
    assert essay_id(card(lang="en")) == f"{URI}:en"
    assert reflection_id(card(), "i-x") == "tag:rives.example,2024:i-x"
    assert authority_of(URI) == "tag:rives.example,2024:"


def test_lists_are_named_by_the_authority_of_the_oldest_essay() -> None:
    """In whatever language it is; without essays, by the domain."""
    later = card("tag:new.example,2027:e-b", timestamp=2)
    essays = {"fr": (later, card(timestamp=1)), "en": (card("tag:en.example,2027:e-c", "en", 3),)}
    press: Any = SimpleNamespace(
        site=SimpleNamespace(essays=essays), settings=SimpleNamespace(url="https://a.example/b")
    )
    assert find_authority(press) == "tag:rives.example,2024:"
    press.site.essays = {"fr": (), "en": ()}
    assert find_authority(press) == "tag:a.example,2026:"


@pytest.mark.parametrize(
    ("author", "number", "lang", "name"),
    [
        ("Ana", 3, "fr", "Ana"),
        ("", 3, "fr", "Réflexion n°\u00a03, anonyme"),
        ("", 3, "en", "Reflection no. 3, anonymous"),
        ("", 0, "en", "Anonymous reader"),
    ],
)
def test_a_reader_without_a_name_is_called_by_number(
    author: str, number: int, lang: str, name: str
) -> None:
    """If there is one."""
    assert name_author(author, number, lang) == name
