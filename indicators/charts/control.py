"""A control chart over months or quarters: the counts, their centre, the usual span, and the points beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.charts import theme, uprights
from indicators.charts.drawn import at
from indicators.charts.theme import BRAND, GROUP_B, INK, RULE, SURFACE, Spec
from indicators.districts.months import Control, Point
from indicators.model import Event

HEIGHT: Final = 280


def control(found: Control, tips: Sequence[str], events: Sequence[Event] = ()) -> Spec:
    """The drawing; limits only where there are twelve points or more, a gap where a count is missing or hidden.

    `tips` has what each point says on hovering.
    """
    numbered = list(enumerate(found.points))
    levels = [v for _, p in numbered for v in (p.count, p.lower, p.upper) if v is not None]
    axis = theme.axis([0.0, *levels], margin=(0.0, 0.08))
    first, last = found.points[0].year, found.points[-1].year
    layers = [
        _frame(axis, first, last),
        *_span(numbered, found),
        *uprights.layers(uprights.shown(events, first, last), first=first, last=last),
        *_counts(numbered, tips, found),
        _signals(numbered, tips, found),
    ]
    return theme.chart([layer for layer in layers if layer["data"]["values"]], height=HEIGHT, padding=uprights.ROOM)


def _frame(axis: theme.Axis, first: int, last: int) -> Spec:
    """The two axes; a year stands in its middle, as on every other axis of years."""
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False},
        "axis": {
            "values": list(range(first, last + 1)),
            "tickCount": last - first + 1,
            "format": "d",
            "grid": False,
            "title": None,
        },
    }
    scale = {"domain": [axis.low, axis.high], "nice": False, "zero": False}
    y = {"field": "y", "type": "quantitative", "scale": scale, "axis": theme.value_axis(axis)}
    mark = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": first, "y": axis.low}), "mark": mark, "encoding": {"x": x, "y": y}}


def _span(numbered: list[tuple[int, Point]], found: Control) -> list[Spec]:
    known = [(n, p) for n, p in numbered if p.centre is not None]
    data = theme.rows(*({"x": _place(p, found), "y": p.lower, "y2": p.upper, "centre": p.centre} for n, p in known))
    area = {"type": "area", "color": SURFACE, "stroke": RULE, "tooltip": None}
    line = {"type": "line", "color": INK, "strokeWidth": 1.2, "tooltip": None}
    return [
        {"data": data, "mark": area, "encoding": at("x", "y") | {"y2": {"field": "y2"}}},
        {"data": data, "mark": line, "encoding": at("x", "centre")},
    ]


def _counts(numbered: list[tuple[int, Point]], tips: Sequence[str], found: Control) -> list[Spec]:
    data = theme.rows(*({"x": _place(p, found), "y": p.count, "tip": tips[n]} for n, p in numbered))
    line = {"type": "line", "color": BRAND, "strokeWidth": 1.8, "invalid": "break-paths-show-domains", "tooltip": None}
    dot = {"type": "point", "filled": True, "color": BRAND, "size": 22, "opacity": 1}
    seen = theme.rows(*(row for row in data["values"] if row["y"] is not None))
    tip = {"tooltip": {"field": "tip", "type": "nominal"}}
    return [
        {"data": data, "mark": line, "encoding": at("x", "y")},
        {"data": seen, "mark": dot, "encoding": at("x", "y") | tip},
    ]


def _signals(numbered: list[tuple[int, Point]], tips: Sequence[str], found: Control) -> Spec:
    """What is more than the usual ups and downs, as diamonds: shape and colour."""
    told = [(n, p) for n, p in numbered if p.signal is not None and p.count is not None]
    data = theme.rows(*({"x": _place(p, found), "y": p.count, "tip": tips[n]} for n, p in told))
    mark = {"type": "point", "shape": "diamond", "filled": True, "color": GROUP_B, "size": 120, "opacity": 1}
    return {"data": data, "mark": mark, "encoding": at("x", "y") | {"tooltip": {"field": "tip", "type": "nominal"}}}


def _place(point: Point, found: Control) -> float:
    """Where the middle of a month or quarter stands on an axis whose year 2015 spans 2014.5–2015.5."""
    return round(point.year - 0.5 + (point.part - 0.5) / found.per_year, 4)
