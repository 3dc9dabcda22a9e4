"""A list of feeds as OPML 2.0 (http://opml.org/spec2.opml), which readers take in at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from .characters import legal, one_line


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A feed in a list of feeds: an Atom feed, the page that shows its list, and its group."""

    title: str
    url: str
    home: str
    description: str = ""
    lang: str = ""
    group: str = ""


def render_opml(title: str, owner: str, outlines: Iterable[Outline]) -> bytes:
    """Return the feeds as an OPML document in UTF-8, in the order they are given.

    Groups are categories, as the specification has them for lists of subscriptions.
    """
    from lxml import etree  # noqa: PLC0415 - most builds write none

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(title)
    etree.SubElement(head, "ownerName").text = one_line(owner)
    body = etree.SubElement(root, "body")
    for outline in outlines:
        group = one_line(outline.group).replace("/", " ").replace(",", " ")
        given = {
            "type": "rss",  # of any feed, says the specification
            "text": one_line(outline.title),
            "title": one_line(outline.title),
            "description": one_line(outline.description),
            "xmlUrl": legal(outline.url),
            "htmlUrl": legal(outline.home),
            "language": outline.lang,
            "category": group and f"/{group}",
        }
        etree.SubElement(body, "outline", {k: v for k, v in given.items() if v})
    document: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return document
