"""The main chart: outcome with intervals against the straight path to the target; no forecast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import pandas as pd

from indicators.charts import labels, series, theme, uprights
from indicators.charts.drawn import Drawn, at
from indicators.charts.theme import BRAND, INK, INTERVAL, WHITE, Spec
from indicators.model import Event, Indicator, Progress

HEIGHT: Final = 268
_MARGIN: Final = (0.12, 0.12)


def trajectory(
    estimates: pd.DataFrame,
    progress: Progress,
    indicator: Indicator,
    *,
    events: Sequence[Event] = (),
    height: float = HEIGHT,
) -> Spec:
    """The chart of one series, with the events that stand on its axis numbered in their order (see `shown`)."""
    drawn = _drawn(estimates, progress, indicator)
    marked = uprights.shown(events, *drawn.years)
    said = labels.layers(drawn, height)
    layers = [
        _frame(drawn),
        *uprights.layers(marked, first=drawn.years[0], last=drawn.years[1]),
        *_intervals(drawn),
        *_way(drawn),
        *_outcome(drawn),
        *(uprights.on_white(said) if marked else said),
        _tips(drawn),
    ]
    room = {"padding": uprights.ROOM} if marked else {}
    return theme.chart([layer for layer in layers if layer], height=height, **room)


def shown(
    events: Sequence[Event], estimates: pd.DataFrame, progress: Progress, indicator: Indicator
) -> tuple[Event, ...]:
    """The events that the chart of a series draws and numbers, for the list under it."""
    return uprights.shown(events, *_drawn(estimates, progress, indicator).years)


def axis_start(estimates: pd.DataFrame, progress: Progress, indicator: Indicator) -> float:
    """Where the value axis begins, for the source line."""
    return _drawn(estimates, progress, indicator).axis.low


def _drawn(estimates: pd.DataFrame, progress: Progress, indicator: Indicator) -> Drawn:
    seen = series.points(estimates, indicator, until=progress.year)
    levels = [level for p in seen for level in (p.lowest, p.highest)]
    levels += [v for v in (progress.baseline, progress.target) if v is not None and progress.target is not None]
    last = progress.target_year or (indicator.target.year if indicator.target else progress.year)
    first = min([p.year for p in seen] + [progress.baseline_year or progress.year])
    return Drawn(
        seen=seen,
        progress=progress,
        indicator=indicator,
        years=(first, max(last, progress.year)),
        axis=theme.axis(levels, indicator.unit, margin=_MARGIN),
    )


def _frame(drawn: Drawn) -> Spec:
    """The two axes, drawn once; the years to the target stand empty."""
    first, last = drawn.years
    return {
        "data": theme.rows({"x": first, "y": drawn.axis.low}, {"x": last, "y": drawn.axis.high}),
        "mark": {"type": "point", "opacity": 0, "tooltip": None},
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "scale": {"domain": [first - 0.4, last + 0.45], "nice": False, "zero": False},
                "axis": {
                    "values": list(range(first, last + 1)),
                    "tickCount": last - first + 1,
                    "labelExpr": _year_expression(first, last),
                    "grid": False,
                    "tickSize": 4,
                    "labelPadding": 4,
                    "title": None,
                },
            },
            "y": {
                "field": "y",
                "type": "quantitative",
                "scale": {"domain": [drawn.axis.low, drawn.axis.high], "nice": False, "zero": False},
                "axis": theme.value_axis(drawn.axis),
            },
        },
    }


def _year_expression(first: int, last: int) -> str:
    """All years where there is room for them, else every second or third counted back from the last one."""
    room = f"width / {last - first + 1}"
    step = f"({room} < 17 ? 4 : {room} < 21 ? 3 : {room} < 34 ? 2 : 1)"
    return f"({last} - datum.value) % {step} === 0 ? format(datum.value, 'd') : ''"


def _intervals(drawn: Drawn) -> list[Spec]:
    ends = [
        {"x": p.year, "low": p.lower, "high": p.upper}
        for p in drawn.seen
        if p.lower is not None and p.upper is not None
    ]
    if not ends:
        return []
    return [
        {
            "data": theme.rows(*ends),
            "mark": {"type": "rule", "color": INTERVAL, "strokeWidth": 2},
            "encoding": at("x", "low") | {"y2": {"field": "high"}},
        }
    ]


def _way(drawn: Drawn) -> list[Spec]:
    """The dashed path, the diamond, and the drop to the ring where we should be."""
    if not drawn.has_path:
        return []
    p = drawn.progress
    way = theme.rows({"x": p.baseline_year, "y": p.baseline}, {"x": p.target_year, "y": p.target})
    dashed = {"type": "line", "color": INK, "strokeWidth": 1.5, "strokeDash": [5, 3.5]}
    layers: list[Spec] = [{"data": way, "mark": dashed, "encoding": at("x", "y")}]
    if drawn.has_due:
        due = {"x": p.value_year, "y": p.required, "from": _end_towards(drawn.seen[-1], p.required or 0.0)}
        drop = {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [1.5, 2.5]}
        ring = {"type": "point", "filled": True, "fill": WHITE, "stroke": INK, "strokeWidth": 1.5, "size": 48}
        layers.append({"data": theme.rows(due), "mark": drop, "encoding": at("x", "y") | {"y2": {"field": "from"}}})
        layers.append({"data": theme.rows(due), "mark": ring | {"opacity": 1}, "encoding": at("x", "y")})
    goal = {"type": "point", "shape": "diamond", "filled": True, "color": INK, "size": 110, "opacity": 1}
    layers.append({"data": theme.rows({"x": p.target_year, "y": p.target}), "mark": goal, "encoding": at("x", "y")})
    return layers


def _end_towards(point: series.Point, level: float) -> float:
    """The end of a point's interval that is nearer a level, so that the drop does not run through the interval."""
    if point.lowest <= level <= point.highest:
        return level
    return point.lowest if level < point.lowest else point.highest


