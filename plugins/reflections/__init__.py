"""Reflections: the conversation under an essay, one file for each reader's text."""


def register() -> None:
    """Connect the plugin to Pelican; called by Pelican when it loads plugins."""
    from .hooks import connect  # noqa: PLC0415 - Pelican is imported only when Pelican runs

    connect()
