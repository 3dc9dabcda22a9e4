"""From an essay's folder to what the site needs of it.

Each text of an essay gives a `Card`, small and flat, from which lists, neighbours and keys are
made for every build, and a `Leaf`, all that is shown of it, which is stored and read back only
when a page that shows it is rendered.
"""

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ..build.digest import digest
from ..build.problems import Problem, nearest
from ..build.store import Store
from ..network_stats.drawings import find_drawings, weigh
from ..reflections.voices import build_voices
from .backlinks import addresses, dump_quotes, find_quotes
from .body import Body, Memo, Source, render_body
from .claims import due_times
from .files import LEDGER, check_files, check_name, read_text
from .frozen import Frozen
from .header import parse_header
from .languages import DEFAULT, LANGUAGES, NEVER, format_number, when
from .models import Header, Provenance, Question, Record
from .record import parse_record
from .tables import TableReader
from .taxonomy import Terms
from .typesetting import typeset_header, typeset_record
from .views import EntryView, Heading, Link, ProvenanceView, RatingView, When

HOME = "home"
"""The stem of the home page's introduction, which is shown at the language's root."""

if TYPE_CHECKING:
    from ..reflections.models import Reflection, Threads
    from ..reflections.turns import Turn


class Card(NamedTuple):
    """What lists and keys need of one text of an essay or of a standing page."""

    source: str
    """Path in the content folder."""
    folder: str
    """Folder of the essay, or stem of the page, in the content folder."""
    lang: str
    url: str
    slug: str
    title: str
    subtitle: str
    timestamp: float
    published: str
    """ISO 8601."""
    updated: str
    """ISO 8601; equals `published` when never modified."""
    draft: bool
    id: str
    uri: str
    tags: tuple[str, ...]
    series: str
    position: int
    links: tuple[tuple[str, str, str, int], ...]
    """As `BodyLink`, but the target is a path in the content folder."""
    reflections: tuple[tuple[str, str], ...]
    """(instant, id) of each published reflection, newest first."""
    entry: bytes
    """Digest of what a list shows of it."""
    leaf: bytes
    """Digest of all that is shown of it; its key in the store."""
    body: bytes
    """Key of its body in the store."""
    shown: bytes
    """Digest of its body: of the source and of the files that its figures read."""
    link: bytes
    """Digest of what a link to it, or a line of the archives, shows."""
    own: bytes
    """Digest of all that is its own on its page."""
    author: str = ""
    """Whose argument it restates, or ""."""
    words: bytes = b""
    """Digest of its text and its summary, whatever the code that lists them."""
    weight: int = 0
    """Bytes of its text without its drawings."""
    figures: tuple[tuple[str, str], ...] = ()
    """The name of each of its drawings, and its digest."""
    voices: tuple[tuple[str, str, str, int, str], ...] = ()
    """The published reflections on it, as feeds need them: see `Voice`."""
    silent: tuple[str, ...] = ()
    """Ids of the reflections on it that are not published."""
    turns: bytes = b""
    """Key of its conversation in the store; empty when it has none."""
    downloads: tuple[str, ...] = ()
    """Names of the files that its figures offer."""
    measured: tuple[str, ...] = ()
    """Names of the files of the figure of its conversation; none when too few have taken part."""
    speakers: int = 0
    """How many have taken part in the conversation on it."""
    claims: tuple[float, ...] = ()
    """When each of its dated claims is due to be checked again, in their order."""
    quotes: bytes = b""
    """Key, in the store, of the sentences in which it links to other texts; empty if none."""
    mentions: tuple[str, ...] = ()
    """The addresses of the web that reflections on it link to."""
    next: str = ""
    """Id of the essay that its author names to be read after it, or ""."""
    next_line: int = 0
    """Where the record names it, for problems."""


