"""Where the links of a text lead, for paper: each address once, under the words of its links."""

from .excerpts import plain_text, shorten
from .views import Link

LENGTH = 200
"""Characters of a link's words that are said again at the most."""
START = 'href="http'
SAID = 'class="reference-link"'
"""What marks a link whose words say its address, as those of references do."""


def list_addresses(html: str) -> tuple[Link, ...]:
    """Return the links of a text to other sites, in their order; an address counts once.

    Words that are the address itself are not said again.
    """
    before, *rest = html.split(START)
    found: dict[str, Link] = {}
    for part in rest:
        tag = before.rpartition("<")[2]
        is_link = tag.startswith("a ") and SAID not in tag
        before = part
        address, _, after = part.partition('"')
        url = "http" + plain_text(address)
        if is_link and url not in found:
            inside = after.partition(">")[2].partition("</a>")[0]
            words = shorten(plain_text(inside), LENGTH)
            found[url] = Link(label="" if words == url else words, url=url)
    return tuple(found.values())
