"""A corpus of essays for the benchmark: the same essays, as each generator wants its files.

    python tests/bench/corpus.py ours 1000 /tmp/site

An essay has about 900 words, six sections, three notes, two links to other essays, a list, a
quotation, three tags out of sixty and a date of its own; every fifth has a block of code. What
essay `n` says depends on the seed and on `n` alone; where its links lead, and its date, also
depend on how many essays there are. The words are French and the sentences are not.

Ours can have reflections, each a few sentences of a reader, a third of them replies:

    python tests/bench/corpus.py ours 1000 /tmp/site --reflections 10
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SUBJECTS = (
    *("le passeur", "la gardienne", "un arpenteur", "une copiste", "le relieur", "la tisserande"),
    *("un horloger", "une brodeuse", "le facteur", "la meunière", "un cordier", "une aiguilleuse"),
    *("le verrier", "la potière", "un sourcier", "une semeuse", "l’archiviste", "l’éclusière"),
)
OBJECTS = (
    *("la passerelle", "le registre", "une enveloppe", "un cadastre", "la marelle", "le tamis"),
    *("une corde", "un almanach", "la jachère", "le pigeonnier", "une boussole", "un carrefour"),
    *("la maille", "le nœud", "une rumeur", "un détour", "la lisière", "le brouillon"),
    *("une dette", "un post-scriptum", "l’annuaire", "l’étagère", "l’estuaire", "l’ardoise"),
)
VERBS = (
    *("recopie", "démêle", "prête", "confie à demi-mot", "plie", "renvoie", "égare", "rapièce"),
    *("défend", "emprunte", "dénombre", "soupèse", "contourne", "devine", "referme", "promet"),
)
QUALITIES = (
    *("trop large", "sans adresse", "encore tiède", "à peine lisible", "d’occasion", "têtue"),
    *("venue de loin", "mal rangée", "presque neuve", "qui tient bon", "de peu de poids"),
)
MOMENTS = (
    *("au petit jour", "un mardi", "après la foire", "avant la neige", "depuis trois ans"),
    *("quand tout se tait", "à la veillée", "hors saison", "en fin de compte", "chemin faisant"),
)
HINGES = (", puis", ", quoique", "\u202f; or", ", si bien que", "\u00a0: c’est que", ", et")
OPENERS = ("Or", "Certes,", "On m’objecte que", "Reste que", "D’ordinaire,", "À vrai dire,")
ENDS = (".", ".", ".", ".", ".", "\u202f?", "\u202f!", "…")
TAG_ROOTS = (
    *("atelier", "barque", "cercle", "dialogue", "échelle", "ficelle", "grenier", "habitude"),
    *("inventaire", "jeu", "kiosque", "lenteur", "mesure", "négoce", "oubli", "parenté"),
    *("querelle", "rivage", "serment", "troc"),
)
TAG_KINDS = ("", " d’hier", " de demain")
TAGS = tuple(root + kind for kind in TAG_KINDS for root in TAG_ROOTS)

READERS = ("Aurore", "Basile", "Célia", "Désiré", "Élise", "Ferdinand", "Gilberte", "Honoré")

FIRST = datetime(2001, 3, 1, 7, 0, tzinfo=UTC)
SPAN = timedelta(days=24 * 365)
STEP = timedelta(hours=17)

CODE = '''\
class Reseau{number}:
    """Des gens et leurs liens."""

    def __init__(self, gens: list[str]) -> None:
        self.liens = {{nom: set() for nom in gens}}

    def presenter(self, un: str, autre: str) -> None:
        if un != autre and len(self.liens[un]) < {limit}:
            self.liens[un].add(autre)  # et réciproquement
            self.liens[autre].add(un)

    def portee(self, depart: str) -> int:
        vus, vague = {{depart}}, [depart]
        while vague:
            vague = [v for u in vague for v in self.liens[u] if v not in vus]
            vus |= set(vague)
        return len(vus) - 1
'''


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link to another essay, in the middle of a sentence."""

    label: str
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Essay:
    """An essay before it takes the form of a file."""

    number: int
    slug: str
    title: str
    date: datetime
    summary: str
    tags: tuple[str, ...]
    blocks: tuple[tuple[str | Link, ...], ...]
    """Blocks of Markdown; a link is written as each generator wants it."""


