"""From what an export holds to the reflections of each essay.

Nothing here touches the disk. Each record of the export becomes a reflection, or is counted with
the reason why not, and whatever was changed on the way is said.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from ..front_matter import LONGEST_BODY
from ..models import Reflection
from .fitting import Change, Fitting, Note, read_body, read_name, record_id, true_part
from .models import Fate, Reading, Record
from .page_map import LEFT_OUT, PageMap, Unmapped, find_essay, normal_page


class Reason(StrEnum):
    """Why a record becomes no reflection, beside its fate in the other system."""

    NAMELESS = "nameless"
    """It has no identifier: a second import could not know it again."""
    DUPLICATE = "duplicate"
    """Another record of the file has the same identifier."""
    LEFT_OUT = "left-out"
    """The map says that nothing of its page is wanted."""
    ERASED = "erased-here"
    """It was erased on this site, and does not come back."""
    TOO_LONG = "too-long"
    REFUSED = "refused"
    UNMAPPED = "unmapped"
    """No essay answers to its page; those are counted by page, apart from all others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What is known of the site that a conversation comes home to."""

    page_map: PageMap
    places: Mapping[str, str] = field(default_factory=dict)
    """The essay of each reflection that is there already, by its id."""
    standing: Mapping[str, Reflection] = field(default_factory=dict)
    """Those that are there and that the export answers without holding them, by id."""
    erased: Collection[str] = ()
    """The ids of what was erased here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What an export becomes."""

    essays: Mapping[str, tuple[Reflection, ...]]
    """The reflections of each essay, by its folder, sorted by id."""
    skipped: Mapping[str, int]
    """How many records became none, by reason."""
    unmapped: tuple[Unmapped, ...]
    """The pages that no essay answers to, those with the most records first."""
    notes: tuple[Note, ...]
    deleted: tuple[str, ...]
    """The ids of reflections of this site that the other system has deleted."""

    def reflections(self) -> Iterator[tuple[str, Reflection]]:
        """Yield every reflection, with the folder of its essay."""
        for essay, reflections in self.essays.items():
            for reflection in reflections:
                yield essay, reflection


def build_reflections(
    reading: Reading,
    site: Site,
    *,
    lang: str,
    now: datetime,
    whole: Mapping[str, Reflection] = MappingProxyType({}),
    progress: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Return what becomes of each record of a reading.

    `lang` is the language of records that do not say theirs; `now` is since when those are
    erased, or are pending without a date of their own; `whole` has the reflections that come back
    as they were, by the identifier of their record; `progress` is told how many are done. All
    that is made passes the check of the site's files, every reply has what it answers beside it
    or on the site, and none is surely older than that.
    """
    moment = now.astimezone(UTC).replace(microsecond=0)
    return _Import(reading, site, lang, moment, whole).run(progress)


def missing_parents(reading: Reading) -> set[str]:
    """Return the ids that parents which a file does not hold have if they are on the site."""
    known = {record.identifier for record in reading.records}
    absent = {record.parent for record in reading.records} - known - {""}
    return {record_id(reading, parent) for parent in absent}


