"""The words and numbers of figures."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from pelican.plugins import network_stats
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.words import WORDS

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(str(network_stats.__file__)).parent.rglob("*.py"))
    if path.name != "words.py"
)


def test_every_language_says_the_same_things() -> None:
    """The same keys, and in each text the same gaps."""
    gaps = {
        lang: {key: set(re.findall(r"{(\w+)}", text)) for key, text in texts.items()}
        for lang, texts in WORDS.items()
    }
    assert gaps["fr"] == gaps["en"]


def test_french_has_its_spaces_and_apostrophes() -> None:
    """No-break before the colon and the percent sign, narrow before the semicolon; ’ and not '."""
    texts = "\n".join(WORDS["fr"].values())
    assert "'" not in texts
    assert not re.search(r"[^\u00a0\u202f\d][:;!?%]", texts.replace("\u202f;", ""))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", ["1\u202f234,50", "0", "12,9\u00a0%", "4,57", "1\u202f000"]),
        ("en", ["1,234.50", "0", "12.9%", "4.57", "1,000"]),
        ("fr-CA", ["1\u202f234,50", "0", "12,9\u00a0%", "4,57", "1\u202f000"]),
        ("de", ["1,234.50", "0", "12.9%", "4.57", "1,000"]),
    ],
)
def test_numbers_are_written_as_the_language_does(lang: str, expected: list[str]) -> None:
    """A language that we have no words for is English."""
    said = words(lang)
    assert [
        said.number(1234.5, 2),
        said.number(-0.2),
        said.percent(0.129, 1),
        said.exact(Decimal("4.57")),
        said.large(1000),
    ] == expected


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (999_999, "999\u202f999", "999,999"),
        (1_000_000, "1\u00a0million", "1\u00a0million"),
        (1_500_000, "1,5\u00a0million", "1.5\u00a0million"),
        (974_000_000, "974\u00a0millions", "974\u00a0million"),
        (419_440_000, "419\u00a0millions", "419\u00a0million"),
        (1_590_000_000, "1,59\u00a0milliard", "1.59\u00a0billion"),
        (10**12, "1\u202f000\u00a0milliards", "1,000\u00a0billion"),
    ],
)
def test_large_numbers_are_said_in_words(value: int, french: str, english: str) -> None:
    """With three figures at most; French counts one million and a half in the singular."""
    assert words("fr").large(value) == french
    assert words("en").large(value) == english


def test_a_noun_follows_a_large_number() -> None:
    """French puts a word between."""
    assert words("fr").large(2_000_000, noun=True) == "2\u00a0millions de"
    assert words("fr").large(2_000, noun=True) == "2\u202f000"
    assert words("en").large(2_000_000, noun=True) == "2\u00a0million"


def test_a_noun_agrees_with_its_number() -> None:
    """In French the singular goes up to two."""
    assert words("fr").count("distances.links", Decimal("1.41")) == "1,41\u00a0lien"
    assert words("en").count("distances.links", Decimal("1.41")) == "1.41\u00a0links"
    assert words("fr").count("distances.links", 1) == "1\u00a0lien"
    assert words("en").count("distances.links", 1) == "1\u00a0link"
    assert words("fr").count("distances.links", 2) == "2\u00a0liens"


def test_every_text_is_used() -> None:
    """A key is named in the code, whole or in two parts that the code joins."""

    def is_named(key: str) -> bool:
        parts = re.sub(r"\.(one|other)$", "", key).split(".")
        return any(
            f'"{".".join(parts[cut:])}"' in SOURCES
            and (not cut or f"{'.'.join(parts[:cut])}." in SOURCES)
            for cut in range(len(parts))
        )

    assert [key for key in WORDS["en"] if not is_named(key)] == []