class Dice:
    """Choices that are the same in every version of Python: only `random()` is promised so."""

    def __init__(self, seed: str) -> None:
        self.throw = random.Random(seed).random  # noqa: S311 - no secret

    def pick(self, items: Sequence[str]) -> str:
        """Return one of the items."""
        return items[self.below(len(items))]

    def below(self, limit: int) -> int:
        """Return a whole number from 0, less than `limit`."""
        return int(self.throw() * limit)

    def sample(self, items: Sequence[str], count: int) -> tuple[str, ...]:
        """Return so many different items."""
        left = list(items)
        return tuple(left.pop(self.below(len(left))) for _ in range(count))


def build_essay(number: int, count: int, seed: str) -> Essay:
    """Return essay `number` of `count`."""
    dice = Dice(f"{seed}/{number}")
    title = f"{say_title(dice)}, {number}"
    tags = dice.sample(TAGS, 3)
    summary = " ".join(say_sentence(dice, plain=True) for _ in range(2))
    blocks: list[tuple[str | Link, ...]] = []
    for section in range(6):
        blocks.append((f"## {say_title(dice)}",))
        blocks += [(say_paragraph(dice, 52),), (say_paragraph(dice, 52),)]
        if section % 2 == 0:
            blocks[-1] = (*blocks[-1], f"[^{section // 2 + 1}]")
        elif section < 4:
            target = (number + 1 + dice.below(max(1, count - 1))) % count
            link = Link(label=dice.pick(OBJECTS), target=slug_of(target))
            blocks[-2] = (*blocks[-2], " On lira aussi ", link, ".")
        if section == 1:
            items = [f"- {say_clause(dice)}\u202f;" for _ in range(4)]
            blocks.append(("\n".join(items),))
        elif section == 3:
            blocks.append(("> " + say_paragraph(dice, 24).replace("\n", "\n> "),))
        elif section == 4 and number % 5 == 0:
            code = CODE.format(number=number, limit=dice.below(150) + 5)
            blocks.append((f"```python\n{code}```",))
    blocks += [(f"[^{note}]: {say_sentence(dice)}",) for note in (1, 2, 3)]
    return Essay(
        number=number,
        slug=slug_of(number),
        title=title,
        date=FIRST + number * min(STEP, SPAN / count),
        summary=summary,
        tags=tags,
        blocks=tuple(blocks),
    )


def slug_of(number: int) -> str:
    """Return the slug of an essay."""
    return f"feuillet-{number:05d}"


def say_title(dice: Dice) -> str:
    """Return a few words without markup."""
    words = f"{dice.pick(SUBJECTS)} et {dice.pick(OBJECTS)}"
    return words[0].upper() + words[1:]


def say_clause(dice: Dice, *, plain: bool = False) -> str:
    """Return who does what, sometimes with emphasis."""
    thing = dice.pick(OBJECTS)
    chance = dice.throw()
    if not plain and chance < 0.06:
        thing = f"*{thing}*" if chance < 0.04 else f"**{thing}**"
    elif chance > 0.95:
        thing = f"«\u00a0{thing}\u00a0»"
    words = f"{dice.pick(SUBJECTS)} {dice.pick(VERBS)} {thing}"
    if dice.throw() < 0.4:
        words += f" {dice.pick(QUALITIES)}"
    if dice.throw() < 0.35:
        words += f" {dice.pick(MOMENTS)}"
    return words


