"""Where the network of a figure comes from: a file, a table in the text, a random model."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ...build.problems import Problem
from ..inputs import load_graph
from ..inputs.network import Network, build_network, directions, parse_weight
from ..inputs.random_model import MODELS, Model, draw_model, parse_model
from ..inputs.text import clean
from ..messages import Words
from ..models import Block, DataFile, Graph, WidgetSpec

NETWORK_KEYS = frozenset({"data", "directed", "edges", "model", "relation", "weights"})
"""The keys of a block that say its network: a widget that draws one adds them to its own."""

_YES_OR_NO = {"yes": True, "no": False}
_JOINT = re.compile(r"\s*(?:->|→|--|[–—])\s*|\s+-\s+")
_ARROWS = ("->", "→")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """What a block asks of its network; None for what it does not say."""

    directed: bool | None
    weights: bool | None


def load_network(
    block: Block, *, directed: bool | None = None, weights: bool | None = None
) -> tuple[Graph | None, tuple[Problem, ...]]:
    """Return the network that a block names, or what is wrong with the block or its file.

    It is in the file of `data`, in the list of `edges`, or drawn from `model` (which may keep
    the degrees of the file of `data`). `directed` is True for a widget that needs directions: a
    file that does not say is then read as directed (one that says it has none is not). It is
    False for a widget that has no use for them: they are left out at the end. `weights` is
    False to leave out weights in any case, True if there must be some unless the block says no.
    """
    spec = block.spec
    asked, problems = _asked(spec, weights=weights)
    model, wrong = _model(spec)
    problems += wrong + _one_source(spec, model)
    if problems:
        return None, problems
    graph: Graph | None = None
    if spec.text("edges"):
        graph, problems = _listed(spec, asked)
    elif block.data is not None:
        graph, problems = load_graph(
            block.data,
            directed=asked.directed,
            otherwise=bool(directed),
            weights=asked.weights,
            relation=spec.text("relation"),
            rows=block.budget.rows,
        )
        problems = tuple(_named_in(problem, spec, block.data) for problem in problems)
    if problems:
        return None, problems
    if model and asked.weights:
        message = f"the model {model.name!r} has no weights"
        return None, (spec.problem("weights", message, "Remove the line."),)
    if model:
        way = directed if asked.directed is None else asked.directed
        graph = draw_model(model, graph, directed=bool(way))
    assert graph is not None, "a block has one source"
    return (_plain(graph) if directed is False else graph), ()


def _plain(graph: Graph) -> Graph:
    from ..graphs import undirected  # noqa: PLC0415 - numpy waits until a figure needs it

    return undirected(graph)


def _asked(spec: WidgetSpec, *, weights: bool | None) -> tuple[_Asked, tuple[Problem, ...]]:
    """Return what a block says of directions and weights, and where it is neither yes nor no."""
    problems = tuple(
        spec.problem(key, f"{key} is {spec.text(key)!r}", f"Write `{key}: yes` or `{key}: no`.")
        for key in ("directed", "weights")
        if spec.text(key) and spec.text(key) not in _YES_OR_NO
    )
    said = _YES_OR_NO.get(spec.text("weights"))
    return _Asked(
        directed=_YES_OR_NO.get(spec.text("directed")),
        weights=weights if weights is False or said is None else said,
    ), problems


def _model(spec: WidgetSpec) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return the random model of a block, if it has one, or what is wrong with it."""
    written = spec.text("model")
    if not written:
        return None, ()
    model, message, hint = parse_model(written)
    if model is None:
        return None, (spec.problem("model", message, hint),)
    if spec.text("directed") == "yes" and not MODELS[model.name].directed:
        message = f"the model {model.name!r} has no directions"
        return None, (spec.problem("directed", message, "Remove the line."),)
    return model, ()


def _one_source(spec: WidgetSpec, model: Model | None) -> tuple[Problem, ...]:
    """Return a problem unless a block says one source of its network."""
    if spec.text("model") and model is None:
        return ()  # the model that is not known is the problem
    sources = [key for key in ("data", "edges") if spec.text(key)]
    if model and not model.of_network:
        sources.append("model")
    if len(sources) == 1:
        return ()
    if sources:
        message = f"this block has two sources of a network, {sources[0]!r} and {sources[1]!r}"
        return (spec.problem(sources[1], message, "Keep one of them."),)
    if model:
        message = f"the model {model.name!r} keeps the degrees of a network, and there is none"
        return (spec.problem("model", message, "Add a line such as `data: data/karate.csv`."),)
    message = f"the widget {spec.widget!r} needs a network"
    hint = "Add a line such as `data: data/karate.csv`, `edges: Ada–Grace, Grace–Linus`, or"
    hint += f" `model: {MODELS['watts-strogatz'].example}`."
    return (spec.problem("data", message, hint),)


def _named_in(problem: Problem, spec: WidgetSpec, data: DataFile) -> Problem:
    """Return a problem of a whole file with the place that names the file."""
    if problem.line or problem.path != data.name:
        return problem
    place = f"The file is named in {spec.path}:{spec.line_of('data')}."
    hint = f"{problem.hint} {place}" if problem.hint else place
    return Problem(problem.path, problem.line, problem.message, hint)


def _listed(spec: WidgetSpec, asked: _Asked) -> tuple[Graph | None, tuple[Problem, ...]]:
    """Return the network of a list such as "Ada–Grace, Grace→Linus = 2", or what is wrong."""
    problems: list[Problem] = []
    edges: list[tuple[str, str]] = []
    values: list[float] = []
    ways: list[bool | None] = []
    written = spec.text("edges")
    items = [item.strip() for item in written.split(";" if ";" in written else ",")]
    weighted = any("=" in item for item in items)
    for item in filter(None, items):
        pair, _, weight = item.partition("=")
        ends = [clean(end) for end in _JOINT.split(pair)]
        if len(ends) != 2 or not all(ends):
            hint = "Write two names a link: `Ada–Grace`, or `Ada→Grace`, or `Ada–Grace = 3`."
            problems.append(spec.problem("edges", f"{item!r} is not a link", hint))
            continue
        value, message, hint = parse_weight(weight or "1")
        if message:
            problems.append(spec.problem("edges", message, hint))
        edges.append((ends[0], ends[1]))
        values.append(value)
        ways.append(any(arrow in pair for arrow in _ARROWS))
    if not edges and not problems:
        hint = "Write links between commas: `edges: Ada–Grace, Grace–Linus`."
        problems.append(spec.problem("edges", "there is no link in the list", hint))
    if asked.weights and not weighted:
        problems.append(
            spec.problem("weights", "the list has no weights", "Write `Ada–Grace = 3`.")
        )
    if problems:
        return None, tuple(problems)
    way, both_ways = directions(ways)
    network = Network(
        edges=edges,
        weights=values if weighted else None,
        directed=way,
        both_ways=both_ways,
    )
    return build_network(network, directed=asked.directed, weights=asked.weights is not False), ()


def model_sentences(spec: WidgetSpec, words: Words) -> tuple[str, ...]:
    """Return the sentence that tells a random network, its parameters and its seed, if it is."""
    model, _, _ = parse_model(spec.text("model") or "-")
    if model is None:
        return ()
    of_data = model.name == "configuration" and model.of_network
    data = spec.text("data").rpartition("/")[2]
    said = words(
        f"network.model.{model.name}.of" if of_data else f"network.model.{model.name}", data=data
    )
    written = [
        words("network.model.parameter", key=key, value=words.exact(Decimal(f"{value:.15g}")))
        for key, value in model.parameters
    ]
    return (words("network.model", model=", ".join([said, *written]), seed=model.seed),)
