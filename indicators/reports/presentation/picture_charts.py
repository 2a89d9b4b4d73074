"""The charts of a slide as SVG, at the places and in the colours that the presentation's own charts have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from indicators.charts.theme import BRAND, GRID, GROUP_B, INK, INTERVAL, INTERVAL_DOT, RULE, TEXT_2
from indicators.hearing.slides import Dots, Dumbbell, Gap, Mark, Point, Scale, Trend, Way, Ways
from indicators.reports.presentation import fitting
from indicators.reports.presentation.placed import Box, Drawing

Across = Callable[[float], float]
"""From a value to its place in points."""

NAMES: Final = 0.46
"""Share of a chart of districts that their names may take."""
MARKS: Final = {Mark.PLAIN: "#8B97A3", Mark.BETTER: "#1B6FAE", Mark.WORSE: "#8B1538", Mark.DIFFERENT: INK}
"""Colours of districts; the worse one is a diamond too."""
BEFORE: Final = "#A9C4D9"
_LABEL: Final = 11.0


def draw(placed: Drawing) -> str:
    """The drawing of a panel, or of one of its gaps."""
    panel = placed.panel
    if placed.gap is not None and placed.scale is not None:
        return _gap(placed.gap, placed.scale, placed.box)
    if isinstance(panel, Trend):
        return _trend(panel, placed.box)
    if isinstance(panel, Dots):
        return _dots(panel, placed.box)
    if isinstance(panel, Ways):
        return _ways(panel, placed.box)
    raise TypeError(type(panel).__name__)


def joined(points: Iterable[Point]) -> list[list[Point]]:
    """The points with a value in runs that a line may join."""
    runs: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        if runs and runs[-1][-1].part == point.part:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _trend(panel: Trend, box: Box) -> str:
    inner = _inside(panel.scale, box)
    years = [int(point.name) for point in panel.points]

    def across(year: float) -> float:
        return inner.x + (year - years[0] + 0.5) / len(years) * inner.width

    def up(value: float) -> float:
        return _up(value, panel.scale, inner)

    drawn = [_levels(panel.scale, inner), _years(years, across, inner)]
    for year, _what in panel.events:
        x = across(year - 0.5)
        drawn.append(_line(x, inner.y, x, inner.y + inner.height, INK, 0.75, dash="1.5 2.5"))
    if panel.path:
        (first, start), (last, end) = panel.path
        drawn.append(_line(across(first), up(start), across(last), up(end), INK, 1.5, dash="5 3.5"))
        drawn.append(_diamond(across(last), up(end), 5.5, INK))
        drawn.append(_target(panel, across(last), up(end), inner))
    known = [p for p in panel.points if p.value is not None]
    for point in known:
        if point.lower is not None and point.upper is not None:
            x = across(int(point.name))
            drawn.append(_line(x, up(point.lower), x, up(point.upper), INTERVAL, 1.75))
    for run in joined(panel.points):
        for one, other in pairwise(run):
            ends = (across(int(one.name)), up(one.value or 0.0), across(int(other.name)), up(other.value or 0.0))
            drawn.append(_line(*ends, BRAND, 2.5))
    drawn += [_dot(across(int(p.name)), up(p.value or 0.0), 3.6, BRAND) for p in known]
    drawn += _ends(panel, known, across_of=across, up_of=up)
    return "".join(drawn)


def _ends(panel: Trend, known: list[Point], *, across_of: Across, up_of: Across) -> list[str]:
    """The figures of the baseline and of the latest value, above their intervals or below where the line is."""
    base = str(panel.path[0][0]) if panel.path else ""
    drawn = []
    for place, point in enumerate(known):
        is_last = place == len(known) - 1
        if not is_last and point.name != base:
            continue
        size = 14.0 if is_last else 10.5
        colour = BRAND if is_last else TEXT_2
        is_below = below(panel, known, place)
        ends = [v for v in (point.value, point.lower, point.upper) if v is not None]
        y = up_of(min(ends)) + size + 3 if is_below else up_of(max(ends)) - 6
        drawn.append(_said(point.shown, across_of(int(point.name)), y, size, colour, anchor="middle", bold=is_last))
    return drawn


def below(panel: Trend, known: list[Point], place: int) -> bool:
    """Whether a figure stands under its point: where its neighbours and the path run above it."""
    value = known[place].value or 0.0
    if place == len(known) - 1 and panel.path:
        return panel.path[1][1] > value
    beside = [known[n].value or 0.0 for n in (place - 1, place + 1) if 0 <= n < len(known)]
    return sum(other > value for other in beside) > len(beside) / 2


def _target(panel: Trend, x: float, y: float, inner: Box) -> str:
    """The target's words beside its diamond, below where the line comes from above."""
    is_falling = panel.path[0][1] > panel.path[1][1]
    place = y + 17 if is_falling else y - 10
    return _said(panel.target, min(x + 12, inner.x + inner.width), place, 11.5, INK, anchor="end", bold=True)


