"""The names under comments, without what blogs put around them."""

import re

from .values import read_line
from .written_dates import Habits, find_written

NOBODY = frozenset({"anonymous", "anonyme", "guest", "unknown", "inconnu"})
"""What systems put in the place of a name, in English and in French."""
LONGEST = 500
"""Letters of a heading that are looked at."""
MASKED = re.compile(r"\s*\(?\b(?:ip\s*[:=]?\s*)?(?:[\dx]{1,3}\.){3}[\dx]{1,3}\b\)?", re.IGNORECASE)
"""An IP address, of which some parts may be hidden."""
BEFORE = re.compile(r"^(?:[^\W\d]+\s+)?(?:par|by)\b\s*:?\s+", re.IGNORECASE)
"""What stands before a name: "par", "by", "Posted by:"."""
SPOKEN = re.compile(
    r"\s+(?:says|said|wrote|dit|a dit|a écrit)\s*(?:[:\u2026]|\.\.\.)?$", re.IGNORECASE
)
"""What follows a name before what its bearer says."""
DATED = re.compile(r"(?:\s+(?:on|le|à|at)|\s*[,:|(\u2013\u2014-])+\s*$", re.IGNORECASE)
"""What stands between a name and the date after it."""


def read_name(text: object) -> str:
    """Return a name on one line; "" when it stands for nobody, or has no letter."""
    name = read_line(text)
    return "" if name.lower() in NOBODY or not re.search(r"\w", name) else name


def read_heading_name(text: str) -> str:
    """Return the name in the heading of a comment: "par Zoé, le 14 mars 2008, a dit :" is Zoé's.

    Dates and IP addresses in the heading are no part of the name.
    """
    heading = MASKED.sub("", read_line(text)[:LONGEST])
    written = find_written(heading, Habits())
    if written:
        before = DATED.sub("", f" {heading[: written.start]}").strip()
        after = heading[written.end :].strip(" ,:|)-\u2013\u2014")
        heading = before or after
    heading = SPOKEN.sub("", BEFORE.sub("", heading))
    return read_name(heading.strip(" :,\u2026"))
