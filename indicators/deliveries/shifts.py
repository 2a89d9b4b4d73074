"""How a source has shifted what stands: value, count, base, limits and status, key by key of a difference.

A value may stay while its count and base change a hundredfold, and both hiding and intervals rest on those two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.deliveries.plausibility import LEAST_TO_NOTHING
from indicators.measures.distributions import Bools, Floats
from indicators.model import MeasureKind, ObservationStatus, Registry
from indicators.store.comparing import AFTER, BEFORE, CHANGED, ENDED, NEW, WHAT

COUNTS: Final = (obs.NUMERATOR, obs.DENOMINATOR)
LIMITS: Final = (obs.LOWER, obs.UPPER)
BENEATH: Final = (*COUNTS, *LIMITS)
"""What a value rests on."""


def is_compared(difference: pd.DataFrame, *, ended: bool = True) -> Bools:
    """Which keys had a value before."""
    had = difference[f"{BEFORE}{obs.VALUE}"].notna().to_numpy()
    return had if ended else had & (difference[WHAT] != ENDED).to_numpy()


def is_emptied(difference: pd.DataFrame) -> Bools:
    """Which keys had a value before and now say that they have none."""
    has_none = difference[f"{AFTER}{obs.VALUE}"].isna().to_numpy()
    return np.asarray(is_compared(difference, ended=False) & has_none, np.bool_)


def is_rewritten(difference: pd.DataFrame) -> Bools:
    """Which keys have a value before and after, and anything at all that differs."""
    both = np.isfinite(np.stack(sides(difference, obs.VALUE))).all(axis=0)
    return np.asarray(both & (difference[WHAT] == CHANGED).to_numpy(), np.bool_)


def is_revised(difference: pd.DataFrame, registry: Registry) -> Bools:
    """Which values are rewritten in what a reader may see: the value, or what it rests on."""
    return is_value_revised(difference, registry) | is_revised_beneath(difference, registry)


def is_value_revised(difference: pd.DataFrame, registry: Registry) -> Bools:
    """Which values are others in the decimals that are shown."""
    return among_rewritten(difference, lambda those: _differs(those, obs.VALUE, registry))


def is_revised_beneath(difference: pd.DataFrame, registry: Registry) -> Bools:
    """Which values have another count, base, limit or status."""

    def found(those: pd.DataFrame) -> Bools:
        columns = [_differs(those, name, registry) for name in BENEATH]
        return np.asarray(np.logical_or.reduce([_has_other_status(those), *columns]), np.bool_)

    return among_rewritten(difference, found)


def is_odd(difference: pd.DataFrame) -> Bools:
    """Which values have lost or gained a count, base or limit, taken another status than final, or changed sign."""

    def found(those: pd.DataFrame) -> Bools:
        before, after = sides(those, obs.VALUE)
        columns = [np.logical_xor(*np.isfinite(sides(those, name))) for name in BENEATH]
        return np.asarray(np.logical_or.reduce([_has_other_status(those), before * after < 0, *columns]), np.bool_)

    return among_rewritten(difference, found)


def among_rewritten(difference: pd.DataFrame, found: Callable[[pd.DataFrame], Bools]) -> Bools:
    """What is found of the rewritten values; the others, which are most of them, are not looked at."""
    told = is_rewritten(difference)
    told[told] = found(difference[told])
    return told


def is_without_value(difference: pd.DataFrame) -> Bools:
    """Which keys say something new and have no value."""
    is_said = difference[WHAT].isin([NEW, CHANGED]).to_numpy()
    return np.asarray(is_said & difference[f"{AFTER}{obs.VALUE}"].isna().to_numpy(), np.bool_)


def is_late(difference: pd.DataFrame, standing: pd.DataFrame) -> Bools:
    """Which new values belong to an older year than the latest of their series, or to a series that does not stand."""
    series, stood = [obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN], standing[standing[obs.VALUE].notna()]
    latest = stood.groupby(series)[obs.YEAR].max().rename("latest").reset_index()
    told = difference[[*series, obs.YEAR]].merge(latest, on=series, how="left")
    is_next = (told[obs.YEAR] > told["latest"]).to_numpy()
    has_value = difference[f"{AFTER}{obs.VALUE}"].notna().to_numpy()
    return np.asarray((difference[WHAT] == NEW).to_numpy() & has_value & ~is_next, np.bool_)


def is_far(before: Floats, after: Floats, ratio: float, least: Floats) -> Bools:
    """Which figures are so many times larger or smaller than before, or come from nothing or to nothing.

    `least` is how much that must be, as `least_to_nothing` says.
    """
    small, large = np.fmin(np.abs(before), np.abs(after)), np.fmax(np.abs(before), np.abs(after))
    far = ((small > 0) & (large >= ratio * small)) | ((small == 0) & (large >= least))
    return np.asarray(far & np.isfinite(before) & np.isfinite(after), dtype=np.bool_)


def least_to_nothing(name: str, indicators: pd.Series[str], cases: Floats, registry: Registry) -> Floats:
    """How large a figure must be for its way to or from nothing to be a jump.

    Twenty where it is a count, or a value that comes from so few; anything that is shown of every other value, because
    twenty means nothing for a per cent; a limit may always be nothing.
    """
    if name != obs.VALUE:
        return np.full(len(indicators), np.inf if name in LIMITS else LEAST_TO_NOTHING)
    counted = {code for code, indicator in registry.indicators.items() if indicator.kind is MeasureKind.STATE}
    is_counted = indicators.isin(counted).to_numpy() | (cases < LEAST_TO_NOTHING)
    shown = 0.5 / 10.0 ** _decimals(name, indicators, registry)
    return np.where(is_counted, LEAST_TO_NOTHING, shown).astype(np.float64)


def largest(before: Floats, after: Floats) -> float:
    """Relative change of the figure that changed most; 0 where none did."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.abs(after - before) / np.abs(before)
    return float(share[np.isfinite(share)].max(initial=0.0))


def sides(difference: pd.DataFrame, name: str) -> tuple[Floats, Floats]:
    """A figure before and after, key by key."""
    return (
        difference[f"{BEFORE}{name}"].to_numpy(dtype="float64"),
        difference[f"{AFTER}{name}"].to_numpy(dtype="float64"),
    )


def _differs(difference: pd.DataFrame, name: str, registry: Registry) -> Bools:
    """Whether a figure is another in the decimals that are shown: none of a count, the indicator's of all else."""
    decimals = _decimals(name, difference[obs.INDICATOR], registry)
    before, after = (np.round(side * 10.0**decimals) for side in sides(difference, name))
    return np.asarray(~((before == after) | (np.isnan(before) & np.isnan(after))), dtype=np.bool_)


def _decimals(name: str, indicators: pd.Series[str], registry: Registry) -> Floats:
    if name in COUNTS:
        return np.zeros(len(indicators))
    shown = {code: indicator.decimals for code, indicator in registry.indicators.items()}
    return np.asarray(indicators.map(shown).fillna(0), dtype=np.float64)


def _has_other_status(difference: pd.DataFrame) -> Bools:
    """Whether the status is another; that a preliminary value becomes final is only what was said beforehand."""
    before, after = (difference[f"{side}{obs.STATUS}"].to_numpy(dtype=object) for side in (BEFORE, AFTER))
    is_settled = (before == str(ObservationStatus.PRELIMINARY)) & (after == str(ObservationStatus.FINAL))
    return np.asarray((before != after) & ~is_settled, dtype=np.bool_)
