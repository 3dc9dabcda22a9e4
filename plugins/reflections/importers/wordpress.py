"""WordPress: the file of its own export (WXR 1.0 to 1.2), and that which Disqus takes in.

Its elements are those that `wp-admin/includes/export.php` writes; the addresses of their
namespaces differ from version to version, and are not looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from ..fields import is_web_address
from ..models import Precision, Rating
from .html_markdown import html_to_markdown
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment, read_zone
from .xml_files import Element, Shape, XmlFile, XmlRecord, children, fields

SYSTEM = "wordpress"
SHAPE = Shape(
    root="rss",
    records={"author": "", "item": "", "comment": "item"},
    references=frozenset({"author"}),
    texts=frozenset(
        {"comment_content", "comment_author", "comment_author_url", "title", "link", "meta_value"}
        | {"encoded", "description"}
    ),
)
STATES = {
    "1": Fate.PUBLISHED,
    "approve": Fate.PUBLISHED,
    "approved": Fate.PUBLISHED,
    "0": Fate.PENDING,
    "hold": Fate.PENDING,
    "": Fate.PENDING,
    "spam": Fate.SPAM,
    "trash": Fate.TRASH,
    "post-trashed": Fate.TRASH,
}
COMMENTS = frozenset({"", "comment", "review", "webmention"})
"""Types of what readers write."""
NOTES = frozenset({"pingback", "trackback", "note", "order_note", "action_log"})
"""Types of what programs write, or editors among themselves: counted with pingbacks."""
UNSET = "0000-00-00 00:00:00"
RATINGS = ("rating", "_rating", "stars")
"""Keys under which plugins keep how many stars a reader gave, of five."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """The post that comments stand under."""

    address: str
    base: str
    """Its address, if that is one of the web."""
    title: str
    author: str
    """The number of the user who wrote it, "" when it is not known."""
    is_trash: bool


def read(path: Path, options: Options) -> Reading:
    """Return the comments of a WordPress export.

    The option "zone" is the zone of the site, for comments without their time in UTC.
    """
    file = XmlFile(path, SHAPE)
    users = _read_users(file)
    records: list[Record] = []
    for item in file.records("item"):
        post = _read_post(item, users)
        records += (_read_comment(comment, post, file, options) for comment in item.inner)
    return Reading(
        system=SYSTEM,
        scope=_read_scope(file),
        records=tuple(records),
        recoveries=tuple(sorted(file.recoveries)),
        problems=file.problems,
    )


def _read_users(file: XmlFile) -> dict[str, str]:
    """Return the number of each user by the login; exports of version 1.0 have none."""
    users: dict[str, str] = {}
    for record in file.records("author"):
        values = fields(record.element)
        users[values.get("author_login", "")] = values.get("author_id", "")
    return users


def _read_scope(file: XmlFile) -> str:
    """Return the host of the site, by which its numbers are told from those of others."""
    channels = children(file.head, "channel")
    values = fields(channels[0]) if channels else {}
    addresses = (values.get("base_blog_url", ""), values.get("link", ""))
    return next((urlsplit(url).netloc for url in addresses if is_web_address(url)), "")


def _read_post(record: XmlRecord, users: Mapping[str, str]) -> Post:
    values = fields(record.element)
    names = [read_line(values.get(key)) for key in ("link", "guid", "post_name", "post_id")]
    address, title = names[0] or names[1], read_line(values.get("title"))
    return Post(
        address=next(filter(None, names), title),
        base=address if is_web_address(address) else "",
        title=title,
        author=users.get(values.get("creator", ""), ""),
        is_trash=values.get("status") == "trash",
    )


def _read_comment(record: XmlRecord, post: Post, file: XmlFile, options: Options) -> Record:
    """Return one comment; unreadable when it has no number, or is not whole."""
    values = fields(record.element)
    identifier = read_line(values.get("comment_id"))
    if not identifier or not record.is_whole:
        if record.is_whole:
            file.recover(record.line, "this comment has no comment_id", "It was left out.")
        return Record(identifier=identifier, page="", fate=Fate.UNREADABLE, line=record.line)
    moment, precision = _read_date(values, options)
    if moment is None:
        message = f"comment {identifier}: {values.get('comment_date', '')!r} is no date"
        file.recover(record.line, message, "It was left out.")
    parent = read_line(values.get("comment_parent"))
    user = values.get("comment_user_id", "")
    body = html_to_markdown(values.get("comment_content", ""), base=post.base, newlines=True)
    return Record(
        identifier=identifier,
        page=post.address,
        page_title=post.title,
        parent="" if parent == "0" else parent,
        author=read_line(values.get("comment_author")),
        author_url=read_address(values.get("comment_author_url")),
        by_author=user not in ("", "0") and user == post.author,
        date=moment,
        date_precision=precision,
        rating=_read_rating(record.element),
        url=read_address(f"{post.address}#comment-{identifier}"),
        body=body,
        fate=_fate(values, post, body, record, file),
        raw=_raw(values),
        line=record.line,
    )


def _read_date(values: Mapping[str, str], options: Options) -> tuple[datetime | None, Precision]:
    """Return when a comment was written: by its time in UTC, or else by that of the site.

    Without the zone of the site only the day of the second is known.
    """
    utc = values.get("comment_date_gmt", UNSET)
    if utc != UNSET:
        moment, precision = read_moment(utc, read_zone({}))
        if moment is not None:
            return moment, precision
    local = values.get("comment_date", "")
    return read_moment(local, read_zone(options) if options.get("zone") else None)


def _read_rating(element: Element) -> Rating | None:
    """Return the stars that a reader gave, if a plugin kept them."""
    metas = [fields(meta) for meta in children(element, "commentmeta")]
    found = {meta.get("meta_key", ""): meta.get("meta_value", "") for meta in metas}
    values = (found[key] for key in RATINGS if key in found)
    value = next((value for value in values if value in ("1", "2", "3", "4", "5")), "")
    return Rating(value=float(value), max=5) if value else None


def _fate(
    values: Mapping[str, str], post: Post, body: str, record: XmlRecord, file: XmlFile
) -> Fate:
    """Return what has become of a comment; one of an unknown type waits for the editor."""
    fate = STATES.get(values.get("comment_approved", "").lower(), Fate.PENDING)
    if fate in (Fate.SPAM, Fate.TRASH):
        return fate
    if post.is_trash:
        return Fate.TRASH
    kind = values.get("comment_type", "").lower()
    if kind in NOTES:
        return Fate.PINGBACK
    if not body:
        return Fate.EMPTY
    if kind not in COMMENTS:
        hint = "The comment waits for the editor."
        file.recover(record.line, f"the comment_type {kind!r} is unknown", hint)
        return Fate.PENDING
    return fate


def _raw(values: Mapping[str, str]) -> str:
    """Return a comment as it is hashed: without the addresses of its writer."""
    private = ("comment_author_email", "comment_author_IP")
    kept = {name: value for name, value in values.items() if name.startswith("comment_")}
    return dump_raw(kept, private)
