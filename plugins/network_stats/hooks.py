"""Pelican's signals, and what they start here."""

from pathlib import Path
from typing import Any

from pelican import signals

from .markdown import NetworkExtension


def add_extension(pelican: Any) -> None:
    """Add network blocks to the Markdown of a site, once."""
    settings = pelican.settings
    extensions = settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, NetworkExtension) for extension in extensions):
        content = Path(settings["PATH"]).resolve()
        extensions.append(NetworkExtension(content=content, lang=settings["DEFAULT_LANG"]))


def register() -> None:
    """Connect the functions above."""
    signals.initialized.connect(add_extension)
