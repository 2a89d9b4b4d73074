"""Control charts over months or quarters (M10): whether a jump is something, or the usual ups and downs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    flags,
    is_free,
    known_or_missing,
    ordered_years,
    reasons,
    sides,
    stretched,
    whole,
    with_last_axis,
)
from indicators.measures.distributions import Bools, Floats, Objects, filled
from indicators.model import Change, Reason

LEAST_POINTS: Final = 12
"""Points from which a phase of a series has limits."""
LEAST_PER_YEAR: Final = 4
"""Quarters; values further apart than that are too few for a control chart."""
_REACH: Final = 2.66
_JUMP: Final = 3.267
_RUN: Final = 7
_NEAR: Final = 2.0 / 3.0
_ROUNDING: Final = 1e-12


class Signal(StrEnum):
    """What makes a point more than the usual ups and downs, in the order they are asked for."""

    OUTSIDE = "outside_limit"
    RUN = "run_of_seven"
    NEAR_LIMIT = "two_of_three_near_limit"
    ONE_SIDE = "seven_on_one_side"


class Capability(StrEnum):
    """Whether a target will be met if nothing changes."""

    MET_CONSISTENTLY = "met_consistently"
    NOT_MET_WITHOUT_CHANGE = "not_met_without_change"
    MET_BY_LUCK = "met_by_luck"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """Series with centre and limits for each point of time (last axis), and what stands out."""

    value: Floats
    lower: Floats
    upper: Floats
    """Control limits of the point's phase."""
    centre: Floats
    n: Floats
    """Known points in the point's phase."""
    confidence: float
    """NaN: the limits are 2.66 mean moving ranges away, not a probability."""
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    signal: Objects
    """The first `Signal` that applies, or None."""
    signals: Mapping[Signal, Bools]
    """Where each signal applies, also behind another."""
    meaning: Objects
    """A `Change` for each signal: improved or worsened by polarity, else risen or fallen; None without a signal."""
    capability: Objects
    """A `Capability` for each series, from the limits of its latest phase."""
    capability_reason: Objects
    """Why a series has no capability."""


def control_chart(
    values: ArrayLike,
    *,
    times: ArrayLike,
    points_per_year: int,
    good: ArrayLike,
    target: ArrayLike = np.nan,
    rebase: Sequence[int] = (),
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> ControlChart:
    """M10: XmR charts of series (leading axes) over equally spaced points of time (last axis).

    centre = mean; MR = |differences|, those of 3.267 mean(MR) or more dropped once; limits = centre ± 2.66·mean(MR)
    (Wheeler 2000). Signals, the first that applies: outside a limit; part of 7 successive rises or falls (7 points
    strictly monotone); beyond two thirds of the way to a limit, with another such in a window of 3 that lies on one
    side; part of 7 successive on one side of the centre. A value on the centre breaks a run. `times` are whole numbers,
    such as months counted from anywhere; `rebase` names the times where a documented change starts a new phase with
    limits of its own. A series may start late or end early (NaN at its ends). `target` and `good` have a series' shape.

    Reasons, for each point: `missing`, `suppressed`; for a whole phase: `missing` (a hole in it), `suppressed`,
    `too_few` (under 12 points), `not_defined` (nothing varies). A target that the limits lie wholly on the good side of
    is met consistently, on the bad side not without change, between or on a limit by luck.

    Raises MeasureError for yearly data (`points_per_year` under 4), times that are unsorted, doubled or unequally
    spaced, a rebase that is not among the times, and unknown polarity.
    """
    if whole("points_per_year", points_per_year, least=1) < LEAST_PER_YEAR:
        raise MeasureError("points_per_year: a control chart needs months or quarters, never years")
    (y,) = with_last_axis(values=known_or_missing("values", values))
    when = ordered_years("times", times, y.shape[-1])
    if len(set(np.diff(when))) > 1:
        raise MeasureError("times: not equally spaced")
    hidden = flags("is_suppressed", is_suppressed, y.shape)
    y[hidden] = np.nan
    starts = _starts(when, rebase)
    ends = [*starts[1:], len(when)]
    phases = [_phase(y[..., a:b], hidden[..., a:b]) for a, b in zip(starts, ends, strict=True)]
    joined = [np.concatenate(parts, axis=-1) for parts in zip(*(p.arrays for p in phases), strict=True)]
    centre, lower, upper, count, reason = joined
    signals = {s: np.concatenate([p.signals[s] for p in phases], axis=-1) for s in Signal}
    ways = {s: np.concatenate([p.ways[s] for p in phases], axis=-1) for s in Signal}
    signal, way = filled(y.shape, None), np.zeros(y.shape)
    for each in reversed(Signal):
        signal[signals[each]] = each
        way[signals[each]] = ways[each][signals[each]]
    side = stretched("good", sides(good), y.shape[:-1])
    goal = stretched("target", known_or_missing("target", target), y.shape[:-1])
    last = np.stack([lower[..., -1], upper[..., -1]], axis=-1)
    capability, why = _capability(last, goal, side, phases[-1].reason)
    return ControlChart(
        value=y,
        lower=lower,
        upper=upper,
        centre=centre,
        n=count,
        confidence=float("nan"),
        method="M10",
        unit=unit,
        reason=reason,
        signal=signal,
        signals=signals,
        meaning=_meaning(way, side[..., None]),
        capability=capability,
        capability_reason=why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phase:
    """One stretch of time with limits of its own."""

    arrays: tuple[Floats, Floats, Floats, Floats, Objects]
    """Centre, lower, upper, known points and reason, for each point."""
    reason: Objects
    """Why the phase as a whole has no limits."""
    signals: Mapping[Signal, Bools]
    ways: Mapping[Signal, Floats]
    """1 where the signal points up, -1 down."""


def _starts(when: Floats, rebase: Iterable[int]) -> list[int]:
    starts = {0}
    for time in rebase:
        if time not in when:
            raise MeasureError(f"rebase: {time} is not among the times")
        starts.add(int(np.flatnonzero(when == time)[0]))
    return sorted(starts)


def _phase(y: Floats, hidden: Bools) -> _Phase:
    known = np.isfinite(y)
    count = known.sum(axis=-1, keepdims=True).astype(np.float64)
    moving = np.abs(np.diff(y, axis=-1))
    usual = _mean(moving, np.isfinite(moving))
    moves = _mean(moving, np.isfinite(moving) & ((moving < _JUMP * usual) | (usual == 0)))
    begun, left = np.logical_or.accumulate(known, axis=-1), np.logical_or.accumulate(known[..., ::-1], axis=-1)
    hole = begun & left[..., ::-1] & ~known
    varies = np.nan_to_num(moves) > _ROUNDING * np.max(np.abs(np.where(known, y, 0.0)), axis=-1, keepdims=True)
    whole = reasons(
        count.shape,
        (Reason.SUPPRESSED, np.any(hole & hidden, axis=-1, keepdims=True)),
        (Reason.MISSING, np.any(hole, axis=-1, keepdims=True) | (count == 0)),
        (Reason.TOO_FEW, count < LEAST_POINTS),
        (Reason.NOT_DEFINED, ~varies),
    )
    reason = np.broadcast_to(whole, y.shape).copy()
    reason[~known] = Reason.MISSING
    reason[hidden] = Reason.SUPPRESSED
    has_limits = is_free(whole)
    centre = np.where(has_limits, _mean(y, known), np.nan)
    reach = np.where(has_limits, _REACH * moves, np.nan)
    away = y - centre
    away[np.abs(away) <= _ROUNDING * np.maximum(np.abs(centre), reach)] = 0.0
    signals, ways = _signals(y, away, reach)
    stretched = [np.array(np.broadcast_to(a, y.shape)) for a in (centre, centre - reach, centre + reach, count)]
    arrays = stretched[0], stretched[1], stretched[2], stretched[3], reason
    return _Phase(arrays=arrays, reason=np.asarray(whole[..., 0], dtype=object), signals=signals, ways=ways)


def _mean(values: Floats, used: Bools) -> Floats:
    total, count = np.where(used, values, 0.0).sum(axis=-1, keepdims=True), used.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0), dtype=np.float64)


