"""What Atom and RSS have in common: a generator of feedgen, filled from a feed.

feedgen 1.0.0 writes both formats from one object. It loses every attribute of an entry's links
but `href` (lkiesow/python-feedgen#135), and knows neither threads nor history: each format adds
those by an extension of its own, which finds its record in `.feed` or `.entry`. Extensions are
plain classes: feedgen makes them without arguments and calls `extend_ns`, `extend_atom` and
`extend_rss`.
"""

from typing import Any
from xml.sax.saxutils import quoteattr

from feedgen.feed import FeedGenerator
from lxml import etree

from .characters import legal, one_line
from .dates import whole_seconds
from .models import Category, Entry, Feed, Image

THR = "http://purl.org/syndication/thread/1.0"
FH = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"


def new_frame(feed: Feed, feed_elements: type, entry_elements: type) -> Any:  # noqa: ANN401 - feedgen has no types
    """Return a generator that holds `feed` and its entries, in their order.

    Every date is given: feedgen puts the time of the build where one is missing.
    """
    frame = FeedGenerator()
    frame.register_extension("own", feed_elements, entry_elements)
    frame.own.feed = feed
    frame.id(feed.id)
    frame.title(one_line(feed.title) or feed.url)
    frame.updated(whole_seconds(feed.updated))
    frame.language(feed.lang)
    frame.link(href=feed.home)
    frame.author(_people(feed.authors))
    frame.subtitle(one_line(feed.subtitle))
    frame.rights(one_line(feed.rights))
    frame.generator(one_line(feed.generator))
    frame.icon(feed.icon or None)
    frame.logo(feed.logo or None)  # even an empty one makes feedgen write an image in RSS
    for entry in feed.entries:
        _add_entry(frame, feed, entry)
    return frame


def history_elements(feed: Feed) -> tuple[str, ...]:
    """Return the names of the elements that place the feed in its history (RFC 5005)."""
    said = {"complete": feed.complete, "archive": feed.archive}
    return tuple(f"{{{FH}}}{name}" for name, value in said.items() if value)


def write_image(element: etree._Element, image: Image | None) -> None:
    """Write the picture that stands for an entry as `media:content`, which many readers show."""
    if image is None:
        return
    sizes = {"width": image.width, "height": image.height}
    given = {"url": legal(image.url), "type": image.type, "medium": "image"}
    given |= {name: str(value) for name, value in sizes.items() if value}
    content = etree.SubElement(element, f"{{{MEDIA}}}content", given)
    if words := one_line(image.alt):
        etree.SubElement(content, f"{{{MEDIA}}}description", {"type": "plain"}).text = words


def prolog(stylesheet: str) -> bytes:
    """Return what stands before the root element: the declaration, and the style if any."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    if stylesheet:
        lines.append(f'<?xml-stylesheet type="text/css" href={quoteattr(legal(stylesheet))}?>')
    return "".join(f"{line}\n" for line in lines).encode()


def _add_entry(frame: Any, feed: Feed, entry: Entry) -> None:  # noqa: ANN401 - feedgen has no types
    item = frame.add_entry(order="append")
    item.own.feed = feed
    item.own.entry = entry
    item.id(entry.id)
    item.title(one_line(entry.title) or entry.url)
    item.link(href=legal(entry.url))
    item.published(whole_seconds(entry.published))
    item.updated(whole_seconds(entry.updated))
    item.author(_people(entry.authors))
    item.category([_category(category) for category in entry.categories])
    if summary := one_line(entry.summary):
        item.summary(summary, type="text")
    if content := legal(entry.content_html):
        item.content(content, type="html")


def _people(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"name": one_line(name)} for name in names]


def _category(category: Category) -> dict[str, str]:
    given = {
        "term": one_line(category.term),
        "scheme": legal(category.scheme),
        "label": one_line(category.label),
    }
    return {name: value for name, value in given.items() if value}
