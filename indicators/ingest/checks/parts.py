"""Figures held against other figures: the same one twice, and parts against their total."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.ingest.checks import asked
from indicators.ingest.checks.columns import Bools, codes
from indicators.ingest.checks.found import Found
from indicators.ingest.checks.rows import Rows
from indicators.ingest.numbers import written
from indicators.model import TOTAL, GeographyLevel, Indicator, MeasureKind, Registry

_AT: Final = "at"
_DIMENSION: Final = "dimension"
_GROUP: Final = [obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR]
_SLACK: Final = 1e-6
_BOTH: Final = frozenset({"kon=kvinna", "kon=man"})
"""Parts that are everybody."""


def duplicates(rows: Rows, found: Found) -> None:
    """A finding for every row of a key that stands on more than one."""
    keys = rows.keys
    chosen = np.flatnonzero(keys.is_known & ~rows.is_skipped)
    key = keys.codes[chosen]
    for entries in (keys.geography[chosen], keys.breakdown[chosen]):
        numbers, different = codes(entries)
        key = key * (len(different) + 1) + numbers
    key = key * 10_000 + keys.year[chosen]
    same = pd.Series(chosen).groupby(key)
    for places in (group.tolist() for _, group in same if len(group) > 1) if pd.Series(key).duplicated().any() else ():
        for number, at in enumerate(places):
            other = places[0] if number else places[1]
            found.add("duplicate", at, rows.asked_field(at), other=_address(rows, at, other))


def sums(rows: Rows, registry: Registry, standing: pd.DataFrame, found: Found) -> None:
    """Parts against all, and districts against the city, in the file and together with what stands."""
    whole = _together(rows, standing, is_sound=~found.is_faulty)
    split = whole[whole[obs.BREAKDOWN] != TOTAL]
    if len(split):
        split = split[~split[obs.BREAKDOWN].str.contains("|", regex=False)]
        split = split.assign(**{_DIMENSION: split[obs.BREAKDOWN].str.partition("=")[0]})
        totals = whole[whole[obs.BREAKDOWN] == TOTAL].set_index(_GROUP)
        for group, parts in _touched(split, totals, [*_GROUP, _DIMENSION]):
            _against_total(rows, registry.indicators[group[0]], parts, totals.loc[group[:3]], found)
    _districts(rows, registry, whole, found)


def _together(rows: Rows, standing: pd.DataFrame, is_sound: Bools) -> pd.DataFrame:
    """The figures of the file, and those that stand where the file says nothing."""
    chosen = np.flatnonzero(rows.keys.is_known & is_sound & ~rows.is_skipped)
    mine = pd.DataFrame({name: getattr(rows.keys, name)[chosen] for name in obs.KEY})
    for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR):
        mine[name] = np.where(rows.is_without[chosen], np.nan, rows.number[name][chosen])
    mine[_AT] = chosen
    has_parts = (mine[obs.BREAKDOWN] != TOTAL).any() or mine[obs.GEOGRAPHY].nunique() > 1 or len(standing)
    if not has_parts:
        return mine
    stood = standing[standing[obs.YEAR].isin(mine[obs.YEAR].unique())][list(mine.columns[:-1])].assign(**{_AT: -1})
    return pd.concat([mine, stood]).drop_duplicates(list(obs.KEY)) if len(stood) else mine


def _touched(split: pd.DataFrame, totals: pd.DataFrame, by: list[str]) -> Any:
    """The groups of parts that have a total, of which something stands in the file."""
    of_file = set(totals.index[totals[_AT] >= 0])
    for group, parts in split.groupby(by, sort=False):
        if group[:3] in totals.index and (group[:3] in of_file or (parts[_AT] >= 0).any()):
            yield group, parts


def _against_total(rows: Rows, indicator: Indicator, parts: pd.DataFrame, total: pd.Series, found: Found) -> None:
    at = int(total[_AT]) if total[_AT] >= 0 else int(parts[_AT].max())
    is_own = total[_AT] >= 0 and bool((parts[_AT] >= 0).all())
    is_whole = set(parts[obs.BREAKDOWN]) == _BOTH
    for name in _counted(indicator):
        whole, summed, field = float(total[name]), float(parts[name].sum()), _field(rows, at, name)
        if summed > whole + _SLACK:
            found.add("parts-above-total" if is_own else "parts-against-stored", at, field, sum=written(summed))
        elif is_own and is_whole and _should_be_all(indicator, parts, name) and summed < whole - _SLACK:
            found.add("parts-below-total", at, field, sum=written(summed))
    if is_whole and indicator.kind in (*asked.WITH_COUNTS, MeasureKind.MEAN) and parts[obs.VALUE].notna().all():
        slack = 10.0**-indicator.decimals
        low, high = float(parts[obs.VALUE].min()), float(parts[obs.VALUE].max())
        if total[obs.VALUE] < low - slack or total[obs.VALUE] > high + slack:
            words = {"low": written(round(low, 4)), "high": written(round(high, 4))}
            found.add("total-outside-parts" if is_own else "parts-against-stored", at, rows.asked_field(at), **words)


def _should_be_all(indicator: Indicator, parts: pd.DataFrame, name: str) -> bool:
    """Whether women and men are everybody: in registers, where both figures are known."""
    return indicator.kind is not MeasureKind.SHARE and bool(parts[name].notna().all())


def _districts(rows: Rows, registry: Registry, whole: pd.DataFrame, found: Found) -> None:
    """The districts' counts are together at most the city's."""
    city = registry.city_code
    districts = {place.code for place in registry.on_level(GeographyLevel.DISTRICT)}
    totals = whole[whole[obs.GEOGRAPHY] == city]
    if not len(totals):
        return
    inside = whole[whole[obs.GEOGRAPHY].isin(districts)]
    by = [obs.INDICATOR, obs.YEAR, obs.BREAKDOWN]
    joined = inside.groupby(by, sort=False).agg(
        **{name: (name, "sum") for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR)}, **{_AT: (_AT, "max")}
    )
    both = totals.merge(joined.reset_index(), on=by, suffixes=("", "_inside"))
    for line in both[(both[_AT] >= 0) | (both[f"{_AT}_inside"] >= 0)].to_dict("records"):
        at = int(line[_AT] if line[_AT] >= 0 else line[f"{_AT}_inside"])
        for name in _counted(registry.indicators[line[obs.INDICATOR]]):
            if name != obs.DENOMINATOR and line[f"{name}_inside"] > line[name] + _SLACK:
                summed = written(line[f"{name}_inside"])
                found.add("parts-against-stored", at, _field(rows, at, name), sum=summed)


def _counted(indicator: Indicator) -> tuple[str, ...]:
    """The columns of an indicator that add up over parts."""
    if indicator.kind in asked.WITH_COUNTS:
        return (obs.NUMERATOR, obs.DENOMINATOR)
    return (obs.VALUE,) if asked.is_count(indicator, obs.VALUE) and indicator.unit[:3] not in ("av ", "(ja") else ()


def _field(rows: Rows, at: int, name: str) -> str:
    """The field that a finding about a column points at: the figure asked for, unless it is the base."""
    return name if name == obs.DENOMINATOR and rows.columns.cell(name)[at] else rows.asked_field(at)


def _address(rows: Rows, at: int, other: int) -> str:
    sheet, cell = rows.columns.sheet[other], rows.columns.cell(rows.asked_field(other))[other]
    return str(cell) if sheet == rows.columns.sheet[at] else f"{sheet} {cell}"
