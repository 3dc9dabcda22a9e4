"""Power laws are fitted as Clauset, Shalizi and Newman define it."""

from collections import Counter
from math import erfc, exp, inf, isnan, log, log1p, nan, sqrt

import igraph
import numpy as np
import pytest
from classics import KARATE, LESMIS, UNDIRECTED, near
from pelican.plugins.network_stats.statistics.degrees import degrees
from pelican.plugins.network_stats.statistics.power_law import (
    PowerLawFit,
    Rival,
    fit_power_law,
)
from scipy.optimize import minimize, minimize_scalar
from scipy.special import ndtr, zeta

DRAWN = np.random.default_rng(17).zipf(2.4, 1500).tolist()
VALUES = {
    "karate club": degrees(KARATE.graph).of,
    "Les Misérables": degrees(LESMIS.graph).of,
    "Davis Southern women": degrees(UNDIRECTED["Davis Southern women"].graph).of,
    "Florentine families": degrees(UNDIRECTED["Florentine families"].graph).of,
    "preferential attachment": degrees(UNDIRECTED["preferential attachment of 150"].graph).of,
    "small world": degrees(UNDIRECTED["small world of 200"].graph).of,
    "drawn from a law of 2.4": DRAWN,
    "far apart": [1, 1, 1, 1, 2, 2, 4, 8, 16, 32, 1000],
}


def brute_force(values: list[int]) -> tuple[float, int, float]:
    """Return α, k_min and the distance, by looking at every whole number up to the largest."""
    best = (nan, 0, inf)
    for k_min in sorted(set(values))[:-1]:
        tail = [value for value in values if value >= k_min]
        logs = sum(map(log, tail))

        def loss(
            alpha: float, k_min: int = k_min, n: int = len(tail), logs: float = logs
        ) -> float:
            return n * log(zeta(alpha, k_min)) + alpha * logs

        alpha = minimize_scalar(
            loss, bounds=(1.0001, 60), method="bounded", options={"xatol": 1e-12}
        ).x
        counts = Counter(tail)
        seen, apart = 0, 0.0
        for k in range(k_min, max(tail) + 1):
            seen += counts[k]
            law = 1 - zeta(alpha, k + 1) / zeta(alpha, k_min)
            apart = max(apart, abs(law - seen / len(tail)))
        if apart < best[2]:
            best = (alpha, k_min, apart)
    return best


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_the_fit_is_that_of_brute_force(values: list[int]) -> None:
    """To the digits that a search for a minimum has: half of those of the numbers."""
    found = fit_power_law(values, samples=0)
    alpha, k_min, ks = brute_force([value for value in values if value])
    assert found.k_min == k_min
    assert found.alpha == near(alpha, digits=6)
    assert found.ks == near(ks, digits=6)
    assert found.tail_size == sum(value >= k_min for value in values)
    assert isnan(found.p_value)


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_the_exponent_makes_the_likelihood_stand_still(values: list[int]) -> None:
    """The mean of ln k under the law is that of the tail, to ten digits (scipy's own zeta)."""
    found = fit_power_law(values, samples=0)
    tail = [value for value in values if value >= found.k_min]
    step = 1e-5
    steep = [log(zeta(found.alpha + side * step, found.k_min)) for side in (-2, -1, 1, 2)]
    slope = (steep[0] - 8 * steep[1] + 8 * steep[2] - steep[3]) / (12 * step)
    assert -slope == near(sum(map(log, tail)) / len(tail), digits=8)


@pytest.mark.parametrize(
    "name", ["Les Misérables", "preferential attachment", "drawn from a law of 2.4"]
)
def test_the_fit_agrees_with_igraph(name: str) -> None:
    """Where values leave no gaps; igraph looks at the distance only at the values seen."""
    found = fit_power_law(VALUES[name], samples=0)
    other = igraph.power_law_fit(VALUES[name], method="discrete", p_precision=0.05)
    assert found.k_min == other.xmin
    assert found.ks == near(other.D, digits=6)
    assert found.alpha == near(other.alpha, digits=6)


@pytest.mark.parametrize("name", ["karate club", "Florentine families"])
def test_under_fifty_values_igraph_shrinks_the_exponent(name: str) -> None:
    """By (n - 1)/n and 1/n, for the n values of the tail; ours is the likeliest one."""
    found = fit_power_law(VALUES[name], samples=0)
    other = igraph.power_law_fit(VALUES[name], method="discrete", p_precision=0.05)
    n = found.tail_size
    assert other.alpha == near(found.alpha * (n - 1) / n + 1 / n, digits=6)


def test_a_law_is_found_again_and_not_refused() -> None:
    """1,500 numbers drawn from α = 2.4: within two standard errors, p over 0.1."""
    found = fit_power_law(DRAWN, samples=200)
    assert abs(found.alpha - 2.4) < 2 * found.standard_error
    assert found.standard_error == near((found.alpha - 1) / sqrt(found.tail_size))
    assert found.p_value > 0.1
    assert found.share_at_least(found.k_min) == near(found.tail_size / 1500)


