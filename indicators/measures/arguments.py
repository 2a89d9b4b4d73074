"""What the methods are handed, checked: amounts, years, polarity and what is hidden; faults are named by argument."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.distributions import Bools, Floats, Objects, filled, numbers, same_length
from indicators.model import Good, Reason

_SIDES = {Good.HIGH: 1.0, Good.LOW: -1.0, Good.NONE: 0.0}


def known_or_missing(name: str, values: ArrayLike) -> Floats:
    """Numbers, NaN standing for missing; infinity is refused."""
    array = numbers(name, values)
    if np.any(np.isinf(array)):
        raise MeasureError(f"{name}: infinite")
    return array


def amounts(name: str, values: ArrayLike) -> Floats:
    """Counts, populations or standard errors: not negative, NaN standing for missing."""
    array = known_or_missing(name, values)
    if np.any(array < 0):
        raise MeasureError(f"{name}: negative")
    return array


def whole_amounts(name: str, values: ArrayLike) -> Floats:
    """Amounts none of which may be missing, such as a standard population."""
    array = amounts(name, values)
    if np.any(np.isnan(array)):
        raise MeasureError(f"{name}: missing")
    return array


def positive(name: str, value: float) -> float:
    """One number above zero, such as a multiplier."""
    found = numbers(name, value)
    if found.ndim or not found > 0 or np.isinf(found):
        raise MeasureError(f"{name}: not a positive number")
    return float(found)


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


def flags(name: str, given: ArrayLike, shape: tuple[int, ...]) -> Bools:
    """Booleans stretched to a shape."""
    return stretched(name, np.asarray(given, dtype=np.bool_).astype(np.float64), shape) > 0


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
    given = np.asarray(good, dtype=object)
    try:
        found = [_SIDES[Good(each)] if isinstance(each, str) else float(each) for each in given.flat]
    except (TypeError, ValueError) as fault:
        raise MeasureError("good: unknown polarity") from fault
    if not set(found) <= set(_SIDES.values()):
        raise MeasureError("good: unknown polarity")
    return np.array(found, dtype=np.float64).reshape(given.shape)


def ordered_years(name: str, years: ArrayLike, count: int) -> Floats:
    """Whole years, one for each of `count` values, each later than the one before."""
    found = numbers(name, years)
    if found.shape != (count,):
        raise MeasureError(f"unequal lengths: {name} {found.shape}, {count} values")
    if not np.all(np.isfinite(found)) or np.any(found != np.round(found)):
        raise MeasureError(f"{name}: not whole numbers")
    if np.any(np.diff(found) <= 0):
        raise MeasureError(f"{name}: unsorted or the same one twice")
    return found


def epochs(epoch: ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    """Number of breaks up to and including each year; without any, zero throughout."""
    found = numbers("epoch", 0 if epoch is None else epoch)
    if not np.all(np.isfinite(found)):
        raise MeasureError("epoch: missing or infinite")
    return stretched("epoch", found, shape)
