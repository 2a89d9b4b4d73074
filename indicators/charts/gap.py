"""The gap between two groups over time, from zero, with what chance alone would show as a pale band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from indicators import swedish
from indicators.charts import theme, uprights
from indicators.charts.drawn import at
from indicators.charts.series import every
from indicators.charts.theme import BRAND, INK, INTERVAL, TEXT_2, WHITE, Spec
from indicators.measures.equity.results import YearlyGap
from indicators.model import Event, GapMeasure, GapTarget, Indicator

HEIGHT: Final = 232
BAND: Final = "#DCE1E6"
BY_CHANCE: Final = "Så långt isär kommer lika stadsdelar av en slump"
BY_CHANCE_SHORT: Final = "Slumpen ensam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """The size of the gap in a year, its interval, and what chance alone would show."""

    year: int
    value: float
    ends: tuple[float, float]
    lower: float | None
    upper: float | None
    by_chance: float | None
    part: int


def distances(years: Iterable[YearlyGap], indicator: Indicator) -> list[Distance]:
    """The sizes of the yearly gaps; an interval that holds zero starts there, and a break parts the line."""
    found: list[Distance] = []
    for year in years:
        if year.distance is None or year.best.value is None or year.worst.value is None:
            continue
        lower, upper = _limits(year)
        part = _part(found[-1], year.year, indicator) if found else 0
        found.append(
            Distance(
                year=year.year,
                value=year.distance,
                ends=(year.best.value, year.worst.value),
                lower=lower,
                upper=upper,
                by_chance=year.by_chance,
                part=part,
            )
        )
    return found


def over_time(
    years: Sequence[YearlyGap],
    indicator: Indicator,
    *,
    last: int,
    decimals: int,
    goal: str = "",
    events: Sequence[Event] = (),
) -> Spec:
    """The gap year by year; `last` is the programme's last year, and years without a gap stand empty.

    `goal` is the label of the register's target, which is drawn as on other charts where it is a difference.
    """
    seen = distances(years, indicator)
    target = _drawn_target(indicator)
    levels = [
        0.0,
        *([target.value] if target else []),
        *(v for d in seen for v in (d.value, d.upper, d.by_chance) if v is not None),
    ]
    axis = theme.axis(levels, margin=(0.0, 0.12))
    first, last = _span(years, indicator, last)
    marked = uprights.shown(events, first, last)
    layers = [
        _frame(axis, first, last),
        _band(seen),
        *uprights.layers(marked, first=first, last=last),
        _intervals(seen),
        *_way(seen, target),
        *_line(seen),
        *_band_name(seen, axis),
        *(uprights.on_white(_labels(seen, decimals)) if marked else _labels(seen, decimals)),
        *_goal_name(seen, target, goal),
        _tips(seen, decimals),
    ]
    room = {"padding": uprights.ROOM} if marked else {}
    return theme.chart([layer for layer in layers if layer["data"]["values"]], height=HEIGHT, **room)


def shown(events: Sequence[Event], years: Sequence[YearlyGap], indicator: Indicator, *, last: int) -> tuple[Event, ...]:
    """The events that the drawing numbers, for the list under it."""
    return uprights.shown(events, *_span(years, indicator, last))


def _span(years: Sequence[YearlyGap], indicator: Indicator, last: int) -> tuple[int, int]:
    """The first and the last year of the axis."""
    target = _drawn_target(indicator)
    first = min((y.year for y in years if y.distance is not None), default=last)
    return first, max(first, last, target.year if target else last)


def _limits(year: YearlyGap) -> tuple[float | None, float | None]:
    low, high = year.difference.lower, year.difference.upper
    if low is None or high is None:
        return None, None
    return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _part(before: Distance, year: int, indicator: Indicator) -> int:
    is_cut = any(before.year < each.year <= year for each in indicator.breaks)
    return before.part + int(is_cut or year - before.year > every(indicator))


def _frame(axis: theme.Axis, first: int, last: int) -> Spec:
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False},
        "axis": {
            "values": list(range(first, last + 1)),
            "tickCount": last - first + 1,
            "labelExpr": _years(first, last),
            "grid": False,
            "tickSize": 4,
            "labelPadding": 4,
            "title": None,
        },
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, axis.high], "nice": False, "zero": True},
        "axis": theme.value_axis(axis),
    }
    hidden = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": first, "y": 0}), "mark": hidden, "encoding": {"x": x, "y": y}}


def _years(first: int, last: int) -> str:
    """Every year where there is room, else every second or third counted back from the last one."""
    room = f"width / {last - first + 1}"
    step = f"({room} < 21 ? 3 : {room} < 34 ? 2 : 1)"
    return f"({last} - datum.value) % {step} === 0 ? format(datum.value, 'd') : ''"


def _band(seen: Sequence[Distance]) -> Spec:
    """What chance alone would show, a step for each year."""
    steps = [{"x": d.year - 0.5, "to": d.year + 0.5, "y": 0, "top": d.by_chance} for d in seen if d.by_chance]
    place = at("x", "y") | {"x2": {"field": "to"}, "y2": {"field": "top"}}
    return {"data": theme.rows(*steps), "mark": {"type": "rect", "color": BAND}, "encoding": place}


def _band_name(seen: Sequence[Distance], axis: theme.Axis) -> list[Spec]:
    """The band's name over its first step, on white where the line would cross it."""
    known = [d for d in seen if d.by_chance]
    if not known:
        return []
    label = {"x": known[0].year - 0.5, "y": min(max(d.by_chance or 0.0 for d in known), axis.high)}
    said = {"type": "text", "align": "left", "baseline": "bottom", "dx": 4, "dy": -3, "color": TEXT_2, "fontSize": 12.5}
    said |= {"text": theme.on_narrow(BY_CHANCE_SHORT, BY_CHANCE)}
    behind = said | {"color": WHITE, "stroke": WHITE, "strokeWidth": 4, "strokeJoin": "round"}
    return [{"data": theme.rows(label), "mark": mark, "encoding": at("x", "y")} for mark in (behind, said)]


