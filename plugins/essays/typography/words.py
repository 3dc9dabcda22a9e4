"""The rules of each language, applied to the words of one block.

In these words a `MARK` stands for a tag, which has no width, and an `OBJECT` for something that
is not touched: code, a drawing, a passage in another language. Rules give back each of them once,
in their order.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from . import english, french
from .marks import KEPT, MARK, OBJECT, ORDINAL, ORDINAL_END

ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|mailto:)[^\s<>«»“”\ue002-\ue006]*"
    r"[^\s<>«»“”\ue002-\ue006.,;:!?'’\")\]…]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""An address of the web or of a letter, without the signs of the sentence after it."""
EMOTICON = re.compile(
    rf"[:;=](?:(?<=[\s{MARK}{OBJECT}].)|(?<=^.))['’]?-?[)(DPpOo/|*]+(?=[\s{MARK},.…!?)]|$)"
)
STRAY = re.compile(f"[{MARK}{OBJECT}{ORDINAL}{ORDINAL_END}{KEPT}]")


class Rules(NamedTuple):
    """The rules of a language, and what to look for before they are applied."""

    set_signs: Callable[[str], str]
    needs: re.Pattern[str]
    """Finds a place where a rule may have something to do: words without one are set."""


RULES: Mapping[str, Rules] = {
    "en": Rules(english.set_signs, english.NEEDS),
    "fr": Rules(french.set_signs, french.NEEDS),
}


def find_rules(lang: str) -> Rules | None:
    """Return the rules of a language, such as "fr" or "fr-CA"; `None` when they are not known."""
    return RULES.get(lang.partition("-")[0].lower())


def set_signs(words: str, rules: Rules) -> str:
    """Return the words of a block as rules set them; addresses and emoticons stay as typed."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return KEPT

    if "://" in words or "www." in words or "@" in words or "mailto:" in words:
        words = ADDRESS.sub(keep, words)
    if ":" in words or ";" in words or "=" in words:
        words, kept = _keep_emoticons(words, kept)
    words = rules.set_signs(words)
    if not kept:
        return words
    first, *rest = words.split(KEPT)
    return "".join([first, *(part for pair in zip(kept, rest, strict=True) for part in pair)])


def _keep_emoticons(words: str, kept: list[str]) -> tuple[str, list[str]]:
    """Return words without their emoticons, and all that has been taken out, in order."""
    taken = iter(kept)
    order: list[str] = []

    def keep(match: re.Match[str]) -> str:
        order.append(next(taken) if match[0] == KEPT else match[0])
        return KEPT

    return re.sub(f"{KEPT}|{EMOTICON.pattern}", keep, words), order


def typeset_text(text: str, lang: str) -> str:
    """Return plain text, such as a title, as its language sets it, without superior letters."""
    rules = find_rules(lang)
    if rules is None or not rules.needs.search(text) or STRAY.search(text):
        return text
    return set_signs(text, rules).replace(ORDINAL, "").replace(ORDINAL_END, "")
