"""Values further from the year before than chance alone would put them, or ten times off: a question, not a fault."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.deliveries.results import Deviation
from indicators.deliveries.series import AT, EARLIER, PREVIOUS, Series
from indicators.ingest.checks.scope import key
from indicators.measures import change, valuation
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, normal_quantile
from indicators.model import MeasureKind, Registry

LEAST_EARLIER: Final = 3
"""Earlier counts that are needed before anything can be said to be expected; two values with intervals are enough."""
JUMP: Final = 10.0
"""Times up or down that must be explained before the file can be handed in."""
LEAST_TO_NOTHING: Final = 20.0
"""From this or more to zero, or the other way, counts as a jump."""
MOST_HISTORY: Final = 6
COUNT_UNIT: Final = "antal"

_SHARES: Final = (str(MeasureKind.SHARE), str(MeasureKind.REGISTER_SHARE))


def deviations(difference: pd.DataFrame, standing: pd.DataFrame, registry: Registry) -> tuple[Deviation, ...]:
    """The new and changed values to ask about, in the difference's order.

    Counts of events are held against v ± 1,96·√(2v) of the latest comparable year; shares with a base, and values with
    published limits, against M12's interval of the difference; other values have no expected range. `standing` are the
    observations that stand, as the reader may see them.
    """
    series = Series(difference, standing, registry)
    pairs = series.pairs()
    if pairs.empty:
        return ()
    after, before = (_estimated(series.rows.iloc[pairs[place]], registry) for place in (AT, PREVIOUS))
    told = _Told(pairs, before, after, registry)
    return tuple(_deviation(series, told, int(place)) for place in np.flatnonzero(told.is_jump | told.is_outside))


class _Told:
    """Both years of every pair in the figures that are compared, with the range that was to be expected."""

    def __init__(self, pairs: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, registry: Registry) -> None:
        self.places = {name: pairs[name].to_numpy() for name in pairs}
        self.indicators = [registry.indicators[name] for name in after[obs.INDICATOR]]
        kind = np.array([str(indicator.kind) for indicator in self.indicators], dtype=object)
        x1, x2 = (_numbers(side, obs.NUMERATOR) for side in (before, after))
        v1, v2 = (_numbers(side, obs.VALUE) for side in (before, after))
        is_counted = np.isfinite(x1) & np.isfinite(x2)
        is_events = is_counted & (kind == str(MeasureKind.RATE))
        count_jumps = (is_events | (is_counted & (kind == str(MeasureKind.REGISTER_SHARE)))) & _jumps(x1, x2)
        value_jumps = _jumps(v1, v2) & ~(is_events & ((x1 == 0) | (x2 == 0)))  # so few are judged as counts
        # Events are told as counts and shares as shares, unless only the other of the two jumps.
        by_count = np.where(is_events, count_jumps | ~value_jumps, count_jumps & ~value_jumps)
        self.is_count: Bools = np.asarray(by_count, dtype=np.bool_)
        self.before, self.after = np.where(self.is_count, x1, v1), np.where(self.is_count, x2, v2)
        self.is_jump: Bools = np.asarray(count_jumps | value_jumps, dtype=np.bool_)
        multiplier = np.array([indicator.multiplier for indicator in self.indicators])
        lower, upper = _by_interval(before, after, np.isin(kind, _SHARES), multiplier)
        low, high = _by_chance(np.where(is_events, x1, 0.0))
        has_range = (~is_events | (pairs[EARLIER].to_numpy() >= LEAST_EARLIER)) & (self.is_count == is_events)
        self.lower = np.where(has_range, np.where(is_events, low, lower), np.nan)
        self.upper = np.where(has_range, np.where(is_events, high, upper), np.nan)
        self.is_outside: Bools = np.asarray((self.after < self.lower) | (self.after > self.upper), dtype=np.bool_)


def _deviation(series: Series, told: _Told, place: int) -> Deviation:
    at, previous, earlier = (int(told.places[name][place]) for name in (AT, PREVIOUS, EARLIER))
    indicator, is_count = told.indicators[place], bool(told.is_count[place])
    said = {name: series.column[name][at] for name in _SAID}
    return Deviation(
        key=key(indicator.id, said[obs.GEOGRAPHY], int(said[obs.YEAR]), said[obs.BREAKDOWN]),
        indicator=indicator.id,
        geography=said[obs.GEOGRAPHY],
        year=int(said[obs.YEAR]),
        breakdown=said[obs.BREAKDOWN],
        sheet=said[obs.SHEET],
        cell=said[obs.CELL],
        unit=COUNT_UNIT if is_count else indicator.unit,
        decimals=0 if is_count else indicator.decimals,
        before_year=int(series.column[obs.YEAR][previous]),
        before=float(told.before[place]),
        after=float(told.after[place]),
        lower=_known(told.lower[place]),
        upper=_known(told.upper[place]),
        history=series.history(at, earlier, obs.NUMERATOR if is_count else obs.VALUE, most=MOST_HISTORY),
        is_jump=bool(told.is_jump[place]),
        comment="",
    )


_SAID: Final = (obs.GEOGRAPHY, obs.YEAR, obs.BREAKDOWN, obs.SHEET, obs.CELL)


def _estimated(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The rows with their figures as they are, and the limits, bases and counts that their kind allows."""
    told = valuation.estimates(rows.assign(**_UNSAID), registry)
    return told.assign(**{obs.VALUE: rows[obs.VALUE].to_numpy()})