class _Import:
    """One import under way: each step uses what those before it have found."""

    def __init__(
        self,
        reading: Reading,
        site: Site,
        lang: str,
        now: datetime,
        whole: Mapping[str, Reflection],
    ) -> None:
        self.reading, self.site, self.whole = reading, site, whole
        self.fitting = Fitting(reading=reading, lang=lang, now=now)
        self.records: dict[str, Record] = {}
        """Each record by its identifier, in the order of the file."""
        self.drafts: dict[str, Reflection] = {}
        """What becomes of each record that stays."""
        self.essays: dict[str, str] = {}
        """The folder of the essay of each record that stays."""
        self.reasons: dict[str, str] = {}
        """Why each other record does not stay."""
        self.parents: dict[str, str] = {}
        """What each record answers, where the file has it."""
        self.lost: list[str] = []
        """The reasons of records that have no place in the above."""

    def run(self, progress: Callable[[int], None]) -> Outcome:
        """Return what becomes of each record."""
        self.index()
        for number, (identifier, record) in enumerate(self.records.items(), 1):
            self.draft(identifier, record)
            progress(number)
        self.link()
        order = self.walk()
        self.keep_places(order)
        self.hang(order)
        essays: dict[str, list[Reflection]] = defaultdict(list)
        for identifier, reflection in self.drafts.items():
            essays[self.essays[identifier]].append(reflection)
        return Outcome(
            essays={
                essay: tuple(sorted(essays[essay], key=lambda one: one.id))
                for essay in sorted(essays)
            },
            skipped=self.count_skipped(),
            unmapped=self.list_unmapped(),
            notes=tuple(self.fitting.notes),
            deleted=self.list_deleted(),
        )

    def index(self) -> None:
        """Keep the first record of each identifier."""
        for record in self.reading.records:
            if not record.identifier:
                fate = fate_of(record)
                is_kept = fate in (Fate.PUBLISHED, Fate.PENDING, Fate.DELETED)
                self.lost.append(Reason.NAMELESS if is_kept else fate)
            elif record.identifier in self.records:
                self.lost.append(Reason.DUPLICATE)
            else:
                self.records[record.identifier] = record

    def draft(self, identifier: str, record: Record) -> None:
        """Make a reflection of a record, or keep the reason why not."""
        whole = self.whole.get(identifier)
        fate = fate_of(record)
        if whole is None and fate not in (Fate.PUBLISHED, Fate.PENDING):
            self.reasons[identifier] = fate
        elif record_id(self.reading, identifier) in self.site.erased:
            self.reasons[identifier] = Reason.ERASED
        elif not (essay := self.find_essay(record)):
            self.reasons[identifier] = Reason.UNMAPPED
        elif essay == LEFT_OUT:
            self.reasons[identifier] = Reason.LEFT_OUT
        elif whole is not None:
            self.drafts[identifier], self.essays[identifier] = (
                replace(whole, in_reply_to=""),
                essay,
            )
        elif (length := len(read_body(record))) > LONGEST_BODY:
            self.reasons[identifier] = Reason.TOO_LONG
            message = f"has {length} characters, and {LONGEST_BODY} are the most: it was left out"
            self.fitting.note(Change.REFUSED, record, message)
        elif (reflection := self.fitting.reflection(record)) is None:
            self.reasons[identifier] = Reason.REFUSED
        else:
            self.drafts[identifier], self.essays[identifier] = reflection, essay

    def find_essay(self, record: Record) -> str:
        """Return the folder of a record's essay: where it is already, else where its page is."""
        place = self.site.places.get(record_id(self.reading, record.identifier))
        return place or find_essay(record.page, self.site.page_map)

    def link(self) -> None:
        """Find what each record answers, and take one link out of each circle."""
        self.parents = {
            identifier: record.parent
            for identifier, record in self.records.items()
            if record.parent in self.records
        }
        places = {identifier: place for place, identifier in enumerate(self.records)}
        done: set[str] = set()
        for start in self.records:
            trail: dict[str, None] = {}
            step = start
            while step in self.parents and step not in done and step not in trail:
                trail[step] = None
                step = self.parents[step]
            if step in trail:
                names = list(trail)
                first = min(
                    names[names.index(step) :], key=lambda name: (self.age(name), places[name])
                )
                del self.parents[first]
                message = "answers itself in a circle: it answers the essay now"
                self.fitting.note(Change.CIRCLE, self.records[first], message)
            done |= trail.keys()

    def age(self, identifier: str) -> datetime:
        """Return when a record was written, for comparison; undated ones are the last."""
        return self.records[identifier].date or datetime.max.replace(tzinfo=UTC)

    def walk(self) -> list[str]:
        """Return the identifiers, each after that of what it answers."""
        replies: dict[str, list[str]] = defaultdict(list)
        for identifier in self.records:
            replies[self.parents.get(identifier, "")].append(identifier)
        order: list[str] = []
        waiting = replies[""][::-1]
        while waiting:
            identifier = waiting.pop()
            order.append(identifier)
            waiting += reversed(replies.get(identifier, ()))
        return order

    def keep_places(self, order: Sequence[str]) -> None:
        """Keep the place of what was deleted, where something that stays descends from it."""
        above: set[str] = set()
        for identifier in reversed(order):
            is_gone = self.reasons.get(identifier) in (Fate.DELETED, Reason.ERASED)
            if is_gone and identifier in above:
                record = self.records[identifier]
                essay = self.find_essay(record)
                if essay and essay != LEFT_OUT:
                    self.drafts[identifier] = self.fitting.tombstone(record)
                    self.essays[identifier] = essay
                    del self.reasons[identifier]
            if identifier in self.parents and (identifier in above or identifier in self.drafts):
                above.add(self.parents[identifier])

    def hang(self, order: Sequence[str]) -> None:
        """Hang each reply from what it answers, or from the nearest above that stays."""
        nearest: dict[str, str] = {}
        for identifier in order:
            parent = self.parents.get(identifier, "")
            if identifier not in self.drafts:
                nearest[identifier] = nearest.get(parent, "")
                continue
            nearest[identifier] = identifier
            above = self.above(identifier, parent, nearest.get(parent, ""))
            if above is not None:
                self.attach(identifier, above)

    def above(self, identifier: str, parent: str, stays: str) -> Reflection | None:
        """Return what a record answers, of this file or of this site, and say what has changed.

        `parent` is what it answers by the file, and `stays` the nearest above it that stays.
        """
        record = self.records[identifier]
        if not record.parent or (record.parent in self.records and not parent):
            return None  # it answers its page, or was cut out of a circle
        if not parent:
            return self.standing(record)
        if stays != parent:
            where = repr(stays) if stays else "the essay"
            reason = self.reasons[parent]
            message = (
                f"answered {parent!r}, which is not imported ({reason}): it answers {where} now"
            )
            self.fitting.note(Change.REATTACHED, record, message)
        if stays and self.essays[stays] != self.essays[identifier]:
            self.note_other_page(record, self.essays[stays])
            return None
        return self.drafts[stays] if stays else None

    def standing(self, record: Record) -> Reflection | None:
        """Return the reflection of this site that a record answers, if it is on the same essay."""
        name = record_id(self.reading, record.parent)
        if name in self.site.standing:
            place = self.site.places[name]
            if place == self.essays[record.identifier]:
                return self.site.standing[name]
            self.note_other_page(record, place)
            return None
        message = f"answered {record.parent!r}, which is not in the file: it answers the essay now"
        self.fitting.note(Change.ORPHAN, record, message)
        return None

    def note_other_page(self, record: Record, essay: str) -> None:
        """Say that a record answered one of another essay."""
        message = f"answered one on {essay!r}: it answers its own essay now"
        self.fitting.note(Change.OTHER_PAGE, record, message)

    def attach(self, identifier: str, above: Reflection) -> None:
        """Hang a reply from what it answers; what cannot be true of its date goes."""
        reply = replace(self.drafts[identifier], in_reply_to=above.id)
        date, precision = true_part(reply, above)
        if precision is not reply.date_precision:
            message = f"is dated before what it answers: its date is kept to the {precision}"
            if date is None:
                message = "is dated before what it answers: its date is not kept"
            self.fitting.note(Change.CLOCK, self.records[identifier], message)
        self.drafts[identifier] = replace(reply, date=date, date_precision=precision)

    def count_skipped(self) -> dict[str, int]:
        """Return how many records do not stay, by reason."""
        reasons = [reason for reason in self.reasons.values() if reason != Reason.UNMAPPED]
        counts: dict[str, int] = defaultdict(int)
        for reason in (*self.lost, *reasons):
            counts[str(reason)] += 1
        return {reason: counts[reason] for reason in sorted(counts)}

    def list_unmapped(self) -> tuple[Unmapped, ...]:
        """Return the pages that no essay answers to, each once whatever its addresses."""
        pages: dict[str, list[Record]] = defaultdict(list)
        for identifier, reason in self.reasons.items():
            if reason == Reason.UNMAPPED:
                record = self.records[identifier]
                pages[normal_page(record.page)].append(record)
        found = [
            Unmapped(
                page=read_name(records[0].page.partition("#")[0]),
                count=len(records),
                title=next((read_name(one.page_title) for one in records if one.page_title), ""),
            )
            for records in pages.values()
        ]
        return tuple(sorted(found, key=lambda one: (-one.count, one.page)))

    def list_deleted(self) -> tuple[str, ...]:
        """Return the ids of what stands on this site and was deleted in the other system."""
        ids = (
            record_id(self.reading, identifier)
            for identifier, record in self.records.items()
            if record.fate is Fate.DELETED and identifier not in self.whole
        )
        return tuple(sorted(name for name in ids if name in self.site.places))


def fate_of(record: Record) -> Fate:
    """Return the fate of a record: one without words that should have some is empty."""
    if record.fate in (Fate.PUBLISHED, Fate.PENDING) and not read_body(record):
        return Fate.EMPTY
    return record.fate
