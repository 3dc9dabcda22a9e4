"""The two languages of an essay have the same anchors, and where they part is told."""

from pathlib import Path

import pytest
from pelican.plugins.build.problems import Problem
from pelican.plugins.essays.body import Body, Source, render_body
from pelican.plugins.essays.ledger import Ledger
from pelican.plugins.essays.paragraphs import build_ledger, pair_blocks, read_blocks
from pelican.plugins.essays.settling import Settled, read_words, settle_texts

PLACE = "content/essays/le-pont"
HEADER = "Title: Le pont\n\n"


def bodies_of(folder: Path, **texts: str) -> dict[str, Body]:
    """Return the bodies of texts that are written into a folder, by language."""
    bodies = {}
    for lang, text in texts.items():
        name = "index.md" if lang == "fr" else f"index.{lang}.md"
        (folder / name).write_text(HEADER + text, "utf-8")
        source = Source(
            path=f"{PLACE}/{name}", folder=folder, content=folder, lang=lang, first_line=3
        )
        body = render_body(text, source)
        assert body is not None
        bodies[lang] = body
    return bodies


def settle(
    folder: Path, fr: str, en: str, ledger: Ledger | None = None, *, published: bool = True
) -> Settled:
    """Return two texts settled."""
    return settle_texts(
        folder, PLACE, bodies_of(folder, fr=fr, en=en), ledger, published=published
    )


def ledger_of(folder: Path, known: Ledger | None = None, **texts: str) -> Ledger:
    """Return the ledger that is written of some texts."""
    bodies = bodies_of(folder, **texts)
    twins = pair_blocks({lang: read_blocks(body) for lang, body in bodies.items()})
    assert twins is not None
    return build_ledger(twins, {lang: read_words(body) for lang, body in bodies.items()}, known)


def blocks_of(settled: Settled) -> dict[str, str]:
    """Return the anchors of each text."""
    assert settled.problems == ()
    return {lang: " ".join(body.blocks.split()) for lang, body in settled.bodies.items()}


@pytest.mark.parametrize(
    ("fr", "en", "blocks"),
    [
        ("Un.\n\n## Deux\n\nTrois.\n", "One.\n\n## Two\n\nThree.\n", "p1 deux p2"),
        ("## Deux {#d}\n", "## Two\n", "d"),
        ("## Deux\n", "## Two {#two}\n", "two"),
        ("Un.\n\nDeux.\n{#d}\n", "One.\n\nTwo.\n", "p1 d"),
        ("Un.\n\nDeux.\n", "One.\n\nTwo.\n{#two}\n", "p1 two"),
    ],
    ids=["by place", "the French one’s", "the English one’s", "of a paragraph", "or the other"],
)
def test_twins_have_one_anchor(tmp_path: Path, fr: str, en: str, blocks: str) -> None:
    """That which an author gave to either; else the number, or what the French words make."""
    settled = settle(tmp_path, fr, en)
    assert blocks_of(settled) == {"fr": blocks, "en": blocks}
    assert settled.apart == {"fr": (), "en": ()}


def test_all_that_names_a_block_follows(tmp_path: Path) -> None:
    """Its HTML, the list of headings, the list of anchors; and nothing else changes."""
    settled = settle(
        tmp_path, "## L’eau <b>\n\nA.\n", '## Water\n\n<i id="x">Two</i> `id="water"`\n'
    )
    body = settled.bodies["en"]
    assert body.html == (
        '<h2 id="l-eau">Water</h2>\n<p id="p1"><i id="x">Two</i> <code>id="water"</code></p>'
    )
    assert [heading.id for heading in body.headings] == ["l-eau"]
    assert body.anchors == ("l-eau", "p1", "x")


def test_a_paragraph_with_the_same_anchor_may_stand_elsewhere(tmp_path: Path) -> None:
    """And the numbers of the others are those of the first text."""
    settled = settle(tmp_path, "Un.\n\nDeux.\n{#d}\n\nTrois.\n", "Two.\n{#d}\n\nOne.\n\nThree.\n")
    assert blocks_of(settled) == {"fr": "p1 d p3", "en": "d p1 p3"}


def test_a_paragraph_may_be_in_one_language_alone(tmp_path: Path) -> None:
    """It says so, and has an anchor that is no twin's."""
    settled = settle(
        tmp_path, "Un.\n\nDeux.\n{.alone}\n\nTrois.\n", "One.\n\nThree.\n\nFour.\n{.alone}\n"
    )
    assert blocks_of(settled) == {"fr": "p1 p1fr p2", "en": "p1 p2 p2en"}
    assert settled.apart == {"fr": ("p1fr",), "en": ("p2en",)}


