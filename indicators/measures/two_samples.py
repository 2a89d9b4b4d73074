"""Two independent rates, shares or means held against each other (M06(b)): differences, ratios and tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaincinv, log_ndtr, ndtr, stdtr

from indicators.errors import MeasureError
from indicators.measures.arguments import SMALLEST, aligned, all_positive, countable, flags, reasons, stretched
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Objects,
    checked_confidence,
    normal_quantile,
    numbers,
    t_quantile,
)
from indicators.measures.estimates import EXACT_BELOW, wilson
from indicators.model import Reason

_HALVINGS: Final = 60
_ROUNDING: Final = 1e-12
_LEAST_TAIL: Final = 1e-80
"""Probability in a tail below which the inverse of the beta distribution is not relied on."""
_HARMLESS: Final = {"mean": 0.0, "spread": 0.0, "x": 0.0, "n": 2.0, "width": 1.0}
"""What stands in where something is hidden; the answer is blanked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Differences (second minus first) or ratios with their limits; NaN where it cannot be told."""

    value: Floats
    lower: Floats
    upper: Floats
    n: Floats
    """Persons or answers behind both; where only values and errors are known, how many of the two values are."""
    confidence: float
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    """A `Reason` where the value or its interval is lacking, else None."""


def rate_difference(
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    *,
    multiplier: ArrayLike,
    width: ArrayLike | None = None,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Rate 2 minus rate 1, by inverting the score test or, with under 10 events in either, the exact conditional one.

    `width` is how many standard errors the interval spans, z of the confidence unless said (M12: `reach`). The exact
    limits are those of the share of all events that fell in sample 2, turned into a difference with the total held
    fixed. So the interval excludes zero exactly when the test of M06(b) rejects. `suppressed` where either sample is
    hidden (`is_suppressed`); anything else that is missing, negative or without people raises MeasureError.
    """
    (a, m, b, n, c), hidden = _samples(x1, n1, x2, n2, width, confidence, is_suppressed)
    few = (a < EXACT_BELOW) | (b < EXACT_BELOW)
    exact, score = _exact_limits(a, m, b, n, c), _score_limits(a, m, b, n, c)
    scale = stretched("multiplier", all_positive("multiplier", multiplier), a.shape)
    limits = (np.where(few, exact[end], score[end]) * scale for end in (0, 1))
    return _compared((b / n - a / m) * scale, *limits, n=m + n, hidden=hidden, unit=unit, confidence=confidence)


