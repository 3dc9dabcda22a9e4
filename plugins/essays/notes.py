"""Notes in the margin: each stands after the block that calls it, and there is one copy of it.

Authors write Python-Markdown's footnotes. In the HTML of a text each becomes an `aside` among
the blocks of the text; a style sheet sets it in the margin where there is room. What has no
margin, such as a feed or a book, gathers them again: `gather_notes`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from xml.etree.ElementTree import Element, SubElement

from ..build.problems import Problem, nearest

NAMES = {"fr": "Note {}", "en": "Note {}"}
"""What a note is called."""
CALLS = {"fr": "note {}", "en": "note {}"}
"""What the link to a note is called."""
BACK = {"fr": "Revenir à l’appel de la note {}", "en": "Back to the call of note {}"}
"""What the link back from a note is called."""
BACK_AGAIN = {
    "fr": "Revenir à l’appel suivant de la note {} ({})",
    "en": "Back to the next call of note {} ({})",
}
"""What the link back to the second call of a note, or to a later one, is called."""
ARROW = "↩"
HOLDER = "footnote"
"""The class of what holds the notes until they are placed."""

_CALL = re.compile(r"(?<!\\)\[\^([^\]\n]*)\]")
_NAME = re.compile(r"[\w.-]+")
_OPENING = re.compile(r'<aside\b[^<>]*?\sclass="sidenote"[^<>]*>')
_ASIDE = re.compile(r"<(/?)aside\b[^<>]*>")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_NUMBER = re.compile(r'\s*<a\b([^<>]*\sclass="sidenote-number"[^<>]*)>(\d+)</a>\s*')
_AGAIN = re.compile(r'\s*<p class="sidenote-again">(.*?)</p>\s*$', re.DOTALL)
_LINK = re.compile(r"<a\b([^<>]*)>")
_REFERENCES = '<section aria-labelledby="references"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Back:
    """A way back from a note: the anchor of a call, and what the link is called."""

    anchor: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A note by itself: `html` is what it says, without its number and its ways back."""

    anchor: str
    number: int
    name: str
    html: str
    backs: tuple[Back, ...]


def place_notes(root: Element, lang: str) -> list[str]:
    """Set each note of the holder after the block that calls it first; return those not called.

    Notes are numbered in the order of their calls, as they are read: a note that is called in
    another stands after that one. Nothing is done to a text without notes.
    """
    holder = next((block for block in reversed(root) if block.get("class") == HOLDER), None)
    if holder is None:
        return []
    root.remove(holder)
    calls = _Calls({note.get("id", ""): note for note in holder}, lang)
    blocks: list[Element] = []
    for block in root:
        blocks.append(block)
        found = calls.read(block)
        for note in found:  # it grows: a note may call another
            blocks.append(note)
            found += calls.read(note)
    root[:] = blocks
    for number, (name, anchors) in enumerate(calls.anchors.items(), start=1):
        _name_note(calls.notes[name], number, anchors, lang)
    return [name.removeprefix("fn-") for name in calls.notes if name not in calls.anchors]


class _Calls:
    """The calls of notes as they are read: by note, in the order of its first, their anchors."""

    def __init__(self, notes: dict[str, Element], lang: str) -> None:
        self.notes, self.lang = notes, lang
        self.numbers: dict[str, int] = {}
        self.anchors: dict[str, list[str]] = {}

    def read(self, block: Element) -> list[Element]:
        """Return the notes that a block calls first, after numbering all its calls."""
        found: list[Element] = []
        for call in block.iter("sup"):
            link = call[0] if len(call) else None
            if link is None or link.get("class") != "footnote-ref":
                continue
            name = link.get("href", "")[1:]
            if name not in self.numbers:
                self.numbers[name] = len(self.numbers) + 1
                self.anchors[name] = []
                found.append(self.notes[name])
            anchors = self.anchors[name]
            anchors.append(f"fnref{len(anchors) + 1 if anchors else ''}{name[2:]}")
            call.set("id", anchors[-1])
            link.text = str(self.numbers[name])
            link.set("aria-label", CALLS[self.lang].format(link.text))
        return found


def _name_note(note: Element, number: int, anchors: Sequence[str], lang: str) -> None:
    """Give a note its number, its name and its ways back."""
    note.set("class", "sidenote")
    note.set("role", "note")
    note.set("aria-label", NAMES[lang].format(number))
    back = _build_link(BACK[lang].format(number), anchors[0], str(number), "\n")
    back.set("class", "sidenote-number")
    note.text = "\n"
    note.tail = "\n"
    note.insert(0, back)
    if len(anchors) > 1:
        again = SubElement(note, "p", {"class": "sidenote-again"})
        again.tail = "\n"
        again.extend(
            _build_link(BACK_AGAIN[lang].format(number, place), anchor, ARROW, " ")
            for place, anchor in enumerate(anchors[1:], start=2)
        )


def _build_link(name: str, anchor: str, text: str, tail: str) -> Element:
    link = Element("a", {"aria-label": name, "href": f"#{anchor}"})
    link.text, link.tail = text, tail
    return link


