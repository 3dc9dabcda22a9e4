"""Essays: a folder each, in several languages, with a record that never moves."""


def register() -> None:
    """Connect the plugin to Pelican; called by Pelican when it loads plugins."""
    from .hooks import connect  # noqa: PLC0415 - Pelican is imported only when Pelican runs

    connect()
