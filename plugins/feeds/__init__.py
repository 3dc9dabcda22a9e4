"""Full-text feeds of a Pelican site: one neutral model, written as Atom, RSS and JSON Feed."""


def register() -> None:
    """Connect the plugin to Pelican."""
    from .hooks import register as connect  # noqa: PLC0415 - the other modules need no Pelican

    connect()
