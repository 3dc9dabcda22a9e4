"""What each member is worth under laws of network value, as a network grows."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from markupsafe import Markup

from ...build.problems import Problem, nearest
from .. import svg
from ..inputs.table import parse_quantity
from ..messages import Words
from ..models import Block, Cell, Drawing, Numbers, Widget, WidgetSpec
from ..statistics.value_laws import VALUE_LAWS, ValueLaw, log_growth_per_member

_ROW = 44.0
_FIRST, _LAST = 7.0, 340.0
_MOST_DRAWN = 15.0
"""A law that multiplies by more than 10 to this is an arrow that leaves the drawing."""
_LARGEST = 300.0
"""Above 10 to this, a number is no number of a machine, but its words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chart:
    """The growth of each law between two numbers of members, in powers of ten."""

    few: int
    many: int
    growth: tuple[tuple[ValueLaw, float], ...]
    words: Words

    @property
    def last(self) -> int:
        """Return the last power of ten of the scale."""
        return max([1, *(ceil(log) for _, log in self.growth if log <= _MOST_DRAWN)])

    @property
    def members(self) -> dict[str, str]:
        """Return the two numbers as words, ready to stand before "members"."""
        return {
            "few": self.words.large(self.few),
            "many": self.words.large(self.many, noun=True),
        }

    def x(self, log: float) -> float:
        """Return where a power of ten stands."""
        return _FIRST + (_LAST - _FIRST) * min(log, self.last) / self.last


def draw(block: Block) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Return the drawing of a block, or what is wrong with its members."""
    members, problems = _members(block.spec)
    laws, wrong = _laws(block.spec)
    problems += wrong
    if len(members) != 2 or problems:
        return None, problems
    few, many = members
    growth = tuple((law, log_growth_per_member(law, few, many)) for law in laws)
    return _drawing(_Chart(few=few, many=many, growth=growth, words=block.words)), ()


def _members(spec: WidgetSpec) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Return the two numbers of members, or what is wrong with them."""
    text = spec.text("members")
    found = [parse_quantity(part.strip()) for part in text.split(",")]
    numbers = [
        int(quantity.value)
        for quantity in found
        if quantity and not quantity.percent and quantity.value == int(quantity.value)
    ]
    hint = "Write a small and a large number, both whole: `members: 1000, 800000000`."
    if len(found) != 2 or len(numbers) != 2:
        return (), (spec.problem("members", f"the members {text!r} are not two numbers", hint),)
    if not 2 <= numbers[0] < numbers[1] <= 10**12:
        message = f"the members {text!r} are not in order, from 2 to 10¹²"
        return (), (spec.problem("members", message, hint),)
    return tuple(numbers), ()


def _laws(spec: WidgetSpec) -> tuple[tuple[ValueLaw, ...], tuple[Problem, ...]]:
    """Return the laws that a block names, from the least generous, and the names unknown."""
    known = {_key(law): law for law in VALUE_LAWS}
    written = spec.text("laws") or ",".join(known)
    names = {name.strip() for name in written.split(",") if name.strip()}
    problems = tuple(
        spec.problem("laws", f"the law {name!r} is not known", nearest(name, known))
        for name in sorted(names - set(known))
    )
    return tuple(law for name, law in known.items() if name in names), problems


def _key(law: ValueLaw) -> str:
    """Return what a block calls a law."""
    return law.name.lower().replace("–", "-")


def _drawing(chart: _Chart) -> Drawing:
    words = chart.words
    times = [(law, _times(log, words)) for law, log in chart.growth]
    heading = svg.wrap(words("value-laws.heading", **chart.members), svg.WIDTH)
    top = svg.LINE * len(heading) + 14
    bottom = top + _ROW * len(chart.growth)
    said = ", ".join(
        words("value-laws.description.law", law=law.name, formula=law.formula, times=written)
        for law, written in times
    )
    return Drawing(
        name=words(
            "value-laws.name",
            **chart.members,
            least=times[0][1],
            most=times[-1][1],
        ),
        description=words("value-laws.description", laws=said),
        shapes=svg.join(
            [
                *(_row(chart, log, top + _ROW * row) for row, (_, log) in enumerate(chart.growth)),
                svg.labels(
                    [
                        svg.paragraph(0, 14, heading, style="soft"),
                        *(_row_words(*pair, top + _ROW * i) for i, pair in enumerate(times)),
                        _scale(chart, bottom),
                    ]
                ),
            ]
        ),
        height=bottom + 48,
        numbers=(_numbers(chart, times),),
        method=(words("value-laws.method"), words("value-laws.method.data")),
        unit=words("unit.times"),
        interval=words("value-laws.interval"),
        definitions=("value_laws",),
    )


