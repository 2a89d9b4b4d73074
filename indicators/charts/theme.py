"""Colours, type and axes that every drawing shares; the tokens of docs/design, section 2 and 3."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from indicators import swedish
from indicators.model import Assessment

Spec = dict[str, Any]
"""A Vega-Lite specification."""

INK: Final = "#16222E"
TEXT_2: Final = "#4A5868"
AXIS: Final = "#76838F"
RULE: Final = "#C9D1D9"
GRID: Final = "#E1E6EA"
SURFACE: Final = "#F3F5F7"
WHITE: Final = "#FFFFFF"
BRAND: Final = "#0B4F7D"
BRAND_DARK: Final = "#0A3D62"
GROUP_B: Final = "#C4621A"
GROUP_B_TEXT: Final = "#A84F0F"
INTERVAL: Final = "#7FA6C2"
INTERVAL_DOT: Final = "#A9B4BE"

ASSESSMENTS: Final = {
    Assessment.REACHED: "#0A3D62",
    Assessment.MISSED: "#8B1538",
    Assessment.ON_TRACK: "#1B6FAE",
    Assessment.BEHIND: "#9C5A00",
    Assessment.UNCERTAIN: "#55616E",
    Assessment.WORSENING: "#8B1538",
    Assessment.NOT_ASSESSED: "#55616E",
}
"""The colour of each assessment; two pairs share one and differ by icon and word."""

FONT: Final = "Source Sans"
NARROW: Final = 460
"""Plots narrower than this are a phone's; the browser knows the width, the server does not."""

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
LEAST_SPAN: Final = 0.12
"""Shortest value axis as a share of the level: shorter, and decimals look like landslides."""
_MOST_TICKS: Final = 6
_LABEL_ROOM: Final = 42
_NEAR_ZERO: Final = 0.3
_NOTHING: Final = 1e-6
_STEPS: Final = ((1, 0.5), (2, 1), (5, 1), (10, 5), (20, 10), (50, 10))
"""Distance between ticks, and what the ends are rounded to, as multiples of a power of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A value axis: round ends, which need not carry a tick, and at most six ticks."""

    low: float
    high: float
    step: float
    unit: str

    @property
    def decimals(self) -> int:
        """Decimals that tell the ticks apart."""
        return next(d for d in range(7) if d == 6 or math.isclose(round(self.step, d), self.step))

    @property
    def ticks(self) -> list[float]:
        """The values that carry a label."""
        return _multiples(self.low, self.high, self.step)

    def label(self, value: float) -> str:
        """A tick as it is printed."""
        return swedish.label(value, self.unit, self.decimals)


def axis(
    values: Iterable[float],
    unit: str = "",
    *,
    margin: tuple[float, float] = (0.0, 0.0),
    least: float = LEAST_SPAN,
) -> Axis:
    """The axis for values in a unit; never shorter than `least` of the level, from zero where zero is near.

    `margin` is the share of the axis that labels need free below and above the values.
    """
    known = [v for v in values if math.isfinite(v)] or [0.0, 1.0]
    low, high = _spread(min(known), max(known), least)
    span = high - low
    low, high = low - margin[0] * span, high + margin[1] * span
    if min(known) >= 0:
        low = 0.0 if min(known) < _NEAR_ZERO * max(known) else max(low, 0.0)
    if unit == "%" and max(known) <= 100:
        high = min(high, 100.0)
    step, end = _step(low, high)
    return Axis(low=_down(low, end), high=_up(high, end), step=step, unit=unit)


def config() -> Spec:
    """The Vega configuration that all charts share."""
    return {
        "font": FONT,
        "background": "transparent",
        "aria": False,
        "view": {"stroke": None},
        "axis": {
            "aria": False,
            "labelColor": TEXT_2,
            "labelFontSize": 12,
            "titleColor": TEXT_2,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "domainColor": AXIS,
            "tickColor": AXIS,
            "gridColor": GRID,
            "labelOverlap": False,
        },
        "text": {"color": INK, "fontSize": 12.5},
    }


def chart(layers: list[Spec], *, height: float, **more: Any) -> Spec:
    """Layers as a chart as wide as its place on the page."""
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding", "resize": True},
        "padding": {"left": 0, "right": 4, "top": 4, "bottom": 0},
        "layer": layers,
        "config": config(),
        **more,
    }


def rows(*values: Spec) -> Spec:
    """Data that belongs to one layer."""
    return {"values": list(values)}


def number_expression(unit: str, decimals: int) -> str:
    """Vega expression that prints an axis value in Swedish: U+00A0 for thousands, decimal comma, per cent sign."""
    grouped = f"replace(format(datum.value, ',.{decimals}f'), regexp(',', 'g'), '{swedish.NBSP}')"
    ending = f" + '{swedish.NBSP}%'" if unit == "%" else ""
    return f"replace({grouped}, '.', ','){ending}"


def thinned(scale: Axis, column: int = 0) -> str:
    """Vega expression for a horizontal axis: leaves out labels that would collide; `column` px are taken."""
    place = f"round((datum.value - {scale.ticks[0]!r}) / {scale.step!r})"
    room = f"max(1, width - {column}) / {len(scale.ticks)}"
    return f"{place} % ceil({_LABEL_ROOM} / ({room})) === 0 ? {number_expression(scale.unit, scale.decimals)} : ''"


def value_axis(scale: Axis, **more: Any) -> Spec:
    """Definition of a value axis: gridlines, no line, Swedish labels."""
    return {
        "values": scale.ticks,
        "tickCount": len(scale.ticks),  # else a narrow plot drops every other of the values given
        "labelExpr": number_expression(scale.unit, scale.decimals),
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "title": None,
        **more,
    }


def on_narrow(then: object, otherwise: object) -> Spec:
    """A mark property that differs on a phone."""
    return {"expr": f"width < {NARROW} ? {_literal(then)} : {_literal(otherwise)}"}


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _spread(low: float, high: float, least: float) -> tuple[float, float]:
    level = max(abs(low), abs(high))
    missing = max(0.0, (least * level if level > _NOTHING else 1.0) - (high - low)) / 2
    return low - missing, high + missing


def _step(low: float, high: float) -> tuple[float, float]:
    """Distance between ticks and rounding of the ends: the closest that give no more ticks than allowed."""
    size = 10.0 ** math.floor(math.log10((high - low) / _MOST_TICKS))
    choices = [(size * step, size * end) for step, end in _STEPS]
    return next(
        (step, end) for step, end in choices if len(_multiples(_down(low, end), _up(high, end), step)) <= _MOST_TICKS
    )


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(n * step, 9) for n in range(first, last + 1)]


def _down(value: float, step: float) -> float:
    return round(_steps(value, step, math.floor) * step, 9)


def _up(value: float, step: float) -> float:
    return round(_steps(value, step, math.ceil) * step, 9)


def _steps(value: float, step: float, to_whole: Callable[[float], int]) -> int:
    """How many steps the value is; a multiple that only the computer's rounding has moved stays where it was."""
    nearest = round(value / step)
    is_multiple = math.isclose(nearest * step, value, rel_tol=1e-12, abs_tol=1e-9)
    return nearest if is_multiple else to_whole(value / step)
