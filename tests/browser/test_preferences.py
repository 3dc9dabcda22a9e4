"""What a reader prefers is seen at once, without scripts; with scripts it is kept."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]

ESSAY, OTHER = "le-monde-est-petit/", "en/archives/"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
FACE = "getComputedStyle(document.body).fontFamily.split(',')[0]"
LIGHT, DARK = "rgb(251, 248, 241)", "rgb(23, 20, 17)"
KEPT = "localStorage.getItem('preferences')"


def choose(read: Any, name: str) -> None:  # noqa: ANN401 - a Reader
    """Choose by keyboard, as the label says it."""
    field = read.page.get_by_label(name, exact=True)
    field.focus()
    read.page.keyboard.press("Space")
    assert field.is_checked()


def unfold(read: Any) -> None:  # noqa: ANN401 - as above
    """Open the preferences by keyboard."""
    summary = read.page.locator(".preferences summary")
    summary.focus()
    read.page.keyboard.press("Enter")
    assert read.page.locator(".preferences fieldset").first.is_visible()


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize(
    ("dark", "name", "ground"), [(True, "clair", LIGHT), (False, "sombre", DARK)]
)
def test_the_ground_is_chosen(
    reader: Open,
    dark: bool,  # noqa: FBT001 - given by pytest
    name: str,
    ground: str,
    scripts: bool,  # noqa: FBT001 - as above
) -> None:
    """Against what the device says, and back to it."""
    with reader(360, dark=dark, scripts=scripts) as read:
        read.open(ESSAY)
        first = read.page.evaluate(GROUND)
        assert first == (DARK if dark else LIGHT)
        unfold(read)
        choose(read, name)
        assert read.page.evaluate(GROUND) == ground
        choose(read, "comme mon appareil")
        assert read.page.evaluate(GROUND) == first


def test_the_typefaces_are_chosen(reader: Open) -> None:
    """Those of the device, for the text and for the interface."""
    with reader() as read:
        read.open(ESSAY)
        assert read.page.evaluate(FACE) == "Spectral"
        unfold(read)
        choose(read, "ceux de mon appareil")
        assert read.page.evaluate(FACE) == "Charter"


def test_choices_are_kept_and_forgotten(reader: Open) -> None:
    """From page to page, in this browser alone; nothing is kept of one who chooses nothing."""
    with reader(scripts=True) as read:
        read.open(ESSAY)
        assert read.page.evaluate(KEPT) is None
        unfold(read)
        choose(read, "sombre")
        choose(read, "montrer leurs numéros")
        assert read.page.evaluate(KEPT) == "darkshown"
        read.open(OTHER)
        assert read.page.evaluate(GROUND) == DARK
        unfold(read)
        assert read.page.get_by_label("dark", exact=True).is_checked()
        assert read.page.get_by_label("show their numbers").is_checked()
        choose(read, "as my device")
        read.page.keyboard.press("Tab")
        read.page.get_by_label("show their numbers").uncheck()
        assert read.page.evaluate(KEPT) is None
        read.open(ESSAY)
        assert read.page.evaluate(GROUND) == LIGHT


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_each_choice_is_a_large_target(reader: Open, width: int) -> None:
    """At least 24 pixels high, wherever one looks."""
    with reader(width) as read:
        read.open(ESSAY)
        unfold(read)
        sizes = read.page.locator(".preferences :is(summary, label)").evaluate_all(
            "(found) => found.map((element) => element.getBoundingClientRect().height)"
        )
        assert len(sizes) == 7
        assert min(sizes) >= 24
