"""Events in a drawing over time: an upright line for each, and over the plot the number it has in the list below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from indicators import events as dated
from indicators.charts import theme
from indicators.charts.theme import AXIS, INK, WHITE, Spec
from indicators.model import Event, EventKind

ROOM: Final[Spec] = {"left": 0, "right": 9, "top": 24, "bottom": 0}
"""Padding of a chart that has uprights; the numbers stand over the plot, where no value can be."""
DASH: Final = (4, 3)
"""A method change is dashed, which grey print keeps; other events are thin and whole."""
_HIGH: Final = -11
_LEVEL: Final = -3
"""Upper end of the lines, and where the level line of what lasts runs."""
_BEFORE, _AFTER = 0.4, 0.45
"""How far before its first year and after its last an axis is drawn, in years."""
_PHONE, _DESK = 270, 460
"""Narrowest plot for which numbers are placed, on a phone and elsewhere, in pixels."""
_RING, _PILL = 16.0, 30.0
"""Width of one number and of several together."""
_AREA: Final = 230
_EDGE: Final = 6
"""How far inside the first row's upper edge a line stays, in pixels."""
_PILL_PATH: Final = "M-1,-1L1,-1A1,1,0,0,1,1,1L-1,1A1,1,0,0,1,-1,-1Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One number, or the first and last of several that stand too close to be told apart."""

    place: float
    first: int
    last: int

    @property
    def text(self) -> str:
        """`1`, or `2–4`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def width(self) -> float:
        """Pixels that the label takes."""
        return _RING if self.first == self.last else _PILL


def shown(events: Sequence[Event], first: int, last: int) -> tuple[Event, ...]:
    """The events that stand on an axis of these years, and what was under way when it begins.

    A method change before its first year parts nothing.
    """
    return tuple(e for e in events if first - 0.5 < dated.place(e) <= last + _AFTER or dated.is_under_way(e, first))


def at(event: Event, first: int) -> float:
    """Where an event is marked on an axis from a year: what was under way by then at the left edge."""
    return max(dated.place(event), first - _BEFORE)


def until(event: Event, last: int) -> float | None:
    """How far the level line of what lasts is drawn on an axis to a year; None for what happened once."""
    over = dated.end(event)
    return None if over is None else min(over, last + _AFTER)


def layers(events: Sequence[Event], *, first: int, last: int) -> list[Spec]:
    """Lines at the places of the events shown and their numbers above the plot, together where they would collide."""
    if not events:
        return []
    return [*_lines(events, first), *_spans(events, first, last), *_numbers(events, first, last)]


def labels(places: Sequence[float], *, per_year: float) -> list[Label]:
    """The numbers of places in order, joined until none lies on another; `per_year` is pixels."""
    found = [Label(place=place, first=n, last=n) for n, place in enumerate(places, start=1)]
    while True:
        at = next((i for i, (a, b) in enumerate(pairwise(found)) if _touch(a, b, per_year)), None)
        if at is None:
            return found
        one, other = found[at : at + 2]
        middle = (places[one.first - 1] + places[other.last - 1]) / 2
        found[at : at + 2] = [Label(place=middle, first=one.first, last=other.last)]


def between(events: Sequence[Event], years: Sequence[int], *, row: float) -> list[Spec]:
    """Where each row is a year: a level line between the rows that an event falls between, with its number."""
    above: dict[int, list[int]] = {}
    for number, event in enumerate(events, start=1):
        above.setdefault(_row_after(event, years), []).append(number)
    found: list[Spec] = []
    for at, numbers in above.items():
        inside = at * row + _EDGE * (at == 0)
        is_method = any(events[n - 1].kind is EventKind.METHOD for n in numbers)
        found += _level(Label(place=inside, first=numbers[0], last=numbers[-1]), is_method=is_method)
    return found


def _row_after(event: Event, years: Sequence[int]) -> int:
    """Which row an event stands above: the first later one, and the last at most; a whole year stands under its own."""
    place = dated.place(event)
    return next((at for at, year in enumerate(years) if place < year), len(years) - 1)


def _level(label: Label, *, is_method: bool) -> list[Spec]:
    y = {"value": label.place}
    ends = {"x": {"value": 0}, "x2": {"value": "width"}, "y": y}
    line = {"data": theme.rows({"mark": label.text}), "mark": {"type": "rule"} | _LOOKS[is_method], "encoding": ends}
    shape = "circle" if label.first == label.last else _PILL_PATH
    return [line, *_signs([{"mark": label.text}], shape, {"x": {"value": label.width / 2}, "y": y}, 1)]


def on_white(layers: Sequence[Spec]) -> list[Spec]:
    """Labels with white behind each, so that no line runs through the figures."""
    behind = {"color": WHITE, "stroke": WHITE, "strokeWidth": 4, "strokeJoin": "round"}
    return [copy for layer in layers for copy in (layer | {"mark": layer["mark"] | behind}, layer)]


def _touch(one: Label, other: Label, per_year: float) -> bool:
    return (other.place - one.place) * per_year < (one.width + other.width) / 2 + 1


def _lines(events: Sequence[Event], first: int) -> list[Spec]:
    found: list[Spec] = []
    began = [e for e in events if not dated.is_under_way(e, first)]
    for is_method, look in _LOOKS.items():
        rows = [{"x": dated.place(e)} for e in began if (e.kind is EventKind.METHOD) is is_method]
        if rows:
            ends = {"x": _X, "y": {"value": _LEVEL}, "y2": {"value": "height"}}
            found.append({"data": theme.rows(*rows), "mark": {"type": "rule"} | look, "encoding": ends})
    return found


def _spans(events: Sequence[Event], first: int, last: int) -> list[Spec]:
    """A level line over the plot for as long as something lasts."""
    rows = [{"x": at(e, first), "to": over} for e in events if (over := until(e, last)) is not None]
    if not rows:
        return []
    ends = {"x": _X, "x2": {"field": "to"}, "y": {"value": _LEVEL}}
    return [{"data": theme.rows(*rows), "mark": {"type": "rule"} | _LOOKS[False], "encoding": ends}]


def _numbers(events: Sequence[Event], first: int, last: int) -> list[Spec]:
    places, years = [at(e, first) for e in events], last - first + 1
    narrow, wide = (labels(places, per_year=width / years) for width in (_PHONE, _DESK))
    if narrow == wide:
        return _drawn(narrow, 1)
    return [*_drawn(narrow, theme.on_narrow(1, 0)), *_drawn(wide, theme.on_narrow(0, 1))]


def _drawn(found: Sequence[Label], opacity: object) -> list[Spec]:
    place = {"x": _X, "y": {"value": _HIGH}}
    single = [{"x": s.place, "mark": s.text} for s in found if s.first == s.last]
    several = [{"x": s.place, "mark": s.text} for s in found if s.first != s.last]
    return [*_signs(single, "circle", place, opacity), *_signs(several, _PILL_PATH, place, opacity)]


def _signs(rows: Sequence[Spec], shape: str, place: Spec, opacity: object) -> list[Spec]:
    """Numbers on white in a ring."""
    if not rows:
        return []
    data = theme.rows(*rows)
    disc = {"type": "point", "filled": True, "fill": WHITE, "stroke": INK, "strokeWidth": 1, "shape": shape}
    said = {"type": "text", "fontSize": 11, "color": INK, "baseline": "middle", "opacity": opacity}
    return [
        {"data": data, "mark": disc | {"size": _AREA, "opacity": opacity}, "encoding": place},
        {"data": data, "mark": said, "encoding": place | {"text": {"field": "mark"}}},
    ]


_X: Final[Spec] = {"field": "x", "type": "quantitative"}
_LOOKS: Final[Mapping[bool, Spec]] = {
    False: {"color": AXIS, "strokeWidth": 1},
    True: {"color": INK, "strokeWidth": 1.2, "strokeDash": list(DASH)},
}
"""The line of an event, and of a method change."""
