"""The few distributions that the methods need, on arrays; infinite degrees of freedom stand for the normal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, ndtr, ndtri, stdtr, stdtrit

from indicators.errors import MeasureError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]
Objects = NDArray[np.object_]

CONFIDENCE: Final = 0.95
_NUMERIC: Final = "biufO"
"""Kinds of arrays that numbers come in; objects are looked at one by one."""
_NO_NUMBERS: Final = (str, bytes, np.datetime64, np.timedelta64)
"""What numpy would read as numbers all the same."""


def numbers(name: str, values: ArrayLike) -> Floats:
    """The argument as an array of double precision; anything that is not a number is refused by name.

    What is masked is missing (NaN). Complex numbers, dates and text, digits too, are no numbers.
    """
    try:
        given = np.asarray(values)
        if given.dtype.kind not in _NUMERIC or any(isinstance(each, _NO_NUMBERS) for each in _objects(given)):
            raise MeasureError(f"{name}: not a number")
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as fault:
        raise MeasureError(f"{name}: not a number") from fault
    return np.where(np.ma.getmaskarray(values), np.nan, array) if isinstance(values, np.ma.MaskedArray) else array


def _objects(given: NDArray[Any]) -> Iterable[object]:
    return given.flat if given.dtype.kind == "O" else ()


def filled(shape: int | tuple[int, ...], entry: object) -> Objects:
    """An array of the same object throughout (numpy's own `full` would turn our enum members into plain text)."""
    array = np.empty(shape, dtype=object)
    array.fill(entry)
    return array


def is_none(objects: Objects) -> Bools:
    """Where an array of objects holds nothing."""
    return np.array([entry is None for entry in objects], dtype=np.bool_)


def same_length(**arrays: Floats) -> None:
    """Refuse arrays that do not belong together; the message names them."""
    try:
        np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError as fault:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise MeasureError(f"unequal lengths: {shapes}") from fault


def checked_confidence(confidence: float) -> float:
    """The confidence, if it is one."""
    found = numbers("confidence", confidence)
    if found.ndim or not 0.0 < found < 1.0:
        raise MeasureError(f"confidence: {confidence} is not between 0 and 1")
    return confidence


def normal_quantile(confidence: float) -> float:
    """z: how many standard errors a two-sided interval reaches."""
    return float(ndtri((1.0 + checked_confidence(confidence)) / 2.0))


def t_quantile(confidence: float, degrees: Floats) -> Floats:
    """Two-sided quantile of Student's t; the normal's where the degrees of freedom are infinite."""
    finite = np.where(np.isfinite(degrees) & (degrees > 0), degrees, 1.0)
    quantile: Floats = np.where(
        np.isinf(degrees), normal_quantile(confidence), stdtrit(finite, (1.0 + confidence) / 2.0)
    )
    return np.where(degrees > 0, quantile, np.nan)


def t_probability(distance: Floats, degrees: Floats) -> Floats:
    """Probability that Student's t falls below the distance."""
    finite = np.where(np.isfinite(degrees) & (degrees > 0), degrees, 1.0)
    probability: Floats = np.where(np.isinf(degrees), ndtr(distance), stdtr(finite, distance))
    return np.where(degrees > 0, probability, np.nan)


def chi_square_quantile(probability: float, degrees: Floats) -> Floats:
    """Quantile of chi-square; zero where there are no degrees of freedom."""
    quantile: Floats = 2.0 * gammaincinv(np.maximum(degrees, 1.0) / 2.0, probability)
    return np.where(degrees > 0, quantile, 0.0)