def _times(log: float, words: Words) -> str:
    """Return "× 3.0", 10 to the power of `log`: two figures under ten, three above."""
    if log > _MOST_DRAWN:
        return words("exponent", n=words.large(int(log), noun=True))
    value = Decimal(10) ** Decimal(f"{log:.9f}")
    if value < 10:
        digits = 0 if value == round(value) else 1
        return words("times", n=words.number(value, digits))
    return words("times", n=words.large(Decimal(f"{value:.3g}")))


def _grid(chart: _Chart, y: float) -> Markup:
    """Return the powers of ten as the ticks of a rule."""
    d = "".join(
        f"M{svg.number(chart.x(power))} {svg.number(y - 6)}v12" for power in range(chart.last + 1)
    )
    return svg.path(d, "figure-grid", svg.colour("grid"))


def _row(chart: _Chart, log: float, top: float) -> Markup:
    """Return a law's line from one to its number, with a point there, or an arrow."""
    y, x = top + 28, chart.x(log)
    if log > _MOST_DRAWN:
        d = f"M{svg.number(_FIRST)} {svg.number(y)}H356m-8-7 8 7-8 7"
        arrow = svg.path(d, "figure-mark-2", svg.colour("2"), stroke_width=3)
        return svg.join([_grid(chart, y), arrow])
    d = f"M{svg.number(_FIRST)} {svg.number(y)}H{svg.number(x)}"
    return svg.join(
        [
            _grid(chart, y),
            svg.path(d, "figure-outline", svg.colour("1"), stroke_width=3),
            svg.element("circle", class_="figure-mark", cx=x, cy=y, r=6, fill=svg.colour("1")),
        ]
    )


def _row_words(law: ValueLaw, times: str, top: float) -> Markup:
    return svg.join(
        [
            svg.text(0, top + 14, f"{law.name}, {law.formula}"),
            svg.text(svg.WIDTH, top + 14, times, anchor="end", style="strong"),
        ]
    )


def _scale(chart: _Chart, bottom: float) -> Markup:
    """Return the numbers of the scale, at its ends and its middle, and how it grows."""
    every = max(1, ceil(chart.last / 2))
    powers = range(0, chart.last + 1, every)
    return svg.join(
        [
            *(
                svg.text(
                    0 if power == 0 else chart.x(power),
                    bottom + 20,
                    chart.words("times", n=chart.words.large(10**power)),
                    anchor="start" if power == 0 else "middle" if power < chart.last else "end",
                    style="soft",
                )
                for power in powers
            ),
            svg.text(0, bottom + 40, chart.words("value-laws.axis"), style="soft"),
        ]
    )


def _numbers(chart: _Chart, times: list[tuple[ValueLaw, str]]) -> Numbers:
    words = chart.words
    return Numbers(
        caption=words("value-laws.caption", **chart.members),
        columns=tuple(
            words(f"value-laws.{key}") for key in ("law", "formula", "growth", "verdict")
        ),
        rows=tuple(
            (
                Cell(text=law.name),
                Cell(text=law.formula),
                Cell(text=written, number=True, value=10**log if log < _LARGEST else None),
                Cell(text=words(f"value-laws.verdict.{_key(law)}")),
            )
            for (law, written), (_, log) in zip(times, chart.growth, strict=True)
        ),
    )


WIDGET = Widget(draw=draw, keys=frozenset({"laws"}), needed=frozenset({"members"}))