_UNSAID: Final[dict[str, Any]] = {obs.PERIOD: "", obs.RAW: "", obs.NOTE: "", obs.IS_DEMO: False, obs.BATCH: 0}
"""What a series does not keep and no estimate depends on."""


def _by_chance(before: Floats) -> tuple[Floats, Floats]:
    """Limits v ± z·√(2v): both years vary by chance; under one event the root of two stands for it."""
    half = normal_quantile(CONFIDENCE) * np.sqrt(2.0 * np.maximum(before, 1.0))
    return np.maximum(before - half, 0.0), before + half


def _by_interval(
    before: pd.DataFrame, after: pd.DataFrame, is_share: Bools, multiplier: Floats
) -> tuple[Floats, Floats]:
    """Where the later value was to be expected: outside exactly when M12's interval of the difference excludes zero."""
    limits = {f"{end}{year}": _numbers(side, end) for year, side in ((1, before), (2, after)) for end in _ENDS}
    errors = [(limits[f"upper{year}"] - limits[f"lower{year}"]) / (2 * normal_quantile(CONFIDENCE)) for year in (1, 2)]
    later = _numbers(after, obs.VALUE)
    found = change.value_difference(_numbers(before, obs.VALUE), errors[0], later, errors[1])
    low, high = np.array(found.lower), np.array(found.upper)
    x1, n1, x2, n2 = (_numbers(side, name) for side in (before, after) for name in (valuation.COUNT, valuation.N))
    at = np.flatnonzero(is_share & np.isfinite(low) & np.isfinite(x1 + x2) & (n1 > 0) & (n2 > 0))
    tested = change.share_difference(
        np.minimum(x1, n1)[at], n1[at], np.minimum(x2, n2)[at], n2[at], multiplier=multiplier[at]
    )
    low[at], high[at] = tested.lower, tested.upper
    return np.maximum(later - high, 0.0), later - low


_ENDS: Final = (obs.LOWER, obs.UPPER)


def _jumps(before: Floats, after: Floats) -> Bools:
    """Ten times or more up or down, or from twenty or more to nothing and the other way."""
    small, large = np.minimum(before, after), np.maximum(before, after)
    return np.asarray(((small > 0) & (large >= JUMP * small)) | ((small == 0) & (large >= LEAST_TO_NOTHING)), np.bool_)


def _numbers(rows: pd.DataFrame, column: str) -> Floats:
    return rows[column].to_numpy(dtype=np.float64)


def _known(number: float) -> float | None:
    return None if number != number else float(number)
