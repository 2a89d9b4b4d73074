"""One curve with a line from each possible baseline year to the latest value: how the answer hangs on the choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators import swedish
from indicators.charts import theme, uprights
from indicators.charts.drawn import at
from indicators.charts.theme import BRAND, GROUP_B, GROUP_B_TEXT, INK, Spec
from indicators.districts.baselines import Fragile, Telling
from indicators.districts.reported import Reported
from indicators.model import Event

HEIGHT: Final = 300
_APART: Final = 0.08
"""Share of the axis within which two labels would collide."""
_STEP: Final = f"(width < {theme.NARROW} ? 3 : 1)"
"""Every year is named, on a phone every third."""


def baselines(case: Fragile, found: Reported, events: Sequence[Event] = ()) -> Spec:
    """The drawing: the rate year by year, and each baseline year's telling as a dashed line with its change."""
    known = [(y.year, y.rate) for y in found.of(case.geography).years if y.rate is not None]
    axis = theme.axis([0.0, *(rate for _, rate in known)], margin=(0.0, 0.12))
    span = known[0][0], known[-1][0]
    layers = [
        _frame(axis, [year for year, _ in known]),
        *uprights.layers(uprights.shown(events, *span), first=span[0], last=span[1]),
        *(_telling(t, case) for t in case.tellings),
        *_curve(known),
        *uprights.on_white([_label(t, case, place) for place, t in enumerate(case.tellings)]),
        _latest(case),
    ]
    return theme.chart(layers, height=HEIGHT, padding=uprights.ROOM)


def _frame(axis: theme.Axis, years: list[int]) -> Spec:
    first, last = min(years), max(years)
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [first - 0.5, last + 0.6], "nice": False, "zero": False},
        "axis": {
            "values": years,
            "tickCount": len(years),
            "labelExpr": f"({last} - datum.value) % {_STEP} === 0 ? format(datum.value, 'd') : ''",
            "grid": False,
            "title": None,
        },
    }
    scale = {"domain": [axis.low, axis.high], "nice": False, "zero": False}
    y = {"field": "y", "type": "quantitative", "scale": scale, "axis": theme.value_axis(axis)}
    mark = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": first, "y": axis.low}), "mark": mark, "encoding": {"x": x, "y": y}}


def _telling(telling: Telling, case: Fragile) -> Spec:
    ends = theme.rows({"x": telling.baseline_year, "y": telling.baseline}, {"x": case.value_year, "y": case.value})
    colour = INK if telling.is_decided else GROUP_B
    mark = {"type": "line", "color": colour, "strokeWidth": 1.5, "strokeDash": [5, 4], "tooltip": None}
    return {"data": ends, "mark": mark, "encoding": at("x", "y")}


def _curve(known: list[tuple[int, float]]) -> list[Spec]:
    data = theme.rows(*({"x": year, "y": rate, "tip": f"{year}: {swedish.number(rate)}"} for year, rate in known))
    line = {"type": "line", "color": BRAND, "strokeWidth": 2.5, "tooltip": None}
    dot = {"type": "point", "filled": True, "color": BRAND, "size": 60, "opacity": 1}
    tip = {"tooltip": {"field": "tip", "type": "nominal"}}
    return [
        {"data": data, "mark": line, "encoding": at("x", "y")},
        {"data": data, "mark": dot, "encoding": at("x", "y") | tip},
    ]


def _label(telling: Telling, case: Fragile, place: int) -> Spec:
    """The change beside its baseline year: above one that lies higher than today, else below; no two on each other."""
    is_high = telling.baseline > case.value
    near = place > 0 and abs(telling.baseline - case.tellings[place - 1].baseline) < _APART * max(
        t.baseline for t in case.tellings
    )
    change = swedish.joined(swedish.signed(telling.change_percent), "%")
    rows = theme.rows(
        {
            "x": telling.baseline_year,
            "y": telling.baseline,
            "text": f"från {telling.baseline_year}: {change}",
        }
    )
    mark: Spec = {
        "type": "text",
        "align": "center" if is_high else "left" if near else "right",
        "dx": 0 if is_high else 6 if near else -2,
        "dy": -14 if is_high else 18,
        "color": INK if telling.is_decided else GROUP_B_TEXT,
        "fontSize": 13,
        "fontWeight": "bold" if telling.is_decided else "normal",
    }
    return {"data": rows, "mark": mark, "encoding": at("x", "y") | {"text": {"field": "text"}}}


def _latest(case: Fragile) -> Spec:
    rows = theme.rows({"x": case.value_year, "y": case.value, "text": swedish.number(case.value)})
    mark = {"type": "text", "align": "center", "dy": -14, "color": BRAND, "fontSize": 14, "fontWeight": "bold"}
    return {"data": rows, "mark": mark, "encoding": at("x", "y") | {"text": {"field": "text"}}}
