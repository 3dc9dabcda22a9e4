"""Dated claims: what a text says of a platform, when that was checked, and by what.

An author writes `[721 million members]{claim date=2011-05 source="https://…"}`. In the stored
HTML a claim is a `span` that ends in an empty `data` element, which holds its date and source; a
page puts a mark in its place, a feed the date in brackets. What was checked eighteen months ago
is due to be checked again: by the clock of the build, and on that day.
"""

import html
import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement
from zoneinfo import ZoneInfo

from ..build.problems import Problem, nearest
from .excerpts import plain_words
from .languages import first_day, format_partial, is_partial_date

if TYPE_CHECKING:
    from markdown import Markdown

    from ..build.templates import Strings

OPENING = "{claim"
"""What a text with claims has somewhere."""
MONTHS = 18
"""How long a claim is fresh."""
KEYS = ("date", "source")
FORM = 'Expected [words]{claim date=2010-05 source="https://…"}.'

_NOTE = re.compile(r'<data class="claim-note" title="([^"]*)" value="([^"]*)"></data>')
_INSIDE = re.compile(r"\{claim(?=[\s}])([^{}]*)\}")
_PAIR = re.compile(r"""\s*([\w-]+)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)""")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_START = '<span class="claim">'
_BLOCK_START = re.compile(r"<(?:p|li|td|th|dd|dt|blockquote|figcaption|aside)\b[^<>]*>")
_BLOCK_END = re.compile(r"</?(?:p|li|ul|ol|td|th|dd|dt|blockquote|figcaption|aside)\b[^<>]*>")
_PLACE = re.compile(r'<(p|li|h[2-6]|figure|aside)\b[^<>]*?\sid="([^"]+)"')
_HOLDERS = ("li", "figure", "aside")
_SENTENCE = re.compile(r"(?<=[.!?…])[»”’)]*\s+(?=[^\sa-zà-ÿ])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A claim in the HTML of a text."""

    date: str
    """ISO 8601, as far as it is known."""
    source: str
    """An address or words."""
    end: int
    """Where its words end in the HTML."""


class Sentence(NamedTuple):
    """The words of a claim as plain text, what its sentence says around them, and where."""

    before: str
    words: str
    after: str
    anchor: str


# The syntax.


def claims_extension() -> Any:  # noqa: ANN401 - a class made here, after the import
    """Return the extension of Markdown that knows claims: only texts that have some need it."""
    from markdown.extensions import Extension  # noqa: PLC0415 - as above
    from markdown.inlinepatterns import LinkInlineProcessor  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class Claims(LinkInlineProcessor):
        def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
            self, m: "re.Match[str]", data: str
        ) -> tuple[Element | None, int | None, int | None]:
            words, index, closed = self.getText(data, m.end(0))
            found = _INSIDE.match(data, index) if closed else None
            if found is None:
                return None, None, None
            source = self.md.source  # type: ignore[attr-defined]
            line = _line_of(found[0], self.md.collector.text)  # type: ignore[attr-defined]
            values, wrong = parse_claim(found[1])
            if OPENING in words:
                wrong.append(("a claim inside a claim", "Close one before the next begins."))
            source.problems += [
                Problem(source.path, source.first_line + line, said, hint) for said, hint in wrong
            ]
            span = Element("span", {"class": "claim"})
            span.text = words
            note = {"value": values.get("date", ""), "title": values.get("source", "")}
            SubElement(span, "data", {"class": "claim-note"} | note)
            return span, m.start(0), found.end()

    class CheckPlaces(Treeprocessor):
        def run(self, root: Element) -> None:
            headings = (one for one in root.iter() if re.fullmatch("h[1-6]", str(one.tag)))
            for heading in headings:
                if any(one.get("class") == "claim-note" for one in heading.iter("data")):
                    words = "".join(heading.itertext())
                    source = self.md.source  # type: ignore[attr-defined]
                    line = _line_of(words[:20], self.md.collector.text)  # type: ignore[attr-defined]
                    line += source.first_line
                    hint = "Say it in the section, where there is room for its date."
                    source.problems.append(
                        Problem(source.path, line, "a claim in a heading", hint)
                    )

    class ClaimsExtension(Extension):
        def extendMarkdown(self, md: "Markdown") -> None:  # noqa: N802 - the library's name
            # After code (190) and escapes (180), before notes (175) and links (160).
            md.inlinePatterns.register(Claims(r"\[", md), "claims", 178)
            md.treeprocessors.register(CheckPlaces(md), "claims-places", 7)

    return ClaimsExtension()


