"""Notes beside their blocks, in Chromium, where the window has a margin for them."""

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
    let block = note.previousElementSibling;
    while (block.matches(".sidenote")) block = block.previousElementSibling;
    const {top, bottom, left} = box(note);
    return {top, bottom, left, block: box(block).top, end: box(block).bottom};
  });
}"""
"""Where each note stands, and the block that calls it."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [1200, 1440])
def test_a_note_is_beside_its_block_and_below_the_note_before(
    reader: Open, path: str, width: int
) -> None:
    """Each begins with the block that calls it; where a note is in the way, as soon after it."""
    with reader(width=width) as read:
        read.open(path)
        edge = read.page.locator(".essay-body").bounding_box()
        above = float("-inf")
        level = 0
        for note in read.page.evaluate(PLACES):
            assert note["left"] > edge["x"] + edge["width"]
            assert note["top"] > above
            beside = abs(note["top"] - note["block"]) < 40
            level += beside
            assert beside or note["block"] < note["top"] < max(above, note["end"]) + 48
            above = note["bottom"]
        assert level >= 4
