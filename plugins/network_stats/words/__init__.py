"""What figures say, in each language: a module for each kind of figure, and a line below."""

from collections.abc import Mapping

from . import activity, circles, common, conversion, distances, summary, value_laws

_PARTS = (
    activity,
    circles,
    common,
    conversion,
    distances,
    summary,
    value_laws,
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {key: text for part in _PARTS for key, text in part.EN.items()},
    "fr": {key: text for part in _PARTS for key, text in part.FR.items()},
}
"""Each language's texts by key. `.one` and `.other` are the forms for a number."""
