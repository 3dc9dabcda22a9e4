"""A build after any edits gives the bytes that a clean build gives, or fails as it fails."""

import contextlib
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pelican.plugins.build.problems import BuildFailed
from pelican.plugins.build.run import build
from pelican.plugins.build.settings import Settings, load_settings

TESTS = Path(__file__).resolve().parent.parent
SITE = TESTS / "sites" / "bilingual"
TEMPLATES = TESTS.parent / "plugins" / "essays" / "templates"
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class World:
    """A site under edit: its folder, its clock; with or without cards and books, slow to draw."""

    def __init__(self, folder: Path, *, drawn: bool) -> None:
        self.folder = folder
        self.now = NOW
        self.drawn = drawn
        self.per_page = 10
        self.typography = True
        self.count = 0
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("expected"))
        shutil.copytree(TEMPLATES, folder / "theme" / "templates")

    def essays(self) -> list[Path]:
        """Return the folders of the essays, sorted."""
        return sorted(path for path in (self.folder / "content/essays").iterdir() if path.is_dir())

    def pick(self, chance: random.Random, pattern: str) -> Path | None:
        """Return one file of the essays, or `None` when none matches."""
        files = sorted((self.folder / "content/essays").glob(pattern))
        return chance.choice(files) if files else None

    def settings(self) -> Settings:
        """Return the settings as they are now."""
        known = load_settings(self.folder / "pelicanconf.py")
        return replace(
            known,
            per_page=self.per_page,
            typography=self.typography,
            cards=self.drawn,
            epub=self.drawn,
        )


