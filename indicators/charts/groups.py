"""Groups in order of disadvantage as bands as high as their share, so that the slope is a straight dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indicators import swedish
from indicators.charts import theme
from indicators.charts.theme import BRAND, INK, SURFACE, TEXT_2, Spec
from indicators.model import Indicator

HEIGHT: Final = 390
_COLUMN: Final = 112
_NARROW_COLUMN: Final = 58


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One group: its names, value, share of all, and the middle of its band from the most disadvantaged end."""

    name: str
    short: tuple[str, ...]
    """The lines of its name on a phone."""
    value: float | None
    share: float
    rank: float


def slope(bands: Sequence[Band], indicator: Indicator, *, most: float, least: float) -> Spec:
    """The bands from the top with the line from `most` at the disadvantaged end to `least` at the other."""
    known = [b.value for b in bands if b.value is not None]
    axis = theme.axis([*known, most, least], indicator.unit, margin=(0.06, 0.06))
    layers = [
        _bands(bands, axis),
        _frame(bands, axis),
        _line(most, least),
        _dots(bands),
        *_columns(bands, indicator),
        _tips(bands, indicator),
    ]
    room = {"left": 0, "right": 0, "top": 22, "bottom": 0}
    return theme.chart([layer for layer in layers if layer["data"]["values"]], height=HEIGHT, padding=room)


def _frame(bands: Sequence[Band], axis: theme.Axis) -> Spec:
    hidden = {"type": "point", "opacity": 0, "tooltip": None}
    data = theme.rows({"x": axis.low, "y": 0})
    return {"data": data, "mark": hidden, "encoding": {"x": _across(axis), "y": _down(bands)}}


def _across(axis: theme.Axis) -> Spec:
    span, column = axis.high - axis.low, f"(width < {theme.NARROW} ? {_NARROW_COLUMN} : {_COLUMN})"
    end = f"{axis.low!r} + {span!r} * width / max(40, width - {column})"
    scale = {"domainMin": axis.low, "domainMax": {"expr": end}, "nice": False, "zero": False}
    look = theme.value_axis(axis, labelFlush=False, labelExpr=theme.thinned(axis, _COLUMN))
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": look}


def _down(bands: Sequence[Band]) -> Spec:
    """Shares of all from the top, with the groups' names at the middle of their bands."""
    look = {"values": [b.rank for b in bands], "tickCount": len(bands), "labelExpr": _named(bands), "grid": False}
    look |= {"domain": False, "ticks": False, "labelPadding": 10, "labelLimit": 260, "labelColor": INK, "title": None}
    look |= {"labelFontSize": theme.on_narrow(12, 13)}
    scale = {"domain": [0, 1], "reverse": True, "nice": False, "zero": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": look}


def _named(bands: Sequence[Band]) -> str:
    """Vega expression for a group's name at its place; broken in lines on a phone."""
    said = "''"
    for band in reversed(bands):
        lines = ", ".join(f"'{line}'" for line in band.short)
        name = f"(width < {theme.NARROW} ? [{lines}] : ['{band.name}'])"
        said = f"(abs(datum.value - {band.rank!r}) < 1e-9 ? {name} : {said})"
    return said


def _bands(bands: Sequence[Band], axis: theme.Axis) -> Spec:
    """Every other band is shaded."""
    rects = [
        {"x": axis.low, "y": b.rank - b.share / 2, "to": b.rank + b.share / 2}
        for n, b in enumerate(bands)
        if n % 2 == 0
    ]
    encoding = {
        "x": {"value": 0},
        "x2": {"value": {"expr": "width"}},
        "y": {"field": "y", "type": "quantitative"},
        "y2": {"field": "to"},
    }
    return {"data": theme.rows(*rects), "mark": {"type": "rect", "color": SURFACE}, "encoding": encoding}


def _line(most: float, least: float) -> Spec:
    mark = {"type": "line", "color": INK, "strokeWidth": 1.5, "strokeDash": [5, 3.5]}
    ends = theme.rows({"x": most, "y": 0, "order": 0}, {"x": least, "y": 1, "order": 1})
    return {"data": ends, "mark": mark, "encoding": _at() | {"order": {"field": "order", "type": "quantitative"}}}


def _dots(bands: Sequence[Band]) -> Spec:
    dots = [{"x": b.value, "y": b.rank} for b in bands if b.value is not None]
    mark = {"type": "point", "filled": True, "color": BRAND, "size": 110, "opacity": 1}
    return {"data": theme.rows(*dots), "mark": mark, "encoding": _at()}


def _columns(bands: Sequence[Band], indicator: Indicator) -> list[Spec]:
    """Value and, where there is room, share of all, in columns at the right under their heads."""
    value = [{"y": b.rank, "text": _value(b, indicator)} for b in bands]
    share = [{"y": b.rank, "text": f"{swedish.number(100 * b.share)}{swedish.NBSP}%"} for b in bands]
    bold: Spec = {"type": "text", "align": "right", "baseline": "middle", "color": INK, "fontSize": 13}
    quiet = bold | {"color": TEXT_2, "opacity": theme.on_narrow(0, 1)}
    head = {"type": "text", "align": "right", "baseline": "bottom", "color": TEXT_2, "fontSize": 12.5, "dy": -6}
    by_value = {"value": {"expr": f"width < {theme.NARROW} ? width : width - 62"}}
    at_right: Spec = {"value": {"expr": "width"}}
    text, y = {"field": "text"}, {"field": "y", "type": "quantitative"}
    return [
        {
            "data": theme.rows(*value),
            "mark": bold | {"fontWeight": "bold"},
            "encoding": {"x": by_value, "y": y, "text": text},
        },
        {"data": theme.rows(*share), "mark": quiet, "encoding": {"x": at_right, "y": y, "text": text}},
        {
            "data": theme.rows({"text": "värde"}),
            "mark": head,
            "encoding": {"x": by_value, "y": {"value": 0}, "text": text},
        },
        {
            "data": theme.rows({"text": "andel"}),
            "mark": head | {"opacity": theme.on_narrow(0, 1)},
            "encoding": {"x": at_right, "y": {"value": 0}, "text": text},
        },
    ]


def _tips(bands: Sequence[Band], indicator: Indicator) -> Spec:
    tips = [
        {"x": b.value, "y": b.rank, "tip": f"{b.name}: {_value(b, indicator)}"} for b in bands if b.value is not None
    ]
    mark = {"type": "point", "filled": True, "size": 420, "opacity": 0}
    encoding = _at() | {"tooltip": {"field": "tip", "type": "nominal"}}
    return {"data": theme.rows(*tips), "mark": mark, "encoding": encoding}


def _value(band: Band, indicator: Indicator) -> str:
    if band.value is None:
        return swedish.NOTHING
    return swedish.label(band.value, indicator.unit, indicator.decimals)


def _at() -> Spec:
    return {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
