"""The funnel and the friendship paradox, by their definitions."""

from collections import Counter
from math import isnan, nan
from statistics import fmean, median

import networkx as nx
import pytest
from classics import (
    ALONE,
    APART,
    DIRECTED,
    EMPTY,
    KARATE,
    LESMIS,
    PAIR,
    UNDIRECTED,
    Classic,
    convert,
    each,
    near,
)
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.friendship_paradox import friendship_paradox
from pelican.plugins.network_stats.statistics.funnel import funnel

FEW = {
    name: classic
    for name, classic in (UNDIRECTED | DIRECTED).items()
    if classic.graph.node_count <= 85 and name != "complete graph of 70"
}


def last_links(witness: "nx.Graph", target: str) -> Counter[str]:
    """Return how many chains end with each last link, every shortest path being listed."""
    found: Counter[str] = Counter()
    for source in witness:
        if source == target or not nx.has_path(witness, source, target):
            continue
        paths = list(nx.all_shortest_paths(witness, source, target))
        for path in paths:
            found[path[-2]] += 1 / len(paths)
    return found


@pytest.mark.parametrize("classic", FEW.values(), ids=FEW)
def test_the_funnel_counts_every_shortest_chain(classic: Classic) -> None:
    """From each node that has a path, along the arcs."""
    found = funnel(classic.graph)
    ids = classic.graph.ids
    shares, baselines = [], []
    for target in found.targets:
        expected = last_links(classic.networkx, ids[target.node])
        starters = sum(expected.values())
        assert target.starters == near(starters)
        assert {ids[link.node]: link.share for link in target.last_links} == near(
            {name: count / starters for name, count in expected.items()}
        )
        assert target.share == near(sum(sorted(expected.values())[-3:]) / starters)
        assert target.baseline == near(min(1, 3 / len(expected)))
        if len(expected) > 3:
            shares.append(target.share)
            baselines.append(target.baseline)
    assert found.counted == len(shares)
    assert found.share.value == near(fmean(shares) if shares else nan)
    assert found.baseline.value == near(fmean(baselines) if shares else nan)
    assert (found.share.low, found.share.high) == near((found.share.value,) * 2)
    assert found.exact


@pytest.mark.parametrize(
    ("classic", "share", "baseline"),
    [(KARATE, 0.79, 0.53), (LESMIS, 0.80, 0.36)],
    ids=["karate", "lesmis"],
)
def test_three_last_links_carry_most_chains(
    classic: Classic, share: float, baseline: float
) -> None:
    """Far more than three links taken at random."""
    found = funnel(classic.graph)
    assert (round(found.share.value, 2), round(found.baseline.value, 2)) == (share, baseline)


def test_a_funnel_may_have_one_target_and_another_number_of_links() -> None:
    """To the end of a chain of three, all come through the one in the middle."""
    chain = build_graph([("a", "b"), ("b", "c")])
    found = funnel(chain, [2], few=1)
    assert (found.targets[0].share, found.targets[0].baseline, found.few) == (1.0, 1.0, 1)
    assert (found.counted, isnan(found.share.value)) == (0, True)
    middle = funnel(chain, [1], few=1)
    assert [(link.node, link.share) for link in middle.targets[0].last_links] == [
        (0, 0.5),
        (2, 0.5),
    ]
    assert (middle.counted, middle.share.value, middle.baseline.value) == (1, 0.5, 0.5)


def test_who_cannot_be_reached_is_no_target() -> None:
    """Along arcs, nobody reaches a source."""
    arcs = build_graph([("a", "b"), ("b", "c")], directed=True)
    assert [target.node for target in funnel(arcs).targets] == [1, 2]
    for graph in (EMPTY, ALONE, APART):
        found = funnel(graph)
        assert found.targets == ()
        assert isnan(found.share.value)


def test_targets_may_be_drawn() -> None:
    """Then the mean has an interval, which covers the truth in 93 to 97 of 100 drawings."""
    classic = convert(nx.connected_watts_strogatz_graph(200, 6, 0.2, seed=3))
    every = {target.node: target for target in funnel(classic.graph).targets}
    exact = fmean(target.share for target in every.values() if len(target.last_links) > 3)
    covered = 0
    for seed in range(300):
        found = funnel(classic.graph, samples=100, seed=seed)
        assert len(found.targets) == 100
        assert not found.exact
        assert all(every[target.node] == target for target in found.targets)
        covered += found.share.low <= exact <= found.share.high
    assert 0.93 <= covered / 300 <= 0.97


@each
def test_the_friendship_paradox_follows_its_definition(classic: Classic) -> None:
    """Each node against the mean and the median of its neighbours."""
    plain = classic.networkx.to_undirected()
    found = friendship_paradox(classic.graph)
    of = dict(plain.degree())
    around = {node: [of[other] for other in plain[node]] for node in plain if of[node]}
    assert found.mean == near(fmean(of.values()))
    assert found.mean_of_friends == near(sum(k * k for k in of.values()) / sum(of.values()))
    assert found.mean_of_means == near(fmean(map(fmean, around.values())))
    assert found.below_mean == near(
        fmean(of[node] < fmean(others) for node, others in around.items())
    )
    assert found.below_median == near(
        fmean(of[node] < median(others) for node, others in around.items())
    )
    assert found.counted == len(around)


@each
def test_friends_have_more_friends_on_average(classic: Classic) -> None:
    """Both means are at least the mean degree of those who have links."""
    found = friendship_paradox(classic.graph)
    linked = found.mean * classic.graph.node_count / found.counted
    assert found.mean_of_friends >= linked - 1e-12
    assert found.mean_of_means >= linked - 1e-12


def test_who_has_no_friends_has_no_paradox() -> None:
    """Nor have two who only know each other."""
    for graph, mean in ((EMPTY, nan), (APART, 0)):
        found = friendship_paradox(graph)
        assert (found.mean, found.mean_of_friends, found.below_mean) == near((mean, nan, nan))
        assert found.counted == 0
    assert friendship_paradox(PAIR).below_mean == 0
