"""Blogger: its own export of old, and the `feed.atom` that Google Takeout gives since 2018.

Both are Atom feeds of everything. In the old one a comment is an entry of the kind "comment"
that names its post as RFC 4685 does; in the new one elements of Blogger's own say so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from lxml import etree

from .html_markdown import html_to_markdown
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment
from .xml_files import Element, Shape, XmlFile, XmlRecord, attribute, children, fields

SYSTEM = "blogger"
SHAPE = Shape(
    root="feed", records={"entry": ""}, texts=frozenset({"content", "title", "name", "summary"})
)
KIND = re.compile(r"/kind#(\w+)$")
NUMBER = re.compile(r"\d+$")
"""What an id ends in: the same in both exports."""
BLOG = re.compile(r"blog-(\d+)")
PARENT_FEED = re.compile(r"/comments/default/(\d+)")
BREAK = re.compile(r"<(?:br|p|div)\b", re.IGNORECASE)
STATES = {
    "": Fate.PUBLISHED,
    "live": Fate.PUBLISHED,
    "published": Fate.PUBLISHED,
    "pending": Fate.PENDING,
    "draft": Fate.PENDING,
    "spam": Fate.SPAM,
    "ghosted": Fate.SPAM,
    "emptied": Fate.DELETED,
    "deleted": Fate.DELETED,
}
NOBODY = frozenset({"anonymous", "anonyme", "unknown", "inconnu"})
"""What Blogger puts in the place of a name, in English and in French."""
KEPT = ("id", "published", "content", "status", "parent", "inReplyTo")
"""What the digest of a comment is made from, beside its links."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """What comments stand under."""

    address: str
    title: str = ""
    profile: str = ""
    """The address of its author's profile."""
    is_trash: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment whose post may still follow in the file."""

    record: Record
    post: str = ""
    """The number of its post."""
    address: str = ""
    """The address of its post, if the comment says it."""
    profile: str = ""


def read(path: Path, _options: Options) -> Reading:
    """Return the comments of an export of Blogger, classic or from Takeout."""
    file = XmlFile(path, SHAPE)
    posts: dict[str, Post] = {}
    comments: list[Comment] = []
    for entry in file.records("entry"):
        values = fields(entry.element)
        kind = _kind(entry.element, values)
        if kind == "comment":
            comments.append(_read_comment(entry, values, file))
        elif kind in ("post", "page"):
            posts[_number(values.get("id", ""))] = _read_post(entry.element, values)
    blog = BLOG.search(fields(file.head).get("id", ""))
    return Reading(
        system=SYSTEM,
        scope=blog[1] if blog else "",
        records=tuple(_placed(comment, posts, file) for comment in comments),
        recoveries=tuple(sorted(file.recoveries)),
        problems=file.problems,
    )


def _kind(entry: Element, values: Mapping[str, str]) -> str:
    """Return what an entry is: "comment", "post", "page", or something of no interest."""
    own = values.get("type", "").lower()
    kinds = (KIND.search(attribute(category, "term")) for category in children(entry, "category"))
    kind = own or next((match[1].lower() for match in kinds if match), "")
    return kind or ("comment" if children(entry, "in-reply-to") else "")


def _number(identifier: str) -> str:
    """Return the number of an entry, by which others name it."""
    match = NUMBER.search(identifier)
    return match[0] if match else read_line(identifier)


def _links(entry: Element, rel: str) -> Sequence[str]:
    """Return the addresses that an entry links to in one way."""
    links = children(entry, "link")
    return [attribute(link, "href") for link in links if attribute(link, "rel") == rel]


def _author(entry: Element) -> dict[str, str]:
    authors = children(entry, "author")
    return fields(authors[0]) if authors else {}


def _read_post(entry: Element, values: Mapping[str, str]) -> Post:
    address = next(iter(_links(entry, "alternate")), "") or values.get("filename", "")
    return Post(
        address=read_line(address),
        title=read_line(values.get("title")),
        profile=_author(entry).get("uri", ""),
        is_trash=bool(values.get("trashed")),
    )


def _read_comment(entry: XmlRecord, values: Mapping[str, str], file: XmlFile) -> Comment:
    """Return one comment; unreadable when it has no id, or is not whole."""
    identifier = _number(values.get("id", ""))
    if not identifier or not entry.is_whole:
        if entry.is_whole:
            file.recover(entry.line, "this comment has no id", "It was left out.")
        unread = Record(identifier=identifier, page="", fate=Fate.UNREADABLE, line=entry.line)
        return Comment(record=unread)
    date = values.get("published") or values.get("created", "")
    moment, precision = read_moment(date)
    if moment is None:
        message = f"comment {identifier}: {date!r} is no date"
        file.recover(entry.line, message, "It was left out.")
    author = _author(entry.element)
    name = read_line(author.get("name"))
    body = _read_body(entry.element)
    parent = _read_parent(entry.element, values)
    post, address = _read_place(entry.element, values)
    record = Record(
        identifier=identifier,
        page="",
        parent="" if parent in (identifier, post) else parent,
        author="" if name.lower() in NOBODY else name,
        author_url=read_address(author.get("uri")),
        date=moment,
        date_precision=precision,
        url=read_address(next(iter(_links(entry.element, "alternate")), "")),
        body=body,
        fate=_fate(entry, values, body, file),
        raw=dump_raw({**{key: values.get(key, "") for key in KEPT}, "post": post, "name": name}),
        line=entry.line,
    )
    return Comment(record=record, post=post, address=address, profile=author.get("uri", ""))


def _read_body(entry: Element) -> str:
    """Return the words of a comment, in Markdown."""
    content = next(iter(children(entry, "content") or children(entry, "summary")), None)
    if content is None:
        return ""
    text = "".join(content.itertext())
    if attribute(content, "type") == "text":
        text = escape(text)
    elif len(content):
        text = "".join(etree.tostring(child, encoding="unicode") for child in content)
    return html_to_markdown(text, newlines=not BREAK.search(text))


def _read_parent(entry: Element, values: Mapping[str, str]) -> str:
    """Return the number of the comment that one answers, or ""."""
    related = (PARENT_FEED.search(link) for link in _links(entry, "related"))
    classic = next((match[1] for match in related if match), "")
    return classic or _number(values.get("inReplyTo", ""))


def _read_place(entry: Element, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the number of a comment's post, and its address if the comment says it."""
    reference = next(iter(children(entry, "in-reply-to")), None)
    if reference is None:
        return _number(values.get("parent", "")), ""
    identifier = attribute(reference, "ref") or attribute(reference, "source")
    return _number(identifier), read_line(attribute(reference, "href"))


