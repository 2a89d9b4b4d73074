"""Other tellings of the same series (M16b): another baseline year, or one point left out, as extra rows."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from indicators.measures.distributions import Bools, Floats, Integers
from indicators.measures.progress import Assessed, Series, standing
from indicators.model import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """The extra rows: whose telling each is, and what differs in it; NaN where that is not what differs."""

    parent: Integers
    baseline_year: Floats
    without_year: Floats


def with_tellings(given: Series) -> tuple[Series, Tellings]:
    """M16b: the series followed by their other tellings, so that one call of `assess` answers all.

    The baseline moves one year either way (that year's value, the same target) where the year has a value; it moves
    for the whole pool at once, since the register has one baseline year. Each later point is left out in turn, in that
    series alone; not from the target year on, where the value of the year is the verdict.
    """
    first, latest = standing(given)
    parts = [_moved(given, first, latest, step) for step in (-1, 1)] + [_left_out(given, first, latest)]
    extra = Tellings(
        parent=np.concatenate([part[1].parent for part in parts]),
        baseline_year=np.concatenate([part[1].baseline_year for part in parts]),
        without_year=np.concatenate([part[1].without_year for part in parts]),
    )
    return _joined([given, *(part[0] for part in parts)]), extra


def is_fragile(assessed: Assessed, tellings: Tellings, count: int) -> Bools:
    """M16b: which of the first `count` series another telling assesses otherwise; one not assessed says nothing."""
    original, other = assessed.assessment[tellings.parent], assessed.assessment[count:]
    known = (original != Assessment.NOT_ASSESSED) & (other != Assessment.NOT_ASSESSED)
    fragile = np.zeros(count, dtype=np.bool_)
    fragile[tellings.parent[known & (original != other)]] = True
    return fragile


def direction_depends(given: Series, assessed: Assessed, tellings: Tellings, count: int) -> Bools:
    """M16b: which of the first `count` series rise from one baseline year and fall from another."""
    rows, moved = np.arange(len(assessed.latest)), np.isfinite(tellings.baseline_year)
    value = given.values[rows, np.maximum(assessed.latest, 0)]
    direction = np.where(assessed.first >= 0, np.sign(value - given.values[rows, np.maximum(assessed.first, 0)]), 0.0)
    turned = moved & (direction[count:] * direction[tellings.parent] < 0)
    turned &= assessed.assessment[tellings.parent] != Assessment.NOT_ASSESSED
    depends = np.zeros(count, dtype=np.bool_)
    depends[tellings.parent[turned]] = True
    return depends


def _moved(given: Series, first: Integers, latest: Integers, step: int) -> tuple[Series, Tellings]:
    columns = np.searchsorted(given.years, given.years[np.maximum(first, 0)] + step)
    inside = np.minimum(columns, len(given.years) - 1)
    rows = np.arange(len(first))
    is_there = (columns < len(given.years)) & (given.years[inside] == given.years[np.maximum(first, 0)] + step)
    usable = (first >= 0) & is_there & np.isfinite(given.values[rows, inside]) & (inside <= latest)
    usable &= given.epoch[rows, inside] == given.epoch[rows, np.maximum(latest, 0)]
    chosen = np.flatnonzero(usable)
    years = given.years[inside[chosen]].astype(np.float64)
    size = int(given.pool.max(initial=-1)) + 1
    pools = np.where(given.pool[chosen] >= 0, given.pool[chosen] + size * (1 if step < 0 else 2), -1)
    rows_moved = _taken(given, chosen, baseline_year=years, pool=pools, stands_in_for=np.full(len(chosen), -1))
    return rows_moved, Tellings(parent=chosen, baseline_year=years, without_year=np.full(len(chosen), np.nan))


def _left_out(given: Series, first: Integers, latest: Integers) -> tuple[Series, Tellings]:
    columns = np.arange(len(given.years))
    later = (columns > first[:, None]) & (columns <= latest[:, None]) & (first >= 0)[:, None]
    is_over = given.years[np.maximum(latest, 0)] >= given.target_year
    parent, column = np.nonzero(later & np.isfinite(given.values) & ~is_over[:, None])
    values = given.values[parent]
    values[np.arange(len(parent)), column] = np.nan
    years = given.years[column].astype(np.float64)
    extra = _taken(given, parent, values=values, stands_in_for=parent)
    return extra, Tellings(parent=parent, baseline_year=np.full(len(parent), np.nan), without_year=years)


def _taken(given: Series, rows: Integers, **other: Floats | Integers) -> Series:
    arrays = {field.name: getattr(given, field.name) for field in fields(Series)}
    taken = {name: array if name == "years" else array[rows] for name, array in arrays.items()}
    return Series(**{**taken, **other})


def _joined(parts: list[Series]) -> Series:
    names = [field.name for field in fields(Series) if field.name != "years"]
    arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return Series(years=parts[0].years, **arrays)