def say_sentence(dice: Dice, *, plain: bool = False) -> str:
    """Return a sentence of one clause or of several."""
    words = say_clause(dice, plain=plain)
    if dice.throw() < 0.35:
        words = f"{dice.pick(OPENERS)} {words}"
    while dice.throw() < 0.4:
        words += f"{dice.pick(HINGES)} {say_clause(dice, plain=plain)}"
    return words[0].upper() + words[1:] + dice.pick(ENDS)


def say_paragraph(dice: Dice, words: int) -> str:
    """Return sentences of at least so many words in all, one on a line."""
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        sentences.append(say_sentence(dice))
    return "\n".join(sentences)


# Layouts.


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """How a generator wants its essays."""

    path: Callable[[Essay], str]
    """The file of the text of an essay."""
    head: Callable[[Essay], str]
    link: str
    """A link to an essay, with its `slug`."""
    more: Callable[[Essay], dict[str, str]] = lambda _essay: {}
    """Other files of an essay, by their paths."""
    once: Callable[[], dict[str, str]] = dict
    """Files that all essays share."""


def head_of_ours(essay: Essay) -> str:
    """Return the header of `index.md`."""
    date = f"{essay.date:%Y-%m-%d %H:%M+00:00}"
    return f"Title: {essay.title}\nDate: {date}\nSummary: {essay.summary}\n"


def record_of_ours(essay: Essay) -> dict[str, str]:
    """Return `essay.toml`."""
    identity = f"e-{base36(essay.number):0>6}"
    tags = ", ".join(f'"{slugify(tag)}"' for tag in essay.tags)
    text = f'id = "{identity}"\nuri = "tag:bench.example,2026:{identity}"\ntags = [{tags}]\n'
    return {f"content/essays/{essay.slug}/essay.toml": text}


def tags_of_ours() -> dict[str, str]:
    """Return `tags.toml`."""
    tables = []
    for tag in TAGS:
        slug, name = slugify(tag), tag[0].upper() + tag[1:]
        for lang in ("fr", "en"):
            rows = f'name = "{name}"\nslug = "{slug}"\nsentence = "{name}, et le reste."\n'
            tables.append(f"[{slug}.{lang}]\n{rows}")
    return {"content/tags.toml": "\n".join(tables)}


def head_of_pelican(essay: Essay) -> str:
    """Return the metadata of a flat file."""
    return (
        f"Title: {essay.title}\nDate: {essay.date:%Y-%m-%d %H:%M}\nSlug: {essay.slug}\n"
        f"Tags: {', '.join(essay.tags)}\nSummary: {essay.summary}\n"
    )


def head_of_hugo(essay: Essay) -> str:
    """Return front matter in TOML."""
    tags = ", ".join(f'"{tag}"' for tag in essay.tags)
    return (
        f'+++\ntitle = "{essay.title}"\ndate = {essay.date:%Y-%m-%dT%H:%M:%SZ}\n'
        f'slug = "{essay.slug}"\ntags = [{tags}]\nsummary = "{essay.summary}"\n+++\n'
    )


LAYOUTS = {
    "ours": Layout(
        path=lambda essay: f"content/essays/{essay.slug}/index.md",
        head=head_of_ours,
        link="{{filename}}../{slug}/index.md",
        more=record_of_ours,
        once=tags_of_ours,
    ),
    "pelican": Layout(
        path=lambda essay: f"content/essays/{essay.slug}.md",
        head=head_of_pelican,
        link="{{filename}}{slug}.md",
    ),
    "hugo": Layout(
        path=lambda essay: f"content/essays/{essay.slug}.md",
        head=head_of_hugo,
        link='{{{{< relref "{slug}.md" >}}}}',
    ),
}


def slugify(tag: str) -> str:
    """Return the key of a tag."""
    return tag.translate({ord("é"): "e", ord("’"): "-", ord(" "): "-"})


