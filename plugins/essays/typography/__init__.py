"""The typography of a text: its signs, its spaces and its quotation marks, in its language.

Nothing but signs and spaces changes; code, addresses and attributes stay as they are. This
package imports nothing but the standard library: any program can use it.

The rules are loaded when the first words are set: a site whose texts stay as typed needs none.
"""


def typeset(html: str, lang: str) -> str:
    """Return HTML whose words are set as their languages set them; see `blocks.typeset`."""
    from .blocks import typeset as run  # noqa: PLC0415 - see above

    return run(html, lang)


def typeset_text(text: str, lang: str) -> str:
    """Return plain text, such as a title, as its language sets it; see `words.typeset_text`."""
    from .words import typeset_text as run  # noqa: PLC0415 - see above

    return run(text, lang)


def typeset_drawing(svg: str, lang: str) -> str:
    """Return a drawing whose words are set; see `blocks.typeset_drawing`."""
    from .blocks import typeset_drawing as run  # noqa: PLC0415 - see above

    return run(svg, lang)