def substitute(path: Path | None, pattern: str, replacement: str) -> None:
    """Replace the first match of a pattern in a file, if there is one."""
    if path is not None:
        text = path.read_text(encoding="utf-8")
        text = re.sub(pattern, lambda _: replacement, text, count=1, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


Edit = Callable[[World, random.Random], None]


def edit_body(world: World, chance: random.Random) -> None:
    """Add a paragraph in every language."""
    for path in sorted(chance.choice(world.essays()).glob("index*.md")):
        path.write_text(path.read_text("utf-8") + f"\nEncore {chance.random()}.\n", "utf-8")


def edit_words(world: World, chance: random.Random) -> None:
    """Change the words of a paragraph in one language, or what a heading is called."""
    pattern = chance.choice([r"^[A-Z][a-z’ ]+(?= )(?!.*:)", r"^## .*$"])
    word = f"Mot {chance.randrange(9)}"
    replacement = word if pattern[1] == "[" else f"## {word}"
    substitute(world.pick(chance, "*/index*.md"), pattern, replacement)


def put_paragraph(world: World, chance: random.Random) -> None:
    """Put a paragraph before all others in every language, or in one alone."""
    paths = sorted(chance.choice(world.essays()).glob("index*.md"))
    alone = chance.random() < 0.4
    for path in paths[-1:] if alone else paths:
        head, _, text = path.read_text("utf-8").partition("\n\n")
        mark = "\n{.alone}" if alone else ""
        path.write_text(f"{head}\n\nAvant {chance.randrange(99)}.{mark}\n\n{text}", "utf-8")


def write_ledger(world: World, chance: random.Random) -> None:
    """Write down the numbers of an essay's paragraphs as they are now."""
    from pelican.plugins.essays.ledger import dump_ledger  # noqa: PLC0415
    from pelican.plugins.essays.numbering import load_numbered  # noqa: PLC0415

    name = chance.choice(world.essays()).name
    with contextlib.suppress(BuildFailed):
        for one in load_numbered(world.settings(), [name]):
            path = world.folder / one.path
            path.write_text(dump_ledger(one.ledger), "utf-8")


def add_claim(world: World, chance: random.Random) -> None:
    """Make a dated claim of a word in one language, or change the date of one."""
    path = world.pick(chance, "*/index*.md")
    assert path
    day = (NOW - timedelta(days=chance.randrange(540, 555))).date()
    claim = f'[Un mot]{{claim date={day} source="Source {chance.randrange(3)}"}}'
    text = path.read_text("utf-8")
    if "{claim" in text:
        text = re.sub(r"date=\S+", f"date={day}", text)
    else:
        text = re.sub(r"\n\n(?=[A-Z][a-z])", f"\n\n{claim}, ", text, count=1)
    path.write_text(text, "utf-8")


def edit_ledger(world: World, chance: random.Random) -> None:
    """Take a row or the whole file of a ledger away, or break it."""
    path = world.pick(chance, "*/paragraphs.toml")
    if path:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if chance.random() < 0.3 or len(lines) < 5:
            path.unlink()
        else:
            del lines[chance.randrange(len(lines))]
            path.write_text("".join(lines), "utf-8")


def edit_notes(world: World, chance: random.Random) -> None:
    """Call a note of one's own, one that is not there, or leave one that nothing calls."""
    path = world.pick(chance, "*/index*.md")
    assert path
    world.count += 1
    call, note = f"\nEt[^n{world.count}].\n", f"\n[^n{world.count}]: Une note.\n"
    more = chance.choice([call + note, call + note, call, note])
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def edit_references(world: World, chance: random.Random) -> None:
    """Describe a work, for all texts or for one, in other words each time; cite it in one."""
    path = world.pick(chance, "*/index*.md")
    assert path
    key = f"k{chance.randrange(3)}"
    folder = chance.choice([world.folder / "content", path.parent])
    work = f"title = {{Titre {chance.randrange(9)}}}, author = {{Roux, A.}}, year = 2001"
    (folder / "references.bib").write_text(f"@book{{{key}, {work}}}\n", "utf-8")
    if chance.random() < 0.7:
        path.write_text(path.read_text("utf-8") + f"\nVoir [@{key}].\n", "utf-8")


def erase_references(world: World, chance: random.Random) -> None:
    """Take the description of works out; some text may cite one."""
    paths = sorted((world.folder / "content").glob("**/references.bib"))
    if paths:
        chance.choice(paths).unlink()


def edit_title(world: World, chance: random.Random) -> None:
    """Change a title."""
    path = world.pick(chance, "*/index*.md")
    substitute(path, r"^Title:.*$", f"Title: Titre {chance.randrange(5)}")


def edit_summary(world: World, chance: random.Random) -> None:
    """Change a standfirst."""
    substitute(world.pick(chance, "*/index*.md"), r"^Summary:.*$", f"Summary: {chance.random()}")


def edit_slug(world: World, chance: random.Random) -> None:
    """Give a text another address; sometimes one that is taken."""
    path = world.pick(chance, "*/index.en.md")
    substitute(path, r"^Slug:.*\n", "")
    substitute(path, r"^Summary:", f"Slug: lane-{chance.randrange(4)}\nSummary:")


def edit_date(world: World, chance: random.Random) -> None:
    """Move a text in time, sometimes into the future."""
    day = (NOW + timedelta(days=chance.randrange(-9, 5))).date()
    substitute(world.pick(chance, "*/index*.md"), r"^Date:.*$", f"Date: {day}")


def edit_modified(world: World, chance: random.Random) -> None:
    """Say that a text was modified."""
    substitute(
        world.pick(chance, "*/index*.md"),
        r"^(Modified:.*\n)?Summary:",
        f"Modified: 2026-12-0{chance.randrange(1, 9)}\nSummary:",
    )


def edit_status(world: World, chance: random.Random) -> None:
    """Make a text a draft, or no longer one."""
    status = chance.choice(["draft", "published"])
    path = world.pick(chance, "*/index*.md")
    substitute(path, r"^(Status:.*\n)?Summary:", f"Status: {status}\nSummary:")


def edit_tags(world: World, chance: random.Random) -> None:
    """Give an essay other tags."""
    known = re.findall(
        r"^\[([\w-]+)\.fr\]", (world.folder / "content/tags.toml").read_text("utf-8"), re.MULTILINE
    )
    chosen = chance.sample(known, chance.randrange(len(known) + 1))
    substitute(
        world.pick(chance, "*/essay.toml"), r"^tags =.*$", f"tags = {chosen!r}".replace("'", '"')
    )


def edit_tag_name(world: World, chance: random.Random) -> None:
    """Rename a tag."""
    substitute(
        world.folder / "content/tags.toml", r"^name =.*$", f'name = "Nom {chance.randrange(3)}"'
    )


def edit_record(world: World, chance: random.Random) -> None:
    """Change whose argument an essay restates."""
    path = world.pick(chance, "*/essay.toml")
    assert path
    text = re.sub(r"^place =.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    place = f'place = "Lieu {chance.randrange(9)}"'
    if "[provenance]" not in text:
        text += "\n[provenance]\n"
    path.write_text(text.replace("[provenance]\n", f"[provenance]\n{place}\n", 1), "utf-8")


def edit_question(world: World, chance: random.Random) -> None:
    """Ask readers one more question."""
    path = world.pick(chance, "*/essay.toml")
    assert path
    world.count += 1
    more = f'\n[[questions]]\nid = "q-x{world.count}"\nfr = "Pourquoi ?"\nen = "Why?"\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def edit_reflection(world: World, chance: random.Random) -> None:
    """Change the words of a reflection."""
    path = world.pick(chance, "*/reflections/*.md")
    if path:
        path.write_text(
            path.read_text("utf-8").rstrip() + f" Voilà {chance.randrange(99)}.\n", "utf-8"
        )


def erase_reflection(world: World, chance: random.Random) -> None:
    """Take a reflection out; its replies may be left without a parent."""
    path = world.pick(chance, "*/reflections/*.md")
    if path:
        path.unlink()


def edit_passage(world: World, chance: random.Random) -> None:
    """Let a reflection speak of a passage, or answer a question, or be an objection."""
    path = world.pick(chance, "*/reflections/*.md")
    words = ("On le traverse", "Une clé tient l’arc", "You cross it", "nulle part")
    more = chance.choice(
        [
            f'[passage]\nexact = "{chance.choice(words)}"\n',
            '[[answers]]\nquestion = "q-1"\n',
            "[rating]\nvalue = 3\nmax = 5\n",
        ]
    )
    substitute(path, r"^\[source\]\n", f"{more}[source]\n")


def edit_status_of_reflection(world: World, chance: random.Random) -> None:
    """Withdraw a reflection, or publish it."""
    status = chance.choice(['"published"', '"pending"\nsince = 2026-11-19T09:00:00+01:00'])
    path = world.pick(chance, "*/reflections/*.md")
    substitute(path, r"^status = .*\n(since = .*\n)?", f"status = {status}\n")


def edit_objection(world: World, chance: random.Random) -> None:
    """Set an objection before all others, sometimes one of another essay."""
    path, first = world.pick(chance, "*/essay.toml"), world.pick(chance, "*/reflections/*.md")
    if first:
        line = f'strongest_objection = "{first.stem}"\ntags ='
        substitute(path, r"^(strongest_objection = .*\n)?tags =", line)


def share_reflection(world: World, chance: random.Random) -> None:
    """Copy a reflection beside another essay, where it has no place."""
    path = world.pick(chance, "*/reflections/*.md")
    if path:
        folder = chance.choice(world.essays()) / "reflections"
        folder.mkdir(exist_ok=True)
        (folder / path.name).write_bytes(path.read_bytes())


def add_reflection(world: World, chance: random.Random) -> None:
    """Let a reader speak."""
    from pelican.plugins.reflections.ids import import_id  # noqa: PLC0415

    folder = chance.choice(world.essays()) / "reflections"
    folder.mkdir(exist_ok=True)
    name = import_id("test", str(chance.random()))
    day = chance.randrange(10, 20)
    head = f'+++\nid = "{name}"\ndate = 2026-11-{day}T12:00:00+01:00\ndate_precision = "minute"\n'
    tail = (
        'lang = "fr"\nrestated = false\n[source]\nchannel = "entry"\n[state]\n'
        'status = "published"\n+++\nUne *réflexion*.\n'
    )
    (folder / f"{name}.md").write_text(head + tail, "utf-8")


def edit_data(world: World, chance: random.Random) -> None:
    """Add a tie to the network of a figure."""
    path = world.pick(chance, "*/data/*.csv")
    if path:
        path.write_text(path.read_text("utf-8") + f"Ana,Voisin {chance.randrange(9)}\n", "utf-8")


def edit_template(world: World, chance: random.Random) -> None:
    """Change a template, or one that others include."""
    path = chance.choice(sorted((world.folder / "theme/templates").rglob("*.html")))
    path.write_text(path.read_text("utf-8") + f"<!-- {chance.randrange(9)} -->\n", "utf-8")


def edit_strings(world: World, chance: random.Random) -> None:
    """Translate a word of the interface otherwise."""
    path = world.folder / "theme/translations/fr/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(f'{head}msgid "Topics"\nmsgstr "Sujets {chance.randrange(3)}"\n', "utf-8")


def edit_settings(world: World, chance: random.Random) -> None:
    """Show more or fewer essays on a page of the list."""
    world.per_page = chance.randrange(1, 4)


def edit_address(world: World, chance: random.Random) -> None:
    """Move the site to another address."""
    path = world.folder / "pelicanconf.py"
    substitute(path, r"^SITEURL =.*$", f'SITEURL = "https://rives.example/{chance.randrange(3)}"')


def edit_page(world: World, chance: random.Random) -> None:
    """Change a standing page, or the introduction of the home page."""
    names = ("home.md", "home.en.md", "pages/about.md", "pages/subscribe.en.md")
    path = world.folder / "content" / chance.choice(names)
    substitute(path, r"^Title:.*$", f"Title: Page {chance.randrange(3)}")


def edit_static(world: World, chance: random.Random) -> None:
    """Add a file to the theme, or change it: a style sheet, what it imports, a font."""
    names = ("css/site.css", "css/0.css", "css/1.css", "fonts/0.woff2", "notes.txt")
    path = world.folder / "theme/static" / chance.choice(names)
    known = [name for name in names if (world.folder / "theme/static" / name).exists()]
    lines = [
        f'@import url("{name.removeprefix("css/")}");'
        for name in known
        if path.name == "site.css" and name.startswith("css/") and not name.endswith("site.css")
    ] + [
        f'@font-face {{ src: url("../{name}") }}'
        for name in known
        if path.suffix == ".css" and name.endswith(".woff2")
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, f"p {{ order: {chance.randrange(3)} }}"]), "utf-8")