def base36(number: int) -> str:
    """Return a whole number in digits and small letters."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = digits[number % 36]
    while number := number // 36:
        text = digits[number % 36] + text
    return text


def dump_essay(essay: Essay, layout: Layout) -> str:
    """Return the text of an essay as one generator wants it."""
    blocks = []
    for block in essay.blocks:
        pieces = [
            piece
            if isinstance(piece, str)
            else f"[{piece.label}]({layout.link.format(slug=piece.target)})"
            for piece in block
        ]
        blocks.append("".join(pieces))
    return f"{layout.head(essay)}\n" + "\n\n".join(blocks) + "\n"


# Reflections.


def build_reflections(essay: Essay, count: int, seed: str) -> tuple[Any, ...]:
    """Return so many reflections of an essay, as the plugin has them, from the oldest on."""
    find_plugins()
    from pelican.plugins.reflections import ids, models  # noqa: PLC0415 - few need them

    dice = Dice(f"{seed}/{essay.number}/reflections")
    names = [import_name(essay, number) for number in range(count)]
    found = []
    date = essay.date.replace(second=0, microsecond=0)
    for number, name in enumerate(names):
        date += timedelta(minutes=1 + dice.below(900))
        signed = dice.throw() < 0.8
        parent = names[dice.below(number)] if number % 3 == 2 else ""
        source = models.Source(
            channel=models.Channel.IMPORT, system=IMPORTED_FROM, identifier=name
        )
        found.append(
            models.Reflection(
                id=ids.import_id(IMPORTED_FROM, name),
                in_reply_to=ids.import_id(IMPORTED_FROM, parent) if parent else "",
                order=number + 1,
                date=date,
                date_precision=models.Precision.MINUTE,
                lang="fr",
                author=models.Author(name=dice.pick(READERS)) if signed else None,
                source=source,
                body=f"{say_paragraph(dice, 30)}\n\n{say_paragraph(dice, 15)}",
            )
        )
    return tuple(found)


IMPORTED_FROM = "bench"


def import_name(essay: Essay, number: int) -> str:
    """Return the name of a reflection where it is said to come from."""
    return f"{essay.slug}/{number}"


def find_plugins() -> None:
    """Make this tree's plugins importable, if they are not."""
    import pelican.plugins  # noqa: PLC0415 - Pelican is slow to import

    plugins = str(Path(__file__).resolve().parent.parent.parent / "plugins")
    if plugins not in pelican.plugins.__path__:
        pelican.plugins.__path__.append(plugins)


def write_reflections(essay: Essay, count: int, folder: Path, seed: str) -> None:
    """Write the reflections of an essay beside it, each in its canonical form."""
    reflections = build_reflections(essay, count, seed)
    from pelican.plugins.reflections.files import dump_reflection  # noqa: PLC0415 - found by now

    place = (folder / LAYOUTS["ours"].path(essay)).parent / "reflections"
    for reflection in reflections:
        write_file(place / f"{reflection.id}.md", dump_reflection(reflection))


def write_corpus(
    name: str, count: int, folder: Path, seed: str = "liens", reflections: int = 0
) -> int:
    """Write a corpus below a folder, and return the size of its texts in bytes.

    Only ours can have reflections, so many an essay.
    """
    layout = LAYOUTS[name]
    for path, text in layout.once().items():
        write_file(folder / path, text)
    size = 0
    for number in range(count):
        essay = build_essay(number, count, seed)
        size += write_file(folder / layout.path(essay), dump_essay(essay, layout))
        for path, text in layout.more(essay).items():
            write_file(folder / path, text)
        if reflections:
            write_reflections(essay, reflections, folder, seed)
    return size


def write_file(path: Path, text: str) -> int:
    """Write a text, and return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a corpus of essays.")
    parser.add_argument("layout", choices=sorted(LAYOUTS))
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", default="liens")
    parser.add_argument("--reflections", type=int, default=0, help="so many an essay, in ours")
    given = parser.parse_args()
    if given.reflections and given.layout != "ours":
        parser.error("only 'ours' has reflections")
    size = write_corpus(given.layout, given.count, given.folder, given.seed, given.reflections)
    sys.stdout.write(f"{given.count} essays, {size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
