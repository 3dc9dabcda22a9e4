"""The body of an essay as feed readers want it: whole, safe, and at home at any address.

A reader shows the text far from its page: addresses have to be absolute, even those that lead
within the text, and what a page does with style, script or drawing is lost or dangerous there.
What may stay is listed; the rest goes.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from lxml import etree, html

from .characters import WHITE_SPACE, legal, one_line

Figure = Callable[[html.HtmlElement], html.HtmlElement]
"""Returns what stands in a feed for a drawing: it is given the `svg`, still in its place."""

EVERYWHERE = frozenset({"class", "dir", "id", "lang", "title"})

ALLOWED: dict[str, frozenset[str]] = {
    name: EVERYWHERE | frozenset(attributes.split())
    for names, attributes in (
        ("a", "href hreflang rel type"),
        ("abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em", ""),
        ("figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i kbd main mark", ""),
        ("p picture pre rp rt ruby s samp section small span strong sub sup", ""),
        ("tbody tfoot thead tr u ul var wbr", ""),
        ("audio", "controls src"),
        ("blockquote q", "cite"),
        ("col colgroup", "span"),
        ("data", "value"),
        ("del ins", "cite datetime"),
        ("img", "alt height sizes src srcset width"),
        ("li", "value"),
        ("ol", "reversed start type"),
        ("source", "height media sizes src srcset type width"),
        ("table", ""),
        ("td th", "abbr align colspan headers rowspan scope"),
        ("time", "datetime"),
        ("track", "kind label src srclang"),
        ("video", "controls height poster src width"),
    )
    for name in names.split()
}
"""The elements that stay, each with the attributes that it keeps."""

DROPPED = frozenset(
    {
        *("applet", "area", "base", "button", "canvas", "datalist", "dialog", "embed", "form"),
        *("frame", "frameset", "iframe", "input", "link", "map", "meta", "noembed", "noframes"),
        *("object", "optgroup", "option", "output", "param", "script", "select", "style", "svg"),
        *("template", "textarea", "title"),
    }
)
"""The elements that go with all they hold. Of other unknown elements the content stays."""

INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
        *("kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup"),
        *("time", "u", "var", "wbr"),
    }
)
"""The elements that do not part words."""

LATER_VOID = ("embed", "source", "track", "wbr")
"""The elements without content that libxml2 does not know as such."""

WEB = frozenset({"http", "https"})
LINKED = WEB | {"mailto", "tel"}
ADDRESSES = {"href": LINKED, "src": WEB, "poster": WEB, "cite": WEB}
"""The attributes that hold an address, each with the schemes that it may have."""

NOTE_CLASSES = (
    (frozenset({"a"}), "footnote-ref", "footnote"),
    (frozenset({"a"}), "footnote-backref", "reversefootnote"),
    (frozenset({"div", "section"}), "footnote", "footnotes"),
)
"""Elements and their class in Python-Markdown's notes, and the class that feed readers know."""

MAX_PASSES = 10

_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
_ALIGNED = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|right|center)\s*(?:;|$)", re.IGNORECASE)
_VOID_END = re.compile(f"</({'|'.join(LATER_VOID)})>")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_DESCRIPTOR = re.compile(r"(\d+(\.\d+)?[wxh])?")


def feed_content(text: str, base: str, figure: Figure | None = None) -> str:
    """Return the HTML `text` of the page at `base`, an absolute address, as a feed carries it.

    Given again, what comes back is unchanged. A tree that was cleaned may read otherwise once
    written (a paragraph let out of a form closes the one around it): it is cleaned until nothing
    changes, and what never settles is given as plain text. `figure` makes what replaces a
    drawing; it is `figure_in_words` unless another is given.
    """
    base = urldefrag(base).url  # a reflection's page is a place on its essay's
    draw = figure or partial(figure_in_words, base=base)
    for _ in range(MAX_PASSES):
        cleaned = _clean(text, base, draw)
        if cleaned == text:
            return text
        text = cleaned
    return escape(plain_text(text), quote=False)


