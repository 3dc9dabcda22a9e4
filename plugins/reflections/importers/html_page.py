"""A saved page of a blog: its comments by its microformats, or by selectors."""

import codecs
import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from zoneinfo import ZoneInfo

import soupsieve
from bs4 import BeautifulSoup, Tag
from lxml.html import HTMLParser

from ...build.problems import Problem, nearest
from ..fields import is_web_address
from .html_markdown import html_to_markdown
from .json_files import load_bytes, load_text
from .microformats import read_microformats
from .models import Fate, Options, Reading, Record
from .names import read_heading_name
from .selectors import SETS, SITES, Places, Selectors, parse_selectors, split_place
from .values import dump_raw, read_address, read_line
from .written_dates import Habits, surest_date
from .xml_repair import WESTERN, decode

SYSTEM = "html"
LARGEST = 10 * 1024 * 1024
"""Bytes of a page: one of a thousand long comments has two million."""
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:-]+)", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+?) -->")
BLOG_ID = re.compile(r"\bblogI[Dd]['\"]?\s*[=:]\s*['\"]?(\d{5,})")
SPOKEN = re.compile(r"^(?:says|said|dit|a dit|a \\?écrit)\s*:?\s*(?:\\\n)?", re.IGNORECASE)
"""What stands between a name and the words."""

ITEM = "data-importer-item"
"""An attribute put on the element of each comment."""
LEFT_OUT = "data-importer-left-out"
"""An attribute put on what is no part of the words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A saved page: its elements, and what is known of it."""

    soup: BeautifulSoup
    url: str
    """Its address, or "" when it does not say it."""
    name: str
    """Its address, or the name of the file: what the page is mapped by."""
    title: str
    host: str
    lang: str


def read(path: Path, options: Options) -> Reading:
    """Return the comments on a saved page.

    Options: "selectors", the name of a known set or a file of them; "zone", that of times
    without one; "page", the address of the page.
    """
    data, problems = load_bytes(path, LARGEST)
    chosen, more = _choose(options.get("selectors", ""))
    if problems or more:
        return Reading(system=SYSTEM, problems=(*problems, *more))
    text, recoveries = _decode(data, path.as_posix())
    if _is_too_deep(text):
        problem = Problem(path.as_posix(), 0, "the elements of the page nest too deeply")
        return Reading(system=SYSTEM, problems=(problem,))
    page = _read_page(text, path, options)
    records, used = _read_comments(page, chosen, options)
    if not records:
        known = ", ".join(sorted(SETS))
        hint = f"Say where they stand: --option selectors=FILE, or one of {known}."
        problem = Problem(path.as_posix(), 0, "no comments were found on the page", hint)
        return Reading(system=SYSTEM, problems=(problem,))
    return Reading(
        system=used.system if used else SYSTEM,
        scope=_scope(page, used, text),
        records=tuple(records),
        recoveries=(*recoveries, *_undated(records, path)),
    )


def _choose(name: str) -> tuple[tuple[Selectors, ...], tuple[Problem, ...]]:
    """Return the selectors that an option names: a known set, or a file."""
    if not name or name in SETS:
        return SETS.get(name, ()), ()
    if not Path(name).is_file():
        hint = nearest(name, SETS)
        return (), (Problem(name, 0, "there is no such file, and no set of that name", hint),)
    text, problems = load_text(Path(name))
    if problems:
        return (), problems
    selectors, problems = parse_selectors(text, Path(name).as_posix())
    return ((selectors,) if selectors else ()), problems


def _decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a page as text, and a problem for each line that is not in its encoding.

    One that is UTF-8 is read as UTF-8, whatever it says: a browser may have saved it anew.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = CHARSET.search(data[:4096])
    label = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        encoding = "utf-8"
    text, lines = decode(data, "utf-8")
    if encoding == "utf-8" or not lines:
        hint = "The other bytes were read as Windows-1252."
    else:
        text, lines = decode(data, "cp1252" if encoding in WESTERN else encoding)
        hint = "What could not be read is shown as \ufffd."
    message = f"not all of this is {label}"
    return text, tuple(Problem(name, line + 1, message, hint) for line in lines)


def _is_too_deep(text: str) -> bool:
    """Return whether elements nest deeper than any blog's, which would take hours to read."""
    parser = HTMLParser()
    parser.feed(text)
    return "depth" in str(parser.error_log).lower() + str(parser.feed_error_log).lower()