def parse_claim(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the values between `{claim` and `}`, and what is wrong with them, with hints."""
    values: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    place = 0
    while match := _PAIR.match(text, place):
        key = match[1]
        if key not in KEYS:
            wrong.append((f"unknown key {key!r} of a claim", nearest(key, KEYS)))
        elif key in values:
            wrong.append((f"a claim with two keys {key!r}", FORM))
        values[key] = match[2] if match[2] is not None else match[3]
        place = match.end()
    if text[place:].strip():
        wrong.append((f"a claim says {text[place:].strip()!r}", FORM))
    said = values.get("date")
    if said is None:
        wrong.append(("a claim without a date", FORM))
    elif not is_partial_date(said):
        wrong.append((f"the date of a claim is {said!r}", "Expected 2010-05-14, 2010-05 or 2010."))
    if not values.get("source", "").strip():
        wrong.append(("a claim without a source", FORM))
    return values, wrong


def check_claims(text: str, markup: str, path: str, first_line: int) -> list[Problem]:
    """Return a problem for each `{claim` that has no words in brackets before it."""
    problems = []
    left = html.unescape(_CODE.sub("", markup))
    for piece in left.split(OPENING)[1:]:
        line = _line_of(OPENING + piece[:12].split("\n")[0], text)
        problems.append(Problem(path, first_line + line, "a claim without its words", FORM))
    return problems


def _line_of(words: str, text: str) -> int:
    """Return how many lines of a text come before some words."""
    return text.count("\n", 0, max(text.find(words), 0))


# The clock.


def due_time(iso: str, zone: ZoneInfo) -> float:
    """Return when a claim that was checked then is due, in seconds since the epoch.

    That is the first moment of a day, eighteen months later; a month or a year counts from its
    first day.
    """
    day = first_day(iso)
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    return datetime(year, month, min(day.day, last), tzinfo=zone).timestamp()


def due_times(markup: str, zone: ZoneInfo) -> tuple[float, ...]:
    """Return when each claim of a text is due, in their order."""
    if "claim-note" not in markup:
        return ()
    return tuple(due_time(claim.date, zone) for claim in read_claims(markup))


# The HTML.


def read_claims(markup: str) -> tuple[Claim, ...]:
    """Return the claims in the HTML of a text, in their order."""
    return tuple(
        Claim(date=match[2], source=html.unescape(match[1]), end=match.start())
        for match in _NOTE.finditer(markup)
    )


def tell_claims(markup: str, lang: str) -> str:
    """Return the HTML with the date of each claim in brackets, as feeds have it."""
    if "claim-note" not in markup:
        return markup
    return _NOTE.sub(lambda match: f" [{format_partial(match[2], lang)}]", markup)


def show_claims(
    markup: str, lang: str, due: Collection[int], list_href: str, strings: "Strings"
) -> str:
    """Return the HTML with the mark of each claim: its date, and behind it its source.

    `due` are the indices of those that are due, `list_href` leads to the list of them all.
    """
    number = 0

    def show(match: "re.Match[str]") -> str:
        nonlocal number
        number += 1
        is_due = number - 1 in due
        said = html.escape(checked(match[2], lang, strings))
        day = html.escape(format_partial(match[2], lang))
        again = html.escape(strings.gettext("to be re-checked"))
        link = f' <a href="{list_href}">{again[0].upper()}{again[1:]}</a>' if is_due else ""
        mark, label = (f"{day} · {again}", f"{said} · {again}") if is_due else (day, said)
        kind = "claim-mark claim-due" if is_due else "claim-mark"
        return (
            f'<span class="{kind}" data-pagefind-ignore><button type="button"'
            f' popovertarget="claim-{number}" aria-label="{label}">{mark}</button>'
            f'<span class="claim-source" id="claim-{number}" popover>{said}.'
            f" {_source(html.unescape(match[1]), strings)}{link}</span></span>"
        )

    return _NOTE.sub(show, markup)


def _source(source: str, strings: "Strings") -> str:
    words = html.escape(strings.gettext("Source: %(source)s."))
    label, url = name_source(source)
    named = html.escape(label)
    return words % {"source": f'<a href="{html.escape(url)}">{named}</a>' if url else named}


def name_source(source: str) -> tuple[str, str]:
    """Return what a source is called, and its address when it has one."""
    parts = urlsplit(source)
    if parts.scheme in ("http", "https") and parts.netloc:
        return parts.netloc.removeprefix("www."), source
    return source.rstrip("."), ""


def checked(iso: str, lang: str, strings: "Strings") -> str:
    """Return when a claim was checked: "Checked in May 2010", "Vérifié le 14 mai 2010"."""
    said = format_partial(iso, lang)
    if len(iso) < 10:
        return strings.gettext("Checked in %(date)s") % {"date": said}
    return strings.gettext("Checked on %(date)s") % {"date": said}


def find_sentences(markup: str) -> tuple[Sentence, ...]:
    """Return the sentence of each claim in the HTML of a text, in their order."""
    return tuple(_find_sentence(markup, claim.end) for claim in read_claims(markup))


def _find_sentence(markup: str, end: int) -> Sentence:
    start = markup.rfind(_START, 0, end)
    opening = _last_end(_BLOCK_START.finditer(markup, 0, start))
    closing = _BLOCK_END.search(markup, end)
    before = _SENTENCE.split(plain_words(markup[opening:start]) + "A")[-1][:-1]  # as if it went on
    after = _SENTENCE.split(plain_words(markup[end : closing.start() if closing else end]))[0]
    words = plain_words(markup[start + len(_START) : end])
    return Sentence(before, words, after, _find_anchor(markup, start))


def _find_anchor(markup: str, start: int) -> str:
    """Return the anchor of what holds a place in the HTML, or of the paragraph before it."""
    for match in reversed([*_PLACE.finditer(markup, 0, start)]):
        if match[1] not in _HOLDERS or f"</{match[1]}>" not in markup[match.end() : start]:
            return html.unescape(match[2])
    return ""


def _last_end(matches: Any) -> int:  # noqa: ANN401 - an iterator of matches
    return max((match.end() for match in matches), default=0)