def _intervals(seen: Sequence[Distance]) -> Spec:
    ends = [{"x": d.year, "low": d.lower, "high": d.upper} for d in seen if d.lower is not None]
    mark = {"type": "rule", "color": INTERVAL, "strokeWidth": 2}
    return {"data": theme.rows(*ends), "mark": mark, "encoding": at("x", "low") | {"y2": {"field": "high"}}}


def _line(seen: Sequence[Distance]) -> list[Spec]:
    data = theme.rows(*({"x": d.year, "y": d.value, "part": d.part} for d in seen))
    line = {"type": "line", "color": BRAND, "strokeWidth": 2.75, "strokeJoin": "round", "strokeCap": "round"}
    dot = {"type": "point", "filled": True, "color": BRAND, "size": 52, "opacity": 1}
    by_part = at("x", "y") | {"detail": {"field": "part", "type": "nominal"}}
    return [{"data": data, "mark": line, "encoding": by_part}, {"data": data, "mark": dot, "encoding": at("x", "y")}]


def _drawn_target(indicator: Indicator) -> GapTarget | None:
    target = indicator.gap_target
    return target if target is not None and target.measure is GapMeasure.DIFFERENCE else None


def _way(seen: Sequence[Distance], target: GapTarget | None) -> list[Spec]:
    """The dashed path from the first gap to the target, and the target's diamond."""
    if not seen or target is None:
        return []
    end = {"x": target.year, "y": target.value}
    dashed = {"type": "line", "color": INK, "strokeWidth": 1.5, "strokeDash": [5, 3.5]}
    diamond = {"type": "point", "shape": "diamond", "filled": True, "color": INK, "size": 110, "opacity": 1}
    way = theme.rows({"x": seen[0].year, "y": seen[0].value}, end)
    return [
        {"data": way, "mark": dashed, "encoding": at("x", "y")},
        {"data": theme.rows(end), "mark": diamond, "encoding": at("x", "y")},
    ]


def _goal_name(seen: Sequence[Distance], target: GapTarget | None, goal: str) -> list[Spec]:
    """The target's name on white, on the side of its diamond where the latest gap does not lie."""
    if not seen or target is None or not goal:
        return []
    is_under = seen[-1].value > target.value
    said: Spec = {"type": "text", "align": "right", "baseline": "top" if is_under else "bottom", "color": INK}
    said |= {"dx": 8, "dy": 10 if is_under else -10, "fontSize": 12.5, "text": goal}
    behind = said | {"color": WHITE, "stroke": WHITE, "strokeWidth": 4, "strokeJoin": "round"}
    data = theme.rows({"x": target.year, "y": target.value})
    return [{"data": data, "mark": mark, "encoding": at("x", "y")} for mark in (behind, said)]


def _labels(seen: Sequence[Distance], decimals: int) -> list[Spec]:
    """The first value and, in bold, the last."""
    if not seen:
        return []
    look: Spec = {"type": "text", "fontSize": 13, "align": "left", "dx": 9, "baseline": "middle"}
    last = seen[-1]
    layers = [_label(last, decimals, look | {"color": INK, "fontWeight": "bold", "fontSize": 14, "dy": -10})]
    if len(seen) > 1:
        rises = next((b.value > a.value for a, b in pairwise(seen)), False)
        layers.append(_label(seen[0], decimals, look | {"color": TEXT_2, "dx": 6, "dy": 15 if rises else -13}))
    return layers


def _label(distance: Distance, decimals: int, look: Spec) -> Spec:
    said = {"x": distance.year, "y": distance.value, "text": _printed(distance, decimals)}
    return {"data": theme.rows(said), "mark": look, "encoding": at("x", "y") | {"text": {"field": "text"}}}


def _tips(seen: Sequence[Distance], decimals: int) -> Spec:
    tips = [{"x": d.year, "y": d.value, "tip": _tip(d, decimals)} for d in seen]
    mark = {"type": "point", "filled": True, "size": 420, "opacity": 0}
    return {
        "data": theme.rows(*tips),
        "mark": mark,
        "encoding": at("x", "y") | {"tooltip": {"field": "tip", "type": "nominal"}},
    }


def _tip(distance: Distance, decimals: int) -> str:
    said = f"{distance.year}: {_printed(distance, decimals)}"
    if distance.lower is None or distance.upper is None:
        return said
    return f"{said} ({swedish.interval(distance.lower, distance.upper, decimals=decimals)})"


def _printed(distance: Distance, decimals: int) -> str:
    """Between the two ends as they are printed elsewhere."""
    return swedish.number(abs(swedish.apart(*distance.ends, decimals)), decimals)