def rate_ratio(
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    *,
    width: ArrayLike | None = None,
    unit: str = "gånger",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Rate 1 over rate 2 with the interval of the score test, or of the exact one under 10 events.

    `not_defined` where rate 2 is zero: no ratio and no upper limit, a lower limit where rate 1 has events. `suppressed`
    and errors as for `rate_difference`.
    """
    (a, m, b, n, c), hidden = _samples(x1, n1, x2, n2, width, confidence, is_suppressed)
    few = (a < EXACT_BELOW) | (b < EXACT_BELOW)
    # what is left of 1 beside a limit is the other sample's own limit, which keeps its digits near 1
    (low, high), (left, room) = (
        (np.where(few, exact, score) for exact, score in zip(_clopper_pearson(*p), _score_share(*p), strict=True))
        for p in ((a, b, c), (b, a, c))
    )
    per_person, has_ratio = n / m, b > 0
    has_end = has_ratio & (left > SMALLEST)
    return _compared(
        np.divide(a * n, b * m, out=np.full(a.shape, np.nan), where=has_ratio),
        np.where(has_ratio | (a > 0), low / np.where(room > 0, room, np.nan) * per_person, np.nan),
        np.where(has_end, high / np.where(has_end, left, 1.0) * per_person, np.nan),
        n=m + n,
        hidden=hidden,
        unit=unit,
        confidence=confidence,
    )


def rate_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p that two rates are equal: the score test or, with under 10 events in either, the exact one.

    The exact p, conditional on the total, is twice the smaller tail of the binomial of x1 among all events, so that it
    is under 0.05 exactly when the interval of `rate_difference` or `rate_ratio` excludes equal rates.
    """
    (a, m, b, n, _), _ = _samples(x1, n1, x2, n2, None, CONFIDENCE)
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
    unit: str = "procentenheter",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Share 2 minus share 1 with Newcombe's interval; `suppressed`, `width` and errors as for `rate_difference`."""
    (a, m, b, n, c), hidden = _samples(x1, n1, x2, n2, width, confidence, is_suppressed)
    _refuse_more_than_all(a, m, b, n)
    p1, p2 = np.minimum(a / m, 1.0), np.minimum(b / n, 1.0)
    (l1, u1), (l2, u2) = wilson(p1, m, c), wilson(p2, n, c)
    scale, d = stretched("multiplier", all_positive("multiplier", multiplier), a.shape), p2 - p1
    lower, upper = d - np.hypot(p2 - l2, u1 - p1), d + np.hypot(u2 - p2, p1 - l1)
    return _compared(d * scale, lower * scale, upper * scale, n=m + n, hidden=hidden, unit=unit, confidence=confidence)


def share_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p of the pooled test that two shares are equal."""
    (a, m, b, n, _), _ = _samples(x1, n1, x2, n2, None, CONFIDENCE)
    _refuse_more_than_all(a, m, b, n)
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
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Mean 2 minus mean 1 with Welch's interval from standard deviations (n-1) and bases of at least 2.

    Two samples without any spread have an interval without width. `suppressed` where either sample is hidden.
    """
    given = {"mean1": mean1, "spread1": spread1, "n1": n1, "mean2": mean2, "spread2": spread2, "n2": n2}
    (first, s1, m, second, s2, n), hidden = _given(given, is_suppressed)
    error, degrees = _welch(s1, m, s2, n)
    d, half = second - first, t_quantile(confidence, degrees) * error
    return _compared(d, d - half, d + half, n=m + n, hidden=hidden, unit=unit, confidence=confidence)


def mean_test(
    mean1: ArrayLike, spread1: ArrayLike, n1: ArrayLike, mean2: ArrayLike, spread2: ArrayLike, n2: ArrayLike
) -> Floats:
    """Two-sided p of Welch's t test that two means are equal; NaN where neither sample has any spread."""
    given = {"mean1": mean1, "spread1": spread1, "n1": n1, "mean2": mean2, "spread2": spread2, "n2": n2}
    (first, s1, m, second, s2, n), _ = _given(given)
    error, degrees = _welch(s1, m, s2, n)
    t = np.divide(second - first, error, out=np.full(error.shape, np.nan), where=error > 0)
    return np.asarray(2.0 * stdtr(degrees, -np.abs(t)), dtype=np.float64)


def _welch(s1: Floats, m: Floats, s2: Floats, n: Floats) -> tuple[Floats, Floats]:
    """The standard error of a difference of means and Welch's degrees of freedom."""
    v1, v2 = s1**2 / m, s2**2 / n
    largest = np.where(np.maximum(v1, v2) > 0, np.maximum(v1, v2), 1.0)
    q1, q2 = v1 / largest, v2 / largest
    below = q1**2 / (m - 1) + q2**2 / (n - 1)
    degrees = np.divide((q1 + q2) ** 2, below, out=np.asarray(m + n - 2.0), where=below > 0)
    return np.sqrt(v1 + v2), degrees


def _tail(a: Floats, b: Floats, part: Floats) -> Floats:
    """Probability of a or fewer of a + b events in a sample that holds `part` of the population."""
    return np.where(b > 0, betainc(np.where(b > 0, b, 1.0), a + 1.0, 1.0 - part), 1.0)


def _samples(
    x1: ArrayLike,
    n1: ArrayLike,
    x2: ArrayLike,
    n2: ArrayLike,
    width: ArrayLike | None,
    confidence: float,
    is_suppressed: ArrayLike = False,
) -> tuple[list[Floats], Bools]:
    """Counts, bases and width in one shape, and where they are hidden."""
    checked_confidence(confidence)
    spans = normal_quantile(confidence) if width is None else width
    return _given({"x1": x1, "n1": n1, "x2": x2, "n2": n2, "width": spans}, is_suppressed)


def _given(given: Mapping[str, ArrayLike], is_suppressed: ArrayLike = False) -> tuple[list[Floats], Bools]:
    """Numbers of two samples in one shape, harmless ones where hidden; what cannot be compared is refused by name."""
    arrays = aligned(**{name: numbers(name, values) for name, values in given.items()})
    hidden = flags("is_suppressed", is_suppressed, arrays[0].shape)
    for name, array in zip(given, arrays, strict=True):
        kind = name.rstrip("12")
        array[hidden] = _HARMLESS[kind]
        if not np.all(np.isfinite(array)):
            raise MeasureError(f"{name}: missing or infinite")
        countable(name, array)
        if kind != "mean" and np.any(array < 0):
            raise MeasureError(f"{name}: negative")
        if kind in ("n", "width") and np.any(array == 0):
            raise MeasureError(f"{name}: zero")
        if kind == "n" and "mean1" in given and np.any(array < 2):
            raise MeasureError(f"{name}: under 2")
    return arrays, hidden


def _refuse_more_than_all(a: Floats, m: Floats, b: Floats, n: Floats) -> None:
    for sample, count, base in (("1", a, m), ("2", b, n)):
        if np.any(count > base * (1 + _ROUNDING)):
            raise MeasureError(f"x{sample}: more than n{sample}")


def _compared(
    value: Floats, lower: Floats, upper: Floats, *, n: Floats, hidden: Bools, unit: str, confidence: float
) -> Compared:
    value, lower, upper, n = (np.where(hidden, np.nan, array) for array in (value, lower, upper, n))
    return Compared(
        value=value,
        lower=lower,
        upper=upper,
        n=n,
        confidence=checked_confidence(confidence),
        method="M06",
        unit=unit,
        reason=reasons(value.shape, (Reason.SUPPRESSED, hidden), (Reason.NOT_DEFINED, np.isnan(value))),
    )


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
    unsolved = tail < _LEAST_TAIL  # some twenty standard errors out the inverse may fail: then nothing is ruled out
    return np.where(unsolved & np.isnan(low), 0.0, low), np.where(unsolved & np.isnan(high), 1.0, high)


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
