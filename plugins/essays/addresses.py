"""Where the links of a text lead, for paper: each address once, under the words of its links."""

import re

from .excerpts import plain_text, shorten
from .views import Link

LENGTH = 200
"""Characters of a link's words that are said again at the most."""
_LINK = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def list_addresses(html: str) -> tuple[Link, ...]:
    """Return the links of a text to other sites, in their order; an address counts once.

    Words that are the address itself are not said again.
    """
    if 'href="http' not in html:
        return ()
    found: dict[str, Link] = {}
    for address, inside in _LINK.findall(html):
        url = plain_text(address)
        if url not in found:
            words = shorten(plain_text(inside), LENGTH)
            found[url] = Link(label="" if words == url else words, url=url)
    return tuple(found.values())
