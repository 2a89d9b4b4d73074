"""Primary hiding: rows whose own count or base is small."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.disclosure.implied import COARSEST, may_be_small
from indicators.model import Indicator, MeasureKind, ObservationStatus, Registry, Suppression

Bools = np.ndarray[Any, np.dtype[np.bool_]]

STRICTEST: Final = Suppression(counts_below=5, base_below=50)
"""For an indicator that the register does not know."""
_COUNTED: Final = (MeasureKind.RATE, MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
"""Kinds whose count is value x base / multiplier."""


def rule_of(indicator: Indicator | None) -> Suppression:
    """The indicator's own rule."""
    return STRICTEST if indicator is None else indicator.suppression


def small(observations: pd.DataFrame, registry: Registry) -> Bools:
    """The rows with a value on a count from 1 up to the indicator's limit, or on too small a base.

    Without a numerator the count is what value and base come to, to the nearest whole number, and also where the
    rounding of the value leaves it open (`may_be_small`). A value of 0 stands for no one.
    """
    codes, names = pd.factorize(observations[obs.INDICATOR].to_numpy(dtype=object))
    if not len(names):
        return np.zeros(len(observations), dtype=np.bool_)
    known = [registry.indicators.get(name) for name in names]
    rules = [rule_of(indicator) for indicator in known]
    counts_below, base_below = (
        np.array([getattr(rule, name) for rule in rules], dtype=np.float64)[codes]
        for name in ("counts_below", "base_below")
    )
    per_base = np.array([i.multiplier if i and i.kind in _COUNTED else np.nan for i in known], dtype=np.float64)[codes]
    value, numerator, base = (
        observations[name].to_numpy(dtype=np.float64) for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)
    )
    count = np.where(np.isnan(numerator), np.round(value * base / per_base), numerator)
    found: Bools = ~np.isnan(value) & (((count > 0) & (count < counts_below)) | ((base > 0) & (base < base_below)))
    is_open = np.isnan(numerator) & ~found & (value > 0) & ((value - COARSEST) * base / per_base < counts_below)
    for row in np.flatnonzero(is_open):
        indicator = known[codes[row]]
        found[row] = indicator is not None and may_be_small(float(value[row]), float(base[row]), indicator)
    return found


def is_hidden(observations: pd.DataFrame) -> Bools:
    """The rows that are hidden already, by their source or by us."""
    found: Bools = observations[obs.STATUS].to_numpy(dtype=object) == str(ObservationStatus.SUPPRESSED)
    return found


def small_bases(observations: pd.DataFrame, registry: Registry, *, width: int) -> Bools:
    """The rows whose base is itself a small count of persons, so small that it would tell what is hidden."""
    codes, names = pd.factorize(observations[obs.INDICATOR].to_numpy(dtype=object))
    if not len(names):
        return np.zeros(len(observations), dtype=np.bool_)
    least = [max(rule_of(registry.indicators.get(name)).counts_below, width) for name in names]
    base = observations[obs.DENOMINATOR].to_numpy(dtype=np.float64)
    found: Bools = (base > 0) & (base < np.array(least, dtype=np.float64)[codes])
    return found
