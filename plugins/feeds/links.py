"""The links of a feed and of its entries, the same for Atom and RSS."""

from .characters import legal, one_line
from .models import Entry, Feed, Link

ATOM_TYPE = "application/atom+xml"
RSS_TYPE = "application/rss+xml"
JSON_TYPE = "application/feed+json"
HTML_TYPE = "text/html"


def feed_links(feed: Feed, media_type: str) -> tuple[Link, ...]:
    """Return every link of a feed of `media_type`: its own address, its page, then the others."""
    return (
        Link(rel="self", url=feed.url, type=media_type),
        Link(rel="alternate", url=feed.home, type=HTML_TYPE, lang=feed.lang),
        *feed.links,
    )


def entry_links(entry: Entry, lang: str) -> tuple[Link, ...]:
    """Return the links of an entry but those to its replies; `lang` is the feed's language.

    Another language's page is `related`, not `alternate`: of several alternates, some readers
    open the first and some the last, and would send people to the wrong language.
    """
    page = Link(rel="alternate", url=entry.url, type=HTML_TYPE, lang=entry.lang or lang)
    translations = [
        Link(rel="related", url=other.url, type=HTML_TYPE, lang=other.lang)
        for other in entry.alternates
    ]
    parent = entry.in_reply_to.url if entry.in_reply_to else ""
    answered = [Link(rel="related", url=parent, type=HTML_TYPE)] if parent else []
    return (page, *translations, *answered)


def reply_links(entry: Entry) -> tuple[Link, ...]:
    """Return the links to an entry's replies: to their feed, and to the page that shows them."""
    if entry.replies is None:
        return ()
    places = ((entry.replies.url, ATOM_TYPE), (entry.replies.page, HTML_TYPE))
    return tuple(Link(rel="replies", url=url, type=kind) for url, kind in places if url)


def link_attributes(link: Link) -> dict[str, str]:
    """Return the attributes of Atom's `link` element; those without a value are left out."""
    given = {
        "rel": link.rel,
        "type": link.type,
        "hreflang": link.lang,
        "href": legal(link.url),
        "title": one_line(link.title),
    }
    return {name: value for name, value in given.items() if value}
