"""The small picture of a row: outcome, path, target; 140 by 38 units, no text inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from indicators import events as dated
from indicators.charts import series
from indicators.charts.icons import as_data_uri
from indicators.charts.theme import AXIS, BRAND, INK, INTERVAL, RULE
from indicators.model import Event, EventKind, Indicator, Progress, Reason

WIDTH: Final = 140
HEIGHT: Final = 38
_LEFT, _RIGHT, _TOP, _BOTTOM = 5.0, 7.0, 5.0, 8.0
_LEAST_SPAN: Final = 0.12
_FEW: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    x: Callable[[float], float]
    y: Callable[[float], float]


def of(
    estimates: pd.DataFrame,
    progress: Progress,
    indicator: Indicator,
    *,
    first_year: int,
    last_year: int,
    events: Sequence[Event] = (),
) -> str:
    """The sparkline of one series with its path and target, as an address for an image element.

    An event is a small stroke on the foot line, a method change a dotted line through the picture: there is no room for
    numbers, and the text under the table says where the events are told.
    """
    seen = [p for p in series.points(estimates, indicator, until=progress.year) if p.year >= first_year]
    path = None if progress.reason is Reason.NOT_COMPARABLE else _ends(progress, last_year)
    drawn = sparkline(seen, first_year=first_year, last_year=last_year, path=path, events=events)
    return as_data_uri(drawn)


def sparkline(
    seen: list[series.Point],
    *,
    first_year: int,
    last_year: int,
    path: tuple[tuple[int, float], tuple[int, float]] | None = None,
    events: Sequence[Event] = (),
) -> str:
    """The drawing: every row has the same years, so the empty end shows what remains."""
    frame = _frame(seen, path, first_year, last_year)
    parts = [_base(frame, first_year, last_year), *_events(frame, events, first_year, last_year)]
    parts += [_path(frame, path), _interval(frame, seen)]
    parts += [_outcome(frame, seen), _dots(frame, seen)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )


def _ends(progress: Progress, last_year: int) -> tuple[tuple[int, float], tuple[int, float]] | None:
    if progress.target is None or progress.baseline is None or progress.baseline_year is None:
        return None
    return (progress.baseline_year, progress.baseline), (progress.target_year or last_year, progress.target)


def _frame(
    seen: list[series.Point], path: tuple[tuple[int, float], tuple[int, float]] | None, first: int, last: int
) -> _Frame:
    levels = [p.value for p in seen] + [value for _, value in path or ()]
    levels += [end for p in seen[-1:] for end in (p.lowest, p.highest)]
    low, high = (min(levels), max(levels)) if levels else (0.0, 1.0)
    missing = max(0.0, (_LEAST_SPAN * max(abs(low), abs(high)) or 1.0) - (high - low)) / 2
    low, high = low - missing, high + missing
    across, down = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    return _Frame(
        x=lambda year: round(_LEFT + across * (year - first) / max(1, last - first), 1),
        y=lambda value: round(_TOP + down * (high - value) / (high - low), 1),
    )


def _base(frame: _Frame, first: int, last: int) -> str:
    left, right, foot = frame.x(first), frame.x(last), HEIGHT - 2.5
    return f'<path d="M{left} {foot - 2}V{foot}H{right}V{foot - 2}" fill="none" stroke="{RULE}"/>'


def _events(frame: _Frame, events: Sequence[Event], first: int, last: int) -> list[str]:
    """Strokes within the years of the foot line."""
    foot, drawn = HEIGHT - 2.5, []
    for event in events:
        if first - 0.5 <= dated.place(event) <= last or dated.is_under_way(event, first):
            x = frame.x(max(first, dated.place(event)))
            is_method = event.kind is EventKind.METHOD
            top, look = (_TOP, f'{INK}" stroke-dasharray="2 2') if is_method else (foot - 6, AXIS)
            drawn.append(f'<path d="M{x} {top}V{foot}" fill="none" stroke="{look}"/>')
    return drawn


def _path(frame: _Frame, path: tuple[tuple[int, float], tuple[int, float]] | None) -> str:
    if path is None:
        return ""
    (start, before), (end, goal) = path
    x, y = frame.x(end), frame.y(goal)
    line = f"M{frame.x(start)} {frame.y(before)}L{x} {y}"
    return (
        f'<path d="{line}" fill="none" stroke="{INK}" stroke-width="1.2" stroke-dasharray="3 2.5"/>'
        f'<path d="M{x} {y - 4.2}l4.2 4.2l-4.2 4.2l-4.2-4.2z" fill="{INK}"/>'
    )


def _interval(frame: _Frame, seen: list[series.Point]) -> str:
    if not seen or seen[-1].lower is None or seen[-1].upper is None:
        return ""
    last = seen[-1]
    top, foot = frame.y(last.highest), frame.y(last.lowest)
    return f'<path d="M{frame.x(last.year)} {top}V{foot}" stroke="{INTERVAL}" stroke-width="1.6"/>'


def _outcome(frame: _Frame, seen: list[series.Point]) -> str:
    parts = sorted({p.part for p in seen})
    lines = [[p for p in seen if p.part == part] for part in parts]
    drawn = "".join(_line(frame, line) for line in lines if len(line) > 1)
    return (
        f'<path d="{drawn}" fill="none" stroke="{BRAND}" stroke-width="2.2" stroke-linejoin="round"/>' if drawn else ""
    )


def _line(frame: _Frame, line: Iterable[series.Point]) -> str:
    return "M" + "L".join(f"{frame.x(p.year)} {frame.y(p.value)}" for p in line)


def _dots(frame: _Frame, seen: list[series.Point]) -> str:
    """A dot at the latest value; at every value where they are few, and where one stands alone between gaps."""
    alone = {p.part for p in seen if sum(q.part == p.part for q in seen) == 1}
    small = [p for p in seen[:-1] if len(seen) < _FEW or p.part in alone]
    dots = [(p, 2.0) for p in small] + [(p, 3.2) for p in seen[-1:]]
    return "".join(f'<circle cx="{frame.x(p.year)}" cy="{frame.y(p.value)}" r="{r}" fill="{BRAND}"/>' for p, r in dots)
