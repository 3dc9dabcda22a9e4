"""JF2: entries as webmention tools exchange them, with what webmention.io adds to each.

See https://jf2.spec.indieweb.org.
"""

import json
from collections.abc import Sequence

from ..dates import iso_date
from ..markup import excerpt
from ..models import Precision, Reflection
from .comment_html import comment_html
from .models import SHOWN, Conversation, Exporter, Site
from .selection import select

LONGEST = 100_000
"""Characters of the plain text: no reflection has as many."""


def dump(conversations: Sequence[Conversation], site: Site) -> str:
    """Return conversations as a JF2 feed."""
    feed = {
        "type": "feed",
        "name": site.name,
        "url": f"{site.url}/",
        "children": [
            _entry(one, conversation.url)
            for conversation in conversations
            for one in select(conversation, SHOWN)
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _entry(reflection: Reflection, page: str) -> dict[str, object]:
    """Return a reflection as a reply to the page, or to the reflection that it answers there."""
    author = reflection.author
    url = f"{page}#{reflection.id}"
    target = f"{page}#{reflection.in_reply_to}" if reflection.in_reply_to else page
    entry: dict[str, object] = {
        "type": "entry",
        "url": url,
        "author": {
            "type": "card",
            "name": author.name if author else "",
            "photo": "",
            "url": author.url if author else "",
        },
        "published": _published(reflection),
        "content": {
            "html": comment_html(reflection.body),
            "text": excerpt(reflection.body, LONGEST),
        },
        "in-reply-to": target,
        "wm-id": reflection.id,
        "wm-source": url,
        "wm-target": target,
        "wm-property": "in-reply-to",
        "wm-private": False,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _published(reflection: Reflection) -> str | None:
    """Return a date as far as it is known, or `None`."""
    if reflection.date is None:
        return None
    if reflection.date_precision is Precision.MINUTE:
        return reflection.date.isoformat(timespec="seconds")
    return iso_date(reflection.date, reflection.date_precision)


EXPORTER = Exporter(
    dump=dump,
    keeps=frozenset({"in_reply_to", "date", "author.name", "author.url", "body"}),
    statuses=SHOWN,
)
