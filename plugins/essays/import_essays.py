"""`invoke import-essays`: the posts of another blog become drafts, each an essay's folder.

Pelican's own importer reads the export, in a process of its own. Its conversion of texts is not
used: it would need pandoc, to which it hands names from the file through a shell.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from ..build.problems import BuildFailed, Problem, nearest, report
from ..build.publish import Busy, lock, staged
from ..build.settings import Settings, clock, load_settings
from .header import dump_header
from .languages import DEFAULT, LANGUAGES
from .models import Header, Provenance, Record
from .new import build_record, known_ids
from .record import dump_record
from .slugs import SLUG, slugify
from .taxonomy import Terms, parse_terms

FORMATS: Mapping[str, str] = {
    "blogger": "blogger2fields",
    "dotclear": "dc2fields",
    "feed": "feed2fields",
    "medium": "mediumposts2fields",
    "wordpress": "wp2fields",
}
"""What reads each format, in `pelican.tools.pelican_import`."""
TAKEOUT = "blogger-takeout"
"""Blogger's export since 2018, which Pelican's importer cannot read: ours does."""
UTC_FORMATS = ("feed", "medium")
"""Formats whose times Pelican's importer gives in UTC; others are in the blog's own zone."""
LARGEST = 512 * 1024 * 1024
LONGEST_SLUG = 80
NOTHING = "\u2026"
"""What stands where the author has to write."""
SUMMARY = 200
"""Characters of a summary made from a text."""

SCRIPT = r"""
import json, sys
from pelican.tools import pelican_import as source

name, path, out = sys.argv[1:]
options = {"wp_custpost": True} if name == "wp2fields" else {}
with open(out, "w", encoding="utf-8") as file:
    for row in getattr(source, name)(path, **options):
        title, text, slug, date, author, _, tags, status, kind, markup = row
        text = source.decode_wp_content(text or "") if markup == "wp-html" else text
        fields = {
            "title": title, "text": text, "slug": slug, "date": date, "author": author,
            "status": status, "kind": kind, "markup": markup,
        }
        fields = {key: str(value or "") for key, value in fields.items()}
        print(json.dumps({**fields, "tags": [str(tag) for tag in tags or ()]}), file=file)
