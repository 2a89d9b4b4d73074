"""One number for inequality that can be split between and within parts of the city: Theil and MLD (M24)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from indicators.measures.distributions import CONFIDENCE, Floats
from indicators.measures.groups import Measured, any_group, groups, measured, ratio, with_reason
from indicators.model import Reason

TIMES: Final = 1000.0
"""Index and error alike are shown times this."""
UNIT: Final = "tusendelar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inequality:
    """Theil index and mean log deviation, both times 1000."""

    theil: Measured
    mean_log_deviation: Measured
    left_out: Floats


def theil_index(
    value: ArrayLike,
    population: ArrayLike | None,
    error: ArrayLike | None = None,
    *,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    confidence: float = CONFIDENCE,
) -> Inequality:
    """M24: r = y/ȳ; T = Σ s·r·ln r, MLD = -Σ s·ln r; value, error and limits times 1000, limits not below zero.

    se(T) = √Σ((1 + ln r - K)²s²se²/ȳ²), K = Σs·r(1 + ln r); se(MLD) = √Σ(s²se²/ȳ²)(1 - 1/r)². A zero counts as
    0·ln 0 = 0 in T, whose error then does not exist, and makes MLD `not_defined`; so are both where a value is negative
    or all are zero. Groups on the last axis, in any order. Source: Theil (1967), methods M24.
    """
    given = groups(value, error=error, population=population, suppressed=suppressed, belongs=belongs)
    share, mean = given.share, given.mean[..., None]
    usable = given.present & (given.value >= 0)
    r = np.where(usable, ratio(given.value, mean), 1.0)
    is_zero = any_group(given.present & (given.value == 0))
    undefined = any_group(given.present & (given.value < 0)) | (mean[..., 0] == 0)
    r = np.where(undefined[..., None] | np.isnan(r), 1.0, r)
    log = np.log(np.where(r > 0, r, 1.0))
    weight = ratio(share * given.error, mean)
    center = (share * r * (1.0 + log)).sum(axis=-1, keepdims=True)
    theil_error = np.sqrt((((1.0 + log - center) * weight) ** 2).sum(axis=-1))
    mld_error = np.sqrt((((1.0 - 1.0 / np.where(r > 0, r, 1.0)) * weight) ** 2).sum(axis=-1))
    reason = with_reason(given.weighted_reason, undefined, Reason.NOT_DEFINED)
    shown = partial(measured, n=given.n, method="M24", unit=UNIT, confidence=confidence, least=0.0)
    index = TIMES * np.maximum((share * xlogy(r, r)).sum(axis=-1), 0.0)
    deviation = TIMES * np.maximum(-(share * log).sum(axis=-1), 0.0)
    no_log = with_reason(reason, is_zero, Reason.NOT_DEFINED)
    return Inequality(
        theil=shown(index, TIMES * np.where(is_zero, np.nan, theil_error), reason=reason),
        mean_log_deviation=shown(deviation, TIMES * mld_error, reason=no_log),
        left_out=given.left_out,
    )
