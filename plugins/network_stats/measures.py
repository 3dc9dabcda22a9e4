"""Measuring a network: the statistics of the catalogue, exact within a budget, else sampled.

A budget is in seconds of a reference machine, estimated from the size of the network: the same
network is measured in the same way everywhere, and a figure has the same bytes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite, isnan, nan
from typing import TYPE_CHECKING

from .models import Budget, Graph, Measure

if TYPE_CHECKING:
    from .statistics.intervals import Estimate

SOURCES = 256
"""Nodes from which distances and shortest paths are sampled."""

DRAWS = 1000
"""Simulations behind the p-value of a power law."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A network to measure, and whether its weights are asked for."""

    graph: Graph
    weighted: bool

    @property
    def n(self) -> int:
        """Return how many nodes it has."""
        return self.graph.node_count

    @property
    def m(self) -> int:
        """Return how many edges or arcs it has."""
        return self.graph.edge_count


Taker = Callable[[Task], Iterator[Measure]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Statistics that one computation gives."""

    keys: tuple[str, ...]
    take: Taker
    seconds: Callable[[Task], float]
    """About how long it takes on the reference machine."""
    needs: tuple[str, ...] = ()
    """What the network must have, by names of `NEEDS`."""
    sample: Taker | None = None
    """What is done when it would take too long."""
    sample_seconds: Callable[[Task], float] = lambda _task: 0.0
    undefined: str = "undefined"
    """Why there is no number when none is found: a key of the words of reasons."""


NEEDS: Mapping[str, Callable[[Graph], bool]] = {
    "members": lambda graph: graph.node_count > 1,
    "links": lambda graph: graph.edge_count > 0,
    "directed": lambda graph: graph.directed,
    "weights": lambda graph: graph.weights is not None,
}
"""What a network must have to be measured; the names are those of the reasons."""


def compute(
    graph: Graph,
    *,
    keys: Collection[str] | None = None,
    budget: Budget = Budget(),  # noqa: B008 - frozen
    weighted: bool = False,
    progress: Callable[[str, int, int], None] = lambda _key, _done, _total: None,
) -> Mapping[str, Measure]:
    """Return statistics of a network by key, in the order of `ORDER`.

    `keys` are those wanted; without them, all are. What the budget does not allow is sampled,
    with its interval and the number of draws, or is NaN with a reason, as is what is not defined
    for this network. `weighted`, the statistics that can take weights take them. `progress` is
    told which statistic is measured, how many were, and how many there are.
    """
    wanted = set(ORDER) if keys is None else set(keys)
    task = Task(graph=graph, weighted=weighted and graph.weights is not None)
    left, found = budget.seconds, dict[str, Measure]()
    steps = [step for step in STEPS if wanted.intersection(step.keys)]
    for done, step in enumerate(steps):
        progress(step.keys[0], done, len(steps))
        measures, spent = _run(step, task, left)
        left -= spent
        found.update(measures)
    return {key: found[key] for key in ORDER if key in wanted}


def _run(step: Step, task: Task, left: float) -> tuple[dict[str, Measure], float]:
    """Return what a step finds within the seconds left, and how many it takes."""
    for need in step.needs:
        if not NEEDS[need](task.graph):
            return _none(step, need), 0.0
    seconds, take = step.seconds(task), step.take
    if seconds > left:
        if step.sample is None or (seconds := step.sample_seconds(task)) > left:
            return _none(step, "budget"), 0.0
        take = step.sample
    measures = {measure.key: measure for measure in take(task)}
    for key, measure in measures.items():
        if not isfinite(measure.value) and not measure.reason:
            measures[key] = replace(measure, value=nan, reason=step.undefined)
    return measures, seconds


def can_measure(graph: Graph, key: str, budget: Budget) -> bool:
    """Return whether a budget allows a statistic, exact or sampled."""
    task = Task(graph=graph, weighted=False)
    step = next(step for step in STEPS if key in step.keys)
    if step.seconds(task) <= budget.seconds:
        return True
    return step.sample is not None and step.sample_seconds(task) <= budget.seconds


def _none(step: Step, reason: str) -> dict[str, Measure]:
    return {key: Measure(key=key, value=nan, reason=reason) for key in step.keys}


def distance_seconds(task: Task) -> float:
    """Return about how long the exact distances of a network take: more, the longer its paths."""
    levels = _levels(task)
    return task.n * task.m * (3e-11 * levels if levels <= _DEEP else 1e-7)


_DEEP = 128
"""Levels beyond which searches from several nodes do not run together."""


def _levels(task: Task) -> int:
    """Return about how long the longest path is: twice the furthest from the busiest node."""
    from .statistics.engine import to_igraph  # noqa: PLC0415 - numpy waits until it is needed

    hub = int((task.graph.starts[1:] - task.graph.starts[:-1]).argmax())
    return 2 * int(max(each for each in to_igraph(task.graph).distances(hub)[0] if each < inf))


def _sample_seconds(task: Task) -> float:
    """Return about how long the distances from a sample of nodes take, with their intervals."""
    searches = distance_seconds(task) * min(1.0, SOURCES / task.n)
    return searches + 2.5e-9 * SOURCES * _levels(task) ** 2 + _linear(1)(task)


def _small_world_seconds(task: Task) -> float:
    """Return the estimate of ten shuffled networks, their distances exact up to 4,000 nodes."""
    each = distance_seconds(task) if task.n <= 4000 else _sample_seconds(task)
    return 11 * each + _linear(20)(task)


def _linear(weight: float) -> Callable[[Task], float]:
    """Return the estimate of what takes `weight` microseconds a node or edge."""
    return lambda task: 1e-6 * weight * (task.n + task.m)


def _paths(task: Task, sources: int | None = None) -> float:
    """Return about how long shortest paths from all nodes, or from some, take to be followed."""
    return 2e-8 * task.m * (task.n if sources is None else min(task.n, sources))


def _estimate(key: str, estimate: "Estimate", *, n: int, samples: int) -> Measure:
    """Return a statistic with its interval; it is exact when nothing was drawn (0 samples)."""
    if not samples or isnan(estimate.value):
        return Measure(key=key, value=estimate.value, n=n)
    ends = None if isnan(estimate.low) else (estimate.low, estimate.high)
    return Measure(key=key, value=estimate.value, n=n, interval=ends, samples=samples)


def _size(task: Task) -> Iterator[Measure]:
    from .statistics.degrees import degrees  # noqa: PLC0415 - numpy waits until it is needed

    n, m = task.n, task.m
    found = degrees(task.graph)
    yield Measure(key="n", value=n, n=n)
    yield Measure(key="m", value=m, n=m)
    yield Measure(key="density", value=found.density if n > 1 else nan, n=n)
    yield Measure(key="mean_degree", value=found.mean if n else nan, n=n)
    yield Measure(key="max_degree", value=max(found.of, default=nan), n=n)


def _strength(task: Task) -> Iterator[Measure]:
    from .statistics.strength import strength_by_degree, strengths  # noqa: PLC0415 - the same

    found = strengths(task.graph)
    yield Measure(key="mean_strength", value=sum(found) / task.n, n=task.n)
    slope = strength_by_degree(task.graph)
    estimate = slope.slope
    interval = (estimate.low, estimate.high) if isfinite(estimate.low) else None
    yield Measure(
        key="strength_exponent",
        value=estimate.value,
        n=slope.count,
        interval=interval,
        details={"r_squared": slope.r_squared},
    )


def _degrees(task: Task) -> Iterator[Measure]:
    from .statistics.degrees import degrees  # noqa: PLC0415 - the same
    from .statistics.friendship_paradox import friendship_paradox  # noqa: PLC0415 - the same

    found = degrees(task.graph)
    paradox = friendship_paradox(task.graph)
    yield Measure(key="gini_degree", value=found.gini, n=task.n)
    yield Measure(key="degree_ratio", value=paradox.mean_of_friends, n=task.n)
    yield Measure(
        key="friendship_paradox",
        value=paradox.below_mean,
        n=paradox.counted,
        details={"below_median": paradox.below_median},
    )


def _power_law(task: Task, draws: int = DRAWS) -> Iterator[Measure]:
    from .statistics.degrees import degrees  # noqa: PLC0415 - the same
    from .statistics.power_law import fit_power_law  # noqa: PLC0415 - the same

    fit = fit_power_law(degrees(task.graph).of, samples=draws)
    details = {"k_min": fit.k_min, "ks": fit.ks, "p": fit.p_value, "tail": fit.tail_size}
    for rival in fit.rivals:
        details[f"{rival.name}_ratio"] = rival.log_ratio
        details[f"{rival.name}_p"] = rival.p_value
    kept = {name: value for name, value in details.items() if isfinite(value)}
    yield Measure(key="power_law", value=fit.alpha, n=fit.count, details=kept if fit.k_min else {})


def _power_law_seconds(task: Task) -> float:
    import numpy as np  # noqa: PLC0415 - the same

    distinct = len(np.unique(np.diff(task.graph.starts)))
    return 1.2e-7 * (DRAWS + 1) * (distinct + 20) ** 2


def _reciprocity(task: Task) -> Iterator[Measure]:
    from .statistics.reciprocity import reciprocity  # noqa: PLC0415 - the same

    found = reciprocity(task.graph)
    yield Measure(key="reciprocity", value=found.r, n=found.arcs)
    yield Measure(key="reciprocity_excess", value=found.rho, n=found.arcs)


def _assortativity(task: Task) -> Iterator[Measure]:
    from .statistics.assortativity import degree_assortativity  # noqa: PLC0415 - the same

    yield Measure(key="assortativity", value=degree_assortativity(task.graph), n=task.m)


def _transitivity(task: Task) -> Iterator[Measure]:
    from .statistics.clustering import transitivity  # noqa: PLC0415 - the same

    yield Measure(key="transitivity", value=transitivity(task.graph), n=task.n)


def _clustering(task: Task) -> Iterator[Measure]:
    from .statistics.clustering import average_clustering  # noqa: PLC0415 - the same

    yield Measure(key="average_clustering", value=average_clustering(task.graph), n=task.n)


def _bridges(task: Task) -> Iterator[Measure]:
    from .statistics.bridges import bridges, local_bridge_count  # noqa: PLC0415 - the same
    from .statistics.overlap import tie_overlap  # noqa: PLC0415 - the same

    yield Measure(key="bridges", value=len(bridges(task.graph)), n=task.m)
    yield Measure(key="local_bridges", value=local_bridge_count(task.graph), n=task.m)
    yield Measure(key="tie_overlap", value=tie_overlap(task.graph).mean, n=task.m)


def _small_world(task: Task) -> Iterator[Measure]:
    from .statistics.small_world import small_world  # noqa: PLC0415 - the same

    found = small_world(task.graph)
    details = {"low": found.sigma_low, "high": found.sigma_high}
    kept = {name: value for name, value in details.items() if isfinite(value)}
    yield Measure(key="small_world_sigma", value=found.sigma, n=task.n, details=kept)
    yield Measure(key="small_world_omega", value=found.omega, n=task.n)


def _distances(task: Task) -> Iterator[Measure]:
    from .statistics.distances import distances  # noqa: PLC0415 - the same

    found = distances(task.graph)
    joined = {
        "mean_distance": found.mean,
        "diameter": found.diameter if found.reachable else nan,
        "effective_diameter": found.d90,
        "spid": found.spid,
    }
    for key, value in joined.items():
        yield Measure(key=key, value=value, n=found.reachable)
    yield Measure(key="reachable", value=found.share_reachable, n=found.pairs)
    yield Measure(key="efficiency", value=found.efficiency, n=found.pairs)
    yield Measure(key="radius", value=found.radius, n=task.n)


def _sampled_distances(task: Task) -> Iterator[Measure]:
    from .statistics.distances import sampled_distances  # noqa: PLC0415 - the same

    found = sampled_distances(task.graph, SOURCES)
    estimates = {
        "mean_distance": found.mean,
        "effective_diameter": found.d90,
        "spid": found.spid,
        "reachable": found.share_reachable,
        "efficiency": found.efficiency,
    }
    drawn = found.samples if found.samples < found.nodes else 0
    for key, estimate in estimates.items():
        yield _estimate(key, estimate, n=found.nodes, samples=drawn)
    at_least = {"at_least": float(found.longest)}
    yield Measure(key="diameter", value=nan, reason="budget", details=at_least)
    yield Measure(key="radius", value=nan, reason="budget")


def _closeness(task: Task) -> Iterator[Measure]:
    from .statistics.closeness import closeness, harmonic  # noqa: PLC0415 - the same

    yield Measure(key="closeness_max", value=max(closeness(task.graph)), n=task.n)
    yield Measure(key="harmonic_max", value=max(harmonic(task.graph)), n=task.n)


def _betweenness(task: Task, sources: int | None = None) -> Iterator[Measure]:
    from .statistics.betweenness import betweenness  # noqa: PLC0415 - the same

    found = betweenness(task.graph, sources, weighted=task.weighted)
    drawn = 0 if found.exact else found.samples
    yield _estimate("betweenness_max", found.maximum, n=task.n, samples=drawn)


def _pagerank(task: Task) -> Iterator[Measure]:
    from .statistics.pagerank import pagerank  # noqa: PLC0415 - the same

    found = pagerank(task.graph, weighted=task.weighted)
    yield Measure(key="pagerank_max", value=max(found), n=task.n)


def _holes(task: Task) -> Iterator[Measure]:
    from .statistics.structural_holes import constraint, effective_size  # noqa: PLC0415 - the same

    found = {
        "constraint_mean": constraint(task.graph, weighted=task.weighted),
        "effective_size_mean": effective_size(task.graph),
    }
    for key, values in found.items():
        linked = [value for value in values if not isnan(value)]
        yield Measure(key=key, value=sum(linked) / len(linked), n=len(linked))


def _components(task: Task) -> Iterator[Measure]:
    from .statistics.components import component_sizes  # noqa: PLC0415 - the same

    sizes = component_sizes(task.graph)
    yield Measure(key="components", value=len(sizes), n=task.n)
    yield Measure(key="giant_size", value=max(sizes, default=0), n=task.n)
    yield Measure(key="giant_share", value=sizes[0] / task.n if sizes else nan, n=task.n)


def _strong_components(task: Task) -> Iterator[Measure]:
    from .statistics.components import component_sizes  # noqa: PLC0415 - the same

    sizes = component_sizes(task.graph, strong=True)
    yield Measure(key="strong_components", value=len(sizes), n=task.n)
    yield Measure(key="strong_giant_share", value=sizes[0] / task.n if sizes else nan, n=task.n)


def _degeneracy(task: Task) -> Iterator[Measure]:
    from .statistics.cores import degeneracy  # noqa: PLC0415 - the same

    yield Measure(key="degeneracy", value=degeneracy(task.graph), n=task.n)


def _communities(task: Task) -> Iterator[Measure]:
    from .statistics.communities import communities  # noqa: PLC0415 - the same

    found = communities(task.graph, weighted=task.weighted)
    details = {"runs": float(found.runs)}
    if isfinite(found.similarity):
        details["similarity"] = found.similarity
    yield Measure(key="modularity", value=found.modularity, n=task.m, details=details)
    yield Measure(key="communities", value=found.count, n=task.n)


def _robustness(task: Task) -> Iterator[Measure]:
    from .statistics.robustness import robustness  # noqa: PLC0415 - the same

    by_chance = robustness(task.graph, "random", runs=_REMOVALS)
    yield Measure(key="robustness_random", value=by_chance.index, n=task.n)
    by_degree = robustness(task.graph, "degree")
    yield Measure(key="robustness_degree", value=by_degree.index, n=task.n)


_REMOVALS = 10
"""Orders of removal at random whose mean is taken."""


def _funnel(task: Task, samples: int | None = None) -> Iterator[Measure]:
    from .statistics.funnel import funnel  # noqa: PLC0415 - the same

    found = funnel(task.graph, samples=samples)
    n, drawn = len(found.targets), 0 if found.exact else len(found.targets)
    yield _estimate("funnel", found.share, n=n, samples=drawn)
    yield _estimate("funnel_baseline", found.baseline, n=n, samples=drawn)


def _epidemic(task: Task) -> Iterator[Measure]:
    from .statistics.epidemic import epidemic_threshold  # noqa: PLC0415 - the same

    found = epidemic_threshold(task.graph, weighted=task.weighted)
    details = {"mean_field": found.mean_field} if isfinite(found.mean_field) else {}
    yield Measure(key="epidemic_threshold", value=found.spectral, n=task.n, details=details)


STEPS: tuple[Step, ...] = (
    Step(
        keys=("n", "m", "density", "mean_degree", "max_degree"),
        take=_size,
        seconds=_linear(0.1),
        undefined="members",
    ),
    Step(
        keys=("mean_strength", "strength_exponent"),
        take=_strength,
        seconds=_linear(0.5),
        needs=("links", "weights"),
        undefined="flat",
    ),
    Step(
        keys=("gini_degree", "degree_ratio", "friendship_paradox"),
        take=_degrees,
        seconds=_linear(0.5),
        needs=("links",),
    ),
    Step(
        keys=("components", "giant_size", "giant_share"),
        take=_components,
        seconds=_linear(1),
        undefined="members",
    ),
    Step(
        keys=("strong_components", "strong_giant_share"),
        take=_strong_components,
        seconds=_linear(1),
        needs=("directed",),
        undefined="members",
    ),
    Step(
        keys=("reciprocity", "reciprocity_excess"),
        take=_reciprocity,
        seconds=_linear(0.5),
        needs=("directed", "links"),
    ),
    Step(
        keys=("assortativity",),
        take=_assortativity,
        seconds=_linear(0.5),
        needs=("links",),
        undefined="flat",
    ),
    Step(keys=("degeneracy",), take=_degeneracy, seconds=_linear(0.5), needs=("members",)),
    Step(
        keys=("transitivity",),
        take=_transitivity,
        seconds=_linear(1),
        needs=("links",),
        undefined="triads",
    ),
    Step(
        keys=("average_clustering",),
        take=_clustering,
        seconds=_linear(0.5),
        needs=("links",),
        undefined="triads",
    ),
    Step(
        keys=("constraint_mean", "effective_size_mean"),
        take=_holes,
        seconds=_linear(1),
        needs=("links",),
    ),
    Step(
        keys=("bridges", "local_bridges", "tie_overlap"),
        take=_bridges,
        seconds=_linear(4),
        needs=("links",),
    ),
    Step(keys=("pagerank_max",), take=_pagerank, seconds=_linear(3), needs=("links",)),
    Step(keys=("epidemic_threshold",), take=_epidemic, seconds=_linear(2), needs=("links",)),
    Step(
        keys=("modularity", "communities"),
        take=_communities,
        seconds=_linear(12),
        needs=("links",),
    ),
    Step(
        keys=("robustness_random", "robustness_degree"),
        take=_robustness,
        seconds=_linear(8),
        needs=("links",),
    ),
    Step(
        keys=(
            "mean_distance",
            "reachable",
            "efficiency",
            "diameter",
            "radius",
            "effective_diameter",
            "spid",
        ),
        take=_distances,
        seconds=distance_seconds,
        needs=("members", "links"),
        sample=_sampled_distances,
        sample_seconds=_sample_seconds,
    ),
    Step(
        keys=("closeness_max", "harmonic_max"),
        take=_closeness,
        seconds=distance_seconds,
        needs=("links",),
    ),
    Step(
        keys=("small_world_sigma", "small_world_omega"),
        take=_small_world,
        seconds=_small_world_seconds,
        needs=("links",),
    ),
    Step(
        keys=("power_law",),
        take=_power_law,
        seconds=_power_law_seconds,
        needs=("links",),
        sample=lambda task: _power_law(task, draws=0),
        sample_seconds=_linear(1),
        undefined="few",
    ),
    Step(
        keys=("funnel", "funnel_baseline"),
        take=_funnel,
        seconds=lambda task: 3 * _paths(task),
        needs=("links",),
        sample=lambda task: _funnel(task, samples=SOURCES),
        sample_seconds=lambda task: 3 * _paths(task, SOURCES),
    ),
    Step(
        keys=("betweenness_max",),
        take=_betweenness,
        seconds=_paths,
        needs=("links",),
        sample=lambda task: _betweenness(task, SOURCES),
        sample_seconds=lambda task: _paths(task, SOURCES),
        undefined="members",
    ),
)
"""The computations, those that take least time first."""

ORDER: tuple[str, ...] = tuple(key for step in STEPS for key in step.keys)
"""Every statistic that can be computed."""