def edit_picture(world: World, chance: random.Random) -> None:
    """Make a picture heavier or lighter."""
    path = world.pick(chance, "*/*.png")
    if path:
        start, mark, _ = path.read_bytes().partition(b"IEND\xaeB`\x82")
        path.write_bytes(start + mark + bytes(100 * chance.randrange(9)))


def edit_style(world: World, chance: random.Random) -> None:
    """Load a style sheet on every page, with a font and a picture of the theme or of a host."""
    css = world.folder / "theme/static/css/label.css"
    css.parent.mkdir(parents=True, exist_ok=True)
    place = chance.choice(["../font.woff2", "https://fonts.example/a.woff2"])
    css.write_text(f"@font-face {{ src: url({place}) }} i {{ color: red }}\n" * 3, "utf-8")
    (css.parent.parent / "font.woff2").write_bytes(bytes(1000 * chance.randrange(9)))
    base = world.folder / "theme/templates/base.html"
    if "label.css" not in base.read_text("utf-8"):
        link = """<link rel="stylesheet" href="{{ view.href('theme/css/label.css') }}">"""
        substitute(base, "</head>", f"{link}\n</head>")


def edit_script(world: World, chance: random.Random) -> None:
    """Give the pages a script, change it, or take it away."""
    path = world.folder / "theme/templates/page.js"
    path.write_text(chance.choice(["", "let a;\n", "let b;\n"]), "utf-8")


