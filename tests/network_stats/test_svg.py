"""Writing SVG."""

import pytest
from pelican.plugins.network_stats import svg


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.001, "0"), (1.005, "1"), (12.5, "12.5"), (100, "100"), (-3.14159, "-3.14")],
)
def test_coordinates_have_two_decimals_at_most(value: float, written: str) -> None:
    """No zeros at the end, and never "-0"."""
    assert svg.number(value) == written


def test_text_and_attributes_are_escaped() -> None:
    """Nothing that is given as a string becomes markup."""
    made = svg.element("text", "</text><script>", "a & b", x=1.0, class_='"><img')
    assert made == (
        '<text x="1" class="&#34;&gt;&lt;img">&lt;/text&gt;&lt;script&gt;a &amp; b</text>'
    )


def test_characters_that_no_page_should_hold_are_left_out() -> None:
    """Controls, overrides of direction, halves of pairs; emoji and accents stay."""
    assert (
        svg.element("text", "a\x00\x1b\u202eb\u2066\ud800\ufffe é 😀\t")
        == "<text>ab é 😀\t</text>"
    )


def test_words_are_wrapped_where_they_can_be() -> None:
    """At spaces, never at a no-break space; a long word stays whole."""
    assert svg.wrap("one two three", 60) == ("one two", "three")
    assert svg.wrap("12\u00a0000 friends", 40) == ("12\u00a0000", "friends")
    assert svg.wrap("intermediaries", 10) == ("intermediaries",)


def test_blocks_are_spread_without_meeting() -> None:
    """They are pushed down where they meet, and up again at the bottom."""
    assert svg.spread([0, 50, 100], [20, 20, 20], 5) == (0, 50, 100)
    assert svg.spread([10, 12, 90], [20, 20, 20], 5) == (10, 35, 90)
    assert svg.spread([-8, 70, 75, 80], [20, 20, 20, 20], 5, bottom=100) == (0, 30, 55, 80)


def test_a_drawing_has_a_name_and_a_description() -> None:
    """It is one image for those who do not see it, and has no width of its own."""
    made = svg.drawing("figure-x", name="N", description="D", shapes=svg.join([]), height=10)
    assert made == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="figure-drawing" viewBox="0 0 360 10" '
        'role="img" aria-labelledby="figure-x-name figure-x-description">'
        '<title id="figure-x-name">N</title><desc id="figure-x-description">D</desc></svg>'
    )
