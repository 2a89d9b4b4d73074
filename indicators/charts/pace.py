"""The rule as a picture: the pace so far against no change, and where it lands against the target, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indicators import swedish
from indicators.charts import icons, theme
from indicators.charts.theme import ASSESSMENTS, AXIS, INK, TEXT_2, WHITE, Spec
from indicators.model import Good, Indicator, Progress

ROW: Final = 66
_SHIFT: Final = 13
"""How far above and below a row's middle the two strokes lie."""
_WIDE: Final = 620
"""Plots narrower than this have no room for the words at the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row: its name, the result it shows, and the words at its right end."""

    name: str
    progress: Progress
    words: str = ""


def pace(examples: Sequence[Example], indicator: Indicator) -> Spec:
    """Two strokes per row, better to the right: the level in the target year by the pace so far, and the landing.

    All rows must share baseline and target, or they could not share a scale.
    """
    first = examples[0].progress
    levels = [v for e in examples for v in (*_pace(e.progress), *_landing(e.progress))]
    levels += [v for v in (first.baseline, first.target) if v is not None]
    axis = theme.axis(levels, indicator.unit)
    y = {"field": "name", "type": "nominal", "sort": None, "axis": _names(examples)}
    y["scale"] = {"domain": [e.name for e in examples]}
    layers = [
        _frame(axis, indicator, y, has_words=any(e.words for e in examples)),
        *_uprights(first, indicator),
        *_strokes(examples, y),
        _words(examples, y),
        _captions(examples, y),
    ]
    room = {"left": 0, "right": 4, "top": 24, "bottom": 0}
    return theme.chart([x for x in layers if x["data"]["values"]], height=ROW * len(examples), padding=room)


def _pace(progress: Progress) -> tuple[float, ...]:
    """Lower, middle and upper level in the target year when the pace is counted from the baseline."""
    p = progress
    slopes = (p.slope_lower, p.slope, p.slope_upper)
    if p.baseline is None or p.baseline_year is None or p.target_year is None or None in slopes:
        return ()
    years = p.target_year - p.baseline_year
    return tuple(p.baseline + b * years for b in slopes if b is not None)


def _landing(progress: Progress) -> tuple[float, ...]:
    found = (progress.landing_lower, progress.landing, progress.landing_upper)
    return tuple(v for v in found if v is not None) if None not in found else ()


def _names(examples: Sequence[Example]) -> Spec:
    test = f"datum.value === {examples[0].name!r}"
    weight = {"condition": {"test": test, "value": "bold"}, "value": "normal"}
    look = {"domain": False, "ticks": False, "labelPadding": 12, "title": None, "labelLimit": 130}
    return look | {"labelColor": INK, "labelFontSize": 13, "labelFontWeight": weight}


def _frame(axis: theme.Axis, indicator: Indicator, y: Spec, *, has_words: bool) -> Spec:
    """The scale with better to the right; on a wide plot its better end leaves room for the words."""
    is_low = indicator.good is Good.LOW
    span = axis.high - axis.low
    share = f"(width < {_WIDE} ? 1 : width / (width - 190))" if has_words else "1"
    best = {"expr": f"{axis.high!r} - {span!r} * {share}" if is_low else f"{axis.low!r} + {span!r} * {share}"}
    ends = {"domainMin": best, "domainMax": axis.high} if is_low else {"domainMin": axis.low, "domainMax": best}
    scale = ends | {"nice": False, "zero": False, "reverse": is_low}
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": scale,
        "axis": theme.value_axis(axis, labelExpr=theme.thinned(axis)),
    }
    mark = {"type": "point", "opacity": 0, "tooltip": None}
    return {"data": theme.rows({"x": axis.low, "name": None}), "mark": mark, "encoding": {"x": x, "y": y}}


