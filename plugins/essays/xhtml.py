"""A page as a book holds it: XHTML that any reading system opens, whole without style or script.

The HTML is read as browsers read it. What a book cannot do goes (forms, folded parts), what it
can do otherwise is said in its words: notes open in place, addresses stay inside the book.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..network_stats.drawings import resolve

XHTML, EPUB = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
SVG, MATHML = "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"
XMLNS = "http://www.w3.org/2000/xmlns/"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {None: XHTML, "epub": EPUB, "svg": SVG, "m": MATHML}
TYPE = f"{{{EPUB}}}type"

PICTURE = "media:"
"""Opens the address of a picture that the book has to hold."""

GONE = frozenset(
    {
        *("base", "button", "datalist", "dialog", "embed", "form", "iframe", "input", "link"),
        *("noscript", "object", "output", "param", "script", "select", "style", "template"),
        *("textarea", "meta"),
    }
)
"""The elements of a text that go with all they hold."""
GONE_CLASSES = frozenset({"headerlink", "permalink", "permalinks"})
KEPT = frozenset(
    {
        *("abbr", "alt", "cite", "class", "colspan", "datetime", "dir", "headers", "height"),
        *("href", "hreflang", "id", "lang", "rel", "reversed", "role", "rowspan", "scope"),
        *("span", "src", "start", "title", "value", "width", "data-epub"),
    }
)
"""The attributes of HTML that stay, besides those of ARIA."""
ROLES = frozenset({"img", "note", "doc-noteref", "doc-backlink", "doc-footnote", "math"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A file of a book: its bytes, what it holds, and the pictures that it shows."""

    data: bytes
    properties: tuple[str, ...]
    """As a manifest names them: "svg", "mathml"."""
    pictures: tuple[str, ...]
    """Paths in the content folder."""


def render_chapter(
    page: str, colours: Mapping[str, str], outside: str, picture: Callable[[str], str]
) -> Chapter:
    """Return a page, given as whole HTML, as a chapter.

    Drawings have the given colours. A link to a place that the chapter does not have leads to
    that of the page at `outside`; `picture` gives the address of a picture in the book.
    """
    root = _read(page)
    head, body = root[0], root[1]
    for element in list(body.iter()):
        _drop_unfit(element)
    _unfold(body)
    _gather_notes(body)
    for element in list(body.iter()):
        _clean(element)
    _close_links(body, outside)
    pictures = tuple(_place_pictures(body, picture))
    drawn = [*body.iter(f"{{{SVG}}}svg")]
    for drawing in drawn:
        _colour(drawing, colours)
    held = {"svg": bool(drawn), "mathml": next(body.iter(f"{{{MATHML}}}math"), None) is not None}
    properties = tuple(name for name, found in held.items() if found)
    return Chapter(data=_write(root, head), properties=properties, pictures=pictures)


def _read(page: str) -> Any:  # noqa: ANN401 - an element of lxml
    """Return the root of a page, in the namespaces of a book.

    Word joiners are left out: some reading systems draw a box for them.
    """
    import html5lib  # noqa: PLC0415 - only books need it
    from lxml import etree  # noqa: PLC0415

    tree = html5lib.parse(page.replace("\u2060", ""), treebuilder="lxml").getroot()
    root = etree.Element(f"{{{XHTML}}}html", nsmap=NAMESPACES)
    for name, value in tree.attrib.items():
        root.set(name, value)
    root.set(f"{{{XML}}}lang", tree.get("lang", ""))
    root.extend([child for child in tree if isinstance(child.tag, str)])
    for comment in list(root.iter(etree.Comment)):
        _remove(comment)
    for element in root.iter():
        for name in [name for name in element.attrib if name.startswith(f"{{{XMLNS}}}")]:
            del element.attrib[name]  # it is said again when the page is written
    return root


def _name(element: Any) -> str:  # noqa: ANN401 - as above
    """Return the name of an element of HTML; "" for any other."""
    tag = element.tag
    return tag.removeprefix(f"{{{XHTML}}}") if isinstance(tag, str) and XHTML in tag else ""


def _classes(element: Any) -> Collection[str]:  # noqa: ANN401 - as above
    return (element.get("class") or "").split()


