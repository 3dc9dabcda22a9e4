"""Tags and series: stable keys in essays, names and addresses in each language."""

import tomllib
from collections.abc import Mapping
from typing import Any

from ..build.problems import Problem
from .languages import LANGUAGES
from .models import Term
from .slugs import SLUG
from .tables import TableReader, toml_problem

Terms = dict[str, dict[str, Term]]
"""Terms by key, then by language."""

KEYS = ("name", "slug", "sentence")


def parse_terms(text: str, path: str) -> tuple[Terms, tuple[Problem, ...]]:
    """Return the terms of `tags.toml` or `series.toml` in the order of their keys.

    And every problem: a missing language, an unknown key, two terms with one address.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, (toml_problem(error, path),)
    check = TableReader(text.split("\n"), path)
    terms: Terms = {}
    seen: set[tuple[str, str]] = set()
    for key in sorted(tables):
        table = check.table(tables, key)
        check.keys(table, tuple(LANGUAGES), key)
        terms[key] = {lang: _parse_term(check, table, key, lang, seen) for lang in LANGUAGES}
    return terms, tuple(check.problems)


def _parse_term(
    check: TableReader, table: Mapping[str, Any], key: str, lang: str, seen: set[tuple[str, str]]
) -> Term:
    row = table.get(lang)
    if not isinstance(row, dict):
        check.add(key, f"{key!r} has no {lang!r}", f"Expected a table [{key}.{lang}].")
        return Term(name=key, slug=key, sentence="")
    with check.within(f"{key}.{lang}"):
        check.keys(row, KEYS, f"{key}.{lang}")
        slug = check.pattern(row, "slug", SLUG, "Expected small letters, digits and hyphens.")
        if slug and (lang, slug) in seen:
            check.add("slug", f"the slug {slug!r} is taken in {lang!r}", "Give each its own.")
        seen.add((lang, slug))
        return Term(
            name=check.text(row, "name", required=True),
            slug=slug,
            sentence=check.text(row, "sentence", required=True),
        )