_SETTLED = re.compile(
    r"(?:[^<>&]++|&(?:amp|lt|gt);|</?(?:p|em|strong|del|code|pre|blockquote|ul|ol|li|small)>"
    r"|<[bh]r>|</a>"
    r"|<a href=\"(?:https?://[\w.:-]+/|mailto:)(?:[\w@!$'()*+,:;=?~#%/-]|\.(?![./])|&amp;)*+\""
    r"(?: rel=\"[a-z ]+\")?>)*+",
    re.ASCII,
)
"""Markup that cleaning leaves as it is, where its elements are whole and not empty."""
_EMPTY = re.compile("<[a-z]+></")


def feed_reflection(text: str, base: str) -> str:
    """Return what `feed_content` does of HTML whose elements are whole, such as a reflection's.

    Most reflections are words, paragraphs and a few links, which cleaning leaves as they are.
    """
    text = text.replace("&nbsp;", "\u00a0").strip(WHITE_SPACE)
    if _SETTLED.fullmatch(text) and not _EMPTY.search(text) and text == legal(text):
        return text
    return feed_content(text, base)


def plain_text(text: str) -> str:
    """Return the words of the HTML `text` on one line.

    Its scripts and drawings are left out, and the marks of its notes.
    """
    root = _parse(text)
    if root is None:
        return ""
    for element in list(root.iter()):
        if element.tag in DROPPED or _has_class(element, "footnote-ref"):
            _remove(element)
        elif element.tag not in INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return one_line("".join(root.itertext()))


def figure_in_words(svg: html.HtmlElement, base: str) -> html.HtmlElement:
    """Return a paragraph of the drawing's title and description, which leads to its page."""
    title = one_line(svg.findtext("title") or svg.get("aria-label") or "")
    description = one_line(svg.findtext("desc") or "")
    around = list(svg.iterancestors())
    inside = {element.tag for element in around}
    names = (element.get("id") for element in (svg, *around))
    place = next((f"#{name}" for name in names if name), "")
    paragraph = html.Element("span" if inside & (INLINE | {"p", "h2", "h3"}) else "p")
    lead = html.Element("span") if "a" in inside else html.Element("a", href=base + place)
    lead.text = title or description or base
    paragraph.append(lead)
    if title and description:
        paragraph.append(html.Element("br"))
        paragraph[-1].tail = description
    return paragraph


def _clean(text: str, base: str, draw: Figure) -> str:
    root = _parse(text)
    if root is None:
        return ""
    _empty_void(root)
    _replace_drawings(root, draw)
    _replace_formulas(root)
    _unfold(root)
    for element in list(root.iterdescendants()):
        _filter_element(element)
    for element in list(root.iterdescendants()):
        _filter_attributes(element, base)
        _name_notes(element)
        _filter_picture(element)
    written = (html.tostring(child, encoding="unicode") for child in root)
    whole = escape(root.text or "", quote=False) + "".join(written)
    return _VOID_END.sub("", whole).strip(WHITE_SPACE)


def _parse(text: str) -> html.HtmlElement | None:
    """Return the root of `text` read as a page, without its comments; None if it is empty."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(legal(text).encode(), parser=parser)
    except etree.ParserError:  # it says so of an empty document
        return None
    if "&#" in text:  # a reference can stand for a character that the text itself may not hold
        for element in root.iter():
            _make_legal(element)
    return root


def _make_legal(element: html.HtmlElement) -> None:
    element.text = legal(element.text or "")
    element.tail = legal(element.tail or "")
    for name, value in element.attrib.items():
        if value != legal(value) and _NAME.fullmatch(str(name)):
            element.set(name, legal(value))


def _remove(element: html.HtmlElement) -> None:
    """Take `element` out of its tree, with all it holds; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _empty_void(root: html.HtmlElement) -> None:
    """Let out of the later void elements what was read as their content."""
    for element in list(root.iter(*LATER_VOID)):
        parent = element.getparent()
        if parent is not None and (element.text or len(element)):
            void = html.Element(element.tag)
            kept = ALLOWED.get(str(element.tag), EVERYWHERE) & set(element.attrib)
            void.attrib.update({str(name): element.attrib[name] for name in sorted(kept)})
            parent.insert(parent.index(element), void)
            element.drop_tag()


def _replace_drawings(root: html.HtmlElement, draw: Figure) -> None:
    """Replace each drawing that is a figure; the others are decoration and go later."""
    for svg in list(root.iter("svg")):
        if svg.get("role") == "img" and next(svg.iterancestors("svg"), None) is None:
            _replace(svg, draw(svg))


