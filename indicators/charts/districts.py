"""Districts as dots with intervals, best at the top, the city as an upright line, the missing last with reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.charts import series, theme
from indicators.charts.theme import BRAND, INK, INTERVAL_DOT, TEXT_2, Spec
from indicators.model import Geography, Good, Indicator

ROW: Final = 25
_COLUMN: Final = 72
"""Width kept for the column of values at the right."""


def strip(
    estimates: pd.DataFrame,
    indicator: Indicator,
    geographies: Sequence[Geography],
    *,
    city: float | None = None,
    own: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Spec:
    """The dots of one indicator and year; `own` is the code in bold, `reasons` says by code why a value is absent."""
    rows = _rows(estimates, indicator, geographies)
    names = [g.name for g, _ in rows]
    levels = [level for _, p in rows if p for level in (p.lowest, p.highest)] + ([] if city is None else [city])
    axis = theme.axis(levels, indicator.unit)
    y = {"field": "name", "type": "nominal", "sort": None, "scale": {"domain": names}, "axis": _names(rows, own)}
    layers = [
        _frame(axis, y),
        *([] if city is None else _city(city, indicator)),
        _intervals(rows, y),
        _dots(rows, y, own),
        _values(rows, y, indicator, own),
        _absent(rows, y, axis, reasons or {}),
        _tips(rows, y, indicator),
    ]
    kept = [layer for layer in layers if layer["data"]["values"]]
    top = {"left": 0, "right": 0, "top": 22 if city is not None else 4, "bottom": 0}
    return theme.chart(kept, height=ROW * max(1, len(names)), padding=top)


Row = tuple[Geography, series.Point | None]


def _rows(estimates: pd.DataFrame, indicator: Indicator, geographies: Sequence[Geography]) -> list[Row]:
    """Best first as the register wishes, highest first where it wishes nothing; those without value last, by name."""
    found: list[Row] = []
    for place in geographies:
        own = estimates[estimates[obs.GEOGRAPHY] == place.code]
        points = series.points(own, indicator, until=int(own[obs.YEAR].max())) if len(own) else []
        found.append((place, points[-1] if points else None))
    sign = 1 if indicator.good is Good.LOW else -1
    seen = [row for row in found if row[1] is not None]
    seen.sort(key=lambda row: sign * row[1].value if row[1] else 0.0)
    absent = sorted((row for row in found if row[1] is None), key=lambda row: swedish.sort_key(row[0].name))
    return [*seen, *absent]


def _frame(axis: theme.Axis, y: Spec) -> Spec:
    """The value axis; its end moves with the width so that the column of values always has room."""
    span = axis.high - axis.low
    end = f"{axis.low!r} + {span!r} * width / max(40, width - {_COLUMN})"
    scale = {"domainMin": axis.low, "domainMax": {"expr": end}, "nice": False, "zero": False}
    look = theme.value_axis(axis, labelFlush=False, labelExpr=theme.thinned(axis, _COLUMN))
    return {
        "data": theme.rows({"x": axis.low, "name": None}),
        "mark": {"type": "point", "opacity": 0, "tooltip": None},
        "encoding": {"x": {"field": "x", "type": "quantitative", "scale": scale, "axis": look}, "y": y},
    }


def _names(rows: Sequence[Row], own: str | None) -> Spec:
    bold = next((g.name for g, _ in rows if g.code == own), None)
    weight = {"condition": {"test": f"datum.value === {bold!r}", "value": "bold"}, "value": "normal"}
    return {
        "domain": False,
        "ticks": False,
        "labelPadding": 10,
        "labelLimit": 190,
        "labelColor": INK,
        "labelFontSize": 12.5,
        "title": None,
        **({"labelFontWeight": weight} if bold else {}),
    }


def _city(city: float, indicator: Indicator) -> list[Spec]:
    label = f"Staden {swedish.label(city, indicator.unit, indicator.decimals)}"
    data, x = theme.rows({"x": city, "text": label}), {"field": "x", "type": "quantitative"}
    text = {"type": "text", "fontWeight": "bold", "fontSize": 12.5, "baseline": "bottom", "dy": -5, "clip": False}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5}, "encoding": {"x": x}},
        {"data": data, "mark": text, "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}}},
    ]


def _intervals(rows: Sequence[Row], y: Spec) -> Spec:
    ends = [
        {"name": g.name, "low": p.lower, "high": p.upper}
        for g, p in rows
        if p and p.lower is not None and p.upper is not None
    ]
    x = {"field": "low", "type": "quantitative"}
    return {
        "data": theme.rows(*ends),
        "mark": {"type": "rule", "color": INTERVAL_DOT, "strokeWidth": 2.5},
        "encoding": {"x": x, "x2": {"field": "high"}, "y": y},
    }


def _dots(rows: Sequence[Row], y: Spec, own: str | None) -> Spec:
    dots = [{"name": g.name, "x": p.value, "size": 120 if g.code == own else 78} for g, p in rows if p]
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    return {
        "data": theme.rows(*dots),
        "mark": {"type": "point", "shape": "circle", "filled": True, "color": BRAND, "opacity": 1},
        "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": y, "size": size},
    }


def _values(rows: Sequence[Row], y: Spec, indicator: Indicator, own: str | None) -> Spec:
    column = [
        {
            "name": g.name,
            "text": swedish.label(p.value, indicator.unit, indicator.decimals),
            "weight": "bold" if g.code == own else "normal",
        }
        for g, p in rows
        if p
    ]
    text: Spec = {"type": "text", "align": "right", "baseline": "middle", "color": TEXT_2, "fontSize": 12.5}
    bold = {"expr": "datum.weight"}
    return {
        "data": theme.rows(*column),
        "mark": text | {"fontWeight": bold, "color": {"expr": f"datum.weight === 'bold' ? '{BRAND}' : '{TEXT_2}'"}},
        "encoding": {"x": {"value": "width"}, "y": y, "text": {"field": "text"}},
    }


def _absent(rows: Sequence[Row], y: Spec, axis: theme.Axis, reasons: Mapping[str, str]) -> Spec:
    told = [
        {"name": g.name, "x": axis.low, "text": reasons.get(g.code, "underlag saknas")} for g, p in rows if p is None
    ]
    text = {"type": "text", "align": "left", "baseline": "middle", "color": TEXT_2, "fontSize": 12.5, "dx": 6}
    x = {"field": "x", "type": "quantitative"}
    return {"data": theme.rows(*told), "mark": text, "encoding": {"x": x, "y": y, "text": {"field": "text"}}}


def _tips(rows: Sequence[Row], y: Spec, indicator: Indicator) -> Spec:
    tips = [{"name": g.name, "x": p.value, "tip": f"{g.name} {series.tip(p, indicator)}"} for g, p in rows if p]
    return {
        "data": theme.rows(*tips),
        "mark": {"type": "point", "filled": True, "size": 420, "opacity": 0},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": y,
            "tooltip": {"field": "tip", "type": "nominal"},
        },
    }
