"""Time the statistics of networks, beside igraph and networkx on the same network.

    python tests/bench/networks.py            writes NETWORKS.md
    python tests/bench/networks.py --quick    small networks, once; prints the tables

Times are processor seconds of this process, the best of several runs: the machine may be busy.
Ours start with nothing kept from an earlier run; igraph and networkx are given their networks
ready made. What a library does not offer, or not within half a minute, is a dash.
"""

import argparse
import gc
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pelican.plugins

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT / "plugins") not in pelican.plugins.__path__:
    pelican.plugins.__path__.append(str(ROOT / "plugins"))

from pelican.plugins.network_stats.figure import render_fence  # noqa: E402 - the path comes first
from pelican.plugins.network_stats.graphs import build_graph, edges_of  # noqa: E402
from pelican.plugins.network_stats.models import Graph  # noqa: E402
from pelican.plugins.network_stats.random_graphs import (  # noqa: E402
    barabasi_albert,
    watts_strogatz,
)
from pelican.plugins.network_stats.statistics import (  # noqa: E402
    assortativity,
    betweenness,
    bridges,
    closeness,
    clustering,
    communities,
    components,
    cores,
    degrees,
    distances,
    eigenvector,
    engine,
    epidemic,
    friendship_paradox,
    funnel,
    overlap,
    pagerank,
    power_law,
    rich_club,
    robustness,
    searches,
    small_world,
    structural_holes,
)

REPORT = Path(__file__).resolve().parent / "NETWORKS.md"
KEPT = (engine.to_igraph, searches.reach, overlap.shared_neighbours, eigenvector._leading)


