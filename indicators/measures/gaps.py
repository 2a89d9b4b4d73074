"""How far apart the best and the worst placed group are (M20)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Integers, Objects
from indicators.measures.groups import (
    RATIO,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The absolute and the relative gap between the same two ends, always together."""

    difference: Measured
    """D = worst minus best, in the unit of the values."""
    ratio: Measured
    """R = worst over best; its error is that of ln R."""
    worst: Integers
    """Place of the worst end among the groups; -1 where there is no gap."""
    best: Integers
    left_out: Floats
    """Population share of the groups without a value or with a suppressed one."""


def gap_between_ends(
    value: ArrayLike,
    error: ArrayLike | None = None,
    *,
    good: ArrayLike,
    ends: tuple[ArrayLike, ArrayLike] | None = None,
    population: ArrayLike | None = None,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> Gap:
    """M20: D = y_worst - y_best, se = √(se² + se²); R = y_worst / y_best, limits R·e^(±z·√((se/y)² + (se/y)²)).

    `value` has the groups on its last axis, in the register's order. Best is the highest where `good` is 1, the lowest
    where it is -1; where it is 0 the highest stands as `worst`. Ties fall to the first; if all are equal the second
    group is the other end. `ends` fixes the places (worst, best) instead, by order or at the baseline; D then keeps its
    sign. `missing` or `suppressed` where a fixed end has no value, R `not_defined` where the best is zero or a value is
    negative; limits are absent without errors. D has the unit given, R is in times. Populations only say what part of
    the people the gap leaves out. Source: methods M20.
    """
    given = groups(value, error=error, population=population, suppressed=suppressed, belongs=belongs)
    shape = given.count.shape
    sign = signs(good, shape)
    worst, best = _chosen(given, sign) if ends is None else _fixed(ends, given)
    reason = given.reason
    if ends is not None:
        reason = _without_an_end(given, suppressed, worst, best)
    y_worst, y_best = _at(given.value, worst), _at(given.value, best)
    se_worst, se_best = _at(given.error, worst), _at(given.error, best)
    undefined = (y_best <= 0) | (y_worst < 0)
    log_error = np.hypot(ratio(se_worst, y_worst), ratio(se_best, y_best))
    is_given = is_told(reason)
    return Gap(
        difference=measured(
            y_worst - y_best,
            np.hypot(se_worst, se_best),
            n=given.n,
            reason=reason,
            method="M20",
            unit=unit,
            confidence=confidence,
        ),
        ratio=measured(
            ratio(y_worst, y_best),
            log_error,
            n=given.n,
            reason=with_reason(reason, undefined, Reason.NOT_DEFINED),
            method="M20",
            unit=RATIO,
            confidence=confidence,
            is_ratio=True,
        ),
        worst=np.where(is_given, worst, -1),
        best=np.where(is_given, best, -1),
        left_out=given.left_out,
    )


def best_place(given: Groups, sign: Floats) -> Integers:
    """The best placed group, the first of equals; the lowest where neither high nor low is good."""
    turned = given.value * np.where(sign == 0, -1.0, sign)[..., None]
    return np.asarray(np.where(given.present, turned, -np.inf).argmax(axis=-1), dtype=np.int64)


def _chosen(given: Groups, sign: Floats) -> tuple[Integers, Integers]:
    best = best_place(given, sign)
    turned = given.value * np.where(sign == 0, -1.0, sign)[..., None]
    others = given.present & (np.arange(given.value.shape[-1]) != best[..., None])
    worst = np.where(others, turned, np.inf).argmin(axis=-1)
    return np.asarray(worst, dtype=np.int64), best


def _fixed(ends: tuple[ArrayLike, ArrayLike], given: Groups) -> tuple[Integers, Integers]:
    if isinstance(ends, np.ndarray):
        ends = tuple(np.atleast_1d(ends))
    if not isinstance(ends, (tuple, list)) or len(ends) != 2:
        raise MeasureError("ends: not two places")
    places = [for_each("ends", end, given.count.shape) for end in ends]
    for place in places:
        if not np.all(np.isin(place, np.arange(given.value.shape[-1]))):
            raise MeasureError("ends: no such group")
    worst, best = (place.astype(np.int64) for place in places)
    if np.any(worst == best):
        raise MeasureError("ends: the same group twice")
    return worst, best


def _without_an_end(given: Groups, suppressed: ArrayLike | None, worst: Integers, best: Integers) -> Objects:
    hidden = np.broadcast_to(np.asarray(False if suppressed is None else suppressed), given.present.shape)
    lacks = [~_mark(given.present, end) for end in (worst, best)]
    veiled = [_mark(hidden, end) for end in (worst, best)]
    reason = with_reason(given.reason, (lacks[0] & veiled[0]) | (lacks[1] & veiled[1]), Reason.SUPPRESSED)
    return with_reason(reason, lacks[0] | lacks[1], Reason.MISSING)


def _at(values: Floats, place: Integers) -> Floats:
    return np.asarray(np.take_along_axis(values, place[..., None], axis=-1)[..., 0], dtype=np.float64)


def _mark(marks: Bools, place: Integers) -> Bools:
    return np.asarray(np.take_along_axis(marks, place[..., None], axis=-1)[..., 0], dtype=np.bool_)
