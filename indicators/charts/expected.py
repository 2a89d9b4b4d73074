"""The small picture of a value that stands out: earlier values, where it was to be expected, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from indicators import swedish
from indicators.charts.icons import as_data_uri
from indicators.charts.theme import BRAND, INK, RULE

if TYPE_CHECKING:
    from indicators.deliveries.results import Deviation

WIDTH: Final = 150
HEIGHT: Final = 44
_LEFT, _RIGHT, _TOP, _BOTTOM = 6.0, 12.0, 6.0, 6.0
_FIELD: Final = 18.0
_LEAST_SPAN: Final = 0.12

Point = tuple[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    x: Callable[[float], float]
    y: Callable[[float], float]


def of(deviation: Deviation) -> str:
    """The picture as an address for an image element."""
    return as_data_uri(drawing(deviation))


def drawing(deviation: Deviation) -> str:
    """The picture as SVG: a line through earlier values, a grey field, and a black dot for the delivery's value."""
    seen = _earlier(deviation)
    frame = _frame(deviation, seen)
    dots = "".join(f'<circle cx="{frame.x(y)}" cy="{frame.y(v)}" r="2" fill="{BRAND}"/>' for y, v in seen)
    new = f'<circle cx="{frame.x(deviation.year)}" cy="{frame.y(deviation.after)}" r="4" fill="{INK}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{_field(deviation, frame)}{_line(seen, frame)}{dots}{new}</svg>"
    )


def alt(deviation: Deviation) -> str:
    """`Linje 64 år 2014 till 68 år 2018, ny punkt 102 år 2019, väntat 45 till 91`."""
    seen = _earlier(deviation)
    decimals = swedish.honest_decimals((deviation.before, deviation.after), deviation.decimals)

    def said(value: float) -> str:
        return swedish.label(value, deviation.unit, decimals)

    (first, start), (last, end) = seen[0], seen[-1]
    line = f"Linje {said(start)} år {first} till {said(end)} år {last}" if first != last else f"{said(end)} år {last}"
    new = f"ny punkt {said(deviation.after)} år {deviation.year}"
    if deviation.lower is None or deviation.upper is None:
        return f"{line}, {new}, för få tidigare värden för att säga vad som är väntat"
    low, high = (swedish.number(end, deviation.decimals) for end in (deviation.lower, deviation.upper))
    return f"{line}, {new}, väntat {low} till {high}"


def _earlier(deviation: Deviation) -> list[Point]:
    """Earlier values in order of year, the one compared with among them."""
    known = {deviation.before_year: deviation.before, **dict(deviation.history)}
    known.pop(deviation.year, None)
    return sorted(known.items())


def _frame(deviation: Deviation, seen: Sequence[Point]) -> _Frame:
    levels = [value for _, value in seen] + [deviation.after]
    levels += [end for end in (deviation.lower, deviation.upper) if end is not None]
    low, high = min(levels), max(levels)
    missing = max(0.0, (_LEAST_SPAN * max(abs(low), abs(high)) or 1.0) - (high - low)) / 2
    low, high = low - missing, high + missing
    years = [year for year, _ in seen] + [deviation.year]
    first, last = min(years), max(years)
    across, down = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    return _Frame(
        x=lambda year: round(_LEFT + across * (year - first) / max(1, last - first), 1),
        y=lambda value: round(_TOP + down * (high - value) / (high - low), 1),
    )


def _field(deviation: Deviation, frame: _Frame) -> str:
    if deviation.lower is None or deviation.upper is None:
        return ""
    top, foot = frame.y(deviation.upper), frame.y(deviation.lower)
    left = round(frame.x(deviation.year) - _FIELD / 2, 1)
    return f'<rect x="{left}" y="{top}" width="{_FIELD}" height="{round(max(foot - top, 1.0), 1)}" fill="{RULE}"/>'


def _line(seen: Sequence[Point], frame: _Frame) -> str:
    """The line, broken where a year is missing: where the step is longer than the usual one."""
    steps = [later - sooner for (sooner, _), (later, _) in pairwise(seen)]
    if not steps:
        return ""
    drawn = f"M{frame.x(seen[0][0])} {frame.y(seen[0][1])}"
    for step, (year, value) in zip(steps, seen[1:], strict=True):
        drawn += f"{'L' if step == min(steps) else 'M'}{frame.x(year)} {frame.y(value)}"
    return f'<path d="{drawn}" fill="none" stroke="{BRAND}" stroke-width="2" stroke-linejoin="round"/>'
