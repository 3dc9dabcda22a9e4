"""WordPress: its own export format, WXR 1.2, which its importer takes.

See https://developer.wordpress.org/reference/functions/export_wp/. Each essay is a post without
its text: where a post of the same title and date is there already, the comments join it.
"""

from collections.abc import Iterator, Sequence
from email.utils import format_datetime

from ..models import Role
from .comment_html import form_text
from .models import WAITING, Conversation, Exporter, Site
from .selection import moments, select
from .wxr import Comment, Numbers, element, local_time, universal_time

NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
LOGIN = "author"
"""Under this name the author of the essays stands in the file, as user number 1."""


def dump(conversations: Sequence[Conversation], site: Site) -> str:
    """Return conversations as a WXR file."""
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    return "".join(
        [
            f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{names}>\n<channel>\n',
            element("title", site.name),
            element("link", f"{site.url}/"),
            element("description"),
            element("language", site.lang),
            element("wp:wxr_version", "1.2"),
            element("wp:base_site_url", f"{site.url}/"),
            element("wp:base_blog_url", f"{site.url}/"),
            "<wp:author>\n",
            element("wp:author_id", "1"),
            element("wp:author_login", LOGIN),
            element("wp:author_email"),
            element("wp:author_display_name", site.name),
            "</wp:author>\n",
            *_items(conversations),
            "</channel>\n</rss>\n",
        ]
    )


def _items(conversations: Sequence[Conversation]) -> Iterator[str]:
    numbers = Numbers()
    for number, conversation in enumerate(conversations, 1):
        chosen = select(conversation, WAITING)
        if not chosen:
            continue
        moment = moments(chosen, conversation.published)
        yield _post(conversation, number)
        for comment in numbers.number(chosen, moment.__getitem__):
            yield _comment(comment)
        yield "</item>\n"


def _post(conversation: Conversation, number: int) -> str:
    """Return the post that stands for an essay, still open for its comments."""
    return "".join(
        [
            "<item>\n",
            element("title", conversation.title),
            element("link", conversation.url),
            element("pubDate", format_datetime(conversation.published)),
            element("dc:creator", LOGIN),
            f'<guid isPermaLink="false">{conversation.essay}</guid>\n',
            element("description"),
            element("content:encoded"),
            element("excerpt:encoded"),
            element("wp:post_id", str(number)),
            element("wp:post_date", local_time(conversation.published)),
            element("wp:post_date_gmt", universal_time(conversation.published)),
            element("wp:comment_status", "open"),
            element("wp:ping_status", "closed"),
            element("wp:post_name", conversation.slug),
            element("wp:status", "publish"),
            element("wp:post_parent", "0"),
            element("wp:menu_order", "0"),
            element("wp:post_type", "post"),
            element("wp:post_password"),
            element("wp:is_sticky", "0"),
        ]
    )


def _comment(comment: Comment) -> str:
    author = comment.reflection.author
    by_author = author is not None and author.role is Role.AUTHOR
    return "".join(
        [
            "<wp:comment>\n",
            element("wp:comment_id", str(comment.number)),
            element("wp:comment_author", comment.name),
            element("wp:comment_author_email"),
            element("wp:comment_author_url", comment.url),
            element("wp:comment_author_IP"),
            element("wp:comment_date", local_time(comment.moment)),
            element("wp:comment_date_gmt", universal_time(comment.moment)),
            element("wp:comment_content", form_text(comment.reflection.body)),
            element("wp:comment_approved", comment.approved),
            element("wp:comment_type", "comment"),
            element("wp:comment_parent", str(comment.parent)),
            element("wp:comment_user_id", "1" if by_author else "0"),
            "</wp:comment>\n",
        ]
    )


EXPORTER = Exporter(
    dump=dump,
    keeps=frozenset(
        {"in_reply_to", "date", "author.name", "author.url", "author.role", "state", "body"}
    ),
    statuses=WAITING,
)