def _remove(element: Any) -> None:  # noqa: ANN401 - as above
    """Take an element out with all it holds; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _drop_unfit(element: Any) -> None:  # noqa: ANN401 - as above
    hidden = element.get("hidden") is not None
    if (
        _name(element) in GONE
        or (_name(element) and hidden)
        or not GONE_CLASSES.isdisjoint(_classes(element))
    ):
        _remove(element)


def _unfold(body: Any) -> None:  # noqa: ANN401 - as above
    """Open the folded parts: few reading systems do."""
    for summary in list(body.iter(f"{{{XHTML}}}summary")):
        summary.tag = f"{{{XHTML}}}p"
        summary.set("class", "unfolded")
    for details in list(body.iter(f"{{{XHTML}}}details")):
        details.tag = f"{{{XHTML}}}div"


def _gather_notes(body: Any) -> None:  # noqa: ANN401 - as above
    """Set the notes between the text and its references, to be opened in place."""
    from lxml import etree  # noqa: PLC0415 - as above

    for link in body.iter(f"{{{XHTML}}}a"):
        classes = _classes(link)
        if "footnote-ref" in classes:
            link.set(TYPE, "noteref")
            link.set("role", "doc-noteref")
        elif {"footnote-backref", "sidenote-number"} & set(classes):
            link.set("role", "doc-backlink")
    notes = [one for one in body.iter(f"{{{XHTML}}}aside") if "sidenote" in _classes(one)]
    for holder in [one for one in body.iter() if "footnote" in _classes(one)]:
        if _name(holder) in ("div", "section"):
            notes += _free_notes(holder)
    if not notes:
        return
    after = etree.Element(f"{{{XHTML}}}div", {"class": "notes"})
    texts = [one for one in body.iter() if "essay-body" in _classes(one)]
    text = texts[0] if texts else body
    listed = [one for one in text if "references" in _classes(one)]
    text.insert(text.index(listed[-1]) if listed else len(text), after)
    for note in notes:
        _remove(note)
        note.tail = "\n"
        note.set(TYPE, "footnote")
        note.set("role", "doc-footnote")
        note.set("class", "note")
        after.append(note)


def _free_notes(holder: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return the notes of a list as elements of their own; their holder goes."""
    notes = []
    for number, item in enumerate(holder.iter(f"{{{XHTML}}}li"), 1):
        if item.get("id") and item.getparent().getparent() is holder:
            notes.append(item)
            _number(item, number)
    for item in notes:
        item.tag = f"{{{XHTML}}}aside"
    _remove(holder)
    return notes


def _number(note: Any, number: int) -> None:  # noqa: ANN401 - as above
    """Set the number of a note before its first words."""
    from lxml import etree  # noqa: PLC0415 - as above

    first = note[0] if len(note) else note
    mark = etree.Element(f"{{{XHTML}}}span", {"class": "note-number"})
    mark.text, mark.tail, first.text = str(number), f"\u00a0{first.text or ''}", None
    first.insert(0, mark)


def _clean(element: Any) -> None:  # noqa: ANN401 - as above
    """Keep the attributes that books know."""
    if not _name(element):
        return
    for name in list(element.attrib):
        if name not in KEPT and name != TYPE and not name.startswith("aria-"):
            del element.attrib[name]
    if element.get("role") and element.get("role") not in ROLES:
        del element.attrib["role"]
    kind = element.attrib.pop("data-epub", None)
    if kind:
        element.set(TYPE, kind)
    if element.get("role") is None and _name(element) in ("div", "span", "p"):
        for name in ("aria-label", "aria-labelledby"):  # a thing without a role has no name
            element.attrib.pop(name, None)


def _close_links(body: Any, outside: str) -> None:  # noqa: ANN401 - as above
    """Let the links to places that the chapter does not have lead to its page."""
    ids = {element.get("id") for element in body.iter() if isinstance(element.tag, str)}
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        link = element.get("href", "")
        if link.startswith("#") and link[1:] not in ids:
            element.set("href", outside + link)
        elif link.startswith(PICTURE):
            element.set("href", outside)
        for name in ("aria-labelledby", "aria-describedby"):
            named = element.get(name)
            if named and not ids.issuperset(named.split()):
                del element.attrib[name]


def _place_pictures(
    body: Any,  # noqa: ANN401 - as above
    picture: Callable[[str], str],
) -> Iterator[str]:
    """Yield the pictures that the chapter shows, by their paths in the content folder."""
    for element in list(body.iter(f"{{{XHTML}}}img")):
        source = element.get("src", "")
        if source.startswith(PICTURE):
            path = source.removeprefix(PICTURE)
            element.set("src", picture(path))
            yield path
        elif not source.startswith("data:"):  # one from elsewhere: a book holds all it shows
            element.tail = element.get("alt", "") + (element.tail or "")
            _remove(element)


def _colour(drawing: Any, colours: Mapping[str, str]) -> None:  # noqa: ANN401 - as above
    """Give a drawing its colours: few reading systems know custom properties."""
    for element in drawing.iter():
        for name, value in element.attrib.items():
            if "var(" in value or "currentColor" in value:
                known = resolve(value, colours).replace("currentColor", colours["--figure-ink"])
                element.set(name, known)


def _write(root: Any, head: Any) -> bytes:  # noqa: ANN401 - as above
    """Return a page as XHTML; drawings and formulas open with their own namespace."""
    from lxml import etree  # noqa: PLC0415 - as above

    for element in list(head):
        if _name(element) == "meta" and element.get("charset") is None:
            head.remove(element)
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES, keep_ns_prefixes=["epub", "svg", "m"])
    text = etree.tostring(root, encoding="unicode")
    for prefix, name, space in (("svg", "svg", SVG), ("m", "math", MATHML)):
        text = text.replace(f' xmlns:{prefix}="{space}"', "")
        text = re.sub(rf"<{prefix}:{name}\b", f'<{name} xmlns="{space}"', text)
        text = re.sub(rf"<(/?){prefix}:", r"<\1", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()