def test_what_is_no_power_law_is_refused() -> None:
    """5,000 numbers from 1 to 10, each as often: no start of the tail helps."""
    found = fit_power_law([1 + place % 10 for place in range(5000)], samples=100)
    assert found.p_value == 0


def test_simulated_samples_are_far_from_their_fit_as_often_as_they_should() -> None:
    """Of 100 true power laws, about ten have p under 0.1."""
    refused = sum(
        fit_power_law(
            np.random.default_rng(seed).zipf(2.5, 200).tolist(), samples=60, seed=seed
        ).p_value
        < 0.1
        for seed in range(100)
    )
    assert 3 <= refused <= 18


def test_the_same_seed_gives_the_same_p_value() -> None:
    """Another seed is another simulation."""
    one = fit_power_law(VALUES["karate club"], samples=300, seed=4)
    assert fit_power_law(VALUES["karate club"], samples=300, seed=4) == one
    other = fit_power_law(VALUES["karate club"], samples=300, seed=5)
    assert other.p_value != one.p_value
    assert other.p_value == pytest.approx(one.p_value, abs=0.1)
    assert one.samples == 300


def test_the_exponential_rival_is_compared_as_vuong_says() -> None:
    """Written out on the tail of Les Misérables."""
    found = fit_power_law(VALUES["Les Misérables"], samples=0)
    tail = [value for value in VALUES["Les Misérables"] if value >= found.k_min]
    rate = log1p(len(tail) / sum(value - found.k_min for value in tail))
    differences = [
        -found.alpha * log(value)
        - log(zeta(found.alpha, found.k_min))
        - log(1 - exp(-rate))
        + rate * (value - found.k_min)
        for value in tail
    ]
    ratio, mean = sum(differences), sum(differences) / len(tail)
    variance = sum((difference - mean) ** 2 for difference in differences) / len(tail)
    rival = next(rival for rival in found.rivals if rival.name == "exponential")
    assert rival.log_ratio == near(ratio)
    assert rival.p_value == near(erfc(abs(ratio) / sqrt(2 * len(tail) * variance)))


def test_the_lognormal_rival_is_the_likeliest() -> None:
    """No other μ and σ, searched for by another method, is likelier."""
    drawn = np.round(np.random.default_rng(5).lognormal(2, 0.6, 800)).astype(int)
    values = drawn[drawn > 0].tolist()
    found = fit_power_law(values, samples=0)
    tail = np.array([value for value in values if value >= found.k_min], float)

    def loss(point: tuple[float, float]) -> float:
        mu, sigma = point[0], exp(point[1])
        above, beyond = (ndtr((mu - np.log(tail + side)) / sigma) for side in (-0.5, 0.5))
        start = ndtr((mu - log(found.k_min - 0.5)) / sigma)
        return float(-np.log((above - beyond) / start).sum())

    likeliest = -min(
        minimize(loss, (mu, log(sigma)), method="Nelder-Mead", options={"maxiter": 2000}).fun
        for mu in (1.0, 2.0)
        for sigma in (0.4, 0.9)
    )
    law = -found.alpha * np.log(tail).sum() - len(tail) * log(zeta(found.alpha, found.k_min))
    rival = next(rival for rival in found.rivals if rival.name == "lognormal")
    assert rival.log_ratio == near(law - likeliest, digits=5)


@pytest.mark.parametrize("values", [[], [0, 0], [3], [3, 3, 3]])
def test_without_two_values_there_is_no_fit(values: list[int]) -> None:
    """Zeros are left out; what is left says nothing of a tail."""
    found = fit_power_law(values)
    count = sum(value > 0 for value in values)
    assert (found.k_min, found.tail_size, found.count, found.rivals) == (0, 0, count, ())
    assert all(map(isnan, (found.alpha, found.ks, found.p_value, found.standard_error)))


def test_two_values_are_fitted_and_no_rival_is_preferred() -> None:
    """A law of two values fits whatever is said of them."""
    found = fit_power_law([1, 1, 1, 2], samples=50)
    assert (found.k_min, found.tail_size) == (1, 4)
    assert found.p_value > 0.1
    assert all(rival.p_value > 0.05 or isnan(rival.p_value) for rival in found.rivals)


def test_very_large_values_are_no_trouble() -> None:
    """Beyond those that are simulated by their number, values are drawn one by one."""
    drawn = np.random.default_rng(9).zipf(1.6, 400)
    found = fit_power_law(np.minimum(drawn, 10**12).tolist(), samples=20)
    assert 1.5 < found.alpha < 1.7
    assert 0 <= found.p_value <= 1


def test_a_fit_is_a_record() -> None:
    """With rivals in the order of their names."""
    found = fit_power_law(DRAWN, samples=0)
    assert isinstance(found, PowerLawFit)
    assert [rival.name for rival in found.rivals] == ["exponential", "lognormal"]
    assert all(isinstance(rival, Rival) for rival in found.rivals)
