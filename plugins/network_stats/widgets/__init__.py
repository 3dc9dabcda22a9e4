"""The kinds of figures: a new one is a file here and a line below."""

from collections.abc import Mapping

from ..models import Widget
from . import (
    activity,
    circles,
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
    summary,
    value_laws,
)

WIDGETS: Mapping[str, Widget] = {
    "activity": activity.WIDGET,
    "circles": circles.WIDGET,
    "concentration": concentration.WIDGET,
    "conversion": conversion.WIDGET,
    "degrees": degrees.WIDGET,
    "distances": distances.WIDGET,
    "friendship-paradox": friendship_paradox.WIDGET,
    "funnel": funnel.WIDGET,
    "growth": growth.WIDGET,
    "mixing": mixing.WIDGET,
    "node-link": node_link.WIDGET,
    "overlap": overlap.WIDGET,
    "reciprocity": reciprocity.WIDGET,
    "replies": replies.WIDGET,
    "robustness": robustness.WIDGET,
    "small-multiples": small_multiples.WIDGET,
    "summary": summary.WIDGET,
    "value-laws": value_laws.WIDGET,
}
"""Each widget by the name that blocks give it."""
