"""Mastodon: the answers to one status, as `GET /api/v1/statuses/ID/context` gives them.

See https://docs.joinmastodon.org/methods/statuses/#context and
https://docs.joinmastodon.org/entities/Status/. Who is not signed in is given 60 answers, 20 deep:
of a longer thread several contexts can be put into one list. Only what is public is imported, and
neither what programs write nor what is written by those who say #nobot.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...build.problems import Problem
from .html_markdown import html_to_markdown
from .json_files import Json, load_json, table, tables
from .models import Fate, Options, Reading, Record
from .values import dump_raw, read_address, read_line, read_moment, read_plain, read_text

SYSTEM = "mastodon"
OPT_OUT = re.compile(r"#\s*(?:<span>)?no(?:bot|bridge|archive)\b", re.IGNORECASE)
LINK = re.compile(r"<a\b([^>]*)>", re.IGNORECASE)
HREF = re.compile(r"\bhref=[\"']([^\"']+)", re.IGNORECASE)
NOT_A_SOURCE = re.compile(r"\b(?:mention|hashtag)\b")
"""Classes of links that lead to people and to words, not to what a status is about."""

DEEPEST = 500
"""Answers to answers, beyond which the first status is not looked for."""

Status = Mapping[str, Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """A status that was sent out with an essay, and the answers to it."""

    root: str
    """The id of the status on the server that the file comes from."""
    page: str
    """What the status is about: the option "page", else its link, else its id."""
    account: str
    """The id of the account that sent it, "" if that is not known."""


def read(path: Path, options: Options) -> Reading:
    """Return the answers to statuses."""
    export, problems = load_json(path)
    if problems:
        return Reading(system=SYSTEM, problems=problems)
    contexts = list(_contexts(export))
    if not contexts:
        hint = 'Expected {"ancestors":[…],"descendants":[…]}, or a list of such.'
        problem = Problem(path.as_posix(), 0, "this is not the context of a status", hint)
        return Reading(system=SYSTEM, problems=(problem,))
    statuses = [status for context in contexts for status in _statuses(context)]
    by_id = {read_line(status.get("id")): status for status in statuses}
    threads = {
        read_line(status.get("id")): thread
        for context in contexts
        for thread in [_thread(context, by_id, options)]
        for status in _statuses(context)
    }
    records: list[Record] = []
    recoveries: list[Problem] = []
    for status in statuses:
        thread = threads[read_line(status.get("id"))]
        record, wrong = _read_status(status, thread, by_id)
        records.append(record)
        if wrong:
            message = f"status {record.identifier} {wrong}: it was passed over"
            recoveries.append(Problem(path.as_posix(), 0, message))
    recoveries += _missing(by_id, path)
    return Reading(system=SYSTEM, records=tuple(records), recoveries=tuple(recoveries))


def _contexts(export: Json) -> Iterator[Status]:
    """Yield each context in a file: it is one, or a list of some, or a list of statuses."""
    if isinstance(export, list):
        rows = tables(export)
        lists = [row for row in rows if "descendants" in row or "ancestors" in row]
        yield from lists
        if not lists and any("content" in row for row in rows):
            yield {"descendants": rows}
    elif "descendants" in table(export):
        yield export


def _statuses(context: Status) -> list[Status]:
    """Return the statuses of a context, that which it belongs to included if it is there."""
    own = [table(context["status"])] if context.get("status") else []
    return [*tables(context.get("ancestors")), *own, *tables(context.get("descendants"))]


def _thread(context: Status, by_id: Mapping[str, Status], options: Options) -> Thread:
    """Return what a context belongs to: its first status, or that which its answers lead up to."""
    first = [*tables(context.get("ancestors")), table(context.get("status"))][0]
    root, account = read_line(first.get("id")), ""
    if not root:
        ends = Counter(_climb(status, by_id) for status in tables(context.get("descendants")))
        known = [end for end in ends if end[0]]
        root, account = min(known, key=lambda end: (-ends[end], end), default=("", ""))
    top = by_id.get(root, {})
    return Thread(
        root=root,
        page=options.get("page") or _subject(top) or root,
        account=read_line(table(top.get("account")).get("id")) or account,
    )


def _climb(status: Status, by_id: Mapping[str, Status]) -> tuple[str, str]:
    """Return the id of the first status of a thread, as far as it is known, and its account's.

    Both are empty for an answer whose own question is gone.
    """
    deep = 0
    while True:
        answered = read_line(status.get("in_reply_to_id"))
        account = read_line(status.get("in_reply_to_account_id"))
        above = by_id.get(answered)
        if above is None or not above.get("in_reply_to_id") or deep > DEEPEST:
            return answered, account
        status, deep = above, deep + 1


def _subject(status: Status) -> str:
    """Return the address that a status is about, or ""."""
    card = read_address(table(status.get("card")).get("url"))
    for tag in LINK.findall(read_text(status.get("content"))):
        href = HREF.search(tag)
        if href and not card and not NOT_A_SOURCE.search(tag):
            return read_address(href[1].replace("&amp;", "&"))
    return card


def _read_status(
    status: Status, thread: Thread, by_id: Mapping[str, Status]
) -> tuple[Record, str]:
    """Return a status, and why it cannot be imported, or ""."""
    account, body = table(status.get("account")), _body(status)
    fate, wrong = _fate(status, account, thread, body)
    if wrong:
        return Record(identifier=_uri(status), page=thread.page, fate=fate), wrong
    answered = read_line(status.get("in_reply_to_id"))
    parent = "" if answered == thread.root else answered
    moment, precision = read_moment(status.get("created_at"))
    record = Record(
        identifier=_uri(status),
        page=thread.page,
        parent=_uri(by_id[parent]) if parent in by_id else parent,
        author=_name(account),
        author_url=read_address(account.get("url")),
        by_author=bool(thread.account) and read_line(account.get("id")) == thread.account,
        date=moment,
        date_precision=precision,
        lang=read_line(status.get("language")),
        url=read_address(status.get("url")) or read_address(status.get("uri")),
        body=body,
        fate=fate,
        raw=_raw(status, account),
    )
    return record, ""


def _uri(status: Status) -> str:
    """Return the name that a status has on every server."""
    return read_line(status.get("uri")) or read_line(status.get("url"))


def _fate(status: Status, account: Status, thread: Thread, body: str) -> tuple[Fate, str]:
    """Return what becomes of a status, and why it cannot be imported, or ""."""
    visibility = read_line(status.get("visibility")) or "unknown"
    if not _uri(status):
        return Fate.UNREADABLE, "has no address"
    if visibility != "public":
        return Fate.UNREADABLE, f"is not public ({visibility})"
    if OPT_OUT.search(read_text(account.get("note"))):
        return Fate.UNREADABLE, "is by someone who does not want to be gathered"
    if account.get("bot") is True or status.get("reblog"):
        return Fate.PINGBACK, ""
    if read_line(status.get("id")) == thread.root:
        return Fate.PINGBACK, ""
    return (Fate.PUBLISHED if body else Fate.EMPTY), ""


def _name(account: Status) -> str:
    """Return how someone signs, without pictures that only their server has."""
    name = read_line(account.get("display_name"))
    for emoji in tables(account.get("emojis")):
        code = read_line(emoji.get("shortcode"))
        name = name.replace(f":{code}:", "") if code else name
    return " ".join(name.split()) or read_line(account.get("username"))


def _body(status: Status) -> str:
    """Return the words of a status: its warning, its text, its pictures' descriptions."""
    parts = [read_plain(status.get("spoiler_text"))]
    parts.append(html_to_markdown(read_text(status.get("content"))))
    for media in tables(status.get("media_attachments")):
        description = read_plain(read_line(media.get("description")))
        parts += [f"> {description}"] if description else []
    return "\n\n".join(part for part in parts if part)


def _raw(status: Status, account: Status) -> str:
    """Return what makes a status what it is: not who liked it, nor how many follow its author."""
    keys = ("uri", "created_at", "spoiler_text", "content")
    own = {key: status.get(key) for key in keys}
    media = [row.get("description") for row in tables(status.get("media_attachments"))]
    return dump_raw({**own, "media": media, "account": account.get("url")})


def _missing(by_id: Mapping[str, Status], path: Path) -> list[Problem]:
    """Return a note for each status that has more answers than the file."""
    answers = Counter(read_line(status.get("in_reply_to_id")) for status in by_id.values())
    notes = []
    for identifier, status in by_id.items():
        count = status.get("replies_count")
        if isinstance(count, int) and count > answers[identifier]:
            here = answers[identifier]
            message = f"status {_uri(status)}: {here} of its {count} answers are in the file"
            hint = f"Fetch /api/v1/statuses/{identifier}/context too: one asks for 60 at the most."
            notes.append(Problem(path.as_posix(), 0, message, hint))
    return notes