def _outcome(drawn: Drawn) -> list[Spec]:
    """The solid line in its parts, filled dots from the baseline on, hollow before; a preliminary end is dotted."""
    if not drawn.seen:
        return []
    steady, loose = _segments(drawn.seen)
    line: Spec = {"type": "line", "color": BRAND, "strokeWidth": 2.75, "strokeJoin": "round", "strokeCap": "round"}
    by_part = at("x", "y") | {"detail": {"field": "part", "type": "nominal"}}
    layers: list[Spec] = [{"data": theme.rows(*steady), "mark": line, "encoding": by_part}]
    if loose:
        dotted = line | {"strokeDash": [2, 4]}
        layers.append({"data": theme.rows(*loose), "mark": dotted, "encoding": by_part})
    base = drawn.progress.baseline_year
    before = [p for p in drawn.seen if base is not None and p.year < base]
    since = [p for p in drawn.seen if p not in before]
    dot: Spec = {"type": "point", "filled": True, "stroke": BRAND, "strokeWidth": 2, "size": 46, "opacity": 1}
    for kept, fill in ((before, WHITE), (since, BRAND)):
        if kept:
            data = theme.rows(*({"x": p.year, "y": p.value} for p in kept))
            layers.append({"data": data, "mark": dot | {"fill": fill}, "encoding": at("x", "y")})
    return layers


def _segments(seen: list[series.Point]) -> tuple[list[Spec], list[Spec]]:
    final = [p for p in seen if not p.is_preliminary]
    steady = [{"x": p.year, "y": p.value, "part": p.part} for p in final]
    loose: list[Spec] = []
    for before, now in pairwise(seen):
        if now.is_preliminary and before.part == now.part:
            loose += [{"x": p.year, "y": p.value, "part": now.year} for p in (before, now)]
    return steady, loose


def _tips(drawn: Drawn) -> Spec:
    """Invisible targets, larger than the dots, that say the value on hovering."""
    if not drawn.seen:
        return {}
    data = [{"x": p.year, "y": p.value, "tip": series.tip(p, drawn.indicator)} for p in drawn.seen]
    return {
        "data": theme.rows(*data),
        "mark": {"type": "point", "filled": True, "size": 420, "opacity": 0},
        "encoding": at("x", "y") | {"tooltip": {"field": "tip", "type": "nominal"}},
    }
