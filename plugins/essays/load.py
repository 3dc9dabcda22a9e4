"""From an essay's folder to what the site needs of it.

Each text of an essay gives a `Card`, small and flat, from which lists, neighbours and keys are
made for every build, and a `Leaf`, all that is shown of it, which is stored and read back only
when a page that shows it is rendered.
"""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ..build.digest import digest
from ..build.problems import Problem, nearest
from ..build.store import Store
from ..feeds.drawings import find_drawings, weigh
from ..feeds.voices import build_voices
from .body import Body, Source, render_body
from .header import SLUG, parse_header
from .languages import DEFAULT, LANGUAGES, NEVER, format_number, when
from .models import Header, Provenance, Record
from .record import parse_record
from .taxonomy import Terms
from .views import (
    ConversationView,
    EntryView,
    Heading,
    Link,
    ProvenanceView,
    RatingView,
    ReflectionView,
    When,
)

HOME = "home"
"""The stem of the home page's introduction, which is shown at the language's root."""

if TYPE_CHECKING:
    from ..reflections.models import Threads

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".pdf")


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


@dataclass(frozen=True, kw_only=True)  # no slots: see views.py
class Leaf:
    """All that is shown of one text, apart from its body's HTML."""

    entry: EntryView
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    modified: When
    words: int
    questions: tuple[str, ...]
    ratings: tuple[RatingView, ...]
    conversation: ConversationView
    authors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What every essay is loaded with."""

    root: Path
    content: Path
    zone: ZoneInfo
    tags: Terms
    series: Terms
    version: bytes
    """Digest of code, libraries and settings that make a body what it is."""
    store: Store
    file_digest: Callable[[str], bytes]
    """Digest of a file by its absolute path."""


class Loaded(NamedTuple):
    """An essay or a page, loaded: cards in the order of the languages, and files read besides."""

    cards: tuple[Card, ...]
    dependencies: tuple[str, ...]
    problems: tuple[Problem, ...]


NO_CONVERSATION = ConversationView(count=0, roots=(), order="")


def load_essay(folder: str, files: Mapping[str, bytes], context: Context) -> Loaded:
    """Return the essay in `folder`, a path in the content folder such as "essays/le-pot-de-miel".

    `files` holds the digest of each of its files, by their path in the folder. What is shown is
    put into the store; every problem is returned.
    """
    place = (context.content / folder).relative_to(context.root).as_posix()
    problems = _check_files(place, files)
    texts = {lang: f"index{language.suffix}" for lang, language in LANGUAGES.items()}
    if "essay.toml" not in files or texts[DEFAULT] not in files:
        return Loaded((), (), tuple(problems))
    record = _load_record(
        context.content / folder / "essay.toml", f"{place}/essay.toml", context, problems
    )
    threads = _load_conversation(folder, place, files, context, problems)
    cards: list[Card] = []
    dependencies: set[str] = set()
    for lang, name in texts.items():
        if name not in files:
            continue
        path = context.content / folder / name
        loaded = _load_text(path, f"{place}/{name}", lang, context, problems)
        if loaded is None or record is None:
            continue
        header, body, key, shown = loaded
        dependencies.update(body.dependencies)
        slug = header.slug or folder.rpartition("/")[2]
        url = f"{LANGUAGES[lang].prefix}{slug}/"
        conversation = _build_conversation(threads, header.title, url, lang)
        voices = build_voices(threads, flatten(conversation.roots), header.date) if threads else ()
        leaf = _build_leaf(record, header, body, url, conversation, lang, context)
        cards.append(
            _build_card(
                f"{folder}/{name}",
                folder,
                lang,
                url,
                slug,
                header,
                record,
                body,
                leaf,
                (key, shown),
                context,
                voices,
            )
        )
    return Loaded(tuple(cards), tuple(sorted(dependencies)), tuple(problems))


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
        loaded = _load_text(context.content / name, f"{place}/{name}", lang, context, problems)
        if loaded is None:
            continue
        header, body, key, shown = loaded
        dependencies.update(body.dependencies)
        slug = header.slug or stem.rpartition("/")[2]
        problems += _check_name(f"{place}/{name}", slug)
        url = language.prefix if stem == HOME else f"{language.prefix}{prefix}{slug}/"
        record = Record(id="", uri="")
        leaf = _build_leaf(record, header, body, url, NO_CONVERSATION, lang, context)
        cards.append(
            _build_card(
                name, stem, lang, url, slug, header, record, body, leaf, (key, shown), context
            )
        )
    return Loaded(tuple(cards), tuple(sorted(dependencies)), tuple(problems))


def read_text(path: Path, place: str, problems: list[Problem]) -> str | None:
    """Return a source as text with LF, or `None` and a problem when it is not UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: the byte 0x{data[error.start]:02x} has no meaning here"
        problems.append(Problem(place, line, message, "Save the file as UTF-8."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_name(place: str, name: str) -> list[Problem]:
    """Return a problem when the name of a folder, or of a page, cannot be part of an address."""
    if SLUG.fullmatch(name):
        return []
    hint = "Expected small letters, digits and single hyphens: 'le-pot-de-miel'."
    return [Problem(place, 0, f"the name {name!r} makes no address", hint)]


def _check_files(place: str, files: Mapping[str, bytes]) -> list[Problem]:
    """Return the problems with which files there are, whatever is in them."""
    problems = _check_name(place, place.rpartition("/")[2])
    if "essay.toml" not in files:
        hint = "Each folder of essays holds an essay.toml with its id; 'invoke new' makes one."
        problems.append(Problem(place, 0, "this folder has no record (essay.toml)", hint))
    if "index.md" not in files:
        hint = "The text in French is index.md, its translation index.en.md."
        problems.append(Problem(place, 0, "this folder has no text (index.md)", hint))
    known = {f"index{language.suffix}" for language in LANGUAGES.values()} | {"essay.toml"}
    for name in files:
        first, _, rest = name.partition("/")
        if rest and first in ("data", "reflections"):
            continue
        if name in known or name.lower().endswith(PICTURES):
            continue
        hint = (
            nearest(name, known)
            if not rest
            else "Data go into data/, reflections into reflections/."
        )
        problems.append(Problem(f"{place}/{name}", 0, "a file that an essay does not have", hint))
    return problems


def _load_record(
    path: Path, place: str, context: Context, problems: list[Problem]
) -> Record | None:
    text = read_text(path, place, problems)
    if text is None:
        return None
    record, found = parse_record(text, place, tags=context.tags, series=context.series)
    problems += found
    return record


def _load_text(
    path: Path, place: str, lang: str, context: Context, problems: list[Problem]
) -> tuple[Header, Body, bytes, bytes] | None:
    """Return the header and the body of a text, the body's key in the store and its digest."""
    text = read_text(path, place, problems)
    if text is None:
        return None
    header, markdown, first_line, found = parse_header(text, place, context.zone)
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
        )
        body = render_body(markdown, source)
        problems += source.problems
        if body is None:
            return None
        stored = [(name, context.file_digest(name)) for name in body.dependencies], body
        context.store.put(key, pickle.dumps(stored, protocol=5))
    read, body = stored
    return (header, body, key, digest(key, *(part for _, part in read))) if header else None


def _stored_body(key: bytes, context: Context) -> tuple[list[tuple[str, bytes]], Body] | None:
    """Return what is stored under `key` if the files that the body read are as they were."""
    data = context.store.get(key)
    if data is None:
        return None
    read, body = pickle.loads(data)  # noqa: S301 - our own store, checked by digest
    fresh = all(_digest_or_none(name, context) == known for name, known in read)
    return (read, body) if fresh else None


def _digest_or_none(name: str, context: Context) -> bytes | None:
    try:
        return context.file_digest(name)
    except OSError:
        return None


def _load_conversation(
    folder: str, place: str, files: Mapping[str, bytes], context: Context, problems: list[Problem]
) -> "Threads | None":
    """Return the threads of an essay's reflections, or `None` when it has none."""
    if not any(name.startswith("reflections/") for name in files):
        return None
    from ..reflections.files import load_reflections  # noqa: PLC0415 - most builds need none of it
    from ..reflections.threads import build_threads  # noqa: PLC0415

    path = f"{place}/reflections"
    reflections, found = load_reflections(context.content / folder / "reflections", path)
    problems += found
    threads, found = build_threads(reflections, path)
    problems += found
    return threads


def _build_conversation(
    threads: "Threads | None", title: str, url: str, lang: str
) -> ConversationView:
    if threads is None:
        return NO_CONVERSATION
    from ..reflections.views import build_conversation  # noqa: PLC0415

    return build_conversation(threads, title, url, lang)


def _build_leaf(
    record: Record,
    header: Header,
    body: Body,
    url: str,
    conversation: ConversationView,
    lang: str,
    context: Context,
) -> Leaf:
    language = LANGUAGES[lang]
    tags = tuple(
        Link(
            label=context.tags[tag][lang].name,
            url=f"{language.prefix}{language.tags}{context.tags[tag][lang].slug}/",
        )
        for tag in record.tags
    )
    entry = EntryView(
        url=url,
        title=header.title,
        subtitle=header.subtitle,
        summary=header.summary,
        published=when(header.date, lang),
        original=_provenance_view(record.provenance, lang),
        tags=tags,
        minutes=max(1, round(body.words / language.words_per_minute)),
        reflection_count=conversation.count,
    )
    return Leaf(
        entry=entry,
        headings=body.headings,
        anchors=body.anchors,
        modified=when(header.modified, lang) if header.modified else NEVER,
        words=body.words,
        questions=tuple(question.text[lang] for question in record.questions),
        ratings=tuple(
            RatingView(
                mean=format_number(rating.mean, lang),
                maximum=str(rating.maximum),
                count=rating.count,
                source=rating.source,
            )
            for rating in record.ratings
        ),
        conversation=conversation,
        authors=(record.provenance.author,) if record.provenance.author else (),
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
    )


def _build_card(
    name: str,
    folder: str,
    lang: str,
    url: str,
    slug: str,
    header: Header,
    record: Record,
    body: Body,
    leaf: Leaf,
    keys: tuple[bytes, bytes],
    context: Context,
    voices: tuple[tuple[str, str, str, int, str], ...] = (),
) -> Card:
    data = pickle.dumps(leaf, protocol=5)
    leaf_key = digest(b"leaf", context.version, data)
    context.store.put(leaf_key, data)
    return Card(
        source=name,
        folder=folder,
        lang=lang,
        url=url,
        slug=slug,
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
            (link.kind, _content_path(link.target, name), link.fragment, link.line)
            for link in body.links
        ),
        reflections=recent(leaf.conversation.roots),
        entry=digest(pickle.dumps(leaf.entry, protocol=5)),
        leaf=leaf_key,
        body=keys[0],
        shown=keys[1],
        link=digest(header.title, header.subtitle, url, header.date.isoformat()),
        own=digest(header.title, url, record.series, header.date.isoformat(), leaf_key, keys[1]),
        author=record.provenance.author,
        words=digest(header.summary, body.html),
        weight=weigh(body.html),
        figures=tuple((drawing.name, drawing.digest) for drawing in find_drawings(body.html)),
        voices=voices,
    )


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


def flatten(roots: tuple[ReflectionView, ...]) -> list[ReflectionView]:
    """Return every reflection of a thread, each before its replies, without recursion."""
    found: list[ReflectionView] = []
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        found.append(node)
        stack += reversed(node.replies)
    return found


def recent(roots: tuple[ReflectionView, ...]) -> tuple[tuple[str, str], ...]:
    """Return (moment in UTC, id) of each dated reflection with words to show, newest first."""
    rows = [
        (_instant(node.published.iso), node.id)
        for node in flatten(roots)
        if node.published.iso and node.excerpt
    ]
    return tuple(sorted(rows, reverse=True))


def _instant(iso: str) -> str:
    """Return an ISO 8601 date so that text order is time order; a partial date as it is."""
    return datetime.fromisoformat(iso).astimezone(UTC).isoformat() if "T" in iso else iso