def edit_typography(world: World, chance: random.Random) -> None:
    """Type a sentence as a typewriter would, and have texts set, or shown as typed."""
    path = world.pick(chance, "*/index*.md")
    assert path
    path.write_text(path.read_text("utf-8") + "\nL'un : \"l'autre\" ?\n{.alone}\n", "utf-8")
    substitute(path, r"^Summary:.*$", "Summary: L'un, ou \"l'autre\" ?")
    world.typography = chance.random() < 0.5


def edit_colours(world: World, chance: random.Random) -> None:
    """Give the pages another ground, which the cards have too."""
    path = world.folder / "theme/static/css" / "tokens.css"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f":root {{ --color-page: #fffff{chance.randrange(3)}; }}\n", "utf-8")


def edit_author(world: World, chance: random.Random) -> None:
    """Say otherwise whose argument an essay restates: it is cited after that name."""
    path = world.pick(chance, "*/essay.toml")
    assert path
    text = path.read_text("utf-8")
    name = f'author = "Ana {chance.randrange(3)}"'
    if re.search(r"^author = ", text, flags=re.MULTILINE):
        substitute(path, r"^author = .*$", name)
    elif "[provenance]" in text:
        path.write_text(text.replace("[provenance]", f"[provenance]\n{name}"), "utf-8")
    else:
        path.write_text(f"{text}\n[provenance]\n{name}\n", "utf-8")


