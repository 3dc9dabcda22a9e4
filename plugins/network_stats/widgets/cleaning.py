"""Saying what was left out of a network's file, and what was mended in it."""

from ..messages import Words
from ..models import Cleaning


def cleaning_sentences(cleaning: Cleaning, words: Words) -> tuple[str, ...]:
    """Return a sentence for each thing that was done, none when all was kept as it is."""
    counted = {
        "blanks": cleaning.blanks,
        "merged": cleaning.merged,
        "dangling": cleaning.dangling,
        "turned": cleaning.turned,
    }
    return (
        *_removed(cleaning, words),
        *(words.count(f"cleaning.{key}", number) for key, number in counted.items() if number),
        *([words("cleaning.weights")] if cleaning.weights else []),
        *_reading(cleaning, words),
    )


def _removed(cleaning: Cleaning, words: Words) -> tuple[str, ...]:
    """Return the sentence on the loops and the duplicates, if there were any."""
    if cleaning.loops and cleaning.duplicates:
        loops = words.count("cleaning.loops", cleaning.loops)
        duplicates = words.count("cleaning.duplicates", cleaning.duplicates)
        return (words("cleaning.both", loops=loops, duplicates=duplicates),)
    if cleaning.loops:
        return (words.count("cleaning.loops.only", cleaning.loops),)
    if cleaning.duplicates:
        return (words.count("cleaning.duplicates.only", cleaning.duplicates),)
    return ()


def _reading(cleaning: Cleaning, words: Words) -> tuple[str, ...]:
    """Return what was guessed of the file: its header, its encoding."""
    said = [words("cleaning.header", header=cleaning.header)] if cleaning.header else []
    if cleaning.encoding:
        key = "cleaning.encoding.line" if cleaning.encoding_line else "cleaning.encoding"
        line = words.number(cleaning.encoding_line)
        said.append(words(key, encoding=cleaning.encoding, line=line))
    return tuple(said)
