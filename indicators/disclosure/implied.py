"""The count that a published value and its base tell of, where no numerator does."""

from __future__ import annotations

from indicators.disclosure.cells import Cell, CellState, Interval, rounded
from indicators.model import Indicator, MeasureKind

COARSEST = 0.5
"""Half a step of the coarsest rounding there is, to whole numbers."""


def count_behind(value: float, base: float, indicator: Indicator) -> Cell:
    """The counts that round to the value: whole ones, or any between the limits where no whole one does.

    The value is taken to be rounded as the indicator is, or as coarsely as it is written where no whole number then
    fits. A weighted survey has values that no whole count gives, and behind a mean stands a sum.
    """
    per = base / indicator.multiplier
    shown = _decimals(value)
    for decimals in (max(shown, indicator.decimals), shown):
        half = COARSEST * 10.0**-decimals
        told = rounded((value - half) * per, (value + half) * per)
        if told.is_whole and indicator.kind is not MeasureKind.MEAN:
            return told
    lower, upper = (value - half) * per, (value + half) * per
    return Cell(lower=lower, upper=upper, state=CellState.PUBLISHED, is_whole=False)


def may_be_small(value: float, base: float, indicator: Indicator) -> bool:
    """Whether the count behind a value above 0 may be a small one, without enough other counts it may be as well.

    A value above 0 has at least one behind it. How many others are enough is what the audit asks of a hidden figure.
    """
    told, limit = count_behind(value, base, indicator), indicator.suppression.counts_below
    counts = Interval(lower=max(told.lower, 1.0), upper=max(told.upper, 1.0))
    return counts.lower < limit and not counts.is_safe(counts_below=limit)


def _decimals(value: float) -> int:
    """How many decimals a number is written with."""
    text = repr(value)
    if "e" in text:
        return max(0, -int(text.partition("e")[2]))
    return len(text.partition(".")[2].rstrip("0"))
