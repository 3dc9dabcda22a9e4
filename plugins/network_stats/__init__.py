"""Figures computed when a site is built: a fenced block becomes an SVG chart and its numbers."""


def register() -> None:
    """Plug into Pelican."""
    from .hooks import register as connect  # noqa: PLC0415 - only Pelican needs Pelican

    connect()
