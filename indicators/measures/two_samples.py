"""Two independent rates, shares or means held against each other (M06(b)): differences, ratios and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincinv, log_ndtr, ndtr, stdtr

from indicators.errors import MeasureError
from indicators.measures.distributions import CONFIDENCE, Floats, normal_quantile, numbers, same_length, t_quantile
from indicators.measures.estimates import EXACT_BELOW, wilson

_HALVINGS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Differences (second minus first) or ratios with their limits; NaN where it cannot be told."""

    value: Floats
    lower: Floats
    upper: Floats


def rate_difference(
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    *,
    multiplier: ArrayLike,
    width: ArrayLike | None = None,
) -> Compared:
    """Rate 2 minus rate 1, by inverting the score test or, with under 10 events in either, the exact conditional one.

    `width` is how many standard errors the interval spans, z unless said. The exact limits are those of the share of
    all events that fell in sample 2, turned into a difference with the total held fixed. So the interval excludes zero
    exactly when the test of M06(b) rejects.
    """
    a, m, b, n, c = _samples(x1, n1, x2, n2, width)
    few = (a < EXACT_BELOW) | (b < EXACT_BELOW)
    exact, score = _exact_limits(a, m, b, n, c), _score_limits(a, m, b, n, c)
    scale = numbers("multiplier", multiplier)
    return Compared(
        value=(b / n - a / m) * scale,
        lower=np.where(few, exact[0], score[0]) * scale,
        upper=np.where(few, exact[1], score[1]) * scale,
    )


