"""Labels of the main chart, each put where the lines leave room for it."""

from __future__ import annotations

import math
from typing import Final

from indicators.charts import theme
from indicators.charts.drawn import Drawn, at
from indicators.charts.series import Point
from indicators.charts.theme import BRAND, INK, TEXT_2, Spec

_USUAL: Final = {"type": "text", "fontSize": 12.5, "color": TEXT_2}
_EXTREME: Final = 0.35
"""A year is extreme when the line turns sharply there, this share of the axis beyond baseline and latest value."""
_LINE: Final = 14
"""Height of a line of labels."""
_STEEP: Final = 7
"""Rise per year, in pixels, from which a passing line would run through a label over its point."""
_PHONE_YEAR: Final = 30
"""Width of a year on a phone, for judging how steep a line leaves a point."""


def layers(drawn: Drawn, height: float) -> list[Spec]:
    """The latest value, the baseline, the extreme year, the target, and where we should be."""
    if not drawn.seen:
        return [layer for layer in (_target(drawn),) if layer]
    found = (_latest(drawn, height), _baseline(drawn, height), _extreme(drawn), _target(drawn), _due(drawn, height))
    return [layer for layer in found if layer]


def _latest(drawn: Drawn, height: float) -> Spec:
    last = drawn.seen[-1]
    is_above = _pull(drawn, last, height) <= 0
    text = drawn.caption(last.value) + (" (prel.)" if last.is_preliminary else "")
    mark = _USUAL | {"fontSize": 17, "fontWeight": "bold", "color": BRAND, "dy": _off(last, is_above, 5)}
    return _label(last, text, mark, is_above)


def _baseline(drawn: Drawn, height: float) -> Spec:
    base, last = _at_year(drawn, drawn.progress.baseline_year), drawn.seen[-1]
    if base is None or base is last:
        return {}
    is_above = _pull(drawn, base, height) <= 0
    look = _USUAL | {"dy": _off(base, is_above, 3)} | _aside(drawn, base, height, is_above)
    return _label(base, drawn.caption(base.value), look, is_above)


def _extreme(drawn: Drawn) -> Spec:
    base, last = _at_year(drawn, drawn.progress.baseline_year) or drawn.seen[0], drawn.seen[-1]
    span = _EXTREME * (drawn.axis.high - drawn.axis.low)
    turns = [
        now
        for before, now, after in zip(drawn.seen, drawn.seen[1:], drawn.seen[2:], strict=False)
        if (now.value - before.value) * (after.value - now.value) < 0
        and min(abs(now.value - before.value), abs(after.value - now.value)) > span / 2
    ]
    high = max(turns, key=lambda p: p.value, default=base)
    low = min(turns, key=lambda p: p.value, default=base)
    if high.value > max(base.value, last.value) + span:
        return _label(high, drawn.caption(high.value), _USUAL | {"align": "left", "dx": 8, "dy": 0}, None)
    if low.value < min(base.value, last.value) - span:
        return _label(low, drawn.caption(low.value), _USUAL | {"align": "left", "dx": 8, "dy": 4}, None)
    return {}


def _target(drawn: Drawn) -> Spec:
    p = drawn.progress
    if not drawn.has_path or p.target is None or p.target_year is None or p.baseline is None:
        return {}
    is_above = p.target > p.baseline
    final = _at_year(drawn, p.target_year)
    if final is not None and final.value != p.target:
        is_above = final.value < p.target
    mark = _USUAL | {"fontWeight": "bold", "color": INK, "align": "right", "dx": 14, "dy": -9 if is_above else 9}
    return _label(Point(year=p.target_year, value=p.target), f"Mål {drawn.goal(p.target)}", mark, is_above)


def _due(drawn: Drawn, height: float) -> Spec:
    p = drawn.progress
    if not drawn.has_due or p.required is None or p.value_year is None or p.value.value is None:
        return {}
    if abs(_pixels(drawn, p.value.value - p.required, height)) < 2 * _LINE:
        return {}
    is_above = p.value.value < p.required
    rises = (p.target or 0.0) > (p.baseline or 0.0)
    is_left = rises == is_above
    side = {"align": "right", "dx": -7} if is_left else {"align": "left", "dx": 7}
    is_late = p.value_year >= (p.target_year or 0) - 1
    shown = {"opacity": theme.on_narrow(0, 1)} if is_late else {}
    mark = _USUAL | {"color": INK, "dy": -6 if is_above else 6} | side | shown
    text = f"borde vara {drawn.caption(p.required)}"
    return _label(Point(year=p.value_year, value=p.required), text, mark, is_above)


def _label(point: Point, text: str, mark: Spec, is_above: bool | None) -> Spec:
    """A text at the end of a point's interval; `is_above` None puts it beside the point."""
    end = point.value if is_above is None else point.highest if is_above else point.lowest
    baseline = {None: "middle", True: "bottom", False: "top"}[is_above]
    return {
        "data": theme.rows({"x": point.year, "y": end, "text": text}),
        "mark": mark | {"baseline": baseline},
        "encoding": at("x", "y") | {"text": {"field": "text"}},
    }


def _off(point: Point, is_above: bool, least: float) -> float:
    """Distance of a label from the end of an interval, or from the dot where there is none."""
    has_interval = point.lower is not None and point.upper is not None
    distance = least if has_interval else least + 5
    return -distance if is_above else distance


def _aside(drawn: Drawn, point: Point, height: float, is_above: bool) -> Spec:
    """Out of the way of a line that passes a point steeply, up or down."""
    index = drawn.seen.index(point)
    if not 0 < index < len(drawn.seen) - 1 or point.lower is not None:
        return {}
    before, after = drawn.seen[index - 1], drawn.seen[index + 1]
    rise = _pixels(drawn, after.value - before.value, height) / (after.year - before.year)
    passes = (point.value - before.value) * (after.value - point.value) > 0
    if not passes or abs(rise) < _STEEP:
        return {}
    return {"align": "right", "dx": 3} if (rise > 0) == is_above else {"align": "left", "dx": -3}


def _pull(drawn: Drawn, point: Point, height: float) -> float:
    """Which side lines leave a point by: positive when most go up, so that a label belongs below."""
    index, p = drawn.seen.index(point), drawn.progress
    beside = [drawn.seen[i] for i in (index - 1, index + 1) if 0 <= i < len(drawn.seen)]
    steep = [_pixels(drawn, q.value - point.value, height) / abs(q.year - point.year) for q in beside]
    if drawn.has_path and point.year == p.baseline_year and p.target is not None and p.target_year is not None:
        steep.append(_pixels(drawn, p.target - point.value, height) / (p.target_year - point.year))
    if drawn.has_due and point.year == p.value_year and p.required is not None:
        away = _pixels(drawn, p.required - point.value, height)
        is_close = 0 < abs(away) < 2 * _LINE  # the ring itself would lie under the label
        steep += [math.copysign(height, away)] * (3 if is_close else 1)
    if drawn.has_path and point.year == p.target_year and p.target is not None and p.baseline is not None:
        steep.append(_LINE * (1.0 if (p.target - point.value or p.target - p.baseline) > 0 else -1.0) * 10)
    return sum(max(-1.5, min(1.5, rise / _PHONE_YEAR)) for rise in steep)


def _pixels(drawn: Drawn, difference: float, height: float) -> float:
    return difference / (drawn.axis.high - drawn.axis.low) * height


def _at_year(drawn: Drawn, year: int | None) -> Point | None:
    return next((p for p in drawn.seen if p.year == year), None)
