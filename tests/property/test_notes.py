"""What is true of the notes of every text."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pelican.plugins.essays.body import Source, render_body
from pelican.plugins.essays.notes import gather_notes, with_endnotes

NAMES = tuple("abcdef")
BLOCKS = (
    "Phrase {}.",
    "## Titre {}",
    "- point\n- autre {}\n    - encore {}",
    "> Citation {}.",
    "| tête {} | b |\n|---|---|\n| c | d {} |",
    "terme\n:   sens {}",
    "```\ncode {}\n```",
    "<div>{}</div>",
)
CODE = "code", "<div>"


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a text, and the names of its notes in the order of their first calls."""
    blocks = [
        block.replace("{}", draw(st.sampled_from(["", *(f"[^{name}]" for name in NAMES)])))
        for block in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8))
    ]
    called = [
        name
        for block in blocks
        if not any(sign in block for sign in CODE)
        for name in re.findall(r"\[\^(.)\]", block)
    ]
    called = list(dict.fromkeys(called))
    inside = iter(name for name in NAMES if name not in called)
    notes: list[str] = []
    order: list[str] = []
    for name in called:
        inner = next(inside, "") if draw(st.booleans()) else ""
        notes.append(f"[^{name}]: note {name}" + (f"[^{inner}]" if inner else ""))
        order.append(name)
        if inner:
            notes.append(f"[^{inner}]: note {inner}\n\n    suite")
            order.append(inner)
    body = "\n\nEt.\n\n".join(blocks)  # two lists in a row would be one
    return "\n\n".join([body, *draw(st.permutations(notes))]) + "\n", order


def render(text: str) -> str:
    source = Source(path="a.md", folder=Path(), content=Path(), lang="fr", first_line=1)
    body = render_body(text, source)
    assert body is not None, source.problems
    return body.html


def words(markup: str) -> list[str]:
    return sorted(re.findall(r"[^\W\d]+", re.sub(r"<[^<>]*>", " ", markup)))


@given(texts())
def test_each_note_is_there_once_after_its_call(drawn: tuple[str, list[str]]) -> None:
    """In the order of the calls, after the block of the first, among the blocks of the text."""
    text, order = drawn
    markup = render(text)
    root = html.fragment_fromstring(markup, create_parent="div")
    blocks = list(root)
    notes = [block for block in blocks if block.get("class") == "sidenote"]
    assert len(list(root.iter("aside"))) == len(notes)
    assert [note.get("id") for note in notes] == [f"fn-{name}" for name in order]
    identifiers = root.xpath(".//@id")
    assert len(set(identifiers)) == len(identifiers)
    for number, note in enumerate(notes, start=1):
        calls = root.xpath(f".//a[@class='footnote-ref'][@href='#{note.get('id')}']")
        assert {call.text for call in calls} == {str(number)}
        place = blocks.index(note)
        before = place - 1
        while blocks[before].get("class") == "sidenote" and calls[0] not in blocks[before].iter():
            before -= 1
        assert calls[0] in blocks[before].iter()
        backs = note.xpath(".//a[@class='sidenote-number' or ../@class='sidenote-again']/@href")
        assert backs == [f"#{call.getparent().get('id')}" for call in calls]


@given(texts())
def test_gathering_loses_no_word(drawn: tuple[str, list[str]]) -> None:
    """The text and its notes have the words that the page has, each once."""
    text, order = drawn
    markup = render(text)
    rest, notes = gather_notes(markup)
    assert [note.anchor for note in notes] == [f"fn-{name}" for name in order]
    assert words(rest + "".join(note.html for note in notes)) == words(markup)
    assert words(with_endnotes(markup)) == words(markup)
