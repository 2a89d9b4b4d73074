"""Groups by rank (M09): thirds or fifths with ties, cut-points for maps, and the interval of every rank."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    aligned,
    amounts,
    flags,
    known_or_missing,
    reasons,
    whole,
    whole_amounts,
    with_last_axis,
)
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects, checked_confidence
from indicators.measures.estimates import CERTAIN_BASE
from indicators.model import Reason

DRAWS: Final = 10_000
SEED: Final = 2020
_ROUNDING: Final = 1e-12


class First(StrEnum):
    """Which end of the scale group 1 is."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Ranks with intervals, and the group that each belongs to; a rank without limits may not be shown alone."""

    value: Floats
    """The rank, 1 at the end that group 1 is; ties share it."""
    lower: Floats
    upper: Floats
    group: Floats
    """1 to the number of groups."""
    n: Floats
    """k: geographies ranked, for each series."""
    confidence: float
    method: str
    unit: str
    """Always `rank`."""
    reason: Objects
    """Why there is no rank or (`not_defined`: a standard error is not known) no interval of it."""
    first: First
    seed: int
    draws: int


def rank_groups(
    values: ArrayLike,
    errors: ArrayLike | None,
    *,
    groups: int,
    first: First,
    n: ArrayLike | None = None,
    is_suppressed: ArrayLike = False,
    seed: int = SEED,
    draws: int = DRAWS,
    confidence: float = CONFIDENCE,
) -> Ranked:
    """M09: rank r among k geographies (last axis) and group max(1, q + 1 - ceil((k + 1 - r)·q/k)) of q.

    The interval of a rank: the middle 95 per cent of its ranks in 10 000 draws y + se·N(0, 1) with a fixed seed,
    stretched where needed to hold the rank itself. The draws belong to places in the order of size, so neither the
    order of the geographies nor a missing one moves them. `n` holds the answers behind each value of a survey, whose
    places with under 100 are shown elsewhere but not ranked (M02); without it none is left out. Reasons: `missing`,
    `suppressed`, `too_few` (under 100 answers, or k under the number of groups: no group at all), `not_defined` (no
    interval, as a ranked geography lacks its standard error).

    Raises MeasureError for under two groups, negative errors and an unknown end.
    """
    groups, draws, seed = whole("groups", groups, least=2), whole("draws", draws, least=1), whole("seed", seed, least=0)
    end = _end(first)
    given = known_or_missing("values", values)
    y, se, answers = with_last_axis(
        values=given,
        errors=amounts("errors", np.nan if errors is None else errors),
        n=amounts("n", CERTAIN_BASE if n is None else n),
    )
    hidden = flags("is_suppressed", is_suppressed, y.shape)
    is_missing, is_small = np.isnan(y) | np.isnan(answers), answers < CERTAIN_BASE
    y[hidden | is_missing | is_small] = np.nan
    is_known = np.isfinite(y)
    k = is_known.sum(axis=-1, keepdims=True)
    enough = k >= groups
    is_ranked = is_known & enough
    turned = np.where(is_known, -y if end is First.HIGHEST else y, np.inf)
    rank = np.where(is_ranked, _places(turned), np.nan)
    steps = np.where(is_ranked, (k + 1 - np.nan_to_num(rank)).astype(np.int64) * groups, 1)
    ceiling = -(-steps // np.maximum(k, 1))
    has_errors = np.all(~is_ranked | np.isfinite(se), axis=-1, keepdims=True)
    lower, upper = _rank_limits(turned, se, is_ranked & has_errors, seed, draws, checked_confidence(confidence))
    return Ranked(
        value=rank,
        lower=np.fmin(lower, rank) + 0.0 * lower,
        upper=np.fmax(upper, rank) + 0.0 * upper,
        group=np.where(is_ranked, np.maximum(1, groups + 1 - ceiling), np.nan),
        n=np.asarray(k[..., 0], dtype=np.float64),
        confidence=confidence,
        method="M09",
        unit="rank",
        reason=reasons(
            y.shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.MISSING, is_missing),
            (Reason.TOO_FEW, is_small | ~enough),
            (Reason.NOT_DEFINED, ~has_errors),
        ),
        first=end,
        seed=seed,
        draws=draws,
    )


def cut_points(values: ArrayLike, *, groups: int) -> Floats:
    """M09: the groups - 1 values that part a map's classes: linear quantiles of what is known on the last axis.

    Shape: the leading axes and the cut-points last, in the unit of the values; NaN where fewer are known than groups.
    """
    groups = whole("groups", groups, least=2)
    (known,) = with_last_axis(values=known_or_missing("values", values))
    enough = np.isfinite(known).sum(axis=-1, keepdims=True) >= groups
    return np.where(enough, quantiles(known, np.arange(1, groups) / groups), np.nan)


def quantiles(values: ArrayLike, shares: ArrayLike) -> Floats:
    """Linear-interpolation quantiles of what is not NaN on the last axis; NaN where nothing is known."""
    (known,) = with_last_axis(values=known_or_missing("values", values))
    (asked,) = aligned(shares=whole_amounts("shares", shares))
    if asked.ndim > 1:
        raise MeasureError("shares: neither a number nor a row of them")
    if np.any(asked > 1):
        raise MeasureError("shares: above 1")
    ordered = np.sort(known, axis=-1)  # NaN comes last
    count = np.isfinite(ordered).sum(axis=-1, keepdims=True)
    place = asked * np.maximum(count - 1, 0)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    low, high = (np.take_along_axis(ordered, at, axis=-1) for at in (below, above))
    return np.asarray(low + (place - below) * (high - low))


def _end(first: First) -> First:
    try:
        return First(first)
    except ValueError as fault:
        raise MeasureError("first: neither highest nor lowest") from fault


def _places(turned: Floats) -> Floats:
    """1 + how many are strictly smaller, along the last axis."""
    order = np.argsort(turned, axis=-1, kind="stable")
    ordered = np.take_along_axis(turned, order, axis=-1)
    positions = np.broadcast_to(np.arange(1.0, turned.shape[-1] + 1), turned.shape).copy()
    positions[..., 1:][ordered[..., 1:] == ordered[..., :-1]] = 0.0
    places = np.empty(turned.shape)
    np.put_along_axis(places, order, np.maximum.accumulate(positions, axis=-1), axis=-1)
    return places


def _rank_limits(
    turned: Floats, errors: Floats, is_drawn: Bools, seed: int, draws: int, confidence: float
) -> tuple[Floats, Floats]:
    """Smallest ranks that a lower and an upper share of the draws do not exceed."""
    lower, upper = np.full(turned.shape, np.nan), np.full(turned.shape, np.nan)
    chance = np.random.default_rng(seed).standard_normal((turned.shape[-1], draws))
    for row in np.ndindex(turned.shape[:-1]):
        columns = np.flatnonzero(is_drawn[row])
        columns = columns[np.lexsort((errors[row][columns], turned[row][columns]))]
        drawn = turned[row][columns][:, None] + errors[row][columns][:, None] * chance[: len(columns)]
        for column, own in zip(columns, drawn, strict=True):
            ahead = np.bincount((drawn < own).sum(axis=0, dtype=np.int32))
            reached = np.cumsum(ahead) / draws
            limits = [1 + np.searchsorted(reached, share - _ROUNDING) for share in _shares(confidence)]
            lower[(*row, column)], upper[(*row, column)] = limits
    return lower, upper


def _shares(confidence: float) -> tuple[float, float]:
    return (1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0
