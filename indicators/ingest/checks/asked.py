"""What each figure may be, in the register's terms: whole or not, in per cent or not, at least and at most."""

from __future__ import annotations

import re
from typing import Final

from indicators.ingest import entries as e
from indicators.ingest.numbers import written
from indicators.model import Indicator, MeasureKind

COUNTED: Final = (MeasureKind.RATE, MeasureKind.REGISTER_SHARE)
"""Kinds whose figure asked for is how many, out of a base."""
SHARES: Final = (MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
WITH_COUNTS: Final = (MeasureKind.RATE, *SHARES)
"""Kinds whose value is a numerator over a denominator."""
_OUT_OF: Final = re.compile(r"av ([0-9]+)")


def is_percent(indicator: Indicator, field: str) -> bool:
    """Whether a field holds per cent."""
    return indicator.unit == "%" and field in (e.VALUE, e.LOWER, e.UPPER)


def is_count(indicator: Indicator, field: str) -> bool:
    """Whether a field holds a whole number of persons, events or things."""
    is_things = indicator.kind is MeasureKind.STATE and not indicator.decimals and indicator.unit != "%"
    return field in (e.NUMERATOR, e.DENOMINATOR) or (field == e.VALUE and is_things)


def highest(indicator: Indicator, field: str) -> float:
    """The largest figure there can be; infinite where there is no limit."""
    if field in (e.NUMERATOR, e.DENOMINATOR):
        return float("inf")
    if is_percent(indicator, field):
        return 100.0
    out_of = _OUT_OF.fullmatch(indicator.unit)
    return float(out_of[1]) if out_of else 1.0 if "ja = 1" in indicator.unit else float("inf")


def may_be_negative(indicator: Indicator, field: str) -> bool:
    """Only values of no known base, such as a net cost."""
    is_value = field in (e.VALUE, e.LOWER, e.UPPER)
    return is_value and indicator.kind is MeasureKind.VALUE and indicator.unit != "%"


def expected(indicator: Indicator | None, field: str) -> str:
    """What a field should hold, in words: `helt tal, minst 0`."""
    if field == e.DENOMINATOR:
        return "helt tal, minst 1"
    if indicator is None:
        return "ett tal"
    most = highest(indicator, field)
    if is_percent(indicator, field):
        return "0–100 procent"
    whole = "helt tal" if is_count(indicator, field) else "tal"
    if most != float("inf"):
        return f"{whole}, 0–{written(most)}"
    return whole if may_be_negative(indicator, field) else f"{whole}, minst 0"
