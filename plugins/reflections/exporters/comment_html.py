"""A reflection's text as the HTML that other systems keep of a comment."""

import re

from ..markup import REL, render_reflection

_CODE = re.compile("(<pre>.*?</pre>)", re.DOTALL)
_EDGE = re.compile(r"\n*(</?(?:blockquote|br|li|ol|p|pre|ul)>)\n*")
_ENDING = re.compile("(</(?:blockquote|ol|ul)>)")
_CLOSING = re.compile(r"\n+(?=</(?:blockquote|li)>|<li>)")


def comment_html(body: str) -> str:
    """Return Markdown as safe HTML in which a line feed stands in code only.

    Elsewhere a line feed is a space to some systems and a line break to others.
    """
    html = render_reflection(body).replace(f' rel="{REL}"', "").replace("&nbsp;", "\u00a0")
    return "".join(
        part if place % 2 else _EDGE.sub(r"\1", part).replace("\n", " ")
        for place, part in enumerate(_CODE.split(html))
    )


def form_text(body: str) -> str:
    """Return Markdown as WordPress keeps a comment, and as its form would take it.

    A line feed is a line break and an empty line ends a paragraph; there is no `p` nor `br`.
    """
    parts = _CODE.split(comment_html(body))
    for place in range(0, len(parts), 2):
        part = parts[place].replace("<p>", "").replace("<br>", "\n")
        part = _ENDING.sub(r"\1\n\n", part).replace("</p>", "\n\n")
        parts[place] = _CLOSING.sub("", part)
    return re.sub(r"(</pre>)(?!\Z)", r"\1\n\n", "".join(parts)).strip()
