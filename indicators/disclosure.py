"""Small numbers hidden with a status before anyone downstream sees them (M30, primary rule)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.model import MeasureKind, ObservationStatus, Registry, Suppression

STRICTEST: Final = Suppression(counts_below=5, base_below=50)
"""For an indicator that the register does not know."""
_COUNTED: Final = (MeasureKind.RATE, MeasureKind.REGISTER_SHARE)


def hide_small(observations: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The observations with counts from 1 up to the indicator's limit, and all on too small a base, suppressed.

    A hidden row loses value, numerator, limits and the raw text of its cell. Where no numerator is given for persons or
    events in a register it follows from value and base, and hides as it would. A count of zero is shown, unless its
    base is itself too small: "none" of a small known group tells about each of them.
    """
    codes, names = pd.factorize(observations[obs.INDICATOR].to_numpy(dtype=object))
    if not len(names):
        return observations.copy()
    known = [registry.indicators.get(name) for name in names]
    rules = [STRICTEST if i is None else i.suppression for i in known]
    counts_below, base_below = (
        np.array([getattr(rule, name) for rule in rules], dtype=np.float64)[codes]
        for name in ("counts_below", "base_below")
    )
    per_base = np.array([i.multiplier if i and i.kind in _COUNTED else np.nan for i in known], dtype=np.float64)[codes]
    value, numerator, base = (
        observations[name].to_numpy(dtype=np.float64) for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)
    )
    count = np.where(np.isnan(numerator), np.round(value * base / per_base), numerator)
    has_value = ~np.isnan(value)
    small = has_value & (((count > 0) & (count < counts_below)) | ((base > 0) & (base < base_below)))
    return _hidden(observations, small)


def _hidden(observations: pd.DataFrame, small: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> pd.DataFrame:
    hidden = observations.copy()
    hidden.loc[small, [obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER]] = np.nan
    hidden.loc[small, obs.STATUS] = str(ObservationStatus.SUPPRESSED)
    hidden.loc[small, obs.RAW] = ""
    return hidden
