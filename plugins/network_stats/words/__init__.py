"""What figures say, in each language: a module for each kind of figure, and a line below."""

from collections.abc import Mapping

from . import (
    activity,
    catalogue,
    charts,
    circles,
    common,
    concentration,
    conversion,
    degrees,
    distances,
    friendship_paradox,
    funnel,
    growth,
    mixing,
    node_link,
    overlap,
    reciprocity,
    replies,
    robustness,
    small_multiples,
    source,
    summary,
    value_laws,
)

_PARTS = (
    activity,
    catalogue,
    charts,
    circles,
    common,
    concentration,
    conversion,
    degrees,
    distances,
    friendship_paradox,
    funnel,
    growth,
    mixing,
    node_link,
    overlap,
    reciprocity,
    replies,
    robustness,
    small_multiples,
    source,
    summary,
    value_laws,
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {key: text for part in _PARTS for key, text in part.EN.items()},
    "fr": {key: text for part in _PARTS for key, text in part.FR.items()},
}
"""Each language's texts by key. `.one` and `.other` are the forms for a number."""