def _fate(entry: XmlRecord, values: Mapping[str, str], body: str, file: XmlFile) -> Fate:
    """Return what has become of a comment; one of an unknown status waits for the editor."""
    properties = children(entry.element, "extendedProperty")
    if any(attribute(each, "name") == "blogger.contentRemoved" for each in properties):
        return Fate.DELETED
    if values.get("trashed"):
        return Fate.TRASH
    status = values.get("status", "").lower()
    fate = STATES.get(status)
    if fate is None:
        hint = "The comment waits for the editor."
        file.recover(entry.line, f"the status {status.upper()!r} is unknown", hint)
        fate = Fate.PENDING
    control = next(iter(children(entry.element, "control")), None)
    if control is not None and fields(control).get("draft") == "yes":
        fate = Fate.PENDING
    return Fate.EMPTY if not body and fate in (Fate.PUBLISHED, Fate.PENDING) else fate


def _placed(comment: Comment, posts: Mapping[str, Post], file: XmlFile) -> Record:
    """Return the record of a comment under its post."""
    record = comment.record
    if record.fate is Fate.UNREADABLE:
        return record
    post = posts.get(comment.post)
    if post is None and not comment.address:
        message = f"comment {record.identifier}: its post {comment.post!r} is not in the file"
        file.recover(record.line, message, "The number of the post stands for its page.")
    if post is None or not post.address:
        address = comment.address or comment.post
        post = replace(post or Post(address=""), address=address)
    is_by_author = bool(comment.profile) and comment.profile == post.profile
    fate = record.fate
    if post.is_trash and fate not in (Fate.SPAM, Fate.DELETED):
        fate = Fate.TRASH
    return replace(
        record,
        page=post.address,
        page_title=post.title,
        by_author=is_by_author,
        url=record.url or read_address(f"{post.address}#c{record.identifier}"),
        fate=fate,
    )
