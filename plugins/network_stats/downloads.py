"""The files that go with a figure: its numbers, its drawing, its network."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, isfinite
from typing import Any

from markupsafe import Markup

from ..essays.typography import typeset_text
from . import svg
from .messages import Words
from .models import Cell, Download, Drawing, Graph, Measure, Numbers, Sidecar

PLACE = "{figure}"
"""Stands in the HTML of a figure for the address of the folder that its files are put in."""

MOST_SHARED = 20_000
"""Networks with more links than this are left to their source."""

LIGHT: Mapping[str, str] = {
    "page": "#fbf8f1",
    "ink": "#221d18",
    "1": "#243a6b",
    "2": "#86202f",
    "muted": "#554b3f",
    "grid": "#d8cdb9",
}
DARK: Mapping[str, str] = {
    "page": "#171411",
    "ink": "#eae3d7",
    "1": "#b3c6f5",
    "2": "#f7b0a3",
    "muted": "#bdb1a0",
    "grid": "#463c33",
}
"""The colours of a drawing that stands alone, on a light ground and on a dark one."""

_MARGIN = 12.0
_PIXELS = 3
_SHOWN = 2
_FONTS = "Atkinson Hyperlegible Next, Seravek, Segoe UI, Noto Sans, DejaVu Sans, sans-serif"
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PAINT = re.compile(r"var\(--figure-([a-z0-9]+), currentColor\)")
_BOX = re.compile(r'viewBox="([-\d. ]+)"')
_TITLE, _CREDIT = 17.0, 10.0
_LEADING = 1.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What the downloads of a figure are made from."""

    name: str
    """The figure's own: its anchor without "figure-"."""
    widget: str
    title: str
    drawing: Drawing
    chart: str
    """The SVG of the page, or "" for a figure that is only a table."""
    sidecar: Sidecar | None
    words: Words
    typography: bool = False
    """Whether words in pictures are set as the language sets them; data never are."""


def build_downloads(taken: Taken) -> tuple[Download, ...]:
    """Return the files of a figure: tables, everything as JSON, pictures, the shared network."""
    return (*_tables(taken), _record(taken), *_pictures(taken), *_networks(taken))


def render_content(download: Download, colours: Mapping[str, str] = LIGHT) -> bytes:
    """Return the bytes of the file to publish. `colours` are for a picture, named as in `LIGHT`.

    The same download gives the same bytes. A picture is drawn here, which takes a tenth of a
    second, and needs resvg-py.
    """
    if not download.picture:
        return download.data
    from .drawings import Drawing as Picture  # noqa: PLC0415 - few need a picture
    from .drawings import render_png  # noqa: PLC0415 - the same

    chart = download.data.decode()
    _, _, width, height = _box(chart)
    picture = Picture(
        name=download.name, anchor="", svg=chart, width=width, height=height, words=""
    )
    named = {f"--figure-{name}": colour for name, colour in colours.items() if name != "page"}
    return render_png(picture, {**named, "--color-page": colours["page"]})


def _tables(taken: Taken) -> Iterator[Download]:
    """Yield the tables of a figure, each as CSV."""
    for index, table in enumerate(taken.drawing.numbers, 1):
        name = taken.name if index == 1 else f"{taken.name}.{index}"
        data = dump_table(table).encode()
        yield Download(name=f"{name}.csv", media_type="text/csv", data=data)


def dump_table(table: Numbers) -> str:
    """Return a table as CSV (RFC 4180) with a header; numbers have a dot and all their digits.

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([_guarded(column) for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return output.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell.value is None:
        return _guarded(cell.text)
    return str(plain_number(cell.value)) if isfinite(cell.value) else ""


def plain_number(value: float) -> int | float | None:
    """Return a number as machines write it: whole when it is, `None` when there is none."""
    if not isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else float(value)


def _guarded(text: str) -> str:
    text = svg.safe(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _record(taken: Taken) -> Download:
    """Return all that a figure says, as JSON."""
    record = {key: value for key, value in _described(taken).items() if value not in ("", [], {})}
    data = json.dumps(_safe(record), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return Download(name=f"{taken.name}.json", media_type="application/json", data=data.encode())


def _safe(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON whose texts are without the characters that no page should hold."""
    if isinstance(value, str):
        return svg.safe(value)
    if isinstance(value, list):
        return [_safe(item) for item in value]
    if isinstance(value, dict):
        return {key: _safe(item) for key, item in value.items()}
    return value