@dataclass(frozen=True, kw_only=True, slots=True)
class Witnesses:
    """A network three times."""

    name: str
    graph: Graph
    igraph: Any
    networkx: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A statistic, and how each library gives it; the two others may be missing."""

    name: str
    ours: Callable[[Graph], object]
    igraph: Callable[[Any], object] | None = None
    networkx: Callable[[Any], object] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """Processor seconds of a statistic; `None` where a library was not tried."""

    name: str
    ours: float
    igraph: float | None
    networkx: float | None


def _of(graph: Graph) -> tuple[int, ...]:
    return degrees.degrees(graph).of


EXACT = Case(
    name="mean distance, exact",
    ours=lambda graph: distances.distances(graph).mean,
    igraph=lambda plain: plain.average_path_length(),
)
LINEAR = (
    Case(name="a copy for igraph", ours=engine.to_igraph),
    Case(
        name="degrees, density, Gini",
        ours=lambda graph: degrees.degrees(graph).gini,
        igraph=lambda plain: (plain.degree(), plain.density()),
        networkx=lambda plain: (dict(plain.degree()), nx.density(plain)),
    ),
    Case(
        name="components",
        ours=components.component_sizes,
        igraph=lambda plain: plain.connected_components(),
        networkx=lambda plain: list(nx.connected_components(plain)),
    ),
    Case(
        name="degree assortativity",
        ours=assortativity.degree_assortativity,
        igraph=lambda plain: plain.assortativity_degree(directed=False),
        networkx=nx.degree_assortativity_coefficient,
    ),
    Case(
        name="core numbers",
        ours=cores.core_numbers,
        igraph=lambda plain: plain.coreness(),
        networkx=nx.core_number,
    ),
    Case(
        name="transitivity",
        ours=clustering.transitivity,
        igraph=lambda plain: plain.transitivity_undirected(),
        networkx=nx.transitivity,
    ),
    Case(
        name="average clustering",
        ours=clustering.average_clustering,
        igraph=lambda plain: plain.transitivity_avglocal_undirected(mode="zero"),
        networkx=nx.average_clustering,
    ),
    Case(
        name="PageRank",
        ours=pagerank.pagerank,
        igraph=lambda plain: plain.pagerank(),
        networkx=nx.pagerank,
    ),
    Case(
        name="eigenvector",
        ours=eigenvector.eigenvector,
        igraph=lambda plain: plain.eigenvector_centrality(),
        networkx=nx.eigenvector_centrality_numpy,
    ),
    Case(name="epidemic thresholds", ours=epidemic.epidemic_threshold),
    Case(name="friendship paradox", ours=friendship_paradox.friendship_paradox),
    Case(
        name="bridges",
        ours=bridges.bridges,
        igraph=lambda plain: plain.bridges(),
        networkx=lambda plain: list(nx.bridges(plain)),
    ),
    Case(name="local bridges, counted", ours=bridges.local_bridge_count),
    Case(name="overlap of ties", ours=overlap.tie_overlap),
    Case(
        name="constraint",
        ours=structural_holes.constraint,
        igraph=lambda plain: plain.constraint(),
    ),
    Case(name="effective size", ours=structural_holes.effective_size),
    Case(name="rich club", ours=rich_club.rich_club),
    Case(name="robustness, by degree", ours=robustness.robustness),
)
QUICKER = (
    Case(
        name="power law, fitted",
        ours=lambda graph: power_law.fit_power_law(_of(graph), samples=0),
        igraph=lambda plain: igraph.power_law_fit(plain.degree(), p_precision=0.25),
    ),
    Case(name="distances, 256 nodes drawn", ours=distances.sampled_distances),
)
"""What is measured in a large network in the place of the same, simulated or exact."""

FURTHER = (
    EXACT,
    Case(
        name="closeness, harmonic, radius",
        ours=lambda graph: (closeness.closeness(graph), closeness.harmonic(graph)),
        igraph=lambda plain: plain.closeness(),
    ),
    Case(
        name="communities, 20 runs",
        ours=communities.communities,
        igraph=lambda plain: [
            plain.community_leiden("modularity", n_iterations=1) for _ in range(20)
        ],
    ),
    Case(
        name="power law, p-value of 1,000 samples",
        ours=lambda graph: power_law.fit_power_law(_of(graph)),
        igraph=lambda plain: igraph.power_law_fit(plain.degree()),
    ),
    Case(name="sigma and omega", ours=small_world.small_world),
    Case(
        name="robustness, at random, 10 runs",
        ours=lambda graph: robustness.robustness(graph, "random", runs=10),
    ),
    Case(
        name="funnel, 64 targets drawn",
        ours=lambda graph: funnel.funnel(graph, samples=64),
    ),
)
PATHS = (
    Case(
        name="betweenness, exact",
        ours=betweenness.betweenness,
        igraph=lambda plain: plain.betweenness(),
    ),
    Case(
        name="betweenness, 256 sources drawn",
        ours=lambda graph: betweenness.betweenness(graph, 256),
        networkx=lambda plain: nx.betweenness_centrality(plain, k=min(256, len(plain)), seed=0),
    ),
)
EVERY = (*LINEAR, *QUICKER, *FURTHER, *PATHS)


def build_witnesses(name: str, graph: Graph) -> Witnesses:
    """Return a network in each library's own form."""
    ends = edges_of(graph)[0].tolist()
    plain = nx.Graph()
    plain.add_nodes_from(range(graph.node_count))
    plain.add_edges_from(ends)
    return Witnesses(
        name=name,
        graph=graph,
        igraph=igraph.Graph(n=graph.node_count, edges=ends),
        networkx=plain,
    )


def forget() -> None:
    """Forget what is kept of the last networks."""
    for function in KEPT:
        function.cache_clear()


