"""Two groups in two years: both ends named, the difference as a number at the right, the later year bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from indicators import swedish
from indicators.charts import theme, uprights
from indicators.charts.theme import BRAND, GROUP_B, GROUP_B_TEXT, INK, RULE, TEXT_2, Spec
from indicators.model import Event, Indicator

ROW: Final = 52
LOW_ROW: Final = 30
_COLUMN: Final = 74
_LETTER: Final = 7.0
"""Width of a figure in a label."""
_ASIDE: Final = 14.0
"""Between a mark's middle and the axis, without the label itself."""
Ends = tuple[float | None, float | None]
"""The two groups' values in a year, None where there is none."""


def dumbbell(
    values: Mapping[int, Ends],
    indicator: Indicator,
    *,
    names: tuple[str, str],
    is_long: bool = False,
    decimals: int | None = None,
    events: Sequence[Event] = (),
) -> Spec:
    """The pairs by year; `names` are the two groups as the reader sees them, first the circle, then the diamond.

    Time runs downwards: an event is a line between the rows it falls between (see `shown`).

    A long one has low rows, values at the first and the last year only, and the names over the first row. Values and
    differences have the same `decimals`; without them as many as the pairs need.
    """
    years = sorted(values)
    near = shown_decimals(values, indicator) if decimals is None else decimals
    levels, unit = [v for pair in values.values() for v in pair if v is not None], indicator.unit
    axis = theme.axis(levels, unit, margin=(0.45, 0.25), least=0.05)
    y = {
        "field": "year",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": [str(year) for year in years]},
        "axis": _years(years),
    }
    layers = [
        _frame(axis, y, _room(values, axis, unit, near, is_long=is_long)),
        *uprights.between(shown(events, values), years, row=LOW_ROW if is_long else ROW),
        _connectors(values, y),
        *(_long_ends(values, y, names, unit, near) if is_long else _ends(values, y, names, unit, near)),
        *_column(values, y, near),
    ]
    kept = [layer for layer in layers if layer["data"]["values"]]
    room = {"left": 0, "right": 0, "top": 42 if is_long else 24, "bottom": 0}
    return theme.chart(kept, height=(LOW_ROW if is_long else ROW) * max(1, len(years)), padding=room)


def shown_decimals(values: Mapping[int, Ends], indicator: Indicator) -> int:
    """Decimals of values and differences in a table or drawing of all the pairs."""
    both = [(first, second) for first, second in values.values() if first is not None and second is not None]
    return swedish.decimals_apart(both, indicator.decimals)


def shown(events: Sequence[Event], values: Mapping[int, Ends]) -> tuple[Event, ...]:
    """The events between the first and the last year of the rows, for the list under the drawing."""
    return uprights.shown(events, min(values), max(values)) if values else ()


def _years(years: Sequence[int]) -> Spec:
    last = str(years[-1]) if years else ""
    weight = {"condition": {"test": f"datum.value === '{last}'", "value": "bold"}, "value": "normal"}
    look = {"domain": False, "ticks": False, "labelPadding": 10, "title": None, "labelFontSize": 13}
    return look | {"labelColor": INK, "labelFontWeight": weight}


def _frame(axis: theme.Axis, y: Spec, room: tuple[float, float]) -> Spec:
    """The scales; `room` is the place of the leftmost labelled mark as a share of the axis, and its label's width.

    Where the label would run into the years the whole picture is moved to the right, on a phone that is.
    """
    span, (place, width) = axis.high - axis.low, room
    plot = f"max(40, width - {_COLUMN})"
    left = f"max(0, ({width!r} - {place!r} * {plot}) / {1 - place!r})"
    start = f"{axis.low!r} - {span!r} * {left} / max(40, {plot} - {left})"
    end = f"{axis.low!r} + {span!r} * (width - {left}) / max(40, {plot} - {left})"
    scale = {"domainMin": {"expr": start}, "domainMax": {"expr": end}, "nice": False, "zero": False}
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": scale,
        "axis": theme.value_axis(axis, labelExpr=theme.thinned(axis, _COLUMN)),
    }
    mark = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": axis.low, "year": None}), "mark": mark, "encoding": {"x": x, "y": y}}


def _room(
    values: Mapping[int, Ends], axis: theme.Axis, unit: str, decimals: int, *, is_long: bool
) -> tuple[float, float]:
    """The leftmost mark with a label at its left, as a share of the axis, and the pixels that the longest needs."""
    outer = {min(values), max(values)} if is_long and values else set(values)
    lefts = [
        min(v for v in pair if v is not None) for year, pair in values.items() if year in outer and pair != (None, None)
    ]
    if not lefts:
        return 0.0, 0.0
    longest = max(len(swedish.label(v, unit, decimals)) for v in lefts)
    place = (min(lefts) - axis.low) / (axis.high - axis.low)
    return round(min(0.9, max(0.0, place)), 4), _ASIDE + _LETTER * longest


def _connectors(values: Mapping[int, Ends], y: Spec) -> Spec:
    joined = [{"year": str(year), "a": a, "b": b} for year, (a, b) in values.items() if a is not None and b is not None]
    x = {"field": "a", "type": "quantitative"}
    mark = {"type": "rule", "color": RULE, "strokeWidth": 4}
    return {"data": theme.rows(*joined), "mark": mark, "encoding": {"x": x, "x2": {"field": "b"}, "y": y}}


