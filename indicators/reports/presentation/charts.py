"""Which chart a panel of a slide is drawn as; presentation, pictures and report draw the same one."""

from __future__ import annotations

from indicators.hearing.slides import Dots, Trend, Ways
from indicators.reports.presentation.dots_chart import dots
from indicators.reports.presentation.gap_chart import gap
from indicators.reports.presentation.placed import Box, Drawing
from indicators.reports.presentation.plotted import Chart
from indicators.reports.presentation.trend_chart import trend
from indicators.reports.presentation.ways_chart import ways


def chart(placed: Drawing) -> Chart:
    """The chart of a panel, or of one of its gaps."""
    panel, frame = placed.panel, Box(x=0.0, y=0.0, width=placed.box.width, height=placed.box.height)
    if placed.gap is not None and placed.scale is not None:
        return gap(placed.gap, placed.scale, frame)
    if isinstance(panel, Trend):
        return trend(panel, frame)
    if isinstance(panel, Dots):
        return dots(panel, frame)
    if isinstance(panel, Ways):
        return ways(panel, frame)
    raise TypeError(type(panel).__name__)
