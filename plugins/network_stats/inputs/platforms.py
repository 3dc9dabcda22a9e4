"""Telling the exports of contacts from other files."""

import re
from collections.abc import Mapping

from .text import clean, parse_text

PLATFORMS: Mapping[str, str] = {
    "facebook": "Facebook’s your_friends.json",
    "linkedin": "LinkedIn’s Connections.csv",
    "mastodon": "Mastodon’s following_accounts.csv",
    "mbox": "a mailbox (mbox)",
    "x": "X’s following.js or follower.js",
}
"""The exports that are known, and what they are called."""

MESSAGE = re.compile(rb"(?:\A|\n\r?\n)From [^\n]*\n(?=[!-9;-~]+:[ \t])")
"""The line before a message of a mailbox, and the empty line before it."""

X = re.compile(r"\s*window\.YTD\.(follow(?:er|ing))\.part\d+\s*=\s*")
"""How the files of X start: with the name of what they list."""

_FACEBOOK = re.compile(r'\s*\{\s*"(?:friends|friends_v2)"\s*:')
_FOLLOWED = re.compile(r"@?[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+(?:,(?:true|false))?")
_COLUMNS: Mapping[str, frozenset[str]] = {
    "first": frozenset({"first name", "prénom"}),
    "last": frozenset({"last name", "nom"}),
    "url": frozenset({"url"}),
    "company": frozenset({"company", "entreprise"}),
    "since": frozenset({"connected on", "date de connexion", "connexion le"}),
}


def platform_of(content: bytes) -> str:
    """Return the platform whose export of contacts a file is, "" for any other file."""
    start = content[:8192]
    if MESSAGE.match(start):
        return "mbox"
    text, _ = parse_text(start[: start.rfind(b"\n") + 1] or start, "")
    lines = text.lines if text else ()
    if X.match("\n".join(lines)):
        return "x"
    if _FACEBOOK.match("\n".join(lines)):
        return "facebook"
    if any(linkedin_columns(line) for line in lines[:20]):
        return "linkedin"
    rows = [line.strip() for line in lines if line.strip()]
    if rows and rows[0].lower().split(",")[0] == "account address":
        return "mastodon"
    return "mastodon" if rows and all(map(_FOLLOWED.fullmatch, rows)) else ""


def linkedin_columns(line: str) -> dict[str, int]:
    """Return where the columns stand in a row that names those of LinkedIn; {} for others."""
    cells = [clean(cell).lower() for cell in line.split(",")]
    found = {
        key: index
        for key, names in _COLUMNS.items()
        for index, cell in enumerate(cells)
        if cell in names
    }
    return found if {"first", "last"} <= set(found) and len(found) > 2 else {}
