"""Isso: the JSON of its importer's type "generic".

See https://isso-comments.de/docs/guides/quickstart/. That importer knows no replies, and publishes
all it reads: only what is published is written. Replies are there all the same, in a key that it
passes over and that `import-reflections isso-json` reads.
"""

import json
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from .models import SHOWN, Conversation, Exporter, Site
from .selection import moments, select
from .wxr import Comment, Numbers, universal_time

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - nothing listens: Isso wants an IP address, and this is none
"""In the place of the IP address that Isso keeps of each reader."""


def dump(conversations: Sequence[Conversation], _site: Site) -> str:
    """Return conversations as JSON, one essay on a line: Isso looks for "[{" at the start."""
    threads = ",\n".join(
        json.dumps(thread, ensure_ascii=False, separators=(",", ":"))
        for thread in _threads(conversations)
    )
    return f"[{threads}]\n"


def _threads(conversations: Sequence[Conversation]) -> Iterator[dict[str, object]]:
    numbers = Numbers()
    for conversation in conversations:
        chosen = select(conversation, SHOWN)
        if not chosen:
            continue
        moment = moments(chosen, conversation.published)
        comments = numbers.number(chosen, moment.__getitem__)
        yield {
            "id": urlsplit(conversation.url).path,
            "title": conversation.title,
            "comments": [_comment(comment) for comment in comments],
        }


def _comment(comment: Comment) -> dict[str, object]:
    return {
        "id": comment.number,
        "parent": comment.parent or None,
        "author": comment.name or None,
        "email": None,
        "website": comment.url or None,
        "remote_addr": NO_ADDRESS,
        "created": universal_time(comment.moment),
        "text": comment.reflection.body,
    }


EXPORTER = Exporter(
    dump=dump,
    keeps=frozenset({"in_reply_to", "date", "author.name", "author.url", "body"}),
    statuses=SHOWN,
)
