"""The site that is audited: ours, with one essay more, whose measures are known.

The essay of the bars has 2,500 words, ten notes, a figure and twelve reflections, in both
languages; its paragraphs are those of the site's own essays. Lists have three essays a page, so
that every kind of page is there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from pelican.plugins.reflections.files import dump_reflection
from pelican.plugins.reflections.ids import import_id
from pelican.plugins.reflections.models import (
    Author,
    Channel,
    Kind,
    Precision,
    Reflection,
    Role,
    Source,
    State,
)

WORDS, NOTES, REFLECTIONS = 2500, 10, 12
SLUGS = {"fr": "les-barres", "en": "the-bars"}
FILES = {"fr": "index.md", "en": "index.en.md"}
START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
DATA = ("karate.csv", "karate.toml")
SOURCE = "le-monde-est-petit"
"""The essay whose figure is borrowed."""
PER_SECTION = 5

HEADS = {
    "fr": "Title: Les barres\nSubtitle: Un essai pour prendre les mesures\n"
    "Date: 2026-11-17 08:00+01:00\n"
    "Summary: Ce que pèse un essai de longueur ordinaire, avec ses notes, sa figure et sa "
    "conversation. On y retrouve des paragraphes que l’on a lus ailleurs.\n",
    "en": "Title: The bars\nSubtitle: An essay to take measure by\nSlug: the-bars\n"
    "Date: 2026-11-17 08:00+01:00\n"
    "Summary: What an essay of ordinary length weighs, with its notes, its figure and its "
    "conversation. Its paragraphs have been read elsewhere.\n",
}
SECTIONS = {
    "fr": ("D’où l’on part", "Ce que l’on compte", "Les heures", "Ceux qui restent", "Le retour"),
    "en": ("Where one starts", "What one counts", "The hours", "Those who stay", "The way back"),
}
NOTE = {
    "fr": "Le relevé date de novembre 2026 ; il porte sur {} personnes, et la liste est close.",
    "en": "The count dates from November 2026; it covers {} people, and the list is closed.",
}
# Four people: from five on, a conversation has a figure of its own.
VOICES = (
    ("Ana", "fr", "J’ai fait le compte chez moi : sur deux cents noms, trente m’ont répondu."),
    ("Noor", "en", "Half of my list are people whom I met once, and the other half I avoid."),
    ("Inès", "fr", "Un lien faible suffit à trouver un logement, pas à déménager les meubles."),
    ("Théo", "fr", "Vous oubliez ceux qui n’ont pas choisi d’y être, par exemple les nouveaux."),
)
MORE = {
    "fr": "Je le dis sans amertume, car j’y ai passé de bonnes soirées. Ce qui me gêne est qu’on "
    "appelle cela une valeur. Une valeur se compte, se prête et se rend ; un contact, lui, "
    "attend qu’on l’appelle.",
    "en": "I say so without bitterness, for I have spent good evenings there. What bothers me is "
    "that they call it a value. A value can be counted, lent and given back; a contact waits "
    "for you to ring.",
}

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PLAIN = re.compile(r"[A-ZÀ-Ý«“]")
_SPECIAL = re.compile(r"\{|\[@|<|^\s*[-*|>]|\]\[", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\[^]+)\]\([^)]*\)")
_CALL = re.compile(r"\[\^[\w-]+\]")


def write_bars(folder: Path) -> None:
    """Add the essay of the bars to the sources of a site, and give its lists three essays."""
    essays = folder / "content" / "essays"
    essay = essays / SLUGS["fr"]
    (essay / "data").mkdir(parents=True)
    for name in DATA:
        (essay / "data" / name).write_bytes((essays / SOURCE / "data" / name).read_bytes())
    (essay / "essay.toml").write_text(
        'id = "e-bars01"\nuri = "tag:liens-faibles.example,2026:e-bars01"\ntags = ["travail"]\n'
        '[provenance]\nauthor = "Arnaud"\n',
        encoding="utf-8",
    )
    for lang, text in build_texts(essays).items():
        (essay / FILES[lang]).write_text(text, encoding="utf-8")
    (essay / "reflections").mkdir()
    for reflection in build_reflections():
        path = essay / "reflections" / f"{reflection.id}.md"
        path.write_text(dump_reflection(reflection), encoding="utf-8")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as stream:
        stream.write('LIENS_FAIBLES = globals().get("LIENS_FAIBLES", {}) | {"per_page": 3}\n')


def build_texts(essays: Path) -> dict[str, str]:
    """Return the text in each language, made of paragraphs of the essays in a folder."""
    pairs = [
        pair
        for folder in sorted(essays.iterdir())
        if (folder / FILES["en"]).is_file()
        for pair in zip(
            *(_paragraphs((folder / name).read_text("utf-8")) for name in FILES.values()),
            strict=True,
        )
        if all(_PLAIN.match(text) and not _SPECIAL.search(text) for text in pair)
    ]
    chosen, words = [], 0
    for pair in pairs:
        count = len(pair[0].split())
        if words + count <= WORDS:
            chosen.append(pair)
            words += count
    figures = {
        lang: _FENCE.findall((essays / SOURCE / name).read_text("utf-8"))[0]
        for lang, name in FILES.items()
    }
    return {
        lang: f"{HEADS[lang]}\n{_compose(lang, [pair[index] for pair in chosen], figures[lang])}"
        for index, lang in enumerate(FILES)
    }


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text without their notes and links."""
    body = _FENCE.sub("", text.split("\n\n", 1)[1])
    blocks = (block.strip() for block in body.split("\n\n"))
    return [_CALL.sub("", _LINK.sub(r"\1", block)) for block in blocks if _PLAIN.match(block)]


