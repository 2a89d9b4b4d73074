"""How many fewer would be exposed if every group did as well as the best ones (M25); not a causal claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import positive
from indicators.measures.distributions import CONFIDENCE, Bools, Floats
from indicators.measures.groups import (
    PERCENT,
    Groups,
    Measured,
    for_each,
    groups,
    is_told,
    measured,
    ratio,
    signs,
    with_reason,
)
from indicators.model import Reason

BEST_PART: Final = 0.2
"""The best groups that together hold at least this part of the population are the reference."""
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class FullEquality:
    """What would change if every group did as well as the reference."""

    difference: Measured
    """PAR = y_ref - ȳ, in the unit of the values; 0 where it has the wrong sign."""
    percent: Measured
    """PAF = 100·PAR/ȳ."""
    persons: Measured
    """PAR·N/m."""
    reference: Bools
    """Which groups are the reference."""
    reference_share: Floats
    """Their part of the population."""
    left_out: Floats


def full_equality(
    value: ArrayLike,
    population: ArrayLike | None,
    error: ArrayLike | None = None,
    *,
    good: ArrayLike,
    multiplier: float,
    reference: ArrayLike | None = None,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> FullEquality:
    """M25: PAR = y_ref - ȳ, PAF = 100·PAR/ȳ, persons PAR·N/m, with N the people in the groups that count.

    The reference is the population-weighted mean of the best groups, whole groups taken from the best until they hold a
    fifth of the population; or the place among the groups that `reference` says. se² = Σ(ρ - s)²se² with ρ the weights
    within the reference, which for one group is se_ref²(1-s_ref)² + Σ_others s²se². A PAR of the wrong sign is 0.
    `not_defined`: where neither high nor low is good; PAF where ȳ is not above zero. `missing` where the reference said
    has no value. Groups on the last axis. That the reference is chosen by its values is not in the interval.
    """
    given = groups(value, error=error, population=population, suppressed=suppressed, belongs=belongs)
    multiplier = positive("multiplier", multiplier)
    sign = signs(good, given.count.shape)
    chosen = _best(given, sign) if reference is None else _said(reference, given)
    inside = given.share * chosen
    held = np.asarray(inside.sum(axis=-1), dtype=np.float64)
    pull = ratio(inside, held[..., None]) - given.share
    mean, gain = given.mean, np.asarray((pull * given.value).sum(axis=-1), dtype=np.float64)
    error_gain = np.sqrt(((pull * given.error) ** 2).sum(axis=-1))
    leaning = ratio(pull - ratio(gain, mean)[..., None] * given.share, mean[..., None])
    error_part = 100.0 * np.sqrt(((leaning * given.error) ** 2).sum(axis=-1))
    reason = with_reason(given.weighted_reason, sign == 0, Reason.NOT_DEFINED)
    reason = with_reason(reason, np.isnan(gain), Reason.MISSING)
    people = given.n / multiplier

    def shown(figure: Floats, se: Floats, what: str, because_of: Bools) -> Measured:
        return _right_signed(
            measured(
                figure,
                se,
                n=given.n,
                reason=with_reason(reason, because_of, Reason.NOT_DEFINED),
                method="M25",
                unit=what,
                confidence=confidence,
            ),
            sign,
        )

    nowhere = np.zeros(given.count.shape, dtype=np.bool_)
    told = is_told(reason)
    return FullEquality(
        difference=shown(gain, error_gain, unit, nowhere),
        percent=shown(100.0 * ratio(gain, mean), error_part, PERCENT, mean <= 0),
        persons=shown(gain * people, error_gain * people, "", nowhere),
        reference=chosen & told[..., None],
        reference_share=np.where(told, held, np.nan),
        left_out=given.left_out,
    )


def _best(given: Groups, sign: Floats) -> Bools:
    """Whole groups from the best until they hold a fifth of the population; of equals the first."""
    worst_last = np.where(given.present, -given.value * sign[..., None], np.inf)
    order = np.argsort(worst_last, axis=-1, kind="stable")
    share = np.take_along_axis(given.share, order, axis=-1)
    before = np.cumsum(share, axis=-1) - share
    is_taken = before < BEST_PART - _ROUNDING
    chosen = np.zeros(given.present.shape, dtype=np.bool_)
    np.put_along_axis(chosen, order, is_taken, axis=-1)
    return chosen & given.present


def _said(reference: ArrayLike, given: Groups) -> Bools:
    place = for_each("reference", reference, given.count.shape)
    if not np.all(np.isin(place, np.arange(given.value.shape[-1]))):
        raise MeasureError("reference: no such group")
    return np.asarray((np.arange(given.value.shape[-1]) == place[..., None]) & given.present)


def _right_signed(found: Measured, sign: Floats) -> Measured:
    """Zero where the sign is wrong, with limits that hold it."""
    wrong = found.value * sign < 0
    return Measured(
        value=np.where(wrong, 0.0, found.value),
        error=found.error,
        lower=np.where(wrong, np.minimum(found.lower, 0.0), found.lower),
        upper=np.where(wrong, np.maximum(found.upper, 0.0), found.upper),
        confidence=found.confidence,
        n=found.n,
        method=found.method,
        unit=found.unit,
        reason=found.reason,
    )
