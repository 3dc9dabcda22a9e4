"""The languages of the site: their names, their addresses, their dates."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from .views import When

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language of the site and the words of its addresses."""

    code: str
    name: str
    """Its own name for itself."""
    prefix: str
    """Where its pages live: "" or "en/"."""
    locale: str
    """"fr_FR", as CLDR and OpenGraph name it."""
    suffix: str
    """What its source files end in: ".md" or ".en.md"."""
    tags: str
    archives: str
    claims: str
    search: str
    words_per_minute: int
    """A common pace of silent reading; Brysbaert 2019, doi:10.1016/j.jml.2019.104047, gives
    238 for English, and less for French, whose texts have more words."""


LANGUAGES: dict[str, Language] = {
    "fr": Language(
        code="fr",
        name="Français",
        prefix="",
        locale="fr_FR",
        suffix=".md",
        tags="themes/",
        archives="archives/",
        claims="a-reverifier/",
        search="recherche/",
        words_per_minute=220,
    ),
    "en": Language(
        code="en",
        name="English",
        prefix="en/",
        locale="en_GB",
        suffix=".en.md",
        tags="topics/",
        archives="archives/",
        claims="to-be-re-checked/",
        search="search/",
        words_per_minute=238,
    ),
}
DEFAULT = "fr"

MONTHS: dict[str, tuple[str, ...]] = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
"""As Babel has them: every text has a date, and Babel takes longer to import than to read it."""


@cache
def _babel_locale(lang: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - slow to import, and few texts have numbers of their own

    return Locale.parse(LANGUAGES[lang].locale)


@cache
def format_day(day: date, lang: str) -> str:
    """Return a day in words: "16 novembre 2026", "16 November 2026"."""
    number = "1er" if lang == "fr" and day.day == 1 else day.day
    return f"{number} {_format_month(day, lang)}"


def _format_month(day: date, lang: str) -> str:
    return f"{MONTHS[lang][day.month - 1]} {day.year}"


PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_partial_date(text: str) -> bool:
    """Return whether a text is a date as far as it is known: "2008", "2008-03", "2008-03-14"."""
    if not PARTIAL_DATE.fullmatch(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(iso: str) -> date:
    """Return the first day of a date as far as it is known; raises `ValueError` of none."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 10 :] if len(iso) < 10 else iso)


def format_partial(iso: str, lang: str) -> str:
    """Return a date as far as it is known: "2008", "mars 2008", "12 août 2008", or ""."""
    if len(iso) <= 4:
        return iso
    if len(iso) == 7:
        return _format_month(date.fromisoformat(f"{iso}-01"), lang)
    return format_day(date.fromisoformat(iso), lang)


def when(moment: datetime | str, lang: str) -> When:
    """Return a moment, or a partial date as text ("2008-03"), for a template."""
    if isinstance(moment, str):
        return When(iso=moment, text=format_partial(moment, lang))
    return When(iso=moment.isoformat(timespec="minutes"), text=format_day(moment.date(), lang))


NEVER = When(iso="", text="")


def format_number(number: float, lang: str) -> str:
    """Return a number as the language writes it: "4,5", "4.5"."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    text: str = format_decimal(number, locale=_babel_locale(lang))
    return text
