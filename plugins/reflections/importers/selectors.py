"""Where the parts of a comment stand in the pages of a site: a small file, or one of those here.

A place is a CSS selector, with "@" and the name of an attribute when it is not the text that
counts: "time@datetime". "" is the comment itself: "@id".
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import soupsieve

from ...build.problems import Problem, nearest
from ...essays.tables import toml_problem

Places = tuple[str, ...]
"""Where something may stand: the first place that has something counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Selectors:
    """The places of one kind of page, and how its dates are written."""

    system: str = "html"
    """Short name of what made the page."""
    item: str
    """The element of each comment, with its replies or without."""
    siblings: bool = False
    """True when a comment is its element and those that follow, up to the next comment."""
    author: Places = ()
    author_url: Places = ()
    by_author: Places = ()
    """What only the comments of the essay's author have."""
    date: Places = ()
    date_pattern: str = ""
    """A regular expression whose group is what counts of a date."""
    date_format: str = ""
    """As for `strptime`; "" for any of the usual ways."""
    day_first: bool | None = None
    """Whether 3/4/2008 is in April; unset, it is asked of the language of the page."""
    zone: str = ""
    title: Places = ()
    body: Places = ("",)
    remove: Places = ()
    """What stands in the body and is no part of it."""
    identifier: Places = ("@id",)
    identifier_pattern: str = r"(\d+)$"
    """A regular expression whose group is the id in the identifier, and in `parent`."""
    parent: Places = ()
    """Where a comment names what it answers; (), when replies stand inside of what they answer."""
    order: Places = ()
    """Where a comment has its number; ("position",) counts them."""
    permalink: Places = ()
    """Where the comment's own address is; (), when the id of its element makes it."""
    deleted: Places = ()
    pending: Places = ()
    pingback: Places = ()
    """What only the comments have that were deleted, that wait, that a program wrote."""


WORDPRESS = Selectors(
    system="wordpress",
    item=":is(.commentlist, .comment-list, #comments, .comments-area) "
    ":is(li, div):is(.comment, .pingback, .trackback):is([id^=comment-], [id^=li-comment-]), "
    ":is(.commentlist, .comment-list) > li:is([id^=comment-], [id^=li-comment-])",
    author=(".comment-author .fn", ".comment-author cite", ".fn", "cite", ".comment-author"),
    author_url=(".fn a@href", ".fn@href", "cite a@href", ".comment-author a.url@href"),
    by_author=(".bypostauthor",),
    date=(
        ":is(.comment-metadata, .comment-meta, .commentmetadata) time@datetime",
        ":is(.comment-metadata, .comment-meta, .commentmetadata) a[href*='#comment-']",
        ".comment-metadata",
        ".commentmetadata",
        ".comment-date",
        ".comment-meta",
        "time@datetime",
    ),
    body=(
        ".comment-content",
        ".comment-text",
        ".commenttext",
        ".comment-entry",
        ".comment-body",
        "",
    ),
    remove=(
        ":scope > cite, .comment-author, .comment-meta, .commentmetadata, .comment-metadata",
        ".comment-awaiting-moderation, .children, .comment-edit-link, .says, .avatar, .sharedaddy",
        ".comment-respond, .comment-reply-link, .comment-likes, .edit-link, .vcard, .reply",
    ),
    permalink=("a[href*='#comment-']@href",),
    pending=(".comment-awaiting-moderation", ".unapproved"),
    pingback=(".pingback", ".trackback"),
)
BLOGGER = Selectors(
    system="blogger",
    item="li.comment[id^=c]:has(.comment-block)",
    author=(".comment-header .user", "cite.user", "cite"),
    author_url=(".comment-header .user a@href",),
    by_author=(".comment-header .blog-author",),
    date=("a[href*=showComment]@href", ".comment-header .datetime", ".datetime"),
    date_pattern=r"showComment=(\d{12,13})",
    body=(".comment-content",),
    permalink=("a[href*=showComment]@href",),
    deleted=(".comment-content > .deleted-comment",),
)
BLOGGER_DEFINITIONS = Selectors(
    system="blogger",
    item="dl[id=comments-block] > dt, #comments-block > dt",
    siblings=True,
    author=(".comment-author",),
    author_url=(".comment-author a[href^=http]@href",),
    by_author=(".blog-author",),
    date=("a[href*=showComment]@href", ".comment-timestamp", ".comment-footer"),
    date_pattern=r"showComment=(\d{12,13})",
    body=(".comment-body",),
    permalink=("a[href*=showComment]@href", ".comment-timestamp a@href"),
    identifier=(".comment-author@id", ".comment-body@id", "a[name]@name"),
    deleted=(".comment-body > .deleted-comment", ".comment-body > p > .deleted-comment"),
)
SPIP = Selectors(
    system="spip",
    item="li:has(> .forum-message), li:has(> .comment[id^=comment]), li.comment-fil, "
    ":is(li, div)[id^=commentaire]:not(#commentaires)",
    author=(
        ".vcard .fn",
        ".author .fn",
        ".forum-chapo small span",
        ".comment-infos :is(.vcard, .author, span)",
        ":is(.auteur, .pseudo, .author)",
        ":is(.infos, .cartouche)",
    ),
    author_url=(".vcard a.url@href", ".hyperlien a@href"),
    date=(
        "abbr:is(.published, .dtreviewed)@title",
        "time@datetime",
        ":is(.forum-chapo, .comment-infos, .comment-meta) :is(small, .date)",
        ":is(.date, .forum-chapo, .comment-meta, .comment-infos, .infos, .cartouche, h3, h4)",
    ),
    title=(".forum-titre", ".comment-title"),
    permalink=("a[href^='#forum']@href", "a[href^='#comment']@href"),
    body=(".forum-texte", ".comment-texte", ".comment-content", ".texte", ""),
    remove=(
        ".repondre, .hyperlien, .forum-chapo, .comment-meta, .comment-infos, .comment-reply",
        ".infos, .cartouche, .auteur, .pseudo, .date, h3, h4, form, .formulaire_spip",
    ),
    identifier=(
        "@id",
        ":is(.forum-message, .comment)[id]@id",
        "a[id^=forum]@id",
        "a[name^=forum]@name",
        "a[href*=id_forum]@href",
    ),
    identifier_pattern=r"(?:(?:forum|comment|commentaire)-?|id_forum=)(\d+)",
)
NUMBERED = Selectors(
    item=":is(#comments, #commentaires, #reactions, .comments, .commentaires, .commentlist, "
    ".reactions) ol > li, ol:is(.commentlist, .comments, .commentaires, #comments) > li, "
    ":is(h1, h2, h3, h4):-soup-contains("
    "'omment', 'OMMENT', 'éaction', 'ÉACTION', 'éponse', 'esponse') ~ ol > li",
    author=("cite", ".author", ".auteur", ".fn", ".nom"),
    author_url=("cite a@href", ":is(.author, .auteur, .fn, .nom) a@href"),
    date=("time@datetime", ".date", "time", "abbr.published@title", "small"),
    remove=(":scope > :is(cite, time, small), .author, .auteur, .fn, .nom, .date, .reply, form",),
    order=("position",),
)
SETS: Mapping[str, tuple[Selectors, ...]] = {
    "wordpress": (WORDPRESS,),
    "blogger": (BLOGGER, BLOGGER_DEFINITIONS),
    "agoravox": (replace(SPIP, system="agoravox", zone="Europe/Paris"),),
    "spip": (SPIP,),
    "numbered": (NUMBERED,),
}
"""Those of pages that many sites have, in the order in which they are tried."""
SITES = {"agoravox": "agoravox."}
"""What the host of a page must have in it, for the sets that are one site's."""

