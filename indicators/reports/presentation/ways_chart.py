"""The chart of how far every area's headline indicator had come and has come, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.charts.theme import AXIS, GRID, INK, TEXT_2
from indicators.hearing.since import BETTER, WORSE
from indicators.hearing.slides import Scale, Way, Ways
from indicators.reports.presentation import fitting
from indicators.reports.presentation.gap_chart import EDGE, between
from indicators.reports.presentation.placed import Box
from indicators.reports.presentation.plotted import Chart, Label, Series
from indicators.reports.presentation.sheets import Cell, Sheet
from indicators.texts import words

LONGEST, _RIGHT = 320.0, 122.0
"""Points for the areas' names at most, and for the figures."""
_INDENT, _FOOT = 9.0, 20.0
_SIZE: Final = 11.0
COLOURS: Final = {BETTER: ("#8FB8D9", "#1B6FAE"), WORSE: ("#DBA3B2", "#8B1538")}
"""Then and now, by what is certain; the rest is grey."""
_GREY: Final = ("#C3CBD3", "#55616E")
START, GOAL = "Utgångsläge", "Mål"

Row = tuple[str, Way | None]


def ways(panel: Ways, frame: Box) -> Chart:
    """Rows by group, each with its way then and now, and lines at the start, at what is due and at the target."""
    rows = grouped(panel)
    count, sheet = len(rows), Sheet(rows=3 * max(len(rows), len(panel.scale.ticks)))
    room = max(fitting.width(_name(way), _SIZE) for way in panel.ways) + _INDENT + 18
    per = (panel.scale.high - panel.scale.low) / (frame.width - min(room, LONGEST) - _RIGHT)
    low, high = panel.scale.low - min(room, LONGEST) * per, panel.scale.high + _RIGHT * per
    names = sheet.column("Område", [way.area if way else head for head, way in rows])
    before = sheet.column("Då", [None if way is None else _within(way.before, panel.scale) for _, way in rows])
    now = sheet.column("Nu", [None if way is None else _within(way.now, panel.scale) for _, way in rows])
    places = sheet.column("Plats", [count - place - 0.5 for place in range(count)])
    series = [
        *_grid(sheet, panel, count),
        *_lines(sheet, panel, count, per),
        between(sheet, places, before, now, count=count, free=5.5 * per, width=3.0),
    ]
    for group in dict.fromkeys(way.group for way in panel.ways):
        chosen = [row if way is not None and way.group == group else None for row, (_, way) in enumerate(rows)]
        for head, column, place in (("då", before, 0), ("nu", now, 1)):
            copy = sheet.same(f"{group}, {head}", column, chosen)
            fill = COLOURS.get(group, _GREY)[place]
            series.append(Series(name=copy, values=places, across=copy, symbol="circle", size=8 + 2 * place, fill=fill))
    left = sheet.column("Namnens plats", [low + (EDGE if way is None else _INDENT) * per for _, way in rows])
    right = sheet.column("Siffrornas plats", [high - EDGE * per] * (count + 1))
    tall = sheet.column("Siffrornas rad", [*(count - place - 0.5 for place in range(count)), count + 0.5])
    figures = {row: _figure(way) for row, (_, way) in enumerate(rows) if way is not None}
    figures[count] = Label(place="l", size=10.0, colour=TEXT_2, text="då → nu")
    series.append(Series(name=names, values=places, across=left, labels=_names(rows, min(room, LONGEST))))
    series.append(Series(name=right, values=tall, across=right, labels=figures))
    return Chart(
        sheet=sheet,
        series=tuple(series),
        across=Scale(low=low, high=high, ticks=(), labels=()),
        up=Scale(low=0.0, high=count + 1.0, ticks=(), labels=()),
        frame=frame,
        plot=Box(x=0.0, y=0.0, width=frame.width, height=frame.height - _FOOT),
    )


def grouped(panel: Ways) -> list[Row]:
    """Each group's name before its rows; those that cannot be compared are parted by why."""
    rows: list[Row] = []
    last = ""
    for way in panel.ways:
        head = f"{way.group}: {way.why}" if way.why else way.group
        if head != last:
            rows.append((head, None))
            last = head
        rows.append((head, way))
    return rows


