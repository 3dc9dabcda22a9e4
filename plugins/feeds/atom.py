"""A feed as Atom 1.0 (RFC 4287), with threads (RFC 4685) and history (RFC 5005)."""

from collections.abc import Iterable

from lxml import etree

from .characters import legal
from .dates import rfc3339
from .frame import (
    FH,
    MEDIA,
    THR,
    history_elements,
    new_frame,
    prolog,
    write_image,
)
from .links import ATOM_TYPE, HTML_TYPE, entry_links, feed_links, link_attributes, reply_links
from .models import Entry, Feed, InReplyTo, Link, Replies

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render_atom(feed: Feed) -> bytes:
    """Return `feed` as an Atom document in UTF-8: the same bytes for the same feed."""
    frame = new_frame(feed, FeedElements, EntryElements)
    document: bytes = frame.atom_str(pretty=True, xml_declaration=False)
    return prolog(feed.stylesheet) + document


class FeedElements:
    """What feedgen does not write of a feed."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that this feed needs, by prefix."""
        spaces = {}
        if history_elements(self.feed):
            spaces["fh"] = FH
        if any(entry.replies or entry.in_reply_to for entry in self.feed.entries):
            spaces["thr"] = THR
        if any(entry.image for entry in self.feed.entries):
            spaces["media"] = MEDIA
        return spaces

    def extend_atom(self, element: etree._Element) -> etree._Element:
        """Return the feed's element with its links and its place in the history."""
        _write_links(element, feed_links(self.feed, ATOM_TYPE))
        for name in history_elements(self.feed):
            etree.SubElement(element, name)
        return element


class EntryElements:
    """What feedgen does not write of an entry, or writes without its attributes."""

    feed: Feed
    entry: Entry

    def extend_atom(self, element: etree._Element) -> etree._Element:
        """Return the entry's element with its language, its links and its threads."""
        entry = self.entry
        if entry.lang and entry.lang != self.feed.lang:
            element.set(XML_LANG, entry.lang)
        _write_links(element, entry_links(entry, self.feed.lang))
        if entry.replies:
            _write_replies(element, entry.replies, reply_links(entry))
        if entry.in_reply_to:
            _write_parent(element, entry.in_reply_to)
        write_image(element, entry.image)
        for content in element.findall("content"):  # the longest comes last
            element.append(content)
        return element


def _write_links(element: etree._Element, links: Iterable[Link]) -> None:
    """Write `links` after the element's date, in place of those that feedgen wrote."""
    for old in element.findall("link"):
        element.remove(old)
    before = element.find("updated")
    for link in links:
        new = etree.Element("link", link_attributes(link))
        if before is not None:
            before.addnext(new)
        before = new


def _write_replies(element: etree._Element, replies: Replies, links: Iterable[Link]) -> None:
    counted = {} if replies.count is None else {f"{{{THR}}}count": str(replies.count)}
    if replies.updated:
        counted[f"{{{THR}}}updated"] = rfc3339(replies.updated)
    for link in links:
        etree.SubElement(element, "link", link_attributes(link) | counted)
    if replies.count is not None:
        etree.SubElement(element, f"{{{THR}}}total").text = str(replies.count)


def _write_parent(element: etree._Element, parent: InReplyTo) -> None:
    given = {
        "ref": parent.id,
        "type": HTML_TYPE if parent.url else "",
        "href": legal(parent.url),
        "source": legal(parent.source),
    }
    attributes = {name: value for name, value in given.items() if value}
    etree.SubElement(element, f"{{{THR}}}in-reply-to", attributes)