PLACES = frozenset(field.name for field in fields(Selectors) if field.type == Places)
PATTERNS = ("date_pattern", "identifier_pattern")


def parse_selectors(text: str, path: str) -> tuple[Selectors | None, tuple[Problem, ...]]:
    """Return the selectors in a file of TOML, and every problem of it.

    Each key is the name of a field of `Selectors`; a place may stand alone, without a list.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (toml_problem(error, path),)
    known = [field.name for field in fields(Selectors)]
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        line = _line_of(key, text)
        if key not in known:
            problems.append(Problem(path, line, f"unknown key {key!r}", nearest(key, known)))
            continue
        values[key] = (value,) if key in PLACES and isinstance(value, str) else value
        if key in PLACES and isinstance(value, list):
            values[key] = tuple(value)
        problems += [
            Problem(path, line, message, hint) for message, hint in _faults(key, values[key])
        ]
    if "item" not in table:
        hint = 'Say which element each comment is: item = "li.comment".'
        problems.append(Problem(path, 0, "'item' is missing", hint))
    return (None, tuple(problems)) if problems else (Selectors(**values), ())


def _faults(key: str, value: object) -> list[tuple[str, str]]:
    """Return what is wrong with the value of a key, each with a hint."""
    if key in ("siblings", "day_first"):
        is_right = isinstance(value, bool)
        return [] if is_right else [(f"{key!r} is {value!r}", "Expected true or false.")]
    texts = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(text, str) for text in texts):
        return [(f"{key!r} is {value!r}", "Expected text between quotation marks.")]
    if key == "zone":
        return _zone_faults(str(value))
    if key in PATTERNS:
        return _pattern_faults(key, str(value))
    if key == "item":
        return _selector_faults(key, str(value))
    if key in PLACES and value != ("position",):
        return [fault for text in texts for fault in _selector_faults(key, split_place(text)[0])]
    return []


def _zone_faults(name: str) -> list[tuple[str, str]]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return [(f"'zone' is {name!r}", "Expected the name of a zone: Europe/Paris.")]
    return []


def _pattern_faults(key: str, pattern: str) -> list[tuple[str, str]]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        return [(f"{key!r} is no regular expression: {error}", "")]
    hint = r'Put the part that counts between parentheses: "comment-(\\d+)".'
    return [] if compiled.groups or not pattern else [(f"{key!r} has no group", hint)]


def _selector_faults(key: str, selector: str) -> list[tuple[str, str]]:
    if not selector and key != "item":
        return []
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        message = f"{key!r} is no CSS selector: {str(error).splitlines()[0]}"
        return [(message, f"It is {selector!r}.")]
    return []


def split_place(place: str) -> tuple[str, str]:
    """Return the selector of a place, and the name of its attribute, "" for its text."""
    match = re.fullmatch(r"(.*)@([\w:-]+)", place, re.DOTALL)
    return (match[1].strip(), match[2]) if match else (place.strip(), "")


def _line_of(key: str, text: str) -> int:
    """Return the line where a key is written."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if pattern.match(line)), 0)