def delete_essay(world: World, chance: random.Random) -> None:
    """Delete an essay; links to it lead nowhere then."""
    shutil.rmtree(chance.choice(world.essays()))


def rename_essay(world: World, chance: random.Random) -> None:
    """Rename an essay's folder, and so its address."""
    folder = chance.choice(world.essays())
    world.count += 1
    folder.rename(folder.with_name(f"essai-{world.count}"))


def add_essay(world: World, chance: random.Random) -> None:
    """Write another essay."""
    world.count += 1
    folder = world.folder / "content/essays" / f"nouveau-{world.count}"
    folder.mkdir()
    name = f"e-{chance.randrange(36**4):06d}"[:8]
    (folder / "essay.toml").write_text(
        f'id = "{name}"\nuri = "tag:x.example,2026:{name}"\n', "utf-8"
    )
    date = f"2026-11-{chance.randrange(10, 25)}"
    text = f"Title: Nouveau {world.count}\nDate: {date}\nSummary: Neuf.\n\n## Un\n\nTexte.\n"
    (folder / "index.md").write_text(text, "utf-8")


def break_something(world: World, chance: random.Random) -> None:
    """Leave a source that no build can take."""
    path = world.pick(chance, "*/index*.md")
    assert path
    path.write_text(
        path.read_text("utf-8") + "\n[nulle part]({filename}../rien/index.md)\n", "utf-8"
    )


def mend(world: World, _chance: random.Random) -> None:
    """Take what was broken out again."""
    for path in sorted((world.folder / "content/essays").glob("*/index*.md")):
        text = path.read_text("utf-8")
        path.write_text(text.replace("\n[nulle part]({filename}../rien/index.md)\n", ""), "utf-8")


def wait(world: World, chance: random.Random) -> None:
    """Let time pass: a scheduled text may appear."""
    world.now += timedelta(days=chance.randrange(1, 4))


def touch(world: World, chance: random.Random) -> None:
    """Write a file again with the same bytes."""
    path = world.pick(chance, "*/index*.md")
    assert path
    path.write_bytes(path.read_bytes())


def tamper(world: World, chance: random.Random) -> None:
    """Delete or spoil a published file."""
    files = sorted(path for path in (world.folder / "output").rglob("*.html") if path.is_file())
    if files:
        path = chance.choice(files)
        path.unlink()
        if chance.random() < 0.5:
            path.write_text("spoilt", "utf-8")


def lose_notes(world: World, chance: random.Random) -> None:
    """Lose or damage a part of what earlier builds have noted."""
    files = sorted(path for path in (world.folder / ".build").glob("*") if path.is_file())
    if files:
        path = chance.choice(files)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if chance.random() < 0.5 else b"")


def lose_output(world: World, _chance: random.Random) -> None:
    """Delete the published site."""
    shutil.rmtree(world.folder / "output", ignore_errors=True)


def cite(world: World, chance: random.Random) -> None:
    """Let a text cite another one, in new words."""
    path, other = world.pick(chance, "*/index*.md"), world.pick(chance, "*/index*.md")
    assert path
    assert other
    link = f"{{filename}}../{other.parent.name}/{other.name}"
    path.write_text(f"{path.read_text('utf-8')}\nVoir [{chance.random()}]({link}).\n", "utf-8")


def cite_in_a_reflection(world: World, chance: random.Random) -> None:
    """Let a reflection cite an essay by its address."""
    path, other = world.pick(chance, "*/reflections/*.md"), chance.choice(world.essays())
    if path:
        words = f"[{chance.randrange(9)}]({world.settings().url}/{other.name}/)"
        path.write_text(f"{path.read_text('utf-8').rstrip()} Voir {words}.\n", "utf-8")


def edit_next(world: World, chance: random.Random) -> None:
    """Name the essay to be read after another; sometimes one that cannot be."""
    path = world.pick(chance, "*/essay.toml")
    assert path
    records = [(folder / "essay.toml").read_text("utf-8") for folder in world.essays()]
    ids = re.findall(r'^id = "([^"]*)"', "\n".join(records), re.MULTILINE)
    text = path.read_text("utf-8").partition("\n[next]\n")[0]
    reason = f'because.fr = "parce que {chance.randrange(9)}"\nbecause.en = "because"\n'
    path.write_text(f'{text}\n[next]\nessay = "{chance.choice(ids)}"\n{reason}', "utf-8")


