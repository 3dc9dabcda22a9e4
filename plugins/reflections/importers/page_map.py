"""Which essay a page of another system is: by a map that the author writes, else by its address.

A page has many addresses: http and https, with www and without, an old domain, a slash at the
end, `index.html`, a query, a fragment. They are brought to one form before they are compared.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from ...build.problems import Problem, nearest
from ...essays.header import split_header
from ...essays.languages import LANGUAGES
from ...essays.slugs import slugify
from ...essays.tables import TableReader, toml_problem
from ..fields import without_forbidden

ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
NAKED = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?/")
"""The beginning of an address whose protocol was left out: "example.org/"."""
INDEX = re.compile(r"(?:^|/)(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
SCRIPT = re.compile(r"\.(?:php\d?|aspx?|cgi|pl)$", re.IGNORECASE)
"""What answers many addresses: there the query is what names the page."""
SUFFIX = re.compile(r"\.(?:s?x?html?|php\d?|aspx?|md|rst|txt)$", re.IGNORECASE)
LAST = re.compile(r"/(?:comment-page-\d+|page/\d+|amp|feed)$")
"""What names a part of a page, or another form of it."""
DATED = re.compile(r"\d{4}-\d\d-\d\d-")
COUNTERS = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|replytocom|m)=[^&]*")

RECORD_ID = re.compile(r'^id = "(e-[0-9a-z]{6})"', re.MULTILINE)

STAR = "\ue000"
"""A character for private use: it stands for `*` while an address is brought to its one form."""

LEFT_OUT = "-"
"""In the place of an essay: the author wants nothing of the page. No folder can have the name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageMap:
    """What is known of pages: the author's own lines, and the essays' addresses."""

    pages: Mapping[str, str]
    """The folder of an essay, or `LEFT_OUT`, by address in its one form."""
    globs: tuple[tuple[re.Pattern[str], str, str], ...] = ()
    """Patterns of addresses, each as it is written and the essay of those that match it."""
    slugs: Mapping[str, str]
    """The folder of an essay by the last part of its addresses; one that two have is not here."""
    keys: tuple[str, ...] = ()
    """The author's addresses and patterns, as they are written."""


def load_essays(content: Path) -> dict[str, tuple[str, ...]]:
    """Return, by the folder of each essay, the last parts of its addresses, and its id."""
    essays: dict[str, tuple[str, ...]] = {}
    for folder in sorted(content.glob("essays/*/")):
        slugs = {folder.name}
        for language in LANGUAGES.values():
            text = folder / f"index{language.suffix}"
            if text.is_file():
                rows, *_ = split_header(text.read_text("utf-8-sig", errors="replace"))
                slugs |= {value for _, key, value in rows if key == "Slug" and value}
        record = folder / "essay.toml"
        if record.is_file():
            slugs |= set(RECORD_ID.findall(record.read_text("utf-8-sig", errors="replace"))[:1])
        essays[folder.name] = tuple(sorted(slugs))
    return essays


def build_page_map(essays: Mapping[str, Sequence[str]]) -> PageMap:
    """Return the map that is there when the author wrote none."""
    owners: dict[str, set[str]] = defaultdict(set)
    for folder, slugs in essays.items():
        for slug in slugs:
            owners[slug].add(folder)
    alone = {slug: min(names) for slug, names in owners.items() if len(names) == 1}
    return PageMap(pages={}, slugs=alone)