def _read_page(text: str, path: Path, options: Options) -> Page:
    soup = BeautifulSoup(text, "html5lib")
    saved = SAVED_FROM.search(text[:2000])
    places = ("link[rel=canonical]@href", "meta[property='og:url']@content", "base[href]@href")
    found = (value for place in places for value in _values(soup, place))
    addresses = (options.get("page", ""), *found, saved[1] if saved else "")
    url = next((urldefrag(url).url for url in addresses if is_web_address(url)), "")
    titles = (value for place in ("h1", "title") for value in _values(soup, place))
    html = soup.find("html")
    return Page(
        soup=soup,
        url=url,
        name=url or options.get("page", "") or path.stem,
        title=read_line(next(titles, "")),
        host=urlsplit(url).netloc,
        lang=_attribute(html, "lang") if isinstance(html, Tag) else "",
    )


def _values(element: Tag, place: str) -> Iterator[str]:
    """Yield what stands in a place inside an element, where that is something."""
    selector, name = split_place(place)
    for found in element.select(selector):
        value = _attribute(found, name) if name else found.get_text(" ")
        if value.strip():
            yield value


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def _read_comments(
    page: Page, chosen: Iterable[Selectors], options: Options
) -> tuple[list[Record], Selectors | None]:
    """Return the comments on a page, and the selectors by which they were found."""
    zone = options.get("zone", "")
    if not chosen:
        habits = Habits(zone=ZoneInfo(zone) if zone else None, day_first=_day_first(page))
        records = read_microformats(page.soup, page.url, page.name, habits)
        if records:
            return [replace(record, page_title=page.title) for record in records], None
    names = [name for name in SETS if SITES.get(name, "") in page.host]
    for selectors in chosen or (each for name in names for each in SETS[name]):
        own = replace(selectors, zone=zone or selectors.zone)
        records = _Comments(page, own).read()
        if records:
            return records, own
    return [], None


def _day_first(page: Page) -> bool | None:
    """Return whether 3/4/2008 is in April on a page, by its language, if that says it."""
    lang = page.lang.lower().replace("_", "-")
    return True if lang.startswith("fr") else False if lang == "en-us" else None


def _scope(page: Page, used: Selectors | None, text: str) -> str:
    """Return what makes the ids of a page's comments unique: its blog, or its host."""
    blog = BLOG_ID.search(text) if used and used.system == "blogger" else None
    return blog[1] if blog else page.host


def _undated(records: Iterable[Record], path: Path) -> tuple[Problem, ...]:
    """Return a recovery for each comment that has a date which is not understood."""
    return tuple(
        Problem(path.as_posix(), record.line, f"comment {record.identifier}: no date was found")
        for record in records
        if record.fate in (Fate.PUBLISHED, Fate.PENDING)
        and record.date is None
        and record.order is None
    )


