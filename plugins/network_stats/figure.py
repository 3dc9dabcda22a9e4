"""From a block to a figure: the whole way, for one block."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from ..build.problems import Problem, nearest
from ..essays.typography import typeset_drawing
from . import svg
from .downloads import Taken, build_downloads, build_links
from .fences import check_keys, find_fences, parse_fence
from .inputs import load_sidecar
from .inputs.text import load_bytes
from .messages import Words, words
from .models import (
    Block,
    Budget,
    DataFile,
    Download,
    Drawing,
    Fence,
    Figure,
    Sidecar,
    WidgetSpec,
)
from .templating import load_template
from .widgets import WIDGETS
from .widgets.source import model_sentences

COMMON_KEYS = frozenset({"caption", "id", "title"})
CATALOGUE = "catalogue"
"""What a block says in the place of a widget to show all statistics, which is no figure."""

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
    budget: Budget = Budget(),  # noqa: B008 - frozen
    downloads: bool = True,
) -> tuple[Figure | None, tuple[Problem, ...]]:
    """Return the figure of a network block, or what is wrong with it and its data.

    `block` is the text of a block, with its fences, whose first line is `line` of the file
    `path`; or a fence that `find_fences` found. Data files are sought from `folder` (that
    of the essay), or from `content` when they start with a slash; both are absolute.
    `ordinal` says that it is the page's second, third… figure of its widget.
    Without `downloads`, there are no files, and no links to them.
    """
    figure, problems, _ = render_block(
        block,
        path=path,
        folder=folder,
        content=content,
        lang=lang,
        line=line,
        ordinal=ordinal,
        budget=budget,
        downloads=downloads,
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
    budget: Budget = Budget(),  # noqa: B008 - frozen
    downloads: bool = True,
    needs_record: bool = True,
    typography: bool = False,
) -> tuple[Figure | None, tuple[Problem, ...], tuple[str, ...]]:
    """Return what `render_fence` does, and the files that were looked for, found or not.

    Data without a record beside it is a problem, unless nothing `needs_record`. With
    `typography`, the words in the drawing are set as the language sets them; those around it are
    part of the page, which is set as a whole.
    """
    if isinstance(block, str):
        fences, problems = find_fences(block.split("\n"), path=path, first_line=line)
        if len(fences) != 1:
            hint = "Write ```network and the name of a widget, `key: value` lines, and ```."
            message = f"the text holds {len(fences)} network blocks, not one"
            return None, problems or (Problem(path, line, message, hint),), ()
        block = fences[0]
    spec, problems = parse_fence(block, path=path)
    if spec.widget == CATALOGUE:
        problems += tuple(_no_keys(spec))
        return (None if problems else _catalogue(words(lang))), problems, ()
    problems += tuple(_check(spec))
    data, wrong = locate(spec, folder=folder, content=content)
    problems += wrong
    dependencies = (str(data.path), str(data.sidecar.path)) if data else ()
    problems = problems or check_rows(spec, data, budget)
    if problems:
        return None, problems, dependencies
    said = words(lang)
    given = Block(spec=spec, data=data, words=said, budget=budget)
    drawing, problems = WIDGETS[spec.widget].draw(given)
    sidecar, wrong = _record(data, needed=needs_record)
    problems += wrong
    if drawing is None or problems:
        return None, problems, dependencies
    drawn = [each for each in model_sentences(spec, said) if each not in drawing.method]
    drawing = complete(replace(drawing, method=(*drawn, *drawing.method)), said)
    taken = _taken(spec, drawing, sidecar, said, ordinal, typography=typography)
    files = build_downloads(taken) if downloads else ()
    figure = Figure(
        html=_render(taken, files, caption=spec.text("caption")),
        dependencies=dependencies,
        id=figure_id(spec, ordinal),
        downloads=files,
    )
    return figure, (), dependencies


def _record(data: DataFile | None, *, needed: bool) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """Return the record beside a data file, or what is wrong with it."""
    if data is None or not (needed or data.sidecar.path.is_file()):
        return None, ()
    return load_sidecar(data)


def _no_keys(spec: WidgetSpec) -> Iterator[Problem]:
    """Yield the keys of a block that can have none."""
    for key in spec.values:
        message = f"a block of the {CATALOGUE} has no key {key!r}"
        yield spec.problem(key, message, "Remove the line.")


def _catalogue(said: Words) -> Figure:
    from .methods import render_catalogue  # noqa: PLC0415 - one page has it

    return Figure(html=render_catalogue(said), dependencies=(), id=CATALOGUE)


def _check(spec: WidgetSpec) -> Sequence[Problem]:
    """Return what is wrong with a block before its data is read."""
    widget = WIDGETS.get(spec.widget)
    if widget is None:
        message = f"there is no widget {spec.widget!r}"
        if not spec.widget:
            message = "this network block does not say its widget"
        hint = nearest(spec.widget, [*WIDGETS, CATALOGUE])
        return [Problem(spec.path, spec.line, message, hint)]
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
        beside = sorted(found.name for found in path.parent.glob("*.*") if found.suffix != ".toml")
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


def check_rows(spec: WidgetSpec, data: DataFile | None, budget: Budget) -> tuple[Problem, ...]:
    """Return why a data file is not read, when it has more lines than the budget allows."""
    content, unread = load_bytes(data) if data else (b"", ())
    if unread:
        return ()  # the readers say why
    rows = max(content.count(b"\n"), content.count(b"\r"))
    if rows <= budget.rows:
        return ()
    message = f"the data file has {rows} lines, more than the {budget.rows} of a block's budget"
    hint = "Give a part of it, and say which, or raise NETWORK_STATS_ROWS."
    return (spec.problem("data", message, hint),)


def complete(drawing: Drawing, said: Words) -> Drawing:
    """Return a drawing that says on how many it rests, and how sure its numbers are."""
    graph, sampled = drawing.graph, [each for each in drawing.statistics if each.samples]
    n, interval = drawing.n, drawing.interval
    if graph and not n:
        members = said.count("basis.members", graph.node_count)
        n = said("basis.n", members=members, links=said.count("basis.links", graph.edge_count))
    if sampled and not interval:
        interval = said("basis.sampled", n=said.number(sampled[0].samples))
    elif drawing.statistics and not interval:
        interval = said("basis.exact")
    return replace(drawing, n=n, interval=interval)


def _taken(
    spec: WidgetSpec,
    drawing: Drawing,
    sidecar: Sidecar | None,
    said: Words,
    ordinal: int,
    *,
    typography: bool,
) -> Taken:
    """Return what a figure says and what its files are made from."""
    identifier = figure_id(spec, ordinal)
    title = said.pick(sidecar.title, said(spec.widget)) if sidecar else said(spec.widget)
    chart = _chart(drawing, identifier)
    return Taken(
        name=identifier.removeprefix("figure-"),
        widget=spec.widget,
        title=spec.text("title") or title,
        drawing=drawing,
        chart=Markup(typeset_drawing(str(chart), said.lang)) if typography else chart,  # noqa: S704 - only its words change
        sidecar=sidecar,
        words=said,
        typography=typography,
    )


def _chart(drawing: Drawing, identifier: str) -> str:
    return drawing.shapes and svg.drawing(
        identifier,
        name=drawing.name,
        description=drawing.description,
        shapes=drawing.shapes,
        height=drawing.height,
    )


def build_figure(drawing: Drawing, widget: str, said: Words, *, identifier: str) -> Figure:
    """Return the figure of a drawing that no block asked for, with its files but no picture.

    `widget` is its kind, whose words give the title; its anchor is "figure-" and `identifier`.
    """
    taken = Taken(
        name=identifier,
        widget=widget,
        title=said(widget),
        drawing=complete(drawing, said),
        chart=_chart(drawing, f"figure-{identifier}"),
        sidecar=None,
        words=said,
    )
    files = tuple(file for file in build_downloads(taken) if not file.picture)
    html = _render(taken, files)
    return Figure(html=html, dependencies=(), id=f"figure-{identifier}", downloads=files)


def _render(taken: Taken, files: tuple[Download, ...], *, caption: str = "") -> str:
    """Return the HTML of a figure."""
    drawing, said = taken.drawing, taken.words
    record = taken.sidecar or Sidecar(source={}, licence={})
    licence = said.pick(record.licence)
    basis = {"n": drawing.n, "unit": drawing.unit, "interval": drawing.interval}
    return load_template("figure.html").render(
        id=f"figure-{taken.name}",
        widget=taken.widget,
        title=taken.title,
        caption=caption,
        svg=taken.chart,
        tables=drawing.numbers,
        numbers_label=said("numbers"),
        basis=[(said(f"basis.label.{key}"), text) for key, text in basis.items() if text],
        method=drawing.method,
        source=said.pick(record.source),
        source_label=said("source"),
        licence=licence and said("licence", licence=licence),
        url=record.url,
        note=said.pick(record.note),
        downloads=build_links(files, said),
        downloads_label=said("downloads"),
    )