def _compose(lang: str, paragraphs: list[str], figure: str) -> str:
    blocks, notes = [], []
    every = len(paragraphs) // NOTES
    for number, paragraph in enumerate(paragraphs):
        if number % PER_SECTION == PER_SECTION - 1:
            name = SECTIONS[lang][number // PER_SECTION % len(SECTIONS[lang])]
            blocks.append(f"## {name} {{#s{number}}}")
        call = ""
        if number % every == 0 and len(notes) < NOTES:
            notes.append(f"[^b{number}]: {NOTE[lang].format(3 * number + 7)}")
            call = f"[^b{number}]"
        blocks.append(paragraph + call)
        if number == PER_SECTION * 2:
            blocks.append(figure)
    return "\n\n".join([*blocks, *notes]) + "\n"


def build_reflections() -> list[Reflection]:
    """Return the reflections, in three threads: each answers the one before."""
    found: list[Reflection] = []
    for number in range(REFLECTIONS):
        name, lang, text = VOICES[number % len(VOICES)]
        one = Reflection(
            id=import_id("bars", str(number)),
            date=START + timedelta(hours=number),
            date_precision=Precision.MINUTE,
            lang=lang,
            kind=Kind.OBJECTION if number == 3 else None,
            author=Author(name=name, role=Role.READER),
            source=Source(channel=Channel.IMPORT, system="bars", identifier=str(number)),
            state=State(),
            body=f"{text}\n\n{MORE[lang]}",
        )
        found.append(replace(one, in_reply_to=found[-1].id) if number % 4 else one)
    return found


@dataclass(frozen=True, order=True)
class Page:
    """A page of the published site."""

    path: str
    """Of its file, below the root of the site."""
    lang: str
    kind: str
    """Pages of one kind are made by one template, from the same sort of things."""

    @property
    def url(self) -> str:
        """Its address below the root of the site."""
        return self.path.removesuffix("index.html")


_BODY = re.compile(r'<body\b[^>]*?(?:\sclass="([^"]*)")?[^>]*>')
_LANG = re.compile(r'<html\b[^>]*?\slang="(\w+)')


def find_pages(output: Path) -> list[Page]:
    """Return every page of a published site, in the order of its files."""
    return [
        _page(path.relative_to(output).as_posix(), path.read_text("utf-8"))
        for path in sorted(output.rglob("*.html"))
        if "pagefind" not in path.parts
    ]


def _page(path: str, text: str) -> Page:
    body, lang = _BODY.search(text), _LANG.search(text)
    url = path.removesuffix("index.html")
    return Page(path=path, lang=lang[1] if lang else "", kind=_kind((body and body[1]) or "", url))


def _kind(name: str, url: str) -> str:
    """Return the kind of a page: essays are one, and so are the pages of a folder of pages.

    Any other page is alone of its kind, so that none is forgotten.
    """
    steps = [step for step in url.split("/") if step and step != "en"]
    if steps and steps[-1].isdigit():
        return f"{name} 2"
    if name == "essay":
        return name
    if len(steps) > 1:
        return f"{steps[0]} …"
    return "".join(steps).removesuffix(".html") or "home"


def typical_pages(pages: list[Page]) -> Iterator[Page]:
    """Yield one page of each kind in each language; of the essays, that of the bars."""
    groups: dict[tuple[str, str], list[Page]] = {}
    for page in pages:
        groups.setdefault((page.kind, page.lang), []).append(page)
    for group in groups.values():
        bars = [page for page in group if page.url.strip("/").split("/")[-1] in SLUGS.values()]
        yield from islice([*bars, *group], 1)
