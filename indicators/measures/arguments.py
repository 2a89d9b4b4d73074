"""What the methods are handed, checked: amounts, years, polarity and what is hidden; faults are named by argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures.distributions import Bools, Floats, Objects, filled, numbers, same_length
from indicators.model import Good, Reason

_SIDES: Final = {Good.HIGH: 1.0, Good.LOW: -1.0, Good.NONE: 0.0}
LARGEST: Final = 1e15
"""Numbers beyond this are refused: a double does not tell whole ones apart, and their powers would overflow."""
SMALLEST: Final = 1e-30
"""Numbers nearer zero than this, but not zero, are refused: ratios to them would overflow. Chances may be smaller."""
_ROUNDING: Final = 1e-9
"""Share of the numbers by which limits may miss the value they enclose: rounding only."""


def known_or_missing(name: str, values: ArrayLike, *, of_any_size: bool = False) -> Floats:
    """Numbers, NaN standing for missing; infinity is refused, and what is too large or too near zero to count with."""
    array = numbers(name, values)
    countable(name, array, of_any_size=of_any_size)
    return array


def countable(name: str, array: Floats, *, of_any_size: bool = False) -> None:
    """Refuse infinity and, where powers and ratios are taken, what a double cannot hold those of."""
    size = np.abs(array)
    if np.any(np.isinf(size)):
        raise MeasureError(f"{name}: infinite")
    if not of_any_size and np.any(size > LARGEST):
        raise MeasureError(f"{name}: above {LARGEST:g}")
    if not of_any_size and np.any((size > 0) & (size < SMALLEST)):
        raise MeasureError(f"{name}: nearer zero than {SMALLEST:g}")


def amounts(name: str, values: ArrayLike, *, of_any_size: bool = False) -> Floats:
    """Counts, populations or standard errors: not negative, NaN standing for missing."""
    array = known_or_missing(name, values, of_any_size=of_any_size)
    if np.any(array < 0):
        raise MeasureError(f"{name}: negative")
    return array


def whole_amounts(name: str, values: ArrayLike) -> Floats:
    """Amounts none of which may be missing, such as a standard population."""
    array = amounts(name, values)
    if np.any(np.isnan(array)):
        raise MeasureError(f"{name}: missing")
    return array


def all_positive(name: str, values: ArrayLike) -> Floats:
    """Numbers above zero, none missing, such as what rates are counted per."""
    found = numbers(name, values)
    if not np.all((found > 0) & np.isfinite(found)):
        raise MeasureError(f"{name}: not a positive number")
    countable(name, found)
    return found


def positive(name: str, value: ArrayLike) -> float:
    """One number above zero, such as a multiplier."""
    found = all_positive(name, value)
    if found.ndim:
        raise MeasureError(f"{name}: not one number")
    return float(found)


def whole(name: str, value: ArrayLike, *, least: int) -> int:
    """One whole number of at least so much, such as how many groups to part into."""
    found = numbers(name, value)
    if found.ndim or not np.isfinite(found) or found != np.round(found):
        raise MeasureError(f"{name}: not a whole number")
    if found < least:
        raise MeasureError(f"{name}: under {least}")
    return int(found)


def enclosed(of: str, value: Floats, lower: Floats, upper: Floats, *, ending: str = "") -> None:
    """Refuse limits that do not enclose their value; a missing number (NaN) is enclosed by everything."""
    room = _ROUNDING * np.fmax(np.fmax(np.abs(lower), np.abs(upper)), np.abs(value))
    for wrong, what in (
        (lower > upper, f"lower{ending}: above upper{ending}"),
        (lower > value + room, f"lower{ending}: above {of}"),
        (upper < value - room, f"upper{ending}: below {of}"),
    ):
        if np.any(wrong):
            raise MeasureError(what)


def aligned(**arrays: Floats) -> list[Floats]:
    """The arrays broadcast to one shape, each a copy of its own."""
    same_length(**arrays)
    return [np.array(array) for array in np.broadcast_arrays(*arrays.values())]


def with_last_axis(**arrays: Floats) -> list[Floats]:
    """Aligned arrays whose last axis, what the method runs over, holds something."""
    found = aligned(**arrays)
    if found[0].ndim == 0 or found[0].shape[-1] == 0:
        raise MeasureError(f"{next(iter(arrays))}: empty")
    return found


def stretched(name: str, array: Floats, shape: tuple[int, ...]) -> Floats:
    """An array stretched to a shape that it may not exceed."""
    try:
        return np.broadcast_to(array, shape)
    except ValueError as fault:
        raise MeasureError(f"unequal lengths: {name} {array.shape}, {shape}") from fault


def claims(name: str, given: ArrayLike) -> Bools:
    """Booleans as they are; numbers and words are refused, since each of them would count as true."""
    try:
        found = np.asarray(given)
    except ValueError as fault:
        raise MeasureError(f"{name}: neither true nor false") from fault
    if np.ma.is_masked(given) or (found.dtype != np.bool_ and found.size):
        raise MeasureError(f"{name}: neither true nor false")
    return found.astype(np.bool_)


def flags(name: str, given: ArrayLike, shape: tuple[int, ...]) -> Bools:
    """Booleans stretched to a shape."""
    return stretched(name, claims(name, given).astype(np.float64), shape) > 0


def reasons(shape: tuple[int, ...], *rules: tuple[Reason, Bools]) -> Objects:
    """For each element the first reason that holds, else None."""
    found = filled(shape, None)
    for reason, holds in reversed(rules):
        found[np.broadcast_to(holds, shape)] = reason
    return found


def is_free(reason: Objects) -> Bools:
    """Where no reason speaks against a value."""
    return np.array([entry is None for entry in reason.flat], dtype=np.bool_).reshape(reason.shape)


def sides(good: ArrayLike) -> Floats:
    """Polarity as 1 (high is good), -1 (low) or 0 (neither), from `Good`, its words or the numbers themselves."""
    try:
        plain = np.asarray(good)
    except ValueError as fault:
        raise MeasureError("good: unknown polarity") from fault
    if np.ma.is_masked(good):
        raise MeasureError("good: unknown polarity")
    if plain.dtype.kind in "fi":
        if not np.all((plain == 1) | (plain == -1) | (plain == 0)):
            raise MeasureError("good: unknown polarity")
        return plain.astype(np.float64)
    given = np.asarray(good, dtype=object)
    try:
        found = [_SIDES[Good(each)] if isinstance(each, str) else float(each) for each in given.flat]
    except (TypeError, ValueError, OverflowError) as fault:
        raise MeasureError("good: unknown polarity") from fault
    if not set(found) <= set(_SIDES.values()):
        raise MeasureError("good: unknown polarity")
    return np.array(found, dtype=np.float64).reshape(given.shape)


def ordered_years(name: str, years: ArrayLike, count: int) -> Floats:
    """Whole years, one for each of `count` values, each later than the one before."""
    found = whole_years(name, years)
    if found.shape != (count,):
        raise MeasureError(f"unequal lengths: {name} {found.shape}, {count} values")
    if np.any(np.isnan(found)):
        raise MeasureError(f"{name}: not whole numbers")
    if np.any(np.diff(found) <= 0):
        raise MeasureError(f"{name}: unsorted or the same one twice")
    return found


def whole_years(name: str, years: ArrayLike) -> Floats:
    """Whole years in any order, NaN standing for missing."""
    found = numbers(name, years)
    if np.any(np.isinf(found) | (found != np.round(found)) & ~np.isnan(found)):
        raise MeasureError(f"{name}: not whole numbers")
    return found


def way_years(year: ArrayLike, baseline_year: ArrayLike, target_year: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """The years of a value, its baseline and its target; NaN where missing, the baseline's never after the others."""
    now, begun, due = (
        whole_years(name, years)
        for name, years in (("year", year), ("baseline_year", baseline_year), ("target_year", target_year))
    )
    same_length(year=now, baseline_year=begun, target_year=due)
    if np.any(begun > due):
        raise MeasureError("baseline_year: after target_year")
    if np.any(now < begun):
        raise MeasureError("year: before baseline_year")
    return now, begun, due


