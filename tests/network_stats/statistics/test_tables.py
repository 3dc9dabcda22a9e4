"""Shares, intervals, survival, circles, layers and laws, without a network."""

from decimal import Decimal
from itertools import combinations, pairwise
from math import exp, inf, isnan, log, log10, nan, sqrt

import numpy as np
import pytest
from classics import DIRECTED, EMPTY, KARATE, near
from pelican.plugins.network_stats.graphs import build_graph
from pelican.plugins.network_stats.statistics.circles import DUNBAR, ego_circles
from pelican.plugins.network_stats.statistics.intervals import Estimate, wilson_interval
from pelican.plugins.network_stats.statistics.multiplex import (
    intersections,
    jaccard_matrix,
    mean_layers,
    multi_homing_share,
    participation,
    redundancy,
    ties_of,
)
from pelican.plugins.network_stats.statistics.shares import (
    gini,
    hhi,
    lorenz,
    round_to_hundred,
    top_share,
)
from pelican.plugins.network_stats.statistics.shares import participation as nielsen
from pelican.plugins.network_stats.statistics.survival import kaplan_meier
from pelican.plugins.network_stats.statistics.value_laws import (
    VALUE_LAWS,
    fit_exponent,
    log_growth_per_member,
)

LAYERS = {
    "mail": ["Ada", "Bo", "Cy", "Di"],
    "fair": ["Cy", "Di", "Ed"],
    "pier": ["Di"],
    "void": [],
}


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_intervals_have_their_published_values(
    successes: int, trials: int, low: float, high: float
) -> None:
    """Those of Newcombe (Statistics in Medicine 17, 1998), table I, and the ends."""
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_half_of_an_interval_is_its_half_width() -> None:
    """Around the middle, wherever the value is."""
    assert Estimate(value=2, low=1, high=4).half_width == 1.5


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["1", "1", "1"], (34, 33, 33)),
        (["12.9", "43.1", "44"], (13, 43, 44)),
        (["1", "999"], (0, 100)),
        (["0", "5"], (0, 100)),
    ],
)
def test_parts_of_a_hundred_sum_to_a_hundred(parts: list[str], expected: tuple[int, ...]) -> None:
    """What rounding leaves goes to the largest remainders."""
    assert round_to_hundred([Decimal(part) for part in parts]) == expected


@pytest.mark.parametrize(
    "values", [[1, 1, 1], [0, 0, 10], [1, 2, 3, 4], [0.5, 2.5, 100.0, 3.0, 3.0]]
)
def test_the_gini_coefficient_is_the_mean_difference(values: list[float]) -> None:
    """Half of the mean absolute difference of all pairs over the mean."""
    n = len(values)
    expected = sum(abs(a - b) for a in values for b in values) / (2 * n * sum(values))
    assert gini(values) == near(expected)


@pytest.mark.parametrize("values", [[1, 2, 3, 4], [0, 0, 7], [5.0, 5.0]])
def test_the_lorenz_curve_encloses_the_gini_coefficient(values: list[float]) -> None:
    """One less twice the area under it."""
    curve = lorenz(values)
    area = sum((right[0] - left[0]) * (right[1] + left[1]) / 2 for left, right in pairwise(curve))
    assert gini(values) == near(1 - 2 * area)
    assert (curve[0], curve[-1]) == ((0.0, 0.0), (1.0, 1.0))


def test_the_top_has_what_the_lorenz_curve_says() -> None:
    """Where a share is no whole number of values, the next counts for its part."""
    values = [1, 2, 3, 4]
    assert top_share(values, 0.25) == near(0.4)
    assert top_share(values, 0.375) == near(0.55)
    assert top_share(values, 1) == near(1)
    assert top_share(values, 0) == 0


def test_the_rule_of_90_9_1_is_checked_on_its_own_shares() -> None:
    """A hundred people of whom one does half and nine do four tenths."""
    found = nielsen([50] + [40 / 9] * 9 + [10 / 90] * 90)
    assert (found.top_1, found.next_9, found.other_90) == near((0.5, 0.4, 0.1))


