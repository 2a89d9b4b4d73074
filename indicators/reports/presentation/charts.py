"""The charts of the presentation from a slide's panels; the same colours and marks as the pictures of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from indicators.charts.theme import BRAND, GROUP_B, INK, INTERVAL_DOT, RULE, TEXT_2
from indicators.hearing.slides import Dots, Gap, Mark, Point, Scale, Trend, Ways, decimals_in
from indicators.reports.presentation import fitting
from indicators.reports.presentation.chart_xml import (
    Chart,
    Label,
    Plot,
    Series,
    axis_start,
    line_chart,
    percent_format,
    scatter,
)
from indicators.reports.presentation.picture_charts import BEFORE, MARKS, NAMES, below, grouped, joined
from indicators.reports.presentation.placed import Box, Drawing
from indicators.reports.presentation.sheets import Cell, Column, Formula, Sheet

SHARES: Final = '[$-41D]0"\u00a0"%;[$-41D]"\u2212"0"\u00a0"%'
"""How shares of the way are written on their axis."""
_YEAR_ROOM: Final = 25.0
"""Points that a year needs on the axis; with less, every other is written."""
SHORT: Final = 0.016
"""Share of the axis that a line between two marks keeps from each of them."""
_WORDS: Final = {
    Mark.PLAIN: "Går inte att skilja från staden",
    Mark.BETTER: "Säkerställt bättre",
    Mark.WORSE: "Säkerställt sämre",
    Mark.DIFFERENT: "Säkerställt annorlunda",
}


def chart(placed: Drawing) -> Chart:
    """The chart of a panel, or of one of its gaps."""
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


def _trend(panel: Trend, box: Box) -> Chart:
    points = panel.points
    sheet = Sheet(rows=len(points))
    skip = 1 if box.width / len(points) > _YEAR_ROOM else 2
    sheet.column("År", [p.name for p in points])
    values = sheet.column("Utfall", [p.value for p in points])
    lower = sheet.column("Nedre gräns", [p.lower for p in points])
    upper = sheet.column("Övre gräns", [p.upper for p in points])
    plus, minus = _margins(sheet, values, lower, upper)
    shown = [p.name if (len(points) - 1 - place) % skip == 0 else " " for place, p in enumerate(points)]
    years = sheet.column("År på axeln", shown)
    series = [
        *_path(sheet, panel, years),
        *_outcome(sheet, panel, years, values, plus, minus),
        *_figures(sheet, panel, years),
    ]
    size = 11.0 if skip == 1 else 9.0
    return line_chart(sheet, series, panel.scale, number_format=_format(panel.scale), year_size=size)


def _margins(sheet: Sheet, values: Column, lower: Column, upper: Column) -> tuple[Column, Column]:
    """What the interval adds above and below each value, by formula."""
    made = []
    for head, high, low in (("Uppåt", upper, values), ("Nedåt", values, lower)):
        cells = [
            Formula(text=f"={high.at(row)}-{low.at(row)}", value=top - foot)
            if isinstance(top, int | float) and isinstance(foot, int | float)
            else None
            for row, (top, foot) in enumerate(zip(high.values, low.values, strict=True))
        ]
        made.append(sheet.column(head, cells))
    return made[0], made[1]


def _path(sheet: Sheet, panel: Trend, years: Column) -> list[Series]:
    """The dashed way from baseline to target, each year by formula from its two ends, and the target's diamond."""
    if not panel.path:
        return []
    (first, start), (last, end) = panel.path
    names = [int(p.name) for p in panel.points]
    at, to = names.index(first), names.index(last)
    letter = _next(sheet)
    cells: list[Cell] = []
    for row, year in enumerate(names):
        share = (year - first) / (last - first)
        if year in (first, last):
            cells.append(start if year == first else end)
        elif first < year < last:
            between = f"={letter}{at + 2}+({letter}{to + 2}-{letter}{at + 2})*{row - at}/{to - at}"
            cells.append(Formula(text=between, value=start + (end - start) * share))
        else:
            cells.append(None)
    way = sheet.column("Målbana", cells)
    goal = sheet.same("Mål", way, [to if row == to else None for row in range(len(names))])
    label = _goal(panel, place="b" if start > end else "t")
    return [
        Series(name=way, values=way, across=years, line=INK, width=1.5, dash="dash"),
        Series(name=goal, values=goal, across=years, symbol="diamond", size=10, fill=INK, labels={to: label}),
    ]