def figures_of(way: Way) -> str:
    """`58,2 → 63,7 %`: the values then and now, the unit once."""
    then, now = way.shown
    unit = "\u00a0%"
    return f"{then.removesuffix(unit) if now.endswith(unit) else then} → {now}"


def _names(rows: Sequence[Row], room: float) -> dict[int, Label]:
    """Groups in bold at the edge, areas a little in from it, in bold where the difference is certain."""
    told = {}
    for row, (head, way) in enumerate(rows):
        if way is None:
            told[row] = Label(place="r", size=_SIZE, colour=_ink(head), bold=True, text=head)
            continue
        said = fitting.cut(_name(way), _SIZE, room - _INDENT - 14)
        told[row] = Label(place="r", size=_SIZE, colour=INK, text=said)
    return told


def _name(way: Way) -> str:
    return way.area + (f" · {words.MADE_UP}" if way.is_demo else "")


def _ink(group: str) -> str:
    return COLOURS[group][1] if group in COLOURS else TEXT_2


def _figure(way: Way) -> Label:
    is_certain = way.group in COLOURS
    return Label(place="l", size=10.5, colour=INK, bold=is_certain, text=figures_of(way))


def _grid(sheet: Sheet, panel: Ways, count: int) -> list[Series]:
    """Upright lines at the ticks, with their shares at the foot; start and target have lines of their own."""
    x: list[Cell] = []
    y: list[Cell] = []
    for tick in panel.scale.ticks:
        is_named = tick in (0.0, 1.0)
        x += [tick, None if is_named else tick, None]
        y += [0.0, None if is_named else float(count), None]
    across, up = sheet.column("Andel av vägen", x), sheet.column("Andelens linje", y)
    told = {3 * n: Label(place="b", size=10.0, colour=TEXT_2, text=said) for n, said in enumerate(panel.scale.labels)}
    return [Series(name=across, values=up, across=across, line=GRID, width=0.75, labels=told)]


def _lines(sheet: Sheet, panel: Ways, count: int, per: float) -> list[Series]:
    """The start, what is due and the target, named over the rows; two names side by side where they are close."""
    has_both = abs(panel.due - 1.0) > 1e-9
    due = panel.due_shown if has_both else f"{GOAL}, {panel.due_shown[:1].lower()}{panel.due_shown[1:]}"
    told = [
        (0.0, START, AXIS, ""),
        (panel.due, due, INK, "dash"),
        *([(1.0, GOAL, INK, "")] if has_both else []),
    ]
    half = [fitting.width(said, 10.5, bold=True) / 2 for _, said, _, _ in told]
    is_close = has_both and (1.0 - panel.due) / per < half[1] + half[2] + 10
    made = []
    for place, (share, said, colour, dash) in enumerate(told):
        x, y = sheet.column(said, [share, share]), sheet.column(f"{said}, linje", [0.0, float(count)])
        made.append(Series(name=x, values=y, across=x, line=colour, width=1.25, dash=dash))
        side = {1: "l", 2: "r"}.get(place, "ctr") if is_close else "ctr"
        if place == 0 and panel.due / per < half[0] + (2 if is_close else 1) * half[1] + 10:
            side = "l"
        clear = 0.0 if place else _past(panel.due / per, half[1], is_close=is_close)
        shift = ({"l": 4.0, "r": -4.0}.get(side, 0.0) - clear) * per
        over = sheet.column(f"{said}, ord", [share + shift])
        top = sheet.column(f"{said}, höjd", [count + 0.5])
        label = Label(place=side, size=10.5, colour=INK if place else TEXT_2, bold=bool(place), text=said)
        made.append(Series(name=over, values=top, across=over, labels={0: label}))
    return made


def _past(due: float, half: float, *, is_close: bool) -> float:
    """How far the words over what is due reach past the start, that the start's own words must stand clear of."""
    reach = 2 * half if is_close else half
    return max(0.0, reach + 6.0 - due)


def _within(share: float | None, scale: Scale) -> float | None:
    return None if share is None else max(scale.low, min(scale.high, share))
