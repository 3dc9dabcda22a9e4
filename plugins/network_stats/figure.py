"""From a block to a figure: the whole way, for one block."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

import jinja2
from markupsafe import Markup

from ..build.problems import Problem, nearest
from . import svg
from .fences import check_keys, find_fences, parse_fence
from .inputs import load_sidecar
from .messages import Words, words
from .models import Block, DataFile, Drawing, Fence, Figure, Sidecar, WidgetSpec
from .widgets import WIDGETS

COMMON_KEYS = frozenset({"caption", "id", "title"})
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def render_fence(
    block: str | Fence,
    *,
    path: str,
    folder: Path,
    content: Path,
    lang: str,
    line: int = 1,
    ordinal: int = 1,
) -> tuple[Figure | None, tuple[Problem, ...]]:
    """Return the figure of a network block, or what is wrong with it and its data.

    `block` is the text of a block, with its fences, whose first line is `line` of the file
    `path`; or a fence that `find_fences` found. Data files are sought from `folder` (that
    of the essay), or from `content` when they start with a slash; both are absolute.
    `ordinal` says that it is the page's second, third… figure of its widget.
    """
    figure, problems, _ = render_block(
        block, path=path, folder=folder, content=content, lang=lang, line=line, ordinal=ordinal
    )
    return figure, problems


def render_block(
    block: str | Fence,
    *,
    path: str,
    folder: Path,
    content: Path,
    lang: str,
    line: int = 1,
    ordinal: int = 1,
) -> tuple[Figure | None, tuple[Problem, ...], tuple[str, ...]]:
    """Return what `render_fence` does, and the files that were looked for, found or not."""
    if isinstance(block, str):
        fences, problems = find_fences(block.split("\n"), path=path, first_line=line)
        if len(fences) != 1:
            hint = "Write ```network and the name of a widget, `key: value` lines, and ```."
            message = f"the text holds {len(fences)} network blocks, not one"
            return None, problems or (Problem(path, line, message, hint),), ()
        block = fences[0]
    spec, problems = parse_fence(block, path=path)
    problems += tuple(_check(spec))
    data, wrong = locate(spec, folder=folder, content=content)
    problems += wrong
    dependencies = (str(data.path), str(data.sidecar.path)) if data else ()
    if problems:
        return None, problems, dependencies
    said = words(lang)
    drawing, problems = WIDGETS[spec.widget].draw(Block(spec=spec, data=data, words=said))
    sidecar, wrong = load_sidecar(data) if data else (None, ())
    problems += wrong
    if drawing is None or problems:
        return None, problems, dependencies
    html = _render(spec, drawing, sidecar, said, ordinal)
    figure = Figure(html=html, dependencies=dependencies, id=figure_id(spec, ordinal))
    return figure, (), dependencies


def _check(spec: WidgetSpec) -> Sequence[Problem]:
    """Return what is wrong with a block before its data is read."""
    widget = WIDGETS.get(spec.widget)
    if widget is None:
        message = f"there is no widget {spec.widget!r}"
        if not spec.widget:
            message = "this network block does not say its widget"
        return [Problem(spec.path, spec.line, message, nearest(spec.widget, WIDGETS))]
    known = COMMON_KEYS | widget.keys | widget.needed
    problems = list(check_keys(spec, known=known, needed=widget.needed))
    if not _ID.fullmatch(spec.text("id") or "id"):
        message = f"the id {spec.text('id')!r} cannot be part of an address"
        hint = "Write small letters, figures and hyphens, such as `id: six-degrees`."
        problems.append(spec.problem("id", message, hint))
    return problems


def locate(
    spec: WidgetSpec, *, folder: Path, content: Path
) -> tuple[DataFile | None, tuple[Problem, ...]]:
    """Return the data file that a block names, or why it cannot be; neither if none is named.

    Only files inside the content folder can be.
    """
    written = spec.text("data")
    if not written:
        return None, ()
    base = content if written.startswith("/") else folder
    path = Path(base, written.lstrip("/")).resolve()
    if not path.is_relative_to(content.resolve()):
        message = f"the data file {written!r} is outside the content folder"
        return None, (spec.problem("data", message, "Put it in the essay's data/ folder."),)
    if not path.is_file():
        beside = sorted(found.name for found in path.parent.glob("*.csv"))
        hint = nearest(path.name, beside) or f"Put it there, or mend the path: {written}."
        message = f"the data file {written!r} does not exist"
        return DataFile(path=path, name=written), (spec.problem("data", message, hint),)
    return DataFile(path=path, name=_name(path, spec.path, folder, content)), ()


def _name(path: Path, essay: str, folder: Path, content: Path) -> str:
    """Return the path of a data file as problems say it: from where `essay` is said from."""
    inside = path.relative_to(content.resolve())
    above = PurePosixPath(essay).parent
    try:
        depth = len(folder.resolve().relative_to(content.resolve()).parts)
    except ValueError:
        depth = 0
    root = above.parents[depth - 1] if 0 < depth <= len(above.parents) else above
    return str(root / inside.as_posix())


def figure_id(spec: WidgetSpec, ordinal: int) -> str:
    """Return the anchor of a figure: from its key `id`, else its widget and its rank."""
    name = spec.text("id") or spec.widget
    return f"figure-{name}" if ordinal == 1 or spec.text("id") else f"figure-{name}-{ordinal}"


def _render(
    spec: WidgetSpec, drawing: Drawing, sidecar: Sidecar | None, said: Words, ordinal: int
) -> str:
    """Return the HTML of a figure."""
    identifier = figure_id(spec, ordinal)
    chart = drawing.shapes and svg.drawing(
        identifier,
        name=drawing.name,
        description=drawing.description,
        shapes=drawing.shapes,
        height=drawing.height,
    )
    record = sidecar or Sidecar(source={}, licence={})
    source, licence = said.pick(record.source), said.pick(record.licence)
    return _template().render(
        id=identifier,
        widget=spec.widget,
        title=spec.text("title") or said.pick(record.title, said(spec.widget)),
        caption=spec.text("caption"),
        svg=chart,
        tables=drawing.numbers,
        numbers_label=said("numbers"),
        method=drawing.method,
        source=source,
        source_label=said("source"),
        licence=licence and said("licence", licence=licence),
        url=record.url,
        note=said.pick(record.note),
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    """Return the template of figures; every text put in it is escaped, and made safe."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
    )
    return environment.get_template("figure.html")


def _finalize(value: object) -> object:
    """Return a value as templates print it: plain text loses what no page should hold."""
    return svg.safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value