def _goal(panel: Trend, *, place: str) -> Label:
    """The target's words and figure; the figure follows the cell where there is one."""
    words, _, figure = panel.target.rpartition(" ")
    if not any(letter.isdigit() for letter in figure):
        return Label(place=place, size=11.5, colour=INK, bold=True, text=panel.target)
    shown = percent_format(_unit(panel.scale), decimals_in(figure), before=words)
    return Label(place=place, size=11.5, colour=INK, bold=True, number_format=shown)


def _outcome(sheet: Sheet, panel: Trend, years: Column, values: Column, plus: Column, minus: Column) -> list[Series]:
    """A line for each run of years that may be joined, then every measurement as a point with its interval."""
    lines = [_line(sheet, panel, run, years, values, n) for n, run in enumerate(joined(panel.points), start=1)]
    dots = Series(name=values, values=values, across=years, symbol="circle", size=7, fill=BRAND, plus=plus, minus=minus)
    return [*lines, dots]


def _line(sheet: Sheet, panel: Trend, run: list[Point], years: Column, values: Column, number: int) -> Series:
    """A line through a run; years between two measurements lie on it by formula, since blanks would break it."""
    names = [p.name for p in panel.points]
    rows = [names.index(p.name) for p in run]
    cells: list[Cell] = [None] * len(names)
    for row in rows:
        cells[row] = Formula(text=f"={values.at(row)}", value=_number(values.values[row]))
    for (before, one), (after, other) in pairwise(zip(rows, run, strict=True)):
        for row in range(before + 1, after):
            share = f"({values.at(after)}-{values.at(before)})*{row - before}/{after - before}"
            told = (one.value or 0.0) + ((other.value or 0.0) - (one.value or 0.0)) * (row - before) / (after - before)
            cells[row] = Formula(text=f"={values.at(before)}+{share}", value=told)
    column = sheet.column(f"Linje {number}", cells)
    return Series(name=column, values=column, across=years, line=BRAND)


def _figures(sheet: Sheet, panel: Trend, years: Column) -> list[Series]:
    """The figures of the baseline and the latest value, beyond the ends of their intervals so that nothing collides."""
    known = [p for p in panel.points if p.value is not None]
    base = str(panel.path[0][0]) if panel.path else ""
    names = [p.name for p in panel.points]
    cells: list[Cell] = [None] * len(names)
    labels = {}
    for place, point in enumerate(known):
        is_last = place == len(known) - 1
        if not is_last and point.name != base:
            continue
        is_below = below(panel, known, place)
        ends = [v for v in (point.value, point.lower, point.upper) if v is not None]
        row = names.index(point.name)
        cells[row] = min(ends) if is_below else max(ends)
        size, colour = (14.0, BRAND) if is_last else (10.5, TEXT_2)
        place_ = "b" if is_below else "t"
        labels[row] = Label(place=place_, size=size, colour=colour, bold=is_last, text=point.shown)
    column = sheet.column("Siffrornas plats", cells)
    return [Series(name=column, values=column, across=years, labels=labels)] if labels else []


def _dots(panel: Dots, box: Box) -> Chart:
    points, count = panel.points, len(panel.points)
    sheet = Sheet(rows=3 * count)
    names = sheet.column("Stadsdel", [p.name for p in points])
    values = sheet.column("Värde", [p.value for p in points])
    lower = sheet.column("Nedre gräns", [p.lower for p in points])
    upper = sheet.column("Övre gräns", [p.upper for p in points])
    places = sheet.column("Plats", [count - place - 0.5 for place in range(count)])
    low = axis_start(panel.scale)
    series = [
        _whiskers(sheet, places, lower, upper, count),
        *_marked(sheet, panel, values, places),
        *_city(sheet, panel, count),
        _named(sheet, [(p.name, low) for p in points], places, names, size=11),
    ]
    silent = {row: p.shown for row, p in enumerate(points) if p.value is None}
    if silent:
        edge = sheet.column("Utan värde", [low if row in silent else None for row in range(count)])
        labels = {row: Label(place="r", size=9.5, colour=TEXT_2, text=said) for row, said in silent.items()}
        series.append(Series(name=edge, values=places, across=edge, labels=labels))
    room = min(NAMES * box.width, max(fitting.width(p.name, 11) for p in points) + 10)
    plot = Plot(x=room / box.width, y=0.085, width=0.965 - room / box.width, height=0.83)
    return scatter(sheet, series, panel.scale, number_format=_format(panel.scale), rows=float(count), plot=plot)