def take(call: Callable[[], object], *, times: int) -> float:
    """Return the processor seconds of a call, the best of several."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        call()
        best = min(best, time.process_time() - started)
    return best


def measure(
    cases: Sequence[Case], network: Witnesses, *, times: int, witnessed: bool = True
) -> tuple[Row, ...]:
    """Return the times of statistics: ours in their order, each keeping what the next can use."""
    ours = [float("inf")] * len(cases)
    for _ in range(times):
        forget()
        for place, case in enumerate(cases):
            ours[place] = min(
                ours[place], take(lambda case=case: case.ours(network.graph), times=1)
            )
    rows = []
    for case, seconds in zip(cases, ours, strict=True):
        others = [
            take(lambda call=call, plain=plain: call(plain), times=min(2, times))
            if call and witnessed
            else None
            for call, plain in ((case.igraph, network.igraph), (case.networkx, network.networkx))
        ]
        rows.append(Row(name=case.name, ours=seconds, igraph=others[0], networkx=others[1]))
    return tuple(rows)


def measure_block(widget: str, *, times: int) -> float:
    """Return the seconds of a figure of the karate club, from its block to its markup."""
    club = nx.karate_club_graph()
    lines = "\n".join(f"{one},{other}" for one, other in club.edges())
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "karate.csv"
        data.write_text(f"source,target\n{lines}\n", encoding="utf-8")
        record = 'source = "W. W. Zachary, 1977"\nlicence = "published facts"\n'
        data.with_suffix(".toml").write_text(record, encoding="utf-8")

        def draw() -> None:
            forget()
            figure, problems = render_fence(
                f"```network {widget}\ndata: karate.csv\n```",
                path="index.md",
                line=1,
                folder=Path(folder),
                content=Path(folder),
                lang="en",
            )
            assert figure is not None, problems

        return take(draw, times=times)


def render_seconds(seconds: float | None) -> str:
    """Return seconds as they stand in a table; a dash for none."""
    return "–" if seconds is None else f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.2f}"


def render_ratio(one: float, other: float | None) -> str:
    """Return how many times longer another took; a dash where it was not tried."""
    if other is None:
        return "–"
    ratio = other / max(one, 1e-6)
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"


def render_table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table, with their sum."""
    lines = [
        "| statistic | ours s | igraph s | networkx s | igraph / ours | networkx / ours |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.name} | {render_seconds(row.ours)} | {render_seconds(row.igraph)} "
        f"| {render_seconds(row.networkx)} | {render_ratio(row.ours, row.igraph)} "
        f"| {render_ratio(row.ours, row.networkx)} |"
        for row in rows
    ]
    lines.append(f"| **all of ours** | **{sum(row.ours for row in rows):.2f}** | | | | |")
    return "\n".join(lines)


def machine_line() -> str:
    """Return what the times were taken with."""
    libraries = ("igraph", "networkx", "numpy", "scipy")
    known = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"Python {platform.python_version()}, {known}; load of the machine "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. Processor seconds, the best of "
        "a few runs; when others are busy, look at the ratios."
    )


def render_report(*, quick: bool) -> str:
    """Return the report of a run."""
    small, large, times = (1_000, 2_000, 1) if quick else (10_000, 100_000, 3)
    world = build_witnesses("world", watts_strogatz(small, 10, 0.1, seed=7))
    grown = build_witnesses("grown", barabasi_albert(large, 5, seed=7))
    measure(EVERY, karate(), times=1)  # what is imported late is imported
    exact = measure((EXACT,), world, times=times)
    catalogue = measure((*LINEAR, *FURTHER), world, times=times)
    paths = measure(PATHS, world, times=1)
    linear = measure((*LINEAR, *QUICKER), grown, times=min(2, times))
    club = measure(EVERY, karate(), times=20 * times)
    blocks = {
        widget: measure_block(widget, times=20 * times) for widget in ("distances", "summary")
    }
    return "\n".join(
        [
            "# Networks",
            "",
            "Written by `python tests/bench/networks.py`.",
            machine_line(),
            "",
            f"## Exact distances: small world of {small:,} nodes, k = 10, p = 0.1",
            "",
            render_table(exact),
            "",
            f"## The whole catalogue without betweenness: the same {small:,} nodes",
            "",
            render_table(catalogue),
            "",
            "## Betweenness: the same",
            "",
            render_table(paths),
            "",
            f"## The linear part: {large:,} nodes, grown by preferential attachment, m = 5",
            "",
            render_table(linear),
            "",
            "## The karate club, 34 nodes",
            "",
            render_table(club),
            "",
            "| a block, from its lines to its markup | ms |",
            "|---|---:|",
            *(f"| `{widget}` | {1000 * seconds:.1f} |" for widget, seconds in blocks.items()),
            "",
        ]
    )


def karate() -> Witnesses:
    """Return the karate club."""
    club = nx.karate_club_graph()
    graph = build_graph([(f"{one:02}", f"{other:02}") for one, other in club.edges()])
    return build_witnesses("karate", graph)


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description="Time the statistics of networks.")
    parser.add_argument("--quick", action="store_true", help="small networks, printed only")
    given = parser.parse_args()
    report = render_report(quick=given.quick)
    if given.quick:
        print(report)
    else:
        REPORT.write_text(report, encoding="utf-8")
        print(f"{REPORT.name} is written")


if __name__ == "__main__":
    main()
