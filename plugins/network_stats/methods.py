"""The catalogue as HTML: what a block ```network catalogue``` shows on a page of methods."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from .catalogue import SECTIONS, STATISTICS, Rules, Statistic
from .formula import render_mathml
from .messages import Words
from .templating import load_template


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A line of what is known of a statistic: its label and its text."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A statistic, as the page shows it."""

    key: str
    name: str
    symbol: Markup
    definition: str
    formula: Markup
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the catalogue."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def render_catalogue(words: Words) -> str:
    """Return the whole catalogue in a language: sections, definitions, formulas in MathML."""
    return load_template("catalogue.html").render(sections=build_sections(words))


def build_sections(words: Words) -> tuple[Section, ...]:
    """Return the catalogue in a language, by section."""
    return tuple(
        Section(
            key=section,
            title=words(f"section.{section}"),
            entries=tuple(
                _entry(each, words) for each in STATISTICS.values() if each.section == section
            ),
        )
        for section in SECTIONS
    )


def _entry(statistic: Statistic, words: Words) -> Entry:
    key = statistic.key
    return Entry(
        key=key,
        name=words(f"catalogue.{key}"),
        symbol=render_symbol(statistic.symbol),
        definition=words(f"catalogue.{key}.is"),
        formula=render_mathml(statistic.formula) if statistic.formula else Markup(),
        rules=_rules(statistic, words),
    )


def _cost(formula: str, words: Words) -> str:
    """Return how the time grows with the network, in words and a formula."""
    if formula == "1":
        return words("catalogue.cost.none")
    text = escape(words("catalogue.cost.is", formula="{}"))
    return text.format(render_mathml(formula, annotated=False))


def render_symbol(symbol: str) -> Markup:
    """Return a symbol as HTML: what follows an underscore stands below."""
    base, _, below = symbol.partition("_")
    return escape(base) + (Markup("<sub>{}</sub>").format(below) if below else "")


def _rules(statistic: Statistic, words: Words) -> tuple[Rule, ...]:
    """Return what is said of a statistic beside its definition."""
    rules = [
        Rule(label=words(f"catalogue.{name}"), text=words(f"convention.{name}.{rule}"))
        for name, rule in zip(Rules._fields, statistic.rules, strict=True)
        if rule != "none"
    ]
    if not statistic.measured:
        rules.append(Rule(label=words("catalogue.value"), text=words("catalogue.not_measured")))
    else:
        name = Markup("<code>{}</code>").format(statistic.key)
        rules.append(Rule(label=words("catalogue.key"), text=name))
    return (
        *rules,
        Rule(label=words("catalogue.cost"), text=_cost(statistic.cost, words)),
        Rule(
            label=words("catalogue.source"),
            text=Markup("<cite>{}</cite>").format(statistic.source),
        ),
    )