def _whiskers(sheet: Sheet, places: Column, lower: Column, upper: Column, count: int) -> Series:
    """Every interval as a line of two points with an empty row after it."""
    across: list[Cell] = []
    up: list[Cell] = []
    for row in range(count):
        ends = [(column, _number(column.values[row])) for column in (lower, upper)]
        if any(value is None for _, value in ends):
            across += [None, None, None]
            up += [None, None, None]
            continue
        across += [*(Formula(text=f"={column.at(row)}", value=value) for column, value in ends), None]
        up += [Formula(text=f"={places.at(row)}", value=_number(places.values[row]))] * 2 + [None]
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


def _city(sheet: Sheet, panel: Dots, count: int) -> list[Series]:
    if panel.city is None:
        return []
    first = _next(sheet)
    x = sheet.column("Staden", [panel.city, Formula(text=f"={first}2", value=panel.city)])
    y = sheet.column("Stadens linje", [0.0, float(count)])
    label = Label(place="t", size=10.5, colour=INK, bold=True, text=panel.city_shown)
    return [Series(name=x, values=y, across=x, line=INK, width=1.0, labels={1: label})]


def _named(
    sheet: Sheet,
    told: Sequence[tuple[str, float]],
    places: Column,
    names: Column,
    *,
    size: float,
    bold: Sequence[int] = (),
) -> Series:
    """Names to the left of the plot, as labels of points on its edge."""
    edge = sheet.column("Namnens plats", [low for _, low in told])
    labels = {
        row: Label(place="l", size=size, colour=BRAND if row in bold else INK, bold=row in bold, text=name)
        for row, (name, _) in enumerate(told)
        if name
    }
    return Series(name=names, values=places, across=edge, labels=labels)


def _gap(gap: Gap, scale: Scale, box: Box) -> Chart:
    """Two rows, then above now; the gap to the right."""
    told = (gap.then, gap.now)
    sheet = Sheet(rows=6)
    when = sheet.column("År", [pair.when for pair in told])
    left = sheet.column(gap.now.left.name, [pair.left.value for pair in told])
    right = sheet.column(gap.now.right.name, [pair.right.value for pair in told])
    _distance(sheet, left, right)
    places = sheet.column("Plats", [1.5, 0.5])
    span = scale.high - scale.low
    edges = (scale.low - 0.04 * span, scale.high + 0.04 * span)
    wide = Scale(low=edges[0], high=edges[1], ticks=edges, labels=("", ""))
    figures = sheet.column("Avståndets plats", [edges[1], edges[1]])
    labels = {
        row: Label(place="r", size=12.5 if row else 11.5, colour=INK, bold=bool(row), text=pair.gap)
        for row, pair in enumerate(told)
    }
    series = [
        _between(sheet, places, left, right, count=2, span=wide.high - wide.low),
        Series(name=left, values=places, across=left, symbol="circle", size=9, fill=BRAND),
        Series(name=right, values=places, across=right, symbol="diamond", size=11, fill=GROUP_B),
        _named(sheet, [(pair.when, edges[0]) for pair in told], places, when, size=10.5),
        Series(name=figures, values=places, across=figures, labels=labels),
    ]
    x, end = 40 / box.width, 1 - 52 / box.width
    plot = Plot(x=x, y=0.0, width=end - x, height=1.0)
    return scatter(sheet, series, wide, number_format="General", rows=2.0, plot=plot, has_axis=False)