def way_gone(
    value: ArrayLike, year: ArrayLike, way: Mapping[str, ArrayLike], is_suppressed: ArrayLike
) -> tuple[dict[str, Floats], Bools]:
    """A value on its `way` from baseline to target, in one shape and NaN where hidden, and where that is."""
    years = way_years(year, way["baseline_year"], way["target_year"])
    arrays = {"value": numbers("value", value), "baseline": numbers("baseline", way["baseline"])}
    arrays |= {"target": known_or_missing("target", way["target"])}
    arrays |= dict(zip(("year", "baseline_year", "target_year"), years, strict=True))
    full = dict(zip(arrays, aligned(**arrays), strict=True))
    hidden = flags("is_suppressed", is_suppressed, full["value"].shape)
    for name in ("value", "baseline"):
        full[name][hidden] = np.nan
        known_or_missing(name, full[name])
    return full, hidden


def epochs(epoch: ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    """Number of breaks up to and including each year; without any, zero throughout."""
    return stretched("epoch", whole_numbers("epoch", 0 if epoch is None else epoch), shape)


def whole_numbers(name: str, values: ArrayLike) -> Floats:
    """Whole numbers, none missing, such as the number of a pool."""
    found = numbers(name, values)
    if not np.all(np.isfinite(found)) or np.any(found != np.round(found)):
        raise MeasureError(f"{name}: not whole numbers")
    return found


def observed(name: str, table: object) -> None:
    """Refuse what is no table of observations."""
    if not isinstance(table, pd.DataFrame):
        raise MeasureError(f"{name}: no table")
    if absent := [column for column in obs.DTYPES if column not in table.columns]:
        raise MeasureError(f"{name}: missing columns {', '.join(absent)}")
