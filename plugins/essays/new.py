"""A new essay: its folder, its record with an id of its own, a draft in each language."""

import re
import secrets
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from ..build.problems import BuildFailed, Problem, report
from ..build.settings import Settings, clock, load_settings
from .header import dump_header
from .languages import DEFAULT, LANGUAGES
from .models import Header, Record
from .record import dump_record
from .slugs import SLUG, slugify

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""Letters and digits that are not taken for one another."""
NEXT = """
# The one essay to be read after this one, and why:
# [next]
# essay = "e-…"
# because.fr = "parce que …"
# because.en = "because …"
"""


def run_new(file: Path, title: str, slug: str = "") -> int:
    """Make the folder of a new essay, say where it is, and return the exit status."""
    try:
        settings = load_settings(file)
        folder = write_essay(settings, title, slug or slugify(title), clock())
    except BuildFailed as failure:
        print(report(failure.problems))  # noqa: T201
        return 1
    for path in sorted(folder.iterdir()):
        print(path.relative_to(settings.root).as_posix())  # noqa: T201
    print("A draft: 'invoke serve' shows it; it is published once 'Status: draft' is gone.")  # noqa: T201
    return 0


def write_essay(settings: Settings, title: str, slug: str, now: datetime) -> Path:
    """Write the files of a new essay and return their folder.

    Raises `BuildFailed` when the slug is wrong or its folder is there already.
    """
    folder = settings.content / "essays" / slug
    place = f"{settings.place}/essays/{slug}"
    if not SLUG.fullmatch(slug):
        hint = "Expected small letters, digits and single hyphens: --slug le-pot-de-miel."
        raise BuildFailed([Problem(place, 0, f"the slug {slug!r} makes no address", hint)])
    if folder.exists():
        raise BuildFailed(
            [Problem(place, 0, "this folder is there already", "Choose another --slug.")]
        )
    record = build_record(settings, known_ids(settings.content), now)
    folder.mkdir(parents=True)
    (folder / "essay.toml").write_text(dump_record(record) + NEXT, encoding="utf-8")
    today = now.astimezone(settings.zone).replace(second=0, microsecond=0)
    for lang, language in LANGUAGES.items():
        header = Header(
            title=title,
            date=today,
            summary="…",
            status="draft",
            slug="" if lang == DEFAULT else slug,
        )
        text = dump_header(header) + "## …\n\n…\n"
        (folder / f"index{language.suffix}").write_text(text, encoding="utf-8")
    return folder


def build_record(settings: Settings, known: Collection[str], now: datetime) -> Record:
    """Return a record with an id that no essay has."""
    while True:
        name = "e-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
        if name not in known:
            break
    host = urlsplit(settings.url).hostname or "localhost"
    return Record(id=name, uri=f"tag:{host},{now.year}:{name}")


def known_ids(content: Path) -> set[str]:
    """Return the ids of all the essays in the content folder."""
    pattern = re.compile(r'^id = "(e-[0-9a-z]{6})"', re.MULTILINE)
    return {
        match
        for path in sorted(content.glob("essays/*/essay.toml"))
        for match in pattern.findall(path.read_text(encoding="utf-8", errors="replace"))
    }
