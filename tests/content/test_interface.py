"""The site's own words: each is there in both languages, and each page keeps to its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pelican.plugins.essays.languages import LANGUAGES
from pelican.plugins.network_stats import words as figure_words
from pelican.plugins.reflections import views as reflection_views

ROOT = Path(__file__).resolve().parents[2]
PLACES = (ROOT / "theme", ROOT / "plugins" / "essays")
"""Where templates are, and the catalogues for them."""

Page = Any
"""A page as conftest.py describes it."""

Pages = dict[str, Page]


def load_catalogue(place: Path, lang: str) -> Catalog:
    """Return the words of a theme or a plugin in a language."""
    path = place / "translations" / lang / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=lang, abort_invalid=True)


def messages_of_templates(place: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield each message of the templates, with the template's name."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted(place.glob("templates/**/*.html")):
        found = environment.extract_translations(path.read_text(encoding="utf-8"))
        for _, _, message in found:
            parts = (message,) if isinstance(message, str) else message
            texts = tuple(part for part in parts if part is not None)
            yield path.relative_to(place).as_posix(), texts if len(texts) > 1 else texts[0]


def messages_of_code() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield each message of the essays' own code, with the name of its file."""
    for path in sorted((ROOT / "plugins" / "essays").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                count = {"gettext": 1, "ngettext": 2}.get(node.func.attr, 0)
                texts = tuple(
                    part.value
                    for part in node.args[:count]
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
                if count:
                    assert len(texts) == count, f"{path.name}:{node.lineno}: not a constant"
                    yield path.name, texts if count > 1 else texts[0]


def test_every_message_has_french_words() -> None:
    """Each message of the templates and of the code is translated, in every number."""
    catalogues = {place: load_catalogue(place, "fr") for place in PLACES}
    shared = catalogues[ROOT / "plugins" / "essays"]
    wanted = [
        *(
            (name, text, [catalogues[PLACES[0]], shared])
            for name, text in messages_of_templates(PLACES[0])
        ),
        *((name, text, [shared]) for name, text in messages_of_templates(PLACES[1])),
        *((name, text, [shared]) for name, text in messages_of_code()),
    ]
    assert len(wanted) > 60
    missing = [
        f"{name}: {text!r}"
        for name, text, known in wanted
        if not any(_is_translated(catalogue, text) for catalogue in known)
    ]
    assert missing == []


def _is_translated(catalogue: Catalog, text: str | tuple[str, ...]) -> bool:
    """Return whether a catalogue has words for a message, as many as it has numbers."""
    found = catalogue.get(text[0] if isinstance(text, tuple) else text)
    if found is None or found.fuzzy:
        return False
    words = found.string if isinstance(found.string, tuple) else (found.string,)
    return len(words) == (1 if isinstance(text, str) else catalogue.num_plurals) and all(words)


def test_the_themes_catalogue_has_no_words_that_nobody_uses() -> None:
    """A message that the theme translates is one that its templates or the code say."""
    used = {_first(text) for _, text in [*messages_of_templates(PLACES[0]), *messages_of_code()]}
    known = {_first(message.id) for message in load_catalogue(PLACES[0], "fr") if message.id}
    assert known - used == set()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_translations_keep_the_gaps(place: Path) -> None:
    """A translation has the gaps of its message, by name."""
    for message in load_catalogue(place, "fr"):
        if message.id:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            gaps = set(re.findall(r"%\(\w+\)\w|%.", _first(message.id)))
            assert [set(re.findall(r"%\(\w+\)\w|%[^ ]", text)) for text in texts] == [gaps] * len(
                texts
            )


def _first(text: str | tuple[str, ...]) -> str:
    return text[0] if isinstance(text, tuple) else text


def interface_words() -> dict[str, set[str]]:
    """Return the site's own words in each language, those that both share left out."""
    pairs: list[tuple[str, str]] = []
    for place in PLACES:
        for message in load_catalogue(place, "fr"):
            if message.id:
                english = message.id if isinstance(message.id, tuple) else (message.id,)
                french = message.string if isinstance(message.string, tuple) else (message.string,)
                pairs += zip(english, french, strict=True)
    english_words, french_words = figure_words.WORDS["en"], figure_words.WORDS["fr"]
    pairs += [(text, french_words[key]) for key, text in english_words.items()]
    for table in (reflection_views.ORDERS, reflection_views.TOMBSTONES):
        pairs += [(texts["en"], texts["fr"]) for texts in table.values()]
    english, french = ({text.strip() for text in side} for side in zip(*pairs, strict=True))
    return {"en": english - french, "fr": french - english}


def words_to_patterns(texts: set[str]) -> re.Pattern[str]:
    """Return a pattern for whole texts, whose gaps stand for anything."""
    shapes = []
    for text in sorted(texts):
        parts = re.split(r"%\(\w+\)s|\{\w+\}", text)
        if len(re.sub(r"\W", "", "".join(parts))) > 3:
            shapes.append(".+?".join(map(re.escape, parts)))
    return re.compile("|".join(f"(?:{shape})" for shape in shapes))


def said_on(page: Page) -> Iterator[str]:
    """Yield each text of a page, and each label, that is in the page's own language."""
    for element in page.tree.xpath("//body//* | /html/head/title"):
        lang = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        if lang == page.lang and element.tag != "cite":
            texts = [element.text, *(child.tail for child in element)]
            texts += [element.get(name) for name in ("title", "aria-label", "alt")]
            yield from (" ".join(text.split(" ")).strip() for text in texts if text)


def test_pages_keep_to_their_language(pages: Pages) -> None:
    """No page shows the other language's words for the same thing."""
    foreign = {lang: words_to_patterns(texts) for lang, texts in interface_words().items()}
    wrong = {
        f"{page.path}: {text}"
        for page in pages.values()
        for text in said_on(page)
        for lang in LANGUAGES
        if lang != page.lang and foreign[lang].fullmatch(text)
    }
    assert wrong == set()


COMMON = {
    "fr": r"le|les|des|du|une|est|sur|dans|avec|pour|revenir|aller|cette",
    "en": r"the|of|and|with|back|jump|this|these|from|your|skip",
}
"""Words that only one of the languages has."""


def test_labels_are_in_the_language_of_the_page(pages: Pages) -> None:
    """What a screen reader says of a page, it says in the page's language."""
    for page in pages.values():
        other = "en" if page.lang == "fr" else "fr"
        labels = page.tree.xpath("//body//@aria-label | //body//@title | //body//@alt")
        wrong = [
            text for text in labels if re.search(rf"\b(?:{COMMON[other]})\b", text, re.IGNORECASE)
        ]
        assert wrong == [], page.path


def test_a_page_in_each_language_says_the_same_things(pages: Pages) -> None:
    """The words that are read on a page of the one language have their match in the other."""
    expected = {
        "index.html": ("Aller au texte", "Menu principal", "Les essais", "Dernières réflexions"),
        "en/index.html": ("Skip to the text", "Main menu", "The essays", "The last reflections"),
        "trois-ans-apres/index.html": ("De qui est l’argument", "lien permanent", "Série"),
        "en/three-years-on/index.html": ("Whose argument", "permanent link", "Series"),
    }
    for path, words in expected.items():
        said = {text.strip() for text in said_on(pages[path])}
        assert [word for word in words if word not in said] == [], path
