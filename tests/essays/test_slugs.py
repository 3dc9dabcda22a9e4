"""Names and titles as parts of addresses."""

import pytest
from pelican.plugins.essays.slugs import author_slug, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le pot de miel", "le-pot-de-miel"),
        ("L’œil rond", "l-oeil-rond"),
        ("À quoi bon ? (Ça, alors !)", "a-quoi-bon-ca-alors"),
        ("Straße & Æther", "strasse-aether"),
        ("  2026 — l’année  ", "2026-l-annee"),
        ("E\u0301te\u0301", "ete"),
        ("你好", ""),
    ],
)
def test_a_slug_is_the_title_in_letters_that_all_have(title: str, slug: str) -> None:
    """Small letters, digits and single hyphens; nothing, when there is none of them."""
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Laurent Dureau", "laurent-dureau"), ("Éva  d’Œ", None), ("Zoë", "zoe"), ("毛", None)],
)
def test_a_name_is_part_of_an_address(name: str, slug: str | None) -> None:
    """In small letters without accents, or as a digest where letters would be lost."""
    found = author_slug(name)
    assert found == slug if slug else len(found) == 12
    assert found.isascii()
