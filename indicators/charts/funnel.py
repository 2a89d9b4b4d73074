"""The funnel of event rates: population along the foot, rate upwards, limits that chance alone draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from indicators import swedish
from indicators.charts import theme
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
}
"""Shape, fill and outline of each verdict, as in the dots."""


def funnel(found: Funnel, indicator: Indicator, places: Mapping[str, Geography]) -> Spec:
    """The funnel as a chart."""
    values = [d.value for d in found.districts] + [v for point in found.curve for v in point[1:]]
    up = theme.axis([*values, 0.0], indicator.unit)
    along = theme.axis([point[0] for point in found.curve])
    layers = [*_limits(found, up, along), _centre(found, indicator), *_marks(found, places, indicator)]
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


def _marks(found: Funnel, places: Mapping[str, Geography], indicator: Indicator) -> list[Spec]:
    rows = [_mark(d, places, indicator, left=_is_crowded(d, found)) for d in found.districts]
    at: dict[str, Any] = {
        "x": {"field": "n", "type": "quantitative"},
        "y": {"field": "y", "type": "quantitative"},
    }
    point = {"type": "point", "filled": True, "opacity": 1, "size": 110, "strokeWidth": 1.5}
    look = {
        channel: {"field": channel, "type": "nominal", "scale": None, "legend": None}
        for channel in ("fill", "stroke", "shape")
    }
    tip = {"tooltip": {"field": "tip", "type": "nominal"}}
    name = {"type": "text", "fontSize": 12, "baseline": "middle"}
    texts = [
        {
            "data": theme.rows(*(row for row in rows if row["left"] is left)),
            "mark": name
            | halo
            | {"align": "right" if left else "left", "dx": -9 if left else 9, "opacity": theme.on_narrow(0, 1)},
            "encoding": at | {"text": {"field": "name"}},
        }
        for left in (False, True)
        for halo in ({"color": WHITE, "stroke": WHITE, "strokeWidth": 4}, {})
    ]
    return [{"data": theme.rows(*rows), "mark": point, "encoding": at | look | tip}, *texts]


def _mark(district: InFunnel, places: Mapping[str, Geography], indicator: Indicator, *, left: bool) -> Spec:
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
        "left": left,
        "tip": f"{name}: {value}, folkmängd {swedish.number(district.n)}",
    }


def _is_crowded(district: InFunnel, found: Funnel) -> bool:
    """Whether the name goes to the left: the district is among the largest, so there is no room to the right."""
    sizes = sorted(d.n for d in found.districts)
    return district.n > sizes[0] + 0.6 * (sizes[-1] - sizes[0])
