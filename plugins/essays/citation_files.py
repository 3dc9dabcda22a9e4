"""How an essay is cited, on its page, and the files by which it is: planned as outputs."""

from collections.abc import Iterator
from functools import partial

from ..build.digest import digest
from .citations import FORMATS, build_work, citation_meta, render_citation
from .load import Card, Leaf
from .press import MadeBy, Output, Press, Shell
from .views import CitationView, Link


def file_path(card: Card, form: str) -> str:
    """Return where a file by which an essay is cited is published."""
    return f"{card.url}cite/{card.slug}.{form}"


def build_citation(press: Press, card: Card, leaf: Leaf) -> CitationView:
    """Return how an essay is cited, as its page shows it."""
    shell = press.shells[card.lang]
    work = build_work(card, leaf, shell.site.name, shell.site.url)
    forms = FORMATS if press.settings.citation_files else {}
    return CitationView(
        text_html=render_citation(work),
        files=tuple(
            Link(label=form.name, url=file_path(card, end), note=form.media_type)
            for end, form in forms.items()
        ),
        meta=citation_meta(work),
    )


def citation_files(press: Press, lang: str) -> Iterator[Output]:
    """Yield the files by which each essay is cited."""
    if not press.settings.citation_files:
        return
    shell = press.shells[lang]
    for card in press.site.essays[lang]:
        key = digest("citation", press.version, shell.site.name, card.url, card.leaf)
        for form in FORMATS:
            make = partial(_render_file, press, shell, card, form)
            yield MadeBy(file_path(card, form), key, make)


def _render_file(press: Press, shell: Shell, card: Card, form: str) -> bytes:
    work = build_work(card, press.leaf(card), shell.site.name, shell.site.url)
    return FORMATS[form].render(work)