def _dots(panel: Dots, box: Box) -> str:
    names = min(NAMES * box.width, max(fitting.width(p.name, _LABEL) for p in panel.points) + 8)
    inner = Box(x=box.x + names, y=box.y + 20, width=box.width - names - 8, height=box.height - 38)
    high = inner.height / len(panel.points)

    def across(value: float) -> float:
        return inner.x + (value - panel.scale.low) / (panel.scale.high - panel.scale.low) * inner.width

    drawn = [_columns(panel.scale, inner, across)]
    if panel.city is not None:
        x = across(panel.city)
        drawn.append(_line(x, inner.y, x, inner.y + inner.height, INK, 1.0))
        wide = fitting.width(panel.city_shown, 10.5, bold=True) / 2
        middle = max(box.x + wide, min(x, box.x + box.width - wide))
        drawn.append(_said(panel.city_shown, middle, box.y + 12, 10.5, INK, anchor="middle", bold=True))
    for place, point in enumerate(panel.points):
        y = inner.y + (place + 0.5) * high
        name = fitting.cut(point.name, _LABEL, names - 6)
        drawn.append(_said(name, inner.x - 6, y + 4, _LABEL, INK, anchor="end"))
        drawn.append(_district(point, y, across_of=across, inner=inner))
    return "".join(drawn)


def _district(point: Point, y: float, *, across_of: Across, inner: Box) -> str:
    if point.value is None:
        return _said(fitting.cut(point.shown, 9.5, inner.width - 6), inner.x + 4, y + 3.5, 9.5, TEXT_2)
    drawn = ""
    if point.lower is not None and point.upper is not None:
        drawn = _line(across_of(point.lower), y, across_of(point.upper), y, INTERVAL_DOT, 2.5)
    x, colour = across_of(point.value), MARKS[point.mark]
    return drawn + (_diamond(x, y, 6, colour) if point.mark is Mark.WORSE else _dot(x, y, 4.6, colour))


def _gap(gap: Gap, scale: Scale, box: Box) -> str:
    """Two rows, then and now, on one scale; the gap to the right."""
    left, right = 38.0, 46.0
    inner = Box(x=box.x + left, y=box.y, width=box.width - left - right, height=box.height)
    span = scale.high - scale.low

    def across(value: float) -> float:
        return inner.x + 6 + (value - scale.low) / span * (inner.width - 12)

    drawn = []
    for place, told in enumerate((gap.then, gap.now)):
        y = inner.y + inner.height * (0.25 + 0.5 * place)
        drawn.append(_row(told, y, box, across_of=across, is_now=bool(place)))
    return "".join(drawn)


def _row(told: Dumbbell, y: float, box: Box, *, across_of: Across, is_now: bool) -> str:
    one, other = across_of(told.left.value or 0.0), across_of(told.right.value or 0.0)
    low, high = sorted((one, other))
    return (
        _said(told.when, box.x, y + 4, 10.5, INK, bold=is_now)
        + _line(low + 5, y, max(low + 5, high - 5), y, RULE, 3.5)
        + _dot(one, y, 5, BRAND)
        + _diamond(other, y, 6.5, GROUP_B)
        + _said(told.gap, box.x + box.width, y + 4.5, 12.5 if is_now else 11.5, INK, anchor="end", bold=is_now)
    )