def _signals(y: Floats, away: Floats, reach: Floats) -> tuple[Mapping[Signal, Bools], Mapping[Signal, Floats]]:
    side = np.sign(away)
    steps = np.diff(y, axis=-1)
    steps = np.where(np.isfinite(reach), steps, 0.0)
    rising, falling = (_all_of(f, _RUN - 1) for f in (steps > 0, steps < 0))
    near = (np.abs(away) > _NEAR * reach) & (np.abs(away) <= reach)
    together = _all_of(side > 0, 3) | _all_of(side < 0, 3)
    rises, falls = _points(rising, _RUN, y), _points(falling, _RUN, y)
    onward = np.concatenate([steps, np.zeros((*y.shape[:-1], 1))], axis=-1)  # a turning point belongs to the later run
    signals = {
        Signal.OUTSIDE: np.abs(away) > reach,
        Signal.RUN: rises | falls,
        Signal.NEAR_LIMIT: near & _points(together & _at_least(near, 3, 2), 3, y),
        Signal.ONE_SIDE: _points(_all_of(side > 0, _RUN) | _all_of(side < 0, _RUN), _RUN, y),
    }
    way = np.where(rises & falls, np.sign(onward), np.where(rises, 1.0, -1.0))
    return signals, {s: way if s is Signal.RUN else side for s in Signal}


def _at_least(holds: Bools, length: int, least: int) -> Bools:
    """For each window of so many successive ones, whether it holds for at least so many of them."""
    if holds.shape[-1] < length:
        return np.zeros((*holds.shape[:-1], 0), dtype=np.bool_)
    return np.asarray(sliding_window_view(holds, length, axis=-1).sum(axis=-1) >= least)


def _all_of(holds: Bools, length: int) -> Bools:
    return _at_least(holds, length, length)


def _points(windows: Bools, length: int, like: Floats) -> Bools:
    """Every point that lies in a window for which it holds."""
    found = np.zeros(like.shape, dtype=np.bool_)
    for shift in range(length if windows.shape[-1] else 0):
        found[..., shift : shift + windows.shape[-1]] |= windows
    return found


def _meaning(way: Floats, side: Floats) -> Objects:
    found = filled(way.shape, None)
    found[way * side > 0] = Change.IMPROVED
    found[way * side < 0] = Change.WORSENED
    found[(side == 0) & (way > 0)] = Change.RISEN
    found[(side == 0) & (way < 0)] = Change.FALLEN
    return found


def _capability(limits: Floats, target: Floats, side: Floats, reason: Objects) -> tuple[Objects, Objects]:
    """The answer for each series, and why there is none."""
    low, high = limits[..., 0], limits[..., 1]
    why = reason.copy()
    why[side == 0] = Reason.NOT_DEFINED
    why[np.isnan(target)] = Reason.NO_TARGET
    found = filled(low.shape, Capability.MET_BY_LUCK)
    is_above, is_below = low > target, high < target
    found[(is_above & (side > 0)) | (is_below & (side < 0))] = Capability.MET_CONSISTENTLY
    found[(is_above & (side < 0)) | (is_below & (side > 0))] = Capability.NOT_MET_WITHOUT_CHANGE
    found[~is_free(why)] = None
    return found, why
