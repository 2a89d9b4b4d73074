"""The value judged against the baseline (M12) for arranged series: the test that each kind of measure allows."""

from __future__ import annotations

import numpy as np

from indicators import observations as obs
from indicators.measures import change
from indicators.measures.arranged import Arranged, turn
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Integers, normal_quantile
from indicators.measures.progress import Assessed
from indicators.measures.valuation import COUNT, METHOD, N
from indicators.model import Change, ChangeShown, Reason


def since_baseline(given: Arranged, assessed: Assessed) -> list[ChangeShown | None]:
    """For each series the difference since its baseline with interval and verdict; None where two years are lacking."""
    two = (assessed.first >= 0) & (assessed.latest > assessed.first)
    is_broken = two & ~assessed.window.any(axis=1)
    value, low, high = _compared(given, assessed, two & ~is_broken)
    good = np.array([turn(indicator) for indicator in given.indicators])[given.of] if len(given.of) else np.zeros(0)
    said = change.verdicts(low, high, good)
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


def _compared(given: Arranged, assessed: Assessed, asked: Bools) -> tuple[Floats, Floats, Floats]:
    """Difference and limits of the series asked for; counts are tested as counts."""
    first, latest, lines = assessed.first, assessed.latest, assessed.lines
    spread = np.where(lines.has_intervals & np.isfinite(lines.scatter), lines.scatter, 1.0)
    width = change.reach(scatter=spread, degrees=lines.degrees)
    before, after = given.column(obs.VALUE, first), given.column(obs.VALUE, latest)
    shown = change.value_difference(before, _error(given, first), after, _error(given, latest), width=width)
    value, lower, upper = (np.where(asked, a, np.nan) for a in (shown.value, shown.lower, shown.upper))
    x1, n1, x2, n2 = (given.column(c, at) for at in (first, latest) for c in (COUNT, N))
    counted = asked & np.isfinite(before) & np.isfinite(after) & np.isfinite(x1 + x2) & (n1 > 0) & (n2 > 0)
    methods = np.array(given.entries(METHOD, latest), dtype=object)
    multiplier = np.array([i.multiplier for i in given.indicators])[given.of] if len(given.of) else np.zeros(0)
    for method, test in (("M01", change.rate_difference), ("M02", change.share_difference)):
        at = np.flatnonzero(counted & (methods == method))
        tested = test(x1[at], n1[at], x2[at], n2[at], multiplier=multiplier[at], width=width[at])
        lower[at], upper[at] = tested.lower, tested.upper
    return value, lower, upper


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