def _uprights(progress: Progress, indicator: Indicator) -> list[Spec]:
    """Solid for no change, dashed for the target, each with its name on top."""
    if progress.baseline is None or progress.target is None:
        return []
    goal = swedish.joined(swedish.plain(progress.target, indicator.decimals), "%" if indicator.unit == "%" else "")
    marks = (
        (progress.baseline, "Ingen förändring", {"color": AXIS, "strokeWidth": 1.5}, "normal", TEXT_2),
        (progress.target, f"Mål {goal}", {"color": INK, "strokeWidth": 1.5, "strokeDash": [5, 3.5]}, "bold", INK),
    )
    layers: list[Spec] = []
    for at, name, look, weight, colour in marks:
        data, x = theme.rows({"x": at, "text": name}), {"field": "x", "type": "quantitative"}
        text = {"type": "text", "baseline": "bottom", "dy": -6, "fontWeight": weight, "color": colour}
        layers.append({"data": data, "mark": {"type": "rule"} | look, "encoding": {"x": x}})
        encoding = {"x": x, "y": {"value": 0}, "text": {"field": "text"}}
        layers.append({"data": data, "mark": text, "encoding": encoding})
    return layers


def _strokes(examples: Sequence[Example], y: Spec) -> list[Spec]:
    """The pace thick with the assessment's icon, the landing thin with a hollow dot."""
    x, x2 = {"field": "low", "type": "quantitative"}, {"field": "high"}
    middle, colour = {"field": "mid", "type": "quantitative"}, {"field": "colour", "type": "nominal", "scale": None}
    pace = theme.rows(*(_row(e, _pace(e.progress)) for e in examples if _pace(e.progress)))
    landing = theme.rows(*(_row(e, _landing(e.progress)) for e in examples if _landing(e.progress)))
    thick = {"type": "rule", "strokeWidth": 4.5, "yOffset": -_SHIFT}
    thin = {"type": "rule", "strokeWidth": 2, "yOffset": _SHIFT}
    dot = {
        "type": "point",
        "filled": True,
        "fill": WHITE,
        "strokeWidth": 2,
        "size": 70,
        "yOffset": _SHIFT,
        "opacity": 1,
    }
    disc = {"type": "point", "filled": True, "color": WHITE, "size": 260, "yOffset": -_SHIFT, "opacity": 1}
    icon = {"type": "image", "width": 20, "height": 20, "yOffset": -_SHIFT}
    return [
        {"data": pace, "mark": thick, "encoding": {"x": x, "x2": x2, "y": y, "color": colour}},
        {"data": pace, "mark": disc, "encoding": {"x": middle, "y": y}},
        {"data": pace, "mark": icon, "encoding": {"x": middle, "y": y, "url": {"field": "icon", "type": "nominal"}}},
        {"data": landing, "mark": thin, "encoding": {"x": x, "x2": x2, "y": y, "color": colour}},
        {"data": landing, "mark": dot, "encoding": {"x": middle, "y": y, "stroke": colour}},
    ]


def _row(example: Example, found: tuple[float, ...]) -> Spec:
    low, mid, high = found
    told = example.progress.assessment
    look = {"colour": ASSESSMENTS[told], "icon": icons.data_uri(told)}
    return {"name": example.name, "low": low, "mid": mid, "high": high} | look


def _words(examples: Sequence[Example], y: Spec) -> Spec:
    told = [{"name": e.name, "text": e.words} for e in examples if e.words]
    mark = {"type": "text", "align": "right", "baseline": "middle", "color": TEXT_2, "yOffset": -_SHIFT}
    mark |= {"opacity": {"expr": f"width < {_WIDE} ? 0 : 1"}}
    return {
        "data": theme.rows(*told),
        "mark": mark,
        "encoding": {"x": {"value": "width"}, "y": y, "text": {"field": "text"}},
    }


def _captions(examples: Sequence[Example], y: Spec) -> Spec:
    """What the two strokes are, said once at the first row."""
    first = examples[0]
    both = [
        ("takten hittills", _pace(first.progress), -30),
        (_landing_name(first.progress), _landing(first.progress), 30),
    ]
    told = [{"name": first.name, "x": found[1], "text": name, "dy": dy} for name, found, dy in both if found]
    mark = {"type": "text", "baseline": "middle", "color": TEXT_2, "fontSize": 12, "dy": {"expr": "datum.dy"}}
    x = {"field": "x", "type": "quantitative"}
    return {"data": theme.rows(*told), "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "text"}}}


def _landing_name(progress: Progress) -> str:
    return f"landar {progress.target_year}"
