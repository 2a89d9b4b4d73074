"""A chart as SVG: the same series, axes and places as in the presentation."""

from __future__ import annotations

from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from indicators.charts.theme import AXIS, GRID, TEXT_2, WHITE
from indicators.reports.presentation import charts
from indicators.reports.presentation.label_places import label_box
from indicators.reports.presentation.placed import Box, Drawing
from indicators.reports.presentation.plotted import Chart, Label, Series, Shown

_DASHES: Final = {"dash": "5 3.5", "sysDot": "1.5 2.5"}
_TICK: Final = 10.5


def draw(placed: Drawing) -> str:
    """The drawing of a panel, or of one of its gaps."""
    chart, box = charts.chart(placed), placed.box
    plot = chart.plot
    on = _On(chart, Box(x=box.x + plot.x, y=box.y + plot.y, width=plot.width, height=plot.height))
    return "".join([*on.axes(), *(part for series in chart.series for part in on.series(series))])


class _On:
    """A chart's plot at its place."""

    def __init__(self, chart: Chart, plot: Box) -> None:
        self._chart, self._plot = chart, plot

    def axes(self) -> list[str]:
        """Gridlines with their labels, and the bare line of a chart over time."""
        chart, plot = self._chart, self._plot
        right, foot = plot.x + plot.width, plot.y + plot.height
        drawn = []
        if chart.shown is Shown.LEFT:
            for tick, label in zip(chart.up.ticks, chart.up.labels, strict=True):
                y = self._y(tick)
                drawn.append(_line(plot.x, y, right, y, GRID, 0.75))
                drawn.append(_said(label, plot.x - 6, y + 4, _TICK, TEXT_2, anchor="end"))
            drawn.append(_line(plot.x, foot, right, foot, AXIS, 0.75))
        if chart.shown is Shown.FOOT:
            for tick, label in zip(chart.across.ticks, chart.across.labels, strict=True):
                x = self._x(tick)
                drawn.append(_line(x, plot.y, x, foot, GRID, 0.75))
                drawn.append(_said(label, x, foot + 14, _TICK, TEXT_2, anchor="middle"))
        return drawn

    def series(self, series: Series) -> list[str]:
        """A series' lines, marks and labels."""
        points = [
            (self._x(x), self._y(y)) if isinstance(x, int | float) and isinstance(y, int | float) else None
            for x, y in zip(series.across.values, series.values.values, strict=True)
        ]
        drawn = []
        for one, other in pairwise(points) if series.line else ():
            if one is not None and other is not None:
                drawn.append(_line(*one, *other, series.line, series.width, dash=_DASHES.get(series.dash, "")))
        if series.symbol != "none":
            drawn += [_mark(*point, series) for point in points if point is not None]
        for row, label in sorted(series.labels.items()):
            if (point := points[row]) is not None:
                drawn.append(_labelled(*point, label, series))
        return drawn

    def _x(self, value: float) -> float:
        scale = self._chart.across
        return self._plot.x + (value - scale.low) / (scale.high - scale.low) * self._plot.width

    def _y(self, value: float) -> float:
        scale = self._chart.up
        return self._plot.y + (scale.high - value) / (scale.high - scale.low) * self._plot.height


def _labelled(x: float, y: float, label: Label, series: Series) -> str:
    mark = series.size / 2 if series.symbol != "none" else 0.0
    box = label_box(x, y, 0.0, place=label.place, size=label.size, mark=mark)
    anchor = {"l": "end", "r": "start"}.get(label.place, "middle")
    return _said(
        label.text,
        box.x,
        box.y + 0.75 * label.size,
        label.size,
        label.colour,
        anchor=anchor,
        bold=label.bold,
        is_on_white=label.is_on_white,
    )


def _mark(x: float, y: float, series: Series) -> str:
    size = series.size / 2
    ring = f' stroke="{series.ring}" stroke-width="0.75"' if series.ring else ""
    if series.symbol == "diamond":
        size *= 1.15
        path = f"M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}z"
        return f'<path d="{path}" fill="{series.fill}"{ring}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" fill="{series.fill}"{ring}/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{wide:g}" stroke-linecap="round"{dashed}/>'
    )


def _said(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    is_on_white: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    behind = f' stroke="{WHITE}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if is_on_white else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}{behind}>'
        f"{escape(text)}</text>"
    )