def _ways(panel: Ways, box: Box) -> str:
    """Rows by group, each with its share then and now, and the share that is due."""
    names, right = 250.0, 110.0
    rows = grouped(panel)
    inner = Box(x=box.x + names, y=box.y + 20, width=box.width - names - right, height=box.height - 38)
    high = inner.height / len(rows)
    span = panel.scale.high - panel.scale.low

    def across(share: float) -> float:
        return inner.x + (max(panel.scale.low, min(panel.scale.high, share)) - panel.scale.low) / span * inner.width

    drawn = [
        _columns(panel.scale, inner, across),
        _said("då → nu", box.x + box.width, box.y + 12, 10, TEXT_2, anchor="end"),
    ]
    x = across(panel.due)
    drawn.append(_line(x, inner.y, x, inner.y + inner.height, INK, 1.25, dash="5 3.5"))
    drawn.append(_said(panel.due_shown, x, box.y + 12, 10.5, INK, anchor="middle", bold=True))
    for place, (group, way) in enumerate(rows):
        y = inner.y + (place + 0.5) * high
        if way is None:
            drawn.append(_said(group, box.x, y + 5, 11, BRAND, bold=True))
            continue
        name = fitting.cut(f"{way.area}{' · påhittad' if way.is_demo else ''}", _LABEL, names - 10)
        drawn.append(_said(name, box.x + 8, y + 4, _LABEL, INK))
        if way.before is not None and way.now is not None:
            one, other = across(way.before), across(way.now)
            drawn.append(_line(one, y, other, y, RULE, 3))
            drawn.append(_dot(one, y, 4.5, BEFORE))
        if way.now is not None:
            drawn.append(_dot(across(way.now), y, 5, BRAND))
        said = f"{way.shown[0]} → {way.shown[1]}"
        drawn.append(_said(said, box.x + box.width, y + 4, 10.5, INK, anchor="end"))
    return "".join(drawn)


def grouped(panel: Ways) -> list[tuple[str, Way | None]]:
    """Each group's name before its rows."""
    rows: list[tuple[str, Way | None]] = []
    last = ""
    for way in panel.ways:
        if way.group != last:
            rows.append((way.group, None))
            last = way.group
        rows.append((way.group, way))
    return rows


def _inside(scale: Scale, box: Box) -> Box:
    left = max(fitting.width(label, _LABEL) for label in scale.labels) + 8
    return Box(x=box.x + left, y=box.y + 4, width=box.width - left, height=box.height - 24)


def _up(value: float, scale: Scale, inner: Box) -> float:
    return inner.y + inner.height * (scale.high - value) / (scale.high - scale.low)


def _levels(scale: Scale, inner: Box) -> str:
    drawn = []
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        y = _up(tick, scale, inner)
        drawn.append(_line(inner.x, y, inner.x + inner.width, y, GRID, 0.75))
        drawn.append(_said(label, inner.x - 6, y + 4, _LABEL, TEXT_2, anchor="end"))
    return "".join(drawn)


def _columns(scale: Scale, inner: Box, across: Across) -> str:
    drawn = []
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        x = across(tick)
        drawn.append(_line(x, inner.y, x, inner.y + inner.height, GRID, 0.75))
        drawn.append(_said(label, x, inner.y + inner.height + 14, 10.0, TEXT_2, anchor="middle"))
    return "".join(drawn)


def _years(years: list[int], across: Across, inner: Box) -> str:
    step = 1 if inner.width / len(years) > 30 else 2
    foot = inner.y + inner.height
    drawn = [_line(inner.x, foot, inner.x + inner.width, foot, "#76838F", 0.75)]
    for year in years:
        if (years[-1] - year) % step == 0:
            drawn.append(_said(str(year), across(year), foot + 15, _LABEL, TEXT_2, anchor="middle"))
    return "".join(drawn)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{wide:g}" stroke-linecap="round"{dashed}/>'
    )


def _dot(x: float, y: float, size: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" fill="{colour}"/>'


def _diamond(x: float, y: float, size: float, colour: str) -> str:
    return (
        f'<path d="M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}z" '
        f'fill="{colour}"/>'
    )


def _said(text: str, x: float, y: float, size: float, colour: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )
