"""The value judged against the baseline (M12) for arranged series: the test that each kind of measure allows."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri, stdtr

from indicators import observations as obs
from indicators.measures import change
from indicators.measures.arranged import Arranged, turn
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Integers, Objects, normal_quantile
from indicators.measures.multiplicity import adjusted
from indicators.measures.progress import Assessed
from indicators.measures.two_samples import rate_test, share_test
from indicators.measures.valuation import COUNT, METHOD, N
from indicators.model import Change, ChangeShown, Reason

AMONG_MANY: Final = 0.04
"""Adjusted chance below which a change is shown of one place among several.

At 0.05 ten identical districts reach the five claims in a hundred draws that are allowed, and every other simulation of
them lies above; own choice.
"""
_TESTS: Final = (
    ("M01", change.rate_difference, rate_test),
    ("M02", change.share_difference, share_test),
)
"""Of what is counted: the method of the value, the difference with its interval, and the chance."""


def since_baseline(given: Arranged, assessed: Assessed) -> list[ChangeShown | None]:
    """For each series the difference since its baseline with interval and verdict; None where two years are lacking.

    The interval is the series' own. Words are said of many places at once: where an indicator is followed in several of
    a level, a change is shown only if its chance, adjusted for as many (M07), is below 4 per cent too.
    """
    two = (assessed.first >= 0) & (assessed.latest > assessed.first)
    is_broken = two & ~assessed.window.any(axis=1)
    value, low, high, p = _compared(given, assessed, two & ~is_broken)
    good = np.array([turn(indicator) for indicator in given.indicators])[given.of] if len(given.of) else np.zeros(0)
    said = _among_many(change.verdicts(low, high, good), p, given.series.pool)
    years = given.series.years
    started, ended = years[np.maximum(assessed.first, 0)].tolist(), years[np.maximum(assessed.latest, 0)].tolist()
    lower, upper, difference = low.tolist(), high.tolist(), value.tolist()
    answers: list[ChangeShown | None] = []
    for row in range(len(two)):
        if not two[row]:
            answers.append(None)
        elif is_broken[row]:
            answers.append(_untold(started[row], ended[row], None, Change.NOT_COMPARABLE, Reason.NOT_COMPARABLE))
        elif lower[row] != lower[row]:
            answers.append(_untold(started[row], ended[row], difference[row], Change.NOT_SHOWN, Reason.NOT_DEFINED))
        else:
            answers.append(
                ChangeShown(
                    from_year=started[row],
                    to_year=ended[row],
                    difference=difference[row],
                    lower=lower[row],
                    upper=upper[row],
                    verdict=said[row],
                    reason=None,
                )
            )
    return answers


def _compared(given: Arranged, assessed: Assessed, asked: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Difference, limits and chance of the series asked for; counts are tested as counts."""
    first, latest, lines = assessed.first, assessed.latest, assessed.lines
    spread = np.where(lines.has_intervals & np.isfinite(lines.scatter), lines.scatter, 1.0)
    width = change.reach(scatter=spread, degrees=lines.degrees)
    before, after = given.column(obs.VALUE, first), given.column(obs.VALUE, latest)
    errors = _error(given, first), _error(given, latest)
    shown = change.value_difference(before, errors[0], after, errors[1], width=width)
    value, lower, upper = (np.where(asked, a, np.nan) for a in (shown.value, shown.lower, shown.upper))
    error = np.hypot(*errors)
    sure = np.where(np.isnan(value), np.nan, np.where(value == 0, 0.0, np.inf))
    away = np.divide(np.abs(value), error, out=np.where(error == 0, sure, np.nan), where=error > 0)
    x1, n1, x2, n2 = (given.column(c, at) for at in (first, latest) for c in (COUNT, N))
    counted = asked & np.isfinite(before) & np.isfinite(after) & np.isfinite(x1 + x2) & (n1 > 0) & (n2 > 0)
    methods = np.array(given.entries(METHOD, latest), dtype=object)
    multiplier = np.array([i.multiplier for i in given.indicators])[given.of] if len(given.of) else np.zeros(0)
    for method, difference, test in _TESTS:
        at = np.flatnonzero(counted & (methods == method))
        counts = x1[at], n1[at], x2[at], n2[at]
        tested = difference(*counts, multiplier=multiplier[at], width=width[at])
        lower[at], upper[at] = tested.lower, tested.upper
        away[at] = -ndtri(test(*counts) / 2.0)
    return value, lower, upper, _chance(away, spread, lines.degrees)


def _chance(away: Floats, spread: Floats, degrees: Floats) -> Floats:
    """Two-sided p at so many standard errors; by t(df) of as many less √φ where the scatter φ exceeds 1 (M12)."""
    exceeds = spread > 1.0
    scattered = stdtr(np.where(exceeds, degrees, 1.0), -away / np.sqrt(np.where(exceeds, spread, 1.0)))
    return np.asarray(2.0 * np.where(exceeds, scattered, ndtr(-away)), dtype=np.float64)


def _among_many(said: Objects, p: Floats, pool: Integers) -> Objects:
    """The verdicts, where a change is not shown that does not hold when all places of its level are tried at once."""
    groups, row = np.unique(pool, return_inverse=True)
    order = np.argsort(row, kind="stable")
    place = np.empty(len(row), dtype=np.int64)
    place[order] = np.arange(len(row)) - np.searchsorted(row[order], row[order])
    laid = np.full((max(len(groups), 1), int(place.max(initial=0)) + 1), np.nan)
    laid[row, place] = p
    many = np.isfinite(laid).sum(axis=1)[row] > 1
    falls = many & (pool >= 0) & ~(adjusted(laid).value[row, place] < AMONG_MANY)
    found = said.copy()
    found[falls] = Change.NOT_SHOWN
    return found


def _error(given: Arranged, columns: Integers) -> Floats:
    width = given.column(obs.UPPER, columns) - given.column(obs.LOWER, columns)
    return np.asarray(width / (2.0 * normal_quantile(CONFIDENCE)), dtype=np.float64)


def _untold(started: int, ended: int, difference: float | None, verdict: Change, reason: Reason) -> ChangeShown:
    return ChangeShown(
        from_year=started,
        to_year=ended,
        difference=difference,
        lower=None,
        upper=None,
        verdict=verdict,
        reason=reason,
    )
