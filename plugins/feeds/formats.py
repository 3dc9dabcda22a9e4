"""The formats a feed can be written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .atom import render_atom
from .json_feed import render_json
from .links import ATOM_TYPE, JSON_TYPE, RSS_TYPE
from .models import Feed
from .rss import render_rss


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format: its name for people, its media type, and the function that writes it."""

    name: str
    media_type: str
    render: Callable[[Feed], bytes]


FORMATS: Mapping[str, Format] = {
    "atom": Format(name="Atom", media_type=ATOM_TYPE, render=render_atom),
    "rss": Format(name="RSS", media_type=RSS_TYPE, render=render_rss),
    "json": Format(name="JSON Feed", media_type=JSON_TYPE, render=render_json),
}
"""Each format by the last word of its setting: FEEDS_ATOM, FEEDS_RSS, FEEDS_JSON."""
