"""The districts on a map: the marks of the dots on pale tints, never a colour scale of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from indicators import swedish
from indicators.charts import theme
from indicators.charts.funnel import MARKS
from indicators.charts.theme import AXIS, INK, WHITE, Spec
from indicators.districts.against_city import Comparison, District
from indicators.districts.judging import Verdict
from indicators.districts.shapes import Shape
from indicators.model import Geography, Indicator

HEIGHT: Final = 620
TINTS: Final[Mapping[Verdict, str]] = {
    Verdict.BETTER: "#C5DCEE",
    Verdict.WORSE: "#E9C9D2",
    Verdict.HIGHER: "#D3DAE0",
    Verdict.LOWER: "#D3DAE0",
    Verdict.NOT_APART: "#E6EAED",
    Verdict.NOT_TESTED: "#E6EAED",
    Verdict.NOT_COMPARABLE: "#E6EAED",
    Verdict.ABSENT: WHITE,
}
_BESIDE: Final = {"135": "left", "133": "right"}
"""Districts too small for their names, which stand beside the mark; by code."""

_SIDES: Final = (("above", "center", 0, -15, 16), ("left", "right", -11, -7, 8), ("right", "left", 11, -7, 8))
"""Where name and value stand: side, alignment, and how far from the mark."""
_NUMBER: Final = {
    "type": "text",
    "baseline": "middle",
    "align": "center",
    "dy": -13,
    "fontSize": 12,
    "fontWeight": "bold",
}
"""On a phone a number stands over each mark in place of name and value; see `numbers`."""


def district_map(
    found: Comparison, indicator: Indicator, shapes: Sequence[Shape], places: Mapping[str, Geography]
) -> Spec:
    """The map as a chart; a district without value has its name, a dash and no mark."""
    by_code = {d.geography: d for d in found.districts}
    told = [(shape, by_code[shape.code]) for shape in shapes if shape.code in by_code]
    labels = [_label(shape, district, indicator, places) for shape, district in told]
    layers = [_areas(told), _marks([row for row in labels if row["fill"]]), *_texts(labels)]
    layers.append(_numbers(labels, numbers(found, shapes)))
    return theme.chart(layers, height=HEIGHT, projection={"type": "mercator"}, view={"stroke": None})


def numbers(found: Comparison, shapes: Sequence[Shape]) -> dict[str, int]:
    """What stands for each district's name where the map is too narrow for it, by code; the key is under the map."""
    drawn = sorted({shape.code for shape in shapes} & {d.geography for d in found.districts})
    return {code: number for number, code in enumerate(drawn, start=1)}


def _areas(told: Sequence[tuple[Shape, District]]) -> Spec:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in shape.rings]},
            "tint": TINTS[district.verdict],
            "edge": AXIS if district.verdict is Verdict.ABSENT else WHITE,
        }
        for shape, district in told
    ]
    colour = {"type": "nominal", "scale": None, "legend": None}
    return {
        "data": {"values": features},
        "mark": {"type": "geoshape", "strokeWidth": 1.2, "tooltip": None},
        "encoding": {"fill": {"field": "tint", **colour}, "stroke": {"field": "edge", **colour}},
    }


def _label(shape: Shape, district: District, indicator: Indicator, places: Mapping[str, Geography]) -> dict[str, Any]:
    x, y = shape.middle
    name = places[shape.code].name
    value = swedish.NOTHING
    if district.value is not None:
        value = swedish.label(district.value, indicator.unit, indicator.decimals)
    shape_, fill, stroke = MARKS.get(district.verdict, ("circle", "", ""))
    side = _BESIDE.get(shape.code, "above")
    row = {"code": shape.code, "name": name, "value": value, "x": round(x, 4), "y": round(y, 4), "side": side}
    return row | {"shape": shape_, "fill": fill, "stroke": stroke}


def _marks(rows: Sequence[dict[str, Any]]) -> Spec:
    keys = ("x", "y", "shape", "fill", "stroke")
    plain = {"type": "nominal", "scale": None, "legend": None}
    look = {channel: {"field": channel, **plain} for channel in ("shape", "fill", "stroke")}
    return {
        "data": theme.rows(*({key: row[key] for key in keys} for row in rows)),
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "strokeWidth": 1.5, "tooltip": None},
        "encoding": _at() | look,
    }


def _texts(rows: Sequence[dict[str, Any]]) -> list[Spec]:
    """Names and values, not on a phone; beside or around the mark."""
    layers: list[Spec] = []
    for side, align, dx, up, down in _SIDES:
        own = [{key: row[key] for key in ("name", "value", "x", "y")} for row in rows if row["side"] == side]
        kept = theme.rows(*own)
        if not kept["values"]:
            continue
        usual = {"type": "text", "baseline": "middle", "align": align, "dx": dx, "fontSize": 12, "tooltip": None}
        wide = {"color": INK, "dy": up, "opacity": theme.on_narrow(0, 1)}
        bold = wide | {"dy": down, "fontWeight": "bold"}
        layers += [
            {"data": kept, "mark": usual | look, "encoding": _at() | {"text": {"field": field}}}
            for field, look in (("name", wide), ("value", bold))
        ]
    return layers


def _numbers(rows: Sequence[dict[str, Any]], of: Mapping[str, int]) -> Spec:
    told = [{"x": row["x"], "y": row["y"], "number": str(of[row["code"]])} for row in rows]
    look = {"color": INK, "opacity": theme.on_narrow(1, 0), "tooltip": None}
    text = {"text": {"field": "number", "type": "nominal"}}
    return {"data": theme.rows(*told), "mark": _NUMBER | look, "encoding": _at() | text}


def _at() -> Spec:
    return {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
