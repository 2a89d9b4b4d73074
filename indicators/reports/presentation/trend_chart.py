"""The chart of one series on its way to the target, with what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from indicators.charts import uprights
from indicators.charts.theme import AXIS, BRAND, INK, INTERVAL, TEXT_2, WHITE
from indicators.hearing.slides import Point, Scale, Trend, decimals_in
from indicators.reports.presentation import fitting
from indicators.reports.presentation.chart_xml import percent_format
from indicators.reports.presentation.label_places import Ground, Spot, Wanted
from indicators.reports.presentation.placed import Box
from indicators.reports.presentation.plotted import Chart, Label, Series, Shown
from indicators.reports.presentation.sheets import Cell, Column, Formula, Sheet

YEARS: Final = ((11.0, 30.0), (10.0, 28.0))
"""Sizes of the years and the points that each needs; with less room, every other year is written."""
_TICK: Final = 10.5
_RING: Final = 14
_DOT, _GOAL = 7, 10


def trend(panel: Trend, frame: Box) -> Chart:
    """The series with its intervals and breaks, the path to the target, and the events as numbered lines."""
    here = _Here(panel, frame)
    sheet = Sheet(rows=max(3 * len(panel.points), 3 * len(panel.events)))
    years = sheet.column("År", [float(p.name) for p in panel.points])
    values = sheet.column("Utfall", [p.value for p in panel.points])
    bounds = [sheet.column("Nedre gräns", [p.lower for p in panel.points])]
    bounds.append(sheet.column("Övre gräns", [p.upper for p in panel.points]))
    spots = here.spots()
    series = [
        *_events(sheet, here),
        *_path(sheet, panel),
        _intervals(sheet, years, *bounds, count=len(panel.points)),
        _outcome(sheet, panel, years, values),
        Series(name=values, values=values, across=years, symbol="circle", size=_DOT, fill=BRAND),
        *_figures(sheet, panel, spots, values, here),
        _years(sheet, here, years),
    ]
    return Chart(
        sheet=sheet,
        series=tuple(series),
        across=here.across,
        up=panel.scale,
        frame=frame,
        plot=here.plot,
        shown=Shown.LEFT,
        number_format=axis_format(panel.scale),
    )


def axis_format(scale: Scale) -> str:
    """How the labels of an axis are written."""
    return percent_format(unit_of(scale), max(decimals_in(label) for label in scale.labels))


def unit_of(scale: Scale) -> str:
    """`%`, or nothing."""
    return "%" if scale.labels and scale.labels[0].endswith("%") else ""


class _Here:
    """A panel's plot, and from values to places on it."""

    def __init__(self, panel: Trend, frame: Box) -> None:
        self.panel, self.frame = panel, frame
        left = max(fitting.width(label, _TICK) for label in panel.scale.labels) + 8
        top = 14.0 if panel.events else 6.0
        self.plot = Box(x=left, y=top, width=frame.width - left - 2, height=frame.height - top - 20)
        self.years = [int(p.name) for p in panel.points]
        low, high = self.years[0] - 0.5, self.years[-1] + 0.5
        self.across = Scale(low=low, high=high, ticks=(low, high), labels=("", ""))
        self.known = [p for p in panel.points if p.value is not None]

    def x(self, year: float) -> float:
        """Points from the frame's left edge."""
        return self.plot.x + (year - self.across.low) / len(self.years) * self.plot.width

    def y(self, value: float) -> float:
        """Points from the frame's upper edge."""
        scale = self.panel.scale
        return self.plot.y + (scale.high - value) / (scale.high - scale.low) * self.plot.height

    def back(self, spot: Spot) -> tuple[float, float]:
        """Year and value at a place."""
        scale, plot = self.panel.scale, self.plot
        year = self.across.low + (spot.x - plot.x) / plot.width * len(self.years)
        return year, scale.high - (spot.y - plot.y) / plot.height * (scale.high - scale.low)

    def spots(self) -> list[tuple[Point | None, Label, Spot]]:
        """The latest value, the target and the baseline, in order of weight; None stands for the target."""
        ground = Ground(frame=self.plot, lines=list(self._lines()), boxes=list(self._taken()))
        found: list[tuple[Point | None, Label, Spot]] = []
        for point, wanted, colour in self._wanted():
            spot = ground.spot(wanted)
            label = Label(place=spot.place, size=wanted.size, colour=colour, text=wanted.text, bold=wanted.bold)
            found.append((point, label, spot))
        return found

    def _wanted(self) -> Iterator[tuple[Point | None, Wanted, str]]:
        panel, base = self.panel, str(self.panel.path[0][0]) if self.panel.path else ""
        if self.known:
            latest = self.known[-1]
            is_under = bool(panel.path) and panel.path[1][1] > (latest.value or 0.0)
            yield latest, self._by(latest, 14.0, bold=True, places="btlr" if is_under else "tblr"), BRAND
        if panel.path:
            (_, start), (year, goal) = panel.path
            x, y = self.x(year), self.y(goal)
            yield None, self._goal(x, y, places="btl" if start > goal else "tbl"), INK
        first = next((p for p in self.known[:-1] if p.name == base), None)
        if first is not None:
            yield first, self._by(first, 10.5, bold=False, places="tblr"), TEXT_2

    def _goal(self, x: float, y: float, *, places: str) -> Wanted:
        said = self.panel.target
        return Wanted(text=said, size=11.5, bold=True, x=x, y=y, top=y, foot=y, mark=_GOAL / 2, places=places)

    def _by(self, point: Point, size: float, *, bold: bool, places: str) -> Wanted:
        ends = [self.y(v) for v in (point.value, point.lower, point.upper) if v is not None]
        y = self.y(point.value or 0.0)
        return Wanted(
            text=point.shown,
            size=size,
            bold=bold,
            x=self.x(int(point.name)),
            y=y,
            top=min(ends),
            foot=max(ends),
            mark=0.0 if len(ends) > 1 else _DOT / 2,
            places=places,
        )

    def _lines(self) -> Iterator[tuple[float, float, float, float]]:
        for run in runs(self.panel.points):
            for one, other in pairwise(run):
                ends = (self.x(int(one.name)), self.y(one.value or 0.0), self.x(int(other.name)))
                yield (*ends, self.y(other.value or 0.0))
        for point in self.known:
            x = self.x(int(point.name))
            if point.lower is not None and point.upper is not None:
                yield x, self.y(point.lower), x, self.y(point.upper)
        if self.panel.path:
            (first, start), (last, end) = self.panel.path
            yield self.x(first), self.y(start), self.x(last), self.y(end)
        for event in self.panel.events:
            if not event.is_under_way:
                yield self.x(event.place), self.plot.y, self.x(event.place), self.plot.y + self.plot.height

    def _taken(self) -> Iterator[Box]:
        """The marks: those of the measurements, the target's, and the events' numbers."""
        for point in self.known:
            yield _around(self.x(int(point.name)), self.y(point.value or 0.0), _DOT / 2)
        if self.panel.path:
            year, goal = self.panel.path[1]
            yield _around(self.x(year), self.y(goal), _GOAL / 2)
        for event in self.panel.events:
            yield _around(self.x(event.place), self.plot.y, _RING / 2)


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The points with a value in runs that a line may join."""
    found: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        if found and found[-1][-1].part == point.part:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def copied(column: Column, row: int) -> Cell:
    """A cell that repeats another by formula."""
    value = column.values[row]
    return Formula(text=f"={column.at(row)}", value=value) if isinstance(value, int | float) else None


def _around(x: float, y: float, size: float) -> Box:
    return Box(x=x - size, y=y - size, width=2 * size, height=2 * size)


def _events(sheet: Sheet, here: _Here) -> list[Series]:
    """A line for each event, dashed for method changes, and over it the number that it has in the list below."""
    events, scale, made = here.panel.events, here.panel.scale, []
    top = scale.high - (_RING / 2 + 1) / here.plot.height * (scale.high - scale.low)
    for is_method, head in ((False, "Händelser"), (True, "Metodbyten")):
        chosen = [event for event in events if event.is_method is is_method and not event.is_under_way]
        if chosen:
            x = sheet.column(head, [cell for e in chosen for cell in (e.place, e.place, None)])
            y = sheet.column(f"{head}, höjd", [cell for _ in chosen for cell in (scale.low, top, None)])
            look = {"line": INK, "width": 1.0, "dash": "dash"} if is_method else {"line": AXIS, "width": 0.75}
            made.append(Series(name=x, values=y, across=x, **look))  # type: ignore[arg-type]  # line, width and dash
    lasting = [(event.place, event.until) for event in events if event.until is not None]
    if lasting:
        x = sheet.column("Så länge det varade", [cell for start, over in lasting for cell in (start, over, None)])
        y = sheet.column("Så länge det varade, höjd", [cell for _ in lasting for cell in (top, top, None)])
        made.append(Series(name=x, values=y, across=x, line=AXIS, width=0.75))
    found = uprights.labels([event.place for event in events], per_year=here.plot.width / len(here.years))
    for is_single in (True, False):
        told = [label for label in found if (label.first == label.last) is is_single]
        if told:
            x = sheet.column("Händelsernas nummer", [label.place for label in told])
            y = sheet.column("Numrens höjd", [scale.high for _ in told])
            said = {row: _number(label.text, is_single=is_single) for row, label in enumerate(told)}
            ring = {"symbol": "circle", "size": _RING, "fill": WHITE, "ring": INK} if is_single else {}
            made.append(Series(name=x, values=y, across=x, labels=said, **ring))  # type: ignore[arg-type]  # the mark
    return made


def _number(text: str, *, is_single: bool) -> Label:
    return Label(place="ctr", size=10.0, colour=INK, text=text, is_on_white=not is_single)


def _path(sheet: Sheet, panel: Trend) -> list[Series]:
    """The dashed way from baseline to target, and the target's diamond."""
    if not panel.path:
        return []
    x = sheet.column("Målbanans år", [float(year) for year, _ in panel.path])
    y = sheet.column("Målbana", [value for _, value in panel.path])
    goal_x, goal = sheet.same("Målår", x, [1]), sheet.same("Mål", y, [1])
    return [
        Series(name=y, values=y, across=x, line=INK, width=1.5, dash="dash"),
        Series(name=goal, values=goal, across=goal_x, symbol="diamond", size=_GOAL, fill=INK),
    ]


