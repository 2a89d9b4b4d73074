"""Whether the target for a gap between districts is reached (M16 for a gap), with what chance alone would show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indicators.districts.equality import Equality, Standing
from indicators.measures.distributions import CONFIDENCE, normal_quantile, t_quantile
from indicators.measures.equity.results import GapOverTime, YearlyGap
from indicators.model import Estimate, GapMeasure, GapTarget


class GapStanding(StrEnum):
    """What can be said of a gap and its target."""

    REACHED = "reached"
    MISSED = "missed"
    """Only in the target year and after."""
    OPEN = "open"
    """Before the target year, and not reached beyond doubt."""
    CANNOT_TELL = "cannot_tell"


class WhyNot(StrEnum):
    """Why the target cannot be judged."""

    BELOW_CHANCE = "below_chance"
    """Districts that are alike would be as far apart as the target allows."""
    NO_GAP = "no_gap"
    """No gap in the target year, or none at all."""
    NOT_ASSESSED = "not_assessed"
    """An end is not known: what the gap lies between may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapJudged:
    """A gap held against its target; on the ratio's scale where the target is one."""

    target: GapTarget
    standing: GapStanding
    why: WhyNot | None
    year: int | None
    """Of the gap that is judged."""
    value: float | None
    by_chance: float | None
    """What chance alone would give, on the same scale."""
    within_margin: bool
    """The interval holds the target: the verdict is by the value alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """The size of a gap with its standard error, on a scale where errors add: the difference, or the logarithm."""

    value: float
    error: float
    target: float
    by_chance: float


def judged(told: Equality) -> GapJudged | None:
    """The gap against the register's target; None where it has none.

    In and after the target year that year's gap decides, as the target was decided (M16 step 2); before it only a gap
    that clears the target by more than its scatter is reached (step 3). A target under what chance alone gives between
    districts that are alike (M21) can be neither reached nor missed.
    """
    target = told.indicator.gap_target
    if target is None:
        return None
    at = _judged_year(told, target)
    size = None if at is None else _size(at, target)
    if told.standing is Standing.NOT_ASSESSED and (told.absent or not told.has_ends):
        return _result(target, None, None, GapStanding.CANNOT_TELL, why=WhyNot.NOT_ASSESSED)
    if at is None or size is None:
        return _result(target, None, None, GapStanding.CANNOT_TELL, why=WhyNot.NO_GAP)
    if size.by_chance >= size.target:
        return _result(target, at, size, GapStanding.CANNOT_TELL, why=WhyNot.BELOW_CHANCE)
    return _result(target, at, size, _standing(told, target, at, size))


def _judged_year(told: Equality, target: GapTarget) -> YearlyGap | None:
    """The target year's gap from that year on, before it the latest."""
    year = target.year if told.gap.year >= target.year else told.gap.value_year
    return next((gap for gap in told.gap.years if gap.year == year and gap.distance is not None), None)


def _size(at: YearlyGap, target: GapTarget) -> _Size | None:
    chance = at.by_chance or 0.0
    if target.measure is GapMeasure.DIFFERENCE:
        value = at.distance or 0.0
        return _Size(value=value, error=_error(at.difference), target=target.value, by_chance=chance)
    lower = min((e.value for e in (at.worst, at.best) if e.value is not None), default=0.0)
    if at.times is None or lower <= 0:
        return None
    by_chance = math.log1p(chance / lower)
    return _Size(
        value=math.log(at.times), error=_log_error(at.ratio), target=math.log(target.value), by_chance=by_chance
    )


def _standing(told: Equality, target: GapTarget, at: YearlyGap, size: _Size) -> GapStanding:
    if at.year >= target.year:
        return GapStanding.REACHED if size.value <= size.target else GapStanding.MISSED
    over = told.gap.absolute if target.measure is GapMeasure.DIFFERENCE else told.gap.relative
    clears = size.value + _scatter(over) * size.error <= size.target
    return GapStanding.REACHED if clears else GapStanding.OPEN


def _scatter(over: GapOverTime) -> float:
    """q·√φ of M16 step 3."""
    degrees = math.inf if over.degrees_of_freedom is None else over.degrees_of_freedom
    return float(t_quantile(CONFIDENCE, np.asarray(degrees))) * math.sqrt(over.scatter or 1.0)


def _result(
    target: GapTarget, at: YearlyGap | None, size: _Size | None, standing: GapStanding, *, why: WhyNot | None = None
) -> GapJudged:
    is_ratio = target.measure is GapMeasure.RATIO
    half = None if size is None else normal_quantile(CONFIDENCE) * size.error
    is_near = size is not None and half is not None and abs(size.value - size.target) <= half
    return GapJudged(
        target=target,
        standing=standing,
        why=why,
        year=None if at is None else at.year,
        value=None if at is None else at.times if is_ratio else at.distance,
        by_chance=None if size is None else math.exp(size.by_chance) if is_ratio else size.by_chance,
        within_margin=is_near and standing in (GapStanding.REACHED, GapStanding.MISSED),
    )


def _error(estimate: Estimate) -> float:
    if estimate.lower is None or estimate.upper is None:
        return math.nan
    return (estimate.upper - estimate.lower) / (2.0 * float(normal_quantile(CONFIDENCE)))


def _log_error(estimate: Estimate) -> float:
    if not estimate.lower or not estimate.upper or estimate.lower <= 0:
        return math.nan
    return math.log(estimate.upper / estimate.lower) / (2.0 * float(normal_quantile(CONFIDENCE)))
