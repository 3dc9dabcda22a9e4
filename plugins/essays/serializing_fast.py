"""Elements to markup, as the serializers of Python-Markdown write them."""

import functools
from collections.abc import Callable, Iterable
from typing import Literal
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers

Format = Literal["html", "xhtml"]

EMPTY_ELEMENTS: frozenset[str] = frozenset(HTML_EMPTY)
BOOLEAN_ATTRIBUTES = getattr(serializers, "BOOLEAN_ATTRIBUTES", {"html": ()})["html"]
DEEPEST = 100
"""Depth from which the stock serializer takes over: it needs no stack of calls."""


def serialize(element: Element, form: Format) -> str:
    """Return the markup of an element and of the text after it."""
    parts: list[str] = []
    add_markup(element, parts.append, form, 0)
    return "".join(parts)


def add_markup(element: Element, add: Callable[[str], None], form: Format, depth: int) -> None:
    """Add the markup of an element, piece by piece."""
    tag = element.tag
    attributes = element.items()
    if depth > DEEPEST or not isinstance(tag, str) or not are_plain(attributes):
        stock = serializers.to_html_string if form == "html" else serializers.to_xhtml_string
        add(stock(element))
        return
    opening = tag + dump_attributes(attributes, form) if attributes else tag
    text, tail = element.text or "", element.tail or ""
    kind = content_kind(tag)
    if kind != "raw" and ("&" in text or "<" in text or ">" in text):
        text = escape(text)
    if "&" in tail or "<" in tail or ">" in tail:
        tail = escape(tail)
    closing = "" if kind == "empty" else f"</{tag}>"
    if kind == "empty" and form == "xhtml":
        add(f"<{opening} />{tail}")
    elif len(element):
        add(f"<{opening}>{text}")
        for child in element:
            add_markup(child, add, form, depth + 1)
        add(closing + tail)
    else:
        add(f"<{opening}>{text}{closing}{tail}")


@functools.lru_cache(maxsize=256)
def content_kind(tag: str) -> str:
    """Return what an element may hold: nothing ("empty"), text as it is ("raw") or markup."""
    lowered = tag.lower()
    if lowered in EMPTY_ELEMENTS:
        return "empty"
    return "raw" if lowered in ("script", "style") else "markup"


def are_plain(attributes: Iterable[tuple[object, object]]) -> bool:
    """Return whether attributes are made of strings (or have no value)."""
    for name, value in attributes:
        if not isinstance(name, str) or not (value is None or isinstance(value, str)):
            return False
    return True


def dump_attributes(attributes: Iterable[tuple[str, str | None]], form: Format) -> str:
    """Return the markup of attributes, in the order of their names, each after a space."""
    text = ""
    for name, value in sorted(attributes):
        if value is None:
            text += f" {name}"
            continue
        escaped = escape(value)
        if '"' in escaped:
            escaped = escaped.replace('"', "&quot;")
        if form == "html" and name == escaped and name in BOOLEAN_ATTRIBUTES:
            text += f" {name}"
        else:
            text += f' {name}="{escaped}"'
    return text


def escape(text: str) -> str:
    """Return `text` with references for the signs of markup; those that it has are kept."""
    if "&" in text:
        text = serializers.RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
