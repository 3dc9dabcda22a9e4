"""What a text refers to: works described once, cited where they serve, listed at its end.

Works are described in `references.bib` (BibTeX) or `references.json` (CSL-JSON), beside a text or
in the content folder for all. A text cites them by their key; how they are shown is said by a
style in CSL for each language: https://docs.citationstyles.org/en/stable/specification.html.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from ..build.problems import Problem, nearest
from .bibtex import Entry, parse_bibtex
from .files import REFERENCES, read_text
from .typography.marks import NO_BREAK
from .views import CitedWork

if TYPE_CHECKING:
    from .body import Source

STYLES = Path(__file__).parent / "styles"
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
HEADINGS = {"fr": "Références", "en": "References"}
BACK = {"fr": "Revenir à la citation {} ({})", "en": "Back to citation {} ({})"}
"""What a link back from a reference is called."""
LANGUAGES = {"english": "en", "french": "fr", "francais": "fr", "german": "de", "ngerman": "de"}
LABELS = {
    "p.": "page",
    "pp.": "page",
    "chap.": "chapter",
    "vol.": "volume",
    "fig.": "figure",
    "sect.": "section",
}
"""What a place in a work may be."""

CITED = "cited"
"""The class of a link to a reference."""
SECTION = "references"

_CLUSTER = re.compile(r"\[([^\[\]]*@[^\[\]]*)\]")
_CITE = re.compile(
    r"(?P<before>.*?(?:(?<=\s)|^))(?P<year>-)?@(?P<key>[\w](?:[\w:./+-]*\w)?)"
    r"(?:(?:\s*,\s*|\s+)(?P<after>.+))?",
    re.DOTALL,
)
_OPEN = re.compile(r"\[(?:[^\[\]]*\s)?-?@\w[^\[\]]*$")
_CITING = re.compile(r"(?<!\\)\[(?:[^\[\]]*\s)?-?@\w[^\[\]]*[*_`<\[]")
_PLACE = re.compile(rf"({'|'.join(map(re.escape, LABELS))})\s*(.+)")
_ADDRESS = re.compile(r"https?://[^\s<\ue002\ue003]+")
_RANGE = re.compile(rf"{_ADDRESS.pattern}|(?<=[0-9])–(?=[0-9])")
"""A dash between numbers: a line may break after it, never before; addresses stay as they are."""
_SIGNS = {"&": "\ue004", "<": "\ue005", ">": "\ue006"}
"""What stands for the signs of markup while a style is applied."""
_TITLE = ("\ue002", "\ue003")
"""What stands around a title in another language meanwhile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cite:
    """One work in a citation: what is said before it, where in it, and if its year is enough."""

    key: str
    before: str = ""
    label: str = ""
    locator: str = ""
    after: str = ""
    year_only: bool = False


@dataclass(kw_only=True, slots=True)
class Work:
    """A work that a text cites: its entry, and the anchors of its citations."""

    entry: Entry
    anchors: list[str] = field(default_factory=list)


def parse_cluster(text: str) -> tuple[Cite, ...]:
    """Return the works cited between two brackets; none when that is no citation."""
    cites = []
    for part in text.split(";"):
        match = _CITE.fullmatch(part.strip())
        if match is None:
            return ()
        after = (match["after"] or "").strip()
        place = _PLACE.fullmatch(after)
        cites.append(
            Cite(
                key=match["key"],
                before=match["before"].strip(),
                label=LABELS[place[1]] if place else "",
                locator=place[2] if place else "",
                after="" if place else after,
                year_only=bool(match["year"]),
            )
        )
    return tuple(cites)


def load_references(source: "Source") -> dict[str, Entry]:
    """Return the works that a text may cite, by key; what is wrong goes to the source.

    Files that are not there are noted as read too: they may appear.
    """
    folders = [source.content]
    if source.folder.parent == source.content / "essays":
        folders.append(source.folder)
    entries: dict[str, Entry] = {}
    for folder in folders:
        for name in REFERENCES:
            path = folder / name
            source.dependencies.append(path)
            if path.is_file():
                found, problems = _load_file(path, _place(path, source))
                source.problems += problems
                source.problems += _add_entries(entries, found)
    return entries


def _place(path: Path, source: "Source") -> str:
    """Return how problems name a file."""
    depth = len(source.folder.relative_to(source.content).parts)
    folder = posixpath.dirname(source.path)
    if path.parent != source.folder:
        folder = posixpath.normpath(posixpath.join(folder, *[".."] * depth))
    return posixpath.join(folder, path.name)


