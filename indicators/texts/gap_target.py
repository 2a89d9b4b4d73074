"""What is said of the target for a gap between districts: how far apart they may be, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators import swedish
from indicators.model import GapMeasure, GapTarget, Indicator

NOBODY: Final = "Inget mål är satt för avståndet."
NAMES: Final[Mapping[GapMeasure, str]] = {GapMeasure.DIFFERENCE: "avståndet", GapMeasure.RATIO: "kvoten"}


def about(indicator: Indicator) -> str:
    """`Mål för avståndet: högst 20 procentenheter år 2020 (förslag).`, or that nobody has set one."""
    target = indicator.gap_target
    if target is None:
        return NOBODY
    return f"Mål för {NAMES[target.measure]}: {limit(target, indicator)} år {target.year}{_proposal(target)}."


def limit(target: GapTarget, indicator: Indicator, *, with_unit: bool = True) -> str:
    """`högst 20 procentenheter` or `högst 1,5 gånger`."""
    if target.measure is GapMeasure.RATIO:
        return f"{target.sense} {swedish.number(target.value, _decimals(target.value, 1))} gånger"
    number = swedish.number(target.value, _decimals(target.value, indicator.decimals))
    return f"{target.sense} {swedish.joined(number, unit(indicator)) if with_unit else number}"


def label(indicator: Indicator) -> str:
    """`Mål högst 20 (förslag)` beside the mark in the drawing; empty where the target is no difference."""
    target = indicator.gap_target
    if target is None or target.measure is not GapMeasure.DIFFERENCE:
        return ""
    return f"Mål {limit(target, indicator, with_unit=False)}{_proposal(target)}"


def sub(indicator: Indicator, measure: GapMeasure) -> str:
    """` Mål 2020: högst 20 (förslag).` under the fact that it is about; empty elsewhere."""
    target = indicator.gap_target
    if target is None or target.measure is not measure:
        return ""
    return f" Mål {target.year}: {limit(target, indicator, with_unit=False)}{_proposal(target)}."


def unit(indicator: Indicator) -> str:
    """The unit of a difference."""
    return "procentenheter" if indicator.unit == "%" else swedish.tight(indicator.unit)


def _decimals(value: float, most: int) -> int:
    """None where the target is a whole number."""
    return 0 if value == round(value) else max(most, 2 if round(value, 1) != value else 1)


def _proposal(target: GapTarget) -> str:
    return " (förslag)" if target.decision.is_proposal else ""
