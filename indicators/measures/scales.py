"""The scale on which a line is straight (M19, M22), and a projection's way there and back (M19)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
from scipy.special import expit

from indicators.errors import MeasureError
from indicators.measures.distributions import Floats
from indicators.model import MeasureKind

_NEAR: Final = 1e-12


class Scale(StrEnum):
    """The scale on which the line is straight; the value is the name of the transformation."""

    LINEAR = "linear"
    LOGIT = "logit"
    LOG = "log"


def scale_of(kind: MeasureKind) -> Scale:
    """Rates on their logarithm, shares on their log odds, everything else as it is (M19)."""
    if kind is MeasureKind.RATE:
        return Scale.LOG
    return Scale.LOGIT if kind in (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE) else Scale.LINEAR


def onto(scale: Scale, values: Floats, multiplier: Floats) -> Floats:
    """Values on the scale; NaN at its ends, where it has no number. Beyond its ends they are refused."""
    if scale is Scale.LINEAR:
        return values
    share = values / multiplier if scale is Scale.LOGIT else values
    if np.any(share < 0) or (scale is Scale.LOGIT and np.any(share > 1 + _NEAR)):
        raise MeasureError(f"values: outside the scale {scale}")
    inside = share > 0 if scale is Scale.LOG else (share > 0) & (share < 1)
    kept = np.where(inside, share, 0.5)
    return np.where(inside, np.log(kept) if scale is Scale.LOG else np.log(kept) - np.log1p(-kept), np.nan)


def back(scale: Scale, values: Floats, multiplier: Floats) -> Floats:
    """From the scale to the unit of the values."""
    if scale is Scale.LINEAR:
        return values
    with np.errstate(over="ignore"):
        raised: Floats = expit(values) * multiplier if scale is Scale.LOGIT else np.exp(values)
    return raised


def goal_on(scale: Scale, target: Floats, multiplier: Floats) -> Floats:
    """The target on the scale; NaN at its ends and beyond them, where no line ever comes."""
    if scale is Scale.LINEAR:
        return target
    share = target / multiplier if scale is Scale.LOGIT else target
    inside = (share > 0) & ((share < 1) | (scale is Scale.LOG))
    return np.where(inside, onto(scale, np.where(inside, target, multiplier / 2.0), multiplier), np.nan)