def _load_file(path: Path, place: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    text = read_text(path, place, problems)
    return parse_references(text, place) if text is not None else ((), tuple(problems))


@lru_cache(maxsize=8)
def parse_references(text: str, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the works that a file describes, and what is wrong with it."""
    parse = parse_bibtex if path.endswith(".bib") else _parse_json
    entries, problems = parse(text, path)
    return tuple(entries), tuple(problems)


def _parse_json(text: str, path: str) -> tuple[list[Entry], list[Problem]]:
    hint = 'CSL-JSON is a list of records: [{"id": "key", "type": "book", "title": "…"}].'
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [Problem(path, error.lineno, f"not JSON: {error.msg}", hint)]
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in items
    ):
        return [], [Problem(path, 0, "not a list of records, each with its id", hint)]
    return [
        Entry(
            key=item["id"],
            item={name: value for name, value in item.items() if name != "id"},
            path=path,
            line=_line_of(text, item["id"]),
        )
        for item in items
    ], []


def _line_of(text: str, key: str) -> int:
    place = re.search(rf'"id"\s*:\s*{re.escape(json.dumps(key, ensure_ascii=False))}', text)
    return text.count("\n", 0, place.start()) + 1 if place else 0


def _add_entries(entries: dict[str, Entry], found: Iterable[Entry]) -> list[Problem]:
    problems = []
    for entry in found:
        other = entries.setdefault(entry.key, entry)
        if other is not entry:
            message = f"the reference {entry.key!r} is also in {other.path}:{other.line}"
            hint = "Describe each work once, in content/ if several texts cite it."
            problems.append(Problem(entry.path, entry.line, message, hint))
    return problems


def check_entry(entry: Entry) -> list[Problem]:
    """Return what a work that is cited lacks."""
    item = entry.item
    people = item.get("author") or item.get("editor")
    has = {
        "title": isinstance(item.get("title"), str) and item["title"],
        "date": year_of(item),
        "author": isinstance(people, list)
        and people
        and all(isinstance(one, dict) and {"family", "literal"} & one.keys() for one in people),
    }
    return [
        Problem(
            entry.path,
            entry.line,
            f"the reference {entry.key!r} has no {words}",
            "A work that is cited has a title, a date, and an author or an editor.",
        )
        for words, there in has.items()
        if not there
    ]


def year_of(item: Mapping[str, Any]) -> str:
    """Return the year of a work in CSL-JSON, "" when it has none."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    try:
        return str(int(parts[0][0])) if parts else ""
    except (TypeError, ValueError, LookupError):
        return ""


def cite_works(root: Element, text: str, source: "Source") -> None:
    """Put links in the place of the citations of a text, and what they lead to at its end.

    What is wrong goes to the source. Nothing is read for a text that cites nothing.
    """
    places = list(_find_places(root))
    if not places:
        return
    for place in places:
        if place.is_link:
            place.parent.set("class", CITED)
            place.parent.set("href", "#")
    before = len(source.problems)
    entries = load_references(source)
    if len(source.problems) > before:
        return
    works: dict[str, Work] = {}
    for place in places:
        if place.is_open:
            source.problems.append(_broken(text, source))
        for cite in place.cites:
            if cite.key in entries:
                works.setdefault(cite.key, Work(entry=entries[cite.key]))
            else:
                source.problems.append(_unknown(cite.key, text, source, entries))
    source.problems += [p for work in works.values() for p in check_entry(work.entry)]
    if source.problems:
        return
    cites = [cite for place in places for cite in place.cites]
    shown = render_works([work.entry for work in works.values()], cites, source.lang)
    for place in places:
        place.link(works, shown)
    for place in reversed(places):
        place.fill(shown)
    root.append(_build_section(works, shown, source.lang))
    source.works += [_build_cited(works[key].entry.item) for key in shown.whole]


def _build_cited(item: Mapping[str, Any]) -> CitedWork:
    """Return a work as machines are told of it."""
    (date, *_) = item.get("issued", {}).get("date-parts", [[]])
    return CitedWork(
        title=str(item.get("title", "")),
        authors=tuple(_full_name(name) for name in item.get("author", ())),
        published="-".join(f"{int(part):02}" for part in date),
        address=f"https://doi.org/{item['DOI']}" if "DOI" in item else str(item.get("URL", "")),
    )


def _full_name(name: Mapping[str, str]) -> str:
    """Return a name as it is said: given names first."""
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(name[part] for part in order if name.get(part))


def _unknown(key: str, text: str, source: "Source", entries: Mapping[str, Entry]) -> Problem:
    match = re.search(rf"@{re.escape(key)}(?!\w)", text)
    line = source.first_line + (text.count("\n", 0, match.start()) if match else 0)
    hint = nearest(key, entries) or (
        "Describe it in references.bib; \\[ writes a bracket that opens no citation."
    )
    return Problem(source.path, line, f"there is no reference {key!r}", hint)


def _broken(text: str, source: "Source") -> Problem:
    match = _CITING.search(text)
    line = source.first_line + (text.count("\n", 0, match.start()) if match else 0)
    hint = "Words, keys and places alone: [voir @key, p. 12; @other]."
    return Problem(source.path, line, "a citation holds markup, or does not end", hint)


@dataclass(kw_only=True, slots=True)
class _Place:
    """Where a text cites works: in brackets, or by a link of the author's own words.

    A citation in brackets stands in the text of `parent`, or in the text after its child
    `before`, from `start` to `end`.
    """

    cites: tuple[Cite, ...]
    parent: Element
    before: Element | None = None
    start: int = 0
    end: int = 0
    is_link: bool = False
    is_open: bool = False
    links: list[Element] = field(default_factory=list)

    def link(self, works: Mapping[str, Work], shown: "Shown") -> None:
        """Make the links, and name them."""
        self.links = [self.parent] if self.is_link else [shown.link(cite) for cite in self.cites]
        for cite, link in zip(self.cites, self.links, strict=True):
            work, key = works[cite.key], anchor_of(cite.key)
            count = len(work.anchors) + 1
            work.anchors.append(f"cite{count if count > 1 else ''}-{key}")
            link.set("class", CITED)
            link.set("href", f"#ref-{key}")
            link.set("id", work.anchors[-1])

    def fill(self, shown: "Shown") -> None:
        """Put the links where the brackets stood; all that follow have been."""
        if self.is_link:
            return
        words = (self.parent.text if self.before is None else self.before.tail) or ""
        head = f"{words[: self.start]}{shown.opening}{self._introduce(0)}"
        for number, (cite, link) in enumerate(zip(self.cites, self.links, strict=True), start=1):
            link.tail = f", {cite.after}" if cite.after else ""
            if number < len(self.cites):
                link.tail += shown.between + self._introduce(number)
        last = self.links[-1]
        last.tail = f"{last.tail or ''}{shown.closing}{words[self.end :]}"
        place = 0
        if self.before is None:
            self.parent.text = head
        else:
            self.before.tail = head
            place = list(self.parent).index(self.before) + 1
        for link in reversed(self.links):
            self.parent.insert(place, link)

    def _introduce(self, number: int) -> str:
        before = self.cites[number].before
        return f"{before} " if before else ""


def anchor_of(key: str) -> str:
    """Return a key as part of an anchor."""
    return re.sub(r"[^\w.-]", "-", key)


def _find_places(element: Element) -> Iterator[_Place]:
    """Yield the citations in an element, in their order."""
    if element.tag in ("code", "pre"):
        return
    href = element.get("href", "") if element.tag == "a" else ""
    if href.startswith("@"):
        yield _Place(cites=(Cite(key=href[1:]),), parent=element, is_link=True)
    if element.text and "@" in element.text:
        yield from _find_clusters(element, None, element.text)
    for child in element:
        yield from _find_places(child)
        if child.tail and "@" in child.tail:
            yield from _find_clusters(element, child, child.tail)


def _find_clusters(parent: Element, before: Element | None, words: str) -> Iterator[_Place]:
    end = 0
    for match in _CLUSTER.finditer(words):
        cites = parse_cluster(match[1])
        if cites:
            start, end = match.span()
            yield _Place(cites=cites, parent=parent, before=before, start=start, end=end)
    if _OPEN.search(words, end):
        yield _Place(cites=(), parent=parent, is_open=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What a style makes of the works that a text cites."""

    opening: str
    between: str
    closing: str
    cites: Mapping[Cite, str]
    """Each as HTML."""
    short: Mapping[str, str]
    """Each work in short, by key."""
    whole: Mapping[str, str]
    """Each work in full, as HTML, by key, in the order of the list."""

    def link(self, cite: Cite) -> Element:
        """Return the link of one work in a citation."""
        return fromstring(f"<a>{self.cites[cite]}</a>")  # noqa: S314 - our own markup


@cache
def _style(lang: str) -> Any:  # noqa: ANN401 - the library has no types
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - only for texts that cite

    return CitationStylesStyle(str(STYLES / f"{lang}.csl"), locale=LOCALES[lang], validate=False)


def render_works(entries: Sequence[Entry], cites: Iterable[Cite], lang: str) -> Shown:
    """Return what the style of a language makes of works and of their citations."""
    from citeproc import (  # noqa: PLC0415 - as above
        Citation,
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source import Locator  # noqa: PLC0415
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    names = {entry.key: f"r{number}" for number, entry in enumerate(entries)}
    items = [
        _prepare(entry.item, lang) | {"id": names[entry.key], "year-suffix": suffix}
        for entry, suffix in zip(entries, _suffixes(entries), strict=True)
    ]
    items = [{name: value for name, value in item.items() if value} for item in items]
    style = _style(lang)
    works = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    for name in names.values():
        works.register(Citation([CitationItem(name)]))
    works.sort()
    layout = style.root.citation.layout
    opening, closing = layout.get("prefix", ""), layout.get("suffix", "")

    def cite(one: Cite) -> str:
        more = {"locator": Locator(one.label, one.locator)} if one.locator else {}
        citation = Citation([CitationItem(names[one.key], **more)])
        works.register(citation)
        words = str(works.cite(citation, None))
        words = words.removeprefix(opening).removesuffix(closing)
        if one.year_only:
            item = items[int(names[one.key][1:])]
            year = year_of(item) + item.get("year-suffix", "")
            words = year + words.rpartition(year)[2]
        return _restore(words, "")

    keys = {name: key for key, name in names.items()}
    listed = zip(works.keys, works.bibliography(), strict=True)
    return Shown(
        opening=opening,
        between=layout.get("delimiter", "; "),
        closing=closing,
        cites={one: cite(one) for one in cites},
        short={entry.key: cite(Cite(key=entry.key)) for entry in entries},
        whole={
            keys[name]: _restore(str(words), _language(items[int(name[1:])], lang))
            for name, words in listed
        },
    )


def _prepare(item: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a record whose words hold no sign of markup, its title marked if it is foreign."""
    safe = {name: _hide(value) for name, value in item.items() if name in _SHOWN}
    if _language(item, lang):
        safe["title"] = safe["title"].join(_TITLE)
    return safe | {"language": item.get("language", "")}


_SHOWN = frozenset(
    {
        *("type", "title", "author", "editor", "container-title", "issued", "volume", "issue"),
        *("number", "page", "genre", "edition", "publisher", "publisher-place", "DOI", "URL"),
    }
)
"""What the styles show of a work."""


def _hide(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if isinstance(value, str):
        for sign, stand_in in _SIGNS.items():
            value = value.replace(sign, stand_in)
        return value
    if isinstance(value, list):
        return [_hide(each) for each in value]
    if isinstance(value, dict):
        return {name: _hide(each) for name, each in value.items()}
    return value


def _language(item: Mapping[str, Any], lang: str) -> str:
    """Return the language of a work when it is known, and not that of the page."""
    name = str(item.get("language", "")).lower()
    code = LANGUAGES.get(name, name).partition("-")[0]
    return "" if code == lang else code


def _restore(words: str, lang: str) -> str:
    """Return HTML with its signs, its titles in their language and its addresses as links.

    A word joiner keeps ranges of pages on one line.
    """
    words = _RANGE.sub(lambda match: "–\u2060" if match[0] == "–" else match[0], words)
    words = _ADDRESS.sub(_link_address, words)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        words = words.replace(_SIGNS[sign], name)
    opening, closing = (f'<span lang="{lang}">', "</span>") if lang else ("", "")
    return words.replace(_TITLE[0], opening).replace(_TITLE[1], closing)


def _link_address(match: re.Match[str]) -> str:
    address = match[0].rstrip(".,;")
    shown = address.partition("://")[2]
    rest = match[0][len(address) :]
    return f'<a class="reference-link" href="{address}">{shown.rstrip("/")}</a>{rest}'


def _suffixes(entries: Sequence[Entry]) -> list[str]:
    """Return "a", "b" and so on for works of the same authors and year, else ""."""
    groups: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        people = entry.item.get("author") or entry.item.get("editor")
        key = json.dumps([people, year_of(entry.item)], sort_keys=True)
        groups.setdefault(key, []).append(number)
    suffixes = [""] * len(entries)
    for group in groups.values():
        ordered = sorted(group, key=lambda number: str(entries[number].item["title"]))
        for letter, number in enumerate(ordered if len(group) > 1 else ()):
            suffixes[number] = chr(ord("a") + letter)
    return suffixes


def _build_section(works: Mapping[str, Work], shown: Shown, lang: str) -> Element:
    section = Element("section", {"class": SECTION, "aria-labelledby": SECTION})
    SubElement(section, "h2", {"id": SECTION}).text = HEADINGS[lang]
    items = SubElement(section, "ul")
    for key, words in shown.whole.items():
        item = fromstring(f"<li>{words}</li>")  # noqa: S314 - our own markup
        item.set("id", f"ref-{anchor_of(key)}")
        last = item[-1] if len(item) else None
        if last is None:
            item.text = f"{item.text}{NO_BREAK}"
        else:
            last.tail = f"{last.tail or ''}{NO_BREAK}"
        for number, anchor in enumerate(works[key].anchors, start=1):
            name = BACK[lang].format(number, re.sub(r"<[^>]*>", "", shown.short[key]))
            back = SubElement(item, "a", {"aria-label": name, "href": f"#{anchor}"})
            back.set("class", "reference-back")
            back.text, back.tail = "↩", " "
        items.append(item)
    return section
