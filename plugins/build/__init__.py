"""The build itself: strict errors, a store of rendered bodies, page keys, atomic publication."""

from typing import Any


def register() -> None:
    """Connect the plugin to Pelican; called by Pelican when it loads plugins."""
    from .hooks import connect  # noqa: PLC0415 - Pelican is imported only when Pelican runs

    connect()


def strict_pelican(settings: dict[str, Any]) -> Any:  # noqa: ANN401 - Pelican has no types
    """Return the Pelican that publishes in one step and only a faultless site.

    For `PELICAN_CLASS` in a settings file; Pelican is imported only when it is called.
    """
    from .pelican_class import StrictPelican  # noqa: PLC0415 - as above

    return StrictPelican(settings)
