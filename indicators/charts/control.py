"""A control chart over months or quarters: the counts, their centre, the usual span, and the points beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.charts import theme
from indicators.charts.drawn import at
from indicators.charts.theme import BRAND, GROUP_B, INK, RULE, SURFACE, Spec
from indicators.districts.months import Control, Point

HEIGHT: Final = 280


def control(found: Control, tips: Sequence[str]) -> Spec:
    """The drawing; limits only where there are twelve points or more, a gap where a count is missing or hidden.

    `tips` has what each point says on hovering.
    """
    numbered = list(enumerate(found.points))
    levels = [v for _, p in numbered for v in (p.count, p.lower, p.upper) if v is not None]
    axis = theme.axis([0.0, *levels], margin=(0.0, 0.08))
    layers = [_frame(axis, found), *_span(numbered), *_counts(numbered, tips), _signals(numbered, tips)]
    return theme.chart([layer for layer in layers if layer["data"]["values"]], height=HEIGHT)


def _frame(axis: theme.Axis, found: Control) -> Spec:
    """The two axes; a year stands at its first month."""
    first = [n for n, p in enumerate(found.points) if p.part == 1] or [0]
    start = found.points[0]
    year = f"{start.year} + floor((datum.value + {start.part - 1}) / {found.per_year})"
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-0.5, len(found.points) - 0.5], "nice": False, "zero": False},
        "axis": {
            "values": first,
            "labelExpr": f"format({year}, 'd')",
            "labelAlign": "left",
            "grid": False,
            "title": None,
        },
    }
    scale = {"domain": [axis.low, axis.high], "nice": False, "zero": False}
    y = {"field": "y", "type": "quantitative", "scale": scale, "axis": theme.value_axis(axis)}
    mark = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": 0, "y": axis.low}), "mark": mark, "encoding": {"x": x, "y": y}}


def _span(numbered: list[tuple[int, Point]]) -> list[Spec]:
    known = [(n, p) for n, p in numbered if p.centre is not None]
    data = theme.rows(*({"x": n, "y": p.lower, "y2": p.upper, "centre": p.centre} for n, p in known))
    area = {"type": "area", "color": SURFACE, "stroke": RULE, "tooltip": None}
    line = {"type": "line", "color": INK, "strokeWidth": 1.2, "tooltip": None}
    return [
        {"data": data, "mark": area, "encoding": at("x", "y") | {"y2": {"field": "y2"}}},
        {"data": data, "mark": line, "encoding": at("x", "centre")},
    ]


def _counts(numbered: list[tuple[int, Point]], tips: Sequence[str]) -> list[Spec]:
    data = theme.rows(*({"x": n, "y": p.count, "tip": tips[n]} for n, p in numbered))
    line = {"type": "line", "color": BRAND, "strokeWidth": 1.8, "invalid": "break-paths-show-domains", "tooltip": None}
    dot = {"type": "point", "filled": True, "color": BRAND, "size": 22, "opacity": 1}
    seen = theme.rows(*(row for row in data["values"] if row["y"] is not None))
    tip = {"tooltip": {"field": "tip", "type": "nominal"}}
    return [
        {"data": data, "mark": line, "encoding": at("x", "y")},
        {"data": seen, "mark": dot, "encoding": at("x", "y") | tip},
    ]


def _signals(numbered: list[tuple[int, Point]], tips: Sequence[str]) -> Spec:
    """What is more than the usual ups and downs, as diamonds: shape and colour."""
    told = [(n, p) for n, p in numbered if p.signal is not None and p.count is not None]
    data = theme.rows(*({"x": n, "y": p.count, "tip": tips[n]} for n, p in told))
    mark = {"type": "point", "shape": "diamond", "filled": True, "color": GROUP_B, "size": 120, "opacity": 1}
    return {"data": data, "mark": mark, "encoding": at("x", "y") | {"tooltip": {"field": "tip", "type": "nominal"}}}
