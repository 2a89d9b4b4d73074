"""Growth-ratio cross-check against Eurostat's way of assessing (M17); for the method fold-out only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.distributions import Floats, Objects, filled, numbers, same_length
from indicators.model import Reason


class GrowthWord(StrEnum):
    """Eurostat's words for the ratio of observed to required growth (recalled)."""

    SIGNIFICANT = "significant_progress"
    MODERATE = "moderate_progress"
    INSUFFICIENT = "insufficient_progress"
    AWAY = "movement_away"


_BOUNDS: Final = ((0.95, GrowthWord.SIGNIFICANT), (0.60, GrowthWord.MODERATE), (0.0, GrowthWord.INSUFFICIENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Observed over required growth, with Eurostat's words; never an assessment."""

    value: Floats
    word: Objects
    """A `GrowthWord`; None where there is no ratio."""
    method: str
    unit: str
    reason: Objects
    """`missing`, `no_target` or `not_defined` where there is no ratio, else None."""


def growth(
    value: ArrayLike,
    year: ArrayLike,
    *,
    baseline: ArrayLike,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
) -> Growth:
    """M17: `growth_ratio` with its words and reasons; for the method fold-out only, and M16 stands where they differ.

    Ratio = ((v/B)^(1/(t-t₀)) - 1) / ((G/B)^(1/(T-t₀)) - 1). `not_defined` where a value, baseline or target is zero or
    below, where no growth is due, or in the baseline year. Source: Eurostat's monitoring of the SDGs (recalled).
    """
    ways = {"baseline_year": baseline_year, "target_year": target_year}
    ratio = growth_ratio(value, year, baseline=baseline, target=target, **ways)
    now, start, goal = numbers("value", value), numbers("baseline", baseline), numbers("target", target)
    reason, word = filled(ratio.shape, None), filled(ratio.shape, None)
    reason[np.isnan(ratio)] = Reason.NOT_DEFINED
    reason[np.broadcast_to(np.isnan(now) | np.isnan(start), ratio.shape)] = Reason.MISSING
    reason[np.broadcast_to(np.isnan(goal), ratio.shape)] = Reason.NO_TARGET
    for place, figure in np.ndenumerate(ratio):
        word[place] = None if np.isnan(figure) else growth_word(float(figure))
    return Growth(value=ratio, word=word, method="M17", unit="gånger", reason=reason)


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
    """M17: the word for a growth ratio; one that does not exist is refused."""
    if np.isnan(ratio):
        raise MeasureError("ratio: missing")
    return next((word for bound, word in _BOUNDS if ratio >= bound), GrowthWord.AWAY)


def _growth(
    after: Floats, before: Floats, years: Floats, defined: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Floats:
    times = np.where(defined, after, 1.0) / np.where(defined, before, 1.0)
    return times ** (1.0 / np.where(defined, years, 1.0)) - 1.0