class _Comments:
    """Reads the comments of a page by selectors."""

    def __init__(self, page: Page, selectors: Selectors) -> None:
        self.page, self.selectors = page, selectors
        day_first = selectors.day_first
        self.habits = Habits(
            zone=ZoneInfo(selectors.zone) if selectors.zone else None,
            day_first=_day_first(page) if day_first is None else day_first,
            form=selectors.date_format,
        )
        self.ids: dict[int, str] = {}
        """The identifier of each comment, by its element."""
        self.items: list[Tag] = []

    def read(self) -> list[Record]:
        """Return the comments, in the order of the page."""
        for number, element in enumerate(self._elements(), 1):
            element[ITEM] = str(number)
            self.items.append(element)
        for number, item in enumerate(self.items, 1):
            self.ids[id(item)] = self._identifier(item, number)
        own = [item for item in self.items if not self._is_same(item)]
        return [self._record(item, number) for number, item in enumerate(own, 1)]

    def _elements(self) -> list[Tag]:
        """Return the element of each comment; one is made where a comment is several."""
        found = list(self.page.soup.select(self.selectors.item))
        if not self.selectors.siblings:
            return found
        starts = {id(element) for element in found}
        for element in found:
            whole = self.page.soup.new_tag("div")
            following = [element]
            for sibling in element.next_siblings:
                if id(sibling) in starts:
                    break
                if isinstance(sibling, Tag):
                    following.append(sibling)
            whole.sourceline = element.sourceline
            element.insert_before(whole)
            for part in following:
                whole.append(part)
        return [element.parent for element in found if element.parent is not None]

    def _holder(self, element: Tag) -> Tag | None:
        """Return the comment that an element stands in, itself if it is one."""
        place: Tag | None = element
        while place is not None and ITEM not in place.attrs:
            place = place.parent
        return place

    def _above(self, item: Tag) -> Tag | None:
        """Return the comment that a comment stands in, if any."""
        return self._holder(item.parent) if item.parent is not None else None

    def _is_same(self, item: Tag) -> bool:
        """Return whether a comment is the one that it stands in, by its identifier."""
        above = self._above(item)
        return above is not None and self.ids[id(above)] == self.ids[id(item)]

    def _own(self, item: Tag, selector: str) -> Iterator[Tag]:
        """Yield what a selector finds in a comment, and not in its replies."""
        if not selector:
            yield item
            return
        for found in item.select(selector):
            holder = self._holder(found)
            while holder is not None and holder is not item and self._is_same(holder):
                holder = self._above(holder)
            if holder is item:
                yield found

    def _texts(self, item: Tag, places: Places) -> Iterator[str]:
        """Yield what stands in the places of a comment, in their order."""
        for place in places:
            selector, name = split_place(place)
            for found in self._own(item, selector):
                value = _attribute(found, name) if name else found.get_text(" ")
                if value.strip():
                    yield value

    def _has(self, item: Tag, places: Places) -> bool:
        """Return whether a comment is, or holds of its own, what one of the places says."""
        return any(
            soupsieve.match(place, item) or next(self._own(item, place), None) is not None
            for place in places
        )

    def _matched(self, texts: Iterable[str]) -> str:
        """Return the id in the first text that has one."""
        pattern = self.selectors.identifier_pattern
        found = (re.search(pattern, text.strip()) if pattern else None for text in texts)
        return next((match[1] for match in found if match), "")

    def _identifier(self, item: Tag, number: int) -> str:
        """Return the id of a comment; its place on the page where it has none."""
        path = urlsplit(self.page.name).path or self.page.name
        return self._matched(self._texts(item, self.selectors.identifier)) or f"{path}#{number}"

    def _parent(self, item: Tag) -> str:
        """Return the id of what a comment answers, "" for the page."""
        if self.selectors.parent:
            return self._matched(self._texts(item, self.selectors.parent))
        above = self._above(item)
        return self.ids[id(above)] if above is not None else ""

    def _record(self, item: Tag, number: int) -> Record:
        selectors = self.selectors
        identifier, parent = self.ids[id(item)], self._parent(item)
        names = (read_heading_name(text) for text in self._texts(item, selectors.author))
        name = next(filter(None, names), "")
        dates = list(self._texts(item, selectors.date))
        date, precision = surest_date(dates, self.habits, selectors.date_pattern)
        sites = (read_address(text) for text in self._texts(item, selectors.author_url))
        body = self._body(item)
        fate = self._fate(item, body)
        return Record(
            identifier=identifier,
            page=self.page.name,
            page_title=self.page.title,
            parent="" if parent == identifier else parent,
            author=name,
            author_url=next(filter(None, sites), ""),
            by_author=self._has(item, selectors.by_author),
            date=date,
            date_precision=precision,
            order=self._order(item, number),
            url=self._address(item),
            body="" if fate is Fate.DELETED else body,
            fate=fate,
            raw=dump_raw({"id": identifier, "parent": parent, "name": name, "text": body}),
            line=item.sourceline or 0,
        )

    def _order(self, item: Tag, number: int) -> int | None:
        """Return the number of a comment, if its page numbers them."""
        if self.selectors.order == ("position",):
            return number
        texts = (re.search(r"\d{1,6}", text) for text in self._texts(item, self.selectors.order))
        return next((int(match[0]) for match in texts if match), None)

    def _address(self, item: Tag) -> str:
        """Return the address of a comment: that which it gives, or that of its element."""
        given = next(self._texts(item, self.selectors.permalink), "")
        if given:
            return read_address(urljoin(self.page.url, given))
        name = next(self._texts(item, ("@id",)), "")
        return read_address(f"{self.page.url}#{name}") if name else ""

    def _title(self, item: Tag) -> str:
        """Return the title of a comment, if it is neither the page's nor that of an answer."""
        title = read_line(next(self._texts(item, self.selectors.title), ""))
        is_page = title.casefold() in self.page.title.casefold()
        if is_page or not re.search(r"\w", title) or re.match(r"re\s*:", title, re.IGNORECASE):
            return ""
        return html_to_markdown(f"<b>{escape(title)}</b>")

    def _body(self, item: Tag) -> str:
        """Return the words of a comment, in Markdown."""
        for selector in self.selectors.remove:
            for found in item.select(selector):
                found[LEFT_OUT] = ""
        for place in self.selectors.body:
            for found in self._own(item, place):
                whole = copy(found)
                for part in whole.select(f"[{ITEM}], [{LEFT_OUT}]"):
                    part.decompose()
                text = html_to_markdown(whole.decode_contents(), base=self.page.url)
                text = SPOKEN.sub("", text) if not place else text
                if text:
                    title = self._title(item)
                    return f"{title}\n\n{text}" if title else text
        return ""

    def _fate(self, item: Tag, body: str) -> Fate:
        selectors = self.selectors
        if self._has(item, selectors.pingback):
            return Fate.PINGBACK
        if self._has(item, selectors.deleted):
            return Fate.DELETED
        if not body:
            return Fate.EMPTY
        return Fate.PENDING if self._has(item, selectors.pending) else Fate.PUBLISHED
