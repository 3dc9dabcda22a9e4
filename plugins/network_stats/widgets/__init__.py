"""The kinds of figures: a new one is a file here and a line below."""

from collections.abc import Mapping

from ..models import Widget
from . import activity, circles, conversion, distances, summary, value_laws

WIDGETS: Mapping[str, Widget] = {
    "activity": activity.WIDGET,
    "circles": circles.WIDGET,
    "conversion": conversion.WIDGET,
    "distances": distances.WIDGET,
    "summary": summary.WIDGET,
    "value-laws": value_laws.WIDGET,
}
"""Each widget by the name that blocks give it."""
