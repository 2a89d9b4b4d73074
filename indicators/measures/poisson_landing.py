"""Where counts lead when a year has none (M19 in the form of M13): M13's trend, drawn on to the target year."""

from __future__ import annotations

import numpy as np

from indicators.measures.count_trend import count_trend
from indicators.measures.distributions import Bools, Floats
from indicators.measures.landing import Landing


def counted(years: Floats, count: Floats, population: Floats, window: Bools, target_year: Floats) -> Landing:
    """Where ln rate leads by M13's fit, and the error of its value in the target year.

    With b from M13 and μ its expected counts, X = Σμ and t̄ and v the mean and variance of the years weighted by μ:
    ln rate in T = ln(X / Σn·e^(b(t - T))), error² = φ(1/X + (T - t̄)²/(X·v) + 1/μ_T), the last term being the chance of
    the year itself in the latest year's population. NaN where M13 gives no trend.
    """
    trend = count_trend(
        np.where(window, count, np.nan), np.where(window, population, np.nan), years=years, good=np.zeros(len(count))
    )
    gives = np.isfinite(trend.value)
    slope = np.log(np.where(gives, trend.value, 1.0))
    people = np.where(window & gives[:, None], population, 0.0)
    events = np.where(gives, trend.events, 1.0)
    ahead = np.where(gives[:, None], years - target_year[:, None], 0.0)
    expected = people * np.exp(slope[:, None] * ahead)
    whole = np.where(gives, expected.sum(axis=1), 1.0)
    at = np.log(events / whole)
    shares = expected / whole[:, None]
    middle = (shares * ahead).sum(axis=1)
    breadth = np.where(gives, (shares * (ahead - middle[:, None]) ** 2).sum(axis=1), 1.0)
    last = window.shape[1] - 1 - window[:, ::-1].argmax(axis=1)
    own = 1.0 / np.where(gives, people[np.arange(len(people)), last] * np.exp(at), 1.0)
    scatter = np.where(np.isinf(trend.degrees), 1.0, trend.dispersion)
    known = np.where(gives, 1.0, np.nan)
    return Landing(
        at=at * known,
        error=np.sqrt(scatter * (1.0 / events + middle**2 / (events * breadth) + own)) * known,
        degrees=trend.degrees,
        slope=slope * known,
        slope_error=np.sqrt(scatter / (events * breadth)) * known,
    )