"""
"""Run by another interpreter: what Pelican's importer yields, a line of JSON each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """One post of a blog, as its export has it."""

    title: str
    text: str
    slug: str
    date: datetime | None
    author: str
    tags: tuple[str, ...]
    is_draft: bool
    is_markdown: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The files of a new essay, and what was lost on the way."""

    slug: str
    title: str
    files: Mapping[str, str]
    """The text of each file, by its name."""
    lost: Mapping[str, int]
    unknown_tags: tuple[str, ...]


def run_import_essays(
    file: Path,
    source: str,
    *,
    name: str = "",
    lang: str = DEFAULT,
    base: str = "",
    dry_run: bool = False,
) -> int:
    """Make a draft of each post of an export, say what was done, and return the exit status.

    `name` is that of a format, guessed when it is empty; `base` is the address of the old blog.
    """
    path = Path(source)
    try:
        settings, now = load_settings(file), clock()
        posts, others = load_posts(path, name or guess_format(path), settings)
        _check_lang(lang)
        with lock(settings.root / ".build"):
            drafts, taken = build_drafts(settings, posts, lang=lang, base=base, now=now)
            if not dry_run:
                write_drafts(settings, drafts)
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201 - this is the command line
        return 1
    except Busy as busy:
        print(f"A build is at work (process {busy}): try again when it has ended.")  # noqa: T201
        return 1
    except OSError as error:
        print(f"{error.filename or path}: {error.strerror}\nNothing was written.")  # noqa: T201
        return 1
    print(summary(settings, path, drafts, taken, others, dry_run=dry_run))  # noqa: T201
    return 0


def _check_lang(lang: str) -> None:
    if lang not in LANGUAGES:
        hint = nearest(lang, LANGUAGES)
        raise BuildFailed([Problem("--lang", 0, f"the language is {lang!r}", hint)])


def guess_format(path: Path) -> str:
    """Return the name of the format that a file seems to have; raises `BuildFailed` for none."""
    if path.is_dir():
        return "medium"
    with path.open("rb") as file:
        start = file.read(100_000)
    if b"schemas.google.com/blogger/2018" in start:
        return TAKEOUT
    if b"wordpress.org/export/" in start:
        return "wordpress"
    if b"schemas.google.com/blogger/2008" in start:
        return "blogger"
    if start.startswith(b"///DOTCLEAR|"):
        return "dotclear"
    if re.search(rb"<(?:rss|feed|rdf:RDF)\b", start):
        return "feed"
    hint = f"Say which by --format: {', '.join(FORMATS)}."
    raise BuildFailed([Problem(path.as_posix(), 0, "this is no export that is known", hint)])


def load_posts(path: Path, name: str, settings: Settings) -> tuple[list[Post], Counter[str]]:
    """Return the posts of an export, and how many entries of other kinds it has.

    Raises `BuildFailed` when it cannot be read, and `OSError`.
    """
    place = path.as_posix()
    if name not in FORMATS and name != TAKEOUT:
        hint = nearest(name, FORMATS)
        raise BuildFailed([Problem("--format", 0, f"unknown format {name!r}", hint)])
    if path.is_dir() != (name == "medium"):
        message = "this is a folder, and the format is one file"
        if name == "medium":
            message = "this is a file, and the format is a folder of posts"
        raise BuildFailed([Problem(place, 0, message)])
    if name != "medium":
        _check_file(path)
    if name == "blogger" and guess_format(path) == TAKEOUT:
        name = TAKEOUT
    rows = list(_takeout_rows(path) if name == TAKEOUT else _pelican_rows(path, FORMATS[name]))
    zone = UTC if name in UTC_FORMATS else settings.zone
    posts = [_build_post(row, zone) for row in rows if row["kind"] == "article"]
    others = Counter(str(row["kind"]) for row in rows if row["kind"] != "article")
    return posts, others


def _check_file(path: Path) -> None:
    """Refuse what could make a small file without end, and what is too big."""
    place = path.as_posix()
    if path.stat().st_size > LARGEST:
        message = f"has more than {LARGEST // 1024 // 1024} MiB"
        raise BuildFailed([Problem(place, 0, message, "Export less at a time.")])
    data = path.read_bytes()
    doctype = re.search(rb"<!DOCTYPE", data, re.IGNORECASE)
    if doctype and b"<![CDATA[" not in data[: doctype.start()]:
        line = data.count(b"\n", 0, doctype.start()) + 1
        hint = "Remove it: no export needs one, and it can make a small file without end."
        raise BuildFailed([Problem(place, line, "a DOCTYPE is refused", hint)])


Row = Mapping[str, object]


def _pelican_rows(path: Path, function: str) -> Iterator[Row]:
    """Yield what Pelican's importer makes of an export."""
    with tempfile.TemporaryDirectory(prefix="essays-") as folder:
        out = Path(folder, "rows")
        command = [sys.executable, "-c", SCRIPT, function, str(path.resolve()), str(out)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own script
        if done.returncode:
            raise BuildFailed([_failure(path, done.stderr)])
        for line in out.read_text("utf-8").splitlines():
            yield json.loads(line)


def _failure(path: Path, stderr: str) -> Problem:
    """Return the problem that Pelican's importer ended with."""
    said = (stderr.strip().splitlines() or ["it said nothing"])[-1]
    missing = re.search(r"No module named '(\w+)'", said)
    hint = "Is this the right --format? An export cut short cannot be read either."
    if missing:
        hint = f"Install {missing[1]}: {sys.executable} -m pip install {missing[1]}."
    return Problem(path.as_posix(), 0, f"Pelican's importer cannot read it: {said}", hint)


def _takeout_rows(path: Path) -> Iterator[Row]:
    """Yield the entries of Blogger's export since 2018."""
    from lxml import etree  # noqa: PLC0415 - only this format needs it

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.parse(str(path), parser).getroot()
    for entry in root.iter("{*}entry") if root is not None else ():
        texts = {
            etree.QName(child).localname: child.text or ""
            for child in entry
            if isinstance(child.tag, str)
        }
        kind = texts.get("type", "").lower()
        yield {
            "title": texts.get("title", ""),
            "text": texts.get("content", ""),
            "slug": Path(texts.get("filename", "")).stem,
            "date": texts.get("published") or texts.get("created", ""),
            "author": entry.findtext("{*}author/{*}name", ""),
            "status": "published" if texts.get("status", "").upper() == "LIVE" else "draft",
            "kind": "article" if kind == "post" else kind or "unknown",
            "markup": "html",
            "tags": [child.get("term", "") for child in entry.iter("{*}category")],
        }


def _build_post(row: Row, zone: tzinfo) -> Post:
    texts = {key: value if isinstance(value, str) else "" for key, value in row.items()}
    tags = row["tags"]
    return Post(
        title=texts["title"],
        text=texts["text"],
        slug=texts["slug"],
        date=_moment(texts["date"], zone),
        author=" ".join(texts["author"].split()),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        is_draft=texts["status"] == "draft",
        is_markdown=texts["markup"] == "markdown",
    )


def _moment(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not 1000 <= moment.year <= 2999:
        return None
    moment = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    return moment.replace(second=0, microsecond=0)


def build_drafts(
    settings: Settings, posts: Iterable[Post], *, lang: str, base: str, now: datetime
) -> tuple[list[Draft], list[str]]:
    """Return a draft of each post, and the folders that are there already, which stay."""
    terms = _load_tags(settings)
    known = known_ids(settings.content)
    drafts: list[Draft] = []
    taken: list[str] = []
    used: set[str] = set()
    for post in posts:
        slug = _slug(post, used)
        used.add(slug)
        if (settings.content / "essays" / slug).exists():
            taken.append(slug)
            continue
        record = build_record(settings, known, now)
        known.add(record.id)
        drafts.append(
            _build_draft(post, slug, record, terms, lang, base, now.astimezone(settings.zone))
        )
    return drafts, taken


def _load_tags(settings: Settings) -> Terms:
    path = settings.content / "tags.toml"
    if not path.is_file():
        return {}
    terms, problems = parse_terms(path.read_text("utf-8"), f"{settings.place}/tags.toml")
    if problems:
        raise BuildFailed(problems)
    return terms


def _slug(post: Post, used: set[str]) -> str:
    """Return a name for the folder of a post: its old one, so that its conversation finds it."""
    names = (slugify(post.slug), slugify(post.title))
    name = next((name for name in names if name and not name.isdigit()), "") or "essai"
    name = name if len(name) <= LONGEST_SLUG else name[:LONGEST_SLUG].rpartition("-")[0]
    slug, number = name, 1
    while slug in used or not SLUG.fullmatch(slug):
        number += 1
        slug = f"{name}-{number}"
    return slug


def _build_draft(
    post: Post, slug: str, record: Record, terms: Terms, lang: str, base: str, now: datetime
) -> Draft:
    from .post_markdown import first_words, plain_title, post_to_markdown  # noqa: PLC0415 - heavy

    body, lost = (
        (post.text, Counter[str]()) if post.is_markdown else post_to_markdown(post.text, base=base)
    )
    title = plain_title(post.title) or slug
    tags, unknown = _tags(post, terms)
    header = Header(
        title=title,
        date=post.date or now.replace(second=0, microsecond=0),
        summary=first_words(post.text, SUMMARY) or NOTHING,
        status="draft",
        slug="" if lang == DEFAULT else slug,
    )
    first = post.date.date().isoformat() if post.date and not post.is_draft else ""
    record = Record(
        id=record.id,
        uri=record.uri,
        tags=tags,
        provenance=Provenance(author=plain_title(post.author), first_published=first),
    )
    files = {
        "essay.toml": dump_record(record),
        f"index{LANGUAGES[lang].suffix}": f"{dump_header(header)}{body or NOTHING}\n",
    }
    if lang != DEFAULT:
        other = Header(title=title, date=header.date, summary=NOTHING, status="draft")
        files[f"index{LANGUAGES[DEFAULT].suffix}"] = f"{dump_header(other)}{NOTHING}\n"
    return Draft(slug=slug, title=title, files=files, lost=lost, unknown_tags=unknown)


def _tags(post: Post, terms: Terms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of a post's tags that the site knows, and its other tags."""
    keys = {
        slugify(name): key
        for key, term in terms.items()
        for one in term.values()
        for name in (key, one.slug, one.name)
    }
    found = tuple(sorted({keys[slugify(tag)] for tag in post.tags if slugify(tag) in keys}))
    return found, tuple(tag for tag in post.tags if slugify(tag) not in keys)


def write_drafts(settings: Settings, drafts: Sequence[Draft]) -> None:
    """Write the folders of new essays, all or none; raises `OSError`."""
    essays = settings.content / "essays"
    essays.mkdir(parents=True, exist_ok=True)
    with staged(settings.content) as stage:
        for draft in drafts:
            folder = stage / draft.slug
            folder.mkdir()
            for name, text in draft.files.items():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
        made: list[Path] = []
        try:
            for draft in drafts:
                target = essays / draft.slug
                (stage / draft.slug).rename(target)
                made.append(target)
        except BaseException:
            for path in made:
                shutil.rmtree(path)
            raise


def summary(
    settings: Settings,
    path: Path,
    drafts: Sequence[Draft],
    taken: Sequence[str],
    others: Mapping[str, int],
    *,
    dry_run: bool,
) -> str:
    """Return what was done, in words."""
    done = "would be written" if dry_run else "written"
    read = len(drafts) + len(taken) + sum(others.values())
    lines = [f"{path.as_posix()}: {read:,} entries", f"{len(drafts):>9,}  drafts {done}"]
    lines += [f"{len(taken):>9,}  are there already: left as they are"] if taken else []
    for kind in sorted(others):
        hint = ": `invoke import-reflections` brings them" if kind == "comment" else ""
        lines.append(f"{others[kind]:>9,}  of the kind {kind!r}, which are no essays{hint}")
    lines += [f"  {settings.place}/essays/{draft.slug}/" for draft in drafts]
    lost: Counter[str] = Counter()
    for draft in drafts:
        lost.update(draft.lost)
    lines += [f"Look at: {count:,} {what}" for what, count in sorted(lost.items()) if count]
    unknown = sorted({tag for draft in drafts for tag in draft.unknown_tags})
    if unknown:
        lines.append(f"Tags that tags.toml does not have: {', '.join(unknown)}")
    if drafts and not dry_run:
        lines.append("All are drafts: 'invoke serve' shows them.")
    return "\n".join(lines)