def _intervals(sheet: Sheet, years: Column, lower: Column, upper: Column, *, count: int) -> Series:
    """Every interval as a line of two points with an empty row after it."""
    across: list[Cell] = []
    up: list[Cell] = []
    for row in range(count):
        ends = [copied(column, row) for column in (lower, upper)]
        is_whole = None not in ends
        across += [copied(years, row), copied(years, row), None] if is_whole else [None] * 3
        up += [*ends, None] if is_whole else [None] * 3
    x, y = sheet.column("Felmarginalens år", across), sheet.column("Felmarginal", up)
    return Series(name=y, values=y, across=x, line=INTERVAL, width=1.75)


def _outcome(sheet: Sheet, panel: Trend, years: Column, values: Column) -> Series:
    """The line through the measurements, with an empty row where the series is broken."""
    rows = {p.name: row for row, p in enumerate(panel.points)}
    across: list[Cell] = []
    up: list[Cell] = []
    for run in runs(panel.points):
        across += [*(copied(years, rows[p.name]) for p in run), None]
        up += [*(copied(values, rows[p.name]) for p in run), None]
    x, y = sheet.column("Kurvans år", across), sheet.column("Kurva", up)
    return Series(name=y, values=y, across=x, line=BRAND)


def _figures(
    sheet: Sheet, panel: Trend, spots: list[tuple[Point | None, Label, Spot]], values: Column, here: _Here
) -> list[Series]:
    """The figures where nothing is in their way, each from its own value by formula, so that it follows."""
    if not spots:
        return []
    rows = {p.name: row for row, p in enumerate(panel.points)}
    goal = next((column for column in sheet.columns if column.head == "Mål"), values)
    across: list[Cell] = []
    up: list[Cell] = []
    for point, _, spot in spots:
        cell, value = (
            (goal.at(0), panel.path[1][1]) if point is None else (values.at(rows[point.name]), point.value or 0.0)
        )
        year, at = here.back(spot)
        across.append(year)
        up.append(Formula(text=f"={cell}{at - value:+.12g}", value=at))
    x, y = sheet.column("Siffrornas år", across), sheet.column("Siffrornas plats", up)
    return [Series(name=y, values=y, across=x, labels={row: label for row, (_, label, _) in enumerate(spots)})]


def _years(sheet: Sheet, here: _Here, years: Column) -> Series:
    """The years under the axis, every other where there is not room for all."""
    room = here.plot.width / len(here.years)
    size = next((size for size, least in YEARS if room >= least), None)
    step, last = (1, here.years[-1]) if size else (2, here.years[-1])
    foot = sheet.column("Årens plats", [here.panel.scale.low for _ in here.years])
    told = {
        row: Label(place="b", size=size or YEARS[0][0], colour=TEXT_2, text=str(year))
        for row, year in enumerate(here.years)
        if (last - year) % step == 0
    }
    return Series(name=foot, values=foot, across=years, labels=told)