def check_notes(
    text: str,
    path: str,
    first_line: int,
    *,
    defined: Mapping[str, str],
    doubled: Iterable[str],
    uncalled: Iterable[str],
    shown: Iterable[str],
) -> list[Problem]:
    """Return the problems with the notes of a Markdown text.

    `defined` holds what each note says, `doubled` the names that have several notes, `uncalled`
    those that nothing calls; `shown` are the words of the page in which a call may be left.
    """

    def problem(message: str, hint: str, pattern: str, number: int = 0) -> Problem:
        places = [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]
        place = places[min(number, len(places) - 1)] if places else 0
        return Problem(path, first_line + text.count("\n", 0, place), message, hint)

    def definition(name: str) -> str:
        return rf"^ {{0,3}}\[\^{re.escape(name)}\]:"

    problems = []
    for name, words in defined.items():
        if not _NAME.fullmatch(name):
            hint = "Letters, digits, points, hyphens and underscores: [^name]."
            message = f"the name {name!r} of a note makes no anchor"
            problems.append(problem(message, hint, definition(name)))
        elif not words.strip():
            message = f"the note {name!r} says nothing"
            problems.append(problem(message, "Write it after the colon.", definition(name)))
    for name in doubled:
        hint = "Give each note a name of its own."
        problems.append(problem(f"the note {name!r} is there twice", hint, definition(name), 1))
    for name in uncalled:
        hint = f"Write [^{name}] where it belongs, or take the note out."
        problems.append(problem(f"nothing calls the note {name!r}", hint, definition(name)))
    known = set(defined)
    for name in dict.fromkeys(call for words in shown for call in _CALL.findall(words)):
        if name not in known:
            hint = nearest(name, known) or f"Write it below: [^{name}]: …"
            message = f"there is no note {name!r}"
            problems.append(problem(message, hint, rf"\[\^{re.escape(name)}\](?!:)"))
    return problems


def find_loose_calls(text: str, root: Element, defined: Mapping[str, str]) -> list[str]:
    """Return the words of the page in which a call of a note that is not there was left."""
    if all(part.partition("]")[0] in defined for part in text.split("[^")[1:]):
        return []  # nearly every text, at a tenth of what the expression takes
    found: list[str] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag not in ("code", "pre"):
            found += [element.text or "", *(child.tail or "" for child in element)]
            stack += element
    return [words for words in found if "[^" in words]


def skip_notes(html: str, place: int) -> int:
    """Return the end of the notes that follow `place`; `place` itself when none does."""
    while True:
        opening = _OPENING.match(html, _skip_space(html, place))
        if opening is None:
            return place
        place = _find_end(html, opening.end())


def _skip_space(html: str, place: int) -> int:
    while html[place : place + 1].isspace():
        place += 1
    return place


def _find_end(html: str, place: int) -> int:
    """Return where an `aside` whose content starts at `place` ends."""
    depth = 1
    for tag in _ASIDE.finditer(html, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def gather_notes(html: str) -> tuple[str, tuple[Note, ...]]:
    """Return the HTML of a text without its notes, and the notes in their order."""
    if 'class="sidenote"' not in html:
        return html, ()
    parts: list[str] = []
    notes: list[Note] = []
    done = 0
    while opening := _OPENING.search(html, done):
        parts.append(html[done : opening.start()])
        done = _find_end(html, opening.end())
        inner = html[opening.end() : html.rindex("</aside>", opening.end(), done)]
        notes.append(_read_note(opening[0], inner))
        done += html.startswith("\n", done)
    return "".join((*parts, html[done:])), tuple(notes)


def _read_note(opening: str, inner: str) -> Note:
    attributes = _read_attributes(opening)
    number = _NUMBER.match(inner)
    backs = []
    if number:
        inner = inner[number.end() :]
        backs.append(number[1])
    again = _AGAIN.search(inner)
    if again:
        inner = inner[: again.start()]
        backs += _LINK.findall(again[1])
    return Note(
        anchor=attributes["id"],
        number=int(number[2]) if number else 0,
        name=attributes.get("aria-label", ""),
        html=inner.strip(),
        backs=tuple(_read_back(link) for link in backs),
    )


def _read_attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _read_back(link: str) -> Back:
    attributes = _read_attributes(link)
    return Back(anchor=attributes["href"].removeprefix("#"), name=attributes["aria-label"])


def render_endnotes(notes: Iterable[Note]) -> str:
    """Return the notes as a list, in the classes by which feed readers know notes; "" of none."""
    items = "\n".join(_render_endnote(note) for note in notes)
    return f'<div class="footnote">\n<hr>\n<ol>\n{items}\n</ol>\n</div>' if items else ""


def _render_endnote(note: Note) -> str:
    links = " ".join(
        f'<a class="footnote-backref" href="#{escape(back.anchor)}" title="{escape(back.name)}">'
        f"{ARROW}</a>"
        for back in note.backs
    )
    if note.html.endswith("</p>"):
        words = note.html.removesuffix("</p>")
        return f'<li id="{escape(note.anchor)}">\n{words}\u00a0{links}</p>\n</li>'
    return f'<li id="{escape(note.anchor)}">\n{note.html}\n<p>{links}</p>\n</li>'


def with_endnotes(html: str) -> str:
    """Return the HTML of a text with its notes at its end, before what it refers to."""
    text, notes = gather_notes(html)
    if not notes:
        return html
    place = text.rfind(_REFERENCES)
    place = len(text) if place < 0 else place
    before, after = text[:place].rstrip("\n"), text[place:]
    return f"{before}\n{render_endnotes(notes)}{chr(10) if after else ''}{after}"