def _described(taken: Taken) -> dict[str, Any]:
    drawing, words = taken.drawing, taken.words
    record = taken.sidecar or Sidecar(source={}, licence={})
    return {
        "widget": taken.widget,
        "language": words.lang,
        "title": taken.title,
        "name": drawing.name if drawing.shapes else "",
        "description": drawing.description,
        "n": drawing.n,
        "unit": drawing.unit,
        "interval": drawing.interval,
        "method": list(drawing.method),
        "statistics": [describe_measure(measure, words) for measure in drawing.statistics],
        "definitions": [_definition(key, words) for key in drawing.definitions],
        "tables": [_table(table) for table in drawing.numbers],
        "cleaning": describe_cleaning(drawing.graph) if drawing.graph else {},
        "source": words.pick(record.source),
        "licence": words.pick(record.licence),
        "url": record.url,
        "note": words.pick(record.note),
    }


def _table(table: Numbers) -> dict[str, Any]:
    rows = [
        [cell.text if cell.value is None else plain_number(cell.value) for cell in row]
        for row in table.rows
    ]
    return {"caption": table.caption, "columns": list(table.columns), "rows": rows}


def _definition(key: str, words: Words) -> dict[str, Any]:
    from .catalogue import describe  # noqa: PLC0415 - the catalogue is long: wait for a figure

    return describe(key, words)


def describe_measure(measure: Measure, words: Words) -> dict[str, Any]:
    """Return a statistic as JSON says it: its value and its definition."""
    found = {
        "value": plain_number(measure.value),
        "n": measure.n or None,
        "interval": list(map(plain_number, measure.interval)) if measure.interval else None,
        "samples": measure.samples or None,
        "reason": words(f"reason.{measure.reason}") if measure.reason else None,
        **{name: plain_number(value) for name, value in sorted(measure.details.items())},
    }
    kept = {name: value for name, value in found.items() if value is not None or name == "value"}
    return {**_definition(measure.key, words), **kept}


def describe_cleaning(graph: Graph) -> dict[str, int | bool | str]:
    """Return what was left out of a network's file, or mended in it: what was, and how often."""
    cleaning = graph.cleaning
    return {
        "loops": cleaning.loops,
        "duplicates": cleaning.duplicates,
        "blanks": cleaning.blanks,
        "merged": cleaning.merged,
        "dangling": cleaning.dangling,
        "turned": cleaning.turned,
        "weights_ignored": cleaning.weights,
        "header": cleaning.header,
        "encoding": cleaning.encoding,
    }


def _pictures(taken: Taken) -> Iterator[Download]:
    """Yield the drawing as SVG, and as the PNG that is drawn when it is published."""
    if not taken.chart:
        return
    record = taken.sidecar or Sidecar(source={}, licence={})
    source = taken.words.pick(record.source)
    credit = f"{taken.words('source')} {source}" if source else ""
    title = taken.title
    if taken.typography:
        lang = taken.words.lang
        title, credit = typeset_text(title, lang), typeset_text(credit, lang)
    chart = framed(taken.chart, title=title, credit=credit)
    yield Download(
        name=f"{taken.name}.svg", media_type="image/svg+xml", data=stand_alone(chart).encode()
    )
    yield Download(
        name=f"{taken.name}.png", media_type="image/png", data=chart.encode(), picture=True
    )


def framed(chart: str, *, title: str, credit: str) -> str:
    """Return a drawing with its title above it and its source below, as it is seen alone."""
    _, _, _, height = _box(chart)
    above = svg.wrap(title, svg.WIDTH, _TITLE)
    below = svg.wrap(credit, svg.WIDTH, _CREDIT) if credit else ()
    top, bottom = (len(above) + 0.6) * _TITLE * _LEADING, (len(below) + 0.8) * _CREDIT * _LEADING
    words = svg.labels(
        [
            _words(above, _TITLE - top, _TITLE, font_weight="700"),
            _words(below, height + 1.8 * _CREDIT * _LEADING, _CREDIT, fill=svg.colour("muted")),
        ]
    )
    # A whole number of units, so that its picture has the pixels that its link says.
    view = (0.0, -top, svg.WIDTH, ceil(height + top + (bottom if below else 0.0)))
    box = f'viewBox="{" ".join(map(svg.number, view))}"'
    opened = _BOX.sub(box, str(chart), count=1).removesuffix("</svg>")
    return f"{opened}{words}</svg>"