def _distance(sheet: Sheet, left: Column, right: Column) -> None:
    """The gap by formula, for the reader of the sheet."""
    cells: list[Cell] = []
    for row in range(2):
        one, other = left.values[row], right.values[row]
        if isinstance(one, int | float) and isinstance(other, int | float):
            cells.append(Formula(text=f"=ABS({left.at(row)}-{right.at(row)})", value=abs(one - other)))
    sheet.column("Avstånd", cells)


def _between(sheet: Sheet, places: Column, one: Column, other: Column, *, count: int, span: float) -> Series:
    """A line between two marks in each row; it ends before them, since some programs draw lines over marks."""
    across: list[Cell] = []
    up: list[Cell] = []
    for row in range(count):
        start, end = (_number(column.values[row]) for column in (one, other))
        short = SHORT * span
        if start is None or end is None or abs(end - start) <= 2 * short:
            across += [None, None, None]
            up += [None, None, None]
            continue
        step = short if end > start else -short
        across += [
            Formula(text=f"={one.at(row)}{step:+.10g}", value=start + step),
            Formula(text=f"={other.at(row)}{-step:+.10g}", value=end - step),
            None,
        ]
        up += [Formula(text=f"={places.at(row)}", value=_number(places.values[row]))] * 2 + [None]
    x, y = sheet.column("Mellan ändarna", across), sheet.column("Linjernas plats", up)
    return Series(name=x, values=y, across=x, line=RULE, width=3.5)


def _ways(panel: Ways, box: Box) -> Chart:
    rows = grouped(panel)
    count = len(rows)
    sheet = Sheet(rows=3 * count)
    told = [f"{way.area}{' · påhittad' if way.is_demo else ''}" if way else group for group, way in rows]
    names = sheet.column("Område", told)
    before = sheet.column("Då", [None if way is None else _within(way.before, panel.scale) for _, way in rows])
    now = sheet.column("Nu", [None if way is None else _within(way.now, panel.scale) for _, way in rows])
    places = sheet.column("Plats", [count - place - 0.5 for place in range(count)])
    low = axis_start(panel.scale)
    due = sheet.column("I fas", [panel.due, panel.due])
    ends = sheet.column("Linjens ändar", [0.0, float(count)])
    edge = sheet.column("Siffrornas plats", [None if way is None else panel.scale.high for _, way in rows])
    figures = {
        row: Label(place="r", size=10.5, colour=INK, text=f"{way.shown[0]} → {way.shown[1]}")
        for row, (_, way) in enumerate(rows)
        if way is not None
    }
    lines = _between(sheet, places, before, now, count=count, span=panel.scale.high - panel.scale.low)
    heads = [row for row, (_, way) in enumerate(rows) if way is None]
    label = Label(place="t", size=10.5, colour=INK, bold=True, text=panel.due_shown)
    series = [
        lines,
        Series(name=before, values=places, across=before, symbol="circle", size=8, fill=BEFORE),
        Series(name=now, values=places, across=now, symbol="circle", size=9, fill=BRAND),
        Series(name=due, values=ends, across=due, line=INK, width=1.25, dash="dash", labels={1: label}),
        _named(sheet, [(name, low) for name in told], places, names, size=11, bold=heads),
        Series(name=edge, values=places, across=edge, labels=figures),
    ]
    x = 250 / box.width
    plot = Plot(x=x, y=0.07, width=1 - x - 118 / box.width, height=0.85)
    return scatter(sheet, series, panel.scale, number_format=SHARES, rows=float(count), plot=plot)


def _number(value: float | str | None) -> float | None:
    return value if isinstance(value, int | float) else None


def _within(share: float | None, scale: Scale) -> float | None:
    return None if share is None else max(scale.low, min(scale.high, share))


def _next(sheet: Sheet) -> str:
    """The letter of the next column."""
    return str(xl_col_to_name(len(sheet.columns)))


def _format(scale: Scale) -> str:
    return percent_format(_unit(scale), max(decimals_in(label) for label in scale.labels))


def _unit(scale: Scale) -> str:
    return "%" if scale.labels and scale.labels[0].endswith("%") else ""
