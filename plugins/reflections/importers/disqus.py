"""Disqus: the XML of its own export.

Its elements are those of http://disqus.com/api/schemas/1.0/disqus.xsd: `thread` stands both for
the record of a page and, inside a `post`, for a reference to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..fields import is_web_address
from .html_markdown import html_to_markdown
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment
from .xml_files import Shape, XmlFile, XmlRecord, attribute, children, fields

SYSTEM = "disqus"
SHAPE = Shape(
    root="disqus",
    records={"thread": "", "post": ""},
    references=frozenset({"thread"}),
    texts=frozenset({"message", "title", "name", "link"}),
)
NOBODY = frozenset({"anonymous", "guest"})
"""What Disqus puts in the place of a name."""
FLAGS = {"true": True, "1": True, "false": False, "0": False, "": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The record of a page: Disqus often has several of one."""

    address: str
    base: str = ""
    """Its address, if that is one of the web."""
    title: str = ""
    forum: str = ""
    owner: str = ""
    """The user name of who opened it: the author of the site."""
    is_deleted: bool = False


def read(path: Path, _options: Options) -> Reading:
    """Return the posts of a Disqus export."""
    file = XmlFile(path, SHAPE)
    pages = {
        read_line(attribute(record.element, "id")): _read_page(record)
        for record in file.records("thread")
        if record.is_whole
    }
    records = tuple(_read_post(record, pages, file) for record in file.records("post"))
    return Reading(
        system=SYSTEM,
        scope=_read_forum(file, pages.values()),
        records=records if not file.problems else (),
        recoveries=tuple(sorted(file.recoveries)),
        problems=file.problems,
    )


def _read_forum(file: XmlFile, pages: Iterable[Page]) -> str:
    """Return the short name of the site at Disqus: part of the id of each post."""
    categories = (
        fields(category).get("forum", "") for category in children(file.head, "category")
    )
    names = (*categories, *(page.forum for page in pages))
    return next(filter(None, map(read_line, names)), "")


def _read_page(record: XmlRecord) -> Page:
    values = fields(record.element)
    address = read_line(values.get("link")) or read_line(values.get("id"))
    return Page(
        address=address or read_line(attribute(record.element, "id")),
        base=address if is_web_address(address) else "",
        title=read_line(values.get("title")),
        forum=values.get("forum", ""),
        owner=_read_author(record).get("username", ""),
        is_deleted=FLAGS.get(values.get("isDeleted", "").lower(), False),
    )


def _read_author(record: XmlRecord) -> Mapping[str, str]:
    """Return the fields of the author of a post, or of a page."""
    authors = children(record.element, "author")
    return fields(authors[0]) if authors else {}


def _read_reference(record: XmlRecord, name: str) -> str:
    """Return the id that a post refers to under a name, or ""."""
    elements = children(record.element, name)
    return read_line(attribute(elements[0], "id")) if elements else ""


def _read_post(record: XmlRecord, pages: Mapping[str, Page], file: XmlFile) -> Record:
    """Return one post; unreadable when it has no id, or is not whole."""
    values, author = fields(record.element), _read_author(record)
    identifier = read_line(attribute(record.element, "id") or values.get("id"))
    if not identifier or not record.is_whole:
        if record.is_whole:
            file.recover(record.line, "this post has no id", "It was left out.")
        return Record(identifier=identifier, page="", fate=Fate.UNREADABLE, line=record.line)
    thread = _read_reference(record, "thread")
    page = pages.get(thread)
    if page is None:
        message = f"post {identifier}: its thread {thread!r} is not in the file"
        file.recover(record.line, message, "The id of the thread stands for its page.")
        page = Page(address=thread)
    moment, precision = read_moment(values.get("createdAt"))
    if moment is None:
        message = f"post {identifier}: {values.get('createdAt', '')!r} is no date"
        file.recover(record.line, message, "It was left out.")
    parent, username = _read_reference(record, "parent"), author.get("username", "")
    message = values.get("message", "")
    body = html_to_markdown(message, base=page.base, newlines="<" not in message)
    return Record(
        identifier=identifier,
        page=page.address,
        page_title=page.title,
        parent=parent,
        author=_read_name(author),
        author_url=read_address(author.get("link")),
        by_author=bool(username) and username == page.owner,
        date=moment,
        date_precision=precision,
        url=read_address(f"{page.address}#comment-{identifier}"),
        body=body,
        fate=_fate(values, page, body, record, file),
        raw=_raw([*values.items(), ("id", identifier)], thread, parent, author),
        line=record.line,
    )


def _read_name(author: Mapping[str, str]) -> str:
    """Return the name that a post is signed with; "" for those that stand for nobody."""
    name = read_line(author.get("name"))
    is_anonymous = FLAGS.get(author.get("isAnonymous", "").lower(), False)
    return "" if is_anonymous and name.lower() in NOBODY else name


def _fate(
    values: Mapping[str, str], page: Page, body: str, record: XmlRecord, file: XmlFile
) -> Fate:
    """Return what has become of a post; one with a mark that is no mark waits for the editor."""
    marks = {}
    for name in ("isDeleted", "isSpam"):
        value = values.get(name, "")
        marks[name] = FLAGS.get(value.lower())
        if marks[name] is None:
            message = f"the {name} {value!r} is neither true nor false"
            file.recover(record.line, message, "The post waits for the editor.")
    if marks["isSpam"]:
        return Fate.SPAM
    if marks["isDeleted"]:
        return Fate.DELETED
    if page.is_deleted:
        return Fate.TRASH
    if not body:
        return Fate.EMPTY
    is_approved = FLAGS.get(values.get("isApproved", "true").lower(), False)
    return Fate.PUBLISHED if is_approved and None not in marks.values() else Fate.PENDING


def _raw(
    values: Iterable[tuple[str, str]], thread: str, parent: str, author: Mapping[str, str]
) -> str:
    """Return a post as it is hashed: without what tells of its writer beyond the name."""
    kept = ("id", "message", "createdAt", "isDeleted", "isSpam")
    record = {name: value for name, value in values if name in kept}
    return dump_raw({**record, "thread": thread, "parent": parent, "name": author.get("name", "")})