def test_concentration_goes_from_equals_to_one() -> None:
    """Its inverse is the number of equals."""
    assert hhi([1] * 4) == near(0.25)
    assert hhi([9]) == 1
    assert hhi([2, 1, 1]) == near(0.375)


def test_nothing_cannot_be_shared() -> None:
    """It is not a number."""
    for values in ([], [0, 0]):
        assert all(map(isnan, (gini(values), top_share(values, 0.1), hhi(values))))
        assert lorenz(values) == ()
        assert isnan(nielsen(values).top_1)


def test_survival_is_that_of_the_leukaemia_trial() -> None:
    """6-MP, 21 patients (Freireich et al. 1963): the table of every textbook."""
    durations = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    ended = [time in (6, 7, 10, 13, 16, 22, 23) for time in durations]
    ended[3], ended[7] = False, False
    found = kaplan_meier(durations, ended)
    assert [
        (step.time, step.at_risk, step.ended, round(step.share, 3)) for step in found.steps
    ] == [
        (6, 21, 3, 0.857),
        (7, 17, 1, 0.807),
        (10, 15, 1, 0.753),
        (13, 12, 1, 0.690),
        (16, 11, 1, 0.627),
        (22, 7, 1, 0.538),
        (23, 6, 1, 0.448),
    ]
    assert found.median == 23
    assert [found.at(time) for time in (0, 6, 12, 100)] == near(
        [1, 0.8571428571, 0.7529411765, 0.4481792717], digits=8
    )


def test_the_interval_of_survival_is_greenwoods_on_a_scale_of_logarithms() -> None:
    """Worked for the first step: 3 of 21 ended."""
    step = kaplan_meier([1] * 3 + [2] * 18, [True] * 3 + [False] * 18).steps[0]
    spread = 1.959963984540054 * sqrt(3 / (21 * 18)) / -log(18 / 21)
    assert (step.low, step.high) == near(((18 / 21) ** exp(spread), (18 / 21) ** exp(-spread)))


def test_ties_that_have_not_ended_leave_no_step() -> None:
    """And no median; when all have ended, nothing is left and nothing is unsure."""
    assert kaplan_meier([3, 5], [False, False]).steps == ()
    assert kaplan_meier([3, 5], [False, False]).median == inf
    assert kaplan_meier([], []).count == 0
    last = kaplan_meier([3, 5], [True, True]).steps[-1]
    assert (last.share, last.low, last.high) == (0, 0, 0)


def test_circles_are_the_classes_with_the_least_variance() -> None:
    """Of every way to cut ten numbers into three, by brute force."""
    contacts = [40, 35, 20, 9, 8, 8, 3, 2, 1, 1]
    found = ego_circles(contacts, 3)

    def within(cuts: tuple[int, ...]) -> float:
        parts = np.split(np.array(contacts, float), cuts)
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    best = min(combinations(range(1, 10), 2), key=within)
    assert found.sizes == (*best, 10)
    assert found.least == (35.0, 20.0, 1.0) or found.least[-1] == 1.0
    whole = float(((np.array(contacts) - np.mean(contacts)) ** 2).sum())
    assert found.fit == near(1 - within(best) / whole)
    assert found.ratios == near([outer / inner for inner, outer in pairwise(found.sizes)])
    assert found.mean_ratio == near((found.sizes[-1] / found.sizes[0]) ** 0.5)


def test_circles_of_three_times_the_size_are_found_again() -> None:
    """The layers that are reported, each with its own frequency of contact."""
    contacts = [100.0] * 5 + [30.0] * 10 + [8.0] * 35 + [1.0] * 100
    found = ego_circles(contacts)
    assert found.sizes == DUNBAR
    assert found.least == (100, 30, 8, 1)
    assert found.fit == near(1)
    assert found.mean_ratio == near((150 / 5) ** (1 / 3))


