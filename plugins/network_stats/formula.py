r"""Formulas: a little of TeX, written as MathML and as a line of text.

Known are single letters, numbers, signs, Greek letters (`\rho`), `_` and `^`, `\frac{}{}`,
`\sqrt{}`, `\bar{}`, `\sum`, `\text{words}` and `\op{max}` (a function's name). The braces
of a set are written ⦃ and ⦄.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

_TOKEN = re.compile(r"\\[a-z]+|\d+(?:\.\d+)?|[A-Za-z]|[^\sA-Za-z\d]", re.IGNORECASE)
_LETTERS = {
    "alpha": "α",
    "beta": "β",
    "delta": "δ",
    "gamma": "γ",
    "kappa": "κ",
    "lambda": "λ",
    "omega": "ω",
    "phi": "φ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "zeta": "ζ",
}
_SIGNS = {
    "ne": "≠",
    "le": "≤",
    "ge": "≥",
    "times": "×",
    "to": "→",
    "cup": "∪",
    "cap": "∩",
    "in": "∈",
}
_PLAIN = {"-": "−", "⦃": "{", "⦄": "}"}
_WORDS = frozenset({"text", "op"})


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: its kind, its words if it is a leaf, and its parts."""

    kind: str
    words: str = ""
    parts: tuple["Node", ...] = ()


def parse_formula(source: str) -> Node:
    """Return the tree of a formula.

    Raises ValueError when a brace is missing or a command is not known: formulas are code.
    """
    braces = re.compile(r"\\(text|op)\{([^{}]*)\}")
    words = [(match[1], match[2]) for match in braces.finditer(source)]
    bare = braces.sub(lambda match: f"\\{match[1]}{{}}", source)
    parser = _Parser(_TOKEN.findall(bare), iter(words))
    row = parser.row("")
    if parser.left:
        raise ValueError(f"a brace too many in {source!r}")
    return row


class _Parser:
    """Reads the tokens of a formula, from the first to the last."""

    def __init__(self, tokens: list[str], words: Iterator[tuple[str, str]]) -> None:
        self.left = tokens
        self.words = words

    def row(self, end: str) -> Node:
        """Return the parts up to the token `end`, which is taken too."""
        parts: list[Node] = []
        while self.left and self.left[0] != "}":
            parts.append(self.scripted())
        if end:
            self.take(end)
        return parts[0] if len(parts) == 1 else Node("row", parts=tuple(parts))

    def scripted(self) -> Node:
        """Return a part with what stands below and above it."""
        base = self.part()
        below = above = None
        while self.left and self.left[0] in "_^":
            if self.left.pop(0) == "_":
                below = self.part()
            else:
                above = self.part()
        limits = "limits" if base == _SUM else "script"
        if below and above:
            return Node(limits, parts=(base, below, above))
        if below:
            return Node(f"{limits}-below", parts=(base, below))
        return Node("above", parts=(base, above)) if above else base

    def part(self) -> Node:
        """Return a part without its scripts."""
        if not self.left:
            raise ValueError("a formula ends too early")
        token = self.left.pop(0)
        if token == "{":  # noqa: S105 - a part of a formula
            return self.row("}")
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit():
            return Node("number", token)
        if token.isalpha():
            return Node("name", token)
        return Node("sign", _PLAIN.get(token, token))

    def command(self, name: str) -> Node:
        """Return what a command makes."""
        if name in _LETTERS:
            return Node("name", _LETTERS[name])
        if name in _SIGNS:
            return Node("sign", _SIGNS[name])
        if name == "sum":
            return _SUM
        if name in _WORDS:
            self.take("{")
            self.take("}")
            kind, words = next(self.words)
            return Node(kind, words)
        if name == "frac":
            return Node("frac", parts=(self.argument(), self.argument()))
        if name in {"sqrt", "bar"}:
            return Node(name, parts=(self.argument(),))
        raise ValueError(f"\\{name} is not known")

    def argument(self) -> Node:
        """Return what stands between braces."""
        self.take("{")
        return self.row("}")

    def take(self, token: str) -> None:
        """Take a token that must come now."""
        if not self.left or self.left.pop(0) != token:
            raise ValueError(f"{token} is missing")


