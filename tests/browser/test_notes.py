"""Notes beside their lines, in Chromium, where the window has a margin for them."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PATHS = (
    "le-monde-est-petit/",
    "mille-contacts/",
    "trois-ans-apres/",
    "en/the-honey-pot/",
    "en/the-small-and-the-vast/",
)

Open = Callable[..., Any]

PLACES = """() => {
  const box = (element) => element.getBoundingClientRect();
  return [...document.querySelectorAll(".essay-body > .sidenote")].map((note) => {
    const call = document.querySelector(note.querySelector("a").getAttribute("href") + " a");
    const {top, bottom, left} = box(note);
    return {top, bottom, left, call: (box(call).top + box(call).bottom) / 2};
  });
}"""
"""Where each note stands, and the middle of its call."""

PUT_LAST = """(lines) => {
  const text = document.querySelector(".essay-body");
  const all = text.querySelectorAll("sup:has(> .footnote-ref)");
  const call = all[all.length - 1];
  const block = [...text.children].find((child) => child.contains(call));
  const note = block.nextElementSibling;
  while (note.nextElementSibling) note.nextElementSibling.remove();
  for (let line = 0; line < lines; line++) note.append(document.createElement("p"), "words");
  const [{top, bottom}, end] = [note.getBoundingClientRect(), text.getBoundingClientRect()];
  const before = [...text.querySelectorAll(".sidenote")].at(-2).getBoundingClientRect().bottom;
  return {top, bottom, before, end: end.bottom, call: call.getBoundingClientRect().top};
}"""
"""Ends the text with its last note, made longer by lines; tells where they stand then."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [1200, 1440])
def test_a_note_is_level_with_its_call_or_just_below_the_note_before(
    reader: Open, path: str, width: int
) -> None:
    """Each stands beside the line that calls it, unless the note before it is in the way."""
    with reader(width=width) as read:
        read.open(path)
        edge = read.page.locator(".essay-body").bounding_box()
        above = float("-inf")
        level = 0
        for note in read.page.evaluate(PLACES):
            assert note["left"] > edge["x"] + edge["width"]
            assert note["top"] > above
            beside = abs(note["top"] - note["call"]) < 16
            level += beside
            assert beside or (note["top"] > note["call"] and note["top"] - above < 32)
            above = note["bottom"]
        assert level >= 4


def test_the_last_note_ends_with_the_text_where_it_can(reader: Open) -> None:
    """A note that would hang below the text is moved up, as far as the note before it allows."""
    with reader(width=1440) as read:
        read.open("le-petit-et-l-immense/")
        found = read.page.evaluate(PUT_LAST, 4)
        assert found["bottom"] == pytest.approx(found["end"], abs=1)
        assert found["before"] < found["top"] < found["call"]
