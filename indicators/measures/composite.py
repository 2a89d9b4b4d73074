"""What can be said of many indicators at once (M31): counts of assessments and, where one is required, an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indicators.errors import MeasureError
from indicators.measures.arguments import flags, is_free, known_or_missing, with_last_axis
from indicators.measures.distributions import Floats, Integers, Objects, filled, numbers
from indicators.model import Assessment, Reason

LEAST_PRESENT: Final = 0.70
"""Share of the indicators that must be present for an index."""
CAVEATS: Final = ("weights_are_values", "good_hides_bad", "indicators_overlap")
"""What must be printed beside an index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCounts:
    """How many indicators have each assessment; those not assessed count in `n`."""

    value: Mapping[Assessment, Integers]
    n: Integers
    """All indicators."""
    method: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The mean share of the way gone, with what it would be without each indicator; never to be ranked by."""

    value: Floats
    lower: Floats
    """NaN, as `upper`: the shares are taken as they are; how much they decide the index, lowest and highest say."""
    upper: Floats
    lowest: Floats
    """The lowest index when one indicator is left out; no confidence limit. NaN with fewer than two indicators."""
    highest: Floats
    present: Integers
    """Indicators with a share of the way."""
    n: Integers
    """All indicators of the index."""
    confidence: float
    """NaN: there are no limits."""
    method: str
    unit: str
    reason: Objects
    """`missing` where no indicator is present, `too_few` where less than 70 per cent are, else None.

    `suppressed` where neither would be so if nothing were hidden.
    """
    caveats: tuple[str, ...] = CAVEATS


def assessment_counts(assessments: NDArray[np.object_] | list[Any]) -> AssessmentCounts:
    """M31: how many of the indicators (last axis) have each assessment, NOT_ASSESSED among them and in `n`.

    Leading axes are geographies, years and the like. Anything that is not an `Assessment` raises MeasureError: an
    indicator that could not be assessed is given as NOT_ASSESSED, never left out.
    """
    given = np.asarray(assessments, dtype=object)
    if given.ndim == 0:
        raise MeasureError("assessments: not a list of indicators")
    unknown = {repr(word) for word in given.flat if not isinstance(word, Assessment)}
    if unknown:
        raise MeasureError(f"assessments: {', '.join(sorted(unknown))} is no assessment")
    return AssessmentCounts(
        value={word: (given == word).sum(axis=-1, dtype=np.int64) for word in Assessment},
        n=np.full(given.shape[:-1], given.shape[-1], dtype=np.int64),
        method="M31",
        unit="indikatorer",
    )


def index(value: Any, *, baseline: Any, target: Any, is_suppressed: Any = False) -> Index:
    """M31, only where an index is required: the mean of min(1, max(0, (v - B)/(G - B))) over indicators (last axis).

    Equal weights, nothing imputed. An indicator is absent where value, baseline or target is NaN, where the target is
    the baseline, so that there is no way to go, or where it is hidden (`is_suppressed`; what stands there is not read);
    with less than 70 per cent present there is no index (`too_few`), with none `missing`. Beside it the range when each
    indicator is left out in turn. From 0 (no indicator has left its baseline for the better) to 1 (all targets
    reached). No ranks are given, and none may be made from it. Source: OECD/JRC Handbook on constructing composite
    indicators (2008).
    """
    now, start, goal = with_last_axis(
        value=numbers("value", value), baseline=numbers("baseline", baseline), target=known_or_missing("target", target)
    )
    hidden = flags("is_suppressed", is_suppressed, now.shape)
    now[hidden], start[hidden] = np.nan, np.nan
    now, start = known_or_missing("value", now), known_or_missing("baseline", start)
    way = goal - start
    is_present = np.isfinite(now) & np.isfinite(way) & (way != 0)
    gone = np.divide(now - start, way, out=np.zeros(now.shape), where=is_present)
    shares = np.clip(gone, 0.0, 1.0)
    present, n = is_present.sum(axis=-1), now.shape[-1]
    reason = filled(present.shape, None)
    # in whole numbers, so that seven of ten are enough
    reason[np.asarray(present * 100 < round(LEAST_PRESENT * 100) * n)] = Reason.TOO_FEW
    reason[np.asarray(present == 0)] = Reason.MISSING
    enough = (present + hidden.sum(axis=-1)) * 100 >= round(LEAST_PRESENT * 100) * n
    reason[np.asarray(enough) & ~is_free(reason)] = Reason.SUPPRESSED
    given_here = is_free(reason)
    total = np.where(is_present, shares, 0.0).sum(axis=-1)
    mean = np.where(given_here, total / np.maximum(present, 1), np.nan)
    without = (total[..., None] - shares) / np.maximum(present - 1, 1)[..., None]
    tried = is_present & (present >= 2)[..., None] & given_here[..., None]
    has_range = given_here & (present >= 2)
    lowest = np.where(tried, without, np.inf).min(axis=-1, initial=np.inf)
    highest = np.where(tried, without, -np.inf).max(axis=-1, initial=-np.inf)
    return Index(
        value=mean,
        lower=np.full(present.shape, np.nan),
        upper=np.full(present.shape, np.nan),
        lowest=np.where(has_range, lowest, np.nan),
        highest=np.where(has_range, highest, np.nan),
        present=np.asarray(present, dtype=np.int64),
        n=np.full(present.shape, n, dtype=np.int64),
        confidence=float("nan"),
        method="M31",
        unit="andel av vägen",
        reason=reason,
    )
