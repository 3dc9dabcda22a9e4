"""Power laws: whether the many have few links and the few have many, P(K = k) ~ k^-α.

The method of Clauset, Shalizi & Newman (SIAM Review 51, 661-703, 2009) for whole numbers:
the exponent by maximum likelihood, the start of the tail where the fit is closest, a p-value
by simulation, and two rivals. See Broido & Clauset (Nat. Commun. 10, 1017, 2019) for how
seldom the law is the best account. igraph's fit differs in two ways: it measures the distance
at the values that are seen alone, and shrinks the exponent of fewer than 50 values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, inf, log, nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, zeta

_Floats = NDArray[np.float64]

_TERMS = 20
"""Terms of a zeta function that are added one by one before its tail is approximated."""

_BERNOULLI = (1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000)
"""B₂ⱼ/(2j)! of the Euler–Maclaurin formula."""

_LARGEST = 600.0
"""α·ln k_min beyond which k^-α is no number any more, and the law no account."""

_CELLS = 1 << 21
"""How many pairs of values are compared at once."""

_SINGLE = 256
"""Values of the tail, from k_min on, that are simulated by their number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rival:
    """Another law, on the same tail, against the power law.

    `log_ratio` is the sum of ln p(power law) − ln p(rival): over 0 it speaks for the power
    law. `p_value` is how likely so large a ratio (either way) is when both are equally far from
    the truth (Vuong, Econometrica 57, 1989); over 0.1, say, it decides nothing. NaN where the
    rival cannot be fitted.
    """

    name: str
    log_ratio: float
    p_value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerLawFit:
    """A power law fitted to the tail of whole numbers; NaN where nothing can be fitted.

    `tail_size` of the `count` values over 0 are k_min or more; there, P(K = k) is
    k^-alpha/ζ(alpha, k_min). `ks` is the largest distance between the two distributions.
    `p_value` is the share of simulated samples that are as far from their own fit or further:
    under 0.1 the law is refused, else it is only not refused; NaN when none was simulated.
    `samples` is how many were.
    """

    alpha: float
    k_min: int
    ks: float
    p_value: float
    tail_size: int
    count: int
    samples: int
    rivals: tuple[Rival, ...]

    @property
    def standard_error(self) -> float:
        """Return the standard error of alpha, (alpha − 1)/√tail_size; NaN without a fit."""
        return (self.alpha - 1) / sqrt(self.tail_size) if self.tail_size else nan

    def share_at_least(self, k: float) -> float:
        """Return P(K >= k) of all values by the law, for k from k_min on."""
        tail = zeta(self.alpha, k) / zeta(self.alpha, self.k_min)
        return float(tail) * self.tail_size / self.count


