"""Counts carried from one division of the city to another, marked as estimated; rates are never carried as such."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.crosswalks.shares import Crosswalk
from indicators.errors import InputError
from indicators.geographies import SWEDISH_PLURAL
from indicators.model import Indicator, MeasureKind, ObservationStatus, Registry

LEAST_COVERAGE: Final = 0.95
"""Share of a geography's inhabitants that must come from the first level for it to be given a count; our own choice."""
COVERAGE: Final = "coverage"
"""The share of the geography's inhabitants that its count stands for."""

_COUNTED: Final = (MeasureKind.RATE, MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
_STATES: Final = (ObservationStatus.SUPPRESSED, ObservationStatus.MISSING, ObservationStatus.NOT_APPLICABLE)
"""Why a part has no value, what hides first: a whole with such a part has none either, and for the same reason."""


def carried(
    rows: pd.DataFrame, indicator: Indicator, registry: Registry, over: Crosswalk, *, least: float = LEAST_COVERAGE
) -> pd.DataFrame:
    """The indicator's observations of the first level as estimates on the second, with the column `coverage`.

    Numerators and denominators are divided by the inhabitants' shares and summed. A part that is hidden or missing
    leaves the whole without value. Small numbers must be hidden in what is handed in. The rows are for reading: they
    may lie in years when the geography was not in force, and belong in no store.
    """
    if indicator.kind not in _COUNTED:
        raise InputError(
            f"{indicator.short_name} kan inte räknas om till {SWEDISH_PLURAL[over.target_level]}: bara antal går att "
            "dela och lägga ihop, inte index, medelvärden eller värden utan bas. Lämna täljare och nämnare."
        )
    own = rows[(rows[obs.INDICATOR] == indicator.id) & rows[obs.GEOGRAPHY].isin({row.origin for row in over.rows})]
    _must_be_counts(own, indicator)
    told = [
        _target(target, year, breakdown, at.set_index(obs.GEOGRAPHY), indicator, registry, over, least)
        for (year, breakdown), at in own.groupby([obs.YEAR, obs.BREAKDOWN], sort=True)
        for target in dict.fromkeys(row.target for row in over.rows)
    ]
    if not told:
        return obs.empty().assign(**{COVERAGE: pd.Series(dtype="float64")})
    found = pd.DataFrame(told)
    return obs.checked(found).assign(**{COVERAGE: found[COVERAGE].to_numpy(dtype=np.float64)})


def _must_be_counts(rows: pd.DataFrame, indicator: Indicator) -> None:
    valued = rows[rows[obs.VALUE].notna()]
    bare = valued[valued[obs.NUMERATOR].isna() | ~(valued[obs.DENOMINATOR] > 0)]
    if not bare.empty:
        year, code = int(bare[obs.YEAR].iloc[0]), str(bare[obs.GEOGRAPHY].iloc[0])
        raise InputError(
            f"{indicator.short_name} kan inte räknas om: plats {code} har {year} ett värde utan antal och bas. "
            "Lämna täljare och nämnare."
        )


def _target(
    target: str,
    year: Hashable,
    breakdown: Hashable,
    at: pd.DataFrame,
    indicator: Indicator,
    registry: Registry,
    over: Crosswalk,
    least: float,
) -> dict[str, object]:
    """One geography of the second level in one year, out of its parts."""
    parts = over.into(target)
    table = at.reindex([part.origin for part in parts])
    shares = np.array([np.nan if part.share is None else part.share for part in parts])
    coverage = sum(part.covered or 0.0 for part in parts)
    status, note = _status(table, shares, coverage, least, over)
    is_told = status in obs.HAS_VALUE
    top, base = (float((table[c].to_numpy(dtype=np.float64) * shares).sum()) for c in (obs.NUMERATOR, obs.DENOMINATOR))
    return {
        obs.INDICATOR: indicator.id,
        obs.GEOGRAPHY: registry.geographies[target].code,
        obs.YEAR: year,
        obs.PERIOD: str(year),
        obs.BREAKDOWN: breakdown,
        obs.VALUE: top / base * indicator.multiplier if is_told else np.nan,
        obs.NUMERATOR: top if is_told else np.nan,
        obs.DENOMINATOR: base if is_told else np.nan,
        obs.LOWER: np.nan,
        obs.UPPER: np.nan,
        obs.STATUS: str(status),
        obs.IS_DEMO: indicator.is_demo or bool(at[obs.IS_DEMO].any()),
        obs.BASE_ESTIMATED: True,
        obs.BATCH: 0,
        obs.SHEET: "",
        obs.CELL: "",
        obs.RAW: "",
        obs.NOTE: note,
        COVERAGE: coverage,
    }


def _status(
    table: pd.DataFrame,
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
    coverage: float,
    least: float,
    over: Crosswalk,
) -> tuple[ObservationStatus, str]:
    parts = [ObservationStatus.MISSING if pd.isna(s) else ObservationStatus(s) for s in table[obs.STATUS]]
    plural = SWEDISH_PLURAL[over.origin_level]
    for state in _STATES:
        if state in parts:
            return state, f"Kan inte räknas om från {plural}: en del har inget värde som visas."
    if np.isnan(shares).any() or coverage < least:
        return ObservationStatus.MISSING, f"Kan inte räknas om från {plural}: för få av invånarna täcks."
    about = f"Uppskattat från {plural} med folkmängd {over.year} ({over.source})."
    is_first = ObservationStatus.PRELIMINARY in parts
    return (ObservationStatus.PRELIMINARY if is_first else ObservationStatus.FINAL), about
