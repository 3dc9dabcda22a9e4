"""Every text colour of the theme can be read on every ground, in both schemes."""

import re
from pathlib import Path

import pytest

GROUNDS = ("color-page", "color-tint")
TEXTS = (
    "color-text",
    "color-muted",
    "color-link",
    "color-accent",
    "figure-1",
    "figure-2",
    "figure-ink",
    "figure-muted",
    "code-string",
)
LINES = ("color-tie",)
SCHEMES = ("light", "dark")

_MEANING = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
_SAME = re.compile(r"--([\w-]+):\s*var\(--([\w-]+)\);")
NAMING = ("tokens.css", "code.css")
"""The sheets that name colours."""


def load_tokens(theme: Path) -> dict[str, tuple[str, str]]:
    """Return each meaning's colours in the light and the dark scheme."""
    texts = [(theme / "static" / "css" / name).read_text(encoding="utf-8") for name in NAMING]
    root = "".join(text[: text.index("@media")] for text in texts)
    tokens = {name: (light, dark) for name, light, dark in _MEANING.findall(root)}
    return tokens | {name: tokens[other] for name, other in _SAME.findall(root)}


def luminance(colour: str) -> float:
    """Return the relative luminance of `colour` (WCAG 2.2), from 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_wcag() -> None:
    """Black on white is 21, and #767676 on white is the well-known 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_stands_at_seven_to_one(theme: Path, text: str, ground: str, scheme: str) -> None:
    """Each text colour has a contrast of 7 or more on each ground (WCAG 1.4.6, AAA)."""
    tokens = load_tokens(theme)
    index = SCHEMES.index(scheme)
    assert contrast(tokens[text][index], tokens[ground][index]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("line", LINES)
def test_lines_that_mean_something_stand_at_three_to_one(
    theme: Path, line: str, scheme: str
) -> None:
    """A tie can be seen on the page (WCAG 1.4.11)."""
    tokens = load_tokens(theme)
    index = SCHEMES.index(scheme)
    assert contrast(tokens[line][index], tokens["color-page"][index]) >= 3


def test_every_meaning_is_tried(theme: Path) -> None:
    """A token added to the sheet is a text, a line or a ground that a test knows."""
    decorative = {"color-rule", "figure-grid"}
    assert set(load_tokens(theme)) == {*TEXTS, *LINES, *GROUNDS, *decorative}


def test_text_colours_come_from_tokens_alone(theme: Path) -> None:
    """No rule outside the tokens names a colour of its own, but for paper’s white."""
    sheets = sorted((theme / "static" / "css").glob("*.css"))
    colours = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(")
    found = {
        sheet.name: colours.findall(
            re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        )
        for sheet in sheets
    }
    assert {name: names for name, names in found.items() if names and name not in NAMING} == {
        "print.css": ["#fff"]
    }
    assert len(found["code.css"]) == 2
