"""What it would take to know: further years, or more answers a year, at the present slope (M16, UNCERTAIN)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects, t_probability, t_quantile
from indicators.measures.pace import Lines
from indicators.measures.progress import spoken
from indicators.model import Assessment

FURTHER_YEARS: Final = 5
TIMES_THE_ANSWERS: Final = 10.0
_STEPS: Final = np.round(np.arange(1.1, TIMES_THE_ANSWERS + 0.05, 0.1), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """For each series: further years and times as many answers; NaN where no number tried is enough."""

    further_years: Floats
    times_the_answers: Floats
    would_be: Objects
    """The assessment it would become; None where neither is enough, or where the two would lead to different ones."""


def needed(lines: Lines, *, latest_year: Floats, target: Floats, target_year: Floats, is_sampled: Bools) -> Needed:
    """The least effort that leaves UNCERTAIN, taken as given that the slope and the scatter stay as they are.

    Each further year before the target year is a point on the line with the latest year's σ. More answers shrink the
    sampling error only: the part of the scatter above 1 stays. Both are numbers turned so that up is good, as `lines`
    are.
    """
    lines = replace(lines, scatter=np.where(lines.is_exact, np.nan, lines.scatter))  # no scatter, nothing to say of it
    years = np.arange(1.0, FURTHER_YEARS + 1.0)
    by_years = _verdicts_by_years(lines, latest_year, target, target_year, years)
    by_answers = _verdicts_by_answers(lines, latest_year, target, target_year)
    by_answers[~(is_sampled & lines.has_intervals)] = Assessment.UNCERTAIN
    by_years[lines.is_exact], by_answers[lines.is_exact] = Assessment.UNCERTAIN, Assessment.UNCERTAIN
    further, would_be = _first_other(by_years, years)
    times, otherwise = _first_other(by_answers, _STEPS)
    either = otherwise.copy()
    either[np.isfinite(further)] = would_be[np.isfinite(further)]
    either[np.isfinite(further) & np.isfinite(times) & (would_be != otherwise)] = None
    return Needed(further_years=further, times_the_answers=times, would_be=either)


def _verdicts_by_years(lines: Lines, latest: Floats, target: Floats, due: Floats, years: Floats) -> Objects:
    def over(array: Floats) -> Floats:
        return array[:, None]

    each = 1.0 / over(lines.error) ** 2
    total = over(lines.weight) + each * years
    mean_new = over(latest) + (years + 1.0) / 2.0
    middle = (over(lines.weight * lines.middle) + each * years * mean_new) / total
    within = years * (years**2 - 1.0) / 12.0
    breadth = (
        over(lines.breadth)
        + over(lines.weight) * (middle - over(lines.middle)) ** 2
        + each * (within + years * (mean_new - middle) ** 2)
    )
    degrees = over(lines.degrees) + years * over(np.where(lines.sharing > 0, lines.sharing, 1).astype(np.float64))
    quantile, scatter = t_quantile(CONFIDENCE, degrees), over(lines.scatter)
    landing_error = np.sqrt(scatter * (1.0 / total + (over(due) - middle) ** 2 / breadth + over(lines.error) ** 2))
    said = _said(lines, np.sqrt(scatter / breadth), landing_error, quantile, degrees, target, due)
    then = over(latest) + years
    value = over(lines.level) + over(lines.slope) * (then - over(lines.middle))
    clears = value - quantile * np.sqrt(scatter) * over(lines.error) >= over(target)
    said[clears & (then < over(due))] = Assessment.REACHED
    said[then >= over(due)] = Assessment.UNCERTAIN  # from the target year on its own value decides, not the pace
    return said


def _verdicts_by_answers(lines: Lines, latest: Floats, target: Floats, due: Floats) -> Objects:
    now = lines.scatter[:, None]
    scatter = np.where(lines.has_intervals[:, None], 1.0 / _STEPS + (now - 1.0), now)
    spread = 1.0 / lines.weight + (due - lines.middle) ** 2 / lines.breadth + lines.error**2
    quantile, degrees = lines.quantile[:, None], lines.degrees[:, None]
    slope_error = np.sqrt(scatter / lines.breadth[:, None])
    said = _said(lines, slope_error, np.sqrt(scatter * spread[:, None]), quantile, degrees, target, due)
    clears = lines.at(latest)[:, None] - quantile * np.sqrt(scatter) * lines.error[:, None] >= target[:, None]
    said[clears] = Assessment.REACHED
    return said


def _said(
    lines: Lines,
    slope_error: Floats,
    landing_error: Floats,
    quantile: Floats,
    degrees: Floats,
    target: Floats,
    due: Floats,
) -> Objects:
    slope, short = lines.slope[:, None], (lines.at(due) - target)[:, None]
    odds = t_probability(short / landing_error, np.broadcast_to(degrees, landing_error.shape))
    return spoken(slope - quantile * slope_error, slope + quantile * slope_error, odds)


def _first_other(said: Objects, efforts: Floats) -> tuple[Floats, Objects]:
    leaves = said != Assessment.UNCERTAIN
    at, any_leaves = np.argmax(leaves, axis=1), np.any(leaves, axis=1)
    rows = np.arange(len(said))
    would_be: Objects = np.array(said[rows, at], dtype=object)
    would_be[~any_leaves] = None
    return np.where(any_leaves, efforts[at], np.nan), would_be
