"""One person's own contacts, from the exports of platforms: counted, and never named.

Such an export is a star: the person in the middle, and contacts whose ties to one another it
does not hold. What is read here are dates, employers, servers and numbers of messages; names
and addresses are turned into digests as they are read, and only groups of at least `K` people
come out. Sweeney, Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10, 2002.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isnan, nan

from ...build.problems import Problem
from .platforms import PLATFORMS
from .text import clean

K = 5
"""The fewest people that a group of contacts must have to be told."""

_STEPS = ((1, "1"), (2, "2–4"), (5, "5–9"), (10, "10–24"), (25, "25–49"), (50, "50+"))
"""From how many messages on a contact is in each group, and how that is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """What is kept of one contact while an export is read: no name, no address."""

    key: str = field(repr=False)
    """A digest: the same for the same name on two platforms."""
    since: date | None = None
    last: date | None = None
    company: str = ""
    server: str = ""
    sent: int = 0
    received: int = 0
    nameless: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Contacts:
    """The contacts of an export: the platform it is from, and what they are to its owner.

    `kind` is "contacts", "friends", "following", "followers" or "correspondents".
    """

    platform: str
    kind: str
    contacts: tuple[Contact, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """At least `K` contacts that have something in common, which the label says."""

    label: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """Contacts by one thing that is known of them."""

    groups: tuple[Group, ...]
    """Years and numbers of messages in their order; others from the largest group."""
    rest: int
    """The contacts in groups that are too small to be told; 0, or at least `K`."""
    unknown: int
    """The contacts of whom the export does not say it, which tells nothing of them."""
    concentration: float
    """The Herfindahl–Hirschman index over all groups, small ones too; NaN under `K` people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Personal:
    """What may be told of the contacts of one person: counts of at least `K` people."""

    platform: str
    kind: str
    count: int
    """The contacts, each once."""
    nameless: int
    """Those among them who left, or hid their name."""
    parts: Mapping[str, Parts]
    """By "year" (of the tie), "company", "server", "messages": those that the export has."""
    mutual: float
    """Correspondents who wrote and were written to; NaN if they, or the others, are under `K`."""
    keys: frozenset[str] = field(repr=False)
    """Digests of names, to count those on two platforms. They stay in memory."""
    spans: tuple[tuple[date, date], ...] = field(repr=False)
    """The first and last messages with each correspondent, sorted, to measure how ties last.
    They stay in memory."""


def digest(name: str) -> str:
    """Return what stands for a name: the same whatever its capitals, accents and spaces."""
    plain = unicodedata.normalize("NFKD", clean(name)).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return hashlib.blake2b(" ".join(letters.split()).encode(), digest_size=16).hexdigest()


def build_personal(found: Contacts, name: str) -> tuple[Personal | None, tuple[Problem, ...]]:
    """Return what may be told of contacts, or why nothing may."""
    contacts = found.contacts
    if len(contacts) < K:
        message = f"the export has fewer than {K} contacts"
        hint = "Nothing is told of so few people: each could be recognised."
        return None, (Problem(name, 0, message, hint),)
    mutual = sum(1 for contact in contacts if contact.sent and contact.received)
    spans = [(one.since, one.last) for one in contacts if one.since and one.last]
    return Personal(
        platform=found.platform,
        kind=found.kind,
        count=len(contacts),
        nameless=sum(contact.nameless for contact in contacts),
        parts=dict(_parts(contacts)),
        mutual=mutual if mutual >= K and len(contacts) - mutual not in range(1, K) else nan,
        keys=frozenset(contact.key for contact in contacts if not contact.nameless),
        spans=tuple(sorted(spans)),
    ), ()


def _parts(contacts: Sequence[Contact]) -> Iterator[tuple[str, Parts]]:
    """Yield each thing that is known of some contacts, and the contacts by it."""
    years = [str(contact.since.year) if contact.since else "" for contact in contacts]
    messages = [_step(contact.sent + contact.received) for contact in contacts]
    for key, values, build in (
        ("year", years, ordered_parts),
        ("company", [contact.company for contact in contacts], parts_of),
        ("server", [contact.server for contact in contacts], parts_of),
        ("messages", messages, ordered_parts),
    ):
        if any(values):
            yield key, build(values)


def _step(messages: int) -> str:
    """Return the group of a number of messages, "" for none."""
    return next((label for least, label in reversed(_STEPS) if messages >= least), "")


def parts_of(values: Sequence[str]) -> Parts:
    """Return people by what is said of each ("" for unknown), from the largest group.

    Spellings that differ in capitals are one group, under the commonest. Groups of fewer than
    `K` are put together in the rest, with the next larger ones until these are `K`.
    """
    spellings: dict[str, Counter[str]] = {}
    for value in values:
        if value:
            spellings.setdefault(value.casefold(), Counter())[value] += 1
    groups = sorted(
        (
            Group(label=min(found, key=lambda text: (-found[text], text)), count=found.total())
            for found in spellings.values()
        ),
        key=lambda group: (-group.count, group.label),
    )
    named = [group for group in groups if group.count >= K]
    rest = sum(group.count for group in groups[len(named) :])
    while 0 < rest < K and named:
        rest += named.pop().count
    return Parts(
        groups=tuple(named),
        rest=rest if rest >= K else 0,
        unknown=sum(not value for value in values) + (rest if rest < K else 0),
        concentration=_concentration([group.count for group in groups]),
    )


def ordered_parts(values: Sequence[str]) -> Parts:
    """Return people by what is said of each ("" for unknown), in its order.

    A group of fewer than `K` is put together with those after it, or with the one before it
    at the end: "2009–2011".
    """
    counts = Counter(value for value in values if value)
    order = sorted(counts, key=lambda label: int(re.match(r"\d+", label)[0]))  # type: ignore[index]
    groups: list[list[str]] = []
    for label in order:
        if groups and sum(counts[one] for one in groups[-1]) < K:
            groups[-1].append(label)
        else:
            groups.append([label])
    if len(groups) > 1 and sum(counts[one] for one in groups[-1]) < K:
        last = groups.pop()
        groups[-1] += last
    told = [group for group in groups if sum(counts[one] for one in group) >= K]
    people = sum(sum(counts[one] for one in group) for group in told)
    return Parts(
        groups=tuple(
            Group(label=_range(group), count=sum(counts[one] for one in group)) for group in told
        ),
        rest=0,
        unknown=len(values) - people,
        concentration=_concentration(list(counts.values())),
    )


def _range(labels: Sequence[str]) -> str:
    """Return one label for those that follow one another: "2009–2011", "5–24", "10+"."""
    first, last = labels[0].partition("–")[0], labels[-1].rpartition("–")[2]
    if len(labels) == 1:
        return labels[0]
    return f"{first}+" if last.endswith("+") else f"{first}–{last}"


def _concentration(counts: Sequence[int]) -> float:
    total = sum(counts)
    return sum(count**2 for count in counts) / total**2 if total >= K else nan


def refuse_star(
    name: str, platform: str, asked: str = "distances, density or clustering"
) -> Problem:
    """Return the problem of a figure that asks of a star what only a network has.

    `name` names the file, and `asked` is what the figure measures.
    """
    message = f"{PLATFORMS.get(platform, platform)} holds one person’s contacts, which are a star"
    hint = (
        f"Ties between contacts are not in it, so it has no {asked}. `invoke stats` tells how "
        "many there are, by year, by employer or server, by number of messages, and names nobody."
    )
    return Problem(name, 0, message, hint)


def dump_personal(personal: Personal) -> str:
    """Return what may be told of contacts as CSV: a row a group, with how many people it has."""
    rows = [("contacts", "", personal.count)]
    for key, parts in sorted(personal.parts.items()):
        rows += [(key, group.label, group.count) for group in parts.groups]
        rows += [(key, "others", parts.rest)] if parts.rest else []
        rows += [(key, "unknown", parts.unknown)] if parts.unknown else []
    if not isnan(personal.mutual):
        rows.append(("mutual", "", int(personal.mutual)))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("measure", "group", "people"))
    writer.writerows((key, _inert(label), count) for key, label, count in rows)
    return written.getvalue()


def _inert(label: str) -> str:
    """Return a label that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(("=", "+", "-", "@")) else label
