"""A feed as RSS 2.0, with the modules that readers know: content, dc, slash, wfw, atom."""

from lxml import etree

from .characters import legal, one_line
from .dates import rfc822, rfc3339
from .frame import FH, MEDIA, history_elements, new_frame, prolog, write_image
from .links import RSS_TYPE, feed_links, link_attributes
from .models import Entry, Feed

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"
WFW = "http://wellformedweb.org/CommentAPI/"


def render_rss(feed: Feed) -> bytes:
    """Return `feed` as an RSS 2.0 document in UTF-8: the same bytes for the same feed.

    Readers of RSS show the short text of `description` and the full one of `content:encoded`;
    an entry without a summary has its full text in `description`.
    """
    frame = new_frame(feed, ChannelElements, ItemElements)
    frame.docs("https://www.rssboard.org/rss-specification")
    frame.description(one_line(feed.subtitle) or one_line(feed.title) or feed.url)
    document: bytes = frame.rss_str(pretty=True, xml_declaration=False)
    return prolog(feed.stylesheet) + document


class ChannelElements:
    """What feedgen does not write of a channel."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces of the modules, by prefix."""
        spaces = {"dc": DC, "slash": SLASH, "wfw": WFW}
        if history_elements(self.feed):
            spaces["fh"] = FH
        if any(entry.image for entry in self.feed.entries):
            spaces["media"] = MEDIA
        return spaces

    def extend_rss(self, element: etree._Element) -> etree._Element:
        """Return the document's element with the channel's links, authors and history."""
        channel = element[0]
        element.set(XML_LANG, self.feed.lang)  # for its style: CSS does not read `language`
        for link in feed_links(self.feed, RSS_TYPE):
            if link.rel != "alternate" or link.url != self.feed.home:  # RSS has its own `link`
                etree.SubElement(channel, f"{{{ATOM}}}link", link_attributes(link))
        _write_creators(channel, self.feed.authors)
        for name in history_elements(self.feed):
            etree.SubElement(channel, name)
        return element


class ItemElements:
    """What feedgen does not write of an item."""

    feed: Feed
    entry: Entry

    def extend_rss(self, element: etree._Element) -> etree._Element:
        """Return the item's element with its authors, its dates and its conversation."""
        entry = self.entry
        _write_creators(element, entry.authors)
        if entry.lang and entry.lang != self.feed.lang:
            etree.SubElement(element, f"{{{DC}}}language").text = entry.lang
        for date in element.findall("pubDate"):
            date.text = rfc822(entry.published)
        if entry.updated > entry.published:
            etree.SubElement(element, f"{{{ATOM}}}updated").text = rfc3339(entry.updated)
        _write_replies(element, entry)
        write_image(element, entry.image)
        return element


def _write_creators(element: etree._Element, names: tuple[str, ...]) -> None:
    """Write each name as `dc:creator`: RSS's own `author` is an e-mail address."""
    for name in filter(None, map(one_line, names)):
        etree.SubElement(element, f"{{{DC}}}creator").text = name


def _write_replies(element: etree._Element, entry: Entry) -> None:
    replies = entry.replies
    if replies is None:
        return
    if replies.page:
        etree.SubElement(element, "comments").text = legal(replies.page)
    if replies.count is not None:
        etree.SubElement(element, f"{{{SLASH}}}comments").text = str(replies.count)
    if replies.url:
        etree.SubElement(element, f"{{{WFW}}}commentRss").text = legal(replies.url)
