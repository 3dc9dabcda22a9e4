"""Pelican's signals and the functions of this plugin."""

from typing import Any

from pelican import signals

from .reader import EssayReader


def connect() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.readers_init.connect(use_essay_reader)


def use_essay_reader(readers: Any) -> None:
    """Give Pelican the reader of essays for Markdown files."""
    for extension in EssayReader.file_extensions:
        readers.reader_classes[extension] = EssayReader
