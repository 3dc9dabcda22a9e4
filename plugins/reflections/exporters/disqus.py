"""Disqus: the one format that it takes, which it calls custom XML.

See https://help.disqus.com/en/articles/1717222-custom-xml-import-format.
"""

import hashlib
from collections.abc import Iterator, Sequence

from .comment_html import comment_html
from .models import WAITING, Conversation, Exporter, Site
from .selection import moments, select
from .wxr import Comment, Numbers, element, universal_time

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dsq": "http://www.disqus.com/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.0/",
}


def dump(conversations: Sequence[Conversation], _site: Site) -> str:
    """Return conversations as Disqus' importer takes them."""
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    return "".join(
        [
            f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{names}>\n<channel>\n',
            *_items(conversations),
            "</channel>\n</rss>\n",
        ]
    )


def _items(conversations: Sequence[Conversation]) -> Iterator[str]:
    numbers = Numbers()
    for conversation in conversations:
        chosen = select(conversation, WAITING)
        if not chosen:
            continue
        moment = moments(chosen, conversation.published)
        yield "<item>\n"
        yield element("title", conversation.title)
        yield element("link", conversation.url)
        yield element("content:encoded")
        yield element("dsq:thread_identifier", conversation.essay)
        yield element("wp:post_date_gmt", universal_time(conversation.published))
        yield element("wp:comment_status", "open")
        for comment in numbers.number(chosen, moment.__getitem__):
            yield _comment(comment)
        yield "</item>\n"


def _comment(comment: Comment) -> str:
    return "".join(
        [
            "<wp:comment>\n",
            element("wp:comment_id", str(comment.number)),
            element("wp:comment_author", comment.name),
            element("wp:comment_author_email", placeholder(comment)),
            element("wp:comment_author_url", comment.url),
            element("wp:comment_author_IP"),
            element("wp:comment_date_gmt", universal_time(comment.moment)),
            element("wp:comment_content", comment_html(comment.reflection.body)),
            element("wp:comment_approved", comment.approved),
            element("wp:comment_parent", str(comment.parent)),
            "</wp:comment>\n",
        ]
    )


def placeholder(comment: Comment) -> str:
    """Return an address that is nobody's, one for each name: by it Disqus tells readers apart.

    No name ends in ".invalid" (RFC 2606), so that no mail can reach it.
    """
    key = comment.name or f"{comment.number}"
    kind = "reader" if comment.name else "anonymous"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:16]}@{kind}.invalid"


EXPORTER = Exporter(
    dump=dump,
    keeps=frozenset({"in_reply_to", "date", "author.name", "author.url", "state", "body"}),
    statuses=WAITING,
)
