"""The words and numbers of figures."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from pelican.plugins import network_stats
from pelican.plugins.network_stats.messages import words
from pelican.plugins.network_stats.words import WORDS

SOURCES = [
    path.read_text(encoding="utf-8")
    for path in sorted(Path(str(network_stats.__file__)).parent.rglob("*.py"))
    if path.parent.name != "words"
]


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
    """A key is written in the code, or is of a form that the code fills in."""
    nodes = [node for source in SOURCES for node in ast.walk(ast.parse(source))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    filled = {_form(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    forms = re.compile("|".join(sorted(filled - {""})))

    def is_used(key: str) -> bool:
        names = (key, re.sub(r"\.(one|other)$", "", key))
        return any(name in texts or forms.fullmatch(name) for name in names)

    assert [key for key in WORDS["en"] if not is_used(key)] == []


def _form(node: ast.JoinedStr) -> str:
    """Return a pattern for a key with gaps; nothing for a text that starts with a gap."""
    if not isinstance(node.values[0], ast.Constant):
        return ""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9._-]+"
        for part in node.values
    )