def _replace_formulas(root: html.HtmlElement) -> None:
    """Replace each formula by its text: few readers show MathML, and some run it together."""
    for formula in list(root.iter("math")):
        words = html.Element("span")
        words.text = formula.get("alttext") or formula.text_content()
        _replace(formula, words)


def _replace(old: html.HtmlElement, new: html.HtmlElement) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail = old.tail
        parent.replace(old, new)


def _unfold(root: html.HtmlElement) -> None:
    """Open the folded parts: their summary becomes a paragraph above them, in strong words."""
    for summary in list(root.iter("summary")):
        if any(child.tag not in INLINE for child in summary.iterdescendants()):
            summary.tag = "div"
            continue
        strong = html.Element("strong")
        strong.text, summary.text = summary.text, None
        strong.extend(list(summary))
        summary.append(strong)
        summary.tag = "p"
    for details in list(root.iter("details")):
        details.tag = "div"


def _filter_element(element: html.HtmlElement) -> None:
    """Take out what may not stay in a feed, and what a page does not show."""
    hidden = element.get("hidden", "until-found") != "until-found"
    if element.tag in DROPPED or hidden or _has_class(element, "headerlink"):
        _remove(element)
    elif element.tag not in ALLOWED and element.getparent() is not None:
        element.drop_tag()


def _filter_attributes(element: html.HtmlElement, base: str) -> None:
    """Keep the attributes that may stay, their addresses made absolute."""
    kept = {}
    for name, value in _attributes(element):
        if name in ADDRESSES:
            url = _absolute(value, base, ADDRESSES[name])
        elif name == "srcset":
            url = _absolute_srcset(value, base)
        else:
            kept[name] = value
            continue
        if url:
            kept[name] = url
    element.attrib.clear()
    element.attrib.update(kept)


def _attributes(element: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the allowed attributes; a cell's alignment by style becomes an attribute."""
    allowed = ALLOWED.get(str(element.tag), EVERYWHERE)
    for name, value in element.attrib.items():
        if name in allowed:
            yield name, value
        elif name == "style" and "align" in allowed and (found := _ALIGNED.search(value)):
            yield "align", found[1].lower()


def _absolute(url: str, base: str, schemes: frozenset[str]) -> str:
    """Return `url` as seen from `base`, or "" when it is no address of one of `schemes`."""
    try:
        whole = urljoin(base, re.sub(r"[\t\n]", "", url).strip(" "))
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in schemes or (parts.scheme in WEB and not parts.netloc):
        return ""
    return quote(whole, safe=_URL_CHARACTERS)


def _absolute_srcset(srcset: str, base: str) -> str:
    """Return the pictures of `srcset` with absolute addresses; bad ones are left out."""
    pictures = []
    for url, descriptor in _candidates(srcset):
        whole = _absolute(url, base, WEB)
        if whole and _DESCRIPTOR.fullmatch(descriptor):
            pictures.append(f"{whole} {descriptor}".rstrip())
    return ", ".join(pictures)


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Yield each address of `srcset` with its descriptor, as browsers part them.

    https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
    """
    rest = srcset.lstrip(WHITE_SPACE + ",")
    while rest:
        url = re.split(f"[{WHITE_SPACE}]", rest, maxsplit=1)[0]
        rest = rest[len(url) :]
        if url.endswith(","):
            yield url.rstrip(","), ""
        else:
            descriptor, _, rest = rest.partition(",")
            yield url, descriptor.strip(WHITE_SPACE)
        rest = rest.lstrip(WHITE_SPACE + ",")


def _filter_picture(element: html.HtmlElement) -> None:
    """Put its words in place of a picture without address; take out other media without."""
    if element.tag not in {"img", "source", "track"} or {"src", "srcset"} & set(element.attrib):
        return
    if element.tag == "img":
        element.tail = element.get("alt", "") + (element.tail or "")
    _remove(element)


def _name_notes(element: html.HtmlElement) -> None:
    """Add the classes by which feed readers know notes, and can open them in place."""
    for tags, written, known in NOTE_CLASSES:
        if element.tag in tags and _has_class(element, written):
            element.classes.add(known)


def _has_class(element: html.HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()