def test_a_ledger_rules_both_languages(tmp_path: Path) -> None:
    """A paragraph put in between has a new number in either, and one that is alone keeps its."""
    ledger = ledger_of(tmp_path, fr="Un.\n\nSeul.\n{.alone}\n\nDeux.\n", en="One.\n\nTwo.\n")
    assert [row.anchor for row in ledger.rows] == ["p1", "p1fr", "p2"]
    settled = settle(
        tmp_path,
        "Nouveau, et rien de plus.\n\nUn.\n\nSeul.\n{.alone}\n\n## Là\n\nDeux.\n",
        "New, and nothing more.\n\nOne.\n\n## There\n\nTwo.\n\nNow I am alone.\n{.alone}\n",
        ledger,
    )
    assert blocks_of(settled) == {"fr": "p3 p1 p1fr la p2", "en": "p3 p1 la p2 p4"}
    assert settled.apart == {"fr": ("p1fr",), "en": ("p4",)}
    assert [f'id="{one}"' in settled.bodies["fr"].html for one in ("p1", "p3", "p4")] == [
        *(True, True, False)
    ]


SAME = "The two languages of an essay have the same sections, in one order."
ALONE = "A paragraph of one language alone says so on a line below it: {.alone}"


@pytest.mark.parametrize(
    ("fr", "en", "line", "message", "hint"),
    [
        ("Un.\n\n## Deux\n\nTrois.\n", "One.\n\nOne more.\n\n## Two\n\nThree.\n", 3,
         "this section has 2 paragraphs, and its twin 1 (content/essays/le-pont/index.md:3)",
         ALONE),
        ("Un.\n\n## Deux\n\n```\n## Non\n```\n\nTrois.\n\nQuatre.\n", "One.\n\n## Two\n\nThree.\n",
         5, "this section has 1 paragraph, and its twin 2 (content/essays/le-pont/index.md:5)",
         ALONE),
        ("## Un\n\n## Deux\n", "## One\n\n### Two\n", 5,
         "a heading of level 3, and its twin is of level 2 (content/essays/le-pont/index.md:5)",
         SAME),
        ("## Un\n", "## One\n\n## Two\n", 5,
         "this section has no twin in content/essays/le-pont/index.md", SAME),
        ("## Un\n\n## Deux\n", "## One\n", 3,
         "here ends the last section, and one follows (content/essays/le-pont/index.md:5)",
         SAME),
        ("Un.\n\nDeux\n----\n", "One.\n\nMore.\n\nTwo\n---\n", 0,
         "this section has 2 paragraphs, and its twin 1 (content/essays/le-pont/index.md)", ALONE),
    ],
    ids=["one more", "one less", "level", "a section more", "a section less", "underlined"],
)  # fmt: skip
def test_where_two_languages_part_is_told(
    tmp_path: Path, fr: str, en: str, line: int, message: str, hint: str
) -> None:
    """The first section that differs, in both files; a draft may part as it likes."""
    settled = settle(tmp_path, fr, en)
    assert settled.problems == (Problem(f"{PLACE}/index.en.md", line, message, hint),)
    draft = settle(tmp_path, fr, en, published=False)
    assert draft.problems == ()
    assert draft.apart == {lang: tuple(body.blocks.split()) for lang, body in draft.bodies.items()}


def test_twins_with_two_anchors_are_told(tmp_path: Path) -> None:
    """For a link could lead to one of them alone."""
    settled = settle(tmp_path, "## Un {#un}\n\nA.\n{#a}\n", "## One {#one}\n\nB.\n{#b}\n")
    hint = "Give both the same, so that a link leads to either."
    assert settled.problems == (
        Problem(
            f"{PLACE}/index.en.md", 3, f"the anchor 'one' is 'un' in {PLACE}/index.md:3", hint
        ),
        Problem(f"{PLACE}/index.en.md", 6, f"the anchor 'b' is 'a' in {PLACE}/index.md:6", hint),
    )


def test_an_anchor_that_is_taken_from_a_twin_must_be_free(tmp_path: Path) -> None:
    """It may be given to something else in the other language."""
    settled = settle(tmp_path, "## Un\n", '## One\n\n- <i id="un">x</i>\n')
    hint = "Give each its own {#id}, the same in every language."
    assert settled.problems == (
        Problem(f"{PLACE}/index.en.md", 0, "the anchor 'un' is there twice", hint),
    )