class Leaf(Frozen):
    """All that is shown of one text, apart from its body's HTML."""

    entry: EntryView
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    modified: When
    words: int
    questions: tuple[Question, ...]
    strongest_objection: str
    ratings: tuple[RatingView, ...]
    authors: tuple[str, ...]
    apart: tuple[str, ...] = ()
    """The anchors of paragraphs and headings that are in no other language."""
    because: str = ""
    """Why the essay that its author names is to be read after it; "" when none is named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What every essay is loaded with."""

    root: Path
    content: Path
    zone: ZoneInfo
    tags: Terms
    series: Terms
    typography: bool
    """Whether texts are set as their languages set them."""
    version: bytes
    """Digest of code, libraries and settings that make a body what it is."""
    store: Store
    file_digest: Callable[[str], bytes]
    """Digest of a file by its absolute path."""
    few: bool = False
    """Whether only a few essays are loaded, as after an edit."""
    backlinks: bool = True
    """Whether pages say what cites them."""


class Loaded(NamedTuple):
    """An essay or a page, loaded: cards in the order of the languages, and files read besides."""

    cards: tuple[Card, ...]
    dependencies: tuple[str, ...]
    problems: tuple[Problem, ...]


class Address(NamedTuple):
    """Where a text comes from, and where it is published: as a card says it."""

    source: str
    folder: str
    lang: str
    url: str
    slug: str


