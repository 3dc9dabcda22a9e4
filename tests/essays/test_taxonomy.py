"""Tags and series have a name, an address and a sentence in every language."""

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.models import Term
from pelican.plugins.essays.taxonomy import parse_terms

PATH = "content/tags.toml"
WHOLE = """\
[travail.fr]
name = "Travail"
slug = "travail"
sentence = "De quoi l’on vit."

[travail.en]
name = "Work"
slug = "work"
sentence = "What one lives on."

[gens.fr]
name = "Gens & rives"
slug = "gens"
sentence = "Qui passe."

[gens.en]
name = "People & banks"
slug = "people"
sentence = "Who crosses."
"""


def test_terms_are_read_in_the_order_of_their_keys() -> None:
    """Each has a record in each language."""
    terms, problems = parse_terms(WHOLE, PATH)
    assert problems == ()
    assert list(terms) == ["gens", "travail"]
    assert terms["travail"] == {
        "fr": Term(name="Travail", slug="travail", sentence="De quoi l’on vit."),
        "en": Term(name="Work", slug="work", sentence="What one lives on."),
    }


def test_there_may_be_none() -> None:
    """An empty file, or one of comments, is right."""
    assert parse_terms("# nothing yet\n", PATH) == ({}, ())


def test_one_slug_may_serve_in_two_languages() -> None:
    """Addresses are apart, for each language has its own root."""
    assert parse_terms(WHOLE.replace('"work"', '"travail"'), PATH)[1] == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            WHOLE.partition("[gens.en]")[0],
            (11, "'gens' has no 'en'", "Expected a table [gens.en]."),
        ),
        (
            WHOLE + '\n[gens.de]\nname = "Leute"\n',
            (21, "unknown key 'de' in [gens]", "Known: en, fr."),
        ),
        (
            WHOLE.replace('sentence = "Who', 'sentense = "'),
            None,
        ),
        (
            WHOLE.replace('name = "People & banks"\n', ""),
            (16, "'name' is missing", 'Expected name = "…".'),
        ),
        (
            WHOLE.replace('"people"', '"Les gens"'),
            (18, "'slug' is 'Les gens'", "Expected small letters, digits and hyphens."),
        ),
        (
            WHOLE.replace('"travail"', '"gens"'),
            (3, "the slug 'gens' is taken in 'fr'", "Give each its own."),
        ),
        ('travail = "Work"\n', None),
        (
            WHOLE.replace("[gens.en]", "[gens.en"),
            (
                16,
                "not TOML: Expected ']' at the end of a table declaration",
                "See https://toml.io.",
            ),
        ),
    ],
)
def test_each_wrong_term_is_said(text: str, problem: tuple[int, str, str] | None) -> None:
    """A problem has the line of the term that is wrong, not of another with the same keys."""
    _, problems = parse_terms(text, PATH)
    if problem:
        assert problems == (Problem(PATH, *problem),)
    else:
        assert len(problems) > 1


def test_a_missing_slug_is_one_problem_a_term() -> None:
    """Two terms without a slug do not have the same one."""
    text = WHOLE.replace('slug = "gens"\n', "").replace('slug = "travail"\n', "")
    _, problems = parse_terms(text, PATH)
    hint = "Expected small letters, digits and hyphens."
    assert sorted(problems) == [
        Problem(PATH, 1, "'slug' is missing", hint),
        Problem(PATH, 10, "'slug' is missing", hint),
    ]
