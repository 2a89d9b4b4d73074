"""The funnel of event rates: population along the foot, rate upwards, limits that chance alone draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from indicators import swedish
from indicators.charts import placing, theme
from indicators.charts.placing import Mark, Place
from indicators.charts.theme import AXIS, INK, TEXT_2, WHITE, Spec
from indicators.districts.funnels import Funnel, InFunnel
from indicators.districts.judging import Verdict
from indicators.model import Geography, Indicator

HEIGHT: Final = 320
MARKS: Final[Mapping[Verdict, tuple[str, str, str]]] = {
    Verdict.BETTER: ("circle", "#1B6FAE", "#1B6FAE"),
    Verdict.WORSE: ("diamond", "#8B1538", "#8B1538"),
    Verdict.HIGHER: ("square", TEXT_2, TEXT_2),
    Verdict.LOWER: ("square", TEXT_2, TEXT_2),
    Verdict.NOT_APART: ("circle", "#C3CBD3", TEXT_2),
    Verdict.NOT_TESTED: ("circle", "#FFFFFF", "#0B4F7D"),
    Verdict.NOT_COMPARABLE: ("circle", "#FFFFFF", TEXT_2),
}
"""Shape, fill and outline of each verdict, as in the dots."""
BANDS: Final = ((280, (235, 265)), (theme.NARROW, (310, 360, 420)), (800, (500, 640, 760)), (math.inf, (900, 1150)))
"""Widths of the plot below which the names stand in one way, and the widths that this way is made for."""
_Ends = tuple[tuple[float, float], tuple[float, float]]
"""Both ends of the axis along the foot, and of the one upwards."""


def funnel(found: Funnel, indicator: Indicator, places: Mapping[str, Geography]) -> Spec:
    """The funnel as a chart."""
    values = [d.value for d in found.districts] + [v for point in found.curve for v in point[1:]]
    up = theme.axis([*values, 0.0], indicator.unit)
    along = theme.axis([point[0] for point in found.curve])
    ends = (found.curve[0][0], found.curve[-1][0]), (up.low, up.high)
    layers = [*_limits(found, up, along), _centre(found, indicator), *_marks(found, places, indicator, ends)]
    return theme.chart(layers, height=HEIGHT, padding={"left": 0, "right": 8, "top": 12, "bottom": 18})


def _limits(found: Funnel, up: theme.Axis, along: theme.Axis) -> list[Spec]:
    rows = [
        {"n": round(n), "a": round(low, 4), "b": round(lower, 4), "c": round(upper, 4), "d": round(high, 4)}
        for n, low, lower, upper, high in found.curve
    ]
    x = {
        "field": "n",
        "type": "quantitative",
        "scale": {"domain": [found.curve[0][0], found.curve[-1][0]], "nice": False, "zero": False},
        "axis": theme.value_axis(
            along, grid=False, title="Folkmängd", labelExpr=theme.thinned(along, 60), labelFlush=False
        ),
    }
    y = {"type": "quantitative", "scale": {"domain": [up.low, up.high], "nice": False}, "axis": theme.value_axis(up)}
    return [
        {
            "data": theme.rows(*rows),
            "mark": {"type": "line", "color": AXIS, "strokeWidth": 1.2, "strokeDash": [] if wide else [4, 3]},
            "encoding": {"x": x, "y": {"field": field, **y}},
        }
        for field, wide in (("a", True), ("b", False), ("c", False), ("d", True))
    ]


def _centre(found: Funnel, indicator: Indicator) -> Spec:
    mark = {"type": "rule", "color": INK, "strokeWidth": 1.5, "tooltip": None}
    return {
        "data": theme.rows({"y": round(found.centre, indicator.decimals + 4)}),
        "mark": mark,
        "encoding": {"y": {"field": "y", "type": "quantitative"}},
    }


def _marks(found: Funnel, places: Mapping[str, Geography], indicator: Indicator, ends: _Ends) -> list[Spec]:
    at: dict[str, Any] = {
        "x": {"field": "n", "type": "quantitative"},
        "y": {"field": "y", "type": "quantitative"},
    }
    named = _named(found, places, ends)
    rows = [_mark(d, places, indicator, where) for d, where in zip(found.districts, named, strict=True)]
    data = theme.rows(*rows)
    point = {"type": "point", "filled": True, "opacity": 1, "size": 110, "strokeWidth": 1.5}
    look = {
        channel: {"field": channel, "type": "nominal", "scale": None, "legend": None}
        for channel in ("fill", "stroke", "shape")
    }
    tip = {"tooltip": {"field": "tip", "type": "nominal"}}
    name = {"type": "text", "fontSize": 12, "baseline": "middle"} | {part: _of(part) for part in ("align", "dx", "dy")}
    line = {"type": "rule", "color": AXIS, "strokeWidth": 1, "x2Offset": _of("lx"), "y2Offset": _of("ly")}
    return [
        {"data": data, "mark": line, "encoding": at | {"x2": {"field": "n"}, "y2": {"field": "y"}}},
        {"data": data, "mark": point, "encoding": at | look | tip},
        *(
            {"data": data, "mark": name | halo, "encoding": at | {"text": {"field": "name"}}}
            for halo in ({"color": WHITE, "stroke": WHITE, "strokeWidth": 4}, {})
        ),
    ]


def _of(field: str) -> Spec:
    """What differs with the plot's width."""
    band = "".join(f"width < {edge} ? {number} : " for number, (edge, _) in enumerate(BANDS[:-1]))
    return {"expr": f"datum.{field}[{band}{len(BANDS) - 1}]"}


def _named(found: Funnel, places: Mapping[str, Geography], ends: _Ends) -> list[list[Place]]:
    """For each district the place of its name in every band of widths."""
    (left, right), (low, high) = ends
    marks = [
        Mark(
            name=places[d.geography].name,
            x=(d.n - left) / (right - left),
            y=1 - (d.value - low) / (high - low),
        )
        for d in found.districts
    ]
    middle = found.curve[len(found.curve) // 2][1:]
    lines = [1 - (value - low) / (high - low) for value in (found.centre, *middle)]
    by_band = [placing.places(marks, widths=widths, height=HEIGHT, lines=lines) for _, widths in BANDS]
    return [[band[number] for band in by_band] for number in range(len(marks))]


def _mark(district: InFunnel, places: Mapping[str, Geography], indicator: Indicator, where: Sequence[Place]) -> Spec:
    shape, fill, stroke = MARKS[district.verdict]
    name = places[district.geography].name
    value = swedish.with_unit(district.value, indicator.unit, indicator.decimals)
    return {
        "name": name,
        "n": round(district.n),
        "y": district.value,
        "shape": shape,
        "fill": fill,
        "stroke": stroke,
        "align": [place.align for place in where],
        "dx": [place.dx for place in where],
        "dy": [place.dy for place in where],
        "lx": [place.line[0] for place in where],
        "ly": [place.line[1] for place in where],
        "tip": f"{name}: {value}, folkmängd {swedish.number(district.n)}",
    }