def parse_page_map(
    text: str, path: str, essays: Mapping[str, Sequence[str]]
) -> tuple[PageMap | None, tuple[Problem, ...]]:
    """Return the map in a text, and every problem of it.

    A table `[pages]`, from an address, or a pattern with `*`, to the folder of an essay, or to
    `false` for a page of which nothing is wanted.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (toml_problem(error, path),)
    check = TableReader(text.split("\n"), path)
    check.keys(values, ("pages",), "")
    table = check.table(values, "pages")
    pages: dict[str, str] = {}
    globs: list[tuple[re.Pattern[str], str, str]] = []
    with check.within("pages"):
        for key, value in table.items():
            essay = _parse_essay(check, key, value, essays)
            page = normal_page(key)
            if "*" in key:
                globs.append((_glob(key), key, essay))
            elif pages.setdefault(page, essay) != essay:
                check.add(key, f"{key!r} is the same page as another line, with another essay")
    plain = build_page_map(essays)
    keys = tuple(table)
    known = PageMap(pages=pages, globs=tuple(globs), slugs=plain.slugs, keys=keys)
    return (None, tuple(check.problems)) if check.problems else (known, ())


def _parse_essay(
    check: TableReader, key: str, value: object, essays: Mapping[str, Sequence[str]]
) -> str:
    if value is False:
        return LEFT_OUT
    name = value.removeprefix("essays/").strip("/") if isinstance(value, str) else ""
    if name in essays:
        return name
    if not name:
        hint = "Expected the folder of an essay, or false to leave the page's records out."
        check.add(key, f"{key!r} has no essay yet", hint)
    else:
        check.add(key, f"there is no essay {name!r}", nearest(name, essays))
    return LEFT_OUT


def find_essay(page: str, page_map: PageMap) -> str:
    """Return the folder of the essay that a page is, `LEFT_OUT`, or "" when nobody knows."""
    normal = normal_page(page)
    forms = _forms(normal)
    for form in forms:
        if form in page_map.pages:
            return page_map.pages[form]
    for pattern, _, essay in page_map.globs:
        if any(pattern.fullmatch(form) for form in forms):
            return essay
    return next((page_map.slugs[slug] for slug in _slugs(normal) if slug in page_map.slugs), "")


def unused_keys(page_map: PageMap, pages: Iterable[str]) -> tuple[str, ...]:
    """Return the author's addresses and patterns that no page answers to."""
    forms = {form for page in pages for form in _forms(normal_page(page))}
    patterns = {key: pattern for pattern, key, _ in page_map.globs}
    return tuple(
        key
        for key in page_map.keys
        if not (
            any(map(patterns[key].fullmatch, forms))
            if key in patterns
            else normal_page(key) in forms
        )
    )


def _forms(normal: str) -> list[str]:
    """Return what a page may be called in a map, the most exact first."""
    host, slash, path = normal.partition("/")
    forms = [normal, f"/{path}"] if host and slash else [normal]
    return [*forms, *(form.partition("?")[0] for form in forms)]


def normal_page(page: str) -> str:
    """Return the one form of a page's addresses: "example.org/a/b", "/a/b", or an id as it is.

    Without protocol, "www.", port, `index.html`, slash at the end and fragment, decoded. The
    query stays where it alone tells pages apart: "example.org/?p=12".
    """
    text = unicodedata.normalize("NFC", without_forbidden(page).strip())
    if NAKED.match(text):
        text = f"//{text}"
    match = ADDRESS.match(text)
    host, rest = match.groups() if match else ("", text)
    host = host.rpartition("@")[2].lower()
    host = re.sub(r":\d*$", "", host).removeprefix("www.")
    path, _, query = rest.partition("#")[0].partition("?")
    path = re.sub("/{2,}", "/", unicodedata.normalize("NFC", without_forbidden(unquote(path))))
    query = COUNTERS.sub("", query).strip("&")
    while path != (shorter := LAST.sub("", INDEX.sub("", path.rstrip("/")))):
        path = shorter
    if not query or (path and not SCRIPT.search(path)):
        return host + (path or "/" * (not host))
    return f"{host}{path or '/'}?{query}"


def _slugs(normal: str) -> Iterable[str]:
    """Yield what may be the slug of an essay in an address, the likeliest first."""
    host, slash, _ = normal.partition("/")
    is_home = not slash and "." in host and not SUFFIX.search(host)
    if is_home or "?" in normal:
        return
    last = SUFFIX.sub("", normal.rpartition("/")[2])
    yield last
    yield slugify(last)
    yield slugify(DATED.sub("", last))


def _glob(key: str) -> re.Pattern[str]:
    """Return a pattern in which `*` stands for anything, of addresses in their one form."""
    parts = normal_page(key.replace("*", STAR)).split(STAR)
    return re.compile(".*".join(map(re.escape, parts)), re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmapped:
    """A page that no essay answers to."""

    page: str
    """Its address, as it is first named."""
    count: int
    """How many of its records would become reflections."""
    title: str = ""


def render_skeleton(unmapped: Sequence[Unmapped], slugs: Mapping[str, str]) -> str:
    """Return the beginning of a map: a line for each page, for the author to fill in."""
    lines = ["[pages]"]
    for one in unmapped:
        key = one.page.replace("\\", "\\\\").replace('"', '\\"')
        said = [f"{one.count} record{'s' * (one.count != 1)}"]
        said += [f"\u201c{one.title[:60]}\u201d"] if one.title else []
        guess = _guess(one, slugs)
        said += [f"perhaps {guess}"] if guess else []
        lines.append(f'"{key}" = ""  # {", ".join(said)}')
    return "\n".join(lines) + "\n"


def _guess(one: Unmapped, slugs: Mapping[str, str]) -> str:
    """Return an essay whose name looks like that of a page, or ""."""
    for name in (*_slugs(normal_page(one.page)), slugify(one.title)):
        for slug in get_close_matches(name, sorted(slugs), n=1):
            return slugs[slug]
    return ""
