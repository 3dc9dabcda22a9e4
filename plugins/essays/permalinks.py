"""Permalinks: each paragraph and heading of a page leads to itself, and to its twin.

They are put into the HTML when a page is made: there may be fifty, on each of very many pages.
What is stored, what feeds and books carry and what a search reads has none of them.
"""

import html
from collections.abc import Collection
from dataclasses import dataclass

from ..build.templates import Strings
from .body import GIVEN, Body


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """The same text in another language, as seen from the page."""

    lang: str
    href: str
    paragraph: str
    """What a link to one of its paragraphs says, in its own language."""
    section: str


def twin_of(lang: str, href: str, strings: Strings) -> Twin:
    """Return the text at `href`; `strings` are those of its language.

    The messages name the language that they are in: each language says its own name.
    """
    return Twin(
        lang=lang,
        href=href,
        paragraph=strings.gettext("Read this paragraph in English"),
        section=strings.gettext("Read this section in English"),
    )


PARAGRAPHS, HEADINGS = "pak", "2B3C"
"""The letters of blocks: see `paragraphs.py`."""


def add_permalinks(
    text: str,
    body: Body,
    apart: Collection[str],
    strings: Strings,
    twin: Twin | None,
    kinds: str = PARAGRAPHS + HEADINGS,
) -> str:
    """Return the HTML of a body with the permalink of each block at its end.

    A number is the name of its link, which then is only described; a sign is no name. `apart` are
    the blocks that have no twin; `kinds` are those that have links.
    """
    paragraph = html.escape(strings.gettext("This paragraph, permanent link"))
    section = html.escape(strings.gettext("This section, permanent link"))
    parts: list[str] = []
    done = 0
    for kind, anchor in zip(body.shape, body.blocks.splitlines(), strict=True):
        if kind not in kinds:
            continue
        name = html.escape(anchor)
        closing = "</p>" if kind in PARAGRAPHS else "</h2>" if kind in "2B" else "</h3>"
        end = text.find(closing, _find(text, f' id="{name}"', done))
        if end < done:
            continue  # a plugin of Pelican's has changed the text
        if kind in PARAGRAPHS:
            number = anchor[1:] if GIVEN.fullmatch(anchor) else ""
            said, mark = ("title", number) if number else ("aria-label", "¶")
            label = paragraph
        else:
            said, mark, label = "aria-label", "§", section
        link = f'<a {said}="{label}" class="permalink" href="#{name}">{mark}</a>'
        parts += (text[done:end], f'<span class="permalinks"> {link}')
        if twin and anchor not in apart:
            words = twin.paragraph if kind in PARAGRAPHS else twin.section
            parts.append(
                f' <a class="twin" hreflang="{twin.lang}" lang="{twin.lang}"'
                f' href="{twin.href}#{name}">{words}</a>'
            )
        parts.append("</span>")
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _find(text: str, attribute: str, start: int) -> int:
    """Return where an element has an attribute, from `start` on; the end when none has it."""
    place = text.find(attribute, start)
    while place >= 0 and text.rfind("<", 0, place) < text.rfind(">", 0, place):
        place = text.find(attribute, place + 1)  # these were words
    return place if place >= 0 else len(text)
