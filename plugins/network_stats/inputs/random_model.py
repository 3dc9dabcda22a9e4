"""Random models as blocks name them: `watts-strogatz n=1000 k=10 p=0.1 seed=7`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...build.problems import nearest
from ..models import Graph

MOST_NODES = 100_000
MOST_EDGES = 1_000_000
"""What a model may have: a few seconds' work."""

_WHOLE = re.compile(r"\d{1,12}")
_SHARE = re.compile(r"0(?:[.,]\d{1,15})?|1(?:[.,]0{1,15})?")
_LIST = re.compile(r"\d{1,6}(?:,\d{1,6})*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """A random model and its parameters; those that it does not have are 0 or empty."""

    name: str
    n: int = 0
    k: int = 0
    m: int = 0
    p: float = 0.0
    swaps: int = 10
    degrees: tuple[int, ...] = ()
    seed: int = 0

    @property
    def of_network(self) -> bool:
        """Return whether the model needs a network, whose degrees it keeps."""
        return MODELS[self.name].of_network and not self.degrees

    @property
    def parameters(self) -> tuple[tuple[str, int | float], ...]:
        """Return what the model is told apart by, beside its degrees and its seed."""
        return tuple((key, getattr(self, key)) for key in MODELS[self.name].needed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What a model must be given and may be, and an example of it.

    `wrong` returns what is wrong with the parameters, or ""; `edges`, how many edges to expect.
    """

    example: str
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    of_network: bool = False
    directed: bool = False
    """True for a model that has a directed form."""
    wrong: Callable[[Model], str] = field(default=lambda _: "")
    edges: Callable[[Model], float] = field(default=lambda _: 0.0)


def _wrong_ring(model: Model) -> str:
    fits = not model.k % 2 and 0 < model.k < model.n
    return "" if fits else "k must be even, at least 2, and less than n"


def _wrong_degrees(model: Model) -> str:
    if sum(model.degrees) % 2:
        return "the degrees must sum to an even number, two for each edge"
    if model.degrees and max(model.degrees) >= len(model.degrees):
        return "each degree must be less than the number of nodes"
    return ""


MODELS: Mapping[str, Kind] = {
    "barabasi-albert": Kind(
        example="barabasi-albert n=1000 m=3 seed=7",
        needed=("n", "m"),
        wrong=lambda model: "" if 0 < model.m < model.n else "m must be at least 1, and below n",
        edges=lambda model: model.m * (model.n - model.m),
    ),
    "configuration": Kind(
        example="configuration degrees=3,2,2,1 seed=7",
        optional=("degrees",),
        of_network=True,
        wrong=_wrong_degrees,
        edges=lambda model: sum(model.degrees) / 2,
    ),
    "erdos-renyi": Kind(
        example="erdos-renyi n=1000 p=0.01 seed=7",
        needed=("n", "p"),
        directed=True,
        wrong=lambda model: "" if model.n else "n must be at least 1",
        edges=lambda model: model.p * model.n * model.n,
    ),
    "rewired": Kind(example="rewired seed=7", optional=("swaps",), of_network=True, directed=True),
    "watts-strogatz": Kind(
        example="watts-strogatz n=1000 k=10 p=0.1 seed=7",
        needed=("n", "k", "p"),
        wrong=_wrong_ring,
        edges=lambda model: model.n * model.k / 2,
    ),
}
"""Each model by the name that blocks give it."""


def parse_model(text: str) -> tuple[Model | None, str, str]:
    """Return a model, or None and what is wrong with it, with a hint."""
    name, *parts = text.split()
    kind = MODELS.get(name)
    if kind is None:
        return None, f"there is no random model {name!r}", nearest(name, MODELS)
    hint = f"Write it as `model: {kind.example}`."
    known = (*kind.needed, *kind.optional, "seed")
    given: dict[str, int | float | tuple[int, ...]] = {}
    for part in parts:
        key, _, value = part.partition("=")
        if key not in known:
            return None, f"the model {name!r} has no parameter {key!r}", nearest(key, known)
        if key in given:
            return None, f"the parameter {key!r} is given twice", hint
        read = _READERS[key](value)
        if read is None:
            return None, f"the parameter {part!r} is not {_EXPECTED[key]}", hint
        given[key] = read
    missing = [key for key in kind.needed if key not in given]
    if missing:
        return None, f"the model {name!r} needs the parameter {missing[0]!r}", hint
    model = Model(name=name, **given)  # type: ignore[arg-type]  # each was read as its kind
    wrong = kind.wrong(model) or _too_large(model, kind)
    return (
        (None, f"the model {text!r} cannot be drawn: {wrong}", hint) if wrong else (model, "", "")
    )


def _too_large(model: Model, kind: Kind) -> str:
    if model.n <= MOST_NODES and kind.edges(model) <= MOST_EDGES and model.swaps <= 1000:
        return ""
    return f"it may have {MOST_NODES} nodes, {MOST_EDGES} edges and 1000 swaps an edge at most"


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


def _share(text: str) -> float | None:
    return float(text.replace(",", ".")) if _SHARE.fullmatch(text) else None


def _list(text: str) -> tuple[int, ...] | None:
    return tuple(int(part) for part in text.split(",")) if _LIST.fullmatch(text) else None


_READERS: Mapping[str, Callable[[str], int | float | tuple[int, ...] | None]] = {
    "degrees": _list,
    "k": _whole,
    "m": _whole,
    "n": _whole,
    "p": _share,
    "seed": _whole,
    "swaps": _whole,
}

_EXPECTED: Mapping[str, str] = {
    "degrees": "a list of whole numbers between commas, without spaces",
    "p": "a number from 0 to 1",
    **dict.fromkeys(("k", "m", "n", "seed", "swaps"), "a whole number"),
}


def draw_model(model: Model, network: Graph | None = None, *, directed: bool = False) -> Graph:
    """Return the network of a model; `network` is the one whose degrees it keeps, if it does."""
    from .. import random_graphs as random  # noqa: PLC0415 - numpy waits until a figure needs it
    from ..graphs import undirected  # noqa: PLC0415 - the same

    if model.name == "barabasi-albert":
        return random.barabasi_albert(model.n, model.m, seed=model.seed)
    if model.name == "erdos-renyi":
        return random.erdos_renyi(model.n, model.p, seed=model.seed, directed=directed)
    if model.name == "watts-strogatz":
        return random.watts_strogatz(model.n, model.k, model.p, seed=model.seed)
    if network is None:
        return random.configuration_model(model.degrees, seed=model.seed)
    if model.name == "rewired":
        return random.rewired(network, swaps=model.swaps, seed=model.seed)
    plain = undirected(network)
    degrees = (plain.starts[1:] - plain.starts[:-1]).tolist()
    return random.configuration_model(degrees, ids=plain.ids, seed=model.seed)
