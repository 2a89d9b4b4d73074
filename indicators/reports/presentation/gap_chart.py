"""The chart of a gap: its two ends then and now, and how far apart they were."""

from __future__ import annotations

from indicators.charts.theme import BRAND, GROUP_B, INK, RULE
from indicators.hearing.slides import Gap, Scale
from indicators.reports.presentation.placed import Box
from indicators.reports.presentation.plotted import Chart, Label, Series
from indicators.reports.presentation.sheets import Cell, Column, Formula, Sheet
from indicators.reports.presentation.trend_chart import copied

_LEFT, _RIGHT = 46.0, 54.0
"""Points for the years and for the distances."""
SHORT = 7.0
"""Points that the line between two marks keeps from each of them, since some programs draw lines over marks."""


EDGE = 0.5
"""Points that labels keep from the axis' ends, since some programs lose what stands on them."""


def gap(told: Gap, scale: Scale, frame: Box) -> Chart:
    """Two rows, then above now; the years to the left, the distances to the right."""
    pairs = (told.then, told.now)
    per = (scale.high - scale.low) / (frame.width - _LEFT - _RIGHT)
    low, high = scale.low - _LEFT * per, scale.high + _RIGHT * per
    sheet = Sheet(rows=6)
    when = sheet.column("År", [pair.when for pair in pairs])
    left = sheet.column(told.now.left.name, [pair.left.value for pair in pairs])
    right = sheet.column(told.now.right.name, [pair.right.value for pair in pairs])
    _distance(sheet, left, right)
    places = sheet.column("Plats", [1.5, 0.5])
    first = sheet.column("Årens plats", [low + EDGE * per] * 2)
    last = sheet.column("Avståndens plats", [high - EDGE * per] * 2)
    years = {
        row: Label(place="r", size=10.5, colour=INK, bold=bool(row), text=pair.when) for row, pair in enumerate(pairs)
    }
    figures = {
        row: Label(place="l", size=12.5 if row else 11.5, colour=INK, bold=bool(row), text=pair.gap)
        for row, pair in enumerate(pairs)
    }
    series = (
        between(sheet, places, left, right, count=2, free=SHORT * per, width=3.5),
        Series(name=left, values=places, across=left, symbol="circle", size=9, fill=BRAND),
        Series(name=right, values=places, across=right, symbol="diamond", size=11, fill=GROUP_B),
        Series(name=when, values=places, across=first, labels=years),
        Series(name=last, values=places, across=last, labels=figures),
    )
    return Chart(
        sheet=sheet,
        series=series,
        across=Scale(low=low, high=high, ticks=(), labels=()),
        up=Scale(low=0.0, high=2.0, ticks=(), labels=()),
        frame=frame,
        plot=frame,
    )


def between(
    sheet: Sheet, places: Column, one: Column, other: Column, *, count: int, free: float, width: float
) -> Series:
    """A line between two marks in each row, a little from both."""
    across: list[Cell] = []
    up: list[Cell] = []
    for row in range(count):
        start, end = one.values[row], other.values[row]
        if not isinstance(start, int | float) or not isinstance(end, int | float) or abs(end - start) <= 2 * free:
            across += [None] * 3
            up += [None] * 3
            continue
        step = free if end > start else -free
        across += [
            Formula(text=f"={one.at(row)}{step:+.12g}", value=start + step),
            Formula(text=f"={other.at(row)}{-step:+.12g}", value=end - step),
            None,
        ]
        up += [copied(places, row), copied(places, row), None]
    x, y = sheet.column("Mellan ändarna", across), sheet.column("Linjernas plats", up)
    return Series(name=x, values=y, across=x, line=RULE, width=width)


def _distance(sheet: Sheet, left: Column, right: Column) -> None:
    """The gap by formula, for the reader of the sheet."""
    cells: list[Cell] = []
    for row in range(2):
        one, other = left.values[row], right.values[row]
        if isinstance(one, int | float) and isinstance(other, int | float):
            cells.append(Formula(text=f"=ABS({left.at(row)}-{right.at(row)})", value=abs(one - other)))
    sheet.column("Avstånd", cells)