EDITS: list[Edit] = [
    edit_body, add_claim, write_ledger, put_paragraph, edit_words,
    edit_title, edit_summary, edit_slug, edit_date, edit_modified, edit_status,
    edit_tags, edit_tag_name, edit_record, edit_question, edit_reflection, add_reflection,
    edit_passage, edit_status_of_reflection, edit_objection, erase_reflection, edit_data,
    edit_template, edit_strings, edit_settings, edit_address, edit_colours, edit_author,
    edit_page, edit_static, edit_script,
    delete_essay, rename_essay, add_essay, break_something, mend, wait, touch, tamper,
    lose_notes, lose_output, share_reflection, edit_notes, edit_references,
    erase_references, edit_picture, edit_style,
    edit_ledger,
    edit_typography,
    cite, cite_in_a_reflection, edit_next,
]  # fmt: skip


DRAWN: list[Edit] = [
    edit_body, edit_title, edit_slug, edit_date, edit_status, edit_tag_name, edit_data, edit_notes,
    edit_references, edit_settings, edit_address, edit_colours, edit_author, edit_page,
    edit_static, edit_typography, delete_essay, rename_essay, add_essay, wait, lose_notes,
]  # fmt: skip
"""Those that cards and books may show."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a published site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outcome(world: World, output: Path, notes: Path) -> list[str] | None:
    """Build, and return the problems, or `None` when there are none."""
    try:
        build(replace(world.settings(), output=output), world.now, notes=notes, workers=1)
    except BuildFailed as failure:
        return [str(problem) for problem in failure.problems]
    return None


# Steps that fail are told as they are: to look for shorter ones would take builds without end.
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 10**6)), max_size=12),
    st.sampled_from([False, False, True]),
)
def test_a_build_after_any_edits_equals_a_clean_build(
    steps: list[tuple[int, int]],
    drawn: bool,  # noqa: FBT001 - Hypothesis names it
) -> None:
    """Each edit, alone and after others, leaves the site that a clean build makes."""
    with tempfile.TemporaryDirectory() as top:
        world = World(Path(top) / "site", drawn=drawn)
        output, notes = world.folder / "output", world.folder / ".build"
        assert outcome(world, output, notes) is None
        for number, (edit, seed) in enumerate(steps):
            before = contents(output)
            EDITS[edit](world, random.Random(seed))  # noqa: S311 - not for secrets
            spoilt = contents(output) != before
            after = contents(output)
            clean = Path(top) / f"clean-{number}"
            expected = outcome(world, clean / "output", clean / "notes")
            assert outcome(world, output, notes) == expected
            if expected is None:
                assert contents(output) == contents(clean / "output")
            elif not spoilt:
                assert contents(output) == after


@pytest.mark.parametrize(
    ("edits", "drawn"), [(EDITS, False), (DRAWN, True)], ids=["pages", "cards and books"]
)
def test_every_edit_is_tried_once_with_its_neighbours(edits: list[Edit], *, drawn: bool) -> None:
    """Each kind of edit, in a fixed order, leaves the site that a clean build makes.

    One that leaves a broken site is taken back, so that the next is tried on a whole one.
    """
    tried = []
    with tempfile.TemporaryDirectory() as top:
        world = World(Path(top) / "site", drawn=drawn)
        output, notes = world.folder / "output", world.folder / ".build"
        for number, edit in enumerate(edits):
            kept = Path(top) / f"kept-{number}"
            shutil.copytree(world.folder / "content", kept)
            edit(world, random.Random(number))  # noqa: S311 - not for secrets
            clean = Path(top) / f"clean-{number}"
            expected = outcome(world, clean / "output", clean / "notes")
            assert outcome(world, output, notes) == expected, edit.__name__
            if expected is None:
                assert contents(output) == contents(clean / "output"), edit.__name__
                tried.append(edit)
            else:
                shutil.rmtree(world.folder / "content")
                shutil.copytree(kept, world.folder / "content")
    assert len(tried) > len(edits) * 0.7