def rate_ratio(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, width: ArrayLike | None = None
) -> Compared:
    """Rate 1 over rate 2 with the interval of the score test, or of the exact one under 10 events."""
    a, m, b, n, c = _samples(x1, n1, x2, n2, width)
    few = (a < EXACT_BELOW) | (b < EXACT_BELOW)
    exact, score = _clopper_pearson(a, b, c), _score_share(a, b, c)
    low, high = np.where(few, exact[0], score[0]), np.where(few, exact[1], score[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        return Compared(value=(a / m) / (b / n), lower=low / (1 - low) * n / m, upper=high / (1 - high) * n / m)


def rate_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p that two rates are equal: the score test or, with under 10 events in either, the exact one.

    The exact p, conditional on the total, is twice the smaller tail of the binomial of x1 among all events, so that it
    is under 0.05 exactly when the interval of `rate_difference` or `rate_ratio` excludes equal rates.
    """
    a, m, b, n, _ = _samples(x1, n1, x2, n2, None)
    total, part = a + b, m / (m + n)
    score = _two_sided(a - total * part, np.sqrt(total * part * (1 - part)))
    few = (a < EXACT_BELOW) | (b < EXACT_BELOW)
    return np.where(few, np.minimum(2.0 * np.minimum(_tail(a, b, part), _tail(b, a, 1 - part)), 1.0), score)


def share_difference(
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    *,
    multiplier: ArrayLike = 100.0,
    width: ArrayLike | None = None,
) -> Compared:
    """Share 2 minus share 1 with Newcombe's interval."""
    a, m, b, n, c = _samples(x1, n1, x2, n2, width)
    if np.any(a > m * (1 + 1e-12)) or np.any(b > n * (1 + 1e-12)):
        raise MeasureError("x1, x2: more than n1, n2")
    p1, p2 = a / m, b / n
    (l1, u1), (l2, u2) = wilson(p1, m, c), wilson(p2, n, c)
    scale, d = numbers("multiplier", multiplier), p2 - p1
    return Compared(
        value=d * scale,
        lower=(d - np.hypot(p2 - l2, u1 - p1)) * scale,
        upper=(d + np.hypot(u2 - p2, p1 - l1)) * scale,
    )


def share_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p of the pooled test that two shares are equal."""
    a, m, b, n, _ = _samples(x1, n1, x2, n2, None)
    pooled = (a + b) / (m + n)
    return _two_sided(a / m - b / n, np.sqrt(np.maximum(pooled * (1 - pooled), 0.0) * (1 / m + 1 / n)))


def mean_difference(
    mean1: ArrayLike,
    spread1: ArrayLike,
    n1: ArrayLike,
    mean2: ArrayLike,
    spread2: ArrayLike,
    n2: ArrayLike,
    *,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Mean 2 minus mean 1 with Welch's interval from standard deviations (n-1) and bases of at least 2.

    Two samples without any spread have an interval without width.
    """
    first, second, error, degrees = _welch(mean1, spread1, n1, mean2, spread2, n2)
    half = t_quantile(confidence, degrees) * error
    return Compared(value=second - first, lower=second - first - half, upper=second - first + half)


def mean_test(
    mean1: ArrayLike, spread1: ArrayLike, n1: ArrayLike, mean2: ArrayLike, spread2: ArrayLike, n2: ArrayLike
) -> Floats:
    """Two-sided p of Welch's t test that two means are equal; NaN where neither sample has any spread."""
    first, second, error, degrees = _welch(mean1, spread1, n1, mean2, spread2, n2)
    t = np.divide(second - first, error, out=np.full(error.shape, np.nan), where=error > 0)
    return np.asarray(2.0 * stdtr(degrees, -np.abs(t)), dtype=np.float64)


def _welch(
    mean1: ArrayLike, spread1: ArrayLike, n1: ArrayLike, mean2: ArrayLike, spread2: ArrayLike, n2: ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    """Both means, the standard error of their difference and Welch's degrees of freedom."""
    given = {"mean1": mean1, "spread1": spread1, "n1": n1, "mean2": mean2, "spread2": spread2, "n2": n2}
    arrays = {name: numbers(name, array) for name, array in given.items()}
    for name, array in arrays.items():
        if not np.all(np.isfinite(array)):
            raise MeasureError(f"{name}: missing or infinite")
        if name.startswith("spread") and np.any(array < 0):
            raise MeasureError(f"{name}: negative")
        if name.startswith("n") and np.any(array < 2):
            raise MeasureError(f"{name}: under 2")
    same_length(**arrays)
    first, s1, m, second, s2, n = np.broadcast_arrays(*arrays.values())
    v1, v2 = s1**2 / m, s2**2 / n
    largest = np.where(np.maximum(v1, v2) > 0, np.maximum(v1, v2), 1.0)
    q1, q2 = v1 / largest, v2 / largest
    below = q1**2 / (m - 1) + q2**2 / (n - 1)
    degrees = np.divide((q1 + q2) ** 2, below, out=np.asarray(m + n - 2.0), where=below > 0)
    return first, second, np.sqrt(v1 + v2), degrees


def _tail(a: Floats, b: Floats, part: Floats) -> Floats:
    """Probability of a or fewer of a + b events in a sample that holds `part` of the population."""
    return np.where(b > 0, betainc(np.where(b > 0, b, 1.0), a + 1.0, 1.0 - part), 1.0)


def _samples(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, width: ArrayLike | None
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    spans = normal_quantile(CONFIDENCE) if width is None else width
    arrays = {
        name: numbers(name, a)
        for name, a in zip(("x1", "n1", "x2", "n2", "width"), (x1, n1, x2, n2, spans), strict=True)
    }
    for name, array in arrays.items():
        if not np.all(np.isfinite(array)):
            raise MeasureError(f"{name}: missing or infinite")
        if np.any(array < 0) or (not name.startswith("x") and np.any(array == 0)):
            raise MeasureError(f"{name}: negative or zero where it may not be")
    same_length(**arrays)
    a, m, b, n, c = np.broadcast_arrays(*arrays.values())
    return a, m, b, n, c


def _two_sided(distance: Floats, error: Floats) -> Floats:
    z = np.divide(distance, error, out=np.zeros(error.shape), where=error > 0)
    return np.asarray(2.0 * ndtr(-np.abs(z)), dtype=np.float64)


def _score_share(a: Floats, b: Floats, c: Floats) -> tuple[Floats, Floats]:
    """Limits of the share a/(a+b) by the score test: Wilson's."""
    total = np.where(a + b > 0, a + b, 1.0)
    return wilson(a / total, total, c)


def _clopper_pearson(a: Floats, b: Floats, c: Floats) -> tuple[Floats, Floats]:
    """Exact limits of the share a/(a+b), c normal standard errors' probability in each tail."""
    tail = ndtr(-c)
    low = np.where(a > 0, betaincinv(np.where(a > 0, a, 1.0), b + 1.0, tail), 0.0)
    high = np.where(b > 0, 1.0 - betaincinv(np.where(b > 0, b, 1.0), a + 1.0, tail), 1.0)
    return low, high


def _exact_limits(a: Floats, m: Floats, b: Floats, n: Floats, c: Floats) -> tuple[Floats, Floats]:
    (low, high), total = _clopper_pearson(b, a, c), a + b
    none = -log_ndtr(-c)  # the exact upper limit of a count of zero: with no event at all there is no total to share
    lower = np.where(total > 0, total * (low / n - (1 - low) / m), -none / m)
    return lower, np.where(total > 0, total * (high / n - (1 - high) / m), none / n)


def _score_limits(a: Floats, m: Floats, b: Floats, n: Floats, c: Floats) -> tuple[Floats, Floats]:
    """Differences at which the score statistic, with rates fitted under the difference, equals c: found by halving."""
    d, small = b / n - a / m, np.minimum(m, n)
    room = 8.0 * c**2 / small + 4.0 * c * np.sqrt(np.maximum(a / m, b / n) / small)

    def is_outside(delta: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        half = (a + b) / (m + n) - delta
        first = 0.5 * (half + np.sqrt(np.maximum(half**2 + 4.0 * delta * a / (m + n), 0.0)))
        return (d - delta) ** 2 > c**2 * (first / m + (first + delta) / n)

    limits = []
    for outer in (d - room, d + room):
        inner = d
        for _ in range(_HALVINGS):
            middle = 0.5 * (inner + outer)
            outside = is_outside(middle)
            inner, outer = np.where(outside, inner, middle), np.where(outside, middle, outer)
        limits.append(0.5 * (inner + outer))
    return limits[0], limits[1]
