"""Saying what was left out of a network's file."""

from ..messages import Words
from ..models import Cleaning


def cleaning_sentences(cleaning: Cleaning, words: Words) -> tuple[str, ...]:
    """Return a sentence for each thing that was left out, none when all was kept."""
    sentences = [
        words.count(f"cleaning.{key}", number)
        for key, number in (("loops", cleaning.loops), ("duplicates", cleaning.duplicates))
        if number
    ]
    return (*sentences, words("cleaning.weights")) if cleaning.weights else tuple(sentences)
