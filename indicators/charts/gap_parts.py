"""Which districts made the city's change: bars from zero with intervals, the largest first, their sum last."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.charts import theme
from indicators.charts.theme import AXIS, BRAND, INK, Spec
from indicators.measures.equity.results import ChangeMade

ROW: Final = 27
SUM: Final = "Alla tillsammans"
UNKNOWN: Final = "Okänt"
_COLUMN: Final = 64
_PALE: Final = "#9DBBD0"


def contributions(made: ChangeMade, *, decimals: int) -> Spec:
    """The districts' parts of the change between two years."""
    names = [c.name for c in made.contributions]
    names += [UNKNOWN] if made.unknown else []
    names.append(SUM)
    ends = [v for c in made.contributions for v in (c.change.lower, c.change.upper, c.change.value) if v is not None]
    axis = theme.axis([0.0, *ends, *([made.unknown] if made.unknown else [])])
    y = {"field": "name", "type": "nominal", "sort": None, "scale": {"domain": names}, "axis": _names()}
    layers = [_frame(axis, y), _bars(made, y), _intervals(made, y), _zero(), _figures(made, y, decimals)]
    return theme.chart([layer for layer in layers if layer["data"]["values"]], height=ROW * len(names))


def _names() -> Spec:
    bold = {"condition": {"test": f"datum.value === '{SUM}'", "value": "bold"}, "value": "normal"}
    look = {"domain": False, "ticks": False, "labelPadding": 10, "labelLimit": 170, "title": None}
    return look | {"labelColor": INK, "labelFontSize": 12.5, "labelFontWeight": bold}


def _frame(axis: theme.Axis, y: Spec) -> Spec:
    """The value axis; its end moves with the width so that the column of numbers always has room."""
    span = axis.high - axis.low
    end = f"{axis.low!r} + {span!r} * width / max(40, width - {_COLUMN})"
    scale = {"domainMin": axis.low, "domainMax": {"expr": end}, "nice": False, "zero": False}
    look = theme.value_axis(axis, labelFlush=False, labelExpr=_signed(theme.thinned(axis, _COLUMN)))
    x = {"field": "x", "type": "quantitative", "scale": scale, "axis": look}
    hidden = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": axis.low, "name": None}), "mark": hidden, "encoding": {"x": x, "y": y}}


def _signed(expression: str) -> str:
    """The same expression with the Swedish minus."""
    return f"replace({expression}, '-', '{swedish.MINUS}')"


def _bars(made: ChangeMade, y: Spec) -> Spec:
    bars = [{"name": c.name, "x": c.change.value, "zero": 0} for c in made.contributions]
    bars += [{"name": UNKNOWN, "x": made.unknown, "zero": 0}] if made.unknown else []
    x = {"field": "zero", "type": "quantitative"}
    mark = {"type": "bar", "color": _PALE, "height": 13}
    return {"data": theme.rows(*bars), "mark": mark, "encoding": {"x": x, "x2": {"field": "x"}, "y": y}}


def _intervals(made: ChangeMade, y: Spec) -> Spec:
    ends = [
        {"name": c.name, "low": c.change.lower, "high": c.change.upper}
        for c in made.contributions
        if c.change.lower is not None and c.change.upper is not None
    ]
    x = {"field": "low", "type": "quantitative"}
    mark = {"type": "rule", "color": BRAND, "strokeWidth": 1.5}
    return {"data": theme.rows(*ends), "mark": mark, "encoding": {"x": x, "x2": {"field": "high"}, "y": y}}


def _zero() -> Spec:
    mark = {"type": "rule", "color": AXIS, "strokeWidth": 1}
    return {"data": theme.rows({"x": 0}), "mark": mark, "encoding": {"x": {"field": "x", "type": "quantitative"}}}


def _figures(made: ChangeMade, y: Spec, decimals: int) -> Spec:
    told = [(c.name, c.change.value or 0.0) for c in made.contributions]
    told += [(UNKNOWN, made.unknown)] if made.unknown else []
    told += [(SUM, made.change)] if made.change is not None else []
    rows = [
        {"name": name, "text": swedish.signed(value, decimals), "weight": "bold" if name == SUM else "normal"}
        for name, value in told
    ]
    mark = {"type": "text", "align": "right", "baseline": "middle", "color": INK, "fontSize": 13}
    return {
        "data": theme.rows(*rows),
        "mark": mark | {"fontWeight": {"expr": "datum.weight"}},
        "encoding": {"x": {"value": {"expr": "width"}}, "y": y, "text": {"field": "text"}},
    }