def test_equal_contacts_are_in_one_circle() -> None:
    """However many circles are asked for; of nobody there are none."""
    found = ego_circles([2, 2, 2])
    assert (found.sizes, found.ratios) == ((3,), ())
    assert isnan(found.fit)
    assert isnan(found.mean_ratio)
    assert ego_circles([]).sizes == ()
    assert ego_circles([5, 5, 1]).sizes == (2, 3)


def test_layers_overlap_as_sets_do() -> None:
    """Jaccard's index, redundancy, and how many layers each is in."""
    found = jaccard_matrix(LAYERS)
    assert found.names == ("mail", "fair", "pier", "void")
    assert found.values[0] == near((1, 2 / 5, 1 / 4, 0))
    assert found.values[1][2] == near(1 / 3)
    assert isnan(found.values[3][3])
    assert redundancy(LAYERS) == near(1 - 5 / 8)
    assert mean_layers(LAYERS) == near(8 / 5)
    assert multi_homing_share(LAYERS) == near(2 / 5)
    assert intersections(LAYERS) == (
        (("mail",), 2),
        (("fair",), 1),
        (("mail", "fair"), 1),
        (("mail", "fair", "pier"), 1),
    )


def test_empty_layers_have_nothing_in_common() -> None:
    """It is not a number."""
    assert all(map(isnan, (redundancy({}), mean_layers({"a": []}), multi_homing_share({}))))
    assert intersections({}) == ()
    assert jaccard_matrix({}).values == ()


def test_ties_can_be_layers() -> None:
    """Whatever their direction."""
    one = build_graph([("a", "b"), ("b", "c")])
    other = build_graph([("b", "a"), ("c", "d")], directed=True)
    layers = {"one": ties_of(one), "other": ties_of(other)}
    assert layers["other"] == {("a", "b"), ("c", "d")}
    assert jaccard_matrix(layers).values[0][1] == near(1 / 3)


def test_participation_says_how_evenly_links_are_spread() -> None:
    """0 in one layer, 1 in as many in each; not a number without links."""
    one = build_graph([("a", "b"), ("a", "c")])
    other = build_graph([("a", "b"), ("a", "d")], nodes=["z"])
    found = participation({"one": one, "other": other})
    assert found == near({"a": 1, "b": 1, "c": 0, "d": 0, "z": nan})
    three = participation({"one": one, "other": other, "third": EMPTY})
    assert three["a"] == near(1.5 * (1 - 2 / 4))
    assert isnan(participation({"one": KARATE.graph})["0"])
    assert set(
        participation({"arcs": DIRECTED["growing network"].graph, "none": EMPTY}).values()
    ) == {0.0}


def test_value_laws_multiply_the_share_of_a_member() -> None:
    """From a thousand to 800 million members: nothing, threefold, 800 000, and beyond numbers."""
    growth = {law.name: log_growth_per_member(law, 1000, 800_000_000) for law in VALUE_LAWS}
    assert list(growth) == ["Sarnoff", "Odlyzko–Tilly", "Metcalfe", "Zhang–Xu", "Reed"]
    assert growth["Sarnoff"] == 0
    assert 10 ** growth["Odlyzko–Tilly"] == pytest.approx(2.9677, abs=1e-4)
    assert growth["Metcalfe"] == pytest.approx(log10(800_000))
    assert growth["Zhang–Xu"] == pytest.approx(2 * log10(800_000))
    assert growth["Reed"] == pytest.approx(240_823_689.6, abs=0.1)


def test_the_exponent_of_value_is_found_again() -> None:
    """Of n², with noise: within its interval."""
    members = [10.0, 30.0, 100.0, 300.0, 1000.0]
    found = fit_exponent(
        members,
        [n**2 * noise for n, noise in zip(members, (1.1, 0.9, 1.05, 0.95, 1.0), strict=True)],
    )
    assert found.slope.low < 2 < found.slope.high
    assert found.slope.value == pytest.approx(2, abs=0.03)
