"""Growth-ratio cross-check against Eurostat's way of assessing (M17); for the method fold-out only."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.distributions import Floats, numbers, same_length


class GrowthWord(StrEnum):
    """Eurostat's words for the ratio of observed to required growth (recalled)."""

    SIGNIFICANT = "significant_progress"
    MODERATE = "moderate_progress"
    INSUFFICIENT = "insufficient_progress"
    AWAY = "movement_away"


_BOUNDS: Final = ((0.95, GrowthWord.SIGNIFICANT), (0.60, GrowthWord.MODERATE), (0.0, GrowthWord.INSUFFICIENT))


def growth_ratio(
    value: ArrayLike,
    year: ArrayLike,
    *,
    baseline: ArrayLike,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
) -> Floats:
    """M17: observed over required growth a year; NaN unless all three values are above zero and growth is due."""
    now, start, goal = numbers("value", value), numbers("baseline", baseline), numbers("target", target)
    gone = numbers("year", year) - numbers("baseline_year", baseline_year)
    whole = numbers("target_year", target_year) - numbers("baseline_year", baseline_year)
    same_length(value=now, baseline=start, target=goal, year=gone, target_year=whole)
    defined = (now > 0) & (start > 0) & (goal > 0) & (gone > 0) & (whole > 0) & (goal != start)
    observed = _growth(now, start, gone, defined)
    due = _growth(goal, start, whole, defined)
    return np.divide(observed, due, out=np.full(defined.shape, np.nan), where=defined)


def growth_word(ratio: float) -> GrowthWord:
    """The word for a growth ratio."""
    return next((word for bound, word in _BOUNDS if ratio >= bound), GrowthWord.AWAY)


def _growth(
    after: Floats, before: Floats, years: Floats, defined: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Floats:
    times = np.where(defined, after, 1.0) / np.where(defined, before, 1.0)
    return times ** (1.0 / np.where(defined, years, 1.0)) - 1.0
