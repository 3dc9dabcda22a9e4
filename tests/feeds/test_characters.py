"""Text that any document may carry."""

from pelican.plugins.feeds.characters import legal, one_line


def test_control_characters_and_lone_surrogates_go() -> None:
    """What XML forbids is taken out, and the words around it stay."""
    assert legal("a\x00b\x0bc\x1fd\x7fe\x85f\x9fg\ud800h\ufffdi\ufffej") == "abcdefghij"


def test_emoji_and_french_spaces_stay() -> None:
    """Characters outside the first plane and no-break spaces are ordinary text."""
    assert legal("« été »\u202f! 👩‍🚀 𝄞") == "« été »\u202f! 👩‍🚀 𝄞"


def test_line_ends_are_line_feeds() -> None:
    """Every line end is written one way, and a form feed is a space."""
    assert legal("a\r\nb\rc\nd\fe") == "a\nb\nc\nd e"


def test_one_line_keeps_no_break_spaces() -> None:
    """White space is made one space, but a no-break space holds its words together."""
    assert one_line("\n Un  mot\t:\xa0\x0cdeux\u202f!\r\n") == "Un mot :\xa0 deux\u202f!"