def _ends(values: Mapping[int, Ends], y: Spec, names: tuple[str, str], unit: str, decimals: int) -> list[Spec]:
    """Per group its marks, its values outward from the pair, and its name above the latest mark."""
    latest, layers = max(values, default=0), []
    for group, (shape, fill, ink, size) in enumerate(_LOOKS):
        rows = [_end(year, pair, group, unit, decimals) for year, pair in values.items() if pair[group] is not None]
        data, x = theme.rows(*rows), {"field": "x", "type": "quantitative"}
        mark = {"type": "point", "shape": shape, "filled": True, "color": fill, "size": size, "opacity": 1}
        layers.append({"data": data, "mark": mark, "encoding": {"x": x, "y": y}})
        for side, align, dx in (("left", "right", -10), ("right", "left", 10)):
            on_side = theme.rows(*(row for row in rows if row["side"] == side))
            text = {"type": "text", "align": align, "dx": dx, "baseline": "middle", "color": ink, "fontSize": 12.5}
            layers.append({"data": on_side, "mark": text, "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
            named = theme.rows(
                *(row | {"text": names[group]} for row in on_side["values"] if row["year"] == str(latest))
            )
            above = text | {"dy": -17, "dx": dx * -0.4, "fontWeight": "bold"}
            layers.append({"data": named, "mark": above, "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
    return layers


_LOOKS: Final = (("circle", BRAND, BRAND, 90), ("diamond", GROUP_B, GROUP_B_TEXT, 105))
"""Shape, colour, colour of its text and size of each group's mark."""


def _long_ends(values: Mapping[int, Ends], y: Spec, names: tuple[str, str], unit: str, decimals: int) -> list[Spec]:
    """Per group its marks, its values in the first and the last year, and its name at its own side over the rows."""
    outer, layers = {str(min(values, default=0)), str(max(values, default=0))}, []
    for group, (shape, fill, ink, size) in enumerate(_LOOKS):
        known = [(year, pair) for year, pair in sorted(values.items()) if pair[group] is not None]
        rows = [_end(year, pair, group, unit, decimals) for year, pair in known]
        x = {"field": "x", "type": "quantitative"}
        mark = {"type": "point", "shape": shape, "filled": True, "color": fill, "size": size, "opacity": 1}
        layers.append({"data": theme.rows(*rows), "mark": mark, "encoding": {"x": x, "y": y}})
        for side, align, dx in (("left", "right", -10), ("right", "left", 10)):
            said = theme.rows(*(row for row in rows if row["side"] == side and row["year"] in outer))
            text = {"type": "text", "align": align, "dx": dx, "baseline": "middle", "color": ink, "fontSize": 12.5}
            layers.append({"data": said, "mark": text, "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
        layers.append(_name(names[group], shape, ink, is_left=bool(rows) and rows[0]["side"] == "left"))
    return layers


def _name(name: str, shape: str, ink: str, *, is_left: bool) -> Spec:
    """A group's name at the side where it starts, with its mark; on a phone the two stand on a line each."""
    text = f"{'●' if shape == 'circle' else '◆'} {name}"
    mark = {"type": "text", "baseline": "bottom", "color": ink, "fontSize": 12.5, "fontWeight": "bold", "clip": False}
    mark |= {"align": "left" if is_left else theme.on_narrow("left", "right")}
    x = {"value": 0} if is_left else {"value": {"expr": f"width < {theme.NARROW} ? 0 : width - {_COLUMN}"}}
    y = {"value": theme.on_narrow(-24, -8)} if is_left else {"value": -8}
    return {"data": theme.rows({"text": text}), "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "text"}}}


def _end(year: int, pair: Ends, group: int, unit: str, decimals: int) -> Spec:
    own, other = pair[group], pair[1 - group]
    is_left = own is not None and (group == 0 if other is None or own == other else own < other)
    text = swedish.NOTHING if own is None else swedish.label(own, unit, decimals)
    return {"year": str(year), "x": own, "text": text, "side": "left" if is_left else "right"}


def _column(values: Mapping[int, Ends], y: Spec, decimals: int) -> list[Spec]:
    """The difference as a right-aligned column under its head."""
    latest = max(values, default=0)
    gaps = [
        {"year": str(year), "text": _gap(pair, decimals), "weight": "bold" if year == latest else "normal"}
        for year, pair in values.items()
    ]
    text: Spec = {"type": "text", "align": "right", "baseline": "middle", "color": INK, "fontSize": 13.5}
    head = {"type": "text", "align": "right", "baseline": "bottom", "color": TEXT_2, "fontSize": 12.5, "dy": -6}
    at_right = {"x": {"value": "width"}, "text": {"field": "text"}}
    return [
        {
            "data": theme.rows(*gaps),
            "mark": text | {"fontWeight": {"expr": "datum.weight"}},
            "encoding": at_right | {"y": y},
        },
        {"data": theme.rows({"text": "Skillnad"}), "mark": head, "encoding": at_right | {"y": {"value": 0}}},
    ]


def _gap(pair: Ends, decimals: int) -> str:
    """Between the two values as they are printed."""
    first, second = pair
    if first is None or second is None:
        return swedish.NOTHING
    return swedish.number(abs(swedish.apart(first, second, decimals)), decimals)
