"""Where counts lead when a year has none (M19 in the form of M13): Poisson regression, drawn on to the target year."""

from __future__ import annotations

from typing import Final

import numpy as np

from indicators.measures.distributions import Bools, Floats
from indicators.measures.landing import Landing

_STEPS: Final = 60
_LONGEST: Final = 2.0
"""Newton's longest step on the logarithm, so that the first ones do not run away."""


def counted(years: Floats, count: Floats, population: Floats, window: Bools, target_year: Floats) -> Landing:
    """Where the rates lead: ln E[count] = a + b·(t - t̄) + ln population by Newton steps, and its error there.

    The error adds the year's own chance, φ/μ with the population of the latest year, to that of the line; φ is the
    Pearson scatter where it exceeds 1, with Student's t, else 1 and the normal. NaN where the counts allow no finite
    line: none at all, or only in the first or only in the last year.
    """
    points = window.sum(axis=1).astype(np.float64)
    x, n = np.where(window, count, 0.0), np.where(window, population, 0.0)
    usable = _is_finite(x, window)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.where(window, years, 0.0).sum(axis=1) / points
        t = np.where(window, years - middle[:, None], 0.0)
        a, b = np.log(np.where(usable, x.sum(axis=1), 1.0) / np.where(usable, n.sum(axis=1), 1.0)), np.zeros(len(x))
    for _ in range(_STEPS):
        mu = n * np.exp(a[:, None] + b[:, None] * t)
        known = _information(mu, t, usable)
        gain_a, gain_b = (x - mu).sum(axis=1), ((x - mu) * t).sum(axis=1)
        step_a = (known[2] * gain_a - known[1] * gain_b) / known[3]
        step_b = (known[0] * gain_b - known[1] * gain_a) / known[3]
        longest = np.max(np.abs(step_a[:, None] + step_b[:, None] * t), axis=1, initial=0.0)
        held = np.where(usable, np.minimum(1.0, _LONGEST / np.maximum(longest, _LONGEST)), 0.0)
        a, b = a + held * step_a, b + held * step_b
        if not np.any(held * longest > 1e-13):
            break
    mu = n * np.exp(a[:, None] + b[:, None] * t)
    m0, m1, m2, determinant = _information(mu, t, usable)
    pearson = np.divide((x - mu) ** 2, mu, out=np.zeros(mu.shape), where=mu > 0).sum(axis=1)
    scatter = np.maximum(pearson / np.maximum(points - 2.0, 1.0), 1.0)
    ahead = target_year - middle
    at = a + b * ahead
    latest = n[np.arange(len(n)), n.shape[1] - 1 - window[:, ::-1].argmax(axis=1)]
    own = 1.0 / np.where(usable, latest * np.exp(np.where(usable, at, 0.0)), 1.0)
    spread = (m2 - 2.0 * ahead * m1 + ahead**2 * m0) / determinant + own
    gives = np.where(usable, 1.0, np.nan)
    return Landing(
        at=at * gives,
        error=np.sqrt(scatter * spread) * gives,
        degrees=np.where(scatter > 1.0, points - 2.0, np.inf) * gives,
        slope=b * gives,
        slope_error=np.sqrt(scatter * m0 / determinant) * gives,
    )


def _is_finite(x: Floats, window: Bools) -> Bools:
    """Whether the likelihood has a top: events in at least two years, or in one between the first and the last."""
    has = (x > 0) & window
    rows, columns = np.arange(len(x)), np.arange(x.shape[1])
    first = np.where(window, columns, x.shape[1]).min(axis=1, initial=x.shape[1])
    last = np.where(window, columns, -1).max(axis=1, initial=-1)
    times = has.sum(axis=1)
    at_an_end = has[rows, np.minimum(first, x.shape[1] - 1)] | has[rows, last]
    return np.asarray((times >= 2) | ((times == 1) & ~at_an_end), dtype=np.bool_)


def _information(mu: Floats, t: Floats, usable: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Sums of the expected counts times powers of time, and the determinant; harmless where there is no fit."""
    m0, m1, m2 = (np.where(usable, (mu * t**power).sum(axis=1), 1.0 if power != 1 else 0.0) for power in (0, 1, 2))
    return m0, m1, m2, m0 * m2 - m1**2
