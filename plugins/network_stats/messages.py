"""The words and the numbers of figures, in the page's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .words import WORDS

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_MILLION = 1_000_000
_BILLION = 1_000_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The words of one language and its way to write numbers."""

    lang: str
    texts: Mapping[str, str]
    decimal: str
    group: str
    percent_space: str

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text under a key, with its values put in."""
        return self.texts[key].format_map(values)

    def count(self, key: str, number: float | Decimal, /, **values: object) -> str:
        """Return the text for so many: under `key.one` or `key.other`, with {n} written."""
        digits = 0 if float(number).is_integer() else 2
        return self(f"{key}.{self.form(number)}", n=self.number(number, digits), **values)

    def form(self, number: float | Decimal) -> str:
        """Return the form of a noun after a number: "one" or "other"."""
        one = number < 2 if self.lang == "fr" else number == 1
        return "one" if one else "other"

    def number(self, value: float | Decimal, digits: int = 0) -> str:
        """Return a number with so many decimals: "1 234,50" or "1,234.50"."""
        written = format(value, f",.{digits}f")
        if not any(figure in written for figure in "123456789"):
            written = written.lstrip("-")
        written = written.replace("-", MINUS)
        return written.replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)

    def exact(self, value: Decimal) -> str:
        """Return a number with the decimals it was given with."""
        return self.number(value, max(0, -int(value.as_tuple().exponent)))

    def large(self, value: float | Decimal, *, noun: bool = False) -> str:
        """Return a number with its millions or billions as a word, to three figures at most.

        With `noun`, a word that the number counts can follow: "800 millions de".
        """
        if value < _MILLION:
            return self.number(value)
        key, unit = ("billion", _BILLION) if value >= _BILLION else ("million", _MILLION)
        few = Decimal(f"{Decimal(value) / unit:.3g}").normalize()
        written = self.number(few, max(0, -int(few.as_tuple().exponent)))
        text = self(f"{key}.{self.form(few)}", n=written)
        return f"{text} de" if noun and self.lang == "fr" else text

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share of 1 as a percentage: "12,9 %" or "12.9%"."""
        return self.number(100 * share, digits) + self.percent_space + "%"

    def pick(self, texts: Mapping[str, str], otherwise: str = "") -> str:
        """Return the text in this language, else the one for all, else any one."""
        for lang in (self.lang, "", *sorted(texts)):
            if lang in texts:
                return texts[lang]
        return otherwise


@cache
def words(lang: str) -> Words:
    """Return the words of a language ("fr", "fr-CA", "en"…), English for those we lack."""
    from babel.numbers import (  # noqa: PLC0415 - Babel is slow to import: wait for a figure
        get_decimal_symbol,
        get_group_symbol,
    )

    base = lang.lower().replace("_", "-").partition("-")[0]
    if base not in WORDS:
        base = "en"
    return Words(
        lang=base,
        texts=WORDS[base],
        decimal=get_decimal_symbol(base),
        group=get_group_symbol(base),
        percent_space=NO_BREAK_SPACE if base == "fr" else "",
    )
