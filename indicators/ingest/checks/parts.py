"""Parts held against their total: women and men against all, districts against the city."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.ingest.checks import asked
from indicators.ingest.checks.columns import Bools, Floats, Integers, codes
from indicators.ingest.checks.duplicates import combined
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.rows import Rows
from indicators.ingest.checks.summed import Summed
from indicators.ingest.numbers import written
from indicators.model import TOTAL, GeographyLevel, Indicator, MeasureKind, Registry
from indicators.swedish import interval, with_unit

_AT: Final = "at"
_TEXTS: Final = (obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN)
_FIGURES: Final = (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)
_SLACK: Final = 1e-6
_BOTH: Final = ("kon=kvinna", "kon=man")
"""Parts that are everybody."""

Table = dict[str, np.ndarray[Any, np.dtype[Any]]]
"""Columns by name, `at` among them: the entry each figure stands in, -1 where it stood already."""


def sums(rows: Rows, registry: Registry, standing: pd.DataFrame, found: Found) -> None:
    """Parts against all, and districts against the city, in the file and together with what stands."""
    whole = _together(rows, standing, is_sound=~found.is_faulty)
    is_part = np.asarray(whole[obs.BREAKDOWN] != TOTAL, dtype=np.bool_)
    if is_part.any():
        _breakdowns(rows, registry, whole, is_part, found)
    is_city = np.asarray(whole[obs.GEOGRAPHY] == registry.city_code, dtype=np.bool_)
    if is_city.any() and not is_city.all():
        _districts(rows, registry, whole, is_city, found)


def _together(rows: Rows, standing: pd.DataFrame, is_sound: Bools) -> Table:
    """The figures of the file, and those that stand where the file says nothing."""
    keys, chosen = rows.keys, np.flatnonzero(rows.keys.is_known & is_sound & ~rows.is_skipped)
    mine: Table = {name: getattr(keys, name)[chosen] for name in obs.KEY}
    for name in _FIGURES:
        mine[name] = np.where(rows.is_without[chosen], np.nan, rows.number[name][chosen])
    mine[_AT] = chosen
    related = standing[obs.YEAR].isin(np.unique(mine[obs.YEAR]))
    related &= standing[obs.INDICATOR].isin([i.id for i in keys.indicators if i is not None])
    stood = standing[related]
    if stood.empty:
        return mine
    whole = {name: np.concatenate([mine[name], stood[name].to_numpy(mine[name].dtype)]) for name in mine if name != _AT}
    whole[_AT] = np.concatenate([chosen, np.full(len(stood), -1)])
    again = pd.Series(combined([whole[name] for name in _TEXTS], whole[obs.YEAR])).duplicated().to_numpy()
    return {name: entries[~again] for name, entries in whole.items()}


def _breakdowns(rows: Rows, registry: Registry, whole: Table, is_part: Bools, found: Found) -> None:
    """Parts of one dimension against the row for everybody."""
    breakdown = whole[obs.BREAKDOWN]
    group = combined([whole[obs.INDICATOR], whole[obs.GEOGRAPHY]], whole[obs.YEAR])
    which, different = codes(breakdown)
    dimensions, dimension = np.unique([text.partition("=")[0] for text in different], return_inverse=True)
    is_single = is_part & np.array(["|" not in text for text in different])[which]
    parts = Summed(_where(whole, is_single), (group * len(dimensions) + dimension[which])[is_single])
    total = _positions(group[~is_part], np.flatnonzero(~is_part), parts.key // len(dimensions))
    is_both = parts.count_where(np.isin(breakdown[is_single], _BOTH)) == 2
    _against(rows, registry, whole, parts, total, is_both & (parts.size == 2), found)


def _against(
    rows: Rows, registry: Registry, whole: Table, parts: Summed, total: Integers, is_all: Bools, found: Found
) -> None:
    """What each group of parts comes to against its total (the last total stands for none)."""
    of_file = np.append(whole[_AT], -1)[total]
    at = np.where(of_file >= 0, of_file, parts.last)
    is_own = (of_file >= 0) & (parts.first >= 0)
    told = (total >= 0) & (at >= 0)
    indicators = [registry.indicators[name] for name in whole[obs.INDICATOR][total]]
    for name in _FIGURES:
        adds = told & np.array([name in _counted(indicator) for indicator in indicators], dtype=np.bool_)
        all_, summed = np.append(whole[name], np.nan)[total], parts.sums[name]
        above = adds & (summed > all_ + _SLACK)
        below = adds & is_own & is_all & (parts.known[name] == parts.size) & (summed < all_ - _SLACK) & ~above
        below &= np.array([i.kind is not MeasureKind.SHARE for i in indicators], dtype=np.bool_)
        for group in np.flatnonzero(above):
            code = "parts-above-total" if is_own[group] else "parts-against-stored"
            _tell(code, rows, int(at[group]), name, found, sum=written(summed[group]))
        for group in np.flatnonzero(below):
            _tell("parts-below-total", rows, int(at[group]), name, found, sum=written(summed[group]))
    has_range = told & is_all & (parts.known[obs.VALUE] == parts.size)
    has_range &= np.array([i.kind in _WITH_RANGE for i in indicators], dtype=np.bool_)
    _outside(rows, np.append(whole[obs.VALUE], np.nan)[total], parts, has_range, at, is_own, indicators, found)


def _outside(
    rows: Rows,
    value: Floats,
    parts: Summed,
    has_range: Bools,
    at: Integers,
    is_own: Bools,
    indicators: list[Indicator],
    found: Found,
) -> None:
    slack = np.array([10.0**-indicator.decimals for indicator in indicators])
    for group in np.flatnonzero(has_range & ((value < parts.low - slack) | (value > parts.high + slack))):
        code = "total-outside-parts" if is_own[group] else "parts-against-stored"
        place, indicator = int(at[group]), indicators[group]
        low, high = float(parts.low[group]), float(parts.high[group])
        ends = {"all": float(value[group]), "low": low, "high": high}
        words = {name: with_unit(end, indicator.unit, indicator.decimals) for name, end in ends.items()}
        words["span"] = _span(rows, place, indicator, low, high) or interval(
            low, high, indicator.unit, indicator.decimals
        )
        found.add(code, place, rows.asked_field(place), **words)


def _span(rows: Rows, at: int, indicator: Indicator, low: float, high: float) -> str:
    """The range in the unit of the cell: how many of the base, where a count is asked for; empty where none is."""
    base = float(rows.number[obs.DENOMINATOR][at])
    if rows.asked_field(at) != obs.NUMERATOR or not base > 0:
        return ""
    least, most = (end * base / indicator.multiplier for end in (low, high))
    least, most = math.ceil(round(least, 6)), math.floor(round(most, 6))
    return "" if least > most else written(least) if least == most else f"{written(least)}–{written(most)}"


def _districts(rows: Rows, registry: Registry, whole: Table, is_city: Bools, found: Found) -> None:
    """The districts' counts are together at most the city's."""
    districts = [place.code for place in registry.on_level(GeographyLevel.DISTRICT)]
    which, different = codes(whole[obs.GEOGRAPHY])
    is_district = np.isin(different, districts)[which]
    group = combined([whole[obs.INDICATOR], whole[obs.BREAKDOWN]], whole[obs.YEAR])
    parts = Summed(_where(whole, is_district), group[is_district])
    total = _positions(group[is_city], np.flatnonzero(is_city), parts.key)
    of_file = np.append(whole[_AT], -1)[total]
    at = np.where(of_file >= 0, of_file, parts.last)
    indicators = [registry.indicators[name] for name in whole[obs.INDICATOR][total]]
    for name in (obs.VALUE, obs.NUMERATOR):
        adds = np.array([name in _counted(indicator) for indicator in indicators], dtype=np.bool_)
        above = adds & (total >= 0) & (at >= 0) & (parts.sums[name] > np.append(whole[name], np.nan)[total] + _SLACK)
        for place in np.flatnonzero(above):
            _tell("parts-against-stored", rows, int(at[place]), name, found)


_WITH_RANGE: Final = (*asked.WITH_COUNTS, MeasureKind.MEAN)
"""Kinds whose value for everybody lies between those of the parts."""


def _tell(code: str, rows: Rows, at: int, name: str, found: Found, **words: str) -> None:
    """A finding about a column, in the cell of the figure asked for unless it is the base."""
    is_base = name == obs.DENOMINATOR and rows.columns.cell(name)[at]
    found.add(code, at, name if is_base else rows.asked_field(at), **words)


def _counted(indicator: Indicator) -> tuple[str, ...]:
    """The columns of an indicator that add up over parts."""
    if indicator.kind in asked.WITH_COUNTS:
        return (obs.NUMERATOR, obs.DENOMINATOR)
    return (obs.VALUE,) if asked.is_count(indicator, obs.VALUE) and indicator.unit[:3] not in ("av ", "(ja") else ()


def _where(table: Table, holds: Bools) -> Table:
    return {name: entries[holds] for name, entries in table.items()}


def _positions(keys: Integers, places: Integers, wanted: Integers) -> Integers:
    """The place of each wanted key; -1 where it is not among them."""
    first = ~pd.Series(keys).duplicated().to_numpy()
    at = pd.Index(keys[first]).get_indexer(pd.Index(wanted))
    return np.append(places[first], -1)[at]