class Text(NamedTuple):
    """A text that was read: its header, its body, the body's key in the store and its digest."""

    header: Header
    body: Body
    key: bytes
    shown: bytes
    apart: tuple[str, ...] = ()
    """As a leaf has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """What was loaded of the reflections on an essay."""

    threads: "Threads"
    turns: "tuple[Turn, ...]"
    recent: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    key: bytes
    """In the store."""
    measured: tuple[str, ...]
    speakers: int


def load_essay(folder: str, files: Mapping[str, bytes], context: Context) -> Loaded:
    """Return the essay in `folder`, a path in the content folder such as "essays/le-pot-de-miel".

    `files` holds the digest of each of its files, by their path in the folder. What is shown is
    put into the store; every problem is returned.
    """
    top = context.content / folder
    place = top.relative_to(context.root).as_posix()
    problems = check_files(place, files)
    names = {lang: f"index{language.suffix}" for lang, language in LANGUAGES.items()}
    if "essay.toml" not in files or names[DEFAULT] not in files:
        return Loaded((), (), tuple(problems))
    record = _load_record(f"{top}/essay.toml", f"{place}/essay.toml", context, problems)
    texts: dict[str, Text] = {}
    for lang, name in names.items():
        if name in files:
            text = _load_text(top / name, f"{place}/{name}", lang, context, problems)
            if text:
                texts[lang] = text
    if texts and (len(texts) > 1 or LEDGER in files):
        texts = _settle(top, place, texts, files, context, problems)
    talk = None
    if any(name.startswith("reflections/") for name in files):
        bodies = {lang: text.body.html for lang, text in texts.items()}
        talk = _load_conversation(folder, place, record, bodies, context, problems)
    elif record:
        problems += _objection_problems(record, (), context, folder, f"{place}/essay.toml")
    if record is None:
        return Loaded((), (), tuple(problems))
    cards = tuple(
        _build_card(
            _address_of(folder, names[lang], lang, text.header), text, record, talk, context
        )
        for lang, text in texts.items()
    )
    read = {name for text in texts.values() for name in text.body.dependencies}
    return Loaded(cards, tuple(sorted(read)), tuple(problems))


def _settle(
    folder: Path,
    place: str,
    texts: dict[str, Text],
    files: Mapping[str, bytes],
    context: Context,
    problems: list[Problem],
) -> dict[str, Text]:
    """Return the texts of an essay with the anchors that they share, and that last."""
    from .settling import are_settled, load_ledger, settle_texts  # noqa: PLC0415 - seldom needed

    bodies = {lang: text.body for lang, text in texts.items()}
    ledger = load_ledger(folder, place, problems) if LEDGER in files else None
    if ledger is None and are_settled(bodies.values()):
        return texts
    published = all(text.header.status == "published" for text in texts.values())
    settled = settle_texts(folder, place, bodies, ledger, published=published)
    problems += settled.problems
    return {
        lang: _rename(text, settled.bodies[lang], settled.apart[lang], context)
        for lang, text in texts.items()
    }


def _rename(text: Text, body: Body, apart: tuple[str, ...], context: Context) -> Text:
    """Return a text with the body whose blocks were renamed, and put that into the store."""
    if body is text.body:
        return text._replace(apart=apart)
    read = [(name, digest_or_none(name, context)) for name in body.dependencies]
    key = digest(b"renamed", text.key, body.blocks)
    context.store.put(key, pickle.dumps((read, body), protocol=5))
    return Text(text.header, body, key, digest(text.shown, body.blocks), apart)


def _address_of(folder: str, name: str, lang: str, header: Header) -> Address:
    """Return where the text `name` of the essay in `folder` comes from and goes."""
    slug = header.slug or folder.rpartition("/")[2]
    return Address(f"{folder}/{name}", folder, lang, f"{LANGUAGES[lang].prefix}{slug}/", slug)


def load_page(stem: str, files: Mapping[str, bytes], context: Context, prefix: str = "") -> Loaded:
    """Return the standing page whose sources are `stem`.md, `stem`.en.md…, such as "pages/about".

    A page is there in every language. `prefix` is where it is published below the language's
    root; the home page's introduction has no address of its own.
    """
    problems: list[Problem] = []
    cards: list[Card] = []
    dependencies: set[str] = set()
    place = context.content.relative_to(context.root).as_posix()
    for lang, language in LANGUAGES.items():
        name = stem + language.suffix
        if name not in files:
            hint = "A standing page is there in every language."
            problems.append(Problem(f"{place}/{name}", 0, "this page is missing", hint))
            continue
        text = _load_text(context.content / name, f"{place}/{name}", lang, context, problems)
        if text is None:
            continue
        dependencies.update(text.body.dependencies)
        slug = text.header.slug or stem.rpartition("/")[2]
        problems += check_name(f"{place}/{name}", slug)
        url = language.prefix if stem == HOME else f"{language.prefix}{prefix}{slug}/"
        address = Address(name, stem, lang, url, slug)
        cards.append(_build_card(address, text, Record(id="", uri=""), None, context))
    return Loaded(tuple(cards), tuple(sorted(dependencies)), tuple(problems))


def _load_record(
    path: str, place: str, context: Context, problems: list[Problem]
) -> Record | None:
    text = read_text(path, place, problems)
    if text is None:
        return None
    record, found = parse_record(text, place, tags=context.tags, series=context.series)
    problems += found
    return typeset_record(record) if record and context.typography else record


def _load_text(
    path: Path, place: str, lang: str, context: Context, problems: list[Problem]
) -> Text | None:
    """Return a text, or `None` and its problems."""
    source_text = read_text(path, place, problems)
    if source_text is None:
        return None
    header, markdown, first_line, found = parse_header(source_text, place, context.zone)
    problems += found
    key = digest(b"body", context.version, lang, place, str(first_line), markdown)
    stored = _stored_body(key, context)
    if stored is None:
        source = Source(
            path=place,
            folder=path.parent,
            content=context.content,
            lang=lang,
            first_line=first_line,
            typography=context.typography,
            memo=_build_memo(context) if context.few else None,
        )
        body = render_body(markdown, source)
        problems += source.problems
        if body is None:
            return None
        stored = [(name, digest_or_none(name, context)) for name in body.dependencies], body
        context.store.put(key, pickle.dumps(stored, protocol=5))
    read, body = stored
    if header and context.typography:
        header = typeset_header(header, lang)
    shown = digest(key, *(part or b"" for _, part in read))
    return Text(header, body, key, shown) if header else None


def _build_memo(context: Context) -> Memo:
    """Return a memory of coloured code: edits seldom touch it, and lexers are slow to start."""

    def recall(kept: str, make: Callable[[], str]) -> str:
        key = digest(b"code", context.version, kept)
        data = context.store.get(key)
        if data is not None:
            return data.decode()
        made = make()
        context.store.put(key, made.encode())
        return made

    return recall


def _stored_body(
    key: bytes, context: Context
) -> tuple[list[tuple[str, bytes | None]], Body] | None:
    """Return what is stored under `key` if the files that the body read are as they were."""
    data = context.store.get(key)
    if data is None:
        return None
    read, body = pickle.loads(data)  # noqa: S301 - our own store, checked by digest
    fresh = all(digest_or_none(name, context) == known for name, known in read)
    return (read, body) if fresh else None


def digest_or_none(name: str, context: Context) -> bytes | None:
    """Return the digest of a file, or `None` when it is not there."""
    try:
        return context.file_digest(name)
    except OSError:
        return None


def _load_conversation(
    folder: str,
    place: str,
    record: Record | None,
    bodies: Mapping[str, str],
    context: Context,
    problems: list[Problem],
) -> Conversation:
    """Return the conversation on an essay, and put it into the store."""
    from ..reflections.files import load_reflections  # noqa: PLC0415 - most builds need none of it
    from ..reflections.instrument import file_names, read_turns  # noqa: PLC0415
    from ..reflections.passages import find_places  # noqa: PLC0415
    from ..reflections.tallies import answer_problems  # noqa: PLC0415
    from ..reflections.threads import build_threads  # noqa: PLC0415
    from ..reflections.turns import build_turns, dump_turns  # noqa: PLC0415

    path = f"{place}/reflections"
    reflections, found = load_reflections(context.content / folder / "reflections", path)
    problems += found
    threads, found = build_threads(reflections, path, _elsewhere(folder, context))
    problems += found
    if record:
        file = f"{place}/essay.toml"
        problems += answer_problems(reflections, record.questions, path, file)
        problems += _objection_problems(record, reflections, context, folder, file)
    places = find_places(reflections, bodies)
    turns = build_turns(threads, places, typography=context.typography)
    data = dump_turns(turns)
    key = digest(b"turns", context.version, data)
    context.store.put(key, data)
    silent = tuple(one.id for one in reflections if not one.is_published)
    spoken = read_turns(turns)
    return Conversation(
        threads=threads,
        turns=turns,
        recent=recent(reflections),
        silent=silent,
        key=key,
        measured=file_names(spoken),
        speakers=spoken.speakers,
    )


def _elsewhere(folder: str, context: Context) -> Callable[[str], str]:
    """Return a function that finds the file of a reflection beside another essay."""

    @cache
    def folders() -> list[Path]:
        return sorted((context.content / folder).parent.glob("*/reflections"))

    def find(name: str) -> str:
        paths = (path / f"{name}.md" for path in folders())
        found = next((path for path in paths if path.is_file()), None)
        return found.relative_to(context.root).as_posix() if found else ""

    return find


def _objection_problems(
    record: Record,
    reflections: "Iterable[Reflection]",
    context: Context,
    folder: str,
    place: str,
) -> list[Problem]:
    """Return a problem when the strongest objection is none that can be shown."""
    name = record.strongest_objection
    statuses = {one.id: one.state.status for one in reflections}
    if not name or statuses.get(name) == "published":
        return []
    if name not in statuses and (context.content / folder / f"reflections/{name}.md").is_file():
        return []  # it is there, and its own problems are told
    if name in statuses:
        message = f"'strongest_objection' names {name!r}, which is {statuses[name]}"
        hint = "Name one that is published, or take this line out."
    else:
        message = f"'strongest_objection' names {name!r}, which is not on this essay"
        hint = nearest(name, statuses)
    lines = (context.content / folder / "essay.toml").read_text(encoding="utf-8-sig").split("\n")
    return [Problem(place, TableReader(lines, place).line("strongest_objection"), message, hint)]


def _build_leaf(
    address: Address, text: Text, record: Record, talk: Conversation | None, context: Context
) -> Leaf:
    header, body, lang = text.header, text.body, address.lang
    language = LANGUAGES[lang]
    tags = tuple(
        Link(
            label=context.tags[tag][lang].name,
            url=f"{language.prefix}{language.tags}{context.tags[tag][lang].slug}/",
        )
        for tag in record.tags
    )
    entry = EntryView(
        url=address.url,
        title=header.title,
        subtitle=header.subtitle,
        summary=header.summary,
        published=when(header.date, lang),
        original=_provenance_view(record.provenance, lang),
        tags=tags,
        minutes=max(1, round(body.words / language.words_per_minute)),
        reflection_count=talk.threads.count() if talk else 0,
    )
    return Leaf(
        entry=entry,
        headings=body.headings,
        anchors=body.anchors,
        modified=when(header.modified, lang) if header.modified else NEVER,
        words=body.words,
        questions=record.questions,
        strongest_objection=record.strongest_objection,
        ratings=tuple(
            RatingView(
                mean=format_number(rating.mean, lang),
                maximum=str(rating.maximum),
                count=rating.count,
                source=rating.source,
            )
            for rating in record.ratings
        ),
        authors=(record.provenance.author,) if record.provenance.author else (),
        apart=text.apart,
        because=record.next.because[lang] if record.next else "",
    )


def _provenance_view(source: Provenance, lang: str) -> ProvenanceView:
    return ProvenanceView(
        author=source.author,
        title=source.title,
        place=source.place,
        first_published=when(source.first_published, lang),
        updated=when(source.updated, lang),
        updated_in=source.updated_in,
        url=source.url,
        note=source.note.get(lang, ""),
        lang=source.lang,
    )


def _build_card(
    address: Address, text: Text, record: Record, talk: Conversation | None, context: Context
) -> Card:
    """Return the card of a text, whose leaf is put into the store."""
    header, body, url = text.header, text.body, address.url
    leaf = _build_leaf(address, text, record, talk, context)
    turns = talk.key if talk else b""
    data = pickle.dumps(leaf, protocol=5)
    leaf_key = digest(b"leaf", context.version, data)
    context.store.put(leaf_key, data)
    return Card(
        **address._asdict(),
        title=header.title,
        subtitle=header.subtitle,
        timestamp=header.date.timestamp(),
        published=header.date.isoformat(),
        updated=(header.modified or header.date).isoformat(),
        draft=header.status == "draft",
        id=record.id,
        uri=record.uri,
        tags=record.tags,
        series=record.series,
        position=record.position,
        links=tuple(
            (
                link.kind,
                link.target
                if link.kind == "figure"
                else _content_path(link.target, address.source),
                link.fragment,
                link.line,
            )
            for link in body.links
        ),
        reflections=talk.recent if talk else (),
        entry=digest(pickle.dumps(leaf.entry, protocol=5)),
        leaf=leaf_key,
        body=text.key,
        shown=text.shown,
        link=digest(header.title, header.subtitle, url, header.date.isoformat()),
        own=digest(
            *(header.title, url, record.id, record.uri, record.series, header.date.isoformat()),
            *(leaf_key, text.shown, turns),
        ),
        author=record.provenance.author,
        words=digest(header.summary, body.html),
        weight=weigh(body.html),
        figures=tuple((drawing.name, drawing.digest) for drawing in find_drawings(body.html)),
        voices=build_voices(talk.threads, talk.turns, header.date) if talk else (),
        silent=talk.silent if talk else (),
        turns=turns,
        downloads=tuple(file.name for file in body.downloads),
        measured=talk.measured if talk else (),
        speakers=talk.speakers if talk else 0,
        claims=due_times(body.html, context.zone),
        quotes=_keep_quotes(body, address.source, context),
        mentions=addresses(talk.turns) if talk and context.backlinks else (),
        next=record.next.essay if record.next else "",
        next_line=record.next.line if record.next else 0,
    )


def _keep_quotes(body: Body, name: str, context: Context) -> bytes:
    """Put the sentences that link to other texts into the store, and return their key."""
    if not context.backlinks or not any(link.kind == "filename" for link in body.links):
        return b""
    quotes = find_quotes(body)
    data = dump_quotes(
        [quote._replace(target=_content_path(quote.target, name)) for quote in quotes]
    )
    key = digest(b"quotes", data)
    context.store.put(key, data)
    return key


def _content_path(target: str, source: str) -> str:
    """Return the path in the content folder that a link written in `source` names."""
    if not target:
        return ""
    parts = [] if target.startswith("/") else source.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1] if parts else [".."]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def recent(reflections: "Iterable[Reflection]") -> tuple[tuple[str, str], ...]:
    """Return (moment in UTC, id) of each published reflection with a date, newest first."""
    from ..reflections.dates import iso_date  # noqa: PLC0415 - only essays with a conversation

    rows = [
        (_instant(iso_date(one.date, one.date_precision)), one.id)
        for one in reflections
        if one.date and one.is_published
    ]
    return tuple(sorted(rows, reverse=True))


def _instant(iso: str) -> str:
    """Return an ISO 8601 date so that text order is time order; a partial date as it is."""
    return datetime.fromisoformat(iso).astimezone(UTC).isoformat() if "T" in iso else iso
