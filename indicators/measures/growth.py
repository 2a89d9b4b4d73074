"""Growth-ratio cross-check against Eurostat's way of assessing (M17); for the method fold-out only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import aligned, known_or_missing, reasons, way_gone, way_years
from indicators.measures.distributions import Bools, Floats, Objects, filled
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
    lower: Floats
    """NaN, as `upper`: the ratio is of values as they are, which is why it is no assessment."""
    upper: Floats
    word: Objects
    """A `GrowthWord`; None where there is no ratio."""
    n: Floats
    """How many of value and baseline are known."""
    confidence: float
    """NaN: there are no limits."""
    method: str
    unit: str
    """Always `gånger`."""
    reason: Objects
    """`suppressed`, `no_target`, `missing` or `not_defined` where there is no ratio, else None."""


def growth(
    value: ArrayLike,
    year: ArrayLike,
    *,
    baseline: ArrayLike,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
    is_suppressed: ArrayLike = False,
) -> Growth:
    """M17: `growth_ratio` with its words and reasons; for the method fold-out only, and M16 stands where they differ.

    Ratio = ((v/B)^(1/(t-t₀)) - 1) / ((G/B)^(1/(T-t₀)) - 1). `not_defined` where a value, baseline or target is zero or
    below, where no growth is due, or in the baseline year; `suppressed` where value or baseline is hidden
    (`is_suppressed`; what stands there is not read), `no_target` without target or its year, else `missing`. Half
    years, a baseline after the year or after the target, and infinite numbers raise MeasureError. Source: Eurostat's
    monitoring of the SDGs (recalled).
    """
    way = {"baseline": baseline, "baseline_year": baseline_year, "target": target, "target_year": target_year}
    full, hidden = way_gone(value, year, way, is_suppressed)
    shape = hidden.shape
    ratio = growth_ratio(**full)
    word = filled(shape, None)
    for place, figure in np.ndenumerate(ratio):
        word[place] = None if np.isnan(figure) else growth_word(float(figure))
    known = full["value"] + full["baseline"] + full["year"] + full["baseline_year"]
    return Growth(
        value=ratio,
        lower=np.full(shape, np.nan),
        upper=np.full(shape, np.nan),
        word=word,
        n=np.isfinite(full["value"]) * 1.0 + np.isfinite(full["baseline"]),
        confidence=float("nan"),
        method="M17",
        unit="gånger",
        reason=reasons(
            shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.NO_TARGET, np.isnan(full["target"]) | np.isnan(full["target_year"])),
            (Reason.MISSING, np.isnan(known)),
            (Reason.NOT_DEFINED, np.isnan(ratio)),
        ),
    )


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
    year_now, begun, due_year = way_years(year, baseline_year, target_year)
    now, start, goal, gone, ahead = aligned(
        value=known_or_missing("value", value),
        baseline=known_or_missing("baseline", baseline),
        target=known_or_missing("target", target),
        year=year_now - begun,
        target_year=due_year - begun,
    )
    defined = (now > 0) & (start > 0) & (goal > 0) & (gone > 0) & (ahead > 0) & (goal != start)
    observed = _growth(now, start, gone, defined)
    due = _growth(goal, start, ahead, defined)
    return np.divide(observed, due, out=np.full(defined.shape, np.nan), where=defined & (due != 0))


def growth_word(ratio: float) -> GrowthWord:
    """M17: the word for a growth ratio; one that does not exist is refused."""
    given = known_or_missing("ratio", ratio)
    if given.ndim or np.isnan(given):
        raise MeasureError("ratio: missing")
    return next((word for bound, word in _BOUNDS if given >= bound), GrowthWord.AWAY)


def _growth(after: Floats, before: Floats, years: Floats, defined: Bools) -> Floats:
    times = np.where(defined, after, 1.0) / np.where(defined, before, 1.0)
    return times ** (1.0 / np.where(defined, years, 1.0)) - 1.0