def _words(lines: Sequence[str], y: float, size: float, **attributes: str) -> Markup:
    """Return lines of words of a size, the first standing on y."""
    return svg.join(
        svg.element("text", line, x=0, y=y + index * size * _LEADING, font_size=size, **attributes)
        for index, line in enumerate(lines)
    )


def stand_alone(chart: str) -> str:
    """Return a drawing that opens alone: its colours in it, for light and dark, on a ground."""
    left, top, width, height = _box(chart)
    left, top = left - _MARGIN, top - _MARGIN
    width, height = width + 2 * _MARGIN, height + 2 * _MARGIN
    view = " ".join(map(svg.number, (left, top, width, height)))
    size = f'width="{svg.number(width * _SHOWN)}" height="{svg.number(height * _SHOWN)}"'
    root = f'{size} viewBox="{view}" color="{LIGHT["ink"]}" font-family="{_FONTS}"'
    opened = _BOX.sub(root, chart, count=1)
    ground = svg.element("rect", x=left, y=top, width=width, height=height, fill=LIGHT["page"])
    start = opened.index("</desc>") + len("</desc>")
    coloured = _PAINT.sub(lambda match: LIGHT.get(match[1], LIGHT["ink"]), opened[start:])
    return f"{opened[:start]}{_dark()}{ground}{coloured}\n"


def _dark() -> Markup:
    """Return the rules that change each colour of a drawing on a dark ground."""
    rules = "".join(
        f'[{paint}="{light}"]{{{paint}:{DARK[name]}}}'
        for name, light in LIGHT.items()
        for paint in ("fill", "stroke")
    )
    style = f"@media(prefers-color-scheme:dark){{svg{{color:{DARK['ink']}}}{rules}}}"
    return Markup("<style>{}</style>").format(Markup(style))  # noqa: S704 - constants


def _box(chart: str) -> tuple[float, float, float, float]:
    """Return the left, the top, the width and the height of a drawing."""
    box = _BOX.search(chart)
    assert box, "every drawing is made by svg.drawing"
    left, top, width, height = map(float, box[1].split())
    return left, top, width, height


def _networks(taken: Taken) -> Iterator[Download]:
    """Yield the network itself, where its record says that it may be shared."""
    graph, record = taken.drawing.graph, taken.sidecar
    if graph is None or record is None or not record.share or record.personal:
        return
    if graph.edge_count > MOST_SHARED:
        return
    from .inputs.exports import dump_gexf, dump_graphml  # noqa: PLC0415 - few are shared

    for ending, dump in (("graphml", dump_graphml), ("gexf", dump_gexf)):
        yield Download(
            name=f"{taken.name}.{ending}",
            media_type="application/xml",
            data=dump(graph).encode(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link to a download: where it leads, its words, and how large the file is, in words."""

    name: str
    href: str
    words: str
    size: str
    media_type: str


def build_links(downloads: tuple[Download, ...], words: Words) -> tuple[Link, ...]:
    """Return the links of a figure to its files."""
    endings = [download.name.rpartition(".")[2] for download in downloads]
    links = []
    for index, (download, ending) in enumerate(zip(downloads, endings, strict=True)):
        several = endings.count(ending) > 1
        rank = f"\u00a0{endings[: index + 1].count(ending)}" if several else ""
        links.append(
            Link(
                name=download.name,
                href=PLACE + download.name,
                words=_FORMATS[ending] + rank,
                size=_size(download, words),
                media_type=download.media_type,
            )
        )
    return tuple(links)


_FORMATS = {
    "csv": "CSV",
    "json": "JSON",
    "svg": "SVG",
    "png": "PNG",
    "graphml": "GraphML",
    "gexf": "GEXF",
}


def _size(download: Download, words: Words) -> str:
    """Return how large a file is: of a picture its pixels, as it is not drawn yet."""
    if download.picture:
        _, _, *sides = _box(download.data.decode())
        wide, high = (words.number(round((side + 2 * _MARGIN) * _PIXELS)) for side in sides)
        return words("download.pixels", wide=wide, high=high)
    thousands = len(download.data) / 1000
    return words("download.size", n=words.number(max(thousands, 0.1), 0 if thousands >= 10 else 1))
