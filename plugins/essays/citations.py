"""How an essay is cited: in words, for machines in its page, and as files for libraries.

An essay restates the argument of another text. Its author is the edition that answers for its
words, the site; whose argument it is stands beside, as what the essay is after.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, NamedTuple

from .languages import LANGUAGES
from .load import Card, Leaf
from .views import ProvenanceView, When

WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {"quoted": "« {} »", "after": "d’après {}", "joint": ". "},
    "en": {"quoted": "“{}”", "after": "after {}", "joint": ": "},
}
"""How the languages cite; their spaces do not break a line."""

WITHIN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fr": (("«\u00a0", "“"), ("\u00a0»", "”")),
    "en": (("“", "‘"), ("”", "’")),
}
"""What becomes of quotation marks inside others of their kind."""

ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """An essay in one language as libraries know it: plain text, no line ends."""

    key: str
    """By which a text in LaTeX cites it."""
    lang: str
    title: str
    subtitle: str
    site: str
    """The name of the edition: its author and its publisher."""
    url: str
    published: When
    summary: str
    keywords: tuple[str, ...]
    original: ProvenanceView

    @property
    def full_title(self) -> str:
        """The title with its subtitle."""
        if not self.subtitle:
            return self.title
        joint = " " if self.title.endswith(ENDS) else WORDS[self.lang]["joint"]
        return f"{self.title}{joint}{self.subtitle}"

    @property
    def day(self) -> str:
        """The day of publication: "2026-11-17"."""
        return self.published.iso[:10]

    @property
    def after(self) -> str:
        """Whose argument it restates, in words; "" when nothing is known."""
        return self.say_after(str, str)

    def say_after(self, text: Callable[[str], str], title: Callable[[str], str]) -> str:
        """Return that with its texts and its title as these functions make them."""
        words, source = WORDS[self.lang], self.original
        named = _quote(title(source.title), self.lang) if source.title else ""
        said = [text(source.author), named, text(source.place)]
        if not any(said):
            return ""
        said.append(source.first_published.iso[:4])
        return words["after"].format(", ".join(filter(None, said)))


def build_work(card: Card, leaf: Leaf, site: str, base: str) -> Work:
    """Return an essay of the edition named `site`, whose address is `base`, as a work."""
    entry = leaf.entry
    return Work(
        key=f"{card.slug}-{entry.published.iso[:4]}",
        lang=card.lang,
        title=entry.title,
        subtitle=entry.subtitle,
        site=site,
        url=base + card.url,
        published=entry.published,
        summary=entry.summary,
        keywords=tuple(tag.label for tag in entry.tags),
        original=entry.original,
    )


def render_citation(work: Work) -> str:
    """Return how the essay is cited in the language of its page, as HTML.

    What it is after is said last: its year is not to be taken for a part of the day.
    """
    title = _quote(escape(work.full_title), work.lang)
    site, url = f"<cite>{escape(work.site)}</cite>", escape(work.url)
    after = work.say_after(escape, partial(_text, lang=work.original.lang, around=work.lang))
    said = [title, site, escape(work.published.text), f'<a href="{url}">{url}</a>', after]
    return f"{', '.join(filter(None, said))}."


def _quote(title: str, lang: str) -> str:
    """Return a title between the quotation marks of a language."""
    for first, second in WITHIN[lang]:
        title = title.replace(first, second)
    return WORDS[lang]["quoted"].format(title)


def _text(text: str, lang: str, around: str) -> str:
    """Return a text in the language `lang`, where that of the words `around` is, as HTML."""
    return escape(text) if lang == around else f'<span lang="{lang}">{escape(text)}</span>'


def citation_meta(work: Work) -> tuple[tuple[str, str], ...]:
    """Return the name and the content of each `meta` by which libraries read the page."""
    day = work.day.replace("-", "/")
    said = (
        ("citation_title", work.full_title),
        ("citation_author", work.site),
        ("citation_publication_date", day),
        ("citation_online_date", day),
        ("citation_language", work.lang),
        ("citation_publisher", work.site),
        ("citation_public_url", work.url),
        ("citation_fulltext_html_url", work.url),
        ("citation_abstract", work.summary),
        ("citation_keywords", "; ".join(work.keywords)),
    )
    return tuple((name, content) for name, content in said if content)


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "\u202f": "~",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, even after a backslash
    "}": r"\textbraceright{}",
    **{char: f"\\{char}" for char in "#$%&_"},
}
_BABEL = {"fr": "french", "en": "british"}


def render_bibtex(work: Work) -> bytes:
    """Return the essay as an entry of biblatex, in UTF-8."""
    fields = {
        "author": f"{{{_latex(work.site)}}}",
        "title": _latex(work.title),
        "subtitle": _latex(work.subtitle),
        "organization": f"{{{_latex(work.site)}}}",
        "date": work.day,
        "langid": _BABEL[work.lang],
        "url": re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", work.url),
        "note": _latex(_capital(work.after)),
        "abstract": _latex(work.summary),
        "keywords": _latex(", ".join(work.keywords)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value.strip("{}")]
    return f"@online{{{work.key},\n{''.join(lines)}}}\n".encode()


def _latex(text: str) -> str:
    """Return a text so that LaTeX sets it as it is."""
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def render_ris(work: Work) -> bytes:
    """Return the essay as a record of RIS, in UTF-8; its lines end as the format wants."""
    rows = [
        ("TY", "ELEC"),
        ("TI", work.full_title),
        ("AU", work.site),
        ("T2", work.site),
        ("PB", work.site),
        ("PY", work.day[:4]),
        ("DA", work.day.replace("-", "/") + "/"),
        ("LA", work.lang),
        ("UR", work.url),
        ("N1", _capital(work.after)),
        ("AB", work.summary),
        *(("KW", word) for word in work.keywords),
    ]
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in rows if value]
    return "".join([*lines, "ER  - \r\n"]).encode()


def render_csl_json(work: Work) -> bytes:
    """Return the essay as a list of one item of CSL-JSON."""
    source = work.original
    item: dict[str, Any] = {
        "id": work.key,
        "type": "webpage",
        "title": work.full_title,
        "author": [{"literal": work.site}],
        "container-title": work.site,
        "publisher": work.site,
        "issued": _date_parts(work.day),
        "language": LANGUAGES[work.lang].locale.replace("_", "-"),
        "URL": work.url,
        "abstract": work.summary,
        "keyword": ", ".join(work.keywords),
        "note": _capital(work.after),
        "original-author": [{"literal": source.author}] if source.author else [],
        "original-title": source.title,
        "original-publisher": source.place,
        "original-date": _date_parts(source.first_published.iso),
    }
    known = {name: value for name, value in item.items() if value}
    return (json.dumps([known], ensure_ascii=False, indent=2) + "\n").encode()


def _date_parts(iso: str) -> dict[str, list[list[int]]]:
    """Return a date of CSL-JSON, as far as it is known; empty when it is not."""
    return {"date-parts": [[int(part) for part in iso[:10].split("-")]]} if iso else {}


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split("\n"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Format(NamedTuple):
    """A kind of file in which an essay can be taken away."""

    name: str
    media_type: str
    render: Callable[[Work], bytes]


FORMATS: Mapping[str, Format] = {
    "bib": Format("BibTeX", "application/x-bibtex", render_bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", render_ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", render_csl_json),
}
"""By the end of the file's name."""
