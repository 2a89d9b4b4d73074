"""The chart of every district with its interval against the city."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from indicators.charts.theme import INK, INTERVAL_DOT, TEXT_2
from indicators.hearing.slides import Dots, Mark, Scale
from indicators.reports.presentation import fitting
from indicators.reports.presentation.placed import Box
from indicators.reports.presentation.plotted import Chart, Label, Series, Shown
from indicators.reports.presentation.sheets import Cell, Column, Formula, Sheet
from indicators.reports.presentation.trend_chart import axis_format, copied

NAMES: Final = 0.46
"""Share of the chart that the districts' names may take."""
MARKS: Final = {Mark.PLAIN: "#8B97A3", Mark.BETTER: "#1B6FAE", Mark.WORSE: "#8B1538", Mark.DIFFERENT: INK}
"""Colours of districts; the worse one is a diamond too."""
_WORDS: Final = {
    Mark.PLAIN: "Går inte att skilja från staden",
    Mark.BETTER: "Säkerställt bättre",
    Mark.WORSE: "Säkerställt sämre",
    Mark.DIFFERENT: "Säkerställt annorlunda",
}
_SIZE, _TICK = 11.0, 10.5
_FREE: Final = 6.5
"""Points that an interval keeps from its mark, since some programs draw lines over marks."""


def dots(panel: Dots, frame: Box) -> Chart:
    """The districts as rows, the city as an upright line, whoever has no value with why."""
    points, count = panel.points, len(panel.points)
    room = min(NAMES * frame.width, max(fitting.width(p.name, _SIZE) for p in points) + 8)
    plot = Box(x=room, y=20.0, width=frame.width - room - 8, height=frame.height - 38)
    scale = thinned(panel.scale, plot.width)
    sheet = Sheet(rows=6 * count)
    names = sheet.column("Stadsdel", [p.name for p in points])
    values = sheet.column("Värde", [p.value for p in points])
    lower = sheet.column("Nedre gräns", [p.lower for p in points])
    upper = sheet.column("Övre gräns", [p.upper for p in points])
    places = sheet.column("Plats", [count - place - 0.5 for place in range(count)])
    free = _FREE / plot.width * (scale.high - scale.low)
    edge = sheet.column("Namnens plats", [scale.low] * count)
    said = {
        row: Label(place="l", size=_SIZE, colour=INK, text=fitting.cut(p.name, _SIZE, room - 6))
        for row, p in enumerate(points)
    }
    series = [
        *_city(sheet, panel, plot, frame, count),
        _whiskers(sheet, panel, values, lower, upper, places, free=free),
        *_marked(sheet, panel, values, places),
        Series(name=names, values=places, across=edge, labels=said),
        *_silent(sheet, panel, places, edge, plot),
    ]
    return Chart(
        sheet=sheet,
        series=tuple(series),
        across=scale,
        up=Scale(low=0.0, high=float(count), ticks=(), labels=()),
        frame=frame,
        plot=plot,
        shown=Shown.FOOT,
        number_format=axis_format(scale),
    )


def thinned(scale: Scale, room: float) -> Scale:
    """The scale with as many ticks as have room for their labels beside each other."""
    widest = max(fitting.width(label, _TICK) for label in scale.labels) + 8
    step = (scale.ticks[1] - scale.ticks[0]) / (scale.high - scale.low) * room if len(scale.ticks) > 1 else room
    every = next(n for n in range(1, len(scale.ticks) + 1) if n * step >= widest or n == len(scale.ticks))
    return replace(scale, ticks=scale.ticks[::every], labels=scale.labels[::every])


def _city(sheet: Sheet, panel: Dots, plot: Box, frame: Box, count: int) -> list[Series]:
    """The city's line, and its words over it, moved in where they would leave the chart."""
    if panel.city is None:
        return []
    x = sheet.column("Staden", [panel.city, panel.city])
    y = sheet.column("Stadens linje", [0.0, float(count)])
    per = (panel.scale.high - panel.scale.low) / plot.width
    half = fitting.width(panel.city_shown, 10.5, bold=True) / 2
    middle = plot.x + (panel.city - panel.scale.low) / per
    moved = max(half, min(middle, frame.width - half)) - middle
    over = sheet.column("Stadens ord", [Formula(text=f"={x.at(1)}{moved * per:+.12g}", value=panel.city + moved * per)])
    top = sheet.column("Ordens plats", [float(count)])
    label = Label(place="t", size=10.5, colour=INK, bold=True, text=panel.city_shown)
    return [
        Series(name=x, values=y, across=x, line=INK, width=1.0),
        Series(name=over, values=top, across=over, labels={0: label}),
    ]


def _whiskers(
    sheet: Sheet, panel: Dots, values: Column, lower: Column, upper: Column, places: Column, *, free: float
) -> Series:
    """Every interval as two lines, one on each side of the mark."""
    across: list[Cell] = []
    up: list[Cell] = []
    for row, point in enumerate(panel.points):
        ends = ((lower, point.lower, -free), (upper, point.upper, free))
        for column, end, step in ends:
            if point.value is None or end is None or abs(end - point.value) <= free:
                across += [None] * 3
                up += [None] * 3
                continue
            across += [
                copied(column, row),
                Formula(text=f"={values.at(row)}{step:+.12g}", value=point.value + step),
                None,
            ]
            up += [copied(places, row), copied(places, row), None]
    x, y = sheet.column("Felmarginal", across), sheet.column("Felmarginalens plats", up)
    return Series(name=x, values=y, across=x, line=INTERVAL_DOT, width=2.5)


def _marked(sheet: Sheet, panel: Dots, values: Column, places: Column) -> list[Series]:
    """One series for each mark that occurs."""
    made = []
    for mark in Mark:
        rows = [row if p.mark is mark and p.value is not None else None for row, p in enumerate(panel.points)]
        if any(row is not None for row in rows):
            column = sheet.same(_WORDS[mark], values, rows)
            symbol = "diamond" if mark is Mark.WORSE else "circle"
            size = 10 if mark is Mark.WORSE else 9
            made.append(Series(name=column, values=places, across=column, symbol=symbol, size=size, fill=MARKS[mark]))
    return made


def _silent(sheet: Sheet, panel: Dots, places: Column, edge: Column, plot: Box) -> list[Series]:
    """Why a district has no value, in its row."""
    told = {
        row: Label(place="r", size=9.5, colour=TEXT_2, text=fitting.cut(p.shown, 9.5, plot.width - 8), is_on_white=True)
        for row, p in enumerate(panel.points)
        if p.value is None
    }
    if not told:
        return []
    x = sheet.same("Utan värde", edge, [row if row in told else None for row in range(len(panel.points))])
    return [Series(name=x, values=places, across=x, labels=told)]