def fit_power_law(values: Sequence[int], *, samples: int = 1000, seed: int = 0) -> PowerLawFit:
    """Return the power law that fits the tail of these values best, with its p-value and rivals.

    Zeros are left out: the law has none. Each distinct value but the largest is tried as
    k_min; of the maximum-likelihood fits, the one with the least Kolmogorov–Smirnov distance
    (the supremum over all whole numbers) is kept, at a tie that of the smallest k_min. With D
    distinct values it costs D² for the fit, and as much for each of `samples` simulations, each
    of as many values, drawn from the law in the tail and from the values below it, and fitted
    anew, k_min included. 1000 samples give p to about ±0.016. Fewer than two distinct values:
    NaN, k_min 0. With fewer than about 50 values in the tail, hardly anything is refused.
    """
    whole = np.asarray(values, dtype=np.int64)
    found, counts = np.unique(whole[whole > 0], return_counts=True)
    count = int(counts.sum())
    fits = _fit(found[None, :].astype(np.float64), counts[None, :].astype(np.float64))
    alpha, start, ks = float(fits.alpha[0]), int(fits.start[0]), float(fits.ks[0])
    if ks == inf:
        return PowerLawFit(
            alpha=nan, k_min=0, ks=nan, p_value=nan, tail_size=0, count=count, samples=0, rivals=()
        )
    tail, sizes = found[start:], counts[start:]
    k_min = int(tail[0])
    p_value = nan
    if samples:
        body = (found[:start], counts[:start] / count)
        simulated = _simulated_ks(alpha, k_min, body, count=count, samples=samples, seed=seed)
        p_value = float((simulated >= ks).mean())
    return PowerLawFit(
        alpha=alpha,
        k_min=k_min,
        ks=ks,
        p_value=p_value,
        tail_size=int(sizes.sum()),
        count=count,
        samples=samples,
        rivals=_rivals(alpha, tail.astype(np.float64), sizes.astype(np.float64)),
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Fits:
    """The best fit of each sample: α, the place of k_min among its values, and the distance."""

    alpha: _Floats
    start: NDArray[np.int64]
    ks: _Floats


def _fit(values: _Floats, counts: _Floats) -> _Fits:
    """Return the best fit of each row of distinct values, ascending, seen `counts` times.

    Rows are filled up with values that are seen 0 times. The distance is infinite where
    nothing can be fitted.
    """
    samples, width = values.shape
    if not width:
        nowhere = np.zeros(samples, np.int64)
        return _Fits(alpha=np.full(samples, nan), start=nowhere, ks=np.full(samples, inf))
    tails = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1]
    logs = np.log(values)
    tried = (tails > counts) & (counts > 0)
    sums = np.cumsum((counts * logs)[:, ::-1], axis=1)[:, ::-1]
    alphas, distances = np.full(values.shape, nan), np.full(values.shape, inf)
    alphas[tried] = _exponents(sums[tried] / tails[tried] - logs[tried], values[tried])
    tried[tried] = (alphas * logs)[tried] < _LARGEST
    rows, starts = np.nonzero(tried)
    at_once = max(1, _CELLS // width)
    for first in range(0, len(rows), at_once):
        row, start = rows[first : first + at_once], starts[first : first + at_once]
        distances[row, start] = _distances(
            alphas[row, start], start, values[row], counts[row], tails[row]
        )
    best = distances.argmin(axis=1)
    every = np.arange(samples)
    return _Fits(alpha=alphas[every, best], start=best, ks=distances[every, best])


def _exponents(mean_logs: _Floats, k_min: _Floats) -> _Floats:
    """Return the α of each tail at which the law has this mean of ln(K/k_min), all over 0.

    Newton's method on the logarithm of the mean, which is nearly straight.
    """
    alpha = 1 + 1 / (mean_logs + np.log(k_min / (k_min - 0.5)))  # equation 3.7
    for _ in range(60):
        mean, variance = _log_moments(alpha, k_min)
        step = np.log(mean / mean_logs) * mean / variance
        before, alpha = alpha, np.maximum(alpha + step, 1 + (alpha - 1) / 4)
        if not len(alpha) or np.abs(alpha / before - 1).max() < 1e-14:
            break
    return alpha


def _log_moments(alpha: _Floats, k_min: _Floats) -> tuple[_Floats, _Floats]:
    """Return the mean and the variance of ln(K/k_min) under each law.

    The first terms one by one, the others by Euler–Maclaurin with its derivatives in α.
    """
    steps = np.log1p(np.arange(_TERMS) / k_min[:, None])
    terms = np.exp(-alpha[:, None] * steps)
    zeroth, first, second = (np.einsum("ij,ij->i", terms, steps**power) for power in range(3))
    x = k_min + _TERMS
    log_x = np.log(x / k_min)
    scale = np.exp(-alpha * log_x)
    rising, slope, bend = np.ones_like(alpha), np.zeros_like(alpha), np.zeros_like(alpha)
    parts = [(x / (alpha - 1), 1 / (alpha - 1), 1 / (alpha - 1) ** 2), (0.5 + 0 * x, slope, bend)]
    for j, factor in enumerate(_BERNOULLI):
        for i in (2 * j - 1, 2 * j) if j else (0,):
            rising = rising * (alpha + i)
            slope, bend = slope - 1 / (alpha + i), bend - 1 / (alpha + i) ** 2
        parts.append((factor * rising / x ** (2 * j + 1), slope, bend))
    for size, down, curve in parts:
        part, at = scale * size, log_x + down
        zeroth, first, second = zeroth + part, first + part * at, second + part * (at**2 + curve)
    mean = first / zeroth
    return mean, second / zeroth - mean**2


def _distances(
    alphas: _Floats, starts: NDArray[np.int64], values: _Floats, counts: _Floats, tails: _Floats
) -> _Floats:
    """Return the Kolmogorov–Smirnov distance of each fit from its row, from place `start` on.

    Between two values that are seen, the sample stays and the law falls: the distance is
    largest at one of them, or just after it.
    """
    fits = np.arange(len(alphas))
    alpha, k_min = alphas[:, None], values[fits, starts][:, None]
    whole = zeta(alpha, k_min)
    law = _zeta(np.broadcast_to(alpha, values.shape), values) / whole
    each = np.exp(-alpha * np.log(values)) / whole
    size = tails[fits, starts][:, None]
    apart = np.maximum(np.abs(law - tails / size), np.abs(law - each - (tails - counts) / size))
    inside = (np.arange(values.shape[1]) >= starts[:, None]) & (counts > 0)
    return np.asarray(np.where(inside, apart, 0).max(axis=1))


def _zeta(alpha: _Floats, q: _Floats) -> _Floats:
    """Return ζ(α, q) to about 11 digits, faster than scipy where q is large (Euler–Maclaurin)."""
    found = np.empty(q.shape)
    far = q >= np.maximum(_TERMS, 2 * alpha)
    found[~far] = zeta(alpha[~far], q[~far])
    a, x = alpha[far], q[far]
    total, rising = x / (a - 1) + 0.5, a / x
    for j, factor in enumerate(_BERNOULLI[:4]):
        total += factor * rising
        rising = rising * (a + 2 * j + 1) * (a + 2 * j + 2) / x**2
    found[far] = total * np.exp(-a * np.log(x))
    return found


def _simulated_ks(
    alpha: float,
    k_min: int,
    body: tuple[NDArray[np.int64], _Floats],
    *,
    count: int,
    samples: int,
    seed: int,
) -> _Floats:
    """Return the distance of each simulated sample from its own best fit.

    Each of `count` values is one of the body, with its share, or else drawn from the law. A
    sample of one value only is fitted exactly, by ever steeper laws: its distance is 0.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    below, shares = body
    single = np.arange(k_min, k_min + _SINGLE)
    edges = zeta(alpha, np.append(single, k_min + _SINGLE).astype(np.float64)) / zeta(alpha, k_min)
    tail = (1 - shares.sum()) * np.append(edges[:-1] - edges[1:], edges[-1])
    chances = np.append(shares, tail)
    drawn = generator.multinomial(count, chances / chances.sum(), size=samples)
    sample, column = np.nonzero(drawn[:, :-1])
    value = np.append(below, single)[column]
    seen = drawn[sample, column]
    farther = np.repeat(np.arange(samples), drawn[:, -1])
    far = _drawn_beyond(alpha, k_min + _SINGLE, generator.random(len(farther)))
    values, counts = _rows(
        np.append(sample, farther),
        np.append(value.astype(np.float64), far),
        np.append(seen, np.ones(len(far), np.int64)),
        samples=samples,
    )
    distances = _fit(values, counts).ks
    return np.where(np.isinf(distances), 0.0, distances)


def _drawn_beyond(alpha: float, first: int, uniform: _Floats) -> _Floats:
    """Return the values, from `first` on, that the law turns uniform numbers in [0, 1) into.

    The largest x with P(K >= x | K >= first) > u, by doubling and halving (appendix D).
    """
    whole = zeta(alpha, first)
    wanted = (1 - uniform) * whole
    low = np.full(len(uniform), float(first))
    high = 2 * low
    while (short := zeta(alpha, high) >= wanted).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while (high - low > 1).any() and (high - low > low * 1e-15).any():
        middle = np.floor((low + high) / 2)
        above = zeta(alpha, middle) >= wanted
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return low


def _rows(
    sample: NDArray[np.int64], value: _Floats, seen: NDArray[np.int64], *, samples: int
) -> tuple[_Floats, _Floats]:
    """Return the distinct values of each sample, ascending, in a row, and how often each is seen.

    Rows are filled up with values that are seen 0 times.
    """
    order = np.lexsort((value, sample))
    sample, value, seen = sample[order], value[order], seen[order]
    new = np.append(True, (np.diff(sample) != 0) | (np.diff(value) != 0))
    group = np.cumsum(new) - 1
    sample, value = sample[new], value[new]
    total = np.bincount(group, seen)
    sizes = np.bincount(sample, minlength=samples)
    column = np.arange(len(sample)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    values = np.full((samples, int(sizes.max(initial=0))), value.max(initial=1.0))
    counts = np.zeros(values.shape)
    values[sample, column], counts[sample, column] = value, total
    return values, counts


def _rivals(alpha: float, tail: _Floats, counts: _Floats) -> tuple[Rival, ...]:
    """Return the rivals of a power law on a tail of distinct values, seen `counts` times."""
    law = -alpha * np.log(tail) - log(zeta(alpha, tail[0]))
    return tuple(
        _rival(name, law - logs_of(tail, counts), counts) for name, logs_of in _RIVALS.items()
    )


def _rival(name: str, differences: _Floats, counts: _Floats) -> Rival:
    """Return Vuong's comparison from the differences of the log-likelihoods of values."""
    size = counts.sum()
    ratio = float(counts @ differences)
    variance = float(counts @ (differences - ratio / size) ** 2) / size
    if not np.isfinite(ratio) or not variance > 0:
        return Rival(name=name, log_ratio=nan, p_value=nan)
    return Rival(name=name, log_ratio=ratio, p_value=erfc(abs(ratio) / sqrt(2 * size * variance)))


def _exponential_logs(tail: _Floats, counts: _Floats) -> _Floats:
    """Return ln p of each value under the exponential law of whole numbers from k_min on.

    p(k) = (1 − e^-λ)·e^(-λ(k − k_min)), with the λ of maximum likelihood.
    """
    beyond = tail - tail[0]
    rate = np.log1p(counts.sum() / (counts @ beyond))
    return np.asarray(np.log(-np.expm1(-rate)) - rate * beyond)


def _lognormal_logs(tail: _Floats, counts: _Floats) -> _Floats:
    """Return ln p of each value under a lognormal law rounded to whole numbers from k_min on.

    p(k) = P(k − ½ < Y < k + ½ | Y > k_min − ½), with the μ and σ of maximum likelihood; NaN
    where the likelihood has no maximum (it then rises towards that of a power law).
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - the only place that needs it

    logs = np.log(tail)
    mean = float(counts @ logs / counts.sum())
    spread = sqrt(float(counts @ (logs - mean) ** 2 / counts.sum()))

    def loss(point: _Floats) -> float:
        found = _rounded_lognormal(tail, point[0], np.exp(point[1]))
        return float(-(counts @ found)) if np.isfinite(found).all() else 1e300

    best = minimize(
        loss,
        (mean, log(max(spread, 1e-3))),
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-9, "maxiter": 4000, "maxfev": 4000},
    )
    if not best.success or best.fun >= 1e300:
        return np.full(len(tail), nan)
    return _rounded_lognormal(tail, best.x[0], np.exp(best.x[1]))


def _rounded_lognormal(tail: _Floats, mu: float, sigma: float) -> _Floats:
    """Return ln p of each value; the upper tail is taken, where small differences are exact."""
    with np.errstate(divide="ignore", invalid="ignore"):
        above = ndtr((mu - np.log(tail - 0.5)) / sigma)
        beyond = ndtr((mu - np.log(tail + 0.5)) / sigma)
        return np.asarray(np.log(above - beyond) - np.log(above[0]))


_RIVALS = {"exponential": _exponential_logs, "lognormal": _lognormal_logs}
