"""The typography of a text: its signs, its spaces and its quotation marks, in its language.

Nothing but signs and spaces changes; code, addresses and attributes stay as they are. This
package imports nothing but the standard library: any program can use it.
"""

from .blocks import typeset, typeset_drawing
from .words import typeset_text

__all__ = ["typeset", "typeset_drawing", "typeset_text"]
