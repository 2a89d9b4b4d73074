"""Districts as marks with intervals beside their figures: places in per cent of the width, so that any width fits."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.charts import theme
from indicators.charts.theme import Spec
from indicators.districts.against_city import Comparison, District
from indicators.model import Indicator

_MARGIN: Final = (0.03, 0.03)


def dots(found: Comparison, indicator: Indicator) -> Spec:
    """The drawing as data: ticks, the city's line, and for each district its mark and interval; none without value."""
    levels = [v for d in found.districts for v in (d.value, d.lower, d.upper) if v is not None]
    levels += [found.city] if found.city is not None else []
    axis = theme.axis(levels, indicator.unit, margin=_MARGIN)
    return {
        "ticks": [{"x": place(v, axis), "text": swedish.label(v, "", axis.decimals)} for v in axis.ticks],
        "city": None if found.city is None else place(found.city, axis),
        "starts_at_zero": axis.low == 0,
        "rows": [_row(d, axis) for d in found.districts],
    }


def place(value: float, axis: theme.Axis) -> float:
    """Where a value lies, in per cent of the axis."""
    return round(100.0 * (value - axis.low) / (axis.high - axis.low), 2)


def _row(district: District, axis: theme.Axis) -> Spec:
    if district.value is None:
        return {"geography": district.geography}
    drawn: Spec = {"geography": district.geography, "x": place(district.value, axis), "mark": district.verdict.value}
    if district.lower is not None and district.upper is not None:
        drawn |= {"low": place(district.lower, axis), "high": place(district.upper, axis)}
    return drawn
