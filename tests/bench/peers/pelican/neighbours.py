"""Older and newer essays for the templates of stock Pelican, which has none."""

from itertools import pairwise
from typing import Any

from pelican import signals


def find_neighbours(generator: Any) -> None:  # noqa: ANN401 - Pelican's
    """Give each article the articles before and after it."""
    for newer, older in pairwise(generator.articles):
        newer.older, older.newer = older, newer


def register() -> None:
    """Listen to Pelican."""
    signals.article_generator_finalized.connect(find_neighbours)
