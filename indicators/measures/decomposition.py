"""Which groups made the city's change: lower values, or people moving (M27)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.arguments import known_or_missing
from indicators.measures.distributions import CONFIDENCE, Floats, Objects, normal_quantile, numbers, same_length
from indicators.measures.groups import Groups, any_group, for_each, groups, is_told, with_reason
from indicators.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """The change of the whole between two years as a sum over its groups."""

    change: Floats
    """ΔR of the groups that count in both years, in the unit of the values."""
    rates: Floats
    """Σ s̄Δr: the part that changed values made."""
    mix: Floats
    """Σ r̄Δs: the part that people moving made."""
    value: Floats
    """Series x groups: C = s̄Δr + Δs(r̄ - R̄), whose sum is the change; NaN for groups that do not count."""
    lower: Floats
    upper: Floats
    confidence: float
    unknown: Floats
    """The rest of the whole's change, where groups are missing and the whole is known; 0 where none is missing."""
    unknown_reason: Objects
    """Why the rest is not told: `suppressed` where it would be that of a hidden group, `missing` without the whole."""
    n: Floats
    """People in the second year."""
    method: str
    unit: str
    reason: Objects
    left_out: Floats
    """Population share, in the second year, of the groups that do not count."""


def contributions(
    value1: ArrayLike,
    population1: ArrayLike,
    value2: ArrayLike,
    population2: ArrayLike,
    *,
    error1: ArrayLike | None = None,
    error2: ArrayLike | None = None,
    whole1: ArrayLike = np.nan,
    whole2: ArrayLike = np.nan,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> Contributions:
    """M27: rate part Σs̄Δr, mix part Σr̄Δs, and for each group C = s̄Δr + Δs(r̄ - R̄), R̄ = Σs̄r̄; ΣC = ΔR exactly.

    Bars are means of the two years; groups on the last axis, at least three. A group without a value in one of the
    years is left out of both, shares are then those of the rest, and what the whole (`whole1`, `whole2`, its own
    values) changed beyond the rest is `unknown`. Where a group is suppressed in either year the whole is not touched,
    so that nothing hidden can be had by subtraction. Limits come from errors of the values, populations taken as known.
    Source: Kitagawa (1955), Das Gupta (1993).
    """
    grouped = partial(groups, suppressed=suppressed, belongs=belongs)
    y1, y2 = numbers("value1", value1), numbers("value2", value2)
    same_length(value1=y1, value2=y2)
    y1, y2 = np.broadcast_arrays(y1, y2)
    gone = np.isnan(y1) | np.isnan(y2)
    before = grouped(np.where(gone, np.nan, y1), error=error1, population=population1, ending="1")
    after = grouped(np.where(gone, np.nan, y2), error=error2, population=population2, ending="2")
    share, moved = (before.share + after.share) / 2.0, after.share - before.share
    rate, changed = (before.value + after.value) / 2.0, after.value - before.value
    level = (share * rate).sum(axis=-1, keepdims=True)
    reason = _merged(before.weighted_reason, after.weighted_reason)
    told = is_told(reason)
    parts = np.where(after.present & told[..., None], share * changed + moved * (rate - level), np.nan)
    half = normal_quantile(confidence) * _errors(before, after, share, moved)
    change = np.where(told, after.mean - before.mean, np.nan)
    hidden = np.broadcast_to(np.asarray(False if suppressed is None else suppressed), after.present.shape)
    absent = ~after.present if belongs is None else ~after.present & np.asarray(belongs)
    rest_reason = with_reason(reason, any_group(hidden & absent), Reason.SUPPRESSED)
    ends = (known_or_missing(name, whole) for name, whole in (("whole1", whole1), ("whole2", whole2)))
    first, last = (for_each(name, whole, change.shape) for name, whole in zip(("whole1", "whole2"), ends, strict=True))
    rest = np.where(any_group(absent), last - first - change, 0.0)
    rest_reason = with_reason(rest_reason, np.isnan(rest), Reason.MISSING)
    return Contributions(
        change=change,
        rates=np.where(told, (share * changed).sum(axis=-1), np.nan),
        mix=np.where(told, (moved * rate).sum(axis=-1), np.nan),
        value=parts,
        lower=parts - half,
        upper=parts + half,
        confidence=confidence,
        unknown=np.where(is_told(rest_reason), rest, np.nan),
        unknown_reason=rest_reason,
        n=np.where(told, after.n, np.nan),
        method="M27",
        unit=unit,
        reason=reason,
        left_out=after.left_out,
    )


def _merged(first: Objects, second: Objects) -> Objects:
    """The reason of either year, the first year's before the second's."""
    return np.asarray(np.where(is_told(first), second, first), dtype=np.object_)


def _errors(before: Groups, after: Groups, share: Floats, moved: Floats) -> Floats:
    """Standard error of each C, which is linear in the values of both years, its own and (through R̄) all others'."""
    tilt, v1, v2 = moved / 2.0, before.error**2, after.error**2
    own = (tilt * (1.0 - share) + share) ** 2 * v2 + (tilt * (1.0 - share) - share) ** 2 * v1
    pulled = share**2 * (v1 + v2)
    others = tilt**2 * (pulled.sum(axis=-1, keepdims=True) - pulled)
    return np.asarray(np.sqrt(own + np.maximum(others, 0.0)), dtype=np.float64)