_SUM = Node("sign", "∑")

_ELEMENTS = {
    "row": "mrow",
    "number": "mn",
    "name": "mi",
    "op": "mi",
    "sign": "mo",
    "text": "mtext",
    "frac": "mfrac",
    "sqrt": "msqrt",
    "script": "msubsup",
    "script-below": "msub",
    "above": "msup",
    "limits": "munderover",
    "limits-below": "munder",
}


@cache
def formula_text(source: str) -> str:
    """Return a formula as a line of text."""
    return render_text(parse_formula(source))


def render_mathml(source: str, *, annotated: bool = True) -> Markup:
    """Return a formula as MathML that says itself as a line of text to those who have none.

    `annotated`, it also holds the line for those who copy it.
    """
    words, inside = escape(formula_text(source)), _element(parse_formula(source))
    if annotated:
        note = f'<annotation encoding="text/plain">{words}</annotation>'
        inside = f"<semantics>{inside}{note}</semantics>"
    return Markup(f'<math alttext="{words}">{inside}</math>')  # noqa: S704 - all escaped


def _element(node: Node) -> str:
    if node.kind == "bar":
        return f'<mover accent="true">{_element(node.parts[0])}<mo stretchy="false">¯</mo></mover>'
    inside = "".join(map(_element, node.parts)) or escape(node.words)
    name = _ELEMENTS[node.kind]
    return f"<{name}>{inside}</{name}>"


def render_text(node: Node) -> str:
    """Return a formula as a line of text: "2m / (n(n − 1))"."""
    texts = [render_text(part) for part in node.parts]
    if node.kind == "row":
        pieces = map(_in_row, node.parts, texts, [None, *node.parts], [*node.parts[1:], None])
        return " ".join("".join(pieces).split())
    if node.kind == "frac":
        over = _grouped(node.parts[0], texts[0]) if " " in texts[0] else texts[0]
        return f"{over} / {_grouped(node.parts[1], texts[1])}"
    if node.kind == "sqrt":
        return f"√{_grouped(node.parts[0], texts[0])}"
    if node.kind == "bar":
        return f"{texts[0]}\u0304"
    if node.kind == "above":
        return f"{texts[0]}^{_script(texts[1])}"
    if node.kind in {"script-below", "limits-below"}:
        return f"{texts[0]}_{_script(texts[1])}"
    if node.kind in {"script", "limits"}:
        return f"{texts[0]}_{_script(texts[1])}^{_script(texts[2])}"
    return node.words


def _in_row(part: Node, text: str, before: Node | None, after: Node | None) -> str:
    """Return a part of a row, with the spaces and the parentheses that it needs there."""
    if part.kind == "sign" and text in _SPACED and before:
        return f" {text} "
    if part.kind == "frac" and not (_is_loose(before) and _is_loose(after)):
        return f"({text})"
    if part.kind == "op" or part.kind.startswith("limits") or _is_name(part):
        return f" {text} " if before and not _is_open(before) else f"{text} "
    return text


def _is_loose(part: Node | None) -> bool:
    """Return whether a fraction can stand beside a part without parentheses."""
    return part is None or (part.kind == "sign" and part.words in _LOOSE)


def _is_open(part: Node) -> bool:
    return part.kind == "sign" and part.words in "(∣{"


def _is_name(part: Node) -> bool:
    """Return whether a part is the name of a function, with what stands below it."""
    return bool(part.parts) and part.parts[0].kind == "op"


def _script(text: str) -> str:
    """Return what stands below or above, between parentheses unless it is one word."""
    return text if text.isalnum() else f"({text})"


def _grouped(node: Node, text: str) -> str:
    """Return a text between parentheses if it is of several parts."""
    return f"({text})" if node.kind in {"row", "frac"} else text


_LOOSE = "=+−±<>≤≥∝"
_SPACED = frozenset("=+−±<>≤≥≠≈∝∈→·×/∪∩:")
